"""Killed at any moment, commands leave a whole store; `make faults` does the same a thousand times."""

from __future__ import annotations

import subprocess
import sys

from serving import ROOT, environment

KILLED = """
from benchmarks import faults
counts = faults.run(12, 1, with_sample=False)
assert counts.total() == 12
assert counts.keys() == {"load", "import", "publish", "withdraw"}, counts
"""


def test_commands_killed_at_any_moment_leave_a_whole_store() -> None:
    subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, env=environment(), check=True)


LOSES = """
from benchmarks import faults

def spoil(store, given):
    (store / "extracts" / "stray.parquet").write_text("not a release's")
    next((store / "cubes").iterdir()).write_text("")

faults.COMMANDS = {"spoil": lambda store, given: (spoil(store, given), faults.time.sleep(60))}
faults.times = lambda *_: {"spoil": 1.0}
faults.random.Random.uniform = lambda *_: 1.0
faults.run(1, 1, with_sample=False)
"""


def test_a_command_that_leaves_a_broken_store_is_found() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOSES], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "kill 1: spoil after 1.000 s: it is not whole" in ran.stderr
