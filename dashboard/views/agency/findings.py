"""The agency staff page's findings: what its declared cards show, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
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
        return _(
            "Nothing was paid for {phrase} in {when}. Try another quarter or fewer filters.",
            phrase=page.phrase,
            when=page.when,
        )
    top = rows[0]
    share = _(", {share} of the spend", share=fmt.percent(top["share"])) if top["share"] is not None else ""
    return f"{top['label']} {verb}: {fmt.pounds_in_words(top['value'])}{share}."


def spent_most(page: Agency, rows: Sequence[Row]) -> str:
    """The directorate or service that spent most."""
    return most(page, rows, _("spent most on agency staff"))


def roles(page: Agency, rows: Sequence[Row]) -> str:
    """What most was paid for; nothing where payments name a single role."""
    return "" if page.sums_alone and len(rows) == 1 else most(page, rows, _("was the agency role that cost most"))


def reasons(page: Agency, rows: Sequence[Row]) -> str:
    """Why most was paid; nothing of payments, which know no reasons."""
    return "" if page.sums_alone else most(page, rows, _("was the reason for agency staff that cost most"))


def months(page: Agency, rows: Sequence[Row]) -> str:
    """The month that cost most."""
    if not any(row["assignments"] for row in rows):
        return _(
            "Nothing was paid for {phrase} in {quarter}. Try another quarter.",
            phrase=page.phrase,
            quarter=page.quarter.label,
        )
    top = max(rows, key=lambda row: row["value"])
    return _("Agency staff cost most in {label}: {value}.", label=top["label"], value=fmt.pounds_in_words(top["value"]))


def fte(page: Agency, _rows: Sequence[Row]) -> str:
    """How many there were, how that moved, and against the target; nothing where no quarter knows."""
    if not page.knows(page.fte):
        return ""
    reading = page.over_time.reading(page.fte, page.quarter)
    if reading.value is None:
        return _("Full-time equivalents are not recorded for {quarter}.", quarter=page.quarter.label)
    came = _("Agency staff came to {reading} full-time equivalents", reading=fmt.neat(reading.value))
    finding = _(
        "{came} in {last_day}{reading}", came=came, last_day=fmt.month(page.quarter.last_day), reading=moved(reading)
    )
    if reading.target is not None:
        met, missed = N_("; the target of {target} is met"), N_("; the target of {target} is missed")
        finding += _(met if reading.target_word == "met" else missed, target=fmt.neat(reading.target))
    return f"{finding}."


def moved(reading: Reading) -> str:
    """`, 17 more than last quarter`."""
    if reading.value is None or reading.previous is None:
        return ""
    change = difference(reading.value, reading.previous, reading.measure.decimals)
    last = _("last {period_words}", period_words=_(PERIOD_WORDS[reading.period.kind]))
    if change == 0:
        return _(", as many as {last}", last=last)
    more, fewer = N_(", {change} more than {last}"), N_(", {change} fewer than {last}")
    return _(more if change > 0 else fewer, change=fmt.neat(abs(change)), last=last)


def off_contract(page: Agency, _rows: Sequence[Row]) -> str:
    """How much was off contract, and how that stands beside its past; nothing where no quarter knows."""
    if not page.knows(page.off_contract):
        return ""
    reading = page.over_time.reading(page.off_contract, page.quarter)
    if reading.value is None:
        return _("Whether spend was on contract is not recorded for {quarter}.", quarter=page.quarter.label)
    halves = _(
        "{numerator} of {denominator}",
        numerator=fmt.pounds_in_words(reading.numerator),
        denominator=fmt.pounds_in_words(reading.denominator),
    )
    finding = _(
        "{not_the_month}{reading} of the spend on agency staff was off contract ({halves})",
        not_the_month=page.not_the_month,
        reading=fmt.percent(reading.value),
        halves=halves,
    )
    return "; ".join(filter(None, (finding, against_past(reading)))) + "."


def against(value: float, earlier: float | None, words: str) -> str:
    """`17.5% more than in Q1 2015/16`, or nothing without anything to compare with."""
    if not earlier or earlier < 0:
        return ""
    if value >= MANY_TIMES * earlier:
        return _("{value} times as much as {words}", value=fmt.neat(value / earlier), words=words)
    share = fmt.rounded(100 * (value - earlier) / earlier, 1)
    if share == 0:
        return _("as much as {words}", words=words)
    more, less = N_("{share} more than {words}"), N_("{share} less than {words}")
    return _(more if share > 0 else less, share=fmt.percent(abs(share)), words=words)
