"""Writes the sample to a store: a release a quarter, as a council would have loaded it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from dashboard.basics.addresses import where_is
from dashboard.basics.errors import StoreError
from dashboard.basics.formatting import listed
from dashboard.basics.quarters import Period
from dashboard.sample import (
    agency,
    complaints,
    compliments,
    contacts,
    digital,
    homelessness,
    maidstone,
    ombudsman,
    papers,
    procurement,
    temporary_accommodation,
    thurrock,
)
from dashboard.sample.plans import council_plan, council_projects, savings
from dashboard.store.manifest import Extract, Manifest
from dashboard.store.remote import mirror
from dashboard.store.writing import NewExtract, manifest_path, write_lock

SEED = "scrutiny 1"
PART = "sample.part"  # where a sample is written until it is whole
# what is made for which council: dataset, council, and what gives a frame for each period from the seed
MAKERS: tuple[tuple[str, str, Callable[[str], dict[Period, pd.DataFrame]]], ...] = (
    ("complaints", "medway", complaints.extracts),
    ("ombudsman", "medway", ombudsman.extracts),
    ("compliments", "medway", compliments.extracts),
    ("digital", "medway", digital.extracts),
    ("digital", "maidstone", contacts.extracts),
    ("procurement", "medway", procurement.extracts),
    ("agency", "medway", agency.medway),
    ("agency", "thurrock", agency.thurrock),
    ("temporary_accommodation", "medway", temporary_accommodation.extracts),
    ("homelessness", "medway", homelessness.extracts),
    ("kpis", "medway", council_plan.kpis),
    ("kpis", "thurrock", thurrock.kpis),
    ("kpis", "maidstone", maidstone.kpis),
    ("actions", "medway", savings.actions),
    ("budgets", "thurrock", thurrock.budgets),
    ("projects", "medway", council_projects.projects),
    ("projects", "maidstone", maidstone.projects),
    ("commentary", "medway", council_plan.notes),
    ("commentary", "thurrock", thurrock.notes),
    ("commentary", "maidstone", maidstone.notes),
)


def releases(seed: str = SEED) -> Iterator[list[NewExtract]]:
    """The extracts of each period, oldest first."""
    made = [(dataset, council, make(seed)) for dataset, council, make in MAKERS]
    for period in sorted({period for _, _, frames in made for period in frames}):
        yield [
            new_extract(dataset, council, period, frames[period])
            for dataset, council, frames in made
            if period in frames
        ]


def new_extract(dataset: str, council: str, period: Period, frame: pd.DataFrame) -> NewExtract:
    """The extract as the store takes it, marked as invented."""
    text = frame.to_csv(index=False, lineterminator="\n").encode()
    return NewExtract(
        dataset=dataset,
        council=council,
        period=period,
        frame=frame,
        source=f"sample {council} {dataset} {period.id}",
        source_sha256=hashlib.sha256(text).hexdigest(),
        illustrative=True,
    )


def write(data: Path) -> str:
    """Writes the sample, all of it or nothing, and its catalogue, and says what it wrote.

    StoreError if the folder holds anything else: the sample never mixes with real data.
    """
    wanted = list(releases())
    with write_lock(data) as writer:
        done = releases_done(writer.manifest, wanted, data)
        kept = papers.write(data)
        mirror.send_catalogue(data, data)
        if done < len(wanted):
            write_whole(data, wanted)
    periods = f"{wanted[0][0].period.label} to {wanted[-1][0].period.label}"
    councils = listed(sorted({council.title() for _, council, _ in MAKERS}))
    if done == len(wanted):
        return f"The sample is already in {where_is(data)}: {periods}.{kept}"
    rows = sum(len(extract.frame) for batch in wanted for extract in batch)
    return (
        f"Wrote the sample to {where_is(data)}: {rows:,} invented records for {councils}, {periods}, in {len(wanted)} "
        "releases."
        f"{kept}"
    )


def write_whole(data: Path, wanted: list[list[NewExtract]]) -> None:
    """Writes these releases beside the store and puts them in its place, the manifest last: without one there is none
    to be served. A part that an earlier attempt left is written anew."""
    part = data / PART
    shutil.rmtree(part, ignore_errors=True)
    papers.write(part)
    with write_lock(part) as writer:
        for batch in wanted:
            writer.publishes = batch is wanted[-1]  # nobody ever saw those before it
            writer.commit(batch, by="")
    mirror.commit(data, part, manifest_path(part))
    manifest_path(data).unlink(missing_ok=True)
    for name in ("extracts", "cubes", "public", "shown"):
        shutil.rmtree(data / name, ignore_errors=True)
        (part / name).rename(data / name)
    manifest_path(part).replace(manifest_path(data))
    shutil.rmtree(part)


def releases_done(manifest: Manifest, wanted: list[list[NewExtract]], data: Path) -> int:
    """How many releases of the sample the store already holds; StoreError if it holds anything else."""
    held: dict[int, set[tuple[str, str, Period, str]]] = {}
    for extract in manifest.extracts:
        held.setdefault(extract.release, set()).add(identity(extract))
    for number, found in sorted(held.items()):
        if number > len(wanted) or found != {identity(extract) for extract in wanted[number - 1]}:
            raise StoreError(
                f"{where_is(data)} already holds a store that is not the sample, or not only (see release {number}). "
                "Nothing was written. Give another folder with --data."
            )
    return len(held)


def identity(extract: Extract | NewExtract) -> tuple[str, str, Period, str]:
    """What it is the extract of, and the checksum of what it was made from."""
    return extract.dataset, extract.council, extract.period, extract.source_sha256
