"""The library's funnel: parts of unequal size over the last four quarters, between the limits of what chance brings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dashboard import figures
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import MONTHS_IN, Period
from dashboard.catalogue import datasets
from dashboard.catalogue.records import Measure
from dashboard.measures.unequal import CLEARLY, MAY, limits, pooled, sizes
from dashboard.views import unequal
from dashboard.views.cards import value_column
from dashboard.views.declared.own import Finding, Row
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.measure import most, splits
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

HALVES = (N_("Counted"), N_("Out of"))
LIMITS = N_(
    "The limits show how far from the council's value a part may lie by chance (binomial, mid-p). Of 20 "
    "parts that do not differ, one lies outside the 95% limits. Of 500, one lies outside the 99.8% limits."
)
READ = N_("Between the curves a {kind} differs from the council by no more than chance; they close in as cases grow.")


def funnel(page: DeclaredPage, words: datasets.Card, said: Finding[Any] | None) -> Card | None:
    """The parts over a year, those outside the limits first; none of one part alone, of a month, or without cases."""
    measure, by = page.measure(words.measure), words.by
    one = splits.one_chosen(page, by) or (by == "service" and page.one_service)
    if one or page.state.month or not measure.proportion:
        return None
    quarters = over_a_year(page, measure)
    rows = held(page, measure, by, quarters)
    if len(rows) < 2:
        return None
    halves, kind = words.halves or tuple(map(_, HALVES)), _(splits.WORDS.get(by, by))
    return Card(
        key=datasets.key_of(words),
        title=_(
            "{short_title}, by {kind}, {title_of}",
            short_title=measure.short_title,
            kind=kind,
            title_of=title_of(quarters),
        ),
        finding=said(page, rows) if said else finding(page, words, rows, quarters),
        figure=drawn(page, measure, rows, quarters, halves[1]),
        table=Table.linked(
            (
                Column("label", page.label(by)),
                Column("numerator", halves[0], "count"),
                Column("of", halves[1], "count"),
                value_column(measure, _("Share")),
                unequal.COLUMN,
            ),
            rows,
        ),
        about=about(measure, f"{page.dataset}_components", extra=_(LIMITS)),
        note=_(READ).format(kind=kind),
    )


def over_a_year(page: DeclaredPage, measure: Measure) -> list[Period]:
    """The quarters of a year up to the one on show, or two half-years, or the year itself, as far as they are known."""
    count = 12 // MONTHS_IN[page.quarter.kind]
    year = [page.quarter - back for back in reversed(range(count))]
    return [quarter for quarter in year if page.whole.halves(measure, quarter)[2]]


def title_of(quarters: Sequence[Period]) -> str:
    """The periods in a heading: `the year to Q4 2019/20`."""
    first, last = quarters[0], quarters[-1]
    if first == last:
        return last.label
    whole = sum(MONTHS_IN[quarter.kind] for quarter in quarters) == 12
    return (
        _("the year to {last}", last=last.label)
        if whole
        else _("{first} to {last}", first=first.label, last=last.label)
    )


def held(page: DeclaredPage, measure: Measure, by: str, quarters: Sequence[Period]) -> list[Row]:
    """The parts that have cases in these periods together, each held against the whole."""
    parts, whole = page.in_quarter[by], pooled(page.whole.halves(measure, quarter) for quarter in quarters)
    rows = []
    for name in parts.names(quarters, measure):
        count, of = pooled(parts.halves(measure, quarter, name) for quarter in quarters)
        label = page.data.catalogue.label(page.dataset, by, name) if name else _(splits.NOT_RECORDED)
        if of:
            row = {"part": name, "label": label, "link": splits.link(page, by, name)}
            rows.append({**row, "value": 100 * count / of, "numerator": count, "of": of})
    return unequal.first_those_outside(unequal.held(rows, whole, measure.polarity), measure.polarity)


def finding(page: DeclaredPage, words: datasets.Card, rows: Sequence[Row], quarters: Sequence[Period]) -> str:
    """Who differs from the council over the year, then in the quarter alone."""
    measure = page.measure(words.measure)
    count, of = pooled(page.whole.halves(measure, quarter) for quarter in quarters)
    said = {"did": words.did, "kind": _(splits.WORDS.get(words.by, words.by))}
    year = title_of(quarters)
    over = (
        _("In {year}", year=year)
        if len(quarters) == 1
        else _("Over the year")
        if sum(MONTHS_IN[quarter.kind] for quarter in quarters) == 12
        else _("From {year}", year=year)
    )
    first = unequal.sentence(rows, **said, whole=page.say(measure, 100 * count / of), when=over)
    if quarters == [page.quarter]:
        return first
    again = unequal.sentence(
        held(page, measure, words.by, [page.quarter]),
        **said,
        when=_("In {quarter}", quarter=page.quarter.label),
        whole="",
    )
    return f"{first} {again}"


def compared(page: DeclaredPage, words: datasets.Card, rows: Sequence[Row]) -> str:
    """Which parts differ from the whole, where they are held against it, else the highest and the lowest."""
    measure = page.measure(words.measure)
    if splits.is_held(measure, words.by) and len(rows) > 1:
        return splits.differing(page, measure, rows, words.by, words.did)
    return most.finding(page.of(measure.id), rows, words.by, _(splits.WORDS.get(words.by, words.by)))


def drawn(
    page: DeclaredPage, measure: Measure, rows: Sequence[Row], quarters: Sequence[Period], counts: str
) -> figures.Plot | None:
    """The funnel around the council's value."""
    count, of = pooled(page.whole.halves(measure, quarter) for quarter in quarters)
    return figures.funnel(
        [{**row, "cases": unequal.cases(row)} for row in rows],
        whole=100 * count / of,
        curves=curves(count, of, max(row["of"] for row in rows)),
        target=page.over_time.target(measure, page.quarter)[0],
        counts=counts,
        decimals=measure.decimals,
    )


@lru_cache(1_000)  # they are the same in many states of a quarter, and SciPy takes a while to find them
def curves(count: int, of: int, most: int) -> tuple[figures.Curve, ...]:
    """What chance allows around the whole's share, for parts of one case to the most."""
    every = sizes(most)
    return tuple(
        figures.Curve(name, every, limits(count / of, every, outside))
        for name, outside in (("95%", MAY), ("99.8%", CLEARLY))
    )
