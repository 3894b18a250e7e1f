"""Publishing counts only the months that a release can have changed; its cube is the one of a whole recount."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from loads import FREELY, complaints, line, written
from opened import COMPLAINTS as PAGE

from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period, span
from dashboard.catalogue.themes import built_in
from dashboard.intake.loading import load
from dashboard.intake.templates import files as template
from dashboard.store import database, publish
from dashboard.store.data import NATIONAL, Data
from dashboard.store.recount import changes
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


@pytest.mark.parametrize(("seed", "lot"), [(0, 1), (1, 60)])
def test_every_release_has_the_cube_of_a_whole_recount(
    seed: int, lot: int, tmp_path: Path, recounted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "TOGETHER", lot)  # extracts are looked through alone, or some together; elsewhere all
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


@pytest.fixture
def lots(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The councils that were counted together, each time."""
    found: list[set[str]] = []
    counted = publish.figures_now

    def figures_now(*given: Any) -> None:
        found.append({extract.council for extract in given[3]})
        counted(*given)

    monkeypatch.setattr(publish, "figures_now", figures_now)
    return found


def test_councils_counted_one_after_the_other_give_the_cube_of_all_at_once(
    tmp_path: Path, lots: list[set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    with write_lock(store) as writer:
        writer.publishes = False
        for council, quarter, rows in registers(2):
            writer.commit([NewExtract("complaints", council, quarter, pd.DataFrame(rows), "file.csv", "")], draft=True)
        writer.publish("")
    together = whole(store, tmp_path)
    monkeypatch.setattr(publish, "A_MEGABYTE", 0)
    lots.clear()
    pd.testing.assert_frame_equal(whole(store, tmp_path), together)
    assert lots == [{"kent"}, {"medway"}]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["whole.parquet"], "its parts are gone"


def test_each_dataset_of_ours_counts_a_council_by_itself(
    tmp_path: Path, lots: list[set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, found = tmp_path / "store", list[set[str]]()
    ours = [name for name, one in built_in().items() if name not in NATIONAL and not one.dataset.by_period]
    for name in ours:
        template.write(name, "csv", tmp_path / f"{name}.csv")
        for council in ("kent", "surrey"):
            load(store, name, tmp_path / f"{name}.csv", council, template.EXAMPLE_PERIOD.id, options=FREELY)
    for name, cube in read_manifest(store).cubes.items():
        together = database.read_parquet(store / cube.path)
        lots.clear()
        with monkeypatch.context() as patched:
            patched.setattr(publish, "A_MEGABYTE", 0)
            publish.count(store, read_manifest(store), name, tmp_path / "apart.parquet", cube.rules)
        pd.testing.assert_frame_equal(database.read_parquet(tmp_path / "apart.parquet"), together)
        found += lots
    assert found == [{"kent"}, {"surrey"}] * len(ours)


DEADLINES = "stage,from_date,to_date,working_days,source\n{stage},1990-01-01,,{days},our own policy\n"


def replayed(store: Path, folder: Path) -> pd.DataFrame:
    """The cube that all releases give one after the other, each counted by the deadlines of its time."""
    manifest = read_manifest(store)
    ruling = manifest.cubes["complaints"].rules
    publish.count(store, replace(manifest, cubes={}), "complaints", folder / "replayed.parquet", ruling)
    return database.read_parquet(folder / "replayed.parquet")


def test_changed_deadlines_are_counted_whole_and_those_that_stay_are_not(tmp_path: Path, recounted: list[int]) -> None:
    store, chance = tmp_path / "store", random.Random(3)
    (store / "catalogue").mkdir(parents=True)
    by, carried = set[int](), dict[bool, list[int]]({True: [], False: []})
    for number, (council, quarter, rows) in enumerate(registers(3)):
        changes = number in (4, 9)
        if changes:
            text = DEADLINES.format(stage=chance.choice(STAGES), days=number)
            (store / "catalogue" / "deadlines.csv").write_text(text)
        with write_lock(store) as writer:
            writer.publishes = False
            writer.commit([NewExtract("complaints", council, quarter, pd.DataFrame(rows), "file.csv", "")])
        carried[changes].append(len(recounted))
        recounted.clear()
        by.add(len(read_manifest(store).cubes["complaints"].rules))
        cube = database.read_parquet(store / read_manifest(store).cubes["complaints"].path)
        pd.testing.assert_frame_equal(cube, replayed(store, tmp_path))
    assert by == {1, 2, 3}
    assert carried[True] == [0, 0], "other deadlines leave no month as it was"
    assert sum(carried[False]) > len(QUARTERS), "most releases between them count only some months"


def test_words_of_the_longest_waits_stay_when_only_the_next_quarter_is_counted(
    tmp_path: Path, recounted: list[int]
) -> None:
    store = tmp_path / "store"
    waiting = line(complaint_id="E", received_date="2018-01-02")
    answers = {"2019-20-Q3": ("2019-12-24", "2019-12-27"), "2019-20-Q4": ("2020-01-02", "2020-03-30")}
    for quarter, days in answers.items():
        rows = [line(complaint_id=day, received_date="2019-01-02", responded_date=day) for day in days]
        load(store, "complaints", written(tmp_path, complaints(*rows, waiting), f"{quarter}.csv"), "kent", quarter)

    def said(quarter: str) -> tuple[str, str, list[tuple[int, int]]]:
        view, _ = PAGE.content(Data(Settings(data=store)), f"?council=kent&quarter={quarter}")
        card = view.card("answer_days")
        return card.finding, card.note, [(row["days"], row["cases"]) for row in card.table.rows]

    before = [said("2019-20-Q3"), said("2019-20-Q4")]
    half, all_, longest = "Half of adult social care complaints", "2 of 2 took longer than 20", "250 working days"
    note = f"Adult social care, {{}}. {longest} stands for all that took as long or longer."
    assert before == [
        (
            f"{half} were answered within 249 working days; {all_}.",
            note.format("2 answers in Q3 2019/20"),
            [(249, 1), (250, 1)],
        ),
        (f"{half} took {longest} or longer; {all_}.", note.format("2 answers in Q4 2019/20"), [(250, 2)]),
    ]
    recounted.clear()
    later = line(complaint_id="E", received_date="2018-01-02", responded_date="2020-04-01")
    load(store, "complaints", written(tmp_path, complaints(later), "next.csv"), "kent", "2020-21-Q1")
    assert [said("2019-20-Q3"), said("2019-20-Q4")] == before
    took = f"The one answer took {longest} or longer, longer than 20."
    assert said("2020-21-Q1") == (took, note.format("1 answer in Q1 2020/21"), [(250, 1)])
    assert recounted == [3]


def test_an_answer_that_becomes_withdrawn_in_a_councils_own_words_was_never_open(
    tmp_path: Path, recounted: list[int]
) -> None:
    store = tmp_path / "store"
    (store / "catalogue").mkdir(parents=True)
    own = "dataset,column,code,label,order,counts_as\ncomplaints,outcome,passed_on,Passed on,,withdrawn\n"
    (store / "catalogue" / "vocabularies.csv").write_text(own)
    for quarter, outcome in (("2019-20-Q3", "upheld"), ("2019-20-Q4", "passed_on")):
        one = line(received_date="2019-10-01", responded_date="2019-12-10", outcome=outcome)
        load(store, "complaints", written(tmp_path, complaints(one), f"{quarter}.csv"), "kent", quarter)
    cube = database.read_parquet(store / read_manifest(store).cubes["complaints"].path)
    assert set(cube.loc[cube["basis"] == "latest", "event"]) == {"received"}
    pd.testing.assert_frame_equal(cube, whole(store, tmp_path))
    assert recounted == [6]
