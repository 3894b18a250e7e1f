"""What the temporary accommodation page says, for the states a reader can reach."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import plotly.graph_objects as go
import pytest
from opened import TEMPORARY_ACCOMMODATION as PAGE

from dashboard.basics.config import Settings
from dashboard.figures import to_plotly
from dashboard.store.data import Data
from dashboard.views.pieces import View
from dashboard.views.temporary_accommodation.elsewhere import sides

STATES = (
    "",
    "?quarter=2015-16-Q1",
    "?quarter=2017-18-Q2&years=all",
    "?quarter=2019-20-Q4&basis=first_published",
    "?directorate=Children+and+Adults",
    "?service=Housing+Options&accommodation_type=bed_and_breakfast",
    "?service=Housing+Management&month=2020-01",
    "?service=Housing+Management&accommodation_type=hostel",
    "?service=Housing+Management&service=Housing+Options",
    "?accommodation_type=hostel&accommodation_type=other&records=open",
    "?records=counts&sort=x&page=99",
)


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def view(data: Data, search: str = "") -> View:
    return PAGE.content(data, search)[0]


def bridge(shown: View) -> list[float]:
    """The numbers of the bridge, from left to right."""
    return [row["value"] for row in shown.card("bridge").table.rows]


def test_the_headline_answers_is_it_too_many_and_is_it_growing(data: Data) -> None:
    assert view(data, "?quarter=2017-18-Q2").headline == (
        "354 households were in temporary accommodation at the end of September 2017, 4 above the target of 350 "
        "and 27 more than last quarter"
    )
    assert view(data, "?quarter=2017-18-Q3").headline.endswith(
        "2 below the target of 350 and 6 fewer than last quarter"
    )


@pytest.mark.parametrize("search", STATES)
def test_every_state_has_a_finding_and_charts_that_plotly_draws(data: Data, search: str) -> None:
    shown, drawn = PAGE.content(data, search)
    assert shown.headline
    assert json.dumps(drawn)
    assert all(card.finding for card in shown.cards)
    for card in shown.cards:
        if card.figure is not None:
            go.Figure(to_plotly(card.figure))


def test_every_card_that_a_state_has_is_on_the_page(data: Data) -> None:
    shown = {card.key for search in STATES for card in view(data, search).cards}
    assert shown | {"beside", "authorities"} == PAGE.cards(data)  # these two need the Ministry's tables


@pytest.mark.parametrize(
    "search", ["?quarter=2019-20-Q4", "?service=Housing+Options", "?accommodation_type=hostel&accommodation_type=other"]
)
def test_the_bridge_leads_from_last_quarter_to_this_one(data: Data, search: str) -> None:
    before, came, left, now = bridge(view(data, search))
    assert before + came + left == now


def test_what_was_corrected_later_stands_in_the_bridge_of_the_figures_as_first_published(data: Data) -> None:
    found = [
        bridge(view(data, f"?quarter={quarter.id}&basis=first_published"))
        for quarter in data.periods("temporary_accommodation", "medway")[1:]
    ]
    assert any(len(numbers) == 5 for numbers in found)
    assert all(sum(numbers[:-1]) == numbers[-1] for numbers in found)


def test_the_rate_stands_beside_the_places_that_the_paper_names(data: Data) -> None:
    rows = view(data, "?quarter=2017-18-Q2").card("rate").table.rows
    assert [(row["label"], row["when"]) for row in rows] == [
        (place, "Q2 2017/18") for place in ("Medway", "England", "Milton Keynes", "Brighton", "London")
    ]
    assert all(row["source"] for row in rows)


def test_without_an_estimate_of_households_no_tile_is_spent_on_the_rate(data: Data) -> None:
    keys = [[tile.key for tile in view(data, f"?quarter={quarter}").tiles] for quarter in ("2019-20-Q4", "2017-18-Q2")]
    assert ["ta_households_per_1000" in one for one in keys] == [False, True]


def test_a_service_is_not_set_beside_whole_councils(data: Data) -> None:
    assert "rate" not in {card.key for card in view(data, "?quarter=2017-18-Q2&service=Housing+Options").cards}


def test_services_do_not_add_up_to_the_council(data: Data) -> None:
    shown = view(data, "?quarter=2019-20-Q4")
    services = [row["value"] for row in shown.card("services").table.rows]
    assert sum(services) > 412 > max(services)


def test_types_stand_beside_all_households_who_are_fewer_than_their_sum(data: Data) -> None:
    table = view(data, "?quarter=2019-20-Q4").card("types").table
    *types, every = [column.key for column in table.columns[1:] if column.key != "revised"]
    assert next(column.label for column in table.columns if column.key == every) == "All households"
    assert sum(table.rows[0][kind] for kind in types) > table.rows[0][every] == 412


def test_places_with_the_same_rate_as_shown_have_as_many() -> None:
    rows = [{"label": "England", "value": 3.5}, {"label": "Kent", "value": 2.001}, {"label": "Here", "own": True}]
    assert sides(2.0, rows, None) == ["fewer than England (3.50)", "as many as Kent"]


def test_places_within_what_chance_makes_of_so_many_households_have_about_as_many() -> None:
    rows = [{"label": name, "value": value} for name, value in (("England", 3.5), ("London", 16.6), ("Kent", 2.9))]
    about = ["fewer than London (16.60)", "about as many as England (3.50)", "more than Kent (2.90)"]
    assert sides(3.35, rows, 354) == about


def test_the_way_down_ends_at_the_placements_of_a_month(data: Data) -> None:
    service = view(data, "?quarter=2019-20-Q4&service=Housing+Management")
    month = service.card("months").table
    link = month.links[1]
    assert link
    shown = view(data, f"{link}&records=open")
    assert shown.records is not None
    assert shown.records.total >= month.rows[1]["value"]
    assert [crumb.label for crumb in shown.crumbs] == [
        "Medway Council",
        "Housing Management",
        "February 2020",
        "Records open at the end",
    ]


def test_placements_are_sorted_and_searched_as_asked(data: Data) -> None:
    found = view(data, "?quarter=2019-20-Q4&records=open&sort=-nights").records
    assert found is not None
    assert found.total == 416
    nights = [row["nights"] for row in found.table.rows]
    assert nights == sorted(nights, reverse=True)
    searched = view(data, "?quarter=2019-20-Q4&records=open&find=bed+and").records
    assert searched is not None
    assert {row["accommodation_type"] for row in searched.table.rows} == {"bed_and_breakfast"}


def test_every_link_of_the_page_leads_to_a_view_without_complaint(data: Data) -> None:
    page = view(data, "?quarter=2019-20-Q4")
    links = {link for card in page.cards for link in card.table.links if link}
    links |= {part.link for part in (*page.tiles, *page.record_links, *page.crumbs) if part.link}
    for link in sorted(links):
        assert view(data, link).notices == ()


def test_the_duties_since_2018_stand_beside_the_counts_from_before(data: Data, sample_store: Path) -> None:
    files = f"{sample_store}/extracts/dataset=homelessness/council=medway/quarter=2019-20-Q4/*/records.parquet"
    counts = "SELECT sum(prevention_secured)::INT, sum(prevention_duties_ended)::INT FROM read_parquet(?)"
    secured, ended = duckdb.execute(counts, [files]).fetchall()[0]
    card = view(data, "?quarter=2019-20-Q4").card("duties")
    assert f"{secured} of {ended} prevention duties" in card.finding
    assert card.table.rows[0]["prevention"] == pytest.approx(100 * secured / ended)
    assert card.table.rows[-1]["period"] == "Q1 2018/19"
    assert not [one for one in view(data, "?quarter=2017-18-Q2").cards if one.key == "duties"]
