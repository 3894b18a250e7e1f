"""A folder of this machine that mirrors a store in object storage, from which everything is read and written.

All files of a store are written once under a name of their own; there their names end with their checksum, so that two
writers never write the same one. What the store is, is said by the newest of `manifests/`, which are numbered. Whoever
commits sends the new files and makes the next manifest on the condition that nobody has made it: of two writers one
wins, and nothing of the other counts. So the store is the old one or the new one, wherever a writer dies.

A mirror may be deleted at any time. It is brought up to date when a command begins and, while pages are served, every
few seconds: files first, its manifest last. What is damaged there is damaged here, so that it is told as for any store.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from dashboard.basics import files
from dashboard.basics.addresses import address_of
from dashboard.basics.errors import StoreError
from dashboard.store.faults import damage
from dashboard.store.manifest import LOCK, MANIFEST, Manifest, read_manifest
from dashboard.store.remote.objects import GoneError, Objects, UnreachableError, all_at_once

MANIFESTS, CATALOGUE, PUBLIC = "manifests/", "catalogue/", "public/"
OURS = re.compile(r"[a-z]+/.+-[0-9a-f]{16}\.[a-z]+")  # what `key` makes
STATE = "mirror.json"
KEPT = 20  # manifests; a writer who was paused for longer than so many commits finds that its own is too old
ATTEMPTS = 5
PATIENCE_SECONDS = 10
FASTER = (
    "Another load into {address} was faster. Nothing of this one counts: the store is as the other left it. Try again."
)
UNKNOWN = "{error} It happened while the release was being made: `scrutiny releases` says whether it stands."


def fetch(folder: Path, *, public: bool = False) -> None:
    """Brings a mirror up to date, with what is public alone if so asked; a store in a folder needs nothing.

    StoreError where it cannot be reached. While a load of this machine runs, its mirror stays as it is.
    """
    if not (address := address_of(folder)):
        return
    with contextlib.suppress(Timeout), held(folder, PATIENCE_SECONDS):
        bring(folder, Objects(address), public=public)
        return
    if not (folder / MANIFEST).exists():
        raise StoreError(f"A load into {address} runs on this machine. Wait until it has finished.")


@contextmanager
def held(folder: Path, seconds: float) -> Iterator[None]:
    """Keeps this machine's other processes from changing a mirror; Timeout where one of them is about to."""
    make(folder)
    with FileLock(folder / LOCK, seconds, preserve_lock_file=True):
        yield


def make(folder: Path) -> None:
    """Makes the folder of a mirror, into which no other account may look."""
    if address_of(folder):
        files.make_private(folder, "the store would be mirrored", "SCRUTINY_CACHE")


def begin(folder: Path) -> None:
    """Brings a mirror up to date for a writer, who holds its lock."""
    if address := address_of(folder):
        bring(folder, Objects(address))
        note(folder, look="")  # until it is brought the next time, nothing in it can be relied on


def bring(folder: Path, objects: Objects, *, public: bool = False, anew: bool = True) -> None:
    """Makes a mirror what lies at its address. Unless `anew`, files that were brought before are not looked at."""
    for _ in range(ATTEMPTS):
        made = objects.listed(MANIFESTS)
        newest = max(made, default="")
        bring_catalogue(folder, objects)  # listed after the manifests, so that it is never older than the release
        try:
            if not newest:
                (folder / MANIFEST).unlink(missing_ok=True)
            elif anew or noted(folder, "look") != made[newest] or not (folder / MANIFEST).exists():
                bring_release(folder, objects, newest, public=public)
        except GoneError:  # by newer commits, so that the next attempt finds theirs
            continue
        note(folder, made=newest, look=made.get(newest, ""))
        return
    raise UnreachableError(f"{objects.address} changes too often to be read. Try again.")


def bring_release(folder: Path, objects: Objects, newest: str, *, public: bool) -> None:
    """Brings the files of a manifest, then the manifest itself, and removes those that only the one before knew."""
    before, new = readable(folder), folder / f"new-{MANIFEST}"
    put(new, objects.read(newest))
    after = readable(folder, new.name)
    wanted = {path: sha256 for path, sha256 in after.files.items() if path.startswith(PUBLIC) or not public}
    gone = bring_files(folder, objects, wanted)
    if gone and max(objects.listed(MANIFESTS), default="") != newest:
        raise GoneError(f"{gone[0]} is gone.")
    files.replace(new, folder / MANIFEST)
    files.remove([folder / path for path in before.files.keys() - after.files.keys()], folder)


def bring_files(folder: Path, objects: Objects, wanted: Mapping[str, str]) -> list[str]:
    """Brings the files that the mirror lacks or has otherwise; those that are gone there. One that is damaged there is
    so here too."""
    gone: list[str] = []

    def one(path: str) -> None:
        part = files.temporary(folder / path)
        part.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(2):  # what is damaged both times is so there
            try:
                objects.fetch(key(path, wanted[path]), part)
            except GoneError:
                gone.append(path)
                return
            if files.intact(part, wanted[path]):
                break
        files.replace(part, folder / path)

    all_at_once(one, [path for path, sha256 in wanted.items() if damage(folder / path, sha256)])
    return gone


def bring_catalogue(folder: Path, objects: Objects) -> None:
    """Brings the files of the council's own catalogue that look otherwise than when they were last brought, all of them
    before the first gets its name, and removes those that are gone."""
    found, known = objects.listed(CATALOGUE), noted(folder, "catalogue") or {}
    own = (folder / CATALOGUE).resolve()
    for name in found:
        if not (folder / name).resolve().is_relative_to(own):
            raise StoreError(f"An object of {objects.address} would lead out of its folder: {name!r}. Remove it.")
    changed = [name for name, look in found.items() if known.get(name) != look or not (folder / name).exists()]
    here = {path.relative_to(folder).as_posix() for path in own.rglob("*") if path.is_file()} if own.exists() else set()
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(GoneError):  # whoever removed it meanwhile is heeded the next time
        all_at_once(lambda name: objects.fetch(name, files.temporary(folder / name)), changed)
        files.put_in_place([folder / name for name in changed], folder)
        files.remove([folder / name for name in here - found.keys()], folder)
        if known != found:
            note(folder, catalogue=found)


def commit(folder: Path, source: Path, manifest: Path) -> None:
    """Makes the store at a mirror's address what a manifest says, by a writer who holds the mirror's lock; the files
    that are new lie in the source. A store in a folder needs nothing.

    StoreError where nothing was changed, or where it is not known whether it was.
    """
    if not (address := address_of(folder)):
        return
    objects, made = Objects(address), noted(folder, "made") or ""
    objects.refuse_without_conditions()
    before, after = readable(folder).files, read_manifest(manifest.parent, manifest.name).files
    ours = {key(path, sha256) for path, sha256 in (*before.items(), *after.items())}
    # Whatever lies there before the next manifest is made was sent by somebody who has lost, or replaced long ago.
    there = objects.sizes()
    strays = [name for name in there if OURS.fullmatch(name) and name not in ours]

    def lacks(path: str) -> bool:  # what is new, and what has been lost there and is whole here
        file = source / path
        if not file.exists() or file.stat().st_size == there.get(key(path, after[path])):
            return False
        return path not in before or not damage(file, after[path])

    all_at_once(lambda path: objects.send(source / path, key(path, after[path])), filter(lacks, after))
    following = f"{MANIFESTS}{int(Path(made).stem) + 1 if made else 1:08}.json"
    try:
        won = objects.create(following, manifest.read_bytes())
        manifests = objects.listed(MANIFESTS)
    except UnreachableError as error:
        raise UnreachableError(UNKNOWN.format(error=error)) from error
    if made and made not in manifests:  # so many were made since that this number had been taken away again
        objects.remove([following])
        won = False
    if not won:
        raise StoreError(FASTER.format(address=address))
    note(folder, made=following)
    with contextlib.suppress(StoreError):  # what is left goes with the next commit
        objects.remove([*strays, *sorted(manifests)[:-KEPT]])


def send_catalogue(folder: Path, source: Path) -> None:
    """Sends the files of a council's own catalogue that are not there."""
    if address := address_of(folder):
        objects = Objects(address)
        there, own = objects.listed(CATALOGUE), source / CATALOGUE
        names = {path.relative_to(source).as_posix() for path in own.rglob("*") if path.is_file()}
        all_at_once(lambda name: objects.send(source / name, name), names - there.keys())


def refuse_unless_empty(folder: Path) -> None:
    """Raises StoreError where anything lies at a mirror's address."""
    if Objects(address_of(folder)).listed():
        raise StoreError(
            f"{address_of(folder)} is not empty. Move what is there away first, or name another place with --data."
        )


def readable(folder: Path, name: str = MANIFEST) -> Manifest:
    """A manifest of the mirror; an empty one where it cannot be read, which is told by whoever opens the store."""
    try:
        return read_manifest(folder, name)
    except StoreError:
        return Manifest()


def key(path: str, sha256: str) -> str:
    """The name there of a file of the store."""
    name, _, ending = path.rpartition(".")
    return f"{name}-{sha256[:16]}.{ending}"


def put(path: Path, content: bytes) -> None:
    """Writes a file so that it is the old one or the new one."""
    files.temporary(path).write_bytes(content)
    files.replace(files.temporary(path), path)


def noted(folder: Path, name: str) -> Any:
    """What was last noted about a mirror: the newest manifest that was `made`, how it and the `catalogue` looked."""
    with contextlib.suppress(OSError, ValueError):
        return json.loads((folder / STATE).read_text(encoding="utf-8")).get(name)
    return None


def note(folder: Path, **changes: Any) -> None:
    """Notes what is new about a mirror."""
    state = {name: noted(folder, name) for name in ("made", "look", "catalogue")} | changes
    put(folder / STATE, json.dumps(state, indent=1).encode())
