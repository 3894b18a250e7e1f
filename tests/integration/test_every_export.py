"""Every council and period of the sample, and views chosen at random, as every kind of document: each can be opened."""

from __future__ import annotations

import random
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import docx
import openpyxl
import pytest
from lxml import html
from pptx import Presentation

from dashboard.config import Settings
from dashboard.data import ANY, Data
from dashboard.filters import BASES, MANY, SCHEMES, YEARS_BACK
from dashboard.pages import MEASURE, PAGES, Page, page_called
from dashboard.quarters import month_id
from dashboard.report import pictures
from dashboard.report.content import ALONE, ORDER, Report, single, whole
from dashboard.report.write import FORMATS, write

# gptables asks pandas for things in a way that pandas is about to drop, and leaves a file to be closed by Python.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]
SEED, STATES, STEPS = 1, 200, 4
RECORDS = {
    "agency": ("counts",),
    "complaints": ("received", "responded", "open"),
    "digital": ("counts",),
    "procurement": ("awarded", "with_benefits", "ending"),
    "temporary_accommodation": ("open",),
}
FOUND = ("", "a", "nothing like it", "\0", "\x0b\x1f\ufffe", "<&>", "=1+1", "](a)$$", "x" * 300)


def of_document(path: Path) -> str:
    return str(docx.Document(str(path)).core_properties.title)


def of_slides(path: Path) -> str:
    deck = Presentation(str(path))
    return f"{deck.core_properties.title} {deck.slides[0].shapes.title.text}"


def of_workbook(path: Path) -> str:
    book = openpyxl.load_workbook(path, read_only=True)
    return str(next(book["Cover"].iter_rows(max_row=1, values_only=True))[0])


def of_web_page(path: Path) -> str:
    return str(html.parse(str(path)).findtext(".//title"))


READERS: dict[str, Callable[[Path], str]] = {
    "docx": of_document,
    "pptx": of_slides,
    "xlsx": of_workbook,
    "html": of_web_page,
}


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture(autouse=True)
def small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of few dots, which take a fraction of the time."""
    monkeypatch.setattr(pictures, "DPI", 30)


def failure(report: Report, kind: str, folder: Path) -> str:
    """Why this report cannot be written as this kind of document or read back; nothing where it can."""
    path = folder / f"report.{kind}"
    try:
        write(report, kind, path)
        title = READERS[kind](path)
    except Exception:  # noqa: BLE001  whatever it is, the others are tried too
        return f"{report.subject}, {report.chapters[0].address}, {kind}:\n{traceback.format_exc(limit=-3)}"
    return "" if report.title in title else f"{report.subject}, {kind}: the file is called {title!r}"


@pytest.mark.parametrize("council", ["maidstone", "medway", "thurrock"])
def test_the_whole_report_of_every_period_is_every_kind_of_document(data: Data, tmp_path: Path, council: str) -> None:
    reports = [whole(data, f"?council={council}&quarter={one.id}") for one in data.offer(ANY, council).quarters]
    assert reports
    assert not list(filter(None, (failure(report, kind, tmp_path) for report in reports for kind in FORMATS)))


@pytest.mark.parametrize("step", range(STEPS))
def test_any_view_is_any_kind_of_document(data: Data, tmp_path: Path, step: int) -> None:
    chance = random.Random(SEED + step)
    found = []
    for number in range(STATES // STEPS):
        page = page_called(chance.choice((*ORDER, *ALONE)))
        report = single(data, page.key, search_of(data, page, chance))
        found.append(failure(report, list(FORMATS)[number % len(FORMATS)], tmp_path))
    assert not list(filter(None, found))


def search_of(data: Data, page: Page, chance: random.Random) -> str:
    """A page's address with filters that its council has, chosen at random."""
    council = chance.choice(data.councils(page.dataset))
    offer = data.offer(page.dataset, council)
    pairs = [("council", council)]
    if page.key == MEASURE:
        measure = chance.choice(list(data.offer_of_measure(council, None).words("measure")))
        offer = data.offer_of_measure(council, measure)
        pairs.append(("measure", measure))
    quarter = chance.choice(offer.quarters)
    pairs.append(("quarter", quarter.id))
    for name in MANY:
        known = {"directorate": offer.directorates(), "service": offer.services()}.get(name, list(offer.words(name)))
        if chance.random() < 0.25:
            pairs += [(name, one) for one in chance.sample(known, min(len(known), chance.choice((1, 1, 2, 4, 12))))]
    if quarter.kind == "quarter" and chance.random() < 0.1:
        pairs.append(("month", month_id(chance.choice(quarter.months))))
    if page.key in RECORDS and chance.random() < 0.25:
        pairs += [("records", chance.choice(RECORDS[page.key])), ("find", chance.choice(FOUND))]
    pairs += [("years", chance.choice(YEARS_BACK)), ("basis", chance.choice(BASES)), ("scheme", chance.choice(SCHEMES))]
    return "?" + urlencode(pairs)
