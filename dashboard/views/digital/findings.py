"""The digital take-up page's findings: what its declared cards show, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.measures.components import Components
from dashboard.views.declared.own import Row
from dashboard.views.digital.scope import Digital
from dashboard.views.measure import splits

SATISFIED = "pleased {fewer}"
ONLINE = "online"


def take_up(page: Digital, rows: Sequence[Row]) -> str:
    """The share made online, and what it was in the first quarter shown."""
    of_known = [row for row in rows if row["value"] is not None]
    if not of_known:
        return f"Nothing is known of the {page.period_word}s on show."
    first, last = of_known[0], of_known[-1]
    start = f", from {fmt.percent(first['value'])} in {first['period']}" if first is not last else ""
    return f"Take-up was {fmt.percent(last['value'])} in {last['period']}{start}."


def spread(page: Digital, rows: Sequence[Row]) -> str:
    """From the lowest to the highest of ranked places, in a sentence."""
    if not rows:
        return f"No transactions were made in {page.when}. Try another {page.period_word} or fewer filters."
    judged = [row for row in rows if not row["few"]] or rows
    low, high = judged[0], judged[-1]
    if len(judged) == 1:
        made = f"{fmt.percent(low['value'])} of {fmt.plural(low['of'], 'transaction')}"
        return f"{low['label']}: {made} {'was' if low['of'] == 1 else 'were'} made online."
    lowest, highest = (f"{fmt.percent(one['value'])} in {one['label']}" for one in (low, high))
    return f"Take-up ranges from {lowest} to {highest}."


def months(page: Digital, rows: Sequence[Row]) -> str:
    """Where the quarter ended, and where it began."""
    if not rows:
        return f"No transactions were made in {page.quarter.label}. Try another quarter."
    first, last = rows[0], rows[-1]
    start = f", from {fmt.percent(first['value'])} in {first['label']}" if len(rows) > 1 else ""
    return f"Take-up was {fmt.percent(last['value'])} in {last['label']}{start}."


def completion(page: Digital, _rows: Sequence[Row]) -> str:
    """How many of those who began got to the end; nothing where neither is recorded."""
    now = drawn(page).reading(page.measure("digital_completion_rate"), page.quarter)
    if now.value is None:
        return ""
    whole = f"{fmt.percent(now.value)} of {fmt.number(now.denominator)} transactions begun were completed"
    return f"{whole} in {page.quarter.label}." if page.one_service else whole


def drawn(page: Digital) -> Components:
    """What completion and satisfaction are drawn of: the quarters of one service, else the services in the month."""
    return page.loaded[""] if page.one_service else page.shown()


def channels(page: Digital, rows: Sequence[Row]) -> str:
    """How many transactions there were, and by which two channels most came."""
    now = rows[-1]
    if not now["total"]:
        return f"No transactions are known for {page.quarter.label}."
    chosen = page.state.of("channel") or tuple(page.channel_names)
    first, *others = sorted(chosen, key=lambda code: -(now[code] or 0))
    finding = (
        f"{page.not_the_month}{fmt.plural(now['total'], 'transaction')} {'was' if now['total'] == 1 else 'were'} made"
    )
    if not others:
        return f"{finding} {by(page, first)}."
    second = f"{fmt.number(now[others[0]])} {by(page, others[0])}"
    return f"{finding}, {fmt.number(now[first])} of them {by(page, first)} and {second}."


def by(page: Digital, code: str) -> str:
    """`online`, `by telephone`, `face to face`."""
    name = page.channel_names[code].lower()
    return name if code in (ONLINE, "face_to_face") else f"by {name}"


def costs(page: Digital, rows: Sequence[Row]) -> str:
    """What a transaction costs where it is cheapest and where dearest; nothing where no cost is recorded."""
    if not rows:
        return ""
    low, high, cost = rows[0], rows[-1], page.measure("digital_cost_per_transaction")
    finding = f"A transaction {by(page, low['part'])} costs {page.say(cost, low['value'])}"
    if len(rows) > 1 and low["value"]:
        times = fmt.number(high["value"] / low["value"], 0 if high["value"] >= 10 * low["value"] else 1)
        finding += f"; {by(page, high['part'])} it costs {page.say(cost, high['value'])}, {times} times as much"
    return f"{finding}."


def satisfaction(page: Digital, rows: Sequence[Row]) -> str:
    """How many were satisfied, and where more or fewer than chance would bring; nothing where nobody was asked."""
    now = drawn(page).reading(page.measure("digital_satisfaction"), page.quarter)
    if now.value is None:
        return ""
    whole = f"{fmt.percent(now.value)} of {fmt.number(now.denominator)} people who answered were satisfied"
    if page.one_service:
        return f"{whole} in {page.quarter.label}."
    measure = page.measure("digital_satisfaction")
    differ = f" {splits.differing(page, measure, rows, 'service', SATISFIED)}" if len(rows) > 1 else ""
    return f"{whole}.{differ}"
