"""The start page: what needs attention in a council's quarter, and the scorecard of all its measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.measures.scorecard_counts import Count, Judged, Tally, tally
from dashboard.measures.status import words as status_words
from dashboard.measures.verdicts.record import TOO_FEW, Verdict
from dashboard.pages.filters import State
from dashboard.pages.offers import offered
from dashboard.store.data import ANY, Data
from dashboard.views.attention.changed import changed
from dashboard.views.attention.lines import Line, all_lines, last_periods
from dashboard.views.pieces import Change, Column, Item, Records, Status, Table, Tile, View
from dashboard.views.scope import Scope
from dashboard.views.theme import Theme

MOST_ITEMS = 10
POLARITY = {"higher": N_("High"), "lower": N_("Low"), "neither": N_("Neither")}
BADGES = {
    "clearly": Status("clearly", N_("Clearly worse"), "!"),
    "look": Status("look", N_("Worth a look"), "?"),
}
CHANCE = N_(
    "Worth a look: more than two standard deviations from its past, or the last of seven quarters on one side of its "
    "mean or on the way up or down. Of 30 measures, about one is so by chance alone."
)


def view(data: Data, state: State) -> View:
    """Everything the start page says for this state."""
    page = Scope(data, ANY, state, offered(data, ANY, state.council))
    lines = all_lines(page)
    pressing = sorted((line for line in lines if line.sentence), key=lambda line: line.urgency)
    return View(
        state=state,
        title=_("What needs attention"),
        headline=headline(page, lines),
        support=support(page, lines),
        tiles=tiles(lines),
        cards=(),
        crumbs=page.crumbs(),
        sources=_(
            "All extracts of {councils} up to {long_label}.",
            councils=page.offer.councils[page.offer.council],
            long_label=page.quarter.long_label,
        ),
        notices=(*state.notices, *page.damage_notices(tuple(data.manifest.cubes))),
        items=tuple(item(line) for line in pressing[:MOST_ITEMS]),
        items_note=_(CHANCE) if any(line.trouble == "look" for line in pressing[:MOST_ITEMS]) else "",
        sections=(changed(page, lines),),
        records=scorecard(page, lines),
    )


def counts_of(lines: Sequence[Line]) -> Tally:
    """How many are on target and better than before."""
    return tally(Judged(line.status, line.short, line.long) for line in lines)


def record_table(data: Data, state: State) -> Table:
    """The whole scorecard, for the download."""
    return view(data, state).records.table  # type: ignore[union-attr]


def headline(page: Scope, lines: Sequence[Line]) -> str:
    """How many measures with a target missed it, or that none did; and of how many there are too few cases to say."""
    judged = [line.verdict.target for line in lines if line.verdict.target]
    council = page.offer.councils[page.offer.council]
    if not judged:
        return _(
            "No measure of {council}{of_remit} has a target in {quarter}",
            council=council,
            of_remit=page.of_remit,
            quarter=page.quarter.label,
        )
    missed, unsure = judged.count("missed"), judged.count(TOO_FEW)
    when = page.quarter.label
    if unsure == len(judged):
        return _(
            "No measure of {councils}{of_remit} has cases enough in {when} to say",
            councils=page.offer.councils[page.offer.council],
            of_remit=page.of_remit,
            when=when,
        )
    tail = _("; of {unsure} there are too few cases to say", unsure=fmt.in_words(unsure)) if unsure else ""
    if len(judged) == 1:
        met = N_("The one measure with a target{of_remit} met it in {when}")
        failed = N_("The one measure with a target{of_remit} missed it in {when}")
        return _(failed if missed else met, of_remit=page.of_remit, when=when)
    of = _("{count} measures with a target{of_remit}", count=fmt.in_words(len(judged)), of_remit=page.of_remit)
    if not missed and not unsure:
        return _("All {of} met it in {when}", of=of, when=when)
    count = fmt.in_words(missed).capitalize() if missed else _("None")
    return _("{count} of {of} missed it in {when}{tail}", count=count, of=of, when=when, tail=tail)


def support(page: Scope, lines: Sequence[Line]) -> str:
    """The paper's own summary of the measures in the council's plan, each count with its own base."""
    plan = [line for line in lines if line.in_plan]
    council = page.offer.councils[page.offer.council]
    if not plan:
        return _(
            "Counted from {count}{of_remit} that {council} reports.",
            count=fmt.plural(len(lines), "measure", "measures"),
            of_remit=page.of_remit,
            council=council,
        )
    counts = counts_of(plan)
    said = {
        _("on target"): counts.on_target,
        _("improved since last {period_word}", period_word=page.period_word): counts.improved_short,
        _("improved over the long term"): counts.improved_long,
    }
    known = [f"{short(count)} {words}" for words, count in said.items() if count.of]
    return _("Council plan: {known}.", known="; ".join(known) or _("nothing to compare yet"))


def short(count: Count) -> str:
    """`4 of 5`."""
    return _("{count} of {of}", count=count.count, of=count.of)


def tiles(lines: Sequence[Line]) -> tuple[Tile, ...]:
    """How many are on target, and how many have changed for better or worse, each with its base."""
    judged = [line.verdict.target for line in lines if line.verdict.target]
    moved = [line.verdict for line in lines if line.verdict.judged]
    better, worse = ([one for one in moved if one.judgement == way] for way in ("better", "worse"))
    return (
        tile(
            "on_target", _("On target"), judged.count("met"), len(judged), _("measures with a target"), unsure(judged)
        ),
        tile("better", _("Clearly better"), clearly(better), len(moved), "measures", looks(better)),
        tile("worse", _("Clearly worse"), clearly(worse), len(moved), "measures", looks(worse)),
    )


def tile(key: str, title: str, count: int, of: int, what: str, more: str) -> Tile:
    """So many of so many, and in a line below what is nearly so."""
    return Tile(
        key=key,
        title=title,
        value=_("{count} of {of}", count=count, of=of) if of else fmt.NOTHING,
        cases=what if of else _("none can be compared"),
        status=None,
        target="",
        changes=(Change("same", more),) if more else (),
    )


def clearly(found: Sequence[Verdict]) -> int:
    """How many are beyond doubt."""
    return sum(one.clear for one in found)


def looks(found: Sequence[Verdict]) -> str:
    """How many more are worth a look."""
    return _("{count} more worth a look", count=len(found) - clearly(found)) if len(found) > clearly(found) else ""


def unsure(judged: Sequence[str]) -> str:
    """Of how many there are too few cases to say."""
    return _("{count} with too few cases to say", count=judged.count(TOO_FEW)) if TOO_FEW in judged else ""


def judgement(line: Line) -> Status:
    """The line's status in word and shape."""
    return Status(line.status, *status_words(line.status, line.polarity))


def item(line: Line) -> Item:
    """One thing that needs attention."""
    known = BADGES.get(line.trouble)
    badge = replace(known, word=_(known.word)) if known else judgement(line)
    return Item(line.name, line.sentence, badge, line.history, line.target, line.link)


def scorecard(page: Scope, lines: Sequence[Line]) -> Records:
    """The table of all measures, grouped as the plan groups them unless another order is asked for."""
    rows = [
        scorecard_row(line) for line in lines if not page.state.of("status") or line.status in page.state.of("status")
    ]
    wanted = page.state.find.casefold()
    rows = [row for row in rows if wanted in f"{row['group']} {row['name']}".casefold()]
    rows.sort(key=lambda row: row["group"])
    key, shown = page.state.sort.removeprefix("-"), columns(page)
    if key in {column.key for column in shown}:
        known = [row for row in rows if row[key] is not None]
        known.sort(key=lambda row: sortable(row[key]), reverse=page.state.sort.startswith("-"))
        rows = known + [row for row in rows if row[key] is None]
    return Records(
        title=_("Scorecard, {quarter}", quarter=page.quarter.label),
        table=Table.linked(shown, rows),
        total=len(rows),
        page=1,
        pages=1,
        noun="measure",
        closable=False,
    )


def sortable(value: Any) -> tuple[int, Any]:
    """Numbers before texts, so that a mixed column sorts."""
    return (0, value) if isinstance(value, (int, float)) else (1, str(getattr(value, "word", value)).casefold())


def columns(page: Scope) -> tuple[Column, ...]:
    """The scorecard's columns: what counts first, then what it is compared with."""
    return (
        Column("name", _("Measure")),
        Column("value", page.quarter.label, "in_unit"),
        Column("target", _("Target"), "in_unit"),
        Column("status", _("Status"), "status"),
        Column("change", _("Change")),
        *(Column(f"before_{n}", period.label, "in_unit") for n, period in enumerate(last_periods(page))),
        Column("previous_year", _("Year before"), "in_unit"),
        Column("year_to_date", _("Year to date"), "in_unit"),
        Column("year_target", _("Year's target"), "in_unit"),
        Column("polarity", _("Good is")),
        Column("compared", _("Change is from")),
        Column("group", _("Group")),
        Column("note", _("Latest note")),
    )


def scorecard_row(line: Line) -> dict[str, Any]:
    """One line of the scorecard."""
    return {
        **line.row,
        "name": line.name + (f" ({line.row['code']})" if line.row["code"] else ""),
        "group": line.group,
        "note": line.note or None,
        "polarity": _(POLARITY[line.row.get("good", line.polarity)]),
        "status": judgement(line),
        "change": line.change or None,
        "compared": line.compared or None,
        "link": line.link,
    }


THEME = Theme(
    view=view,
    cards=(),
    records=record_table,
    sections_first=True,
)
