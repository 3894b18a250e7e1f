"""The complaints page: the finding, the four stages at a glance, the cards in reading order."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard import components
from dashboard.data import Data
from dashboard.pages import PAGES, asked
from dashboard.rendering import Json, as_json
from dashboard.views import complaints
from dashboard.views.parts import View

PAGE = next(page for page in PAGES if page.key == "complaints")

HEADER = "complaints-header"
CONTENT = "complaints-content-store"
RECORDS = "complaints-records"
CARDS = "complaints-cards"

# Every card that some state of the page has, in reading order; the shells of the others stay hidden.
CARD_ORDER = (
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
)


def header(view: View) -> list[Any]:
    """Breadcrumb, finding, notices and tiles."""
    return [
        components.crumbs(view.crumbs),
        *components.headline(view.headline, view.support),
        components.record_links(view.record_links),
        components.notices(view.notices),
        components.tiles(view.tiles),
    ]


def content(data: Data, search: str) -> tuple[View, Json]:
    """The view that an address asks for, and what the browser draws of it."""
    state, offer = asked(data, PAGE, search)
    shown = complaints.view(data, state)
    return shown, as_json(shown, offer, PAGE, scheme=data.settings.scheme)


def layout(data: Data, search: str) -> list[Any]:
    """The page for this address, whole: nothing waits for a second request."""
    view, drawn = content(data, search)
    cards = {card.key: card for card in view.cards}
    return [
        dcc.Store(id=CONTENT, data=drawn),
        html.Div(header(view), id=HEADER, className="page-header"),
        html.Section(
            id=RECORDS, className="records", hidden=True, **components.attributes(aria_labelledby=f"{RECORDS}-title")
        ),
        html.Div(
            [components.card_shell(PAGE.key, key, cards.get(key)) for key in CARD_ORDER],
            id=CARDS,
            className="cards",
        ),
    ]
