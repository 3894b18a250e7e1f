"""The list of revised figures: what was first published beside what is known now."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.measures import entered
from dashboard.measures.revisions import Revision, revisions
from dashboard.measures.status import words as status_words
from dashboard.store.data import Data
from dashboard.store.database import Row
from dashboard.views.pieces import Column, Table

COLUMNS = (
    Column("council", N_("Council")),
    Column("measure", N_("Measure")),
    Column("period", N_("Period")),
    Column("first", N_("First published")),
    Column("now", N_("Now")),
    Column("status", N_("Status changed")),
    Column("release", N_("Newest release of the period")),
    Column("file", N_("File")),
)


def revised(data: Data) -> Table:
    """Every figure of every council that reads otherwise than when it was first published."""
    return Table(COLUMNS, tuple(row(data, one) for council in data.councils() for one in revisions(data, council)))


def row(data: Data, one: Revision) -> Row:
    """One revised figure, and the files of which its period consists now."""
    measure, now = one.now.measure, one.now
    extracts = data.extracts_of(measure.dataset, now.council, now.period)
    return {
        "council": data.catalogue.label("", "council", now.council),
        "measure": named(data, one),
        "period": now.period.label,
        "first": fmt.in_unit(one.first.value, measure.unit, measure.decimals),
        "now": fmt.in_unit(now.value, measure.unit, measure.decimals),
        "status": status_change(one) if one.status_changed else _("No"),
        "release": ", ".join(str(extract.release) for extract in extracts),
        "file": ", ".join(extract.named for extract in extracts),
    }


def named(data: Data, one: Revision) -> str:
    """The measure, and its part where parts have targets of their own."""
    measure, judged, part = one.now.measure, data.judged(one.now.measure.dataset), one.now.part
    if judged and part:
        part = data.catalogue.label(measure.dataset, judged.by, part)
    elif len(entered.areas(data, measure, one.now.council)) < 2:
        part = ""
    return f"{measure.title}, {part}" if part else measure.title


def status_change(one: Revision) -> str:
    """`Target met, now Below target`."""
    polarity = one.now.measure.polarity
    before, after = (status_words(reading.status, polarity)[0] for reading in (one.first, one.now))
    return _("{before}, now {after}", before=before, after=after.lower())


def summary(table: Table) -> str:
    """How many figures have been revised, and how many with their status."""
    if not table.rows:
        return _("No figure reads otherwise than when it was first published.")
    changed = sum(row["status"] != "No" for row in table.rows)
    judged = _("{changed} changed status by it", changed=changed) if changed else _("none changed status by it")
    return n_(
        "{count} figure reads otherwise than when first published; {judged}.",
        "{count} figures read otherwise than when first published; {judged}.",
        len(table.rows),
        count=fmt.number(len(table.rows)),
        judged=judged,
    )
