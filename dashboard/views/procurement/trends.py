"""What the procurement page says over time: benefits by quarter, five years rolling, contracts, shares."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import FULL_MONTH_NAMES
from dashboard.views.declared.own import Picture, Row
from dashboard.views.procurement.scope import Procurement


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
    finding = f"Benefits were {total} in {now['period']}: {revenue} revenue and {other} non-revenue."
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
    at = f"at the end of {fmt.month(page.quarter.last_day)}"
    return f"Benefits over five years were {now} {at}{'' if year_ago is None else compared}."


def contracts(page: Procurement, rows: Sequence[Row]) -> str:
    """How many contracts were awarded, and how many of them have benefits."""
    now = rows[-1]
    if now["bar"] is None:
        return not_loaded(page)
    if not now["bar"]:
        return f"No contract was awarded in {now['period']}."
    worth, have = fmt.pounds_in_words(now["value_gbp"]), fmt.number(now["line"]) if now["line"] else "none"
    were = "was" if now["bar"] == 1 else "were"
    return (
        f"{page.not_the_month}{fmt.plural(now['bar'], 'contract')} {were} awarded, worth {worth}; {have} with benefits."
    )


def shares(page: Procurement) -> Picture | None:
    """Benefits beside contract value and yearly spend, this year and the years before it to the same day."""
    of_value = page.measure("procurement_benefits_share_of_value")
    rows: list[Row] = []
    for quarter in page.years_compared:
        value, benefit, worth = page.over_time.halves(of_value, quarter)
        if value is None and not rows:
            continue
        share, _, spend = page.spent(quarter)
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
    now, finding = rows[-1], f"No contract was awarded in {page.year_words}."
    if now["value"] is not None:
        finding = f"Benefits were {fmt.percent(now['value'])} of what the contracts of {page.year_words} are worth"
        if now["share"] is not None:
            finding += f", and {fmt.percent(now['share'])} of the {fmt.pounds_in_words(now['spend'])} spent in a year"
        finding += "."
    month = FULL_MONTH_NAMES[page.quarter.last_day.month - 1]
    until = "" if month == "March" else f"Each year to the end of {month}."
    return Picture(finding, rows[::-1], figures.year_bars(rows, whole=False), until)
