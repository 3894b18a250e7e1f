"""The agency staff page: the finding, four numbers at a glance, the cards in reading order."""

from __future__ import annotations

from dashboard.views.agency import page as agency
from layouts.themed import ThemedPage

PAGE = ThemedPage(
    "agency",
    agency.view,
    cards=(
        "spend",
        "cumulative",
        "directorates",
        "services",
        "months",
        "fte",
        "off_contract",
        "roles",
        "reasons",
        "longest",
        "summary",
    ),
)
layout = PAGE.layout
