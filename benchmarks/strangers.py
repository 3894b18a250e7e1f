"""`python -m benchmarks.strangers --runs 1000000`: bytes of any kind given to what reads addresses, clicks and files.

Atheris makes them, led by which lines they reach. It stops at the first that ends in anything but an answer or a
sentence, takes more than two seconds, or makes the process larger than `MOST_MEGABYTES`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
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
    """Gives a body to what decides whether it is a click: a page's own, in which parts are something else."""
    wired = list(callbacks.items())

    def one(given: bytes) -> None:
        chance = atheris.FuzzedDataProvider(given)
        output, callback = wired[chance.ConsumeIntInRange(0, len(wired) - 1)]
        asked: dict[str, Any] = {"output": output}
        for name in ("inputs", "state"):
            asked[name] = [{**one, "value": value(chance)} for one in callback[name]]
        parts = (one.rpartition(".") for one in output.strip(".").split("..."))
        asked["outputs"] = [{"id": name, "property": kind} for name, _, kind in parts]
        asked["changedPropIds"] = [chance.ConsumeUnicodeNoSurrogates(20)]
        for _ in range(chance.ConsumeIntInRange(0, 2)):
            change(asked, chance)
        is_click(asked, callbacks)

    return one


def value(chance: Any) -> Any:
    """Something that JSON can hold."""
    texts = (lambda: chance.ConsumeUnicodeNoSurrogates(30), chance.ConsumeBool, lambda: chance.ConsumeInt(8))
    kinds = (*texts, chance.ConsumeFloat, lambda: None, lambda: [value(chance)], lambda: {"id": value(chance)})
    return kinds[chance.ConsumeIntInRange(0, len(kinds) - 1)]()


def change(there: Any, chance: Any) -> None:
    """Makes one part of lists and tables within each other something else, or takes it out."""
    while there:
        key = chance.PickValueInList(list(there) if isinstance(there, dict) else list(range(len(there))))
        if isinstance(there[key], dict | list) and there[key] and chance.ConsumeBool():
            there = there[key]
        elif chance.ConsumeBool():
            there[key] = value(chance)
            return
        else:
            del there[key]
            return


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
        began, done = time.monotonic(), 0

        def counted(one: bytes) -> None:
            nonlocal done
            target(one)
            if (done := done + 1) == given.runs:
                print(f"{done:,} {given.of} in {time.monotonic() - began:,.0f} seconds", flush=True)
                os._exit(0)  # ending takes longer than an input may, by which the watch over them would be woken

        limits = [f"-timeout={SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}", "-max_len=4000"]
        atheris.Setup([sys.argv[0], *limits], counted)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
