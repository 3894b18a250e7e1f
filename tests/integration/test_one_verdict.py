"""No two surfaces contradict each other: what is said of a number is what its verdict says, wherever it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from opened import ATTENTION, MEASURE, Opened

from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.measures.readings import figures
from dashboard.measures.scorecard import Entry, entries
from dashboard.pages.offers import offered
from dashboard.pages.registry import pages_of
from dashboard.report.content import whole
from dashboard.report.word.document import write_document
from dashboard.store.data import ANY, Data
from dashboard.views.pieces import Item
from dashboard.web.presenting import slide_json

COUNCILS = {"medway": 500, "thurrock": 3}  # and how much at least is compared
WAYS = {"up": "up ", "down": "down "}
SAID = (
    (r"clearly (better|worse|higher|lower)", "clearly_{}"),
    (r"worth a look: (better|worse|higher|lower)", "look_{}"),
    (r"(better|worse|higher|lower) than [^;]*, which is worth a look", "look_{}"),
    (r"(?:no clear change|the same as|^no change$)()", "no_clear_change"),
    (r"within (?:its usual range|Q\d of earlier years)(?!.*worth a look)()", "no_clear_change"),
    (r"(has (?:risen|fallen) (?:for|in) [\w -]+?)(?= up to|[;.,]|$)", "{}"),
    (r"(has no steady level)", "{}"),
)


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def judgements(text: str) -> set[str]:
    """All that a text says of how a number stands beside its past."""
    return {code.format(found) for pattern, code in SAID for found in re.findall(pattern, text)}


def every(data: Data, council: str) -> Iterator[tuple[str, list[Entry]]]:
    """The measures that have a value of their own, in each period of the council."""
    for period in offered(data, ANY, council).quarters:
        found = entries(data, council, period, scheme="rag")
        yield (
            f"?council={council}&quarter={period.id}",
            [one for one in found if one.reading.value is not None and one.period == period],
        )


@pytest.mark.parametrize("council", COUNCILS)
def test_figures_scorecard_list_and_the_measures_own_page_say_the_same(data: Data, council: str) -> None:
    compared = 0
    for search, found in every(data, council):
        shown = ATTENTION.content(data, search)[0]
        assert shown.records is not None
        rows = {row["link"]: row for row in shown.records.table.rows}
        items = {item.link: item for item in shown.items}
        for entry in found:
            row, verdict = rows[link(entry)], entry.verdict
            told = told_of(entry)
            assert judgements(row["change"] or "") == told, (search, entry.key)
            assert (row["change"] or "").startswith(WAYS.get(verdict.direction, "")), (search, entry.key)
            assert words_of(data, entry) == verdict.words
            assert_listed(items.get(link(entry)), entry)
            page = MEASURE.content(data, link(entry).removeprefix("/measure"))[0]
            assert judgements(page.headline) == told, (search, entry.key, page.headline)
            finding = page.card("series").finding
            assert judgements(finding) <= told, (search, entry.key, finding)
            compared += 1
    assert compared > COUNCILS[council]


def test_the_tiles_of_the_pages_say_the_same(data: Data) -> None:
    compared = 0
    for search, found in every(data, "medway"):
        for page in (one for one in pages_of(data) if one.dataset in {entry.measure.dataset for entry in found}):
            tiles = {tile.key: tile for tile in Opened(page.key).content(data, search)[0].tiles}
            for entry in (
                one for one in found if one.measure.dataset == page.dataset and one.verdict.change != "no_past"
            ):
                tile = tiles.get(entry.part or entry.measure.id)
                if tile and tile.changes and (entry.part or not data.judged(page.dataset)):
                    said = judgements(
                        "; ".join(change.text for change in tile.changes if change.direction != "revised")
                    )
                    assert said == told_of(entry), (search, entry.key, tile.changes)
                    compared += 1
    assert compared > 100


@pytest.mark.parametrize("quarter", ["2018-19-Q2", "2019-20-Q3", "2019-20-Q4"])
def test_slides_and_the_document_say_what_the_start_page_says(data: Data, quarter: str) -> None:
    search = f"?council=medway&quarter={quarter}"
    shown = ATTENTION.content(data, search)[0]
    slide = slide_json(data, f"{search}&slides=attention:items")
    listed = [item["sentence"] for item in slide["items"]]
    assert listed == [item.sentence for item in shown.items][: len(listed)]
    assert listed
    file = BytesIO()
    write_document(whole(data, search), file)
    document = docx.Document(BytesIO(file.getvalue()))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    for item in shown.items:
        assert item.sentence[0].upper() + item.sentence[1:] in cells
    for entry in entries(data, "medway", Period.parse(quarter), scheme="rag"):
        if entry.reading.value is not None and told_of(entry):
            assert told_of(entry) in [judgements(text) for text in cells if text.startswith(tuple(WAYS.values()))]


def told_of(entry: Entry) -> set[str]:
    """What may be said of how it stands beside its past."""
    verdict = entry.verdict
    if verdict.trending:
        return {verdict.trending}
    if verdict.direction == "same":
        return {"no_clear_change"}
    return {verdict.change} if verdict.judged else set()


def words_of(data: Data, entry: Entry) -> str:
    """What `scrutiny figures` prints of it."""
    judged = data.judged(entry.measure.dataset)
    where = {"council": entry.reading.council, "quarter": entry.period.id}
    if not (judged and entry.part):
        return str(figures(data, entry.measure.id, **where).iloc[0]["verdict"])
    rows = figures(data, entry.measure.id, by=judged.by, **where)
    return str(rows[rows[judged.by] == entry.part].iloc[0]["verdict"])


def link(entry: Entry) -> str:
    """The address of its own page."""
    stage = f"&stage={entry.part}" if entry.part else ""
    return f"/measure?council={entry.reading.council}&quarter={entry.period.id}{stage}&measure={entry.measure.id}"


def assert_listed(item: Item | None, entry: Entry) -> None:
    """What needs attention is what missed its target or is worse, and nothing else; its badge says which."""
    verdict = entry.verdict
    assert (item is not None) == (verdict.target == "missed" or verdict.judgement == "worse"), entry.key
    if item is not None:
        assert judgements(item.sentence) == told_of(entry), item
        badge = {"clearly_worse": "Clearly worse", "look_worse": "Worth a look"}
        assert verdict.target == "missed" or item.status.word == badge[verdict.change]
