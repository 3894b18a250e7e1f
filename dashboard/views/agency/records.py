"""The months of agency assignments behind a number, without a worker's name; published payments fill fewer columns."""

from __future__ import annotations

from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.views.agency.scope import Agency
from dashboard.views.declared import records as declared
from dashboard.views.pieces import Column, Crumb, Records, Table
from dashboard.views.records import one_page, whole

NOT_OF_PAYMENTS = ("reason_label", "fte", "on_contract_label")


def record_links(page: Agency) -> tuple[Crumb, ...]:
    """The link to the records behind the numbers on show."""
    row = page.shown().row(page.quarter)
    if row is None:
        return ()
    count = row["assignments"]
    words = ("monthly sum", "monthly sums") if page.sums_alone else ("month of an assignment", "months of assignments")
    return (Crumb(fmt.plural(count, *words), page.to(records="counts") if count else None),)


def columns(page: Agency) -> tuple[Column, ...]:
    """The columns that the records fill."""
    return tuple(one for one in declared.columns(page) if not page.sums_alone or one.key not in NOT_OF_PAYMENTS)


def records(page: Agency) -> Records:
    """The page of records that the state asks for."""
    word = page.record_words["counts"]
    return one_page(page, columns(page), partial(declared.found, page), about=page.subject, word=word)


def all_records(page: Agency) -> Table:
    """Every record of the state, for the download."""
    return whole(columns(page), partial(declared.found, page))
