"""The scope of the procurement page: the answers that several cards read."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Components, Reading
from dashboard.store.database import Row
from dashboard.store.written import plural
from dashboard.views.records import days_shown
from dashboard.views.scope import Scope

YEARS_BEFORE = 4
WORDS = {"awarded": "awarded", "with_benefits": "awarded with benefits", "ending": "ending within twelve months"}


@dataclass(frozen=True)
class Procurement(Scope):
    """The scope of the page: the answers that several cards read, and the stretches of time they are about."""

    @property
    def record_words(self) -> Mapping[str, str]:
        """What each list of contracts holds."""
        return WORDS

    @cached_property
    def chosen(self) -> dict[str, Sequence[str]]:
        """The place and category filters."""
        return {**self.place, "category": self.state.of("category")}

    @cached_property
    def loaded(self) -> dict[str, Components]:
        """Every loaded quarter in each split; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        splits = ("", "directorate", "service", "category")
        return self.parts(quarters[0], *splits, filters=self.chosen, last=quarters[-1])

    @property
    def over_time(self) -> Components:
        """Every loaded quarter."""
        return self.loaded[""]

    @cached_property
    def in_quarter(self) -> dict[str, Components]:
        """The quarter, or the month chosen in it, in each split."""
        if not self.state.month:
            return self.loaded
        filters = {**self.chosen, "month": (self.state.month,)}
        return self.parts(self.quarter, "", "directorate", "service", "category", filters=filters)

    @property
    def row(self) -> Row | None:
        """The sums of the quarter or month, or None for a gap."""
        return self.in_quarter[""].row(self.quarter)

    @cached_property
    def ending(self) -> list[Row]:
        """The contracts that end in the twelve months after the quarter or month."""
        return self.data.rows("procurement_endings", council=self.offer.council, last_day=self.end, **self.lists)

    @cached_property
    def lists(self) -> dict[str, list[str] | None]:
        """The place and category filters as queries of the register take them."""
        return {plural(name): list(values) or None for name, values in self.chosen.items()}

    @cached_property
    def benefits(self) -> Measure:
        """The benefits of a period."""
        return self.measure("procurement_benefits")

    @cached_property
    def five_years(self) -> Measure:
        """The benefits of five years."""
        return self.measure("procurement_benefits_five_year")

    @cached_property
    def now(self) -> Reading:
        """The five-year figure at the end of the quarter or month."""
        return self.in_quarter[""].reading(self.five_years, self.quarter)

    @property
    def end(self) -> dt.date:
        """The last day of the quarter or month."""
        return days_shown(self)[1]

    @property
    def year_on(self) -> dt.date:
        """The last day of the twelve months after it."""
        return dt.date(self.end.year + 1, self.end.month, monthrange(self.end.year + 1, self.end.month)[1])

    @cached_property
    def since(self) -> dt.date:
        """The first day of which contracts are loaded."""
        return min(period.first_day for period in self.data.available[self.dataset, self.offer.council])

    @property
    def window_start(self) -> dt.date:
        """The first day that the five-year figure takes in, whether it is loaded or not."""
        return dt.date(self.quarter.year_start - YEARS_BEFORE, 4, 1)

    @property
    def window(self) -> str:
        """What the five-year figure covers, as far as it is loaded: `April 2015 to March 2020`."""
        return f"{fmt.month(max(self.window_start, self.since))} to {fmt.month(self.end)}"

    @property
    def year_words(self) -> str:
        """`2019/20`, or `2019/20 so far`."""
        whole = self.end.month == 3
        return self.quarter.year_label + ("" if whole else " so far")

    @property
    def one_service(self) -> bool:
        """Whether the view has come down to a single service."""
        return len(self.state.of("service")) == 1
