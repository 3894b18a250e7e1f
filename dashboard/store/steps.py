"""What was first published, step by step: which months a cube adds, and from which extracts they are counted.

A month is first published by the first release that holds it among those that count. Where that release is withdrawn,
the next one that holds the month takes its place: its figures are counted anew, from the extracts up to it that still
count. All other months keep what was published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from dashboard.basics.quarters import MONTHS_IN
from dashboard.store.manifest import Extract, Manifest, newest_of

Month = tuple[str, dt.date]  # of a council
Months = dict[Month, int]


@dataclass(frozen=True)
class Step:
    """One count: these extracts as they were at a release; the months that it adds, and those that stay as they are."""

    release: int
    extracts: Sequence[Extract]
    new: Sequence[Month]
    kept: Sequence[Month]


def steps_to(manifest: Manifest, dataset: str, start: int, sound: Set[str] | None = None) -> list[Step]:
    """The counts that lead from the cube of an earlier release to that of the manifest's; the last gives what is known
    now. Where `sound` is given, only these extracts can have been first to hold a month.
    """
    start = min(start, manifest.release - 1)
    return [*steps(manifest, dataset, start, sound)]


def steps(manifest: Manifest, dataset: str, start: int, sound: Set[str] | None) -> Iterator[Step]:
    """The same, one after the other."""
    published = replace(manifest.as_of(start), drafts=False)  # no cube of the store has drafts in it
    before = first_held(chosen(published.of(dataset), sound))
    for state in (number for number in turns(manifest, dataset) if number > start):
        then = manifest.as_of(state).of(dataset)
        held = first_held(chosen(then, sound))
        settled = [month for month, release in held.items() if before.get(month) == release]
        moved = {month: release for month, release in held.items() if before.get(month) != release}
        last = state == manifest.release
        for release in sorted({*moved.values(), *([state] if last else [])}):
            new = [month for month, holder in moved.items() if holder == release]
            yield Step(release, newest_of(one for one in then if one.release <= release), new, settled)
            settled = [*settled, *new]
        before = held


def turns(manifest: Manifest, dataset: str) -> list[int]:
    """The releases that may change which release was first to hold a month of the dataset, and the manifest's own."""
    mine = {one.path for one in manifest.extracts if one.dataset == dataset}
    found = {one.number for one in manifest.releases if one.withdraws or not mine.isdisjoint(one.extracts)}
    return sorted(number for number in found | {manifest.release} if number <= manifest.release)


def chosen(extracts: Sequence[Extract], sound: Set[str] | None) -> list[Extract]:
    """The extracts among those that can be read, or all."""
    return [one for one in extracts if sound is None or one.path in sound]


def first_held(extracts: Sequence[Extract]) -> Months:
    """The release that first held each council's months.

    Where a year or half-year and one of its quarters are both loaded, the quarter's own extract decides.
    """
    best: dict[Month, tuple[int, int]] = {}
    for one in extracts:
        rank = (MONTHS_IN[one.period.kind], one.release)
        for month in one.period.months:
            best[one.council, month] = min(best.get((one.council, month), rank), rank)
    return {key: release for key, (_, release) in best.items()}
