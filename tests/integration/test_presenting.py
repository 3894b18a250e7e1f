"""What a presentation shows for an address, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opened import COMPLAINTS as PAGE

from app import create_app
from dashboard.basics.config import ROOT, Settings
from dashboard.figures import for_browser, theme
from dashboard.pages.registry import page_called
from dashboard.store.data import Data
from dashboard.views.pieces import Card
from dashboard.views.rendering import table_json
from dashboard.web.presenting import Presentation, agenda_json, slide_json
from dashboard.web.slide_parts import pieces_of
from layouts.present import KEYS

Q4 = "?council=medway&quarter=2019-20-Q4"
COLOUR = re.compile(r"#[0-9a-f]{6}")


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture(scope="module")
def client(sample_store: Path) -> Iterator[FlaskClient]:
    with create_app(Settings(data=sample_store)).server.test_client() as client:
        yield client


def words(query: str) -> dict[str, list[str]]:
    return parse_qs(query.lstrip("?"))


def strings(part: Any) -> Iterator[str]:
    """Every text of a figure."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, (list, tuple)):
        for value in part:
            yield from strings(value)
    elif isinstance(part, str):
        yield part


def test_without_an_agenda_it_begins_with_what_needs_attention_and_goes_through_the_themes(data: Data) -> None:
    chosen = agenda_json(data, Q4)["chosen"]
    assert chosen[:4] == ["attention:items", "complaints:timeliness", "complaints:volumes", "complaints:services"]
    assert [*dict.fromkeys(name.partition(":")[0] for name in chosen)] == [
        "attention", "complaints", "digital", "temporary_accommodation", "agency", "procurement", "plan", "programme",
    ]  # fmt: skip


@pytest.mark.parametrize("council", ["medway", "thurrock", "maidstone"])
def test_every_slide_of_the_usual_agenda_exists(data: Data, council: str) -> None:
    search, seen = f"?council={council}", []
    while search:
        slide = slide_json(data, search)
        assert slide["headline"]
        assert slide["notices"] == []
        seen.append(slide["key"])
        search = slide["ways"]["next"]
    assert seen == agenda_json(data, f"?council={council}")["chosen"]


def test_a_slide_shows_the_page_s_own_figure_and_words(data: Data) -> None:
    page, _ = PAGE.content(data, Q4)
    lead = slide_json(data, f"{Q4}&slides=complaints&slide=complaints:timeliness")
    assert (lead["headline"], lead["figure"]) == (
        page.headline,
        for_browser(page.card("timeliness").figure, theme.LIGHT),
    )
    other = slide_json(data, f"{Q4}&slides=complaints&slide=complaints:services")
    assert f"{other['headline']}." == page.card("services").finding
    assert other["figure"] == for_browser(page.card("services").figure, theme.LIGHT)


def test_a_slide_says_how_its_measure_stands_and_where_the_numbers_come_from(data: Data) -> None:
    slide = slide_json(data, f"{Q4}&slide=complaints:timeliness")
    status = slide["status"]
    assert (status["of"], status["value"], status["word"], status["target"]) == (
        "Corporate stage 1", "90.2%", "Target met", "Target 80%",
    )  # fmt: skip
    assert slide["where"] == "Medway Council · Q4 2019/20"
    assert slide["source"] == "Figures: Latest · Data to: 31 March 2020 · Records: illustrative"


def test_a_slide_keeps_what_makes_its_chart_true(data: Data) -> None:
    slide = slide_json(data, f"{Q4}&slides=complaints:services")
    assert slide["status"]["of"] == "Council as a whole, Corporate stage 1"
    services = slide["text"]
    assert "Corporate stage 1" in services
    assert "Thin lines are 95% intervals." in services
    assert "The table has all 18." in services
    assert "Select a bar" not in services
    channels = slide_json(data, f"{Q4}&slides=digital:channels")["text"]
    assert channels == "The percentage above each bar is the share made online."
    items = slide_json(data, f"{Q4}&slides=attention:items")["text"]
    assert items.startswith("Worth a look: more than two standard deviations from its past, ")
    agency = slide_json(data, f"{Q4}&slides=agency:spend")
    assert "llustrative" not in agency["text"]
    assert agency["source"].endswith("Records: illustrative")


@pytest.mark.parametrize(
    "slide", ["attention:list", "complaints:summary", "plan:partnerships", "programme:all_ratings"]
)
def test_a_long_table_goes_on_over_several_slides_and_loses_no_row(data: Data, slide: str) -> None:
    table = pieces(data, slide)
    shown = [slide_json(data, f"{Q4}&slides={slide},digital:take_up")]
    while shown[-1]["key"] == slide:
        shown.append(slide_json(data, shown[-1]["ways"]["next"]))
    *parts, after = shown
    assert after["key"] == "digital:take_up"
    assert [row for part in parts for row in part["table"]["rows"]] == [
        row[: len(parts[0]["table"]["columns"])] for row in table
    ]
    assert len(parts) > 1
    for number, part in enumerate(parts, start=1):
        assert part["title"].endswith(f" ({number} of {len(parts)})")
        assert part["place"] == 1
    back = slide_json(data, after["ways"]["previous"])
    assert back["query"] == parts[-1]["query"]
    assert slide_json(data, back["ways"]["previous"])["query"] == parts[-2]["query"]
    assert parts[0]["ways"]["previous"] is None


def pieces(data: Data, slide: str) -> list[Any]:
    """All rows of the slide's table, whole."""
    page, _, key = slide.partition(":")
    view = Presentation(data, Q4).view(page_called(page, data))
    of = next(piece.of for piece in pieces_of(view) if piece.key == key)
    return table_json(of.table if isinstance(of, Card) else of)["rows"]


def test_columns_that_cannot_be_read_beside_the_others_are_told(data: Data) -> None:
    slide = slide_json(data, f"{Q4}&slides=attention:list")
    left = len(table_json(Presentation(data, Q4).view(page_called("attention")).records.table)["columns"])
    left -= len(slide["table"]["columns"])
    assert left > 1
    assert slide["text"].endswith(f" The page has {left} more columns.")


@pytest.mark.parametrize(("part", "shown"), [("", 1), ("2", 2), ("99", 2), ("last", 2), ("0", 1), ("-1", 1), ("x²", 1)])
def test_a_part_that_there_is_not_is_the_nearest(data: Data, part: str, shown: int) -> None:
    slide = slide_json(data, f"{Q4}&slides=complaints:summary&part={quote(part)}")
    assert slide["title"].endswith(f"({shown} of 2)")
    assert slide["notices"] == []
    assert words(slide["query"]).get("part", ["1"]) == [str(shown)]


def test_another_quarter_begins_with_a_slide_s_first_part(data: Data) -> None:
    slide = slide_json(data, f"{Q4}&slides=complaints:summary&part=2")
    assert all("part" not in words(query) for query, _ in slide["quarters"])
    assert words(slide["ways"]["dark"])["part"] == ["2"]


def test_what_needs_attention_leads_to_the_slide_that_explains_it(data: Data) -> None:
    first, *_ = slide_json(data, f"{Q4}&slide=attention:items")["items"]
    assert words(first["link"])["slide"] == ["temporary_accommodation:households"]
    alone, *_ = slide_json(data, f"{Q4}&slides=attention:items")["items"]
    assert alone["link"] is None


def test_a_measure_that_nothing_judges_has_no_status(data: Data) -> None:
    assert slide_json(data, f"{Q4}&slide=digital:take_up")["status"] is None


def test_a_filter_narrows_the_slide_and_goes_along_to_the_next(data: Data) -> None:
    housing = f"{Q4}&service=Housing+Options"
    slide = slide_json(data, f"{housing}&slide=complaints:timeliness")
    assert slide["headline"] != slide_json(data, f"{Q4}&slide=complaints:timeliness")["headline"]
    assert slide["where"] == "Medway Council · Q4 2019/20 · Housing Options"
    wide = slide_json(data, f"{housing}&slides=temporary_accommodation:homelessness")
    assert wide["where"] == "Medway Council · Q4 2019/20 · council as a whole"
    assert words(slide["ways"]["next"])["service"] == ["Housing Options"]
    assert "service" not in words(slide["filters"]["clear"])
    assert slide["back"] == "/complaints?council=medway&quarter=2019-20-Q4&service=Housing+Options"


def test_a_slide_says_which_filter_it_does_not_have(data: Data) -> None:
    slide = slide_json(data, f"{Q4}&service=Housing+Options&stage=adults&slide=plan:statuses")
    assert slide["notices"] == ["This slide is not filtered by service and stage."]
    assert words(slide["ways"]["previous"])["stage"] == ["adults"]


def test_a_chart_that_the_filters_take_away_is_replaced_by_the_whole_page(data: Data) -> None:
    slide = slide_json(data, f"{Q4}&slides=complaints:services&service=Housing+Options")
    assert slide["key"] == "complaints:services"
    assert slide["tiles"]
    assert "services" in slide["notices"][0]


def test_a_council_of_years_and_half_years_is_presented_without_a_word_about_periods(data: Data) -> None:
    slide = slide_json(data, "?council=maidstone&quarter=2013-14-H2&slide=digital:take_up")
    assert slide["notices"] == []
    assert slide["where"] == "Maidstone Council · 2013/14"
    assert words(slide["ways"]["next"])["quarter"] == ["2013-14-H2"]


def test_every_quarter_can_be_scrubbed_to(data: Data) -> None:
    slide = slide_json(data, f"{Q4}&slide=complaints:timeliness")
    query, label = slide["quarters"][0]
    assert slide["quarters"][slide["quarter"]][1] == "Q4 2019/20"
    assert label in slide_json(data, query)["where"]


@pytest.mark.parametrize(
    "search",
    [
        "?council=atlantis&quarter=2019-20-Q4",
        "?quarter=nonsense",
        "?slide=99",
        "?slide=complaints:wizardry",
        "?slides=wizardry,complaints:timeliness",
        "?slides=complaints:wizardry",
        "?service=Wizardry&slide=complaints:timeliness",
    ],
)
def test_what_does_not_exist_gets_a_sentence_and_the_nearest_slide(data: Data, search: str) -> None:
    slide = slide_json(data, search)
    assert slide["headline"]
    assert slide["notices"]


def test_the_slide_s_own_address_shows_the_same_slide(data: Data) -> None:
    first = slide_json(
        data, "?slides=digital:take_up,complaints&slide=4&look=dark&years=5&directorate=Business+Support"
    )
    again = slide_json(data, first["query"])
    assert again == first
    assert first["place"] == 4


WORDS = st.sampled_from(
    [
        "complaints", "complaints:timeliness", "complaints:", "digital,plan", "measure", "attention:more", "3", "-1",
        "2019-20-Q4", "2019-20", "1066-67-Q1", "medway", "maidstone", "Housing Options", "2020-02", "dark",
        "ta_households",
    ]
)  # fmt: skip
NAMES = st.sampled_from(
    ["council", "quarter", "slides", "slide", "look", "window", "service", "month", "measure", "stage", "zz"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(st.tuples(NAMES, WORDS | st.text(max_size=12)), max_size=6))
def test_no_address_breaks_the_presentation(data: Data, asked: list[tuple[str, str]]) -> None:
    slide = slide_json(data, "?" + urlencode(asked, errors="replace"))
    assert slide["headline"]
    assert 1 <= slide["place"] <= slide["count"]
    assert slide_json(data, slide["query"])["key"] == slide["key"]


def test_the_agenda_offers_every_page_of_the_council_and_no_other(data: Data) -> None:
    groups = [group["page"] for group in agenda_json(data, "?council=thurrock")["groups"]]
    assert groups == ["What needs attention", "Agency staff", "Plan measures"]


def test_one_measure_can_be_presented(data: Data) -> None:
    slide = slide_json(data, f"{Q4}&measure=ta_households&slides=measure")
    assert slide["key"] == "measure:overview"
    assert slide["back"].startswith(page_called("measure").path)
    assert "One measure" in [group["page"] for group in agenda_json(data, slide["query"])["groups"]]


@pytest.mark.parametrize("council", ["medway", "thurrock", "maidstone"])
def test_every_colour_of_every_figure_has_its_partner_in_the_dark(data: Data, council: str) -> None:
    known, dark_ones = (set(theme.variables(palette).values()) for palette in (theme.LIGHT, theme.DARK))
    drawn = 0
    for group in agenda_json(data, f"?council={council}")["groups"]:
        for offered in group["slides"]:
            page = offered["key"].partition(":")[0]
            search = f"?council={council}&slides={page}&slide={offered['key']}"
            light, dark = (slide_json(data, f"{search}&look={look}").get("figure") for look in ("light", "dark"))
            if light is None:
                continue
            drawn += 1
            used = {colour for text in strings(light) for colour in COLOUR.findall(text)}
            assert used <= known, offered["key"]
            left = {colour for text in strings(dark) for colour in COLOUR.findall(text)}
            assert left <= dark_ones, offered["key"]
    assert drawn > 3


def test_the_officer_s_own_window_stays_one_wherever_it_goes(data: Data) -> None:
    room = slide_json(data, f"{Q4}&slides=complaints&slide=complaints:timeliness&service=Housing+Options")
    notes = slide_json(data, f"{room['query']}&window=notes")
    assert notes["query"] == f"{room['query']}&window=notes"
    assert (notes["headline"], notes["notices"], notes["back"]) == (room["headline"], room["notices"], room["back"])
    ways = [notes["ways"][way] for way in ("first", "previous", "next", "last", "dark")]
    assert all(way.endswith("&window=notes") for way in [*ways, *(query for query, _ in notes["quarters"])])
    assert "window" not in words(slide_json(data, f"{Q4}&window=door")["query"])


def test_what_is_open_beside_the_slide_in_the_room_is_not_offered_where_it_always_is(client: FlaskClient) -> None:
    room, notes = (client.get(f"/present{Q4}{more}").get_data(as_text=True) for more in ("", "&window=notes"))
    for part in ("present-notes-panel", "present-notes-button", "present-window-button"):
        assert (part in room, part in notes) == (True, False)
    for part in ("present-clock", "present-elapsed", "present-next-title"):
        assert (part in room, part in notes) == (False, True)


def test_slides_agenda_and_code_are_answered(client: FlaskClient) -> None:
    slide = client.get(f"/present/slide.json{Q4}&slide=2")
    assert slide.get_json()["place"] == 2
    assert client.get("/present/agenda.json").get_json()["groups"]
    address = "http://localhost/present" + slide.get_json()["query"]
    code = client.get(f"/present/code.svg?address={quote(address)}")
    assert code.mimetype == "image/svg+xml"
    assert "#fff" in code.get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    [
        "", "javascript:alert(1)", "localhost", "http://localhost/" + "x" * 1000, "https://a.example/present",
        "http://localhost@a.example/", "http://a.example#localhost", "http://localhost.a.example/", "//localhost/",
        "http://localhost:80443/", "http://localhost\\@a.example/", "javascript://localhost/%0aalert(1)",
    ],
)  # fmt: skip
def test_no_code_is_made_of_what_no_camera_should_open(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/present/code.svg?address={quote(address)}")
    assert answer.status_code == 400
    assert "address" in answer.get_data(as_text=True)


@pytest.mark.parametrize(("keys", "does"), KEYS)
def test_the_readme_lists_every_key(keys: str, does: str) -> None:
    assert f"| {keys} | {does[0].lower()}{does[1:]} |" in (ROOT / "README.md").read_text(encoding="utf-8")
