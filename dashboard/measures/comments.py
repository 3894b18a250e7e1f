"""What officers say about a measure, and where that contradicts its figures."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import pandas as pd

from dashboard.basics.errors import ScrutinyError
from dashboard.basics.quarters import Period
from dashboard.measures import entered
from dashboard.measures.comment_checks import contradiction
from dashboard.measures.comment_figures import figures_of
from dashboard.store.data import Data
from dashboard.store.database import Row
from dashboard.store.queries import OURS

OF_MEASURE, LATEST = "commentary_of_measure", "commentary_latest"  # queries
COMMENT, MANAGEMENT_ACTION = "comment", "management_action"


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

    def read() -> dict[str, list[Comment]]:
        found: dict[str, list[Comment]] = {}
        if data.can_ask(LATEST):
            for row in data.rows(LATEST, council=council, basis=basis, until=period.last_day):
                found.setdefault(entered.title(data, row["measure"], council), []).append(comment(row, period))
        return found

    return data.once(f"comments {council} {period.id} {basis}", read)


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
        figures = figures_of(data, council, said.measure, said.period)
        known[key] = contradiction(said.text, figures) if figures else ""
    return known[key]


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
