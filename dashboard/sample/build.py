"""Writes the sample to a store: a release a quarter, as a council would have loaded it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from dashboard.errors import StoreError
from dashboard.manifest import Extract, Manifest
from dashboard.quarters import Period
from dashboard.sample import complaints, compliments, ombudsman
from dashboard.store import NewExtract, write_lock

SEED = "scrutiny 1"
COUNCIL = "medway"
DATASETS = {"complaints": complaints, "ombudsman": ombudsman, "compliments": compliments}


def releases(seed: str = SEED) -> Iterator[list[NewExtract]]:
    """The extracts of each quarter, oldest first."""
    made = {name: module.extracts(seed) for name, module in DATASETS.items()}
    for period in sorted({period for frames in made.values() for period in frames}):
        yield [new_extract(name, period, frames[period]) for name, frames in made.items() if period in frames]


def new_extract(dataset: str, period: Period, frame: pd.DataFrame) -> NewExtract:
    """The extract as the store takes it, marked as invented."""
    text = frame.to_csv(index=False, lineterminator="\n").encode()
    return NewExtract(
        dataset=dataset,
        council=COUNCIL,
        period=period,
        frame=frame,
        source=f"sample {dataset} {period.id}",
        source_sha256=hashlib.sha256(text).hexdigest(),
        illustrative=True,
    )


def write(data: Path) -> str:
    """Writes the sample and says what it wrote; one that an interruption left unfinished is finished.

    StoreError if the folder holds anything else: the sample never mixes with real data.
    """
    wanted = list(releases())
    with write_lock(data) as writer:
        done = releases_done(writer.manifest, wanted, data)
        for batch in wanted[done:]:
            writer.commit(batch)
    periods = f"{wanted[0][0].period.label} to {wanted[-1][0].period.label}"
    if done == len(wanted):
        return f"The sample is already in {data}: {periods}."
    rows = sum(len(extract.frame) for batch in wanted for extract in batch)
    return (
        f"Wrote the sample to {data}: {rows:,} invented records of {', '.join(DATASETS)} for "
        f"{COUNCIL.title()}, {periods}, in {len(wanted)} releases."
    )


def releases_done(manifest: Manifest, wanted: list[list[NewExtract]], data: Path) -> int:
    """How many releases of the sample the store already holds; StoreError if it holds anything else."""
    held: dict[int, set[tuple[str, str, Period, str]]] = {}
    for extract in manifest.extracts:
        held.setdefault(extract.release, set()).add(identity(extract))
    for number, found in sorted(held.items()):
        if number > len(wanted) or found != {identity(extract) for extract in wanted[number - 1]}:
            raise StoreError(
                f"{data} already holds a store that is not the sample, or not only (see release {number}). "
                "Nothing was written. Give another folder with --data."
            )
    return manifest.release


def identity(extract: Extract | NewExtract) -> tuple[str, str, Period, str]:
    """What it is the extract of, and the checksum of what it was made from."""
    return extract.dataset, extract.council, extract.period, extract.source_sha256
