"""The lines of the scorecard, and what each says when it needs attention."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import ProcessLimits
from dashboard.measures.comments import COMMENT, Comment, latest_comments
from dashboard.measures.explanations import MISSED, is_wanted, is_wanted_of_plan, moved, not_explained, spoken
from dashboard.measures.kpis import Kpi, counted_beside, kpis_of_period, reported_beside
from dashboard.measures.scorecard import LAST_QUARTERS, Entry, entries
from dashboard.pages.filters import State, chosen
from dashboard.pages.registry import page_about
from dashboard.views.cards import target_words
from dashboard.views.plan.lines import address_of, name_of
from dashboard.views.scope import Scope

NEAR = ("amber",)


@dataclass(frozen=True)
class Line:
    """A line of the scorecard, whether of the catalogue or of the council's own plan.

    `sentence` says why it needs attention, empty where it does not; `urgency` ranks it: kind of trouble, then size.
    `wanted` says what the council has not commented on although readers will ask, empty where nothing is missing.
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
    note: str
    sentence: str
    urgency: tuple[int, float]
    link: str
    row: dict[str, Any]
    wanted: str = ""


def all_lines(page: Scope) -> list[Line]:
    """Every measure of the council in the period: the catalogue's, then those of its plan; of committees that are
    chosen what is in their remit."""
    how: dict[str, Any] = {"basis": page.state.basis, "scheme": page.scheme}
    said = latest_comments(page.data, page.offer.council, page.quarter, basis=page.state.basis)
    notes = latest_notes(said)
    words = spoken(said)
    found = [one for one in entries(page.data, page.offer.council, page.quarter, **how) if begun(one)]
    found = [one for one in found if page.remit is None or page.remit.holds(one.measure.id, one.measure.dataset)]
    plan = kpis_of_period(page.data, page.offer.council, page.quarter, **how)
    beside = reported_beside(page.data, page.offer.council, page.quarter, **how)
    plan += counted_beside(page.data, beside, page.offer.council, page.quarter, page.state.basis)
    plan = [kpi for kpi in plan if page.remit is None or kpi.within(page.remit)]
    lines = [
        replace(
            entry_line(page, entry, notes.get(entry.measure.id, "")),
            wanted=wanted_words(entry) if is_wanted(entry, words.get(entry.measure.id, "")) else "",
        )
        for entry in found
    ]
    also = {place.named for (_, council), place in page.data.catalogue.plan.items() if council == page.offer.council}
    lines = [replace(one, note=one.note or f"{not_explained(page.quarter)}.") if one.wanted else one for one in lines]
    return lines + [kpi_line(page, kpi, notes.get(kpi.measure, "")) for kpi in plan if kpi.measure not in also]


def begun(entry: Entry) -> bool:
    """Whether a value of the measure is known up to the quarter: before that it is missed by nobody."""
    return any(value is not None for value in entry.history)


def latest_notes(said: Mapping[str, list[Comment]]) -> dict[str, str]:
    """The newest comment of the period on each measure, by whom and when; what was said earlier is on its own page."""
    notes = {}
    for measure, comments in said.items():
        for one in comments:
            if one.kind == COMMENT and not one.older:
                notes[measure] = f"{one.text} ({one.author_role}, {fmt.date(one.written_date)})"
    return notes


def entry_line(page: Scope, entry: Entry, note: str) -> Line:
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
    theme = page.data.catalogue.label("", "dataset", entry.measure.dataset)
    by_period = dict(zip(entry.periods, entry.history, strict=True))
    return Line(
        name=name(entry),
        group=(place.priority if place else "") or theme,
        in_plan=bool(place and place.priority),
        status=entry.status,
        short=entry.reading.short_trend,
        long=entry.reading.long_trend,
        polarity=entry.measure.polarity,
        history=entry.history,
        target=entry.reading.target,
        note=note,
        sentence=sentence,
        urgency=(kind, -distance(entry.reading.value, entry.reading.target, entry.reading.previous)),
        link=link(page, entry),
        row={
            "code": entry.measure.code if entry.stands_for_all else "",
            "unit": entry.measure.unit,
            "decimals": entry.measure.decimals,
            "previous_year": entry.previous_year,
            **{f"before_{n}": by_period.get(period) for n, period in enumerate(last_periods(page))},
            "value": entry.reading.value,
            "target": entry.reading.target,
            "year_to_date": entry.year_to_date,
            "year_target": entry.year_target,
        },
    )


def kpi_line(page: Scope, kpi: Kpi, note: str) -> Line:
    """A line of a measure of the council's plan, as its paper writes the numbers. One of a longer period says which,
    and has no trend of the quarter's."""
    kind, sentence = trouble(kpi)
    longer = kpi.period != page.quarter
    before = dict(zip(reversed(last_periods(page)), reversed(kpi.history[:-1]), strict=False)) if not longer else {}
    return Line(
        name=f"{name_of(page, kpi)}, {kpi.period.label}" if longer else name_of(page, kpi),
        group=kpi.priority or kpi.programme or kpi.service_area,
        in_plan=bool(kpi.priority and kpi.target.text),
        status=kpi.status,
        short="not_available" if longer else kpi.short_trend,
        long="not_available" if longer else kpi.long_trend,
        polarity=kpi.polarity,
        history=drawn(kpi),
        target=kpi.target_number,
        note=note or kpi.note or (f"{not_explained(kpi.period)}." if is_wanted_of_plan(kpi, note) else ""),
        sentence=sentence,
        urgency=(kind, -distance(kpi.value.number, kpi.target_number, kpi.previous)),
        link=address_of(page, kpi),
        row={
            "code": kpi.code,
            "previous_year": kpi.outturn.text or None,
            **{
                f"before_{n}": kpi.show(before[period]) if before.get(period) is not None else None
                for n, period in enumerate(last_periods(page))
            },
            "value": kpi.value.text or None,
            "target": kpi.target.text or None,
            "year_to_date": kpi.show(kpi.year_to_date) if kpi.year_to_date is not None else None,
            "year_target": kpi.year_target.text or None,
        },
    )


def trouble(kpi: Kpi) -> tuple[int, str]:
    """What kind of trouble a measure of the plan is in, as `entry_line` ranks them, and what it says."""
    if kpi.status in (*MISSED, *NEAR):
        moved = {"worsened": ", worse than the year before", "improved": ", better than the year before"}
        text = kpi.target.text
        target = f"the target \u201c{text}\u201d" if kpi.target.kind == "relative" else f"a target of {text}"
        kind = 0 if kpi.status in MISSED else 1
        return kind, f"was {kpi.value.text} against {target}{moved.get(kpi.direction, '')}."
    if kpi.unusual and kpi.short_trend != "improved":
        return 3, unusual_in(kpi.value.text, kpi.value.number, kpi.limits, kpi.show)
    return 9, ""


def drawn(kpi: Kpi) -> tuple[float | None, ...]:
    """What a small line shows: the measure's past, or the year before where nothing else is known."""
    if len([number for number in kpi.history if number is not None]) > 1 or kpi.nature == "flow":
        return kpi.history
    return (kpi.outturn.number, *kpi.history)


def last_periods(page: Scope) -> list[Period]:
    """The periods before the one on show that the scorecard has columns for."""
    return [page.quarter - back for back in range(LAST_QUARTERS, 0, -1)]


def name(entry: Entry) -> str:
    """`Complaints answered within the deadline, corporate stage 2`."""
    return f"{entry.measure.title}, {entry.label[0].lower()}{entry.label[1:]}" if entry.label else entry.measure.title


def value_words(value: float | None, entry: Entry) -> str:
    """The value as a sentence writes it."""
    if entry.measure.unit == "gbp" and value is not None and abs(value) >= 10_000:
        return fmt.pounds_in_words(value)
    return fmt.in_unit(value, entry.measure.unit, entry.measure.decimals)


def worse_than_chance(entry: Entry) -> bool:
    """A share that worsened since last quarter by more than chance allows."""
    return entry.reading.short_trend == "worsened" and entry.measure.proportion and not entry.noise


def wanted_words(entry: Entry) -> str:
    """What readers will ask about of an entry that is not explained."""
    reading, measure = entry.reading, entry.measure
    change = moved(entry)
    if change is None:
        return f"{name(entry)}: {value_words(reading.value, entry)}, target {target_words(reading)}"
    if not change:
        return f"{name(entry)}: still {value_words(reading.value, entry)}, target {target_words(reading)}"
    size = fmt.number(abs(change), measure.decimals) + " points" if measure.unit == "percent" else ""
    return (
        f"{name(entry)} {'rose' if change > 0 else 'fell'} by {size or value_words(abs(change), entry)}, "
        f"from {value_words(reading.previous, entry)} to {value_words(reading.value, entry)}"
    )


def distance(value: float | None, target: float | None, previous: float | None) -> float:
    """How far the value is from its target, or else from its last value, as a share of that."""
    base = previous if target is None else target
    return abs((value or 0) - (base or 0)) / (abs(base) if base else 1)


def missed_words(entry: Entry) -> str:
    """On which side of its target it was, and how it moved."""
    reading = entry.reading
    side = "above" if (reading.value or 0) > (reading.target or 0) else "below"
    value, target = value_words(reading.value, entry), target_words(reading)
    missed = f"against a target {target}" if reading.strict else f"{side} the {target} target"
    return f"was {value}, {missed}{since_last(entry)}."


def worse_words(entry: Entry) -> str:
    """How far it moved since last quarter, which is more than chance."""
    return f"was {value_words(entry.reading.value, entry)}{since_last(entry)}, more than chance would bring."


def unusual_words(entry: Entry) -> str:
    """In what it is unusual: outside its usual range, or one of a run away from its average."""
    value = entry.reading.value or 0
    return unusual_in(value_words(value, entry), value, entry.limits, partial(value_words, entry=entry))


def unusual_in(shown: str, value: float | None, limits: ProcessLimits | None, show: Callable[[float], str]) -> str:
    """The same of a value that is written `shown`, as `show` writes others."""
    if limits is None or value is None:
        return ""
    if limits.lower <= value <= limits.upper:
        return f"was {shown}, one of a run of quarters away from its average of {show(limits.centre)}."
    return f"was {shown}, outside its usual range of {show(max(limits.lower, 0))} to {show(limits.upper)}."


def since_last(entry: Entry) -> str:
    """`, 5.9 points worse than last quarter`, or nothing without one."""
    measure, change = entry.measure, moved(entry)
    if change is None:
        return ""
    if not change:
        return ", the same as last quarter"
    size = fmt.number(abs(change), measure.decimals) + " points" if measure.unit == "percent" else ""
    size = size or value_words(abs(change), entry)
    return f", {'up' if change > 0 else 'down'} {size} on last quarter"


def link(page: Scope, entry: Entry) -> str:
    """The address of the view that explains the entry."""
    path = page_about(page.data, entry.measure.dataset).path
    judged = page.data.judged(entry.measure.dataset)
    part = {judged.by: (entry.part,)} if judged and entry.part else {}
    return path + State(page.offer.council, entry.period, chosen=chosen(**part)).query(basis=page.state.basis)
