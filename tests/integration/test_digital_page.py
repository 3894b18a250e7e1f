"""What the digital take-up page says: for Medway by quarter, for Maidstone by year, and under every filter."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import plotly.graph_objects as go
import pytest
from opened import DIGITAL as PAGE

from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.figures import to_plotly
from dashboard.measures.readings import figures
from dashboard.sample import contacts, digital
from dashboard.store.data import Data
from dashboard.store.writing import NewExtract, commit
from dashboard.views.digital.page import THEME
from dashboard.views.pieces import View

Q4 = "?council=medway&quarter=2019-20-Q4"
MAIDSTONE = "?council=maidstone&quarter=2013-14"


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def view(data: Data, search: str) -> View:
    return PAGE.content(data, search)[0]


def keys(shown: View) -> list[str]:
    return [card.key for card in shown.cards]


def test_the_headline_says_how_much_is_online_and_whether_it_moved(data: Data) -> None:
    shown = view(data, Q4)
    assert (
        shown.headline
        == "50.4% of transactions were made online in Q4 2019/20; the figure has risen for nine quarters running"
    )
    assert "No target is set" in shown.support


def test_the_tiles_are_the_four_measures_of_the_online_channel(data: Data) -> None:
    titles = [tile.title for tile in view(data, Q4).tiles]
    assert titles == ["Digital take-up", "Completion, online", "Cost of a transaction, online", "Satisfaction, online"]


def test_a_choice_of_channel_changes_cost_and_satisfaction_and_leaves_take_up(data: Data) -> None:
    every, telephone = view(data, Q4).tiles, view(data, Q4 + "&channel=telephone").tiles
    assert telephone[0].value == every[0].value
    assert telephone[2].value != every[2].value
    assert (telephone[1].value, telephone[1].cases) == ("—", "not recorded")


def test_a_target_of_the_council_s_own_is_judged(data: Data, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(data.settings.data, store)
    (store / "catalogue" / "targets.csv").write_text(
        "measure,council,area,from_quarter,to_quarter,kind,value\ndigital_take_up,medway,,2017-18-Q3,,number,55\n"
    )
    shown = view(Data(Settings(data=store)), Q4)
    assert "below the 55% target" in shown.headline
    assert "No target" not in shown.support
    assert "no target" not in shown.card("take_up").note


def test_services_say_how_they_moved(data: Data) -> None:
    rows = {row["label"]: row for row in view(data, Q4).card("services").table.rows}
    assert rows["Licensing"]["since_last"] > 20
    assert rows["Fostering and Adoption"]["since_year"] == rows["Fostering and Adoption"]["since_last"]


def test_a_service_leads_to_its_months_and_a_month_to_its_rows(data: Data) -> None:
    service = view(data, Q4 + "&service=Parking+Services")
    assert [row["label"] for row in service.card("months").table.rows] == [
        "January 2020", "February 2020", "March 2020",
    ]  # fmt: skip
    month = view(data, Q4 + "&service=Parking+Services&month=2020-03&records=counts&sort=-transactions")
    assert month.records is not None
    counts = [row["transactions"] for row in month.records.table.rows]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == service.card("months").table.rows[-1]["all_transactions"]


def test_rows_are_searched_paged_and_downloaded_whole(data: Data) -> None:
    shown = view(data, Q4 + "&records=counts&page=999")
    assert shown.records is not None
    assert shown.records.page == shown.records.pages > 1
    assert len(THEME.records(data, shown.state).rows) == shown.records.total
    found = view(data, Q4 + "&records=counts&find=face").records
    assert found is not None
    assert {row["channel_label"] for row in found.table.rows} == {"Face to face"}


def test_what_moved_between_channels_cancels_out(data: Data) -> None:
    rows = view(data, Q4).card("shift").table.rows
    assert abs(sum(row["value"] for row in rows)) <= len(rows) / 2
    assert rows[0]["label"] == "Online"
    assert view(data, "?council=medway&quarter=2017-18-Q3").headline
    assert "shift" not in keys(view(data, "?council=medway&quarter=2017-18-Q3"))


def test_costs_name_the_channels_that_record_none(data: Data) -> None:
    card = view(data, Q4 + "&service=Electoral+Services").card("costs")
    assert "email" in card.note
    assert "Email" not in [row["label"] for row in card.table.rows]


def test_maidstone_is_shown_by_year_and_without_cards_it_cannot_fill(data: Data) -> None:
    shown = view(data, MAIDSTONE)
    assert shown.headline == (
        "3.1% of transactions were made online in 2013/14; 0.7 percentage points up on 2012/13 (2.4%)"
    )
    assert keys(shown) == ["take_up", "directorates", "services", "directorates_over_time", "channels", "shift"]
    assert [tile.cases for tile in shown.tiles[1:]] == ["not recorded"] * 3
    assert [change.text for change in shown.tiles[0].changes] == ["up 0.7 points on last year"]
    words = [shown.headline, shown.support]
    for card in shown.cards:
        words += [card.title, card.finding, card.note, *(column.label for column in card.table.columns)]
    assert not [text for text in words if "quarter" in text.lower()]


def test_a_year_s_extract_is_one_stroke_and_no_trend(data: Data) -> None:
    figure = view(data, MAIDSTONE).card("take_up").figure
    assert figure is not None
    assert [trace["mode"] for trace in to_plotly(figure)["data"]] == ["lines"]


def test_channels_of_maidstone_come_out_as_printed(data: Data) -> None:
    rows = view(data, MAIDSTONE).card("channels").table.rows
    assert [(row["online"], row["telephone"], row["face_to_face"]) for row in rows] == [
        (7949, 175720, 74635),
        (6383, 177684, 82962),
    ]


def test_a_service_of_maidstone_has_no_months(data: Data) -> None:
    shown = view(data, MAIDSTONE + "&service=Housing&records=counts")
    assert "months" not in keys(shown)
    assert shown.records is not None
    assert {row["month_label"] for row in shown.records.table.rows} == {"2013/14"}
    with pytest.raises(UsageError, match="do not say in which month"):
        figures(data, "digital_transactions", council="maidstone", by="month")


def test_years_before_the_first_quarter_are_strokes_beside_the_line(tmp_path: Path) -> None:
    quarters = digital.extracts("another")
    year = contacts.extracts("")[Period.parse("2013-14")].assign(month="2015-04-01")
    made = [(Period.parse("2015-16"), CONTRACTS["digital"].typed(year)), *quarters.items()]
    commit(tmp_path, [NewExtract("digital", "kent", p, frame, f"{p.id}.csv", "0" * 64) for p, frame in made])
    shown = view(Data(Settings(data=tmp_path)), "?years=5")
    card = shown.card("take_up")
    assert card.figure is not None
    assert {trace["mode"] for trace in to_plotly(card.figure)["data"]} == {"lines", "lines+markers"}
    assert card.table.rows[-1]["period"] == "2015/16"
    assert "2015/16" not in [
        row["period"] for row in view(Data(Settings(data=tmp_path)), "").card("take_up").table.rows
    ]


@pytest.mark.parametrize("search", [Q4, MAIDSTONE, Q4 + "&service=Licensing", Q4 + "&channel=post&month=2020-02"])
def test_every_link_leads_to_a_view_without_complaint(data: Data, search: str) -> None:
    shown = view(data, search)
    links = {link for card in shown.cards for link in card.table.links if link}
    links |= {part.link for part in (*shown.tiles, *shown.record_links, *shown.crumbs) if part.link}
    for link in sorted(links):
        assert view(data, link).notices == ()


@pytest.mark.parametrize(
    "search",
    [
        Q4,
        MAIDSTONE,
        Q4 + "&channel=online&channel=email",
        Q4 + "&directorate=Public+Health",
        "?council=medway&quarter=2017-18-Q3&basis=first_published&years=all",
        "?council=maidstone&quarter=2012-13&service=Parking&channel=telephone",
    ],
)
def test_no_card_is_left_standing_empty(data: Data, search: str) -> None:
    for card in view(data, search).cards:
        assert card.table.rows
        assert card.finding.endswith(".")
        if card.key.endswith("over_time"):  # a table that is its own picture
            assert any(card.table.marks), card.key
            continue
        assert card.figure is not None, card.key
        go.Figure(to_plotly(card.figure))


def test_rates_are_ranked_by_what_they_read(data: Data) -> None:
    values = [row["value"] for row in view(data, Q4).card("services").table.rows]
    assert all(before <= now for before, now in pairwise(values))
