"""The complaints page: are complaints answered in time, is it getting better, and where is it not."""

from __future__ import annotations

from dataclasses import replace

from dashboard.basics import formatting as fmt
from dashboard.measures.scorecard_counts import ON_TARGET
from dashboard.pages.filters import Offer, State
from dashboard.pages.offers import offered
from dashboard.store.data import Data
from dashboard.views.cards import against_target, measure_tile
from dashboard.views.complaints import breakdowns, trends
from dashboard.views.complaints.prose import paragraphs
from dashboard.views.complaints.records import all_records, record_links, records
from dashboard.views.complaints.scope import Complaints
from dashboard.views.nothing import honest, recorded
from dashboard.views.pieces import Card, Section, Table, Tile, View
from dashboard.views.scope import noise, percentage_change
from dashboard.views.theme import Theme

DATASETS = ("complaints", "ombudsman", "compliments")


def view(data: Data, state: State) -> View:
    """Everything the complaints page says for this state."""
    page = Complaints(data, "complaints", state, offered(data, "complaints", state.council))
    services = breakdowns.services(page)
    shown = View(
        state=state,
        title="Complaints",
        headline=headline(page),
        support=support(page),
        tiles=tuple(tile(page, stage) for stage in page.stages),
        cards=(
            trends.timeliness(page),
            *([] if len(state.of("directorate")) == 1 or state.of("service") else [breakdowns.directorates(page)]),
            *([breakdowns.months(page)] if len(state.of("service")) == 1 else [services]),
            trends.volumes(page),
            breakdowns.answer_days(page),
            trends.outcomes(page),
            breakdowns.open_by_age(page),
            trends.same_quarter(page),
            breakdowns.themes(page),
            *([trends.ombudsman(page)] if page.has("ombudsman") else []),
            *([breakdowns.compliments(page)] if page.has("compliments") else []),
            trends.summary(page),
        ),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices(DATASETS)),
        record_links=record_links(page),
        records=records(page) if state.records else None,
    )
    return honest(page, shown, lambda other: replace(page, state=other).now)


def beside(data: Data, state: State, offer: Offer) -> list[Card | Section]:
    """What there is without complaints: the Ombudsman's decisions and compliments."""
    page = Complaints(data, "complaints", state, offer)
    return [
        *([trends.ombudsman(page)] if page.has("ombudsman") else []),
        *([breakdowns.compliments(page)] if page.has("compliments") else []),
    ]


def record_table(data: Data, state: State) -> Table:
    """Every record that the state asks for, for the download."""
    return all_records(Complaints(data, "complaints", state, offered(data, "complaints", state.council)))


def headline(page: Complaints) -> str:
    """The finding: the share answered in time, against its target and against last quarter."""
    now = page.now
    if now.denominator is None:
        return f"No extract of complaints has been loaded for {page.quarter.label}"
    if not now.denominator:
        return nothing(page)
    sentence = f"{fmt.percent(now.value)} of {page.phrase} were answered {page.in_time}"
    if page.who:
        sentence = f"{page.who} answered {fmt.percent(now.value)} of {page.its} {page.phrase} {page.in_time}"
    if page.state.month:
        sentence += f" in {page.when}"
    change = percentage_change(now)
    met = now.target is not None and now.status in ON_TARGET
    judged = f", {against_target(now)}" if now.target is not None else ""
    if change is None or page.state.month:
        return sentence + judged
    moved = f"{fmt.number(abs(change), 1)} percentage points {'up' if change > 0 else 'down'} on last quarter"
    if change == 0:
        moved = "the same as last quarter"
    if not judged:
        return f"{sentence}, {moved}"
    joiner = "and" if met == (change >= 0) or change == 0 else "but"
    return f"{sentence}{judged} {joiner} {moved}"


def nothing(page: Complaints) -> str:
    """What there is none of, where nothing was answered: the place had no such complaints, or answered none."""
    if not page.who:
        return f"No {page.phrase} were answered in {page.months_in_words}"
    return f"{page.who} {'answered' if recorded(page) else 'had'} no {page.phrase} in {page.when}"


def support(page: Complaints) -> str:
    """On how many cases the headline rests, whether its change is chance, and where it is worst."""
    now = page.now
    if not now.denominator:
        return "Choose another quarter, or fewer filters."
    cases = fmt.share_of(now.numerator, now.denominator)
    sure = f" (95% interval {fmt.interval(*now.interval)})" if now.interval else ""
    sentences = [f"{cases} answers came {page.in_time} in {page.months_in_words}{sure}."]
    before = page.over_time.reading(page.timeliness, page.quarter - 1)
    if not page.state.month and noise(now, before):
        sentences.append("The change since last quarter is within what chance alone would bring.")
    sentences += furthest_fall(page)
    return " ".join(sentences)


def furthest_fall(page: Complaints) -> list[str]:
    """The stage that fell furthest since last quarter, where it is not the one the headline speaks of."""
    if page.state.month:
        return []
    falls = [
        (change, reading)
        for stage in page.stages
        if (reading := page.by_stage.reading(page.timeliness, page.quarter, stage)).part != page.one_stage
        and (change := percentage_change(reading) or 0) < 0
    ]
    if not falls:
        return []
    change, worst = min(falls, key=lambda item: item[0])
    stage, cases = page.stage_names[worst.part], fmt.share_of(worst.numerator, worst.denominator)
    return [f"{stage} fell furthest, by {fmt.number(abs(change), 1)} points to {fmt.percent(worst.value)} ({cases})."]


def tile(page: Complaints, stage: str) -> Tile:
    """One stage at a glance."""
    row = page.tiles_by_stage.row(page.quarter, stage)
    days = page.days_allowed(stage)
    answered = row is not None and row["responded"]
    return measure_tile(
        page,
        page.timeliness,
        page.tiles_by_stage,
        stage,
        key=stage,
        title=page.stage_names[stage],
        cases=f"{fmt.share_of(row['within_deadline'], row['responded'])} within {fmt.days(days)}"
        if row and answered
        else "no answers",
        link=page.to(stage=(stage,)),
        changes=not page.state.month,
    )


THEME = Theme(
    view=view,
    cards=(
        "timeliness",
        "directorates",
        "services",
        "months",
        "volumes",
        "answer_days",
        "outcomes",
        "open",
        "same_quarter",
        "themes",
        "ombudsman",
        "compliments",
        "summary",
    ),
    records=record_table,
    beside=beside,
    prose=paragraphs,
)
