"""Lines of the audit log stay lines, whatever the names in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.basics import audit


@pytest.fixture
def log(tmp_path: Path):
    path = tmp_path / "audit.jsonl"
    audit.write_to(str(path))
    yield path
    handler = audit.log.handlers.pop()
    handler.close()


def test_a_line_is_one_whatever_an_account_is_called(log: Path) -> None:
    audit.record("open records", 'jo\n{"action": "load"}', page="complaints")
    audit.record("load", "Zoë", release=3)
    first, second = (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())
    assert first["account"] == 'jo\n{"action": "load"}'
    assert (second["action"], second["account"], second["release"]) == ("load", "Zoë", 3)


def test_a_file_that_was_renamed_is_begun_anew(log: Path) -> None:
    audit.record("load", "jo")
    log.rename(log.with_suffix(".1"))
    audit.record("load", "al")
    assert json.loads(log.read_text())["account"] == "al"
