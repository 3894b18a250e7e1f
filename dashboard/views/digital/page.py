"""The digital take-up page: how much is done online, do people get to the end, what does it cost, do they like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Measure
from dashboard.pages.filters import State
from dashboard.pages.offers import offered
from dashboard.store.data import Data
from dashboard.views.cards import against_target, measure_tile
from dashboard.views.digital import channels, experience, services
from dashboard.views.digital.rows import all_rows, row_links, rows
from dashboard.views.digital.scope import Digital
from dashboard.views.nothing import honest
from dashboard.views.pieces import Card, Table, Tile, View
from dashboard.views.scope import percentage_change
from dashboard.views.theme import Theme

ONLINE = "online"
NOT_RECORDED = "not recorded"


def view(data: Data, state: State) -> View:
    """Everything the digital take-up page says for this state."""
    page = Digital(data, "digital", state, offered(data, "digital", state.council))
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
    return all_rows(Digital(data, "digital", state, offered(data, "digital", state.council)))


def cards(page: Digital) -> list[Card]:
    """The cards that the council's data can fill, in reading order."""
    state = page.state
    found: list[Card | None] = [services.take_up(page)]
    if not (len(state.of("directorate")) == 1 or state.of("service")):
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
    names = fmt.listed([page.channel_names[code].lower() for code in page.state.of("channel")])
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


THEME = Theme(
    view=view,
    cards=(
        "take_up",
        "directorates",
        "services",
        "months",
        "channels",
        "shift",
        "completion",
        "costs",
        "satisfaction",
    ),
    records=record_table,
)
