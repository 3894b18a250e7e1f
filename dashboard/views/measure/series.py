"""Cards of one measure over time: by quarter on its usual range, and by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import Period, span
from dashboard.measures.outlook import Part, outlook
from dashboard.measures.verdicts.record import TOO_FEW
from dashboard.views.cards import line_rows, of_words, revised_column, value_column
from dashboard.views.measure import happened, usual
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.over_time import target_steps
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about


def series(page: OneMeasure) -> Card:
    """The measure in every loaded quarter, on the range in which the one on show would usually lie."""
    measure = page.focus
    rows = line_rows(page, measure, page.over_time, {"": measure.short_title})
    own = [row for row in rows if row["quarter"].kind == page.quarter.kind]
    reading = page.over_time.reading(measure, page.quarter)
    events = happened.marks(page, own[0]["quarter"])
    marked = " ".join(mark.sentence for mark in events)
    for row in own:
        row["remark"] = usual.remark(page.over_time.change(measure, row["quarter"]))
        row["happened"] = happened.in_period(events, row["quarter"])
    return Card(
        key="series",
        title=_("By {period_word}", period_word=page.period_word),
        finding=usual.finding(reading, page.name),
        figure=figures.process_lines(
            rows,
            name=measure.short_title,
            unit=measure.unit,
            decimals=measure.decimals,
            limits=usual.band(reading),
            targets=target_steps(own, measure.short_title),
            events=[mark.drawn for mark in events],
        ),
        table=Table.linked(series_columns(page, rows), reversed(rows)),
        about=about(measure, page.query, extra=usual.how(reading, page.data.judging(page.offer.council).clear)),
        note=" ".join(
            filter(
                None,
                [
                    usual.note(reading, own),
                    marked,
                    longer_note(page, rows),
                    page.marks() if page.quarter.kind == "quarter" else "",
                ],
            )
        ),
        marked=marked,
    )


def longer_note(page: OneMeasure, rows: Sequence[dict[str, Any]]) -> str:
    """What the bars across several quarters are: longer periods with a number of their own."""
    longer = [
        row["quarter"].label for row in rows if row["quarter"].kind != page.quarter.kind and row["value"] is not None
    ]
    return (
        _(
            "A bar across {period_words} is the number of all of {longer}.",
            period_words=page.period_words,
            longer=fmt.listed(longer),
        )
        if longer
        else ""
    )


def series_columns(page: OneMeasure, rows: Sequence[dict[str, Any]]) -> tuple[Column, ...]:
    """The table's columns; both halves of a ratio, the target and remarks where there are any."""
    measure = page.focus
    halves = measure.denominator and measure.denominator != "catalogue"
    wanted = [
        Column("period", page.period_word.capitalize()),
        Column("numerator", _("Counted"), "gbp" if measure.numerator.endswith("_gbp") else "count") if halves else None,
        Column("denominator", _("Out of"), "gbp" if measure.of_money else "count") if halves else None,
        value_column(measure),
        Column("target", _("Target"), value_column(measure).kind, measure.decimals)
        if any(row["target"] is not None for row in rows)
        else None,
        Column("remark", _("Beside its past")) if any(row.get("remark") for row in rows) else None,
        Column("happened", _("What happened")) if any(row.get("happened") for row in rows) else None,
        *revised_column(rows),
    ]
    return tuple(column for column in wanted if column)


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
        title=_("By year"),
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
        table=Table((Column("label", _("Year")), value_column(measure)), tuple(reversed(rows))),
        about=about(measure, page.query),
        note=_("A year with a missing quarter is left empty.") if any(row["value"] is None for row in rows) else "",
    )


def ahead(page: OneMeasure) -> str:
    """Where the year stands against its target and what the rest of it must bring, in a sentence; nothing without
    such a target, nor of what adds up, whose targets are those of a quarter."""
    measure, year = page.focus, page.quarter.as_kind("year")
    target, strict = page.over_time.target(measure, page.quarter)
    if target is None or strict or measure.nature == "flow" or page.quarter.kind != "quarter":
        return ""
    if page.quarter.last_day == year.last_day and (whole := page.years.reading(measure, year)).target_word == TOO_FEW:
        ended = _(
            "{year} ended at {whole}; too few cases to say whether the year's target of ",
            year=year.label,
            whole=page.words(whole.value),
        )
        return _("{ended}{target} was met.", ended=ended, target=page.words(target))
    start = Period.holding(year.first_day)
    done = [Part(*page.over_time.halves(measure, one)) for one in span(start, page.quarter)]
    found = outlook(done, target, nature=measure.nature, polarity=measure.polarity, show=page.words, year=year.label)
    return found.sentence if found else ""


def year_row(page: OneMeasure, year: Period, current: Period) -> dict[str, Any]:
    """One year; the current one as far as the quarter on show."""
    value, numerator, denominator = page.years.halves(page.focus, year)
    whole = year < current or page.quarter.last_day == year.last_day
    return {
        "label": year.label if whole else _("{year} to date", year=year.label),
        "value": value if whole else page.so_far,
        "cases": of_words(page.focus, numerator, denominator) if whole and page.focus.proportion else "",
        "current": year == current,
        "whole": whole,
    }


def years_finding(page: OneMeasure, rows: Sequence[dict[str, Any]]) -> str:
    """The newest year beside the one before."""
    before, now = rows[-2], rows[-1]
    if now["value"] is None:
        return _("{label} is not known whole.", label=now["label"])
    if before["value"] is None:
        return _("{value} in {label}.", value=page.words(now["value"]), label=now["label"])
    beside = _("{value} in {label}", value=page.words(before["value"]), label=before["label"])
    if not now["whole"] and page.focus.nature == "flow":
        return _(
            "{value} in {label}; {beside}, all of it.",
            value=page.words(now["value"]),
            label=now["label"],
            beside=beside,
        )
    return _("{value} in {label}, after {beside}.", value=page.words(now["value"]), label=now["label"], beside=beside)
