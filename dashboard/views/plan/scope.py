"""The scope of the plan page: the measures on show, judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.views.plan.lines import Line, elsewhere, lines
from dashboard.views.scope import Scope


@dataclass(frozen=True)
class Plan(Scope):
    """The scope of the page: the plan's lines in the period."""

    @cached_property
    def lines(self) -> list[Line]:
        """Every line, whatever the filters."""
        return lines(self)

    @cached_property
    def elsewhere(self) -> list[Line]:
        """What the period's extract reports for other periods."""
        return elsewhere(self)

    @cached_property
    def every(self) -> list[Line]:
        """What counts: the period's own lines, and those of longer periods that are reported with them."""
        return [*self.lines, *(line for line in self.elsewhere if line.counted)]

    @cached_property
    def chosen(self) -> list[Line]:
        """What counts of the chosen service areas, of any status."""
        areas = self.state.of("service_area")
        return [line for line in self.every if not areas or line.service_area in areas]

    @cached_property
    def shown(self) -> list[Line]:
        """The period's lines of the chosen service areas and statuses; a status of either scheme will do."""
        return [line for line in self.filtered(self.chosen) if line.period == self.quarter]

    def filtered(self, found: Iterable[Line]) -> list[Line]:
        """Those of the chosen service areas and statuses."""
        areas, wanted = self.state.of("service_area"), set(self.state.of("status"))
        return [
            line
            for line in found
            if (not areas or line.service_area in areas) and (not wanted or wanted.intersection(line.codes))
        ]

    @cached_property
    def quarterly(self) -> bool:
        """Whether the plan has the period before, so that there are trends and not only a direction of travel."""
        return any(line.previous != fmt.NOTHING for line in self.lines)

    @cached_property
    def benchmarked(self) -> bool:
        """Whether a measure stands beside the nation's."""
        return any(line.benchmark != fmt.NOTHING for line in self.lines)

    def trend(self, line: Line) -> str:
        """What a line's movement is counted by: since last quarter, of which a longer period has none, or else against
        the year before."""
        if self.quarterly and line.period != self.quarter:
            return "not_available"
        return line.short_trend if self.quarterly else line.direction

    def with_status(self, found: Iterable[Line], codes: Sequence[str]) -> int:
        """How many of the lines have one of these statuses."""
        return sum(line.code in codes for line in found)
