"""The procurement page: what benefits the contracts awarded bring, where they come from, which contracts end soon."""

from __future__ import annotations

from functools import partial

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
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
        return _("No contract register has been loaded for {quarter}", quarter=page.quarter.label)
    span = _("in the last five years")
    if page.since > page.window_start:
        span = _("since {since}", since=fmt.month(page.since))
    if page.state.month:
        span += _(" to {when}", when=page.when)
    kinds = fmt.listed([page.offer.words("category")[code] for code in page.state.of("category")])
    what = _(" for {kinds}", kinds=kinds) if kinds else ""
    of = _(" by {who}{what}", who=page.who, what=what) if page.who else what
    if page.who and not recorded(page):
        return _("{who} had no contracts{what} {span}", who=page.who, what=what, span=span)
    total, year = row["five_year_benefits_gbp"], row["year_benefits_gbp"]
    if total < 0:
        return _(
            "Contracts awarded{of} {span} cost {total} more than they bring in benefits",
            of=of,
            span=span,
            total=fmt.pounds_in_words(-total),
        )
    if not total:
        return _("Contracts awarded{of} {span} bring no benefits", of=of, span=span)
    sentence = _(
        "Contracts awarded{of} {span} bring {total} of whole-life benefits",
        of=of,
        span=span,
        total=fmt.pounds_in_words(total),
    )
    if page.now.target is not None:
        return f"{sentence}, {against_target(page.now)}"
    part = (
        _("all of it")
        if year == total
        else _("{year} of it", year=fmt.pounds_in_words(year))
        if year
        else _("none of it")
    )
    return _("{sentence}, {part} from {year_words}", sentence=sentence, part=part, year_words=page.year_words)


def support(page: Procurement) -> str:
    """How many contracts the quarter's part rests on, what the five years are, and where benefits come from."""
    row = page.row
    if row is None:
        return _("Choose another quarter, or fewer filters.")
    span = _("The five years are {window}.", window=page.window)
    if page.since > page.window_start:
        span = _(
            "Contracts are loaded from {since} only, so these are fewer than five years.", since=fmt.month(page.since)
        )
    return " ".join([in_quarter(page, row), *where_from(page), span])


def in_quarter(page: Procurement, row: Row) -> str:
    """The contracts of the quarter or month and their benefits, and how these moved."""
    if not row["contracts"]:
        return _("No contract was awarded in {months_in_words}.", months_in_words=page.months_in_words)
    count, amount = row["contracts_with_benefits"], row["benefits_gbp"]
    if not count:
        awarded = fmt.plural(row["contracts"], "contract", "contracts")
        return _(
            "{awarded} awarded in {months_in_words}, none with benefits.",
            awarded=awarded,
            months_in_words=page.months_in_words,
        )
    have = _(
        "{count} of {contracts} awarded",
        count=fmt.number(count),
        contracts=fmt.plural(row["contracts"], "contract", "contracts"),
    )
    if count == row["contracts"]:
        have = (
            _("all {count} contracts awarded", count=fmt.number(count)) if count > 1 else _("the one contract awarded")
        )
    sentence = _(
        "{have} in {months_in_words} had benefits: {amount} in all",
        have=have[0].upper() + have[1:],
        months_in_words=page.months_in_words,
        amount=fmt.pounds_in_words(amount),
    )
    before = page.over_time.value(page.measure("procurement_benefits"), page.quarter - 1)
    if before is None or page.state.month:
        return f"{sentence}."
    change = difference(amount, before, 0)
    more = N_("{sentence}, {change} more than last {period_word}.")
    less = N_("{sentence}, {change} less than last {period_word}.")
    same = N_("{sentence}, the same as last {period_word}.")
    return _(
        (more if change > 0 else less) if change else same,
        sentence=sentence,
        change=fmt.pounds_in_words(abs(change)),
        period_word=page.period_word,
    )


def where_from(page: Procurement) -> list[str]:
    """The category that brought most benefits this year, and the one that lost most."""
    if len(page.state.of("category")) == 1:
        return []
    parts = page.in_quarter["category"]
    names = parts.names([page.quarter])
    sums = [(row["year_benefits_gbp"], name) for name in names if (row := parts.row(page.quarter, name))]
    sentences = []
    if sums and (most := max(sums))[0] > 0:
        alone = sum(value > 0 for value, _rest in sums) == 1
        did = _("Only {most} brought benefits", most=most[1]) if alone else _("{most} brought most", most=most[1])
        sentences.append(
            _("{did} in {year_words}, {most}.", did=did, year_words=page.year_words, most=fmt.pounds_in_words(most[0]))
        )
    if sums and (least := min(sums))[0] < 0:
        sentences.append(
            _("{name} cost {amount} more than before.", name=least[1], amount=fmt.pounds_in_words(-least[0]))
        )
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
            title=_("Benefits in {year_words}", year_words=page.year_words),
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
        return Change("not_available", _("last year to date: not available"))
    then, measure = before["year_benefits_gbp"], page.focus
    direction = judgement.trend(value, then, polarity=measure.polarity, decimals=measure.decimals)
    moved = difference(value, then, 0)
    return Change(direction, _("{changed} on last year to date", changed=changed(moved, measure)), moved)


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
