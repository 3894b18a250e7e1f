"""The procurement page's cards over time: benefits by quarter, five years rolling, contracts, shares."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import FULL_MONTH_NAMES, Period
from dashboard.views.cards import line_card
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.procurement.scope import Procurement
from dashboard.views.scope import about

KINDS = (("non_revenue_gbp", "Non-revenue"), ("revenue_gbp", "Revenue"))
YEARS_COMPARED = 5


def benefits(page: Procurement) -> Card | None:
    """Revenue and non-revenue benefits by quarter of award, losses below zero; None where there are none."""
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        row = page.over_time.row(quarter)
        sums = ("revenue_gbp", "non_revenue_gbp", "benefits_gbp", "contracts_with_benefits")
        rows.append(
            {
                "quarter": quarter,
                "period": quarter.label,
                **{key: row and row[key] for key in sums},
                "published": page.published(page.benefits.id, quarter),
                "link": page.quarter_link(quarter),
            }
        )
    if not any(row["contracts_with_benefits"] for row in rows):
        return None
    return Card(
        key="benefits",
        title=f"Benefits by {page.period_word} of award",
        finding=best_and_now(page, rows),
        figure=figures.stacked_bars(rows, parts=KINDS, unit="gbp"),
        table=Table.linked(
            (
                Column("period", page.period_word.capitalize()),
                Column("revenue_gbp", "Revenue", "gbp"),
                Column("non_revenue_gbp", "Non-revenue", "gbp"),
                Column("benefits_gbp", "Benefits", "gbp"),
                Column("contracts_with_benefits", "Contracts with benefits", "count"),
            ),
            reversed(rows),
        ),
        about=about(
            page.benefits,
            "procurement_components",
            extra=f"Revenue: {page.measure('procurement_benefits_revenue').definition} "
            f"Non-revenue: {page.measure('procurement_benefits_non_revenue').definition}",
        ),
        note="Whole-life benefits, counted in full when the contract is awarded. What a contract costs more than "
        "before stands below zero.",
    )


def best_and_now(page: Procurement, rows: list[dict[str, Any]]) -> str:
    """The quarter's benefits by kind, and the quarter shown that brought most."""
    now, known = rows[-1], [row for row in rows if row["benefits_gbp"] is not None]
    if now["benefits_gbp"] is None:
        return f"No contract register has been loaded for {page.quarter.label}."
    revenue, other, total = (
        fmt.pounds_in_words(now[key]) for key in ("revenue_gbp", "non_revenue_gbp", "benefits_gbp")
    )
    finding = f"{total} in {now['period']}, {revenue} of it revenue and {other} non-revenue."
    if not (now["revenue_gbp"] or now["non_revenue_gbp"]):
        finding = f"No benefits in {now['period']}."
    best = max(known, key=lambda row: row["benefits_gbp"])
    if best is now and len(known) > 1:
        return f"{finding} No other {page.period_word} shown brought as much."
    if best["benefits_gbp"] > 0 and best is not now:
        finding += f" Most came in {best['period']}, {fmt.pounds_in_words(best['benefits_gbp'])}."
    return finding


def five_years(page: Procurement) -> Card:
    """The five-year figure at the end of each quarter."""
    measure, quarter = page.five_years, page.quarter
    reading = page.over_time.reading(measure, quarter)
    year_ago = page.over_time.value(measure, quarter.year_before())
    finding = f"No contract register has been loaded for {quarter.label}."
    if reading.value is not None:
        finding = f"{fmt.pounds_in_words(reading.value)} at the end of {fmt.month(quarter.last_day)}"
        if year_ago is not None:
            same = fmt.pounds_in_words(year_ago) == fmt.pounds_in_words(reading.value)
            finding += ", as much as a year before" if same else f", from {fmt.pounds_in_words(year_ago)} a year before"
        finding += "."
    loaded = f"Contracts are loaded since {fmt.month(page.since)}"
    first_whole = Period.holding(page.since - dt.timedelta(days=1), "year") + YEARS_COMPARED
    if page.quarters[0].first_day < first_whole.first_day:
        loaded += f", so that before {first_whole.label} the figure holds fewer than five years"
    card = line_card(
        page,
        key="five_years",
        title="Benefits over five years",
        measure=measure,
        parts=page.over_time,
        finding=finding,
        note=" ".join(filter(None, [f"{loaded}.", page.marks()])),
        queries=["procurement_components"],
    )
    extra = f"Contracts are loaded since {fmt.month(page.since)}; here the figure covers {page.window}."
    return replace(card, about=about(measure, "procurement_components", extra=extra))


def contracts(page: Procurement) -> Card:
    """How many contracts were awarded, and how many of them have benefits."""
    measure = page.measure("procurement_contracts")
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        row = page.over_time.row(quarter)
        rows.append(
            {
                "quarter": quarter,
                "period": quarter.label,
                "bar": row and row["contracts"],
                "line": row and row["contracts_with_benefits"],
                "value_gbp": row and row["value_gbp"],
                "published": page.published(measure.id, quarter),
                "link": page.quarter_link(quarter),
            }
        )
    now = rows[-1]
    finding = f"No contract register has been loaded for {page.quarter.label}."
    if now["bar"] is not None:
        finding = f"No contract was awarded in {now['period']}."
    if now["bar"]:
        worth, have = fmt.pounds_in_words(now["value_gbp"]), fmt.number(now["line"]) if now["line"] else "none"
        finding = f"{fmt.plural(now['bar'], 'contract')} awarded, worth {worth}; {have} with benefits."
    return Card(
        key="contracts",
        title="Contracts awarded, and with benefits",
        finding=finding,
        figure=figures.bars_and_line(rows, bars="Awarded", line_name="With benefits"),
        table=Table.linked(
            (
                Column("period", page.period_word.capitalize()),
                Column("bar", "Awarded", "count"),
                Column("line", "With benefits", "count"),
                Column("value_gbp", "Contract value", "gbp"),
            ),
            reversed(rows),
        ),
        about=about(measure, "procurement_components"),
        note="Contract value is what the contracts are worth over their whole life.",
    )


def shares(page: Procurement) -> Card | None:
    """Benefits beside contract value and yearly spend, this year and the years before it to the same day."""
    of_value, of_spend = (page.measure(f"procurement_benefits_share_of_{what}") for what in ("value", "spend"))
    quarters = [page.quarter - 4 * back for back in range(YEARS_COMPARED - 1, -1, -1)]
    if page.quarter.kind != "quarter":
        quarters = [page.quarter.year_before()] if page.quarter.kind == "year" else []
        quarters.append(page.quarter)
    rows: list[dict[str, Any]] = []
    for quarter in quarters:
        value, benefit, worth = page.over_time.halves(of_value, quarter)
        if value is None and not rows:
            continue
        share, _, spend = page.over_time.halves(of_spend, quarter) if page.whole_council else (None, None, None)
        rows.append(
            {
                "label": quarter.year_label,
                "value": value,
                "benefits": benefit,
                "worth": worth,
                "share": share,
                "spend": spend,
                "cases": f"{fmt.pounds_in_words(benefit)} of {fmt.pounds_in_words(worth)}" if worth else "",
                "link": page.quarter_link(quarter),
            }
        )
    if not any(row["value"] for row in rows):
        return None
    now, known = rows[-1], any(row["spend"] is not None for row in rows)
    finding = f"No contract was awarded in {page.year_words}."
    if now["value"] is not None:
        finding = f"Benefits were {fmt.percent(now['value'])} of the value of contracts awarded in {page.year_words}"
        if now["share"] is not None:
            finding += f", and {fmt.percent(now['share'])} of the {fmt.pounds_in_words(now['spend'])} spent in a year"
        finding += "."
    columns = (
        Column("label", "Year"),
        Column("benefits", "Benefits", "gbp"),
        Column("worth", "Value of contracts awarded", "gbp"),
        Column("value", "Share of value", "percent", 1),
        *((Column("spend", "Yearly spend", "gbp"), Column("share", "Share of spend", "percent", 1)) if known else ()),
    )
    month = FULL_MONTH_NAMES[page.quarter.last_day.month - 1]
    until = "" if month == "March" else f" Each year to the end of {month}."
    return Card(
        key="shares",
        title="Benefits as a share of contract value",
        finding=finding,
        figure=figures.year_bars(rows, whole=False),
        table=Table.linked(columns, reversed(rows)),
        about=about(of_value, "procurement_components", extra=of_spend.definition if known else ""),
        note=f"Whole-life benefits of the contracts awarded in the year beside their whole-life value.{until}",
    )
