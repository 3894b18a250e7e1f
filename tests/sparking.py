"""A Spark cluster of this machine: a master and workers, each a process of its own, as PySpark brings them."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pyspark
from serving import command, environment

PROGRAM = Path(pyspark.__file__).parent / "bin" / "spark-class"
SECONDS_TO_START = 90
# Small, so that all of it fits on a small machine. Partitions of few rows cost more than they save, and so does code
# that is compiled well and runs once.
DEFAULTS = """\
spark.executor.memory {memory}
spark.executor.cores 1
spark.sql.shuffle.partitions 2
spark.ui.enabled false
spark.sql.codegen.wholeStage false
spark.driver.extraJavaOptions {java}
spark.executor.extraJavaOptions {java}
"""
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


class Cluster:
    """A master on the loopback address and the workers that were started for it."""

    def __init__(self, folder: Path, memory: str = "600m") -> None:
        self.folder, self.memory = folder, memory
        self.workers: list[subprocess.Popen[bytes]] = []
        self.begun: set[Path] = set()  # what counted for an earlier process
        (folder / "spark-defaults.conf").write_text(DEFAULTS.format(memory=memory, java=JAVA), encoding="utf-8")
        self.environment = environment() | {
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_CONF_DIR": str(folder),
            "SPARK_DAEMON_JAVA_OPTS": JAVA,
        }
        self.process = self.run("Master", "--host", "127.0.0.1", "--port", "0")
        self.master = self.said("Master0", r"Starting Spark master at (spark://\S+)")

    def run(self, role: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts a process of the cluster, its log in a file."""
        log = self.folder / f"{role}{len(self.workers)}.log"
        name = f"org.apache.spark.deploy.{role.lower()}.{role}"
        with log.open("wb") as out:
            return subprocess.Popen(
                [str(PROGRAM), name, "--webui-port", "0", *arguments],
                env=self.environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def add_worker(self) -> None:
        """Starts a worker and waits until the master has it."""
        number = len(self.workers)
        folder = self.folder / f"work{number}"
        options = ("--host", "127.0.0.1", "--cores", "1", "--memory", self.memory, "--work-dir", str(folder))
        self.workers.append(self.run("Worker", *options, self.master))
        self.said(f"Worker{number}", r"(Successfully registered) with master")

    def said(self, name: str, pattern: str) -> str:
        """What a process has written to its log; waits for it."""
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            text = (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
            if found := re.search(pattern, text):
                return found[1]
            time.sleep(0.1)
        raise AssertionError(f"{name} did not start:\n{text}")

    def publishing(self, data: Path, *, patience: int = 30) -> subprocess.Popen[str]:
        """`scrutiny publish` on this cluster, with less patience if so wished."""
        self.begun = set(self.folder.glob("work*/app-*"))
        _, *usual = command("publish", "--engine", "spark", "--master", self.master, "--data", data)
        start = (
            f"import sys; from dashboard.spark import cluster; cluster.PATIENCE_SECONDS = {patience}; "
            f"sys.argv[1:] = {usual[2:]!r}; from dashboard.cli.commands import main; main()"
        )
        return subprocess.Popen(
            [*command()[:1], "-c", start], env=self.environment, cwd=environment()["PYTHONPATH"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Lets this process find the cluster's settings."""
        before = dict(os.environ)
        os.environ.update({name: self.environment[name] for name in ("SPARK_LOCAL_IP", "SPARK_CONF_DIR")})
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)

    def wait_for_work(self, worker: int, process: subprocess.Popen[str]) -> None:
        """Waits until a worker has begun to count for the process."""
        end = time.monotonic() + SECONDS_TO_START
        while not set(self.folder.glob(f"work{worker}/app-*")) - self.begun:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < end, "no worker has got anything to do"
            time.sleep(0.1)

    def kill_worker(self, worker: int) -> None:
        """Ends a worker, and what counts for it, as a failing machine would."""
        os.killpg(self.workers[worker].pid, signal.SIGKILL)
        self.workers[worker].wait()

    def stop(self) -> None:
        """Ends all that is left of it."""
        for process in (*self.workers, self.process):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def cluster(folder: Path, workers: int, memory: str = "600m") -> Iterator[Cluster]:
    """A cluster with so many workers of a core and so much memory each; it ends with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    started = Cluster(folder, memory)
    try:
        for _ in range(workers):
            started.add_worker()
        yield started
    finally:
        started.stop()
        for left in folder.glob("work*"):
            shutil.rmtree(left, ignore_errors=True)
