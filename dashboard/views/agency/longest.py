"""The agency staff page's card of the assignments that have gone on longest."""

from __future__ import annotations

from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import month_id
from dashboard.views.agency.scope import Agency
from dashboard.views.declared.own import Picture

LONGEST_SHOWN = 6
A_YEAR = 12


def longest(page: Agency) -> Picture | None:
    """The assignments that have gone on for the most months in a row; none of longer periods, or of payments, or for
    those who may not see single ones."""
    if page.quarter.kind != "quarter" or page.sums_alone or not page.data.records_shown:
        return None
    words, alone = page.offer.words("reason"), len(page.state.of("service")) == 1
    rows: list[dict[str, Any]] = [
        {
            **row,
            "label": row["role_category"] if alone else f"{row['role_category']}, {row['service']}",
            "value": row["months"],
            "reason_label": words.get(row["reason"], row["reason"]),
            "link": page.to_records("counts", row["assignment_id"]),
        }
        for row in page.longest
    ]
    finding = _("Nobody worked in {last_month}. Try another quarter or fewer filters.", last_month=page.last_month)
    if rows:
        top, over = rows[0], sum(row["months"] > A_YEAR for row in rows)
        finding = _(
            "The longest agency assignment has gone on for {at_least}: {label}.",
            at_least=at_least(page, top["months"]),
            label=top["label"],
        )
        if over == len(rows) and over > 1:
            finding += _(" All {over} listed have lasted more than a year.", over=over)
    note = _("The table has {count}.", count=len(rows)) if len(rows) > LONGEST_SHOWN else ""
    return Picture(finding, rows, figures.ranked_bars(rows, unit="months", decimals=0, limit=LONGEST_SHOWN), note)


def at_least(page: Agency, months_: int) -> str:
    """`14 months`, with `at least` where they began with the first month that is loaded."""
    first = page.offer.quarters[0].first_day
    last = page.quarter.last_day
    loaded = (last.year - first.year) * 12 + last.month - first.month + 1
    behind = sum(month_id(month) > page.state.month for month in page.quarter.months) if page.state.month else 0
    return _("at least {months}", months=fmt.months(months_)) if months_ == loaded - behind else fmt.months(months_)
