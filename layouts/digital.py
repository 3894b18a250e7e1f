"""The digital take-up page: the finding, the four measures, the cards in reading order."""

from __future__ import annotations

from dashboard.views.digital import page as digital
from layouts.themed import ThemedPage

PAGE = ThemedPage(
    "digital",
    digital.view,
    cards=(
        "take_up",
        "directorates",
        "services",
        "months",
        "channels",
        "shift",
        "completion",
        "costs",
        "satisfaction",
    ),
)
layout = PAGE.layout
