"""The scope of the digital take-up page: whose completion, cost and satisfaction it is, and what cards share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Measure
from dashboard.measures.readings import Components, Reading
from dashboard.views.pieces import Card
from dashboard.views.scope import Scope


@dataclass(frozen=True)
class Digital(Scope):
    """The scope of the page: the answers that several cards read, and whose completion, cost and satisfaction it is."""

    @cached_property
    def take_up(self) -> Measure:
        """The measure of the page."""
        return self.measure("digital_take_up")

    @cached_property
    def channel_names(self) -> Mapping[str, str]:
        """The channels that the council's data know, with their labels."""
        return self.offer.words("channel")

    @cached_property
    def chosen(self) -> dict[str, Sequence[str]]:
        """The place and channel filters."""
        return {**self.place, "channel": self.state.of("channel")}

    @cached_property
    def over_time(self) -> dict[str, Components]:
        """Every loaded quarter, whole and by channel; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", "channel", filters=self.chosen, last=quarters[-1])

    @cached_property
    def in_quarter(self) -> dict[str, Components]:
        """The quarter and those of the year before it by place, or the month chosen in it alone."""
        if not self.state.month:
            return self.parts(self.quarter.year_before(), "directorate", "service", filters=self.chosen)
        filters = {**self.place_and_month, "channel": self.state.of("channel")}
        return self.parts(self.quarter, "", "directorate", "service", "channel", filters=filters)

    @cached_property
    def whole(self) -> Components:
        """The quarter or month without a split."""
        return self.in_quarter[""] if self.state.month else self.over_time[""]

    @cached_property
    def by_channel(self) -> Components:
        """The quarter or month by channel."""
        return self.in_quarter["channel"] if self.state.month else self.over_time["channel"]

    @cached_property
    def now(self) -> Reading:
        """Take-up in the quarter or month."""
        return self.whole.reading(self.take_up, self.quarter)

    @property
    def record_words(self) -> Mapping[str, str]:
        """What the rows are by; the extract of a half-year or year knows no months."""
        by = "by month, service and channel" if self.quarter.kind == "quarter" else "by service and channel"
        return {**super().record_words, "counts": by}

    @property
    def rated(self) -> str:
        """Whose completion, cost and satisfaction is shown: `Online`, or the channels chosen."""
        names = [self.channel_names[code] for code in self.state.of("channel")] or ["Online"]
        return fmt.listed([names[0], *(name.lower() for name in names[1:])])

    @property
    def one_service(self) -> bool:
        """Whether the view has come down to a single service."""
        return len(self.state.of("service")) == 1

    def placed(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """The cards with what they are of; take-up is of all channels, whichever are chosen."""
        whole = replace(self, state=self.state.changed(channel=()))
        return tuple(
            one
            for card in cards
            for one in Scope.placed(whole if card.about.measure == self.take_up.id else self, [card])
        )

    def known(self, measure: Measure) -> bool:
        """Whether anything of this measure is recorded in the quarter or month."""
        return self.whole.value(measure, self.quarter) is not None
