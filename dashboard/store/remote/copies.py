"""A store in object storage, fetched whole and anew, for whoever wants to know what lies there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.basics.addresses import address_of, folder_for
from dashboard.store.remote.mirror import fetch


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """A fresh copy of what a folder mirrors, until the block ends; a store in a folder is its own."""
    if not (address := address_of(folder)):
        yield folder
        return
    with TemporaryDirectory(prefix="scrutiny-") as cache:
        fresh = folder_for(address, Path(cache))
        fetch(fresh)
        yield fresh
