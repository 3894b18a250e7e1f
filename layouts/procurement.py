"""The procurement page: the finding, benefits at a glance, the cards in reading order."""

from __future__ import annotations

from dashboard.views.procurement import page as procurement
from layouts.themed import ThemedPage

PAGE = ThemedPage(
    "procurement",
    procurement.view,
    cards=(
        "benefits",
        "five_years",
        "categories",
        "directorates",
        "services",
        "months",
        "contracts",
        "shares",
        "ending",
    ),
)
layout = PAGE.layout
