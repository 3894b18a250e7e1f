"""What a declared page says: the finding of its lead measure, tiles, cards, the records behind them.

A theme with something of its own to say gives its functions in an `Own`; everything else is as its declaration says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.catalogue import datasets
from dashboard.catalogue.datasets import Declaration
from dashboard.pages.filters import Offer, State
from dashboard.pages.offers import offered
from dashboard.pages.said import declared
from dashboard.store.data import Data
from dashboard.views.cards import measure_tile, of_words
from dashboard.views.declared.cards import cards, in_order, whole_page
from dashboard.views.declared.own import Own
from dashboard.views.declared.records import all_records, record_links, records
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.measure import side_by_side
from dashboard.views.measure.page import moved, support
from dashboard.views.nothing import honest
from dashboard.views.pieces import Card, Paragraph, Section, Table, Tile, View
from dashboard.views.theme import Theme

PLAIN = Own(DeclaredPage)
NOT_RECORDED = N_("not recorded")


def theme(declaration: Declaration, own: Own[Any] = PLAIN) -> Theme:
    """The theme that follows from a declaration and from what it alone has."""
    words = declaration.page
    return Theme(
        view=partial(view, declaration, own),
        cards=in_order(words) if words else (),
        tables=tuple(side_by_side.KEYS.values()),
        records=partial(record_table, declaration, own),
        beside=partial(beside, declaration, own),
        prose=partial(prose, declaration, own) if own.prose else None,
    )


def scope(declaration: Declaration, own: Own[Any], data: Data, state: State, offer: Offer | None = None) -> Any:
    """The theme's scope for this state."""
    offer = offer or offered(data, declaration.id, state.council)
    return own.scope(data, declaration.id, state, offer, declared(data, declaration))


def view(declaration: Declaration, own: Own[Any], data: Data, state: State) -> View:
    """Everything the page says for this state."""
    page = scope(declaration, own, data, state)
    listed = (own.records or records)(page) if state.records else None
    shown = View(
        state=state,
        title=page.written.title,
        headline=(own.headline or headline)(page),
        support=(own.support or support)(page),
        tiles=tuple(tiles(page, own)),
        cards=whole_page(page, own),
        crumbs=page.crumbs(),
        sources=page.source(),
        extract=page.extract,
        notices=(*state.notices, *page.damage_notices((page.dataset, *page.written.also))),
        record_links=(own.record_links or record_links)(page),
        records=listed,
    )
    return honest(page, shown, lambda other: replace(page, state=other).now)


def record_table(declaration: Declaration, own: Own[Any], data: Data, state: State) -> Table:
    """Every record that the state asks for, for the download."""
    page = scope(declaration, own, data, state)
    return (own.all_records or all_records)(page)


def beside(declaration: Declaration, own: Own[Any], data: Data, state: State, offer: Offer) -> list[Card | Section]:
    """What there is of a council without the data that the page is about: the cards about other datasets."""
    page = scope(declaration, own, data, state, offer)
    others = [one for one in page.written.cards if one.measure and page.measure(one.measure).dataset != page.dataset]
    return list(cards(page, own, others))


def prose(declaration: Declaration, own: Own[Any], data: Data, shown: View) -> tuple[Paragraph, ...]:
    """What the papers say in words beyond what the view shows."""
    return own.prose(scope(declaration, own, data, shown.state), shown) if own.prose else ()


def headline(page: DeclaredPage) -> str:
    """The finding of the lead measure, with the part of the council that it is about."""
    now, words = page.now, page.written
    who = f"{page.part_words}: " if page.part_words else ""
    if now.value is None:
        return (
            _("{who}no {noun} are known for {when}", who=who, noun=words.noun[1], when=page.when)
            if who
            else _("No {noun} are known for {when}", noun=words.noun[1], when=page.when)
        )
    value = page.words(now.value)
    sentence = words.sentence.format(value=value) if words.sentence else f"{page.focus.title}: {value}"
    return _("{who}{sentence} in {when}{page}", who=who, sentence=sentence, when=page.when, page=moved(page))


def tiles(page: DeclaredPage, own: Own[Any]) -> Sequence[Tile]:
    """The page's numbers at a glance, in the declaration's order."""
    return [
        one
        for words in page.written.tiles
        for one in (own.tiles[words.own](page) if words.own else [tile(page, words)])
    ]


def tile(page: DeclaredPage, words: datasets.Tile) -> Tile:
    """One measure at a glance; where its declaration says what stands below its value, what is not recorded says so."""
    measure, components = page.measure(words.measure), page.shown()
    value, numerator, denominator = components.halves(measure, page.quarter)
    cases = fmt.share_of(numerator, denominator) if measure.proportion and denominator else ""
    if words.cases:
        halves = {
            "share": of_words(measure, numerator, denominator),
            "numerator": amount(measure.numerator, numerator),
            "denominator": amount(measure.denominator, denominator),
        }
        cases = page.fill(words.cases, **halves) if value is not None else _(NOT_RECORDED)
    return measure_tile(
        page,
        measure,
        components,
        title=page.fill(words.title),
        value=page.say(measure, value),
        cases=cases,
        changes=not page.state.month and (value is not None or not words.cases),
    )


def amount(name: str, value: float | None) -> str:
    """Half of a share: pounds where its name says so, else a number."""
    return fmt.pounds_in_words(value) if name.endswith("_gbp") else fmt.number(value)
