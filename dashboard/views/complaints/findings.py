"""The complaints page's findings: what its declared cards show, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.measures.verdicts.record import TOO_FEW
from dashboard.views.changes import against_past
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Row
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.measure import most, splits

MONTHS_NAMED = 3
IN_TIME = "answered {fewer} in time"


def timeliness(page: Complaints, _rows: Sequence[Row]) -> str:
    """In how many of the quarters shown the target was met, or how far the value has ranged."""
    readings = [page.over_time.reading(page.focus, quarter) for quarter in page.quarters]
    known = [r for r in readings if r.value is not None]
    if not known:
        return page.none_answered("these quarters. Try a longer period or fewer filters")
    if judged := [r for r in known if r.target is not None]:
        words = [r.target_word for r in judged]
        met, few = words.count("met"), words.count(TOO_FEW)
        return f"{page.stage_words}{of_quarters(met, len(judged) - met - few, few)}."
    low, high = (pick(known, key=lambda r: r.value or 0) for pick in (min, max))
    lowest, highest = (f"{fmt.percent(one.value)} in {one.period.label}" for one in (low, high))
    ranged = f"ranged from {lowest} to {highest}"
    if low.value == high.value:
        ranged = f"was {fmt.percent(low.value)} in each quarter with answers" if known[1:] else f"was {lowest}"
    alone = "it has no target" if len(page.in_focus) == 1 else "together they have no target"
    return f"{page.stage_words} {ranged}; {alone}."


def of_quarters(met: int, missed: int, few: int) -> str:
    """` met its target in ten and missed it in one of the 12 quarters shown; in one there were too few answers to
    say`."""
    every, unsure = met + missed + few, "too few answers"
    shown = {1: "the quarter", 2: "both quarters"}.get(every, f"all {every} quarters") + " shown"
    if few == every:
        return f": {unsure} in {shown} to say whether the target was met"
    if not few and not (met and missed):
        return f" {'met' if met else 'missed'} its target in {shown}"
    counts = {"met its target in": met, "missed it in" if met else "missed its target in": missed}
    said = fmt.joined([f"{words} {fmt.in_words(count)}" for words, count in counts.items() if count])
    rest = "the others" if few > 1 else "the other"
    return f" {said} of the {every} quarters shown" + (f"; in {rest} there were {unsure} to say" if few else "")


def directorates(page: Complaints, rows: Sequence[Row], kind: str = "directorate") -> str:
    """Which directorates, or services, differ from the council as a whole by more than chance."""
    if not rows:
        return page.none_answered(f"{page.when}. Try another quarter or fewer filters")
    if len(rows) == 1:
        return of_cases(page, rows[0])
    return splits.differing(page, page.focus, rows, kind, IN_TIME, of=f" of {page.phrase} in time")


def months(page: Complaints, rows: Sequence[Row]) -> str:
    """What each month had; a month's share moves too much by chance to say more."""
    if not rows:
        return page.none_answered(f"{page.quarter.label}. Try another quarter")
    if len(rows) <= MONTHS_NAMED:
        each = fmt.listed([f"{fmt.percent(row['value'])} in {row['label']}" for row in rows])
        return f"{page.stage_words} complaints answered in time: {each}."
    low, high = (pick(row["value"] for row in rows) for pick in (min, max))
    return f"Between {fmt.percent(low)} and {fmt.percent(high)} of {page.phrase} were answered in time in each month."


def of_cases(page: Complaints, row: Row) -> str:
    """`Libraries answered 47.6% of 21 corporate stage 1 complaints in time.`."""
    return f"{row['label']} answered {fmt.percent(row['value'])} of {page.counted(row['of'])} in time."


def volumes(page: Complaints, _rows: Sequence[Row]) -> str:
    """What came in, beside the quarter before (`, 106 fewer than last quarter (333)`), and what was answered."""
    row, before = page.over_time.row(page.quarter), page.over_time.row(page.quarter - 1)
    if not row:
        return f"No extract has been loaded for {page.quarter.label}."
    now, then, versus = row["received"], before["received"] if before else 0, ""
    if then:
        size = fmt.number(abs(now - then))
        versus = f", {size} {'more' if now > then else 'fewer'} than last quarter ({fmt.number(then)})"
        if now == then:
            versus = ", as many as last quarter"
    answered = f"{fmt.number(row['responded'])} {were(row['responded'])} answered"
    return f"{page.not_the_month}{page.counted(now, 'received')}{versus}; {answered}."


def were(count: int) -> str:
    """`was` of one, `were` of more."""
    return "was" if count == 1 else "were"


def outcomes(page: Complaints, _rows: Sequence[Row]) -> str:
    """The share upheld, beside its past."""
    now = page.over_time.reading(page.measure("complaints_upheld_rate"), page.quarter)
    if now.value is None:
        return f"No outcome is recorded for {page.quarter.label}."
    cases = fmt.share_of(now.numerator, now.denominator)
    upheld = f"{page.not_the_month}{fmt.percent(now.value)} of {page.phrase} were upheld in full or in part ({cases})"
    return "; ".join(filter(None, (upheld, against_past(now)))) + "."


def same_quarter(page: Complaints, rows: Sequence[Row]) -> str:
    """The quarter beside the same one of earlier years."""
    known = [row for row in reversed(rows) if row["value"] is not None]
    if not known:
        return page.none_answered("this quarter of any year")
    earlier = [f"{fmt.percent(row['value'])} in {row['label']}" for row in known[1:]]
    against = f", against {fmt.listed(earlier)}" if earlier else "; no earlier year is loaded"
    share = f"{fmt.percent(known[0]['value'])} of {page.phrase} were answered in time"
    return f"{share} in {known[0]['period']}{against}."


def ombudsman(page: DeclaredPage, _rows: Sequence[Row]) -> str:
    """How many cases were referred and decided, and how many of these upheld."""
    row = page.over_time.row(page.quarter)
    if not row:
        return f"No Ombudsman cases have been loaded for {page.quarter.label}."
    cases = fmt.plural(row["referred"], "case")
    came = f"{page.not_the_month}{cases}" if page.not_the_month else cases.capitalize()
    referred = f"{came} {were(row['referred'])} referred to the Ombudsman"
    decided = fmt.plural(row["decided"], "decision")
    if not row["decided"]:
        return f"{referred}; {decided}."
    rate = fmt.percent(page.over_time.value(page.measure("ombudsman_upheld_rate"), page.quarter))
    upheld = f"{fmt.in_words(row['upheld'])} upheld ({rate})" if row["upheld"] else "none upheld"
    return f"{referred}; {decided}, {upheld}."


def compliments(page: DeclaredPage, rows: Sequence[Row]) -> str:
    """How many there were, which service received most, and how many there were last quarter."""
    if not rows:
        return f"No compliments were recorded in {page.when}."
    parts, last = page.in_quarter["service"], page.quarter - 1
    before = sum(parts.value(page.focus, last, name) or 0 for name in parts.names([last]))
    there = "was one" if before == 1 else f"were {fmt.number(before)}"
    since = f" Last quarter there {there}." if before and not page.state.month else ""
    total, first = fmt.plural(sum(row["value"] for row in rows), "compliment"), most.leading(rows)
    if len(rows) == 1:
        return f"{total}, for {rows[0]['label']}.{since}"
    if len(first) == 1:
        return f"{total}; {first[0]['label']} received most, {fmt.number(first[0]['value'])}.{since}"
    if first:
        return f"{total}; {most.with_values(first, fmt.number)} received clearly more than the others.{since}"
    return f"{total}; no service clearly received most{most.each_of(rows, fmt.number)}.{since}"
