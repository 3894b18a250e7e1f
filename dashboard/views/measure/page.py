"""The page of one measure: where it stands, where it comes from, and everything that is known about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.catalogue.records import FROM_CATALOGUE
from dashboard.measures import entered
from dashboard.measures.known import why_not
from dashboard.measures.verdicts.past import judge_target
from dashboard.pages.filters import Offer, State
from dashboard.pages.offers import offered_of_measure
from dashboard.pages.registry import page_about
from dashboard.store.data import Data
from dashboard.views.cards import against_target, measure_tile, target_words
from dashboard.views.changes import against_past
from dashboard.views.measure import context, series, side_by_side, splits
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.pieces import Card, Crumb, Tile, View
from dashboard.views.theme import Theme


def view(data: Data, state: State) -> View:
    """Everything the page says about the state's measure."""
    page = OneMeasure(data, *asked_of(data, state))
    cards: list[Card | None] = [
        series.series(page),
        *splits.cards(page),
        *side_by_side.cards(page),
        series.years(page),
        context.benchmarks(page),
        context.comments(page),
        context.targets(page),
        context.definition(page),
    ]
    return View(
        state=state,
        title=page.focus.title,
        headline=headline(page),
        support=support(page),
        tiles=tuple(tiles(page)),
        cards=page.placed(replace(card, subject=page.focus.title) for card in cards if card),
        crumbs=crumbs(page),
        sources=page.source(),
        extract=page.extract,
        notices=(*state.notices, *page.damage_notices((page.dataset,))),
    )


def asked_of(data: Data, state: State) -> tuple[str, State, Offer]:
    """The measure's dataset, the state, and what there is to be chosen."""
    offer = offered_of_measure(data, state.council, state.measure)
    return entered.measure(data, offer.measure, offer.council).dataset, state, offer


def crumbs(page: OneMeasure) -> tuple[Crumb, ...]:
    """From the theme's page to the measure and down to the part of the council that is shown."""
    theme = page_about(page.data, page.dataset)
    nothing = page.state.unfiltered
    top = Crumb(theme.title, theme.path + page.state.query(measure="", quarter=page.reported, **nothing, month=""))
    first, *steps = page.crumbs()
    whole = Crumb(page.focus.title, page.to(**nothing, month="") if steps or page.part_words else first.link)
    return (top, whole, *steps)


def headline(page: OneMeasure) -> str:
    """The finding: the value, against its target and against its past."""
    now, when = page.now, page.when
    if now.value is None:
        return _("{name}: no value for {when}", name=page.name, when=when)
    return _(
        "{name}: {value} in {when}{page}", name=page.name, value=page.words(now.value), when=when, page=moved(page)
    )


def moved(page: OneMeasure) -> str:
    """How the value stands against its target and how it moved, as the end of a sentence; nothing for a month."""
    now = page.now
    judged = f", {beside_target(page)}" if now.target is not None else ""
    past = "" if page.state.month else against_past(now)
    return f"{judged}; {past}" if past else judged


def beside_target(page: OneMeasure) -> str:
    """`above the 80% target`, or of one that must be beaten `which misses the target (below £2.2 million)`."""
    if not page.now.strict:
        return against_target(page.now)
    met = page.now.target_word == "met"
    if page.focus.polarity == "lower":
        which = N_("which meets the target (below {target})") if met else N_("which misses the target (below {target})")
    else:
        which = N_("which meets the target (above {target})") if met else N_("which misses the target (above {target})")
    return _(which, target=page.words(page.now.target))


def support(page: OneMeasure) -> str:
    """On how many cases the value rests, and why there is no value or target."""
    now, measure = page.now, page.focus
    if now.value is None:
        return why_no_value(page)
    sentences = []
    if now.denominator and measure.unit == "percent" and not measure.of_money:
        sure = _(" (95% interval {interval})", interval=fmt.interval(*now.interval)) if now.interval else ""
        sentences.append(
            _(
                "{numerator} in {months_in_words}{sure}.",
                numerator=fmt.share_of(now.numerator, now.denominator),
                months_in_words=page.months_in_words,
                sure=sure,
            )
        )
    areas = {target.area for target in page.data.catalogue.targets if target.measure == measure.id} - {""}
    whole = not page.state.of(page.judged_by)
    if whole and now.target is None and areas & set(page.offer.words(page.judged_by)):
        one = page.offer.dimensions[page.judged_by].lower()
        sentences.append(
            _("Each {one} has a target of its own, so the whole has none: choose a {one} to see it judged.", one=one)
        )
    elif page.over_time.is_mixed(measure):
        one = page.offer.dimensions[page.judged_by].lower()
        sentences.append(_("Each {one} is judged by itself: choose one.", one=one))
    ahead = series.ahead(page)
    if ahead and page.quarter.last_day != page.quarter.as_kind("year").last_day:
        sentences.append(ahead)
    return " ".join(sentences) or measure.definition


def why_no_value(page: OneMeasure) -> str:
    """What is missing."""
    if why := why_not(page.data, page.focus, page.filters):
        return f"{why}."
    if page.over_time.row(page.quarter) is None:
        return _(
            "No extract has been loaded for {quarter}, so this is a gap and not a zero.", quarter=page.quarter.label
        )
    if page.now.numerator is not None and not page.now.denominator:
        if page.focus.denominator == FROM_CATALOGUE:
            return _(
                "There is no estimate for {year_label} of what it is measured against.",
                year_label=page.quarter.year_label,
            )
        return _("No cases are recorded of which it could be a share.")
    if len(page.offer.words(entered.AREA)) > 1 and len(page.state.of(entered.AREA)) != 1 and page.is_entered:
        return _("Several service areas report it, and their values do not add up: choose one of them.")
    return _("The extract of {quarter} does not say.", quarter=page.quarter.label)


def tiles(page: OneMeasure) -> list[Tile]:
    """The quarter, the year to date, what the year is to reach, and the year before."""
    measure, parts = page.focus, page.in_quarter[""] if page.state.month else page.over_time
    now = page.now
    cases = fmt.share_of(now.numerator, now.denominator) if measure.proportion and now.denominator else ""
    shown = [
        measure_tile(
            page,
            measure,
            parts,
            key="now",
            title=page.when,
            value=page.words(now.value),
            cases=cases,
            changes=not page.state.month,
        )
    ]
    if page.quarter.kind != "year" and (year := year_tile(page)):
        shown.append(year)
    before = page.years.reading(measure, page.quarter.as_kind("year") - 1)
    if before.value is not None:
        shown.append(
            Tile(
                key="year_before",
                title=_("The year before, {before}", before=before.period.label),
                value=page.words(before.value),
                cases="",
                status=page.status(before),
                target=_("Target {target}", target=target_words(before)) if before.target is not None else "",
                changes=(),
            )
        )
    return shown


def year_tile(page: OneMeasure) -> Tile | None:
    """The year so far. Of a flow it is not judged by the target of a quarter. None of a rate without its counts, which
    says nothing of longer periods unless the year has a figure of its own."""
    year = page.quarter.as_kind("year")
    whole = page.years.reading(page.focus, year) if year.last_day == page.quarter.last_day else None
    so_far, count, of = page.year_so_far if page.so_far is not None or whole is None else (whole.value, None, None)
    if so_far is None and page.focus.nature == "rate" and not page.focus.denominator:
        return None
    reading = replace(page.over_time.reading(page.focus, page.quarter), value=so_far, numerator=count, denominator=of)
    told = judge_target(reading.judged(page.judging), reading.target, reading.interval, of, page.judging)
    reading = replace(reading, target_word=told)
    if page.focus.nature == "flow":
        reading = whole if whole and whole.value is not None else replace(reading, target=None)
    stock = page.focus.nature == "stock" or page.focus.denominator == FROM_CATALOGUE
    return Tile(
        key="year",
        title=_("{year} to date", year=year.label) if not whole else _("The year {year}", year=year.label),
        value=page.words(so_far),
        cases=_("at its end") if whole and stock else _("as it stands now") if stock else "",
        status=page.status(reading),
        target=_("Target {target}", target=target_words(reading)) if reading.target is not None else "",
        changes=(),
    )


def theme(data: Data) -> Theme:
    """The theme of the page: with a card for each way in which any measure of the catalogue can be split."""
    return Theme(
        view=view,
        cards=(
            "series",
            *dict.fromkeys(
                f"by_{split}"
                for split in (
                    *in_order(one.by for one in data.catalogue.measures.values()),
                    *(entered.AREA for _rest in entered.datasets(data.catalogue)),
                )
            ),
            *side_by_side.KEYS.values(),
            "years",
            "benchmarks",
            "comments",
            "targets",
            "definition",
        ),
        tables=(*side_by_side.KEYS.values(), "comments", "targets", "definition"),
    )


def in_order(lists: Iterable[Sequence[str]]) -> list[str]:
    """All that these lists hold, each once, in an order that keeps theirs as far as they agree."""
    every = list(lists)
    after: dict[str, set[str]] = {name: set() for names in every for name in names}
    for names in every:
        for before, name in pairwise(names):
            after[name].add(before)
    try:
        return list(TopologicalSorter(after).static_order())
    except CycleError:
        return list(after)
