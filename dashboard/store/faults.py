"""What of a store's files cannot be used, and what they look like from outside, so that a change is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.basics import files
from dashboard.catalogue.themes import CATALOGUE_FILES, TRANSLATIONS
from dashboard.store.manifest import MANIFEST, Extract, Manifest

Look = tuple[int, int, int] | None
Stamp = tuple[object, ...]


@dataclass(frozen=True)
class Damage:
    """A file of the store that cannot be read, and why."""

    extract: Extract
    reason: str


def damage(path: Path, sha256: str) -> str:
    """Why the file cannot be trusted, or nothing."""
    try:
        found = checksum(path, look(path))
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return "" if found == sha256 else "is damaged: its checksum is not the one written down when it was loaded"


@lru_cache(maxsize=100_000)
def checksum(path: Path, seen: Look) -> str:  # noqa: ARG001 by which it is known whether the file has changed since
    """The file's checksum, worked out once as long as the file looks the same: a new release brings few new files."""
    return files.sha256_of(path)


def look(path: Path) -> Look:
    """What a file looks like from outside: when it was changed, in nanoseconds, and its size; None without one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size


def moving_stamp(data: Path) -> Stamp:
    """What the files look like that are written anew: the manifest and the council's own catalogue."""
    own = (path for ending in (*CATALOGUE_FILES, *TRANSLATIONS) for path in sorted((data / "catalogue").glob(ending)))
    return tuple((path, look(path)) for path in (data / MANIFEST, *own))


def parts_of_release(data: Path, manifest: Manifest) -> tuple[Path, ...]:
    """The files that a release is made of, which are looked at often and so worked out once."""
    paths = [one.path for one in manifest.current()] + [cube.path for cube in manifest.cubes.values() if cube.path]
    return tuple(data / path for path in paths)


def fixed_stamp(paths: Sequence[Path]) -> Stamp:
    """What the files of a release look like."""
    return tuple(look(path) for path in paths)
