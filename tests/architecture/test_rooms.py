"""The house: rooms small enough to survey, no circles, and no theme's name outside what belongs to it."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter

import grimp
import pytest
from serving import ROOT

from dashboard.catalogue.themes import built_in
from dashboard.pages.registry import pages_from

PACKAGES = ("callbacks", "dashboard", "layouts")
MOST_MODULES = 20
SAMPLE_AND_IMPORTS = ("dashboard/sample/", "dashboard/imports/")
THEIR_OWN = {"dashboard/measures/kpis.py", "dashboard/measures/reconciling/plans.py"}  # what plans consist of
FOLDERS = sorted({path.parent for name in PACKAGES for path in (ROOT / name).rglob("*.py")})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_a_room_can_be_surveyed(folder) -> None:
    assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= MOST_MODULES


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph(*PACKAGES)
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(list(TopologicalSorter(imported).static_order())) == len(graph.modules)


def test_every_page_of_a_dataset_comes_from_its_declaration() -> None:
    datasets = built_in()
    declared = {one.page.path for one in datasets.values() if one.page}
    assert {page.path for page in pages_from(datasets) if page.dataset in datasets} == declared


def test_the_name_of_a_dataset_stands_where_it_belongs_alone() -> None:
    rooms = {page.key for page in pages_from(built_in()) if page.dataset in built_in()}
    assert rooms >= {"complaints", "digital", "temporary_accommodation", "agency", "procurement"}
    found = set()
    for path in (ROOT / "dashboard").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith((*SAMPLE_AND_IMPORTS, *(f"dashboard/views/{room}/" for room in rooms))):
            continue
        texts = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        if texts & set(built_in()):
            found.add(name)
    assert found == THEIR_OWN
