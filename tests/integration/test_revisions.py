"""A quarter loaded again with other values: what was first published and what is known now stand beside each other."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from loads import FREELY
from opened import ATTENTION, COMPLAINTS, MEASURE, Opened

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.intake.loading import load
from dashboard.measures.revisions import revisions
from dashboard.pages.offers import offered
from dashboard.store import database
from dashboard.store.data import ANY, Data, Source
from dashboard.views.pieces import Card, Tile, View
from dashboard.views.revised import revised as revised_table
from dashboard.web.presenting import slide_json
from layouts.sources import layout

Q2, LATE, LONG_AGO = "2019-20-Q2", 60, dt.timedelta(days=60)
FIRST = "first published 91.8% (334 of 364), now 75.3%"


def corrected(sample: Path, folder: Path) -> Path:
    """A copy of the sample into which Q2 is loaded again with sixty answers late that were in time."""
    store = folder / "store"
    shutil.copytree(sample, store)
    (extract,) = Data(Settings(data=store)).extracts_of("complaints", "medway", Period.parse(Q2))
    rows = database.read_parquet(store / extract.path)
    took = rows.responded_date - rows.received_date
    quick = rows[(rows.stage == "corporate_stage_1") & (took <= dt.timedelta(days=12))].index[:LATE]
    rows.loc[quick, "received_date"] -= LONG_AGO
    rows.to_csv(folder / "again.csv", index=False, date_format="%Y-%m-%d")
    load(store, "complaints", folder / "again.csv", "medway", Q2, options=FREELY)
    return store


@pytest.fixture(scope="module")
def data(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Data:
    return Data(Settings(data=corrected(sample_store, tmp_path_factory.mktemp("corrected"))))


def view(data: Data, quarter: str, more: str = "") -> View:
    return COMPLAINTS.content(data, f"?council=medway&quarter={quarter}{more}")[0]


def stage_1(shown: View) -> Tile:
    return next(tile for tile in shown.tiles if tile.key == "corporate_stage_1")


def changes(shown: View) -> list[str]:
    return [change.text for change in stage_1(shown).changes if change.direction == "revised"]


def marks(card: Card) -> list[str]:
    assert card.figure is not None
    return [label.text for label in card.figure.wide.labels if label.text == "[r]"]


def revised(card: Card) -> dict[str, str]:
    return {row["period"]: row["revised"] for row in card.table.rows if row.get("revised")}


def test_the_tile_says_both_values_and_that_the_status_changed(data: Data) -> None:
    assert changes(view(data, Q2))[:2] == [
        f"[r] {FIRST}",
        "[r] status first published target met, now well below target",
    ]


def test_the_slide_says_it_too(data: Data) -> None:
    tiles = slide_json(data, f"?council=medway&quarter={Q2}&slides=complaints:overview")["tiles"]
    assert f"[r] {FIRST}" in [change for tile in tiles for change in tile["changes"]]


def test_the_tile_says_that_its_verdict_changed_and_a_later_one_nothing_where_it_did_not(data: Data) -> None:
    assert changes(view(data, Q2))[2:] == ["[r] first published no clear change, now clearly worse"]
    assert changes(view(data, "2019-20-Q4")) == []


@pytest.mark.parametrize("basis", ["", "&basis=first_published"])
def test_both_values_stand_in_the_table_and_the_hover_of_a_marked_point(data: Data, basis: str) -> None:
    card = view(data, "2019-20-Q4", f"&stage=corporate_stage_1{basis}").card("timeliness")
    assert revised(card)["Q2 2019/20"] == FIRST
    assert "revised" in {column.key for column in card.table.columns}
    assert len(marks(card)) == len(revised(card))
    assert card.figure is not None
    assert f"[r] {FIRST}" in [line for series in card.figure.series for hover in series.hovers for line in hover]


def test_the_page_of_the_measure_says_the_same(data: Data) -> None:
    search = "?council=medway&quarter=2019-20-Q4&measure=complaints_timeliness&stage=corporate_stage_1"
    card = MEASURE.content(data, search)[0].card("series")
    assert revised(card)["Q2 2019/20"] == FIRST
    assert len(marks(card)) == len(revised(card))


@pytest.mark.parametrize("key", ["volumes", "same_quarter", "directorates", "services"])
def test_bars_wear_the_mark_too(data: Data, key: str) -> None:
    card = view(data, Q2, "&stage=corporate_stage_1").card(key)
    said = [row["revised"] for row in card.table.rows if row["revised"]]
    assert said
    assert card.figure is not None
    assert card.figure.wears("[r]")
    assert "[r]: revised since it was first published." in card.note
    hovers = [line for series in card.figure.series for hover in series.hovers for line in hover]
    assert f"[r] {said[0]}" in hovers


def test_a_measure_of_the_plan_says_it_in_its_note_and_in_the_list(sample_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_store, store)
    (extract,) = Data(Settings(data=store)).extracts_of("kpis", "medway", Period.parse("2019-20-Q4"))
    rows = database.read_parquet(store / extract.path)
    row = next(one for one in rows.itertuples() if one.period == "2019-20-Q4" and one.value == "94%")
    rows.loc[row.Index, "value"] = "89%"
    rows.to_csv(tmp_path / "again.csv", index=False)
    load(store, "kpis", tmp_path / "again.csv", "medway", "2019-20-Q4", options=FREELY)
    own = Data(Settings(data=store))
    (found,) = [one for one in revisions(own, "medway") if one.now.measure.dataset == "kpis"]
    assert found.now.value == 89
    lines = [
        row
        for card in Opened("plan").content(own, "?council=medway&quarter=2019-20-Q4")[0].cards
        for row in card.table.rows
    ]
    (note,) = [line["note"] for line in lines if "[r]" in str(line.get("note"))]
    assert note.startswith("[r] first published ")
    assert "now 89%" in note
    assert any(one["now"].startswith("89") for one in revised_table(own).rows)


def test_what_was_never_loaded_again_is_not_marked(sample_store: Path) -> None:
    data = Data(Settings(data=sample_store))
    card = view(data, "2018-19-Q4", "&stage=corporate_stage_1").card("timeliness")
    assert not revised(card)
    assert not marks(card)
    assert "revised" not in {column.key for column in card.table.columns}
    assert not revisions(data, "thurrock")


def test_every_revised_figure_is_listed_with_its_first_value(data: Data) -> None:
    found = {(one.now.measure.id, one.now.part, one.now.period.id): one for one in revisions(data, "medway")}
    one = found["complaints_timeliness", "corporate_stage_1", Q2]
    assert (one.first.numerator, one.first.denominator) == (334, 364)
    assert one.status_changed
    assert all(one.value_changed for one in found.values())


def test_sources_and_the_api_list_it_with_its_file(data: Data) -> None:
    (row,) = [
        row
        for row in revised_table(data).rows
        if (row["measure"], row["period"])
        == ("Complaints answered within the deadline, Corporate stage 1", "Q2 2019/20")
    ]
    assert (row["council"], row["first"], row["now"]) == ("Medway", "91.8%", "75.3%")
    assert row["status"] == "Target met, now well below target"
    assert (row["file"], row["release"]) == ("again.csv", "35")
    page = str(layout(data, ""))
    assert "otherwise than when first published; 1 changed status by it." in page
    assert "/api/v1/revisions.csv" in page
    client = create_app(data.settings, Source(data.settings)).server.test_client()
    lines = client.get("/api/v1/revisions.csv").get_data(as_text=True).splitlines()
    assert len(lines) == len(revised_table(data).rows) + 1
    assert any("91.8%,75.3%" in line for line in lines)


def said(data: Data, search: str) -> dict[str, str]:
    """What the start page says of the changes since last time."""
    (section,) = [one for one in ATTENTION.content(data, search)[0].sections if one.key == "changed"]
    return {"": section.text, **{passage.title: passage.text for passage in section.passages}}


def test_the_start_page_says_what_changed_since_last_time(data: Data, sample_store: Path) -> None:
    stage = "Complaints answered within the deadline, corporate stage 1"
    here = said(data, f"?council=medway&quarter={Q2}")
    assert here[""] == "Q2 2019/20 beside Q1 2019/20."
    assert stage in here["Newly missed"]
    assert f"Corporate stage 1, Q2 2019/20: {FIRST}" in here["Revised"]
    assert stage in here["Comments wanted"]
    assert stage in said(data, "?council=medway&quarter=2019-20-Q3")["No longer missed"]
    assert "Complaints received" in said(data, "?council=medway&quarter=2019-20-Q4")["New comments"]
    assert "Revised" not in said(data, f"?council=medway&quarter={Q2}&basis=first_published")
    assert stage not in said(Data(Settings(data=sample_store)), f"?council=medway&quarter={Q2}").get("Newly missed", "")


def test_where_nothing_can_be_compared_one_line_says_so(data: Data) -> None:
    oldest = offered(data, ANY, "thurrock").quarters[0]
    here = said(data, f"?council=thurrock&quarter={oldest.id}")
    assert here == {"": f"Nothing of {(oldest - 1).label} is known, so nothing can be compared with it."}
