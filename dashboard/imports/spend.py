"""`scrutiny import spend-over-500`: what a council paid for agency staff, from the spending it must publish.

Every English council publishes each payment over £500. The lines that a mapping calls agency staff become
months of assignments of the dataset `agency`: one for each directorate, service and category. What the files
do not say (how many people, why, whether on contract) stays unknown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from dashboard.basics import files
from dashboard.basics.calendars import today
from dashboard.basics.errors import LoadError, UsageError
from dashboard.basics.progress import Patience
from dashboard.basics.quarters import Period
from dashboard.basics.toml_files import read_mapping
from dashboard.contracts.datasets import Contract, contract_for
from dashboard.imports import spend_limits as limits
from dashboard.imports import spend_report as says
from dashboard.imports.spend_files import SpendFile, as_text, opened
from dashboard.imports.spend_ledger import Ledger, ledger
from dashboard.imports.spend_mapping import SpendMapping
from dashboard.imports.spend_months import Holding, holdings
from dashboard.imports.spend_refusals import refusals
from dashboard.imports.spend_rejects import Reject, rejects, write
from dashboard.intake.loading import beside, checked_place, refuse_overlap, unchanged, what_changes
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.sources.councils import refuse_unknown
from dashboard.intake.sources.several import refuse_copies
from dashboard.intake.sources.versions import Versions
from dashboard.store import database
from dashboard.store.manifest import Manifest, read_manifest
from dashboard.store.writing import NewExtract, write_lock

DATASET = "agency"
SOURCES = 4


def load(
    data: Path,
    paths: Sequence[Path],
    council: str,
    mapping_path: Path,
    *,
    quarters: Sequence[str] = (),
    keep_suppliers: bool = False,
    rejects_path: Path | None = None,
    most_rejects: float = 1.0,
    nothing_paid: Sequence[str] = (),
    new_council: bool = False,
) -> str:
    """Imports the files as one release, an extract for each quarter that they hold, and returns the report.

    `quarters` leaves the others out; `most_rejects` is in per cent; in the quarters of `nothing_paid` there was no
    agency staff, and without that word a quarter of which no row is agency staff stays a gap. A council that the store
    does not know is refused unless it is a `new_council`. Raises UsageError,
    LoadError or StoreError that says what is wrong; in each case the store is as it was.
    """
    checked_place(council, Period.holding(today()).id)
    if not new_council:
        refuse_unknown(read_manifest(data), {council: ""})
    chosen = [checked_place(council, one) for one in quarters]
    mapping = read_mapping(mapping_path, SpendMapping)
    target = rejects_path or Path(f"{council}-spend-rejects.csv")
    refuse_unusable(mapping, target, keep_suppliers)
    idle = [checked_place(council, one) for one in nothing_paid]
    with Patience() as patience, all_opened(paths, mapping) as opened_files, ledger(opened_files, mapping) as found:
        checksums = [files.sha256_of(path) for path in paths]
        refuse_copies(paths, checksums)
        for number, file in enumerate(opened_files):
            patience.begin(f"Reading {file.path.name}")
            found.read(number, keep_suppliers=keep_suppliers)
        limits.refuse_doubtful_dates(found)
        outcomes = found.outcomes()
        everything, agency = limits.shortfall(outcomes), limits.shortfall(outcomes, agency=True)
        if everything.lines or any(one.outcome == "total" for one in outcomes):
            write(target, all_rejects(found))
        limits.refuse_many(everything, agency, most_rejects, all_rejects(found), target)
        if not idle:
            limits.refuse_no_agency(found)
        held = [one for one in holdings(found) if not chosen or one.period in chosen]
        refuse_absent(chosen, held)
        whole = [one for one in held if one.agency_lines or one.period in idle]
        patience.begin("Publishing")
        sums = database.rows(found.connection, "ledger_agency")
        origin = Origin(found, checksums, keep_suppliers)
        release, changes, more = commit(data, [extract_of(origin, sums, one, council) for one in whole], whole)
        used = {row["role_category"] for row in sums}
        names = says.sources(found, range(len(paths)), SOURCES)
        lines = [f"{release} {DATASET} of {council}, from {names}."]
        lines += says.lines_read(found, outcomes, used)
        for one in held:
            if one in whole:
                lines += [*says.quarter_lines(one), *changes[one.period]]
            else:
                lines += says.passed_over(one, limits.likely_categories(found, one.period), mapping.agency.spellings)
        lines += says.left_out(outcomes, everything, agency, target)
        lines += [*says.kept(keep_suppliers), *more]
    return "\n".join(lines)


@contextmanager
def all_opened(paths: Sequence[Path], mapping: SpendMapping) -> Iterator[list[SpendFile]]:
    """The files with their columns found, workbooks as text; one LoadError that says what all of them lack."""
    with TemporaryDirectory(prefix="scrutiny-") as folder:
        found, errors = [], list[LoadError]()
        for path in paths:
            try:
                text = as_text(path, Path(folder), mapping.table.sheet)
                found.append(opened(path, mapping.columns.parts, text))
            except LoadError as error:
                errors.append(error)
        if errors:
            raise LoadError("\n".join(refusals(errors, len(paths), mapping)))
        yield found


def refuse_unusable(mapping: SpendMapping, target: Path, keep_suppliers: bool) -> None:
    """Refuses what was asked for wrongly: suppliers without a column, a rejects file where something else lies."""
    if keep_suppliers and not mapping.columns.supplier:
        raise UsageError("--keep-suppliers needs the column supplier under [columns] of the mapping. Add it.")
    if not limits.nothing_written(target):
        raise UsageError(f"{target} is there already and holds something else. Name another file with --rejects.")


def refuse_absent(chosen: Sequence[Period], held: Sequence[Holding]) -> None:
    """Refuses quarters that were asked for and of which the files hold nothing."""
    for period in chosen:
        if period not in [one.period for one in held]:
            raise LoadError(f"These files hold nothing of {period.long_label}. Check --quarter. {UNTOUCHED}")


def all_rejects(found: Ledger) -> Iterator[Reject]:
    """The lines left out of all files."""
    for number in range(len(found.files)):
        yield from rejects(found, number)


@dataclass(frozen=True)
class Origin:
    """What an import's extracts come from: the files and their checksums, and how they are read."""

    ledger: Ledger
    checksums: Sequence[str]
    keep_suppliers: bool

    def checksum(self, numbers: Sequence[int]) -> str:
        """One checksum of some of the files and of how they are read: another mapping makes another extract."""
        parts = [self.ledger.mapping.model_dump_json(), str(self.keep_suppliers), *(self.checksums[n] for n in numbers)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def extract_of(origin: Origin, sums: Sequence[database.Row], holding: Holding, council: str) -> NewExtract:
    """The quarter's extract, which keeps the contract of agency spending."""
    contract = contract_for(DATASET)
    rows = [row for row in sums if Period.holding(row["month"]) == holding.period]
    frame = contract.empty()
    if rows:
        spent = [float(row["spend_gbp"]) for row in rows]
        frame = contract.typed(pd.DataFrame(rows).assign(reason="other", spend_gbp=spent))
    if broken := contract.failures(frame, holding.period, today()):
        raise LoadError(f"The months of {holding.period.label} break the contract of agency: {broken[0]}")
    return NewExtract(
        dataset=DATASET,
        council=council,
        period=holding.period,
        frame=frame,
        source=says.sources(origin.ledger, holding.files, SOURCES),
        source_sha256=origin.checksum(holding.files),
        missing_columns=("fte", "on_contract"),
    )


def commit(
    data: Path, new: Sequence[NewExtract], holdings: Sequence[Holding]
) -> tuple[str, dict[Period, list[str]], list[str]]:
    """Commits what has changed as one release; how the report begins, what changes in each quarter, and beside it."""
    contract = contract_for(DATASET)
    changes: dict[Period, list[str]] = {}
    with write_lock(data) as writer:
        before, versions, fresh = writer.manifest, Versions(data), []
        for one, holding in zip(new, holdings, strict=True):
            if already := unchanged(writer, contract, one):
                changes[one.period] = [f"  Release {already.release} holds the same already."]
                continue
            refuse_overlap(writer.manifest, contract, one)
            refuse_lost_months(before, versions, contract, one, holding)
            changes[one.period] = [f"  {sentence}" for sentence in what_changes(before, versions, contract, one)]
            fresh.append(one)
        if not fresh:
            return "Nothing was changed, and there is no new release:", changes, beside(data, before, before)
        told = [f"{one.period.label}: {' '.join(changes[one.period]).strip()}" for one in fresh]
        after = writer.commit(fresh, changes=told)
        return f"Release {after.release}:", changes, beside(data, before, after)


def refuse_lost_months(
    held: Manifest, versions: Versions, contract: Contract, new: NewExtract, holding: Holding
) -> None:
    """Refuses to replace a quarter's extract that has months which the new files do not have."""
    current = held.newest(DATASET, new.council, new.period)
    if current is not None:
        limits.refuse_fewer_months(holding, versions.rows(contract, current), current.source)
