"""The digital take-up page: how much is done online, do people get to the end, what does it cost, do they like it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Measure
from dashboard.measures.readings import Parts, Reading
from dashboard.pages.filters import State
from dashboard.store.data import Data
from dashboard.views.cards import against_target, measure_tile
from dashboard.views.digital import channels, experience, services
from dashboard.views.digital.rows import all_rows, row_links, rows
from dashboard.views.nothing import honest
from dashboard.views.pieces import Card, Table, Tile, View
from dashboard.views.scope import Scope, percentage_change

ONLINE = "online"
NOT_RECORDED = "not recorded"


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
        return {**self.place, "channel": self.state.channel}

    @cached_property
    def over_time(self) -> dict[str, Parts]:
        """Every loaded quarter, whole and by channel; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", "channel", filters=self.chosen, last=quarters[-1])

    @cached_property
    def in_quarter(self) -> dict[str, Parts]:
        """The quarter and those of the year before it by place, or the month chosen in it alone."""
        if not self.state.month:
            return self.parts(self.quarter.year_before(), "directorate", "service", filters=self.chosen)
        filters = {**self.place_and_month, "channel": self.state.channel}
        return self.parts(self.quarter, "", "directorate", "service", "channel", filters=filters)

    @cached_property
    def whole(self) -> Parts:
        """The quarter or month without a split."""
        return self.in_quarter[""] if self.state.month else self.over_time[""]

    @cached_property
    def by_channel(self) -> Parts:
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
        names = [self.channel_names[code] for code in self.state.channel] or ["Online"]
        return fmt.listed([names[0], *(name.lower() for name in names[1:])])

    @property
    def one_service(self) -> bool:
        """Whether the view has come down to a single service."""
        return len(self.state.service) == 1

    def placed(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """The cards with what they are of; take-up is of all channels, whichever are chosen."""
        whole = replace(self, state=replace(self.state, channel=()))
        return tuple(
            one
            for card in cards
            for one in Scope.placed(whole if card.about.measure == self.take_up.id else self, [card])
        )

    def known(self, measure: Measure) -> bool:
        """Whether anything of this measure is recorded in the quarter or month."""
        return self.whole.value(measure, self.quarter) is not None


def view(data: Data, state: State) -> View:
    """Everything the digital take-up page says for this state."""
    page = Digital(data, "digital", state, data.offer("digital", state.council))
    shown = View(
        state=state,
        title="Digital take-up",
        headline=headline(page),
        support=support(page),
        tiles=tiles(page),
        cards=tuple(cards(page)),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices(("digital",))),
        record_links=row_links(page),
        records=rows(page) if state.records else None,
    )
    return honest(page, shown, lambda other: replace(page, state=other).now)


def record_table(data: Data, state: State) -> Table:
    """Every row that the state asks for, for the download."""
    return all_rows(Digital(data, "digital", state, data.offer("digital", state.council)))


def cards(page: Digital) -> list[Card]:
    """The cards that the council's data can fill, in reading order."""
    state = page.state
    found: list[Card | None] = [services.take_up(page)]
    if not (len(state.directorate) == 1 or state.service):
        found.append(services.directorates(page))
    found.append(services.months(page) if page.one_service else services.ranking(page))
    found += [
        channels.mix(page),
        channels.shift(page),
        experience.completion(page),
        channels.costs(page),
        experience.satisfaction(page),
    ]
    return [card for card in found if card is not None]


def headline(page: Digital) -> str:
    """The finding: the share made online, and whether it moved."""
    now = page.now
    if now.denominator is None:
        return f"No extract of transactions has been loaded for {page.quarter.label}"
    names = fmt.listed([page.channel_names[code].lower() for code in page.state.channel])
    by = f" ({names})" if names else ""
    if now.value is None and page.who:
        return f"{page.who} had no transactions{by} in {page.when}"
    if now.value is None:
        return f"No transactions{by} were made in {page.months_in_words}"
    of = f" with {page.who}" if page.who else ""
    alone = f"; completion, cost and satisfaction are of {names} alone" if names else ""
    sentence = f"{fmt.percent(now.value)} of transactions{of} were made online"
    judged = f", {against_target(now)}" if now.target is not None else ""
    change = None if page.state.month else percentage_change(now)
    if change is None:
        return f"{sentence} in {page.when}{judged}{alone}"
    moved = (
        f"{fmt.number(abs(change), 1)} percentage points {'up' if change > 0 else 'down'} on last {page.period_word}"
    )
    if change == 0:
        moved = f"the same as last {page.period_word}"
    return f"{sentence}{judged}, {moved}{alone}"


def support(page: Digital) -> str:
    """On how many transactions the headline rests, and where most are left that are not made online."""
    now = page.now
    if not now.denominator:
        return f"Choose another {page.period_word}, or fewer filters."
    sentences = [f"{fmt.share_of(now.numerator, now.denominator)} transactions in {page.months_in_words}."]
    if now.target is None:
        sentences.append("No target is set.")
    if not page.one_service and (left := still_elsewhere(page)):
        name, count = max(left.items(), key=lambda item: (item[1], item[0]))
        sentences.append(f"{name} has the most still made in other ways, {fmt.number(count)}.")
    return " ".join(sentences)


def still_elsewhere(page: Digital) -> dict[str, int]:
    """How many transactions of each service were not made online; nothing where there is one service alone."""
    parts = page.in_quarter["service"]
    rows = {name: parts.row(page.quarter, name) for name in parts.names([page.quarter])}
    left = {name: row["all_transactions"] - row["online_transactions"] for name, row in rows.items() if row}
    return left if len(left) > 1 else {}


def tiles(page: Digital) -> tuple[Tile, ...]:
    """The four measures that the council promised to report."""
    row: Mapping[str, Any] = page.whole.row(page.quarter) or {}

    def tile(measure_id: str, title: str, cases: str) -> Tile:
        measure = page.measure(measure_id)
        return measure_tile(
            page,
            measure,
            page.whole,
            title=title,
            cases=cases if page.known(measure) else NOT_RECORDED,
            changes=not page.state.month and page.known(measure),
        )

    completed, answers = page.measure("digital_completion_rate"), page.measure("digital_satisfaction")
    return (
        tile("digital_take_up", "Digital take-up", fmt.share_of(page.now.numerator, page.now.denominator)),
        tile(completed.id, f"Completion, {page.rated.lower()}", halves(row, completed, "started")),
        tile(
            "digital_cost_per_transaction",
            f"Cost of a transaction, {page.rated.lower()}",
            f"{fmt.pounds_in_words(row.get('cost_gbp'))} for {fmt.number(row.get('costed_transactions'))}",
        ),
        tile(answers.id, f"Satisfaction, {page.rated.lower()}", halves(row, answers, "answers")),
    )


def halves(row: Mapping[str, Any], measure: Measure, of_what: str) -> str:
    """`150,334 of 180,063 started`."""
    return f"{fmt.share_of(row.get(measure.numerator), row.get(measure.denominator))} {of_what}"
