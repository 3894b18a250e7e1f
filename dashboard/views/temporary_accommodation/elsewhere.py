"""The rate elsewhere as cards: as papers print it, England, the region and neighbours, every authority ranked."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import poisson
from dashboard.store.database import Row
from dashboard.views.authorities import Authorities, dated, query_of
from dashboard.views.declared.own import Picture
from dashboard.views.pieces import About
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

RATE = "statutory_ta_households_per_1000"
QUARTERS = ("highest", "second highest", "second lowest", "lowest")


def rate(page: TemporaryAccommodation) -> Picture | None:
    """The rate per 1,000 households beside other places; none where a part is chosen, one of the two is not known, or
    the Ministry's tables, which have cards of their own, have taken the place of what papers print."""
    tables, printed = page.authorities, page.printed
    if page.filtered or not printed or (tables and printed[0].quarter == tables.quarter):
        return None
    measure, when = page.measure("ta_households_per_1000"), printed[0].quarter
    own = page.over_time.value(measure, when)
    if own is None:
        return None
    estimate = page.data.catalogue.denominator(measure, page.offer.council, when)
    source = f"households {estimate.source}" if estimate else ""
    rows: list[Row] = [
        *({"label": b.comparator, "value": b.value, "when": b.quarter.label, "source": b.source} for b in printed),
        {"label": page.council, "value": own, "when": when.label, "source": source, "own": True},
    ]
    rows.sort(key=lambda row: row["value"])
    households = page.over_time.halves(measure, when)[1]
    compared = ", ".join(sides(own, rows, households))
    later = "" if when == page.quarter else "Nothing newer of other places is in the catalogue."
    said = f"{page.council} had {fmt.number(own, 2)} in temporary accommodation for every 1,000 households"
    said += f": {compared}." if compared else "."
    finding = dated(said, when, page.quarter)
    return Picture(finding, rows, figures.ranked_dots(rows, unit=measure.unit, decimals=measure.decimals), later)


def sides(own: float, rows: Iterable[Row], households: float | None) -> list[str]:
    """`fewer than London (16.60)`, `about as many as England (5.08)`, `as many as Kent`: how the council's rate stands
    to others, as both are shown. Those within what chance makes of so many households are about the same."""
    mine = fmt.number(own, 2)
    low, high = (own * end / households for end in poisson(households)) if households else (own, own)
    found: dict[str, list[str]] = {side: [] for side in ("fewer than", "about as many as", "as many as", "more than")}
    for row in (row for row in rows if not row.get("own")):
        text, value = fmt.number(row["value"], 2), row["value"]
        side = "fewer than" if value > high else "more than" if value < low else "about as many as"
        if text == mine:
            found["as many as"].append(row["label"])
        else:
            found[side].append(f"{row['label']} ({text})")
    return [f"{side} {fmt.listed(names)}" for side, names in found.items() if names]


def beside(page: TemporaryAccommodation) -> Picture | None:
    """The council beside England, its region and its neighbours; none for a part of it, or without the tables."""
    tables = page.authorities
    if page.filtered or tables is None or not tables.beside:
        return None
    measure = page.measure(RATE)
    drawn = figures.ranked_dots(tables.beside, unit=measure.unit, decimals=measure.decimals)
    return Picture(beside_finding(tables), tables.beside, drawn, note(page, tables), origin(page, tables))


def beside_finding(tables: Authorities) -> str:
    """`At the end of June 2024 Medway had 4.78 ... for every 1,000 households: fewer than England (5.08)`."""
    own, when = tables.own, fmt.month(tables.quarter.last_day)
    if own is None:
        return f"The Ministry's tables have no rate of {tables.council} for {tables.quarter.label}."
    words = "; ".join(sides(own["value"], tables.beside, own["ta_households"]))
    mine = fmt.number(own["value"], 2)
    said = f"At the end of {when} {tables.council} had {mine} in temporary accommodation for every 1,000 households"
    return f"{said}: {words}." if words else f"{said}."


def every_authority(page: TemporaryAccommodation) -> Picture | None:
    """All authorities' rates and the council's place among them; none for a part of it, or without the tables."""
    tables = page.authorities
    if page.filtered or tables is None:
        return None
    measure = page.measure(RATE)
    ranked = [row for row in tables.rows if row["level"] == "authority"]
    squares = "Squares: neighbours. " if any(row["near"] for row in ranked) else ""
    drawn = figures.value_curve(
        ranked, lines=tables.wider, unit=measure.unit, decimals=measure.decimals, noun="authorities"
    )
    same = "Authorities with the same rate at two decimals share the higher place."
    said, words = ranked_finding(tables, ranked), f"{squares}{note(page, tables)}"
    return Picture(said, ranked, drawn, words, origin(page, tables, same))


def ranked_finding(tables: Authorities, ranked: list[Row]) -> str:
    """`Medway had 4.78 in temporary accommodation for every 1,000 households, the 12th highest of 57 authorities`."""
    own, when = tables.own, tables.quarter.label
    if not ranked:
        return f"The Ministry's tables of {when} have no authority."
    missing = f"; {fmt.number(ranked[0]['missing'])} did not" if ranked[0]["missing"] else ""
    among = f"{fmt.plural(ranked[0]['reported'], 'authority', 'authorities')} that reported"
    if own is None:
        return f"{tables.council} has no rate in {when}. It is known of {among}{missing}."
    place = "highest" if own["place"] == 1 else f"{ordinal(own['place'])} highest"
    return (
        f"In {when} {tables.council} had {fmt.number(own['value'], 2)} in temporary accommodation for every 1,000 "
        f"households, the {place} of "
        f"{among}{missing}. It is in the {QUARTERS[own['quartile'] - 1]} quarter of them."
    )


def ordinal(place: int) -> str:
    """`1st`, `12th`, `23rd`."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def origin(page: TemporaryAccommodation, tables: Authorities, extra: str = "") -> About:
    """Where the Ministry's numbers come from."""
    measure = page.measure(RATE)
    definition = f"{measure.definition} {extra}".strip()
    asked = (query_of(tables.dataset),)
    return About(definition, measure.numerator_text, "", asked, dataset=tables.dataset, source=tables.source)


def note(page: TemporaryAccommodation, tables: Authorities) -> str:
    """Whose values these are, and why of another quarter, if they are."""
    words = "All values are the Ministry's, the council's too: they may differ from the council's own count."
    if tables.quarter.last_day > page.quarter.last_day:
        return f"{words} The tables are later than {page.quarter.label}; none as old have been loaded."
    if tables.quarter.last_day < page.quarter.last_day:
        return f"{words} No newer tables have been loaded."
    return words
