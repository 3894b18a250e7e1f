"""The arrangement that every page about a theme shares: breadcrumb, finding, tiles, records, cards."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from dash import dcc, html
from plotly.io.json import to_json_plotly

from dashboard.basics.languages import _
from dashboard.figures.plot import Axis, Frame, Plot
from dashboard.pages.filters import Offer, State
from dashboard.pages.registry import Page, asked
from dashboard.store.data import Data
from dashboard.views import contract
from dashboard.views.absent import answered
from dashboard.views.origin import facts, filters_of, unusual
from dashboard.views.pieces import Table, View
from dashboard.views.quotes import with_quotes
from dashboard.views.registry import theme_of
from dashboard.views.rendering import as_json, present_address
from dashboard.views.theme import Theme
from dashboard.web import components

HEADER = "app-page-header"  # the part that the server lays out anew for each state
SECTIONS = "app-page-sections"  # what is told in words and no chart shows, laid out anew for each state
CONTENT = "app-content-store"  # what the browser draws
# in the place of charts and tables once they are JSON
NOWHERE = Frame(0, (0, 0, 0, 0), Axis((0, 0), ()), Axis((0, 0), ()))
DRAWN, TOLD = Plot(True, (), (), NOWHERE, NOWHERE, "number", 0), Table((), ())


class Shown(NamedTuple):
    """What is kept of a page in one state: its view without what the browser draws, and that as JSON, which takes a
    fifth of the memory that charts and tables take as objects and is not written again."""

    view: View
    drawn: str


@dataclass(frozen=True)
class ThemedPage:
    """A page over a theme's view."""

    page: Page
    theme: Theme

    @classmethod
    def of(cls, data: Data, page: Page) -> ThemedPage:
        """The page with its theme."""
        return cls(page, theme_of(data, page))

    @property
    def key(self) -> str:
        """The page's key, with which the ids of its cards begin."""
        return self.page.key

    def shown(self, data: Data, search: str) -> Shown:
        """What an address asks for; kept for whoever asks the same."""
        state, offer = asked(data, self.page, search)
        key = (self.key, state, state.notices)  # not the address, which can hold anything

        def made() -> Shown:
            view, drawn = self.made(data, state, offer)
            return Shown(undrawn(view), to_json_plotly(drawn))

        found: Shown = data.views.get(key, made)
        return found

    def content(self, data: Data, search: str) -> tuple[View, contract.Page]:
        """The view that an address asks for, whole, and what the browser draws of it, made anew."""
        return self.made(data, *asked(data, self.page, search))

    def made(self, data: Data, state: State, offer: Offer) -> tuple[View, contract.Page]:
        """The view and its drawing."""
        shown = with_quotes(data, answered(data, self.page, state, offer), self.page.dataset)
        drawn = as_json(shown, offer, self.page, scheme=data.judging(offer.council).scheme)
        return shown, {**drawn, "origin": facts(data, shown.state, filters_of(state, offer))}

    def layout(self, data: Data, search: str) -> list[Any]:
        """The page for this address, whole: nothing waits for a second request."""
        view, drawn = self.shown(data, search)
        records, first = f"{self.key}-records", self.theme.sections_first
        sections = html.Div(components.sections(self.key, view.sections), id=SECTIONS, className="sections")
        return [
            dcc.Store(id=CONTENT, data=json.loads(drawn)),
            components.export_menu(self.key),
            html.Div(header(self.page, view), id=HEADER, className="page-header"),
            *([sections] if first else []),
            html.Section(
                id=records,
                className="records",
                hidden=True,
                **components.attributes(aria_labelledby=f"{records}-title"),
            ),
            *([components.keys_hint()] if set(self.theme.cards) - set(self.theme.tables) else []),
            components.card_grid(self.key, self.theme.cards, view.cards, self.theme.tables),
            *([] if first else [sections]),
        ]


def undrawn(view: View) -> View:
    """The view as far as a page is laid out from it: of charts that there are some, and nothing of tables."""
    cards = (replace(one, figure=one.figure and DRAWN, table=TOLD, in_file=None) for one in view.cards)
    return replace(view, cards=tuple(cards), records=None)


def header(page: Page, view: View) -> list[Any]:
    """Breadcrumb, the ways to the committee room and to paper, finding, notices and tiles."""
    return [
        components.ways_out(present_address(page, view.state)),
        components.crumbs(view.crumbs),
        *components.headline(view.headline, view.support, view.way_out),
        *[components.way_back(*one) for one in unusual(view.state)],
        components.record_links(view.record_links),
        components.record_links(view.elsewhere, _("Pages that have something to show: ")),
        components.notices(view.notices),
        components.tiles(view.tiles),
        components.items(view.items, view.items_note),
    ]
