"""Cards of one measure over time: by quarter with what its past leads one to expect, and by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import Period, span
from dashboard.basics.statistics import ProcessLimits, process_limits
from dashboard.catalogue.records import Measure
from dashboard.measures.outlook import Part, outlook
from dashboard.measures.scorecard import MOST_HISTORY
from dashboard.views.cards import line_rows, of_words, revised_column, target_steps, value_column
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

MOST_NAMED = 3
FEWEST = 6


def series(page: OneMeasure) -> Card:
    """The measure in every loaded quarter, on the band that its last quarters lead one to expect."""
    measure = page.focus
    rows = line_rows(page, measure, page.over_time, {"": measure.short_title})
    own = [row for row in rows if row["quarter"].kind == page.quarter.kind]
    recent = own[-MOST_HISTORY:]
    limits = process_limits([row["value"] for row in recent]) if page.quarter.kind == "quarter" else None
    for place, row in enumerate(recent):
        row["remark"] = unusual(row["value"], limits) if limits and place in limits.special else ""
        row["why"] = row["remark"].capitalize() or None
        row["unusual"] = row["remark"] if limits and (steady(limits, recent) or outside(row["value"], limits)) else ""
    drawn = None
    if limits:
        lower, upper = possible(limits, measure)
        drawn = {
            "centre": limits.centre,
            "lower": lower,
            "upper": upper,
            "from_quarter": recent[0]["quarter"],
            "to_quarter": recent[-1]["quarter"],
        }
    return Card(
        key="series",
        title=f"By {page.period_word}",
        finding=finding(page, recent, limits),
        figure=figures.process_lines(
            rows,
            name=measure.short_title,
            unit=measure.unit,
            decimals=measure.decimals,
            limits=drawn,
            targets=target_steps(own, measure.short_title),
        ),
        table=Table.linked(series_columns(page, rows), reversed(rows)),
        about=about(
            measure,
            page.query,
            extra="The limits are those of an XmR chart: the mean of the last quarters, and 2.66 times their mean "
            "change from one quarter to the next on either side of it."
            if limits
            else "",
        ),
        note=" ".join(
            filter(
                None,
                [
                    limits_note(recent, limits),
                    longer_note(page, rows),
                    page.marks() if page.quarter.kind == "quarter" else "",
                ],
            )
        ),
    )


def longer_note(page: OneMeasure, rows: Sequence[dict[str, Any]]) -> str:
    """What the bars across several quarters are: longer periods with a number of their own."""
    longer = [
        row["quarter"].label for row in rows if row["quarter"].kind != page.quarter.kind and row["value"] is not None
    ]
    return f"A bar across {page.period_word}s is the number of all of {fmt.listed(longer)}." if longer else ""


def series_columns(page: OneMeasure, rows: Sequence[dict[str, Any]]) -> tuple[Column, ...]:
    """The table's columns; both halves of a ratio, the target and remarks where there are any."""
    measure = page.focus
    halves = measure.denominator and measure.denominator != "catalogue"
    wanted = [
        Column("period", page.period_word.capitalize()),
        Column("numerator", "Counted", "gbp" if measure.numerator.endswith("_gbp") else "count") if halves else None,
        Column("denominator", "Out of", "gbp" if measure.of_money else "count") if halves else None,
        value_column(measure),
        Column("target", "Target", value_column(measure).kind, measure.decimals)
        if any(row["target"] is not None for row in rows)
        else None,
        Column("why", "Unusual") if any(row.get("remark") for row in rows) else None,
        *revised_column(rows),
    ]
    return tuple(column for column in wanted if column)


def outside(value: float | None, limits: ProcessLimits) -> bool:
    """Whether a value lies beyond the limits."""
    return value is not None and not limits.lower <= value <= limits.upper


def steady(limits: ProcessLimits, recent: Sequence[dict[str, Any]]) -> bool:
    """Whether most quarters are usual; where they are not, the level has changed and rings would say nothing."""
    return len(limits.special) <= sum(row["value"] is not None for row in recent) / 2


def unusual(value: float | None, limits: ProcessLimits) -> str:
    """Why a point stands out."""
    if value is not None and value > limits.upper:
        return "above the limits"
    if value is not None and value < limits.lower:
        return "below the limits"
    return "part of a run that chance would hardly bring"


def possible(limits: ProcessLimits, measure: Measure) -> tuple[float | None, float | None]:
    """The limits, None for one that lies beyond what the measure can be."""
    most = 100.0 if measure.unit == "percent" and not measure.of_money else None
    can_be_negative = measure.unit == "gbp" and limits.centre - (limits.upper - limits.centre) / 2 < 0
    lower = None if limits.lower < 0 and not can_be_negative else limits.lower
    upper = None if most is not None and limits.upper > most else limits.upper
    return lower, upper


def finding(page: OneMeasure, recent: Sequence[dict[str, Any]], limits: ProcessLimits | None) -> str:
    """What the past leads one to expect, and whether the newest quarter is within it."""
    last = recent[-1]
    if limits is None:
        known = sum(row["value"] is not None for row in recent)
        if page.quarter.kind != "quarter" or not known:
            return f"{page.words(last['value'])} in {page.quarter.label}." if known else "No value is known yet."
        only = "Only one quarter is" if known == 1 else f"Only {fmt.in_words(known)} quarters are"
        return f"{only} known, too few to say what is usual: that takes {fmt.in_words(FEWEST)}."
    lower, upper = possible(limits, page.focus)
    reach = (
        f"between {page.words(lower)} and {page.words(upper)}"
        if lower is not None and upper is not None
        else f"of at least {page.words(lower)}"
        if lower is not None
        else f"of at most {page.words(upper)}"
        if upper is not None
        else "of any size"
    )
    words = f"Its past leads one to expect values {reach}, around {page.words(limits.centre)}. "
    if last["value"] is None:
        return words + f"{page.quarter.label} is not known."
    if last["unusual"]:
        return words + f"{page.quarter.label} stands out: it is {last['unusual']}."
    if last["remark"]:
        return words + f"{page.quarter.label} is among them."
    return words + f"{page.quarter.label} is nothing unusual."


def limits_note(recent: Sequence[dict[str, Any]], limits: ProcessLimits | None) -> str:
    """How to read the band, and which points are ringed."""
    if limits is None:
        return ""
    ringed = [row["period"] for row in recent if row["unusual"]]
    sentences = ["The grey band is where a value would be by chance."]
    if limits.trial:
        sentences = ["The grey band holds trial limits: there are fewer than 12 quarters to work them out from."]
    if not steady(limits, recent):
        sentences.append("The measure has moved from one level to another over these quarters, so take it with care.")
    if ringed and len(ringed) <= MOST_NAMED:
        sentences.append(f"Ringed as unusual: {fmt.listed(ringed)}.")
    elif ringed:
        sentences.append(f"{len(ringed)} quarters are ringed as unusual; the table says why.")
    return " ".join(sentences)


def years(page: OneMeasure) -> Card | None:
    """The measure by financial year, the one not yet ended to date; none where quarters are years already."""
    if page.quarter.kind == "year":
        return None
    measure, current = page.focus, page.quarter.as_kind("year")
    first = page.first_year
    rows = [year_row(page, first + place, current) for place in range(current.index - first.index + 1)]
    while rows and rows[0]["value"] is None:
        rows.pop(0)
    if measure.nature == "rate" and not measure.denominator:  # without counts only years with a figure of their own
        rows = [row for row in rows if row["value"] is not None]
    if len(rows) < 2:
        return None
    target, strict = page.years.target(measure, current)
    if measure.nature == "flow" and not rows[-1]["whole"]:
        target = None
    return Card(
        key="years",
        title="By year",
        finding=" ".join(filter(None, [years_finding(page, rows), ahead(page)])),
        figure=figures.year_bars(
            rows,
            unit=measure.unit,
            decimals=measure.decimals,
            target=target,
            target_label=("Below " if measure.polarity == "lower" else "Above ")
            + fmt.in_chart(target, measure.unit, measure.decimals)
            if strict and target is not None
            else "",
        ),
        table=Table((Column("label", "Year"), value_column(measure)), tuple(reversed(rows))),
        about=about(measure, page.query),
        note="A year with a missing quarter is left empty." if any(row["value"] is None for row in rows) else "",
    )


def ahead(page: OneMeasure) -> str:
    """Where the year stands against its target and what the rest of it must bring, in a sentence; nothing without
    such a target, nor of what adds up, whose targets are those of a quarter."""
    measure, year = page.focus, page.quarter.as_kind("year")
    target, strict = page.over_time.target(measure, page.quarter)
    if target is None or strict or measure.nature == "flow" or page.quarter.kind != "quarter":
        return ""
    start = Period.holding(year.first_day)
    done = [Part(*page.over_time.halves(measure, one)) for one in span(start, page.quarter)]
    found = outlook(done, target, nature=measure.nature, polarity=measure.polarity, show=page.words, year=year.label)
    return found.sentence if found else ""


def year_row(page: OneMeasure, year: Period, current: Period) -> dict[str, Any]:
    """One year; the current one as far as the quarter on show."""
    value, numerator, denominator = page.years.halves(page.focus, year)
    whole = year < current or page.quarter.last_day == year.last_day
    return {
        "label": year.label if whole else f"{year.label} to date",
        "value": value if whole else page.so_far,
        "cases": of_words(page.focus, numerator, denominator) if whole and page.focus.proportion else "",
        "current": year == current,
        "whole": whole,
    }


def years_finding(page: OneMeasure, rows: Sequence[dict[str, Any]]) -> str:
    """The newest year beside the one before."""
    before, now = rows[-2], rows[-1]
    if now["value"] is None:
        return f"{now['label']} is not known whole."
    if before["value"] is None:
        return f"{page.words(now['value'])} in {now['label']}."
    beside = f"{page.words(before['value'])} in {before['label']}"
    if not now["whole"] and page.focus.nature == "flow":
        return f"{page.words(now['value'])} in {now['label']}; {beside}, all of it."
    return f"{page.words(now['value'])} in {now['label']}, after {beside}."
