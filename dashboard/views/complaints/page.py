"""The complaints page: are complaints answered in time, is it getting better, and where is it not."""

from __future__ import annotations

from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.catalogue.themes import built_in
from dashboard.measures.components import Components
from dashboard.measures.scorecard_counts import ON_TARGET
from dashboard.views.cards import against_target, measure_tile
from dashboard.views.complaints import findings, own_cards
from dashboard.views.complaints.prose import paragraphs
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Own
from dashboard.views.declared.page import theme
from dashboard.views.nothing import recorded
from dashboard.views.pieces import Tile
from dashboard.views.scope import noise, percentage_change, points_moved


def headline(page: Complaints) -> str:
    """The finding: the share answered in time, against its target and against last quarter."""
    now = page.now
    if now.denominator is None:
        return f"No extract of complaints has been loaded for {page.quarter.label}"
    if not now.denominator and page.timeless:
        return page.timeless
    if not now.denominator and not page.who:
        return f"No {page.phrase} were answered in {page.months_in_words}"
    if not now.denominator:
        return f"{page.who} {'answered' if recorded(page) else 'had'} no {page.phrase} in {page.when}"
    sentence = f"{fmt.percent(now.value)} of {page.phrase} were answered {page.in_time}"
    if page.who:
        sentence = f"{page.who} answered {fmt.percent(now.value)} of {page.its} {page.phrase} {page.in_time}"
    if page.state.month:
        sentence += f" in {page.when}"
    judged = against_target(now) if now.target is not None else ""
    change = None if page.state.month else percentage_change(now)
    moved = "" if change is None else points_moved(change, page.period_word)
    if not (judged and moved):
        return ", ".join(filter(None, (sentence, judged, moved)))
    joiner = "and" if not change or (now.status in ON_TARGET) == (change > 0) else "but"
    return f"{sentence}, {judged} {joiner} {moved}"


def support(page: Complaints) -> str:
    """On how many cases the headline rests, whether its change is chance, and where it is worst."""
    now = page.now
    if not now.denominator and page.timeless:
        return "Without a deadline no answer is in time or late; deadlines.csv of the catalogue can give them one."
    if not now.denominator:
        return "Choose another quarter, or fewer filters."
    cases = fmt.share_of(now.numerator, now.denominator)
    sure = f" (95% interval {fmt.interval(*now.interval)})" if now.interval else ""
    sentences = [f"{cases} answers came {page.in_time} in {page.months_in_words}{sure}."]
    if not page.state.month:
        if noise(now, page.over_time.reading(page.focus, page.quarter - 1)):
            sentences.append("The change since last quarter is within what chance alone would bring.")
        sentences += furthest_fall(page)
    return " ".join(sentences)


def furthest_fall(page: Complaints) -> list[str]:
    """The stage that fell furthest since last quarter, where it is not the one the headline speaks of."""
    others = (stage for stage in page.stages if [stage] != list(page.in_focus))
    readings = (page.loaded["stage"].reading(page.focus, page.quarter, stage) for stage in others)
    falls = [(change, one) for one in readings if (change := percentage_change(one) or 0) < 0]
    if not falls:
        return []
    change, worst = min(falls, key=lambda item: item[0])
    stage, cases = page.stage_names[worst.part], fmt.share_of(worst.numerator, worst.denominator)
    return [f"{stage} fell furthest, by {fmt.number(abs(change), 1)} points to {fmt.percent(worst.value)} ({cases})."]


def stages(page: Complaints) -> list[Tile]:
    """Each stage at a glance, in the quarter or the month chosen."""
    parts = page.loaded["stage"]
    if page.state.month:
        parts = page.parts(page.quarter, "stage", filters=page.place_and_month)["stage"]
    return [
        measure_tile(
            page,
            page.focus,
            parts,
            stage,
            key=stage,
            title=page.stage_names[stage],
            cases=cases(page, parts, stage),
            link=page.to(stage=(stage,)),
            changes=not page.state.month,
        )
        for stage in page.stages
    ]


def cases(page: Complaints, parts: Components, stage: str) -> str:
    """On how many answers a stage's tile rests, also where it has no deadline."""
    now = parts.reading(page.focus, page.quarter, stage)
    if now.denominator:
        return f"{fmt.share_of(now.numerator, now.denominator)} {page.within([stage])}"
    answered = parts.value(page.measure("complaints_responded"), page.quarter, stage)
    return f"{fmt.number(answered)} answered, without a deadline" if answered else "no answers"


THEME = theme(
    built_in()["complaints"],
    Own(
        Complaints,
        headline=headline,
        support=support,
        findings={
            "timeliness": findings.timeliness,
            "directorates": findings.directorates,
            "services": partial(findings.directorates, kind="service"),
            "months": findings.months,
            "volumes": findings.volumes,
            "outcomes": findings.outcomes,
            "same_quarter": findings.same_quarter,
            "ombudsman": findings.ombudsman,
            "compliments": findings.compliments,
        },
        cards={
            "answer_days": own_cards.answer_days,
            "open": own_cards.still_open,
            "themes": own_cards.themes,
            "summary": own_cards.summary,
        },
        tiles={"stages": stages},
        prose=paragraphs,
    ),
)
