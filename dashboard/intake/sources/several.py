"""Several files of one system that are one extract: their rows together, each file held to the contract by itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.basics import files
from dashboard.basics.errors import LoadError, ScrutinyError, UsageError, counted, listed, quoted
from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import Contract
from dashboard.intake import sums
from dashboard.intake.problems import LISTED, UNTOUCHED
from dashboard.intake.translation import Translation
from dashboard.intake.validation import Told, Valid, validate

Where = Callable[[int], str]
SCREEN = 40  # lines
FEWEST = 6
NAMED = 4


def validated(
    paths: Sequence[Path], contract: Contract, period: Period, today: dt.date, told: Told, translation: Translation
) -> list[Valid]:
    """The rows of each file; one LoadError with the problems of all of them."""
    found, errors = [], list[LoadError]()
    for path in paths:
        try:
            found.append(validate(path, contract, period, today, told, translation))
        except LoadError as error:
            errors.append(error)
    if errors:
        raise refusal(errors)
    return found


def refusal(errors: Sequence[ScrutinyError]) -> LoadError:
    """One error for several, in about a screen: of each the first lines, and how many more there are."""
    most = max(FEWEST, SCREEN // len(errors)) if len(errors) > 1 else None
    lines: list[str] = []
    for error in errors:
        own = str(error).splitlines()
        lines += own[:most]
        if most and len(own) > most:
            lines.append(
                f"  ... and {counted(len(own) - most, 'more line')} about this file; load it alone to see them."
            )
    return LoadError("\n".join(lines))


def together(paths: Sequence[Path], found: Sequence[Valid], contract: Contract, translation: Translation) -> Valid:
    """The rows of several files as one extract, and what there is to say of how each was read; LoadError where two have
    one key."""
    if len(found) == 1:
        return found[0]
    frame = pd.concat([one.frame for one in found], ignore_index=True)
    file = np.repeat(np.arange(len(found)), [len(one.frame) for one in found])
    rows = np.concatenate([one.numbers for one in found])

    def where(at: int) -> str:
        return f"{paths[file[at]].name}, row {rows[at]}"

    if translation.shape.sum_to_months:
        frame = sums.to_months(frame, contract, lambda name, wrong, first: refuse_unlike(name, wrong, first, where))
    else:
        refuse_shared(contract, frame, where)
    return Valid(
        frame=contract.typed(frame),
        form="; ".join(
            f"{path.name}: {counted(len(one.frame), 'row')}, {one.form}" for path, one in zip(paths, found, strict=True)
        ),
        missing_columns=tuple(
            name for name in found[0].missing_columns if all(name in v.missing_columns for v in found)
        ),
        left_out=tuple(dict.fromkeys(name for one in found for name in one.left_out)),
        read_from=tuple(dict.fromkeys(name for one in found for name in one.read_from)),
        notes=tuple(note for path, one in zip(paths, found, strict=True) for note in said_of(path, one, found)),
        numbers=rows,
    )


def said_of(path: Path, one: Valid, found: Sequence[Valid]) -> list[str]:
    """What one of several files has to have said about it."""
    here = [name for name in one.missing_columns if not all(name in other.missing_columns for other in found)]
    notes = [f"{path.name}: {note}" for note in one.notes]
    if one.below:
        rows = counted(len(one.below), "row")
        notes.append(f"{path.name}: left out below the blank row that ends the table: {rows}, from row {one.below[0]}.")
    return [*notes, *([f"Not in {path.name} and read as empty there: {listed(here)}."] if here else [])]


def refuse_shared(contract: Contract, frame: pd.DataFrame, where: Where) -> None:
    """Refuses rows of two files that have the same key."""
    key = list(contract.key)
    repeated = frame.duplicated(key).to_numpy()
    if not repeated.any():
        return
    first = frame.groupby(key, sort=False, dropna=False).ngroup()
    first = first.map(pd.Series(range(len(frame))).groupby(first).first())
    lines = [
        f"  {where(at)}: {key_words(contract, frame, at)} stands in {where(first[at])} already"
        for at in np.flatnonzero(repeated)[:LISTED].tolist()
    ]
    more = int(repeated.sum()) - len(lines)
    rows = counted(int(repeated.sum()), "row")
    raise LoadError(
        f"The files were refused: {rows} of them {'stands' if rows.startswith('1 ') else 'stand'} in another of them "
        f"too, and would be counted twice. {UNTOUCHED}\n"
        + "\n".join([*lines, *([f"  ... and {more:,} more."] if more else [])])
        + "\nKeep each row in one file, and load them again."
    )


def key_words(contract: Contract, frame: pd.DataFrame, at: int) -> str:
    """What a row is known by: `complaint_id "C1", stage "corporate_stage_1"`."""
    return ", ".join(f"{name} {quoted(written(frame[name].iloc[at]))}" for name in contract.key)


def written(value: object) -> str:
    """A value of a key as a file writes it."""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return "" if value is None or value is pd.NaT or value is pd.NA else str(value)


def refuse_unlike(name: str, wrong: np.ndarray, first: pd.Series, where: Where) -> None:
    """Refuses rows of two files that are to be summed and differ in what cannot be."""
    at = int(np.flatnonzero(wrong)[0])
    raise LoadError(
        f"The files were refused: {where(at)} and {where(int(first[at]))} are to be summed, and differ in {name}; only "
        f"counts and money can be summed. {UNTOUCHED}"
    )


def source_of(paths: Sequence[Path]) -> str:
    """The names of the files."""
    return listed([path.name for path in paths], most=NAMED)


def checksum_of(paths: Sequence[Path]) -> str:
    """A file's checksum, or one over those of several files, in whatever order they are given."""
    checksums = [files.sha256_of(path) for path in paths]
    refuse_copies(paths, checksums)
    return checksums[0] if len(paths) == 1 else hashlib.sha256("\n".join(sorted(checksums)).encode()).hexdigest()


def refuse_copies(paths: Sequence[Path], checksums: Sequence[str]) -> None:
    """Refuses a file that is given twice, under one name or two."""
    for at, checksum in enumerate(checksums):
        if checksum in checksums[:at]:
            first = paths[list(checksums).index(checksum)].name
            same = "is given twice" if first == paths[at].name else f"holds the same as {first}"
            raise UsageError(f"{paths[at].name} {same}, so that it would count twice. Give each file once.")
