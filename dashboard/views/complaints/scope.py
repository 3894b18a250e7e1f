"""The scope of the complaints page: the stages in focus, and the answers that several cards read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.catalogue.records import RECEIVED, Deadline
from dashboard.measures.components import Components
from dashboard.store.database import Row
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
        names = fmt.listed([fmt.lower(self.stage_names[stage]) for stage in self.in_focus])
        return names[:1].upper() + names[1:]

    @property
    def counted_words(self) -> str:
        """The stages in focus."""
        return self.stage_words

    @property
    def phrase(self) -> str:
        """What is counted, in a sentence: `corporate stage 1 complaints`."""
        return _("{stage_words} complaints", stage_words=fmt.lower(self.stage_words))

    def counted(self, count: float, did: str = "") -> str:
        """So many, and what became of them: `1 corporate stage 1 complaint was received`."""
        noun = self.phrase.removesuffix("s") if count == 1 else self.phrase
        return f"{fmt.number(count)} {noun}" + (f" {(_('was') if count == 1 else _('were'))} {did}" if did else "")

    @cached_property
    def filters(self) -> dict[str, Sequence[str]]:
        """The place filters and the stages in focus."""
        return {**self.place, "stage": self.in_focus}

    @cached_property
    def deadline(self) -> int | None:
        """The deadline of the stages in focus, in working days from receipt; None of several, or counted otherwise."""
        found = {self.days_allowed(stage) for stage in self.in_focus}
        one = found.pop() if len(found) == 1 else None
        return one.working_days if one and one.counted_from == RECEIVED else None

    def days_allowed(self, stage: str) -> Deadline | None:
        """The deadline of a stage by which the figures on show are counted, without when and where it is written."""
        council, day = self.offer.council, self.quarter.first_day
        found = self.data.deadline(self.dataset, stage, council, day, self.state.basis)
        return found and replace(found, stage="", source="", council="", first=dt.date.min, last=None)

    def within(self, stages: Sequence[str]) -> str:
        """`within 10 working days`, or `in time` of stages with several deadlines or none."""
        found = {self.days_allowed(stage) for stage in stages}
        one = found.pop() if len(found) == 1 else None
        return _("within {in_words}", in_words=one.in_words()) if one else _("in time")

    @cached_property
    def timeless(self) -> str:
        """That no answer of the stages in focus is in time or late, where none of them has a deadline; else empty."""
        if not self.in_focus or any(self.days_allowed(stage) for stage in self.in_focus):
            return ""
        return _("{stage_words} complaints have no deadline", stage_words=self.stage_words)

    def none_answered(self, when: str) -> str:
        """What is said where there is no answer that could be in time."""
        if self.timeless:
            return _("{timeless}, so no answer is in time or late.", timeless=self.timeless)
        return _("No {phrase} were answered in {when}.", phrase=self.phrase, when=when)

    @property
    def all_stages(self) -> str:
        """What was received and answered in all stages together, where those in focus are not all: what the start page
        counts."""
        every = self.loaded["stage"]
        if set(every.names([self.quarter])) <= set(self.in_focus) or self.state.month:
            return ""
        received, answered = (
            sum(every.value(self.measure(name), self.quarter, stage) or 0 for stage in every.names([self.quarter]))
            for name in ("complaints_received", "complaints_responded")
        )
        return _(
            "In all stages {received} were received and {answered} answered.",
            received=fmt.number(received),
            answered=fmt.number(answered),
        )

    @property
    def holidays(self) -> str:
        """The days that are no working days of the council's."""
        return self.data.catalogue.calendar(self.offer.council).in_words()

    @property
    def in_time(self) -> str:
        """What in time means for the stages in focus."""
        return self.within(self.in_focus)

    def parts_shown(self, by: str) -> dict[str, str]:
        """The stages that charts over time tell apart."""
        return {stage: name for stage, name in self.offer.words(by).items() if stage in self.stages}

    @cached_property
    def loaded(self) -> dict[str, Components]:
        """Every loaded quarter: of the stages in focus, also by places compared, and by stage whichever these are."""
        by_stage = self.always("stage", filters=self.place)
        splits = [*self.side_by_side, *self.at_once]
        if len(self.in_focus) == 1 and not splits:
            return {"": by_stage["stage"].only(self.in_focus[0]), **by_stage}
        return {**self.always("", *splits, filters=self.filters), **by_stage}

    @cached_property
    def waits(self) -> list[Row]:
        """How long the answers of the quarter or month took, and how long those still open have waited."""
        return self.rows_of("complaints_waits")
