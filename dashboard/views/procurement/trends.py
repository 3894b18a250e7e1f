"""What the procurement page says over time: benefits by quarter, five years rolling, contracts, shares."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import FULL_MONTH_NAMES
from dashboard.views.declared.own import Row
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.procurement.scope import Procurement
from dashboard.views.scope import about

QUERY = "procurement_components"
YEARS_COMPARED = {"quarter": 5, "year": 2}


def benefits(page: Procurement, rows: Sequence[Row]) -> str:
    """The quarter's benefits by kind, and the quarter shown that brought most; nothing where none brought any."""
    if not any(row["contracts_with_benefits"] for row in rows):
        return ""
    now, known = rows[-1], [row for row in rows if row["benefits_gbp"] is not None]
    if now["benefits_gbp"] is None:
        return not_loaded(page)
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


def not_loaded(page: Procurement) -> str:
    """What is said of a gap."""
    return f"No contract register has been loaded for {page.quarter.label}."


def five_years(page: Procurement, _rows: Sequence[Row]) -> str:
    """The five-year figure at the end of the quarter, and a year before."""
    value, year_ago = (page.over_time.value(page.focus, one) for one in (page.quarter, page.quarter.year_before()))
    if value is None:
        return not_loaded(page)
    now, then = fmt.pounds_in_words(value), fmt.pounds_in_words(year_ago)
    compared = ", as much as a year before" if now == then else f", from {then} a year before"
    return f"{now} at the end of {fmt.month(page.quarter.last_day)}{'' if year_ago is None else compared}."


def contracts(page: Procurement) -> Card:
    """How many contracts were awarded, and how many of them have benefits."""
    measure = page.measure("procurement_contracts")
    rows: list[Row] = []
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
    finding = not_loaded(page) if now["bar"] is None else f"No contract was awarded in {now['period']}."
    if now["bar"]:
        worth, have = fmt.pounds_in_words(now["value_gbp"]), fmt.number(now["line"]) if now["line"] else "none"
        finding = f"{fmt.plural(now['bar'], 'contract')} awarded, worth {worth}; {have} with benefits."
    columns = (
        Column("period", page.period_word.capitalize()),
        Column("bar", "Awarded", "count"),
        Column("line", "With benefits", "count"),
        Column("value_gbp", "Contract value", "gbp"),
    )
    return Card(
        key="contracts",
        title="Contracts awarded, and with benefits",
        finding=finding,
        figure=figures.bars_and_line(rows, bars="Awarded", line_name="With benefits"),
        table=Table.linked(columns, reversed(rows)),
        about=about(measure, QUERY),
        note="Contract value is what the contracts are worth over their whole life.",
    )


def shares(page: Procurement) -> Card | None:
    """Benefits beside contract value and yearly spend, this year and the years before it to the same day."""
    of_value, of_spend = (page.measure(f"procurement_benefits_share_of_{what}") for what in ("value", "spend"))
    quarters = [page.quarter]
    while len(quarters) < YEARS_COMPARED.get(page.quarter.kind, 1):
        quarters.insert(0, quarters[0].year_before())
    rows: list[Row] = []
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
        about=about(of_value, QUERY, extra=of_spend.definition if known else ""),
        note=f"Whole-life benefits of the contracts awarded in the year beside their whole-life value.{until}",
    )
