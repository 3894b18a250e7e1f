"""The scope of the temporary accommodation page: the answers that several cards read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics.languages import _
from dashboard.catalogue.records import Benchmark
from dashboard.measures.components import Components
from dashboard.views.authorities import Authorities, authorities, known_elsewhere
from dashboard.views.declared.scope import DeclaredPage

PRINTED = "ta_households_per_1000"  # the measure whose value elsewhere the Ministry's tables print


@dataclass(frozen=True)
class TemporaryAccommodation(DeclaredPage):
    """The scope of the page: the households now and before, and what surrounds them."""

    few_parts = True

    @property
    def filtered(self) -> bool:
        """Whether a part of the council or a type is chosen."""
        return bool(self.state.chosen)

    @property
    def one_service(self) -> bool:
        """Whether one service alone placed households, chosen or not."""
        return len(self.in_quarter["service"].names([self.quarter])) < 2

    @property
    def types(self) -> Mapping[str, str]:
        """The types of accommodation that occur, with their labels."""
        return self.offer.words("accommodation_type")

    @property
    def bed_and_breakfast(self) -> list[str]:
        """The types that are bed and breakfast, or count as it."""
        return self.data.catalogue.datasets[self.dataset].like("accommodation_type", "bed_and_breakfast")

    @property
    def before(self) -> float | None:
        """The households at the end of the quarter before; None beside a month, or where it is not loaded."""
        return None if self.state.month else self.now.previous

    @property
    def end(self) -> str:
        """`the end of March 2020`: of the quarter, or of the month chosen."""
        return _("the end of {last_month}", last_month=self.last_month)

    def homeless(self, month: str = "") -> Components:
        """The council's homelessness counts of every loaded quarter, or of a month."""
        first, last = self.offer.quarters[0], self.offer.quarters[-1]
        filters = {"month": (month,)} if month else {}
        return self.parts(first, "", filters=filters, dataset="homelessness", last=last)[""]

    @cached_property
    def printed(self) -> list[Benchmark]:
        """The newest rates of other places, as far back as the quarter on show, lowest first."""
        council, basis = self.offer.council, self.state.basis
        known = known_elsewhere(self.data, council, PRINTED, self.quarter, basis)
        return sorted(known, key=lambda b: b.value)

    @property
    def printed_for(self) -> str:
        """The quarter of these rates."""
        return self.printed[0].quarter.label

    @property
    def tables_of(self) -> str:
        """The quarter of the Ministry's tables."""
        return self.authorities.quarter.label if self.authorities else ""

    @cached_property
    def authorities(self) -> Authorities | None:
        """The Ministry's tables nearest to the quarter on show, if any have been loaded."""
        return authorities(self.data, PRINTED, self.offer.council, self.council, self.quarter, self.state.basis)
