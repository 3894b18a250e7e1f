"""The grid of cards: every row is full in the order of the cards, however many there are and whichever are wide."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.basics.config import ROOT
from dashboard.web.grid import spans

CARDS = st.lists(st.booleans(), min_size=1, max_size=14)
COLUMNS = pytest.mark.parametrize("columns", [2, 3])
BY_SCRIPT = """
import { spans } from "SCRIPT";
const cases = JSON.parse(process.argv[1]);
console.log(JSON.stringify(cases.map(([wide, columns]) => spans(wide, columns))));
"""


@COLUMNS
@given(wide=CARDS)
def test_every_row_is_full(columns: int, wide: list[bool]) -> None:
    free = columns
    for span in spans(wide, columns):
        assert 1 <= span <= free
        free = free - span or columns
    assert free == columns


@COLUMNS
@given(wide=CARDS)
def test_a_wide_card_has_its_row_whole(columns: int, wide: list[bool]) -> None:
    found = spans(wide, columns)
    assert len(found) == len(wide)
    assert all(span == columns for span, fills in zip(found, wide, strict=True) if fills)


def test_the_scripts_give_each_card_the_same_room() -> None:
    cases = [
        ([bool(at >> bit & 1) for bit in range(7)][:length], n)
        for at in range(128)
        for length in (1, 4, 7)
        for n in (2, 3)
    ]
    script = BY_SCRIPT.replace("SCRIPT", (ROOT / "assets" / "scripts" / "grid.js").as_uri())
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [node, "--input-type=module", "-e", script, json.dumps(cases)], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [spans(wide, columns) for wide, columns in cases]
