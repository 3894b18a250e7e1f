"""The improvement programme: the board of workstreams and projects first, what moved and every rating below it."""

from __future__ import annotations

from dashboard.views.programme import page as programme
from layouts.themed import ThemedPage

PAGE = ThemedPage(
    "programme",
    programme.view,
    cards=("ratings", "workstreams", "all_ratings"),
    tables=("all_ratings",),
    sections_first=True,
)
layout = PAGE.layout
