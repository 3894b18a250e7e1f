"""What makes an import of published ledgers stop, each with a sentence that says why and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pandas as pd

from dashboard.basics import formatting as fmt
from dashboard.basics.errors import LoadError, counted, quoted
from dashboard.basics.quarters import Period
from dashboard.imports.spend_ledger import Ledger, Outcome
from dashboard.imports.spend_months import Holding, named
from dashboard.imports.spend_rejects import Reject
from dashboard.intake.problems import UNTOUCHED
from dashboard.store import database

SHOWN = 12
LIKELY = re.compile(
    r"(?<![a-z])(?:agency|agencies|temporary|temp|temps|interim|locums?|contingent|supply staff)(?![a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Shortfall:
    """What could not be read: lines and the sum that is known of them, for agency staff and for all."""

    lines: int
    of: int
    known: int
    amount: Decimal

    @property
    def percent(self) -> float:
        """Their share of all lines, 0 to 100."""
        return 100 * self.lines / self.of if self.of else 0.0


def shortfall(outcomes: Sequence[Outcome], *, agency: bool = False) -> Shortfall:
    """What could not be read of all lines, or of those of agency staff; blank lines and totals are not counted."""
    lines = [one for one in outcomes if one.outcome not in ("blank", "total") and (one.is_agency or not agency)]
    wrong = [one for one in lines if one.outcome != "read"]
    return Shortfall(
        sum(one.lines for one in wrong),
        sum(one.lines for one in lines),
        sum(one.known for one in wrong),
        sum((one.amount for one in wrong), Decimal(0)),
    )


def refuse_doubtful_dates(ledger: Ledger) -> None:
    """Refuses dates such as 03/04/2022 while no date tells whether the day or the month comes first."""
    columns = ledger.mapping.columns
    if columns.period or columns.date_format:
        return
    orders = {row["day_order"]: row["lines"] for row in database.rows(ledger.connection, "ledger_date_orders")}
    stated = 'Under [columns] of the mapping, write date_format = "dd/mm/yyyy"'
    if "month" in orders and "day" not in orders:
        raise LoadError(
            f"The dates look American: {counted(orders['month'], 'row')} can only be read with the month first, and "
            f'none with the day first. {UNTOUCHED}\nUnder [columns] of the mapping, write date_format = "mm/dd/yyyy".'
        )
    if "either" in orders and "day" not in orders:
        raise LoadError(
            f"{counted(orders['either'], 'date')} could be read with the day or with the month first, and no other "
            f"date tells which is meant. {UNTOUCHED}\n{stated} if the day comes first."
        )


def refuse_many(all_of: Shortfall, of_agency: Shortfall, most: float, found: Iterable[Reject], target: Path) -> None:
    """Refuses an import of which more cannot be read than is allowed, in per cent, showing the first such lines."""
    for what, one in (("rows", all_of), ("rows of agency staff", of_agency)):
        if one.percent > most:
            share, allowed = fmt.percent(one.percent, 2), fmt.percent(most, 2)
            start = f"{one.lines:,} of {one.of:,} {what} cannot be read ({share}); allowed are {allowed}. {UNTOUCHED}"
            shown = [f"  {reject.file}, row {reject.line}: {reject.reason}" for reject in islice(found, SHOWN)]
            end = f"{target} lists them. Correct the mapping or the files, or allow more with --most-rejects."
            raise LoadError("\n".join([start, *shown, end]))


def refuse_no_agency(ledger: Ledger) -> None:
    """Refuses files of which no line is agency staff, naming the categories that might be meant."""
    rows = ledger.categories()
    if any(row["is_agency"] for row in rows):
        return
    asked = " or ".join(quoted(one) for one in ledger.mapping.agency.spellings)
    likely = [row for row in rows if LIKELY.search(row["category"])]
    lines = [f"No row has the category {asked}, so there is nothing to import. {UNTOUCHED}"]
    if not rows:
        raise LoadError(f"The files hold no payments below their headings. Download them again. {UNTOUCHED}")
    lines.append("Categories that sound like agency staff:" if likely else "The largest categories:")
    lines += [
        f"  {row['category'] or '(empty)'}: {counted(row['lines'], 'row')}, {fmt.pounds(float(row['amount']), 2)}"
        for row in (likely or rows)[:SHOWN]
    ]
    lines.append("Write the right one under [agency] of the mapping; --suggest FILE lists all of them.")
    raise LoadError("\n".join(lines))


def likely_categories(ledger: Ledger, period: Period) -> list[database.Row]:
    """The categories of a quarter that sound like agency staff."""
    return [row for row in ledger.categories(period) if LIKELY.search(row["category"])]


def refuse_fewer_months(holding: Holding, old: pd.DataFrame | None, source: str) -> None:
    """Refuses to replace a quarter by files that hold fewer of its months than the store does."""
    before = [] if old is None else sorted({month.date() for month in old["month"]})
    lost = [month for month in before if month not in holding.months]
    if lost:
        raise LoadError(
            f"{holding.period.label} is loaded already, from {source}, and holds {named(before)}; these files hold "
            f"{named(list(holding.months))} alone, so that {named(lost)} would be lost. {UNTOUCHED}\n"
            "Give all the files of the quarter together, or leave it as it is: --quarter names the others."
        )


def nothing_written(path: Path) -> bool:
    """Whether a rejects file may be written here: it is not there yet, or is one of ours."""
    return not path.exists() or path.read_bytes()[:40].lstrip(b"\xef\xbb\xbf").startswith(b"file,line,reason,row")
