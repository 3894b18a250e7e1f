"""Prose that restates the numbers of complaints as the papers print it; what they mean is for the council to say."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _, n_
from dashboard.measures.components import Reading
from dashboard.measures.scorecard import year_to_date
from dashboard.views.cards import against_target, target_words
from dashboard.views.changes import against_past
from dashboard.views.complaints.scope import Complaints
from dashboard.views.pieces import Card, Paragraph, View
from dashboard.views.scope import PERIOD_WORDS


def paragraphs(page: Complaints, view: View) -> tuple[Paragraph, ...]:
    """What the papers say of the page's numbers in words beyond its headline and its cards' findings."""
    if view.state.month:
        return ()
    found = [of_stage(page, stage) for stage in page.stages]
    found += [of_ombudsman(card, page.quarter.label) for card in view.cards if card.key == "ombudsman"]
    found += [of_compliments(card) for card in view.cards if card.key == "compliments"]
    return tuple(one for one in found if one.sentences)


def of_stage(page: Complaints, stage: str) -> Paragraph:
    """What came in at a stage, what was answered in time, and what that makes of the year."""
    quarter, parts, within = page.quarter, page.loaded["stage"], page.within([stage])
    received = parts.reading(page.measure("complaints_received"), quarter, stage)
    now = parts.reading(page.focus, quarter, stage)
    year_ago = parts.value(received.measure, quarter - 4, stage) if quarter.kind == "quarter" else None
    sentences = (
        received_words(received, year_ago),
        timeliness_words(now, within, parts.value(page.measure("complaints_responded"), quarter, stage)),
        moved_words(now),
        year_words(now, year_to_date(page.focus, parts, quarter, stage)),
    )
    due = _(" (answer due {within})", within=within) if page.days_allowed(stage) else ""
    heading = _("{stage_names} complaints{due}", stage_names=page.stage_names[stage], due=due)
    return Paragraph(heading, tuple(filter(None, sentences)))


def received_words(received: Reading, year_ago: float | None) -> str:
    """How many came in, beside the period before and a year before."""
    if received.value is None:
        return _("Nothing has been loaded for {received}.", received=received.period.label)
    bases = {
        _("last {period_words}", period_words=_(PERIOD_WORDS[received.period.kind])): received.previous,
        _("the same quarter of the year before"): year_ago,
    }
    sides: dict[str, list[str]] = {}
    for words, base in bases.items():
        if base is not None:
            sides.setdefault(beside(received.value, base), []).append(f"{words} ({fmt.number(base)})")
    compared = " but ".join(f"{side} {_(' and ').join(those)}" for side, those in sides.items())
    count = fmt.plural(int(received.value), "complaint", "complaints").capitalize()
    sentence = n_(
        "{count} was received in {received}",
        "{count} were received in {received}",
        received.value,
        count=count,
        received=received.period.label,
    )
    return f"{sentence}, {compared}." if compared else f"{sentence}."


def beside(value: float, base: float) -> str:
    """`fewer than`, `more than`, `as many as`."""
    return _("as many as") if value == base else _("more than") if value > base else _("fewer than")


def timeliness_words(reading: Reading, within: str, answered: float | None = None) -> str:
    """How many of the answers came in time, and on which side of the target that is."""
    if not reading.denominator and answered:
        return n_(
            "{answered} was answered; the stage has no deadline.",
            "{answered} were answered; the stage has no deadline.",
            answered,
            answered=fmt.number(answered),
        )
    if not reading.denominator or reading.numerator is None:
        return _("None was answered.") if reading.denominator == 0 else ""
    cases = fmt.share_of(reading.numerator, reading.denominator)
    judged = against_target(reading) if reading.target is not None else _("for which there is no target")
    return _(
        "{cases} answers came {within}: {reading}, {judged}.",
        cases=cases,
        within=within,
        reading=fmt.percent(reading.value),
        judged=judged,
    )


def moved_words(reading: Reading) -> str:
    """How the share stands beside those before; empty where there is nothing to compare it with."""
    past = against_past(reading)
    return f"{past[0].upper()}{past[1:]}." if past else ""


def year_words(reading: Reading, value: float | None) -> str:
    """The share of the year so far; empty where a quarter of it is missing, or for a year itself."""
    year = reading.period.as_kind("year")
    if value is None or reading.period == year:
        return ""
    span = (
        _("the year {year}", year=year.label)
        if reading.period.last_day == year.last_day
        else _("{year} to date", year=year.label)
    )
    target = (
        "" if reading.target is None else _(" against a target of {target_words}", target_words=target_words(reading))
    )
    return _("For {span} it is {value}{target}.", span=span, value=fmt.percent(value), target=target)


def of_ombudsman(card: Card, quarter: str) -> Paragraph:
    """Referrals and decisions of the quarter, by what was decided."""
    row = next((row for row in card.table.rows if row["period"] == quarter), None)
    if row is None or row["decided"] is None:
        return Paragraph("", ())
    kinds = [column for column in card.table.columns if column.key not in ("period", "referred", "decided")]
    told = [f"{fmt.number(row[one.key])} {fmt.lower(one.label)}" for one in kinds if row[one.key]]
    referred, decided = row["referred"], row["decided"]
    came = n_(
        "In {quarter} {referred} was referred to the Ombudsman",
        "In {quarter} {referred} were referred to the Ombudsman",
        referred,
        quarter=quarter,
        referred=fmt.plural(referred, "complaint", "complaints"),
    )
    sentence = n_(
        "{came}, and {decided} was decided.",
        "{came}, and {decided} were decided.",
        decided,
        came=came,
        decided=fmt.plural(decided, "complaint", "complaints"),
    )
    return Paragraph("", (sentence, *([_("Decisions: {told}.", told=fmt.listed(told))] if told else [])), "ombudsman")


def of_compliments(card: Card) -> Paragraph:
    """Which services were praised."""
    told = [f"{row['label']} {fmt.number(row['value'])}" for row in card.table.rows if row["value"]]
    return Paragraph("", (_("By service: {told}.", told=fmt.listed(told)),) if told else (), "compliments")
