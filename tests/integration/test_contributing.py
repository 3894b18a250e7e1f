"""A measure, a dataset and a theme can be added as CONTRIBUTING.md says, with the texts that stand there."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from serving import ROOT, scrutiny

from app import create_app
from dashboard.basics.config import Settings

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL))
TREES = "month,ward,planted,felled\n2024-04,North,12,3\n2024-05,North,5,0\n2024-06,South,4,9\n"


def add(section: str, store: Path) -> set[str]:
    """Writes each text of a section to the file named before it, in a store's own catalogue; gives the names."""
    shown = re.findall(r"`([\w/]+\.\w+)`[^`]*\n\n```\w+\n(.*?)```", SECTIONS[section], re.DOTALL)
    for name, text in shown:
        file = store / "catalogue" / name.removeprefix("data/catalogue/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        assert (ROOT / name).parent.is_dir(), "the project's own are in the folder that the guide names"
    return {name for name, _ in shown}


def figures(store: Path, measure: str, *words: str) -> list[dict[str, str]]:
    """What `scrutiny figures` prints."""
    printed = scrutiny("figures", measure, *words, "--format", "csv", "--data", store)
    assert printed.returncode == 0, printed.stdout + printed.stderr
    return list(csv.DictReader(io.StringIO(printed.stdout)))


def page_of(store: Path, measure: str, council: str) -> str:
    """The page of a measure, as text."""
    with create_app(Settings(data=store)).server.test_client() as client:
        answer = client.get(f"/measure?measure={measure}&council={council}")
        assert answer.status_code == 200
        assert json.loads(client.get("/api/v1/measures").get_data(as_text=True))
        assert client.get(f"/api/v1/figures/{measure}.csv?council={council}").status_code == 200
        return str(answer.get_data(as_text=True))


def test_a_measure_is_a_row(sample_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(sample_store, tmp_path / "store"))
    assert add("Add a measure", store) == {"data/catalogue/measures.csv", "data/catalogue/targets.csv"}
    (row,) = figures(store, "complaints_fully_upheld_rate", "--council", "medway", "--quarter", "2019-20-Q4")
    (upheld,) = figures(store, "complaints_upheld_rate", "--council", "medway", "--quarter", "2019-20-Q4")
    assert row["denominator"] == upheld["denominator"]
    assert 0 < int(row["numerator"]) < int(upheld["numerator"])
    assert row["target"] == "30.0"
    assert "Complaints upheld in full" in page_of(store, "complaints_fully_upheld_rate", "medway")
    assert scrutiny("check", "--data", store).returncode == 0


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the dataset of the guide and a quarter of it."""
    store = tmp_path_factory.mktemp("trees") / "store"
    named = {"data/catalogue/themes/trees.toml", "queries/trees_cube.sql", "data/catalogue/measures.csv"}
    assert add("Add a dataset", store) == named
    file = store.parent / "trees.csv"
    file.write_text(TREES, encoding="utf-8")
    loaded = scrutiny("load", "trees", file, "--council", "northbeck", "--quarter", "2024-25-Q1", "--data", store)
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    return store


def test_a_dataset_without_a_page_is_loaded_counted_and_shown(trees: Path) -> None:
    rows = figures(trees, "trees_planted", "--by", "ward")
    assert [(row["ward"], row["value"]) for row in rows] == [("North", "17"), ("South", "4")]
    assert "Street trees planted" in page_of(trees, "trees_planted", "northbeck")
    assert scrutiny("check", "--data", trees).returncode == 0


def test_it_has_a_template_and_a_place_in_the_dictionary(trees: Path, tmp_path: Path) -> None:
    made = scrutiny("template", "trees", "--out", tmp_path / "trees.csv", "--data", trees)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "trees.csv").read_text(encoding="utf-8-sig").startswith("month,ward,planted,felled\n")
    assert "## trees" in scrutiny("dictionary", "--data", trees).stdout


def test_a_page_makes_it_a_theme(trees: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(trees, tmp_path / "store"))
    declaration = store / "catalogue" / "themes" / "trees.toml"
    page = """
[page]
path = "/trees"
title = "Street trees"
description = "How many street trees are planted."
lead = "trees_planted"
noun = ["tree", "trees"]
sentence = "{value} street trees were planted"
tiles = ["trees_planted"]
cards = [{ kind = "ranked", measure = "trees_planted", by = "ward" }]
records = [{ kind = "counts", count = "planted", word = "planted" }]
"""
    declaration.write_text(declaration.read_text(encoding="utf-8") + page, encoding="utf-8")
    with create_app(Settings(data=store)).server.test_client() as client:
        assert "21 street trees were planted" in client.get("/trees?council=northbeck").get_data(as_text=True)
    with create_app(Settings(data=trees)).server.test_client() as client:
        assert client.get("/trees").status_code == 404
