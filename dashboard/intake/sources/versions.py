"""The extracts that a store holds, read once for all that a load says of them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pandas as pd

from dashboard.catalogue.datasets import PLACE
from dashboard.contracts.datasets import Contract
from dashboard.intake.differences import rows_of
from dashboard.store import database
from dashboard.store.manifest import Extract

Names = dict[str, set[str]]  # by column


class Versions:
    """What has been read of the store in `data`. Nobody changes a frame that it gives out."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.read: dict[str, pd.DataFrame | None] = {}
        self.named: dict[str, Names] = {}

    def rows(self, contract: Contract, extract: Extract) -> pd.DataFrame | None:
        """The extract's rows as the store holds them, or None where they can no longer be read."""
        if extract.path not in self.read:
            self.read[extract.path] = rows_of(self.data, contract, extract)
        return self.read[extract.path]

    def names(self, extract: Extract) -> Names:
        """The directorates and services that it names; none where it cannot be read."""
        if extract.path not in self.named:
            found: Names = {}
            with suppress(OSError, database.Failure):
                rows = database.read_parquet(self.data / extract.path)
                found = {name: set(rows[name].dropna()) for name in PLACE if name in rows.columns}
            self.named[extract.path] = found
        return self.named[extract.path]

    def forget(self) -> None:
        """Lets the rows go, so that a load of many files holds those of one dataset at a time."""
        self.read.clear()
