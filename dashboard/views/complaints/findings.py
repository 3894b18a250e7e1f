"""The complaints page's findings: what its declared cards show, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, NN_, _, n_
from dashboard.measures.verdicts.record import TOO_FEW
from dashboard.views.changes import against_past
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Row
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.measure import most, splits

MONTHS_NAMED = 3
IN_TIME = N_("answered {fewer} in time")


def timeliness(page: Complaints, _rows: Sequence[Row]) -> str:
    """In how many of the quarters shown the target was met, or how far the value has ranged."""
    readings = [page.over_time.reading(page.focus, quarter) for quarter in page.quarters]
    known = [r for r in readings if r.value is not None]
    if not known:
        return page.none_answered(_("these quarters. Try a longer period or fewer filters"))
    if judged := [r for r in known if r.target is not None]:
        words = [r.target_word for r in judged]
        met, few = words.count("met"), words.count(TOO_FEW)
        return f"{page.stage_words}{of_quarters(met, len(judged) - met - few, few)}."
    low, high = (pick(known, key=lambda r: r.value or 0) for pick in (min, max))
    lowest, highest = (
        _("{value} in {period}", value=fmt.percent(one.value), period=one.period.label) for one in (low, high)
    )
    ranged = _("ranged from {lowest} to {highest}", lowest=lowest, highest=highest)
    if low.value == high.value:
        ranged = (
            _("was {low} in each quarter with answers", low=fmt.percent(low.value))
            if known[1:]
            else _("was {lowest}", lowest=lowest)
        )
    alone = _("it has no target") if len(page.in_focus) == 1 else _("together they have no target")
    return f"{page.stage_words} {ranged}; {alone}."


def of_quarters(met: int, missed: int, few: int) -> str:
    """` met its target in ten and missed it in one of the 12 quarters shown; in one there were too few answers to
    say`."""
    every, unsure = met + missed + few, _("too few answers")
    several = _("all {every} quarters shown", every=every)
    shown = {1: _("the quarter shown"), 2: _("both quarters shown")}.get(every, several)
    if few == every:
        return _(": {unsure} in {shown} to say whether the target was met", unsure=unsure, shown=shown)
    if not few and not (met and missed):
        return _(" met its target in {shown}", shown=shown) if met else _(" missed its target in {shown}", shown=shown)
    again = N_("missed it in {count}") if met else N_("missed its target in {count}")
    counts = {N_("met its target in {count}"): met, again: missed}
    said = fmt.joined([_(words, count=fmt.in_words(count)) for words, count in counts.items() if count])
    rest = _("the others") if few > 1 else _("the other")
    return _(" {said} of the {every} quarters shown", said=said, every=every) + (
        _("; in {rest} there were {unsure} to say", rest=rest, unsure=unsure) if few else ""
    )


def directorates(page: Complaints, rows: Sequence[Row], kind: str = "directorate") -> str:
    """Which directorates, or services, differ from the council as a whole by more than chance."""
    if not rows:
        return page.none_answered(_("{when}. Try another quarter or fewer filters", when=page.when))
    if len(rows) == 1:
        return of_cases(page, rows[0])
    return splits.differing(page, page.focus, rows, kind, _(IN_TIME), of=_(" of {phrase} in time", phrase=page.phrase))


def months(page: Complaints, rows: Sequence[Row]) -> str:
    """What each month had; a month's share moves too much by chance to say more."""
    if not rows:
        return page.none_answered(_("{quarter}. Try another quarter", quarter=page.quarter.label))
    if len(rows) <= MONTHS_NAMED:
        each = fmt.listed(
            [_("{value} in {label}", value=fmt.percent(row["value"]), label=row["label"]) for row in rows]
        )
        return _("{stage_words} complaints answered in time: {each}.", stage_words=page.stage_words, each=each)
    low, high = (pick(row["value"] for row in rows) for pick in (min, max))
    return _(
        "Between {low} and {high} of {phrase} were answered in time in each month.",
        low=fmt.percent(low),
        high=fmt.percent(high),
        phrase=page.phrase,
    )


def of_cases(page: Complaints, row: Row) -> str:
    """`Libraries answered 47.6% of 21 corporate stage 1 complaints in time.`."""
    return _(
        "{label} answered {value} of {counted} in time.",
        label=row["label"],
        value=fmt.percent(row["value"]),
        counted=page.counted(row["of"]),
    )


def volumes(page: Complaints, _rows: Sequence[Row]) -> str:
    """What came in, beside the quarter before (`, 106 fewer than last quarter (333)`), and what was answered."""
    row, before = page.over_time.row(page.quarter), page.over_time.row(page.quarter - 1)
    if not row:
        return _("No extract has been loaded for {quarter}.", quarter=page.quarter.label)
    now, then, versus = row["received"], before["received"] if before else 0, ""
    if then:
        more = N_(", {size} more than last quarter ({then})")
        fewer = N_(", {size} fewer than last quarter ({then})")
        versus = _(more if now > then else fewer, size=fmt.number(abs(now - then)), then=fmt.number(then))
        if now == then:
            versus = _(", as many as last quarter")
    count = row["responded"]
    answered = n_("{responded} was answered", "{responded} were answered", count, responded=fmt.number(count))
    return f"{page.not_the_month}{page.counted(now, _('received'))}{versus}; {answered}."


def outcomes(page: Complaints, _rows: Sequence[Row]) -> str:
    """The share upheld, beside its past."""
    now = page.over_time.reading(page.measure("complaints_upheld_rate"), page.quarter)
    if now.value is None:
        return _("No outcome is recorded for {quarter}.", quarter=page.quarter.label)
    cases = fmt.share_of(now.numerator, now.denominator)
    upheld = _(
        "{not_the_month}{value} of {phrase} were upheld in full or in part ({cases})",
        not_the_month=page.not_the_month,
        value=fmt.percent(now.value),
        phrase=page.phrase,
        cases=cases,
    )
    return "; ".join(filter(None, (upheld, against_past(now)))) + "."


def same_quarter(page: Complaints, rows: Sequence[Row]) -> str:
    """The quarter beside the same one of earlier years."""
    known = [row for row in reversed(rows) if row["value"] is not None]
    if not known:
        return page.none_answered(_("this quarter of any year"))
    earlier = [_("{value} in {label}", value=fmt.percent(row["value"]), label=row["label"]) for row in known[1:]]
    against = _(", against {earlier}", earlier=fmt.listed(earlier)) if earlier else _("; no earlier year is loaded")
    share = _("{value} of {phrase} were answered in time", value=fmt.percent(known[0]["value"]), phrase=page.phrase)
    return _("{share} in {period}{against}.", share=share, period=known[0]["period"], against=against)


def ombudsman(page: DeclaredPage, _rows: Sequence[Row]) -> str:
    """How many cases were referred and decided, and how many of these upheld."""
    row = page.over_time.row(page.quarter)
    if not row:
        return _("No Ombudsman cases have been loaded for {quarter}.", quarter=page.quarter.label)
    cases = fmt.plural(row["referred"], "case", "cases")
    came = f"{page.not_the_month}{cases}" if page.not_the_month else cases.capitalize()
    referred = n_(
        "{came} was referred to the Ombudsman", "{came} were referred to the Ombudsman", row["referred"], came=came
    )
    decided = fmt.plural(row["decided"], "decision", "decisions")
    if not row["decided"]:
        return f"{referred}; {decided}."
    rate = fmt.percent(page.over_time.value(page.measure("ombudsman_upheld_rate"), page.quarter))
    upheld = (
        _("{upheld} upheld ({rate})", upheld=fmt.in_words(row["upheld"]), rate=rate)
        if row["upheld"]
        else _("none upheld")
    )
    return f"{referred}; {decided}, {upheld}."


def compliments(page: DeclaredPage, rows: Sequence[Row]) -> str:
    """How many there were, which service received most, and how many there were last quarter."""
    if not rows:
        return _("No compliments were recorded in {when}.", when=page.when)
    parts, last = page.in_quarter["service"], page.quarter - 1
    before = sum(parts.value(page.focus, last, name) or 0 for name in parts.names([last]))
    since = ""
    if before and not page.state.month:
        one, more = NN_(" Last quarter there was one.", " Last quarter there were {before}.")
        since = n_(one, more, before, before=fmt.number(before))
    total, first = fmt.plural(sum(row["value"] for row in rows), "compliment", "compliments"), most.leading(rows)
    if len(rows) == 1:
        return _("{total}, for {label}.{since}", total=total, label=rows[0]["label"], since=since)
    if len(first) == 1:
        return _(
            "{total}; {label} received most, {value}.{since}",
            total=total,
            label=first[0]["label"],
            value=fmt.number(first[0]["value"]),
            since=since,
        )
    if first:
        return _(
            "{total}; {with_values} received clearly more than the others.{since}",
            total=total,
            with_values=most.with_values(first, fmt.number),
            since=since,
        )
    return _(
        "{total}; no service clearly received most{each_of}.{since}",
        total=total,
        each_of=most.each_of(rows, fmt.number),
        since=since,
    )
