"""Every figure of the sample, as a digest of what `scrutiny figures` prints of each measure, council, basis, kind of
period and split, verdicts left out, to tell that a change which should change no number has changed none.

    python tests/every_figure.py STORE      writes them down anew, where numbers were meant to change
"""

from __future__ import annotations

import hashlib
import sys
from itertools import product
from pathlib import Path
from typing import get_args

from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError
from dashboard.basics.quarters import Kind, Period
from dashboard.catalogue.records import Measure
from dashboard.measures import entered
from dashboard.measures.readings import figures
from dashboard.store.data import Data
from dashboard.views.exports import figures_text

FILE = Path(__file__).with_suffix(".csv")


def digests(data: Data) -> list[str]:
    """One line for each: measure, council, basis, kind of period, split, lines printed, digest of what they say."""
    found = []
    for measure in data.catalogue.measures.values():
        asked = product(data.councils(measure.dataset), ("latest", "first_published"), get_args(Kind))
        for council, basis, kind in asked:
            if loaded := data.periods(measure.dataset, council, kind):
                found += of_measure(data, measure, council, basis, kind, loaded)
    for council, basis, kind in product(data.councils(), ("latest", "first_published"), get_args(Kind)):
        for measure in entered.measures(data, council).values():
            if known := entered.periods(data, measure, council, kind):
                found += of_measure(data, measure, council, basis, kind, known)
    return found


def of_measure(data: Data, measure: Measure, council: str, basis: str, kind: Kind, known: list[Period]) -> list[str]:
    """The lines of one measure of a council."""
    found = []
    for by in ("", *measure.by):
        text = printed(data, measure.id, council, basis, kind, by, known[0].id, known[-1].id)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        found.append(",".join([measure.id, council, basis, kind, by, str(text.count("\n")), digest]))
    return found


def printed(data: Data, measure: str, council: str, basis: str, kind: Kind, by: str, since: str, until: str) -> str:
    """What the command prints, or why it does not."""
    asked = {"council": council, "since": since, "quarter": until, "period": kind, "by": by or None, "basis": basis}
    try:
        return figures_text(figures(data, measure, **asked).drop(columns="verdict"), "csv")
    except ScrutinyError as refused:
        return str(refused)


if __name__ == "__main__":
    FILE.write_text("\n".join(digests(Data(Settings(data=Path(sys.argv[1]))))) + "\n", encoding="utf-8")
