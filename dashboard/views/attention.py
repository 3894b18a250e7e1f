"""The start page: what needs attention in a council's quarter, and the scorecard of all its measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dashboard import formatting as fmt
from dashboard.data import ANY, Data
from dashboard.filters import State
from dashboard.pages import page_about
from dashboard.scorecard import LAST_QUARTERS, Counts, Entry, counted, entries
from dashboard.statistics import difference
from dashboard.status import WORDS
from dashboard.status import words as status_words
from dashboard.views.cards import target_words
from dashboard.views.common import Scope
from dashboard.views.parts import Column, Item, Records, Status, Table, Tile, View

MISSED = ("red", "failed")
NEAR = ("amber",)
MOST_ITEMS = 10
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


def view(data: Data, state: State) -> View:
    """Everything the start page says for this state."""
    page = Scope(data, ANY, state, data.offer(ANY, state.council))
    found = entries(data, page.offer.council, page.quarter, basis=state.basis, scheme=page.scheme)  # type: ignore[arg-type]
    counts = counted([(e.status, e.reading.short_trend, e.reading.long_trend) for e in found])
    ranked = attention(page, found)
    return View(
        state=state,
        title="What needs attention",
        headline=headline(page, counts),
        support=support(page, found),
        tiles=tiles(page, counts),
        cards=(),
        crumbs=page.crumbs(),
        sources=f"All extracts of {page.offer.councils[page.offer.council]} up to {page.quarter.long_label}.",
        notices=(*state.notices, *page.damage_notices(tuple(data.manifest.cubes))),
        items=tuple(ranked[:MOST_ITEMS]),
        records=scorecard(page, found),
    )


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


def support(page: Scope, found: Sequence[Entry]) -> str:
    """The paper's own summary of the measures in the council's plan, each count with its own base."""
    plan = [e for e in found if (e.measure.id, page.offer.council) in page.data.catalogue.plan]
    if not plan:
        council = page.offer.councils[page.offer.council]
        return f"Counted from {fmt.plural(len(found), 'measure')} that {council} reports."
    counts = counted([(e.status, e.reading.short_trend, e.reading.long_trend) for e in plan])
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


def attention(page: Scope, found: Sequence[Entry]) -> list[Item]:
    """Missed targets, then near misses, then what worsened by more than chance, then what is unusual."""
    kinds: tuple[tuple[Callable[[Entry], bool], Callable[[Entry], str]], ...] = (
        (lambda e: e.status in MISSED, missed_words),
        (lambda e: e.status in NEAR, missed_words),
        (worse_than_chance, worse_words),
        (lambda e: e.unusual and e.reading.short_trend != "improved", unusual_words),
    )
    items, taken = [], set()
    for applies, words in kinds:
        for entry in sorted((e for e in found if e.key not in taken and applies(e)), key=urgency):
            taken.add(entry.key)
            items.append(item(page, entry, words(entry)))
    return items


def worse_than_chance(entry: Entry) -> bool:
    """A share that worsened since last quarter by more than chance allows."""
    return entry.reading.short_trend == "worsened" and entry.measure.proportion and not entry.noise


def urgency(entry: Entry) -> float:
    """What sorts alike things, the furthest from its target or from its last value first."""
    value, base = entry.reading.value or 0, entry.reading.target
    base = entry.reading.previous if base is None else base
    return -abs(value - (base or 0)) / (abs(base) if base else 1)


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


def item(page: Scope, entry: Entry, sentence: str) -> Item:
    """One thing that needs attention."""
    return Item(
        title=name(entry),
        sentence=sentence,
        status=Status(entry.status, *status_words(entry.status, entry.measure.polarity)),
        history=entry.history,
        target=entry.reading.target,
        link=link(page, entry),
    )


def link(page: Scope, entry: Entry) -> str:
    """The address of the view that explains the entry."""
    stage = (entry.part,) if entry.part else ()
    path = page_about(entry.measure.dataset).path
    return path + State(page.offer.council, entry.period, stage=stage).query(basis=page.state.basis)


def scorecard(page: Scope, found: Sequence[Entry]) -> Records:
    """The table of all measures, grouped as the plan groups them unless another order is asked for."""
    last = [page.quarter - back for back in range(LAST_QUARTERS, 0, -1)]
    rows = [scorecard_row(page, entry, last) for entry in found]
    if page.state.find:
        wanted = page.state.find.casefold()
        rows = [row for row in rows if wanted in f"{row['group']} {row['name']}".casefold()]
    if page.state.status:
        rows = [row for row in rows if row["status_code"] in page.state.status]
    rows.sort(key=lambda row: row["group"])
    key = page.state.sort.removeprefix("-")
    if key in {column.key for column in columns(last)}:
        known = [row for row in rows if row[key] is not None]
        known.sort(key=lambda row: sortable(row[key]), reverse=page.state.sort.startswith("-"))
        rows = known + [row for row in rows if row[key] is None]
    return Records(
        title=f"Scorecard, {page.quarter.label}",
        table=Table(columns(last), tuple(rows), tuple(row["link"] for row in rows)),
        total=len(rows),
        page=1,
        pages=1,
        noun="measure",
        closable=False,
    )


def sortable(value: Any) -> tuple[int, Any]:
    """Numbers before texts, so that a mixed column sorts."""
    return (0, value) if isinstance(value, (int, float)) else (1, str(value).casefold())


def columns(last: Sequence[Any]) -> tuple[Column, ...]:
    """The scorecard's columns."""
    return (
        Column("name", "Measure"),
        Column("group", "Group"),
        Column("polarity", "Good is"),
        Column("previous_year", "Year before", "in_unit"),
        *(Column(f"before_{place}", period.label, "in_unit") for place, period in enumerate(last)),
        Column("value", "Value", "in_unit"),
        Column("target", "Target", "in_unit"),
        Column("status", "Status"),
        Column("long", "Long trend"),
        Column("short", "Short trend"),
        Column("year_to_date", "Year to date", "in_unit"),
    )


def scorecard_row(page: Scope, entry: Entry, last: Sequence[Any]) -> dict[str, Any]:
    """One line of the scorecard."""
    place = page.data.catalogue.plan.get((entry.measure.id, page.offer.council))
    by_period = dict(zip(entry.periods, entry.history, strict=True))
    shape = WORDS[entry.status][1]
    word = status_words(entry.status, entry.measure.polarity)[0]
    return {
        "name": name(entry) + (f" ({entry.measure.code})" if entry.measure.code else ""),
        "group": place.priority if place else page.data.catalogue.label("", "dataset", entry.measure.dataset),
        "polarity": POLARITY[entry.measure.polarity],
        "unit": entry.measure.unit,
        "decimals": entry.measure.decimals,
        "previous_year": entry.previous_year,
        **{f"before_{number}": by_period.get(period) for number, period in enumerate(last)},
        "value": entry.reading.value,
        "target": entry.reading.target,
        "status": f"{shape} {word}",
        "status_code": entry.status,
        "long": TRENDS[entry.reading.long_trend],
        "short": TRENDS[entry.reading.short_trend],
        "year_to_date": entry.year_to_date,
        "link": link(page, entry),
    }
