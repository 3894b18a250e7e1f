"""What the complaints page says, for the states a reader can reach and for those nobody meant to."""

from __future__ import annotations

import json
from pathlib import Path

import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opened import COMPLAINTS as PAGE

from dashboard.basics.config import Settings
from dashboard.figures import to_plotly
from dashboard.figures.plot import words
from dashboard.sample import compliments, ombudsman
from dashboard.store.data import Data
from dashboard.store.writing import NewExtract, commit
from dashboard.views.pieces import View


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def view(data: Data, search: str = "") -> View:
    return PAGE.content(data, search)[0]


def test_the_headline_answers_is_it_good_and_is_it_getting_better(data: Data) -> None:
    assert view(data, "?quarter=2019-20-Q4").headline == (
        "90.2% of corporate stage 1 complaints were answered within 10 working days, above the 80% target; "
        "no clear change on the four quarters before (93.1%)"
    )


def test_the_headline_follows_the_stage_chosen(data: Data) -> None:
    headline = view(data, "?quarter=2019-20-Q4&stage=adults").headline
    assert headline == (
        "47.6% of adult social care complaints were answered within 20 working days; "
        "worse than the four quarters before (77.9%), which is worth a look"
    )


def test_the_words_do_not_depend_on_the_status_scheme_of_the_installation(sample_store: Path) -> None:
    other = Data(Settings(data=sample_store, scheme="achieved_failed"))
    shown = view(other, "?quarter=2019-20-Q4")
    assert "above the 80% target; no clear change" in shown.headline
    assert shown.card("timeliness").finding == "Corporate stage 1 met its target in all 12 quarters shown."
    assert shown.tiles[0].status is not None
    assert shown.tiles[0].status.word == "Achieved"


@pytest.mark.parametrize(
    ("search", "first", "targets"),
    [
        (
            "",
            "Corporate stage 1",
            ["┄ Target 80%", "┄ Target 75%", "┄ Target 75% from Q1 2019/20", "No target"],
        ),
        ("&stage=corporate_stage_2&stage=corporate_stage_1", "Corporate stage 1", ["┄ Target 80%", "┄ Target 75%"]),
        ("&stage=corporate_stage_2&stage=adults", "Corporate stage 2", ["┄ Target 75%", "No target"]),
    ],
)
def test_panels_by_stage_begin_with_those_in_focus_each_with_its_own_target(
    data: Data, search: str, first: str, targets: list[str]
) -> None:
    plot = view(data, f"?quarter=2019-20-Q4{search}").card("timeliness").figure
    assert plot is not None
    assert plot.panels[0].series[0].name == first
    assert [words(panel.wide.labels[0].lines[1]) for panel in plot.panels] == targets


def test_the_chart_by_stage_names_each_stage_s_target_to_who_does_not_see_it(data: Data) -> None:
    assert (
        view(data, "?quarter=2019-20-Q4")
        .card("timeliness")
        .described.endswith(
            "Corporate stage 1: target 80%; Corporate stage 2: target 75%; Children's social care stage 1: target 75% "
            "from Q1 2019/20; Adult social care: no target."
        )
    )


@pytest.mark.parametrize(("stage", "targets"), [("corporate_stage_2", ["┄ Target 75%"]), ("adults", [])])
def test_one_stage_is_a_single_line_with_its_target_at_its_end(data: Data, stage: str, targets: list[str]) -> None:
    plot = view(data, f"?quarter=2019-20-Q4&stage={stage}").card("timeliness").figure
    assert plot is not None
    assert not plot.panels
    labels = [one["text"] for one in to_plotly(plot)["layout"]["annotations"]]
    assert [text for text in labels if "Target" in text] == targets


def test_the_table_by_stage_has_a_row_a_quarter_and_begins_with_the_stage_in_focus(data: Data) -> None:
    table = view(data, "?quarter=2019-20-Q4").card("timeliness").table
    assert [column.label for column in table.columns] == [
        "Quarter",
        "Corporate stage 1, target 80%",
        "Corporate stage 2, target 75%",
        "Children's social care stage 1, target 75% from Q1 2019/20",
        "Adult social care, no target",
        "Revised",
    ]
    assert [row["period"] for row in table.rows][:2] == ["Q4 2019/20", "Q3 2019/20"]
    assert len(table.rows) == 12


def test_the_table_of_one_stage_has_its_halves_in_columns(data: Data) -> None:
    table = view(data, "?quarter=2019-20-Q4&stage=corporate_stage_2").card("timeliness").table
    assert [column.label for column in table.columns] == [
        "Quarter",
        "In time",
        "Answered",
        "Answered in time",
        "Target",
    ]


def test_the_papers_table_comes_out_as_printed(data: Data) -> None:
    rows = view(data, "?quarter=2019-20-Q4").card("summary").table.rows
    printed = [(row["before"], row["now"]) for row in rows if row["unit"] == "count"]
    assert printed == [
        (333, 227), (355, 225), (341, 203),
        (50, 42), (43, 54), (33, 41),
        (30, 35), (40, 30), (33, 27),
        (25, 23), (28, 21), (17, 10),
    ]  # fmt: skip
    assert [row["change"] for row in rows if row["unit"] == "percent"] == [-5.9, -0.8, 7.5, -13.1]


def test_a_service_shows_its_months_and_a_month_its_records(data: Data) -> None:
    service = view(data, "?quarter=2019-20-Q4&service=Waste+Services")
    assert [row["label"] for row in service.card("months").table.rows] == [
        "January 2020",
        "February 2020",
        "March 2020",
    ]
    month = view(data, "?quarter=2019-20-Q4&service=Waste+Services&month=2020-03&records=responded")
    assert month.records is not None
    assert month.records.total == service.card("months").table.rows[-1]["of"]
    assert [crumb.label for crumb in month.crumbs] == [
        "Medway Council",
        "Waste Services",
        "March 2020",
        "Records answered",
    ]


def test_every_link_of_the_page_leads_to_a_view_without_complaint(data: Data) -> None:
    page = view(data, "?quarter=2019-20-Q4")
    links = {link for card in page.cards for link in card.table.links if link}
    links |= {part.link for part in (*page.tiles, *page.record_links, *page.crumbs) if part.link}
    for link in sorted(links):
        assert view(data, link).notices == ()


def test_records_past_the_last_page_show_the_last(data: Data) -> None:
    found = view(data, "?quarter=2019-20-Q4&stage=adults&records=responded&page=99").records
    assert found is not None
    assert (found.page, found.pages, found.total) == (1, 1, 21)


def test_records_are_sorted_and_searched_as_asked(data: Data) -> None:
    found = view(data, "?quarter=2019-20-Q4&records=responded&sort=-working_days").records
    assert found is not None
    days = [row["working_days"] for row in found.table.rows]
    assert days == sorted(days, reverse=True)
    searched = view(data, "?quarter=2019-20-Q4&records=responded&find=planning").records
    assert searched is not None
    assert searched.total
    assert all("planning" in f"{row['service']} {row['theme']}".lower() for row in searched.table.rows)


def test_records_hold_nothing_but_the_contract(data: Data) -> None:
    found = view(data, "?quarter=2019-20-Q4&records=open").records
    assert found is not None
    assert {column.key for column in found.table.columns} == {
        "complaint_id", "service", "stage_label", "received_date", "responded_date",
        "working_days", "outcome_label", "theme", "channel_label",
    }  # fmt: skip


def test_every_figure_is_one_that_plotly_draws(data: Data) -> None:
    for search in ("", "?stage=adults", "?service=Planning&years=all", "?directorate=Public+Health&quarter=2015-16-Q1"):
        for card in view(data, search).cards:
            if card.figure is not None:
                go.Figure(to_plotly(card.figure))


KEYS = [
    "council",
    "quarter",
    "years",
    "directorate",
    "service",
    "stage",
    "month",
    "basis",
    "records",
    "sort",
    "page",
    "find",
]
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["2015-16-Q1", "2019-20-Q4", "adults", "corporate_stage_2", "Planning", "Public Health", "open"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=6))
def test_no_address_makes_the_page_fail(data: Data, pairs: list[tuple[str, str]]) -> None:
    shown, drawn = PAGE.content(data, "?" + "&".join(f"{key}={value}" for key, value in pairs))
    assert shown.headline
    assert json.dumps(drawn)


def test_what_there_is_without_complaints_is_shown(tmp_path: Path) -> None:
    made = [("ombudsman", ombudsman.extracts("another")), ("compliments", compliments.extracts("another"))]
    files = [(name, period, frame) for name, every in made for period, frame in list(every.items())[-2:]]
    commit(tmp_path, [NewExtract(name, "kent", p, frame, f"{p.id}.csv", "0" * 64) for name, p, frame in files])
    shown = view(Data(Settings(data=tmp_path)), "?council=kent")
    assert shown.missing
    assert [card.key for card in shown.cards] == ["ombudsman", "compliments"]
    assert not any(shown.card("compliments").table.links)  # of services that the page itself knows nothing of


@pytest.mark.parametrize("search", ["?quarter=2019-20-Q4", "?quarter=2019-20-Q4&month=2020-02&stage=adults"])
def test_own_cards_have_what_their_declared_columns_show(data: Data, search: str) -> None:
    shown = view(data, search)
    for card in (shown.card(key) for key in ("answer_days", "open", "themes", "summary")):
        assert card.table.rows
        assert all(column.key in row for column in card.table.columns for row in card.table.rows), card.key


def test_the_ombudsman_s_kinds_of_closing_are_drawn_as_one(data: Data) -> None:
    card = view(data, "?quarter=2019-20-Q4").card("ombudsman")
    assert card.figure is not None
    assert [trace["name"] for trace in to_plotly(card.figure)["data"]][:3] == [
        "Upheld", "Not upheld", "Closed without a finding",
    ]  # fmt: skip
    for row in card.table.rows:
        assert sum(row[column.key] for column in card.table.columns[1:-2]) == row["decided"]


@pytest.mark.parametrize("search", ["?quarter=2019-20-Q4", "?quarter=2019-20-Q4&service=Waste+Services"])
def test_compliments_are_of_the_whole_quarter_or_of_the_service_chosen(data: Data, search: str) -> None:
    card = view(data, search).card("compliments")
    counts = [row["value"] for row in card.table.rows]
    assert counts == sorted(counts, reverse=True)
    told = "; no service clearly received most" if counts[1:] else f", for {card.table.rows[0]['label']}."
    assert card.finding.startswith(f"{sum(counts)} compliments{told}")
