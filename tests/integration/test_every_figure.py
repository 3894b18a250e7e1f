"""No number changes unless it is meant to."""

from __future__ import annotations

from pathlib import Path

from every_figure import FILE, digests

from dashboard.basics.config import Settings
from dashboard.store.data import Data


def test_every_figure_is_what_it_was(sample_store: Path) -> None:
    before = set(FILE.read_text(encoding="utf-8").splitlines())
    now = set(digests(Data(Settings(data=sample_store))))
    assert before
    assert now == before, "If numbers were meant to change, run tests/every_figure.py and say so in the changelog."
