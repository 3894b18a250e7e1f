"""Publishing on a Spark cluster of this machine: the cubes are DuckDB's, and what fails leaves the store as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import own_themes
import pytest
from loads import contents
from ministry import say_which_area, workbook
from serving import environment, free_port, scrutiny

from dashboard.basics.quarters import Period
from dashboard.imports.mhclg import load as load_tables
from dashboard.spark import cluster as spark
from dashboard.store import database
from dashboard.store.manifest import read_manifest
from dashboard.store.writing import NewExtract, write_lock

pytestmark = pytest.mark.skipif(
    not spark.has_java() and not os.environ.get("CI"), reason="there is no Java; tests/ensure-java.sh says what to do"
)


@pytest.fixture(scope="module")
def drafts(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which all of the sample, the Ministry's tables and a council's own themes wait to be published."""
    folder = tmp_path_factory.mktemp("drafts")
    own, store = folder / "own" / "store", folder / "store"
    say_which_area(own)
    load_tables(own, workbook(folder / "tables.xlsx"))
    own_themes.load_all(own)
    shutil.copytree(own / "catalogue", store / "catalogue")
    with write_lock(store) as writer:
        writer.commit([*again(sample_store), *again(own)], draft=True)
    return store


def again(store: Path) -> list[NewExtract]:
    """The newest extracts of a store, to be written to another."""
    return [
        NewExtract(
            dataset=one.dataset,
            council=one.council,
            period=one.period,
            frame=database.read_parquet(store / one.path),
            source=one.source,
            source_sha256=one.source_sha256,
            missing_columns=one.missing_columns,
            illustrative=one.illustrative,
            system=one.system,
        )
        for one in read_manifest(store).current()
    ]


def cubes(store: Path) -> dict[str, tuple[list[tuple[str, str]], list[tuple]]]:
    """For each dataset the columns of its cube, with their types, and its rows in order."""
    found = {}
    for dataset, cube in sorted(read_manifest(store).cubes.items()):
        with database.connect() as connection:
            database.load_parquet(connection, "cube", store / cube.path)
            found[dataset] = database.parquet_columns(store / cube.path), database.rows_of(connection, "cube")
    return found


def loaded_again(store: Path) -> None:
    """Makes a quarter that reads otherwise than when it was first published wait as a draft."""
    place = Period.parse("2019-20-Q4")
    (extract,) = [
        one for one in again(store) if (one.dataset, one.council, one.period) == ("complaints", "medway", place)
    ]
    extract.frame["responded_date"] = extract.frame["responded_date"].mask(extract.frame.index % 3 == 0)
    extract.frame["outcome"] = extract.frame["outcome"].mask(extract.frame["responded_date"].isna())
    with write_lock(store) as writer:
        writer.commit([extract], draft=True)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory):
    """A cluster of two workers."""
    from sparking import cluster

    with cluster(tmp_path_factory.mktemp("spark"), workers=2) as started:
        yield started


def test_spark_counts_what_duckdb_counts_on_both_bases_and_though_workers_die(drafts, running, tmp_path):
    store, by_duckdb = tmp_path / "spark", tmp_path / "duckdb"
    for copy in (store, by_duckdb):
        shutil.copytree(drafts, copy)

    published = running.publishing(store)
    running.wait_for_work(1, published)
    running.kill_worker(1)
    said, complaint = published.communicate()
    assert published.returncode == 0, complaint
    assert "Release 2" in said
    assert scrutiny("publish", "--data", by_duckdb).returncode == 0
    counted = cubes(store)
    assert len(counted) == 17
    for dataset, cube in cubes(by_duckdb).items():
        assert counted[dataset] == cube, dataset

    for copy in (store, by_duckdb):
        loaded_again(copy)
    published = running.publishing(store)
    said, complaint = published.communicate()
    assert published.returncode == 0, complaint
    assert scrutiny("publish", "--data", by_duckdb).returncode == 0
    one, other = cubes(store)["complaints"], cubes(by_duckdb)["complaints"]
    assert one == other
    basis = {name for _, rows in [one] for name, *_ in rows}
    assert basis == {"latest", "first_published"}
    latest, first = ([row[1:] for row in one[1] if row[0] == name] for name in ("latest", "first_published"))
    assert latest != first

    loaded_again(store)
    before = contents(store)
    published = running.publishing(store, patience=5)
    running.wait_for_work(0, published)
    running.kill_worker(0)
    said, complaint = published.communicate()
    assert published.returncode == 1
    assert "The Spark cluster at spark://127.0.0.1:" in complaint
    assert "has had no worker for 5 s" in complaint
    assert "The store is as it was." in complaint
    assert "Traceback" not in complaint
    assert contents(store) == before


def refused(store: Path, *options: str) -> str:
    """What `scrutiny publish` says that cannot publish; the store is then byte for byte as it was."""
    before = contents(store)
    answer = scrutiny("publish", "--data", store, *options)
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert contents(store) == before
    return answer.stderr


def test_a_master_that_is_not_there_is_named_and_the_store_is_as_it_was(drafts, tmp_path):
    store = shutil.copytree(drafts, tmp_path / "store")
    master = f"spark://127.0.0.1:{free_port()}"
    said = refused(store, "--engine", "spark", "--master", master)
    assert f"No Spark master answers at {master} (Connection refused)." in said
    assert "The store is as it was." in said


def test_options_that_do_not_belong_together_are_refused(drafts):
    assert "--master spark://host:7077" in refused(drafts, "--engine", "spark")
    assert "give --engine spark too" in refused(drafts, "--master", "spark://127.0.0.1:7077")
    assert 'There is no engine "sparc". Did you mean "spark"?' in refused(drafts, "--engine", "sparc")


def test_a_machine_without_java_is_told_what_to_install(drafts, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    said = refused(drafts, "--engine", "spark", "--master", "local[1]")
    assert "apt-get install openjdk-17-jre-headless" in said


def without_the_extra(text: str) -> subprocess.CompletedProcess[str]:
    """What Python says to these lines where nothing of the extra is installed."""
    hide = "import sys; sys.modules.update(dict.fromkeys(('pyspark', 'py4j', 'sqlglot')));"
    return subprocess.run(
        [sys.executable, "-c", hide + text], env=environment(), capture_output=True, text=True, check=False
    )


def test_without_the_extra_publishing_on_spark_says_what_to_install(drafts):
    answer = without_the_extra(
        f"sys.argv[1:] = ['publish', '--engine', 'spark', '--master', 'local[1]', '--data', {str(drafts)!r}];"
        "from dashboard.cli.commands import main; main()"
    )
    assert answer.returncode == 1
    assert answer.stderr == "Counting on Spark is an extra that is not installed: pip install 'scrutiny[spark]'.\n"


def test_neither_the_dashboard_nor_a_load_brings_spark_along():
    lines = (
        "import app, dashboard.intake.loading, os, sys;"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('pyspark', 'py4j', 'sqlglot')));"
        "print(os.environ.get('SPARK_LOCAL_IP'))"
    )
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", lines], env=environment(), capture_output=True, text=True, check=False
    )
    assert answer.stdout == "[]\nNone\n", answer.stderr
