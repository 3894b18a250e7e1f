"""The temporary accommodation page: how many households are in it, is it too many, where are they and for how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Benchmark, Measure
from dashboard.measures.readings import Parts, Reading
from dashboard.pages.filters import Offer, State
from dashboard.store.data import Data
from dashboard.views import authorities as national
from dashboard.views.authorities import Authorities, authorities, known_elsewhere
from dashboard.views.cards import measure_tile
from dashboard.views.nothing import honest, recorded
from dashboard.views.pieces import Card, Section, Table, Tile, View
from dashboard.views.scope import RECORD_WORDS, Scope
from dashboard.views.temporary_accommodation import context, flow, places, stock
from dashboard.views.temporary_accommodation.records import all_records, record_links, records

DATASET = "temporary_accommodation"
PLACEMENT_WORDS = {**RECORD_WORDS, "open": "open at the end", "received": "started", "responded": "ended"}
SPLITS = ("", "accommodation_type", "directorate", "service")
TILE_BENCHMARKS = ("England", "London")


@dataclass(frozen=True)
class TemporaryAccommodation(Scope):
    """The scope of the page: the types chosen, and the answers that several cards read."""

    @property
    def record_words(self) -> Mapping[str, str]:
        """What each list of placements holds."""
        return PLACEMENT_WORDS

    @property
    def whole_council(self) -> bool:
        """Whether no part of the council and no type has been chosen."""
        return not (self.filtered or self.state.month)

    @property
    def filtered(self) -> bool:
        """Whether a part of the council or a type is chosen."""
        return bool(self.state.directorate or self.state.service or self.state.accommodation_type)

    @cached_property
    def filters(self) -> dict[str, Sequence[str]]:
        """The place and type filters."""
        return {**self.place, "accommodation_type": self.state.accommodation_type}

    @cached_property
    def every_quarter(self) -> dict[str, Parts]:
        """Every loaded quarter in each way of splitting; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], *SPLITS, filters=self.filters, last=quarters[-1])

    @cached_property
    def in_quarter(self) -> dict[str, Parts]:
        """The quarter on show, or the month chosen in it."""
        if not self.state.month:
            return self.every_quarter
        return self.parts(self.quarter, *SPLITS, filters={**self.filters, "month": (self.state.month,)})

    @property
    def over_time(self) -> Parts:
        """Every loaded quarter, not split."""
        return self.every_quarter[""]

    @property
    def types(self) -> Mapping[str, str]:
        """The types of accommodation that occur, with their labels."""
        return self.offer.words("accommodation_type")

    @property
    def types_here(self) -> set[str]:
        """The types that the chosen places have used, of those chosen."""
        return {
            place["accommodation_type"]
            for place in self.offer.places
            if (not self.state.directorate or place["directorate"] in self.state.directorate)
            and (not self.state.service or place["service"] in self.state.service)
            and (not self.state.accommodation_type or place["accommodation_type"] in self.state.accommodation_type)
        }

    @cached_property
    def households(self) -> Measure:
        """The measure of the page."""
        return self.measure("ta_households")

    @cached_property
    def now(self) -> Reading:
        """The households at the end of the quarter, or of the month chosen."""
        return self.in_quarter[""].reading(self.households, self.quarter)

    @cached_property
    def before(self) -> float | None:
        """The households at the end of the quarter before; None beside a month, or where it is not loaded."""
        return None if self.state.month else self.now.previous

    @property
    def end(self) -> str:
        """`the end of March 2020`: of the quarter, or of the month chosen."""
        return f"the end of {self.month_words or fmt.month(self.quarter.last_day)}"

    @cached_property
    def elsewhere(self) -> list[Benchmark]:
        """The newest rates of other places, as far back as the quarter on show, lowest first."""
        council, basis = self.offer.council, self.state.basis
        known = known_elsewhere(self.data, council, "ta_households_per_1000", self.quarter, basis)
        return sorted(known, key=lambda b: b.value)

    @cached_property
    def authorities(self) -> Authorities | None:
        """The Ministry's tables nearest to the quarter on show, if any have been loaded."""
        council = self.offer.council
        return authorities(self.data, council, self.offer.councils[council], self.quarter, self.state.basis)


def view(data: Data, state: State) -> View:
    """Everything the temporary accommodation page says for this state."""
    page = TemporaryAccommodation(data, DATASET, state, data.offer(DATASET, state.council))
    cards: list[Card | None] = [
        stock.households(page),
        flow.bridge(page),
        stock.types(page),
        stock.families(page),
        places.directorates(page),
        places.services(page),
        places.months(page),
        stock.bed_and_breakfast(page),
        context.rate(page),
        national.beside(page),
        national.every_authority(page),
        flow.stays(page),
        flow.cost(page),
        context.homelessness(page),
    ]
    shown = View(
        state=state,
        title="Temporary accommodation",
        headline=headline(page),
        support=support(page),
        tiles=tuple(tiles(page)),
        cards=tuple(card for card in cards if card),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices((DATASET, "homelessness"))),
        record_links=record_links(page),
        records=records(page) if state.records else None,
    )
    return honest(page, shown, lambda other: replace(page, state=other).now)


def beside(data: Data, state: State, offer: Offer) -> list[Card | Section]:
    """What there is without placements: the Ministry's figures and the council's homelessness counts."""
    page = TemporaryAccommodation(data, DATASET, state, offer)
    cards = [national.beside(page), national.every_authority(page), context.homelessness(page)]
    return [card for card in cards if card]


def record_table(data: Data, state: State) -> Table:
    """Every placement that the state asks for, for the download."""
    return all_records(TemporaryAccommodation(data, DATASET, state, data.offer(DATASET, state.council)))


def headline(page: TemporaryAccommodation) -> str:
    """The finding: how many households there are, against the target and against last quarter."""
    now = page.now
    if now.value is None:
        return f"No extract of placements has been loaded for {page.quarter.label}"
    count = round(now.value)
    were = "was" if count == 1 else "were"
    where = "temporary accommodation"
    if page.state.accommodation_type:
        kinds = fmt.listed([page.types[kind].lower() for kind in page.state.accommodation_type])
        where += f" ({kinds})"
    if page.who and not recorded(page):
        return f"{page.who} had no households in {where} in {page.when}"
    by = f" placed by {page.who}" if page.who else ""
    sentence = f"{fmt.plural(count, 'household').capitalize()}{by} {were} in {where} at {page.end}"
    judged, moved = against_target(now), against_last(page)
    if not judged or not moved:
        return ", ".join(filter(None, [sentence, judged, moved]))
    worse_than_target = now.target is not None and count > now.target
    joiner = "and" if page.before is None or worse_than_target == (count >= page.before) else "but"
    return f"{sentence}, {judged} {joiner} {moved}"


def against_target(now: Reading) -> str:
    """`62 above the target of 350`, or nothing without a target."""
    if now.target is None or now.value is None:
        return ""
    apart = now.value - now.target
    if not apart:
        return f"on the target of {fmt.number(now.target)}"
    return f"{fmt.number(abs(apart))} {'above' if apart > 0 else 'below'} the target of {fmt.number(now.target)}"


def against_last(page: TemporaryAccommodation) -> str:
    """`15 more than last quarter`, or nothing where that is not known."""
    if page.before is None or page.now.value is None:
        return ""
    change = page.now.value - page.before
    if not change:
        return f"as many as last {page.period_word}"
    return f"{fmt.number(abs(change))} {'more' if change > 0 else 'fewer'} than last {page.period_word}"


def support(page: TemporaryAccommodation) -> str:
    """Who they are, and which type grew most."""
    row = page.in_quarter[""].row(page.quarter)
    if not row:
        return "Choose another quarter."
    if not row["households"]:
        return "Choose another quarter, or fewer filters." if page.filtered else "No placement was in force then."
    children, away = row["with_children"], row["out_of_area"]
    have = f"{fmt.share_of(children, row['households'])} {'has' if children == 1 else 'have'}"
    are = f"{fmt.number(away) if away else 'none'} {'is' if away <= 1 else 'are'}"
    who = f"{have if children else 'None has'} dependent children and {are} placed outside the council's area."
    sentences = [who, *stock.fastest_growing(page)]
    late = row["bb_families_over_six_weeks"]
    if late:
        families = "family has" if late == 1 else "families have"
        sentences.append(
            f"{fmt.in_words(late).capitalize()} {families} been in bed and breakfast for more than six weeks, "
            "the limit in law."
        )
    return " ".join(sentences)


def tiles(page: TemporaryAccommodation) -> list[Tile]:
    """Households, their rate beside elsewhere, families too long in bed and breakfast, and what prevention does."""
    parts, changes = page.in_quarter[""], not page.state.month
    row = parts.row(page.quarter)
    children = f"{fmt.number(row['with_children'])} with children" if row else ""
    rate, late = page.measure("ta_households_per_1000"), page.measure("ta_bb_families_over_six_weeks")
    known = parts.value(rate, page.quarter) is not None
    shown = [
        measure_tile(page, page.households, parts, cases=children, changes=changes),
        measure_tile(page, rate, parts, cases=others(page) if known else no_estimate(page), changes=changes and known),
        measure_tile(
            page,
            late,
            parts,
            cases="none allowed by law",
            link=page.to(accommodation_type=("bed_and_breakfast",)),
            changes=changes,
        ),
    ]
    counted = page.has("homelessness") and context.homeless_in_quarter(page)
    if counted and (found := counted.row(page.quarter)):
        cases = f"{fmt.number(found['applications'])} applications taken"
        measure = page.measure("homelessness_preventions")
        shown.append(measure_tile(page, measure, counted, title="Homelessness prevented", cases=cases, changes=changes))
    return shown


def others(page: TemporaryAccommodation) -> str:
    """`England 3.5, London 16.6`."""
    found = [b for b in page.elsewhere if b.comparator in TILE_BENCHMARKS]
    return ", ".join(f"{b.comparator} {b.value:g}" for b in found)


def no_estimate(page: TemporaryAccommodation) -> str:
    """Why there is no rate."""
    return f"no estimate of all households in {page.quarter.year_label}"
