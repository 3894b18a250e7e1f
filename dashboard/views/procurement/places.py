"""The procurement page's cards of where benefits come from: category, directorate, service, month."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import month_id, month_label
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.procurement.scope import Procurement
from dashboard.views.scope import about


def categories(page: Procurement) -> Card | None:
    """The benefits of the year by category of contract."""
    links = {name: page.to(category=(name,)) for name in page.in_quarter["category"].names([page.quarter])}
    return ranked(page, "category", "Categories", links, key="categories") if len(links) > 1 else None


def directorates(page: Procurement) -> Card | None:
    """The benefits of the year by directorate."""
    names = page.in_quarter["directorate"].names([page.quarter])
    links = {name: page.to(directorate=(name,), service=()) for name in names}
    return ranked(page, "directorate", "Directorates", links, key="directorates")


def services(page: Procurement) -> Card | None:
    """The benefits of the year by service."""
    links = {name: page.service_link(name) for name in page.in_quarter["service"].names([page.quarter])}
    return ranked(page, "service", "Services", links, key="services")


def ranked(page: Procurement, split: str, plural: str, links: dict[str, str], *, key: str) -> Card | None:
    """The parts that brought or cost anything in the financial year to date, the most first; None without any."""
    parts = page.in_quarter[split]
    rows: list[dict[str, Any]] = [
        {**row, "label": name, "value": row["year_benefits_gbp"], "link": link}
        for name, link in links.items()
        if (row := parts.row(page.quarter, name)) and (row["year_value_gbp"] or row["five_year_benefits_gbp"])
    ]
    rows.sort(key=lambda row: (-row["value"], -row["five_year_benefits_gbp"], row["label"]))
    drawn = [row for row in rows if row["value"]]
    if not drawn:
        return None
    # what costs more than before is drawn even where there is no room for all
    limit = figures.ranked.MOST_ROWS
    if len(drawn) > limit:
        drawn = [*drawn[: limit - 1], drawn[-1]] if drawn[-1]["value"] < 0 else drawn[:limit]
    more = " The table has all of them." if len(drawn) < len(rows) else ""
    return Card(
        key=key,
        title=f"{plural}, {page.year_words}",
        finding=most_and_least(page, rows, split),
        figure=figures.ranked_bars(drawn, unit="gbp", decimals=0),
        table=Table.linked(
            (
                Column("label", split.capitalize()),
                Column("benefits_gbp", f"Benefits in {page.when}", "gbp"),
                Column("year_benefits_gbp", page.year_words, "gbp"),
                Column("five_year_benefits_gbp", "Five years", "gbp"),
                Column("year_value_gbp", f"Contract value, {page.year_words}", "gbp"),
            ),
            rows,
        ),
        about=about(
            page.benefits,
            "procurement_components",
            extra=f"Bars are the contracts awarded from April {page.quarter.year_start} to {fmt.month(page.end)}.",
        ),
        note=f"Whole-life benefits of contracts awarded in {page.year_words}.{more} Select a bar to look inside.",
    )


def most_and_least(page: Procurement, rows: list[dict[str, Any]], split: str) -> str:
    """Which part brought most of the year's benefits, and which ones cost more than before."""
    gains = [row for row in rows if row["value"] > 0]
    losses = [row["label"] for row in rows if row["value"] < 0]
    if not gains:
        return f"No {split} brought benefits in {page.year_words}."
    total, top = sum(row["value"] for row in rows), gains[0]
    finding = f"{top['label']} brought most, {fmt.pounds_in_words(top['value'])}"
    if len(gains) == 1:
        finding = f"All {fmt.pounds_in_words(top['value'])} came from {top['label']}"
    elif total > 0:
        finding += f" of {fmt.pounds_in_words(total)}"
    if losses:
        named = fmt.listed(losses) if len(losses) < 3 else f"{fmt.in_words(len(losses)).capitalize()} others"
        return f"{finding}. {named} cost more than before."
    return f"{finding}."


def months(page: Procurement) -> Card | None:
    """The months of the quarter for the service chosen."""
    if page.quarter.kind != "quarter":
        return None  # a year's extract is not shown by month
    parts = page.parts(page.quarter, "month", filters=page.chosen)["month"]
    rows: list[dict[str, Any]] = []
    for month in page.quarter.months:
        row = parts.row(page.quarter, month_id(month))
        if row and row["contracts"]:
            link = page.to(month=month_id(month))
            rows.append({**row, "label": month_label(month), "value": row["contracts"], "link": link})
    if not rows:
        return None
    total = sum(row["contracts"] for row in rows)
    amount = fmt.pounds_in_words(sum(row["benefits_gbp"] for row in rows))
    gains = f"with {amount} of benefits" if any(row["contracts_with_benefits"] for row in rows) else "without benefits"
    finding = f"{fmt.plural(total, 'contract')} awarded in {page.quarter.label}, {gains}."
    return Card(
        key="months",
        title=f"Contracts awarded in {page.quarter.label}, by month",
        finding=finding,
        figure=figures.ranked_bars(rows, unit="count", decimals=0),
        table=Table.linked(
            (
                Column("label", "Month"),
                Column("contracts", "Contracts awarded", "count"),
                Column("contracts_with_benefits", "With benefits", "count"),
                Column("value_gbp", "Contract value", "gbp"),
                Column("benefits_gbp", "Benefits", "gbp"),
            ),
            rows,
        ),
        about=about(page.measure("procurement_contracts"), "procurement_components"),
        note=f"{fmt.listed(page.state.of('service'))}. Select a bar to see the month, then its contracts.",
    )
