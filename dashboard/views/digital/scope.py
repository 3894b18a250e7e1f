"""The scope of the digital take-up page: whose completion, cost and satisfaction it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.basics import formatting as fmt
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.pieces import Card


@dataclass(frozen=True)
class Digital(DeclaredPage):
    """The scope of the page, with the channels that its cards split by."""

    over_time_by = ("channel",)

    @property
    def channel_names(self) -> Mapping[str, str]:
        """The channels that the council's data know, with their labels."""
        return self.offer.words("channel")

    @property
    def rated(self) -> str:
        """Whose completion, cost and satisfaction is shown: `Online`, or the channels chosen."""
        return self.by_channel[0].upper() + self.by_channel[1:]

    @property
    def by_channel(self) -> str:
        """The same inside a sentence."""
        return fmt.listed([self.channel_names[code].lower() for code in self.state.of("channel")]) or "online"

    @property
    def finest(self) -> str:
        """What the rows are by; the extract of a half-year or year knows no months."""
        return "by month, service and channel" if self.quarter.kind == "quarter" else "by service and channel"

    def placed(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """The cards with what they are of; take-up is of all channels, whichever are chosen."""
        whole = replace(self, state=self.state.changed(channel=()))
        return tuple(
            one
            for card in cards
            for one in DeclaredPage.placed(whole if card.about.measure == self.focus.id else self, [card])
        )
