"""`scrutiny load`: one file in, one release out, and a report that says what was done."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from dashboard.basics import files
from dashboard.basics.calendars import today
from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, ScrutinyError, UsageError, counted, listed
from dashboard.basics.progress import Patience
from dashboard.basics.quarters import Period
from dashboard.basics.translations import languages_in
from dashboard.catalogue.cells import ID
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.records import FOLDER
from dashboard.catalogue.unread import without_effect
from dashboard.contracts.datasets import Contract
from dashboard.contracts.fields import EARLIEST
from dashboard.intake import commented, differences
from dashboard.intake.oddities.warnings import oddities
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.sources import losses, systems
from dashboard.intake.sources.councils import refuse_unknown
from dashboard.intake.sources.expected import unfamiliar
from dashboard.intake.sources.options import USUAL, Options
from dashboard.intake.sources.prepared import Prepared, prepared
from dashboard.intake.sources.several import refusal
from dashboard.intake.sources.versions import Versions
from dashboard.intake.templates.files import left_in
from dashboard.measures import comments
from dashboard.measures.misnamed import misnamed
from dashboard.store import definitions, rules
from dashboard.store.data import Data
from dashboard.store.manifest import MAIN, Extract, Manifest, named
from dashboard.store.writing import NewExtract, Writer, outdated, write_lock

MANY = 6


def load(
    data: Path,
    dataset: str,
    path: Path | Sequence[Path],
    council: str,
    quarter: str,
    mapping: Path | None = None,
    options: Options = USUAL,
) -> str:
    """Validates a file, or several of one system, as the mapping says they are to be read, commits them as one release
    and returns the report.

    Raises UsageError for a dataset, council, period or mapping that cannot be, LoadError for a file that is refused,
    CatalogueError for a catalogue with mistakes and StoreError where the store cannot be written; in each case the
    store is as it was.
    """
    paths = [path] if isinstance(path, Path) else list(path)
    period = checked_place(council, quarter)
    with Patience() as patience:
        one = prepared(data, dataset, paths, council, period, mapping, patience, options.source)
        patience.begin("Publishing")
        (outcome,), before, after = committed(data, [one], options)
    said = unchanged_said(outcome) if outcome.already else report(heading(before, after, options), outcome)
    return "\n".join([said, *told_beside(data, [outcome], before, after, options)])


@dataclass(frozen=True)
class Outcome:
    """What became of a file: the extract that holds the same `already`, or else what it changes."""

    prepared: Prepared
    already: Extract | None
    changes: list[str]


def committed(data: Path, ready: Sequence[Prepared], options: Options) -> tuple[list[Outcome], Manifest, Manifest]:
    """What became of the files, all in one release, and the manifest before and after it; the same after a dry run.

    Raises one LoadError with all that is refused; the store is as it was then.
    """
    with nullcontext(Writer(data)) if options.dry_run else write_lock(data) as writer:
        before = writer.manifest
        held = [(one, unchanged(writer, one.contract, one.new)) for one in ready]
        fresh = [one for one, already in held if already is None]
        if fresh:
            writer.refuse_mistakes()
        versions = Versions(data)
        refuse(writer.manifest, versions, fresh, options)
        changes_of = partial(said_of, writer.manifest, versions, fresh)
        outcomes = [Outcome(one, already, [] if already else changes_of(one)) for one, already in held]
        if not (options.dry_run or fresh):
            writer.tidy()
        if options.dry_run or not fresh:
            return outcomes, before, before
        changes = [sentence for one in outcomes for sentence in kept_of(one, outcomes)]
        return outcomes, before, writer.commit([one.new for one in fresh], options.by, changes, draft=options.draft)


def kept_of(one: Outcome, outcomes: Sequence[Outcome]) -> list[str]:
    """What the list of releases keeps of a file's changes: among several, whose they are."""
    if len(outcomes) == 1:
        return one.changes
    new = one.prepared.new
    which = named(f"{new.council}, {new.dataset}", new.system)
    return [f"{which}: {sentence}" for sentence in one.changes]


def refuse(manifest: Manifest, versions: Versions, fresh: Sequence[Prepared], options: Options) -> None:
    """Refuses what would be counted twice or be lost, and councils that the store does not know; all of it at once."""
    errors = []
    held = manifest.seen(drafts=True) if options.draft else manifest
    if not options.new_council:
        refuse_unknown(held, {one.new.council: "" for one in fresh})
    for one in fresh:
        try:
            refuse_overlap(held, one.contract, one.new)
            commented.refuse_unknown_measures(versions.data, one, fresh, draft=options.draft)
            systems.refuse_shared(versions, held, one, [other.new for other in fresh])
            if not options.replace:
                losses.refuse(versions, manifest, one)
        except LoadError as error:
            errors.append(error)
    if errors:
        raise refusal(errors)


def said_of(manifest: Manifest, versions: Versions, fresh: Sequence[Prepared], one: Prepared) -> list[str]:
    """What a new extract changes, which systems have not given its period, and what is odd about it."""
    current = manifest.current(one.new.dataset)
    said = [
        *what_changes(manifest, versions, one.contract, one.new),
        *systems.not_yet(one.new, current, [other.new for other in fresh]),
        *oddities(versions, one, manifest.current()),
    ]
    versions.forget()
    return said


def heading(before: Manifest, after: Manifest, options: Options) -> str:
    """How a report begins."""
    if options.dry_run:
        return f"Dry run, nothing was written. Release {before.release + 1} would be"
    return f"Release {after.release}, a draft" if options.draft else f"Release {after.release}"


def unchanged_said(outcome: Outcome) -> str:
    """What is said of a file that the store holds already."""
    new, already = outcome.prepared.new, outcome.already
    return (
        f"{new.named} is what release {already.release if already else ''} holds for {new.council}, {new.dataset}, "
        f"{new.period.label} already. Nothing was changed, and there is no new release."
    )


def told_beside(
    data: Path, outcomes: Sequence[Outcome], before: Manifest, after: Manifest, options: Options
) -> list[str]:
    """What is said below the report of a load: damaged extracts, the catalogue, doubtful comments."""
    fresh = [one.prepared.new for one in outcomes if not one.already]
    datasets = [] if options.dry_run else sorted({new.dataset for new in fresh})
    gaps = [sentence for name in datasets for sentence in damaged(after, name)]
    kept = ["Nobody sees a draft but with `--release draft`; `scrutiny publish` makes all drafts public."]
    return [
        *(kept if options.draft and datasets else ()),
        *gaps,
        *beside(data, before, after),
        *(sentence for new in fresh for sentence in doubted(data, new, draft=options.draft)),
    ]


def checked_place(council: str, quarter: str) -> Period:
    """The period, once council and period are ones that an extract can be of."""
    if not ID.fullmatch(council):
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
    current = writer.manifest.newest(*new.place)
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
                f"{one.named}), and {new.period.label} would count some of its months twice. {UNTOUCHED}\n"
                f"Load {new.dataset} either by {one.period.kind.replace('_', '-')} or by "
                f"{new.period.kind.replace('_', '-')}; to change over, load into a new folder (--data)."
            )


def what_changes(held: Manifest, versions: Versions, contract: Contract, new: NewExtract) -> list[str]:
    """Sentences on what the new extract changes against what the store holds of its system."""
    frame = contract.typed(new.frame)
    councils = [one for one in held.current(new.dataset) if one.council == new.council]
    mine = [one for one in councils if one.system == new.system]
    sentences = []
    current = held.newest(*new.place)
    if current is None:
        whose = "" if new.system == MAIN else f" from source {new.system}"
        sentences.append(f"It is the first extract of {new.period.label}{whose}.")
    elif (old := versions.rows(contract, current)) is None:
        sentences.append(f"It replaces the extract of release {current.release}, which could no longer be read.")
    else:
        sentences.append(differences.against_version(contract, frame, old, current.release))
    before = [] if contract.counts_months else [one for one in mine if one.period < new.period]
    earlier = sorted(filter(versions.whole, before), key=lambda one: one.period)
    if earlier and (beside := versions.beside(contract, frame, new.period, earlier)):
        sentences += differences.against_earlier(contract, len(frame), earlier[-1], **asdict(beside))
    later = [one.period.label for one in mine if new.period < one.period]
    if later and not contract.counts_months:
        sentences.append(f"Where later extracts hold the same record, they count: {listed(later)}.")
    sentences += systems.also_elsewhere(versions, contract, new, councils)
    return sentences


def report(beginning: str, outcome: Outcome) -> str:
    """What was loaded, as a person wants to read it."""
    one = outcome.prepared
    contract, new, valid, mapping = one.contract, one.new, one.valid, one.mapping
    lines = [
        f"{beginning}: {new.dataset} of {new.council}, {new.period.long_label}, from {new.named}.",
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
    lines += doubts(one)
    touched = quarters_touched(contract, new.frame)
    if touched:
        lines.append(f"Quarters touched: {spanned(touched)}.")
    return "\n".join([*lines, *outcome.changes])


def doubts(one: Prepared) -> list[str]:
    """What is said of rows that keep their contract and are odd by themselves, and of examples that were left in."""
    lines = [f"Note: {remark}." for remark in one.contract.remarks(one.new.frame)]
    if examples := left_in(one.contract, one.new.frame):
        lines.append(
            f"Warning: {counted(examples, 'row')} of it {'is an' if examples == 1 else 'are'} invented "
            f"example{'' if examples == 1 else 's'} of the template. Delete them from the file and load it again."
        )
    return lines


def damaged(after: Manifest, dataset: str) -> list[str]:
    """Warnings of extracts of the dataset that could not be read when it was counted."""
    gaps = after.cubes[dataset].gaps if dataset in after.cubes else ()
    return [
        f"Warning: {one.path} is missing or damaged. {one.period.label} of {one.council} is a gap until its extract "
        f"({one.named}) is loaded again."
        for one in after.current(dataset)
        if one.path in gaps
    ]


def beside(data: Path, before: Manifest, after: Manifest) -> list[str]:
    """What a release did beyond its extracts, and warnings of mistakes in the council's own catalogue and
    translations."""
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
    odd = (*without_effect(data, after.councils()), *unfamiliar(data, after), *misnamed(data))
    lines += [f"Warning: {one}" for one in odd]
    untranslated = languages_in([FOLDER, data / "catalogue"])[1].values()
    lines += [f"Warning: {one} Until then pages are not in that language." for one in untranslated]
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
    days = [frame[one.name].dropna() for one in contract.fields if one.dated]
    months = pd.concat(days).dt.to_period("M").unique() if days else []
    quarters = sorted({Period.holding(month.start_time.date()) for month in months})
    return [quarter.label for quarter in quarters]
