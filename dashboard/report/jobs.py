"""Reports that are asked for over HTTP: written one at a time beside the pages, kept for a while, then forgotten.

What is asked again of the same release is not written again. How many wait and how many are kept is bounded, in number
and in size, over all processes that share the folder; without a folder they lie in a temporary one of this process's,
which goes when the server ends.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import logging
import secrets
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dashboard.basics.errors import ScrutinyError
from dashboard.basics.files import make_private
from dashboard.basics.languages import N_, _
from dashboard.report.content import Told
from dashboard.report.shared import NAME, Folder, Job

MOST_WAITING = 8
MOST_OF_ONE = 4  # of one client, so that it cannot take every place
MOST_KEPT = 40
MOST_BYTES = 200_000_000
SECONDS_KEPT = 1800.0
SECONDS_TO_END = 20.0
SECONDS_TO_LOOK = 0.5  # how often a thread without work looks whether the server ends
SECONDS_OF_A_TURN = 0.1  # how often one with work looks whether it is its turn, and how often it says how far it is
FAILED = N_("The file could not be written. What went wrong is in the server's log.")
FULL = N_("The file could not be written, perhaps for want of space. Try again later.")

log = logging.getLogger(__name__)

Make = Callable[[Path, Told], str]


class BusyError(ScrutinyError):
    """So many reports are being written that no other can wait; `of_one` says that they are all of who asks."""

    def __init__(self, message: str, *, of_one: bool = False) -> None:
        super().__init__(message)
        self.of_one = of_one


class EndingError(ScrutinyError):
    """The server ends, and what is being written with it."""


def checksum(text: str) -> str:
    """What stands in files for who asked, and for what."""
    return hashlib.sha256(text.encode()).hexdigest()


class Jobs:
    """The reports being written and those kept. Safe to use from several threads."""

    def __init__(
        self, path: Path | None = None, *, kept: int = MOST_KEPT, waiting: int = MOST_WAITING,
        of_one: int = MOST_OF_ONE, most_bytes: int = MOST_BYTES, seconds: float = SECONDS_KEPT,
        clock: Callable[[], float] = time.monotonic,  # which is the same for all processes
    ) -> None:  # fmt: skip
        if path:
            make_private(path, "reports would lie", "SCRUTINY_REPORTS")
        self.path, self.kept, self.waiting, self.of_one = path, kept, waiting, of_one
        self.most_bytes, self.seconds, self.clock = most_bytes, seconds, clock
        self.lock = threading.Lock()
        self.opened: Folder | None = None
        self.own: tempfile.TemporaryDirectory[str] | None = None
        self.makes: dict[str, tuple[Make, str]] = {}  # what this process is to write, and what the log calls it
        self.worker: threading.Thread | None = None
        self.wake, self.ending = threading.Event(), threading.Event()

    @property
    def folder(self) -> Folder:
        """The folder of the reports, opened when it is first asked for, which is after a process may have forked."""
        with self.lock:
            if self.opened is None:
                if self.path is None:
                    self.own = tempfile.TemporaryDirectory(prefix=NAME)
                self.opened = Folder(self.path or Path(self.own.name if self.own else ""))
                atexit.register(self.end)
            return self.opened

    def start(self, key: str, make: Make, client: str = "", about: str = "", owner: str = "") -> Job:
        """The job that writes what the key names: one that is there already, or a new one. `make` writes to a path
        and returns the file's name; BusyError where too many wait, or too many of this client."""
        key, owner, client = checksum(key), checksum(owner), client and checksum(client)
        try:
            with self.folder.held():
                jobs = self.forget(room=1)
                known = next((job for job in jobs if job.key == key and not job.error), None)
                if known is not None:
                    return self.touched(known)
                undone = [job for job in jobs if not job.done]
                self.refuse(undone, client)
                job = self.new(
                    key, owner, client, _("Waiting for another file to be written") if undone else _("Starting")
                )
                self.makes[job.id] = make, about
        except OSError:
            log.exception("The report %s cannot be begun", about)
            raise ScrutinyError(_(FULL)) from None
        with self.lock:
            if self.worker is None:
                self.worker = threading.Thread(target=self.work, name="reports", daemon=True)
                self.worker.start()
        self.wake.set()
        return job

    def refuse(self, undone: list[Job], client: str) -> None:
        """Refuses one more than may be under way."""
        if client and sum(job.client == client for job in undone) >= self.of_one:
            raise BusyError(
                _(
                    "{count} files that you asked for are still being written. Wait for one and try again.",
                    count=self.of_one,
                ),
                of_one=True,
            )
        if len(undone) > self.waiting:
            raise BusyError(_("Many reports are being written just now. Try again in a minute."))

    def new(self, key: str, owner: str, client: str, step: str) -> Job:
        """A job that was not there, written down."""
        now = self.clock()
        return self.folder.write(
            Job(secrets.token_urlsafe(16), key, owner, client, self.folder.process, now, now, step)
        )

    def end(self) -> None:
        """Stops the report that is being written at its next step, then leaves the folder. Python would stop the
        thread inside DuckDB, which ends the process with an abort."""
        if self.opened is None:
            return
        self.ending.set()
        self.wake.set()
        if self.worker is not None:
            self.worker.join(SECONDS_TO_END)
        with contextlib.suppress(OSError, ScrutinyError):
            self.opened.leave()
        if self.own is not None:
            self.own.cleanup()

    def get(self, name: str, owner: str = "") -> Job | None:
        """The job with this id, unless it has been forgotten or is somebody else's."""
        with self.folder.held():
            jobs = {job.id: job for job in self.forget()}
            job = jobs.get(name)
            return self.touched(job) if job and job.owner == checksum(owner) else None

    def file(self, job: Job) -> Path:
        """Where the report is written."""
        return self.folder.file(job.id)

    def touched(self, job: Job) -> Job:
        """The job, as asked for just now."""
        return self.folder.write(replace(job, asked=self.clock()))

    def forget(self, room: int = 0) -> list[Job]:
        """The jobs without those that nobody has asked for in a while, and the oldest where too much is kept for so
        many more; their files are removed."""
        jobs = self.folder.all()
        size = sum(job.bytes for job in jobs)
        for job in sorted((job for job in jobs if job.done), key=lambda job: job.asked):
            late = not 0 <= self.clock() - job.asked <= self.seconds  # less than nought of before the machine started
            if late or len(jobs) + room > self.kept or size > self.most_bytes:
                size -= job.bytes
                jobs.remove(job)
        self.folder.keep(jobs)
        return jobs

    def work(self) -> None:
        """Writes one report after the other, for as long as the server runs."""
        while not self.ending.is_set():
            if mine := self.next():
                self.write(mine)
            else:
                self.wake.wait(SECONDS_OF_A_TURN if self.makes else SECONDS_TO_LOOK)
                self.wake.clear()

    def next(self) -> str:
        """The report whose turn it is, if this process is to write it."""
        if not self.makes:
            return ""
        with contextlib.suppress(ScrutinyError), self.folder.held():
            undone = [job.id for job in self.folder.all() if not job.done]
            return undone[0] if undone and undone[0] in self.makes else ""
        return ""

    def write(self, name: str) -> None:
        """Writes the report; whatever goes wrong is the job's error, in a sentence."""
        make, about = self.makes[name]
        path, said, most = self.folder.file(name), 0.0, 0.0

        def told(step: str, share: float) -> None:
            nonlocal said, most
            if self.ending.is_set():
                raise EndingError(_("The server is being stopped. Ask for the file again in a while."))
            most = max(most, min(share, 1.0))  # which never goes back
            if (now := time.monotonic()) - said >= SECONDS_OF_A_TURN:
                said = now
                self.change(name, step=step, share=most)

        try:
            called = make(path, told)
            self.change(name, name=called, bytes=path.stat().st_size, done=True, step=_("Done"), share=1.0)
        except ScrutinyError as error:
            self.fail(name, str(error))
        except Exception:
            log.exception("The report %s could not be written", about)
            self.fail(name, _(FAILED))
        del self.makes[name]

    def change(self, job: str, **changes: object) -> None:
        """Writes down how far a report is."""
        with self.folder.held():
            self.folder.change(job, **changes)

    def fail(self, name: str, why: str) -> None:
        """Writes down why there will be no report; where even that cannot be written, it is forgotten."""
        self.folder.file(name).unlink(missing_ok=True)
        try:
            self.change(name, done=True, error=why)
        except (OSError, ScrutinyError):
            log.exception("A report that failed is forgotten")
            with contextlib.suppress(ScrutinyError), self.folder.held():
                self.folder.keep([job for job in self.folder.all() if job.id != name])
