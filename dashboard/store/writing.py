"""The store: versioned Parquet extracts, published cubes and the manifest that says which of them count.

A commit writes new files under temporary names, flushes them to disk, gives them their names and last of all
replaces the manifest. Killed at any moment, the store is the old one or the new one; what an unfinished commit
leaves behind is referenced by no manifest and removed by the next commit.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
import re
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock, Timeout

from dashboard.basics import audit, files
from dashboard.basics.addresses import where_is
from dashboard.basics.config import Settings
from dashboard.basics.errors import CatalogueError, StoreError, listed, was_stopped
from dashboard.basics.quarters import Period
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.store import database, definitions, rules
from dashboard.store.manifest import (
    LOCK,
    MAIN,
    MANIFEST,
    Cube,
    Extract,
    Manifest,
    Place,
    PublicCube,
    manifest_path,
    manifest_text,
    named,
    read_manifest,
)
from dashboard.store.releases import Release, public_since
from dashboard.store.remote import mirror

__all__ = [
    "Cube",
    "Extract",
    "Manifest",
    "NewExtract",
    "Release",
    "Writer",
    "commit",
    "manifest_path",
    "read_manifest",
    "strays",
    "write_lock",
]

PATIENCE_SECONDS = 10
COUNTED_BY = ("closing_days.csv", "councils.csv", "deadlines.csv")  # councils have nations
RECORDS = "release=*/records.parquet*"
OURS = (
    f"extracts/dataset=*/council=*/quarter=*/{RECORDS}",
    f"extracts/dataset=*/council=*/quarter=*/source=*/{RECORDS}",
    "cubes/*-*.parquet*",
    "public/*-*.parquet*",
    "shown/*-*.parquet*",
    "cubes/spill/*",  # what a database could not keep in its memory
    "public/spill/*",
    f"{MANIFEST}.tmp",
)


@dataclass(frozen=True)
class NewExtract:
    """A validated extract that waits to be committed; `frame` keeps its dataset's contract."""

    dataset: str
    council: str
    period: Period
    frame: pd.DataFrame
    source: str
    source_sha256: str
    missing_columns: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    illustrative: bool = False
    mapping_sha256: str = ""
    system: str = MAIN

    @property
    def place(self) -> Place:
        """What it is the extract of."""
        return self.dataset, self.council, self.period, self.system

    @property
    def named(self) -> str:
        """Its file for a person, as that of an extract in the store."""
        return named(self.source, self.system)

    @property
    def folder(self) -> str:
        """Where its versions lie in the store; only another system than the usual one has a folder of its own."""
        own = "" if self.system == MAIN else f"/source={self.system}"
        return f"extracts/dataset={self.dataset}/council={self.council}/quarter={self.period.id}{own}"


def account() -> str:
    """The name of the account that runs this, or nothing where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def commit(data: Path, extracts: Sequence[NewExtract]) -> Manifest:
    """The manifest after one new release with these extracts, their datasets published."""
    with write_lock(data) as writer:
        return writer.commit(extracts)


@contextmanager
def write_lock(data: Path) -> Iterator[Writer]:
    """The store's only writer for a while; the operating system frees the lock of a process that dies.

    Raises StoreError when the folder cannot be written to or another load is still running after ten seconds.
    """
    try:
        mirror.make(data)
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / LOCK, timeout=PATIENCE_SECONDS, fallback_to_soft=False, preserve_lock_file=True)
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            f"Another load is writing to {where_is(data)}. Wait until it has finished and try again."
        ) from error
    except (OSError, NotImplementedError) as error:
        raise StoreError(
            f"{where_is(data)} cannot be written to ({reason(error)}). Check --data and its permissions."
        ) from error
    try:
        mirror.begin(data)
        yield Writer(data)
    finally:
        lock.release()


class Writer:
    """Commits releases; exists only while the store is locked."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.manifest = read_manifest(data)
        self.engine: database.Engine = database.view_query  # what counts cubes
        self.publishes = True  # whether a release works out what everybody may see; for one that nobody ever sees, no

    def commit(
        self, extracts: Sequence[NewExtract], by: str | None = None, changes: Sequence[str] = (), *, draft: bool = False
    ) -> Manifest:
        """The manifest after one new release with these extracts; `by` is the account's name where nobody is given.

        A draft changes nothing that the public sees. StoreError leaves the store as it was, as does CatalogueError
        where the council's own catalogue cannot be counted by.
        """
        self.refuse_mistakes()
        return self.release(self.new_release(by, changes=tuple(changes), draft=draft), extracts)

    def refuse_mistakes(self) -> None:
        """Raises CatalogueError where a file that records are counted by has mistakes: they would be counted wrongly,
        and what is first published stays. All else is read anew at each click."""
        found = read_usable_catalogue(self.data)
        if harmful := [name for name in found.left_out if name in COUNTED_BY]:
            raise CatalogueError(
                f"Nothing was loaded: records are counted by {listed(harmful)} of the store's catalogue, which cannot "
                f"be used. Put it right and load again.\n{found.mistakes}"
            )

    def withdraw(self, number: int, reason: str, by: str | None = None) -> Manifest:
        """The manifest after a new release by which this one counts no more, or counts again if it withdrew another."""
        target = self.manifest.releases[number - 1]
        hidden = target.draft and not public_since(self.manifest.releases).keys() & set(target.extracts)
        return self.release(self.new_release(by, kind="withdraw", withdraws=number, reason=reason, draft=hidden))

    def publish(self, reason: str, by: str | None = None) -> Manifest:
        """The manifest after a new release that makes all drafts public, and counts what is counted by former
        definitions, or is damaged, anew."""
        drafts = tuple(one.path for one in self.manifest.pending)
        return self.release(self.new_release(by, kind="publish", reason=reason, extracts=drafts))

    def due(self) -> list[str]:
        """The datasets that a release counts anew, whatever it brings, and those that only one of its own does."""
        broken = [
            name for name, cube in self.manifest.cubes.items() if not files.intact(self.data / cube.path, cube.sha256)
        ]
        return sorted({*outdated(self.data, self.manifest), *broken})

    def new_release(self, by: str | None, extracts: tuple[str, ...] = (), **what: Any) -> Release:
        """The record of the release to be, without the extracts that are yet to be written."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        return Release(self.manifest.release + 1, now, extracts, by=account() if by is None else by, **what)

    def release(self, new: Release, extracts: Sequence[NewExtract] = ()) -> Manifest:
        """The manifest after this release. StoreError leaves the store as it was."""
        self.tidy()
        placed: list[Path] = []
        try:
            after = self.prepare(new, extracts, placed)
            files.put_in_place(placed, self.data)
            target = manifest_path(self.data)
            files.temporary(target).write_text(manifest_text(after), encoding="utf-8", newline="\n")
            files.to_disk(files.temporary(target))
            mirror.commit(self.data, self.data, files.temporary(target))
            files.put_in_place([target], self.data)
        except (OSError, database.Failure) as error:
            self.undo(placed)
            if was_stopped(error):
                raise
            raise StoreError(
                f"Writing to {where_is(self.data)} failed ({reason(error)}). The store is as it was."
            ) from error
        except BaseException:
            self.undo(placed)
            raise
        self.manifest = after
        about = [{"dataset": one.dataset, "council": one.council, "quarter": one.period.id} for one in extracts]
        audit.record(new.kind, account(), about=about, withdraws=new.withdraws, draft=new.draft, release=new.number)
        self.tidy()  # of the cubes that the new ones replace
        return after

    def tidy(self) -> None:
        """Removes what no release is made of, such as what an unfinished load has left."""
        files.remove(strays(self.data, self.manifest), self.data)

    def undo(self, placed: Sequence[Path]) -> None:
        """Removes what an unfinished commit has written, unless its manifest already stands."""
        if read_manifest(self.data).release == self.manifest.release:
            files.remove([name for path in placed for name in (files.temporary(path), path)], self.data)
            files.remove([files.temporary(manifest_path(self.data))], self.data)

    def prepare(self, new: Release, extracts: Sequence[NewExtract], placed: list[Path]) -> Manifest:
        """The manifest to be, with all its new files written under temporary names and listed in `placed`."""
        added = tuple(self.write_extract(one, new, placed) for one in extracts)
        after = replace(
            self.manifest,
            release=new.number,
            releases=(*self.manifest.releases, replace(new, extracts=(*new.extracts, *(one.path for one in added)))),
            extracts=(*self.known_losses({one.place for one in added if not new.draft}), *added),
        )
        after = replace(after, cubes=self.cubes_of(after, placed))
        return after if new.draft else replace(after, public_cubes=self.public_cubes_of(after, placed))

    def cubes_of(self, after: Manifest, placed: list[Path]) -> dict[str, Cube]:
        """The cubes of the release to be: those of the datasets that it changes, or that are outdated, counted anew.

        A draft leaves them as they are: its figures are counted when they are asked for.
        """
        if after.releases[-1].draft:
            return dict(self.manifest.cubes)
        from dashboard.store.publish import publish  # with pandera and the calendar: only writing needs them

        changed = changed_datasets(self.manifest, after)
        held = {one.dataset for one in after.counting}
        cubes = {name: cube for name, cube in self.manifest.cubes.items() if name in held}
        alone = after.releases[-1].kind == "publish"
        due = set(self.due() if alone else outdated(self.data, self.manifest))
        for dataset in sorted((changed | due) & held):
            path = self.data / "cubes" / f"{dataset}-{after.release}.parquet"
            placed.append(path)
            try:
                cubes[dataset] = publish(self.data, after, dataset, path, self.engine)
            except CatalogueError:  # a definition that cannot be used keeps no other dataset from being loaded
                if alone or dataset in changed:
                    raise
                placed.remove(path)
        return cubes

    def public_cubes_of(self, after: Manifest, placed: list[Path]) -> dict[str, PublicCube]:
        """The public tables of the release to be: those that it changes, worked out anew."""
        found = dict(self.manifest.public_cubes)
        if not self.publishes:
            return found
        from dashboard.store.public import publishing  # with the arithmetic: only writing needs it

        catalogue = read_usable_catalogue(self.data)
        threshold = publishing.threshold_of(self.manifest, Settings.from_environment().threshold)
        for dataset in publishing.outdated(after, catalogue, threshold):
            if made := publishing.write(self.data, after, dataset, catalogue, threshold):
                found[dataset] = made
                placed += [self.data / path for path in made.files]
        return found

    def public_due(self) -> list[str]:
        """The datasets whose public tables are not those of the catalogue and the figures of now."""
        from dashboard.store.public import publishing

        return publishing.due(self.data, self.manifest)

    def known_losses(self, places: set[Place]) -> list[Extract]:
        """The extracts so far; versions that are now replaced and whose file is damaged are given up as lost."""
        return [
            replace(one, lost=True)
            if one.place in places and not files.intact(self.data / one.path, one.sha256)
            else one
            for one in self.manifest.extracts
        ]

    def write_extract(self, new: NewExtract, release: Release, placed: list[Path]) -> Extract:
        """The extract's entry for the manifest, its file written under a temporary name."""
        from dashboard.contracts.datasets import contract_for

        contract = contract_for(new.dataset, self.data)
        frame = contract.typed(new.frame)
        relative = f"{new.folder}/release={release.number}/records.parquet"
        path = self.data / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        placed.append(path)
        order = () if contract.in_order else contract.key
        database.write_parquet(frame, files.temporary(path), contract.sql_types, order)
        files.to_disk(files.temporary(path))
        return Extract(
            dataset=new.dataset,
            council=new.council,
            period=new.period,
            release=release.number,
            path=relative,
            rows=len(frame),
            sha256=files.sha256_of(files.temporary(path)),
            source=new.source,
            source_sha256=new.source_sha256,
            loaded_at=release.loaded_at,
            contract=contract.version,
            missing_columns=tuple(new.missing_columns),
            left_out=tuple(new.left_out),
            illustrative=new.illustrative,
            mapping_sha256=new.mapping_sha256,
            system=new.system,
        )


def changed_datasets(before: Manifest, after: Manifest) -> Set[str]:
    """The datasets of which other extracts count after a release than before it."""
    one, other = ({extract.path: extract.dataset for extract in manifest.counting} for manifest in (before, after))
    return {(one | other)[path] for path in one.keys() ^ other.keys()}


def outdated(data: Path, manifest: Manifest) -> list[str]:
    """The datasets that the next release counts anew: by other deadlines, or under another definition."""
    return sorted({*rules.outdated(data, manifest), *definitions.outdated_in(data, manifest)})


def strays(data: Path, manifest: Manifest) -> list[Path]:
    """Files that a commit of ours wrote and no manifest knows: an unfinished commit's, or replaced cubes."""
    known = {data / path for path in manifest.paths()}
    return sorted(path for pattern in OURS for path in data.glob(pattern) if path not in known)


def reason(error: BaseException) -> str:
    """What the operating system or the database says, in one line; DuckDB may quote the system in JSON."""
    if isinstance(error, database.NoMemory):
        return "the database needs more megabytes than SCRUTINY_LOADING_MEMORY gives it"
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    quoted = re.search(r'"errno":\s*"?(\d+)', str(error))
    return os.strerror(int(quoted[1])) if quoted else str(error).strip().split("\n")[0]
