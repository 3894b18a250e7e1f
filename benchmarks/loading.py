"""What loading and publishing cost as there is more of it, and what a server of it costs then: `make bench-load`.

Each store is a number of quarters of complaints, shared by one council or several of the same size. All of it is loaded
as drafts and published at once; then one council's next quarter is loaded from a CSV file, and the store is served.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks import measured, records
from benchmarks.server import serving
from dashboard.store.manifest import read_manifest

CHILD = """
import sys
from pathlib import Path
from benchmarks import records
store, complaints, councils, quarters, following = sys.argv[1:]
print(records.write_drafts(Path(store), int(complaints), int(councils), int(quarters), Path(following)))
"""


def measure(folder: Path, complaints: int, councils: int, quarters: int) -> dict[str, str]:
    """Every figure of a store with about so many records."""
    store, following = folder / "store", folder / "following.csv"
    written = subprocess.run(  # in a process of its own, whose memory goes with it
        [sys.executable, "-c", CHILD, store, str(complaints), str(councils), str(quarters), following],
        capture_output=True,
        text=True,
        check=True,
    )
    found = {"records": f"{int(written.stdout.split()[-1]):,}"}  # DuckDB draws its progress before it
    told("all published at once", found, measured.scrutiny("publish", "--data", store))
    place = ("--council", records.COUNCILS[0], "--quarter", (records.LAST + 1).id)
    took = measured.scrutiny("load", "complaints", following, *place, "--data", store)
    found["rows of one more quarter"] = f"{read_manifest(store).extracts[-1].rows:,}"
    told("one more quarter loaded", found, took)
    found["rows of the cube"] = f"{read_manifest(store).cubes['complaints'].rows:,}"
    found["extracts, MB"] = f"{sum(one.stat().st_size for one in store.glob('extracts/**/*.parquet')) / 1e6:.0f}"
    with serving(store, folder / "server.log") as server:
        found["start to listening, s"] = f"{server.seconds:.1f}"
        found["memory of the server, MB"] = f"{server.memory:.0f}"
    return found


def told(what: str, found: dict[str, str], took: measured.Took) -> None:
    """Adds what a command took."""
    found[f"{what}, s"] = f"{took.seconds:.1f}"
    found[f"{what}, s of processors"] = f"{took.processor:.1f}"
    found[f"{what}, MB at most"] = f"{took.megabytes:.0f}"


def main(asked: Sequence[str] | None = None) -> None:
    """Measures one store after the other and prints a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.loading", description=__doc__)
    about = "how many arrive; the register has a quarter more, for what stays open stands in each extract"
    parser.add_argument("--records", type=int, nargs="+", default=[1_000_000, 10_000_000], help=about)
    most = len(records.COUNCILS)
    parser.add_argument("--councils", type=int, default=1, choices=range(1, most + 1), metavar=f"1-{most}")
    parser.add_argument("--quarters", type=int, default=records.QUARTERS)
    given = parser.parse_args(asked)
    if given.quarters < 1 or min(given.records) < given.quarters * given.councils:
        parser.error("each council needs a record a quarter")
    columns = []
    for complaints in given.records:
        with tempfile.TemporaryDirectory(prefix="scrutiny-loading-") as folder:
            columns.append(measure(Path(folder), complaints, given.councils, given.quarters))
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}, pandas {pd.__version__}; councils: {given.councils}, quarters: {given.quarters}"
    )
    for key in columns[0]:
        print(f"{key:<48}" + "".join(f"{column[key]:>16}" for column in columns))


if __name__ == "__main__":
    main()
