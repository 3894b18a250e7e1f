"""What the service areas may spend in the year, and what they expect to."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.measures.kpis import DATASET
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.scope import Scope

QUERY = "budgets_of_period"
TOTAL = N_("Total")
DEFINITION = N_(
    "The budget of each service area for the whole financial year, and what it is forecast to spend in that "
    "year. The variance is the forecast less the budget."
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
    total = line(_(TOTAL), sum(row["before"] for row in rows), sum(row["now"] for row in rows))
    year = page.quarter.year_label
    return Card(
        key="budgets",
        council_wide=True,
        title=_("Budgets for {year}, as forecast in {quarter}", year=year, quarter=page.quarter.label),
        finding=finding(rows, total),
        figure=figures.paired_bars(
            rows, now_label=_("Forecast"), before_label=_("Budget"), unit="gbp", between=_("of")
        ),
        table=Table(
            (
                Column("label", _("Service area")),
                Column("before", _("Full-year budget"), "gbp"),
                Column("now", _("Full-year forecast"), "gbp"),
                Column("variance", _("Variance"), "gbp"),
                Column("words", _("In words")),
            ),
            (*rows, total),
        ),
        about=About(_(DEFINITION), "", "", (QUERY,), source=page.source("budgets")),
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
        return _("on budget")
    over, under = N_("{variance} over budget"), N_("{variance} under budget")
    return _(over if variance > 0 else under, variance=fmt.pounds(abs(variance)))


def finding(rows: list[dict[str, Any]], total: dict[str, Any]) -> str:
    """The total, and which area is furthest from its budget."""
    sentence = _("{now} is forecast against a budget of ", now=fmt.pounds_in_words(total["now"]))
    sentence += f"{fmt.pounds_in_words(total['before'])}"
    far = max(rows, key=lambda row: abs(row["variance"]))
    if not fmt.rounded(far["variance"]):
        return _("{sentence}; every service area is forecast to spend exactly its budget.", sentence=sentence)
    return _(
        "{sentence}, {off}. Furthest from its own is {label}, {furthest}.",
        sentence=sentence,
        off=total["words"],
        label=far["label"],
        furthest=far["words"],
    )
