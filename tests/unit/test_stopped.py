"""Who stops a command is told so, also while the database works, which raises something else then."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from serving import ROOT

PATIENCE = 60
COMMAND = """
import signal
import duckdb
from dashboard.cli import commands
signal.signal(signal.SIGINT, signal.default_int_handler)
def app():
    duckdb.execute("SET threads = 1")  # a thread that waits for others looks for signals only between their steps
    print("begun", flush=True)
    duckdb.sql("SELECT n FROM range(1000000000000) AS numbers (n) WHERE hash(n) = 1").create("found")
commands.app = app
commands.main()
"""


def test_a_command_that_is_stopped_while_the_database_works_says_so_in_a_word() -> None:
    given = [sys.executable, "-c", COMMAND]
    with subprocess.Popen(given, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == "begun\n"
        time.sleep(0.5)  # by then the database works; sooner it would be stopped as anything else
        command.send_signal(signal.SIGINT)
        try:
            _, said = command.communicate(timeout=PATIENCE)
        finally:
            command.kill()
        assert (said, command.returncode) == ("Stopped.\n", 130)
