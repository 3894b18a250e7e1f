"""The complaints page: the finding, the four stages at a glance, the cards in reading order."""

from __future__ import annotations

from dashboard.views.complaints import page as complaints
from layouts.themed import ThemedPage

PAGE = ThemedPage(
    "complaints",
    complaints.view,
    cards=(
        "timeliness",
        "directorates",
        "services",
        "months",
        "volumes",
        "answer_days",
        "outcomes",
        "open",
        "same_quarter",
        "themes",
        "ombudsman",
        "compliments",
        "summary",
    ),
)
layout = PAGE.layout
