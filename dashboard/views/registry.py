"""The themes: what each page says, which cards it can have, and its records whole. Pages, slides, reports and
downloads all find them here."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.pages.registry import MEASURE, Page
from dashboard.store.data import Data
from dashboard.views.agency.page import THEME as AGENCY
from dashboard.views.attention.page import THEME as ATTENTION
from dashboard.views.complaints.page import THEME as COMPLAINTS
from dashboard.views.declared import page as declared_page
from dashboard.views.digital.page import THEME as DIGITAL
from dashboard.views.measure import page as measure_page
from dashboard.views.plan.page import THEME as PLAN
from dashboard.views.procurement.page import THEME as PROCUREMENT
from dashboard.views.programme.page import THEME as PROGRAMME
from dashboard.views.temporary_accommodation.page import THEME as TEMPORARY_ACCOMMODATION
from dashboard.views.theme import Theme

THEMES: Mapping[str, Theme] = {
    "attention": ATTENTION,
    "complaints": COMPLAINTS,
    "digital": DIGITAL,
    "temporary_accommodation": TEMPORARY_ACCOMMODATION,
    "agency": AGENCY,
    "procurement": PROCUREMENT,
    "plan": PLAN,
    "programme": PROGRAMME,
}


def theme_of(data: Data, page: Page) -> Theme:
    """The theme of a page: the project's own, or the one that follows from the store's declaration."""
    if page.key in THEMES:
        return THEMES[page.key]
    if page.key == MEASURE:
        return measure_page.theme(data)
    return declared_page.theme(data.catalogue.datasets[page.key])
