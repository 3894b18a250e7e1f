"""Components and the page's JSON: what the browser is given to show."""

import datetime as dt
import json

import pytest

from dashboard.basics.quarters import Period, span
from dashboard.figures import theme
from dashboard.pages.filters import Offer, State, chosen
from dashboard.pages.registry import PAGES, page_at, page_called
from dashboard.views.pieces import About, Card, Change, Column, Crumb, Records, Status, Table, Tile, View
from dashboard.views.rendering import cell, file_stem, filters_json, records_json, table_json
from dashboard.web import components

Q4 = Period.parse("2019-20-Q4")
PAGE = page_called("complaints")


def small_offer():
    return Offer(
        councils={"medway": "Medway"},
        council="medway",
        quarters=tuple(span(Q4 - 3, Q4)),
        places=(
            {"directorate": "Business", "service": "Parking", "stage": "adults"},
            {"directorate": "Children", "service": "Schools", "stage": "adults"},
        ),
        choices={"stage": {"adults": "Adults"}},
        dimensions={"directorate": "Directorate", "service": "Service", "stage": "Stage"},
    )


def small_state(**changes):
    places = {name: changes.pop(name) for name in ("directorate", "service", "stage") if name in changes}
    return State(council="medway", quarter=Q4, chosen=chosen(**places), **changes)


def small_card(figure=None, *, wide=False):
    return Card("timeliness", "Title", "Finding", figure, Table((), ()), About("", "", "", ()), wide=wide)


def parts(component):
    """A component and everything in it."""
    yield component
    children = getattr(component, "children", None)
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child, "to_plotly_json"):
            yield from parts(child)


def with_id(component, ending):
    return next(part for part in parts(component) if str(getattr(part, "id", "")).endswith(ending))


def test_ids_are_page_card_and_thing_with_hyphens():
    assert components.card_id("complaints", "same_quarter", "graph") == "complaints-same-quarter-graph"


def test_a_card_has_a_tab_for_each_panel_and_shows_the_first():
    shell = components.card_shell("complaints", "timeliness", small_card({"data": []}))
    tabs = [part for part in parts(shell) if getattr(part, "role", None) == "tab"]
    panels = [part for part in parts(shell) if getattr(part, "role", None) == "tabpanel"]
    assert [tab.children for tab in tabs] == ["Chart", "Table", "About"]
    assert [getattr(tab, "aria-controls") for tab in tabs] == [panel.id for panel in panels]
    assert [panel.hidden for panel in panels] == [False, True, True]
    assert [tab.tabIndex for tab in tabs] == ["0", "-1", "-1"]


def test_a_wide_card_without_a_chart_opens_with_its_table():
    shell = components.card_shell("complaints", "summary", small_card(wide=True))
    tabs = [part.children for part in parts(shell) if getattr(part, "role", None) == "tab"]
    assert tabs == ["Table", "About"]
    assert "PNG" not in [getattr(part, "children", None) for part in parts(shell)]


def test_a_card_that_the_view_does_not_have_is_hidden():
    assert components.card_shell("complaints", "months", None).hidden is True


def test_a_card_alone_takes_every_column_and_one_that_is_not_on_show_none():
    grid = components.card_grid("complaints", ("timeliness", "months"), [small_card({"data": []})])
    assert grid.children[0].style == {"--of-two": "2", "--of-three": "3"}
    assert not hasattr(grid.children[1], "style")
    assert [shell.hidden for shell in grid.children] == [False, True]


def test_a_status_is_word_and_shape_and_its_shape_is_not_read_aloud():
    chip = components.status_chip(Status("green", "Target met", "✓"))
    shape, word = chip.children
    assert (shape.children, getattr(shape, "aria-hidden"), word.children) == ("✓", "true", "Target met")
    assert "status-green" in chip.class_name


def test_the_last_crumb_is_where_one_is_and_no_link():
    first, last = components.crumbs([Crumb("Medway", "?a"), Crumb("Parking", None)]).items
    assert first["href"] == "?a"
    assert last == {"label": "Parking", "active": True}


def test_a_tile_shows_value_cases_status_and_changes():
    item = Tile(
        "a", "Stage 1", "90.2%", "203 of 225", Status("green", "Target met", "✓"), "Target 80%",
        (Change("worsened", "down 5.9 points on last quarter"),), link="?stage=a",
    )  # fmt: skip
    texts = [part.children for part in parts(components.tile(item)) if isinstance(getattr(part, "children", None), str)]
    assert {"Stage 1", "90.2%", "203 of 225", "Target met", "Target 80%"} <= set(texts)
    assert "down 5.9 points on last quarter" in texts


@pytest.mark.parametrize(
    ("moved", "arrow"), [(5.9, ["goes-up"]), (-5.9, ["goes-down"]), (0.0, [])], ids=["up", "down", "neither"]
)
def test_an_arrow_is_that_of_the_number_in_whatever_language_the_text_is(moved, arrow):
    line = components.change_line(Change("worsened", "i lawr 5.9 pwynt", moved))
    assert [name for name in line.className.split() if name.startswith("goes-")] == arrow


def test_no_notice_is_no_box():
    assert components.notices(()) is None
    assert components.record_links(()) is None


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (90.2222, "percent", "90.2%"),
        (1234, "count", "1,234"),
        (-5.9, "points", "down 5.9 points"),
        (dt.date(2020, 2, 3), "date", "3 Feb 2020"),
        (None, "count", "—"),
        ("[c]", "count", "[c]"),
        ("Parking", "text", "Parking"),
    ],
)
def test_cells_are_written_as_their_column_says(value, kind, shown):
    assert cell({"a": value}, Column("a", "A", kind, 1 if kind in ("percent", "points") else 0)) == shown


def test_a_change_is_in_the_unit_of_its_row():
    column = Column("change", "Change", "change_in_unit", 1)
    assert cell({"change": -5.9, "unit": "percent"}, column) == "down 5.9 points"
    assert cell({"change": -106, "unit": "count"}, column) == "down 106"


def test_a_table_is_plain_json_with_its_links():
    table = Table((Column("a", "A"), Column("n", "N", "count")), ({"a": "x", "n": 1},), ("?x",))
    assert json.loads(json.dumps(table_json(table))) == {
        "columns": [{"label": "A", "numeric": False}, {"label": "N", "numeric": True}],
        "rows": [["x", "1"]],
        "links": ["?x"],
        "whole": False,
    }


def test_filters_offer_newest_quarters_first_and_only_services_of_the_chosen_directorate():
    drawn = filters_json(small_state(directorate=("Business",)), small_offer(), PAGE, "rag")
    controls = drawn["controls"]
    assert controls["quarter"]["options"][0] == ["2019-20-Q4", "Q4 2019/20"]
    assert [value for value, _ in controls["service"]["options"]] == ["Parking"]
    assert drawn["services"] == {"Business": ["Parking"], "Children": ["Schools"]}
    assert drawn["clear"] == "?council=medway&quarter=2019-20-Q4"


def test_without_a_choice_there_is_nothing_to_clear():
    assert filters_json(small_state(), small_offer(), PAGE, "rag")["clear"] is None


def test_a_file_is_named_after_what_is_in_it():
    state = small_state(service=("Parking & Waste",), month="2020-02")
    assert file_stem("complaints", "themes", state) == "complaints-themes-medway-2019-20-Q4-Parking-Waste-2020-02"


def test_records_are_sorted_turned_and_paged_by_address():
    table = Table((Column("id", "Reference"), Column("stage_label", "Stage")), ({"id": "C1", "stage_label": "A"},))
    state = small_state(records="open", sort="stage", page=2)
    view = View(state, "", "", "", (), (), (), "")
    drawn = records_json(Records("Open", table, 60, 2, 3), view, PAGE)
    first, second = drawn["columns"]
    assert first["direction"] == "none"
    assert second["direction"] == "ascending"
    assert "sort=-stage" in second["sort"]
    assert "page" not in drawn["previous"]
    assert "page=3" in drawn["next"]
    assert "records" not in drawn["close"]


def test_a_list_in_which_nothing_is_found_says_so():
    view = View(small_state(records="open", find="zzzz"), "", "", "", (), (), (), "")
    table = Table((Column("id", "Reference"),), ())
    assert records_json(Records("Open", table, 0, 1, 1), view, PAGE)["shown"] == "No records found"


def test_every_page_is_found_at_its_path_and_the_bare_address_shows_the_first():
    assert [page_at(page.path) for page in PAGES] == list(PAGES)
    assert page_at("/") == PAGES[0] == page_at("")
    assert page_at("/complaints/") == PAGE
    assert page_at("/nowhere") is None


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "ground"),
    [("ink", "paper"), ("quiet", "paper"), ("quiet", "strip"), ("link", "paper"), ("late_text", "paper"),
     ("brand_text", "brand"), ("met", "met_wash"), ("near", "near_wash"), ("missed", "missed_wash"),
     ("plain", "plain_wash"), ("ink", "tint")],
)  # fmt: skip
def test_every_text_colour_stands_out_from_its_ground(text, ground):
    pair = sorted((luminance(getattr(theme.LIGHT, name)) for name in (text, ground)), reverse=True)
    assert (pair[0] + 0.05) / (pair[1] + 0.05) >= 4.5
