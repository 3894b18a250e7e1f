"""The Ministry's tables as cards: England, the region and neighbours beside the council, and every authority ranked."""

from __future__ import annotations

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.views.authorities import Authorities, query_of
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

RATE = "statutory_ta_households_per_1000"
QUARTERS = {
    1: "the highest quarter",
    2: "the second highest quarter",
    3: "the second lowest quarter",
    4: "the lowest quarter",
}


def beside(page: TemporaryAccommodation) -> Card | None:
    """The council beside England, its region and its neighbours; none for a part of it, or without the tables."""
    tables = page.authorities
    if page.filtered or tables is None or not tables.beside:
        return None
    measure = page.measure(RATE)
    return Card(
        key="beside",
        council_wide=True,
        title=f"Beside England and neighbours, {tables.quarter.label}",
        finding=beside_finding(tables),
        figure=figures.ranked_dots(tables.beside, unit=measure.unit, decimals=measure.decimals),
        table=Table(
            (
                Column("label", "Place"),
                Column("value", "Per 1,000 households", "number", 2),
                Column("ta_households", "Households", "count"),
                Column("when", "Quarter"),
            ),
            tuple(tables.beside),
        ),
        about=about(page, tables),
        note=note(page, tables),
    )


def beside_finding(tables: Authorities) -> str:
    """`At the end of June 2024 Medway had 4.78 households ... for every 1,000: fewer than England (5.08)`."""
    own, when = tables.own, fmt.month(tables.quarter.last_day)
    if own is None:
        return f"The Ministry's tables have no rate of {tables.council} for {tables.quarter.label}."
    others = [(row["label"], fmt.number(row["value"], 2), row["value"]) for row in tables.beside if not row["own"]]
    mine = fmt.number(own["value"], 2)
    sides = {
        "fewer than": [f"{name} ({text})" for name, text, value in others if text != mine and value > own["value"]],
        "as many as": [name for name, text, _ in others if text == mine],
        "more than": [f"{name} ({text})" for name, text, value in others if text != mine and value < own["value"]],
    }
    words = "; ".join(f"{side} {fmt.listed(names)}" for side, names in sides.items() if names)
    said = f"At the end of {when} {tables.council} had {mine} households in temporary accommodation for every 1,000"
    return f"{said}: {words}." if words else f"{said}."


def every_authority(page: TemporaryAccommodation) -> Card | None:
    """All authorities' rates and the council's place among them; none for a part of it, or without the tables."""
    tables = page.authorities
    if page.filtered or tables is None:
        return None
    measure = page.measure(RATE)
    ranked = [row for row in tables.rows if row["level"] == "authority"]
    return Card(
        key="authorities",
        council_wide=True,
        title=f"Rates of all authorities, {tables.quarter.label}",
        finding=ranked_finding(tables),
        figure=figures.value_curve(
            ranked, lines=tables.wider, unit=measure.unit, decimals=measure.decimals, noun="authorities"
        ),
        table=Table(
            (
                Column("place", "Place", "count"),
                Column("label", "Authority"),
                Column("value", "Per 1,000 households", "number", 2),
                Column("ta_households", "Households", "count"),
                Column("quartile", "Quarter from the highest", "count"),
            ),
            tuple(ranked),
        ),
        about=about(page, tables, "Authorities with the same rate at two decimals share the higher place."),
        note=f"Squares: neighbours. {note(page, tables)}" if any(row["near"] for row in ranked) else note(page, tables),
    )


def ranked_finding(tables: Authorities) -> str:
    """`Medway had 4.78 for every 1,000 households, 12th highest of 57 authorities that reported`."""
    own, first = tables.own, next((row for row in tables.rows if row["level"] == "authority"), None)
    if first is None:
        return f"The Ministry's tables of {tables.quarter.label} have no authority."
    missing = f"; {fmt.number(first['missing'])} did not" if first["missing"] else ""
    among = f"{fmt.plural(first['reported'], 'authority', 'authorities')} that reported"
    if own is None:
        return f"{tables.council} has no rate in {tables.quarter.label}. It is known of {among}{missing}."
    place = "highest" if own["place"] == 1 else f"{ordinal(own['place'])} highest"
    return (
        f"In {tables.quarter.label} {tables.council} had {fmt.number(own['value'], 2)} for every 1,000 households, the "
        f"{place} of {among}{missing}. It is in {QUARTERS[own['quartile']]} of them."
    )


def ordinal(place: int) -> str:
    """`1st`, `12th`, `23rd`."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def about(page: TemporaryAccommodation, tables: Authorities, extra: str = "") -> About:
    """Where the Ministry's numbers come from."""
    measure = page.measure(RATE)
    definition = f"{measure.definition} {extra}".strip()
    return About(
        definition,
        measure.numerator_text,
        "",
        (query_of(tables.dataset),),
        dataset=tables.dataset,
        source=tables.source,
    )


def note(page: TemporaryAccommodation, tables: Authorities) -> str:
    """Whose values these are, and why of another quarter, if they are."""
    words = "All values are the Ministry's, the council's too: they may differ from the council's own count."
    if tables.quarter.last_day > page.quarter.last_day:
        return f"{words} The tables are later than {page.quarter.label}; none as old have been loaded."
    if tables.quarter.last_day < page.quarter.last_day:
        return f"{words} No newer tables have been loaded."
    return words
