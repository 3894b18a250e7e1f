"""The scope of the temporary accommodation page: the answers that several cards read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Benchmark, Measure
from dashboard.measures.readings import Components, Reading
from dashboard.views.authorities import Authorities, authorities, known_elsewhere
from dashboard.views.scope import RECORD_WORDS, Scope

PLACEMENT_WORDS = {**RECORD_WORDS, "open": "open at the end", "received": "started", "responded": "ended"}


PRINTED = "ta_households_per_1000"  # the measure whose value elsewhere the Ministry's tables print
SPLITS = ("", "accommodation_type", "directorate", "service")


@dataclass(frozen=True)
class TemporaryAccommodation(Scope):
    """The scope of the page: the types chosen, and the answers that several cards read."""

    @property
    def record_words(self) -> Mapping[str, str]:
        """What each list of placements holds."""
        return PLACEMENT_WORDS

    @property
    def whole_council(self) -> bool:
        """Whether no part of the council and no type has been chosen."""
        return not (self.filtered or self.state.month)

    @property
    def filtered(self) -> bool:
        """Whether a part of the council or a type is chosen."""
        return bool(self.state.of("directorate") or self.state.of("service") or self.state.of("accommodation_type"))

    @cached_property
    def filters(self) -> dict[str, Sequence[str]]:
        """The place and type filters."""
        return {**self.place, "accommodation_type": self.state.of("accommodation_type")}

    @cached_property
    def every_quarter(self) -> dict[str, Components]:
        """Every loaded quarter in each way of splitting; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], *SPLITS, filters=self.filters, last=quarters[-1])

    @cached_property
    def in_quarter(self) -> dict[str, Components]:
        """The quarter on show, or the month chosen in it."""
        if not self.state.month:
            return self.every_quarter
        return self.parts(self.quarter, *SPLITS, filters={**self.filters, "month": (self.state.month,)})

    @property
    def over_time(self) -> Components:
        """Every loaded quarter, not split."""
        return self.every_quarter[""]

    @property
    def types(self) -> Mapping[str, str]:
        """The types of accommodation that occur, with their labels."""
        return self.offer.words("accommodation_type")

    @property
    def types_here(self) -> set[str]:
        """The types that the chosen places have used, of those chosen."""
        return {
            place["accommodation_type"]
            for place in self.offer.places
            if (not self.state.of("directorate") or place["directorate"] in self.state.of("directorate"))
            and (not self.state.of("service") or place["service"] in self.state.of("service"))
            and (
                not self.state.of("accommodation_type")
                or place["accommodation_type"] in self.state.of("accommodation_type")
            )
        }

    @cached_property
    def households(self) -> Measure:
        """The measure of the page."""
        return self.measure("ta_households")

    @cached_property
    def now(self) -> Reading:
        """The households at the end of the quarter, or of the month chosen."""
        return self.in_quarter[""].reading(self.households, self.quarter)

    @cached_property
    def before(self) -> float | None:
        """The households at the end of the quarter before; None beside a month, or where it is not loaded."""
        return None if self.state.month else self.now.previous

    @property
    def end(self) -> str:
        """`the end of March 2020`: of the quarter, or of the month chosen."""
        return f"the end of {self.month_words or fmt.month(self.quarter.last_day)}"

    @cached_property
    def elsewhere(self) -> list[Benchmark]:
        """The newest rates of other places, as far back as the quarter on show, lowest first."""
        council, basis = self.offer.council, self.state.basis
        known = known_elsewhere(self.data, council, PRINTED, self.quarter, basis)
        return sorted(known, key=lambda b: b.value)

    @cached_property
    def authorities(self) -> Authorities | None:
        """The Ministry's tables nearest to the quarter on show, if any have been loaded."""
        council = self.offer.council
        return authorities(self.data, PRINTED, council, self.offer.councils[council], self.quarter, self.state.basis)
