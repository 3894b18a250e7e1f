"""`scrutiny import mhclg-homelessness`: the Ministry's tables of one quarter as one release.

The workbook is national, so its extract belongs to England and to no council: each council finds its own row by the
area code that the catalogue has for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from dashboard.basics import files
from dashboard.basics import formatting as fmt
from dashboard.basics.calendars import today
from dashboard.basics.errors import LoadError, listed
from dashboard.basics.progress import Patience
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.contracts.datasets import Contract, contract_for
from dashboard.imports.mhclg_workbook import Workbook, days_in, read, single_spaced
from dashboard.intake import differences
from dashboard.intake.loading import beside, checked_place, unchanged
from dashboard.intake.problems import UNTOUCHED
from dashboard.store.data import NATIONAL
from dashboard.store.manifest import Extract
from dashboard.store.writing import NewExtract, Writer, write_lock

DATASET = "statutory_homelessness"
PUBLISHED = ", published "
ANY_AUTHORITY = (
    "Each authority can be chosen on the pages that show the tables. To set yours beside its region and neighbours, "
    "name them in catalogue/councils.csv of the store; docs/catalogue.md has the columns."
)


def load(data: Path, path: Path, *, older: bool = False) -> str:
    """Commits one workbook's tables as one release and returns the report; those of an edition that was published
    before the one that the store holds only if an `older` one is asked for.

    Raises LoadError for a workbook that is refused and StoreError where the store cannot be written; in each case the
    store is as it was.
    """
    contract, council = contract_for(DATASET), NATIONAL[DATASET]
    with Patience() as patience:
        patience.begin(f"Reading {path.name}")
        book = read(path)
        checked_place(council, book.period.id)
        former = former_codes(data)
        new = NewExtract(
            dataset=DATASET,
            council=council,
            period=book.period,
            frame=checked(path, contract, book, former),
            source=source_of(path, book),
            source_sha256=files.sha256_of(path),
            missing_columns=book.absent,
            mapping_sha256=hashlib.sha256(repr(sorted(former.items())).encode()).hexdigest() if former else "",
        )
        patience.begin("Publishing")
        with write_lock(data) as writer:
            held = writer.manifest
            if already := unchanged(writer, contract, new):
                same = (
                    f"{path.name} is what release {already.release} holds for {book.period.label} already. Nothing was "
                    "changed, and there is no new release."
                )
                return "\n".join([same, *beside(data, held, held)])
            before = held.newest(DATASET, council, book.period)
            if before is not None and not older:
                refuse_older(path, book, before)
            changes = what_changes(writer, contract, new.frame, before)
            after = writer.commit([new], changes=[changes])
    first = f"Release {after.release}: statutory homelessness, {book.period.long_label}, from {new.source}."
    return "\n".join([first, *said(book), changes, *beside(data, held, after), *not_found(data, new.frame)])


def former_codes(data: Path) -> dict[str, str]:
    """The present code of areas that had another one before, as the catalogue says of its councils."""
    councils = read_usable_catalogue(data).councils.values()
    return {former: one.code for one in councils for former in one.former_codes}


def refuse_older(path: Path, book: Workbook, before: Extract) -> None:
    """Refuses an edition that was published before the one that the store holds, or that does not say when it was."""
    held = max(days_in(single_spaced(before.source.rpartition(PUBLISHED)[2])), default=None)
    if held is None or (book.published and book.published >= held):
        return
    when = f"was published on {fmt.date(book.published)}" if book.published else "does not say when it was published"
    raise LoadError(
        f"{path.name} was refused: it {when}, and release {before.release} holds the tables of {book.period.label} "
        f"published on {fmt.date(held)}. {UNTOUCHED}\nTo take it nevertheless, add --older."
    )


def checked(path: Path, contract: Contract, book: Workbook, former: Mapping[str, str]) -> pd.DataFrame:
    """The workbook's rows as a frame that keeps the contract, each area under its present code."""
    rows = [{**row, "area_code": former.get(row["area_code"], row["area_code"])} for row in book.rows]
    frame = contract.typed(pd.DataFrame(rows).reindex(columns=[one.name for one in contract.fields]))
    if faults := contract.failures(frame, book.period, today()):
        raise LoadError(f"{path.name} was refused: {faults[0].schema.name}: {faults[0]}. {UNTOUCHED}")
    return frame


def source_of(path: Path, book: Workbook) -> str:
    """`tables.xlsx, tables TA1 and A1, published 27 February 2025`."""
    when = f"{PUBLISHED}{fmt.date(book.published)}" if book.published else ""
    return f"{path.name}, tables TA1 and A1{when}"


def said(book: Workbook) -> list[str]:
    """What was read, who reported nothing, and what was not matched, in sentences."""
    authorities = [row for row in book.rows if row["level"] == "authority"]
    regions = [row for row in book.rows if row["level"] == "region"]
    silent = [row["area"] for row in authorities if row.get("ta_households") is None]
    lines = [
        f"{fmt.plural(len(authorities), 'authority', 'authorities')}, {fmt.plural(len(regions), 'region')}, "
        + ("England." if any(row["level"] == "country" for row in book.rows) else "but no row of England."),
        f"Authorities without a figure for temporary accommodation: {len(silent)}"
        + (f" ({listed(silent, most=40)})." if silent else "."),
    ]
    if not book.published:
        lines.append("The first sheet prints no day of publication.")
    if book.unmatched:
        lines.append(f"Left out, because they have no area code: {listed(list(book.unmatched))}.")
    if book.on_one_sheet:
        lines.append(f"On one of the two sheets only, and unknown on the other: {listed(list(book.on_one_sheet))}.")
    if book.absent:
        lines.append(f"Not in the workbook and left empty: {listed(list(book.absent))}.")
    return lines


def what_changes(writer: Writer, contract: Contract, frame: pd.DataFrame, before: Extract | None) -> str:
    """What the workbook changes against the one that it replaces, in a sentence."""
    if before is None:
        return "They are the first tables of that quarter."
    old = differences.rows_of(writer.data, contract, before)
    if old is None:
        return f"They replace the tables of release {before.release}, which could no longer be read."
    return differences.against_version(contract, frame, old, before.release)


def not_found(data: Path, frame: pd.DataFrame) -> list[str]:
    """The councils of the catalogue that the workbook does not have; where it names none, how one's own is chosen."""
    known = set(frame["area_code"])
    councils = read_usable_catalogue(data).councils.values()
    if not councils:
        return [ANY_AUTHORITY]
    absent = [f"{one.council} ({one.code})" for one in councils if one.code not in known]
    return [f"Councils of the catalogue that the tables do not have: {listed(absent)}."] if absent else []
