"""The digital take-up page's findings: what its declared cards show, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.statistics import difference
from dashboard.views.declared.own import Row
from dashboard.views.digital.scope import Digital
from dashboard.views.measure import splits

SATISFIED = "had {fewer} satisfied"
ONLINE = "online"


def take_up(page: Digital, rows: Sequence[Row]) -> str:
    """The share made online, and for how long it has risen."""
    of_known = [row for row in rows if row["value"] is not None]
    if not of_known:
        return f"Nothing is known of the {page.period_word}s on show."
    known = [row["value"] for row in of_known]
    finding = f"Take-up was {fmt.percent(known[-1])} in {page.quarter.label}"
    rises = risen(known)
    if rises > 1:
        return f"{finding}; it has risen {fmt.in_words(rises)} {page.period_word}s in a row."
    return f"{finding}, from {fmt.percent(known[0])} in {of_known[0]['period']}." if known[1:] else f"{finding}."


def risen(values: Sequence[float]) -> int:
    """How many times in a row the last values rose, as they are shown."""
    count = 0
    for now, before in zip(reversed(values), reversed(values[:-1]), strict=False):
        if difference(now, before, 1) <= 0:
            break
        count += 1
    return count


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
    now = page.shown().reading(page.measure("digital_completion_rate"), page.quarter)
    if now.value is None:
        return ""
    whole = f"{fmt.percent(now.value)} of {fmt.number(now.denominator)} transactions begun were completed"
    return f"{whole} in {page.when}." if page.one_service else whole


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
    now = page.shown().reading(page.measure("digital_satisfaction"), page.quarter)
    if now.value is None:
        return ""
    whole = f"{fmt.percent(now.value)} of {fmt.number(now.denominator)} people who answered were satisfied"
    if page.one_service:
        return f"{whole} in {page.when}."
    measure = page.measure("digital_satisfaction")
    differ = f" {splits.differing(page, measure, rows, 'service', SATISFIED)}" if len(rows) > 1 else ""
    return f"{whole}.{differ}"
