"""Which quarters and months the lines of published ledgers fall into."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import FULL_MONTH_NAMES, Period
from dashboard.imports.spend_ledger import Ledger
from dashboard.store import database


@dataclass(frozen=True)
class Holding:
    """What the files of an import hold of one quarter; `files` are those with lines in it, by number."""

    period: Period
    months: tuple[dt.date, ...]
    files: tuple[int, ...]
    agency_lines: int
    agency_gbp: Decimal

    @property
    def lacking(self) -> list[dt.date]:
        """The quarter's months of which there is no line."""
        return [month for month in self.period.months if month not in self.months]


def holdings(ledger: Ledger) -> list[Holding]:
    """Every quarter that the lines touch, oldest first."""
    rows = database.rows(ledger.connection, "ledger_months")
    found = []
    for period in sorted({Period.holding(row["month"]) for row in rows}):
        mine = [row for row in rows if Period.holding(row["month"]) == period]
        found.append(
            Holding(
                period,
                tuple(sorted({row["month"] for row in mine})),
                tuple(sorted({row["file"] for row in mine})),
                sum(row["agency_lines"] for row in mine),
                sum((row["agency_gbp"] for row in mine), Decimal(0)),
            )
        )
    return found


def named(months: list[dt.date]) -> str:
    """`April, May and June`."""
    return fmt.listed([FULL_MONTH_NAMES[month.month - 1] for month in months])
