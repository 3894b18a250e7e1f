"""By which deadlines a cube's figures are counted: the rules that its record in the manifest keeps.

The catalogue may change at any time, a cube only with a release. Pages therefore speak of the deadlines of the cube;
where the catalogue has other ones by now, the next release counts the cube anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from dashboard.catalogue.files import read_catalogue, read_usable_catalogue
from dashboard.catalogue.records import ACKNOWLEDGEMENT, Catalogue, Deadline
from dashboard.store import database
from dashboard.store.manifest import Cube, Manifest, Rule

FILE = "deadlines.csv"


def counted_by_deadlines(dataset: str) -> bool:
    """Whether the dataset's figures depend on deadlines."""
    query = f"{dataset}_cube"
    return database.exists(query) and "deadlines" in database.reads(query)


@cache
def built_in() -> tuple[Deadline, ...]:
    """The deadlines of a store without any of its own."""
    return read_catalogue().deadlines


def history(cube: Cube | None) -> tuple[Rule, ...]:
    """The rules of a cube, the oldest first. A record that was written before there were any means the built-in."""
    return tuple(map(completed, cube.rules)) or (Rule(0, built_in()),) if cube else ()


def completed(rule: Rule) -> Rule:
    """A rule with the deadline of acknowledgement, which one of before that was counted does not name."""
    if any(one.stage == ACKNOWLEDGEMENT for one in rule.deadlines):
        return rule
    return replace(rule, deadlines=(*rule.deadlines, *(x for x in built_in() if x.stage == ACKNOWLEDGEMENT)))


def now(catalogue: Catalogue, cube: Cube | None) -> tuple[Deadline, ...]:
    """The catalogue's deadlines; those of the cube as long as the council's own file of them has mistakes."""
    return history(cube)[-1].deadlines if cube and FILE in catalogue.left_out else catalogue.deadlines


def same(one: Iterable[Deadline], other: Iterable[Deadline]) -> bool:
    """Whether two lists of deadlines count alike, wherever they were written down."""
    return alike(one) == alike(other)


def alike(deadlines: Iterable[Deadline]) -> set[tuple[object, ...]]:
    """What matters to a count."""
    return {(one.council, one.stage, one.first, one.last, one.working_days, one.counted_from) for one in deadlines}


def after(cube: Cube | None, deadlines: tuple[Deadline, ...], release: int) -> tuple[Rule, ...]:
    """The rules once a release has counted the cube by these deadlines."""
    rules = history(cube)
    return rules if rules and same(rules[-1].deadlines, deadlines) else (*rules, Rule(release, deadlines))


def ruling(rules: Sequence[Rule], release: int) -> tuple[Deadline, ...]:
    """The deadlines by which this release counted; none of a dataset without rules."""
    earlier = [one for one in rules if one.release <= release] or rules[:1]
    return earlier[-1].deadlines if earlier else ()


def outdated(data: Path, manifest: Manifest) -> list[str]:
    """The datasets whose cube was counted by other deadlines than the catalogue has now."""
    ruled = [(name, cube) for name, cube in sorted(manifest.cubes.items()) if counted_by_deadlines(name)]
    catalogue = read_usable_catalogue(data)
    return [name for name, cube in ruled if not same(history(cube)[-1].deadlines, now(catalogue, cube))]


def changed(before: Manifest, now: Manifest) -> list[str]:
    """The datasets that a release counted by other deadlines than the one before it."""
    return [
        name
        for name, cube in sorted(now.cubes.items())
        if name in before.cubes and cube.rules
        if not same(history(before.cubes[name])[-1].deadlines, cube.rules[-1].deadlines)
    ]
