"""What a store in object storage costs in requests and seconds: `python -m benchmarks.storage STORE`.

STORE is a store or a backup, such as data/store after `scrutiny sample`. Each step is a command in a process of its own
against a server of this machine, once as it is and once over a line on which every answer comes later.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.storage import BUCKET, Line, fine, own, storage

PLACE = f"s3://{BUCKET}/store"
FIGURES = ("figures", "complaints_received", "--data", PLACE)


def measure(store: Path, folder: Path, seconds: float) -> None:
    """Prints a line for each step, with answers that come so many seconds later."""
    given = folder / "thanks.csv"
    given.write_text("month,directorate,service,compliments\n2020-04,Place,Waste,3\n")
    load = ("load", "compliments", given, "--council", "medway", "--quarter", "2020-21-Q1", "--data", PLACE)
    with storage(folder / "storage") as server:
        line = Line(server.port, seconds)
        one, other = (own(line.endpoint, folder / name) for name in ("one", "other"))
        print(f"Answers {1000 * seconds:.0f} ms later than from this machine:")
        for what, machine, words in (
            ("restore", one, ("restore", store, "--data", PLACE)),
            ("figures, from an empty mirror", other, FIGURES),
            ("figures, nothing new", other, FIGURES),
            ("load of one small file", one, load),
            ("figures, one release more", other, FIGURES),
            ("check", one, ("check", "--data", PLACE)),
        ):
            before, began = len(server.requests()), time.perf_counter()
            fine(machine, *words)
            took = time.perf_counter() - began
            asked = Counter(one.split('"')[1].split()[0] for one in server.requests()[before:])
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(asked.items()))
            print(f"  {what:32}{took:6.1f} s  {kinds}")


def main() -> None:
    """Measures without a delay and with one."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("store", type=Path)
    reader.add_argument("--delay", type=float, default=20.0, help="milliseconds by which answers come later")
    asked = reader.parse_args()
    for seconds in (0.0, asked.delay / 1000):
        with tempfile.TemporaryDirectory(prefix="scrutiny-storage-") as folder:
            measure(asked.store.resolve(), Path(folder), seconds)


if __name__ == "__main__":
    main()
