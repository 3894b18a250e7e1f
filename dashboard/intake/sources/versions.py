"""The extracts that a store holds, read once for all that a load says of them: whole only where every row is asked for,
so that a load needs no more memory the more there is in the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from dashboard.basics import files
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import PLACE
from dashboard.contracts.datasets import Contract
from dashboard.contracts.fields import DTYPES
from dashboard.intake.differences import in_contract, readable, rows_of
from dashboard.store import database
from dashboard.store.manifest import Extract
from dashboard.store.publish import extract_places

Names = dict[str, set[str]]  # by column
RECORDS = ("records_loaded", "records_earlier", "records_last")


@dataclass(frozen=True)
class Outline:
    """An extract of the store without its rows: how many they are, the different texts of some columns, and which
    columns are not empty."""

    rows: int
    texts: Mapping[str, set[str]]
    filled: frozenset[str]


@dataclass(frozen=True)
class Beside:
    """An extract's records beside those of earlier ones: how many of it they know, and have otherwise; how many are
    open in the last of them and missing from it, and of those have the first column of their key in it."""

    known: int
    changed: int
    missing: int
    moved: int


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

    def whole(self, extract: Extract) -> bool:
        """Whether the extract's file is as it was written."""
        return files.intact(self.data / extract.path, extract.sha256)

    def beside(
        self, contract: Contract, frame: pd.DataFrame, period: Period, earlier: Sequence[Extract]
    ) -> Beside | None:
        """The rows of a period beside those of whole extracts of its system, the oldest first; None where these are of
        a contract that is none of now."""
        with suppress(database.Failure):
            return self.compared(contract, frame, period, earlier)
        return None

    def compared(self, contract: Contract, frame: pd.DataFrame, period: Period, earlier: Sequence[Extract]) -> Beside:
        """The same, where they can be compared."""
        loaded, known, last = (f"{one}_extracts" for one in RECORDS)
        key, types = list(contract.key), {**contract.sql_types, "period_end": "DATE", "period_months": "INTEGER"}
        with database.connect(f"{Settings.from_environment().loading}MB") as connection:
            placed = frame.assign(period_end=pd.Timestamp(period.last_day), period_months=len(period.months))
            database.store_frame(connection, loaded, placed, types)
            for view, some in ((f"every_{known}", earlier), (last, earlier[-1:])):
                places = extract_places({self.data / one.path: one for one in some})
                database.view_extracts(connection, view, contract.sql_types, places)
            database.table_of_hashes(connection, "chosen", loaded, key, "identity")
            database.view_chosen(connection, known, f"every_{known}", "chosen", "identity", ("hash", key))
            for one in RECORDS:
                view_compared(connection, one, f"{one}_extracts", contract)
            (row,) = database.rows(connection, "extract_beside_earlier")
        return Beside(**row)

    def some(self, contract: Contract, extract: Extract, names: Sequence[str]) -> pd.DataFrame | None:
        """Columns of the extract alone, or None where they can no longer be read."""
        kinds = {one.name: DTYPES[one.kind] for one in contract.fields if one.name in names}
        return readable(lambda: database.columns_of(self.data / extract.path, list(kinds)).astype(kinds))

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
                rows = in_contract(contract, partial(database.rows_alike, connection, path, "keys", list(key)))
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


def view_compared(connection: database.Connection, view: str, extracts: str, contract: Contract) -> None:
    """Names what `queries/extract_beside_earlier.sql` wants to know of records, of which `extracts` is the view."""
    rule = contract.facts["open"]
    database.view_told(
        connection,
        view,
        extracts,
        same=("period_end", "period_months"),
        made={
            "key": ("row", contract.key),
            "key_start": ("row", contract.key[:1]),
            "said": ("row", list(contract.sql_types)),
            # what has no end is never waited for: its key stands for one
            "ended": ("least", [rule["closed"] if rule else contract.key[0]]),
        },
        flag=("apart", rule["unless"] if rule else {}),
    )
