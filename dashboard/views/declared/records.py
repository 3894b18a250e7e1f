"""The records behind a declared page's numbers: the last step of the way down."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import month_id, month_label
from dashboard.catalogue.datasets import Shown
from dashboard.views.declared.own import Row
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.pieces import Column, ColumnKind, Crumb, Records, Table
from dashboard.views.records import days_shown, one_page, whole

FLAGS = {True: N_("Yes"), False: N_("No")}
WRITTEN: dict[str, ColumnKind] = {"date": "date", "whole": "count", "number": "number", "money": "gbp"}
DECIMALS = {"number": 1, "money": 2}


def record_links(page: DeclaredPage) -> tuple[Crumb, ...]:
    """Links to the lists behind the numbers on show, each with how many it holds where the declaration says so."""
    row = page.row
    if row is None:
        return ()
    return tuple(
        Crumb(
            f"{fmt.number(row[one.count]) if one.count else ''} {page.fill(one.word)}".strip(),
            page.to_records(one.kind) if not one.count or row[one.count] else None,
        )
        for one in page.written.records
    )


def columns(page: DeclaredPage) -> tuple[Column, ...]:
    """The columns of lists, as their kinds are written; codes and flags in words, months by name."""
    return tuple(column(page, one) for one in page.listed_columns)


def column(page: DeclaredPage, one: Shown) -> Column:
    """One column of a list; one that is none of the dataset's is pounds by its ending, else a count."""
    its = page.declaration.columns.get(one.of)
    label = page.fill(one.label) or (its.label if its else _(one.of.replace("_", " ").capitalize()))
    if its is None:
        return Column(one.of, label, "gbp" if one.of.endswith("_gbp") else "count")
    decimals = DECIMALS.get(its.kind, 0) if one.decimals is None else one.decimals
    in_words = its.kind not in WRITTEN and its.kind != "text"
    return Column(f"{one.of}_label" if in_words else one.of, label, WRITTEN.get(its.kind, "text"), decimals)


def found(page: DeclaredPage, size: int, skip: int) -> list[Row]:
    """The records of the state, with their codes in words. A state that asks for no list gets the first."""
    first, last = days_shown(page)
    usual = next(iter([*page.written.lists, *(one.kind for one in page.written.records)]), "")
    rows = page.rows_of(
        f"{page.dataset}_records",
        event=page.state.records or usual,
        first_day=first,
        last_day=last,
        first_month=first,
        last_month=last,
        find=page.state.find,
        sort=page.state.sort,
        size=size,
        skip=skip,
    )
    return [{**row, **labels(page, row)} for row in rows]


def labels(page: DeclaredPage, row: Row) -> Row:
    """A row's codes, flags and months in words, as far as the query gives them."""
    label, found = page.data.catalogue.label, Row()
    for name, one in page.declaration.columns.items():
        value = row.get(name)
        if value is None:
            continue
        if one.kind == "one of":
            found[f"{name}_label"] = label(page.dataset, name, value) if value else None
        elif one.kind == "flag":
            found[f"{name}_label"] = _(FLAGS[value])
        elif one.kind == "month":
            found[f"{name}_label"] = month_words(page, value)
    return found


def month_words(page: DeclaredPage, month: dt.date | str) -> str:
    """`March 2020`, or the whole period where its extract does not say in which month."""
    if page.quarter.kind != "quarter":
        return page.quarter.label
    key = month if isinstance(month, str) else month_id(month)
    return next(month_label(one) for one in page.quarter.months if month_id(one) == key)


def records(page: DeclaredPage) -> Records:
    """The page of records that the state asks for."""
    about = page.fill(page.written.listing.title) or page.written.title
    word = page.record_words[page.state.records]
    listed = one_page(page, columns(page), partial(found, page), about=about, word=word)
    return replace(listed, table=known(page, listed.table))


def all_records(page: DeclaredPage) -> Table:
    """Every record of the state, for the download."""
    return known(page, whole(columns(page), partial(found, page)))


def known(page: DeclaredPage, table: Table) -> Table:
    """The list without those columns that are shown where they are known, and are not."""
    asked = {one.of for one in page.listed_columns if one.where_known}
    empty = {key for key in asked if all(row[key] is None for row in table.rows)}
    return replace(table, columns=tuple(column for column in table.columns if column.key not in empty))
