"""Who complains: the day, the service, the theme and the way in which each complaint arrives."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
from dataclasses import dataclass
from random import Random

from dashboard.basics.quarters import Period, month_id
from dashboard.sample.days import calendar
from dashboard.sample.places import SEASONS, Service, of_stage
from dashboard.sample.plans.complaints import BUSY, Totals

DAY_WEIGHTS = (1.25, 1.1, 1.0, 0.95, 0.9, 0.14, 0.12)  # Monday to Sunday
BANK_HOLIDAY = 0.15
NO_THEME, NO_CHANNEL, NO_OUTCOME = 0.02, 0.01, 0.025
SCATTER, SCATTER_SHARE = 1.5, 0.02
DAYS_TO_WITHDRAW = 8
YEARS_TO_ONLINE = 5
CHANNELS_2015 = {"online": 24, "telephone": 33, "email": 26, "letter": 11, "face_to_face": 6}
CHANNELS_2020 = {"online": 54, "telephone": 18, "email": 22, "letter": 4, "face_to_face": 2}


@dataclass(eq=False)
class Case:
    """A complaint as the sample's maker knows it: with what is still to come.

    `answer` is the place of its day of answer in the count of working days; `withdrawn` the day it is taken back.
    """

    service: Service
    stage: str
    received: dt.date
    theme: str | None
    channel: str | None
    id: str = ""
    withdrawn: dt.date | None = None
    answer: int = 0
    outcome: str | None = None
    parent: Case | None = None
    escalated: bool = False

    @property
    def start(self) -> int:
        """The place of the day of receipt in the count of working days."""
        return calendar().number(self.received)

    @property
    def soonest(self) -> int:
        """The first working day on which it can be answered; one that comes at a weekend waits for Monday."""
        return self.start + (0 if calendar().is_working(self.received) else 1)

    @property
    def answered(self) -> dt.date:
        """The day of its answer: that of receipt where it came and went on one day."""
        return calendar().day(self.answer)

    def ended(self) -> dt.date:
        """The day on which it was answered or withdrawn."""
        return self.withdrawn or self.answered


def arrivals(totals: Totals, random: Random) -> list[Case]:
    """The complaints of one stage received in one quarter, oldest first; as many withdrawn as the plan says."""
    cases = [first_stage(day, totals.stage, random) for day in days_received(totals, random)]
    for case in random.sample(cases, totals.withdrawn):
        withdraw(case, random)
    return cases


def days_received(totals: Totals, random: Random) -> list[dt.date]:
    """The days on which the quarter's complaints arrive, in order: spread over it by season and day of the week.

    They come a little unevenly, but never in such clumps that the plan's queue could not be worked off in time.
    """
    days, sums = day_weights(totals.quarter, totals.stage)
    count, scatter = totals.received, max(SCATTER, totals.received * SCATTER_SHARE)
    places = [(place + 0.5 + random.uniform(-scatter, scatter)) / count for place in range(count)]
    return sorted(days[bisect.bisect_left(sums, min(max(place, 0.0), 0.999) * sums[-1])] for place in places)


@functools.cache
def day_weights(quarter: Period, stage: str) -> tuple[list[dt.date], list[float]]:
    """The quarter's days, and their weights added up."""
    services, total = of_stage(stage) or of_stage("corporate_stage_1"), 0.0
    days, sums = [], []
    for offset in range((quarter.last_day - quarter.first_day).days + 1):
        day = quarter.first_day + dt.timedelta(days=offset)
        season = sum(s.weight * SEASONS[s.season][day.month - 1] for s in services)
        holiday = BANK_HOLIDAY if day.weekday() < 5 and not calendar().is_working(day) else 1.0
        total += DAY_WEIGHTS[day.weekday()] * holiday * season * BUSY.get((stage, month_id(day)), 1.0)
        days.append(day)
        sums.append(total)
    return days, sums


def first_stage(day: dt.date, stage: str, random: Random) -> Case:
    """A new complaint: its service goes by the season, its theme by the service."""
    services = of_stage(stage)
    service = random.choices(services, [s.weight * SEASONS[s.season][day.month - 1] for s in services])[0]
    theme = random.choices(list(service.themes), list(service.themes.values()))[0]
    return Case(service, stage, day, None if random.random() < NO_THEME else theme, pick_channel(day, random))


def pick_channel(day: dt.date, random: Random) -> str | None:
    """How it arrives: more and more online."""
    if random.random() < NO_CHANNEL:
        return None
    moved = min(1.0, max(0.0, (day - dt.date(2015, 4, 1)).days / 365 / YEARS_TO_ONLINE))
    weights = [CHANNELS_2015[name] * (1 - moved) + CHANNELS_2020[name] * moved for name in CHANNELS_2015]
    if day.weekday() >= 5:  # nobody answers the telephone or opens the post
        weights = [weights[0] + weights[1], 0, weights[2] + weights[3] + weights[4], 0, 0]
    return random.choices(list(CHANNELS_2015), weights)[0]


def withdraw(case: Case, random: Random) -> None:
    """Takes the complaint back some days after it came."""
    case.withdrawn = calendar().day(case.start + random.randint(1, DAYS_TO_WITHDRAW))
