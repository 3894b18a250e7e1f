"""The folder in which processes that serve the same store keep reports, so that any of them can tell of any.

Each report is a folder with its file and, as JSON, how far it is. Each process holds a lock for as long as it lives,
which the system takes from one that dies, so that the others know what will never be finished. Other accounts of the
machine can read none of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError
from dashboard.basics.files import make_private, temporary
from dashboard.basics.files import replace as put
from dashboard.basics.languages import N_, _

NAME = "scrutiny-reports-"
JOB, FILE, LOCK, ALIVE, MARK = "job.json", "file", "lock", ".alive", "report-"
ID = re.compile(r"[\w-]{22}", re.ASCII)
PATIENCE_SECONDS = 10
POLL_SECONDS = 0.01
LOST = N_("The part of the server that was writing this file has ended. Ask for it again.")
# What two processes that serve the same pages may have different.
OF_A_PROCESS = ("host", "port", "workers", "threads", "reports")


@dataclass(frozen=True)
class Job:
    """A report in the making. `name` is the file's once it is there; `error` says why it never will be; `began` and
    `asked` are seconds of the machine's own clock, which every process reads alike; whom and what it is for is a
    checksum each."""

    id: str
    key: str
    owner: str
    client: str
    process: str
    began: float
    asked: float
    step: str = N_("Starting")
    share: float = 0.0
    done: bool = False
    error: str = ""
    name: str = ""
    bytes: int = 0


def folder_for(settings: Settings) -> Path:
    """The folder of all processes with these settings; what is made under others lies in another."""
    same = {one.name: str(getattr(settings, one.name)) for one in fields(settings) if one.name not in OF_A_PROCESS}
    account = str(os.getuid()) if hasattr(os, "getuid") else ""
    known = hashlib.sha256(json.dumps([account, same, str(settings.data.resolve())]).encode()).hexdigest()
    return Path(settings.reports or tempfile.gettempdir()) / f"{NAME}{known[:16]}"


class Folder:
    """The reports of all processes. Everything but `held` is asked for while it is held."""

    def __init__(self, path: Path) -> None:
        make_private(path, "reports would lie", "SCRUTINY_REPORTS")
        self.path, self.process = path, secrets.token_hex(8)
        self.threads, self.lock = threading.RLock(), FileLock(path / LOCK, PATIENCE_SECONDS, poll_interval=POLL_SECONDS)
        self.alive = FileLock(path / (self.process + ALIVE), thread_local=False)
        with self.held():
            self.alive.acquire()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keeps all others out, be they threads or processes."""
        with self.threads:
            try:
                self.lock.acquire()
            except Timeout:
                raise ScrutinyError(_("The reports are busy just now. Try again in a minute.")) from None
            try:
                yield
            finally:
                self.lock.release()

    def of(self, name: str) -> Path:
        """The folder of the report with this id."""
        return self.path / f"{MARK}{name}"

    def file(self, name: str) -> Path:
        """Its file."""
        return self.of(name) / FILE

    def all(self) -> list[Job]:
        """Every report that is known, the one asked for first before the others."""
        names = [path.name.removeprefix(MARK) for path in self.path.glob(f"{MARK}*")]
        return sorted(filter(None, map(self.read, names)), key=lambda job: (job.began, job.id))

    def read(self, name: str) -> Job | None:
        """The report with this id, be it anything; one whose process has died has an error. None without one."""
        if not ID.fullmatch(name):
            return None
        try:
            job = Job(**json.loads((self.of(name) / JOB).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return job if job.done or self.lives(job.process) else self.write(replace(job, done=True, error=_(LOST)))

    def write(self, job: Job) -> Job:
        """Writes down how far a report is."""
        path = self.of(job.id) / JOB
        path.parent.mkdir(0o700, exist_ok=True)
        temporary(path).write_text(json.dumps(asdict(job)), encoding="utf-8")
        put(temporary(path), path)
        return job

    def change(self, known: str, **changes: Any) -> None:
        """Changes what is written down of a report that is known."""
        if job := self.read(known):
            self.write(replace(job, **changes))

    def lives(self, process: str) -> bool:
        """Whether a process is still there."""
        if process == self.process:
            return True
        mark = self.path / (process + ALIVE)
        if not mark.exists():
            return False
        try:
            FileLock(mark).acquire(blocking=False).lock.release()
        except Timeout:
            return True
        mark.unlink(missing_ok=True)
        return False

    def keep(self, jobs: list[Job]) -> None:
        """Removes all reports but these; Windows keeps a file that is being sent, which goes the next time."""
        known = {self.of(job.id) for job in jobs}
        for path in self.path.glob(f"{MARK}*"):
            if path not in known:
                shutil.rmtree(path, ignore_errors=True)

    def leave(self) -> None:
        """Ends this process's part; the last takes the reports with it."""
        with self.held():
            self.alive.release()
            (self.path / (self.process + ALIVE)).unlink(missing_ok=True)
            others = [path.stem for path in self.path.glob(f"*{ALIVE}")]
            if not any(self.lives(process) for process in others):
                self.keep([])
