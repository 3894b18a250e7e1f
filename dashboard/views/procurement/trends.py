"""What the procurement page says over time: benefits by quarter, five years rolling, contracts, shares."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _, n_
from dashboard.basics.quarters import full_months
from dashboard.views.declared.own import Picture, Row
from dashboard.views.procurement.scope import Procurement

MARCH = 3  # with which a financial year ends


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
    finding = _(
        "Benefits were {total} in {period}: {revenue} revenue and {other} non-revenue.",
        total=total,
        period=now["period"],
        revenue=revenue,
        other=other,
    )
    if not (now["revenue_gbp"] or now["non_revenue_gbp"]):
        finding = _("No benefits in {period}.", period=now["period"])
    best = max(known, key=lambda row: row["benefits_gbp"])
    if best is now and len(known) > 1:
        return _(
            "{finding} No other {period_word} shown brought as much.", finding=finding, period_word=page.period_word
        )
    if best["benefits_gbp"] > 0 and best is not now:
        finding += _(
            " Most came in {period}, {benefits_gbp}.",
            period=best["period"],
            benefits_gbp=fmt.pounds_in_words(best["benefits_gbp"]),
        )
    return finding


def not_loaded(page: Procurement) -> str:
    """What is said of a gap."""
    return _("No contract register has been loaded for {quarter}.", quarter=page.quarter.label)


def five_years(page: Procurement, _rows: Sequence[Row]) -> str:
    """The five-year figure at the end of the quarter, and a year before."""
    value, year_ago = (page.over_time.value(page.focus, one) for one in (page.quarter, page.quarter.year_before()))
    if value is None:
        return not_loaded(page)
    now, then = fmt.pounds_in_words(value), fmt.pounds_in_words(year_ago)
    compared = _(", as much as a year before") if now == then else _(", from {then} a year before", then=then)
    at = _("at the end of {last_day}", last_day=fmt.month(page.quarter.last_day))
    return _(
        "Benefits over five years were {now} {at}{compared}.",
        now=now,
        at=at,
        compared="" if year_ago is None else compared,
    )


def contracts(page: Procurement, rows: Sequence[Row]) -> str:
    """How many contracts were awarded, and how many of them have benefits."""
    now = rows[-1]
    if now["bar"] is None:
        return not_loaded(page)
    if not now["bar"]:
        return _("No contract was awarded in {period}.", period=now["period"])
    worth, have = fmt.pounds_in_words(now["value_gbp"]), fmt.number(now["line"]) if now["line"] else _("none")
    return n_(
        "{not_the_month}{bar} was awarded, worth {worth}; {have} with benefits.",
        "{not_the_month}{bar} were awarded, worth {worth}; {have} with benefits.",
        now["bar"],
        not_the_month=page.not_the_month,
        bar=fmt.plural(now["bar"], "contract", "contracts"),
        worth=worth,
        have=have,
    )


def shares(page: Procurement) -> Picture | None:
    """Benefits beside contract value and yearly spend, this year and the years before it to the same day."""
    of_value = page.measure("procurement_benefits_share_of_value")
    rows: list[Row] = []
    for quarter in page.years_compared:
        value, benefit, worth = page.over_time.halves(of_value, quarter)
        if value is None and not rows:
            continue
        share, _rest, spend = page.spent(quarter)
        rows.append(
            {
                "label": quarter.year_label,
                "value": value,
                "benefits": benefit,
                "worth": worth,
                "share": share,
                "spend": spend,
                "cases": _(
                    "{benefit} of {worth}", benefit=fmt.pounds_in_words(benefit), worth=fmt.pounds_in_words(worth)
                )
                if worth
                else "",
                "link": page.quarter_link(quarter),
            }
        )
    if not any(row["value"] for row in rows):
        return None
    now, finding = rows[-1], _("No contract was awarded in {year_words}.", year_words=page.year_words)
    if now["value"] is not None:
        finding = _(
            "Benefits were {value} of what the contracts of {year_words} are worth",
            value=fmt.percent(now["value"]),
            year_words=page.year_words,
        )
        if now["share"] is not None:
            finding += _(
                ", and {share} of the {spend} spent in a year",
                share=fmt.percent(now["share"]),
                spend=fmt.pounds_in_words(now["spend"]),
            )
        finding += "."
    month = page.quarter.last_day.month
    until = "" if month == MARCH else _("Each year to the end of {month}.", month=full_months()[month - 1])
    return Picture(finding, rows[::-1], figures.year_bars(rows, whole=False), until)
