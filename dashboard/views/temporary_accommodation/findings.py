"""What the cards of temporary accommodation that come out of the library say."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.views.declared.own import Row
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

HOUSEHOLDS = "households in temporary accommodation"
TOO_LONG = "family was in bed and breakfast for more than six weeks"


def households(page: TemporaryAccommodation, rows: Sequence[Row]) -> str:
    """In how many of the quarters shown the target was met, or how far the number has ranged."""
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return "No placements are loaded for these quarters. Try a longer period."
    judged = [row for row in known if row["target"] is not None]
    if judged:
        met = sum(row["value"] <= row["target"] for row in judged)
        count = "each" if met == len(judged) else fmt.in_words(met) if met else "none"
        target = fmt.number(judged[-1]["target"])
        shown = of_shown(page, len(judged))
        return f"{HOUSEHOLDS.capitalize()} were at or below the target of {target} in {count} {shown}."
    low, high = (pick(known, key=lambda row: row["value"]) for pick in (min, max))
    if low["value"] == high["value"]:
        were = f"There {'was' if low['value'] == 1 else 'were'} {fmt.plural(low['value'], 'household')}"
        return f"{were} in temporary accommodation in each {page.period_word} shown."
    lowest, highest = (f"{fmt.number(one['value'])} in {one['period']}" for one in (low, high))
    return f"{HOUSEHOLDS.capitalize()} ranged from {lowest} to {highest}."


def of_shown(page: TemporaryAccommodation, count: int) -> str:
    """`of the two quarters shown`."""
    return f"of the {fmt.in_words(count)} {page.period_word}{'' if count == 1 else 's'} shown"


def types(page: TemporaryAccommodation, _rows: Sequence[Row]) -> str:
    """The type that most households are in, and what last quarter's number was; nothing of one type alone."""
    if len(page.loaded["accommodation_type"].names(page.quarters)) < 2:
        return ""
    parts = page.shown("accommodation_type")
    counts = {kind: parts.value(page.focus, page.quarter, kind) or 0 for kind in parts.names([page.quarter])}
    if not any(counts.values()):
        return f"No household was in temporary accommodation at {page.end}."
    tops = [kind for kind, count in counts.items() if count == max(counts.values())]
    sentence = most_in([page.types[kind] for kind in tops], counts[tops[0]], page)
    before = None if page.state.month or tops[1:] else parts.value(page.focus, page.quarter - 1, tops[0])
    return sentence + (f", from {fmt.number(before)} last {page.period_word}." if before is not None else ".")


def most_in(names: Sequence[str], count: float, page: TemporaryAccommodation) -> str:
    """Which part, or parts that are level, have most households: `Nightly paid has most households in temporary
    accommodation: 150 of 412`."""
    have, each = ("have", " each") if names[1:] else ("has", "")
    return f"{fmt.level(names)} {have} most {HOUSEHOLDS}: {fmt.share_of(count, page.now.value)}{each}"


def places(page: TemporaryAccommodation, rows: Sequence[Row]) -> str:
    """Where most households are placed by; nothing of one place alone."""
    if len(rows) < 2:
        return ""
    return f"{most_in([row['label'] for row in rows if row['value'] == rows[0]['value']], rows[0]['value'], page)}."


def months(_page: TemporaryAccommodation, rows: Sequence[Row]) -> str:
    """The month that ended with most; nothing of months without households."""
    if not any(row["value"] for row in rows):
        return ""
    if len({row["value"] for row in rows}) == 1:
        count = fmt.plural(rows[0]["value"], "household").capitalize()
        return f"{count} in temporary accommodation at the end of each month."
    most = max(row["value"] for row in rows)
    names = [row["label"] for row in rows if row["value"] == most]
    return f"{fmt.listed(names)} ended with most {HOUSEHOLDS}, {fmt.number(most)}{' each' if names[1:] else ''}."


def bed_and_breakfast(page: TemporaryAccommodation, rows: Sequence[Row]) -> str:
    """How often families were there too long; nothing where no bed and breakfast is chosen, or ever was used."""
    if not any(
        place["accommodation_type"] in page.bed_and_breakfast
        and all(place[name] in values for name, values in page.state.chosen)
        for place in page.offer.places
    ):
        return ""
    known = [row["value"] for row in rows if row["value"] is not None]
    over = sum(value > 0 for value in known)
    if over:
        return f"At least one {TOO_LONG} at the end of {fmt.in_words(over)} {of_shown(page, len(known))}."
    return f"No {TOO_LONG} at the end of any {page.period_word} shown."
