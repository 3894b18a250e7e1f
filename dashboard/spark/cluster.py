"""The way to a Spark cluster, and what a person is told where it fails.

Spark itself waits for ever for a worker and for a minute for a master; here a master has to answer at once, and a
cluster that has lost all its workers has half a minute to get another. What a lost worker was at is done by the others.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.basics.errors import CatalogueError, StoreError, UsageError
from dashboard.store import database
from dashboard.store.queries import Queries

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PATIENCE_SECONDS = 30  # in which a cluster without a worker has to get one
ANSWER_SECONDS = 10  # in which a master has to answer
UNTOUCHED = "The store is as it was."
NO_MASTER = "Say where the cluster is: --master spark://host:7077. With --master 'local[*]' this machine counts alone."
NO_EXTRA = "Counting on Spark is an extra that is not installed: pip install 'scrutiny[spark]'."
NO_JAVA = (
    "Spark needs Java 17 or newer, and there is no `java` on the PATH or in JAVA_HOME. "
    "On Debian and Ubuntu: apt-get install openjdk-17-jre-headless."
)
NO_WORKER = (
    "The Spark cluster at {master} has had no worker for {seconds} s, so that nothing was counted. "
    f"Start one, or free its cores, and publish again. {UNTOUCHED}"
)
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what does not fit a type is an error, as in DuckDB, and not empty
    "spark.sql.runSQLOnFiles": "false",  # a council's own SQL reads its records and no file
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
}


@contextmanager
def engine(master: str | None) -> Iterator[database.Engine]:
    """What counts cubes on the cluster at an address such as `spark://host:7077`; it is started by the first of them.

    Raises UsageError where something is missing on this machine. The engine raises StoreError where the cluster fails
    and CatalogueError for SQL that Spark cannot run.
    """
    if not master:
        raise UsageError(NO_MASTER)
    if not all(map(find_spec, ("pyspark", "sqlglot"))):
        raise UsageError(NO_EXTRA)
    if not has_java():
        raise UsageError(NO_JAVA)
    cluster = Cluster(master)
    try:
        yield cluster.count
    finally:
        cluster.stop()


def has_java() -> bool:
    """Whether this machine has Java."""
    home = os.environ.get("JAVA_HOME")
    return (Path(home) / "bin" / "java").exists() if home else shutil.which("java") is not None


class Cluster:
    """A cluster that counts, from the first count on."""

    def __init__(self, master: str) -> None:
        self.master = master
        self.session: SparkSession | None = None

    def count(self, connection: database.Connection, table: str, name: str, queries: Queries) -> None:
        """Keeps the answer of a query without parameters as a table of the database, counted on the cluster."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.errors.exceptions.base import AnalysisException, ParseException
        from sqlglot.errors import SqlglotError

        from dashboard.spark.counting import count

        try:
            session = self.session = self.session or start(self.master)
            self.patiently(session, lambda: count(session, connection, table, name, queries))
        except (SqlglotError, AnalysisException, ParseException) as error:
            raise CatalogueError(
                f"{name}.sql cannot be counted on Spark: {first_line(error)} Write it otherwise, or publish with "
                f"--engine duckdb. {UNTOUCHED}"
            ) from error
        except (PySparkException, Py4JError, ConnectionError) as error:
            raise StoreError(f"Counting {name} on {self.master} failed: {first_line(error)} {UNTOUCHED}") from error

    def patiently(self, session: SparkSession, work: Callable[[], None]) -> None:
        """Does the work, unless the cluster is without a worker for too long."""
        seen = time.monotonic()
        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(work)
            while not wait([done], timeout=0.5).done:
                if self.master.startswith("local") or workers(session):
                    seen = time.monotonic()
                elif time.monotonic() - seen > PATIENCE_SECONDS:
                    self.stop()  # what waits now and what would wait next
                    raise StoreError(NO_WORKER.format(master=self.master, seconds=PATIENCE_SECONDS))
            done.result()

    def stop(self) -> None:
        """Gives the cluster back what it lent."""
        if self.session:
            with suppress(Exception):  # what it was asked for is known already
                self.session.stop()


def start(master: str) -> SparkSession:
    """A session on the cluster. Raises StoreError where no master answers."""
    if addresses := re.fullmatch(r"spark://(.+)", master):
        refuse_silence(master, addresses[1].split(","))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas 3, which nothing here gives to Spark
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master(master).appName("scrutiny publish")
        for key, value in SETTINGS.items():
            builder = builder.config(key, value)
        return builder.getOrCreate()


def refuse_silence(master: str, addresses: list[str]) -> None:
    """Raises StoreError where none of these hosts and ports answers."""
    said = ""
    for address in addresses:
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), ANSWER_SECONDS).close()
        except (OSError, ValueError) as error:
            said = getattr(error, "strerror", None) or str(error)
        else:
            return
    raise StoreError(f"No Spark master answers at {master} ({said}). Start it, or correct --master. {UNTOUCHED}")


def workers(session: SparkSession) -> int:
    """How many workers' processes count for the session now."""
    return int(session.sparkContext._jsc.sc().getExecutorMemoryStatus().size()) - 1  # the session's own is in it too


def first_line(error: Exception) -> str:
    """What happened, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return lines[0].rstrip(".") + "."
