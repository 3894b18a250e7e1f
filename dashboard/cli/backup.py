"""`scrutiny backup` and `scrutiny restore`: a store copied whole while loads run, and put back.

What a release brought never changes under its name, so nothing has to be locked: a copy that meets a file which a load
has replaced meanwhile begins anew. It gets its name once it is whole, so that one that was interrupted has none.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.basics import files
from dashboard.basics.addresses import address_of, is_address, where_is
from dashboard.basics.errors import StoreError, counted
from dashboard.store.faults import damage
from dashboard.store.manifest import MANIFEST, Manifest, manifest_path, read_manifest
from dashboard.store.remote import mirror
from dashboard.store.writing import reason, write_lock

ATTEMPTS = 20
CATALOGUE = "catalogue"


@dataclass(frozen=True)
class Copied:
    """A copy of a store: what is said of it, and its files that are not what was once written."""

    said: str
    damaged: tuple[str, ...]

    def __str__(self) -> str:
        heading = ["These files are damaged, in the copy as where they come from:"] if self.damaged else []
        return "\n".join([self.said, *heading, *(f"  {one}" for one in self.damaged)])


def backup(data: Path, target: Path) -> Copied:
    """Copies the store to a folder that is not there yet. StoreError leaves no folder behind."""
    if not manifest_path(data).exists():
        raise StoreError(f"There is no store in {where_is(data)}. Check --data.")
    if is_address(str(target).replace(":/", "://", 1)):
        raise StoreError(f"{target} is no folder. Back up to a folder; `scrutiny restore` takes it to an address.")
    if target.exists():
        raise StoreError(f"{target} is there already. Name a folder that is not.")
    if target.resolve().is_relative_to(data.resolve()):
        raise StoreError(f"{target} lies in the store itself. Name a folder beside it, or on another disk.")
    return copy(data, target, "Backed up")


def restore(source: Path, data: Path) -> Copied:
    """Puts a backup where there is no store. StoreError leaves everything as it was."""
    if not manifest_path(source).exists():
        raise StoreError(f"There is no backup in {source}: it has no {MANIFEST}.")
    if address_of(data):
        return send(source, data)
    if data.exists() and any(data.iterdir()):
        raise StoreError(f"{data} is not empty. Move it away first, or name another folder with --data.")
    return copy(source, data, "Restored")


def send(source: Path, data: Path) -> Copied:
    """Sends a backup to the address that a folder mirrors, where there must be nothing."""
    manifest = read_manifest(source)
    with write_lock(data):
        mirror.refuse_unless_empty(data)
        mirror.send_catalogue(data, source)
        mirror.commit(data, source, manifest_path(source))
    return copied("Restored", manifest, where_is(data), tuple(faults(source, manifest)))


def copied(done: str, manifest: Manifest, target: str, damaged: tuple[str, ...]) -> Copied:
    """What is said of a copy."""
    count = counted(len(manifest.paths()), "file")
    return Copied(f"{done} release {manifest.release} to {target}: {count} beside {MANIFEST}.", damaged)


def copy(source: Path, target: Path, done: str) -> Copied:
    """Copies a store under a temporary name, then gives it its own."""
    part = files.temporary(target)
    try:
        for _ in range(ATTEMPTS):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            manifest, missing = copy_release(source, part)
            if not missing or manifest == read_manifest(source):
                break
        if (source / CATALOGUE).is_dir():
            shutil.copytree(source / CATALOGUE, part / CATALOGUE)
        damaged = tuple(faults(part, manifest))
        with contextlib.suppress(FileNotFoundError):
            target.rmdir()  # an empty folder that waits for its store
        files.replace(part, target)
        files.folder_to_disk(target.parent)
    except OSError as error:
        raise StoreError(f"{target} could not be written ({reason(error)}). Nothing was changed.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return copied(done, manifest, str(target), damaged)


def copy_release(source: Path, part: Path) -> tuple[Manifest, list[str]]:
    """Copies the manifest and the files that it knows; those that are not there."""
    shutil.copy2(manifest_path(source), manifest_path(part))
    manifest = read_manifest(part)
    missing = []
    for path in sorted(manifest.paths()):
        (part / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(source / path, part / path)
        except FileNotFoundError:
            missing.append(path)
        else:
            files.to_disk(part / path)
    return manifest, missing


def faults(part: Path, manifest: Manifest) -> Iterator[str]:
    """The files of a copy that are missing or not what was written when they were loaded."""
    for path, sha256 in manifest.files.items():
        if found := damage(part / path, sha256):
            yield f"{path} {found}"
