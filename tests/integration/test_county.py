"""A county sets Scrutiny up from an empty folder; every number of eight quarters agrees with a count by other means."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from county import answers, catalogue, judged, plan, plan_counts, read, tables, written
from county.days import COUNTY, HALVES, QUARTERS, YEARS
from serving import scrutiny
from snapshot import asked
from typer.testing import CliRunner

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Kind
from dashboard.cli import commands
from dashboard.imports import mhclg
from dashboard.intake.check import check
from dashboard.measures import entered
from dashboard.measures.readings import figures
from dashboard.pages.registry import pages_from
from dashboard.store.data import Data
from dashboard.store.manifest import read_manifest

PERIODS: dict[Kind, list[str]] = {"quarter": QUARTERS, "half_year": HALVES, "year": YEARS}
BASES = ("latest", "first_published")
SAMPLE = re.compile(r"medway|thurrock|maidstone|\bkent\b", re.IGNORECASE)
Row = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's folder: its store after eight commands and the Ministry's tables, and the files that were sent."""
    folder = tmp_path_factory.mktemp("county")
    catalogue.write(folder / "store")
    written.write(folder / "sent")
    for number, quarter in enumerate(QUARTERS, 1):
        command = ["load", folder / "sent" / quarter, "--quarter", quarter, "--data", folder / "store"]
        loaded = CliRunner().invoke(commands.app, [*map(str, command)], catch_exceptions=False)
        assert (loaded.exit_code, loaded.stderr) == (0, "")
        assert loaded.stdout.startswith(f"Release {number}: ")
        assert "15 of 15 expected extracts" in loaded.stdout
    for book in tables.write(folder / "tables"):
        mhclg.load(folder / "store", book)
    return folder


@pytest.fixture(scope="module")
def data(folder: Path) -> Data:
    """The store, opened."""
    return Data(Settings(data=folder / "store"))


@pytest.fixture(scope="module")
def known(folder: Path) -> dict[str, read.Known]:
    """What the files say, after each quarter."""
    return read.known(folder / "sent")


def rows_of(data: Data, measure: str, kind: Kind, by: str = "", basis: str = "latest") -> list[Row]:
    """What `scrutiny figures` prints of all periods of a kind; `part` is the split's value."""
    since, until = PERIODS[kind][0], PERIODS[kind][-1]
    given = {"council": COUNTY, "since": since, "quarter": until, "period": kind, "by": by or None, "basis": basis}
    column = "by_status" if by == "status" else by
    return [row | {"part": row[column] if by else ""} for row in figures(data, measure, **given).to_dict("records")]


def halves(row: Row) -> tuple[float | None, ...]:
    """Value, numerator and denominator, to a millionth."""
    return tuple(None if row[name] is None else round(row[name], 6) for name in ("value", "numerator", "denominator"))


def rounded(found: answers.Halves) -> tuple[float | None, ...]:
    """The same of a count."""
    return tuple(None if one is None else round(one, 6) for one in found)


def test_every_measure_of_the_county_is_counted(data: Data) -> None:
    assert {*judged.MEASURES} == {*answers.counts.COUNTS, *tables.PLACES, *tables.FLOWS}
    assert {*entered.measures(data, COUNTY)} == {f"kpi:{name}" for name in plan_counts.AREAS_OF}
    assert {one.dataset for one in data.manifest.current()} == {*catalogue.DATASETS}


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("measure", answers.counts.COUNTS)
def test_numbers_agree_with_a_count_row_by_row(
    data: Data, known: dict[str, read.Known], measure: str, basis: str
) -> None:
    of = known[answers.counts.COUNTS[measure].dataset]
    for by in ("", *data.catalogue.measures[measure].by):
        wanted = answers.Asked(measure, by, basis)
        for kind in get_args(Kind):
            found = {(row["quarter"], row["part"]): halves(row) for row in rows_of(data, measure, kind, by, basis)}
            counted = {
                (period, part): rounded(answers.answer(of, wanted, period, part))
                for period in PERIODS[kind]
                for part in answers.parts(of, wanted, period)
            }
            assert found.keys() <= counted.keys()
            assert {key: counted[key] for key in found} == found, (by, kind)
            assert not any(any(counted[key][1:]) for key in counted.keys() - found.keys()), (by, kind)


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("measure", plan_counts.AREAS_OF)
def test_numbers_of_the_plan_agree_with_its_rows(
    data: Data, known: dict[str, read.Known], measure: str, basis: str
) -> None:
    for kind in get_args(Kind):
        for by in ("", "service_area"):
            rows = rows_of(data, f"kpi:{measure}", kind, by, basis)
            counted = [rounded(plan_counts.answer(known["kpis"], measure, row["quarter"], row["part"])) for row in rows]
            assert [halves(row) for row in rows] == counted
            parts = len(plan_counts.AREAS_OF[measure]) if by else 1
            assert len(rows) == parts * len(PERIODS[kind])


@pytest.mark.parametrize("measure", [*tables.PLACES, *tables.FLOWS])
def test_the_ministry_s_numbers_are_those_of_its_workbooks(data: Data, measure: str) -> None:
    for kind in get_args(Kind):
        for by in ("", *data.catalogue.measures[measure].by):
            rows = rows_of(data, measure, kind, by)
            assert [row["value"] for row in rows] == pytest.approx(
                [tables.answer(measure, row["quarter"], by, row["part"]) for row in rows]
            )
            parts = {"area": len(tables.NAMES), "accommodation_type": len(tables.KINDS)}.get(by, 1)
            assert len(rows) == parts * len(PERIODS[kind])


@pytest.mark.parametrize("measure", answers.counts.COUNTS)
def test_numbers_are_judged_by_the_county_s_targets_amber_and_the_year_before(data: Data, measure: str) -> None:
    for by in ("", *(one for one in data.catalogue.measures[measure].by if one != "month")):
        rows = rows_of(data, measure, "quarter", by)
        values = {(row["quarter"], row["part"]): row["value"] for row in rows}
        for row in rows:
            value, part = row["value"], row["part"]
            target = judged.target(measure, by, part)
            before = values.get((judged.earlier(row["quarter"], 1), part))
            year = values.get((judged.earlier(row["quarter"], 4), part))
            assert (row["target"], row["status"]) == (target, judged.status(measure, value, target)), (by, row)
            assert row["short_trend"] == judged.trend(measure, value, before), (by, row)
            assert row["long_trend"] == judged.trend(measure, value, year), (by, row)


def pages(store: Path) -> Iterator[tuple[str, str]]:
    """Every page of the county on both bases, with all that it says and draws but which release is the newest."""
    data = Data(Settings(data=store))
    client = create_app(data.settings).server.test_client()
    newest = re.compile(rf"(?i)(?<!as )(release(?:'?:? |', ')){data.manifest.release}\b")
    for basis in BASES:
        for page in pages_from(data.catalogue.datasets):
            address = f"?council={COUNTY}&basis={basis}"
            yield f"{page.path}{address}", newest.sub(r"\1(newest)", str(asked(client, page.path, address)))


@pytest.fixture(scope="module")
def paged(folder: Path) -> dict[str, str]:
    """All pages, by their address."""
    return dict(pages(folder / "store"))


@pytest.mark.parametrize("basis", BASES)
def test_pages_show_the_newest_budgets_projects_and_comments_of_both_people(paged: dict[str, str], basis: str) -> None:
    of = {name: paged[f"/{name}?council={COUNTY}&basis={basis}"] for name in ("plan", "programme", "complaints")}
    budgets = plan.budgets()[QUARTERS[-1]]
    for column in ("full_year_budget_gbp", "full_year_forecast_gbp"):
        pounds = [int(row[column]) for row in budgets]
        for amount in (*pounds, sum(pounds)):
            assert f"{amount:,}" in of["plan"], (column, amount)
    for row in plan.projects()[QUARTERS[-1]]:
        assert row["commentary"] in of["programme"]
    assert f"What the Head of customers said after {QUARTERS[-1]}." in of["complaints"]
    assert f"What the Head of housing said after {QUARTERS[-1]}." in of["plan"]


def test_no_page_report_or_list_of_the_county_has_anything_of_the_sample(
    folder: Path, paged: dict[str, str], tmp_path: Path
) -> None:
    said = dict(paged)
    assert all(catalogue.NAME in text for text in said.values())
    report = tmp_path / "report.html"
    scrutiny("report", "--council", COUNTY, "--out", report, "--data", folder / "store")
    said["report"] = report.read_text(encoding="utf-8")
    for command in ("reconcile", "releases", "check"):
        ran = scrutiny(command, "--data", folder / "store")
        assert ran.returncode == 0, ran.stdout
        said[command] = ran.stdout
    assert {name: SAMPLE.findall(text) for name, text in said.items() if SAMPLE.search(text)} == {}


def test_a_wrong_load_is_withdrawn_in_one_command_and_leaves_no_trace(
    folder: Path, paged: dict[str, str], tmp_path: Path
) -> None:
    store, wrong = tmp_path / "store", tmp_path / "wrong"
    shutil.copytree(folder / "store", store)
    written.write_wrong(wrong)
    loaded = scrutiny("load", wrong, "--quarter", "2024-25-Q1", "--data", store)
    assert loaded.returncode == 0, loaded.stderr
    changed = dict(pages(store))
    assert all(changed[address] != text for address, text in paged.items() if address.startswith("/complaints"))
    number = read_manifest(store).release
    withdrawn = scrutiny("withdraw", str(number), "--reason", "another county's files", "--data", store)
    assert withdrawn.returncode == 0
    # small counts of people that the wrong figures, taken for the ones before a correction, would tell
    assert all(line.endswith("tells too much of it") for line in withdrawn.stderr.splitlines()), withdrawn.stderr
    after = dict(pages(store))
    assert {address for address, text in paged.items() if after[address] != text} == set()
    assert (check(store).wrong, check(store).notes) == ((), ())
