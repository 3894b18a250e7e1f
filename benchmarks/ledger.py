"""How long a year of a large council's published payments takes to import, and how much memory: measures and prints."""

from __future__ import annotations

import argparse
import csv
import os
import platform
import random
import tempfile
import time
from pathlib import Path

from benchmarks import measured

COLUMNS = ("Payment Date", "Net Amount", "Supplier Name", "Service Area", "Team", "Expenses Type", "Invoice", "Purpose")
MAPPING = """
[columns]
date = ["Payment Date"]
amount = ["Net Amount"]
supplier = ["Supplier Name"]
directorate = ["Service Area"]
service = ["Team"]
category = ["Expenses Type"]

[agency]
category = ["Agency staff"]
"""


def write_ledger(path: Path, lines: int) -> None:
    """Writes so many invented payments of the year 2022/23; one line in a thousand cannot be read."""
    dice = random.Random(5)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(lines):
            month, day = dice.randrange(12), dice.randint(1, 28)
            date = f"{day:02}/{(month + 3) % 12 + 1:02}/{2022 + (month > 8)}" if number % 1000 else "to follow"
            area = dice.randrange(8)
            amount = f"{dice.randint(-100_000, 2_000_000) / 100:,.2f}"
            kind = "Agency staff" if dice.random() < 0.03 else f"Kind {dice.randrange(60)}"
            team = f"Team {area}.{dice.randrange(12)}"
            supplier = f"Supplier {dice.randrange(9_000)} Ltd"
            writer.writerow(
                [date, amount, supplier, f"Area {area}", team, kind, number, "Payment of an invoice, in full"]
            )


def seconds_of_python(path: Path) -> float:
    """How long the standard library takes to pass over the rows once and sum one column."""
    start = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        sum(float(row["Net Amount"].replace(",", "")) for row in csv.DictReader(file))
    return time.perf_counter() - start


def imported(folder: Path, ledger: Path) -> measured.Took:
    """What the command takes, its start and publishing included."""
    mapping = folder / "mapping.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    options = (
        "--council",
        "spendshire",
        "--mapping",
        mapping,
        "--data",
        folder / "store",
        "--rejects",
        folder / "r.csv",
    )
    return measured.scrutiny("import", "spend-over-500", ledger, *options)


def main() -> None:
    """Writes a ledger, imports it and prints what that took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__)
    parser.add_argument("--lines", type=int, default=500_000, help="how many payments to generate")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = folder / "ledger.csv"
        write_ledger(ledger, asked.lines)
        size = ledger.stat().st_size / (1 << 20)
        plain = seconds_of_python(ledger)
        took = imported(folder, ledger)
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; {asked.lines:,} payments, {size:.0f} MB")
    print(f"import, start and publishing included: {took.seconds:.1f} s, at most {took.megabytes:.0f} MB of memory")
    print(f"one pass of csv.DictReader that sums a column: {plain:.1f} s; ratio {took.seconds / plain:.2f}")


if __name__ == "__main__":
    main()
