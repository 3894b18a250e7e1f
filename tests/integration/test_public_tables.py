"""The public tables as publishing writes them: every number that pages show, and no small count of people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from attack import Attack, Leaf, of_cell
from few import HALVES, HEADING, PARTS, SERVICES, STAGES, own_list, releases
from loads import FREELY, complaints, contents, line, written

from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.disclosure.cells import Cell
from dashboard.disclosure.releases import Seen
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.publication import publish
from dashboard.intake.releases import withdraw
from dashboard.measures.public import public_figures
from dashboard.measures.readings import figures
from dashboard.store import database
from dashboard.store.data import Data
from dashboard.store.manifest import read_manifest
from dashboard.store.public.data import PublicData


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


def test_everybody_is_told_of_a_published_number_what_members_are(sample_store: Path) -> None:
    """Target, status, trends and verdict follow from the public tables alone, and are the same."""
    settings = Settings(data=sample_store)
    data, open_to_all, compared = Data(settings), PublicData(settings), 0
    for (council, measure, dimension, kind), rows in kinds(public(sample_store)):
        last = max(rows["period"], key=lambda text: Period.parse(text).index)
        asked: dict[str, Any] = {"council": council, "quarter": last, "period": kind, "by": dimension or None}
        told = public_figures(open_to_all, measure, **asked).to_dict("records")
        places = {row[dimension] if dimension else "": row for row in told}
        for row in figures(data, measure, **asked).to_dict("records"):
            assert places[row[dimension] if dimension else ""] == row
            compared += 1
    assert compared > 500


def seen_in(store: Path, leaves: dict[Leaf, int]) -> dict[Cell, Seen]:
    """Every cell of the public cube, and whether any of its rows shows it."""
    found: dict[Cell, Seen] = {}
    for row in public(store).to_dict("records"):
        for half, counted in zip(("numerator", "denominator"), HALVES[row["measure"]], strict=True):
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


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_release_of_a_store_gives_away_what_any_withheld(tmp_path: Path, seed: int) -> None:
    store = tmp_path / "store"
    found = [(leaves, seen_in(store, leaves)) for leaves in releases(tmp_path, store, seed)]
    assert {one.shown for one in found[-1][1].values()} == {True, False}
    assert not list(Attack(found, PARTS).gains(from_nought=False))
    assert check(store).wrong == ()


def few(stage: str, count: int, start: int = 0) -> list[str]:
    """So many complaints of a stage that came in the last quarter of 2019/20."""
    return [line(complaint_id=f"{stage}{start + number}", stage=stage) for number in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with three complaints each about children's care and at corporate stage 1."""
    return begun(tmp_path)


def begun(tmp_path: Path) -> Path:
    """Such a store."""
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


def test_the_threshold_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRUTINY_THRESHOLD", "3")
    assert by_stage(begun(tmp_path))["childrens_stage_1"] == 3


def test_a_store_never_goes_back_to_a_lower_threshold(
    store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SCRUTINY_THRESHOLD", "3")
    publish(store)
    assert by_stage(store)["childrens_stage_1"] is None
    assert "below 5 are withheld, as before: SCRUTINY_THRESHOLD is 3 here" in caplog.text


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
    assert any(note.startswith("The public tables of complaints are not those") for note in check(store).notes)
    publish(store)
    assert by_stage(store)["adults"] == 12
    assert not any("public tables" in note for note in check(store).notes)


THEME = """
[dataset]
title = "a referral"
key = ["referral_id"]
flows = ["made", "taken"]
sensitive = {{ of = ["made", "{second}"] }}

[columns.referral_id]
kind = "text"
label = "Referral"

[columns.made_date]
kind = "date"
label = "Made"
"""
MEASURE = (
    "id,code,title,short_title,unit,decimals,polarity,nature,dataset,numerator,denominator,by,definition,"
    "numerator_text,denominator_text,source\n"
    "referrals_made,,Referrals,Made,count,0,neither,flow,referrals,{count},,,Made,Made,,Us\n"
)
QUERY = (
    "SELECT council, date_trunc('month', made_date)::DATE AS month, count(*) AS made, count(*) AS {second}\n"
    "FROM referrals_newest\nGROUP BY ALL\n"
)


def test_a_count_that_a_theme_has_no_more_keeps_nothing_from_being_published(tmp_path: Path) -> None:
    """A council's own theme that counts people is withheld as ours are, and may change what it counts."""
    store = tmp_path / "store"
    for folder in ("themes", "queries"):
        (store / "catalogue" / folder).mkdir(parents=True)
    own_list(store, HEADING + "referrals,,quarter|year,\n")
    for second, count, rows in (("taken", "taken", 3), ("held", "made", 4)):
        theme = THEME.format(second=second).replace('"taken"]\nsens', f'"{second}"]\nsens')
        written(store / "catalogue" / "themes", theme, "referrals.toml")
        written(store / "catalogue" / "queries", QUERY.format(second=second), "referrals_cube.sql")
        written(store / "catalogue", MEASURE.format(count=count), "measures.csv")
        lines = "".join(f"R{number},2020-02-0{number + 1}\n" for number in range(rows))
        file = written(tmp_path, f"referral_id,made_date\n{lines}")
        load(store, "referrals", file, "kent", "2019-20-Q4", options=FREELY)
        assert public(store)["numerator_withheld"].tolist() == [True]
    assert check(store).wrong == ()
