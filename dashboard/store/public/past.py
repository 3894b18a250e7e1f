"""What the public tables of earlier releases have shown, which stays known whatever is published now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.catalogue.records import Catalogue
from dashboard.disclosure.cells import Cell, Version
from dashboard.disclosure.releases import Past, Seen
from dashboard.store import database
from dashboard.store.public.numbers import Number

SHOWN_TYPES = {
    "council": "VARCHAR",
    "counted": "VARCHAR",
    "dimension": "VARCHAR",
    "part": "VARCHAR",
    "period": "VARCHAR",
    "release": "BIGINT",
    "value": "DOUBLE",
    "listed": "BOOLEAN",
    "shown": "BOOLEAN",
}
Line = list[tuple[int, Seen | None]]  # since which release a cell is what it is; None where there is none
Timeline = dict[Cell, Line]


def read_shown(path: Path, names: Mapping[tuple[str, str, str], str]) -> Timeline:
    """What was shown since when, under the names of today; what is one place now is what both were together."""
    lines: dict[Cell, dict[str, Line]] = {}
    for row in database.read_parquet(path).sort_values("release", kind="stable").to_dict("records"):
        part = names.get((row["council"], row["dimension"], row["part"]), row["part"])
        cell = Cell(row["council"], row["counted"], row["dimension"], part, Period.parse(row["period"]))
        seen = None if pd.isna(row["value"]) else Seen(row["value"], bool(row["shown"]), bool(row["listed"]))
        lines.setdefault(cell, {}).setdefault(row["part"], []).append((int(row["release"]), seen))
    return {cell: together(list(found.values())) for cell, found in lines.items()}


def together(lines: Sequence[Line]) -> Line:
    """What several cells were together, which is shown where each of them was."""
    if len(lines) == 1:
        return lines[0]
    found: Line = []
    for release in sorted({since for line in lines for since, _ in line}):
        there = [seen for line in lines if (seen := at_release(line, release))]
        value, listed = sum(one.value for one in there), any(one.listed for one in there)
        found.append((release, Seen(value, all(one.shown for one in there), listed) if there else None))
    return found


def renamed(catalogue: Catalogue, dataset: str) -> dict[tuple[str, str, str], str]:
    """The names of today by those of before, by council and dimension."""
    found: dict[tuple[str, str, str], str] = {}
    for one in reversed(catalogue.renames):
        if one.is_about(dataset, one.council):
            place = one.council, one.column
            found[(*place, one.old)] = found.get((*place, one.new), one.new)
    return found


def past_of(timeline: Timeline, now: Mapping[Cell, float]) -> Past:
    """What earlier releases have shown, beside what there is now."""
    seen = [(cell, one) for cell, line in timeline.items() for _, one in line if one]
    tables = []
    for release in sorted({since for line in timeline.values() for since, _ in line}):
        table = {cell: one.value for cell, line in timeline.items() if (one := at_release(line, release))}
        if any(now.get(cell) != value for cell, value in table.items()):
            tables.append(table)
    return Past(
        shown=frozenset(Version(cell, one.value) for cell, one in seen if one.shown),
        withheld=frozenset(Version(cell, one.value) for cell, one in seen if one.listed and not one.shown),
        tables=tables,
        last=frozenset(
            cell for cell, line in timeline.items() if (one := line[-1][1]) and one.listed and not one.shown
        ),
    )


def at_release(line: Line, release: int) -> Seen | None:
    """What a cell was in a release."""
    return next((seen for since, seen in reversed(line) if since <= release), None)


def note_shown(
    timeline: Timeline,
    values: Mapping[Cell, Number],
    listed: frozenset[Cell],
    withheld: frozenset[Cell],
    release: int,
) -> None:
    """Adds to what was shown what this release shows, where that is another than before."""
    for cell in dict.fromkeys((*timeline, *values)):
        value = values.get(cell)
        seen = None if value is None else Seen(value, cell in listed and cell not in withheld, cell in listed)
        line = timeline.setdefault(cell, [])
        if (line[-1][1] if line else None) != seen:
            line.append((release, seen))


def shown_rows(timeline: Timeline) -> Iterable[dict[str, object]]:
    """The same as rows."""
    for cell, line in sorted(timeline.items()):
        for release, seen in line:
            yield {
                "council": cell.council,
                "counted": cell.counted,
                "dimension": cell.dimension,
                "part": cell.part,
                "period": cell.period.id,
                "release": release,
                "value": seen.value if seen else None,
                "listed": bool(seen and seen.listed),
                "shown": bool(seen and seen.shown),
            }
