"""What is otherwise than a quarter ago: which measures have begun to miss their target, and which no longer do."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

MISSED = ("red", "failed")
UNJUDGED = ("data_only", "not_available")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Turned(Generic[Key]):
    """The measures that miss their target and did not a quarter ago, and those that did and no longer do."""

    missed: tuple[Key, ...]
    recovered: tuple[Key, ...]


def turned(now: Mapping[Key, str], before: Mapping[Key, str]) -> Turned[Key]:
    """Both lists from the status of each measure in the two quarters, in the order of `now`; what was or is not judged
    has not turned."""
    both = [key for key, status in now.items() if not {status, before.get(key, "not_available")} & set(UNJUDGED)]
    return Turned(
        missed=tuple(key for key in both if now[key] in MISSED and before[key] not in MISSED),
        recovered=tuple(key for key in both if before[key] in MISSED and now[key] not in MISSED),
    )
