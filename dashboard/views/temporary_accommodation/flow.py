"""The temporary accommodation page's cards of what moves: who came and left, for how long, at what cost, and why."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import MONTH_NAMES
from dashboard.views.cards import highest_first
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.scope import about
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

QUERIES = ("temporary_accommodation_components",)
BANDS = (
    (42, "Up to 6 weeks"),
    (91, "6 to 13 weeks"),
    (182, "3 to 6 months"),
    (365, "6 to 12 months"),
    (730, "1 to 2 years"),
    (10**6, "Over 2 years"),
)
DAYS_IN_MONTH, DAYS_IN_WEEK = 30.44, 7


def bridge(page: TemporaryAccommodation) -> Card | None:
    """From the last period's households to this one's: who came and who left; none without a period before."""
    row = page.in_quarter[""].row(page.quarter)
    if not row or (page.before is None and not page.state.month):
        return None
    now, came, left = row["households"], row["started"], row["ended"]
    before = now - came + left if page.before is None else round(page.before)
    corrected = now - (before + came - left)
    first, last = ends(page)
    rows: list[dict[str, Any]] = [
        {"label": first, "value": before, "total": True},
        {"label": "Came", "value": came, "total": False, "link": page.to(records="received")},
        {"label": "Left", "value": -left, "total": False, "link": page.to(records="responded")},
        *([{"label": "Corrections", "value": corrected, "total": False}] if corrected else []),
        {"label": last, "value": now, "total": True, "link": page.to(records="open")},
    ]
    came_words = f"{fmt.plural(came, 'household').capitalize()} came and {fmt.number(left) if left else 'none'} left"
    moves = " A move from a service or type that is not chosen counts as coming." if page.filtered else ""
    return Card(
        key="bridge",
        title=f"Who came and who left, {page.when}",
        finding=f"{came_words}: {net(came - left)}.",
        figure=figures.bridge(rows),
        table=Table((Column("label", "Households"), Column("value", "Number", "count")), tuple(rows)),
        about=about(
            page.households,
            *QUERIES,
            extra="A household comes on the day its first placement begins, and leaves on the day its last one ends; "
            "moves from one placement to the next at the latest on the day after are neither.",
        ),
        note=f"Households, not placements.{moves}"
        + (" Corrections are to what was known of the earlier date." if corrected else ""),
    )


def net(change: int) -> str:
    """`15 more than at the start`."""
    if not change:
        return "as many as at the start"
    return f"{fmt.number(abs(change))} {'more' if change > 0 else 'fewer'} than at the start"


def ends(page: TemporaryAccommodation) -> tuple[str, str]:
    """What the two totals are called: the quarters, or the months where one is chosen."""
    if not page.state.month:
        return (page.quarter - 1).label, page.quarter.label
    year, month = (int(part) for part in page.state.month.split("-"))
    before = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{MONTH_NAMES[before[1] - 1]} {before[0]}", f"{MONTH_NAMES[month - 1]} {year}"


def stays(page: TemporaryAccommodation) -> Card | None:
    """How long the households have been in temporary accommodation, in bands; none where there are none."""
    filters = {**page.filters, "month": (page.state.month,) if page.state.month else ()}
    found = page.data.rows(
        "temporary_accommodation_stays",
        council=page.offer.council,
        basis=page.state.basis,
        kind=page.quarter.kind,
        period_index=page.quarter.index,
        **{f"{name}s": list(values) or None for name, values in filters.items()},
    )
    bands: dict[str, dict[str, Any]] = {label: {"label": label, "cases": 0} for _, label in BANDS}
    for row in found:
        bands[next(label for most, label in BANDS if row["stay_days"] <= most)]["cases"] += row["households"]
    total = sum(row["households"] for row in found)
    if not total:
        return None
    long = bands[BANDS[-1][1]]["cases"]
    finding = f"Half have been there for {length(median(found))} or longer"
    finding += f"; {fmt.number(long)} for more than two years." if long else "."
    return Card(
        key="stays",
        title="How long households have stayed",
        finding=finding,
        figure=figures.banded_bars(list(bands.values()), case="household", in_time=""),
        table=Table(
            (Column("label", "In temporary accommodation for"), Column("cases", "Households", "count")),
            tuple(bands.values()),
        ),
        about=About(
            "How long each household in temporary accommodation at the end of the period has been in it without a "
            "break, in whichever places. A stay is unbroken where the next placement begins at the latest on the day "
            "after the last one ended.",
            "Households by the days since their unbroken stay began",
            "",
            ("temporary_accommodation_stays",),
        ),
        note=f"{fmt.plural(total, 'household').capitalize()} at {page.end}, moves between places included.",
    )


def median(rows: list[dict[str, Any]]) -> int:
    """The middle stay of counted ones, in order: half have been there for as long or longer."""
    half, seen = sum(row["households"] for row in rows) / 2, 0
    for row in reversed(rows):
        seen += row["households"]
        if seen >= half:
            break
    return int(row["stay_days"])


def length(days: int) -> str:
    """`9 months`, `5 weeks`, `4 days`: as precise as a reader needs."""
    if days >= 2 * DAYS_IN_MONTH:
        return fmt.plural(round(days / DAYS_IN_MONTH), "month")
    if days >= 2 * DAYS_IN_WEEK:
        return fmt.plural(days // DAYS_IN_WEEK, "week")
    return fmt.plural(days, "day")


def cost(page: TemporaryAccommodation) -> Card | None:
    """What a night costs on average in each type, where it is known; none where it is known of no placement."""
    total = page.in_quarter[""].row(page.quarter)
    if not total or not total["costed"]:
        return None
    parts = page.in_quarter["accommodation_type"]
    rows: list[dict[str, Any]] = []
    for kind, label in page.types.items():
        row = parts.row(page.quarter, kind)
        if row and row["placements"]:
            known = row["costed"]
            rows.append(
                {
                    "label": label,
                    "value": row["nightly_cost_gbp"] / known if known else None,
                    "costed": known,
                    "placements": row["placements"],
                    "nightly_cost_gbp": row["nightly_cost_gbp"] if known else None,
                    "link": page.to(accommodation_type=(kind,)),
                }
            )
    ranked = highest_first(row for row in rows if row["value"] is not None)
    unknown = [row for row in rows if row["value"] is None]
    finding = (
        f"{fmt.pounds_in_words(total['nightly_cost_gbp'])} a night for the {fmt.number(total['costed'])} of "
        f"{fmt.plural(total['placements'], 'placement')} whose cost is known."
    )
    words = [row["label"].lower() for row in unknown]
    return Card(
        key="cost",
        title=f"Cost of a night, {page.when}",
        finding=finding,
        figure=figures.ranked_bars(ranked, unit="gbp", decimals=2),
        table=Table.linked(
            (
                Column("label", "Type"),
                Column("placements", "Placements", "count"),
                Column("costed", "Cost known", "count"),
                Column("value", "Average a night", "gbp", 2),
                Column("nightly_cost_gbp", "All a night", "gbp"),
            ),
            [*ranked, *unknown],
        ),
        about=About(
            "What a placement costs the council a night, on average over the placements at the end of the period "
            "whose cost is known. Rents and charges that come back are not taken off.",
            "Cost a night of placements whose cost is known",
            "Placements whose cost is known",
            QUERIES,
        ),
        note="Average of the placements whose cost is known." + (f" Not known: {fmt.listed(words)}." if words else ""),
    )
