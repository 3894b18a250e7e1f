"""The scope of the page of one measure: the filters that its dataset has, and the answers that several cards read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import Period, span
from dashboard.catalogue.datasets import PLACE
from dashboard.catalogue.records import Measure
from dashboard.measures import entered
from dashboard.measures.components import Components, Entered, Reading
from dashboard.measures.scorecard import so_far
from dashboard.measures.status import Value
from dashboard.views.scope import Scope, in_words


@dataclass(frozen=True)
class OneMeasure(Scope):
    """The scope of the page: the measure, the filters that its dataset has, and the answers that several cards read."""

    @cached_property
    def focus(self) -> Measure:
        """The measure of the page."""
        return entered.measure(self.data, self.offer.measure, self.offer.council)

    @property
    def is_entered(self) -> bool:
        """Whether the council enters its values."""
        return entered.is_entered(self.data.catalogue, self.dataset)

    @property
    def query(self) -> str:
        """The query that its numbers come from."""
        return f"{self.dataset}_{'history' if self.is_entered else 'components'}"

    @property
    def reported(self) -> Period:
        """The period whose extract its value is from: a later one than its own where it was reported with that."""
        over_time = self.over_time
        kpi = over_time.kpi(self.focus, self.quarter) if isinstance(over_time, Entered) else None
        return kpi.reported if kpi else self.quarter

    @property
    def council(self) -> str:
        """The council's name."""
        return self.offer.councils[self.offer.council]

    @property
    def charts_from(self) -> Period | None:
        """Charts over time show all there is."""
        return None

    @cached_property
    def quarters(self) -> list[Period]:
        """Every quarter from the first loaded one to the one on show."""
        return span(min(self.offer.quarters[0], self.quarter), self.quarter)

    @cached_property
    def filters(self) -> dict[str, Sequence[str]]:
        """The filters that the measure's dataset has; those of another one are not in the address."""
        own = [name for name in self.offer.dimensions if name not in PLACE and name in self.offer.choices]
        return {**(self.place if self.offer.places else {}), **{name: self.state.of(name) for name in own}}

    @cached_property
    def side_by_side(self) -> list[str]:
        """The kinds of place that are compared over time: directorates until one is chosen; services once a directorate
        or several of them are, or where there are no directorates to compare."""
        directorates, services = self.state.of("directorate"), self.state.of("service")
        several = not services and len(directorates) != 1 and len(self.offer.directorates()) > 1
        deeper = len(services) != 1 and bool(services or directorates or not several)
        wanted = {"directorate": several, "service": deeper}
        return [name for name in PLACE if wanted[name] and name in self.focus.by]

    @property
    def counted_words(self) -> str:
        """What its numbers are of where nothing is chosen and they are not of all; nothing where they are."""
        return ""

    @cached_property
    def loaded(self) -> dict[str, Components]:
        """Every loaded quarter, whole and by the places compared; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", *self.side_by_side, filters=self.filters, last=quarters[-1])

    @property
    def over_time(self) -> Components:
        """Every loaded quarter, not split."""
        return self.loaded[""]

    @cached_property
    def in_quarter(self) -> dict[str, Components]:
        """The quarter, or the month chosen in it, as a whole and in every way in which the measure can be split."""
        months = {"month": (self.state.month,)} if self.state.month else {}
        return self.parts(self.quarter, "", *self.focus.by, filters={**self.filters, **months})

    @cached_property
    def whole(self) -> Components:
        """The council as a whole, whichever places are chosen, in the month chosen or, as one answer that serves them
        all, in every loaded quarter: what places are held against."""
        if not self.state.month:
            return self.everywhere
        filters = {**self.filters, **dict.fromkeys(PLACE, ()), "month": (self.state.month,)}
        return self.parts(self.quarter, "", filters={name: values for name, values in filters.items() if values})[""]

    @cached_property
    def everywhere(self) -> Components:
        """Every loaded quarter of the council as a whole, whichever places are chosen."""
        if not any(self.place.values()):
            return self.over_time
        filters = {name: values for name, values in self.filters.items() if values and name not in PLACE}
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", filters=filters, last=quarters[-1])[""]

    @cached_property
    def first_year(self) -> Period:
        """The year of the first loaded quarter, or an earlier one that has a value of its own."""
        own = entered.periods(self.data, self.focus, self.offer.council, "year") if self.is_entered else []
        return min([self.offer.quarters[0].as_kind("year"), *own])

    @cached_property
    def years(self) -> Components:
        """Every year from the first one to the one on show."""
        first = self.first_year
        return self.parts(first, "", filters=self.filters, last=self.quarter.as_kind("year"))[""]

    @cached_property
    def now(self) -> Reading:
        """The measure in the quarter, or in the month chosen."""
        parts = self.in_quarter[""] if self.state.month else self.over_time
        return parts.reading(self.focus, self.quarter)

    @cached_property
    def year_so_far(self) -> Value:
        """The measure from April to the end of the quarter, with what was counted and of how many."""
        return so_far(self.focus, self.over_time, self.quarter)

    @property
    def so_far(self) -> float | None:
        """Its value alone."""
        return self.year_so_far[0]

    @property
    def part_words(self) -> str:
        """The parts of the council chosen, in words: `Planning, corporate stage 1`; nothing where none is."""
        places = "; ".join(name for by in PLACE for name in self.state.of(by))
        return ", ".join(filter(None, (places, self.kinds_chosen)))

    @property
    def kinds_chosen(self) -> str:
        """What is chosen beside places, in words: `corporate stage 1`; nothing where nothing is."""
        own = ((by, codes) for by, codes in self.state.chosen if by not in PLACE)
        return fmt.listed([fmt.lower(self.offer.words(by).get(code, code)) for by, codes in own for code in codes])

    @property
    def name(self) -> str:
        """The measure and the parts chosen."""
        return ", ".join(filter(None, [self.focus.title, self.part_words]))

    def words(self, value: float | None) -> str:
        """A value of the measure as a sentence writes it."""
        return in_words(self.focus, value)
