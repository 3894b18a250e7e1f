"""The temporary accommodation page: how many households are in it, is it too many, where are they and for how long."""

from __future__ import annotations

from dataclasses import replace

from dashboard.basics import formatting as fmt
from dashboard.measures.readings import Reading
from dashboard.pages.filters import Offer, State
from dashboard.pages.offers import offered
from dashboard.store.data import Data
from dashboard.views.cards import measure_tile
from dashboard.views.nothing import honest, recorded
from dashboard.views.pieces import Card, Section, Table, Tile, View
from dashboard.views.temporary_accommodation import authorities as national
from dashboard.views.temporary_accommodation import context, flow, places, stock
from dashboard.views.temporary_accommodation.records import all_records, record_links, records
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation
from dashboard.views.theme import Theme

DATASET = "temporary_accommodation"
TILE_BENCHMARKS = ("England", "London")


def view(data: Data, state: State) -> View:
    """Everything the temporary accommodation page says for this state."""
    page = TemporaryAccommodation(data, DATASET, state, offered(data, DATASET, state.council))
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
    return all_records(TemporaryAccommodation(data, DATASET, state, offered(data, DATASET, state.council)))


def headline(page: TemporaryAccommodation) -> str:
    """The finding: how many households there are, against the target and against last quarter."""
    now = page.now
    if now.value is None:
        return f"No extract of placements has been loaded for {page.quarter.label}"
    count = round(now.value)
    were = "was" if count == 1 else "were"
    where = "temporary accommodation"
    if page.state.of("accommodation_type"):
        kinds = fmt.listed([page.types[kind].lower() for kind in page.state.of("accommodation_type")])
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


THEME = Theme(
    view=view,
    cards=(
        "households",
        "bridge",
        "types",
        "families",
        "directorates",
        "services",
        "months",
        "bed_and_breakfast",
        "rate",
        "beside",
        "authorities",
        "stays",
        "cost",
        "homelessness",
    ),
    records=record_table,
    beside=beside,
)
