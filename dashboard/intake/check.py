"""`scrutiny check`: whether the store is whole, file by file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.basics import files
from dashboard.basics.addresses import where_is
from dashboard.basics.calendars import today
from dashboard.basics.errors import CatalogueError, StoreError, UsageError, counted
from dashboard.basics.translations import languages_in
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.records import FOLDER
from dashboard.catalogue.themes import built_in, declared, gone
from dashboard.catalogue.unread import without_effect
from dashboard.contracts.datasets import Contract, contract_for
from dashboard.intake import differences
from dashboard.intake.sources.expected import sources_faults, unfamiliar
from dashboard.measures.misnamed import misnamed
from dashboard.store import database, definitions, rules
from dashboard.store.manifest import Cube, Extract, Manifest, manifest_path, read_manifest
from dashboard.store.public import publishing
from dashboard.store.publish import count
from dashboard.store.writing import strays

RELEASE = re.compile(r"release=([0-9]{1,9})")


@dataclass(frozen=True)
class Checked:
    """What a check found: `wrong` must be put right, `notes` need nothing done."""

    wrong: tuple[str, ...]
    notes: tuple[str, ...]
    summary: str

    def __str__(self) -> str:
        heading = [f"{counted(len(self.wrong), 'problem')} in the store:"] if self.wrong else []
        lines = [*heading, *(f"  {line}" for line in self.wrong), *(f"Note: {line}" for line in self.notes)]
        return "\n".join([*lines, *([] if self.wrong else [self.summary])])


def check(data: Path) -> Checked:
    """Every file of the store held to its checksum and its contract, and the council's own catalogue.

    Before a first load that catalogue is all there is; StoreError where there is not even that.
    """
    if not manifest_path(data).exists() and not (data / "catalogue").is_dir():
        raise StoreError(f"There is no store in {where_is(data)}. Make one with `scrutiny sample` or `scrutiny load`.")
    manifest = read_manifest(data)
    wrong = [*manifest_faults(manifest)]
    for extract in (one for one in manifest.extracts if not one.lost):
        wrong += [f"{extract.path}: {fault}" for fault in extract_faults(data, extract)]
    for dataset, cube in sorted(manifest.cubes.items()):
        wrong += [f"{cube.path}: {fault}" for fault in cube_faults(data, manifest, dataset, cube)]
    for path, sha256 in (one for cube in manifest.public_cubes.values() for one in cube.files.items()):
        wrong += [f"{path}: {fault}; restore it from a backup" for fault in [file_fault(data / path, sha256)] if fault]
    wrong += catalogue_faults(data) or counting_faults(data, manifest)
    wrong += sources_faults(data)
    wrong += languages_in([FOLDER, data / "catalogue"])[1].values()
    unfinished = [path for path in strays(data, manifest) if from_unfinished_load(path, manifest)]
    wrong += [f"{name}: no release knows this file" for name in unknown_files(data, manifest, unfinished)]
    notes = [
        f"{path.relative_to(data).as_posix()} was left by a load that did not finish; the next load removes it."
        for path in unfinished
    ]
    notes += [*without_effect(data, manifest.councils()), *unfamiliar(data, manifest), *misnamed(data)]
    notes += [
        f"The figures of {name} are counted by the deadlines that held before the catalogue was changed; `scrutiny "
        "publish`, or the next load of any file, counts them anew."
        for name in rules.outdated(data, manifest)
    ]
    notes += [
        f"The figures of {name} are counted by an older definition than the catalogue has now; `scrutiny publish`, or "
        "the next load of any file, counts them anew."
        for name in definitions.outdated_in(data, manifest)
    ]
    notes += [
        f"The public tables of {name} are not those of the figures and the catalogue of now; `scrutiny publish`, or "
        "the next load of any file, works them out anew."
        for name in publishing.due(data, manifest)
    ]
    nothing = "Nothing has been loaded yet; the council's own catalogue can be used."
    return Checked(tuple(wrong), tuple(notes), whole(manifest) if manifest.release else nothing)


def whole(manifest: Manifest) -> str:
    """What a store without faults holds."""
    current = manifest.current()
    return (
        f"The store is whole: release {manifest.release}, {counted(len(manifest.extracts), 'extract')}, "
        f"{len(current):,} of them current with {counted(sum(one.rows for one in current), 'row')}, "
        f"{counted(len(manifest.cubes), 'cube')}."
    )


def manifest_faults(manifest: Manifest) -> Iterator[str]:
    """Where the manifest contradicts itself."""
    numbers = [one.number for one in manifest.releases]
    if numbers != list(range(1, manifest.release + 1)):
        yield f"manifest.json: its releases are {numbers[:5]}..., not 1 to {manifest.release}"
    named = {path for one in manifest.releases for path in one.extracts}
    for extract in manifest.extracts:
        if extract.path not in named:
            yield f"manifest.json: no release brought {extract.path}"
    for path in sorted(named - {one.path for one in manifest.extracts}):
        yield f"manifest.json: a release brought {path}, which is not among the extracts"
    for dataset in sorted({one.dataset for one in manifest.counting} - manifest.cubes.keys()):
        yield f"manifest.json: {dataset} have no cube; load one of their extracts again"


def extract_faults(data: Path, extract: Extract) -> Iterator[str]:
    """What is wrong with one extract's file."""
    again = f"load {extract.named} again for {extract.council}, {extract.period.id}"
    if fault := file_fault(data / extract.path, extract.sha256):
        yield f"{fault}; {again}"
        return
    contract = known_contract(data, extract.dataset)
    if contract is None and is_withheld(data, extract.dataset):
        return  # what is wrong with its declaration is said of that
    if contract is None:
        yield f'there is no contract for the dataset "{extract.dataset}"'
        return
    if contract.version != extract.contract:
        yield f"it keeps version {extract.contract} of the contract, not version {contract.version}; {again}"
    frame = differences.rows_of(data, contract, extract)
    if frame is None:
        yield f"its columns are not those of the contract; {again}"
        return
    if len(frame) != extract.rows:
        yield f"it has {len(frame):,} rows, and the manifest says {extract.rows:,}; {again}"
    day = max(
        today(), dt.datetime.fromisoformat(extract.loaded_at).astimezone().date()
    )  # a clock may have been set back since
    for error in contract.failures(frame, extract.period, day):
        rule = getattr(error.check, "error", None) or str(error).split("\n")[0][:160]
        yield f"{error.schema.name}: {rule}; {again}"


def known_contract(data: Path, dataset: str) -> Contract | None:
    """The dataset's contract; None where no catalogue that can be used declares it."""
    try:
        return contract_for(dataset, data)
    except (UsageError, CatalogueError):
        return None


def is_withheld(data: Path, dataset: str) -> bool:
    """Whether the dataset's declaration is there and has mistakes."""
    return dataset in gone(Path(name) for name in read_usable_catalogue(data).left_out)


def cube_faults(data: Path, manifest: Manifest, dataset: str, cube: Cube) -> Iterator[str]:
    """What is wrong with one dataset's cube."""
    again = f"load any extract of {dataset} again"
    if fault := file_fault(data / cube.path, cube.sha256):
        yield f"{fault}; {again}"
        return
    if (rows := database.parquet_rows(data / cube.path)) != cube.rows:
        yield f"it has {rows:,} rows, and the manifest says {cube.rows:,}; {again}"
    for path in cube.gaps:
        if path in {one.path for one in manifest.current(dataset)}:
            yield f"it was worked out without {path}, which was damaged; load that extract again"


def catalogue_faults(data: Path) -> list[str]:
    """The mistakes in the council's own catalogue. It says what to do for each."""
    catalogue = read_usable_catalogue(data)
    if not catalogue.left_out:
        return []
    files = ", ".join(f"catalogue/{name}" for name in catalogue.left_out)
    return [*catalogue.mistakes.splitlines(), f"{files} cannot be used until this is put right"]


def counting_faults(data: Path, manifest: Manifest) -> list[str]:
    """What hinders the council's own datasets from being counted, loaded or not; each is counted once, beside the
    store."""
    found = []
    for dataset in sorted(declared(data).keys() - built_in().keys()):
        try:
            with TemporaryDirectory(prefix="scrutiny-") as folder:
                count(data, manifest, dataset, Path(folder) / "cube.parquet", ())
        except CatalogueError as error:
            found.append(str(error))
    return found


def file_fault(path: Path, sha256: str) -> str | None:
    """Why the file is not the one that was written, if it is not."""
    try:
        return (
            None if files.sha256_of(path) == sha256 else "its checksum is not the manifest's: it was changed or damaged"
        )
    except FileNotFoundError:
        return "it is missing"
    except OSError as error:
        return f"it cannot be read ({error.strerror or error})"


def from_unfinished_load(path: Path, manifest: Manifest) -> bool:
    """Whether a load that was stopped left the file; an extract under a finished release's number is no such file."""
    release = next((int(match[1]) for part in path.parts if (match := RELEASE.fullmatch(part))), None)
    return path.name.endswith(files.TEMPORARY) or release is None or release > manifest.release


def unknown_files(data: Path, manifest: Manifest, unfinished: list[Path]) -> list[str]:
    """Files in the store's own folders that belong to no release."""
    known = {data / path for path in manifest.paths()} | set(unfinished)
    found = (path for folder in ("extracts", "cubes", "public", "shown") for path in (data / folder).rglob("*"))
    return sorted(path.relative_to(data).as_posix() for path in found if path.is_file() and path not in known)
