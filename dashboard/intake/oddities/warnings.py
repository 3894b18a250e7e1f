"""All that is odd about a file, in about a dozen sentences at most."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.intake.oddities.columns import emptied
from dashboard.intake.oddities.dates import nothing_happened
from dashboard.intake.oddities.held import held
from dashboard.intake.oddities.names import new_and_gone, written_twice
from dashboard.intake.oddities.repeated import repeated
from dashboard.intake.oddities.totals import moved
from dashboard.intake.sources.prepared import Prepared
from dashboard.intake.sources.versions import Versions
from dashboard.store.manifest import Extract


def oddities(versions: Versions, one: Prepared, current: Sequence[Extract]) -> list[str]:
    """The sentences, the gravest first; nothing where nothing is odd."""
    beside = held(versions, one, current)
    return [
        *(nothing_happened(beside) or repeated(beside)),
        *written_twice(beside),
        *emptied(beside),
        *moved(beside),
        *new_and_gone(beside),
    ]
