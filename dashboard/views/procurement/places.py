"""Where benefits come from, by category, directorate and service in the year to date; the months of a service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.views.declared.own import Row
from dashboard.views.pieces import Card, Table
from dashboard.views.procurement.scope import Procurement


def of_year(rows: Iterable[Row]) -> list[Row]:
    """The parts that brought or cost anything in the financial year to date or in five years, the most first."""
    found = [
        {**row, "value": row["year_benefits_gbp"]}
        for row in rows
        if row["year_value_gbp"] or row["five_year_benefits_gbp"]
    ]
    return sorted(found, key=lambda row: (-row["value"], -row["five_year_benefits_gbp"], row["label"]))


def by_year(page: Procurement, card: Card) -> Card:
    """The card with the year to date as its bars; what costs more than before is drawn even where there is no room for
    all."""
    rows = of_year(card.table.rows)
    drawn, limit = [row for row in rows if row["value"]], figures.ranked.MOST_ROWS
    if len(drawn) > limit:
        drawn = [*drawn[: limit - 1], drawn[-1]] if drawn[-1]["value"] < 0 else drawn[:limit]
    more = " The table has all of them." if len(drawn) < len(rows) else ""
    return replace(
        card,
        figure=figures.ranked_bars(drawn, unit="gbp", decimals=0),
        table=Table.linked(card.table.columns, rows),
        note=f"Whole-life benefits of contracts awarded in {page.year_words}.{more} Select a bar to look inside.",
    )


def categories(page: Procurement, rows: Sequence[Row]) -> str:
    """The same of categories; nothing of one alone."""
    return most_and_least(page, rows, "category") if len(rows) > 1 else ""


def most_and_least(page: Procurement, every: Sequence[Row], split: str) -> str:
    """Which part brought most of the year's benefits, and which ones cost more than before; nothing without any."""
    rows = of_year(every)
    gains = [row for row in rows if row["value"] > 0]
    losses = [row["label"] for row in rows if row["value"] < 0]
    if not gains:
        return f"No {split} brought benefits in {page.year_words}." if losses else ""
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


def months(page: Procurement, rows: Sequence[Row]) -> str:
    """How many contracts the quarter's months brought, and what benefits; nothing without a contract."""
    total = sum(row["contracts"] for row in rows)
    if not total:
        return ""
    amount = fmt.pounds_in_words(sum(row["benefits_gbp"] for row in rows))
    gains = f"with {amount} of benefits" if any(row["contracts_with_benefits"] for row in rows) else "without benefits"
    return f"{fmt.plural(total, 'contract')} awarded in {page.quarter.label}, {gains}."


def by_award(_page: Procurement, card: Card) -> Card:
    """The card with all contracts as its bars, those without benefits too."""
    rows = [{**row, "value": row["contracts"]} for row in card.table.rows if row["contracts"]]
    figure = figures.ranked_bars(rows, unit="count", decimals=0)
    return replace(card, figure=figure, table=Table.linked(card.table.columns, rows))
