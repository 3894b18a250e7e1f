"""The agency staff page's picture of kinds of work and of reasons: spend beside last year's."""

from __future__ import annotations

from dataclasses import replace

from dashboard import figures
from dashboard.views.agency.scope import Agency
from dashboard.views.pieces import Card


def beside_last_year(page: Agency, card: Card) -> Card:
    """The card with spend beside that of the same quarter of the year before, where that is loaded."""
    rows = [{**row, "now": row["value"], "before": row["year_before"]} for row in card.table.rows]
    if all(row["before"] is None for row in rows):
        return card
    figure = figures.paired_bars(rows, now_label=page.when, before_label=page.quarter.year_before().label, unit="gbp")
    more = f" The table has all {len(rows)}." if len(rows) > figures.ranked.MOST_WRAPPED else ""
    return replace(card, figure=figure, note=card.note if more in card.note else card.note + more)
