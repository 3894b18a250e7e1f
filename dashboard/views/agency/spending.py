"""The agency staff page's pictures of spend beside the year before: by quarter, so far in the year, and by kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import Period, month_id, month_label
from dashboard.views.agency.findings import against
from dashboard.views.agency.scope import Agency
from dashboard.views.declared.own import Picture
from dashboard.views.over_time import target_steps
from dashboard.views.pieces import Card


def spend(page: Agency) -> Picture:
    """Spend by quarter with its target; the table has the year before beside each."""
    measure, parts = page.focus, page.over_time
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        value, before = parts.value(measure, quarter), parts.value(measure, quarter.year_before())
        rows.append(
            {
                "quarter": quarter,
                "period": quarter.label,
                "series": _("Spend"),
                "value": value,
                "before": before,
                "change": value - before if value is not None and before is not None else None,
                "target": parts.target(measure, quarter)[0],
                "published": page.published(measure.id, quarter),
                "link": page.quarter_link(quarter),
            }
        )
    drawn = figures.quarterly_lines(rows, unit="gbp", decimals=0, targets=target_steps(rows, _("Spend")))
    return Picture(spend_finding(page), rows[::-1], drawn)


def spend_finding(page: Agency) -> str:
    """The quarter's spend beside a year before, or beside the other quarters on show."""
    now = page.over_time.value(page.focus, page.quarter)
    before = page.over_time.value(page.focus, page.quarter.year_before())
    if now is None:
        return _("No extract has been loaded for {quarter}.", quarter=page.quarter.label)
    text = _("Agency staff cost {now} in {quarter}", now=fmt.pounds_in_words(now), quarter=page.quarter.label)
    compared = against(now, before, _("in {label}", label=page.quarter.year_before().label))
    return f"{text}, {compared}." if compared else _("{text}; the year before is not loaded.", text=text)


def cumulative(page: Agency) -> Picture | None:
    """Spend since April, month by month, beside last year's; no card where April or its months are not loaded."""
    if page.quarter.kind != "quarter":
        return None
    year = page.quarter.as_kind("year")
    rows = [*running_total(page, year, page.quarter), *running_total(page, year - 1, (year - 1).as_kind("quarter"))]
    # months that are not there yet are no rows of the table
    listed = [row for row in rows if row["value"] is not None]
    now = [row for row in listed if row["series"] == year.year_label]
    if not now:
        return None
    at = now[-1]
    then = [row["value"] for row in listed if row["place"] == at["place"] and row["series"] != year.year_label]
    compared = against(
        at["value"], then[0] if then else None, _("by then in {year_label}", year_label=(year - 1).year_label)
    )
    sentence = _(
        "Agency staff cost {value} from April {year_start} to {label}",
        value=fmt.pounds_in_words(at["value"]),
        year_start=year.year_start,
        label=at["label"],
    )
    finding = f"{sentence}, {compared}." if compared else f"{sentence}."
    note = _("Whole quarters, whatever month is chosen.") if page.state.month else ""
    return Picture(finding, listed, figures.year_lines(rows, unit="gbp"), note)


def running_total(page: Agency, year: Period, last: Period) -> list[dict[str, Any]]:
    """The months of a year up to a quarter's last, each with the spend since April; nothing after a gap."""
    rows, total = [], 0.0
    known = True
    for place, month in enumerate(year.months):
        quarter = Period.holding(month, page.quarter.kind)
        spent = page.by_month.value(page.focus, quarter, month_id(month)) if quarter <= last else None
        known = known and spent is not None
        total += spent or 0
        rows.append(
            {
                "series": year.year_label,
                "place": place,
                "label": month_label(month),
                "month_gbp": spent,
                "value": total if known else None,
                "published": page.published("", quarter),
                "link": page.to(quarter=quarter, month="") if quarter in page.offer.quarters else None,
            }
        )
    return rows


def beside_last_year(page: Agency, card: Card) -> Card:
    """The card with spend beside that of the same quarter of the year before, where that is loaded."""
    rows = [{**row, "now": row["value"], "before": row["year_before"]} for row in card.table.rows]
    if all(row["before"] is None for row in rows):
        return card
    figure = figures.paired_bars(rows, now_label=page.when, before_label=page.quarter.year_before().label, unit="gbp")
    more = _(" The table has all {count}.", count=len(rows)) if len(rows) > figures.ranked.MOST_WRAPPED else ""
    return replace(card, figure=figure, note=card.note if more in card.note else card.note + more)
