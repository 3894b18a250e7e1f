"""The figures that a comment on a measure may state, as the check of comments reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.basics.quarters import Kind, Period, span
from dashboard.catalogue.records import Measure
from dashboard.measures import entered, kpis
from dashboard.measures.components import components_by
from dashboard.measures.said.figures import WHOLE, Figure, Figures, Subject
from dashboard.store.data import Data

EARLIER = 12  # periods before the comment's, so that the same one of three years ago is known
COARSER: tuple[Kind, ...] = ("half_year", "year")
BASES = ("latest", "first_published")


def figures_of(data: Data, council: str, measure: str, period: Period) -> Figures | None:
    """The figures that a comment on this measure and period is held against; None where there are none."""
    if measure in data.catalogue.measures:
        return catalogue_figures(data, council, data.catalogue.measure(measure, council), period)
    return plan_figures(data, council, entered.title(data, measure, council), period)


def catalogue_figures(data: Data, council: str, measure: Measure, period: Period) -> Figures | None:
    """Those of a catalogue measure and of the measures of the same data: the period, those before it and the longer
    ones that it ends, by stage where there are stages, as they are now and as first published."""
    dataset = measure.dataset
    if period not in data.periods(dataset, council, period.kind):
        return None
    measures = [measure, *(one for one in data.catalogue.measures_of(council).values() if one.dataset == dataset)]
    measures = list({one.id: one for one in measures}.values())
    judged = data.judged(dataset)
    split = judged.by if judged and judged.by in measure.by else WHOLE
    spans = [(period - EARLIER, period)]
    spans += [(period.as_kind(kind) - 1, period.as_kind(kind)) for kind in COARSER if kind != period.kind]
    known = [
        one
        for basis in BASES
        for first, last in (spans if basis == "latest" else spans[:1])
        for one in in_span(data, council, measures, first, last, split, basis)
    ]
    headline = judged.stands_for if judged and split else WHOLE
    codes = data.catalogue.codes(dataset, split) if split else []
    labels = [data.catalogue.label(dataset, split, code) for code in codes]
    return Figures(
        replace(subject(measure), beside=" ".join([subject(measure).beside, *labels])),
        period,
        tuple(known),
        others=tuple(subject(one) for one in measures[1:]),
        parts=tuple(zip(codes, labels, strict=True)),
        headline=headline,
        usual=(headline, WHOLE) if judged and measure.id in judged.measures else (WHOLE, headline),
        elsewhere=tuple(one.value for one in data.catalogue.benchmarks if one.measure == measure.id),
    )


def in_span(
    data: Data, council: str, measures: Sequence[Measure], first: Period, last: Period, split: str, basis: str
) -> Iterator[Figure]:
    """The figures of these measures from one period to another, of the whole and of each part; one query."""
    splits = [WHOLE, split] if split else [WHOLE]
    for parts in components_by(data, measures[0].dataset, council, first, last, splits=splits, basis=basis).values():
        for period in span(first, last):
            for part in parts.names([period]):
                for measure in measures:
                    value, numerator, denominator = parts.halves(measure, period, part)
                    if value is not None:
                        target = parts.target(measure, period, part)[0]
                        yield Figure(measure.id, part, period, value, numerator, denominator, target)


def subject(measure: Measure) -> Subject:
    """A measure with the words by which a sentence may name it."""
    names = f"{measure.title} {measure.short_title}"
    halves = f"{measure.numerator_text} {measure.denominator_text}"
    return Subject(measure.id, measure.unit, measure.polarity, measure.decimals, names, halves)


def plan_figures(data: Data, council: str, measure: str, period: Period) -> Figures | None:
    """Those of a measure of the plan: its own in any period so far, the year before's and its targets, and those of the
    measures of its service area."""
    history = kpis.kpi_history(data, council, measure, until=period.as_kind("year"))
    now = next((one for one in history if one.period == period), None)
    if now is None or now.value.form == "minutes":
        return None
    beside = [
        one
        for one in kpis.kpis_of_period(data, council, period)
        if one.service_area == now.service_area and one.measure != measure
    ]
    return Figures(
        plan_subject(now),
        period,
        tuple(figure for one in [*history, *beside] for figure in printed(one)),
        others=tuple(plan_subject(one) for one in beside),
    )


def printed(kpi: kpis.Kpi) -> Iterator[Figure]:
    """The value of a measure of the plan with its target, and that of the year before."""
    if kpi.value.number is not None:
        yield Figure(kpi.measure, WHOLE, kpi.period, kpi.value.number, target=kpi.target_number)
    if kpi.outturn.number is not None:
        yield Figure(kpi.measure, WHOLE, kpi.period.as_kind("year") - 1, kpi.outturn.number)


def plan_subject(kpi: kpis.Kpi) -> Subject:
    """A measure of the plan with its words."""
    unit = {"percent": "percent", "pounds": "gbp"}.get(kpi.value.form, "count")
    return Subject(kpi.measure, unit, kpi.polarity, max(kpi.value.decimals, 0), f"{kpi.measure} {kpi.unit}")
