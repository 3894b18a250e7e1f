"""The extracts that a store holds, read once for all that a load says of them: whole only where every row is asked for,
so that a load needs no more memory the more there is in the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from dashboard.catalogue.datasets import PLACE
from dashboard.contracts.datasets import Contract
from dashboard.intake.differences import readable, rows_of
from dashboard.store import database
from dashboard.store.manifest import Extract

Names = dict[str, set[str]]  # by column


@dataclass(frozen=True)
class Outline:
    """An extract of the store without its rows: how many they are, the different texts of some columns, and which
    columns are not empty."""

    rows: int
    texts: Mapping[str, set[str]]
    filled: frozenset[str]


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

    def alike(
        self, contract: Contract, extracts: Sequence[Extract], frame: pd.DataFrame
    ) -> list[tuple[Extract, pd.DataFrame]]:
        """The rows of each extract whose key a row of the frame has; extracts that cannot be read are passed over."""
        key = {name: contract.sql_types[name] for name in contract.key}
        found = []
        with database.connect() as connection:
            database.store_frame(connection, "keys", frame[list(key)], key)
            for one in extracts:
                path = self.data / one.path
                rows = readable(contract, partial(database.rows_alike, connection, path, "keys", list(key)))
                if rows is not None:
                    found.append((one, rows))
        return found

    def outline(self, contract: Contract, extract: Extract, texts: Iterable[str]) -> Outline | None:
        """What the extract holds, with the texts of these columns; None where it can no longer be read."""
        columns = [field.name for field in contract.fields]
        with suppress(OSError, database.Failure):
            return Outline(*database.outline(self.data / extract.path, columns, list(texts)))
        return None

    def names(self, extract: Extract) -> Names:
        """The directorates and services that it names; none where it cannot be read."""
        if extract.path not in self.named:
            found: Names = {}
            with suppress(OSError, database.Failure):
                path = self.data / extract.path
                there = [name for name, _ in database.parquet_columns(path) if name in PLACE]
                _, found, _ = database.outline(path, there, there)
            self.named[extract.path] = found
        return self.named[extract.path]

    def forget(self) -> None:
        """Lets the rows go, so that a load of many files holds those of one dataset at a time."""
        self.read.clear()
