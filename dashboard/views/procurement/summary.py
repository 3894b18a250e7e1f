"""What the procurement page says first: the finding, what it rests on, and the tiles."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference
from dashboard.measures import status as judgement
from dashboard.store.database import Row
from dashboard.views.cards import against_target, measure_tile
from dashboard.views.nothing import recorded
from dashboard.views.pieces import Change, Status, Tile
from dashboard.views.procurement.scope import Procurement
from dashboard.views.scope import changed


def headline(page: Procurement) -> str:
    """The finding: the benefits of five years, and how much of them this year brought."""
    row = page.row
    if row is None:
        return f"No contract register has been loaded for {page.quarter.label}"
    span = "in the last five years"
    if page.since > page.window_start:
        span = f"since {fmt.month(page.since)}"
    if page.state.month:
        span += f" to {page.when}"
    kinds = fmt.listed([page.offer.words("category")[code] for code in page.state.of("category")])
    what = f" for {kinds}" if kinds else ""
    of = f" by {page.who}{what}" if page.who else what
    if page.who and not recorded(page):
        return f"{page.who} had no contracts{what} {span}"
    total, year = row["five_year_benefits_gbp"], row["year_benefits_gbp"]
    if total < 0:
        return f"Contracts awarded{of} {span} cost {fmt.pounds_in_words(-total)} more than they bring in benefits"
    if not total:
        return f"Contracts awarded{of} {span} bring no benefits"
    sentence = f"Contracts awarded{of} {span} bring {fmt.pounds_in_words(total)} of whole-life benefits"
    if page.now.target is not None:
        return f"{sentence}, {against_target(page.now)}"
    part = "all of it" if year == total else f"{fmt.pounds_in_words(year)} of it" if year else "none of it"
    return f"{sentence}, {part} from {page.year_words}"


def support(page: Procurement) -> str:
    """How many contracts the quarter's part rests on, what the five years are, and where benefits come from."""
    row = page.row
    if row is None:
        return "Choose another quarter, or fewer filters."
    span = f"The five years are {page.window}."
    if page.since > page.window_start:
        span = f"Contracts are loaded from {fmt.month(page.since)} only, so these are fewer than five years."
    return " ".join([in_quarter(page, row), *where_from(page), span])


def in_quarter(page: Procurement, row: Row) -> str:
    """The contracts of the quarter or month and their benefits, and how these moved."""
    if not row["contracts"]:
        return f"No contract was awarded in {page.months_in_words}."
    count, amount = row["contracts_with_benefits"], row["benefits_gbp"]
    if not count:
        awarded = fmt.plural(row["contracts"], "contract")
        return f"{awarded} awarded in {page.months_in_words}, none with benefits."
    have = f"{fmt.number(count)} of {fmt.plural(row['contracts'], 'contract')} awarded"
    sentence = f"In {page.months_in_words}, {have} had benefits: {fmt.pounds_in_words(amount)} in all"
    before = page.over_time.value(page.benefits, page.quarter - 1)
    if before is None or page.state.month:
        return f"{sentence}."
    change = difference(amount, before, 0)
    moved = f"{fmt.pounds_in_words(abs(change))} {'more' if change > 0 else 'less'} than"
    return f"{sentence}, {moved if change else 'the same as'} last {page.period_word}."


def where_from(page: Procurement) -> list[str]:
    """The category that brought most benefits this year, and the one that lost most."""
    if len(page.state.of("category")) == 1:
        return []
    parts = page.in_quarter["category"]
    names = parts.names([page.quarter])
    sums = [(row["year_benefits_gbp"], name) for name in names if (row := parts.row(page.quarter, name))]
    sentences = []
    if sums and (most := max(sums))[0] > 0:
        sentences.append(f"{most[1]} brought most in {page.year_words}, {fmt.pounds_in_words(most[0])}.")
    if sums and (least := min(sums))[0] < 0:
        sentences.append(f"{least[1]} cost {fmt.pounds_in_words(-least[0])} more than before.")
    return sentences


def tiles(page: Procurement) -> tuple[Tile, ...]:
    """Benefits of the quarter, the year and five years, and the contracts that have any."""
    parts, row, in_full = page.in_quarter[""], page.row, not page.state.month
    kinds = contracts = ""
    if row is not None:
        kinds = f"{fmt.pounds_in_words(row['revenue_gbp'])} of it revenue" if row["contracts_with_benefits"] else ""
        contracts = f"of {fmt.number(row['contracts'])} awarded" if row["contracts"] else "no contract awarded"
    counted = page.measure("procurement_contracts")
    return (
        measure_tile(
            page,
            page.benefits,
            parts,
            title=f"Benefits in {page.when}",
            value=in_words(parts.value(page.benefits, page.quarter)),
            cases=kinds,
            changes=in_full,
        ),
        *([] if page.quarter.kind == "year" else [year_tile(page, row)]),
        measure_tile(
            page,
            page.five_years,
            parts,
            title="Benefits over five years",
            value=in_words(page.now.value),
            cases=page.window,
            changes=in_full,
        ),
        measure_tile(page, counted, parts, cases=contracts, changes=in_full),
    )


def in_words(value: float | None) -> str:
    """`£2.4 million`, or a dash."""
    return fmt.NOTHING if value is None else fmt.pounds_in_words(value)


def year_tile(page: Procurement, row: Row | None) -> Tile:
    """The benefits of the financial year to date, beside those of the year before to the same day."""
    value = row["year_benefits_gbp"] if row else None
    code = "data_only" if row else "not_available"
    moved: tuple[Change, ...] = ()
    if not page.state.month:
        earlier = page.over_time.row(page.quarter.year_before())
        moved = (against_last_year(page, value, earlier["year_benefits_gbp"] if earlier else None),)
    return Tile(
        key="year",
        title=f"Benefits in {page.year_words}",
        value=in_words(value),
        cases=f"April {page.quarter.year_start} to {fmt.month(page.end)}",
        status=Status(code, *judgement.words(code, page.benefits.polarity)),
        target="",
        changes=moved,
    )


def against_last_year(page: Procurement, value: float | None, before: float | None) -> Change:
    """The year to date against the last one to the same day."""
    if value is None or before is None:
        return Change("not_available", "last year to date: not available")
    direction = judgement.trend(value, before, polarity=page.benefits.polarity, decimals=page.benefits.decimals)
    return Change(direction, f"{changed(difference(value, before, 0), page.benefits)} on last year to date")
