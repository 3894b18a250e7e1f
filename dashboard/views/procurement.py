"""The procurement page: what benefits the contracts awarded bring, where they come from, which contracts end soon."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard import formatting as fmt
from dashboard import status as judgement
from dashboard.catalogue import Measure
from dashboard.data import Data
from dashboard.database import Row
from dashboard.filters import State
from dashboard.measures import Parts, Reading, plural
from dashboard.statistics import difference
from dashboard.views import procurement_places as places
from dashboard.views import procurement_trends as trends
from dashboard.views.cards import against_target, measure_tile
from dashboard.views.common import Scope, changed
from dashboard.views.parts import Card, Change, Status, Table, Tile, View
from dashboard.views.procurement_records import WORDS, all_records, ending, record_links, records
from dashboard.views.records import days_shown, known_kind

YEARS_BEFORE = 4


@dataclass(frozen=True)
class Procurement(Scope):
    """The scope of the page: the answers that several cards read, and the stretches of time they are about."""

    @property
    def record_words(self) -> Mapping[str, str]:
        """What each list of contracts holds."""
        return WORDS

    @cached_property
    def chosen(self) -> dict[str, Sequence[str]]:
        """The place and category filters."""
        return {**self.place, "category": self.state.category}

    @cached_property
    def loaded(self) -> dict[str, Parts]:
        """Every loaded quarter in each split; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        splits = ("", "directorate", "service", "category")
        return self.parts(quarters[0], *splits, filters=self.chosen, last=quarters[-1])

    @property
    def over_time(self) -> Parts:
        """Every loaded quarter."""
        return self.loaded[""]

    @cached_property
    def in_quarter(self) -> dict[str, Parts]:
        """The quarter, or the month chosen in it, in each split."""
        if not self.state.month:
            return self.loaded
        filters = {**self.chosen, "month": (self.state.month,)}
        return self.parts(self.quarter, "", "directorate", "service", "category", filters=filters)

    @property
    def row(self) -> Row | None:
        """The sums of the quarter or month, or None for a gap."""
        return self.in_quarter[""].row(self.quarter)

    @cached_property
    def ending(self) -> list[Row]:
        """The contracts that end in the twelve months after the quarter or month."""
        return self.data.rows("procurement_endings", council=self.offer.council, last_day=self.end, **self.lists)

    @cached_property
    def lists(self) -> dict[str, list[str] | None]:
        """The place and category filters as queries of the register take them."""
        return {plural(name): list(values) or None for name, values in self.chosen.items()}

    @cached_property
    def benefits(self) -> Measure:
        """The benefits of a period."""
        return self.measure("procurement_benefits")

    @cached_property
    def five_years(self) -> Measure:
        """The benefits of five years."""
        return self.measure("procurement_benefits_five_year")

    @cached_property
    def now(self) -> Reading:
        """The five-year figure at the end of the quarter or month."""
        return self.in_quarter[""].reading(self.five_years, self.quarter)

    @property
    def end(self) -> dt.date:
        """The last day of the quarter or month."""
        return days_shown(self)[1]

    @property
    def year_on(self) -> dt.date:
        """The last day of the twelve months after it."""
        return dt.date(self.end.year + 1, self.end.month, monthrange(self.end.year + 1, self.end.month)[1])

    @cached_property
    def since(self) -> dt.date:
        """The first day of which contracts are loaded."""
        return min(period.first_day for period in self.data.available[self.dataset, self.offer.council])

    @property
    def window_start(self) -> dt.date:
        """The first day that the five-year figure takes in, whether it is loaded or not."""
        return dt.date(self.quarter.year_start - YEARS_BEFORE, 4, 1)

    @property
    def window(self) -> str:
        """What the five-year figure covers, as far as it is loaded: `April 2015 to March 2020`."""
        return f"{fmt.month(max(self.window_start, self.since))} to {fmt.month(self.end)}"

    @property
    def year_words(self) -> str:
        """`2019/20`, or `2019/20 so far`."""
        whole = self.end.month == 3
        return self.quarter.year_label + ("" if whole else " so far")

    @property
    def one_service(self) -> bool:
        """Whether the view has come down to a single service."""
        return len(self.state.service) == 1


def view(data: Data, state: State) -> View:
    """Everything the procurement page says for this state."""
    page = scope(data, state)
    state = page.state
    return View(
        state=state,
        title="Procurement benefits",
        headline=headline(page),
        support=support(page),
        tiles=tiles(page),
        cards=tuple(cards(page)),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices(("procurement",))),
        record_links=record_links(page),
        records=records(page) if state.records else None,
    )


def scope(data: Data, state: State) -> Procurement:
    """The page's scope; a kind of record list that it does not have is not asked for."""
    return Procurement(data, "procurement", known_kind(state, WORDS), data.offer("procurement", state.council))


def record_table(data: Data, state: State) -> Table:
    """Every contract that the state asks for, for the download."""
    return all_records(scope(data, state))


def cards(page: Procurement) -> list[Card]:
    """The cards in reading order; those that the state has no use for are left out."""
    state = page.state
    found: list[Card | None] = [trends.benefits(page), trends.five_years(page)]
    if len(state.category) != 1:
        found.append(places.categories(page))
    if not (len(state.directorate) == 1 or state.service):
        found.append(places.directorates(page))
    found.append(places.months(page) if page.one_service else places.services(page))
    found += [trends.contracts(page), trends.shares(page), ending(page)]
    return [card for card in found if card is not None]


def headline(page: Procurement) -> str:
    """The finding: the benefits of five years, and how much of them this year brought."""
    row = page.row
    if row is None:
        return f"No contract register has been loaded for {page.quarter.label}"
    span = "in the last five years"
    if page.since > page.window_start:
        span = f"since {fmt.month(page.since)}"
    total, year = row["five_year_benefits_gbp"], row["year_benefits_gbp"]
    if total < 0:
        return f"Contracts awarded {span} cost {fmt.pounds_in_words(-total)} more than they bring in benefits"
    if not total:
        return f"Contracts awarded {span} bring no benefits"
    sentence = f"Contracts awarded {span} bring {fmt.pounds_in_words(total)} of whole-life benefits"
    if page.now.target is not None:
        return f"{sentence}, {against_target(page.now)}"
    part = "all of it" if year == total else f"{fmt.pounds_in_words(year)} of it" if year else "none of it"
    return f"{sentence}, {part} from {page.year_words}"


def support(page: Procurement) -> str:
    """How many contracts the quarter's part rests on, what the five years are, and where benefits come from."""
    row = page.row
    if row is None:
        return "Choose another quarter, or fewer filters."
    span = f"The five years are {page.window}."
    if page.since > page.window_start:
        span = f"Contracts are loaded from {fmt.month(page.since)} only, so these are fewer than five years."
    return " ".join([in_quarter(page, row), *where_from(page), span])


def in_quarter(page: Procurement, row: Row) -> str:
    """The contracts of the quarter or month and their benefits, and how these moved."""
    if not row["contracts"]:
        return f"No contract was awarded in {page.months_in_words}."
    count, amount = row["contracts_with_benefits"], row["benefits_gbp"]
    if not count:
        awarded = fmt.plural(row["contracts"], "contract")
        return f"{awarded} awarded in {page.months_in_words}, none with benefits."
    have = f"{fmt.number(count)} of {fmt.plural(row['contracts'], 'contract')} awarded"
    sentence = f"In {page.months_in_words}, {have} had benefits: {fmt.pounds_in_words(amount)} in all"
    before = page.over_time.value(page.benefits, page.quarter - 1)
    if before is None or page.state.month:
        return f"{sentence}."
    change = difference(amount, before, 0)
    moved = f"{fmt.pounds_in_words(abs(change))} {'more' if change > 0 else 'less'} than"
    return f"{sentence}, {moved if change else 'the same as'} last {page.period_word}."


def where_from(page: Procurement) -> list[str]:
    """The category that brought most benefits this year, and the one that lost most."""
    if len(page.state.category) == 1:
        return []
    parts = page.in_quarter["category"]
    names = parts.names([page.quarter])
    sums = [(row["year_benefits_gbp"], name) for name in names if (row := parts.row(page.quarter, name))]
    sentences = []
    if sums and (most := max(sums))[0] > 0:
        sentences.append(f"{most[1]} brought most in {page.year_words}, {fmt.pounds_in_words(most[0])}.")
    if sums and (least := min(sums))[0] < 0:
        sentences.append(f"{least[1]} cost {fmt.pounds_in_words(-least[0])} more than before.")
    return sentences


def tiles(page: Procurement) -> tuple[Tile, ...]:
    """Benefits of the quarter, the year and five years, and the contracts that have any."""
    parts, row, in_full = page.in_quarter[""], page.row, not page.state.month
    kinds = contracts = ""
    if row is not None:
        kinds = f"{fmt.pounds_in_words(row['revenue_gbp'])} of it revenue" if row["contracts_with_benefits"] else ""
        contracts = f"of {fmt.number(row['contracts'])} awarded" if row["contracts"] else "no contract awarded"
    counted = page.measure("procurement_contracts")
    return (
        measure_tile(
            page,
            page.benefits,
            parts,
            title=f"Benefits in {page.when}",
            value=in_words(parts.value(page.benefits, page.quarter)),
            cases=kinds,
            changes=in_full,
        ),
        year_tile(page, row),
        measure_tile(
            page,
            page.five_years,
            parts,
            title="Benefits over five years",
            value=in_words(page.now.value),
            cases=page.window,
            changes=in_full,
        ),
        measure_tile(page, counted, parts, cases=contracts, changes=in_full),
    )


def in_words(value: float | None) -> str:
    """`£2.4 million`, or a dash."""
    return fmt.NOTHING if value is None else fmt.pounds_in_words(value)


def year_tile(page: Procurement, row: Row | None) -> Tile:
    """The benefits of the financial year to date, beside those of the year before to the same day."""
    value = row["year_benefits_gbp"] if row else None
    code = "data_only" if row else "not_available"
    moved: tuple[Change, ...] = ()
    if not page.state.month:
        earlier = page.over_time.row(page.quarter.year_before())
        moved = (against_last_year(page, value, earlier["year_benefits_gbp"] if earlier else None),)
    return Tile(
        key="year",
        title=f"Benefits in {page.year_words}",
        value=in_words(value),
        cases=f"April {page.quarter.year_start} to {fmt.month(page.end)}",
        status=Status(code, *judgement.words(code, page.benefits.polarity)),
        target="",
        changes=moved,
    )


def against_last_year(page: Procurement, value: float | None, before: float | None) -> Change:
    """The year to date against the last one to the same day."""
    if value is None or before is None:
        return Change("not_available", "last year to date: not available")
    direction = judgement.trend(value, before, polarity=page.benefits.polarity, decimals=page.benefits.decimals)
    return Change(direction, f"{changed(difference(value, before, 0), page.benefits)} on last year to date")
