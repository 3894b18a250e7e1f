"""The scope of the agency staff page: the answers that several cards read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import month_id
from dashboard.catalogue.records import Measure
from dashboard.measures.readings import Components, Reading
from dashboard.store.database import Row
from dashboard.views.scope import Scope


@dataclass(frozen=True)
class Agency(Scope):
    """The scope of the page, and the answers that several cards read."""

    @property
    def record_words(self) -> Mapping[str, str]:
        """The records are months of assignments, or of published payments."""
        return {**super().record_words, "counts": f"of {'payments' if self.sums_alone else 'assignments'} by month"}

    @cached_property
    def filters(self) -> dict[str, Sequence[str]]:
        """The place and reason filters."""
        return {**self.place, "reason": self.state.of("reason")}

    @cached_property
    def filters_and_month(self) -> dict[str, Sequence[str]]:
        """The place, reason and month filters."""
        return {**self.place_and_month, "reason": self.state.of("reason")}

    @cached_property
    def loaded(self) -> dict[str, Components]:
        """Everything loaded, by period and by month; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", "month", filters=self.filters, last=quarters[-1])

    @property
    def over_time(self) -> Components:
        """Every loaded quarter."""
        return self.loaded[""]

    @cached_property
    def in_quarter(self) -> dict[str, Components]:
        """The quarter, or the month chosen in it, and the quarters since a year ago, in many splits."""
        splits = ("directorate", "service", "role_category", "reason", *([""] if self.state.month else []))
        return self.parts(self.quarter.year_before(), *splits, filters=self.filters_and_month)

    @property
    def shown(self) -> Components:
        """The parts of the tiles: of the month chosen, or of every quarter."""
        return self.in_quarter[""] if self.state.month else self.over_time

    @cached_property
    def spend(self) -> Measure:
        """The measure of the page."""
        return self.measure("agency_spend")

    @cached_property
    def fte(self) -> Measure:
        """Full-time equivalents."""
        return self.measure("agency_fte")

    @cached_property
    def off_contract(self) -> Measure:
        """The share of spend off contract."""
        return self.measure("agency_off_contract_share")

    @cached_property
    def spend_per_fte(self) -> Measure:
        """Spend over full-time equivalents, which the catalogue does not list: the two are of different times."""
        return replace(
            self.spend,
            id="agency_spend_per_fte",
            title="Agency spend per full-time equivalent",
            short_title="Spend per FTE",
            numerator="costed_gbp",
            denominator="fte",
            nature="rate",
        )

    @cached_property
    def now(self) -> Reading:
        """The spend of the quarter, or of the month chosen."""
        return self.shown.reading(self.spend, self.quarter)

    @cached_property
    def last_year(self) -> float | None:
        """The spend of the same quarter of the year before; None with a month chosen."""
        return None if self.state.month else self.over_time.value(self.spend, self.quarter.year_before())

    @property
    def year_ago(self) -> str:
        """What last year's figure is of: `the same quarter of the year before`."""
        return "the year before" if self.quarter.kind == "year" else f"the same {self.period_word} of the year before"

    def knows(self, measure: Measure) -> bool:
        """Whether any quarter on show has a value of the measure; a council may know its ledger alone."""
        return any(self.over_time.value(measure, quarter) is not None for quarter in self.quarters)

    @cached_property
    def sums_alone(self) -> bool:
        """Whether the spend on show is known from published payments alone, which know no assignments or reasons."""
        return self.now.value is not None and not self.knows(self.fte) and not self.longest_of({})

    @property
    def roles(self) -> list[str]:
        """What the agency workers of the quarter do."""
        return self.in_quarter["role_category"].names([self.quarter])

    @property
    def services_are_directorates(self) -> bool:
        """Whether services have no names of their own, so that a card of them would repeat the directorates'."""
        names = [self.in_quarter[split].names([self.quarter]) for split in ("directorate", "service")]
        return self.sums_alone and set(names[0]) == set(names[1])

    @cached_property
    def last_month(self) -> str:
        """The month at whose end full-time equivalents are counted: `June 2016`."""
        return self.month_words or fmt.month(self.quarter.last_day)

    @cached_property
    def longest(self) -> list[Row]:
        """The assignments that have gone on longest at the end of the quarter or month."""
        return self.longest_of(self.filters)

    def longest_of(self, filters: Mapping[str, Sequence[str]]) -> list[Row]:
        """The same under these filters, or under none."""
        return self.data.rows(
            "agency_longest",
            council=self.offer.council,
            basis=self.state.basis,
            month=self.state.month or month_id(self.quarter.last_day),
            **{f"{name}s": list(filters.get(name, ())) or None for name in self.filters},
        )

    @cached_property
    def phrase(self) -> str:
        """What is counted, in a sentence: `agency staff in ICT (vacancy)`."""
        places = self.state.of("service") or self.state.of("directorate")
        where = f" in {fmt.listed(places)}" if places else ""
        return f"agency staff{where}{self.reasons}"

    @property
    def reasons(self) -> str:
        """` (vacancy)`, or nothing where no reason is chosen."""
        reasons = [self.offer.words("reason")[code].lower() for code in self.state.of("reason")]
        return f" ({fmt.listed(reasons)})" if reasons else ""
