"""The words of the plan, the budgets and the programme, and how sections and statuses are drawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.basics.errors import CatalogueError
from dashboard.catalogue.files import read_folders
from dashboard.catalogue.records import FOLDER, Catalogue
from dashboard.catalogue.tables import TABLES
from dashboard.sample import papers
from dashboard.views.exports import card_csv
from dashboard.views.highlights import passage
from dashboard.views.pieces import Column, Passage, Section, Status, Table
from dashboard.views.plan.budgets import finding, line, variance_words
from dashboard.views.plan.lines import said
from dashboard.views.programme.ratings import Rated
from dashboard.views.rendering import table_json
from dashboard.views.sources import FILES, rows_in
from dashboard.web import components

ACHIEVED = Status("achieved", "Achieved", "✓")
HEADER = "document,council,period,kind,title,text,source\n"


@pytest.mark.parametrize(
    ("direction", "movement", "words"),
    [
        ("improved", "higher", "Up, better"),
        ("improved", "lower", "Down, better"),
        ("worsened", "higher", "Up, worse"),
        ("worsened", "lower", "Down, worse"),
        ("static", "same", "Same"),
        ("lower", "lower", "Down"),
        ("not_available", "not_available", "—"),
    ],
)
def test_a_direction_of_travel_says_which_way_and_whether_that_is_good(direction, movement, words) -> None:
    assert said(direction, movement) == words


@pytest.mark.parametrize(
    ("variance", "words"),
    [(0, "on budget"), (0.4, "on budget"), (12_000, "£12,000 over budget"), (-3_000, "£3,000 under budget")],
)
def test_a_variance_is_named_in_words(variance: float, words: str) -> None:
    assert variance_words(variance) == words


def test_the_area_furthest_from_its_budget_is_named() -> None:
    rows = [line("Parks", 100_000, 95_000), line("Roads", 200_000, 212_000)]
    total = line("Total", 300_000, 307_000)
    assert finding(rows, total) == (
        "£307,000 is forecast against a budget of £300,000, £7,000 over budget. "
        "Furthest from its own is Roads, £12,000 over budget."
    )


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ("amber", "green", 1),
        ("green", "red", -1),
        ("amber", "amber", 0),
        ("not_applicable", "green", 0),
        ("", "red", 0),
    ],
)
def test_only_a_change_of_colour_is_a_move(before: str, now: str, moved: int) -> None:
    assert Rated("Transformation", "ICT", now, before, "").moved == moved


def small_table() -> Table:
    return Table(
        (Column("name", "Measure"), Column("status", "Status", "status")), ({"name": "A", "status": ACHIEVED},)
    )


def test_a_status_reaches_the_browser_in_its_parts_and_a_file_as_its_word() -> None:
    assert table_json(small_table())["rows"] == [["A", {"status": "achieved", "word": "Achieved", "shape": "✓"}]]
    assert card_csv(small_table(), {}) == "Measure,Status\nA,Achieved\n"


def drawn(component) -> str:
    return json.dumps(component.to_plotly_json(), default=lambda one: one.to_plotly_json(), ensure_ascii=False)


def test_a_section_holds_its_judgement_and_opens_what_is_longer_on_request() -> None:
    said_of = Passage(title="ICT", status=ACHIEVED, before="was failed in Q1", detail="Many projects.")
    text = drawn(components.section("plan-ict-section", Section("ict", "Transformation", (said_of,), status=ACHIEVED)))
    for words in ("Transformation", "was failed in Q1", "Many projects.", '"Details"', "passage-achieved"):
        assert words in text
    assert text.count('"✓"') == 2


def test_a_passage_without_more_to_say_has_nothing_to_open() -> None:
    assert '"Details"' not in drawn(components.passage(Passage(title="ICT", text="Done.")))


def test_a_table_of_a_page_names_its_rows_and_can_be_reached() -> None:
    text = drawn(components.table("sources-papers", Table((Column("a", "Paper"),), ({"a": "One"},)), "Papers"))
    assert '"scope": "row"' in text
    assert '"tabIndex": "0"' in text


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_folders([FOLDER, papers.FOLDER])


def test_every_paper_says_something_beside_its_figures(catalogue: Catalogue) -> None:
    assert {one.document for one in catalogue.highlights} == set(catalogue.documents)
    for one in catalogue.highlights:
        assert one.council == catalogue.documents[one.document].council
        assert one.period == catalogue.documents[one.document].period


def test_a_council_adds_its_own_highlights(tmp_path: Path) -> None:
    (tmp_path / "highlights.csv").write_text(HEADER + ",leeds,2020-21-Q1,risk,Flood,The river rises.,Risk register\n")
    added = read_folders([FOLDER, tmp_path]).highlights[-1]
    assert (added.council, added.period.id, added.kind, added.document) == ("leeds", "2020-21-Q1", "risk", "")


def test_a_risk_says_its_rating_and_whose_it_is_and_other_kinds_have_neither(tmp_path: Path) -> None:
    head = HEADER.strip() + ",owner_role,rating,priority,measures\n"
    file = tmp_path / "highlights.csv"
    file.write_text(head + ",leeds,2020-21-Q1,risk,Flood,The river rises.,Register,Head of Drains,High,,\n")
    found = read_folders([FOLDER, tmp_path])
    assert passage(found, found.highlights[-1]).text == "The river rises. Rating: High. Owner: Head of Drains."
    file.write_text(
        head + ",leeds,2020-21-Q1,highlight,Flood,Over.,Register,Head of Drains,High,Clean,digital_take_pu\n"
    )
    with pytest.raises(CatalogueError) as error:
        read_folders([FOLDER, tmp_path])
    for column in ("owner_role", "rating", "priority", "measures"):
        assert f"highlights.csv, line 2, {column}" in str(error.value)
    assert 'Did you mean "digital_take_up"?' in str(error.value)


def test_a_highlight_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "highlights.csv").write_text(HEADER + "9,leeds,Q1,danger,Flood,The river rises.,\n")
    with pytest.raises(CatalogueError) as error:
        read_folders([FOLDER, tmp_path])
    for column in ("document", "period", "kind", "source"):
        assert f"highlights.csv, line 2, {column}" in str(error.value)


def test_the_sources_name_every_file_of_the_catalogue() -> None:
    assert set(FILES) == {table.file for table in TABLES}
    assert rows_in(papers.FOLDER / "documents.csv") == 5
    assert rows_in(FOLDER / "nothing.csv") == 0
