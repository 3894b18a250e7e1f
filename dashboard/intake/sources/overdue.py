"""Which of the files that a council expects have not come for the last quarter that has ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from dashboard.basics.quarters import Period
from dashboard.intake.sources.expected import Expected, read_expected
from dashboard.intake.sources.folder import due_date
from dashboard.store.manifest import Manifest


@dataclass(frozen=True)
class Awaited:
    """A file that is not there yet: of which period, and until when it was to come, if that is said."""

    expected: Expected
    period: Period
    due: dt.date | None

    def late(self, day: dt.date) -> bool:
        """Whether it was to be there before this day."""
        return self.due is not None and self.due < day


def awaited(data: Path, manifest: Manifest, day: dt.date) -> list[Awaited]:
    """What `sources.csv` expects of the quarter before the one that holds this day and nobody has loaded, the longest
    awaited first; UsageError without that file, or where it has mistakes."""
    period = Period.holding(day) - 1
    there = {one.place for one in manifest.current()}
    missing = (one for one in read_expected(data) if (one.dataset, one.council, period, one.source) not in there)
    found = [Awaited(one, period, due_date(one, period)) for one in missing]
    return sorted(found, key=lambda one: (one.due is None, one.due or day, one.expected.place))
