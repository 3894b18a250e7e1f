"""What the agency staff page says, for the states a reader can reach, and against which target it is held."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from opened import AGENCY as PAGE
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.figures import to_plotly
from dashboard.measures.readings import figures
from dashboard.sample import papers
from dashboard.store.data import Data
from dashboard.store.writing import NewExtract, commit
from dashboard.views.pieces import View

STATES = (
    "?council=thurrock",
    "?council=thurrock&quarter=2015-16-Q1",
    "?council=thurrock&directorate=Environment+and+Place&scheme=achieved_failed",
    "?council=medway",
    "?council=medway&quarter=2015-16-Q1&years=all",
    "?council=medway&quarter=2017-18-Q2&basis=first_published&reason=project",
    "?council=medway&directorate=Business+Support&reason=vacancy&reason=sickness",
    "?council=medway&service=ICT",
    "?council=medway&service=ICT&month=2020-01",
    "?council=medway&service=Legal+Services&reason=other&records=counts",
    "?council=medway&records=counts&sort=-fte&page=999",
)
HEADING = "assignment_id,month,directorate,service,role_category,reason,spend_gbp"


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def view(data: Data, search: str) -> View:
    return PAGE.content(data, search)[0]


def tile(shown: View, title: str) -> Any:
    return next(tile for tile in shown.tiles if tile.title == title)


def test_the_headline_sets_the_quarter_beside_last_year_and_the_target(data: Data) -> None:
    shown = view(data, "?council=thurrock")
    assert shown.headline == (
        "Agency staff cost £2.4 million in April to June 2016, 17.5% more than in the same quarter of the year before"
        "; this misses the target of less than £2.2 million"
    )
    assert shown.support.startswith("In June 2016 they came to 227 full-time equivalents, 7 above the target of 220.")


def test_the_papers_table_comes_out_as_printed(data: Data) -> None:
    fte, spend = view(data, "?council=thurrock&scheme=achieved_failed").card("summary").table.rows
    assert [round(spend[key] / 1000) for key in ("outturn", "now")] == [8861, 2421]
    assert [fte[key] for key in ("outturn", "now")] == [210, 227]
    assert (fte["target"], spend["target"]) == ("220", "Lower than 2015/16")
    assert [row["status"] for row in (fte, spend)] == ["Failed", "Failed"]
    assert [row["direction"] for row in (fte, spend)] == ["Higher", "Higher"]


def test_the_cards_show_what_the_command_line_prints(data: Data) -> None:
    shown = view(data, "?council=medway&quarter=2019-20-Q4")
    for measure, key, column in (
        ("agency_spend", "directorates", "value"),
        ("agency_fte", "directorates", "agency_fte"),
        ("agency_off_contract_share", "services", "agency_off_contract_share"),
    ):
        by = "directorate" if key == "directorates" else "service"
        printed = figures(data, measure, council="medway", quarter="2019-20-Q4", by=by)
        rows = {row["label"]: row[column] for row in shown.card(key).table.rows}
        assert rows == dict(zip(printed[by], printed["value"], strict=True))


def test_a_running_total_ends_with_the_years_spend(data: Data) -> None:
    [year] = figures(data, "agency_spend", council="medway", quarter="2018-19")["value"]
    rows = view(data, "?council=medway&quarter=2019-20-Q2").card("cumulative").table.rows
    assert [row["value"] for row in rows if row["label"] == "March 2019"] == [pytest.approx(year)]
    assert [row["label"] for row in rows if row["series"] == "2019/20"][-1] == "September 2019"


def test_the_way_down_ends_at_the_records_of_a_month(data: Data) -> None:
    service = view(data, "?council=medway&quarter=2019-20-Q4&service=Older+People")
    assert [row["label"] for row in service.card("months").table.rows] == [
        "January 2020", "February 2020", "March 2020",
    ]  # fmt: skip
    shown = view(data, "?council=medway&quarter=2019-20-Q4&service=Older+People&month=2020-02&records=counts")
    assert shown.records is not None
    [february] = [row for row in service.card("months").table.rows if row["label"] == "February 2020"]
    assert sum(row["spend_gbp"] for row in shown.records.table.rows) == pytest.approx(february["value"])
    assert shown.record_links[0].label == f"{shown.records.total} months of assignments"


def test_the_longest_assignments_lead_to_their_months(data: Data) -> None:
    rows = view(data, "?council=medway&quarter=2019-20-Q4").card("longest").table.rows
    assert [row["months"] for row in rows] == sorted((row["months"] for row in rows), reverse=True)
    found = view(data, rows[0]["link"]).records
    assert found is not None
    assert {row["assignment_id"] for row in found.table.rows} == {rows[0]["assignment_id"]}
    assert found.total == 3


@pytest.mark.parametrize("key", ["roles", "reasons"])
def test_kinds_of_work_stand_beside_the_year_before_where_that_is_loaded(data: Data, key: str) -> None:
    both = view(data, "?council=medway&quarter=2019-20-Q4").card(key).figure
    alone = view(data, "?council=medway&quarter=2015-16-Q1").card(key).figure
    assert both
    assert alone
    assert {"Q4 2019/20", "Q4 2018/19"} <= {trace.get("name") for trace in to_plotly(both)["data"]}
    assert not {"Q1 2015/16", "Q1 2014/15"} & {trace.get("name") for trace in to_plotly(alone)["data"]}


@pytest.mark.parametrize("search", STATES)
def test_every_state_has_a_finding_and_charts_that_plotly_draws(data: Data, search: str) -> None:
    shown, drawn = PAGE.content(data, search)
    assert shown.headline
    assert json.dumps(drawn)
    assert all(card.finding for card in shown.cards)
    for card in shown.cards:
        if card.figure:
            go.Figure(to_plotly(card.figure))
    assert "None" not in " ".join([shown.headline, shown.support, *(card.finding for card in shown.cards)])


def test_a_share_of_pounds_has_no_interval_of_chance(data: Data) -> None:
    assert tile(view(data, "?council=medway"), "Spend off contract").interval == ""


# ---- the relative target, "Lower than 2015/16" ----

SPENT = {
    "2015-16-Q1": 90, "2015-16-Q2": 110, "2015-16-Q3": 100, "2015-16-Q4": 100,
    "2016-17-Q1": 90, "2016-17-Q2": 110, "2016-17-Q3": 100, "2016-17-Q4": 99,
}  # fmt: skip


def extract(period: Period, spent: Mapping[str, float], fte: float | None = 1) -> NewExtract:
    """An extract in which each directorate spends so much in the period's first month."""
    rows = [
        {
            "assignment_id": name, "month": pd.Timestamp(period.first_day), "directorate": name, "service": name,
            "role_category": "Planner", "reason": "vacancy", "fte": fte, "spend_gbp": pounds,
        }
        for name, pounds in spent.items()
    ]  # fmt: skip
    frame = CONTRACTS["agency"].typed(pd.DataFrame(rows))
    return NewExtract("agency", "thurrock", period, frame, source=f"{period.id}.csv", source_sha256=period.id)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """Two years in which Place spends 400 and then 399, and People nothing but 10 at the start."""
    store = tmp_path_factory.mktemp("two years") / "store"
    made = []
    for quarter, pounds in SPENT.items():
        people = {"People": 10.0} if quarter == "2015-16-Q1" else {}
        made.append(extract(Period.parse(quarter), {"Place": float(pounds), **people}))
    commit(store, made)
    papers.write(store)
    return Data(Settings(data=store, scheme="achieved_failed"))


@pytest.mark.parametrize(
    ("period", "value", "target", "status"),
    [
        ("2016-17-Q1", 90, 103, "achieved"),  # 410 / 4 is 102.5, which reads 103
        ("2016-17-Q2", 110, 103, "failed"),
        ("2016-17-Q3", 100, 103, "achieved"),
        ("2016-17-H1", 200, 205, "achieved"),
        ("2016-17-H2", 199, 205, "achieved"),
        ("2016-17", 399, 410, "achieved"),
        ("2015-16-Q4", 100, None, "data_only"),
        ("2015-16", 410, None, "data_only"),
    ],
)
def test_spend_is_held_against_its_share_of_the_earlier_year(
    two_years: Data, period: str, value: float, target: float | None, status: str
) -> None:
    [row] = figures(two_years, "agency_spend", quarter=period).to_dict("records")
    assert (row["value"], row["target"], row["status"]) == (value, target, status)


def test_as_much_as_the_share_is_not_lower(tmp_path: Path) -> None:
    commit(tmp_path, [extract(Period.parse("2015-16"), {"Place": 400.0}), extract(Period.parse("2016-17"), {"A": 400})])
    papers.write(tmp_path)
    data = Data(Settings(data=tmp_path))
    [row] = figures(data, "agency_spend", quarter="2016-17").to_dict("records")
    assert (row["target"], row["status"]) == (400, "amber")


@pytest.mark.parametrize("asked", [{"by": "directorate"}, {"filters": {"directorate": ["Place"]}}, {"by": "month"}])
def test_parts_of_the_council_are_not_judged_by_counts(two_years: Data, asked: dict[str, Any]) -> None:
    for measure in ("agency_spend", "agency_fte"):
        rows = figures(two_years, measure, quarter="2016-17-Q2", **asked).to_dict("records")
        assert rows
        assert all(row["target"] is None and row["status"] in ("data_only", "not_available") for row in rows)


def test_a_month_has_no_quarter_before_it(two_years: Data) -> None:
    rows = figures(two_years, "agency_spend", quarter="2016-17-Q2", by="month").to_dict("records")
    assert {row["short_trend"] for row in rows} == {"not_available"}


# ---- councils that know less ----


def test_a_year_alone_has_its_full_time_equivalents_at_its_end(tmp_path: Path) -> None:
    commit(tmp_path, [extract(Period.parse("2015-16"), {"Place": 400.0}, 2.5)])
    data = Data(Settings(data=tmp_path))
    [row] = figures(data, "agency_fte", quarter="2015-16").to_dict("records")
    assert row["value"] == 2.5
    shown = view(data, "")
    assert shown.headline == "Agency staff cost £400 in April 2015 to March 2016"
    assert {"cumulative", "longest"}.isdisjoint(card.key for card in shown.cards)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a council that knows what it paid, not for how many hours nor on which contract."""
    folder = tmp_path_factory.mktemp("ledger")
    for quarter, months in (("2019-20-Q3", (10, 11, 12)), ("2019-20-Q4", (1, 2, 3))):
        year = 2019 if months[0] > 3 else 2020
        lines = [f"A1,{year}-{month:02},Place,Waste,Driver,vacancy,2000.50" for month in months]
        lines += [f"A2,{year}-{months[0]:02},Place,Parks,Grounds worker,peak_demand,900"]
        lines += [f"A3,{year}-{months[2]:02},Place,Waste,Driver,other,-120.25"]
        file = folder / f"{quarter}.csv"
        file.write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")
        asked = ("agency", file, "--council", "ledgershire", "--quarter", quarter, "--data", folder / "store")
        loaded = scrutiny("load", *asked)
        assert loaded.returncode == 0, loaded.stderr
        assert "Not in the file and read as empty: fte, on_contract." in loaded.stdout
    return folder / "store"


def test_a_ledger_alone_opens_the_page_and_says_what_is_not_recorded(ledger: Path) -> None:
    with create_app(Settings(data=ledger)).server.test_client() as client:
        answer = client.get("/_dash-layout", query_string={"address": "/agency?council=ledgershire"})
    assert answer.status_code == 200
    text = json.dumps(json.loads(answer.get_data(as_text=True)), ensure_ascii=False)
    assert "Agency staff cost £6,781 in January to March 2020" in text
    assert "How many full-time equivalents they are is not recorded." in text
    assert text.count('"Not recorded"') == 3


@pytest.mark.parametrize(
    "search", ["", "?service=Parks", "?service=Parks&month=2020-03", "?reason=other&month=2020-01"]
)
def test_a_ledger_alone_shows_no_zero_for_what_is_unknown(ledger: Path, search: str) -> None:
    shown = view(Data(Settings(data=ledger)), search)
    for title in ("Full-time equivalents", "Spend off contract", "Spend per FTE"):
        assert (tile(shown, title).value, tile(shown, title).status.code) == ("—", "not_available")
    assert {"fte", "off_contract"}.isdisjoint(card.key for card in shown.cards)
    for card in shown.cards:
        unknown = {"fte", "agency_fte", "agency_off_contract_share"}
        assert unknown.isdisjoint(column.key for column in card.table.columns)


@pytest.mark.parametrize("measure", ["agency_fte", "agency_off_contract_share"])
@pytest.mark.parametrize("filters", [{}, {"service": ["Parks"]}, {"directorate": ["Place"]}])
def test_the_command_line_leaves_the_unknown_empty(ledger: Path, measure: str, filters: dict[str, list[str]]) -> None:
    table = figures(Data(Settings(data=ledger)), measure, since="2019-20-Q3", by="service", filters=filters)
    assert len(table)
    assert table["value"].isna().all()
    assert set(table["status"]) == {"not_available"}
