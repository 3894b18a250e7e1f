"""From files to an extract that waits to be committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.basics.calendars import today
from dashboard.basics.errors import UsageError
from dashboard.basics.progress import Patience
from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import Contract, contract_for
from dashboard.intake.sources import several
from dashboard.intake.translation import PLAIN, read_translation
from dashboard.intake.validation import Valid
from dashboard.store.data import NATIONAL
from dashboard.store.manifest import MAIN
from dashboard.store.writing import NewExtract


@dataclass(frozen=True)
class Prepared:
    """A file, or several of one system, that keep their contract; `mapping` is the name of what explained them."""

    contract: Contract
    new: NewExtract
    valid: Valid
    mapping: str = ""


def prepared(
    data: Path,
    dataset: str,
    paths: Sequence[Path],
    council: str,
    period: Period,
    mapping: Path | None,
    patience: Patience,
    system: str = MAIN,
) -> Prepared:
    """The files, held to the contract as the mapping says they are to be read.

    Raises UsageError for a dataset or mapping that cannot be, LoadError for files that are refused.
    """
    contract = contract_for(dataset, data)
    if council != NATIONAL.get(dataset, council):
        raise UsageError(f"{dataset} is about every council. Write --council {NATIONAL[dataset]}.")
    translation = read_translation(mapping, contract) if mapping else PLAIN
    source = several.source_of(paths)
    patience.begin(f"Reading {source}")
    found = several.validated(paths, contract, period, today(), patience.told, translation)
    checksum = several.checksum_of(paths)
    valid = several.together(paths, found, contract, translation)
    new = NewExtract(
        dataset=dataset,
        council=council,
        period=period,
        frame=valid.frame,
        source=source,
        source_sha256=checksum,
        missing_columns=valid.missing_columns,
        left_out=valid.left_out,
        mapping_sha256=translation.sha256,
        system=system,
    )
    return Prepared(contract, new, valid, translation.name)
