"""The browser's scripts: one module knows Dash, none is long, none go in a circle, none leave anything behind."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from posixpath import dirname, join, normpath

import pytest
from repository import texts

from dashboard.web.scripts import IMPORTED

SCRIPTS = {path: text for path, text in texts().items() if path.startswith("assets/scripts/")}
DASH = "assets/scripts/dash.js"
INSIDE = re.compile(r"_dash|dash_\w|DashRenderer|set_props")
MOST_LINES = 150


def imported(path: str) -> set[str]:
    """The scripts that one imports."""
    return {normpath(join(dirname(path), name)) for name in re.findall(IMPORTED, SCRIPTS[path])}


def test_one_module_alone_touches_dash_s_inside() -> None:
    assert {path for path, text in SCRIPTS.items() if re.search(INSIDE, text)} == {DASH}


def test_no_script_leaves_a_name_behind_for_others() -> None:
    found = {path: re.findall(r"window\.(\w+) (?:\?\?)?=[^=]", text) for path, text in SCRIPTS.items()}
    assert {path: names for path, names in found.items() if names} == {DASH: ["dash_clientside", "fetch"]}


def test_no_scripts_import_each_other_in_a_circle() -> None:
    graph = {path: imported(path) for path in SCRIPTS}
    assert set().union(*graph.values()) <= set(SCRIPTS)
    assert len(list(TopologicalSorter(graph).static_order())) == len(SCRIPTS)


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_script_is_of_one_idea(path: str) -> None:
    assert len(SCRIPTS[path].splitlines()) <= MOST_LINES
