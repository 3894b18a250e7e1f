"""The server as the machine sees it: how soon it listens, what it computes and what it keeps in memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.serving import ROOT, command, environment, free_port, started

MEGA = 1_000_000


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, the seconds until it listened, and its process."""

    address: str
    seconds: float
    process: psutil.Process

    @property
    def processor(self) -> float:
        """The milliseconds of processor time that it has taken."""
        used = self.process.cpu_times()
        return 1000 * float(used.user + used.system)

    @property
    def memory(self) -> float:
        """The megabytes that it holds."""
        return float(self.process.memory_info().rss) / MEGA


@contextmanager
def serving(data: Path, log: Path) -> Iterator[Server]:
    """A production server over this store; it ends with the block."""
    port, start = free_port(), time.perf_counter()
    with started(command("serve", "--data", data), ROOT, environment(), log, port) as address:
        seconds = time.perf_counter() - start
        (process,) = [one for one in psutil.Process().children() if str(port) in one.cmdline()]
        yield Server(address, seconds, process)
