"""`python -m benchmarks.strangers --runs 1000000`: bytes of any kind given to what reads addresses, clicks and files.

Atheris makes them, led by which lines they reach. It stops at the first that ends in anything but an answer or a
sentence, takes more than two seconds, or makes the process larger than `MOST_MEGABYTES`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["dashboard"]):
    from dashboard.basics.config import Settings
    from dashboard.basics.errors import ScrutinyError
    from dashboard.basics.progress import Patience
    from dashboard.basics.quarters import Period
    from dashboard.intake.sources.prepared import prepared
    from dashboard.pages.registry import PAGES, asked
    from dashboard.store.data import Data
    from dashboard.web.limits import is_click

from app import create_app
from dashboard.sample.build import write

SECONDS = 2
MOST_MEGABYTES = 1500
DATASETS = ("complaints", "compliments", "digital", "temporary_accommodation", "agency", "procurement", "kpis")
Target = Callable[[bytes], None]


def addresses(data: Data) -> Target:
    """Gives a page's query string to what reads it."""
    pages = [page for page in PAGES if page.dataset]

    def one(given: bytes) -> None:
        page = pages[given[0] % len(pages)] if given else pages[0]
        data.states.found.clear()  # each is read, whether it was before or not
        asked(data, page, "?" + given[1:].decode("utf-8", "replace"))

    return one


def clicks(callbacks: dict[str, Any]) -> Target:
    """Gives a body to what decides whether it is a click."""

    def one(given: bytes) -> None:
        with contextlib.suppress(ValueError, RecursionError):
            is_click(json.loads(given), callbacks)

    return one


def files(store: Path, folder: Path) -> Target:
    """Gives a file to what reads extracts; any but the first two bytes, which say of what dataset and form it is."""
    period = Period.parse("2019-20-Q4")

    def one(given: bytes) -> None:
        first, form = (*given[:2], 0, 0)[:2]
        path = folder / f"given.{'csv' if form % 4 else ('xlsx', 'parquet', 'ods')[form // 4 % 3]}"
        path.write_bytes(given[2:])
        with contextlib.suppress(ScrutinyError):
            prepared(store, DATASETS[first % len(DATASETS)], [path], "medway", period, None, Patience(), "main")

    return one


def main() -> None:
    """Runs one kind, or all, for as many inputs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--of", choices=("addresses", "clicks", "files"), default="addresses")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scrutiny-strangers-") as folder:
        store = Path(folder) / "store"
        write(store)
        settings = Settings(data=store)
        target = {
            "addresses": lambda: addresses(Data(settings)),
            "clicks": lambda: clicks(create_app(settings).callback_map),
            "files": lambda: files(store, Path(folder)),
        }[given.of]()
        began = time.monotonic()
        limits = [f"-atheris_runs={given.runs}", f"-timeout={SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}"]
        atheris.Setup([sys.argv[0], *limits, "-max_len=4000", "-print_final_stats=1"], target)
        atheris.Fuzz()
        print(f"{given.runs:,} {given.of} in {time.monotonic() - began:,.0f} seconds", flush=True)


if __name__ == "__main__":
    main()
