"""The start page: what needs attention in a council's quarter, and the scorecard of all its measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import formatting as fmt
from dashboard.data import ANY, Data
from dashboard.filters import State
from dashboard.kpis import Kpi, kpis_of_period
from dashboard.pages import page_about
from dashboard.quarters import Period
from dashboard.scorecard import LAST_QUARTERS, Counts, Entry, counted, entries
from dashboard.statistics import difference
from dashboard.status import words as status_words
from dashboard.views.cards import target_words
from dashboard.views.common import Scope
from dashboard.views.parts import Column, Item, Records, Status, Table, Tile, View

MISSED = ("red", "failed")
NEAR = ("amber",)
MOST_ITEMS = 10
MANY_QUARTERS = 12
POLARITY = {"higher": "High", "lower": "Low", "neither": "Neither"}
TRENDS = {
    "improved": "▲ Improved",
    "worsened": "▼ Worsened",
    "static": "= Static",
    "higher": "Higher",
    "lower": "Lower",
    "same": "Same",
    "not_available": "Not available",
}


@dataclass(frozen=True)
class Line:
    """A line of the scorecard, whether of the catalogue or of the council's own plan.

    `sentence` says why it needs attention, empty where it does not; `urgency` ranks it: kind of trouble, then size.
    """

    name: str
    group: str
    in_plan: bool
    status: str
    short: str
    long: str
    polarity: str
    history: tuple[float | None, ...]
    target: float | None
    sentence: str
    urgency: tuple[int, float]
    link: str
    row: dict[str, Any]


def view(data: Data, state: State) -> View:
    """Everything the start page says for this state."""
    page = Scope(data, ANY, state, data.offer(ANY, state.council))
    lines = all_lines(page)
    counts = counts_of(lines)
    pressing = sorted((line for line in lines if line.sentence), key=lambda line: line.urgency)
    return View(
        state=state,
        title="What needs attention",
        headline=headline(page, counts),
        support=support(page, lines),
        tiles=tiles(page, counts),
        cards=(),
        crumbs=page.crumbs(),
        sources=f"All extracts of {page.offer.councils[page.offer.council]} up to {page.quarter.long_label}.",
        notices=(*state.notices, *page.damage_notices(tuple(data.manifest.cubes))),
        items=tuple(item(line) for line in pressing[:MOST_ITEMS]),
        records=scorecard(page, lines),
    )


def all_lines(page: Scope) -> list[Line]:
    """Every measure of the council in the period: the catalogue's, then those of its plan."""
    how: dict[str, Any] = {"basis": page.state.basis, "scheme": page.scheme}
    lines = [entry_line(page, entry) for entry in entries(page.data, page.offer.council, page.quarter, **how)]
    plan = kpis_of_period(page.data, page.offer.council, page.quarter, **how)
    return lines + [kpi_line(page, kpi) for kpi in plan]


def counts_of(lines: Sequence[Line]) -> Counts:
    """How many are on target and better than before."""
    return counted([(line.status, line.short, line.long) for line in lines])


def record_table(data: Data, state: State) -> Table:
    """The whole scorecard, for the download."""
    return view(data, state).records.table  # type: ignore[union-attr]


def headline(page: Scope, counts: Counts) -> str:
    """How many measures with a target missed it, or that none did."""
    missed = counts.with_target - counts.on_target
    if not counts.with_target:
        return f"No measure of {page.offer.councils[page.offer.council]} has a target in {page.quarter.label}"
    of = f"{fmt.in_words(counts.with_target)} measures with a target"
    if not missed:
        return f"All {of} met it in {page.quarter.label}"
    return f"{fmt.in_words(missed).capitalize()} of {of} missed it in {page.quarter.label}"


def support(page: Scope, lines: Sequence[Line]) -> str:
    """The paper's own summary of the measures in the council's plan, each count with its own base."""
    plan = [line for line in lines if line.in_plan]
    council = page.offer.councils[page.offer.council]
    if not plan:
        return f"Counted from {fmt.plural(len(lines), 'measure')} that {council} reports."
    counts = counts_of(plan)
    return (
        f"Council plan: {counts.on_target} of {counts.with_target} on target; "
        f"{counts.improved_short} of {counts.with_short} improved since last {page.period_word}; "
        f"{counts.improved_long} of {counts.with_long} improved over the long term."
    )


def tiles(page: Scope, counts: Counts) -> tuple[Tile, ...]:
    """The three counts, each with its base."""

    def tile(key: str, title: str, count: int, of: int, words: str) -> Tile:
        known = of > 0
        return Tile(
            key=key,
            title=title,
            value=f"{count} of {of}" if known else fmt.NOTHING,
            cases=words if known else "none can be compared",
            status=None,
            target="",
            changes=(),
        )

    return (
        tile("on_target", "On target", counts.on_target, counts.with_target, "measures with a target"),
        tile("short", f"Improved since last {page.period_word}", counts.improved_short, counts.with_short, "measures"),
        tile("long", "Improved over the long term", counts.improved_long, counts.with_long, "measures"),
    )


def name(entry: Entry) -> str:
    """`Complaints answered within the deadline, corporate stage 2`."""
    return f"{entry.measure.title}, {entry.label[0].lower()}{entry.label[1:]}" if entry.label else entry.measure.title


def value_words(value: float | None, entry: Entry) -> str:
    """The value as a sentence writes it."""
    if entry.measure.unit == "gbp" and value is not None and abs(value) >= 10_000:
        return fmt.pounds_in_words(value)
    return fmt.in_unit(value, entry.measure.unit, entry.measure.decimals)


def entry_line(page: Scope, entry: Entry) -> Line:
    """A catalogue measure's line: a missed target first, then a near miss, then what worsened by more than chance,
    then what is unusual."""
    trouble: tuple[tuple[bool, Callable[[Entry], str]], ...] = (
        (entry.status in MISSED, missed_words),
        (entry.status in NEAR, missed_words),
        (worse_than_chance(entry), worse_words),
        (entry.unusual and entry.reading.short_trend != "improved", unusual_words),
    )
    kind, sentence = next(((n, words(entry)) for n, (applies, words) in enumerate(trouble) if applies), (9, ""))
    place = page.data.catalogue.plan.get((entry.measure.id, page.offer.council))
    group = place.priority if place else page.data.catalogue.label("", "dataset", entry.measure.dataset)
    by_period = dict(zip(entry.periods, entry.history, strict=True))
    return Line(
        name=name(entry),
        group=group,
        in_plan=place is not None,
        status=entry.status,
        short=entry.reading.short_trend,
        long=entry.reading.long_trend,
        polarity=entry.measure.polarity,
        history=entry.history,
        target=entry.reading.target,
        sentence=sentence,
        urgency=(kind, -distance(entry.reading.value, entry.reading.target, entry.reading.previous)),
        link=link(page, entry),
        row={
            "code": entry.measure.code,
            "unit": entry.measure.unit,
            "decimals": entry.measure.decimals,
            "previous_year": entry.previous_year,
            **{f"before_{n}": by_period.get(period) for n, period in enumerate(last_periods(page))},
            "value": entry.reading.value,
            "target": entry.reading.target,
            "year_to_date": entry.year_to_date,
        },
    )


def kpi_line(page: Scope, kpi: Kpi) -> Line:
    """A line of a measure of the council's plan, as its paper writes the numbers."""
    kind = 0 if kpi.status in MISSED else 1 if kpi.status in NEAR else 9
    moved = {"worsened": ", worse than the year before", "improved": ", better than the year before"}
    judged = f"was {kpi.value.text} against a target of {kpi.target.text}{moved.get(kpi.direction, '')}."
    query = State(page.offer.council, kpi.period).query(basis=page.state.basis)
    return Line(
        name=kpi.measure,
        group=kpi.priority or kpi.programme or kpi.service_area,
        in_plan=bool(kpi.priority and kpi.target.text),
        status=kpi.status,
        short=kpi.short_trend,
        long=kpi.long_trend,
        polarity=kpi.polarity,
        history=(kpi.outturn.number if kpi.nature != "flow" else None, kpi.previous, kpi.value.number),
        target=kpi.target_number,
        sentence=judged if kind < 9 else "",
        urgency=(kind, -distance(kpi.value.number, kpi.target_number, kpi.previous)),
        link=page_about("kpis").path + query,
        row={
            "code": kpi.code,
            "previous_year": kpi.outturn.text or None,
            **{f"before_{n}": None for n, _ in enumerate(last_periods(page))},
            f"before_{LAST_QUARTERS - 1}": kpi.show(kpi.previous) if kpi.previous is not None else None,
            "value": kpi.value.text or None,
            "target": kpi.target.text or None,
            "year_to_date": kpi.show(kpi.year_to_date) if kpi.year_to_date is not None else None,
        },
    )


def last_periods(page: Scope) -> list[Period]:
    """The periods before the one on show that the scorecard has columns for."""
    return [page.quarter - back for back in range(LAST_QUARTERS, 0, -1)]


def worse_than_chance(entry: Entry) -> bool:
    """A share that worsened since last quarter by more than chance allows."""
    return entry.reading.short_trend == "worsened" and entry.measure.proportion and not entry.noise


def distance(value: float | None, target: float | None, previous: float | None) -> float:
    """How far the value is from its target, or else from its last value, as a share of that."""
    base = previous if target is None else target
    return abs((value or 0) - (base or 0)) / (abs(base) if base else 1)


def missed_words(entry: Entry) -> str:
    """On which side of its target it was, and how it moved."""
    reading = entry.reading
    side = "above" if (reading.value or 0) > (reading.target or 0) else "below"
    target = f"the target of {target_words(reading)}" if reading.strict else f"the {target_words(reading)} target"
    return f"was {value_words(reading.value, entry)}, {side} {target}{since_last(entry)}."


def worse_words(entry: Entry) -> str:
    """How far it moved since last quarter, which is more than chance."""
    return f"was {value_words(entry.reading.value, entry)}{since_last(entry)}, more than chance would bring."


def unusual_words(entry: Entry) -> str:
    """Beside what it was unusual."""
    known = sum(value is not None for value in entry.history) - 1
    expected = f"{value_words(entry.limits.centre, entry)}" if entry.limits else ""
    return (
        f"was {value_words(entry.reading.value, entry)}, unusual beside the {fmt.in_words(known)} "
        f"quarters before, whose middle is {expected}."
    )


def since_last(entry: Entry) -> str:
    """`, 5.9 points worse than last quarter`, or nothing without one."""
    reading, measure = entry.reading, entry.measure
    if reading.value is None or reading.previous is None:
        return ""
    change = difference(reading.value, reading.previous, measure.decimals)
    if not change:
        return ", the same as last quarter"
    size = fmt.number(abs(change), measure.decimals) + " points" if measure.unit == "percent" else ""
    size = size or value_words(abs(change), entry)
    return f", {'up' if change > 0 else 'down'} {size} on last quarter"


def judgement(line: Line) -> Status:
    """The line's status in word and shape."""
    return Status(line.status, *status_words(line.status, line.polarity))


def item(line: Line) -> Item:
    """One thing that needs attention."""
    return Item(line.name, line.sentence, judgement(line), line.history, line.target, line.link)


def link(page: Scope, entry: Entry) -> str:
    """The address of the view that explains the entry."""
    stage = (entry.part,) if entry.part else ()
    path = page_about(entry.measure.dataset).path
    return path + State(page.offer.council, entry.period, stage=stage).query(basis=page.state.basis)


def scorecard(page: Scope, lines: Sequence[Line]) -> Records:
    """The table of all measures, grouped as the plan groups them unless another order is asked for."""
    rows = [scorecard_row(line) for line in lines if not page.state.status or line.status in page.state.status]
    wanted = page.state.find.casefold()
    rows = [row for row in rows if wanted in f"{row['group']} {row['name']}".casefold()]
    rows.sort(key=lambda row: row["group"])
    key, shown = page.state.sort.removeprefix("-"), columns(page)
    if key in {column.key for column in shown}:
        known = [row for row in rows if row[key] is not None]
        known.sort(key=lambda row: sortable(row[key]), reverse=page.state.sort.startswith("-"))
        rows = known + [row for row in rows if row[key] is None]
    return Records(
        title=f"Scorecard, {page.quarter.label}",
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
    """The scorecard's columns."""
    return (
        Column("name", "Measure"),
        Column("group", "Group"),
        Column("polarity", "Good is"),
        Column("previous_year", "Year before", "in_unit"),
        *(Column(f"before_{n}", period.label, "in_unit") for n, period in enumerate(last_periods(page))),
        Column("value", page.quarter.label, "in_unit"),
        Column("target", "Target", "in_unit"),
        Column("status", "Status", "status"),
        Column("long", "Long trend"),
        Column("short", "Short trend"),
        Column("year_to_date", "Year to date", "in_unit"),
    )


def scorecard_row(line: Line) -> dict[str, Any]:
    """One line of the scorecard."""
    return {
        **line.row,
        "name": line.name + (f" ({line.row['code']})" if line.row["code"] else ""),
        "group": line.group,
        "polarity": POLARITY[line.polarity],
        "status": judgement(line),
        "long": TRENDS[line.long],
        "short": TRENDS[line.short],
        "link": line.link,
    }
