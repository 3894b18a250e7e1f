"""The temporary accommodation page: the finding, four measures at a glance, the cards in reading order."""

from __future__ import annotations

from dashboard.views.temporary_accommodation import page as temporary_accommodation
from layouts.themed import ThemedPage

PAGE = ThemedPage(
    "temporary_accommodation",
    temporary_accommodation.view,
    cards=(
        "households",
        "bridge",
        "types",
        "families",
        "directorates",
        "services",
        "months",
        "bed_and_breakfast",
        "rate",
        "beside",
        "authorities",
        "stays",
        "cost",
        "homelessness",
    ),
)
layout = PAGE.layout
