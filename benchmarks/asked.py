"""What a server holds after ever more different questions: `python -m benchmarks.asked --questions 100000`.

Each question is another view of the sample: page, council, quarter, basis, directorate, stage, what is searched for in
a list; half are clicks and half are whole pages. What is held is printed after each doubling.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import random
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.load.questions import PAGES, QUARTERS, RECORDS, Question, click, page
from benchmarks.server import serving
from tests.serving import scrutiny

FIRST = 1000  # the questions before the first look
PEOPLE = 4
COUNCILS = ("medway", "thurrock", "maidstone")
ROW = "{:>12}{:>12}"


def questions(seed: int) -> Iterator[Question]:
    """Ever other views."""
    chosen = random.Random(seed)
    for number in itertools.count():
        name = chosen.choice(PAGES)
        search = f"council={chosen.choice(COUNCILS)}&quarter={chosen.choice(QUARTERS)}"
        search += f"&basis={chosen.choice(('latest', 'first_published'))}&years={chosen.randint(1, 6)}"
        if name in RECORDS:
            search += f"&records={RECORDS[name]}"
        yield chosen.choice((click, page))(name, f"{search}&find={number}")


def ask(connection: http.client.HTTPConnection, asked: Question) -> None:
    """Asks one question; RuntimeError where there is no answer."""
    headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, br"}
    connection.request("POST" if asked.body else "GET", asked.address, asked.body or None, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"The server answered {answer.status} to {asked.key}")


def main() -> None:
    """Asks, and prints what the server holds."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--questions", type=int, default=100_000)
    reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory(prefix="scrutiny-asked-") as own:
        folder = Path(own)
        if (written := scrutiny("sample", "--data", folder / "store")).returncode:
            raise SystemExit(written.stderr)
        with serving(folder / "store", folder / "server.log") as server, ThreadPoolExecutor(PEOPLE) as people:
            host = urlsplit(server.address).netloc
            connections = [http.client.HTTPConnection(host, timeout=120) for _ in range(PEOPLE)]
            waiting, done, until = questions(asked.seed), 0, FIRST
            print(ROW.format("questions", "MB held"))
            while done < asked.questions:
                until = min(until, asked.questions)
                while done < until:
                    several = list(itertools.islice(waiting, min(PEOPLE, until - done)))
                    list(people.map(ask, connections, several))
                    done += len(several)
                until *= 2
                print(ROW.format(f"{done:,}", f"{server.memory:.0f}"), flush=True)


if __name__ == "__main__":
    main()
