"""The procurement page: what benefits the contracts awarded bring, where they come from, which contracts end soon."""

from __future__ import annotations

from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference
from dashboard.catalogue.themes import built_in
from dashboard.measures import status as judgement
from dashboard.store.database import Row
from dashboard.views.cards import against_target
from dashboard.views.declared.own import Own
from dashboard.views.declared.page import theme
from dashboard.views.nothing import recorded
from dashboard.views.pieces import Change, Status, Tile
from dashboard.views.procurement import places, trends
from dashboard.views.procurement.records import ending, record_links, records
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
    if count == row["contracts"]:
        have = f"all {fmt.number(count)} contracts awarded" if count > 1 else "the one contract awarded"
    sentence = (
        f"{have[0].upper()}{have[1:]} in {page.months_in_words} had benefits: {fmt.pounds_in_words(amount)} in all"
    )
    before = page.over_time.value(page.measure("procurement_benefits"), page.quarter - 1)
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
        alone = sum(value > 0 for value, _ in sums) == 1
        did = f"Only {most[1]} brought benefits" if alone else f"{most[1]} brought most"
        sentences.append(f"{did} in {page.year_words}, {fmt.pounds_in_words(most[0])}.")
    if sums and (least := min(sums))[0] < 0:
        sentences.append(f"{least[1]} cost {fmt.pounds_in_words(-least[0])} more than before.")
    return sentences


def year(page: Procurement) -> list[Tile]:
    """The benefits of the financial year to date, beside those of the year before to the same day; of a whole year
    they are the benefits of the period."""
    if page.quarter.kind == "year":
        return []
    row = page.row
    value, code = (row["year_benefits_gbp"], "data_only") if row else (None, "not_available")
    return [
        Tile(
            key="year",
            title=f"Benefits in {page.year_words}",
            value=page.say(page.focus, value),
            cases=page.year_to_date,
            status=Status(code, *judgement.words(code, page.focus.polarity)),
            target="",
            changes=() if page.state.month else (against_last_year(page, value),),
        )
    ]


def against_last_year(page: Procurement, value: float | None) -> Change:
    """The year to date against the last one to the same day."""
    before = page.over_time.row(page.quarter.year_before())
    if value is None or before is None:
        return Change("not_available", "last year to date: not available")
    then, measure = before["year_benefits_gbp"], page.focus
    direction = judgement.trend(value, then, polarity=measure.polarity, decimals=measure.decimals)
    return Change(direction, f"{changed(difference(value, then, 0), measure)} on last year to date")


THEME = theme(
    built_in()["procurement"],
    Own(
        Procurement,
        headline=headline,
        support=support,
        findings={
            "benefits": trends.benefits,
            "five_years": trends.five_years,
            "categories": places.categories,
            "directorates": partial(places.most_and_least, split="directorate"),
            "services": partial(places.most_and_least, split="service"),
            "months": places.months,
            "contracts": trends.contracts,
        },
        cards={"shares": trends.shares, "ending": ending},
        tiles={"year": year},
        record_links=record_links,
        records=records,
    ),
)
