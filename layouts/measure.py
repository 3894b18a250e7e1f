"""The page of one measure: where it stands, its past, its parts, and the words around it."""

from __future__ import annotations

from dashboard.views.measure import page as measure
from layouts.themed import ThemedPage

SPLITS = (
    "directorate",
    "service",
    "stage",
    "channel",
    "accommodation_type",
    "role_category",
    "reason",
    "category",
    "month",
    "outcome",
    "theme",
    "decision",
)
PAGE = ThemedPage(
    "measure",
    measure.view,
    cards=(
        "series",
        *(f"by_{split}" for split in SPLITS),
        "years",
        "benchmarks",
        "comments",
        "targets",
        "definition",
    ),
    tables=("comments", "targets", "definition"),
)
layout = PAGE.layout
