"""Several systems that give one dataset: what must not stand in two of them, and which has not come yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.basics.errors import LoadError, counted, listed
from dashboard.contracts.datasets import Contract
from dashboard.intake import differences
from dashboard.intake.problems import LISTED, UNTOUCHED
from dashboard.intake.sources.prepared import Prepared
from dashboard.intake.sources.several import key_words
from dashboard.intake.sources.versions import Versions
from dashboard.store.manifest import Extract, Manifest
from dashboard.store.writing import NewExtract


def refuse_shared(versions: Versions, held: Manifest, one: Prepared, beside: Sequence[NewExtract]) -> None:
    """Refuses records, or counts, that another system gives of the same period: in the store, as `held` has it, or
    `beside` it in the same load."""
    contract, new = one.contract, one.new
    for name, frame in others(versions, held, contract, new, beside):
        here = new.frame.set_index(list(contract.key)).index.isin(frame.set_index(list(contract.key)).index)
        if not here.any():
            continue
        lines = [
            f"  row {one.valid.numbers[at]}: {key_words(contract, new.frame, at)}"
            for at in np.flatnonzero(here)[:LISTED].tolist()
        ]
        more = int(here.sum()) - len(lines)
        raise LoadError(
            f"{new.named} was refused: {counted(int(here.sum()), 'row')} of it {'is' if here.sum() == 1 else 'are'} in "
            f"{name} too, for the same period, and would be counted twice. {UNTOUCHED}\n"
            + "\n".join([*lines, *([f"  ... and {more:,} more."] if more else [])])
            + "\nIf both mean the same, keep each in one of them. If it is a new version of that file, load it with "
            "the same --source. If each system counts from 1, put a letter of its own before one system's numbers."
        )


def others(
    versions: Versions, held: Manifest, contract: Contract, new: NewExtract, beside: Sequence[NewExtract]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """What other systems give of the same period, in the store or in the same load, each with its file."""
    coming = [one for one in beside if one is not new and one.place[:3] == new.place[:3]]
    yield from ((one.named, contract.typed(one.frame)) for one in coming)
    replaced = {one.place for one in coming}
    for one in held.current(new.dataset):
        if one.place[:3] == new.place[:3] and one.system != new.system and one.place not in replaced:
            rows = versions.rows(contract, one)
            if rows is not None:
                yield f"{one.named} of release {one.release}", rows


def refuse_shared_drafts(data: Path, manifest: Manifest, contract: Contract, draft: Extract) -> None:
    """Refuses to publish a draft that holds records which another system has given of the same period since."""
    for one in manifest.seen(drafts=True).current(draft.dataset):
        if one.place[:3] != draft.place[:3] or one.system == draft.system:
            continue
        rows, other = (differences.rows_of(data, contract, extract) for extract in (draft, one))
        if rows is not None and other is not None and (twice := in_both(contract.key, rows, other)):
            raise LoadError(
                f"The draft of release {draft.release} ({draft.named}) and {one.named} of release {one.release} have "
                f"{counted(twice, 'row')} in common, which would be counted twice. Drop the wrong one with `scrutiny "
                f"withdraw {draft.release}` or `scrutiny withdraw {one.release}`. {UNTOUCHED}"
            )


def also_elsewhere(versions: Versions, contract: Contract, new: NewExtract, current: Sequence[Extract]) -> list[str]:
    """A note of records that another system gave for an earlier period: those of the later one count from now on.
    `current` are the council's extracts of the dataset."""
    if contract.counts_months or contract.by_period:
        return []
    key, sentences = list(contract.key), []
    for system in sorted({one.system for one in current} - {new.system}):
        theirs = [one for one in current if one.system == system and one.period < new.period]
        earlier = [rows[key] for _, rows in versions.alike(contract, theirs, contract.typed(new.frame))]
        if shared := in_both(key, new.frame, pd.concat(earlier)) if earlier else 0:
            is_, counts = ("is", "counts") if shared == 1 else ("are", "count")
            sentences.append(
                f"Note: {counted(shared, 'row')} of it {is_} known by the same {' and '.join(key)} from source "
                f"{system} for an earlier period, and {counts} as the newer version. If they are other things, "
                "put a letter before one system's numbers."
            )
    return sentences


def in_both(key: Sequence[str], frame: pd.DataFrame, other: pd.DataFrame) -> int:
    """How many rows of the one have a key that the other has."""
    return int(frame.set_index(list(key)).index.isin(other.set_index(list(key)).index).sum())


def not_yet(new: NewExtract, current: Sequence[Extract], coming: Sequence[NewExtract]) -> list[str]:
    """Which systems gave the period before, and neither this one nor are `coming`."""
    before = new.period - 1
    mine = [one for one in current if one.council == new.council]
    given = {one.system for one in mine if one.period == new.period}
    given |= {one.system for one in coming if one.place[:3] == new.place[:3]}
    absent = sorted({one.system for one in mine if one.period == before} - given)
    if not absent:
        return []
    which = f"source {listed(absent)}. Until it is, {new.period.label} is shown without it."
    return [f"Not loaded for {new.period.label}, and there for {before.label}: {which}"]
