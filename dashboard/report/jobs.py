"""Reports that are asked for over HTTP: written one at a time beside the pages, kept for a while, then forgotten.

What is asked again of the same release is not written again. How many wait and how many are kept is bounded, in number
and in size; the files lie in a temporary folder that goes when the server ends.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import queue
import secrets
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path

from dashboard.basics.errors import ScrutinyError
from dashboard.report.content import Told

MOST_WAITING = 8
MOST_OF_ONE = 4  # of one client, so that it cannot take every place
MOST_KEPT = 40
MOST_BYTES = 200_000_000
SECONDS_KEPT = 1800.0
SECONDS_TO_END = 20.0
SECONDS_TO_LOOK = 0.5  # how often a worker without work looks whether the server ends
FAILED = "The file could not be written. What went wrong is in the server's log."

log = logging.getLogger(__name__)

Make = Callable[[Path, Told], str]


class BusyError(ScrutinyError):
    """So many reports are being written that no other can wait; `of_one` says that they are all of who asks."""

    def __init__(self, message: str, *, of_one: bool = False) -> None:
        super().__init__(message)
        self.of_one = of_one


class EndingError(ScrutinyError):
    """The server ends, and what is being written with it."""


@dataclass
class Job:
    """A report in the making. `name` is the file's once it is there; `error` says why it never will be; `about` is what
    the log calls it."""

    id: str
    key: Hashable
    path: Path
    asked: float
    client: str = ""
    about: str = ""
    owner: Hashable = None
    step: str = "Starting"
    share: float = 0.0
    done: bool = False
    error: str = ""
    name: str = ""
    bytes: int = 0

    def told(self, step: str, share: float) -> None:
        """Notes how far it is; the share never goes back."""
        self.step, self.share = step, max(self.share, min(share, 1.0))


class Jobs:
    """The reports being written and those kept. Safe to use from several threads."""

    def __init__(
        self, *, kept: int = MOST_KEPT, waiting: int = MOST_WAITING, of_one: int = MOST_OF_ONE,
        most_bytes: int = MOST_BYTES, seconds: float = SECONDS_KEPT, clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self.kept, self.of_one, self.most_bytes, self.seconds, self.clock = kept, of_one, most_bytes, seconds, clock
        self.lock = threading.Lock()
        self.jobs: OrderedDict[str, Job] = OrderedDict()
        self.queue: queue.Queue[tuple[Job, Make]] = queue.Queue(waiting)
        self.folder: tempfile.TemporaryDirectory[str] | None = None
        self.worker: threading.Thread | None = None
        self.ending = threading.Event()

    def start(self, key: Hashable, make: Make, client: str = "", about: str = "", owner: Hashable = None) -> Job:
        """The job that writes what the key names: one that is there already, or a new one. `make` writes to a path
        and returns the file's name; BusyError where too many wait, or too many of this client."""
        with self.lock:
            self.forget(room=1)
            known = next((job for job in self.jobs.values() if job.key == key and not job.error), None)
            if known is not None:
                return self.touched(known)
            if client and sum(job.client == client and not job.done for job in self.jobs.values()) >= self.of_one:
                raise BusyError(
                    f"{self.of_one} files that you asked for are still being written. Wait for one and try again.",
                    of_one=True,
                )
            if self.folder is None:
                self.folder = tempfile.TemporaryDirectory(prefix="scrutiny-reports-")
            name = secrets.token_urlsafe(16)
            job = Job(name, key, Path(self.folder.name) / name, self.clock(), client, about, owner)
            try:
                self.queue.put_nowait((job, make))
            except queue.Full:
                raise BusyError("Many reports are being written just now. Try again in a minute.") from None
            if any(not other.done for other in self.jobs.values()):
                job.step = "Waiting for another file to be written"
            self.jobs[job.id] = job
            if self.worker is None:
                self.worker = threading.Thread(target=self.work, name="reports", daemon=True)
                self.worker.start()
                atexit.register(self.end)
        return job

    def end(self) -> None:
        """Stops the report that is being written at its next step, then removes the folder. Python would stop the
        thread inside DuckDB, which ends the process with an abort."""
        self.ending.set()
        if self.worker is not None:
            self.worker.join(SECONDS_TO_END)
        if self.folder is not None:
            self.folder.cleanup()

    def get(self, name: str, owner: Hashable = None) -> Job | None:
        """The job with this id, unless it has been forgotten or is somebody else's."""
        with self.lock:
            self.forget()
            job = self.jobs.get(name)
            return self.touched(job) if job and job.owner == owner else None

    def touched(self, job: Job) -> Job:
        """The job, as asked for just now."""
        job.asked = self.clock()
        self.jobs.move_to_end(job.id)
        return job

    def forget(self, room: int = 0) -> None:
        """Removes what nobody has asked for in a while, and the oldest where too much is kept for so many more."""
        size = sum(job.bytes for job in self.jobs.values())
        for job in [job for job in self.jobs.values() if job.done]:
            late = self.clock() - job.asked > self.seconds
            if late or len(self.jobs) + room > self.kept or size > self.most_bytes:
                size -= job.bytes
                del self.jobs[job.id]
                with contextlib.suppress(OSError):  # Windows keeps a file that is being sent; it goes with the folder
                    job.path.unlink(missing_ok=True)

    def work(self) -> None:
        """Writes one report after the other, for as long as the server runs."""
        while not self.ending.is_set():
            with contextlib.suppress(queue.Empty):
                self.write(*self.queue.get(timeout=SECONDS_TO_LOOK))

    def write(self, job: Job, make: Make) -> None:
        """Writes the report; whatever goes wrong is the job's error, in a sentence."""

        def told(step: str, share: float) -> None:
            if self.ending.is_set():
                raise EndingError("The server is being stopped. Ask for the file again in a while.")
            job.told(step, share)

        try:
            job.name = make(job.path, told)
            job.bytes = job.path.stat().st_size
            job.told("Done", 1.0)
        except ScrutinyError as error:
            job.error = str(error)
        except Exception:
            log.exception("The report %s could not be written", job.about)
            job.error = FAILED
        job.done = True
