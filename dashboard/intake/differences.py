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
    contract: Contract, new: pd.DataFrame, earlier: Sequence[tuple[Extract, pd.DataFrame]]
) -> list[str]:
    """What records do that earlier periods' extracts hold, or held as open, in sentences. Of the last of them all rows
    are asked for, of the others those whose key a new row has."""
    if not earlier or contract.counts_months:
        return []
    key = list(contract.key)
    known = pd.concat([frame for _, frame in earlier], ignore_index=True).drop_duplicates(key, keep="last")
    both, changed = compared(contract, new, known)
    added = counted(len(new) - both, "record")
    sentences = [f"Against earlier periods' extracts: {added} new, {changed:,} changed, {both - changed:,} unchanged."]
    before, frame = earlier[-1]
    still_open = frame.loc[is_open(contract, frame), key]
    missing = still_open[~still_open.set_index(key).index.isin(new.set_index(key).index)]
    if len(missing):
        records = counted(len(missing), "record") + (" that was" if len(missing) == 1 else " that were")
        sentences.append(
            f"{records} open in the extract of {before.period.label} {'is' if len(missing) == 1 else 'are'} missing "
            f"from this one and {'keeps its' if len(missing) == 1 else 'keep their'} last known state."
        )
        sentences += moved_on(key, missing, new)
    return sentences


def moved_on(key: Sequence[str], missing: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """What is said of open records that are there under the rest of another key, such as another stage."""
    first, *rest = key
    moved = int(missing[first].isin(new[first]).sum()) if rest else 0
    if not moved:
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


def is_open(contract: Contract, frame: pd.DataFrame) -> pd.Series:
    """Which records wait to be closed; none of a dataset that does not say when its records are open."""
    rule = contract.facts["open"]
    if not rule:
        return pd.Series(False, index=frame.index)
    waiting: pd.Series = frame[rule["closed"]].isna()
    for column, values in rule["unless"].items():
        waiting &= ~frame[column].isin(values)
    return waiting


def rows_of(data: Path, contract: Contract, extract: Extract) -> pd.DataFrame | None:
    """The extract's rows as the store holds them, or None where they can no longer be read."""
    return readable(contract, lambda: database.read_parquet(data / extract.path))


def readable(contract: Contract, read: Callable[[], pd.DataFrame]) -> pd.DataFrame | None:
    """The rows that are read, in the contract's types, or None where they can no longer be read."""
    try:
        return contract.typed(read())
    except (OSError, database.Failure, KeyError, ValueError, TypeError):
        return None
