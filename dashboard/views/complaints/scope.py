"""The scope of the complaints page: the stages in focus, and the answers that several cards read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Measure
from dashboard.measures.readings import Components, Reading
from dashboard.store.database import Row
from dashboard.views.scope import Scope

FIRST_STAGE = "corporate_stage_1"


@dataclass(frozen=True)
class Complaints(Scope):
    """The scope of the page: the stages in focus, and the answers that several cards read."""

    @cached_property
    def stages(self) -> list[str]:
        """The stages chosen, whether the chosen places have them or not, else all that these have."""
        if self.state.of("stage"):
            return list(self.state.of("stage"))
        chosen = [
            place["stage"]
            for place in self.offer.places
            if (not self.state.of("directorate") or place["directorate"] in self.state.of("directorate"))
            and (not self.state.of("service") or place["service"] in self.state.of("service"))
        ]
        return [stage for stage in self.offer.words("stage") if stage in chosen]

    @property
    def stage_names(self) -> Mapping[str, str]:
        """The stages' labels."""
        return self.offer.words("stage")

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """The stages that single charts show: those chosen, else corporate stage 1, else what there is."""
        if self.state.of("stage"):
            return tuple(self.stages)
        return (FIRST_STAGE,) if FIRST_STAGE in self.stages else tuple(self.stages)

    @property
    def one_stage(self) -> str:
        """The only stage in focus, or nothing where several are pooled."""
        return self.focus[0] if len(self.focus) == 1 else ""

    @cached_property
    def phrase(self) -> str:
        """What is counted, in a sentence: `corporate stage 1 complaints`."""
        names = [self.stage_names[stage] for stage in self.focus]
        return fmt.listed([name[0].lower() + name[1:] for name in names]) + " complaints"

    @cached_property
    def stage_words(self) -> str:
        """The stages in focus as a label: `Corporate stage 1`."""
        names = [self.stage_names[stage] for stage in self.focus]
        return fmt.listed([names[0], *(name[0].lower() + name[1:] for name in names[1:])]) if names else ""

    @cached_property
    def focus_filters(self) -> dict[str, Sequence[str]]:
        """The place filters and the stages in focus."""
        return {**self.place, "stage": self.focus}

    @cached_property
    def deadline(self) -> int | None:
        """The deadline of the stage in focus, in working days, or None where stages with several are pooled."""
        days = {self.days_allowed(stage) for stage in self.focus}
        return days.pop() if len(days) == 1 else None

    def days_allowed(self, stage: str) -> int:
        """The deadline of a stage, in working days, by which the figures on show are counted."""
        council, day = self.offer.council, self.quarter.first_day
        return self.data.deadline(self.dataset, stage, council, day, self.state.basis).working_days

    @property
    def in_time(self) -> str:
        """`within 10 working days`, or `in time`."""
        return f"within {fmt.days(self.deadline)}" if self.deadline else "in time"

    @cached_property
    def timeliness(self) -> Measure:
        """The measure of the page."""
        return self.measure("complaints_timeliness")

    @cached_property
    def by_stage(self) -> Components:
        """Every loaded quarter by stage, for the chosen places; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], "stage", filters=self.place, last=quarters[-1])["stage"]

    @cached_property
    def over_time(self) -> Components:
        """Every loaded quarter for the stages in focus and the chosen places."""
        if self.one_stage:
            return self.by_stage.only(self.one_stage)
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", filters=self.focus_filters, last=quarters[-1])[""]

    @cached_property
    def in_quarter(self) -> dict[str, Components]:
        """The quarter, or the month chosen in it, and the quarter before, for the stages in focus, in many splits."""
        filters = {**self.place_and_month, "stage": self.focus}
        return self.parts(self.quarter - 1, "", "directorate", "service", "theme", filters=filters)

    @cached_property
    def tiles_by_stage(self) -> Components:
        """By stage, for the month chosen or the whole quarter."""
        if not self.state.month:
            return self.by_stage
        return self.parts(self.quarter, "stage", filters=self.place_and_month)["stage"]

    @cached_property
    def waits(self) -> list[Row]:
        """How long the answers of the quarter or month took, and how long those still open have waited."""
        chosen = {**self.place, "stage": self.focus}
        return self.data.rows(
            "complaints_waits",
            council=self.offer.council,
            basis=self.state.basis,
            kind=self.quarter.kind,
            period_index=self.quarter.index,
            month=self.state.month,
            **{f"{name}s": list(values) or None for name, values in chosen.items()},
        )

    @cached_property
    def now(self) -> Reading:
        """The timeliness of the stages in focus in the quarter, or in the month chosen."""
        parts = self.in_quarter[""] if self.state.month else self.over_time
        return parts.reading(self.timeliness, self.quarter)
