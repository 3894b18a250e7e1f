"""Holds declarations against the rest of the catalogue: the measures and dimensions that their pages name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from dashboard.basics.errors import listed, nearest
from dashboard.basics.toml_files import line_saying
from dashboard.catalogue.datasets import CASES, IN_BRACKETS, WORDS, Declaration, Listed, PageWords
from dashboard.catalogue.records import Measure
from dashboard.catalogue.texttables import Problems
from dashboard.catalogue.themes import QUERIES, THEMES, belongs_to, gone, is_ours

# the addresses of pages that are about no dataset, which no declaration may take
OUR_PATHS = ("/", "/measure", "/present", "/sources", "/glossary", "/accessibility")
# what the server itself answers at, and the names of pages that are no dataset
OUR_WORDS = ("api", "assets", "download", "healthz", "queries", "readyz", "report")
OUR_KEYS = ("attention", "plan", "programme", "measure", "present", "sources", "glossary", "accessibility")
# columns that follow from a card's measure
COMPUTED = ("value", "numerator", "of", "low", "high", "share", "since_last", "since_year", "year_before")
SPLITTING = ("ranked", "funnel", "stacked")  # kinds of card that are nothing without a `by`
Note = Callable[[Sequence[str | int], str, str], None]


def check(
    folders: Sequence[Path],
    left_out: Collection[Path],
    datasets: Mapping[str, Declaration],
    measures: Mapping[str, Measure],
    problems: Problems,
) -> None:
    """Notes what a council's own declarations name and nothing has, and queries that belong to none of them.

    The project's own themes, in the first folder, say in code what they show.
    """
    ours = (path.stem for path in (folders[0] / THEMES).glob("*.toml"))
    pages = (datasets[name].page for name in ours if name in datasets)
    taken = dict.fromkeys((*OUR_PATHS, *(page.path for page in pages if page)), "the dashboard itself")
    faulty = {*left_out, *problems.files}
    paths = (path for folder in folders[1:] for path in sorted((folder / THEMES).glob("*.toml")))
    for path in (path for path in paths if path not in faulty and path.stem in datasets):
        declaration = datasets[path.stem]
        note = noter(path, problems)
        if path.stem in OUR_KEYS:
            note([], path.stem, "is the name of a page of the dashboard. Give the file another name.")
        if declaration.dataset.listed and not (path.parents[1] / QUERIES / f"{path.stem}_records.sql").exists():
            check_listed(declaration, declaration.dataset.listed, note)
        if found := declaration.dataset.entered:
            note(["dataset", "entered"], found, "is for the plan's measures alone. Take the line out.")
        if declaration.page:
            check_page(declaration, declaration.page, measures, taken, note)
            check_alone(declaration, datasets, note)
    for file in (file for folder in folders for file in sorted((folder / QUERIES).glob("*.sql"))):
        if file not in set(left_out) and not belongs_to(file.stem, {*datasets, *gone(faulty)}):
            problems.add(file, f"{file} belongs to no dataset of this catalogue. Call it <dataset>_cube.sql.")


def check_alone(declaration: Declaration, datasets: Mapping[str, Declaration], note: Note) -> None:
    """Notes a path that another of the council's themes has too; none of them is more right than the other."""
    path = declaration.page.path if declaration.page else ""
    others = [
        f"{THEMES}/{name}.toml"
        for name, one in datasets.items()
        if one.page and one.page.path == path and name != declaration.id and not is_ours(name)
    ]
    if others:
        note(["page", "path"], path, f"is the path of {listed(others)} too. Choose another for all but one of them.")


def noter(path: Path, problems: Problems) -> Note:
    """What notes a problem of this file: the key, what was found there, what is wrong with it."""
    text = path.read_text(encoding="utf-8-sig")

    def note(place: Sequence[str | int], found: str, says: str) -> None:
        keys = [one for one in place if isinstance(one, str)]
        where = f"[{'.'.join(keys[:-1])}] {keys[-1]}: " if keys else ""
        problems.add(path, f'{path}, line {line_saying(text, place, found)}, {where}"{found}" {says}')

    return note


def check_listed(declaration: Declaration, rules: Listed, note: Note) -> None:
    """Notes what a list is to show, find or be ordered by and its rows do not have."""
    known = list(declaration.columns)
    for name in ("counts",) if rules.of == "counts" else rules.columns:
        note(["dataset", "listed"], name, "is for lists of the project's own themes alone. Leave the key out.")
    for name in (*rules.find, *rules.order, *rules.first.values()):
        if name.lstrip("-") not in known:
            note(["dataset", "listed"], name, f"is no column of the list.{nearest(name.lstrip('-'), known)}")


def check_page(
    declaration: Declaration, page: PageWords, measures: Mapping[str, Measure], taken: Mapping[str, str], note: Note
) -> None:
    """Notes what a page names and its dataset does not have."""
    if page.path in taken or page.path.strip("/").split("/")[0] in OUR_WORDS:
        note(
            ["page", "path"], page.path, f"is taken by {taken.get(page.path, 'the dashboard itself')}. Choose another."
        )
    own = [name for name, one in measures.items() if one.dataset == declaration.id]
    if not page.lead:
        note(["page", "lead"], "", "is missing: say which measure leads the page.")
    named = [("lead", page.lead), *(("tiles", tile.measure) for tile in page.tiles)]
    named += [("cards", name) for card in page.cards for name in (card.measure, card.line)]
    for key, name in named:
        if name and name not in own:
            note(["page", key], name, f"is no measure of {declaration.id}.{nearest(name, own)} Add it to measures.csv.")
    for place, card in enumerate(page.cards):
        splits = measures[card.measure].by if card.measure in own else ()
        if card.kind in SPLITTING and not (card.by or card.parts):
            note(
                ["page", "cards", place], card.kind, f'shows parts: say by which, by = "{(splits or ("service",))[0]}".'
            )
        if card.kind == "funnel" and card.measure in own and not measures[card.measure].proportion:
            says = f'draws shares of cases, which {card.measure} is not. Take kind = "ranked".'
            note(["page", "cards", place], card.kind, says)
        if card.by and splits and card.by not in splits:
            note(["page", "cards", place], card.by, f"is nothing that {card.measure} is split by: {', '.join(splits)}.")
    check_columns(declaration, page, own, note)
    check_texts(page, note)
    check_records(declaration, page, note)


def check_columns(declaration: Declaration, page: PageWords, own: Sequence[str], note: Note) -> None:
    """Notes columns of tables and lists that there are none of, and what only Python could show."""
    counted = declaration.dataset.made_of
    for place, card in enumerate(page.cards):
        if card.bars and card.bars not in counted:
            note(["page", "cards", place], card.bars, f"is no column of the cube: {', '.join(counted)}.")
        for one in card.shown:
            if one.of not in (*counted, *COMPUTED, *own):
                note(["page", "cards", place], one.of, f"is no column of the cube: {', '.join(counted)}.")
    for one in page.listing.columns:
        if one.of not in declaration.columns:
            near = nearest(one.of, declaration.columns)
            note(["page", "listing"], one.of, f"is no column of {declaration.id}.{near}")
    for key, names in (("cards", [card.own for card in page.cards]), ("tiles", [tile.own for tile in page.tiles])):
        for name in filter(None, names):
            note(["page", key], name, "would be a function in Python, which the project's own themes alone have.")


def check_texts(page: PageWords, note: Note) -> None:
    """Notes words in curly brackets for which nothing stands."""
    for key, text, cases in page.texts():
        known = {**WORDS, **(CASES if cases else {})}
        unknown = [word for word in IN_BRACKETS.findall(text) if word not in known]
        if unknown or set("{}") & set(IN_BRACKETS.sub("", text)):
            note(["page", key], text, f"can hold these words in curly brackets: {', '.join(known)}.")


def check_records(declaration: Declaration, page: PageWords, note: Note) -> None:
    """Notes lists of records that the dataset does not have."""
    counted = declaration.dataset.made_of
    for place, one in enumerate(page.records):
        if one.count and one.count not in counted:
            note(["page", "records", place], one.count, f"is no column of the cube: {', '.join(counted)}.")
        if one.kind == "standing" and not declaration.dataset.snapshot:
            note(["page", "records", place], one.kind, 'needs `snapshot = true` in [dataset]. Or take "counts".')
        if one.kind not in ("counts", "standing") and declaration.dataset.open is None:
            note(
                ["page", "records", place],
                one.kind,
                'needs `open` in [dataset]: from which day until which. Or take "counts".',
            )
