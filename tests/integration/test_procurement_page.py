"""What the procurement page says, for the whole council, for parts of it, and for what nobody meant to ask."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from opened import PROCUREMENT as PAGE

from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.figures import to_plotly
from dashboard.measures.readings import figures
from dashboard.pages.registry import asked, page_called
from dashboard.sample.build import SEED
from dashboard.sample.procurement import extracts as register
from dashboard.store.data import Data
from dashboard.store.writing import NewExtract, commit
from dashboard.views.pieces import View
from dashboard.views.procurement.page import THEME

Q2 = "?quarter=2017-18-Q2"
Q4 = "?quarter=2019-20-Q4"


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def view(data: Data, search: str = "") -> View:
    return PAGE.content(data, search)[0]


def test_the_headline_has_both_numbers_that_the_paper_prints(data: Data) -> None:
    assert view(data, Q2).headline == (
        "Contracts awarded in the last five years bring £47.5 million of whole-life benefits, "
        "£16.6 million of it from 2017/18 so far"
    )


def test_the_tiles_are_the_quarter_the_year_five_years_and_contracts(data: Data) -> None:
    tiles = {tile.key: (tile.title, tile.value, tile.cases) for tile in view(data, Q4).tiles}
    assert tiles["year"] == ("Benefits in 2019/20", "£10.5 million", "April 2019 to March 2020")
    assert tiles["procurement_benefits_five_year"][1:] == ("£60.8 million", "April 2015 to March 2020")
    assert tiles["procurement_contracts"][1:] == ("13", "of 25 awarded")
    assert tiles["procurement_benefits"][2] == "£922,000 of it revenue"


def test_before_five_years_are_loaded_the_page_says_since_when(data: Data) -> None:
    early = view(data, "?quarter=2014-15-Q1")
    assert early.headline.startswith("Contracts awarded since April 2013 bring £7.3 million")
    assert "Contracts are loaded from April 2013 only" in early.support
    assert "April 2013 to June 2014" in early.card("five_years").about.definition


def test_page_and_command_line_give_the_same_numbers(data: Data) -> None:
    shown = view(data, Q4)
    asked_for = {"council": "medway", "quarter": "2019-20-Q4"}
    by_directorate = figures(data, "procurement_benefits_five_year", by="directorate", **asked_for)
    assert {row["label"]: row["five_year_benefits_gbp"] for row in shown.card("directorates").table.rows} == dict(
        zip(by_directorate["directorate"], by_directorate["value"], strict=True)
    )
    quarter = figures(data, "procurement_benefits", **asked_for)["value"].iloc[0]
    assert shown.card("benefits").table.rows[0]["benefits_gbp"] == quarter


def test_a_share_of_yearly_spend_is_shown_where_the_catalogue_knows_it(data: Data) -> None:
    assert "3.3% of the £320 million spent in a year" in view(data, Q4).card("shares").finding
    unknown = view(data, "?quarter=2018-19-Q4").card("shares")
    assert "spent in a year" not in unknown.finding
    assert {row["label"]: row["share"] is None for row in unknown.table.rows}["2018/19"]
    part = view(data, Q4 + "&category=ICT").card("shares")
    assert "Share of spend" not in [column.label for column in part.table.columns]


def test_what_costs_more_than_before_is_named_and_drawn_left_of_zero(data: Data) -> None:
    card = view(data, Q4).card("services")
    assert card.finding.endswith("Greenspaces cost more than before.")
    assert card.figure
    figure = to_plotly(card.figure)
    values = figure["data"][0]["x"]
    assert values[-1] < 0
    assert figure["layout"]["xaxis"]["range"][0] <= values[-1]


def test_a_service_leads_to_its_months_and_a_month_to_its_contracts(data: Data) -> None:
    service = view(data, Q4 + "&service=School+Admissions")
    months = service.card("months").table
    assert [row["label"] for row in months.rows] == ["January 2020", "February 2020", "March 2020"]
    month = view(data, f"{months.links[0]}")
    assert month.crumbs[-1].label == "January 2020"
    assert month.record_links[0].link
    listed = view(data, month.record_links[0].link)
    assert listed.records
    assert listed.records.total == months.rows[0]["contracts"]


def test_a_contract_is_described_in_words(data: Data) -> None:
    listed = view(data, Q2 + "&records=with_benefits&sort=-value_gbp").records
    assert listed
    assert (listed.total, listed.table.rows[0]["title"]) == (16, "Highways maintenance and street lighting")
    one = view(data, str(listed.table.links[0])).records
    assert one
    assert one.title.endswith(": Highways maintenance and street lighting")
    assert "Awarded to Castlemoor Highways" in one.summary
    assert "worth £92,500,000" in one.summary
    assert "8.0% of its value" in one.summary


def test_the_list_of_ending_contracts_is_the_same_in_the_card_and_in_the_register(data: Data) -> None:
    shown = view(data, Q4 + "&records=ending")
    assert shown.records
    assert shown.records.total == len(shown.card("ending").table.rows)
    ends = [row["end_date"] for row in shown.card("ending").table.rows]
    assert ends == sorted(ends)
    assert (ends[0].isoformat() > "2020-03-31", ends[-1].isoformat() <= "2021-03-31") == (True, True)


def test_a_card_of_no_measure_says_where_its_numbers_come_from_in_its_own_words(data: Data) -> None:
    origin = view(data, Q4).card("ending").about
    assert origin.definition.startswith("Contracts awarded by 31 March 2020, with or without benefits")
    assert (origin.numerator, origin.denominator) == ("Contracts by the day they end", "")
    assert (origin.queries, origin.measure) == (("procurement_records",), "")


def test_the_share_of_yearly_spend_is_defined_only_where_spend_is_known(data: Data) -> None:
    definition = data.catalogue.measure("procurement_benefits_share_of_spend").definition
    known, unknown = (view(data, quarter).card("shares") for quarter in (Q4, Q4 + "&category=ICT"))
    assert definition in known.about.definition
    assert definition not in unknown.about.definition


def test_the_download_has_every_contract_with_all_its_columns(data: Data) -> None:
    state, _ = asked(data, page_called("procurement"), Q4 + "&records=awarded")
    table = THEME.records(data, state)
    assert len(table.rows) == 25
    assert [column.key for column in table.columns][:3] == ["contract_id", "title", "directorate"]
    assert len(table.columns) == 13
    assert [column.kind for column in table.columns if column.key.endswith("_gbp")] == ["gbp"] * 4


def test_a_download_that_asks_for_no_list_has_the_contracts_awarded(data: Data) -> None:
    states = (asked(data, page_called("procurement"), Q4 + more)[0] for more in ("", "&records=awarded"))
    every, awarded = (THEME.records(data, state).rows for state in states)
    assert every == awarded
    assert every


def test_as_first_published_keeps_what_a_later_extract_corrected(data: Data) -> None:
    search = "?quarter=2018-19-Q2&basis={}"
    latest, first = (
        view(data, search.format(basis)).card("benefits").table.rows[0]["benefits_gbp"]
        for basis in ("latest", "first_published")
    )
    assert latest - first == 118_000


@pytest.mark.parametrize(
    "search",
    [
        "",
        "?quarter=2013-14-Q1&years=all",
        Q4 + "&service=Planning",
        Q4 + "&service=Planning&month=2020-02",
        Q4 + "&category=ICT&category=Public+health&records=awarded&page=9",
        Q4 + "&records=open&find=x",
        Q4 + "&records=ending&find=%25",
        "?quarter=2016-17&category=nothing&month=2016-13",
    ],
)
def test_any_address_gives_a_page_whose_charts_plotly_accepts(data: Data, search: str) -> None:
    shown, drawn = PAGE.content(data, search)
    assert shown.headline
    assert [card.key for card in shown.cards if card.figure is None] in ([], ["directorates_over_time"])
    assert {card["key"] for card in drawn["cards"]} <= PAGE.cards(data)
    for card in shown.cards:
        if card.figure:
            go.Figure(to_plotly(card.figure))


def test_a_council_of_years_alone_is_shown_by_the_year(tmp_path: Path) -> None:
    extracts = register(SEED)
    frame = pd.concat([extracts[q] for q in sorted(extracts) if q.id.startswith("2016-17")])
    commit(tmp_path, [NewExtract("procurement", "kent", Period.parse("2016-17"), frame, "kent.csv", "0" * 64)])
    shown = view(Data(Settings(data=tmp_path)), "?council=kent")
    assert shown.headline == (
        "Contracts awarded since April 2016 bring £9.7 million of whole-life benefits, all of it from 2016/17"
    )
    assert [tile.key for tile in shown.tiles] == [
        "procurement_benefits",
        "procurement_benefits_five_year",
        "procurement_contracts",
    ]
    assert shown.tiles[0].changes == ()


def test_a_list_that_the_page_does_not_have_is_left_out_with_a_notice(data: Data) -> None:
    shown = view(data, Q4 + "&records=open")
    assert shown.records is None
    assert shown.notices == ('There is no list of records "open" here; it was left out.',)
