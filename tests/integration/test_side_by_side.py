"""Directorates and services side by side over time: the numbers of elsewhere, each cell a way to what it is of, and
nothing said to be better or worse that a verdict does not call so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exported import of_document
from loads import FREELY, written
from opened import AGENCY, COMPLAINTS, DIGITAL, MEASURE, PROCUREMENT, TEMPORARY_ACCOMMODATION, Opened
from own_themes import load_all

from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.intake.loading import load
from dashboard.measures.components import components_by
from dashboard.measures.readings import figures
from dashboard.pages.offers import offered
from dashboard.report.content import single
from dashboard.report.powerpoint.grids import grid_of as grid_of_slide
from dashboard.report.word.chapters import MOST_ACROSS
from dashboard.report.word.document import write_document
from dashboard.report.word.tables import grid_of
from dashboard.store.data import Data
from dashboard.views.measure.side_by_side import COUNCIL, KEYS
from dashboard.views.pieces import Card, Status
from dashboard.views.rendering import table_json
from dashboard.web.slide_parts import rows as on_slide

Q4 = "?council=medway&quarter=2019-20-Q4"
QUARTERS = [f"{year}-Q{number}" for year in ("2019-20", "2018-19", "2017-18") for number in (4, 3, 2, 1)]
DIRECTORATES, SERVICES = KEYS.values()
LEADS = {
    COMPLAINTS: "complaints_timeliness",
    DIGITAL: "digital_take_up",
    TEMPORARY_ACCOMMODATION: "ta_households",
    AGENCY: "agency_spend",
    PROCUREMENT: "procurement_benefits_five_year",
}


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def compared(page: Opened, data: Data, search: str = Q4) -> dict[str, Card]:
    """The cards of a page that set places side by side."""
    return {card.key: card for card in page.content(data, search)[0].cards if card.key in KEYS.values()}


def by_label(card: Card) -> dict[str, dict[str, Any]]:
    """The rows of a card's table by the place."""
    return {row["label"]: row for row in card.table.rows}


@pytest.mark.parametrize(("page", "measure"), LEADS.items(), ids=lambda one: getattr(one, "key", one))
def test_each_cell_is_the_number_that_the_api_gives_for_the_place_and_quarter(
    data: Data, page: Opened, measure: str
) -> None:
    card = compared(page, data)[DIRECTORATES]
    filters = {"stage": ["corporate_stage_1"]} if page is COMPLAINTS else {}
    span: dict[str, Any] = {"council": "medway", "quarter": QUARTERS[0], "since": QUARTERS[-1], "filters": filters}
    if page is DIGITAL:
        span["since"] = "2017-18-Q3"
    places = figures(data, measure, by="directorate", **span)
    found = {(row["quarter"], row["directorate"]): row["value"] for row in places.to_dict("records")}
    found |= {(row["quarter"], COUNCIL): row["value"] for row in figures(data, measure, **span).to_dict("records")}
    for (quarter, place), value in found.items():
        shown = by_label(card)[place][quarter]
        assert shown == value or (shown is None and value != value), (quarter, place)
    assert len(found) == len(card.table.rows) * (len(card.table.columns) - 2)


def test_two_directorates_are_compared_and_not_added(data: Data) -> None:
    cards = compared(AGENCY, data, f"{Q4}&directorate=Business Support&directorate=Children and Adults")
    assert set(cards) == {DIRECTORATES, SERVICES}
    card = cards[DIRECTORATES]
    assert [row["label"] for row in card.table.rows] == ["Children and Adults", "Business Support", COUNCIL]
    assert card.finding.startswith(
        "Spend on agency staff fell by £217,000 in Children and Adults and by £85,000 in Business Support "
        "from Q4 2018/19 to Q4 2019/20."
    )
    every = by_label(compared(AGENCY, data)[DIRECTORATES])
    assert {label: row[QUARTERS[0]] for label, row in by_label(card).items()} == {
        label: every[label][QUARTERS[0]] for label in ("Children and Adults", "Business Support", COUNCIL)
    }


@pytest.mark.parametrize(
    ("chosen", "keys"),
    [
        ("", [DIRECTORATES]),
        ("&directorate=Business Support", [SERVICES]),
        ("&service=Planning&service=Housing Options", [SERVICES]),
        ("&service=Planning", []),
        ("&month=2020-02", [DIRECTORATES]),
    ],
)
def test_directorates_come_first_and_services_once_there_are_some_to_compare(
    data: Data, chosen: str, keys: list[str]
) -> None:
    assert list(compared(COMPLAINTS, data, Q4 + chosen)) == keys
    assert list(compared(MEASURE, data, f"{Q4}&measure=complaints_timeliness{chosen}")) == keys


def test_each_number_leads_to_its_place_in_its_quarter_and_the_council_to_all(data: Data) -> None:
    card = compared(AGENCY, data, f"{Q4}&reason=vacancy&directorate=Business Support")[SERVICES]
    for row, marks in card.table.marked():
        for quarter in QUARTERS:
            link = marks[quarter].link
            assert link is not None
            shown = AGENCY.content(data, link)[0].state
            assert (shown.quarter.id, shown.of("reason")) == (quarter, ("vacancy",))
            assert shown.of("service") == (() if row["label"] == COUNCIL else (row["label"],))


def test_few_cases_are_pale_come_last_and_are_judged_by_nothing(data: Data) -> None:
    card = compared(COMPLAINTS, data, f"{Q4}&service=Planning&service=Libraries&service=Healthy Lifestyles")[SERVICES]
    parts = components_by(
        data,
        "complaints",
        "medway",
        Period.parse(QUARTERS[-1]),
        Period.parse(QUARTERS[0]),
        splits=["service"],
        filters={"stage": ["corporate_stage_1"]},
    )["service"]
    measure, few = data.catalogue.measures["complaints_timeliness"], 0
    for row, marks in card.table.marked():
        for quarter in QUARTERS if row["label"] != COUNCIL else []:
            cases = parts.halves(measure, Period.parse(quarter), row["label"])[2] or 0
            assert marks[quarter].few == (0 < cases < 5), (row["label"], quarter)
            assert (marks[quarter].status is None) == (cases < 5)
            few += marks[quarter].few
    assert few > 5
    assert [row["told"] for row in card.table.rows][-2] == "Too few to judge"
    assert card.table.rows[0]["label"] == "Planning"


@pytest.mark.parametrize("place", ["Planning", "Housing Options", "Waste Services"])
def test_a_cell_is_judged_as_the_tile_of_its_place_and_quarter_is(data: Data, place: str) -> None:
    several = f"{Q4}&service=Planning&service=Housing+Options&service=Waste+Services"
    table = compared(COMPLAINTS, data, several)[SERVICES].table
    cells = next(marks for row, marks in table.marked() if row["label"] == place)
    for quarter in QUARTERS[:8]:
        asked = f"?council=medway&quarter={quarter}&service={place.replace(' ', '+')}"
        tile = COMPLAINTS.content(data, asked)[0].tiles[0]
        if cells[quarter].status:
            assert cells[quarter].status == tile.status, quarter
        else:
            assert tile.status.code in ("too_few", "not_available"), quarter


def test_some_rows_of_a_table_keep_their_own_marks(data: Data) -> None:
    table = compared(COMPLAINTS, data)[DIRECTORATES].table
    assert list(table.some(slice(2, 4)).marked()) == list(table.marked())[2:4]


def test_only_a_verdict_says_clearly_better_or_worse(data: Data) -> None:
    named = 0
    for page in LEADS:
        for quarter in offered(data, page.key, "medway").quarters[-16:]:
            card = compared(page, data, f"?council=medway&quarter={quarter.id}").get(DIRECTORATES)
            for row in card.table.rows if card else []:
                told = row["told"] or ""
                if row["label"] == COUNCIL or not card:
                    continue
                clear = [word for word in ("better", "worse") if f"clearly {word}" in told]
                if clear:
                    assert f"clearly {clear[0]}" in card.finding, (page.key, quarter.id, card.finding)
                    assert row["label"] in card.finding or "others" in card.finding
                    named += 1
            if card and not any("clearly" in (row["told"] or "") for row in card.table.rows[:-1]):
                assert not any(word in card.finding for word in ("was clearly better than", "were clearly"))
    assert named > 5


def test_shares_are_not_said_to_rise_or_fall_by_what_chance_may_have_done(data: Data) -> None:
    finding = compared(COMPLAINTS, data)[DIRECTORATES].finding
    assert finding == (
        "Complaints answered within the deadline, corporate stage 1 in Q4 2019/20: no directorate that can be judged "
        "was clearly better or worse than its own past."
    )


def test_it_says_so_where_places_need_not_add_up(data: Data) -> None:
    card = compared(TEMPORARY_ACCOMMODATION, data)[DIRECTORATES]
    *places, council = card.table.rows
    assert sum(row[QUARTERS[0]] for row in places) > council[QUARTERS[0]]
    assert "They need not add up: what two directorates share counts in each, and once in the council." in card.note
    assert "add up" not in compared(AGENCY, data)[DIRECTORATES].note


def test_of_many_quarters_the_newest_are_shown_and_the_note_says_of_how_many(data: Data) -> None:
    card = compared(AGENCY, data, f"{Q4}&years=all")[DIRECTORATES]
    assert [column.key for column in card.table.columns if "-Q" in column.key] == QUARTERS
    assert "The newest 12 of 20 quarters." in card.note


def test_another_quarter_asks_for_no_more_of_places_over_time(data: Data) -> None:
    fresh, chosen = Data(data.settings), "&directorate=Business Support"
    compared(AGENCY, fresh, Q4 + chosen)
    whole_span = spans_of_services(fresh)
    compared(AGENCY, fresh, f"?council=medway&quarter=2018-19-Q2{chosen}")
    assert spans_of_services(fresh) == whole_span
    assert len(whole_span) == 1


def spans_of_services(data: Data) -> set[tuple[int, int]]:
    """From when to when the services' numbers have been asked for."""
    asked = [dict(key[1:]) for key in data.answers.found if key[0] == "agency_components"]
    return {(one["first"], one["last"]) for one in asked if one["directorates"] and "service" in one["splits"]}


def test_every_document_tells_the_judgement_by_its_shape(data: Data) -> None:
    table = compared(COMPLAINTS, data)[DIRECTORATES].table
    place = [column.key for column in table.columns].index("2018-19-Q4")
    at = [row["label"] for row in table.rows].index("Children and Adults")
    assert grid_of_slide(table).rows[at][place] == "○\N{NO-BREAK SPACE}75.0%"
    judged = grid_of(table).rows[at][place]
    assert isinstance(judged, Status)
    assert (judged.code, judged.shape, judged.word) == ("too_few", "○", "75.0%")
    cell = table_json(table)["rows"][at][place]
    assert isinstance(cell, dict)
    assert "text" in cell
    assert cell["text"] == "75.0%"


def test_paper_has_the_newest_quarters_and_all_of_them_in_the_appendix(data: Data, tmp_path: Path) -> None:
    report = single(data, "agency", Q4)
    write_document(report, tmp_path / "agency.docx")
    card = compared(AGENCY, data)[DIRECTORATES]
    across, *parts = [len(one.headings) for one in of_document(tmp_path / "agency.docx") if card.title in one.title]
    assert across == MOST_ACROSS
    assert 1 + sum(part - 1 for part in parts) == len(card.table.columns)  # each part begins with the same column


def test_a_slide_leads_nowhere_from_its_numbers(data: Data) -> None:
    drawn = on_slide(compared(COMPLAINTS, data)[DIRECTORATES].table)["table"]
    cells = [cell for row in drawn["rows"] for cell in row if isinstance(cell, dict)]
    assert cells
    assert {cell.get("link") for cell in cells} == {None}


def test_a_theme_of_a_council_s_own_has_them_too(tmp_path: Path) -> None:
    load_all(tmp_path / "store")
    own = Data(Settings(data=tmp_path / "store"))
    card = compared(Opened("bins"), own, "?council=northbeck")[SERVICES]
    assert [row["label"] for row in card.table.rows] == ["South", "North", COUNCIL]
    assert SERVICES in Opened("bins").cards(own)
    assert compared(Opened("foi"), own, "?council=northbeck")[SERVICES].title.endswith("by service, over time")


HEADING = "assignment_id,month,directorate,service,role_category,reason,spend_gbp"
BEFORE = {"Business Support": 20_000, "Children and Adults": 90_000, "Public Health": 5_000}


def agency_store(folder: Path, now: dict[str, int]) -> Data:
    """A council with what three directorates paid in a quarter and in the same one of the year before."""
    for year, spent in ((2019, BEFORE), (2020, now)):
        lines = [f"A{n},{year}-03,{name},{name},clerk,vacancy,{paid}" for n, (name, paid) in enumerate(spent.items())]
        text = "\n".join([HEADING, *lines]) + "\n"
        load(
            folder / "store",
            "agency",
            written(folder, text),
            "northbeck",
            f"{year - 1}-{year % 100}-Q4",
            options=FREELY,
        )
    return Data(Settings(data=folder / "store"))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            {"Business Support": 31_000, "Children and Adults": 44_000, "Public Health": 5_000},
            (
                "rose by £11,000 in Business Support and fell by £46,000 in Children and Adults "
                "from Q4 2018/19 to Q4 2019/20; the other did not change."
            ),
        ),
        (
            {"Business Support": 31_000, "Children and Adults": 101_000, "Public Health": 5_500},
            (
                "rose by £11,000 each in Children and Adults; and Business Support and by £500 in Public Health "
                "from Q4 2018/19 to Q4 2019/20."
            ),
        ),
        (BEFORE, "did not change in any directorate from Q4 2018/19 to Q4 2019/20."),
    ],
)
def test_money_is_told_in_plain_numbers(tmp_path: Path, now: dict[str, int], said: str) -> None:
    own = agency_store(tmp_path, now)
    finding = compared(AGENCY, own, "?council=northbeck&quarter=2019-20-Q4")[DIRECTORATES].finding
    assert finding == f"Spend on agency staff {said}"
