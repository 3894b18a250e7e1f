"""What a page shows of filters under which nothing is recorded, and the way to the nearest view that has something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.catalogue.datasets import PLACE
from dashboard.measures.components import Reading
from dashboard.pages.filters import State
from dashboard.store.written import plural
from dashboard.views.pieces import Card, Crumb, Tile, View
from dashboard.views.scope import Scope

Leading = Callable[[State], Reading]  # what the page leads with in another state of it
NEVER = N_("Nothing was recorded for these filters in any {period_word}.")
NO_COUNTS = ("split", "period_index", "part")


def honest(page: Scope, view: View, leading: Leading) -> View:
    """The view with a way out where its leading measure has nothing to speak of under the filters, and without charts
    and judgements where nothing was ever recorded under them."""
    view = replace(view, cards=page.placed(view.cards))
    chosen = widened(page.state)
    if not chosen or speaks(leading(page.state)):
        return view
    view = replace(view, way_out=way_out(page, chosen, leading))
    if ever(page):
        return view
    return emptied(page, replace(view, support=_(NEVER, period_word=page.period_word)))


def widened(state: State) -> list[str]:
    """What is chosen, the filter that is given up first first: the month, what is the theme's own, the place."""
    own = [name for name, _rest in state.chosen if name not in PLACE]
    place = [name for name in reversed(PLACE) if state.of(name)]
    return [*(["month"] if state.month else []), *own, *place]


def speaks(reading: Reading) -> bool:
    """Whether the measure has cases or, without a denominator, is not zero."""
    return bool(reading.denominator if reading.measure.denominator else reading.value)


def way_out(page: Scope, chosen: Sequence[str], leading: Leading) -> Crumb | None:
    """The same view without as few of the filters as it takes to have something to show; None where even the council
    has nothing."""
    for count in range(1, len(chosen) + 1):
        for dropped in combinations(chosen, count):
            usual: dict[str, Any] = {name: "" if name == "month" else () for name in dropped}
            if speaks(leading(page.state.changed(**usual))):
                words = [
                    _("the whole {period_word}", period_word=page.period_word) if name == "month" else everything(name)
                    for name in dropped
                ]
                return Crumb(_("Show {words}", words=fmt.listed(words)), page.to(**usual))
    return None


def everything(name: str) -> str:
    """`all accommodation types`."""
    return _("all {name}", name=plural(name).replace("_", " "))


def recorded(page: Scope) -> bool:
    """Whether anything is recorded in the quarter or month under the filters; a gap is not nothing."""
    months = {"month": (page.state.month,)} if page.state.month else {}
    row = page.parts(page.quarter, "", filters={**chosen_of(page), **months})[""].row(page.quarter)
    return row is None or counted(row)


def ever(page: Scope) -> bool:
    """Whether anything was recorded under the filters in any loaded quarter."""
    parts = page.parts(page.offer.quarters[0], "", filters=chosen_of(page), last=page.offer.quarters[-1])[""]
    return any(counted(row) for row in parts.rows.values())


def chosen_of(page: Scope) -> dict[str, Sequence[str]]:
    """The place and the page's own dimensions, as far as they are chosen."""
    return dict(page.state.chosen)


def counted(row: dict[str, Any]) -> bool:
    """Whether a row of counts has any that is not zero."""
    return any(value for name, value in row.items() if name not in NO_COUNTS)


def emptied(page: Scope, view: View) -> View:
    """The view without a number: empty cards and tiles of what the page is about, and nothing else."""
    finding = f"{view.headline}. {view.way_out.label}." if view.way_out else f"{view.headline}."
    tiles = tuple(blank_tile(tile) for tile in view.tiles if of_page(page, tile.key))
    cards = tuple(blank(card, finding) for card in view.cards if of_page(page, card.about.measure, card))
    return replace(view, tiles=tiles, cards=cards)


def of_page(page: Scope, measure: str, card: Card | None = None) -> bool:
    """Whether a tile or card is of the page's own records, and so of the filters that nothing is recorded under."""
    known = page.data.catalogue.measures.get(measure)
    return not (card and card.council_wide) and (known is None or known.dataset == page.dataset)


def blank(card: Card, finding: str) -> Card:
    """The card with nothing to draw."""
    bare = replace(card.table, rows=(), links=(), marks=())
    return replace(card, finding=finding, where="", figure=None, table=bare, in_file=None, note="", quotes=())


def blank_tile(tile: Tile) -> Tile:
    """The tile with its value, which is none or zero, and nothing that judges it."""
    return replace(tile, cases=_("nothing recorded"), status=None, target="", changes=(), interval="", link=None)
