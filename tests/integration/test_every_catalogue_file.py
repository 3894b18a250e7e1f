"""Every file of a council's catalogue: what it names and there is not is told with file, line and column, never
silent."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from loads import FREELY, complaints, line, written

from dashboard.catalogue.tables import TABLES
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.sources import expected

QUARTER = "2019-20-Q4"
COLUMNS = {**{table.file: table.columns for table in TABLES}, expected.SOURCES: expected.COLUMNS}

# a row of each file without a fault
RIGHT: dict[str, dict[str, str]] = {
    "measures.csv": {
        "id": "answers", "title": "Answers", "short_title": "Answers", "unit": "count", "decimals": "0",
        "polarity": "neither", "nature": "flow", "dataset": "complaints", "numerator": "responded", "by": "stage",
        "definition": "Answers given", "numerator_text": "Answers", "source": "Us",
    },
    "council_measures.csv": {"measure": "complaints_timeliness", "council": "kent", "code": "C1"},
    "targets.csv": {
        "measure": "complaints_timeliness", "council": "kent", "area": "adults", "from_quarter": "2019-20-Q1",
        "kind": "number", "value": "80",
    },
    "deadlines.csv": {
        "council": "kent", "stage": "adults", "from_date": "2019-04-01", "working_days": "20", "source": "Us",
    },
    "denominators.csv": {
        "measure": "ta_households_per_1000", "council": "kent", "from_quarter": "2019-20-Q1", "value": "1000",
        "source": "Us",
    },
    "benchmarks.csv": {
        "measure": "complaints_timeliness", "comparator": "England", "quarter": QUARTER, "value": "80", "source": "Us",
    },
    "councils.csv": {"council": "kent", "code": "E10000016", "region_code": "E12000008"},
    "plan.csv": {"measure": "complaints_timeliness", "council": "kent", "priority": "P", "named": "Calls"},
    "documents.csv": {"document": "1", "council": "kent", "period": QUARTER, "title": "Paper", "file": "paper.pdf"},
    "highlights.csv": {
        "council": "kent", "period": QUARTER, "kind": "partnership", "title": "Homes", "text": "Built", "source": "Us",
        "measures": "complaints_timeliness|kpi:Calls",
    },
    "labels.csv": {"dataset": "complaints", "column": "stage", "code": "adults", "label": "Adults"},
    "published.csv": {
        "document": "1", "council": "kent", "period": QUARTER, "printed": "1", "unit": "count",
        "measure": "complaints_received", "quantity": "value", "filters": "stage=adults", "place": "Page 1",
    },
    "events.csv": {
        "council": "kent", "measure": "complaints_timeliness", "quarter": QUARTER, "kind": "note", "text": "New system",
    },
    "glossary.csv": {"term": "Upheld", "forms": "partly upheld", "meaning": "Found to be right."},
    "rules.csv": {"council": "kent", "scheme": "rag"},
    "vocabularies.csv": {
        "dataset": "complaints", "column": "stage", "code": "stage_3", "label": "Stage 3", "counts_as": "adults",
    },
    "closing_days.csv": {"council": "kent", "date": "2019-12-27", "reason": "Closed"},
    "renames.csv": {
        "council": "kent", "dataset": "complaints", "column": "service", "old": "Waste", "new": "Streets",
    },
    "public.csv": {"dataset": "complaints", "dimensions": "stage", "periods": "quarter|year"},
    "committees.csv": {"council": "kent", "committee": "health", "kind": "service_area", "value": "Corporate"},
    "sources.csv": {"council": "kent", "dataset": "complaints", "file": "crm-*.csv"},
}  # fmt: skip

# what is put in place of one cell, and where it is told
WRONG = [
    *((file, {"council": "kant"}, "council") for file, row in RIGHT.items() if row.get("council") == "kent"),
    *((file, {"council": "Kent"}, "council") for file, row in RIGHT.items() if row.get("council") == "kent"),
    *(
        (file, {"measure": name}, "measure")
        for file, row in RIGHT.items()
        if "measure" in row
        for name in ("complaint_timelines", "kpi:Cals")
    ),
    *((file, {"dataset": "complaint"}, "dataset") for file, row in RIGHT.items() if "dataset" in row),
    *((file, {"column": "stages"}, "column") for file, row in RIGHT.items() if "column" in row),
    ("measures.csv", {"numerator": "answered"}, "numerator"),
    ("measures.csv", {"denominator": "answered"}, "denominator"),
    ("measures.csv", {"by": "stages"}, "by"),
    ("targets.csv", {"area": "adult"}, "area"),
    ("deadlines.csv", {"stage": "adult"}, "stage"),
    ("councils.csv", {"neighbours": "kent"}, "neighbours"),
    ("plan.csv", {"named": "Cals"}, "named"),
    ("highlights.csv", {"document": "2"}, "document"),
    ("highlights.csv", {"measures": "complaint_timelines"}, "measures"),
    ("highlights.csv", {"measures": "kpi:Calls|kpi:Cals"}, "measures"),
    ("labels.csv", {"code": "adult"}, "code"),
    ("labels.csv", {"dataset": "", "column": "councils", "code": "kent"}, "column"),
    ("labels.csv", {"dataset": "", "column": "council", "code": "kant"}, "code"),
    ("labels.csv", {"dataset": "", "column": "council", "code": "Kent"}, "code"),
    ("labels.csv", {"dataset": "", "column": "loaded", "code": "complaint"}, "code"),
    ("labels.csv", {"dataset": "", "column": "basis", "code": "newest"}, "code"),
    ("published.csv", {"document": "2"}, "document"),
    ("published.csv", {"filters": "stages=adults"}, "filters"),
    ("published.csv", {"filters": "stage=adults|adult"}, "filters"),
    ("vocabularies.csv", {"counts_as": "adult"}, "counts_as"),
    ("renames.csv", {"old": "Wast"}, "old"),
    ("public.csv", {"dataset": "complaint"}, "dataset"),
    ("public.csv", {"dataset": "kpis"}, "dataset"),
    ("public.csv", {"dimensions": "stages"}, "dimensions"),
    ("public.csv", {"dimensions": "stage|service"}, "dimensions"),
    ("public.csv", {"periods": "month"}, "periods"),
    ("public.csv", {"periods": ""}, "periods"),
    ("glossary.csv", {"term": ""}, "term"),
    ("glossary.csv", {"meaning": ""}, "meaning"),
    ("public.csv", {"measures": "complaint_timelines"}, "measures"),
    ("public.csv", {"measures": "complaints_escalation_rate"}, "measures"),
    ("committees.csv", {"kind": "measure", "value": "complaint_timelines"}, "value"),
    ("committees.csv", {"kind": "measure", "value": "kpi:Cals"}, "value"),
    ("committees.csv", {"kind": "theme", "value": "complaint"}, "value"),
    ("committees.csv", {"kind": "service_area", "value": "Corporat"}, "value"),
    ("sources.csv", {"mapping": "crm.toml"}, "mapping"),
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of Kent with a complaint and a measure of its plan."""
    folder = tmp_path_factory.mktemp("loaded")
    plan = (
        "measure,service_area,period,value,unit,nature,polarity\nCalls,Corporate,2019-20-Q4,70%,percent,rate,higher\n"
    )
    for dataset, text in (("complaints", complaints(line())), ("kpis", plan)):
        load(folder / "store", dataset, written(folder, text), "kent", QUARTER, options=FREELY)
    return folder / "store"


@pytest.fixture
def own(loaded: Path) -> Iterator[Path]:
    """The store's catalogue, with a paper in it that figures can be of."""
    folder = loaded / "catalogue"
    folder.mkdir()
    put(folder, "documents.csv", RIGHT["documents.csv"])
    yield folder
    shutil.rmtree(folder)


def put(folder: Path, file: str, row: dict[str, str]) -> None:
    """Writes a catalogue file with this row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[file], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    (folder / file).write_text(text.getvalue(), encoding="utf-8")


def told(store: Path) -> list[str]:
    """All that a check says."""
    found = check(store)
    return [*found.wrong, *found.notes]


def test_every_file_has_its_rows_here() -> None:
    assert RIGHT.keys() == COLUMNS.keys()


@pytest.mark.parametrize("file", RIGHT)
def test_of_a_right_row_nothing_is_told(loaded: Path, own: Path, file: str) -> None:
    put(own, file, RIGHT[file])
    assert [one for one in told(loaded) if f"{file}, line" in one] == []


@pytest.mark.parametrize(("file", "cells", "column"), WRONG)
def test_what_there_is_not_is_told_with_its_line(
    loaded: Path, own: Path, file: str, cells: dict[str, str], column: str
) -> None:
    put(own, file, {**RIGHT[file], **cells})
    assert [one for one in told(loaded) if f"{file}, line 2, {column}" in one]
