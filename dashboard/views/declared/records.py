"""The records behind a declared page's numbers: the last step of the way down."""

from __future__ import annotations

from functools import partial
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.store.written import plural
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.pieces import Column, ColumnKind, Crumb, Records, Table
from dashboard.views.records import days_shown, one_page, whole

FLAGS = {True: "Yes", False: "No"}
WRITTEN: dict[str, ColumnKind] = {"date": "date", "whole": "count", "number": "number", "money": "gbp"}
DECIMALS = {"number": 1, "money": 2}


def record_links(page: DeclaredPage) -> tuple[Crumb, ...]:
    """Links to the lists behind the numbers on show, each with how many it holds."""
    whole_council = page.loaded[""] if not page.state.month else page.in_quarter[""]
    row = whole_council.row(page.quarter)
    if row is None:
        return ()
    return tuple(
        Crumb(f"{fmt.number(row[one.count])} {one.word}", page.to(records=one.kind) if row[one.count] else None)
        for one in page.written.records
    )


def columns(page: DeclaredPage) -> tuple[Column, ...]:
    """Every column of the dataset, as its kind is written; codes and flags in words, months by name."""
    return tuple(
        Column(
            name if one.kind in WRITTEN or one.kind == "text" else f"{name}_label",
            one.label,
            WRITTEN.get(one.kind, "text"),
            DECIMALS.get(one.kind, 0),
        )
        for name, one in page.declaration.columns.items()
    )


def found(page: DeclaredPage, size: int, skip: int) -> list[dict[str, Any]]:
    """The records of the state, with their codes in words."""
    first, last = days_shown(page)
    asked = {
        "council": page.offer.council,
        "event": page.state.records,
        "first_day": first,
        "last_day": last,
        "find": page.state.find,
        "sort": page.state.sort,
        "size": size,
        "skip": skip,
        **{plural(name): list(values) or None for name, values in page.filters.items()},
    }
    name = f"{page.dataset}_records"
    takes = page.data.queries.parameters(name)
    rows = page.data.rows(name, **{key: value for key, value in asked.items() if key in takes})
    return [{**row, **labels(page, row)} for row in rows]


def labels(page: DeclaredPage, row: dict[str, Any]) -> dict[str, Any]:
    """A row's codes, flags and months in words."""
    label, found = page.data.catalogue.label, dict[str, Any]()
    for name, one in page.declaration.columns.items():
        value = row[name]
        if one.kind == "one of":
            found[f"{name}_label"] = label(page.dataset, name, value) if value else None
        elif one.kind == "flag":
            found[f"{name}_label"] = FLAGS.get(value)
        elif one.kind == "month":
            found[f"{name}_label"] = fmt.month(value)
    return found


def records(page: DeclaredPage) -> Records:
    """The page of records that the state asks for."""
    word = next(one.word for one in page.written.records if one.kind == page.state.records)
    return one_page(page, columns(page), partial(found, page), about=page.written.title, word=word)


def all_records(page: DeclaredPage) -> Table:
    """Every record of the state, for the download."""
    return whole(columns(page), partial(found, page))
