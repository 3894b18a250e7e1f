"""How long DuckDB and a Spark cluster of this machine take to count the cube of complaints, and whether they agree.

The cluster is a master and two workers of one core each, all on this machine: what it shows is what Spark costs, not
what more machines bring.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import records
from dashboard.basics.config import ROOT
from dashboard.spark.cluster import engine
from dashboard.store import database
from dashboard.store.manifest import read_manifest
from dashboard.store.publish import count

sys.path.append(str(ROOT / "tests"))
MEMORY = "2g"  # of each worker


def counted(data: Path, target: Path, by: database.Engine) -> float:
    """Seconds to count the cube of complaints from all records, both bases."""
    manifest = read_manifest(data)
    start = time.perf_counter()
    count(data, replace(manifest, cubes={}), "complaints", target, manifest.cubes["complaints"].rules, by)
    return time.perf_counter() - start


def rows(path: Path) -> list[tuple[object, ...]]:
    """The rows of a cube."""
    with database.connect() as connection:
        database.load_parquet(connection, "cube", path)
        return database.rows_of(connection, "cube")


def main() -> None:
    """Measures for so many records and prints."""
    from sparking import cluster  # type: ignore[import-not-found] # in tests/

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[100_000, 1_000_000])
    sizes: Sequence[int] = parser.parse_args().records
    for size in sizes:
        with TemporaryDirectory() as name:
            folder = Path(name)
            total = records.write(folder / "store", size)
            alone = counted(folder / "store", folder / "duckdb", database.view_query)
            with cluster(folder / "spark", 2, MEMORY) as machines, machines.told(), engine(machines.master) as by_spark:
                first, second = (counted(folder / "store", folder / "spark.parquet", by_spark) for _ in range(2))
            same = rows(folder / "duckdb") == rows(folder / "spark.parquet")
            print(
                f"{total:,} records: DuckDB {alone:.1f} s; Spark {first:.1f} s with its start, then {second:.1f} s; "
                f"{'the same' if same else 'OTHER'} rows"
            )


if __name__ == "__main__":
    main()
