"""A page about a theme as tests ask it: its view and what the browser draws, or its layout, for an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.pages.registry import page_called
from dashboard.store.data import Data
from dashboard.views.pieces import View
from layouts.themed import ThemedPage


@dataclass(frozen=True)
class Opened:
    """The page with this key, over whatever store a test has."""

    key: str

    def of(self, data: Data) -> ThemedPage:
        """The page over this store."""
        return ThemedPage.of(data, page_called(self.key, data))

    def content(self, data: Data, search: str) -> tuple[View, dict[str, Any]]:
        """What the page says, and what the browser draws of it."""
        return self.of(data).content(data, search)

    def cards(self, data: Data) -> set[str]:
        """The keys of the cards that the page has a place for."""
        return set(self.of(data).theme.cards)

    def layout(self, data: Data, search: str) -> list[Any]:
        """The page whole."""
        return self.of(data).layout(data, search)


AGENCY, ATTENTION, COMPLAINTS = Opened("agency"), Opened("attention"), Opened("complaints")
DIGITAL, MEASURE, PROCUREMENT = Opened("digital"), Opened("measure"), Opened("procurement")
TEMPORARY_ACCOMMODATION = Opened("temporary_accommodation")
