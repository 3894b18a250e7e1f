"""What cannot be used of a store, found out and put into words that may be shown to anybody.

The command line and the log say which file it is and what is wrong with it; a page names neither path nor content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.intake.problems import listed
from dashboard.store.manifest import MANIFEST, Extract, Manifest

if TYPE_CHECKING:
    from dashboard.store.data import Data

Look = tuple[int, int, int] | None
Stamp = tuple[object, ...]
CHECK = "`scrutiny check` says what is wrong."


@dataclass(frozen=True)
class Damage:
    """A file of the store that cannot be read, and why."""

    extract: Extract
    reason: str


def damage(path: Path, sha256: str) -> str:
    """Why the file cannot be trusted, or nothing."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return "" if found == sha256 else "is damaged: its checksum is not the one written down when it was loaded"


def look(path: Path) -> Look:
    """What a file looks like from outside: when it was changed, in nanoseconds, and its size; None without one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size


def moving_stamp(data: Path) -> Stamp:
    """What the files look like that are written anew: the manifest and the council's own catalogue."""
    return tuple((path, look(path)) for path in (data / MANIFEST, *sorted((data / "catalogue").glob("*.csv"))))


def parts_of_release(data: Path, manifest: Manifest) -> tuple[Path, ...]:
    """The files that a release is made of, which are looked at often and so worked out once."""
    paths = [one.path for one in manifest.current()] + [cube.path for cube in manifest.cubes.values()]
    return tuple(data / path for path in paths)


def fixed_stamp(paths: Sequence[Path]) -> Stamp:
    """What the files of a release look like."""
    return tuple(look(path) for path in paths)


def notices(data: Data, council: str, datasets: Sequence[str]) -> list[str]:
    """A sentence for each fault of the store that the council's pages about these datasets suffer from."""
    names = {name: data.catalogue.label("", "dataset", name) for name in datasets}
    return [
        *of_the_store(data),
        *(
            f"The published figures of {names[name]} could not be read: their file {data.recounted[name]}. They are "
            f"worked out anew from the extracts. Load any extract of {names[name]} again to mend the file."
            for name in datasets
            if name in data.recounted
        ),
        *(
            f"The figures of {names[name]} are still counted by the deadlines that held before the catalogue was "
            "changed. The next `scrutiny load`, of any file, counts them anew."
            for name in datasets
            if name in data.outdated
        ),
        *(
            f"The {item.extract.dataset} extract of {item.extract.period.label} could not be read: its file "
            f"{item.reason}. {costs(data, item)} Load the extract again to mend it."
            for item in data.damaged
            if item.extract.council == council and item.extract.dataset in datasets
        ),
    ]


def of_the_store(data: Data) -> list[str]:
    """What every page says: a release that could not be opened, a catalogue with mistakes."""
    found = []
    if data.unopened:
        found.append(f"The newest data could not be opened; release {data.manifest.release} is shown. {CHECK}")
    if data.faulty:
        files = listed(list(data.faulty))
        kept = not data.written.left_out
        found.append(
            f"The council's own catalogue has mistakes in {files}. "
            + ("The catalogue as it was before them is in use. " if kept else f"Without {files}, it is in use. ")
            + CHECK
        )
    return found


def costs(data: Data, item: Damage) -> str:
    """What a damaged extract takes away."""
    if item.extract.path in data.gaps:
        return "Its records and totals are left out."
    return "Its records are left out of lists; totals are those worked out when it was loaded."


def broken_files(data: Data) -> list[tuple[str, str]]:
    """Every cube and extract that cannot be read, relative to the store, and why."""
    cubes = [(data.manifest.cubes[name].path, reason) for name, reason in data.recounted.items()]
    return [*cubes, *((item.extract.path, item.reason) for item in data.damaged)]


def unwell(data: Data) -> list[dict[str, str]]:
    """Every file of the store that cannot be used, and why."""
    newest = [(MANIFEST, f"is gone, damaged or names a release that cannot be opened; {CHECK}")]
    catalogue = [(f"catalogue/{name}", f"has mistakes; {CHECK}") for name in data.faulty]
    found = [*(newest if data.unopened else []), *catalogue, *broken_files(data)]
    return [{"file": file, "reason": reason} for file, reason in found]
