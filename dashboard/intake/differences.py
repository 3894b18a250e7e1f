"""What a new extract changes: against the version it replaces, and against the extracts before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from dashboard.basics.errors import counted
from dashboard.contracts.datasets import Contract
from dashboard.store import database
from dashboard.store.manifest import Extract


def against_version(contract: Contract, new: pd.DataFrame, old: pd.DataFrame, release: int) -> str:
    """How the rows differ from the version that they replace, in a sentence."""
    both, changed = compared(contract, new, old)
    return (
        f"It replaces the extract of release {release}: {counted(len(new) - both, 'row')} new, {changed:,} changed, "
        f"{both - changed:,} unchanged, {len(old) - both:,} gone."
    )


def against_earlier(
    contract: Contract, new: int, last: Extract, known: int, changed: int, missing: int, moved: int
) -> list[str]:
    """What records do that earlier periods' extracts hold, or held as open, in sentences: of so many new rows some are
    known, and changed; of those open in the `last` extract some are missing, or moved on to another key."""
    added = counted(new - known, "record")
    sentences = [f"Against earlier periods' extracts: {added} new, {changed:,} changed, {known - changed:,} unchanged."]
    if missing:
        records = counted(missing, "record") + (" that was" if missing == 1 else " that were")
        sentences.append(
            f"{records} open in the extract of {last.period.label} {'is' if missing == 1 else 'are'} missing "
            f"from this one and {'keeps its' if missing == 1 else 'keep their'} last known state."
        )
        sentences += moved_on(contract.key, moved)
    return sentences


def moved_on(key: Sequence[str], moved: int) -> list[str]:
    """What is said of open records that are there under the rest of another key, such as another stage."""
    _, *rest = key
    if not (moved and rest):
        return []
    both, them = ("it is", "it") if moved == 1 else ("they are", "them")
    where = f"{moved:,} of them {'is' if moved == 1 else 'are'} in this one with another {' and '.join(rest)}"
    return [f"{where}: {both} open as well until a file holds {them} with the day on which it ended."]


def compared(contract: Contract, new: pd.DataFrame, old: pd.DataFrame) -> tuple[int, int]:
    """How many rows stand in both, by key, and how many of those differ in some other column."""
    key = list(contract.key)
    pairs = new.merge(old, on=key, suffixes=("", " before"))
    changed = pd.Series(False, index=pairs.index)
    for field in contract.fields:
        if field.name not in key:
            now, before = pairs[field.name], pairs[f"{field.name} before"]
            same = (now == before).fillna(False).astype(bool) | (now.isna() & before.isna())
            changed |= ~same
    return len(pairs), int(changed.sum())


def rows_of(data: Path, contract: Contract, extract: Extract) -> pd.DataFrame | None:
    """The extract's rows as the store holds them, or None where they can no longer be read."""
    return in_contract(contract, lambda: database.read_parquet(data / extract.path))


def in_contract(contract: Contract, read: Callable[[], pd.DataFrame]) -> pd.DataFrame | None:
    """The rows that are read, in the contract's types, or None where they can no longer be read."""
    return readable(lambda: contract.typed(read()))


def readable(read: Callable[[], pd.DataFrame]) -> pd.DataFrame | None:
    """The rows that are read, or None where they can no longer be read."""
    try:
        return read()
    except (OSError, database.Failure, KeyError, ValueError, TypeError):
        return None
