"""Which months a release can have changed, and which records can count in them.

A record of a dataset whose declaration names what `closing` tells counts in the months of its own days, and at the
ends of months while it is open. So its figures of a month follow from the records that have a day in it or are open
then, and a change of records changes no month before the first day that differs. All councils of which no extract has
changed keep their figures as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.catalogue.datasets import Declaration
from dashboard.store import database
from dashboard.store.manifest import Extract, Manifest
from dashboard.store.steps import Month, Step

BEFORE, NOW, CHANGED, EVERY = "records_before", "records_now", "records_changed", "records_ever"
RECORDS = (BEFORE, NOW, CHANGED, EVERY)
VERSIONS = {BEFORE: "versions_before", NOW: "versions_now"}  # of the records that have changed
SINCE, CHOSEN, NEXT = "recounted_since", "records_chosen", "records_next"
FOUND_ARE_CHOSEN = "DROP TABLE records_chosen; ALTER TABLE records_found RENAME TO records_chosen"
TOGETHER = 500_000  # rows of extracts that are looked through together, for each lot takes 30 ms of its own
PLACE = "add", ("first_place", "file_row_number")  # of a record among all: of two versions the one that counts is later


@dataclass(frozen=True)
class Change:
    """The extracts by which the cube before was counted, those that count now, and which of both have changed: only of
    councils of which any has."""

    before: Sequence[Extract]
    now: Sequence[Extract]
    changed: Sequence[Extract]

    @property
    def councils(self) -> set[str]:
        """The councils of which an extract has changed."""
        return {one.council for one in self.changed}

    @property
    def every(self) -> set[Extract]:
        """All of these extracts."""
        return {*self.before, *self.now}

    def extracts(self, view: str) -> Sequence[Extract]:
        """The extracts that one of the views of records holds."""
        every = sorted(self.every, key=lambda one: one.path)
        return {BEFORE: self.before, NOW: self.now, CHANGED: self.changed, EVERY: every}[view]


def change_since(manifest: Manifest, dataset: str, release: int) -> Change:
    """What has changed since the cube of an earlier release."""
    before = replace(manifest.as_of(release), drafts=False).current(dataset)
    now = manifest.current(dataset)
    changed = {*before} ^ {*now}
    councils = {one.council for one in changed}
    was, mine = ([one for one in extracts if one.council in councils] for extracts in (before, now))
    return Change(was, mine, sorted(changed, key=lambda one: one.path))


def view_records(connection: database.Connection, view: str, extracts: str, one: Declaration) -> None:
    """Names what `queries/recounted_*.sql` want to know of a dataset's records, of which `extracts` is the view."""
    dataset = one.dataset
    if dataset.open is None:
        raise ValueError(f"{one.id} does not say when its records are open")
    closing = [dataset.open.until, *dataset.closing]
    days = [name for name, column in one.columns.items() if column.kind == "date"]
    lasting = [name for name in one.columns if name not in closing]
    database.view_told(
        connection,
        view,
        extracts,
        same=("council",),
        made={
            "place": PLACE,
            "key": ("row", dataset.key),
            "lasting": ("row", lasting),
            "closing": ("row", closing),
            "first_day": ("least", days),
            "last_day": ("greatest", days),
            "ended": ("least", [dataset.open.until]),
        },
        flag=("apart", {name: one.like(name, code) for name, code in dataset.open.unless.items()}),
    )


def view_versions(connection: database.Connection, one: Declaration) -> None:
    """Names the versions of the records that have changed. They are chosen before anything is made of them: to make it
    of all records would take most of the time."""
    key = ["council", *one.dataset.key]
    database.table_of_hashes(connection, CHANGED, f"{CHANGED}_extracts", key, "identity")
    database.view_chosen(connection, "versions_found", f"{EVERY}_extracts", CHANGED, "identity", ("hash", key))
    database.keep(connection, "versions", "versions_found")
    for records, versions in VERSIONS.items():
        extracts = f"{versions}_extracts"
        database.view_with(connection, extracts, "versions", f"{records}_extracts_places", "filename")
        view_records(connection, versions, extracts, one)
    database.table_unordered(connection, "recounted_versions", "recounted_versions")


def choose_records(
    connection: database.Connection, one: Declaration, places: pd.DataFrame, rows: Mapping[str, int]
) -> None:
    """Keeps which records can count in the months that are counted anew: some extracts after the other, the oldest
    first, so that no more is held at once than is open. `rows` are how many each file has."""
    database.table_like(connection, CHOSEN, VERSIONS[NOW], ("council", "place", "key"))
    oldest_first = places.sort_values("first_place")["filename"]
    for number, lot in enumerate(database.lots([(name, rows[name]) for name in oldest_first], TOGETHER)):
        extracts = f"{NEXT}_{number}_extracts"
        database.view_extracts(connection, extracts, one.sql_types, places[places["filename"].isin(lot)])
        view_records(connection, NEXT, extracts, one)
        database.table_unordered(connection, "records_found", "recounted_records")
        connection.execute(FOUND_ARE_CHOSEN)


def months_since(connection: database.Connection, change: Change, step: Step, loaded: Collection[Month]) -> list[Month]:
    """The month from which on each council that has changed is counted anew: of the first record that differs, or of
    the first month that is new or gone or that is first published now."""
    was = {(one.council, month) for one in change.before for month in one.period.months}
    mine = {one for one in loaded if one[0] in change.councils}
    found = [*(was ^ mine), *(one for one in step.new if one[0] in change.councils)]
    found += [(row["council"], row["month"]) for row in database.rows(connection, "recounted_months")]
    since: dict[str, Month] = {}
    for one in found:
        since[one[0]] = min(since.get(one[0], one), one)
    return sorted(since.values())
