"""The scope of the procurement page: the contracts that end soon, and the stretches of time that numbers are about."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.store.database import Row
from dashboard.views.declared.records import found
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.records import ALL_ROWS, days_shown

YEARS_BEFORE = 4
YEARS_COMPARED = {"quarter": 5, "year": 2}
WORDS = {
    "awarded": N_("awarded"),
    "with_benefits": N_("awarded with benefits"),
    "ending": N_("ending within twelve months"),
}


@dataclass(frozen=True)
class Procurement(DeclaredPage):
    """The scope of the page; its lead measure is the benefits of five years."""

    few_parts = True

    @property
    def record_words(self) -> Mapping[str, str]:
        """What each list of contracts holds."""
        return {event: _(words) for event, words in WORDS.items()}

    @cached_property
    def ending(self) -> list[Row]:
        """The contracts that end in the twelve months after the quarter or month."""
        listed = replace(self, state=self.state.changed(records="ending", find="", sort=""))
        return found(listed, ALL_ROWS, 0)

    @property
    def end(self) -> dt.date:
        """The last day of the quarter or month."""
        return days_shown(self)[1]

    @property
    def last_day(self) -> str:
        """The same in words."""
        return fmt.date(self.end)

    @property
    def year_on(self) -> dt.date:
        """The last day of the twelve months after it."""
        return dt.date(self.end.year + 1, self.end.month, monthrange(self.end.year + 1, self.end.month)[1])

    @cached_property
    def since(self) -> dt.date:
        """The first day of which contracts are loaded."""
        return min(period.first_day for period in self.data.available[self.dataset, self.offer.council])

    @property
    def since_month(self) -> str:
        """Its month."""
        return fmt.month(self.since)

    @property
    def window_start(self) -> dt.date:
        """The first day that the five-year figure takes in, whether it is loaded or not."""
        return dt.date(self.quarter.year_start - YEARS_BEFORE, 4, 1)

    @property
    def window(self) -> str:
        """What the five-year figure covers, as far as it is loaded: `April 2015 to March 2020`."""
        return _(
            "{window_start} to {end}",
            window_start=fmt.month(max(self.window_start, self.since)),
            end=fmt.month(self.end),
        )

    @property
    def fewer_years(self) -> str:
        """Before which year, of those on show, the figure holds fewer than five: `, so that before 2017/18 ...`."""
        first_whole = Period.holding(self.since - dt.timedelta(days=1), "year") + (YEARS_BEFORE + 1)
        if self.quarters[0].first_day >= first_whole.first_day:
            return ""
        return _(", so that before {first_whole} the figure holds fewer than five years", first_whole=first_whole.label)

    @property
    def year_to_date(self) -> str:
        """The financial year to the end of the quarter or month: `April 2019 to March 2020`."""
        return _("April {year_start} to {end}", year_start=self.quarter.year_start, end=fmt.month(self.end))

    @property
    def year_words(self) -> str:
        """`2019/20`, or `2019/20 so far`."""
        return self.quarter.year_label + ("" if self.end.month == 3 else _(" so far"))

    @property
    def of_it_revenue(self) -> str:
        """How much of the benefits is revenue: `£922,000 of it revenue`."""
        row = self.row
        return (
            _("{revenue_gbp} of it revenue", revenue_gbp=fmt.pounds_in_words(row["revenue_gbp"]))
            if row and row["contracts_with_benefits"]
            else ""
        )

    @property
    def of_awarded(self) -> str:
        """Of how many contracts some have benefits: `of 25 awarded`."""
        count = (self.row or {}).get("contracts")
        return _("of {count} awarded", count=fmt.number(count)) if count else _("no contract awarded")

    @property
    def kinds(self) -> str:
        """What the two kinds of benefits are."""
        revenue, other = (self.measure(f"procurement_benefits_{kind}") for kind in ("revenue", "non_revenue"))
        return _(
            "Revenue: {revenue} Non-revenue: {other}",
            revenue=revenue.definition,
            other=other.definition,
        )

    @property
    def years_compared(self) -> list[Period]:
        """The quarter and the same one of the years that stand beside it, the first of them first."""
        quarters = [self.quarter]
        while len(quarters) < YEARS_COMPARED.get(self.quarter.kind, 1):
            quarters.insert(0, quarters[0].year_before())
        return quarters

    def spent(self, quarter: Period) -> tuple[float | None, float | None, float | None]:
        """Benefits as a share of yearly spend, and both of these; spend is known of the whole council alone."""
        measure = self.measure("procurement_benefits_share_of_spend")
        return self.over_time.halves(measure, quarter) if self.whole_council else (None, None, None)

    @property
    def share_of_spend(self) -> str:
        """What the share of yearly spend is, where any of the years compared knows it."""
        known = any(self.spent(quarter)[2] is not None for quarter in self.years_compared)
        return self.measure("procurement_benefits_share_of_spend").definition if known else ""
