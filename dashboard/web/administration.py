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
from dashboard.basics.languages import N_, _
from dashboard.store.data import Data
from dashboard.store.health import CHECK, unwell
from dashboard.views.pieces import Column, Table
from dashboard.web import components

TITLE = N_("State of the dashboard")
MOST_LOADS = 50
NOT_READ = N_("The store's record of releases cannot be read. {check}")
LOADS = (
    Column("release", N_("Release")),
    Column("time", N_("When (UTC)")),
    Column("who", N_("Who")),
    Column("what", N_("What")),
    Column("rows", N_("Rows"), "count"),
    Column("left_out", N_("Left out")),
    Column("state", N_("State")),
    Column("reason", N_("Reason")),
)
AGES = (
    Column("council", N_("Council")),
    Column("dataset", N_("Dataset")),
    Column("period", N_("Newest period")),
    Column("rows", N_("Rows"), "count"),
    Column("loaded", N_("Loaded")),
    Column("age", N_("Days ago"), "count"),
)
AWAITED = (
    Column("council", N_("Council")),
    Column("dataset", N_("Dataset")),
    Column("source", N_("Source")),
    Column("period", N_("Period")),
    Column("due", N_("Due")),
    Column("state", N_("State")),
    Column("owner", N_("Who gives it")),
)
DAMAGED = (Column("file", N_("File")), Column("reason", N_("What is wrong")))
ROLES = (Column("group", N_("Group")), Column("roles", N_("Roles")))


def parts(data: Data, settings: Settings) -> list[Any]:
    """The page's sections, each a table or the sentence that there is nothing to say."""
    return [
        *section("damaged", _("Damaged files"), damaged(data), _("Every file of the store can be used.")),
        *section("awaited", _("What has not come"), *missing(data, settings)),
        *section("ages", _("How old the figures are"), ages(data), _("Nothing has been loaded.")),
        *section("loads", _("The last loads"), loads(settings), _(NOT_READ, check=_(CHECK))),
        *section("roles", _("Who has which role"), *roles(settings)),
        html.H2(_("Accessibility statement")),
        html.P(contact(settings)),
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
        return Table(AWAITED, ()), _(
            "The store's catalogue has no sources.csv that says what is expected, and until when."
        )
    try:
        found = awaited(settings.data, data.manifest, today())
    except ScrutinyError:
        return Table(AWAITED, ()), _(
            "The file sources.csv of the store's catalogue has mistakes. {check}", check=_(CHECK)
        )
    rows = tuple(
        {
            "council": data.catalogue.label("", "council", one.expected.council),
            "dataset": data.catalogue.label("", "dataset", one.expected.dataset),
            "source": one.expected.source,
            "period": one.period.label,
            "due": fmt.date(one.due),
            "state": _("late") if one.late(today()) else _("not due yet") if one.due else _("missing"),
            "owner": one.expected.owner,
        }
        for one in found
    )
    return Table(AWAITED, rows), _("Nothing that sources.csv of the store's catalogue expects is missing.")


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
        {"group": _("everybody") if name == "*" else name, "roles": fmt.listed(sorted(of))}
        for name, of in given.items()
    ]
    return Table(ROLES, tuple(rows)), _("SCRUTINY_ACCESS is local: everybody at this machine has every role.")


def contact(settings: Settings) -> str:
    """Whom the accessibility statement names, or that it has to name somebody."""
    if settings.contact:
        return _("It tells readers to write to {contact}.", contact=settings.contact)
    return _("It names nobody whom readers can tell what they cannot use. Set SCRUTINY_CONTACT.")
