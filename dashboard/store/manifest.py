"""The manifest: what the store holds and since when. Reading it is all that a page needs of the store.

It is one JSON file and the store's only moving part: every other file is written once under a name of its
own, so whoever has read a manifest has a whole store, old or new.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from dashboard.basics.addresses import where_is
from dashboard.basics.errors import ScrutinyError, StoreError
from dashboard.basics.quarters import Period
from dashboard.catalogue.records import RECEIVED, Deadline
from dashboard.store.releases import Release, public_since, release_from, texts, whole, withdrawn

MANIFEST = "manifest.json"
LOCK = "lock"  # whoever writes to the store holds it
FORMAT = 1
MAIN = "main"
Place = tuple[str, str, Period, str]
FORMAT_OF_SOME = 2  # where a release counts no more or not yet, which versions that know format 1 alone would misread


@dataclass(frozen=True)
class Extract:
    """One version of one extract: where it came from and where it lies. `path` is relative to the store.

    `source` is the file, or the files, `system` what they were exported from, where one dataset comes from several.
    `mapping_sha256` is empty where the file needed no mapping. `lost` says that its file was damaged when a newer
    version replaced it; it has no file any more.
    """

    dataset: str
    council: str
    period: Period
    release: int
    path: str
    rows: int
    sha256: str
    source: str
    source_sha256: str
    loaded_at: str
    contract: str
    missing_columns: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    illustrative: bool = False
    lost: bool = False
    mapping_sha256: str = ""
    system: str = MAIN

    @property
    def place(self) -> Place:
        """What it is the extract of; a newer version of the same place replaces it."""
        return self.dataset, self.council, self.period, self.system

    @property
    def named(self) -> str:
        """Its file for a person: `cases.csv (source care)`, or `cases.csv` where there is one system."""
        return named(self.source, self.system)


@dataclass(frozen=True)
class Rule:
    """The deadlines by which a cube is counted from a release on."""

    release: int
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True)
class Cube:
    """A dataset's published figures. `gaps` are the extracts that were damaged and so are not in it.

    `rules` are empty where it is not counted by deadlines. What was first published in a release keeps that one's.
    `definitions` are what the latest figures were counted under, by name, each as a digest; one that an older record
    does not name is unknown. `redefined` are the releases since which others hold than before.
    """

    path: str
    sha256: str
    rows: int
    release: int
    gaps: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)
    redefined: tuple[int, ...] = ()


@dataclass(frozen=True)
class PublicCube:
    """A dataset's public tables, and beside them all that was ever `shown` in them, which stays known; of one that is
    not about people that is no file.

    `made_by` is a digest of all that the tables follow from, empty where nothing of the dataset is published any more,
    `release` the one that they were last worked out in. Counts below the `threshold` were withheld, which is never
    lowered again.
    """

    path: str
    sha256: str
    shown: str
    shown_sha256: str
    release: int
    made_by: str
    threshold: int = 0

    @property
    def files(self) -> dict[str, str]:
        """Its files, each with its checksum."""
        found = {self.path: self.sha256, self.shown: self.shown_sha256}
        return {path: sha256 for path, sha256 in found.items() if path}


@dataclass(frozen=True)
class Manifest:
    """Every version of every extract ever loaded, and the cubes of the newest release."""

    release: int = 0
    releases: tuple[Release, ...] = ()
    extracts: tuple[Extract, ...] = ()
    cubes: Mapping[str, Cube] = field(default_factory=dict)
    public_cubes: Mapping[str, PublicCube] = field(default_factory=dict)
    drafts: bool = False  # whether what waits to be published counts too; the store itself does not say

    @cached_property
    def counting(self) -> tuple[Extract, ...]:
        """Every version of every extract that counts, with the release since which it does: what is withdrawn is as if
        it had never been loaded."""
        return (*self.public, *(self.pending if self.drafts else ()))

    @cached_property
    def public(self) -> tuple[Extract, ...]:
        """The versions that everybody sees."""
        since = public_since(self.releases)
        return tuple(replace(one, release=since[one.path]) for one in self.extracts if one.path in since)

    def councils(self) -> set[str]:
        """Whatever extracts are of: councils, and the places of national tables."""
        return {one.council for one in self.counting}

    @cached_property
    def pending(self) -> tuple[Extract, ...]:
        """The drafts that wait to be published: the newest of each place, unless its extract was loaded since."""
        drafts = {
            path for one in self.releases if one.draft and one.number not in self.withdrawn for path in one.extracts
        }
        public = {one.place: one.release for one in newest_of(self.public)}
        newest = newest_of(one for one in self.extracts if one.path in drafts)
        return tuple(one for one in newest if one.release > public.get(one.place, 0))

    def seen(self, *, drafts: bool) -> Manifest:
        """The manifest as who may see drafts has it, or as all others have it."""
        waiting = {one.dataset: Cube("", "", 0, 0) for one in self.pending}
        if drafts:
            return replace(self, drafts=True, cubes={**waiting, **self.cubes})
        return replace(self, release=max((one.number for one in self.releases if not one.draft), default=0))

    @cached_property
    def withdrawn(self) -> dict[int, int]:
        """The releases that do not count, each with the one that withdrew it."""
        return withdrawn(self.releases)

    def of(self, dataset: str) -> list[Extract]:
        """Every version of a dataset's extracts that counts."""
        return [one for one in self.counting if one.dataset == dataset]

    def current(self, dataset: str | None = None) -> list[Extract]:
        """The newest version of each extract, by dataset, council, period and system; of one dataset if asked."""
        return newest_of(one for one in self.counting if dataset in (None, one.dataset))

    def newest(self, dataset: str, council: str, period: Period, system: str = MAIN) -> Extract | None:
        """The current version of one extract, if it was ever loaded."""
        place = dataset, council, period, system
        return next((one for one in self.current(dataset) if one.place == place), None)

    def as_of(self, release: int) -> Manifest:
        """The manifest as it was at an earlier release, without its cubes."""
        return replace(
            self,
            release=release,
            releases=tuple(one for one in self.releases if one.number <= release),
            extracts=tuple(one for one in self.extracts if one.release <= release),
            cubes={},
        )

    @property
    def files(self) -> dict[str, str]:
        """Every file that the manifest knows, relative to the store, with its checksum."""
        extracts = {one.path: one.sha256 for one in self.extracts if not one.lost}
        cubes = {cube.path: cube.sha256 for cube in self.cubes.values()}
        published = {path: sha256 for one in self.public_cubes.values() for path, sha256 in one.files.items()}
        return extracts | cubes | published

    def paths(self) -> set[str]:
        """Every file that the manifest knows, relative to the store."""
        return set(self.files)


def named(source: str, system: str) -> str:
    """A file, and the system that it is from where that is not the usual one."""
    return source if system == MAIN else f"{source} (source {system})"


def newest_of(extracts: Iterable[Extract]) -> list[Extract]:
    """The newest version of each extract, by dataset, council, period and system."""
    newest = {one.place: one for one in sorted(extracts, key=lambda one: one.release)}
    return sorted(newest.values(), key=lambda one: one.place)


class NewerError(StoreError):
    """The store is whole, and of a form that this version cannot read."""


def manifest_path(data: Path) -> Path:
    """Where the store's manifest lies."""
    return data / MANIFEST


def read_manifest(data: Path, name: str = MANIFEST) -> Manifest:
    """The store's manifest, or an empty one where nothing has been loaded; StoreError if it cannot be read."""
    path, said = data / name, f"{where_is(data)}/{name}"
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{said} cannot be read ({error}). Restore the folder from a backup.") from error
    try:
        content = json.loads(text)
        if isinstance(known := content["format"], int) and known > FORMAT_OF_SOME:
            raise NewerError(
                f"{said} was written by a newer version of Scrutiny (format {known}; this one reads up to "
                f"{FORMAT_OF_SOME}). Use that version."
            )
        return manifest_from(content)
    except NewerError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ScrutinyError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise StoreError(f"{said} is damaged: {what}. Restore it from a backup, or load into a new folder.") from error


def manifest_from(content: dict[str, Any]) -> Manifest:
    """The manifest that JSON describes; raises ValueError, TypeError or KeyError where it is not one."""
    if content["format"] not in (FORMAT, FORMAT_OF_SOME):
        raise ValueError(
            f"its format is {content['format']!r}, and this version of Scrutiny reads {FORMAT} and {FORMAT_OF_SOME}"
        )
    return Manifest(
        release=whole(content["release"]),
        releases=tuple(release_from(one) for one in content["releases"]),
        extracts=tuple(extract_from(one) for one in content["extracts"]),
        cubes={str(name): cube_from(one) for name, one in content["cubes"].items()},
        public_cubes={str(name): public_cube_from(one) for name, one in content.get("public_cubes", {}).items()},
    )


def extract_from(one: dict[str, Any]) -> Extract:
    """One extract of the manifest's JSON."""
    return Extract(
        **{
            **one,
            "period": Period.parse(one["period"]),
            "release": whole(one["release"]),
            "rows": whole(one["rows"]),
            "path": inside(one["path"]),
            "missing_columns": texts(one["missing_columns"]),
            "left_out": texts(one["left_out"]),
        }
    )


def cube_from(one: dict[str, Any]) -> Cube:
    """One cube of the manifest's JSON."""
    return Cube(
        path=inside(one["path"]),
        sha256=str(one["sha256"]),
        rows=whole(one["rows"]),
        release=whole(one["release"]),
        gaps=texts(one["gaps"]),
        rules=tuple(rule_from(rule) for rule in one.get("rules", [])),
        definitions={str(name): str(value) for name, value in one.get("definitions", {}).items()},
        redefined=tuple(whole(number) for number in one.get("redefined", [])),
    )


def public_cube_from(one: dict[str, Any]) -> PublicCube:
    """One dataset's public tables of the manifest's JSON."""
    return PublicCube(
        path=inside(one["path"]),
        sha256=str(one["sha256"]),
        shown=inside(one["shown"]),
        shown_sha256=str(one["shown_sha256"]),
        release=whole(one["release"]),
        made_by=str(one["made_by"]),
        threshold=whole(one.get("threshold", 0)),
    )


def rule_from(one: dict[str, Any]) -> Rule:
    """One rule of a cube's JSON."""
    return Rule(whole(one["release"]), tuple(deadline_from(deadline) for deadline in one["deadlines"]))


def deadline_from(one: dict[str, Any]) -> Deadline:
    """One deadline of a rule's JSON."""
    return Deadline(
        stage=str(one["stage"]),
        first=dt.date.fromisoformat(one["first"]),
        last=dt.date.fromisoformat(one["last"]) if one["last"] else None,
        working_days=whole(one["working_days"]),
        source=str(one["source"]),
        council=str(one.get("council", "")),
        counted_from=str(one.get("counted_from", RECEIVED)),
    )


def manifest_text(manifest: Manifest) -> str:
    """The manifest as JSON."""
    content = {
        "format": FORMAT_OF_SOME if any(one.withdraws or one.draft for one in manifest.releases) else FORMAT,
        "release": manifest.release,
        "releases": [asdict(one) for one in manifest.releases],
        "extracts": [asdict(one) | {"period": one.period.id} for one in manifest.extracts],
        "cubes": {name: asdict(cube) for name, cube in sorted(manifest.cubes.items())},
        "public_cubes": {name: asdict(cube) for name, cube in sorted(manifest.public_cubes.items())},
    }
    return json.dumps(content, indent=1, ensure_ascii=False, default=dt.date.isoformat) + "\n"


def inside(path: Any) -> str:
    """A path that stays inside the store."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path:
        raise ValueError(f"the path {path!r} leads out of the store")
    return str(path)
