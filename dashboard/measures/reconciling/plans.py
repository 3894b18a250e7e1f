"""The published figures of a plan, a budget or a programme, and of the scorecard, computed.

They are not measures of the catalogue: `kpi:` with the name of a plan's measure, `budgets`, `projects`, `scorecard`.
"""

from __future__ import annotations

from collections.abc import Callable

from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.catalogue.printed import read_printed
from dashboard.catalogue.records import Published
from dashboard.catalogue.targets import Value
from dashboard.measures import kpis
from dashboard.measures.kpis import Kpi
from dashboard.measures.readings import readings
from dashboard.measures.scorecard_counts import Judged, Tally, tally
from dashboard.store.data import Data

SCORECARD = "scorecard"
BUDGETS, PROJECTS = "budgets", "projects"
WORKSTREAM = "workstream"  # what the figures of a programme alone are filtered by
STATUS = {"achieved": "ACHIEVED", "failed": "FAILED", "data_only": "n/a", "not_available": "n/a"}
PROJECT_STATUS = {
    "red": "RED",
    "amber": "AMBER",
    "green": "GREEN",
    "for_information": N_("For info"),
    "not_applicable": "N/A",
}
BY_POLARITY = {"improved": "Better", "worsened": "Worse", "static": "Same", "same": "Same", "not_available": "n/a"}
BY_SIZE = {"higher": ("Higher", "More"), "lower": ("Lower", "Fewer"), "same": ("Same",), "not_available": ("n/a",)}
Compute = Callable[[Data, Published, Period], "float | str"]


class NotComputedError(Exception):
    """A figure that cannot be computed; the message says why."""


def computed_by(published: Published) -> Compute | None:
    """What computes a figure of a plan or of what goes with it, which shows in how it is called or what it asks for;
    None for a measure of the catalogue."""
    if published.measure.startswith(kpis.PREFIX):
        return plan
    if published.measure == SCORECARD:
        return scorecard
    if WORKSTREAM in published.filters:
        return project
    return budget if published.quantity in BUDGET else None


def compute_plan(data: Data, published: Published, compute: Compute) -> float | str:
    """Our number or word for the published figure. NotComputedError says why there is none."""
    period = Period.parse(published.period)
    dataset = kpis.DATASET if published.measure.startswith(kpis.PREFIX) else published.measure
    if dataset != SCORECARD and dataset not in data.manifest.cubes:
        raise NotComputedError(_("No {dataset} are loaded.", dataset=dataset))
    return compute(data, published, period)


def plan(data: Data, published: Published, period: Period) -> float | str:
    """A figure of a plan's measure."""
    name, areas = published.measure.removeprefix(kpis.PREFIX), published.filters.get("service_area")
    rows = kpis.kpis_of_period(data, published.council, period, scheme="achieved_failed")
    found = [one for one in rows if one.measure == name and (areas is None or one.service_area in areas)]
    if not found:
        raise NotComputedError(_("The plan has no {name} for {period}.", name=name, period=period.label))
    if published.quantity not in PLAN:
        raise NotComputedError(_("A plan's measure has no {quantity}.", quantity=published.quantity))
    return PLAN[published.quantity](found[0], published)


def number_or_text(value: Value) -> float | str:
    """The number, or what stands there where that is no plain number (`8:23`, `n/a`) or not exact (`over 1000`)."""
    written = read_printed(value.text)
    return value.text if value.number is None or written is None or written.near != "exactly" else value.number


def target(kpi: Kpi, _published: Published) -> float | str:
    """The target's number; in words where it has any."""
    found = kpi.target
    return found.text if found.number is None or read_printed(found.text) is None else found.number


def direction(kpi: Kpi, published: Published) -> str:
    """The direction of travel in the paper's own vocabulary: better or worse, or higher or lower."""
    words = BY_SIZE.get(kpi.movement, ("n/a",))
    if published.printed.casefold() in {word.casefold() for options in BY_SIZE.values() for word in options}:
        return next((word for word in words if word.casefold() == published.printed.casefold()), words[0])
    return BY_POLARITY.get(kpi.direction, words[0])


PLAN: dict[str, Callable[[Kpi, Published], float | str]] = {
    "value": lambda kpi, _rest: number_or_text(kpi.value),
    "outturn": lambda kpi, _rest: number_or_text(kpi.outturn),
    "target": target,
    "status": lambda kpi, _rest: STATUS[kpi.status],
    "direction": direction,
}


def budget(data: Data, published: Published, period: Period) -> float:
    """A budget, forecast or variance; of several service areas together."""
    rows = data.rows("budgets_of_period", council=published.council, basis=published.basis, period=period.id)
    areas = published.filters.get("service_area", ())
    chosen = [row for row in rows if row["service_area"] in areas]
    if len(chosen) != len(areas) or not chosen:
        raise NotComputedError(
            _("There is no budget of {areas} for {period}.", areas=_(" and ").join(areas), period=period.label)
        )
    return float(sum(row[f"{BUDGET[published.quantity]}_gbp"] for row in chosen))


BUDGET = {"budget": "full_year_budget", "forecast": "full_year_forecast", "variance": "variance"}


def project(data: Data, published: Published, period: Period) -> str:
    """The colour of a project, or of a workstream as a whole."""
    rows = data.rows(
        "projects_of_period",
        council=published.council,
        basis=published.basis,
        until=period.last_day,
        months=len(period.months),
    )
    place = (period.id, published.filters[WORKSTREAM][0], published.filters.get("project", (None,))[0])
    for row in rows:
        if (row["period"], row["workstream"], row["project"]) == place:
            return PROJECT_STATUS[row["status"]]
    raise NotComputedError(_("The programme has no such project for {period}.", period=period.label))


def scorecard(data: Data, published: Published, period: Period) -> float | str:
    """A count of the plan's measures."""
    counts = plan_tally(data, published.council, period)
    if published.quantity == "measures":
        return counts.measures
    count = getattr(counts, published.quantity.removesuffix("_percent"))
    if not published.quantity.endswith("_percent"):
        return str(count)
    if count.percent is None:
        raise NotComputedError(_("No measure of the plan can be judged for {period}.", period=period.label))
    return float(count.percent)


def plan_tally(data: Data, council: str, period: Period) -> Tally:
    """The counts of the measures that the council's plan has in a period: its own, and those of other themes."""
    found = [
        Judged(one.status, one.short_trend, one.long_trend)
        for one in kpis.kpis_of_period(data, council, period)
        if one.priority
    ]
    for name, place in data.catalogue.plan:
        if place == council:
            measure = data.catalogue.measure(name, council)
            if period in data.periods(measure.dataset, council, period.kind):
                (one,) = readings(data, measure, council, period, period)
                found.append(Judged(one.status, one.short_trend, one.long_trend))
            else:
                found.append(Judged("not_available", "not_available", "not_available"))
    return tally(found)
