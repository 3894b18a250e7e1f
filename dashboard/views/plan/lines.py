"""The lines of a council's plan: its own measures as printed, and those that have a page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.catalogue.judging import Judging
from dashboard.catalogue.records import PlanPlace, Published
from dashboard.figures.frame import REVISED
from dashboard.measures import entered, kpis, scorecard
from dashboard.measures.comments import Comment, doubt, latest_comments
from dashboard.measures.explanations import is_wanted, is_wanted_of_plan, not_explained
from dashboard.measures.kpis import DATASET, Kpi
from dashboard.measures.revisions import of_number, words
from dashboard.measures.scorecard import Entry
from dashboard.measures.status import words as status_words
from dashboard.pages.filters import State, chosen
from dashboard.pages.registry import MEASURE, page_about, page_called
from dashboard.views.cards import target_words
from dashboard.views.pieces import Status
from dashboard.views.plan.benchmarks import beside
from dashboard.views.scope import Scope

MET = ("green", "achieved")
MISSED = ("red", "failed", "amber")
POLARITY = {"higher": N_("Higher"), "lower": N_("Lower"), "neither": N_("Neither")}
WAYS = {"higher": N_("Up"), "lower": N_("Down"), "same": N_("Same")}
TRENDS = {"improved": N_(", better"), "worsened": N_(", worse")}


@dataclass(frozen=True)
class Line:
    """A measure of the plan in one period, every part ready to be printed.

    `code` is its status in the scheme on show and `codes` those in either scheme; trends are codes of
    `status.trend`, `movement` the direction of travel without a judgement. `benchmark` is how it
    stands beside the nation. `counted` says that it counts with the
    measures of the period on show.
    """

    name: str
    number: str
    service_area: str
    place: tuple[str, str, str]
    period: Period
    polarity: str
    year_before: str
    previous: str
    value: str
    target: str
    year_target: str
    code: str
    codes: tuple[str, ...]
    direction: str
    movement: str
    long_trend: str
    short_trend: str
    note: str
    benchmark: str = fmt.NOTHING
    link: str | None = None
    counted: bool = True

    @property
    def group(self) -> str:
        """What it stands under: its programme, outcome or priority, or the service area of a plan without them."""
        return next((name for name in reversed(self.place) if name), self.service_area)

    @property
    def status(self) -> Status:
        """The judgement in word, shape and colour."""
        return Status(self.code, *status_words(self.code, self.polarity))

    @property
    def travel(self) -> str:
        """The direction of travel in words: `Up, better`, `Up, worse`, `Down`, `Same`."""
        return said(self.direction, self.movement)


def said(direction: str, movement: str) -> str:
    """A trend in words, or a dash where there is nothing to compare with."""
    return _(WAYS[movement]) + _(TRENDS.get(direction, "")) if movement in WAYS else fmt.NOTHING


def lines(page: Scope) -> list[Line]:
    """Every line of the plan in the period, as the plan orders them: where it says nothing of the order, what has a
    page of its own stands first under its heading."""
    own, theirs = list(own_lines(page)), list(catalogue_lines(page))
    places = {one.place: None for one in [*own, *theirs]}
    return [one for place in places for one in [*theirs, *own] if one.place == place]


def other_judging(page: Scope) -> Judging:
    """The council's rules under the status scheme that is not on show."""
    return page.judging.under("rag" if page.scheme == "achieved_failed" else "achieved_failed")


def own_lines(page: Scope) -> Iterator[Line]:
    """The measures that the plan alone has."""
    council, quarter, basis = page.offer.council, page.quarter, page.state.basis
    notes, printed = latest_comments(page.data, council, quarter, basis=basis), printed_otherwise(page)
    for kpi in within(page, kpis.kpis_of_period(page.data, council, quarter, **asked_of(page))):
        yield line_of(page, kpi, notes.get(kpi.measure, ()), printed.get(kpi.id, ()))


def elsewhere(page: Scope) -> list[Line]:
    """What the period's extract reports for other periods, such as the year before, and does not merely plan; one that
    counts with the period's own, such as a survey once a year, says so."""
    council, quarter, basis = page.offer.council, page.quarter, page.state.basis
    found = within(page, kpis.reported_beside(page.data, council, quarter, **asked_of(page)))
    counted = kpis.counted_beside(page.data, found, council, quarter, basis)
    notes = latest_comments(page.data, council, quarter, basis=basis)
    return [replace(line_of(page, kpi, notes.get(kpi.measure, ()), ()), counted=kpi in counted) for kpi in found]


def within(page: Scope, found: Iterable[kpis.Kpi]) -> list[kpis.Kpi]:
    """Those of the plan's own measures that are in the remit of the committees chosen; all without any."""
    return [kpi for kpi in found if page.remit is None or kpi.within(page.remit)]


def asked_of(page: Scope) -> dict[str, Any]:
    """The basis and the status scheme."""
    return {"basis": page.state.basis, "scheme": page.scheme}


def printed_otherwise(page: Scope) -> dict[str, list[Published]]:
    """For each measure what a paper prints about this period that contradicts its own figures."""
    found: dict[str, list[Published]] = {}
    for item in page.data.catalogue.published:
        if item.known and (item.council, item.period) == (page.offer.council, page.quarter.id):
            found.setdefault(item.measure, []).append(item)
    return found


def line_of(page: Scope, kpi: Kpi, notes: Iterable[Comment], printed: Iterable[Published]) -> Line:
    """A measure of the plan, its printed text kept as it is; what was said of earlier periods is on its own page."""
    now = [comment_words(page, one) for one in notes if not one.older]
    wanted = is_wanted_of_plan(kpi, " ".join(now))
    parts = [
        *revised(page, kpi.id, kpi.period, kpi.service_area),
        *(one.known for one in printed),
        kpi.note,
        *now,
        not_explained(kpi.period) if wanted else "",
    ]
    return Line(
        name=name_of(page, kpi),
        number=kpi.code,
        service_area=kpi.service_area,
        place=(kpi.priority, kpi.outcome, kpi.programme),
        period=kpi.period,
        polarity=kpi.polarity,
        year_before=kpi.outturn.text or fmt.NOTHING,
        previous=kpi.show(kpi.previous),
        value=kpi.value.text or fmt.NOTHING,
        target=target_of(kpi),
        year_target=kpi.year_target.text or fmt.NOTHING,
        code=kpi.status,
        codes=(kpi.status, kpi.judged(other_judging(page))),
        direction=kpi.direction,
        movement=kpi.movement,
        long_trend=kpi.long_trend,
        short_trend=kpi.short_trend,
        note=" ".join(filled(parts)),
        benchmark=beside(page, kpi.id, kpi.polarity, kpi.value.number, kpi.show)
        if kpi.period == page.quarter
        else fmt.NOTHING,
        link=address_of(page, kpi),
    )


def revised(page: Scope, measure: str, period: Period, part: str = "") -> list[str]:
    """How the number has been revised since it was first published, if it has."""
    found = of_number(page.data, page.offer.council, measure, period, part)
    if found is None:
        return []
    first, now = found.first, found.now
    return [f"{REVISED} {words(now.measure, (first.value, first.numerator, first.denominator), now.value)}"]


def name_of(page: Scope, kpi: Kpi) -> str:
    """The measure, with its service area where several have it."""
    measure = entered.measures(page.data, kpi.council)[kpi.id]
    several = len(entered.areas(page.data, measure, kpi.council)) > 1
    return f"{kpi.measure}, {kpi.service_area}" if several else kpi.measure


def address_of(page: Scope, kpi: Kpi) -> str:
    """The address of the page of a plan's measure; of one service area where several have it."""
    measure = entered.measures(page.data, kpi.council)[kpi.id]
    areas = entered.areas(page.data, measure, kpi.council)
    part = chosen(service_area=(kpi.service_area,)) if len(areas) > 1 and kpi.service_area in areas else ()
    state = State(
        kpi.council, kpi.period, chosen=part, measure=kpi.id, basis=page.state.basis, scheme=page.state.scheme
    )
    return page_called(MEASURE).path + state.query()


def filled(parts: Iterable[str]) -> list[str]:
    """The sentences that say something, each ended."""
    return [part if part.endswith((".", "!", "?", ")")) else f"{part}." for part in parts if part]


def target_of(kpi: Kpi) -> str:
    """The target as printed; of a relative one also what it comes to: `Reduction (below 379)`."""
    if kpi.target.kind != "relative" or kpi.target_number is None:
        return kpi.target.text or fmt.NOTHING
    side = {"lower": _("below"), "higher": _("above")}.get(kpi.target.sense or kpi.polarity, _("better than"))
    return f"{kpi.target.text} ({(side if kpi.target.strict else _('at worst'))} {kpi.show(kpi.target_number)})"


def comment_words(page: Scope, said_of: Comment) -> str:
    """A note with who wrote it and when, and where it contradicts the figures."""
    doubted = doubt(page.data, page.offer.council, said_of)
    check = _(" Check this against the figures. {doubted}", doubted=doubted) if doubted else ""
    return f"{said_of.text} ({said_of.author_role}, {fmt.date(said_of.written_date)}){check}"


def catalogue_lines(page: Scope) -> Iterator[Line]:
    """The plan's measures that have a page of their own, from that page's figures."""
    data, council = page.data, page.offer.council
    places = {m: place for (m, owner), place in data.catalogue.plan.items() if owner == council and not place.named}
    by_dataset: dict[str, list[str]] = {}
    for name in places:
        by_dataset.setdefault(data.catalogue.measure(name).dataset, []).append(name)
    notes = latest_comments(data, council, page.quarter, basis=page.state.basis)
    for dataset, names in by_dataset.items():
        if (dataset, council) not in data.available or dataset == DATASET:
            continue
        measures = [data.catalogue.measure(name, council) for name in names]
        asked = (data, council, dataset, measures, page.quarter, page.state.basis)
        for entry in scorecard.dataset_entries(*asked, page.scheme):
            if not entry.part and (page.remit is None or page.remit.holds(entry.measure.id, dataset)):
                yield entry_line(page, entry, places[entry.measure.id], notes.get(entry.measure.id, ()))


def entry_line(page: Scope, entry: Entry, place: PlanPlace, notes: Iterable[Comment]) -> Line:
    """A measure of the catalogue as a line of the plan, with the way to its page."""
    measure, reading = entry.measure, entry.reading
    earlier = page.data.catalogue
    now = [comment_words(page, one) for one in notes if not one.older]

    def show(value: float | None) -> str:
        return fmt.in_unit(value, measure.unit, measure.decimals)

    return Line(
        name=measure.title,
        number=measure.code,
        service_area=earlier.label("", "dataset", measure.dataset),
        place=(place.priority, place.outcome, place.programme),
        period=entry.period,
        polarity=measure.polarity,
        year_before=show(entry.previous_year),
        previous=show(reading.previous),
        value=show(reading.value),
        target=target_words(reading) if reading.target is not None else fmt.NOTHING,
        year_target=show(entry.year_target),
        code=entry.status,
        codes=(entry.status, reading.judged(other_judging(page))),
        direction="not_available",
        movement="not_available",
        long_trend=reading.long_trend,
        short_trend=reading.short_trend,
        note=" ".join(
            filled(
                [
                    *revised(page, measure.id, entry.period),
                    *now,
                    not_explained(entry.period) if is_wanted(entry, " ".join(now)) else "",
                ]
            )
        ),
        benchmark=beside(page, measure.id, measure.polarity, reading.value, show),
        link=page_about(page.data, measure.dataset).path
        + State(page.offer.council, entry.period).query(basis=page.state.basis),
    )
