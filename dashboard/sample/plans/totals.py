"""How the sample writes down measures of a plan, budgets, projects and notes: nothing in them is left to chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS


@dataclass(frozen=True)
class Row:
    """A row of a plan's table of measures, in the paper's own words and figures."""

    measure: str
    service_area: str
    unit: str
    nature: str
    polarity: str
    value: str | None = None
    target: str | None = None
    outturn: str | None = None
    period: str = ""
    measure_code: str | None = None
    priority: str | None = None
    outcome: str | None = None
    programme: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Note:
    """A note on a measure."""

    measure: str
    author_role: str
    written_date: str
    text: str
    kind: str = "comment"


def kpis(period: str, rows: Iterable[Row]) -> pd.DataFrame:
    """The extract of a period; rows are for it unless they name another."""
    return CONTRACTS["kpis"].typed(pd.DataFrame([replace(row, period=row.period or period) for row in rows]))


def commentary(notes: Sequence[Note]) -> pd.DataFrame:
    """The extract of a period's notes."""
    frame = pd.DataFrame(list(notes))
    return CONTRACTS["commentary"].typed(frame.assign(written_date=pd.to_datetime(frame["written_date"])))


def by_period(frames: dict[str, pd.DataFrame]) -> dict[Period, pd.DataFrame]:
    """The extracts under their periods."""
    return {Period.parse(name): frame for name, frame in frames.items()}
