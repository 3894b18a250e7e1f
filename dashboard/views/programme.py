"""The improvement programme: how each workstream and project is rated, what is said of it, how it stood before.

A workstream's rating is the council's own judgement: it is data, not worked out from its projects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard import figures
from dashboard import formatting as fmt
from dashboard.data import Data
from dashboard.filters import State
from dashboard.quarters import MONTHS_IN
from dashboard.views.common import Scope
from dashboard.views.parts import About, Card, Change, Column, Passage, Section, Status, Table, Tile, View

SHAPES = {"green": "✓", "amber": "▲", "red": "✕", "for_information": "○", "not_applicable": "–"}
COLOURS = ("green", "amber", "red")
WORST_FIRST = ("red", "amber", "green")
WHOLE = "The workstream as a whole"
QUERY = "projects_of_period"
DEFINITION = (
    "The council rates each project of its improvement programme, and each workstream as a whole. A workstream's "
    "rating is the council's own judgement: it is not worked out from the ratings of its projects."
)


@dataclass(frozen=True)
class Rated:
    """A project, or a workstream as a whole, with its rating now and in the period before."""

    workstream: str
    project: str
    code: str
    before: str
    commentary: str

    @property
    def moved(self) -> int:
        """1 for a better colour than before, -1 for a worse one, 0 for the same or where one has no colour."""
        if self.code not in COLOURS or self.before not in COLOURS:
            return 0
        now, then = WORST_FIRST.index(self.code), WORST_FIRST.index(self.before)
        return (now > then) - (now < then)


@dataclass(frozen=True)
class Programme(Scope):
    """The scope of the page: the ratings of the period, each beside the one before."""

    @cached_property
    def ratings(self) -> dict[str, dict[tuple[str, str], tuple[str, str]]]:
        """For each period the rating and words on each workstream and project; an empty project is the whole."""
        found: dict[str, dict[tuple[str, str], tuple[str, str]]] = {}
        for row in self.data.rows(
            QUERY,
            council=self.offer.council,
            basis=self.state.basis,
            until=self.quarter.last_day,
            months=MONTHS_IN[self.quarter.kind],
        ):
            key = row["workstream"], row["project"] or ""
            found.setdefault(row["period"], {})[key] = row["status"], row["commentary"] or ""
        return found

    @cached_property
    def everything(self) -> list[Rated]:
        """Every rating of the period, workstreams as a whole included."""
        before = self.ratings.get((self.quarter - 1).id, {})
        return [
            Rated(workstream, project, code, before.get((workstream, project), ("", ""))[0], words)
            for (workstream, project), (code, words) in self.ratings.get(self.quarter.id, {}).items()
        ]

    @cached_property
    def projects(self) -> list[Rated]:
        """The projects alone."""
        return [one for one in self.everything if one.project]

    @cached_property
    def shown(self) -> list[Rated]:
        """The projects of the chosen ratings."""
        chosen = self.state.status
        return [one for one in self.projects if not chosen or one.code in chosen]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many projects have each rating."""
        return Counter(one.code for one in self.projects)

    @cached_property
    def counts_before(self) -> Counter[str] | None:
        """How many had it in the period before, or None where that is not loaded."""
        rows = self.ratings.get((self.quarter - 1).id)
        return Counter(code for (_, project), (code, _) in rows.items() if project) if rows else None

    @property
    def workstreams(self) -> list[str]:
        """The workstreams, by name."""
        return sorted({one.workstream for one in self.everything})

    def rating(self, code: str) -> Status:
        """The rating in word, shape and colour."""
        return Status(code, self.data.catalogue.label("projects", "status", code), SHAPES[code])


def view(data: Data, state: State) -> View:
    """Everything the page says for this state."""
    page = Programme(data, "projects", state, data.offer("projects", state.council))
    return View(
        state=state,
        title="Improvement programme",
        headline=headline(page),
        support=support(page),
        tiles=tiles(page),
        cards=cards(page),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices(("projects",))),
        sections=sections(page),
    )


def headline(page: Programme) -> str:
    """How many projects have which colour."""
    if not page.projects:
        return f"No project has a rating in {page.quarter.label}"
    green, amber, red = (page.counts[code] for code in COLOURS)
    return (
        f"{fmt.number(green)} of {fmt.plural(len(page.projects), 'project')} {are(green)} green, "
        f"{fmt.in_words(amber) if amber else 'none'} {are(amber or 1)} amber and "
        f"{fmt.in_words(red) if red else 'none'} {are(red or 1)} red"
    )


def are(count: int) -> str:
    """`is` for one, `are` for more."""
    return "is" if count == 1 else "are"


def support(page: Programme) -> str:
    """The ratings without a colour, and what has moved since the period before."""
    sentences = []
    other = [code for code in SHAPES if code not in COLOURS and page.counts[code]]
    if other:
        parts = [f"{fmt.in_words(page.counts[c])} {page.rating(c).word.lower()}" for c in other]
        sentences.append(f"The others have no colour: {fmt.listed(parts)}.")
    sentences.append(moved_words(page))
    sentences.append("A workstream's rating is the council's own, not worked out from its projects.")
    return " ".join(sentences)


def moved_words(page: Programme) -> str:
    """What moved: `Since H1 2013/14 (Apr to Sep 2013), four projects moved to a better colour and one to a worse`."""
    if page.counts_before is None:
        return f"The {page.period_word} before is not loaded, so nothing can be said of how they moved."
    earlier = (page.quarter - 1).long_label
    better = sum(one.moved > 0 for one in page.projects)
    worse = sum(one.moved < 0 for one in page.projects)
    if not better and not worse:
        return f"No colour has changed since {earlier}."
    return f"Since {earlier}, {number_of(better)} moved to a better colour and {fmt.in_words(worse)} to a worse one."


def number_of(count: int) -> str:
    """`four projects`, `one project`, `no project`."""
    return f"{fmt.in_words(count)} project{'' if count < 2 else 's'}"


def tiles(page: Programme) -> tuple[Tile, ...]:
    """How many projects have each rating, and how many had it before."""
    found = [code for code in SHAPES if code in COLOURS or page.counts[code]]
    return tuple(
        Tile(
            key=code,
            title=f"Projects {page.rating(code).word.lower()}",
            value=fmt.number(page.counts[code]),
            cases=f"of {fmt.number(len(page.projects))}",
            status=page.rating(code),
            target="",
            changes=change(page, code),
            link=page.to(status=(code,)) if page.counts[code] else None,
        )
        for code in found
    )


def change(page: Programme, code: str) -> tuple[Change, ...]:
    """How the count of a rating moved since the period before; more green or less red is better."""
    if page.counts_before is None:
        return (Change("not_available", f"last {page.period_word}: not available"),)
    moved = page.counts[code] - page.counts_before[code]
    good = {"green": 1, "red": -1}.get(code, 0) * moved
    direction = "improved" if good > 0 else "worsened" if good < 0 else "same"
    return (Change(direction, f"{fmt.arrowed(moved)} on last {page.period_word}"),)


def sections(page: Programme) -> tuple[Section, ...]:
    """The board: a section for each workstream, with its projects as cells."""
    found = []
    for name in page.workstreams:
        whole = next((one for one in page.everything if one.workstream == name and not one.project), None)
        every = [one for one in page.projects if one.workstream == name]
        cells = [cell(page, one) for one in page.shown if one.workstream == name]
        if whole and whole.commentary and (not page.state.status or whole.code in page.state.status):
            cells.insert(0, cell(page, whole))
        if cells or not page.state.status:
            found.append(
                Section(
                    key=f"workstream-{page.workstreams.index(name) + 1}",
                    title=name,
                    status=page.rating(whole.code) if whole else None,
                    text=workstream_words(page, whole, every),
                    passages=tuple(cells),
                )
            )
    return tuple(found)


def cell(page: Programme, one: Rated) -> Passage:
    """A project, or a workstream as a whole: its rating, how it stood, and what is said on request."""
    return Passage(
        title=one.project or WHOLE,
        status=page.rating(one.code),
        before=before_words(page, one),
        detail=one.commentary,
    )


def before_words(page: Programme, one: Rated) -> str:
    """`was amber in H1 2013/14`, `unchanged since H1 2013/14`, or nothing where it is not known."""
    earlier = (page.quarter - 1).label
    if not one.before:
        return "" if page.counts_before is None else f"not rated in {earlier}"
    if one.before == one.code:
        return f"unchanged since {earlier}"
    return f"was {page.rating(one.before).word.lower()} in {earlier}"


def whole_before(page: Programme, whole: Rated) -> str:
    """`was amber in H1 2013/14`, or `is unchanged since H1 2013/14`."""
    words = before_words(page, whole)
    return words if words.startswith("was") else f"is {words}"


def workstream_words(page: Programme, whole: Rated | None, every: Sequence[Rated]) -> str:
    """What the workstream's projects are rated, and where its own rating is not the worst of them."""
    sentences = [f"Its own rating {whole_before(page, whole)}."] if whole and before_words(page, whole) else []
    if not every:
        return " ".join([*sentences, "It is rated as a whole; it has no projects of its own."])
    counts = Counter(one.code for one in every)
    parts = [f"{fmt.in_words(counts[code])} {page.rating(code).word.lower()}" for code in SHAPES if counts[code]]
    sentences.append(f"Of {fmt.plural(len(every), 'project')}, {fmt.listed(parts)}.")
    worst = next((code for code in WORST_FIRST if counts[code]), "")
    if whole and whole.code in COLOURS and worst and worst != whole.code:
        sentences.append(f"The council rates the whole {whole.code}, though the worst of its projects is {worst}.")
    return " ".join(sentences)


def cards(page: Programme) -> tuple[Card, ...]:
    """The ratings beside those before, the share of green by workstream, and every rating as a table."""
    return (moves(page), shares(page), table(page))


def about(*queries: str, counted: str = "", of: str = "") -> About:
    """Where the ratings come from."""
    return About(DEFINITION, counted, of, queries)


def moves(page: Programme) -> Card:
    """How many projects have each rating, beside the period before."""
    rows = [
        {
            "label": page.rating(code).word,
            "now": page.counts[code],
            "before": page.counts_before[code] if page.counts_before else None,
            "link": page.to(status=(code,)) if page.counts[code] else None,
        }
        for code in SHAPES
        if code in COLOURS or page.counts[code] or (page.counts_before or Counter())[code]
    ]
    earlier = (page.quarter - 1).label
    return Card(
        key="ratings",
        title=f"Projects by rating, {page.quarter.label}",
        finding=moved_words(page),
        figure=figures.paired_bars(rows, now_label=page.quarter.label, before_label=earlier),
        table=Table.linked(
            (Column("label", "Rating"), Column("now", page.quarter.label, "count"), Column("before", earlier, "count")),
            rows,
        ),
        about=about(QUERY, counted="Projects with this rating"),
    )


def shares(page: Programme) -> Card:
    """The share of each workstream's projects that are green, of those that have a colour."""
    rows: list[dict[str, Any]] = []
    for name in page.workstreams:
        coloured = [one for one in page.projects if one.workstream == name and one.code in COLOURS]
        green = sum(one.code == "green" for one in coloured)
        if coloured:
            rows.append({"label": name, "value": 100 * green / len(coloured), "of": len(coloured), "green": green})
    rows.sort(key=lambda row: (row["value"], row["label"]))
    finding = "No project has a colour."
    if rows:
        low = rows[0]
        finding = f"{low['label']} has the smallest share of green projects, {fmt.share_of(low['green'], low['of'])}."
    return Card(
        key="workstreams",
        title="Green projects by workstream",
        finding=finding,
        figure=figures.ranked_bars(rows, unit="percent", decimals=0),
        table=Table(
            (
                Column("label", "Workstream"),
                Column("green", "Green", "count"),
                Column("of", "Rated by colour", "count"),
                Column("value", "Share green", "percent"),
            ),
            tuple(rows),
        ),
        about=about(QUERY, counted="Projects rated green", of="Projects rated green, amber or red"),
        note="Projects for information or not applicable are not counted.",
    )


def table(page: Programme) -> Card:
    """Every rating with its words, for reading across and for the download."""
    wanted: Iterable[Rated] = (one for one in page.everything if not page.state.status or one.code in page.state.status)
    rows = [
        {
            "workstream": one.workstream,
            "project": one.project or WHOLE,
            "status": page.rating(one.code),
            "before": page.rating(one.before) if one.before else None,
            "commentary": one.commentary or None,
        }
        for one in sorted(wanted, key=lambda one: (one.workstream, bool(one.project)))
    ]
    return Card(
        key="all_ratings",
        title=f"Every rating, {page.quarter.label}",
        finding=f"{fmt.plural(len(rows), 'rating')} of workstreams and projects, with what the council says of each.",
        figure=None,
        table=Table(
            (
                Column("workstream", "Workstream"),
                Column("project", "Project"),
                Column("status", "Rating", "status"),
                Column("before", (page.quarter - 1).label, "status"),
                Column("commentary", "What is said"),
            ),
            tuple(rows),
        ),
        about=about(QUERY),
        wide=True,
    )
