"""Prose that restates the numbers of complaints as the papers print it; what they mean is for the council to say."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
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
    due = f" (answer due {within})" if page.days_allowed(stage) else ""
    heading = f"{page.stage_names[stage]} complaints{due}"
    return Paragraph(heading, tuple(filter(None, sentences)))


def received_words(received: Reading, year_ago: float | None) -> str:
    """How many came in, beside the period before and a year before."""
    if received.value is None:
        return f"Nothing has been loaded for {received.period.label}."
    bases = {
        f"last {PERIOD_WORDS[received.period.kind]}": received.previous,
        "the same quarter of the year before": year_ago,
    }
    sides: dict[str, list[str]] = {}
    for words, base in bases.items():
        if base is not None:
            sides.setdefault(beside(received.value, base), []).append(f"{words} ({fmt.number(base)})")
    compared = " but ".join(f"{side} {' and '.join(those)}" for side, those in sides.items())
    count = fmt.plural(int(received.value), "complaint").capitalize()
    sentence = f"{count} {was(received.value)} received in {received.period.label}"
    return f"{sentence}, {compared}." if compared else f"{sentence}."


def beside(value: float, base: float) -> str:
    """`fewer than`, `more than`, `as many as`."""
    return "as many as" if value == base else "more than" if value > base else "fewer than"


def was(count: float) -> str:
    """The verb that agrees with a count."""
    return "was" if count == 1 else "were"


def timeliness_words(reading: Reading, within: str, answered: float | None = None) -> str:
    """How many of the answers came in time, and on which side of the target that is."""
    if not reading.denominator and answered:
        return f"{fmt.number(answered)} {was(answered)} answered; the stage has no deadline."
    if not reading.denominator or reading.numerator is None:
        return "None was answered." if reading.denominator == 0 else ""
    cases = fmt.share_of(reading.numerator, reading.denominator)
    judged = against_target(reading) if reading.target is not None else "for which there is no target"
    return f"{cases} answers came {within}: {fmt.percent(reading.value)}, {judged}."


def moved_words(reading: Reading) -> str:
    """How the share stands beside those before; empty where there is nothing to compare it with."""
    past = against_past(reading)
    return f"{past[0].upper()}{past[1:]}." if past else ""


def year_words(reading: Reading, value: float | None) -> str:
    """The share of the year so far; empty where a quarter of it is missing, or for a year itself."""
    year = reading.period.as_kind("year")
    if value is None or reading.period == year:
        return ""
    span = f"the year {year.label}" if reading.period.last_day == year.last_day else f"{year.label} to date"
    target = "" if reading.target is None else f" against a target of {target_words(reading)}"
    return f"For {span} it is {fmt.percent(value)}{target}."


def of_ombudsman(card: Card, quarter: str) -> Paragraph:
    """Referrals and decisions of the quarter, by what was decided."""
    row = next((row for row in card.table.rows if row["period"] == quarter), None)
    if row is None or row["decided"] is None:
        return Paragraph("", ())
    kinds = [column for column in card.table.columns if column.key not in ("period", "referred", "decided")]
    told = [f"{fmt.number(row[one.key])} {fmt.lower(one.label)}" for one in kinds if row[one.key]]
    referred, decided = row["referred"], row["decided"]
    came = f"In {quarter} {fmt.plural(referred, 'complaint')} {was(referred)} referred to the Ombudsman"
    sentence = f"{came}, and {fmt.plural(decided, 'complaint')} {was(decided)} decided."
    return Paragraph("", (sentence, *([f"Decisions: {fmt.listed(told)}."] if told else [])), "ombudsman")


def of_compliments(card: Card) -> Paragraph:
    """Which services were praised."""
    told = [f"{row['label']} {fmt.number(row['value'])}" for row in card.table.rows if row["value"]]
    return Paragraph("", (f"By service: {fmt.listed(told)}.",) if told else (), "compliments")
