"""Holds declarations against the rest of the catalogue: the measures and dimensions that their pages name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from dashboard.basics.errors import listed, nearest
from dashboard.basics.toml_files import line_saying
from dashboard.catalogue.datasets import Declaration, PageWords
from dashboard.catalogue.records import Measure
from dashboard.catalogue.texttables import Problems
from dashboard.catalogue.themes import QUERIES, THEMES, belongs_to, gone, is_ours

# the addresses of pages that are about no dataset, which no declaration may take
OUR_PATHS = ("/", "/measure", "/present", "/sources", "/accessibility")
# what the server itself answers at, and the names of pages that are no dataset
OUR_WORDS = ("api", "assets", "download", "healthz", "queries", "report")
OUR_KEYS = ("attention", "plan", "programme", "measure", "present", "sources", "accessibility")
SPLITTING = ("ranked", "stacked")  # kinds of card that are nothing without a `by`
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
    named = [*([("lead", page.lead)] if page.lead else []), *(("tiles", name) for name in page.tiles)]
    named += [("cards", name) for card in page.cards for name in (card.measure, card.line) if name]
    for key, name in named:
        if name not in own:
            note(["page", key], name, f"is no measure of {declaration.id}.{nearest(name, own)} Add it to measures.csv.")
    for place, card in enumerate(page.cards):
        splits = measures[card.measure].by if card.measure in own else ()
        if card.kind in SPLITTING and not card.by:
            note(
                ["page", "cards", place], card.kind, f'shows parts: say by which, by = "{(splits or ("service",))[0]}".'
            )
        if card.by and splits and card.by not in splits:
            note(["page", "cards", place], card.by, f"is nothing that {card.measure} is split by: {', '.join(splits)}.")
    counted = declaration.dataset.made_of
    for place, one in enumerate(page.records):
        if one.count not in counted:
            note(["page", "records", place], one.count, f"is no column of the cube: {', '.join(counted)}.")
        if one.kind != "counts" and declaration.dataset.open is None:
            note(
                ["page", "records", place],
                one.kind,
                'needs `open` in [dataset]: from which day until which. Or take "counts".',
            )
