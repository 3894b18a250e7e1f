"""The digital take-up page's own cards: the shift between channels since last year, and where people drop out."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.views.cards import rank_rows
from dashboard.views.declared.own import Picture, Row
from dashboard.views.digital.findings import ONLINE
from dashboard.views.digital.findings import completion as completed
from dashboard.views.digital.scope import Digital

MOST_PAIRS = 8


def shift(page: Digital) -> Picture | None:
    """How many transactions moved between channels since last year. Left out where there is nothing to compare."""
    if page.state.of("channel") or page.state.month:
        return None
    now, before = counts(page, page.quarter), counts(page, page.quarter.year_before())
    total_now, total_before = sum(now.values()), sum(before.values())
    if not total_now or not total_before:
        return None
    rows: list[Row] = []
    for code, name in page.channel_names.items():
        then, count = before[code], now[code]
        expected = then / total_before * total_now
        rows.append(
            {
                "label": name,
                "code": code,
                "before": then,
                "before_share": 100 * then / total_before,
                "now": count,
                "now_share": 100 * count / total_now,
                "change": count - then,
                "value": round(count - expected),
                "words": _(
                    "{count}, {expected} at last year's shares", count=fmt.number(count), expected=fmt.number(expected)
                ),
            }
        )
    rows.sort(key=lambda row: (-row["value"], row["label"]))
    return Picture(moved(page, rows), rows, figures.diverging_bars(rows))


def counts(page: Digital, period: Period) -> dict[str, int]:
    """The period's transactions by channel; zeros where the period is a gap."""
    rows = {code: page.loaded["channel"].row(period, code) for code in page.channel_names}
    return {code: row["transactions"] or 0 if row else 0 for code, row in rows.items()}


def moved(page: Digital, rows: Sequence[Row]) -> str:
    """What moved where: the gain of online first, then another channel that gained more, then the largest loss."""
    gains = [row for row in rows if row["value"] > 0]
    if not gains:
        return _("Nothing moved between channels since {label}.", label=page.quarter.year_before().label)
    online = [row for row in gains if row["code"] == ONLINE]
    parts = [
        _("about {value} more transactions were made online than at last year's shares", value=fmt.number(row["value"]))
        for row in online
    ]
    if not online or gains[0]["value"] > online[0]["value"]:
        more = _(" more") if online else ""
        parts.append(
            _(
                "{label} gained{more}, {value}",
                label=gains[0]["label"].lower(),
                more=more,
                value=fmt.number(gains[0]["value"]),
            )
        )
    parts.append(_("{label} lost most, {value}", label=rows[-1]["label"].lower(), value=fmt.number(-rows[-1]["value"])))
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def completion(page: Digital) -> Picture | None:
    """Started against completed by service. Left out where neither is recorded, or for one service alone."""
    finding = completed(page, [])
    if not finding or page.one_service:
        return None
    measure, parts = page.measure("digital_completion_rate"), page.in_quarter["service"]
    rows = rank_rows(page, measure, parts, {name: page.service_link(name) for name in parts.names([page.quarter])})
    for row in rows:
        row |= {"now": row["completed"], "before": row["started"], "lost": row["started"] - row["completed"]}
    rows.sort(key=lambda row: (-row["lost"], row["label"]))
    if len(rows) > 1:
        finding += _(
            "; most were given up in {label}, {lost}", label=rows[0]["label"], lost=fmt.number(rows[0]["lost"])
        )
    pairs = figures.paired_bars(rows, now_label=_("Completed"), before_label=_("Started"), limit=MOST_PAIRS)
    return Picture(
        f"{finding}.", rows, pairs, _("The table has all {count}.", count=len(rows)) if len(rows) > MOST_PAIRS else ""
    )
