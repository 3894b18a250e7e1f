"""Parts of unequal size held against the whole council: their order, what is said of each, and the finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.measures.unequal import verdict
from dashboard.views.pieces import Column

Row = dict[str, Any]
TOLD = {
    "few": N_("Too few to judge"),
    "usual": N_("No more than chance"),
    "may": N_("May be"),
    "clearly": N_("Clearly"),
}
COLUMN = Column("told", N_("Compared with the council"))
OF_ALL = Column("told", N_("Compared with the whole"))
COUNCIL = N_("the council as a whole")
WORDS = {"lower": (N_("fewer"), N_("lower")), "higher": (N_("more"), N_("higher"))}
MOST_NAMED, NAMED_OF_MORE = 3, 2


def held(rows: Iterable[Row], whole: tuple[int, int], polarity: str) -> list[Row]:
    """The rows, each with its verdict against the whole (counted, out of): how far out it is (`look`), on which side,
    whether that is the one to look at (`alarm`), in words (`told`), and whether there are too `few` cases to judge."""
    alarming = {"higher": "lower", "lower": "higher"}.get(polarity)
    found = [(row, verdict(row["numerator"] or 0, row["of"] or 0, *whole)) for row in rows]
    return [
        {
            **row,
            **one._asdict(),
            "alarm": one.side == alarming,
            "told": f"{_(TOLD[one.look])} {_(one.side)}".strip(),
            "few": one.look == "few",
        }
        for row, one in found
    ]


def first_those_outside(rows: Sequence[Row], polarity: str) -> list[Row]:
    """Those outside the limits first, on the side to look at where there is one; then by how many cases are not as they
    should be. Those too few to judge come last."""

    def place(row: Row) -> tuple[Any, ...]:
        first = row["alarm"] or (polarity == "neither" and bool(row["side"]))
        missing = row["of"] - row["numerator"] if polarity == "higher" else row["numerator"]
        return row["few"], not first, first and row["look"] != "clearly", -missing, -row["of"], row["label"]

    return sorted(rows, key=place)


def last_those_too_few(rows: Sequence[Row]) -> list[Row]:
    """The rows in their order, but for those too few to judge."""
    return sorted(rows, key=lambda row: bool(row["few"]))


def sentence(rows: Sequence[Row], *, did: str, kind: str, when: str, whole: str, called: str = COUNCIL) -> str:
    """What the parts did that differ from the whole by more than chance, or that none does: `Over the year Planning, 58
    of 71, answered clearly fewer in time than the council as a whole (93.0%)`. The side to look at comes first.

    `did` is what they did, `answered {fewer} in time`, `whole` the value of what they are held against, which is
    `called` so; without it the sentence follows one that says what that is, and is of one side alone.
    """
    than = _(" than {called} ({whole})", called=_(called), whole=whole) if whole else ""
    if all(row["few"] for row in rows):
        return _("{when} no {kind} has enough cases to judge.", when=when, kind=kind)
    alarming = {row["side"] for row in rows if row["alarm"]}
    sides = [
        [row for row in rows if row["side"] == side] for side in sorted(WORDS, key=lambda one: one not in alarming)
    ]
    first, *others = [side for side in sides if side] or [[]]
    if not first:
        return _(
            "{when} no {kind} differs{than} by more than chance.",
            when=when,
            kind=kind,
            than=_(" from {called} ({whole})", called=_(called), whole=whole) if whole else "",
        )
    clear = [row for side in others for row in out(side, "clearly")] if whole else []
    too = f" {counted(clear)} {said(did, clear[0])}." if clear else ""
    return f"{when} {one_side(first, did, than)}.{too}"


def one_side(rows: Sequence[Row], did: str, than: str) -> str:
    """`Planning, 58 of 71, answered clearly fewer in time than the council as a whole; Libraries may have`; beside
    many that did clearly those that only may have are left out."""
    clear, maybe = out(rows, "clearly"), out(rows, "may")
    if not clear:
        return _(
            "{with_cases} may have {said}{than}", with_cases=with_cases(maybe), said=said(did, maybe[0]), than=than
        )
    may = _("; {counted} may have", counted=counted(maybe)) if maybe and len(clear) <= MOST_NAMED else ""
    return f"{with_cases(clear)} {said(did, clear[0])}{than}{may}"


def out(rows: Sequence[Row], look: str) -> list[Row]:
    """Those that are so far out."""
    return [row for row in rows if row["look"] == look]


def said(did: str, row: Row) -> str:
    """What a row did: `answered clearly fewer in time`."""
    clearly = _("clearly ") if row["look"] == "clearly" else ""
    fewer, lower = (clearly + _(word) for word in WORDS[row["side"]])
    return _(did).format(fewer=fewer, lower=lower)


def with_cases(rows: Sequence[Row]) -> str:
    """The names, each with its cases: `Planning, 58 of 71,` alone, `Planning (58 of 71) and Libraries (3 of 12)`."""
    if len(rows) == 1:
        return f"{rows[0]['label']}, {cases(rows[0])},"
    return counted(rows, {row["label"]: f"{row['label']} ({cases(row)})" for row in rows})


def counted(rows: Sequence[Row], names: Mapping[str, str] | None = None) -> str:
    """The names, or of many the first and how many others."""
    said = [(names or {}).get(row["label"], row["label"]) for row in rows]
    if len(said) > MOST_NAMED:
        said = [*said[:NAMED_OF_MORE], _("{count} others", count=fmt.in_words(len(said) - NAMED_OF_MORE))]
    return fmt.listed(said)


def cases(row: Row) -> str:
    """`58 of 71`."""
    return fmt.share_of(row["numerator"], row["of"])
