"""Parts of unequal size held against the whole council: their order, what is said of each, and the finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.measures.unequal import Verdict
from dashboard.views.pieces import Column

Row = dict[str, Any]
TOLD = {"few": "Too few to judge", "usual": "No more than chance", "may": "May be", "clearly": "Clearly"}
COLUMN = Column("told", "Compared with the council")
A_SHARE = "had a {lower} share"  # how a finding says what the parts did
WORDS = {"lower": ("fewer", "lower"), "higher": ("more", "higher")}
MOST_NAMED, NAMED_OF_MORE = 3, 2


def judged(row: Row, found: Verdict, polarity: str) -> Row:
    """The row with its verdict in words, how far out it is, and whether that is the side to look at."""
    alarm = found.side == {"higher": "lower", "lower": "higher"}.get(polarity)
    told = f"{TOLD[found.look]} {found.side}".strip()
    return {**row, "look": found.look, "side": found.side, "alarm": alarm, "told": told}


def first_those_outside(rows: Sequence[Row], polarity: str) -> list[Row]:
    """Those outside the limits first, on the side to look at where there is one; then by how many cases are not as they
    should be. Those too few to judge come last."""

    def place(row: Row) -> tuple[Any, ...]:
        first = row["alarm"] or (polarity == "neither" and bool(row["side"]))
        missing = row["of"] - row["numerator"] if polarity == "higher" else row["numerator"]
        return row["look"] == "few", not first, first and row["look"] != "clearly", -missing, -row["of"], row["label"]

    return sorted(rows, key=place)


def last_those_too_few(rows: Sequence[Row]) -> list[Row]:
    """The rows as they are, but for those too few to judge."""
    return sorted(rows, key=lambda row: row["look"] == "few")


def sentence(rows: Sequence[Row], *, did: str, kind: str, when: str, whole: str) -> str:
    """What the parts did that differ from the whole by more than chance, or that none does: `Over the year Planning, 58
    of 71, answered clearly fewer in time than the council as a whole (93.0%)`.

    `did` is what they did, `answered {fewer} in time`, `whole` the council's value; without it the sentence follows one
    that says what they are compared with.
    """
    than = f" than the council as a whole ({whole})" if whole else ""
    if not any(row["look"] != "few" for row in rows):
        return f"{when} no {kind} has enough cases to judge."
    alarming = [side for side in WORDS if any(row["alarm"] and row["side"] == side for row in rows)]
    parts = []
    for side in sorted(WORDS, key=lambda side: side not in alarming):
        if said := one_side([row for row in rows if row["side"] == side], did, side, than):
            parts.append(said)
            than = ""
    if not parts:
        return f"{when} no {kind} differs{than.replace('than', 'from', 1)} by more than chance."
    return f"{when} {'. '.join(parts)}."


def one_side(rows: Sequence[Row], did: str, side: str, than: str) -> str:
    """`Planning, 58 of 71, answered clearly fewer in time than the council as a whole; Housing Options may have`."""
    fewer, lower = WORDS[side]
    clear, maybe = ([row for row in rows if row["look"] == look] for look in ("clearly", "may"))
    if clear:
        clearly = did.format(fewer=f"clearly {fewer}", lower=f"clearly {lower}")
        return f"{with_cases(clear)} {clearly}{than}" + (f"; {counted(maybe)} may have" if maybe else "")
    return f"{with_cases(maybe)} may have {did.format(fewer=fewer, lower=lower)}{than}" if maybe else ""


def with_cases(rows: Sequence[Row]) -> str:
    """The names, each with its cases: `Planning, 58 of 71,` alone, `Planning (58 of 71) and Libraries (3 of 12)`."""
    if len(rows) == 1:
        return f"{rows[0]['label']}, {cases(rows[0])},"
    return counted(rows, {row["label"]: f"{row['label']} ({cases(row)})" for row in rows})


def counted(rows: Sequence[Row], names: Mapping[str, str] | None = None) -> str:
    """The names, or of many the first and how many others."""
    said = [(names or {}).get(row["label"], row["label"]) for row in rows]
    if len(said) > MOST_NAMED:
        said = [*said[:NAMED_OF_MORE], f"{fmt.in_words(len(said) - NAMED_OF_MORE)} others"]
    return fmt.listed(said)


def cases(row: Row) -> str:
    """`58 of 71`."""
    return fmt.share_of(row["numerator"], row["of"])
