"""The digital take-up page's findings: what its declared cards show, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, NN_, _, n_
from dashboard.measures.components import Components
from dashboard.views.declared.own import Row
from dashboard.views.digital.scope import Digital
from dashboard.views.measure import splits

SATISFIED = N_("pleased {fewer}")
ONLINE = "online"


def take_up(page: Digital, rows: Sequence[Row]) -> str:
    """The share made online, and what it was in the first quarter shown."""
    of_known = [row for row in rows if row["value"] is not None]
    if not of_known:
        return _("Nothing is known of the {period_words} on show.", period_words=page.period_words)
    first, last = of_known[0], of_known[-1]
    start = (
        _(", from {value} in {period}", value=fmt.percent(first["value"]), period=first["period"])
        if first is not last
        else ""
    )
    return _(
        "Take-up was {value} in {period}{start}.", value=fmt.percent(last["value"]), period=last["period"], start=start
    )


def spread(page: Digital, rows: Sequence[Row]) -> str:
    """From the lowest to the highest of ranked places, in a sentence."""
    if not rows:
        return _(
            "No transactions were made in {when}. Try another {period_word} or fewer filters.",
            when=page.when,
            period_word=page.period_word,
        )
    judged = [row for row in rows if not row["few"]] or rows
    low, high = judged[0], judged[-1]
    if len(judged) == 1:
        made = _(
            "{value} of {of}", value=fmt.percent(low["value"]), of=fmt.plural(low["of"], "transaction", "transactions")
        )
        one, more = NN_("{label}: {made} was made online.", "{label}: {made} were made online.")
        return n_(one, more, low["of"], label=low["label"], made=made)
    lowest, highest = (
        _("{value} in {label}", value=fmt.percent(one["value"]), label=one["label"]) for one in (low, high)
    )
    return _("Take-up ranges from {lowest} to {highest}.", lowest=lowest, highest=highest)


def months(page: Digital, rows: Sequence[Row]) -> str:
    """Where the quarter ended, and where it began."""
    if not rows:
        return _("No transactions were made in {quarter}. Try another quarter.", quarter=page.quarter.label)
    first, last = rows[0], rows[-1]
    start = (
        _(", from {value} in {label}", value=fmt.percent(first["value"]), label=first["label"]) if len(rows) > 1 else ""
    )
    return _(
        "Take-up was {value} in {label}{start}.", value=fmt.percent(last["value"]), label=last["label"], start=start
    )


def completion(page: Digital, _rows: Sequence[Row]) -> str:
    """How many of those who began got to the end; nothing where neither is recorded."""
    now = drawn(page).reading(page.measure("digital_completion_rate"), page.quarter)
    if now.value is None:
        return ""
    whole = _(
        "{value} of {denominator} transactions begun were completed",
        value=fmt.percent(now.value),
        denominator=fmt.number(now.denominator),
    )
    return _("{whole} in {quarter}.", whole=whole, quarter=page.quarter.label) if page.one_service else whole


def drawn(page: Digital) -> Components:
    """What completion and satisfaction are drawn of: the quarters of one service, else the services in the month."""
    return page.loaded[""] if page.one_service else page.shown()


def channels(page: Digital, rows: Sequence[Row]) -> str:
    """How many transactions there were, and by which two channels most came."""
    now = rows[-1]
    if not now["total"]:
        return _("No transactions are known for {quarter}.", quarter=page.quarter.label)
    chosen = page.state.of("channel") or tuple(page.channel_names)
    first, *others = sorted(chosen, key=lambda code: -(now[code] or 0))
    finding = n_(
        "{not_the_month}{total} was made",
        "{not_the_month}{total} were made",
        now["total"],
        not_the_month=page.not_the_month,
        total=fmt.plural(now["total"], "transaction", "transactions"),
    )
    if not others:
        return f"{finding} {by(page, first)}."
    second = f"{fmt.number(now[others[0]])} {by(page, others[0])}"
    return _(
        "{finding}, {now} of them {by} and {second}.",
        finding=finding,
        now=fmt.number(now[first]),
        by=by(page, first),
        second=second,
    )


def by(page: Digital, code: str) -> str:
    """`online`, `by telephone`, `face to face`."""
    name = page.channel_names[code].lower()
    return name if code in (ONLINE, "face_to_face") else _("by {name}", name=name)


def costs(page: Digital, rows: Sequence[Row]) -> str:
    """What a transaction costs where it is cheapest and where dearest; nothing where no cost is recorded."""
    if not rows:
        return ""
    low, high, cost = rows[0], rows[-1], page.measure("digital_cost_per_transaction")
    finding = _("A transaction {by} costs {say}", by=by(page, low["part"]), say=page.say(cost, low["value"]))
    if len(rows) > 1 and low["value"]:
        times = fmt.number(high["value"] / low["value"], 0 if high["value"] >= 10 * low["value"] else 1)
        finding += _(
            "; {by} it costs {say}, {times} times as much",
            by=by(page, high["part"]),
            say=page.say(cost, high["value"]),
            times=times,
        )
    return f"{finding}."


def satisfaction(page: Digital, rows: Sequence[Row]) -> str:
    """How many were satisfied, and where more or fewer than chance would bring; nothing where nobody was asked."""
    now = drawn(page).reading(page.measure("digital_satisfaction"), page.quarter)
    if now.value is None:
        return ""
    whole = _(
        "{value} of {denominator} people who answered were satisfied",
        value=fmt.percent(now.value),
        denominator=fmt.number(now.denominator),
    )
    if page.one_service:
        return _("{whole} in {quarter}.", whole=whole, quarter=page.quarter.label)
    measure = page.measure("digital_satisfaction")
    differ = f" {splits.differing(page, measure, rows, _('service'), SATISFIED)}" if len(rows) > 1 else ""
    return f"{whole}.{differ}"
