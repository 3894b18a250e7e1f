"""The sample's transactions by channel: an extract a quarter, whose share online is exactly what the papers print.

A model of each service gives what is likely in each month; the whole counts are then shared out so that the
quarter's totals come out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import exp, log, sqrt
from random import Random
from typing import Any

import pandas as pd

from dashboard.basics.quarters import Period, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.places import SEASONS
from dashboard.sample.plans.digital import (
    COST_UNKNOWN,
    FIRST,
    HABITS,
    LAST,
    NEW_FORMS,
    ONLINE,
    OPEN_QUARTER,
    OTHERS,
    SHARES,
    STAY_AT_HOME,
    YEAR,
    YEAR_SHARE,
    Channel,
    Habit,
)

MONTHS = [month for quarter in span(FIRST, LAST) for month in quarter.months]
CLOSED_COUNTERS = {"Libraries": 0.6, "Leisure Services": 0.55}


def extracts(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for every quarter of the sample."""
    random = Random(f"{seed} digital")
    demand = {quarter: expected(quarter, random) for quarter in span(FIRST, LAST)}
    totals = {quarter: round(sum(volume for _, _, volume, _ in cells)) for quarter, cells in demand.items()}
    online = online_counts(totals)
    return {quarter: extract(cells, totals[quarter], online[quarter], random) for quarter, cells in demand.items()}


Cell = tuple[Habit, dt.date, float, float]


def expected(quarter: Period, random: Random) -> list[Cell]:
    """For each service and month of the quarter its likely transactions and its likely share online, as log odds."""
    return [
        (habit, month, volume(habit, month) * exp(random.gauss(0, 0.03)), online_odds(habit, month, random))
        for habit in HABITS
        for month in quarter.months
    ]


def volume(habit: Habit, month: dt.date) -> float:
    """The transactions likely in a month: the season, a slow growth, and the counters closed in March 2020."""
    closed = CLOSED_COUNTERS.get(habit.name, 0.97) if month >= STAY_AT_HOME else 1
    return habit.volume * SEASONS[habit.season][month.month - 1] * (1 + 0.002 * MONTHS.index(month)) * closed


def online_odds(habit: Habit, month: dt.date, random: Random) -> float:
    """The log odds that a transaction is made online; minus infinity before there is a way to."""
    share = habit.new_form if habit.new_form and month >= NEW_FORMS else None
    if share is None and not habit.first:
        return float("-inf")
    along = MONTHS.index(month) / (len(MONTHS) - 2)
    usual = odds(habit.first) * (1 - along) + odds(habit.last) * along if share is None else odds(share)
    return usual + random.gauss(0, 0.035) + (0.14 if month >= STAY_AT_HOME else 0)


def odds(share: float) -> float:
    """A share as log odds."""
    return log(share / (1 - share))


def share_of(log_odds: float) -> float:
    """Log odds as a share."""
    return 1 / (1 + exp(-log_odds)) if log_odds > float("-inf") else 0.0


def online_counts(totals: dict[Period, int]) -> dict[Period, int]:
    """How many of each quarter's transactions are made online, so that quarters and year read as printed."""
    counts = {Period.parse(name): count_reading(share, totals[Period.parse(name)]) for name, share in SHARES.items()}
    quarters = [quarter for quarter in totals if YEAR.holds(quarter)]
    year = count_reading(YEAR_SHARE, sum(totals[quarter] for quarter in quarters))
    return counts | {OPEN_QUARTER: year - sum(counts[quarter] for quarter in quarters if quarter != OPEN_QUARTER)}


def count_reading(printed: str, total: int) -> int:
    """The whole count whose share of the total reads as this percentage, the nearest to it."""
    decimals = len(printed.partition(".")[2])
    count = round(total * float(printed) / 100)
    if f"{100 * count / total:.{decimals}f}" != printed:
        raise ValueError(f"No whole count of {total} reads {printed}%.")
    return count


def extract(cells: Sequence[Cell], total: int, online: int, random: Random) -> pd.DataFrame:
    """The quarter's transactions, by month, service and channel."""
    shift = shift_to(cells, online / total)
    by_internet = apportion(online, [volume * share_of(likely + shift) for _, _, volume, likely in cells])
    elsewhere = [
        volume * (1 - share_of(likely + shift)) * part
        for habit, month, volume, likely in cells
        for part in parts_of(habit, month)
    ]
    others = iter(apportion(total - online, elsewhere))
    rows: list[dict[str, Any]] = []
    for (habit, month, _, _), count in zip(cells, by_internet, strict=True):
        rows += [row(habit, month, ONLINE, count, random)] if count else []
        rows += [row(habit, month, channel, n, random) for channel in OTHERS if (n := next(others))]
    return CONTRACTS["digital"].typed(
        pd.DataFrame(rows).sort_values(["month", "directorate", "service"], kind="stable")
    )


def shift_to(cells: Sequence[Cell], share: float) -> float:
    """What must be added to all log odds for the share of all transactions to be this."""
    total = sum(volume for _, _, volume, _ in cells)
    low, high = -3.0, 3.0
    for _ in range(60):
        middle = (low + high) / 2
        found = sum(volume * share_of(likely + middle) for _, _, volume, likely in cells) / total
        low, high = (middle, high) if found < share else (low, middle)
    return (low + high) / 2


def parts_of(habit: Habit, month: dt.date) -> list[float]:
    """How the transactions not made online divide between the other channels; calls replace visits in March 2020."""
    telephone, visits, post, email = habit.others
    if month >= STAY_AT_HOME:
        moved = visits * 0.45
        telephone, visits, email = telephone + 0.6 * moved, visits - moved, email + 0.4 * moved
    whole = telephone + visits + post + email
    return [part / whole for part in (telephone, visits, post, email)]


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole counts in proportion to the weights that add up to the total: the largest remainders are rounded up."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    counts = [int(share) for share in exact]
    largest = sorted(range(len(weights)), key=lambda place: (counts[place] - exact[place], place))
    for place in largest[: total - sum(counts)]:
        counts[place] += 1
    return counts


def row(habit: Habit, month: dt.date, channel: Channel, count: int, random: Random) -> dict[str, Any]:
    """One row of the extract. Starts and completions are recorded online only."""
    along = MONTHS.index(month) / (len(MONTHS) - 1)
    found: dict[str, Any] = {
        "month": pd.Timestamp(month),
        "directorate": habit.directorate,
        "service": habit.name,
        "channel": channel.code,
        "transactions": count,
    }
    if channel is ONLINE:
        finished = min(habit.finished + 0.05 * along + random.gauss(0, 0.006), 0.97)
        found |= {"started": max(round(count / finished), count), "completed": count}
    if (habit.name, channel.code) not in COST_UNKNOWN:
        # online gets cheaper with use, everything else dearer with pay
        change = 1 - 0.22 * along if channel is ONLINE else 1 + 0.055 * along
        found["cost_gbp"] = round(count * channel.cost * habit.dear * change * exp(random.gauss(0, 0.03)), 2)
    answers = around(count, channel.asked, random)
    if answers:
        liked = min(habit.liked + channel.liked + (0.03 * along if channel is ONLINE else 0), 0.97)
        found |= {"satisfaction_responses": answers, "satisfied_responses": around(answers, liked, random)}
    return found


def around(count: int, share: float, random: Random) -> int:
    """About this share of a count, as chance would have it."""
    likely = count * share
    return min(max(round(random.gauss(likely, sqrt(likely * (1 - share)))), 0), count)
