"""The contract register: the contracts behind a number, each contract by itself, and those that end soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import NN_, _
from dashboard.basics.quarters import short_months
from dashboard.views.declared import records as library
from dashboard.views.declared.own import Picture, Row
from dashboard.views.pieces import Crumb, Records, Table
from dashboard.views.procurement.scope import WORDS, Procurement

IN_FILES_ALONE = ("contract_id", "directorate", "category", "start_date")
MOST_LISTED = 100


def record_links(page: Procurement) -> tuple[Crumb, ...]:
    """Links to the contracts awarded, those with benefits, and those that end soon."""
    row = page.row
    if row is None:
        return ()
    counts = (row["contracts"], row["contracts_with_benefits"], len(page.ending))
    return tuple(
        Crumb(f"{fmt.number(count)} {_(words)}", page.to_records(event) if count else None)
        for (event, words), count in zip(WORDS.items(), counts, strict=True)
    )


def records(page: Procurement) -> Records:
    """The page of contracts that the state asks for; of a single one, its details in words."""
    shown = library.records(page)
    rows = with_links(page, page.state.records, shown.table.rows)
    columns = tuple(column for column in shown.table.columns if column.key not in IN_FILES_ALONE)
    shown = replace(shown, table=Table.linked(columns, rows))
    if len(rows) == 1 and rows[0]["contract_id"] == page.state.find:
        return replace(shown, title=f"Contract {rows[0]['contract_id']}: {rows[0]['title']}", summary=details(rows[0]))
    return shown


def details(row: Row) -> str:
    """A contract in words: who, when, how much, and what it brings."""
    who = _(
        "Awarded to {supplier} on {award_date} for {service} ({directorate}).",
        supplier=row["supplier"],
        award_date=fmt.date(row["award_date"]),
        service=row["service"],
        directorate=row["directorate"],
    )
    runs = _(
        "It runs from {start_date} to {end_date}",
        start_date=fmt.date(row["start_date"]),
        end_date=fmt.date(row["end_date"]),
    )
    sentences = [
        f"{row['category']}.",
        who,
        _("{runs} and is worth {value_gbp}.", runs=runs, value_gbp=fmt.pounds(row["value_gbp"])),
    ]
    kinds = _(
        "{revenue_gbp} revenue and {non_revenue_gbp} non-revenue",
        revenue_gbp=fmt.pounds(row["revenue_gbp"]),
        non_revenue_gbp=fmt.pounds(row["non_revenue_gbp"]),
    )
    if not (row["revenue_gbp"] or row["non_revenue_gbp"]):
        return " ".join([*sentences, _("No benefits were identified.")])
    share = (
        _(", {what} of its value", what=fmt.percent(100 * row["benefits_gbp"] / row["value_gbp"]))
        if row["value_gbp"]
        else ""
    )
    return " ".join(
        [
            *sentences,
            _(
                "Whole-life benefits: {benefits_gbp}{share}; {kinds}.",
                benefits_gbp=fmt.pounds(row["benefits_gbp"]),
                share=share,
                kinds=kinds,
            ),
        ]
    )


def ending(page: Procurement) -> Picture | None:
    """The contracts that end in the next twelve months, by month and by name."""
    rows = page.ending
    if not rows or not page.data.records_shown:
        return None
    counts = Counter((row["end_date"].year, row["end_date"].month) for row in rows)
    first = page.end.year * 12 + page.end.month
    bars = []
    for place in range(first, first + 12):
        year, month = place // 12, place % 12
        name = short_months()[month] + (f"\n{year}" if place == first or not month else "")
        bars.append({"label": name, "name": f"{short_months()[month]} {year}", "cases": counts[year, month + 1]})
    largest = max(rows, key=lambda row: row["value_gbp"])
    worth, most = fmt.pounds_in_words(sum(row["value_gbp"] for row in rows)), fmt.pounds_in_words(largest["value_gbp"])
    finding = _(
        "{title}, worth {most}, ends on {end_date}.",
        title=largest["title"],
        most=most,
        end_date=fmt.date(largest["end_date"]),
    )
    if len(rows) > 1:
        finding = _(
            "{count} contracts worth {worth} end by {year_on}. The largest: {finding}",
            count=fmt.number(len(rows)),
            worth=worth,
            year_on=fmt.date(page.year_on),
            finding=finding,
        )
    more = _("The table lists the first {most_listed}.", most_listed=MOST_LISTED) if len(rows) > MOST_LISTED else ""
    listed = with_links(page, "ending", rows[:MOST_LISTED])
    return Picture(finding, listed, figures.banded_bars(bars, case=NN_("contract", "contracts"), in_time=""), more)


def with_links(page: Procurement, event: str, rows: Iterable[Row]) -> list[Row]:
    """The contracts, each with the address of its details."""
    address = page.to(records=event)
    return [{**row, "link": f"{address}&{urlencode({'find': row['contract_id']})}"} for row in rows]
