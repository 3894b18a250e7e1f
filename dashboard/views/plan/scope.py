"""The scope of the plan page: the measures on show, judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.views.plan.lines import Line, lines
from dashboard.views.scope import Scope


@dataclass(frozen=True)
class Plan(Scope):
    """The scope of the page: the plan's lines in the period."""

    @cached_property
    def lines(self) -> list[Line]:
        """Every line, whatever the filters."""
        return lines(self)

    @cached_property
    def chosen(self) -> list[Line]:
        """The lines of the chosen service areas, of any status."""
        areas = self.state.of("service_area")
        return [line for line in self.lines if not areas or line.service_area in areas]

    @cached_property
    def shown(self) -> list[Line]:
        """The lines of the chosen service areas and statuses; a status of either scheme will do."""
        wanted = set(self.state.of("status"))
        return [line for line in self.chosen if not wanted or wanted.intersection(line.codes)]

    @cached_property
    def quarterly(self) -> bool:
        """Whether the plan has the period before, so that there are trends and not only a direction of travel."""
        return any(line.previous != fmt.NOTHING for line in self.lines)

    def trend(self, line: Line) -> str:
        """What a line's movement is counted by: since last quarter, or else against the year before."""
        return line.short_trend if self.quarterly else line.direction

    def with_status(self, found: Iterable[Line], codes: Sequence[str]) -> int:
        """How many of the lines have one of these statuses."""
        return sum(line.code in codes for line in found)
