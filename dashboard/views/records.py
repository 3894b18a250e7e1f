"""The records behind a number, in pages and whole, whatever they are records of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import month_id
from dashboard.views.pieces import Column, Records, Table
from dashboard.views.scope import Scope

PAGE_SIZE = 25
ALL_ROWS = 1_000_000
# asks for so many records after passing over so many; each knows under `total` how many match on all pages
Find = Callable[[int, int], list[dict[str, Any]]]


def days_shown(page: Scope) -> tuple[dt.date, dt.date]:
    """The first and last day of the month chosen, or of the quarter."""
    months = [month for month in page.quarter.months if month_id(month) == page.state.month]
    if not months:
        return page.quarter.first_day, page.quarter.last_day
    following = (months[0].replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return months[0], following - dt.timedelta(days=1)


def one_page(page: Scope, columns: tuple[Column, ...], find: Find, *, about: str, word: str) -> Records:
    """The page of records that the state asks for; past the last page, the last.

    The title reads `<about>: 12 illustrative records <word>, Q4 2019/20`.
    """
    at = page.state.page
    rows = find(PAGE_SIZE, (at - 1) * PAGE_SIZE)
    if not rows and at > 1:
        at = max(1, -(-total(find(1, 0)) // PAGE_SIZE))
        rows = find(PAGE_SIZE, (at - 1) * PAGE_SIZE)
    count = total(rows)
    kind = _("illustrative record") if page.data.illustrative(page.offer.council) else _("record")
    return Records(
        title=f"{about}: {fmt.plural(count, kind)} {word}, {page.when}",
        table=Table(columns, tuple(rows)),
        total=count,
        page=at,
        pages=max(1, -(-count // PAGE_SIZE)),
    )


def total(rows: list[dict[str, Any]]) -> int:
    """How many records match, on all pages."""
    return rows[0]["total"] if rows else 0


def whole(columns: tuple[Column, ...], find: Find) -> Table:
    """Every record, for the download."""
    return Table(columns, tuple(find(ALL_ROWS, 0)))
