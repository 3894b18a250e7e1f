"""Services and directorates held against the council: on funnels, in ranked bars, in what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened import COMPLAINTS, DIGITAL, MEASURE

from dashboard.basics.config import Settings
from dashboard.figures.theme import SERIES
from dashboard.measures.verdicts.past import is_unsure
from dashboard.store.data import Data
from dashboard.views.pieces import Card, View

Q4 = "?council=medway&quarter=2019-20-Q4"
QUARTERS = [f"{year}-Q{number}" for year in ("2017-18", "2018-19", "2019-20") for number in range(1, 5)]


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def complaints(data: Data, search: str = Q4) -> View:
    return COMPLAINTS.content(data, search)[0]


def told(card: Card) -> dict[str, str]:
    """What the card's table says of each part."""
    return {row["label"]: row["told"] for row in card.table.rows}


def test_over_a_year_one_service_is_clearly_out_and_in_the_quarter_none(data: Data) -> None:
    assert complaints(data).card("services_funnel").finding == (
        "Over the year Planning, 58 of 71, answered clearly fewer in time than the council as a whole (93.0%); "
        "Housing Options and Special Educational Needs may have. In Q4 2019/20 no service differs by more than chance."
    )


def test_no_service_is_named_for_what_chance_would_bring(data: Data) -> None:
    shown = complaints(data)
    for key, kind in (("directorates", "directorate"), ("services", "service")):
        assert shown.card(key).finding == (
            f"In Q4 2019/20 no {kind} differs from the council as a whole (90.2% of corporate "
            "stage 1 complaints in time) by more than chance."
        )


def test_every_service_is_held_against_the_council_whichever_directorate_is_chosen(data: Data) -> None:
    every = told(complaints(data).card("services_funnel"))
    chosen = complaints(data, f"{Q4}&directorate=Children and Adults").card("services_funnel")
    assert told(chosen).items() <= every.items()
    assert "than the council as a whole (93.0%)" in chosen.finding


def test_ranked_bars_have_most_late_first_and_those_too_few_pale_and_last(data: Data) -> None:
    card = complaints(data).card("services")
    rows = card.table.rows
    late = [row["of"] - row["numerator"] for row in rows if not row["few"]]
    assert late == sorted(late, reverse=True)
    assert [row["few"] for row in rows] == sorted(row["few"] for row in rows)
    assert all(row["few"] == (row["of"] < 10) for row in rows)
    assert card.figure is not None
    bars, texts = card.figure.series
    for row, colour, line, hover in zip(rows, bars.colours, texts.written, bars.hovers, strict=False):
        # as tiles judge: of few answers nothing is said where the target lies within the interval
        unsure = is_unsure(80, (row["low"], row["high"]), row["of"], data.judging("medway", "rag"))
        below = row["value"] < 80 and not unsure
        assert colour == ("tint" if row["few"] else "late" if below else SERIES[0])
        assert ("too few" in line[1].text) == row["few"]
        assert ("Too few to judge" in hover) == row["few"]


def test_the_table_says_of_each_how_it_compares(data: Data) -> None:
    card = complaints(data).card("services_funnel")
    assert [column.label for column in card.table.columns][-1] == "Compared with the council"
    assert told(card)["Planning"] == "Clearly lower"
    assert told(card)["Customer and Business Support"] == "May be higher"
    assert told(card)["Healthy Lifestyles"] == "Too few to judge"


def test_the_picture_names_those_outside_and_leads_to_each(data: Data) -> None:
    plot = complaints(data).card("services_funnel").figure
    assert plot is not None
    names = {label.text for label in plot.wide.labels if not label.x_is_share}
    assert names == {"Planning", "Housing Options", "Special Educational Needs", "Customer and Business Support"}
    (dots,) = plot.of("dots")
    assert all(link and "service=" in link for link in dots.links)
    assert all(len(lines) == 4 for lines in dots.hovers)


@pytest.mark.parametrize("search", ["&month=2020-02", "&service=Planning"])
def test_one_service_or_a_month_alone_has_no_funnel(data: Data, search: str) -> None:
    assert not [card.key for card in complaints(data, Q4 + search).cards if card.key.endswith("services_funnel")]


def test_each_stage_has_a_funnel_of_its_own(data: Data) -> None:
    card = complaints(data, f"{Q4}&stage=corporate_stage_2").card("services_funnel")
    assert told(card)["Planning"] == told(card)["Housing Options"] == "May be lower"
    assert "Planning (6 of 11) may have answered fewer in time" in card.finding


def test_findings_name_only_those_whose_table_says_that_they_differ(data: Data) -> None:
    for quarter in QUARTERS:
        shown = complaints(data, f"?council=medway&quarter={quarter}")
        for key in ("services", "directorates", "services_funnel", "directorates_funnel"):
            card = next((card for card in shown.cards if card.key == key), None)
            if card is None:
                continue
            first = card.finding.split(" In Q")[0]
            for name, words in told(card).items():
                if words in ("No more than chance", "Too few to judge"):
                    assert name not in first, (quarter, key)


def test_satisfaction_names_no_lowest_of_few_answers(data: Data) -> None:
    shown = DIGITAL.content(data, Q4)[0]
    card = shown.card("satisfaction")
    assert "Special Educational Needs" not in card.finding
    assert "Revenues and Benefits (1,348 of 1,661) and Highways (252 of 330) pleased clearly fewer" in card.finding
    assert card.table.rows[-1]["label"] == "Special Educational Needs"
    assert {"completion_funnel", "satisfaction_funnel"} <= {one.key for one in shown.cards}


def test_take_up_keeps_its_order(data: Data) -> None:
    values = [row["value"] for row in DIGITAL.content(data, Q4)[0].card("services").table.rows if not row["few"]]
    assert values == sorted(values)


def test_the_page_of_a_measure_says_the_same_of_its_services(data: Data) -> None:
    shown = MEASURE.content(data, f"{Q4}&measure=digital_satisfaction")[0].card("by_service")
    assert told(shown) == told(DIGITAL.content(data, Q4)[0].card("satisfaction"))
    assert "lowest" not in shown.finding


def test_a_first_quarter_is_told_alone(data: Data) -> None:
    first = data.periods("complaints", "medway", "quarter")[0]
    card = next(
        (one for one in complaints(data, f"?council=medway&quarter={first.id}").cards if one.key == "services_funnel"),
        None,
    )
    assert card is not None
    assert card.title.endswith(first.label)
    assert card.finding.startswith(f"In {first.label} ")
