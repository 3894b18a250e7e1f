"""What a theme is to pages, slides, reports and downloads: functions from a state to what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.pages.filters import Offer, State
from dashboard.store.data import Data
from dashboard.views.pieces import Card, Paragraph, Section, Table, View


@dataclass(frozen=True)
class Theme:
    """`cards` are the keys of all cards that some state of the page has, in reading order; the shells of those that a
    state does not have stay hidden. `tables` are those of them that never have a chart. A page whose sections are its
    main matter has them above its cards. `records` gives an open list whole, where the page has lists of its own;
    `beside` is what there is of a council without the data that the page is about; `prose` says in a report what the
    papers say in words.
    """

    view: Callable[[Data, State], View]
    cards: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    sections_first: bool = False
    records: Callable[[Data, State], Table] | None = None
    beside: Callable[[Data, State, Offer], list[Card | Section]] | None = None
    prose: Callable[[Data, View], tuple[Paragraph, ...]] | None = None
