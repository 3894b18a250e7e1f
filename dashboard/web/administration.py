"""The page for administrators: what was loaded, how old it is, what has not come, what is damaged, who has which role.

It reads the store's own record anew each time, drafts and withdrawals included, so that it is right where the release
on show is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from dash import html

from dashboard.access.reader import roles_by_group
from dashboard.basics import formatting as fmt
from dashboard.basics.calendars import today
from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError
from dashboard.store.data import Data
from dashboard.store.health import CHECK, unwell
from dashboard.views.pieces import Column, Table
from dashboard.web import components

TITLE = "State of the dashboard"
MOST_LOADS = 50
NOT_READ = f"The store's record of releases cannot be read. {CHECK}"
LOADS = (
    Column("release", "Release"),
    Column("time", "When (UTC)"),
    Column("who", "Who"),
    Column("what", "What"),
    Column("rows", "Rows", "count"),
    Column("left_out", "Left out"),
    Column("state", "State"),
    Column("reason", "Reason"),
)
AGES = (
    Column("council", "Council"),
    Column("dataset", "Dataset"),
    Column("period", "Newest period"),
    Column("rows", "Rows", "count"),
    Column("loaded", "Loaded"),
    Column("age", "Days ago", "count"),
)
AWAITED = (
    Column("council", "Council"),
    Column("dataset", "Dataset"),
    Column("source", "Source"),
    Column("period", "Period"),
    Column("due", "Due"),
    Column("state", "State"),
    Column("owner", "Who gives it"),
)
DAMAGED = (Column("file", "File"), Column("reason", "What is wrong"))
ROLES = (Column("group", "Group"), Column("roles", "Roles"))


def parts(data: Data, settings: Settings) -> list[Any]:
    """The page's sections, each a table or the sentence that there is nothing to say."""
    return [
        *section("damaged", "Damaged files", damaged(data), "Every file of the store can be used."),
        *section("awaited", "What has not come", *missing(data, settings)),
        *section("ages", "How old the figures are", ages(data), "Nothing has been loaded."),
        *section("loads", "The last loads", loads(settings), NOT_READ),
        *section("roles", "Who has which role", *roles(settings)),
    ]


def section(key: str, title: str, table: Table, without: str) -> Iterator[Any]:
    """A heading and the table, or what is said without one."""
    yield html.H2(title)
    yield components.table(f"admin-{key}", table, title) if table.rows else html.P(without)


def damaged(data: Data) -> Table:
    """Every file that cannot be used, and why."""
    return Table(DAMAGED, tuple(unwell(data)))


def missing(data: Data, settings: Settings) -> tuple[Table, str]:
    """What is expected and has not come, late or not, and what is said where there is nothing of it."""
    from dashboard.intake.sources.expected import sources_file  # load pandera, which no other page needs
    from dashboard.intake.sources.overdue import awaited

    if not sources_file(settings.data).exists():
        return Table(
            AWAITED, ()
        ), "The store's catalogue has no sources.csv that says what is expected, and until when."
    try:
        found = awaited(settings.data, data.manifest, today())
    except ScrutinyError:
        return Table(AWAITED, ()), f"The file sources.csv of the store's catalogue has mistakes. {CHECK}"
    rows = tuple(
        {
            "council": data.catalogue.label("", "council", one.expected.council),
            "dataset": data.catalogue.label("", "dataset", one.expected.dataset),
            "source": one.expected.source,
            "period": one.period.label,
            "due": fmt.date(one.due),
            "state": "late" if one.late(today()) else "not due yet" if one.due else "missing",
            "owner": one.expected.owner,
        }
        for one in found
    )
    return Table(AWAITED, rows), "Nothing that sources.csv of the store's catalogue expects is missing."


def ages(data: Data) -> Table:
    """Of each dataset and council the newest period and since when it is there, the oldest first."""
    newest = {}
    for one in sorted(data.manifest.current(), key=lambda one: one.period):
        newest[one.council, one.dataset] = one
    rows = [
        {
            "council": data.catalogue.label("", "council", one.council),
            "dataset": data.catalogue.label("", "dataset", one.dataset),
            "period": one.period.label,
            "rows": one.rows,
            "loaded": fmt.date(day := dt.datetime.fromisoformat(one.loaded_at).date()),
            "age": max(0, (today() - day).days),  # a clock may have been set back
        }
        for one in newest.values()
    ]
    return Table(AGES, tuple(sorted(rows, key=lambda row: (-row["age"], row["council"], row["dataset"]))))


def loads(settings: Settings) -> Table:
    """The last releases, the newest first, with the columns that were left out and who made them and why."""
    from dashboard.intake.releases import brought_by, row, stored  # loads pandera likewise

    try:
        manifest = stored(settings.data)
    except ScrutinyError:
        return Table(LOADS, ())
    rows = []
    for one in reversed(manifest.releases[-MOST_LOADS:]):
        left = sorted({name for extract in brought_by(manifest, one) for name in extract.left_out})
        when = one.loaded_at[:16].replace("T", " ")
        rows.append({**row(manifest, one), "release": str(one.number), "time": when, "left_out": ", ".join(left)})
    return Table(LOADS, tuple(rows))


def roles(settings: Settings) -> tuple[Table, str]:
    """The roles that each group gives, and what is said where everybody has all."""
    given = roles_by_group("SCRUTINY_ROLES", settings.roles) if settings.access != "local" else {}
    rows = [
        {"group": "everybody" if name == "*" else name, "roles": fmt.listed(sorted(of))} for name, of in given.items()
    ]
    return Table(ROLES, tuple(rows)), "SCRUTINY_ACCESS is local: everybody at this machine has every role."
