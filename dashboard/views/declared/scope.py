"""The scope of a declared page: its words, its lead measure, and the answers that several cards read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import Declaration, PageWords
from dashboard.catalogue.records import Measure
from dashboard.measures.readings import Components
from dashboard.views.measure.scope import OneMeasure


@dataclass(frozen=True)
class DeclaredPage(OneMeasure):
    """The scope of the page: that of its lead measure, and of any other that a card asks for."""

    declaration: Declaration

    @property
    def written(self) -> PageWords:
        """What the declaration says of the page."""
        return cast("PageWords", self.declaration.page)

    @cached_property
    def focus(self) -> Measure:
        """The measure that leads the page."""
        return self.measure(self.written.lead)

    @property
    def charts_from(self) -> Period | None:
        """The first quarter that charts over time show, or None for all there are."""
        return self.state.first_quarter

    @cached_property
    def quarters(self) -> list[Period]:
        """The quarters that charts over time show, gaps included."""
        return self.state.shown(self.offer.quarters)

    @cached_property
    def splits(self) -> tuple[str, ...]:
        """Every way in which a card of the page splits its measure."""
        return tuple(dict.fromkeys(card.by for card in self.written.cards if card.by and card.kind != "ranked"))

    @cached_property
    def loaded(self) -> dict[str, Components]:
        """Every loaded quarter in each of these ways; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", *self.splits, filters=self.filters, last=quarters[-1])

    def label(self, dimension: str) -> str:
        """What a dimension is called."""
        column = self.declaration.columns.get(dimension)
        return column.label if column else dimension.replace("_", " ").capitalize()

    def of(self, measure_id: str) -> OneMeasure:
        """The scope of another measure of the page's dataset."""
        return OneMeasure(self.data, self.dataset, self.state, replace(self.offer, measure=measure_id))
