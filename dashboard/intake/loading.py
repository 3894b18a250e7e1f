"""`scrutiny load`: one file in, one release out, and a report that says what was done."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from dashboard.basics import files
from dashboard.basics.calendars import today
from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, ScrutinyError, UsageError, counted, listed
from dashboard.basics.progress import Patience
from dashboard.basics.quarters import Period
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.unread import unread_files
from dashboard.contracts.datasets import Contract, Field, contract_for
from dashboard.contracts.fields import EARLIEST
from dashboard.intake import differences
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.template import left_in
from dashboard.intake.translation import PLAIN, read_translation
from dashboard.intake.validation import Valid, validate
from dashboard.measures import comments
from dashboard.store import definitions, rules
from dashboard.store.data import NATIONAL, Data
from dashboard.store.manifest import Extract, Manifest
from dashboard.store.writing import NewExtract, Writer, outdated, write_lock

MANY = 6
COUNCIL = re.compile(r"[a-z0-9-]{1,60}")


def load(
    data: Path,
    dataset: str,
    path: Path,
    council: str,
    quarter: str,
    mapping: Path | None = None,
    by: str | None = None,
    *,
    draft: bool = False,
) -> str:
    """Validates a file, as the mapping says it is to be read, commits it as one release and returns the report.

    `by` is who loads it: the account's name where nobody is named. A draft is seen by nobody who does not ask for it.

    Raises UsageError for a dataset, council, period or mapping that cannot be, LoadError for a file that is refused and
    StoreError where the store cannot be written; in each case the store is as it was.
    """
    contract = contract_for(dataset, data)
    if council != NATIONAL.get(dataset, council):
        raise UsageError(f"{dataset} is about every council. Write --council {NATIONAL[dataset]}.")
    period = checked_place(council, quarter)
    translation = read_translation(mapping, contract) if mapping else PLAIN
    with Patience() as patience:
        patience.begin(f"Reading {path.name}")
        valid = validate(path, contract, period, today(), patience.told, translation)
        checksum = files.sha256_of(path)
        patience.begin("Publishing")
        new = NewExtract(
            dataset=dataset,
            council=council,
            period=period,
            frame=valid.frame,
            source=path.name,
            source_sha256=checksum,
            missing_columns=valid.missing_columns,
            left_out=valid.left_out,
            mapping_sha256=translation.sha256,
        )
        with write_lock(data) as writer:
            before = writer.manifest
            if already := unchanged(writer, contract, new):
                same = (
                    f"{path.name} is what release {already.release} holds for {council}, {dataset}, {period.label} "
                    "already. Nothing was changed, and there is no new release."
                )
                return "\n".join([same, *beside(data, before, before)])
            refuse_overlap(before.seen(drafts=True) if draft else before, contract, new)
            changes = what_changes(writer, contract, new)
            after = writer.commit([new], by, changes, draft=draft)
    said = report(contract, new, valid, changes, after, translation.name)
    return "\n".join([said, *beside(data, before, after), *doubted(data, new, draft=draft)])


def checked_place(council: str, quarter: str) -> Period:
    """The period, once council and period are ones that an extract can be of."""
    if not COUNCIL.fullmatch(council):
        raise UsageError(f'"{council}" is not a council id. Write small letters, digits and hyphens, such as medway.')
    period = Period.parse(quarter)
    if period.first_day > today():
        raise UsageError(f"{period.long_label} has not begun. Check --quarter.")
    if period.first_day < EARLIEST:
        raise UsageError(f"{period.long_label} begins before 1990, the earliest year that the dashboard takes.")
    return period


def unchanged(writer: Writer, contract: Contract, new: NewExtract) -> Extract | None:
    """The current extract if it came from this very file, read by this mapping, and all that it needs is whole:
    itself, its earlier versions, the cube, and the rules by which the figures of the store are counted."""
    current = writer.manifest.newest(new.dataset, new.council, new.period)
    cube = writer.manifest.cubes.get(new.dataset)
    if current is None or cube is None or current.path in cube.gaps:
        return None
    before = current.source_sha256, current.mapping_sha256, current.contract
    same = before == (new.source_sha256, new.mapping_sha256, contract.version)
    versions = [one for one in writer.manifest.extracts if one.place == current.place and not one.lost]
    expected = [(cube.path, cube.sha256), *((one.path, one.sha256) for one in versions)]
    whole = all(files.intact(writer.data / path, sha256) for path, sha256 in expected)
    return current if same and whole and not outdated(writer.data, writer.manifest) else None


def refuse_overlap(manifest: Manifest, contract: Contract, new: NewExtract | Extract) -> None:
    """Refuses counts of months that an extract of another width already counts."""
    if not contract.counts_months:
        return
    for one in manifest.current(new.dataset):
        if one.council != new.council or one.period == new.period:
            continue
        if one.period.holds(new.period) or new.period.holds(one.period):
            raise LoadError(
                f"{new.source} was refused: {one.period.label} is loaded already (release {one.release}, from "
                f"{one.source}), and {new.period.label} would count some of its months twice. {UNTOUCHED}\n"
                f"Load {new.dataset} either by {one.period.kind.replace('_', '-')} or by "
                f"{new.period.kind.replace('_', '-')}; to change over, load into a new folder (--data)."
            )


def what_changes(writer: Writer, contract: Contract, new: NewExtract) -> list[str]:
    """Sentences on what the new extract changes against what the store holds."""
    frame = contract.typed(new.frame)
    mine = [one for one in writer.manifest.current(new.dataset) if one.council == new.council]
    sentences = []
    current = writer.manifest.newest(new.dataset, new.council, new.period)
    if current is None:
        sentences.append(f"It is the first extract of {new.period.label}.")
    elif (old := differences.rows_of(writer.data, contract, current)) is None:
        sentences.append(f"It replaces the extract of release {current.release}, which could no longer be read.")
    else:
        sentences.append(differences.against_version(contract, frame, old, current.release))
    earlier = [
        (one, rows)
        for one in sorted(mine, key=lambda one: one.period)
        if one.period < new.period and (rows := differences.rows_of(writer.data, contract, one)) is not None
    ]
    sentences += differences.against_earlier(contract, frame, earlier)
    later = [one.period.label for one in mine if new.period < one.period]
    if later and not contract.counts_months:
        sentences.append(f"Where later extracts hold the same record, they count: {listed(later)}.")
    return sentences


def report(
    contract: Contract, new: NewExtract, valid: Valid, changes: list[str], after: Manifest, mapping: str = ""
) -> str:
    """What was loaded, as a person wants to read it."""
    draft = after.releases[-1].draft
    number = f"{after.release}, a draft" if draft else str(after.release)
    lines = [
        f"Release {number}: {new.dataset} of {new.council}, {new.period.long_label}, from {new.source}.",
        f"{counted(len(new.frame), 'row')} read ({valid.form}).",
    ]
    if mapping and valid.read_from:
        lines.append(f"By {mapping}: {', '.join(valid.read_from)}.")
    if valid.below:
        rows = counted(len(valid.below), "row")
        lines.append(f"Left out below the blank row that ends the table: {rows}, from row {valid.below[0]}.")
    lines += valid.notes
    if new.frame.empty:
        lines.append("The file has a heading and no rows: the period counts as loaded, with nothing in it.")
    if valid.left_out:
        why = f"neither the contract nor {mapping} names" if mapping else "the contract does not have"
        lines.append(f"Left out, because {why} them: {listed(list(valid.left_out))}.")
    if valid.missing_columns:
        lines.append(f"Not in the file and read as empty: {listed(list(valid.missing_columns))}.")
    lines += [f"Note: {remark}." for remark in contract.remarks(new.frame)]
    if examples := left_in(contract, new.frame):
        lines.append(
            f"Warning: {counted(examples, 'row')} of it {'is an' if examples == 1 else 'are'} invented "
            f"example{'' if examples == 1 else 's'} of the template. Delete them from the file and load it again."
        )
    touched = quarters_touched(contract, new.frame)
    if touched:
        lines.append(f"Quarters touched: {spanned(touched)}.")
    lines += changes
    if draft:
        lines.append("Nobody sees a draft but with `--release draft`; `scrutiny publish` makes all drafts public.")
    gaps = after.cubes[new.dataset].gaps if new.dataset in after.cubes else ()
    for one in after.current(new.dataset):
        if one.path in gaps:
            lines.append(
                f"Warning: {one.path} is missing or damaged. {one.period.label} of {one.council} is a gap until "
                f"its extract ({one.source}) is loaded again."
            )
    return "\n".join(lines)


def beside(data: Path, before: Manifest, after: Manifest) -> list[str]:
    """What a release did beyond its extracts, and warnings of mistakes in the council's own catalogue."""
    lines = [
        f"The figures of {name} were counted anew: their deadlines in the catalogue have changed. What was first "
        "published stays as it was."
        for name in rules.changed(before, after)
    ]
    lines += [
        f"The figures of {name} were counted anew: the catalogue defines them otherwise than before. What was first "
        "published stays as it was."
        for name in definitions.changed(before, after)
    ]
    lines += [
        f"The draft of release {one.release} ({one.dataset} of {one.council}, {one.period.label}) is older than this "
        "and will not be published."
        for one in before.pending
        if one.path not in {extract.path for extract in (*after.pending, *after.public)}
        and one.release != after.releases[-1].withdraws
    ]
    lines += [
        f"Warning: the figures of {name} are still counted by an older definition, since the new one cannot be used. "
        "`scrutiny check` says why."
        for name in definitions.outdated_in(data, after)
        if after.release == before.release or not after.releases[-1].draft
    ]
    lines += [f"Warning: {sentence}" for sentence in unread_files(data)]
    catalogue = read_usable_catalogue(data)
    if catalogue.left_out:
        lines.append(
            f"Warning: the catalogue of the store has mistakes, so that {listed(list(catalogue.left_out))} cannot be "
            f"used. Put them right; nothing needs to be loaded again.\n{catalogue.mistakes}"
        )
    return lines


def doubted(data: Path, new: NewExtract, *, draft: bool) -> list[str]:
    """Warnings of comments that state a number which the figures of their period do not have."""
    if not comments.are_comments(new.dataset):
        return []
    try:
        opened = Data(Settings(data=data, release="draft" if draft else "public"))
    except ScrutinyError:  # `scrutiny check` says what is wrong with the store; the notes are loaded
        return []
    said = comments.comments_in(new.frame, new.period)
    return [f"Warning: {sentence}" for sentence in comments.doubts(opened, new.council, said)]


def spanned(labels: list[str]) -> str:
    """The labels, or of many the first, the last and how many they are."""
    return listed(labels) if len(labels) <= MANY else f"{labels[0]} to {labels[-1]}, {len(labels)} quarters"


def quarters_touched(contract: Contract, frame: pd.DataFrame) -> list[str]:
    """The labels of the quarters in which the records' dates lie, oldest first."""
    days = [frame[one.name].dropna() for one in contract.fields if dated(one)]
    months = pd.concat(days).dt.to_period("M").unique() if days else []
    quarters = sorted({Period.holding(month.start_time.date()) for month in months})
    return [quarter.label for quarter in quarters]


def dated(field: Field) -> bool:
    """Whether the column says when something happened, in or before the period."""
    return field.kind in ("date", "month") and not (field.planned or field.afterwards)
