"""What officers say about a measure, and where that contradicts its figures."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import pandas as pd

from dashboard.basics.errors import ScrutinyError
from dashboard.basics.quarters import Kind, Period, span
from dashboard.catalogue.records import Measure
from dashboard.measures import entered, kpis
from dashboard.measures.comment_checks import Values, contradiction
from dashboard.measures.components import LONG_TREND_QUARTERS, components_by
from dashboard.store.data import Data
from dashboard.store.database import Row
from dashboard.store.queries import OURS

OF_MEASURE, LATEST = "commentary_of_measure", "commentary_latest"  # queries
COMMENT, MANAGEMENT_ACTION = "comment", "management_action"
COARSER: tuple[Kind, ...] = ("half_year", "year")


@dataclass(frozen=True)
class Comment:
    """A note on a measure: an id of the catalogue, or the name, id or code of a measure of the plan.

    `period` is the one it was first loaded for; `older` says that this is not the one asked about.
    """

    measure: str
    kind: str
    author_role: str
    written_date: dt.date
    text: str
    period: Period
    older: bool = False


def comments_of(
    data: Data, council: str, measure: str, *, period: Period | None = None, basis: str = "latest"
) -> list[Comment]:
    """Everything said about a measure, newest first; up to the end of a period if one is given."""
    if not data.can_ask(OF_MEASURE):
        return []
    names = entered.names(data, measure, council)
    rows = data.rows(OF_MEASURE, council=council, basis=basis, measures=names)
    return [comment(row, period) for row in rows if period is None or row["period_end"] <= period.last_day]


def latest_comments(data: Data, council: str, period: Period, *, basis: str = "latest") -> dict[str, list[Comment]]:
    """For each measure the newest comment and the newest management action, of the period or of one before it; by its
    id, or its name in the council's plan."""
    found: dict[str, list[Comment]] = {}
    if data.can_ask(LATEST):
        for row in data.rows(LATEST, council=council, basis=basis, until=period.last_day):
            found.setdefault(entered.title(data, row["measure"], council), []).append(comment(row, period))
    return found


def are_comments(dataset: str) -> bool:
    """Whether the dataset's rows are comments."""
    return f"{dataset}_cube" in OURS.reads(OF_MEASURE)


def comments_in(frame: pd.DataFrame, period: Period) -> list[Comment]:
    """The comments of an extract's rows."""
    return [
        comment({**dict(zip(frame.columns, row, strict=True)), "period": period.id}, None)
        for row in frame.assign(written_date=frame["written_date"].dt.date).itertuples(index=False)
    ]


def comment(row: Row, asked: Period | None) -> Comment:
    """A query's row as a comment."""
    period = Period.parse(row["period"])
    return Comment(
        measure=row["measure"],
        kind=row["kind"],
        author_role=row["author_role"],
        written_date=row["written_date"],
        text=row["text"],
        period=period,
        older=asked is not None and period.last_day < asked.first_day,
    )


# what was found of a release: the same comment is read on many clicks
known_doubts: WeakKeyDictionary[Data, dict[tuple[str, Comment], str]] = WeakKeyDictionary()
lock = threading.Lock()


def doubt(data: Data, council: str, said: Comment) -> str:
    """How the comment contradicts the figures of its own period, in a sentence; nothing where it does not."""
    with lock:
        known = known_doubts.setdefault(data, {})
    key = (council, said)
    if key not in known:
        values = values_of(data, council, said.measure, said.period)
        known[key] = contradiction(said.text, values) if values else ""
    return known[key]


def values_of(data: Data, council: str, measure: str, period: Period) -> Values | None:
    """The figures that a comment on this measure and period may state; None where there are none."""
    if measure in data.catalogue.measures:
        return catalogue_values(data, council, data.catalogue.measures[measure], period)
    return plan_values(data, council, entered.title(data, measure, council), period)


def catalogue_values(data: Data, council: str, measure: Measure, period: Period) -> Values | None:
    """A catalogue measure's figures, those of measures beside it in the same unit included: the period, those before
    it, the longer ones it ends, by stage where there are stages, as they are now and as first published; targets and
    benchmarks."""
    dataset = measure.dataset
    known: dict[str, float] = {
        f"{one.comparator}": one.value for one in data.catalogue.benchmarks if one.measure == measure.id
    }
    earlier: dict[str, float] = {}
    beside = [one for one in data.catalogue.measures.values() if (one.dataset, one.unit) == (dataset, measure.unit)]
    if period not in data.periods(dataset, council, period.kind):
        return None
    judged = data.judged(measure.dataset)
    splits = ["", judged.by] if judged and judged.by in measure.by else [""]
    wanted = [(period - LONG_TREND_QUARTERS, period)]
    wanted += [(period.as_kind(kind) - 1, period.as_kind(kind)) for kind in COARSER if kind != period.kind]
    for basis in ("latest", "first_published"):
        for first, last in wanted if basis == "latest" else wanted[:1]:
            for split, parts in components_by(data, dataset, council, first, last, splits=splits, basis=basis).items():
                for one in span(first, last):
                    for part in parts.names([one]):
                        name = ", ".join(filter(None, (one.label, part, "" if basis == "latest" else basis)))
                        here = known if one.last_day == period.last_day else earlier
                        keep(here, name, parts.value(measure, one, part))
                        if one == period:
                            keep(known, f"target {split} {part}", parts.target(measure, one, part)[0])
                        for other in beside:
                            keep(here, f"{other.id}, {name}", parts.value(other, one, part))
    unit = measure.unit if measure.unit in ("percent", "gbp") else "count"
    return Values(unit, known.get(period.label), known, earlier)


def plan_values(data: Data, council: str, measure: str, period: Period) -> Values | None:
    """The figures of a measure of the plan: those it has in any period so far, last year's and its targets."""
    history = kpis.kpi_history(data, council, measure, until=period.as_kind("year"))
    now = [one for one in history if one.period == period]
    if not now or now[0].value.form == "minutes":
        return None
    known: dict[str, float] = {}
    earlier: dict[str, float] = {}
    for other in kpis.kpis_of_period(data, council, period):
        if other.service_area == now[0].service_area and other.value.form == now[0].value.form:
            keep(known, f"{other.measure}, {period.label}", other.value.number)
            keep(earlier, f"{other.measure}, year before", other.outturn.number)
    for one in history:
        keep(known if one.period == period else earlier, one.period.label, one.value.number)
        keep(earlier, f"{one.period.label}, year before", one.outturn.number)
        keep(known, f"{one.period.label}, target", one.target.number)
    unit = {"percent": "percent", "pounds": "gbp"}.get(now[0].value.form, "count")
    return Values(unit, now[0].value.number, known, earlier)


def keep(known: dict[str, float], name: str, value: float | None) -> None:
    """Notes a figure that there is."""
    if value is not None:
        known[name] = value


def doubts(data: Data, council: str, said: Iterable[Comment]) -> list[str]:
    """The comments that contradict their figures, each with how, for the report of a load."""
    found = []
    for one in said:
        try:
            why = doubt(data, council, one)
        except ScrutinyError:  # a measure that cannot be read has its own message where it is shown
            continue
        if why:
            found.append(f"the comment on {one.measure} of {one.written_date} may contradict the figures. {why}")
    return found
