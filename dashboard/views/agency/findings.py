"""The agency staff page's findings: what its declared cards show, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference
from dashboard.measures.components import Reading
from dashboard.views.agency.scope import Agency
from dashboard.views.changes import against_past
from dashboard.views.declared.own import Row
from dashboard.views.scope import PERIOD_WORDS

MANY_TIMES = 3  # from which on a sum is told in times and not in per cent


def most(page: Agency, rows: Sequence[Row], verb: str) -> str:
    """What comes first, and how much of the whole that is."""
    if not rows:
        return f"Nothing was paid for {page.phrase} in {page.when}. Try another quarter or fewer filters."
    top = rows[0]
    share = f", {fmt.percent(top['share'])} of the spend" if top["share"] is not None else ""
    return f"{top['label']} {verb}: {fmt.pounds_in_words(top['value'])}{share}."


def spent_most(page: Agency, rows: Sequence[Row]) -> str:
    """The directorate or service that spent most."""
    return most(page, rows, "spent most on agency staff")


def roles(page: Agency, rows: Sequence[Row]) -> str:
    """What most was paid for; nothing where payments name a single role."""
    return "" if page.sums_alone and len(rows) == 1 else most(page, rows, "was the agency role that cost most")


def reasons(page: Agency, rows: Sequence[Row]) -> str:
    """Why most was paid; nothing of payments, which know no reasons."""
    return "" if page.sums_alone else most(page, rows, "was the reason for agency staff that cost most")


def months(page: Agency, rows: Sequence[Row]) -> str:
    """The month that cost most."""
    if not any(row["assignments"] for row in rows):
        return f"Nothing was paid for {page.phrase} in {page.quarter.label}. Try another quarter."
    top = max(rows, key=lambda row: row["value"])
    return f"Agency staff cost most in {top['label']}: {fmt.pounds_in_words(top['value'])}."


def fte(page: Agency, _rows: Sequence[Row]) -> str:
    """How many there were, how that moved, and against the target; nothing where no quarter knows."""
    if not page.knows(page.fte):
        return ""
    reading = page.over_time.reading(page.fte, page.quarter)
    if reading.value is None:
        return f"Full-time equivalents are not recorded for {page.quarter.label}."
    came = f"Agency staff came to {fmt.neat(reading.value)} full-time equivalents"
    finding = f"{came} in {fmt.month(page.quarter.last_day)}{moved(reading)}"
    if reading.target is not None:
        met = reading.target_word == "met"
        finding += f"; the target of {fmt.neat(reading.target)} is {'met' if met else 'missed'}"
    return f"{finding}."


def moved(reading: Reading) -> str:
    """`, 17 more than last quarter`."""
    if reading.value is None or reading.previous is None:
        return ""
    change = difference(reading.value, reading.previous, reading.measure.decimals)
    last = f"last {PERIOD_WORDS[reading.period.kind]}"
    if change == 0:
        return f", as many as {last}"
    return f", {fmt.neat(abs(change))} {'more' if change > 0 else 'fewer'} than {last}"


def off_contract(page: Agency, _rows: Sequence[Row]) -> str:
    """How much was off contract, and how that stands beside its past; nothing where no quarter knows."""
    if not page.knows(page.off_contract):
        return ""
    reading = page.over_time.reading(page.off_contract, page.quarter)
    if reading.value is None:
        return f"Whether spend was on contract is not recorded for {page.quarter.label}."
    halves = f"{fmt.pounds_in_words(reading.numerator)} of {fmt.pounds_in_words(reading.denominator)}"
    finding = (
        f"{page.not_the_month}{fmt.percent(reading.value)} of the spend on agency staff was off contract ({halves})"
    )
    return "; ".join(filter(None, (finding, against_past(reading)))) + "."


def against(value: float, earlier: float | None, words: str) -> str:
    """`17.5% more than in Q1 2015/16`, or nothing without anything to compare with."""
    if not earlier or earlier < 0:
        return ""
    if value >= MANY_TIMES * earlier:
        return f"{fmt.neat(value / earlier)} times as much as {words}"
    share = fmt.rounded(100 * (value - earlier) / earlier, 1)
    if share == 0:
        return f"as much as {words}"
    return f"{fmt.percent(abs(share))} {'more' if share > 0 else 'less'} than {words}"
