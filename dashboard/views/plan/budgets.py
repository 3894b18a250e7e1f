"""What the service areas may spend in the year, and what they expect to."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.measures.kpis import DATASET
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.scope import Scope

QUERY = "budgets_of_period"
TOTAL = "Total"
DEFINITION = (
    "The budget of each service area for the whole financial year, and what it is forecast to spend in that year. "
    "The variance is the forecast less the budget."
)


def budgets(page: Scope) -> Card | None:
    """Budget and forecast of each service area, the largest first; None where the council has loaded none."""
    if not page.has("budgets"):
        return None
    found = page.data.rows(QUERY, council=page.offer.council, basis=page.state.basis, period=page.quarter.id)
    found = [row for row in found if page.remit is None or page.remit.holds("", DATASET, row["service_area"])]
    if not found:
        return None
    rows = [line(row["service_area"], row["full_year_budget_gbp"], row["full_year_forecast_gbp"]) for row in found]
    rows.sort(key=lambda row: (-row["before"], row["label"]))
    total = line(TOTAL, sum(row["before"] for row in rows), sum(row["now"] for row in rows))
    year = page.quarter.year_label
    return Card(
        key="budgets",
        council_wide=True,
        title=f"Budgets for {year}, as forecast in {page.quarter.label}",
        finding=finding(rows, total),
        figure=figures.paired_bars(rows, now_label="Forecast", before_label="Budget", unit="gbp", between="of"),
        table=Table(
            (
                Column("label", "Service area"),
                Column("before", "Full-year budget", "gbp"),
                Column("now", "Full-year forecast", "gbp"),
                Column("variance", "Variance", "gbp"),
                Column("words", "In words"),
            ),
            (*rows, total),
        ),
        about=About(DEFINITION, "", "", (QUERY,), source=page.source("budgets")),
    )


def line(name: str, budget: float, forecast: float) -> dict[str, Any]:
    """One service area with its variance in figures and words."""
    variance = forecast - budget
    return {
        "label": name,
        "before": budget,
        "now": forecast,
        "variance": variance,
        "words": variance_words(variance),
    }


def variance_words(variance: float) -> str:
    """`£12,000 over budget`, `£3,000 under budget` or `on budget`."""
    if not fmt.rounded(variance):
        return "on budget"
    return f"{fmt.pounds(abs(variance))} {'over' if variance > 0 else 'under'} budget"


def finding(rows: list[dict[str, Any]], total: dict[str, Any]) -> str:
    """The total, and which area is furthest from its budget."""
    sentence = f"{fmt.pounds_in_words(total['now'])} is forecast against a budget of "
    sentence += f"{fmt.pounds_in_words(total['before'])}"
    far = max(rows, key=lambda row: abs(row["variance"]))
    if not fmt.rounded(far["variance"]):
        return f"{sentence}; every service area is forecast to spend exactly its budget."
    return f"{sentence}, {total['words']}. Furthest from its own is {far['label']}, {far['words']}."
