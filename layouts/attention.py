"""The start page: the ranked list of what needs attention, then the scorecard."""

from __future__ import annotations

from dashboard.views.attention import page as attention
from layouts.themed import ThemedPage

PAGE = ThemedPage("attention", attention.view, cards=())
layout = PAGE.layout
