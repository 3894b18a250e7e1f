"""Prose that restates numbers, as the papers print it, such as a paragraph a stage of complaints.

The sentences are made of readings and tables that the views have worked out; what a number means is for the council
to say.
"""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference
from dashboard.measures.components import Reading
from dashboard.measures.scorecard import year_to_date
from dashboard.views.cards import against_target, target_words
from dashboard.views.complaints.scope import Complaints
from dashboard.views.pieces import Card, Paragraph, View
from dashboard.views.scope import PERIOD_WORDS, noise


def paragraphs(page: Complaints, view: View) -> tuple[Paragraph, ...]:
    """What the papers say of the page's numbers in words beyond its headline and its cards' findings."""
    if view.state.month:
        return ()
    found = [of_stage(page, stage) for stage in page.stages]
    cards = {card.key: card for card in view.cards}
    if "ombudsman" in cards:
        found.append(of_ombudsman(cards["ombudsman"], view.state.quarter.label))
    if "compliments" in cards:
        found.append(of_compliments(cards["compliments"]))
    return tuple(one for one in found if one.sentences)


def of_stage(page: Complaints, stage: str) -> Paragraph:
    """What came in at a stage, what was answered in time, and what that makes of the year."""
    quarter, parts, within = page.quarter, page.loaded["stage"], page.within([stage])
    received = parts.reading(page.measure("complaints_received"), quarter, stage)
    now, before = (parts.reading(page.focus, one, stage) for one in (quarter, quarter - 1))
    year_ago = parts.value(received.measure, quarter - 4, stage) if quarter.kind == "quarter" else None
    sentences = (
        received_words(received, year_ago),
        timeliness_words(now, within),
        moved_words(now, chance=noise(now, before)),
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
    compared = [(beside(received.value, base), words, base) for words, base in bases.items() if base is not None]
    count = fmt.plural(int(received.value), "complaint")
    sentence = f"{count[0].upper()}{count[1:]} {was(received.value)} received in {received.period.label}"
    if len({side for side, _, _ in compared}) == 1:
        side = compared[0][0]
        both = " and ".join(f"{words} ({fmt.number(base)})" for _, words, base in compared)
        return f"{sentence}, {side} {both}."
    sides = " but ".join(f"{side} {words} ({fmt.number(base)})" for side, words, base in compared)
    return f"{sentence}, {sides}." if sides else f"{sentence}."


def beside(value: float, base: float) -> str:
    """`fewer than`, `more than`, `as many as`."""
    return "as many as" if value == base else "more than" if value > base else "fewer than"


def was(count: float) -> str:
    """The verb that agrees with a count."""
    return "was" if count == 1 else "were"


def timeliness_words(reading: Reading, within: str) -> str:
    """How many of the answers came in time, and on which side of the target that is."""
    if not reading.denominator or reading.numerator is None:
        return "None was answered." if reading.denominator == 0 else ""
    sentence = (
        f"{fmt.share_of(reading.numerator, reading.denominator)} answers came {within}: {fmt.percent(reading.value)}"
    )
    judgement = against_target(reading) if reading.target is not None else "for which there is no target"
    return f"{sentence}, {judgement}."


def moved_words(reading: Reading, *, chance: bool) -> str:
    """How the share moved since the period before; empty where there is nothing to compare it with."""
    if reading.value is None or reading.previous is None:
        return ""
    change = difference(reading.value, reading.previous, 1)
    last = f"last {PERIOD_WORDS[reading.period.kind]} ({fmt.percent(reading.previous)})"
    if not change:
        return f"That is the same as {last}."
    size = fmt.number(abs(change), 1)
    unit = "percentage point" if abs(change) == 1 else "percentage points"
    better = "better" if change > 0 else "worse"
    return f"That is {size} {unit} {better} than {last}{', which could be chance' if chance else ''}."


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
    decided = [
        (column.label[0].lower() + column.label[1:], row[column.key])
        for column in card.table.columns[3:]
        if row[column.key]
    ]
    referred, decisions = row["referred"], row["decided"]
    came = f"In {quarter} {fmt.plural(referred, 'complaint')} {was(referred)} referred to the Ombudsman"
    sentences = [f"{came}, and {fmt.plural(decisions, 'complaint')} {was(decisions)} decided."]
    if decided:
        sentences.append(f"Decisions: {fmt.listed([f'{fmt.number(count)} {label}' for label, count in decided])}.")
    return Paragraph("", tuple(sentences), "ombudsman")


def of_compliments(card: Card) -> Paragraph:
    """Which services were praised."""
    told = [f"{row['label']} {fmt.number(row['value'])}" for row in card.table.rows if row["value"]]
    return Paragraph("", (f"By service: {fmt.listed(told)}.",) if told else (), "compliments")
