"""What is said of parts that cannot be held against the whole: what each month had, and which part clearly has most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.measures.unequal import verdict
from dashboard.views.measure.scope import OneMeasure

MOST_NAMED = 3
Row = dict[str, Any]


def finding(page: OneMeasure, rows: Sequence[Row], split: str, kind: str) -> str:
    """Of months their values; of counts the part that has more than chance alone would give it; of money and costs,
    of which chance says nothing, the highest and the lowest. `kind` is what a part is called."""
    if len(rows) == 1:
        return f"{rows[0]['label']} has {page.words(rows[0]['value'])}."
    if len({page.words(row["value"]) for row in rows}) == 1:
        return f"All have {page.words(rows[0]['value'])}."
    if split == "month":
        return fmt.listed([f"{page.words(row['value'])} in {row['label']}" for row in rows]) + "."
    return most(page, rows, kind) if page.focus.unit == "count" else ends(page, rows)


def most(page: OneMeasure, rows: Sequence[Row], kind: str) -> str:
    """The part with the highest count, with those that chance alone might set below it."""
    top = max(rows, key=lambda row: row["value"])
    near = [row for row in rows if row is top or not clearly_more(top["value"], row["value"])]
    if len(near) > MOST_NAMED or len(near) == len(rows):
        return f"No {kind} clearly has the most."
    if len(near) == 1:
        return f"{top['label']} has the most, {page.words(top['value'])}."
    near.sort(key=lambda row: -row["value"])
    named = [f"{row['label']} ({page.words(row['value'])})" for row in near]
    return f"{fmt.listed(named)} have the most."


def clearly_more(count: float, other: float) -> bool:
    """Whether one count is beyond what chance would deal it, were cases as likely to be of the one as of the other."""
    return verdict(round(count), round(count + other), 1, 2).look == "clearly"


def ends(page: OneMeasure, rows: Sequence[Row]) -> str:
    """The highest and the lowest; those that are level are named together."""
    high, low = (pick(rows, key=lambda row: row["value"]) for pick in (max, min))
    top, bottom = (level(page, rows, one["value"]) for one in (high, low))
    have = "has" if len(top) == 1 else "have"
    return (
        f"{fmt.level(top)} {have} the highest value, {page.words(high['value'])}; "
        f"{fmt.level(bottom)} the lowest, {page.words(low['value'])}."
    )


def level(page: OneMeasure, rows: Sequence[Row], value: float) -> list[str]:
    """The names of those that have a value as it is shown."""
    return [row["label"] for row in rows if page.words(row["value"]) == page.words(value)]
