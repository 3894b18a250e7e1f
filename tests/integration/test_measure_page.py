"""The page of one measure, for every measure, and the council's words on the cards of every page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opened import MEASURE as PAGE
from opened import Opened

from dashboard.basics.config import Settings
from dashboard.catalogue.files import read_catalogue
from dashboard.figures import to_plotly
from dashboard.measures.scorecard import entries
from dashboard.pages.offers import offered
from dashboard.pages.registry import page_at
from dashboard.store.data import NATIONAL, Data
from dashboard.views.pieces import View
from layouts.themed import ThemedPage

MEASURES = [one.id for one in read_catalogue().measures.values() if one.dataset not in NATIONAL]
PLACES = [("medway", "2019-20-Q4"), ("medway", "2017-18-Q2"), ("thurrock", "2016-17-Q1"), ("maidstone", "2013-14")]
STAGES = {
    "": "Three targets of Medway's are known.",
    "&stage=corporate_stage_1": "One target of Medway's is known for Corporate stage 1.",
    "&stage=adults": "No targets of Medway's are known for Adult social care.",
}
TIMELINESS = "?measure=complaints_timeliness&council=medway&quarter=2019-20-Q4&stage=corporate_stage_1"


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def drawn(data: Data, search: str, page: ThemedPage = PAGE) -> tuple[View, dict[str, Any]]:
    return page.content(data, search)


def view(data: Data, search: str, page: ThemedPage = PAGE) -> View:
    return drawn(data, search, page)[0]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_has_its_page_wherever_there_are_its_data(data: Data, measure: str) -> None:
    dataset = data.catalogue.measure(measure).dataset
    asked = [(council, quarter) for council, quarter in PLACES if (dataset, council) in data.available]
    assert asked
    for council, quarter in asked:
        shown, as_json = drawn(data, f"?measure={measure}&council={council}&quarter={quarter}")
        assert shown.state.measure == measure
        assert shown.headline.startswith(data.catalogue.measure(measure).title)
        assert {"series", "definition"} <= {card.key for card in shown.cards} <= PAGE.cards(data)
        assert json.dumps(as_json)
        for card in shown.cards:
            assert card.finding
            if card.figure is not None:
                go.Figure(to_plotly(card.figure))


def test_the_headline_has_the_value_its_target_and_its_change(data: Data) -> None:
    assert view(data, TIMELINESS).headline == (
        "Complaints answered within the deadline, corporate stage 1: 90.2% in Q4 2019/20, above the 80% target; "
        "no clear change on the four quarters before (93.1%)"
    )


def test_the_tiles_hold_the_quarter_the_year_and_the_year_before(data: Data) -> None:
    tiles = {tile.key: tile.value for tile in view(data, TIMELINESS).tiles}
    assert tiles == {"now": "90.2%", "year": "93.0%", "year_before": "93.3%"}


def test_without_a_stage_it_says_that_each_has_a_target_of_its_own(data: Data) -> None:
    shown = view(data, "?measure=complaints_timeliness&council=medway&quarter=2019-20-Q4")
    assert "choose a stage" in shown.support
    links = [link for link in shown.card("by_stage").table.links if link]
    assert any(view(data, link).tiles[0].target == "Target 75%" for link in links)


def test_a_target_that_must_be_beaten_is_said_in_plain_words(data: Data) -> None:
    headline = view(data, "?measure=agency_spend&council=thurrock&quarter=2016-17-Q1").headline
    assert "which misses the target (below £2.2 million)" in headline


def test_rings_finding_and_range_are_the_verdict_of_the_scorecard(data: Data) -> None:
    found = entries(data, "medway", offered(data, "complaints", "medway").quarters[-1], scheme="rag")
    sides = set()
    for entry in found:
        verdict = entry.reading.verdict
        stage = f"&stage={entry.part}" if entry.part else ""
        card = view(data, f"?measure={entry.measure.id}&council=medway&quarter=2019-20-Q4{stage}").card("series")
        said = verdict.change_words if verdict.judgement else ""
        assert card.table.rows[0].get("remark", "").lower() == said, entry.key
        bands = card.figure.bands if card.figure else ()
        assert bool(bands) == (verdict.lower is not None), entry.key
        if verdict.trending:
            assert verdict.trending in card.finding
        elif bands:
            side = re.search(r" is (above|below|within) its usual range", card.finding)
            assert side, entry.key
            assert verdict.clear <= (side[1] != "within")
            assert card.finding.endswith(f"; {said}." if said else ").")
            sides.add(side[1])
    assert sides == {"above", "below", "within"}


def test_what_happened_is_marked_on_the_chart_of_what_it_happened_to(data: Data) -> None:
    shown, as_json = drawn(data, "?measure=homelessness_applications&council=medway&quarter=2019-20-Q4")
    card = shown.card("series")
    assert card.figure is not None
    described = next(one["described"] for one in as_json["cards"] if one["key"] == "series")
    assert described.startswith(f"By quarter. {card.finding} A, Q1 2018/19: The Homelessness Reduction Act 2017")
    assert [(line.label, line.value) for line in card.figure.references if not line.across] == [("A", 11.5), ("B", 19)]
    assert "A, Q1 2018/19: The Homelessness Reduction Act 2017 came into force on 3 April 2018" in card.note
    assert "than before. The usual range is worked out since then. B, Q4 2019/20: People in England" in card.note
    happened = {row["period"]: row["happened"][:1] for row in card.table.rows if row["happened"]}
    assert happened == {"Q1 2018/19": "A", "Q4 2019/20": "B"}
    assert "What happened" in [column.label for column in card.table.columns]


def test_what_happened_later_or_to_another_stage_is_not_marked(data: Data) -> None:
    raised = "The target was raised to 80%."
    assert raised in view(data, TIMELINESS).card("series").note
    assert raised not in view(data, TIMELINESS.replace("2019-20-Q4", "2016-17-Q4")).card("series").note
    assert raised not in view(data, TIMELINESS.replace("_stage_1", "_stage_2")).card("series").note


def test_too_few_quarters_have_no_limits_and_say_so(data: Data) -> None:
    shown = view(data, "?measure=digital_take_up&council=medway&quarter=2018-19-Q1").card("series")
    assert shown.finding == (
        "42.0% in Q1 2018/19; too few earlier quarters to say what is usual: that takes three of the four before."
    )
    assert shown.figure is not None
    assert not [shape for shape in to_plotly(shown.figure)["layout"]["shapes"] if shape["type"] == "rect"]


def test_the_middle_of_a_year_says_what_the_rest_of_it_must_bring(data: Data) -> None:
    shown = view(data, TIMELINESS.replace("2019-20-Q4", "2017-18-Q2"))
    assert "the year's target of 80.0%" in shown.support
    assert shown.card("years").table.rows[0]["label"] == "2017/18 to date"


def test_other_places_stand_beside_the_council_s_own_value_of_their_quarter(data: Data) -> None:
    card = view(data, "?measure=ta_households_per_1000&council=medway&quarter=2019-20-Q4").card("benchmarks")
    rows = {row["label"]: (row["value"], row["beside"]) for row in card.table.rows}
    assert rows["England"] == (3.5, "= similar")  # within what chance makes of 354 households
    assert round(rows["Medway"][0], 2) == 3.35
    assert "Q2 2017/18" in card.title


def test_targets_stand_with_the_days_between_which_they_hold(data: Data) -> None:
    rows = view(data, TIMELINESS).card("targets").table.rows
    assert [(r["area"], r["value"]) for r in rows if r["kind"] == "Target"] == [
        ("Corporate stage 1", "80%"),
        ("Corporate stage 2", "75%"),
        ("Children's social care stage 1", "75%"),
    ]
    assert {r["value"] for r in rows if r["kind"] == "Deadline"} == {
        "10 working days",
        "15 working days",
        "20 working days",
    }
    assert {str(r["first"]) for r in rows if r["kind"] == "Deadline"} == {"from the start"}


def test_what_the_council_says_comes_newest_first_and_not_from_the_future(data: Data) -> None:
    periods = [row["period"] for row in view(data, TIMELINESS).card("comments").table.rows]
    assert periods == sorted(periods, key=lambda label: (label.split()[1], label), reverse=True)
    earlier = view(data, TIMELINESS.replace("2019-20-Q4", "2018-19-Q4")).card("comments").table.rows
    assert {row["period"] for row in earlier} == {"Q2 2017/18"}


def test_every_link_of_the_page_leads_to_a_view_without_complaint(data: Data) -> None:
    for search in (TIMELINESS, "?measure=agency_spend&council=medway&quarter=2019-20-Q4"):
        shown = view(data, search)
        links = {link for card in shown.cards for link in card.table.links if link}
        links |= {crumb.link for crumb in shown.crumbs if crumb.link}
        for link in sorted(links):
            address = urlsplit(link)
            page = page_at(address.path) if address.path else None
            other = Opened(page.key) if page else PAGE
            assert view(data, f"?{address.query}", other).notices == (), link


def test_a_measure_that_the_council_does_not_have_gets_a_sentence(data: Data) -> None:
    shown = view(data, "?measure=complaints_timeliness&council=maidstone")
    assert shown.state.council == "maidstone"
    assert shown.state.measure == "digital_take_up"
    assert "no measure" in shown.notices[0]


def test_stages_are_judged_one_by_one_and_not_together(data: Data) -> None:
    together = view(data, "?measure=complaints_timeliness&council=medway&quarter=2019-20-Q4")
    assert together.headline.endswith("85.2% in Q4 2019/20; 4.9 percentage points down on Q4 2018/19 (90.1%)")
    assert "choose a stage to see it judged" in together.support
    said = [card.finding for card in together.cards] + [
        change.text for tile in together.tiles for change in tile.changes
    ]
    judged = re.compile("clearly (?:better|worse)|worth a look|no clear change")
    assert not any(judged.search(one) for one in said)
    assert together.card("directorates_over_time").finding.startswith("Each stage is judged by itself")
    assert judged.search(view(data, TIMELINESS).headline)


def test_a_year_of_few_cases_has_neither_met_nor_missed_its_target(data: Data) -> None:
    few = TIMELINESS.replace("stage_1", "stage_2") + "&service=Planning"
    assert (
        view(data, few)
        .card("years")
        .finding.endswith("2019/20 ended at 54.5%; too few cases to say whether the year's target of 75.0% was met.")
    )
    assert view(data, TIMELINESS).card("years").finding.endswith("the year's target of 80.0% was met.")


def test_targets_are_counted_of_the_stage_chosen(data: Data) -> None:
    whole = TIMELINESS.removesuffix("&stage=corporate_stage_1")
    said = {stage: view(data, f"{whole}{stage}").card("targets").finding for stage in STAGES}
    assert said == STAGES


def test_parts_of_a_share_are_held_against_the_whole_and_few_cases_are_not_judged(data: Data) -> None:
    shown = view(data, TIMELINESS)
    assert (
        shown.card("by_month").finding == "In Q4 2019/20 no month differs from the whole (90.2%) by more than chance."
    )
    for key in ("by_service", "by_outcome"):
        rows = shown.card(key).table.rows
        assert all((row["of"] < 10) == (row["told"] == "Too few to judge") for row in rows)
        assert "Compared with" in shown.card(key).table.columns[-1].label


def test_parts_of_several_stages_are_held_against_nothing(data: Data) -> None:
    shown = view(data, TIMELINESS.removesuffix("&stage=corporate_stage_1"))
    assert shown.card("by_stage").finding.startswith("47.6% of adult social care, 75.9% of corporate stage 2, ")
    said = "Each stage is judged by itself: choose one to see which {} differs from the whole."
    for kind in ("service", "month", "outcome"):
        assert shown.card(f"by_{kind}").finding == said.format(kind)
        assert not any(row.get("told") for row in shown.card(f"by_{kind}").table.rows)


def test_counts_say_which_part_clearly_has_the_most_and_months_what_they_had(data: Data) -> None:
    shown = view(data, "?measure=ta_households&council=medway&quarter=2019-20-Q4")
    assert shown.card("by_service").finding == "Housing Options has the most, 332."
    assert shown.card("by_accommodation_type").finding == (
        "No type of accommodation clearly has the most; the first are Nightly paid (150), Private, leased (106) and "
        "Hostel (76)."
    )
    assert shown.card("by_month").finding == "405 in January 2020, 406 in February 2020 and 412 in March 2020."
    few = view(data, "?measure=ombudsman_decisions&council=medway&quarter=2019-20-Q4")
    assert few.card("by_service").finding.startswith("No service clearly has the most; the first are ")


THEMES = ["complaints", "digital", "temporary_accommodation", "agency", "procurement"]


def theme(key: str) -> Opened:
    return Opened(key)


@pytest.mark.parametrize("key", THEMES)
def test_a_theme_s_cards_lead_to_all_about_their_measure(data: Data, key: str) -> None:
    page = theme(key)
    _, as_json = drawn(data, "?council=medway&quarter=2019-20-Q4", page)
    links = [card["about"]["more"] for card in as_json["cards"] if card["about"]["more"]]
    assert links
    for link in links:
        address = urlsplit(link)
        assert address.path == "/measure"
        assert view(data, f"?{address.query}").notices == ()


@pytest.mark.parametrize("key", THEMES)
def test_a_note_stands_once_on_a_page_and_on_a_card_of_its_measure(data: Data, key: str) -> None:
    shown = view(data, "?council=medway&quarter=2019-20-Q4", theme(key))
    noted = [card.about.measure for card in shown.cards if card.quotes]
    assert len(noted) == len(set(noted))
    assert key == "agency" or noted


def test_a_note_on_an_earlier_quarter_is_folded_and_says_so(data: Data) -> None:
    card = view(data, "?council=medway&quarter=2019-20-Q4", theme("temporary_accommodation")).card("households")
    assert {(quote.mark, quote.older) for quote in card.quotes[1:]} == {("from Q2 2017/18", True)}
    now = view(data, "?council=medway&quarter=2017-18-Q2", theme("temporary_accommodation")).card("households")
    assert [quote.older for quote in now.quotes] == [False, False]


def test_a_missed_measure_without_a_note_of_the_quarter_says_that_it_is_not_explained(data: Data) -> None:
    search = "?council=medway&quarter=2019-20-Q4"
    gap = view(data, search, theme("temporary_accommodation")).card("households").quotes[0]
    assert (gap.heading, gap.older) == ("No explanation for Q4 2019/20", False)
    assert gap.text == (
        "Households in temporary accommodation: 412, above the 350 target; "
        "the figure has risen in eight of 12 quarters."
    )
    explained = view(data, search, theme("complaints")).card("timeliness")
    assert not [quote for quote in explained.quotes if quote.heading.startswith("No explanation")]
    own = view(data, f"{search}&measure=ta_households").card("comments")
    assert own.finding == "No explanation for Q4 2019/20. 2 notes, the newest on Q2 2017/18."


def test_a_note_that_contradicts_the_figures_is_marked(data: Data) -> None:
    card = view(data, "?council=medway&quarter=2017-18-Q2", theme("temporary_accommodation")).card("households")
    assert [quote.doubt for quote in card.quotes if quote.doubt] == [
        "Check this against the figures. It says 327 for Q4 2016/17; the figures say 351."
    ]


def test_a_note_stays_where_a_part_is_chosen_and_says_that_it_is_about_the_whole(data: Data) -> None:
    search = "?council=medway&quarter=2017-18-Q2&service=Housing+Options"
    card = view(data, search, theme("temporary_accommodation")).card("households")
    assert {quote.mark for quote in card.quotes} == {"about the whole council"}


KEYS = ["measure", "council", "quarter", "directorate", "service", "stage", "channel", "month", "basis", "records"]
VALUES = st.one_of(
    st.text(max_size=30).map(quote),
    st.sampled_from(
        [
            *MEASURES,
            "medway",
            "thurrock",
            "maidstone",
            "2015-16-Q1",
            "2019-20-Q4",
            "2013-14",
            "2019-20",
            "adults",
            "online",
            "Planning",
            "Public+Health",
            "2020-03",
            "first_published",
        ]
    ),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=6))
def test_no_address_makes_the_page_fail(data: Data, pairs: list[tuple[str, str]]) -> None:
    shown, as_json = drawn(data, "?" + "&".join(f"{key}={value}" for key, value in pairs))
    assert shown.headline
    assert json.dumps(as_json)


def test_the_year_of_what_runs_over_it_is_its_last_quarter_s_and_not_their_sum(data: Data) -> None:
    shown = view(data, "?council=medway&quarter=2019-20-Q4&measure=procurement_benefits_share_of_value")
    now, year = (next(tile.value for tile in shown.tiles if tile.key == key) for key in ("now", "year"))
    assert now == year == "5.4%"


def test_a_year_is_judged_by_its_own_cases(data: Data) -> None:
    place = "service=Planning&stage=corporate_stage_2"
    shown = view(data, f"?council=medway&quarter=2019-20-Q4&measure=complaints_timeliness&{place}")
    year = next(tile for tile in shown.tiles if tile.key == "year")
    assert (year.value, year.status.code) == ("54.5%", "too_few")
