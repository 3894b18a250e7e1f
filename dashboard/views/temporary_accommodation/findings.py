"""What the cards of temporary accommodation that come out of the library say."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.views.declared.own import Row
from dashboard.views.measure import most
from dashboard.views.temporary_accommodation.scope import TemporaryAccommodation

HOUSEHOLDS = N_("households in temporary accommodation")
TOO_LONG = N_("family was in bed and breakfast for more than six weeks")


def households(page: TemporaryAccommodation, rows: Sequence[Row]) -> str:
    """In how many of the quarters shown the target was met, or how far the number has ranged."""
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return _("No placements are loaded for these quarters. Try a longer period.")
    judged = [row for row in known if row["target"] is not None]
    if judged:
        met = sum(row["value"] <= row["target"] for row in judged)
        count = _("each") if met == len(judged) else fmt.in_words(met) if met else _("none")
        target = fmt.number(judged[-1]["target"])
        shown = of_shown(page, len(judged))
        return _(
            "{households} were at or below the target of {target} in {count} {shown}.",
            households=_(HOUSEHOLDS).capitalize(),
            target=target,
            count=count,
            shown=shown,
        )
    low, high = (pick(known, key=lambda row: row["value"]) for pick in (min, max))
    if low["value"] == high["value"]:
        value = fmt.plural(low["value"], "household", "households")
        return n_(
            "There was {value} in temporary accommodation in each {period_word} shown.",
            "There were {value} in temporary accommodation in each {period_word} shown.",
            low["value"],
            value=value,
            period_word=page.period_word,
        )
    lowest, highest = (
        _("{value} in {period}", value=fmt.number(one["value"]), period=one["period"]) for one in (low, high)
    )
    return _(
        "{households} ranged from {lowest} to {highest}.",
        households=_(HOUSEHOLDS).capitalize(),
        lowest=lowest,
        highest=highest,
    )


def of_shown(page: TemporaryAccommodation, count: int) -> str:
    """`of the two quarters shown`."""
    word = page.period_word if count == 1 else page.period_words
    return _("of the {count} {period_word} shown", count=fmt.in_words(count), period_word=word)


def types(page: TemporaryAccommodation, _rows: Sequence[Row]) -> str:
    """The type that most households are in, and what last quarter's number was; nothing of one type alone."""
    if len(page.loaded["accommodation_type"].names(page.quarters)) < 2:
        return ""
    parts = page.shown("accommodation_type")
    counts = {kind: parts.value(page.focus, page.quarter, kind) or 0 for kind in parts.names([page.quarter])}
    if not any(counts.values()):
        return _("No household was in temporary accommodation at {end}.", end=page.end)
    rows = [{"label": page.types[kind], "value": count, "kind": kind} for kind, count in counts.items()]
    first = most.leading(rows)
    before = (
        parts.value(page.focus, page.quarter - 1, first[0]["kind"])
        if len(first) == 1 and not page.state.month
        else None
    )
    since = (
        _(", from {before} last {period_word}", before=fmt.number(before), period_word=page.period_word)
        if before is not None
        else ""
    )
    return most_in(page, rows, _("type")) + f"{since}."


def most_in(page: TemporaryAccommodation, rows: Sequence[Row], kind: str) -> str:
    """Which part, or parts that chance alone might set in another order, have most households: `Nightly paid has most
    households in temporary accommodation: 150 of 412`."""
    first, total = most.leading(rows), fmt.number(page.now.value)
    if len(rows) == 1:
        return _(
            "{label} has {value} of {total} {households}",
            label=rows[0]["label"],
            value=fmt.number(rows[0]["value"]),
            total=total,
            households=_(HOUSEHOLDS),
        )
    if not first:
        return _(
            "No {kind} clearly has most of {total} {households}{each_of}",
            kind=kind,
            total=total,
            households=_(HOUSEHOLDS),
            each_of=most.each_of(rows, fmt.number),
        )
    if len(first) == 1:
        return _(
            "{label} has most {households}: {value} of {total}",
            label=first[0]["label"],
            households=_(HOUSEHOLDS),
            value=fmt.number(first[0]["value"]),
            total=total,
        )
    return _(
        "{with_values} have clearly more of {total} {households} than the others",
        with_values=most.with_values(first, fmt.number),
        total=total,
        households=_(HOUSEHOLDS),
    )


def places(page: TemporaryAccommodation, rows: Sequence[Row], kind: str) -> str:
    """Where most households are placed by; nothing of one place alone."""
    return f"{most_in(page, rows, kind)}." if len(rows) > 1 else ""


def months(_page: TemporaryAccommodation, rows: Sequence[Row]) -> str:
    """The month that ended with most; nothing of months without households."""
    if not any(row["value"] for row in rows):
        return ""
    if len({row["value"] for row in rows}) == 1:
        count = fmt.plural(rows[0]["value"], "household", "households").capitalize()
        return _("{count} in temporary accommodation at the end of each month.", count=count)
    most = max(row["value"] for row in rows)
    names = [row["label"] for row in rows if row["value"] == most]
    return _(
        "{names} ended with most {households}, {most}{what}.",
        names=fmt.listed(names),
        households=_(HOUSEHOLDS),
        most=fmt.number(most),
        what=_(" each") if names[1:] else "",
    )


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
        return _(
            "At least one {too_long} at the end of {over} {of_shown}.",
            too_long=_(TOO_LONG),
            over=fmt.in_words(over),
            of_shown=of_shown(page, len(known)),
        )
    return _("No {too_long} at the end of any {period_word} shown.", too_long=_(TOO_LONG), period_word=page.period_word)
