"""What a load reads of the store, it reads once."""

from __future__ import annotations

from pathlib import Path

import pytest
from loads import complaints, line, written

from dashboard.basics.errors import UsageError
from dashboard.contracts.datasets import contract_for
from dashboard.intake.loading import load
from dashboard.intake.sources.councils import refuse_unknown
from dashboard.intake.sources.versions import Versions
from dashboard.store.manifest import read_manifest


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of one complaint of kent."""
    load(tmp_path / "store", "complaints", written(tmp_path, complaints(line())), "kent", "2019-20-Q4")
    return tmp_path / "store"


def test_rows_are_read_once_until_they_are_forgotten_and_none_where_the_file_is_gone(store: Path) -> None:
    (extract,) = read_manifest(store).current()
    contract, versions = contract_for("complaints"), Versions(store)
    rows = versions.rows(contract, extract)
    assert rows is not None
    assert list(rows["complaint_id"]) == ["C1"]
    assert versions.names(extract) == {"directorate": {"Place"}, "service": {"Waste"}}
    (store / extract.path).unlink()
    assert versions.rows(contract, extract) is rows
    versions.forget()
    assert versions.rows(contract, extract) is None
    assert Versions(store).names(extract) == {}


def test_all_councils_that_the_store_does_not_know_are_told_with_where_they_are_named(store: Path) -> None:
    manifest = read_manifest(store)
    refuse_unknown(manifest, {"kent": "line 1: ", "england": "line 2: "})
    with pytest.raises(UsageError) as told:
        refuse_unknown(manifest, {"kint": "line 3: ", "surrey": "line 4: "})
    assert str(told.value).splitlines() == [
        'line 3: The store has nothing of a council "kint". Did you mean "kent"?',
        'line 4: The store has nothing of a council "surrey". It knows kent. If they are new ones, add --new-council.',
    ]
