"""`scrutiny publish`: what waits to be public becomes so, in a release of its own."""

from __future__ import annotations

from pathlib import Path

from dashboard.basics import files
from dashboard.basics.errors import LoadError, listed
from dashboard.contracts.datasets import contract_for
from dashboard.intake.loading import beside, refuse_overlap
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.releases import named, stored
from dashboard.intake.sources.systems import refuse_shared_drafts
from dashboard.store import database, definitions, rules
from dashboard.store.manifest import Manifest
from dashboard.store.writing import write_lock

NOTHING = (
    "There is nothing to publish: there is no draft, and every figure is counted by the definitions of now. Nothing "
    "was changed, and there is no new release."
)


def publish(data: Path, reason: str = "", by: str | None = None, engine: database.Engine = database.view_query) -> str:
    """Makes all drafts public and counts anew what is counted by former definitions, as one release; says what it did.

    Raises CatalogueError where a definition cannot be used and LoadError for drafts that cannot be published; the store
    is then as it was.
    """
    stored(data)
    with write_lock(data) as writer:
        writer.engine = engine
        before, due, tables = writer.manifest, writer.due(), writer.public_due()
        if not due and not before.pending and not tables:
            return NOTHING
        refuse_drafts(data, before)
        why = " ".join(reason.split()) or usual_reason(before, due, tables)
        after = writer.publish(why, by)
    mended = [name for name in due if name not in {*rules.changed(before, after), *definitions.changed(before, after)}]
    published = [f"Public now: {named(one)}, from {one.source} (release {one.release})." for one in before.pending]
    return "\n".join(
        [f"Release {after.release}: {why}", *published, *told(mended, before), *beside(data, before, after)]
    )


def usual_reason(before: Manifest, due: list[str], tables: list[str]) -> str:
    """Why there is a release, where nobody says it."""
    drafts = sorted({one.release for one in before.pending})
    parts = [f"drafts made public: {listed([str(one) for one in drafts])}"] if drafts else []
    parts += [f"counted anew: {listed(due)}"] if due else []
    parts += [f"public tables of {listed(tables)}"] if tables else []
    return f"{'; '.join(parts)}.".capitalize()


def refuse_drafts(data: Path, before: Manifest) -> None:
    """Refuses drafts whose file is damaged, or whose months or records are counted by another extract by now."""
    for one in before.pending:
        if not files.intact(data / one.path, one.sha256):
            raise LoadError(
                f"The draft of release {one.release} ({named(one)}) is damaged: {one.path}. Load {one.source} again "
                f"with --draft, or drop it with `scrutiny withdraw {one.release}`. {UNTOUCHED}"
            )
        contract = contract_for(one.dataset, data)
        refuse_overlap(before.seen(drafts=True), contract, one)
        refuse_shared_drafts(data, before, contract, one)


def told(mended: list[str], before: Manifest) -> list[str]:
    """Sentences on cubes that were written anew because their file was damaged."""
    return [
        f"The file of the figures of {name} ({before.cubes[name].path}) was damaged and is whole." for name in mended
    ]
