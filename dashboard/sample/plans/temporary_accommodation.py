"""How many households the sample has in temporary accommodation, where they are placed and what a night costs."""

from __future__ import annotations

import datetime as dt
from random import Random

from dashboard.basics.quarters import Period, month_id, span
from dashboard.sample.places import CHILDREN_AND_ADULTS, ENVIRONMENT
from dashboard.sample.plans.complaints import FIRST, LAST

# Households at the end of each quarter since Q4 2014/15. The papers print Q4 2016/17 (351), Q1 and Q2 2017/18.
AT_START = 262
AT_QUARTER_ENDS = (271, 284, 296, 305, 318, 333, 346, 351, 327, 354, 348, 357, 366, 378, 372, 385, 391, 402, 397, 412)
PRINTED_MONTHS = {"2017-08": 352}
PRINTED_QUARTERS = {Period.parse(text) for text in ("2016-17-Q4", "2017-18-Q1", "2017-18-Q2")}

LEAVING = 0.105  # of the households, in a month
LEAVING_BY_MONTH = (0.8, 0.95, 1.05, 1.0, 1.05, 1.1, 1.1, 1.05, 1.0, 1.05, 1.0, 0.75)  # January to December
FLEETING = 3  # households a month that come and leave within it
NO_CHILDREN = 0.4
CHILDREN = {1: 42, 2: 33, 3: 15, 4: 7, 5: 3}
SPLIT_FAMILY = 0.025  # too large for one home: the children's service pays for a second
BY_CHILDREN_SERVICE = 0.05  # families that the housing service owes no duty
GAP = 0.2  # moves that the system dates a day apart
PLANNED_END = 0.3  # bookings by the night that are made to a day
LATE_ENDS = 3  # departures at a quarter's end that are recorded only in the next, at most

# Families that stay in bed and breakfast past the six weeks, by the month in which they come.
TOO_LONG = {"2015-11": 2, "2018-05": 1, "2018-11": 3, "2019-08": 1, "2020-02": 2}
SIX_WEEKS = 42
NO_FAMILIES_IN_BED_AND_BREAKFAST = dt.date(2017, 9, 30)  # as the paper says of that day

HOUSING_OPTIONS = (ENVIRONMENT, "Housing Options")
HOUSING_MANAGEMENT = (ENVIRONMENT, "Housing Management")
CHILDRENS_ASSESSMENT = (CHILDREN_AND_ADULTS, "Children's Assessment")

# Where households go first in 2015 and in 2020, and where they move on to.
FIRST_TYPES = {
    True: {
        "bed_and_breakfast": (24, 16),
        "nightly_paid": (28, 40),
        "hostel": (22, 14),
        "private_leased": (20, 16),
        "council_stock": (6, 14),
    },
    False: {
        "bed_and_breakfast": (26, 20),
        "nightly_paid": (20, 34),
        "hostel": (44, 36),
        "private_leased": (8, 7),
        "other": (2, 3),
    },
}
NEXT_TYPES = {"nightly_paid": 22, "hostel": 16, "private_leased": 34, "council_stock": 20, "housing_association": 8}
OUT_OF_AREA = {"bed_and_breakfast": 0.16, "nightly_paid": 0.24, "private_leased": 0.1, "hostel": 0.02}
# Pounds a night in 2015, from and to, and the share of placements whose cost the system knows.
COSTS = {
    "bed_and_breakfast": (46, 74, 0.93),
    "nightly_paid": (36, 58, 0.96),
    "private_leased": (26, 36, 0.6),
}
DEARER_EACH_YEAR = 0.025


def month_end_totals(random: Random) -> list[tuple[dt.date, int]]:
    """The sample's months, each with its households on the last day: between the quarters' ends a little uneven."""
    totals, before = [], AT_START
    for quarter, end in zip(span(FIRST, LAST), AT_QUARTER_ENDS, strict=True):
        for place, month in enumerate(quarter.months, start=1):
            total = end if place == 3 else round(before + (end - before) * place / 3) + random.randint(-4, 4)
            totals.append((month, PRINTED_MONTHS.get(month_id(month), total)))
        before = end
    return totals


def moved(day: dt.date) -> float:
    """How far the habits of 2015 have given way to those of 2020, 0 to 1."""
    return min(1.0, max(0.0, (day - FIRST.first_day).days / (LAST.last_day - FIRST.first_day).days))


def first_type(day: dt.date, family: bool, random: Random) -> str:
    """Where a household is placed first."""
    weights = {kind: a + (b - a) * moved(day) for kind, (a, b) in FIRST_TYPES[family].items()}
    return random.choices(list(weights), list(weights.values()))[0]


def nights(kind: str, start: dt.date, family: bool, random: Random) -> int | None:
    """How long the household stays there before it is moved on, or None where it stays until it leaves."""
    if kind == "bed_and_breakfast":
        chosen = random.randint(4, SIX_WEEKS - 3) if family else random.randint(6, 90)
        left = (NO_FAMILIES_IN_BED_AND_BREAKFAST - start).days
        return left if family and 0 <= left < chosen else chosen
    if kind in ("nightly_paid", "hostel") and random.random() < 0.5:
        return random.randint(50, 280)
    return None


def nightly_cost(kind: str, day: dt.date, random: Random) -> float | None:
    """What the placement costs a night, in half pounds, where it is paid by the night and known."""
    low, high, known = COSTS.get(kind, (0, 0, 0.0))
    if random.random() >= known:
        return None
    years = (day - FIRST.first_day).days / 365
    return round(random.uniform(low, high) * (1 + DEARER_EACH_YEAR * years) * 2) / 2
