"""What a page says of a council without the data it is about: what is missing, how it is loaded, what there is."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from dashboard.basics.languages import _, addressed
from dashboard.measures.known import why_not
from dashboard.pages.filters import Offer, State
from dashboard.pages.registry import Page, has_data, pages_of
from dashboard.store.data import Data
from dashboard.store.missing import how, sentence
from dashboard.views.pieces import Card, Crumb, Passage, Section, View
from dashboard.views.registry import theme_of
from dashboard.views.scope import Scope


def answered(data: Data, page: Page, state: State, offer: Offer) -> View:
    """The page's view of the state, or what stands in its place where the council's data are missing."""
    if offer.missing:
        return absent(data, page, state, offer)
    view = theme_of(data, page).view(data, state)
    links = view.record_links if data.records_shown else ()
    return replace(view, notices=(*view.notices, *not_counted(data, page, state, offer)), record_links=links)


def not_counted(data: Data, page: Page, state: State, offer: Offer) -> list[str]:
    """A sentence for each measure of the page's dataset that is not counted by what is filtered by."""
    every = data.catalogue.measures
    one_alone = [every[offer.measure]] if offer.measure in every else []
    own = one_alone if offer.measure else [one for one in every.values() if one.dataset == page.dataset]
    why = (why_not(data, one, dict(state.chosen)) for one in own)
    return [
        _("{sentence}, so that it is not available for this filter.", sentence=sentence) for sentence in why if sentence
    ]


def absent(data: Data, page: Page, state: State, offer: Offer) -> View:
    """The page without what it is about. Its other datasets are shown by the `beside` of the page's theme."""
    scope = Scope(data, page.dataset, state, offer)
    beside = theme_of(data, page).beside
    there = beside(data, state, offer) if beside else []
    return View(
        state=state,
        title=page.title,
        headline=sentence(data, page.dataset, state.council),
        support=how(data, page.dataset, state.council, state.quarter),
        tiles=(),
        cards=tuple(one for one in there if isinstance(one, Card)),
        crumbs=scope.crumbs(),
        sources=f"{sentence(data, page.dataset, state.council)}.",
        notices=(*state.notices, *scope.damage_notices(page.datasets)),
        sections=(*(one for one in there if isinstance(one, Section)), *also_missing(data, page, state)),
        missing=True,
        elsewhere=tuple(
            Crumb(one.title, f"{one.path}?{urlencode(addressed([('council', state.council)]))}")
            for one in pages_of(data)
            if one.in_navigation and one != page and has_data(data, one, state.council)
        ),
    )


def also_missing(data: Data, page: Page, state: State) -> tuple[Section, ...]:
    """What else of the page has not been loaded, and the command for each."""
    passages = tuple(
        Passage(
            title=data.catalogue.label("", "dataset", dataset),
            text=f"{sentence(data, dataset, state.council)}. {how(data, dataset, state.council, state.quarter)}",
        )
        for dataset in page.also
        if not data.has(dataset, state.council)
    )
    return (Section("load", _("What else could be shown here"), passages),) if passages else ()
