"""Kills a load into object storage at every other step, each time over a copy of one store: `killed_remote.py FOLDER`.

FOLDER holds what the storage holds, as `storage/council/store`, and the file to load; copies lie beside the store under
the number of steps done, and each has a mirror of its own. What is found of each is printed as a line of JSON.

Every child process is forked from this one before it has opened a database or a connection, and ends by SIGKILL just
before a call to the storage, or after it; the last one, which has nothing more to ask for, ends by itself.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from killed import import_what_loads_import
from storage import BUCKET

from dashboard.basics.addresses import folder_for
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.store.manifest import read_manifest
from dashboard.store.remote import objects
from dashboard.store.remote.copies import copied

MOST, STRIDE = 100, 2
CALLS = ("find", "cat_file", "get_file", "put_file", "pipe_file", "rm_file")
FREELY = Options(new_council=True, replace=True)


def kill_before(steps: int) -> None:
    """Makes this process end before the call of this number, counted from 0, whichever thread makes it."""
    done, counting = 0, threading.Lock()

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            with counting:
                if done == steps:
                    os.kill(os.getpid(), signal.SIGKILL)
                done += 1
            return call(*arguments, **named)

        return counted

    def opened(address: str, opened: Callable[[str], tuple[Any, str]] = objects.opened) -> tuple[Any, str]:
        system, root = opened(address)
        for name in CALLS:
            setattr(system, name, watched(getattr(system, name)))
        return system, root

    objects.opened = opened


def child(work: Callable[[], object]) -> int:
    """How a process ended that did the work."""
    number = os.fork()
    if not number:
        try:
            work()
            sys.stdout.flush()
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def found(mirror: Path) -> dict[str, Any]:
    """What whoever comes next finds at the address, from nothing."""
    with copied(mirror) as fresh:
        checked = check(fresh)
        return {"wrong": checked.wrong, "release": read_manifest(fresh).release, "files": read_manifest(fresh).files}


def next_one(folder: Path, mirror: Path) -> None:
    """Tells what is found before and after the next load, which has the mirror that the killed one left."""
    before = found(mirror)
    load(mirror, "complaints", folder / "later.csv", "kent", "2020-21-Q2", options=FREELY)
    sys.stdout.write(json.dumps([before, found(mirror)]) + "\n")


def main(folder: Path) -> None:
    """Kills the load at every other step, until it ends by itself."""
    import_what_loads_import()
    bucket = folder / "storage" / BUCKET
    for steps in range(0, MOST, STRIDE):
        name = f"killed-{steps}"
        shutil.copytree(bucket / "store", bucket / name)
        mirror = folder_for(f"s3://{BUCKET}/{name}", folder / "mirrors")

        def begin(steps: int = steps, mirror: Path = mirror) -> None:
            kill_before(steps)
            load(mirror, "complaints", folder / "next.csv", "kent", "2020-21-Q1", options=FREELY)

        ended = child(begin)
        if ended not in (0, -signal.SIGKILL) or child(lambda mirror=mirror: next_one(folder, mirror)):
            raise SystemExit(f"After {steps} steps something failed.")
        if not ended:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
