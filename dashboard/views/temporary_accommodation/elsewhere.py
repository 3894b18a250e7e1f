"""The rate elsewhere as cards: as papers print it, England, the region and neighbours, every authority ranked."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.statistics import poisson
from dashboard.store.database import Row
from dashboard.views.authorities import Authorities, dated, query_of
from dashboard.views.declared.own import Picture
from dashboard.views.pieces import About
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

RATE = "statutory_ta_households_per_1000"
QUARTERS = (N_("highest"), N_("second highest"), N_("second lowest"), N_("lowest"))


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
    source = _("households {source}", source=estimate.source) if estimate else ""
    rows: list[Row] = [
        *({"label": b.comparator, "value": b.value, "when": b.quarter.label, "source": b.source} for b in printed),
        {"label": page.council, "value": own, "when": when.label, "source": source, "own": True},
    ]
    rows.sort(key=lambda row: row["value"])
    households = page.over_time.halves(measure, when)[1]
    compared = ", ".join(sides(own, rows, households))
    later = "" if when == page.quarter else _("Nothing newer of other places is in the catalogue.")
    said = _(
        "{council} had {own} in temporary accommodation for every 1,000 households",
        council=page.council,
        own=fmt.number(own, 2),
    )
    said += f": {compared}." if compared else "."
    finding = dated(said, when, page.quarter)
    return Picture(finding, rows, figures.ranked_dots(rows, unit=measure.unit, decimals=measure.decimals), later)


def sides(own: float, rows: Iterable[Row], households: float | None) -> list[str]:
    """`fewer than London (16.60)`, `about as many as England (5.08)`, `as many as Kent`: how the council's rate stands
    to others, as both are shown. Those within what chance makes of so many households are about the same."""
    mine = fmt.number(own, 2)
    low, high = (own * end / households for end in poisson(households)) if households else (own, own)
    found: dict[str, list[str]] = {
        side: [] for side in (_("fewer than"), _("about as many as"), _("as many as"), _("more than"))
    }
    for row in (row for row in rows if not row.get("own")):
        text, value = fmt.number(row["value"], 2), row["value"]
        side = _("fewer than") if value > high else _("more than") if value < low else _("about as many as")
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
        return _(
            "The Ministry's tables have no rate of {council} for {quarter}.",
            council=tables.council,
            quarter=tables.quarter.label,
        )
    words = "; ".join(sides(own["value"], tables.beside, own["ta_households"]))
    mine = fmt.number(own["value"], 2)
    said = _(
        "At the end of {when} {council} had {mine} in temporary accommodation for every 1,000 households",
        when=when,
        council=tables.council,
        mine=mine,
    )
    return f"{said}: {words}." if words else f"{said}."


def every_authority(page: TemporaryAccommodation) -> Picture | None:
    """All authorities' rates and the council's place among them; none for a part of it, or without the tables."""
    tables = page.authorities
    if page.filtered or tables is None:
        return None
    measure = page.measure(RATE)
    ranked = [row for row in tables.rows if row["level"] == "authority"]
    squares = _("Squares: neighbours. ") if any(row["near"] for row in ranked) else ""
    drawn = figures.value_curve(
        ranked, lines=tables.wider, unit=measure.unit, decimals=measure.decimals, noun="authorities"
    )
    same = _("Authorities with the same rate at two decimals share the higher place.")
    said, words = ranked_finding(tables, ranked), f"{squares}{note(page, tables)}"
    return Picture(said, ranked, drawn, words, origin(page, tables, same))


def ranked_finding(tables: Authorities, ranked: list[Row]) -> str:
    """`Medway had 4.78 in temporary accommodation for every 1,000 households, the 12th highest of 57 authorities`."""
    own, when = tables.own, tables.quarter.label
    if not ranked:
        return _("The Ministry's tables of {when} have no authority.", when=when)
    missing = _("; {missing} did not", missing=fmt.number(ranked[0]["missing"])) if ranked[0]["missing"] else ""
    among = _("{reported} that reported", reported=fmt.plural(ranked[0]["reported"], "authority", "authorities"))
    if own is None:
        return _(
            "{council} has no rate in {when}. It is known of {among}{missing}.",
            council=tables.council,
            when=when,
            among=among,
            missing=missing,
        )
    place = _("highest") if own["place"] == 1 else _("{ordinal} highest", ordinal=ordinal(own["place"]))
    return _(
        "In {when} {council} had {value} in temporary accommodation for every 1,000 households, the {place} "
        "of {among}{missing}. It is in the {quarters} quarter of them.",
        when=when,
        council=tables.council,
        value=fmt.number(own["value"], 2),
        place=place,
        among=among,
        missing=missing,
        quarters=_(QUARTERS[own["quartile"] - 1]),
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
    words = _("All values are the Ministry's, the council's too: they may differ from the council's own count.")
    if tables.quarter.last_day > page.quarter.last_day:
        return _(
            "{words} The tables are later than {quarter}; none as old have been loaded.",
            words=words,
            quarter=page.quarter.label,
        )
    if tables.quarter.last_day < page.quarter.last_day:
        return _("{words} No newer tables have been loaded.", words=words)
    return words
