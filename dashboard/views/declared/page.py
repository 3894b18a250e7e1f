"""What a declared page says: the finding of its lead measure, tiles, cards, the records behind them."""

from __future__ import annotations

from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.catalogue.datasets import Declaration, key_of
from dashboard.pages.filters import State
from dashboard.pages.offers import offered
from dashboard.store.data import Data
from dashboard.views.cards import measure_tile
from dashboard.views.declared.cards import cards
from dashboard.views.declared.records import all_records, record_links, records
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.measure.page import moved, support
from dashboard.views.pieces import Table, Tile, View
from dashboard.views.theme import Theme


def theme(declaration: Declaration) -> Theme:
    """The theme that follows from a declaration."""
    words = declaration.page
    return Theme(
        view=partial(view, declaration),
        cards=tuple(dict.fromkeys(key_of(card) for card in words.cards)) if words else (),
        records=partial(record_table, declaration),
    )


def scope(data: Data, declaration: Declaration, state: State) -> DeclaredPage:
    """The scope of the page for this state."""
    return DeclaredPage(data, declaration.id, state, offered(data, declaration.id, state.council), declaration)


def view(declaration: Declaration, data: Data, state: State) -> View:
    """Everything the page says for this state."""
    page = scope(data, declaration, state)
    return View(
        state=state,
        title=page.written.title,
        headline=headline(page),
        support=support(page),
        tiles=tuple(tile(page, name) for name in page.written.tiles),
        cards=tuple(cards(page)),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices((page.dataset,))),
        record_links=record_links(page),
        records=records(page) if state.records else None,
    )


def record_table(declaration: Declaration, data: Data, state: State) -> Table:
    """Every record that the state asks for, for the download."""
    return all_records(scope(data, declaration, state))


def headline(page: DeclaredPage) -> str:
    """The finding of the lead measure, with the part of the council that it is about."""
    now, words = page.now, page.written
    who = f"{page.part_words}: " if page.part_words else ""
    if now.value is None:
        return (
            f"{who}no {words.noun[1]} are known for {page.when}"
            if who
            else f"No {words.noun[1]} are known for {page.when}"
        )
    value = page.words(now.value)
    sentence = words.sentence.format(value=value) if words.sentence else f"{page.focus.title}: {value}"
    return f"{who}{sentence} in {page.when}{moved(page)}"


def tile(page: DeclaredPage, name: str) -> Tile:
    """One measure at a glance."""
    measure = page.measure(name)
    one = page.of(name)
    components = one.in_quarter[""] if page.state.month else page.loaded[""]
    _, numerator, denominator = components.halves(measure, page.quarter)
    return measure_tile(
        page,
        measure,
        components,
        value=one.words(components.value(measure, page.quarter)),
        cases=fmt.share_of(numerator, denominator) if measure.proportion and denominator else "",
        changes=not page.state.month,
    )
