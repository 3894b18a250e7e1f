"""Publishing counts only the months that a release can have changed; its cube is the one of a whole recount."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.basics.quarters import Period, span
from dashboard.store import database, publish
from dashboard.store.writing import NewExtract, read_manifest, write_lock

QUARTERS = span(Period.parse("2018-19-Q3"), Period.parse("2019-20-Q4"))
STAGES = ("corporate_stage_1", "corporate_stage_2", "adults")
Row = dict[str, Any]
Loads = Iterator[tuple[str, Period, list[Row]]]


def arrived(chance: random.Random, quarter: Period, numbers: range) -> list[Row]:
    """New complaints of a quarter, unanswered."""
    return [
        {
            "complaint_id": f"{quarter.id}-{number}",
            "directorate": "Place",
            "service": chance.choice(("Waste", "Parking")),
            "stage": chance.choice(STAGES),
            "received_date": quarter.first_day + dt.timedelta(days=chance.randrange(90)),
            "responded_date": None,
            "outcome": "withdrawn" if chance.random() < 0.05 else None,
            "theme": chance.choice(("Delay", None)),
            "channel": None,
            "acknowledged_date": None,
            "extended_to": None,
        }
        for number in numbers
    ]


def moved_on(chance: random.Random, row: Row, quarter: Period) -> Row:
    """A complaint at the end of a later quarter: it may have been answered, acknowledged, extended or corrected."""
    days = [one for one in map(quarter.first_day.__add__, map(dt.timedelta, range(90))) if one >= row["received_date"]]
    row = dict(row)
    if days and row["outcome"] != "withdrawn" and chance.random() < 0.4:
        row |= {"responded_date": chance.choice(days), "outcome": chance.choice(("upheld", "not_upheld", None))}
    if days and chance.random() < 0.1:
        row["acknowledged_date"] = chance.choice(days)
    if days and chance.random() < 0.1:
        row["extended_to"] = chance.choice(days)
    if chance.random() < 0.05:
        row["service"] = chance.choice(("Waste", "Parking"))
    if chance.random() < 0.03 and not row["responded_date"]:
        row["outcome"] = "withdrawn"
    return row


def registers(seed: int) -> Loads:
    """Extract after extract of two councils: what came in, what is open from before, and some old ones corrected; now
    and then an earlier quarter once more."""
    chance = random.Random(seed)
    kept: dict[tuple[str, Period], list[Row]] = {}
    for quarter in QUARTERS:
        for council in ("medway", "kent"):
            before = kept.get((council, quarter - 1), [])
            going = [row for row in before if not row["responded_date"] or chance.random() < 0.05]
            rows = [moved_on(chance, row, quarter) for row in going] + arrived(chance, quarter, range(12))
            kept[council, quarter] = [moved_on(chance, row, quarter) for row in rows]
            yield council, quarter, kept[council, quarter]
            if chance.random() < 0.2:
                earlier = chance.choice([period for name, period in kept if name == council])
                yield council, earlier, [moved_on(chance, row, earlier) for row in kept[council, earlier]]


def whole(store: Path, folder: Path) -> pd.DataFrame:
    """The cube that a whole recount gives."""
    manifest = read_manifest(store)
    publish.count(store, manifest, "complaints", folder / "whole.parquet", manifest.cubes["complaints"].rules)
    return database.read_parquet(folder / "whole.parquet")


@pytest.fixture
def recounted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many months each release counted anew that counted only some."""
    months: list[int] = []

    def only_changed(*given: Any) -> set[Any]:
        found = counted(*given)
        months.append(len(found))
        return found

    counted = publish.only_changed
    monkeypatch.setattr(publish, "only_changed", only_changed)
    return months


@pytest.mark.parametrize("seed", range(2))
def test_every_release_has_the_cube_of_a_whole_recount(seed: int, tmp_path: Path, recounted: list[int]) -> None:
    store, chance = tmp_path / "store", random.Random(seed)
    for council, quarter, rows in registers(seed):
        with write_lock(store) as writer:
            writer.publishes = False
            new = NewExtract("complaints", council, quarter, pd.DataFrame(rows), "file.csv", "")
            release = writer.commit([new]).release
            if chance.random() < 0.15 and release > 2:
                writer.withdraw(chance.randrange(1, release), "a mistake", "")
        cube = database.read_parquet(store / read_manifest(store).cubes["complaints"].path)
        pd.testing.assert_frame_equal(cube, whole(store, tmp_path))
    assert min(recounted) <= 3, "a new quarter alone is counted"
    assert len(recounted) > len(QUARTERS), "most releases count only some months"
