"""What a command takes: time and memory."""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.serving import ROOT, command, environment

# A process of its own that is small: the system counts what a process held before it became the command, too.
CHILD = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime)
sys.exit(done.returncode)
"""


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, seconds that processors computed, and the megabytes needed at most."""

    seconds: float
    processor: float
    megabytes: float


def scrutiny(*arguments: str | Path) -> Took:
    """What `scrutiny` takes with these arguments, its start included; ends with what it printed where it fails."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *command(*arguments)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds = time.perf_counter() - started
    most, processor = map(float, done.stdout.split())
    return Took(seconds, processor, most / (1 << (20 if platform.system() == "Darwin" else 10)))
