"""Kills a command at every write, each time over a copy of one store: `killed.py FOLDER COMMAND`.

FOLDER holds the store and the file to load; the copies lie beside it, under the number of writes done.

Every child process is forked from this one before it has opened a database, and ends by SIGKILL just before a write to
the disk; the last one, which has nothing more to write, ends by itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from dashboard.intake.loading import load
from dashboard.intake.publication import publish
from dashboard.intake.releases import withdraw
from dashboard.intake.sources.options import Options
from dashboard.store import database

MOST = 100
LOSING, DRAFT = Options(replace=True), Options(replace=True, draft=True)
COMMANDS: dict[str, Callable[[Path, Path], str]] = {
    "load": lambda store, file: load(store, "complaints", file, "kent", "2020-21-Q1", options=LOSING),
    "draft": lambda store, file: load(store, "complaints", file, "kent", "2020-21-Q1", options=DRAFT),
    "withdraw": lambda store, _: withdraw(store, 2, "the wrong file"),
    "publish": lambda store, _: publish(store),
}
WRITES = (
    *((os, name) for name in ("replace", "fsync", "unlink", "rmdir")),
    *((database, name) for name in ("query_to_parquet", "write_parquet")),
    (Path, "write_text"),
)

LATE = ("dashboard.disclosure.closing", "pandera.backends.pandas.builtin_checks")


def import_what_loads_import() -> None:
    """Imports what a load imports when it comes to need it: here once, and not in every child."""
    for name in LATE:
        import_module(name)


def kill_before(writes: int) -> None:
    """Makes this process end before the write of this number, counted from 0."""
    done = 0

    def watched(write: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            if done == writes:
                os.kill(os.getpid(), signal.SIGKILL)
            done += 1
            return write(*arguments, **named)

        return counted

    for owner, name in WRITES:
        setattr(owner, name, watched(getattr(owner, name)))


def main(folder: Path, command: str) -> None:
    """Kills the command at one write after the other, until it ends by itself."""
    import_what_loads_import()
    for writes in range(MOST):
        store = folder / f"killed-{writes}"
        shutil.copytree(folder / "store", store)
        if not (child := os.fork()):
            kill_before(writes)
            COMMANDS[command](store, folder / "next.csv")
            os._exit(0)
        if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
