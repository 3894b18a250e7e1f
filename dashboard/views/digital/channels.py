"""The digital take-up page's cards about channels: the mix, the shift since last year, and what each costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import difference
from dashboard.views.cards import rank_card, rank_rows, value_column
from dashboard.views.digital.scope import Digital
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

ONLINE = "online"
# what a chart of four series shows on their own; all others are one
APART = ("online", "telephone", "face_to_face")
QUERY = "digital_components"
SHIFT = (
    "What has moved is counted against last year's habits: this period's transactions, divided between the channels "
    "as they were a year before, less what each channel had in fact. The differences add up to nothing. It says how "
    "habits moved, not what any one person did."
)


def counts(page: Digital, period: Period) -> dict[str, int | None]:
    """The period's transactions by channel; all None where the period is a gap."""
    parts = page.loaded["channel"]
    rows = {code: parts.row(period, code) for code in page.channel_names}
    return {code: None if row is None else row["transactions"] for code, row in rows.items()}


def mix(page: Digital) -> Card:
    """How people reached the council, by quarter."""
    chosen = page.state.of("channel") or tuple(page.channel_names)
    others = [code for code in page.channel_names if code not in APART]
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        found = {code: count for code, count in counts(page, quarter).items() if code in chosen}
        gathered = [count for code in others if (count := found.get(code)) is not None]
        rows.append(
            {
                **found,
                "quarter": quarter,
                "period": quarter.label,
                "gathered": sum(gathered) if gathered else None,
                "total": None if None in found.values() else sum(count or 0 for count in found.values()),
                "rate": page.over_time.value(page.focus, quarter),
                "link": page.quarter_link(quarter),
            }
        )
    together = len(others) > 1 and all(code in chosen for code in others)
    series = [(code, page.channel_names[code]) for code in chosen if not (together and code in others)]
    if together:
        first, *more = (page.channel_names[code] for code in others)
        series.append(("gathered", fmt.listed([first, *(name.lower() for name in more)])))
    now = rows[-1]
    finding = f"No transactions are known for {page.quarter.label}."
    if now["total"]:
        first, *others = sorted(chosen, key=lambda code: -(now[code] or 0))
        finding = f"{fmt.number(now['total'])} transactions"
        finding += f", {fmt.number(now[first])} of them" if others else ""
        finding += f" {by(page, first)}"
        finding += f" and {fmt.number(now[others[0]])} {by(page, others[0])}." if others else "."
    shares = not page.state.of("channel")
    return Card(
        key="channels",
        title=f"How people reached the council, by {page.period_word}",
        finding=finding,
        figure=figures.stacked_bars(
            rows, parts=tuple(series), above="rate" if shares else "", above_label="Made online"
        ),
        table=Table.linked(
            (
                Column("period", page.period_word.capitalize()),
                *(Column(code, page.channel_names[code], "count") for code in chosen),
                Column("total", "Together", "count"),
                *([Column("rate", "Made online, %", "percent", 1)] if shares else []),
            ),
            reversed(rows),
        ),
        about=about(page.measure("digital_transactions"), QUERY),
        note="The percentage above each bar is the share made online." if shares else f"{page.rated}.",
    )


def by(page: Digital, code: str) -> str:
    """`online`, `by telephone`, `face to face`."""
    name = page.channel_names[code].lower()
    return name if code in (ONLINE, "face_to_face") else f"by {name}"


def shift(page: Digital) -> Card | None:
    """How many transactions moved between channels since last year. Left out where there is nothing to compare."""
    if page.state.of("channel") or page.state.month:
        return None
    before_period = page.quarter.year_before()
    now, before = counts(page, page.quarter), counts(page, before_period)
    total_now, total_before = (sum(count or 0 for count in found.values()) for found in (now, before))
    if not total_now or not total_before:
        return None
    rows: list[dict[str, Any]] = []
    for code, name in page.channel_names.items():
        then, count = before[code] or 0, now[code] or 0
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
                "words": f"{fmt.number(count)}, {fmt.number(expected)} at last year's shares",
            }
        )
    rows.sort(key=lambda row: (-row["value"], row["label"]))
    return Card(
        key="shift",
        title=f"Channel shift since {before_period.label}",
        finding=moved(rows, before_period),
        figure=figures.diverging_bars(rows),
        table=Table(
            (
                Column("label", "Channel"),
                Column("before", before_period.label, "count"),
                Column("before_share", f"Share {before_period.label}", "percent", 1),
                Column("now", page.quarter.label, "count"),
                Column("now_share", f"Share {page.quarter.label}", "percent", 1),
                Column("change", "More or fewer", "signed"),
                Column("value", "Moved", "signed"),
            ),
            tuple(rows),
        ),
        about=about(page.measure("digital_transactions"), QUERY, extra=SHIFT),
        note=f"How many more or fewer came in {page.quarter.label} than at the shares of {before_period.label}.",
    )


def moved(rows: Sequence[Mapping[str, Any]], before: Period) -> str:
    """What moved where: the gain of online first, then another channel that gained more, then the largest loss."""
    gains = [row for row in rows if row["value"] > 0]
    if not gains:
        return f"Nothing moved between channels since {before.label}."
    online = [row for row in gains if row["code"] == ONLINE]
    parts = [f"{fmt.plural(row['value'], 'transaction')} moved online" for row in online]
    if not online or gains[0]["value"] > online[0]["value"]:
        more = " more" if online else ""
        parts.append(f"{gains[0]['label'].lower()} gained{more}, {fmt.number(gains[0]['value'])}")
    parts.append(f"{rows[-1]['label'].lower()} lost most, {fmt.number(-rows[-1]['value'])}")
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def costs(page: Digital) -> Card | None:
    """What a transaction costs in each channel. Left out where no cost is recorded."""
    measure = page.measure("digital_cost_per_transaction")
    parts = page.shown("channel")
    names = {code: page.channel_names[code] for code in parts.names([page.quarter])}
    rows = rank_rows(page, measure, parts, dict.fromkeys(names), names)
    if not rows:
        return None
    # cases behind an average of pounds would read "£3.93 of 89,871"
    rows = [{**row, "of": None} for row in sorted(rows, key=lambda row: (row["value"], row["label"]))]
    codes = {label: code for code, label in names.items()}
    for row in rows:
        before = None if page.state.month else parts.value(measure, page.quarter - 1, codes[row["label"]])
        row["change"] = None if before is None else difference(row["value"], before, measure.decimals)
    unknown = [name for code, name in names.items() if parts.value(measure, page.quarter, code) is None]
    low, high = rows[0], rows[-1]
    finding = f"A transaction {by(page, codes[low['label']])} costs {fmt.pounds(low['value'], 2)}"
    if len(rows) > 1 and low["value"]:
        times = fmt.number(high["value"] / low["value"], 0 if high["value"] >= 10 * low["value"] else 1)
        finding += f"; {by(page, codes[high['label']])} it costs {fmt.pounds(high['value'], 2)}, {times} times as much"
    return rank_card(
        key="costs",
        title=f"Cost of a transaction, {page.when}",
        measure=measure,
        rows=rows,
        columns=(
            Column("label", "Channel"),
            Column("cost_gbp", "Cost", "gbp"),
            Column("costed_transactions", "Transactions", "count"),
            value_column(measure, "Cost of one"),
            *([] if page.state.month else [Column("change", f"Since last {page.period_word}, £", "signed", 2)]),
        ),
        finding=f"{finding}.",
        note="Transactions whose cost is not recorded are left out."
        + (f" Nothing is recorded for {fmt.listed([name.lower() for name in unknown])}." if unknown else ""),
        queries=(QUERY,),
    )
