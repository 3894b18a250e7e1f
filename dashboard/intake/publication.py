"""`scrutiny publish`: what waits to be public becomes so, in a release of its own."""

from __future__ import annotations

from pathlib import Path

from dashboard.basics.errors import listed
from dashboard.intake.loading import beside
from dashboard.intake.releases import stored
from dashboard.store import definitions, rules
from dashboard.store.manifest import Manifest
from dashboard.store.writing import write_lock

NOTHING = (
    "There is nothing to publish: every figure is counted by the definitions of now. Nothing was changed, and there is "
    "no new release."
)


def publish(data: Path, reason: str = "", by: str | None = None) -> str:
    """Counts anew, as a release, what is counted by former definitions, and says what it did.

    Raises CatalogueError where a definition cannot be used; the store is as it was.
    """
    stored(data)
    with write_lock(data) as writer:
        before, due = writer.manifest, writer.due()
        if not due:
            return NOTHING
        why = " ".join(reason.split()) or f"Counted anew: {listed(due)}."
        after = writer.publish(why, by)
    mended = [name for name in due if name not in {*rules.changed(before, after), *definitions.changed(before, after)}]
    return "\n".join([f"Release {after.release}: {why}", *told(mended, before), *beside(data, before, after)])


def told(mended: list[str], before: Manifest) -> list[str]:
    """Sentences on cubes that were written anew because their file was damaged."""
    return [
        f"The file of the figures of {name} ({before.cubes[name].path}) was damaged and is whole." for name in mended
    ]
