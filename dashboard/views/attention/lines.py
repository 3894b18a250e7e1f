"""The lines of the scorecard, and what each says when it needs attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import difference
from dashboard.measures.comments import COMMENT, Comment, latest_comments
from dashboard.measures.explanations import is_wanted, is_wanted_of_plan, not_explained, spoken
from dashboard.measures.kpis import DATASET, Kpi, counted_beside, kpis_of_period, reported_beside
from dashboard.measures.scorecard import LAST_QUARTERS, Entry, entries
from dashboard.measures.verdicts.record import TOO_FEW, Verdict
from dashboard.pages.filters import State, chosen
from dashboard.pages.registry import MEASURE, page_called
from dashboard.views.cards import against_target
from dashboard.views.changes import against_past, cell, cell_of, compared, past_words
from dashboard.views.plan.lines import address_of, name_of
from dashboard.views.scope import Scope, in_words

NEAR = "amber"
TROUBLES = ("missed", "near", "clearly", "look")


@dataclass(frozen=True)
class Line:
    """A line of the scorecard, whether of the catalogue or of the council's own plan.

    `sentence` says what needs attention of it, empty where nothing does; `urgency` ranks it: the place of `trouble` in
    `TROUBLES`, then its size. `short` and `long` are the trends of papers, which their summary counts.
    `wanted` says what the council has not commented on although readers will ask, empty where nothing is missing.
    """

    name: str
    group: str
    dataset: str
    in_plan: bool
    status: str
    verdict: Verdict
    change: str
    compared: str
    short: str
    long: str
    polarity: str
    history: tuple[float | None, ...]
    target: float | None
    note: str
    sentence: str
    trouble: str
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
    also = {
        place.named for (_rest, council), place in page.data.catalogue.plan.items() if council == page.offer.council
    }
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


def trouble_of(verdict: Verdict, status: str) -> str:
    """What kind of trouble a measure is in by its verdict, one of `TROUBLES`; empty of none.

    A share of few cases whose target lies within its interval has missed nothing yet, but what has worsened is told.
    """
    if verdict.target == "missed":
        return "near" if status == NEAR else "missed"
    if verdict.judgement == "worse":
        return "clearly" if verdict.clear else "look"
    return ""


def entry_line(page: Scope, entry: Entry, note: str) -> Line:
    """A catalogue measure's line."""
    kind = trouble_of(entry.verdict, entry.status)
    sentence = entry_words(entry) if kind else ""
    place = page.data.catalogue.plan.get((entry.measure.id, page.offer.council))
    theme = page.data.catalogue.label("", "dataset", entry.measure.dataset)
    by_period = dict(zip(entry.periods, entry.history, strict=True))
    return Line(
        name=name(entry),
        group=(place.priority if place else "") or theme,
        dataset=entry.measure.dataset,
        in_plan=bool(place and place.priority),
        status="too_few" if entry.verdict.target == TOO_FEW else entry.status,
        verdict=entry.verdict,
        change=cell(entry.reading),
        compared=compared(entry.verdict, partial(in_words, entry.measure)),
        short=entry.reading.short_trend,
        long=entry.reading.long_trend,
        polarity=entry.measure.polarity,
        history=entry.history,
        target=entry.reading.target,
        note=note,
        sentence=sentence,
        trouble=kind,
        urgency=urgency(kind, entry.reading.value, entry.reading.target, entry.verdict.base),
        link=link(page, entry),
        row={
            "code": entry.measure.code if entry.stands_for_all else "",
            "good": entry.measure.polarity if entry.measure.judged else "neither",
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
    kind = trouble_of(kpi.verdict, kpi.status)
    longer = kpi.period != page.quarter
    before = dict(zip(reversed(last_periods(page)), reversed(kpi.history[:-1]), strict=False)) if not longer else {}
    return Line(
        name=f"{name_of(page, kpi)}, {kpi.period.label}" if longer else name_of(page, kpi),
        group=kpi.priority or kpi.programme or kpi.service_area,
        dataset=DATASET,
        in_plan=bool(kpi.priority and kpi.target.text),
        status="too_few" if kpi.verdict.target == TOO_FEW else kpi.status,
        verdict=kpi.verdict,
        change="" if longer else kpi_change(kpi),
        compared="" if longer else compared(kpi.verdict, kpi.show),
        short="not_available" if longer else kpi.short_trend,
        long="not_available" if longer else kpi.long_trend,
        polarity=kpi.polarity,
        history=drawn(kpi),
        target=kpi.target_number,
        note=note or kpi.note or (f"{not_explained(kpi.period)}." if is_wanted_of_plan(kpi, note) else ""),
        sentence=kpi_words(kpi) if kind else "",
        trouble=kind,
        urgency=urgency(kind, kpi.value.number, kpi.target_number, kpi.verdict.base),
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


def kpi_words(kpi: Kpi) -> str:
    """What is said of a measure of the plan in trouble: its value, its target as written, and its past."""
    text = kpi.target.text
    target = (
        _("the target “{text}”", text=text) if kpi.target.kind == "relative" else _("a target of {text}", text=text)
    )
    against = _(", against {target}", target=target) if kpi.verdict.target == "missed" else ""
    past = past_words(kpi.verdict, kpi.show, kpi_moved(kpi), kpi.value.number)
    return "; ".join(filter(None, (f"{kpi.value.text}{against}", past))) + "."


def kpi_moved(kpi: Kpi) -> str:
    """How far it lies from what it is compared with, as the plan writes it; empty where one of the two is not known."""
    base = kpi.verdict.base
    if base is None or kpi.value.number is None:
        return ""
    return kpi.show(abs(difference(kpi.value.number, base, kpi.value.decimals)))


def kpi_change(kpi: Kpi) -> str:
    """What the table says of its change."""
    moved, way = kpi_moved(kpi), kpi.verdict.direction
    return cell_of(kpi.verdict, f"{way} {moved}" if moved and way in ("up", "down") else moved)


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


def urgency(kind: str, value: float | None, target: float | None, base: float | None) -> tuple[int, float]:
    """The rank of a trouble: its kind, then how far the value is from its target, or else from what it is compared
    with, as a share of that."""
    from_what = (base if target is None else target) or 0
    far = abs((value or 0) - from_what) / (abs(from_what) or 1)
    return (TROUBLES.index(kind) if kind else len(TROUBLES), -far)


def entry_words(entry: Entry) -> str:
    """What is said of a measure in trouble: its value, on which side of its target if it missed it, and its past."""
    reading = entry.reading
    missed = f", {against_target(reading)}" if entry.verdict.target == "missed" else ""
    cases = f" ({fmt.share_of(reading.numerator, reading.denominator)})" if of_cases(entry) else ""
    return (
        "; ".join(filter(None, (f"{in_words(entry.measure, reading.value)}{cases}{missed}", against_past(reading))))
        + "."
    )


def wanted_words(entry: Entry) -> str:
    """What readers will ask about of an entry that is not explained."""
    return f"{name(entry)}: {entry_words(entry).removesuffix('.')}"


def of_cases(entry: Entry) -> bool:
    """Whether the value is a share of cases, both of which are known."""
    reading = entry.reading
    return entry.measure.proportion and reading.numerator is not None and bool(reading.denominator)


def link(page: Scope, entry: Entry) -> str:
    """The address of the measure's own page, which explains the entry."""
    judged = page.data.judged(entry.measure.dataset)
    part = {judged.by: (entry.part,)} if judged and entry.part else {}
    state = State(page.offer.council, entry.period, chosen=chosen(**part), measure=entry.measure.id)
    return page_called(MEASURE).path + state.query(basis=page.state.basis)
