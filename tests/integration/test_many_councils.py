"""A server of many councils holds its figures packed, and each council's numbers are its own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.store import database
from dashboard.store.data import Data
from dashboard.store.publish import SPILL, counting
from dashboard.store.writing import NewExtract, write_lock

QUARTER = Period.parse("2019-20-Q4")
COUNCILS = [f"council-{number:02}" for number in range(12)]
SERVICES = 12_000


def complaints(number: int) -> pd.DataFrame:
    """A complaint about each service of the council of this number; so many of them are open still."""
    answered = [QUARTER.last_day if service > number else None for service in range(SERVICES)]
    return pd.DataFrame(
        {
            "complaint_id": [str(service) for service in range(SERVICES)],
            "directorate": "Place",
            "service": [f"Service {service}" for service in range(SERVICES)],
            "stage": "adults",
            "received_date": QUARTER.first_day,
            "responded_date": answered,
        }
    )


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a county, whose figures are many more than its server may hold unpacked."""
    data = tmp_path_factory.mktemp("county")
    extracts = [
        NewExtract("complaints", council, QUARTER, complaints(number), "file.csv", "")
        for number, council in enumerate(COUNCILS)
    ]
    with write_lock(data) as writer:
        writer.publishes = False
        writer.commit(extracts)
    return data


def test_a_county_is_opened_in_less_memory_than_its_figures_would_take_unpacked(county: Path) -> None:
    data = Data(Settings(data=county, memory=100))
    path = county / data.cubes["complaints"].path
    unpacked = database.connect_within(megabytes=100, processors=0, seconds=600)
    with pytest.raises(database.NoMemory):
        database.load_parquet(unpacked, "complaints_cube", path)
    shared = {"basis": "latest", "kind": "quarter", "first": QUARTER.index, "last": QUARTER.index, "splits": [""]}
    asked = dict.fromkeys(data.queries.parameters("complaints_components")) | shared
    for number, council in enumerate(COUNCILS):
        (row,) = data.rows("complaints_components", **asked | {"council": council})
        assert (row["received"], row["open"]) == (SERVICES, number + 1)


def test_councils_come_in_lots_of_many_rows() -> None:
    most = database.LOT
    sizes = [("a", 1), ("b", most), ("c", most - 1), ("d", 1), ("e", 1)]
    assert [*database.lots(sizes)] == [["a", "b"], ["c", "d"], ["e"]]
    assert [*database.lots([])] == []


def test_what_exceeds_the_memory_may_wait_in_a_folder_that_is_not_there_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRUTINY_LOADING_MEMORY", "100")
    with counting(tmp_path / "public" / "complaints-1.parquet") as connection:
        connection.execute("CREATE TABLE kept AS SELECT hash(x) AS y, x FROM range(12000000) AS t (x)")
        assert list((tmp_path / "public" / SPILL).iterdir())
