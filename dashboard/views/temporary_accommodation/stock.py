"""The temporary accommodation page's own cards of the households at a period's end: with children, stays, cost."""

from __future__ import annotations

import statistics
from collections import Counter

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, NN_, _
from dashboard.store.database import Row
from dashboard.views.cards import highest_first
from dashboard.views.declared.own import Picture
from dashboard.views.temporary_accommodation.findings import HOUSEHOLDS
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

BANDS = {
    N_("Up to 6 weeks"): 42,
    N_("6 to 13 weeks"): 91,
    N_("3 to 6 months"): 182,
    N_("6 to 12 months"): 365,
    N_("1 to 2 years"): 730,
    N_("Over 2 years"): 10**6,
}
DAYS_IN_MONTH, DAYS_IN_WEEK = 30.44, 7


def families(page: TemporaryAccommodation) -> Picture | None:
    """Households with and without children, and those placed outside the area; none where there never were any."""
    rows: list[Row] = [
        {"quarter": quarter, "period": quarter.label, "link": page.quarter_link(quarter)} for quarter in page.quarters
    ]
    for row in rows:
        found = page.over_time.row(row["quarter"])
        count = found["households"] if found else 0
        row |= {name: found and found[name] for name in ("with_children", "out_of_area")}
        row["without_children"] = found and count - found["with_children"]
        row["children"] = 100 * found["with_children"] / count if found and count else None
        row["above_cases"] = fmt.share_of(found["with_children"], count) if found and count else ""
        row["away"] = 100 * found["out_of_area"] / count if found and count else None
    if not any(row["with_children"] or row["without_children"] for row in rows):
        return None
    note = _("The percentage above each bar is the share with children; the table has those placed outside the area.")
    parts = (("with_children", _("With children")), ("without_children", _("No children")))
    drawn = figures.stacked_bars(rows, parts=parts, above="children", above_label=_("With children"))
    return Picture(who(page), rows[::-1], drawn, note)


def who(page: TemporaryAccommodation) -> str:
    """How many have children, and how many are placed outside the area."""
    now = page.row
    if not now or not now["households"]:
        return _("No household was in temporary accommodation at {end}.", end=page.end)
    children, away = (100 * now[key] / now["households"] for key in ("with_children", "out_of_area"))
    outside = _(
        "{away} are placed outside the area ({out_of_area}).",
        away=fmt.percent(away),
        out_of_area=fmt.number(now["out_of_area"]),
    )
    cases = fmt.share_of(now["with_children"], now["households"])
    return _(
        "{children} of {households} have children ({cases}); {outside}",
        children=fmt.percent(children),
        households=_(HOUSEHOLDS),
        cases=cases,
        outside=outside if away else _("none is placed outside the area."),
    )


def stays(page: TemporaryAccommodation) -> Picture | None:
    """How long the households have been in temporary accommodation, in bands; none where there are none."""
    found = page.rows_of("temporary_accommodation_stays")
    days = [row["stay_days"] for row in found for _rest in range(row["households"])]
    if not days:
        return None
    cases = Counter(next(label for label, most in BANDS.items() if stay <= most) for stay in days)
    rows: list[Row] = [{"label": _(label), "cases": cases[label]} for label in BANDS]
    long = rows[-1]["cases"]
    finding = _(
        "Half of the {households} have been there for {length} or longer",
        households=_(HOUSEHOLDS),
        length=length(statistics.median_high(days)),
    )
    finding += _("; {long} for more than two years.", long=fmt.number(long)) if long else "."
    note = _(
        "{count} at {end}, moves between places included.",
        count=fmt.plural(len(days), "household", "households").capitalize(),
        end=page.end,
    )
    return Picture(finding, rows, figures.banded_bars(rows, case=NN_("household", "households"), in_time=""), note)


def length(days: int) -> str:
    """`9 months`, `5 weeks`, `4 days`: as precise as a reader needs."""
    if days >= 2 * DAYS_IN_MONTH:
        return fmt.plural(round(days / DAYS_IN_MONTH), "month", "months")
    if days >= 2 * DAYS_IN_WEEK:
        return fmt.plural(days // DAYS_IN_WEEK, "week", "weeks")
    return fmt.plural(days, "day", "days")


def cost(page: TemporaryAccommodation) -> Picture | None:
    """What a night costs on average in each type, where it is known; none where it is known of no placement."""
    total, parts = page.row, page.shown("accommodation_type")
    if not total or not total["costed"]:
        return None
    rows = [
        {**row, "label": label, "link": page.to(accommodation_type=(kind,))}
        for kind, label in page.types.items()
        if (row := parts.row(page.quarter, kind)) and row["placements"]
    ]
    unknown = [{**row, "value": None, "nightly_cost_gbp": None} for row in rows if not row["costed"]]
    ranked = highest_first({**row, "value": row["nightly_cost_gbp"] / row["costed"]} for row in rows if row["costed"])
    words = fmt.listed([row["label"].lower() for row in unknown])
    costs = _(
        "Temporary accommodation costs {nightly_cost_gbp} a night",
        nightly_cost_gbp=fmt.pounds_in_words(total["nightly_cost_gbp"]),
    )
    known = _(
        "{costed} of {placements}",
        costed=fmt.number(total["costed"]),
        placements=fmt.plural(total["placements"], "placement", "placements"),
    )
    finding = _("{costs} for the {known} whose cost is known.", costs=costs, known=known)
    drawn = figures.ranked_bars(ranked, unit="gbp", decimals=2)
    return Picture(finding, [*ranked, *unknown], drawn, _("Not known: {words}.", words=words) if words else "")
