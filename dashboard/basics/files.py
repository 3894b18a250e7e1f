"""Writing files so that a power cut leaves the old one or the new one: to disk first, then into place."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from dashboard.basics.errors import UsageError

TEMPORARY = ".tmp"
ATTEMPTS = 20
PAUSE_SECONDS = 0.1


def temporary(path: Path) -> Path:
    """The name under which a file is written before it is put into place."""
    return path.with_name(path.name + TEMPORARY)


def sha256_of(path: Path) -> str:
    """The file's SHA-256 checksum, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def intact(path: Path, sha256: str) -> bool:
    """Whether the file is there and has this checksum."""
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False


def to_disk(path: Path) -> None:
    """Makes the system write the file to the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def folder_to_disk(folder: Path) -> None:
    """Makes the system write a folder's list of names to the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private(path: Path, what: str, setting: str) -> None:
    """Makes the folder if it is not there; UsageError where it cannot be made or other accounts may look into it.
    `what` is in it and the setting that names another, for the message."""
    try:
        path.mkdir(0o700, parents=True, exist_ok=True)
        found = path.lstat()
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"The folder {path}, where {what}, cannot be made ({why}). Check {setting}.") from None
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077):
        raise UsageError(
            f"Other accounts of this machine may look into {path}, where {what}. Remove it, or set {setting} to a "
            "folder that is the server's own."
        )


def put_in_place(paths: Iterable[Path], root: Path) -> None:
    """Gives files written under temporary names their own, and writes the folders up to the root to disk."""
    folders: set[Path] = set()
    for path in paths:
        replace(temporary(path), path)
        folders.update(folder for folder in path.parents if folder.is_relative_to(root))
    for folder in sorted(folders, reverse=True):
        folder_to_disk(folder)


def replace(source: Path, target: Path) -> None:
    """Gives the file the target's name; waits a little where Windows will not, because someone is reading it."""
    for _ in range(ATTEMPTS):
        with contextlib.suppress(PermissionError):
            source.replace(target)
            return
        time.sleep(PAUSE_SECONDS)
    source.replace(target)


def remove(paths: Iterable[Path], root: Path) -> None:
    """Removes files and the folders that are then empty; one that is in use or gone already is passed over."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()
        for folder in path.parents:
            if folder == root or not folder.is_relative_to(root):
                break
            with contextlib.suppress(OSError):  # not empty
                folder.rmdir()
