"""The temporary accommodation page's cards of what surrounds it: the rate elsewhere, and homelessness in the area."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Benchmark
from dashboard.measures.readings import Components
from dashboard.views.cards import line_rows
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

QUERIES = ("temporary_accommodation_components",)
HOMELESSNESS = ("homelessness_applications", "homelessness_preventions", "homelessness_acceptances")
COUNTS = ("applications", "preventions", "reliefs", "acceptances")


def rate(page: TemporaryAccommodation) -> Card | None:
    """The rate per 1,000 households beside other places; none where a part is chosen, one of the two is not known, or
    the Ministry's tables, which have cards of their own, have taken the place of what papers print."""
    tables = page.authorities
    if page.filtered or not page.elsewhere or (tables and page.elsewhere[0].quarter == tables.quarter):
        return None
    measure, when = page.measure("ta_households_per_1000"), page.elsewhere[0].quarter
    council = page.offer.councils[page.offer.council]
    own = page.over_time.value(measure, when)
    rows: list[dict[str, Any]] = [
        {"label": b.comparator, "value": b.value, "when": b.quarter.label, "source": b.source} for b in page.elsewhere
    ]
    if own is None:
        return None
    estimate = page.data.catalogue.denominator(measure, page.offer.council, when)
    source = f"households {estimate.source}" if estimate else ""
    rows.append({"label": council, "value": own, "when": when.label, "source": source, "own": True})
    rows.sort(key=lambda row: row["value"])
    later = "" if when == page.quarter else " Nothing newer of other places is in the catalogue."
    return Card(
        key="rate",
        title=f"Rate per 1,000 households, {when.label}",
        finding=f"{council} had {fmt.number(own, 2)} for every 1,000 households{compared(page.elsewhere, own)}.",
        figure=figures.ranked_dots(rows, unit=measure.unit, decimals=measure.decimals),
        table=Table(
            (
                Column("label", "Place"),
                Column("value", "Per 1,000 households", "number", 2),
                Column("when", "Quarter"),
                Column("source", "Source"),
            ),
            tuple(rows),
        ),
        about=about(measure, *QUERIES, extra="Rates of other places are as a committee paper prints them."),
        note=f"Other places as printed in committee papers; the table names them.{later}",
    )


def compared(elsewhere: list[Benchmark], own: float) -> str:
    """`, fewer than England (3.50) and London (16.60)`."""
    sides = {
        "fewer than": [b for b in elsewhere if b.value > own],
        "more than": [b for b in elsewhere if b.value < own],
    }
    named = [
        f"{side} {fmt.listed([f'{b.comparator} ({fmt.number(b.value, 2)})' for b in places])}"
        for side, places in sides.items()
        if places
    ]
    return "".join(f", {words}" for words in named)


def homeless_by_quarter(page: TemporaryAccommodation) -> Components:
    """The council's homelessness counts of every loaded quarter."""
    quarters = page.offer.quarters
    return page.parts(quarters[0], "", filters={}, dataset="homelessness", last=quarters[-1])[""]


def homeless_in_quarter(page: TemporaryAccommodation) -> Components:
    """The council's homelessness counts of the quarter on show, or of the month chosen in it."""
    if not page.state.month:
        return homeless_by_quarter(page)
    return page.parts(page.quarter, "", filters={"month": (page.state.month,)}, dataset="homelessness")[""]


def homelessness(page: TemporaryAccommodation) -> Card | None:
    """Applications, preventions and acceptances by quarter; none where the council counts nothing."""
    if not page.has("homelessness"):
        return None
    parts = homeless_by_quarter(page)
    rows = [
        row
        for measure in map(page.measure, HOMELESSNESS)
        for row in line_rows(page, measure, parts, {"": measure.short_title})
    ]
    if all(row["value"] is None for row in rows):
        return None
    table = [
        {
            "period": quarter.label,
            "link": page.quarter_link(quarter),
            **{name: found and found[name] for name in COUNTS for found in [parts.row(quarter)]},
        }
        for quarter in reversed(page.quarters)
    ]
    now, then = parts.row(page.quarter), parts.row(page.quarter.year_before())
    finding = f"No homelessness counts are loaded for {page.quarter.label}."
    if now:
        finding = f"{counts(now)} in {page.quarter.label}"
        finding += f"; a year before {fmt.listed([fmt.number(then[name]) for name in SAID])}." if then else "."
    part = " The whole council: these counts are not by service or type." if page.filtered else ""
    return Card(
        key="homelessness",
        council_wide=True,
        title="Homelessness applications and preventions",
        finding=finding,
        figure=figures.quarterly_lines(rows, unit="count", decimals=0),
        table=Table.linked(
            (Column("period", "Quarter"), *(Column(name, name.capitalize(), "count") for name in COUNTS)), table
        ),
        about=about(
            page.measure("homelessness_applications"),
            "homelessness_components",
            extra=" ".join(page.measure(name).definition for name in HOMELESSNESS[1:]),
        ),
        note=f"Acceptances: households the council owes the main duty to house.{part}",
    )


SAID = ("applications", "preventions", "acceptances")


def counts(row: dict[str, Any]) -> str:
    """`309 applications, 131 preventions and 56 households accepted`."""
    return fmt.listed(
        [
            fmt.plural(row["applications"], "application"),
            fmt.plural(row["preventions"], "prevention"),
            f"{fmt.plural(row['acceptances'], 'household')} accepted",
        ]
    )
