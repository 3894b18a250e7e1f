"""Measures and prints; writes nothing but a folder of its own, which it removes."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median, quantiles

from benchmarks import clients
from benchmarks.browser import CHARTS, Bare, Click, Dashboard, chromium
from benchmarks.records import write
from benchmarks.server import serving
from tests.serving import scrutiny

OPENINGS = 5
NAME, COLUMN = 52, 36  # how wide the columns are
PAGES = ("/digital", "/agency", "/complaints")
MOVES = 12
WALKS, STEPS, LOOK = ("1", "2", "3"), 10, 1.5  # by years on show; quarters walked in each; seconds of a look at each


def spread(values: list[float]) -> str:
    """Median and, in brackets, the middle half."""
    low, _, high = quantiles(values, n=4)
    return f"{median(values):.0f} ({low:.0f} to {high:.0f})"


def with_slow(values: list[float]) -> str:
    """The same, and the 95th percentile."""
    return f"{spread(values)}, p95 {quantiles(values, n=20)[-1]:.0f}"


@contextmanager
def sample(folder: Path) -> Iterator[tuple[str, Path]]:
    """The sample store."""
    data = folder / "sample"
    written = scrutiny("sample", "--data", data)
    if written.returncode:
        raise SystemExit(written.stderr)
    yield "the sample", data


@contextmanager
def generated(folder: Path, records: int) -> Iterator[tuple[str, Path]]:
    """A store of generated records."""
    data = folder / f"generated-{records}"
    yield f"{write(data, records):,} records", data


def walked(dashboard: Dashboard) -> list[Click]:
    """The clicks of somebody who goes back quarter by quarter and looks at each, in states that nobody asked for."""
    clicks = []
    for years in WALKS:
        dashboard.open(f"?years={years}")
        dashboard.settle()
        first, *others = dashboard.quarters()[1 : STEPS + 2]
        dashboard.click(first)  # from here on it is a walk
        for quarter in others:
            time.sleep(LOOK)
            clicks.append(dashboard.click(quarter))
    return clicks


def measure(folder: Path, name: str, data: Path, clicks: int) -> dict[str, str]:
    """Every figure of one store."""
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    found: dict[str, str] = {"": name}
    with (
        serving(data, folder / "server.log") as server,
        chromium(folder / f"{data.name}-profile") as first,
        chromium(folder / f"{data.name}-bare-profile") as second,
    ):
        address = server.address
        dashboard, bare = Dashboard(first, address), Bare(second, pages)
        cold = [dashboard.open_cold() for _ in range(OPENINGS + 1)][1:]
        openings = [dashboard.open() for _ in range(OPENINGS + 1)][1:]
        dashboard.settle()
        quarters = dashboard.quarters()
        # the newest twelve, to and fro: each click asks for another quarter, and the charts always have data
        walk = [quarters[1 + number % 11] for number in range(clicks + 4)]
        clicks_seen, bare_times = [], []
        for quarter in walk:
            click = dashboard.click(quarter)
            clicks_seen.append(click)
            bare_times.append(bare.draw(click.figures))
        looked = walked(dashboard)
        bare_cold = [bare.open_cold(clicks_seen[-1].figures) for _ in range(OPENINGS + 1)][1:]
        bare.close()
        clicks_seen, bare_times = clicks_seen[4:], bare_times[4:]  # the first ones warm up browser and server
        page_times = [one.milliseconds for one in clicks_seen]
        pages_there = [path for path in PAGES if path in dashboard.pages()]
        moves = []
        if len(pages_there) > 1:  # generated records are complaints alone, and have no other page
            moves = [dashboard.move(pages_there[number % len(pages_there)]) for number in range(MOVES)]
        found["start to listening, seconds"] = f"{server.seconds:.1f}"
        found["first load, ms"] = spread([milliseconds for milliseconds, _ in cold])
        found["first load of a bare page with these charts, ms"] = spread(bare_cold)
        found["first load, kB"] = f"{median(size for _, size in cold) / 1000:.0f}"
        found["second visit, ms"] = spread(openings)
        found["from page to page, first chart, ms"] = spread(moves) if moves else ""
        found["click to the first chart repainted, ms"] = with_slow([one.first for one in clicks_seen])
        found[f"click to {CHARTS} charts and a table repainted, ms"] = with_slow(page_times)
        found["walking on, first chart repainted, ms"] = with_slow([one.first for one in looked])
        found[f"walking on, {CHARTS} charts and a table repainted, ms"] = with_slow(
            [one.milliseconds for one in looked]
        )
        found["main thread of the page, a click, ms"] = spread([one.busy for one in clicks_seen])
        found["the same charts given to Plotly alone, ms"] = spread(bare_times)
        found["ratio"] = f"{median(page_times) / median(bare_times):.2f}"
        stages = ("corporate_stage_1", "corporate_stage_2", "childrens_stage_1", "adults")
        searches = [
            f"?quarter={quarter}&stage={stage}&years={years}"
            for quarter, stage, years in product(quarters[:8], stages, ("1", "2", "5"))
        ]
        for name in ("a state never asked before", "a state asked before"):
            before = server.processor
            found[f"server, {name}, ms"] = spread(clients.one_by_one(click, address, searches))
            found[f"its processor time, {name}, ms"] = f"{(server.processor - before) / len(searches):.1f}"
        a_second, slowest = clients.clicks_a_second(click, address, searches)
        found[f"clicks a second, {clients.PEOPLE} people"] = f"{a_second:.0f}"
        found["the slowest of these, ms"] = f"{slowest:.0f}"
        found["memory of the server, MB"] = f"{server.memory:.0f}"
    return found


def main() -> None:
    """Measures the sample and large stores, and prints them beside each other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--records", type=int, nargs="*", default=[1_000_000, 10_000_000], help="how many records each store has"
    )
    parser.add_argument("--clicks", type=int, default=30, help="how many clicks to measure")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        columns = []
        for store in (sample(folder), *(generated(folder, records) for records in asked.records)):
            with store as (title, data):
                columns.append(measure(folder, title, data, asked.clicks))
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; median (middle half) of {asked.clicks}")
    for key in columns[0]:
        print(f"{key:<{NAME}}" + "".join(f"{column[key]:>{COLUMN}}" for column in columns))


if __name__ == "__main__":
    main()
