"""The complaints page: are complaints answered in time, is it getting better, and where is it not."""

from __future__ import annotations

from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.catalogue.themes import built_in
from dashboard.measures.components import Components
from dashboard.views.cards import against_target, measure_tile
from dashboard.views.changes import against_past
from dashboard.views.complaints import findings, own_cards
from dashboard.views.complaints.prose import paragraphs
from dashboard.views.complaints.scope import Complaints
from dashboard.views.declared.own import Own
from dashboard.views.declared.page import theme
from dashboard.views.nothing import recorded
from dashboard.views.pieces import Tile


def headline(page: Complaints) -> str:
    """The finding: the share answered in time, against its target and against its past."""
    now = page.now
    if now.denominator is None:
        return _("No extract of complaints has been loaded for {quarter}", quarter=page.quarter.label)
    if not now.denominator and page.timeless:
        return page.timeless
    if not now.denominator and not page.who:
        return _(
            "No {phrase} were answered in {months_in_words}", phrase=page.phrase, months_in_words=page.months_in_words
        )
    if not now.denominator:
        answered, had = N_("{who} answered no {phrase} in {when}"), N_("{who} had no {phrase} in {when}")
        return _(answered if recorded(page) else had, who=page.who, phrase=page.phrase, when=page.when)
    sentence = _(
        "{value} of {phrase} were answered {in_time}",
        value=fmt.percent(now.value),
        phrase=page.phrase,
        in_time=page.in_time,
    )
    if page.who:
        sentence = _(
            "{who} answered {value} of {its} {phrase} {in_time}",
            who=page.who,
            value=fmt.percent(now.value),
            its=page.its,
            phrase=page.phrase,
            in_time=page.in_time,
        )
    if page.state.month:
        sentence += _(" in {when}", when=page.when)
    judged = against_target(now) if now.target is not None else ""
    moved = "" if page.state.month else against_past(now)
    return "; ".join(filter(None, (", ".join(filter(None, (sentence, judged))), moved)))


def support(page: Complaints) -> str:
    """On how many cases the headline rests, and which other stages are worse than before."""
    now = page.now
    if not now.denominator and page.timeless:
        return _("Without a deadline no answer is in time or late; deadlines.csv of the catalogue can give them one.")
    if not now.denominator:
        return _("Choose another quarter, or fewer filters.")
    cases = fmt.share_of(now.numerator, now.denominator)
    sure = _(" (95% interval {interval})", interval=fmt.interval(*now.interval)) if now.interval else ""
    sentences = [
        _(
            "{cases} answers came {in_time} in {months_in_words}{sure}.",
            cases=cases,
            in_time=page.in_time,
            months_in_words=page.months_in_words,
            sure=sure,
        )
    ]
    if not page.state.month:
        sentences += worse_stages(page)
    return " ".join(sentences)


def worse_stages(page: Complaints) -> list[str]:
    """The stages that are worse than before, where they are not those the headline speaks of."""
    others = (stage for stage in page.stages if [stage] != list(page.in_focus))
    readings = (page.loaded["stage"].reading(page.focus, page.quarter, stage) for stage in others)
    return [
        f"{page.stage_names[one.part]}, {fmt.percent(one.value)} ({fmt.share_of(one.numerator, one.denominator)}): "
        f"{against_past(one)}."
        for one in readings
        if one.verdict.judgement == "worse"
    ]


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
    return _("{answered} answered, without a deadline", answered=fmt.number(answered)) if answered else _("no answers")


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
