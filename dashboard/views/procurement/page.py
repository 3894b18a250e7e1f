"""The procurement page: what benefits the contracts awarded bring, where they come from, which contracts end soon."""

from __future__ import annotations

from dataclasses import replace

from dashboard.pages.filters import State
from dashboard.pages.offers import offered
from dashboard.store.data import Data
from dashboard.views.nothing import honest
from dashboard.views.pieces import Card, Table, View
from dashboard.views.procurement import places, trends
from dashboard.views.procurement.records import all_records, ending, record_links, records
from dashboard.views.procurement.scope import Procurement
from dashboard.views.procurement.summary import headline, support, tiles
from dashboard.views.theme import Theme


def view(data: Data, state: State) -> View:
    """Everything the procurement page says for this state."""
    page = scope(data, state)
    shown = View(
        state=state,
        title="Procurement benefits",
        headline=headline(page),
        support=support(page),
        tiles=tiles(page),
        cards=tuple(cards(page)),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices(("procurement",))),
        record_links=record_links(page),
        records=records(page) if state.records else None,
    )
    return honest(page, shown, lambda other: replace(page, state=other).now)


def scope(data: Data, state: State) -> Procurement:
    """The page's scope."""
    return Procurement(data, "procurement", state, offered(data, "procurement", state.council))


def record_table(data: Data, state: State) -> Table:
    """Every contract that the state asks for, for the download."""
    return all_records(scope(data, state))


def cards(page: Procurement) -> list[Card]:
    """The cards in reading order; those that the state has no use for are left out."""
    state = page.state
    found: list[Card | None] = [trends.benefits(page), trends.five_years(page)]
    if len(state.of("category")) != 1:
        found.append(places.categories(page))
    if not (len(state.of("directorate")) == 1 or state.of("service")):
        found.append(places.directorates(page))
    found.append(places.months(page) if page.one_service else places.services(page))
    found += [trends.contracts(page), trends.shares(page), ending(page)]
    return [card for card in found if card is not None]


THEME = Theme(
    view=view,
    cards=(
        "benefits",
        "five_years",
        "categories",
        "directorates",
        "services",
        "months",
        "contracts",
        "shares",
        "ending",
    ),
    records=record_table,
)
