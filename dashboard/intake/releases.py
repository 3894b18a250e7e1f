"""`scrutiny releases` and `scrutiny withdraw`: what each load did, and the way back from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import shorten
from typing import Any

from dashboard.basics.addresses import where_is
from dashboard.basics.errors import CatalogueError, StoreError, UsageError, listed
from dashboard.contracts.datasets import contract_for
from dashboard.intake.loading import beside, refuse_overlap
from dashboard.store.manifest import Extract, Manifest, read_manifest
from dashboard.store.releases import Release
from dashboard.store.writing import write_lock

COLUMNS = ("release", "time", "who", "what", "rows", "state", "changes", "reason")
WIDEST = 160  # letters of what a release changed, in the table
LIST = "`scrutiny releases` lists them."


def releases(data: Path) -> list[dict[str, Any]]:
    """A row for each release, the oldest first, so that the newest stands last on a screen."""
    manifest = stored(data)
    return [row(manifest, one) for one in manifest.releases]


def cut(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows for a screen, on which what a folder changed would be thousands of letters wide."""
    return [{**one, "changes": shorten(one["changes"], WIDEST, placeholder=" ...")} for one in rows]


def stored(data: Path) -> Manifest:
    """The store's manifest; StoreError where nothing has been loaded."""
    manifest = read_manifest(data)
    if not manifest.release:
        raise StoreError(f"There is no store in {where_is(data)}. Make one with `scrutiny sample` or `scrutiny load`.")
    return manifest


def row(manifest: Manifest, release: Release) -> dict[str, Any]:
    """What is said of one release."""
    brought = brought_by(manifest, release)
    return {
        "release": release.number,
        "time": release.loaded_at,
        "who": release.by,
        "what": f"{release.kind} {what(release, brought)}",
        "rows": sum(one.rows for one in brought),
        "state": state(manifest, release),
        "changes": " ".join(release.changes),
        "reason": release.reason,
    }


def state(manifest: Manifest, release: Release) -> str:
    """Whether a release counts: `withdrawn by 5`, `draft`, `draft, published by 6`, `draft, replaced`, or nothing."""
    if by := manifest.withdrawn.get(release.number):
        return f"withdrawn by {by}"
    if not release.draft or release.withdraws:
        return ""
    if published := published_by(manifest, release):
        return f"draft, published by {published}"
    return "draft" if {one.path for one in manifest.pending} & set(release.extracts) else "draft, replaced"


def published_by(manifest: Manifest, release: Release) -> int:
    """The release that made a draft public, or 0."""
    later = (one.number for one in manifest.releases if one.kind == "publish" and {*one.extracts} & {*release.extracts})
    return next(later, 0)


def what(release: Release, brought: list[Extract]) -> str:
    """What a release is about: the release that it withdraws, or the extracts that came with it."""
    if release.withdraws:
        return f"release {release.withdraws}"
    if len(brought) > 1:
        return f"{len(brought)} extracts: {named(brought[0])} and {len(brought) - 1} more"
    return f"{named(brought[0])}, from {brought[0].source}" if brought else "figures"


def named(extract: Extract) -> str:
    """`complaints of medway, Q4 2019/20`."""
    return f"{extract.dataset} of {extract.council}, {extract.period.label}"


def brought_by(manifest: Manifest, release: Release) -> list[Extract]:
    """The extracts that came with a release."""
    return [one for one in manifest.extracts if one.path in release.extracts]


def withdraw(data: Path, number: int, reason: str, by: str | None = None) -> str:
    """Makes a release by which this one counts no more, and says what counts instead.

    Raises UsageError for a release that cannot be withdrawn, StoreError where the store cannot be written.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UsageError('Say why: --reason "the wrong file was loaded". It is kept with the release.')
    stored(data)
    with write_lock(data) as writer:
        before = writer.manifest
        refuse_to_withdraw(before, number)
        refuse_double_counts(data, before, number)
        after = writer.withdraw(number, reason, by)
    return "\n".join([*said(before, after, number), *beside(data, before, after)])


def refuse_to_withdraw(manifest: Manifest, number: int) -> None:
    """Refuses a release that is not there, counts no more, or brought nothing that could be taken back."""
    found = next((one for one in manifest.releases if one.number == number), None)
    if found is None:
        raise UsageError(f"There is no release {number}: the store has releases 1 to {manifest.release}. {LIST}")
    if by := manifest.withdrawn.get(number):
        again = f'`scrutiny withdraw {by} --reason "..."` brings it back.'
        raise UsageError(f"Release {number} was withdrawn by release {by} already. Nothing was changed. {again}")
    if found.extracts and found.kind == "publish":
        drafts = listed(
            [str(one.number) for one in manifest.releases if one.draft and {*one.extracts} & {*found.extracts}]
        )
        raise UsageError(f"Release {number} published drafts. Withdraw the one that is wrong: {drafts}. {LIST}")
    if found.kind == "publish":
        raise UsageError(f"Release {number} counted figures anew and brought no data. Withdraw a load instead. {LIST}")


def refuse_double_counts(data: Path, manifest: Manifest, number: int) -> None:
    """Refuses to bring back counts of months that an extract of another width counts by now."""
    target = next(one.withdraws for one in manifest.releases if one.number == number)
    for one in manifest.extracts:
        if target and one.release == target:
            try:
                contract = contract_for(one.dataset, data)
            except (UsageError, CatalogueError):  # what is not declared is not counted
                continue
            refuse_overlap(manifest, contract, one)


def said(before: Manifest, after: Manifest, number: int) -> Iterator[str]:
    """What a withdrawal did, as a person wants to read it."""
    release = before.releases[number - 1]
    brought = brought_by(before, release)
    yield f"Release {after.release} withdraws release {number} ({release.kind} {what(release, brought)})."
    if after.releases[-1].draft:
        yield f"It was a draft: nothing that is public has changed. `scrutiny withdraw {after.release}` brings it back."
        return
    then, now = by_place(before.current()), by_place(after.current())
    for place in sorted(then.keys() | now.keys()):
        old, new = then.get(place), now.get(place)
        if new is None and old is not None:
            yield f"{named(old)}: nothing is loaded any more."
        elif new is not None and (old is None or old.path != new.path):
            yield f"{named(new)}: the extract of release {new.release} ({new.source}) counts again."
    if then == now:
        yield "Later releases had replaced what it brought: the latest figures are the same."
    for council in sorted({one.council for one in then.values()} - {one.council for one in now.values()}):
        yield f"{council} has no data any more and is on no page."
    if not now:
        yield "The store is empty now. The next load begins anew."
    yield f"Nothing was deleted. `scrutiny withdraw {after.release}` brings it back."


def by_place(extracts: Iterable[Extract]) -> Mapping[Any, Extract]:
    """The extracts by what they are the extract of."""
    return {one.place: one for one in extracts}
