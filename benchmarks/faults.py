"""Kills commands at any moment, and looks whether the store is whole: `python -m benchmarks.faults --kills 1000`.

Each time a copy of one store is changed by a command, which is killed after a random share of the time that it takes.
Then `check` must find nothing wrong, the store must be the old one or the new one, and the next command must take away
whatever the killed one left. Each command runs in a process forked from this one, which opens no database itself.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from dashboard.imports import spend
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.publication import publish
from dashboard.intake.releases import withdraw
from dashboard.intake.sources.options import Options
from dashboard.sample import build
from dashboard.store.manifest import manifest_path, read_manifest

COMPLAINTS = "complaint_id,directorate,service,stage,received_date,responded_date,outcome,theme,channel\n"
COMPLIMENTS = "month,directorate,service,compliments\n"
PAYMENTS = "Payment Date,Net Amount,Supplier,Directorate,Service,Category\n"
MAPPING = """
[columns]
date = ["Payment Date"]
amount = ["Net Amount"]
supplier = ["Supplier"]
directorate = ["Directorate"]
service = ["Service"]
category = ["Category"]

[agency]
category = ["Agency staff"]
"""
FIRST, DRAFT = Options(new_council=True), Options(draft=True)
Command = Callable[[Path, Path], object]
COMMANDS: dict[str, Command] = {
    "load": lambda store, given: load(store, "complaints", [given / "b.csv"], "kent", "2020-21-Q1"),
    "import": lambda store, given: spend.load(
        store, [given / "paid.csv"], "kent", given / "mapping.toml", rejects_path=store.parent / "rejects.csv"
    ),
    "publish": lambda store, _: publish(store),
    "withdraw": lambda store, _: withdraw(store, 2, "the wrong file"),
    "sample": lambda store, _: build.write(store),
}
FORWARD: Command = lambda store, given: load(store, "compliments", [given / "more.csv"], "kent", "2019-20-Q4")  # noqa: E731
LATE = ("dashboard.disclosure.closing", "pandera.backends.pandas.builtin_checks")  # else each child imports them
OF_SAMPLE = 0.02  # the share of kills during `scrutiny sample`, which takes far longer than the others


def write_files(folder: Path) -> None:
    """What the commands load."""
    one = "{},Place,Waste,adults,{},,,,\n"
    (folder / "a.csv").write_text(COMPLAINTS + "".join(one.format(n, "2020-02-03") for n in range(200)))
    (folder / "b.csv").write_text(COMPLAINTS + "".join(one.format(f"B{n}", "2020-05-04") for n in range(200)))
    for name, count in (("thanks.csv", 3), ("more.csv", 4)):
        (folder / name).write_text(f"{COMPLIMENTS}2020-01,Place,Waste,{count}\n")
    paid = "{}/{}/2022,100.50,Hands Ltd,Place,Waste,Agency staff\n"
    (folder / "paid.csv").write_text(
        PAYMENTS + "".join(paid.format(day, f"0{month}") for month in (4, 5, 6) for day in (20, 21, 22))
    )
    (folder / "mapping.toml").write_text(MAPPING)


def first(store: Path, given: Path) -> None:
    """The store that commands change: two releases and a draft."""
    load(store, "complaints", [given / "a.csv"], "kent", "2019-20-Q4", options=FIRST)
    load(store, "compliments", [given / "thanks.csv"], "kent", "2019-20-Q4")
    load(store, "complaints", [given / "b.csv"], "kent", "2020-21-Q2", options=DRAFT)


def begun(command: Command, store: Path, given: Path) -> int:
    """The number of a new process that runs the command; what it says goes into a file beside the store."""
    if number := os.fork():
        return number
    code = 1
    try:
        with (store.parent / "said").open("w") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            command(store, given)
            code = 0
    except BaseException:  # noqa: BLE001 whatever it is, the parent tells
        traceback.print_exc()
    finally:
        os._exit(code)


def done(command: Command, store: Path, given: Path) -> str:
    """Runs the command to its end; what it said where it failed, or nothing."""
    failed = os.waitpid(begun(command, store, given), 0)[1]
    return (store.parent / "said").read_text() or "it failed" if failed else ""


def killed(command: Command, store: Path, given: Path, seconds: float) -> bool:
    """Kills the command after so many seconds; whether it was still running."""
    number = begun(command, store, given)
    time.sleep(seconds)
    os.kill(number, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(number, 0)[1])


def must_be_sound(store: Path, _: Path) -> None:
    """Fails unless `check` finds nothing wrong."""
    if manifest_path(store).exists() and (found := check(store)).wrong:
        raise SystemExit(str(found))


def must_be_clean(store: Path, _: Path) -> None:
    """Fails unless `check` finds nothing wrong and nothing to note, such as what an unfinished command left."""
    found = check(store)
    if found.wrong or found.notes:
        raise SystemExit(str(found))


def fault(name: str, folder: Path, given: Path, seconds: float) -> str | None:
    """Kills the command over a new copy of the store; what is wrong then, nothing, or None where it had ended."""
    store = folder / "copy" / "store"
    shutil.rmtree(store.parent, ignore_errors=True)
    store.parent.mkdir()
    if name != "sample":
        shutil.copytree(folder / "store", store)
    if not killed(COMMANDS[name], store, given, seconds):
        return None
    if said := done(must_be_sound, store, given):
        return f"it is not whole: {said}"
    if name != "sample" and read_manifest(store).release - read_manifest(folder / "store").release not in (0, 1):
        return "it is neither the old store nor the new one"
    if said := done(COMMANDS["sample"] if name == "sample" else FORWARD, store, given):
        return f"the next command fails: {said}"
    said = done(must_be_clean, store, given)
    return f"the next command leaves something: {said}" if said else ""


def times(folder: Path, given: Path, names: list[str]) -> dict[str, float]:
    """How long each command takes, in seconds."""
    found = {}
    for name in names:
        store = folder / "timed" / "store"
        shutil.rmtree(store.parent, ignore_errors=True)
        store.parent.mkdir()
        if name != "sample":
            shutil.copytree(folder / "store", store)
        began = time.monotonic()
        if said := done(COMMANDS[name], store, given):
            raise SystemExit(f"{name} fails without being killed: {said}")
        found[name] = time.monotonic() - began
    return found


def run(kills: int, seed: int, *, with_sample: bool = True) -> Counter[str]:
    """How many kills of each command the store survived; SystemExit that says which it did not."""
    chosen = random.Random(seed)
    names = [name for name in COMMANDS if with_sample or name != "sample"]
    weights = [OF_SAMPLE if name == "sample" else 1 / len(names) for name in names]
    counts = Counter[str]()
    for name in LATE:
        import_module(name)
    with tempfile.TemporaryDirectory(prefix="scrutiny-faults-") as own:
        folder = given = Path(own)
        write_files(given)
        (folder / "store").mkdir()
        if said := done(first, folder / "store", given):
            raise SystemExit(said)
        took = times(folder, given, names)
        while counts.total() < kills:
            (name,) = chosen.choices(names, weights)
            seconds = chosen.uniform(0, took[name])
            found = fault(name, folder, given, seconds)
            if found:
                raise SystemExit(f"Seed {seed}, kill {counts.total() + 1}: {name} after {seconds:.3f} s: {found}")
            counts[name] += found is not None
    return counts


def main() -> None:
    """Prints what was survived."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--kills", type=int, default=1000)
    reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    asked = reader.parse_args()
    began = time.monotonic()
    counts = run(asked.kills, asked.seed)
    each = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    minutes = (time.monotonic() - began) / 60
    print(f"Seed {asked.seed}: {counts.total():,} kills in {minutes:.0f} minutes ({each}); each left a whole store.")


if __name__ == "__main__":
    main()
