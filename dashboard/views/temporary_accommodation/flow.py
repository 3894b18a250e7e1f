"""The temporary accommodation page's own cards of what moves: who came and left, and homelessness in the area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, NN_, _
from dashboard.basics.quarters import short_months
from dashboard.measures.components import Components
from dashboard.views.cards import line_rows
from dashboard.views.declared.own import Picture
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

HOMELESSNESS = {name: f"homelessness_{name}" for name in ("applications", "preventions", "acceptances")}
NAMES = {
    "applications": N_("Applications"),
    "preventions": N_("Preventions"),
    "acceptances": N_("Acceptances"),
    "prevention": N_("Prevention"),
    "relief": N_("Relief"),
}
DUTIES = (N_("prevention"), N_("relief"))


def bridge(page: TemporaryAccommodation) -> Picture | None:
    """From the last period's households to this one's: who came and who left; none without a period before."""
    row = page.row
    if not row or (page.before is None and not page.state.month):
        return None
    now, came, left = row["households"], row["started"], row["ended"]
    before = now - came + left if page.before is None else round(page.before)
    corrected = now - (before + came - left)
    first, last = ends(page)
    rows: list[dict[str, Any]] = [
        {"label": first, "value": before, "total": True},
        {"label": _("Came"), "value": came, "total": False, "link": page.to_records("received")},
        {"label": _("Left"), "value": -left, "total": False, "link": page.to_records("responded")},
        *([{"label": _("Corrections"), "value": corrected, "total": False}] if corrected else []),
        {"label": last, "value": now, "total": True, "link": page.to_records("open")},
    ]
    into = _("{came} came into temporary accommodation", came=fmt.plural(came, "household", "households").capitalize())
    came_words = _("{into} and {left} left", into=into, left=fmt.number(left) if left else _("none"))
    notes = [
        _("A move from a service or type that is not chosen counts as coming.") if page.filtered else "",
        _("Corrections are to what was known of the earlier date.") if corrected else "",
    ]
    return Picture(f"{came_words}: {net(came - left)}.", rows, figures.bridge(rows), " ".join(filter(None, notes)))


def net(change: int) -> str:
    """`15 more than at the start`."""
    if not change:
        return _("as many as at the start")
    more, fewer = N_("{change} more than at the start"), N_("{change} fewer than at the start")
    return _(more if change > 0 else fewer, change=fmt.number(abs(change)))


def ends(page: TemporaryAccommodation) -> tuple[str, str]:
    """What the two totals are called: the quarters, or the months where one is chosen."""
    if not page.state.month:
        return (page.quarter - 1).label, page.quarter.label
    year, month = (int(part) for part in page.state.month.split("-"))
    before = f"{short_months()[month - 2]} {year if month > 1 else year - 1}"
    return before, f"{short_months()[month - 1]} {year}"


def homelessness(page: TemporaryAccommodation) -> Picture | None:
    """Applications, preventions and acceptances by quarter."""
    return of_homelessness(page, HOMELESSNESS, counted)


def duties(page: TemporaryAccommodation) -> Picture | None:
    """The share of prevention and of relief duties that ended with a home, by quarter."""
    return of_homelessness(page, {duty: f"homelessness_{duty}_secured" for duty in DUTIES}, ended)


def of_homelessness(
    page: TemporaryAccommodation, names: Mapping[str, str], said: Callable[[TemporaryAccommodation, Components], str]
) -> Picture | None:
    """These measures of homelessness as lines, since the first quarter that knows one; none where none does."""
    if not page.has("homelessness"):
        return None
    parts, measures = page.homeless(), {name: page.measure(one) for name, one in names.items()}
    lines = [row for name, one in measures.items() for row in line_rows(page, one, parts, {"": _(NAMES[name])})]
    known = [row["quarter"] for row in lines if row["value"] is not None]
    if not known:
        return None
    since = [quarter for quarter in page.quarters if quarter >= min(known)]
    rows = [
        {
            **(parts.row(quarter) or {}),
            **{name: parts.value(one, quarter) for name, one in measures.items()},
            "period": quarter.label,
            "link": page.quarter_link(quarter),
        }
        for quarter in reversed(since)
    ]
    one = next(iter(measures.values()))
    drawn = [row for row in lines if row["quarter"] in since]
    whole = _("The whole council: these counts are not by service or type.") if page.filtered else ""
    figure = figures.quarterly_lines(drawn, unit=one.unit, decimals=one.decimals)
    return Picture(said(page, parts), rows, figure, whole)


def counted(page: TemporaryAccommodation, parts: Components) -> str:
    """`309 homelessness applications and 131 preventions in Q4; 56 households were accepted; a year before ...`."""
    now, then = parts.row(page.quarter), parts.row(page.quarter.year_before())
    if not now:
        return _("No homelessness counts are loaded for {quarter}.", quarter=page.quarter.label)
    nouns = {
        "applications": NN_("homelessness application", "homelessness applications"),
        "preventions": NN_("prevention", "preventions"),
    }
    made = fmt.listed([fmt.plural(now[name], *noun) for name, noun in nouns.items()])
    households = fmt.plural(now["acceptances"], "household", "households")
    accepted = (
        _("{households} was accepted", households=households)
        if now["acceptances"] == 1
        else _("{households} were accepted", households=households)
    )
    said = _("{made} in {quarter}; {accepted}", made=made, quarter=page.quarter.label, accepted=accepted)
    before = [fmt.number(then[name]) for name in (*nouns, "acceptances")] if then else []
    return _("{said}; a year before {then}.", said=said, then=fmt.listed(before)) if before else f"{said}."


def ended(page: TemporaryAccommodation, parts: Components) -> str:
    """`In Q4 2019/20 a home was secured at the end of 131 of 230 prevention duties and 84 of 200 relief duties.`."""
    now = parts.row(page.quarter)
    told = [
        _("{now} {duty} duties", now=fmt.share_of(now[f"{duty}_secured"], now[f"{duty}_known"]), duty=_(duty))
        for duty in DUTIES
        if now and now[f"{duty}_known"]
    ]
    if not told:
        return _("How duties ended is not known for {quarter}.", quarter=page.quarter.label)
    return _("In {quarter} a home was secured at the end of {told}.", quarter=page.quarter.label, told=fmt.listed(told))
