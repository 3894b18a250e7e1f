"""The agency staff page's cards over time."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import Period, month_id, month_label
from dashboard.basics.statistics import difference
from dashboard.catalogue.records import Measure
from dashboard.measures.readings import Reading
from dashboard.views.agency.scope import Agency
from dashboard.views.cards import line_card, target_steps
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

QUERIES = ("agency_components",)


def spend(page: Agency) -> Card:
    """Spend by quarter over that of the same quarter of the year before, with the target."""
    measure, parts = page.spend, page.over_time
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        value, before = parts.value(measure, quarter), parts.value(measure, quarter.year_before())
        target = parts.target(measure, quarter)[0]
        rows.append(
            {
                "quarter": quarter,
                "period": quarter.label,
                "series": "Spend",
                "line": value,
                "bar": before,
                "change": value - before if value is not None and before is not None else None,
                "target": target,
                "published": page.published(measure.id, quarter),
                "link": page.quarter_link(quarter),
            }
        )
    known = any(row["bar"] is not None for row in rows)
    columns = [Column("period", page.period_word.capitalize()), Column("line", "Spend", "gbp")]
    columns += [Column("bar", "A year before", "gbp"), Column("change", "Change", "gbp")] if known else []
    columns += [Column("target", "Target, less than", "gbp")] if any(row["target"] for row in rows) else []
    return Card(
        key="spend",
        title=f"Spend by {page.period_word}",
        finding=spend_finding(page),
        figure=figures.bars_and_line(
            rows, bars="A year before", line_name="Spend", unit="gbp", targets=target_steps(rows, "Spend")
        ),
        table=Table.linked(tuple(columns), reversed(rows)),
        about=about(measure, *QUERIES),
        note=marks(page, measure),
    )


def spend_finding(page: Agency) -> str:
    """The quarter's spend beside a year before, or beside the other quarters on show."""
    now = page.over_time.value(page.spend, page.quarter)
    before = page.over_time.value(page.spend, page.quarter.year_before())
    if now is None:
        return f"No extract has been loaded for {page.quarter.label}."
    text = f"{fmt.pounds_in_words(now)} in {page.quarter.label}"
    compared = against(now, before, f"in {page.quarter.year_before().label}")
    return f"{text}, {compared}." if compared else f"{text}; the year before is not loaded."


def against(value: float, earlier: float | None, words: str) -> str:
    """`17.5% more than in Q1 2015/16`, or nothing without anything to compare with."""
    if not earlier or earlier < 0:
        return ""
    share = fmt.rounded(100 * (value - earlier) / earlier, 1)
    if share == 0:
        return f"as much as {words}"
    return f"{fmt.percent(abs(share))} {'more' if share > 0 else 'less'} than {words}"


def marks(page: Agency, measure: Measure) -> str:
    """What filled and hollow points mean, where a paper prints some of them."""
    known = [page.published(measure.id, quarter) for quarter in page.quarters]
    if any(known):
        return page.marks()
    return "Illustrative records." if False in known else ""


def cumulative(page: Agency) -> list[Card]:
    """Spend since April, month by month, beside last year's; no card where April or its months are not loaded."""
    if page.quarter.kind != "quarter":
        return []
    year = page.quarter.as_kind("year")
    rows = [*running_total(page, year, page.quarter), *running_total(page, year - 1, (year - 1).as_kind("quarter"))]
    # months that are not there yet are no rows of the table
    listed = [row for row in rows if row["value"] is not None]
    now = [row for row in listed if row["series"] == year.year_label]
    if not now:
        return []
    at = now[-1]
    then = [row["value"] for row in listed if row["place"] == at["place"] and row["series"] != year.year_label]
    compared = against(at["value"], then[0] if then else None, f"by then in {(year - 1).year_label}")
    finding = f"{fmt.pounds_in_words(at['value'])} from April to {at['label']}{f', {compared}' if compared else ''}."
    card = Card(
        key="cumulative",
        title=f"Spend so far in {year.year_label}",
        finding=finding,
        figure=figures.year_lines(rows, unit="gbp"),
        table=Table(
            (
                Column("series", "Year"),
                Column("label", "Month"),
                Column("month_gbp", "In the month", "gbp"),
                Column("value", "Since April", "gbp"),
            ),
            tuple(listed),
        ),
        about=about(page.spend, *QUERIES, extra="Each month is added to those since April."),
        note=f"{'Whole quarters, whatever month is chosen. ' if page.state.month else ''}"
        "A year stops where a quarter is not loaded.",
    )
    return [card]


def running_total(page: Agency, year: Period, last: Period) -> list[dict[str, Any]]:
    """The months of a year up to a quarter's last, each with the spend since April; nothing after a gap."""
    rows, total = [], 0.0
    known = True
    for place, month in enumerate(year.months):
        quarter = Period.holding(month, page.quarter.kind)
        spent = page.loaded["month"].value(page.spend, quarter, month_id(month)) if quarter <= last else None
        known = known and spent is not None
        total += spent or 0
        rows.append(
            {
                "series": year.year_label,
                "place": place,
                "label": month_label(month),
                "month_gbp": spent,
                "value": total if known else None,
                "published": page.published("", quarter),
                "link": page.to(quarter=quarter, month="") if quarter in page.offer.quarters else None,
            }
        )
    return rows


def fte(page: Agency) -> Card:
    """Full-time equivalents by quarter, with their target."""
    reading = page.over_time.reading(page.fte, page.quarter)
    finding = f"Full-time equivalents are not recorded for {page.quarter.label}."
    if reading.value is not None:
        finding = f"{fmt.neat(reading.value)} in {fmt.month(page.quarter.last_day)}{moved(reading)}"
        if reading.target is not None:
            met = reading.status in ("green", "achieved")
            finding += f"; the target of {fmt.neat(reading.target)} is {'met' if met else 'missed'}"
        finding += "."
    return line_card(
        page,
        key="fte",
        title=f"Full-time equivalents by {page.period_word}",
        measure=page.fte,
        parts=page.over_time,
        target_of=page.fte.short_title,
        finding=finding,
        note=f"In the last month of each {page.period_word}. {marks(page, page.fte)}".strip(),
        queries=QUERIES,
    )


def moved(reading: Reading) -> str:
    """`, 17 more than last quarter`."""
    if reading.value is None or reading.previous is None:
        return ""
    change = difference(reading.value, reading.previous, reading.measure.decimals)
    before = {"quarter": "last quarter", "half_year": "the half-year before", "year": "the year before"}
    words_ = before[reading.period.kind]
    if change == 0:
        return f", as many as {words_}"
    return f", {fmt.neat(abs(change))} {'more' if change > 0 else 'fewer'} than {words_}"


def off_contract(page: Agency) -> Card:
    """The share of spend off contract by quarter."""
    reading = page.over_time.reading(page.off_contract, page.quarter)
    finding = f"Whether spend was on contract is not recorded for {page.quarter.label}."
    if reading.value is not None:
        finding = (
            f"{fmt.percent(reading.value)} of the spend went round the contract "
            f"({fmt.pounds_in_words(reading.numerator)} of {fmt.pounds_in_words(reading.denominator)})"
        )
        if reading.previous is not None:
            change = difference(reading.value, reading.previous, 1)
            finding += (
                f", {fmt.points(change)} on last {page.period_word}" if change else f", as last {page.period_word}"
            )
        finding += "."
    return line_card(
        page,
        key="off_contract",
        title=f"Spend off contract by {page.period_word}",
        measure=page.off_contract,
        parts=page.over_time,
        halves=("Spend off contract", "Known to be on or off"),
        whole=False,
        finding=finding,
        note=marks(page, page.off_contract),
        queries=QUERIES,
    )
