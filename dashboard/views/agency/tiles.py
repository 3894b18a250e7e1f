"""The agency staff page's four numbers at a glance."""

from __future__ import annotations

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import month_id, month_label
from dashboard.views.agency.scope import Agency
from dashboard.views.cards import measure_tile
from dashboard.views.pieces import Tile

NOT_RECORDED = "Not recorded"
A_MILLION = 1e6


def tiles(page: Agency) -> tuple[Tile, ...]:
    """The numbers at a glance: of assignments four measures, of published payments the spend and its months."""
    spend, *others = measure_tiles(page)
    return (spend, *(month_tiles(page) if page.sums_alone else others))


def month_tiles(page: Agency) -> list[Tile]:
    """The spend of each of the quarter's months; of longer periods none, which would be too many."""
    if page.quarter.kind != "quarter":
        return []
    months = page.loaded["month"]
    return [
        Tile(
            key=f"spend_{month_id(month)}",
            title=month_label(month),
            value=fmt.pounds(months.value(page.spend, page.quarter, month_id(month))),
            cases="spend in the month",
            status=None,
            target="",
            changes=(),
            link=page.to(month=month_id(month)),
        )
        for month in page.quarter.months
    ]


def measure_tiles(page: Agency) -> tuple[Tile, ...]:
    """Spend, full-time equivalents, the share off contract, and what a full-time equivalent costs."""
    moved, parts = not page.state.month, page.shown
    off, each = (parts.reading(m, page.quarter) for m in (page.off_contract, page.spend_per_fte))
    fte = parts.reading(page.fte, page.quarter)
    exact = fmt.pounds(page.now.value)
    millions = abs(page.now.value or 0) >= A_MILLION
    return (
        measure_tile(
            page,
            page.spend,
            parts,
            title="Spend",
            value=fmt.pounds_short(page.now.value) if millions else exact,
            cases=f"{exact} in {page.months_in_words}" if millions else f"in {page.months_in_words}",
            changes=moved,
        ),
        measure_tile(
            page,
            page.fte,
            parts,
            title="Full-time equivalents",
            cases=f"in {page.last_month}" if fte.value is not None else NOT_RECORDED,
            changes=moved and fte.value is not None,
        ),
        measure_tile(
            page,
            page.off_contract,
            parts,
            title="Spend off contract",
            cases=f"{fmt.pounds_short(off.numerator)} of {fmt.pounds_short(off.denominator)}"
            if off.value is not None
            else NOT_RECORDED,
            changes=moved and off.value is not None,
        ),
        measure_tile(
            page,
            page.spend_per_fte,
            parts,
            cases=f"spend of the {'month' if page.state.month else page.period_word} over FTE in {page.last_month}"
            if each.value is not None
            else NOT_RECORDED,
            changes=moved and each.value is not None,
        ),
    )
