"""The sample's homelessness counts: an extract a quarter, by month."""

from __future__ import annotations

from random import Random

import pandas as pd

from dashboard.basics.quarters import Period, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.plans.complaints import FIRST, LAST

# Each quarter since Q1 2015/16. The papers print 112 acceptances in Q2 2016/17; 212 applications, 99 more than the
# quarter before, 95 preventions and 87 acceptances in Q2 2017/18. Since April 2018 the Homelessness Reduction Act
# has more people counted as applicants, asks councils to relieve homelessness and leaves fewer to be accepted.
TOTALS = {
    "applications": (
        118, 127, 121, 134, 138, 151, 137, 129, 113, 212, 176, 189, 268, 291, 274, 302, 296, 318, 287, 309,
    ),
    "preventions": (71, 76, 69, 78, 82, 85, 80, 84, 88, 95, 91, 97, 112, 121, 116, 124, 119, 127, 122, 131),
    "acceptances": (88, 95, 91, 99, 104, 112, 103, 98, 92, 87, 85, 89, 61, 58, 54, 57, 55, 59, 53, 56),
    "reliefs": (None,) * 12 + (64, 72, 69, 77, 75, 81, 78, 84),
}  # fmt: skip
UNEVEN = 0.12
# Of a hundred duties that end, so many end with a home; and so many more begin than end. Invented, since no paper
# prints them; a prevention or relief of the counts above is a duty that ended with a home.
DUTIES = {"prevention": ("preventions", 0.57), "relief": ("reliefs", 0.42)}
BEGUN = 1.06
SPREAD = 0.06


def extracts(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for every quarter of the sample."""
    random, others = Random(f"{seed} homelessness"), Random(f"{seed} homelessness duties")
    return {
        quarter: extract(quarter, {name: totals[place] for name, totals in TOTALS.items()}, random, others)
        for place, quarter in enumerate(span(FIRST, LAST))
    }


def extract(quarter: Period, totals: dict[str, int | None], random: Random, others: Random) -> pd.DataFrame:
    """The quarter's counts, spread over its months."""
    counts = {name: thirds(total, random) for name, total in totals.items()}
    duties = since_the_act(counts, others) if totals["reliefs"] is not None else {}
    return CONTRACTS["homelessness"].typed(pd.DataFrame({"month": pd.to_datetime(quarter.months), **counts, **duties}))


def since_the_act(counts: dict[str, list[int | None]], random: Random) -> dict[str, list[int]]:
    """The duties behind each month's preventions and reliefs: begun, ended, and ended with a home."""
    found: dict[str, list[int]] = {}
    for duty, (helped, share) in DUTIES.items():
        secured = [count or 0 for count in counts[helped]]
        ended = [round(count / (share + random.uniform(-SPREAD, SPREAD))) for count in secured]
        found |= {
            f"{duty}_duties_owed": [round(count * BEGUN) for count in ended],
            f"{duty}_duties_ended": ended,
            f"{duty}_secured": secured,
        }
    return found


def thirds(total: int | None, random: Random) -> list[int | None]:
    """The total in three parts that are a little uneven; None for each where it is not known."""
    if total is None:
        return [None] * 3
    first, second = (round(total / 3 * (1 + random.uniform(-UNEVEN, UNEVEN))) for _ in range(2))
    return [first, second, total - first - second]
