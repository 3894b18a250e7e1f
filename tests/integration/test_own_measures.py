"""Measures that a council makes itself, of any parts, take no page, file or number away."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from opened import Opened

from app import create_app
from dashboard.basics.config import Settings
from dashboard.catalogue.records import Measure
from dashboard.catalogue.tables import MEASURES
from dashboard.catalogue.themes import built_in, components_of
from dashboard.measures.readings import figures
from dashboard.pages.registry import PAGES
from dashboard.report import write
from dashboard.store.data import NATIONAL, Data, Source

PARTS = components_of(built_in())
SPLITS = {name: [*one.dataset.dimensions, "month"] for name, one in built_in().items()}
OWN = [name for name in PARTS if name not in NATIONAL and not built_in()[name].dataset.snapshot]


@pytest.fixture(scope="module")
def store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a percentage of every dataset that is above 100 and others of its parts by each other."""
    store = Path(shutil.copytree(sample_store, tmp_path_factory.mktemp("own") / "store"))
    pairs = [(name, one, other) for name in OWN for one, other in list(pairwise(PARTS[name]))[:3]]
    rows = [
        f"own_{place},,Own {place},Own {place},percent,1,higher,rate,{name},{one},{other},{split},A test.,one,other,us"
        for place, (name, one, other) in enumerate(pairs + [(name, other, one) for name, one, other in pairs])
        for split in ("service" if "service" in SPLITS[name] else SPLITS[name][0],)
    ]
    heading = ",".join(name for name in MEASURES.columns if name not in MEASURES.optional)
    (store / "catalogue" / "measures.csv").write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return store


def own(data: Data) -> list[Measure]:
    return [one for one in data.catalogue.measures.values() if one.id.startswith("own_")]


def test_a_share_above_everything_has_numbers_and_no_interval(store: Path) -> None:
    data = Data(Settings(data=store))
    above = 0
    for measure in own(data):
        table = figures(data, measure.id, council="medway", since="2018-19-Q1")
        above += sum(value is not None and value > 100 for value in table["value"])
    assert above
    client = create_app(data.settings, Source(data.settings)).server.test_client()
    assert client.get(f"/api/v1/figures/{own(data)[0].id}.json?council=medway&by=service").status_code == 200


def test_every_page_that_shows_them_can_be_read(store: Path) -> None:
    data = Data(Settings(data=store))
    for page in PAGES:
        if page.key in ("attention", "complaints", "digital", "agency", "procurement", "temporary_accommodation"):
            view, _ = Opened(page.key).content(data, "?council=medway")
            assert view.headline
    layout = Opened("measure")
    for measure in own(data):
        assert layout.content(data, f"?council=medway&measure={measure.id}")[0].headline


def test_the_report_is_written_with_them(store: Path, tmp_path: Path) -> None:
    report = write.asked_for(Data(Settings(data=store)), page="attention", council="medway")
    write.write(report, "html", tmp_path / "report.html", lambda *_: None)
    assert "Own 0" in (tmp_path / "report.html").read_text(encoding="utf-8")
