"""The council's plan: what was achieved, where, and the tables that its paper prints."""

from __future__ import annotations

from dashboard.views.plan import page as plan
from dashboard.views.plan.tables import GROUPS
from layouts.themed import ThemedPage

PAGE = ThemedPage(
    "plan",
    plan.view,
    cards=("statuses", "areas", "budgets", *GROUPS, "elsewhere"),
    tables=(*GROUPS, "elsewhere"),
)
layout = PAGE.layout
