"""What the cards of temporary accommodation that come out of the library say."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.views.declared.own import Row
from dashboard.views.measure import most
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
    rows = [{"label": page.types[kind], "value": count, "kind": kind} for kind, count in counts.items()]
    first = most.leading(rows)
    before = (
        parts.value(page.focus, page.quarter - 1, first[0]["kind"])
        if len(first) == 1 and not page.state.month
        else None
    )
    since = f", from {fmt.number(before)} last {page.period_word}" if before is not None else ""
    return most_in(page, rows, "type") + f"{since}."


def most_in(page: TemporaryAccommodation, rows: Sequence[Row], kind: str) -> str:
    """Which part, or parts that chance alone might set in another order, have most households: `Nightly paid has most
    households in temporary accommodation: 150 of 412`."""
    first, total = most.leading(rows), fmt.number(page.now.value)
    if len(rows) == 1:
        return f"{rows[0]['label']} has {fmt.number(rows[0]['value'])} of {total} {HOUSEHOLDS}"
    if not first:
        return f"No {kind} clearly has most of {total} {HOUSEHOLDS}{most.each_of(rows, fmt.number)}"
    if len(first) == 1:
        return f"{first[0]['label']} has most {HOUSEHOLDS}: {fmt.number(first[0]['value'])} of {total}"
    return f"{most.with_values(first, fmt.number)} have clearly more of {total} {HOUSEHOLDS} than the others"


def places(page: TemporaryAccommodation, rows: Sequence[Row], kind: str) -> str:
    """Where most households are placed by; nothing of one place alone."""
    return f"{most_in(page, rows, kind)}." if len(rows) > 1 else ""


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
