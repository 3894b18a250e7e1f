"""Keeps a mirror up to date while pages are served from it."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from pathlib import Path

from filelock import Timeout

from dashboard.basics.addresses import address_of
from dashboard.basics.errors import StoreError
from dashboard.store.manifest import MANIFEST
from dashboard.store.remote.mirror import bring, fetch, held
from dashboard.store.remote.objects import Objects, UnreachableError

log = logging.getLogger(__name__)


def follow(folder: Path, seconds: float, *, public: bool) -> None:
    """Brings a mirror up to date, now and every so many seconds for as long as this process lives; a store in a folder
    needs nothing. What was last brought is served while the storage cannot be reached; StoreError if nothing was."""
    if not (address := address_of(folder)):
        return
    try:
        fetch(folder, public=public)
    except UnreachableError as error:
        if not (folder / MANIFEST).exists():
            raise
        log.warning("%s What was last fetched from there is shown.", error)
    name = "follows the store"
    threading.Thread(target=watch, args=(folder, address, seconds, public), name=name, daemon=True).start()


def watch(folder: Path, address: str, seconds: float, public: bool) -> None:
    """Looks every so many seconds whether anything has changed, and tells the log when it cannot and can again."""
    objects, failed = Objects(address), ""
    while True:
        time.sleep(seconds)
        try:
            with contextlib.suppress(Timeout), held(folder, 0):  # another process of this machine does it, or loads
                bring(folder, objects, public=public, anew=False)
            said = ""
        except (StoreError, OSError) as error:
            said = str(error)
        except Exception:
            said = "The store could not be looked at."
            log.exception("%s", said)
        if said and said != failed:
            log.error("%s What was last fetched from there is shown.", said)
        if failed and not said:
            log.warning("%s is reached again.", address)
        failed = said
