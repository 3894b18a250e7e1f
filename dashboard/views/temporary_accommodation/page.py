"""The temporary accommodation page: how many households are in it, is it too many, where are they and for how long."""

from __future__ import annotations

from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.catalogue.themes import built_in
from dashboard.views.authorities import is_old
from dashboard.views.cards import measure_tile
from dashboard.views.declared.own import Own
from dashboard.views.declared.page import theme
from dashboard.views.nothing import recorded
from dashboard.views.pieces import Tile
from dashboard.views.temporary_accommodation import elsewhere, findings, flow, stock
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

TILE_BENCHMARKS = ("England", "London")


def headline(page: TemporaryAccommodation) -> str:
    """The finding: how many households there are, against the target and against last quarter."""
    now, before = page.now, page.before
    if now.value is None:
        return _("No extract of placements has been loaded for {quarter}", quarter=page.quarter.label)
    kinds = fmt.listed([page.types[kind].lower() for kind in page.state.of("accommodation_type")])
    where = _("temporary accommodation") + (f" ({kinds})" if kinds else "")
    if page.who and not recorded(page):
        return _("{who} had no households in {where} in {when}", who=page.who, where=where, when=page.when)
    count = round(now.value)
    by = _(" placed by {who}", who=page.who) if page.who else ""
    sentence = n_(
        "{count}{by} was in {where} at {end}",
        "{count}{by} were in {where} at {end}",
        count,
        count=fmt.plural(count, "household", "households").capitalize(),
        by=by,
        where=where,
        end=page.end,
    )
    judged = moved = ""
    if now.target is not None:
        target = _("the target of {target}", target=fmt.number(now.target))
        judged = apart(
            now.value - now.target, _("above {target}", target=target), _("below {target}", target=target)
        ) or _("on {target}", target=target)
    if before is not None:
        last = _("last {period_word}", period_word=page.period_word)
        moved = apart(now.value - before, _("more than {last}", last=last), _("fewer than {last}", last=last)) or _(
            "as many as {last}", last=last
        )
    if not (judged and moved):
        return ", ".join(filter(None, [sentence, judged, moved]))
    also, however = N_("{sentence}, {judged} and {moved}"), N_("{sentence}, {judged} but {moved}")
    same = (count > (now.target or 0)) == (count >= (before or 0))
    return _(also if same else however, sentence=sentence, judged=judged, moved=moved)


def apart(change: float, over: str, under: str) -> str:
    """`62 above the target`; nothing of no change."""
    return f"{fmt.number(abs(change))} {over if change > 0 else under}" if change else ""


def support(page: TemporaryAccommodation) -> str:
    """Who they are, and which type grew most."""
    row = page.row
    if not row:
        return _("Choose another quarter.")
    if not row["households"]:
        return _("Choose another quarter, or fewer filters.") if page.filtered else _("No placement was in force then.")
    children, away = row["with_children"], row["out_of_area"]
    cases = fmt.share_of(children, row["households"])
    have = n_("{cases} has dependent children", "{cases} have dependent children", children, cases=cases)
    are = n_(
        "{count} is placed outside the council's area",
        "{count} are placed outside the council's area",
        max(away, 1),
        count=fmt.number(away) if away else _("none"),
    )
    who = _("{have} and {are}.", have=have if children else _("None has dependent children"), are=are)
    sentences = [who, *fastest_growing(page)]
    if late := row["bb_families_over_six_weeks"]:
        families = _("family has") if late == 1 else _("families have")
        sentences.append(
            _(
                "{late} {families} been in bed and breakfast for more than six weeks, the limit in law.",
                late=fmt.in_words(late).capitalize(),
                families=families,
            )
        )
    return " ".join(sentences)


def fastest_growing(page: TemporaryAccommodation) -> list[str]:
    """The type whose households rose most since last quarter, where several are shown."""
    parts = page.loaded["accommodation_type"]
    values = {kind: parts.value(page.focus, page.quarter, kind) or 0 for kind in parts.names([page.quarter])}
    if page.before is None or len(values) < 2:
        return []
    rises = {kind: value - (parts.value(page.focus, page.quarter - 1, kind) or 0) for kind, value in values.items()}
    most = max(rises.values())
    if most <= 0:
        return []
    names = [kind for kind, rise in rises.items() if rise == most]
    if names[1:]:
        return [
            _(
                "{types} rose most, by {most} each.",
                types=fmt.level([page.types[kind] for kind in names]),
                most=fmt.number(most),
            )
        ]
    return [
        _(
            "{types} rose most, by {most} to {values}.",
            types=page.types[names[0]],
            most=fmt.number(most),
            values=fmt.number(values[names[0]]),
        )
    ]


def tiles(page: TemporaryAccommodation) -> list[Tile]:
    """Households, their rate beside elsewhere where it is known, families too long in bed and breakfast, and what
    prevention does."""
    parts, row, changes = page.shown(), page.row, not page.state.month
    children = _("{with_children} with children", with_children=fmt.number(row["with_children"])) if row else ""
    rate, late = page.measure("ta_households_per_1000"), page.measure("ta_bb_families_over_six_weeks")
    now = (b for b in page.printed if b.comparator in TILE_BENCHMARKS and not is_old(b.quarter, page.quarter))
    elsewhere_words = ", ".join(f"{b.comparator} {b.value:g}" for b in now)
    link = page.to(accommodation_type=page.bed_and_breakfast)
    shown = [
        measure_tile(page, page.focus, parts, cases=children, changes=changes),
        *([measure_tile(page, rate, parts, cases=elsewhere_words, changes=changes)] if page.known(rate) else []),
        measure_tile(page, late, parts, cases=_("none allowed by law"), link=link, changes=changes),
    ]
    counted = page.has("homelessness") and page.homeless(page.state.month)
    if counted and (found := counted.row(page.quarter)):
        cases = _(
            "{applications} applications taken{what}",
            applications=fmt.number(found["applications"]),
            what=_(" in the whole council") if page.who else "",
        )
        measure = page.measure("homelessness_preventions")
        shown.append(
            measure_tile(page, measure, counted, title=_("Homelessness prevented"), cases=cases, changes=changes)
        )
    return shown


THEME = theme(
    built_in()["temporary_accommodation"],
    Own(
        TemporaryAccommodation,
        headline=headline,
        support=support,
        findings={
            "households": findings.households,
            "types": findings.types,
            "directorates": partial(findings.places, kind="directorate"),
            "services": partial(findings.places, kind="service"),
            "months": findings.months,
            "bed_and_breakfast": findings.bed_and_breakfast,
        },
        cards={
            "bridge": flow.bridge,
            "families": stock.families,
            "rate": elsewhere.rate,
            "beside": elsewhere.beside,
            "authorities": elsewhere.every_authority,
            "stays": stock.stays,
            "cost": stock.cost,
            "homelessness": flow.homelessness,
            "duties": flow.duties,
        },
        tiles={"at_a_glance": tiles},
    ),
)
