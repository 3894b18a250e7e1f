"""The scope of the complaints page: the stages in focus, and the answers that several cards read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.measures.components import Components
from dashboard.store.database import Row
from dashboard.views.declared.cards import lower
from dashboard.views.declared.scope import DeclaredPage

FIRST_STAGE = "corporate_stage_1"


@dataclass(frozen=True)
class Complaints(DeclaredPage):
    """The scope of the page: single charts show the stages in focus, those by stage all of them."""

    in_quarter_by = ("theme",)

    @cached_property
    def stages(self) -> list[str]:
        """The stages chosen, whether the chosen places have them or not, else all that these have."""
        chosen = {
            place["stage"]
            for place in self.offer.places
            if all(place[name] in values for name, values in self.place.items() if values)
        }
        return list(self.state.of("stage")) or [stage for stage in self.stage_names if stage in chosen]

    @property
    def stage_names(self) -> Mapping[str, str]:
        """The stages' labels."""
        return self.offer.words("stage")

    @cached_property
    def in_focus(self) -> Sequence[str]:
        """The stages that single charts show: those chosen, else corporate stage 1, else what there is."""
        usual = FIRST_STAGE in self.stages and not self.state.of("stage")
        return (FIRST_STAGE,) if usual else self.stages

    @cached_property
    def stage_words(self) -> str:
        """The stages in focus as a label: `Corporate stage 1`."""
        names = fmt.listed([lower(self.stage_names[stage]) for stage in self.in_focus])
        return names[:1].upper() + names[1:]

    @property
    def phrase(self) -> str:
        """What is counted, in a sentence: `corporate stage 1 complaints`."""
        return f"{lower(self.stage_words)} complaints"

    @cached_property
    def filters(self) -> dict[str, Sequence[str]]:
        """The place filters and the stages in focus."""
        return {**self.place, "stage": self.in_focus}

    @cached_property
    def deadline(self) -> int | None:
        """The deadline of the stages in focus, in working days, or None where stages with several are pooled."""
        days = {self.days_allowed(stage) for stage in self.in_focus}
        return days.pop() if len(days) == 1 else None

    def days_allowed(self, stage: str) -> int:
        """The deadline of a stage, in working days, by which the figures on show are counted."""
        council, day = self.offer.council, self.quarter.first_day
        return self.data.deadline(self.dataset, stage, council, day, self.state.basis).working_days

    @property
    def in_time(self) -> str:
        """`within 10 working days`, or `in time`."""
        return f"within {fmt.days(self.deadline)}" if self.deadline else "in time"

    def parts_shown(self, by: str) -> dict[str, str]:
        """The stages that charts over time tell apart."""
        return {stage: name for stage, name in self.offer.words(by).items() if stage in self.stages}

    @cached_property
    def loaded(self) -> dict[str, Components]:
        """Every loaded quarter: of the stages in focus, and by stage whichever these are."""
        first, last = self.offer.quarters[0], self.offer.quarters[-1]
        whole = self.parts(first, "", filters=self.filters, last=last)
        return {**whole, **self.parts(first, "stage", filters=self.place, last=last)}

    @cached_property
    def waits(self) -> list[Row]:
        """How long the answers of the quarter or month took, and how long those still open have waited."""
        return self.rows_of("complaints_waits")
