"""The agency staff page's numbers at a glance."""

from __future__ import annotations

from dataclasses import replace

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import month_id, month_label
from dashboard.catalogue.records import Measure
from dashboard.views.agency.scope import Agency
from dashboard.views.cards import measure_tile, of_words
from dashboard.views.pieces import Tile

A_MILLION = 1e6


def spend(page: Agency) -> list[Tile]:
    """The spend; of millions the pounds stand below."""
    value, cases = fmt.pounds(page.now.value), _("in {months_in_words}", months_in_words=page.months_in_words)
    if abs(page.now.value or 0) >= A_MILLION:
        value, cases = fmt.pounds_short(page.now.value), f"{value} {cases}"
    moved = not page.state.month
    return [measure_tile(page, page.focus, page.shown(), title=_("Spend"), value=value, cases=cases, changes=moved)]


def others(page: Agency) -> list[Tile]:
    """Full-time equivalents, the share off contract and what a full-time equivalent costs; of payments the months."""
    if page.sums_alone:
        return months(page)
    _rest, *halves = page.shown().halves(page.off_contract, page.quarter)
    period = _("month") if page.state.month else page.period_word
    return [
        tile(page, page.fte, _("Full-time equivalents"), _("in {last_month}", last_month=page.last_month)),
        tile(page, page.off_contract, _("Spend off contract"), of_words(page.off_contract, *halves)),
        tile(
            page,
            spend_per_fte(page),
            _("Spend per FTE"),
            _("spend of the {period} over FTE in {last_month}", period=period, last_month=page.last_month),
        ),
    ]


def tile(page: Agency, measure: Measure, title: str, cases: str) -> Tile:
    """A measure that the council may not know."""
    known = page.shown().value(measure, page.quarter) is not None
    return measure_tile(
        page,
        measure,
        page.shown(),
        title=title,
        cases=cases if known else _("Not recorded"),
        changes=known and not page.state.month,
    )


def spend_per_fte(page: Agency) -> Measure:
    """Spend over full-time equivalents, which the catalogue does not list: the two are of different times."""
    return replace(
        page.focus,
        id="agency_spend_per_fte",
        title="Agency spend per full-time equivalent",
        numerator="costed_gbp",
        denominator="fte",
        nature="rate",
    )


def months(page: Agency) -> list[Tile]:
    """The spend of each of the quarter's months; of longer periods none, which would be too many."""
    if page.quarter.kind != "quarter":
        return []
    return [
        Tile(
            key=f"spend_{month_id(month)}",
            title=month_label(month),
            value=fmt.pounds(page.by_month.value(page.focus, page.quarter, month_id(month))),
            cases=_("spend in the month"),
            status=None,
            target="",
            changes=(),
            link=page.to(month=month_id(month)),
        )
        for month in page.quarter.months
    ]
