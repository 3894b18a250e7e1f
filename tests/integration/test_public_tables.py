"""The public tables as publishing writes them: every number that pages show, and no small count of people."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from attack import Attack, Leaf, of_cell
from loads import FREELY, complaints, contents, line, written

from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.disclosure.cells import Cell
from dashboard.disclosure.releases import Seen
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.publication import publish
from dashboard.intake.releases import withdraw
from dashboard.measures.readings import figures
from dashboard.store import database
from dashboard.store.data import Data
from dashboard.store.manifest import read_manifest

HEADING = "dataset,dimensions,periods,measures\n"
TABLES = HEADING + "".join(
    f"complaints,{dimension},{periods},complaints_received|complaints_responded|complaints_timeliness\n"
    for dimension, periods in (
        ("", "quarter|half_year|year"),
        ("stage", "quarter|half_year|year"),
        ("service", "quarter|year"),
    )
)
STAGES = ("childrens_stage_1", "adults")  # both are about people
SERVICES = ("Homes", "Waste")
QUARTERS = [Period.parse(f"2019-20-Q{number}") for number in (1, 2, 3, 4)]
COUNTED = ("received", "responded", "with_deadline", "within_deadline")
# in these data every complaint is answered in its quarter, which whoever sees the tables takes for granted
ALIKE = [("received", "responded"), ("responded", "with_deadline")]
PARTS = [("within_deadline", "with_deadline"), *ALIKE, *((one, other) for other, one in ALIKE)]
Complaints = list[tuple[str, str, bool]]  # stage, service, and whether in time


def public(store: Path) -> pd.DataFrame:
    """All that the store publishes."""
    cubes = read_manifest(store).public_cubes.values()
    return pd.concat([database.read_parquet(store / cube.path) for cube in cubes])


def kinds(found: pd.DataFrame) -> Iterator[tuple[Any, pd.DataFrame]]:
    """The rows by council, measure, dimension and kind of period."""
    kind = found["period"].map(lambda text: Period.parse(text).kind)
    return iter(found.assign(kind=kind).groupby(["council", "measure", "dimension", "kind"]))


def test_the_default_list_publishes_the_sample_whole(sample_store: Path) -> None:
    found = public(sample_store)
    assert not (found["numerator_withheld"] | found["denominator_withheld"]).any()
    assert {"", "stage"} < set(found["dimension"])
    data, compared = Data(Settings(data=sample_store)), 0
    for (council, measure, dimension, kind), rows in kinds(found):
        last = max(rows["period"], key=lambda text: Period.parse(text).index)
        since = min(rows["period"], key=lambda text: Period.parse(text).index)
        asked = figures(data, measure, council=council, quarter=last, since=since, period=kind, by=dimension or None)
        ours = rows.set_index(["period", "part"])
        for row in asked.to_dict("records"):
            if all(row[name] is None for name in ("value", "numerator", "denominator")):
                continue  # a gap
            place = ours.loc[(row["quarter"], row[dimension] if dimension else "")]
            for name in ("value", "numerator", "denominator"):
                assert pd.isna(place[name]) if pd.isna(row[name]) else place[name] == row[name]
            compared += 1
    assert compared > 6000


def quarter_of(chance: random.Random) -> Complaints:
    """A quarter's complaints, some places with few."""
    return [
        (stage, service, chance.random() < 0.7)
        for stage in STAGES
        for service in SERVICES
        for _ in range(chance.choice([1, 3, 9, 20]))
    ]


def lines_of(made: Complaints, quarter: Period) -> Iterable[str]:
    """The complaints as a file has them."""
    day = quarter.first_day + dt.timedelta(days=9)
    for number, (stage, service, in_time) in enumerate(made):
        yield line(
            complaint_id=f"{quarter.id}-{number}",
            service=service,
            stage=stage,
            received_date=day.isoformat(),
            responded_date=(day + dt.timedelta(days=3 if in_time else 60)).isoformat(),
            outcome="upheld",
        )


def leaves_of(years: dict[Period, Complaints]) -> dict[Leaf, int]:
    """What there is to count in what was loaded so far."""
    found: dict[Leaf, int] = {
        (counted, stage, service, quarter): 0
        for counted in COUNTED
        for stage in STAGES
        for service in SERVICES
        for quarter in years
    }
    for quarter, made in years.items():
        for (stage, service, in_time), count in Counter(made).items():
            for counted in COUNTED if in_time else COUNTED[:-1]:
                found[counted, stage, service, quarter] += count
    return found


def seen_in(store: Path, leaves: dict[Leaf, int]) -> dict[Cell, Seen]:
    """Every cell of the public cube, and whether any of its rows shows it."""
    halves = {
        "complaints_received": ("received", ""),
        "complaints_responded": ("responded", ""),
        "complaints_timeliness": ("within_deadline", "with_deadline"),
    }
    found: dict[Cell, Seen] = {}
    for row in public(store).to_dict("records"):
        for half, counted in zip(("numerator", "denominator"), halves[row["measure"]], strict=True):
            if not counted or row["part"] not in ("", *STAGES, *SERVICES):
                continue
            cell = Cell("kent", counted, row["dimension"], row["part"], Period.parse(row["period"]))
            value = sum(leaves[leaf] for leaf in of_cell(cell, leaves))
            shown = not row[f"{half}_withheld"]
            assert pd.isna(row[half]) != shown
            assert not shown or row[half] == value
            assert not (row["numerator_withheld"] or row["denominator_withheld"]) or pd.isna(row["value"])
            found[cell] = Seen(value, shown)
    return found


def own_list(store: Path, text: str) -> None:
    (store / "catalogue").mkdir(parents=True, exist_ok=True)
    written(store / "catalogue", text, "public.csv")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_release_of_a_store_gives_away_what_any_withheld(tmp_path: Path, seed: int) -> None:
    """Four quarters, each loaded as a release, and then one of them again, corrected."""
    chance, store = random.Random(seed), tmp_path / "store"
    own_list(store, TABLES)
    years: dict[Period, Complaints] = {}
    releases: list[tuple[dict[Leaf, int], dict[Cell, Seen]]] = []
    corrected = QUARTERS[chance.randrange(4)]
    for quarter in [*QUARTERS, corrected]:
        again = quarter in years
        years[quarter] = years[quarter][1:] + [(STAGES[1], SERVICES[0], True)] * 2 if again else quarter_of(chance)
        file = written(tmp_path, complaints(*lines_of(years[quarter], quarter)))
        load(store, "complaints", file, "kent", quarter.id, options=FREELY)
        leaves = leaves_of(years)
        releases.append((leaves, seen_in(store, leaves)))
    last = releases[-1][1]
    assert {one.shown for one in last.values()} == {True, False}
    assert not list(Attack(releases, PARTS).gains(from_nought=False))
    assert check(store).wrong == ()


def few(stage: str, count: int, start: int = 0) -> list[str]:
    """So many complaints of a stage that came in the last quarter of 2019/20."""
    return [line(complaint_id=f"{stage}{start + number}", stage=stage) for number in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with three complaints each about children's care and at corporate stage 1."""
    store = tmp_path / "store"
    own_list(store, HEADING + "complaints,stage,quarter,complaints_received\n")
    text = complaints(*few("childrens_stage_1", 3), *few("corporate_stage_1", 3), *few("adults", 12))
    load(store, "complaints", written(tmp_path, text), "kent", "2019-20-Q4", options=FREELY)
    return store


def by_stage(store: Path) -> dict[str, float | None]:
    """What the store publishes by stage; None where it is withheld."""
    found = public(store)
    return {row["part"]: None if row["numerator_withheld"] else row["value"] for row in found.to_dict("records")}


def test_only_people_are_withheld_and_nought_is_shown(store: Path) -> None:
    assert by_stage(store) == {
        "corporate_stage_1": 3, "corporate_stage_2": 0, "childrens_stage_1": None, "adults": 12,
    }  # fmt: skip


def test_a_council_s_own_stage_counts_people_unless_it_stands_for_another(tmp_path: Path, store: Path) -> None:
    codes = "complaints,stage,panel,Panel,,\ncomplaints,stage,stage_3,Stage 3,,corporate_stage_2\n"
    written(store / "catalogue", f"dataset,column,code,label,order,counts_as\n{codes}", "vocabularies.csv")
    text = complaints(*few("panel", 2), *few("stage_3", 2))
    load(store, "complaints", written(tmp_path, text), "kent", "2019-20-Q4", options=FREELY)
    assert by_stage(store) | {"panel": None, "stage_3": 2} == by_stage(store)


def test_a_list_that_changes_is_published_by_the_next_release(store: Path) -> None:
    assert "nothing to publish" in publish(store)
    own_list(store, HEADING + "complaints,,quarter,complaints_received\n")
    assert "Public tables of complaints" in publish(store)
    assert public(store)["dimension"].tolist() == [""]
    own_list(store, HEADING)
    assert "Public tables of complaints" in publish(store)
    assert public(store).empty
    assert "nothing to publish" in publish(store)


def test_what_was_shown_stays_known_while_nothing_is_published(tmp_path: Path, store: Path) -> None:
    """The total may not be shown now that its other parts were: it would give the small one away."""
    own_list(store, HEADING)
    publish(store)
    own_list(store, HEADING + "complaints,,quarter,complaints_received\n")
    publish(store)
    assert public(store)["numerator_withheld"].tolist() == [True]


def test_the_threshold_is_a_setting(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRUTINY_THRESHOLD", "3")
    publish(store)
    assert by_stage(store)["childrens_stage_1"] == 3


def test_drafts_are_not_published(tmp_path: Path, store: Path) -> None:
    before = contents(store / "public")
    text = complaints(*few("adults", 40))
    load(store, "complaints", written(tmp_path, text), "kent", "2019-20-Q4", options=replace(FREELY, draft=True))
    assert contents(store / "public") == before
    publish(store)
    assert by_stage(store)["adults"] == 40


def test_a_list_with_mistakes_publishes_nothing_and_takes_nothing_away(tmp_path: Path, store: Path) -> None:
    own_list(store, HEADING + "complaints,stages,quarter,\n")
    before = contents(store / "public")
    load(store, "complaints", written(tmp_path, complaints(*few("adults", 40))), "kent", "2019-20-Q4", options=FREELY)
    assert contents(store / "public") == before
    assert any('public.csv, line 2, dimensions: "stages"' in fault for fault in check(store).wrong)
    own_list(store, HEADING + "complaints,stage,quarter,complaints_received\n")
    publish(store)
    assert by_stage(store)["adults"] == 40


def test_without_what_was_shown_the_public_tables_stay_as_they_are(tmp_path: Path, store: Path) -> None:
    (shown,) = (store / "shown").iterdir()
    shown.write_bytes(b"damaged")
    before = contents(store / "public")
    load(store, "complaints", written(tmp_path, complaints(*few("adults", 40))), "kent", "2019-20-Q4", options=FREELY)
    assert contents(store / "public") == before
    assert any(fault.startswith("shown/complaints-1.parquet: its checksum") for fault in check(store).wrong)


def test_a_service_with_a_new_name_keeps_what_was_shown_of_it(tmp_path: Path, store: Path) -> None:
    """Its answers were shown under the old name; now that another service has few, it cannot stand in for it."""
    own_list(store, HEADING + "complaints,service,quarter,complaints_received\n")
    before = [line(complaint_id=f"W{number}") for number in range(10)]
    before += [line(complaint_id=f"H{number}", service="Homes") for number in range(8)]
    load(store, "complaints", written(tmp_path, complaints(*before)), "kent", "2019-20-Q4", options=FREELY)
    renames = "council,dataset,column,old,new,from_quarter\nkent,complaints,service,Waste,Streets,\n"
    written(store / "catalogue", renames, "renames.csv")
    text = HEADING + "complaints,,quarter,complaints_received\ncomplaints,service,quarter,complaints_received\n"
    own_list(store, text)
    load(store, "complaints", written(tmp_path, complaints(*before[:13])), "kent", "2019-20-Q4", options=FREELY)
    found = public(store).set_index("part")["numerator_withheld"].to_dict()
    assert found == {"": True, "Homes": True, "Streets": False}


def test_a_withdrawn_release_takes_its_numbers_out_of_the_public_tables(tmp_path: Path, store: Path) -> None:
    load(store, "complaints", written(tmp_path, complaints(*few("adults", 40))), "kent", "2019-20-Q4", options=FREELY)
    withdraw(store, 2, "wrong file")
    assert by_stage(store)["adults"] == 12
    withdraw(store, 1, "wrong file too")
    assert public(store).empty
    assert check(store).wrong == ()


def test_a_store_of_before_there_were_public_tables_gets_them(store: Path) -> None:
    content = json.loads((store / "manifest.json").read_text())
    del content["public_cubes"]
    (store / "manifest.json").write_text(json.dumps(content))
    assert read_manifest(store).public_cubes == {}
    publish(store)
    assert by_stage(store)["adults"] == 12
