"""The measures of a council's plan as its paper prints them, judged: what was achieved, what became better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.measures.comments import Comment, latest_comments
from dashboard.measures.kpis import DATASET, PREFIX
from dashboard.measures.status import WORDS, words
from dashboard.pages.filters import Offer, State
from dashboard.pages.offers import offered
from dashboard.store.data import Data
from dashboard.views.highlights import partnerships, told
from dashboard.views.nothing import emptied
from dashboard.views.pieces import Card, Column, Crumb, Passage, Section, Status, Table, Tile, View
from dashboard.views.plan.budgets import budgets
from dashboard.views.plan.legend import BOTH_KEYS, KEYS, key
from dashboard.views.plan.lines import MET, MISSED
from dashboard.views.plan.scope import Plan
from dashboard.views.plan.tables import GROUPS, about, groups, others
from dashboard.views.quotes import heading
from dashboard.views.theme import Theme

BETTER, WORSE = "improved", "worsened"

# of those with a target the one, or several, that met it, and in the words of the scheme that says achieved
HAVE_MET = (
    (
        N_("The one measure{where} with a target{remit} met it in {when}"),
        N_("{met} of {judged}{where} with a target{remit} met it in {when}"),
    ),
    (
        N_("The one measure{where} with a target{remit} achieved it in {when}"),
        N_("{met} of {judged}{where} with a target{remit} achieved it in {when}"),
    ),
)
HAS_MISSED = N_("The one measure{where} with a target{remit} missed it in {when}")


def view(data: Data, state: State) -> View:
    """Everything the page says for this state."""
    page = Plan(data, "kpis", state, offered(data, "kpis", state.council))
    shown = View(
        state=state,
        title=_("Plan measures"),
        headline=headline(page),
        support=support(page),
        tiles=tiles(page),
        cards=tuple(cards(page)),
        crumbs=page.crumbs(),
        sources=page.source(),
        extract=page.extract,
        notices=(*state.notices, *page.damage_notices(("kpis", "budgets", "commentary"))),
        sections=(
            *told(page),
            key(page.judging, page.quarter.kind if page.quarterly else None, page.benchmarked),
        ),
    )
    return (
        shown
        if page.filtered(page.every) or not any(state.of(name) for name in ("status", "service_area", "committee"))
        else without_measures(page, shown)
    )


def beside(data: Data, state: State, offer: Offer) -> list[Card | Section]:
    """What there is without measures: the budgets, and the council's notes on measures of other pages."""
    page = Plan(data, "kpis", state, offer)
    return [part for part in (budgets(page), notes(page)) if part]


def notes(page: Plan) -> Section | None:
    """The newest notes on each measure, or None."""
    said = latest_comments(page.data, page.offer.council, page.quarter, basis=page.state.basis)
    measures = page.data.catalogue.measures
    passages = tuple(
        passage(measures[name].title if name in measures else name, one)
        for name, comments in said.items()
        for one in comments
        if page.remit is None
        or page.remit.holds(name, measures[name].dataset if name in measures else DATASET, "", PREFIX + name)
    )
    return Section("notes", _("What the council says of its measures"), passages) if passages else None


def passage(title: str, said: Comment) -> Passage:
    """A note on a measure; one of an earlier period is folded and says of which."""
    if said.older:
        return Passage(
            title, _("Earlier note, {said}", said=said.period.label), detail=said.text, source=f"{heading(said)}."
        )
    return Passage(title, said.text, source=f"{heading(said)}.")


def without_measures(page: Plan, view: View) -> View:
    """The page of service areas and statuses that no measure has: the key to statuses, and the way out."""
    way_out = Crumb(_("Show all statuses"), page.to(status=()))
    if not page.every:
        way_out = Crumb(_("Show all committees"), page.to(committee=(), service_area=(), status=()))
    elif not page.chosen:
        both = _("Show all service areas and statuses") if page.state.of("status") else _("Show all service areas")
        way_out = Crumb(both, page.to(service_area=(), status=()))
    tiles = tuple(replace(tile, value=fmt.NOTHING) for tile in view.tiles)
    support = _("There is nothing to show for these filters.")
    kept = replace(view, support=support, tiles=tiles, sections=view.sections[-1:], way_out=way_out)
    return emptied(page, kept)


def headline(page: Plan) -> str:
    """How many of the measures with a target met it."""
    where, remit = (
        _(" in {areas_in_words}", areas_in_words=areas_in_words(page)) if page.state.of("service_area") else "",
        page.of_remit,
    )
    if page.remit and not page.every:
        return _("The plan has no measures{remit} in {quarter}", remit=remit, quarter=page.quarter.label)
    if where and not page.chosen:
        return _(
            "{areas_in_words} had no measures{remit} in {quarter}",
            areas_in_words=areas_in_words(page),
            remit=remit,
            quarter=page.quarter.label,
        )
    if page.state.of("status") and not page.filtered(page.every):
        named = _(" or ").join(
            f'''"{_(WORDS[code][0]).format(worse=_("short of"))}"''' for code in page.state.of("status")
        )
        return _(
            "No measure{where}{remit} has the status {named} in {quarter}",
            where=where,
            remit=remit,
            named=named,
            quarter=page.quarter.label,
        )
    met, judged = page.with_status(page.chosen, MET), page.with_status(page.chosen, (*MET, *MISSED))
    when = page.quarter.label
    if not judged:
        return _(
            "None of {count}{where}{remit} has a target in {when}",
            count=fmt.plural(len(page.chosen), "measure", "measures"),
            where=where,
            remit=remit,
            when=when,
        )
    one, several = HAVE_MET[page.scheme == "achieved_failed"]
    if judged == 1:
        return _(one if met else HAS_MISSED, where=where, remit=remit, when=when)
    return _(
        several,
        met=fmt.number(met),
        judged=fmt.plural(judged, "measure", "measures"),
        where=where,
        remit=remit,
        when=when,
    )


def areas_in_words(page: Plan) -> str:
    """The service areas chosen; `3 service areas` of several."""
    areas = page.state.of("service_area")
    return fmt.listed(areas) if len(areas) < 3 else _("{count} service areas", count=len(areas))


def support(page: Plan) -> str:
    """What missed its target and where most did, and what became better or worse."""
    return " ".join(
        [*missed_words(page), moved_words(page), *long_words(page), *without_target(page), *other_periods(page)]
    )


def other_periods(page: Plan) -> list[str]:
    """How many of the measures counted are of longer periods, and of which."""
    longer = [line for line in page.chosen if line.period != page.quarter]
    if not longer:
        return []
    labels = fmt.listed([period.label for period in sorted({line.period for line in longer})])
    count = fmt.in_words(len(longer)).capitalize()
    return [
        n_(
            "{count} of the measures is for a longer period: {labels}.",
            "{count} of the measures are for a longer period: {labels}.",
            len(longer),
            count=count,
            labels=labels,
        )
    ]


def missed_words(page: Plan) -> list[str]:
    """The one measure that missed its target, or where most of them are."""
    missed = [line for line in page.chosen if line.code in MISSED]
    if not missed:
        return []
    if len(missed) == 1:
        return [
            _(
                "{name} missed it: {value} against a target of {target}.",
                name=missed[0].name,
                value=missed[0].value,
                target=missed[0].target,
            )
        ]
    areas = sorted({line.service_area for line in missed})
    count = {area: sum(line.service_area == area for line in missed) for area in areas}
    most = max(areas, key=lambda area: count[area])
    every = _("both") if len(missed) == 2 else _("all")
    where = every if count[most] == len(missed) else _("{count} of them", count=fmt.in_words(count[most]))
    if count[most] == 1 or list(count.values()).count(count[most]) > 1:
        return [_("{count} missed it.", count=fmt.in_words(len(missed)).capitalize())]
    return [
        _("{count} missed it, {where} in {most}.", count=fmt.in_words(len(missed)).capitalize(), where=where, most=most)
    ]


def moved_words(page: Plan) -> str:
    """How many are better and worse than before, of those that can be compared and have a good direction."""
    compared = [line for line in page.chosen if page.trend(line) in (BETTER, WORSE, "static")]
    before = _("last {period_word}", period_word=page.period_word) if page.quarterly else _("the year before")
    if not compared:
        return _("None can be compared with {before}.", before=before)
    better, worse = (sum(page.trend(line) == code for line in compared) for code in (BETTER, WORSE))
    count = _("{count} that can be compared with {before}", count=fmt.in_words(len(compared)), before=before)
    return _(
        "Of {count}, {better} and {worse}.",
        count=count,
        better=n_("{count} is better", "{count} are better", better, count=several(better)),
        worse=n_("{count} is worse", "{count} are worse", worse, count=several(worse)),
    )


def long_words(page: Plan) -> list[str]:
    """How many have improved over the long term, as papers of plans with quarterly figures count them."""
    known = [line for line in page.chosen if line.period == page.quarter]
    known = [line for line in known if line.long_trend in (BETTER, WORSE, "static")]
    if not page.quarterly or not known:
        return []
    improved = sum(line.long_trend == BETTER for line in known)
    return [
        _(
            "Over the long term {several} of {count} improved.",
            several=several(improved),
            count=fmt.in_words(len(known)),
        )
    ]


def without_target(page: Plan) -> list[str]:
    """How many measures have no target."""
    count = page.with_status(page.chosen, ("data_only",))
    if not count or not page.with_status(page.chosen, (*MET, *MISSED)):
        return []
    return [
        n_(
            "{count} more has no target.",
            "{count} more have no target.",
            count,
            count=fmt.in_words(count).capitalize(),
        )
    ]


def tiles(page: Plan) -> tuple[Tile, ...]:
    """Achieved, failed, better, worse."""
    chosen = page.chosen
    judged = page.with_status(chosen, (*MET, *MISSED))
    compared = [line for line in chosen if page.trend(line) in (BETTER, WORSE, "static")]
    plain = page.scheme == "achieved_failed"
    far, near = (page.with_status(chosen, (code,)) for code in ("red", "amber"))
    met, missed = ("achieved", "failed") if plain else ("green", "amber" if near and not far else "red")
    before = _("than last {period_word}", period_word=page.period_word) if page.quarterly else _("than the year before")

    def tile(name: str, title: str, count: int, of: int, base: str, status: Status | None, *links: str) -> Tile:
        return Tile(
            key=name,
            title=title,
            value=fmt.number(count) if of else fmt.NOTHING,
            cases=_("of {of} {base}", of=fmt.number(of), base=base) if of else _("none {base}", base=base),
            status=status if count else None,
            target="",
            changes=(),
            link=page.to(status=links) if links and count else None,
        )

    return (
        tile(
            "met",
            _("Achieved their target") if plain else _("Met their target"),
            page.with_status(chosen, MET),
            judged,
            _("with a target"),
            Status(met, *words(met, "higher")),
            met,
        ),
        tile(
            "missed",
            _("Failed their target") if plain else _("Missed their target"),
            page.with_status(chosen, MISSED),
            judged,
            _("with a target") + (_(", {near} of them only slightly", near=fmt.in_words(near)) if near and far else ""),
            Status(missed, _(WORDS[missed][0]).format(worse=_("short of")), WORDS[missed][1]),
            *(("failed",) if plain else ("amber", "red")),
        ),
        tile(
            "better",
            _("Better {before}", before=before),
            moved(page, BETTER),
            len(compared),
            _("that can be compared"),
            None,
        ),
        tile(
            "worse",
            _("Worse {before}", before=before),
            moved(page, WORSE),
            len(compared),
            _("that can be compared"),
            None,
        ),
    )


def moved(page: Plan, code: str) -> int:
    """How many lines moved this way."""
    return sum(page.trend(line) == code for line in page.chosen)


def cards(page: Plan) -> list[Card]:
    """Statuses, service areas and budgets as charts; then the plan's tables, group by group, and its partnerships."""
    found = [statuses(page), areas(page), budgets(page), *groups(page), others(page), partnerships(page)]
    return [card for card in found if card is not None]


def statuses(page: Plan) -> Card:
    """How many measures have each status."""
    rows: list[dict[str, Any]] = [
        {
            "label": _(WORDS[code][0]).format(worse=_("short of")),
            "value": count,
            "colour": "series_2" if code in MET else "late" if code in MISSED else "tint",
            "link": page.to(status=(code,)) if count else None,
        }
        for code in (*KEYS[page.scheme], *BOTH_KEYS)
        if (count := page.with_status(page.chosen, (code,))) or code in KEYS[page.scheme]
    ]
    parts = [f"{fmt.number(row['value'])} {row['label'].lower()}" for row in rows if row["value"]]
    measures, where = fmt.plural(len(page.chosen), "measure", "measures"), fmt.listed(page.state.of("service_area"))
    finding = _(
        "Of {measures} of the plan{what}: {parts}.",
        measures=measures,
        what=_(" in {where}", where=where) if where else "",
        parts="; ".join(parts) or _("none has a status"),
    )
    return Card(
        key="statuses",
        title=_("Measures by status"),
        finding=finding,
        figure=figures.ranked_bars(rows, unit="count", decimals=0),
        table=Table.linked((Column("label", _("Status")), Column("value", _("Measures"), "count")), rows),
        about=about(_("Measures with this status")),
    )


def several(count: int) -> str:
    """`three`, or `none`."""
    return fmt.in_words(count) if count else _("none")


def areas(page: Plan) -> Card | None:
    """The service areas ranked by the share of their measures with a target that met it; None for fewer than two."""
    rows: list[dict[str, Any]] = []
    for area in sorted({line.service_area for line in page.every}):
        its = [line for line in page.every if line.service_area == area]
        judged = page.with_status(its, (*MET, *MISSED))
        if judged:
            met = page.with_status(its, MET)
            link = page.to(service_area=(area,)) if area in page.offer.words("service_area") else None
            rows.append({"label": area, "value": 100 * met / judged, "of": judged, "met": met, "link": link})
    if len(rows) < 2 or page.state.of("service_area"):
        return None
    rows.sort(key=lambda row: (row["value"], -row["of"], row["label"]))
    word = _("achieved") if page.scheme == "achieved_failed" else _("met")
    low, high = rows[0], rows[-1]
    finding = _("In every area the same share of measures {word} their target.", word=word)
    if low["value"] < high["value"]:
        finding = f"{low['label']} {of_targets(low, word)}, {high['label']} {of_targets(high, word)}."
    return Card(
        key="areas",
        title=_("Service areas by share of targets ") + word,
        finding=finding,
        figure=figures.ranked_bars(rows, unit="percent", decimals=0),
        table=Table.linked(
            (
                Column("label", _("Service area")),
                Column("met", _("Targets {word}", word=word), "count"),
                Column("of", _("With a target"), "count"),
                Column("value", _("Share {word}", word=word), "percent"),
            ),
            rows,
        ),
        about=about(_("Measures that {word} their target", word=word), _("Measures with a target")),
        note=_("Measures without a target are not counted.")
        + (_(ELSEWHERE) if any(one.counted for one in page.elsewhere) else ""),
    )


def of_targets(row: Mapping[str, Any], word: str) -> str:
    """`met none of its 4 targets`, `missed its one target`."""
    if row["of"] == 1:
        return _("{word} its one target", word=word if row["met"] else _("missed"))
    return _("{word} {several} of its {of} targets", word=word, several=several(row["met"]), of=fmt.number(row["of"]))


ELSEWHERE = N_(" Those of longer periods, which stand in a table of their own, are.")

THEME = Theme(
    view=view,
    cards=("statuses", "areas", "budgets", *GROUPS, "elsewhere", "partnerships"),
    tables=(*GROUPS, "elsewhere", "partnerships"),
    beside=beside,
)
