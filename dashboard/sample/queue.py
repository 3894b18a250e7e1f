"""How a complaints team works through its queue, so that each quarter ends with the plan's totals.

Every complaint has a day on which it would be answered. At a quarter's end the team has answered exactly as
many as planned: the nearly finished are brought forward or the last ones left over. Then as many answers are
late as planned: lateness moves between complaints, most of it to the services that are usually late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import exp
from random import Random

from dashboard.basics.quarters import Period, month_id
from dashboard.sample.cases import Case
from dashboard.sample.days import calendar
from dashboard.sample.plans.complaints import MOSTLY_LATE, NONE_LATE, StagePlan, Totals

HURRY = 4  # working days around a quarter's end in which work is brought forward or left over
MAY_START_LATE = 0.6  # of a quarter's late answers, how many may be late already when it begins
MOSTLY = 3.0  # how much likelier lateness is in a month that the papers call the lowest


@dataclass(frozen=True)
class Pace:
    """How long answers of a stage take, in working days: a hump around `usual`, a rush at the deadline, a late tail."""

    deadline: int
    usual: float
    spread: float
    rush: float
    tail: float
    most: int

    def timely(self, slow: float, random: Random, least: int = 0, most: int | None = None) -> int:
        """Working days of an answer in time, from `least` to `most`."""
        ages = range(least, min(self.deadline, self.deadline if most is None else most) + 1)
        return random.choices(ages, [self.weight(age, slow) for age in ages])[0]

    def weight(self, age: int, slow: float) -> float:
        """How likely an answer in time is to take this many working days."""
        hump = exp(-(((age - self.usual * slow) / self.spread) ** 2) / 2) + 0.03
        return hump + {0: self.rush, 1: self.rush / 3}.get(self.deadline - age, 0.0)

    def late(self, random: Random, most: int | None = None) -> int:
        """Working days of an answer after the deadline, up to `most`."""
        limit = self.most if most is None else min(most, self.most)
        return min(limit, self.deadline + 1 + int(random.expovariate(1 / self.tail)))


PACES = {
    "corporate_stage_1": Pace(10, 6.2, 2.4, 0.9, 4.5, 45),
    "corporate_stage_2": Pace(15, 10.5, 3.2, 0.9, 6.0, 40),
    "childrens_stage_1": Pace(20, 8.5, 3.6, 0.35, 8.0, 60),
    "adults": Pace(20, 14.0, 4.5, 0.8, 11.0, 75),
}


class Queue:
    """The open complaints of one stage."""

    def __init__(self, plan: StagePlan, random: Random) -> None:
        self.pace = PACES[plan.stage]
        self.late_counts = {totals.quarter: totals.answered - totals.within for totals in plan.quarters}
        self.late_shares = {totals.quarter: totals.late_share for totals in plan.quarters}
        self.late_owed = 0.0  # what is left of a late answer when they are shared out by whole ones
        self.random = random
        self.open: list[Case] = []

    def expect(self, cases: Iterable[Case]) -> None:
        """Gives each new complaint the day on which it would be answered, and puts it into the queue."""
        by_due: dict[Period, list[Case]] = {}
        for case in cases:
            usual_late = calendar().day(case.start + self.pace.deadline + int(self.pace.tail))
            by_due.setdefault(Period.holding(usual_late), []).append(case)
        for due, together in by_due.items():
            self.late_owed += self.late_shares.get(due, 0.0) * len(together)
            count = min(int(self.late_owed), len(together))
            self.late_owed -= count
            late = set(self.choose(together, count, lambda case: case.service.late))
            for case in together:
                days = self.pace.late(self.random) if case in late else self.timely(case, case.soonest)
                case.answer = case.start + days
            self.open += together

    def timely(self, case: Case, first: int, last: int | None = None) -> int:
        """Working days in which it is answered in time, not before the first working day nor after the last."""
        most = None if last is None else last - case.start
        return self.pace.timely(case.service.slow, self.random, max(0, first - case.start), most)

    def work(self, totals: Totals) -> list[Case]:
        """Answers the planned number of complaints, as many of them in time as planned."""
        first, last = working_range(totals.quarter)
        for case in self.open:
            case.answer = max(case.answer, first)
        done, left = self.share_out(totals, last)
        for case in done:
            if case.answer > last:
                case.answer = max(case.soonest, last - self.random.randint(0, HURRY))
        for case in left:
            if case.answer <= last:
                case.answer = last + 1 + self.random.randint(0, HURRY)
        self.settle_lateness(done, totals, first, last)
        self.open = left
        return done

    def share_out(self, totals: Totals, last: int) -> tuple[list[Case], list[Case]]:
        """Those answered in the quarter and those left over: the last to come, or whose answer takes longest.

        Few are left over whose deadline has passed, so that the next quarter can have as few late answers as planned.
        """
        order = sorted(
            self.open, key=lambda case: (case.answer > last, case.answer if case.answer > last else case.start)
        )
        done, left = order[: totals.answered], order[totals.answered :]
        next_late = self.late_counts.get(totals.quarter + 1, len(left))
        overdue = sorted((c for c in left if c.start + self.pace.deadline <= last), key=lambda case: case.start)
        for case in overdue[: max(0, len(overdue) - int(next_late * MAY_START_LATE))]:
            youngest = max(done, key=lambda c: c.start)
            done[done.index(youngest)], left[left.index(case)] = case, youngest
        return done, left

    def settle_lateness(self, done: list[Case], totals: Totals, first: int, last: int) -> None:
        """Moves answers across the deadline until as many are in time as planned."""
        last_late = last_late_day(totals, last)
        for case in done:
            if self.is_late(case) and case.answer > last_late:
                self.make_late(case, first, last_late)
        surplus = sum(not self.is_late(case) for case in done) - totals.within
        if surplus > 0:
            can = [c for c in done if not self.is_late(c) and c.start + self.pace.deadline < last_late]
            for case in self.choose(can, surplus, lambda c: c.service.late * self.lowest(totals, c, last)):
                self.make_late(case, first, last_late)
        elif surplus < 0:
            can = [c for c in done if self.is_late(c) and max(first, c.soonest) <= c.start + self.pace.deadline]
            for case in self.choose(can, -surplus, lambda c: 1 / c.service.late / self.lowest(totals, c, last)):
                case.answer = case.start + self.timely(case, max(first, case.soonest), last)

    def is_late(self, case: Case) -> bool:
        """Whether its answer comes after the deadline."""
        return case.answer - case.start > self.pace.deadline

    def make_late(self, case: Case, first: int, last: int) -> None:
        """Moves its answer to a day after the deadline, in the quarter; one that cannot be late is brought in time."""
        if case.start + self.pace.deadline >= last:
            case.answer = case.start + self.timely(case, max(first, case.soonest))
            return
        case.answer = max(first, case.start + self.pace.late(self.random, last - case.start))

    def lowest(self, totals: Totals, case: Case, last: int) -> float:
        """How much likelier it is to be late because its deadline ends in a month that the papers call the lowest."""
        due = calendar().day(min(last, case.start + self.pace.deadline + 1))
        return MOSTLY if (totals.stage, month_id(due)) in MOSTLY_LATE else 1.0

    def choose(self, cases: list[Case], count: int, weight: Callable[[Case], float]) -> list[Case]:
        """Some of the cases, by weight, each at most once."""
        if len(cases) < count:
            raise ValueError(
                f"The plan cannot be met: {count} answers have to cross the deadline and {len(cases)} can."
            )
        return sorted(cases, key=lambda case: -(self.random.random() ** (1 / weight(case))))[:count]


def working_range(quarter: Period) -> tuple[int, int]:
    """The places of the quarter's first and last working day in the count of working days."""
    return calendar().number((quarter - 1).last_day) + 1, calendar().number(quarter.last_day)


def last_late_day(totals: Totals, last: int) -> int:
    """The last working day on which an answer may be late: earlier where the papers say that a month had none."""
    months = [month for month in totals.quarter.months if (totals.stage, month_id(month)) in NONE_LATE]
    return min([last, *(calendar().number(month) - calendar().is_working(month) for month in months)])
