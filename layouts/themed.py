"""The arrangement that every page about a theme shares: breadcrumb, finding, tiles, records, cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from dashboard.pages.filters import Offer, State
from dashboard.pages.registry import Page, asked, page_called
from dashboard.report.content import facts, filters_of
from dashboard.store.data import Data
from dashboard.views.absent import answered
from dashboard.views.pieces import View
from dashboard.views.quotes import with_quotes
from dashboard.views.rendering import Json, as_json, present_address
from dashboard.web import components


@dataclass(frozen=True)
class ThemedPage:
    """A page over a view. `cards` are the keys of all cards that some state of it has, in reading order; the
    shells of those that a state does not have stay hidden. `tables` are those of them that never have a chart.
    A page whose sections are its main matter has them above its cards."""

    key: str
    view: Callable[[Data, State], View]
    cards: tuple[str, ...]
    tables: tuple[str, ...] = ()
    sections_first: bool = False

    @property
    def page(self) -> Page:
        """Its entry in the list of pages."""
        return page_called(self.key)

    @property
    def header_id(self) -> str:
        """The part that the server lays out anew for each state."""
        return f"{self.key}-header"

    @property
    def sections_id(self) -> str:
        """The part that tells in words what no chart shows, laid out anew for each state."""
        return f"{self.key}-sections"

    @property
    def content_id(self) -> str:
        """The store of what the browser draws."""
        return f"{self.key}-content-store"

    def content(self, data: Data, search: str) -> tuple[View, Json]:
        """The view that an address asks for, and what the browser draws of it; kept for whoever asks the same."""
        state, offer = asked(data, self.page, search)
        key = (self.key, state, state.notices)  # not the address, which can hold anything
        found: tuple[View, Json] = data.views.get(key, lambda: self.made(data, state, offer))
        return found

    def made(self, data: Data, state: State, offer: Offer) -> tuple[View, Json]:
        """The view and its drawing, made anew."""
        shown = with_quotes(data, answered(data, self.page, state, offer, self.view))
        drawn = as_json(shown, offer, self.page, scheme=data.settings.scheme)
        return shown, {**drawn, "origin": facts(data, shown.state, filters_of(state, offer))}

    def layout(self, data: Data, search: str) -> list[Any]:
        """The page for this address, whole: nothing waits for a second request."""
        view, drawn = self.content(data, search)
        records = f"{self.key}-records"
        return [
            dcc.Store(id=self.content_id, data=drawn),
            components.export_menu(self.key),
            html.Div(header(self.page, view), id=self.header_id, className="page-header"),
            html.Section(
                id=records,
                className="records",
                hidden=True,
                **components.attributes(aria_labelledby=f"{records}-title"),
            ),
            *self.below(view),
        ]

    def below(self, view: View) -> list[Any]:
        """Cards and sections, in the page's order."""
        sections = html.Div(components.sections(self.key, view.sections), id=self.sections_id, className="sections")
        cards = components.card_grid(self.key, self.cards, view.cards, self.tables)
        return [sections, cards] if self.sections_first else [cards, sections]


def header(page: Page, view: View) -> list[Any]:
    """Breadcrumb, the ways to the committee room and to paper, finding, notices and tiles."""
    return [
        components.present_link(present_address(page, view.state)),
        components.print_button(),
        components.crumbs(view.crumbs),
        *components.headline(view.headline, view.support, view.way_out),
        components.record_links(view.record_links),
        components.record_links(view.elsewhere, "Pages that have something to show: "),
        components.notices(view.notices),
        components.tiles(view.tiles),
        components.items(view.items),
    ]
