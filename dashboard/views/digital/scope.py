"""The scope of the digital take-up page: whose completion, cost and satisfaction it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.pieces import Card


@dataclass(frozen=True)
class Digital(DeclaredPage):
    """The scope of the page, with the words for its channels."""

    @property
    def channel_names(self) -> Mapping[str, str]:
        """The channels that the council's data know, with their labels."""
        return self.offer.words("channel")

    @property
    def chosen_channels(self) -> str:
        """The channels chosen, in a sentence: `post and email`; nothing where none is."""
        return fmt.listed([self.channel_names[code].lower() for code in self.state.of("channel")])

    @property
    def by_channel(self) -> str:
        """Whose completion, cost and satisfaction is shown: `online`, or the channels chosen."""
        return self.chosen_channels or _("online")

    @property
    def rated(self) -> str:
        """The same at the start of a sentence."""
        return self.by_channel[0].upper() + self.by_channel[1:]

    @property
    def shares_or_channels(self) -> str:
        """What stands above the bars of channels or, where some are chosen, which they are."""
        chosen = self.state.of("channel")
        return f"{self.rated}." if chosen else _("The percentage above each bar is the share made online.")

    @property
    def without_cost(self) -> str:
        """Which channels' cost is not recorded, as a sentence; nothing where each one's is."""
        parts, measure = self.in_quarter["channel"], self.measure("digital_cost_per_transaction")
        occurring = (code for code in parts.names([self.quarter]) if parts.value(measure, self.quarter, code) is None)
        unknown = [self.channel_names[code].lower() for code in occurring]
        return _("Nothing is recorded for {unknown}.", unknown=fmt.listed(unknown)) if unknown else ""

    @property
    def finest(self) -> str:
        """What the rows are by; the extract of a half-year or year knows no months."""
        return _("by month, service and channel") if self.quarter.kind == "quarter" else _("by service and channel")

    def placed(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """The cards with what they are of; take-up is of all channels, whichever are chosen."""
        whole = replace(self, state=self.state.changed(channel=()))
        return tuple(
            one
            for card in cards
            for one in DeclaredPage.placed(whole if card.about.measure == self.focus.id else self, [card])
        )
