"""The agency staff page's cards of one quarter: its places and months, roles and reasons, longest assignments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import month_id, month_label
from dashboard.measures.readings import Components
from dashboard.views.agency.scope import Agency
from dashboard.views.cards import highest_first, rank_card, rank_rows
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

QUERIES = ("agency_components",)
LONGEST_SHOWN = 6
A_YEAR = 12


def with_shares(page: Agency, parts: Components, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their share of the spend, how it changed in a year, and the share off contract."""
    total, year_ago = sum(row["value"] for row in rows), page.quarter.year_before()
    for row in rows:
        then = None if page.state.month else parts.value(page.spend, year_ago, row["part"])
        row["share"] = 100 * row["value"] / total if total > 0 else None
        row["before"] = then
        row["change"] = row["value"] - then if then is not None else None
        row["off_contract"] = parts.value(page.off_contract, page.quarter, row["part"])
    return rows


def columns(page: Agency, first: str, rows: list[dict[str, Any]]) -> tuple[Column, ...]:
    """The columns beside ranked spend; those of which nothing is known are left out."""
    every = (
        Column("label", first),
        Column("value", "Spend", "gbp"),
        Column("share", "Of all", "percent", 1),
        Column("before", page.quarter.year_before().label, "gbp"),
        Column("change", "Change", "gbp"),
        Column("fte", "FTE", "number", 1),
        Column("off_contract", "Off contract", "percent", 1),
    )
    return tuple(column for column in every if any(row.get(column.key) is not None for row in rows))


def ranked(
    page: Agency, split: str, links: Mapping[str, str | None], names: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The parts of the quarter by spend, the highest first."""
    parts = page.in_quarter[split]
    rows = rank_rows(page, page.spend, parts, links, names)
    return with_shares(page, parts, highest_first({**row, "of": None} for row in rows))


def most(page: Agency, rows: list[dict[str, Any]], verb: str) -> str:
    """What comes first, and how much of the whole that is."""
    if not rows:
        return f"Nothing was paid for {page.phrase} in {page.when}. Try another quarter or fewer filters."
    top = rows[0]
    share = f", {fmt.percent(top['share'])} of the spend" if top["share"] is not None else ""
    return f"{top['label']} {verb}: {fmt.pounds_in_words(top['value'])}{share}."


def directorates(page: Agency) -> Card:
    """Each directorate's spend in the quarter."""
    names = page.in_quarter["directorate"].names([page.quarter])
    rows = ranked(page, "directorate", {name: page.to(directorate=(name,), service=()) for name in names})
    return places(page, "directorates", "Directorates", "Directorate", rows)


def services(page: Agency) -> Card:
    """Each service's spend in the quarter."""
    names = page.in_quarter["service"].names([page.quarter])
    rows = ranked(page, "service", {name: page.service_link(name) for name in names})
    return places(page, "services", "Services", "Service", rows)


def places(page: Agency, key: str, title: str, first: str, rows: list[dict[str, Any]]) -> Card:
    """Parts of the council by what they spent."""
    return rank_card(
        key=key,
        title=f"{title}, {page.when}",
        measure=page.spend,
        rows=rows,
        columns=columns(page, first, rows),
        finding=most(page, rows, "spent most"),
        note="Spend, highest first. Select a bar to look inside.",
        queries=QUERIES,
    )


def months(page: Agency) -> Card:
    """The months of the quarter, in order."""
    parts = page.loaded["month"]
    ids = {month_id(month): month_label(month) for month in page.quarter.months}
    links = {key: page.to(month=key) for key in ids}
    found = rank_rows(page, page.spend, parts, links, ids)
    rows = [{**row, "of": None} for row in found if row["assignments"]]
    total = sum(row["value"] for row in rows)
    for row in rows:
        row["share"] = 100 * row["value"] / total if total > 0 else None
    finding = f"Nothing was paid for {page.phrase} in {page.quarter.label}. Try another quarter."
    if rows:
        top = max(rows, key=lambda row: row["value"])
        finding = f"{top['label']} cost most: {fmt.pounds_in_words(top['value'])}."
    return rank_card(
        key="months",
        title=f"Months of {page.quarter.label}",
        measure=page.spend,
        rows=rows,
        columns=columns(page, "Month", rows),
        finding=finding,
        note="Select a bar to see the month, then its records.",
        queries=QUERIES,
    )


def roles(page: Agency) -> Card:
    """What the agency workers do, beside the same quarter of the year before."""
    parts = page.in_quarter["role_category"]
    names = {name: name for name in parts.names([page.quarter])}
    return beside_last_year(page, "roles", "What they do", "Role", parts, names)


def reasons(page: Agency) -> Card:
    """Why agency workers do it, beside the same quarter of the year before."""
    parts, words = page.in_quarter["reason"], page.offer.words("reason")
    names = {code: words.get(code, code) for code in parts.names([page.quarter])}
    links: dict[str, str | None] = {code: page.to(reason=(code,)) for code in names}
    return beside_last_year(page, "reasons", "Why they are needed", "Reason", parts, names, links)


def beside_last_year(
    page: Agency,
    key: str,
    title: str,
    first: str,
    parts: Components,
    names: Mapping[str, str],
    links: Mapping[str, str | None] | None = None,
) -> Card:
    """Spend by kind, with last year's beside it where that is loaded."""
    rows = ranked(page, parts.split, links or dict.fromkeys(names), names)
    year_ago = page.quarter.year_before()
    drawn = [{**row, "now": row["value"]} for row in rows]
    compared = any(row["before"] is not None for row in rows)
    figure = (
        figures.paired_bars(drawn, now_label=page.when, before_label=year_ago.label, unit="gbp")
        if compared
        else figures.ranked_bars(rows, unit="gbp", decimals=0)
    )
    more = f" The table has all {len(rows)}." if compared and len(rows) > figures.ranked.MOST_WRAPPED else ""
    select = " Select a bar to see that reason alone." if links else ""
    return Card(
        key=key,
        title=title,
        finding=most(page, rows, "comes first"),
        figure=figure,
        table=Table.linked(columns(page, first, rows), rows),
        about=about(page.spend, *QUERIES),
        note=f"Spend in {page.when}, highest first.{more}{select}",
    )


def longest(page: Agency) -> Card:
    """The assignments that have gone on for the most months in a row."""
    words, alone = page.offer.words("reason"), len(page.state.of("service")) == 1
    rows: list[dict[str, Any]] = [
        {
            **row,
            "label": row["role_category"] if alone else f"{row['role_category']}, {row['service']}",
            "value": row["months"],
            "reason_label": words.get(row["reason"], row["reason"]),
            "link": page.to(records="counts", find=row["assignment_id"]),
        }
        for row in page.longest
    ]
    finding = f"Nobody worked in {page.last_month}. Try another quarter or fewer filters."
    if rows:
        top, over = rows[0], sum(row["months"] > A_YEAR for row in rows)
        finding = f"The longest has gone on for {at_least(page, top['months'])}: {top['label']}."
        if over == len(rows) and over > 1:
            finding += f" All {over} listed have lasted more than a year."
    more = len(rows) > LONGEST_SHOWN
    shown = [
        Column("assignment_id", "Assignment"),
        Column("role_category", "Role"),
        Column("service", "Service"),
        Column("reason_label", "Reason"),
        Column("months", "Months in a row", "count"),
        Column("fte", "FTE", "number", 1),
        Column("spend_gbp", "Spend so far", "gbp"),
    ]
    return Card(
        key="longest",
        title=f"Longest assignments, {page.last_month}",
        finding=finding,
        figure=figures.ranked_bars(rows, unit="months", decimals=0, limit=LONGEST_SHOWN),
        table=Table.linked(
            tuple(one for one in shown if one.key != "fte" or any(row["fte"] is not None for row in rows)), rows
        ),
        about=about(
            page.spend,
            "agency_longest",
            extra="An assignment's months are those in a row up to this one in which it was paid for work; a month "
            "without pay, or a quarter that is not loaded, is a break.",
        ),
        note="Months in a row without a break, of those loaded." + (f" The table has {len(rows)}." if more else ""),
    )


def at_least(page: Agency, months_: int) -> str:
    """`14 months`, with `at least` where they began with the first month that is loaded."""
    first = page.offer.quarters[0].first_day
    last = page.quarter.last_day
    loaded = (last.year - first.year) * 12 + last.month - first.month + 1
    behind = sum(month_id(month) > page.state.month for month in page.quarter.months) if page.state.month else 0
    return f"at least {fmt.months(months_)}" if months_ == loaded - behind else fmt.months(months_)
