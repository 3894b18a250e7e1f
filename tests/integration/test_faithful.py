"""What leaves the screen says what the screen says: page, CSV, API, spreadsheet, document, slides and web page."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import exported
import pytest
from exported import Shown, agrees, plain
from flask.testing import FlaskClient
from opened import Opened

from app import create_app
from dashboard.basics.config import Settings
from dashboard.pages.registry import page_at
from dashboard.report.content import Report, single, whole
from dashboard.report.write import FORMATS, write
from dashboard.store.data import Data, Source

# gptables asks pandas for things in a way that pandas is about to drop, and leaves a file to be closed by Python.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]

MEDWAY = {"council": "medway", "quarter": "2019-20-Q4"}
STATES: dict[str, tuple[str, dict[str, Any]]] = {
    "Medway, all pages": ("", MEDWAY),
    "Thurrock, all pages": ("", {"council": "thurrock"}),
    "Maidstone, all pages": ("", {"council": "maidstone"}),
    "one service and stage": ("complaints", MEDWAY | {"service": "Housing Options", "stage": "corporate_stage_1"}),
    "one directorate, all years": ("digital", MEDWAY | {"directorate": "Business Support", "years": "all"}),
    "as first published": ("complaints", MEDWAY | {"quarter": "2019-20-Q3", "basis": "first_published"}),
    "a month with its records": ("complaints", MEDWAY | {"month": "2020-02", "records": "responded"}),
    "the other status words": ("plan", {"council": "thurrock", "scheme": "achieved_failed"}),
    "one measure": ("measure", MEDWAY | {"measure": "complaints_timeliness"}),
}
# where a card's column shows a measure of the API: page, card, the column of the values, measure, the split
MEASURES = [
    ("complaints", "volumes", "Received", "complaints_received"),
    ("complaints", "volumes", "Answered", "complaints_responded"),
    ("complaints", "ombudsman", "Decisions", "ombudsman_decisions"),
    ("digital", "take_up", "Take-up", "digital_take_up"),
    ("temporary_accommodation", "households", "Households", "ta_households"),
    ("agency", "spend", "Spend", "agency_spend"),
    ("procurement", "benefits", "Benefits", "procurement_benefits"),
]


@dataclass(frozen=True)
class State:
    """A state, what its pages show, and its exports."""

    data: Data
    client: FlaskClient
    report: Report
    folder: Path

    @cached_property
    def pages(self) -> list[tuple[str, dict[str, Any]]]:
        """Title and JSON of each page, as the browser gets it."""
        found = []
        for chapter in self.report.chapters:
            address = urlsplit(chapter.address)
            key = page_at(address.path).key
            drawn = Opened(key).content(self.data, f"?{address.query}")[1]
            found.append((chapter.title, drawn))
        return found

    @cached_property
    def tables(self) -> list[Shown]:
        """Every table on the pages: those of the cards, and the lists of records through all their pages."""
        found = []
        for (title, drawn), chapter in zip(self.pages, self.report.chapters, strict=True):
            found += [shown(f"{title}: {card['title']}", card["table"]) for card in drawn["cards"]]
            if records := drawn["records"]:
                whole_list = shown(f"{title}: {records['title']}", records)
                layout = Opened(chapter.page.key)
                while records["next"]:
                    records = layout.content(self.data, records["next"])[1]["records"]
                    whole_list.rows.extend(shown("", records).rows)
                found.append(whole_list)
        return found

    def file(self, kind: str) -> Path:
        """The export in this format, written once."""
        path = self.folder / f"report.{kind}"
        if not path.exists():
            write(self.report, kind, path)
        return path


def shown(title: str, table: dict[str, Any]) -> Shown:
    """A table as the page's JSON has it."""
    rows = [
        [one.get("text", one.get("word")) if isinstance(one, dict) else one for one in row] for row in table["rows"]
    ]
    return Shown(title, [column["label"] for column in table["columns"]], rows)


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture(scope="module")
def client(data: Data) -> FlaskClient:
    source = Source(data.settings)
    source.data = data
    return create_app(data.settings, source).server.test_client()


@pytest.fixture(scope="module", params=STATES, ids=str)
def state(
    request: pytest.FixtureRequest, data: Data, client: FlaskClient, tmp_path_factory: pytest.TempPathFactory
) -> State:
    page, asked = STATES[request.param]
    search = "?" + urlencode(asked)
    report = single(data, page, search) if page else whole(data, search)
    assert all(not chapter.view.state.notices for chapter in report.chapters)
    return State(data, client, report, tmp_path_factory.mktemp("exported"))


def differences(page: Shown, file: Shown) -> list[str]:
    """Where a file's table, row by row and heading by heading, says something else than the page's."""
    if len(page.rows) != len(file.rows):
        return [f"{page.title}: {len(file.rows)} rows for {len(page.rows)}"]
    return [
        f"{page.title}, row {number}, {heading}: the page shows {text!r}, the file holds {value!r}"
        for number, (texts, values) in enumerate(zip(page.rows, file.rows, strict=True), start=1)
        for heading, text, value in zip(page.headings, texts, values, strict=True)
        if not agrees(text, value)
    ]


def test_each_card_s_csv_file_holds_what_its_table_shows(state: State) -> None:
    wrong = []
    for title, drawn in state.pages:
        for card in drawn["cards"]:
            page = shown(f"{title}: {card['title']}", card["table"])
            text = state.client.get(card["csv"]).text.removeprefix("\ufeff")
            lines = list(csv.reader(io.StringIO(text)))
            if not page.rows:
                continue
            if card["table"]["whole"]:
                wrong += lost_of_parts(page, [dict(zip(lines[0], line, strict=True)) for line in lines[1:]])
                continue
            size = len(page.headings)
            assert lines[0][-size:] == page.headings
            rows = [[number_in(value) for value in line[-size:]] for line in lines[1:]]
            wrong += differences(page, Shown(page.title, page.headings, rows))
    assert not wrong, "\n".join(wrong[:20])


def lost_of_parts(page: Shown, lines: list[dict[str, str]]) -> list[str]:
    """Which values of a table with a column a part a file with a line for each part and period has not."""
    names, wrong = list(dict.fromkeys(line["Stage"] for line in lines)), []
    for row in page.rows:
        for heading, text in zip(page.headings, row, strict=True):
            part = next((name for name in names if heading.partition(", ")[0] == name), None)
            of_it = [line for line in lines if line["Quarter"] == row[0] and line["Stage"] == part]
            held = [(one["Answered in time"], one["In time"], one["Answered"]) for one in of_it]
            told = [text.partition("\n")[0], *text.partition("\n")[2].split(" of ")]
            if part and not any(all(map(agrees, told, map(number_in, one))) for one in held):
                wrong.append(f"{page.title}, {row[0]}, {heading}: the page shows {text!r}, the file holds {held}")
    return wrong if names else [f"{page.title}: the file has no line"]


def number_in(text: str) -> Any:
    """A CSV file's value: a number where it is one, and a day."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        year, month, day = map(int, text.split("-"))
        return exported.dt.date(year, month, day)
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text) else text.removeprefix("'") or None


def test_the_spreadsheet_has_every_table_with_numbers_that_round_to_those_shown(state: State) -> None:
    files = {one.title: one for one in exported.of_workbook(state.file("xlsx"))}
    wrong = []
    for page in state.tables:
        file = files[page.title]
        if not page.rows:
            continue
        if "Unit" in file.headings and "Unit" not in page.headings:
            place = file.headings.index("Unit")
            file = Shown(file.title, without(file.headings, place), [without(row, place) for row in file.rows])
        wrong += differences(opened_out(page), file)
    assert not wrong, "\n".join(wrong[:20])


def opened_out(page: Shown) -> Shown:
    """The table with the cases beside its values in columns of their own."""
    beside = [any(re.search(r"\n.* of ", row[place]) for row in page.rows) for place in range(len(page.headings))]

    def wide(values: list[str]) -> list[str]:
        found = []
        for value, has_cases in zip(values, beside, strict=True):
            first, _, cases = value.partition("\n")
            found += [first, *(cases.split(" of ") if cases else ["", ""])] if has_cases else [value]
        return found

    return Shown(page.title, wide(page.headings), [wide(row) for row in page.rows])


def without(values: list[Any], place: int) -> list[Any]:
    """The values but for one."""
    return values[:place] + values[place + 1 :]


def test_numbers_in_the_spreadsheet_are_numbers(state: State) -> None:
    files = {one.title: one for one in exported.of_workbook(state.file("xlsx"))}
    for page in state.tables:
        for place, heading in enumerate(page.headings):
            texts = [row[place] for row in page.rows]
            if re.search(r"Share|In time|Received|Spend|Households", heading) and all(
                re.fullmatch(r"−?£?[\d,.]+%?", text) for text in texts
            ):
                names = [name.partition(" (")[0] for name in files[page.title].headings]
                values = [row[names.index(heading)] for row in files[page.title].rows]
                assert all(isinstance(value, int | float) for value in values), (page.title, heading)


def test_the_web_page_has_every_table_word_for_word(state: State) -> None:
    files = {one.title: one for one in exported.of_web_page(state.file("html"))}
    wrong = [one for page in state.tables if page.rows for one in differences(page, files[page.title])]
    assert not wrong, "\n".join(wrong[:20])


def test_the_document_has_every_row_of_every_table(state: State) -> None:
    files, words = exported.of_document(state.file("docx")), exported.text_of_document(state.file("docx"))
    for page in state.tables:
        title = page.title.partition(": ")[2]
        rows = [
            dict(zip(file.headings, row, strict=True))
            for file in files
            if file.title in (page.title, title)
            or file.title.startswith((f"{page.title}, the first", f"{title}, the first", f"{title}: "))
            for row in file.rows
        ]
        assert rows or not page.rows, f"{page.title} is not in the document"
        must_hold(page, rows, words)


def must_hold(page: Shown, rows: list[dict[str, str]], words: str) -> None:
    """Fails unless every row is there, and what a document tells beside its tables stands somewhere in its text."""
    for number, texts in enumerate(page.rows, start=1):
        row = dict(zip(page.headings, texts, strict=True))
        same = [
            one for one in rows if all(agrees(row[heading], value) for heading, value in one.items() if heading in row)
        ]
        assert same, f"{page.title}, row {number} is not there: {row}"
        beside = {heading: text for heading, text in row.items() if heading not in same[0] and text not in ("", "—")}
        lost = [text for text in beside.values() if plain(text) not in words]
        assert not lost, f"{page.title}, row {number}: {lost}"


def test_the_slides_plot_what_the_charts_plot(state: State) -> None:
    charts = exported.charts_of_slides(state.file("pptx"))
    for _, drawn in state.pages:
        for card in drawn["cards"]:
            if not card["figure"]:
                continue
            known = numbers_in(card["figure"]) | {0.0}
            of_card = [
                values
                for text, values in charts
                if text.startswith(card["title"]) and plain(card["finding"]) in plain(text)
            ]
            for values in of_card:
                odd = [value for value in values if not any(abs(value - one) < 1e-6 for one in known)]
                assert not odd, f"{card['title']}: the slide plots {odd}, the page does not"
            assert of_card or in_table(card, state), f"{card['title']} is on no slide"


def in_table(card: dict[str, Any], state: State) -> bool:
    """Whether the slides have the card as a table."""
    return any(card["title"] in one.title for one in exported.of_slides(state.file("pptx")))


def numbers_in(figure: Any) -> set[float]:
    """Every number that a figure draws or writes."""
    if isinstance(figure, dict):
        return set().union(*(numbers_in(one) for one in figure.values()), set())
    if isinstance(figure, list | tuple):
        return set().union(*(numbers_in(one) for one in figure), set())
    if isinstance(figure, str):
        return {float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", figure)}
    return {float(figure)} if isinstance(figure, int | float) else set()


def test_the_slides_have_every_row_of_the_tables_that_no_chart_shows(state: State) -> None:
    files = exported.of_slides(state.file("pptx"))
    charted = {f"{title}: {c['title']}" for title, drawn in state.pages for c in drawn["cards"] if c["figure"]}
    for page in state.tables:
        if page.title in charted or not page.rows:
            continue
        title = page.title.partition(": ")[2]
        rows = [
            dict(zip(file.headings, row, strict=True)) for file in files if title in file.title for row in file.rows
        ]
        assert rows, f"{page.title} is on no slide"
        for number, texts in enumerate(page.rows, start=1):
            row = dict(zip(page.headings, texts, strict=True))
            assert any(all(agrees(row[h], v) for h, v in one.items() if h in row) for one in rows), (
                f"{page.title}, row {number} is on no slide: {row}"
            )


def test_the_api_gives_the_values_of_the_charts_over_time(state: State) -> None:
    checked = 0
    for (_, drawn), chapter in zip(state.pages, state.report.chapters, strict=True):
        shown_state = chapter.view.state
        if shown_state.month:
            continue
        asked = {name: values for name, values in parse_qs(urlsplit(chapter.address).query).items() if name in KEPT}
        for page, key, heading, measure in MEASURES:
            card = next((one for one in drawn["cards"] if one["key"] == key), None)
            if page != chapter.page.key or card is None:
                continue
            table = shown(card["title"], card["table"])
            own = {name: values for name, values in asked.items() if (key, name) != ("ombudsman", "stage")}
            stage = {"stage": STAGE_1} if key == "volumes" and "stage" not in asked else {}
            for row in table.rows:
                period = next(p for p in span_of(state.data, shown_state) if p.label == row[0])
                query = own | stage | {"quarter": period.id, "period": period.kind}
                answer = state.client.get(f"/api/v1/figures/{measure}.json?{urlencode(query, doseq=True)}")
                (found,) = json.loads(answer.data)
                assert agrees(row[table.headings.index(heading)], found["value"]), (measure, row, found)
                checked += 1
    charts = {page for page, *_ in MEASURES} & {chapter.page.key for chapter in state.report.chapters}
    assert checked or not charts or state.report.chapters[0].view.state.month


KEPT = ("council", "directorate", "service", "stage", "channel", "reason", "category", "accommodation_type", "basis")
STAGE_1 = "corporate_stage_1"


def span_of(data: Data, shown_state: Any) -> list[Any]:
    """Every loaded period of the state's council, of any dataset."""
    return sorted(
        {period for (_, council), found in data.available.items() if council == shown_state.council for period in found}
    )


def test_every_export_says_where_it_comes_from(state: State) -> None:
    words = {
        "xlsx": " ".join(
            str(cell.value) for row in exported.openpyxl.load_workbook(state.file("xlsx"))["Cover"] for cell in row
        ),
        "html": exported.seen(exported.html.fromstring(state.file("html").read_text(encoding="utf-8"))),
        "docx": exported.text_of_document(state.file("docx")),
        "pptx": " ".join(
            shape.text_frame.text
            for slide in exported.Presentation(str(state.file("pptx"))).slides
            for shape in slide.shapes
            if shape.has_text_frame
        )
        + " ".join(value for one in exported.of_slides(state.file("pptx")) for row in one.rows for value in row),
    }
    assert set(words) == set(FORMATS)
    for kind, text in words.items():
        for label, value in state.report.facts:
            assert plain(value) in plain(text), f"The {kind} does not say {label}: {value}"
