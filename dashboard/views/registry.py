"""The themes: what each page says, which cards it can have, and its records whole. Pages, slides, reports and
downloads all find them here."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.pages.registry import MEASURE, Page
from dashboard.store.data import Data
from dashboard.views.agency import page as agency
from dashboard.views.attention import page as attention
from dashboard.views.complaints import page as complaints
from dashboard.views.declared import page as declared_page
from dashboard.views.digital import page as digital
from dashboard.views.measure import page as measure_page
from dashboard.views.plan import page as plan
from dashboard.views.procurement import page as procurement
from dashboard.views.programme import page as programme
from dashboard.views.temporary_accommodation import page as temporary_accommodation
from dashboard.views.theme import Theme

PAGES = (agency, attention, complaints, digital, plan, procurement, programme, temporary_accommodation)
# a page's key is the name of its room
THEMES: Mapping[str, Theme] = {page.__name__.split(".")[-2]: page.THEME for page in PAGES}


def theme_of(data: Data, page: Page) -> Theme:
    """The theme of a page: the project's own, or the one that follows from the store's declaration."""
    if page.key in THEMES:
        return THEMES[page.key]
    if page.key == MEASURE:
        return measure_page.theme(data)
    return declared_page.theme(data.catalogue.datasets[page.key])
