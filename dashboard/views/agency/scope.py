"""The scope of the agency staff page: what the council knows of them, and how a sentence names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.catalogue.datasets import Shown
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Components
from dashboard.store.database import Row
from dashboard.views.declared.scope import DeclaredPage

NOT_OF_PAYMENTS = ("reason", "fte", "on_contract")


@dataclass(frozen=True)
class Agency(DeclaredPage):
    """The scope of the page: what the council knows of its agency staff, and how a sentence names them."""

    over_time_by = ("month",)

    @property
    def by_month(self) -> Components:
        """Every loaded month."""
        return self.loaded["month"]

    @property
    def one_service(self) -> bool:
        """Whether a card of services would show one alone, or repeat the directorates where payments know no others."""
        directorates, services = (set(self.in_quarter[by].names([self.quarter])) for by in ("directorate", "service"))
        return super().one_service or (self.sums_alone and directorates == services)

    @property
    def records_of(self) -> str:
        """The records are months of assignments, or of published payments."""
        return "payments" if self.sums_alone else "assignments"

    @property
    def listed_columns(self) -> Sequence[Shown]:
        """The columns of the records; published payments fill fewer."""
        return [one for one in super().listed_columns if not self.sums_alone or one.of not in NOT_OF_PAYMENTS]

    @cached_property
    def fte(self) -> Measure:
        """Full-time equivalents."""
        return self.measure("agency_fte")

    @cached_property
    def off_contract(self) -> Measure:
        """The share of spend off contract."""
        return self.measure("agency_off_contract_share")

    def knows(self, measure: Measure) -> bool:
        """Whether any quarter on show has a value of the measure; a council may know its ledger alone."""
        return any(self.over_time.value(measure, quarter) is not None for quarter in self.quarters)

    @cached_property
    def sums_alone(self) -> bool:
        """Whether the spend on show is known from published payments alone, which know no assignments or reasons."""
        anywhere = {f"{name}s": None for name in self.filters}
        known = self.now.value is None or self.knows(self.fte) or self.rows_of("agency_longest", **anywhere)
        return not known

    @property
    def last_year(self) -> str:
        """The financial year before that of the quarter: `2018/19`."""
        return (self.quarter.as_kind("year") - 1).year_label

    @cached_property
    def longest(self) -> list[Row]:
        """The assignments that have gone on longest at the end of the quarter or month."""
        return self.rows_of("agency_longest")

    @cached_property
    def phrase(self) -> str:
        """What is counted, in a sentence: `agency staff in ICT (vacancy)`."""
        places = self.state.of("service") or self.state.of("directorate")
        where = _(" in {places}", places=fmt.listed(places)) if places else ""
        return _("agency staff{where}{reasons}", where=where, reasons=self.reasons)

    @property
    def subject(self) -> str:
        """The same at the start of one."""
        return f"{self.phrase[0].upper()}{self.phrase[1:]}"

    @property
    def reasons(self) -> str:
        """` (vacancy)`, or nothing where no reason is chosen."""
        reasons = [self.offer.words("reason")[code].lower() for code in self.state.of("reason")]
        return f" ({fmt.listed(reasons)})" if reasons else ""
