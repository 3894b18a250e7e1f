"""What is said of parts that cannot be held against the whole: what each month had, and which part clearly has most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _, n_
from dashboard.measures.unequal import LEAST_CASES, verdict
from dashboard.views.measure.scope import OneMeasure

MOST_NAMED = 3
Row = dict[str, Any]
Show = Callable[[Any], str]


def finding(page: OneMeasure, rows: Sequence[Row], split: str, kind: str) -> str:
    """Of months their values; of counts the part that has more than chance alone would give it; of money and costs,
    of which chance says nothing, the highest and the lowest. `kind` is what a part is called."""
    if len(rows) == 1:
        return _("{label} has {value}.", label=rows[0]["label"], value=page.words(rows[0]["value"]))
    if len({page.words(row["value"]) for row in rows}) == 1:
        value = page.words(rows[0]["value"])
        return _("Each has {value}.", value=value) if rows[2:] else _("Both have {value}.", value=value)
    if split == "month":
        return (
            fmt.listed([_("{value} in {label}", value=page.words(row["value"]), label=row["label"]) for row in rows])
            + "."
        )
    if page.focus.apart and not page.focus.of_money:
        return between(page, rows, kind)
    return most(page, rows, kind) if page.focus.unit == "count" else ends(page, rows)


def most(page: OneMeasure, rows: Sequence[Row], kind: str) -> str:
    """The part with the highest count, with those that chance alone might set below it."""
    first = leading(rows)
    if not first:
        return _("No {kind} clearly has the most{each_of}.", kind=_(kind), each_of=each_of(rows, page.words))
    if len(first) == 1:
        return _("{label} has the most, {value}.", label=first[0]["label"], value=page.words(first[0]["value"]))
    return _("{with_values} have clearly more than the others.", with_values=with_values(first, page.words))


def leading(rows: Sequence[Row], key: str = "value") -> list[Row]:
    """The part with the highest count, or the first few, of which each has clearly more than any after them; none where
    there are no such parts."""
    ordered = sorted(rows, key=lambda row: -(row[key] or 0))
    for count in range(1, min(MOST_NAMED, len(ordered) - 1) + 1):
        if clearly_more(ordered[count - 1][key] or 0, ordered[count][key] or 0):
            return ordered[:count]
    return []


def with_values(rows: Sequence[Row], show: Show, key: str = "value") -> str:
    """`Delay (34) and Missed collection (30)`."""
    return fmt.joined([f"{row['label']} ({show(row[key])})" for row in rows])


def each_of(rows: Sequence[Row], show: Show, key: str = "value") -> str:
    """Where nothing is to be told from chance, the highest numbers alone: `: Delay 3, Staff 2`."""
    ordered = sorted((row for row in rows if row[key]), key=lambda row: -row[key])
    if len({row[key] for row in ordered[: MOST_NAMED + 1]}) == 1 and len(ordered) > MOST_NAMED:
        return ""
    named = fmt.joined([f"{row['label']} ({show(row[key])})" for row in ordered[:MOST_NAMED]])
    return _("; the first are {named}", named=named) if len(ordered) > MOST_NAMED else f": {named}" if named else ""


def clearly_more(count: float, other: float) -> bool:
    """Whether one count is beyond what chance would deal it, were cases as likely to be of the one as of the other."""
    return verdict(round(count), round(count + other), 1, 2).look == "clearly"


def ends(page: OneMeasure, rows: Sequence[Row]) -> str:
    """The highest and the lowest; those that are level are named together."""
    high, low = (pick(rows, key=lambda row: row["value"]) for pick in (max, min))
    top, bottom = (level(page, rows, one["value"]) for one in (high, low))
    lowest = _("{count} others", count=fmt.in_words(len(bottom))) if len(bottom) > MOST_NAMED else fmt.listed(bottom)
    return n_(
        "{top} has the highest value, {high}; {bottom} the lowest, {low}.",
        "{top} have the highest value, {high}; {bottom} the lowest, {low}.",
        len(top),
        top=fmt.level(top),
        high=page.words(high["value"]),
        bottom=lowest,
        low=page.words(low["value"]),
    )


def between(page: OneMeasure, rows: Sequence[Row], kind: str) -> str:
    """Of a share of two counts, neither of which is part of the other, between which values those parts lie that have
    cases enough, each with both counts; no chance is told of it."""
    halves = page.focus.numerator, page.focus.denominator
    enough = sorted((row for row in rows if (row[halves[1]] or 0) >= LEAST_CASES), key=lambda row: row["value"])
    said = [
        _(
            "{value} in {label} ({row})",
            value=page.words(row["value"]),
            label=row["label"],
            row=fmt.share_of(*(row[one] for one in halves)),
        )
        for row in (enough[:1] + enough[1:][-1:])
    ]
    if not said:
        return _("No {kind} has {least_cases} cases or more.", kind=_(kind), least_cases=LEAST_CASES)
    least = _("with {least_cases} cases or more", least_cases=LEAST_CASES)
    return (
        _("{said}, the only {kind} {least}.", said=said[0], kind=_(kind), least=least)
        if len(said) == 1
        else _("From {lowest} to {highest}, of those {least}.", lowest=said[0], highest=said[1], least=least)
    )


def level(page: OneMeasure, rows: Sequence[Row], value: float) -> list[str]:
    """The names of those that have a value as it is shown."""
    return [row["label"] for row in rows if page.words(row["value"]) == page.words(value)]
