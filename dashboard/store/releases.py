"""Releases: what each did to the store, by whom and why, and which of them count by now.

Nothing is ever taken out of the record. A release that withdraws another one is a line of its own, and so is one that
makes drafts public: what counts follows from all of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal["load", "publish", "withdraw"]


@dataclass(frozen=True)
class Release:
    """One release: its number, its time (UTC), the extracts that came with it, and who made it and why.

    `changes` is what a load said of itself. `withdraws` is the release that counts no more by this one. What a draft
    brings is seen by nobody who does not ask for it, until a release of kind publish lists its extracts again.
    """

    number: int
    loaded_at: str
    extracts: tuple[str, ...]
    kind: Kind = "load"
    by: str = ""
    reason: str = ""
    changes: tuple[str, ...] = ()
    withdraws: int = 0
    draft: bool = False


def release_from(one: Mapping[str, Any]) -> Release:
    """A release of the manifest's JSON, in which those of before releases said who made them have three fields."""
    kind = one.get("kind", "load")
    if kind not in get_args(Kind):
        raise ValueError(f"the release kind {kind!r} is not known")
    return Release(
        number=whole(one["number"]),
        loaded_at=str(one["loaded_at"]),
        extracts=texts(one["extracts"]),
        kind=kind,
        by=str(one.get("by", "")),
        reason=str(one.get("reason", "")),
        changes=texts(one.get("changes", [])),
        withdraws=whole(one.get("withdraws", 0)),
        draft=bool(one.get("draft", False)),
    )


def whole(value: Any) -> int:
    """The value if it is a whole number."""
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} stands where a whole number belongs")
    return value


def texts(values: Iterable[Any]) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(values, list):
        raise ValueError(f"{values!r} stands where a list belongs")
    return tuple(str(value) for value in values)


def withdrawn(releases: Sequence[Release]) -> dict[int, int]:
    """The releases that do not count, each with the one that withdrew it. A withdrawal may be withdrawn itself."""
    found: dict[int, int] = {}
    for one in reversed(releases):
        if one.withdraws and one.number not in found:
            found.setdefault(one.withdraws, one.number)
    return found


def public_since(releases: Sequence[Release]) -> dict[str, int]:
    """The extracts that count, by path, with the release since which they do."""
    gone = withdrawn(releases)
    brought = {path: one.number for one in reversed(releases) for path in one.extracts}
    public = (one for one in releases if not one.draft and one.number not in gone)
    return {path: one.number for one in public for path in one.extracts if brought[path] not in gone}
