"""Loading keeps to its memory: what is more waits on the disk, and what is said is what plain Python finds."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loads import FREELY, complaints, line, written

from dashboard.basics.config import Settings
from dashboard.basics.errors import StoreError
from dashboard.basics.quarters import Period, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.sources.versions import Versions
from dashboard.intake.validation import Cells
from dashboard.intake.words import BLANKS_OF_A_LINE, tidy, visible
from dashboard.store import database
from dashboard.store.data import Data
from dashboard.store.publish import SPILL, counting
from dashboard.store.writing import NewExtract, commit, read_manifest, write_lock

QUARTERS = span(Period.parse("2018-19-Q4"), Period.parse("2019-20-Q4"))
CONTRACT = CONTRACTS["complaints"]
SORTED = (
    "SELECT count(*) FROM (SELECT x, lag(x) OVER (ORDER BY hash(x), x) AS y FROM range(8000000) AS t (x)) WHERE y > x"
)
STAGES = ("adults", "childrens_stage_1")
Row = dict[str, Any]


def test_what_exceeds_the_memory_waits_beside_the_file_and_goes_with_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRUTINY_LOADING_MEMORY", "100")
    with counting(tmp_path / "cube.parquet") as connection:
        (bounded,) = connection.execute(SORTED).fetchall()
        connection.execute("CREATE TABLE kept AS SELECT hash(x) AS y, x FROM range(12000000) AS t (x)")
        assert list((tmp_path / SPILL).iterdir())
    assert not (tmp_path / SPILL).exists()
    with database.connect() as connection:
        assert connection.execute(SORTED).fetchall() == [bounded]


def test_too_little_memory_is_told_with_the_setting_that_gives_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    load(store, "complaints", written(tmp_path, complaints(line())), "kent", "2019-20-Q4")

    def needs_more(*_: object) -> None:
        with database.connect("1MB", tmp_path / SPILL) as connection:
            connection.execute("SELECT list(x) FROM range(10000000) AS t (x)").fetchall()

    monkeypatch.setattr("dashboard.store.publish.publish", needs_more)
    with pytest.raises(StoreError, match=r"failed .the database needs more megabytes than SCRUTINY_LOADING_MEMORY"):
        load(store, "complaints", written(tmp_path, complaints(line(theme="Delay"))), "kent", "2019-20-Q4")
    assert read_manifest(store).release == 1


def test_figures_that_need_more_memory_than_a_server_may_take_are_told_in_a_sentence(tmp_path: Path) -> None:
    rows = pd.DataFrame(
        {
            "complaint_id": [str(number) for number in range(150_000)],
            "directorate": "Place",
            "service": [f"Service {number}" for number in range(150_000)],
            "stage": "adults",
            "received_date": QUARTERS[-1].first_day,
            "responded_date": QUARTERS[-1].last_day,
        }
    )
    with write_lock(tmp_path) as writer:
        writer.publishes = False
        writer.commit([NewExtract("complaints", "kent", QUARTERS[-1], rows, "file.csv", "")])
    with pytest.raises(StoreError, match=r"more memory than the database may take .100 MB.. Give it more with SCRUT"):
        Data(Settings(data=tmp_path, memory=100))
    assert Data(Settings(data=tmp_path)).cubes["complaints"].rows > 100_000


def test_what_a_killed_load_left_waiting_is_told_and_removed_by_the_next(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(store, "complaints", written(tmp_path, complaints(line())), "kent", "2019-20-Q4")
    for folder in ("cubes", "public"):
        (store / folder / SPILL).mkdir()
        (store / folder / SPILL / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"0" * 1000)
    found = check(store)
    assert found.wrong == ()
    assert [note for note in found.notes if "did not finish" in note] == [
        f"{folder}/{SPILL}/duckdb_temp_storage_DEFAULT-0.tmp was left by a load that did not finish; the next load "
        "removes it."
        for folder in ("cubes", "public")
    ]
    load(store, "complaints", written(tmp_path, complaints(line(theme="Delay"))), "kent", "2019-20-Q4")
    assert check(store).notes == ()
    assert not list(store.rglob(SPILL))


def random_rows(chance: random.Random) -> list[Row]:
    """Complaints of an extract whose numbers overlap with those of every other."""
    return [
        {
            "complaint_id": str(number),
            "directorate": "Place",
            "service": "Waste",
            "stage": stage,
            "received_date": QUARTERS[0].first_day,
            "responded_date": chance.choice((None, QUARTERS[0].last_day)),
            "outcome": chance.choice((None, "withdrawn")),
        }
        for number, stage in chance.sample([(number, stage) for number in range(15) for stage in STAGES], 20)
    ]


def key(row: Row) -> tuple[str, str]:
    return row["complaint_id"], row["stage"]


@pytest.mark.parametrize("seed", [4, 5, 9])
def test_an_extract_stands_beside_earlier_ones_as_plain_python_finds(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    *earlier, new = [random_rows(chance) for _ in QUARTERS]
    extracts = [
        NewExtract("complaints", "kent", quarter, pd.DataFrame(rows), "file.csv", "")
        for quarter, rows in zip(QUARTERS, earlier, strict=False)
    ]
    held = commit(tmp_path, extracts).current("complaints")
    known = {key(row): row for rows in earlier for row in rows}
    both = [row for row in new if key(row) in known]
    still_open = [row for row in earlier[-1] if not row["responded_date"] and row["outcome"] != "withdrawn"]
    missing = [row for row in still_open if key(row) not in {key(row) for row in new}]
    moved = [row for row in missing if row["complaint_id"] in {row["complaint_id"] for row in new}]
    changed = [row for row in both if row != known[key(row)]]
    frame = CONTRACT.typed(pd.DataFrame(new))
    found = Versions(tmp_path).beside(CONTRACT, frame, QUARTERS[-1], sorted(held, key=lambda one: one.period))
    assert found is not None
    assert (found.known, found.changed, found.missing, found.moved) == tuple(map(len, (both, changed, missing, moved)))
    assert min(found.known - found.changed, found.missing - found.moved, found.moved) > 0, "the seed has every case"


def test_rows_are_written_in_the_order_of_their_keys_whatever_the_letters(tmp_path: Path) -> None:
    ids = ["b", "B", "é", "e", "\U0001f600", "￮", "10", "9", "a b", "a", "-1", "Z"]
    rows = [line(complaint_id=one, stage=stage) for one in ids for stage in reversed(STAGES)]
    load(tmp_path / "store", "complaints", written(tmp_path, complaints(*rows)), "kent", "2019-20-Q4", options=FREELY)
    (extract,) = read_manifest(tmp_path / "store").extracts
    held = database.read_parquet(tmp_path / "store" / extract.path)
    keys = list(zip(held["complaint_id"], held["stage"], strict=True))
    assert keys == sorted((one, stage) for one in ids for stage in STAGES)


@given(st.text(st.sampled_from(" \t\n\r\x0b\x0c\x1c\x1f\x85\u00a0\u200b&;amp#9aB-é\u2028"), max_size=12))
def test_the_quick_way_to_a_tidy_text_gives_what_the_long_one_does(text: str) -> None:
    lines = visible(text).strip().splitlines()
    assert tidy(text) == "\n".join(BLANKS_OF_A_LINE.sub(" ", one).strip() for one in lines)


@given(st.lists(st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=6), max_size=5))
def test_a_columns_texts_are_known_by_the_place_where_they_first_stood(portions: list[list[str]]) -> None:
    cells = Cells(CONTRACT.fields[0], 0, "complaint_id")
    for portion in portions:
        cells.extend(portion)
    every = [text for portion in portions for text in portion]
    assert list(cells.known) == list(dict.fromkeys(every))
    assert [list(cells.known)[code] for code in cells.codes] == every
