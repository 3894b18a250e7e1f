"""Every council and period of the sample, and views chosen at random, as every kind of document: each can be opened.

Two processes share the work, since a report is the processor's work alone and the machines that test have two cores.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from exported import TITLES

from dashboard.basics.config import Settings
from dashboard.basics.quarters import month_id
from dashboard.contracts.datasets import CONTRACTS
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.intake.templates import files as template
from dashboard.pages.filters import BASES, SCHEMES, YEARS_BACK
from dashboard.pages.offers import offered, offered_of_measure
from dashboard.pages.registry import MEASURE, Page, page_called
from dashboard.report import pictures
from dashboard.report.content import Report, exported, single, whole
from dashboard.report.write import FORMATS, write
from dashboard.store.data import ANY, NATIONAL, Data

# gptables asks pandas for things in a way that pandas is about to drop, and leaves a file to be closed by Python.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]
SEED, STATES, AT_ONCE = 1, 200, 10
RECORDS = {
    "agency": ("counts",),
    "complaints": ("received", "responded", "open"),
    "digital": ("counts",),
    "procurement": ("awarded", "with_benefits", "ending"),
    "temporary_accommodation": ("open",),
}
FOUND = ("", "a", "nothing like it", "\0", "\x0b\x1f\ufffe", "<&>", "=1+1", "](a)$$", "x" * 300)


class Worker:
    """What each process works with: the store, opened once."""

    data: Data


def begin(store: Path) -> None:
    """Opens the store in a new process, where pictures have few dots and take a fraction of the time."""
    Worker.data = Data(Settings(data=store))
    pictures.DPI = 30


@pytest.fixture(scope="module")
def workers(sample_store: Path) -> Iterator[ProcessPoolExecutor]:
    anew = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=anew, initializer=begin, initargs=(sample_store,)) as pool:
        yield pool


def failure(report: Report, kind: str) -> str:
    """Why this report cannot be written as this kind of document or read back; nothing where it can."""
    about = f"{report.chapters[0].address}, {kind}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{kind}"
        try:
            write(report, kind, path)
            title = TITLES[kind](path)
        except Exception:  # noqa: BLE001  whatever it is, the others are tried too
            return f"{about}: {traceback.format_exc(limit=-3)}"
    return "" if report.title in title else f"{about}: the file is called {title!r}"


def of_period(council: str, quarter: str, kinds: Sequence[str]) -> list[str]:
    """What cannot be written of a council's whole report."""
    report = whole(Worker.data, f"?council={council}&quarter={quarter}")
    return [failure(report, kind) for kind in kinds]


def of_views(seed: int) -> list[str]:
    """What cannot be written of some views, each as one kind of document."""
    chance, kinds, found = random.Random(seed), list(FORMATS), []
    for number in range(AT_ONCE):
        page = page_called(chance.choice(list(exported(Worker.data))))
        report = single(Worker.data, page.key, search_of(Worker.data, page, chance))
        found.append(failure(report, kinds[(seed + number) % len(kinds)]))
    return found


def test_the_whole_report_of_every_period_can_be_written(workers: ProcessPoolExecutor, sample_store: Path) -> None:
    """A council's newest one as every kind of document, each other one as two of the four in turn."""
    data, kinds, asked = Data(Settings(data=sample_store)), list(FORMATS), []
    for council in data.councils(ANY):
        *earlier, newest = sorted(offered(data, ANY, council).quarters)
        asked += [(council, one.id, kinds[number % 2 :: 2]) for number, one in enumerate(earlier)]
        asked.append((council, newest.id, kinds))
    found = [one for every in workers.map(of_period, *zip(*asked, strict=True)) for one in every]
    assert len(found) > 50
    assert not list(filter(None, found))


def test_any_view_is_any_kind_of_document(workers: ProcessPoolExecutor) -> None:
    found = [one for every in workers.map(of_views, range(SEED, SEED + STATES // AT_ONCE)) for one in every]
    assert len(found) == STATES
    assert not list(filter(None, found))


def test_a_first_quarter_of_each_dataset_is_every_kind_of_document(tmp_path: Path) -> None:
    store = tmp_path / "store"
    datasets = [name for name in CONTRACTS if name not in NATIONAL]
    for dataset in datasets:
        rows = tmp_path / f"{dataset}.csv"
        template.write(dataset, "csv", rows)
        council, options = dataset.replace("_", "-"), Options(new_council=True)
        load(store, dataset, rows, council, template.EXAMPLE_PERIOD.id, options=options)
    data = Data(Settings(data=store))
    reports = [whole(data, f"?council={dataset.replace('_', '-')}") for dataset in datasets]
    assert not list(filter(None, (failure(report, kind) for report in reports for kind in FORMATS)))


def search_of(data: Data, page: Page, chance: random.Random) -> str:
    """A page's address with filters that its council has, chosen at random."""
    council = chance.choice(data.councils(page.dataset))
    offer = offered(data, page.dataset, council)
    pairs = [("council", council)]
    if page.key == MEASURE:
        measure = chance.choice(list(offered_of_measure(data, council, None).words("measure")))
        offer = offered_of_measure(data, council, measure)
        pairs.append(("measure", measure))
    quarter = chance.choice(offer.quarters)
    pairs.append(("quarter", quarter.id))
    for name in offer.dimensions:
        known = {"directorate": offer.directorates(), "service": offer.services()}.get(name, list(offer.words(name)))
        if chance.random() < 0.25:
            pairs += [(name, one) for one in chance.sample(known, min(len(known), chance.choice((1, 1, 2, 4, 12))))]
    if quarter.kind == "quarter" and chance.random() < 0.1:
        pairs.append(("month", month_id(chance.choice(quarter.months))))
    if page.key in RECORDS and chance.random() < 0.25:
        pairs += [("records", chance.choice(RECORDS[page.key])), ("find", chance.choice(FOUND))]
    pairs += [("years", chance.choice(YEARS_BACK)), ("basis", chance.choice(BASES)), ("scheme", chance.choice(SCHEMES))]
    return "?" + urlencode(pairs)
