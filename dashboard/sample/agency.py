"""The sample's agency staff: an extract a quarter, a row for each month of an assignment.

Month by month assignments end and others begin until the full-time equivalents are those of the plan.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from random import Random

import pandas as pd

from dashboard.basics.quarters import Period, month_id, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.days import calendar
from dashboard.sample.places import SEASONS
from dashboard.sample.plans.agency import MEDWAY, ROLES, THURROCK, Plan, Team

BEFORE = 8  # quarters that run before the first extract, so that its assignments did not all begin in it
HOURS, HOURS_SHARES = (10, 8, 6, 5, 4), (74, 10, 7, 5, 4)  # tenths of full time
LEAST_HOURS = 3
LONGEST = 40
PAUSES = 0.006
CREDITS = 0.05
USUAL_DAYS = 21  # working days in a month that costs the monthly rate
DEARER_A_YEAR = 0.015
OFF_CONTRACT_PRICE = 1.12
NOTED_FROM = Period.parse("2017-18-Q1").first_day
FIRST_NUMBER = 2041


@dataclass(eq=False)
class Assignment:
    """An agency worker's time in a service; `left` are the months still to come."""

    id: str
    team: Team
    role: str
    reason: str
    tenths: int
    price: float
    left: int
    on_contract: bool | None
    hours_known: bool


@dataclass
class Payment:
    """What was paid for an assignment in a month, in pence; a credit has no hours."""

    assignment: Assignment
    month: dt.date
    pence: int
    worked: bool = True


def medway(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for each of Medway's quarters."""
    return extracts(MEDWAY, seed)


def thurrock(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for each of Thurrock's quarters."""
    return extracts(THURROCK, seed)


def extracts(plan: Plan, seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for every quarter of the plan."""
    agency = Agency(plan, Random(f"{seed} agency {plan.council}"))
    last = plan.first + (len(plan.fte) - 2)
    made = {quarter: agency.quarter(quarter) for quarter in span(plan.first - BEFORE, last)}
    return {quarter: frame(payments) for quarter, payments in made.items() if quarter >= plan.first}


class Agency:
    """The agency workers of a council, month after month."""

    def __init__(self, plan: Plan, random: Random) -> None:
        self.plan, self.random = plan, random
        self.working: list[Assignment] = []
        self.count = FIRST_NUMBER

    def quarter(self, quarter: Period) -> list[Payment]:
        """The payments of a quarter, which come to what the plan says of it."""
        payments = [one for month in quarter.months for one in self.month(quarter, month)]
        place = quarter.index - self.plan.first.index
        if self.plan.pence and place >= 0:
            settle(payments, self.plan.pence[place])
        return payments

    def month(self, quarter: Period, month: dt.date) -> list[Payment]:
        """The payments of a month, once as many work in it as the plan says."""
        gone = [one for one in self.working if one.left <= 0]
        self.working = [one for one in self.working if one.left > 0]
        here = [one for one in self.working if self.random.random() >= PAUSES]
        wanted = self.tenths(quarter, month)
        self.random.shuffle(here)
        while tenths_of(here) > wanted:
            leaver = min(here[:12], key=lambda one: one.left)  # those soonest at their end go first
            here.remove(leaver)
            self.working.remove(leaver)
            gone.append(leaver)
        while (gap := wanted - tenths_of(here)) > 0:
            here.append(self.hire(month, gap))
            self.working.append(here[-1])
        for one in self.working:
            one.left -= 1
        paid = [Payment(one, month, self.cost(one, month)) for one in here]
        credited = [one for one in gone if self.random.random() < CREDITS]
        return paid + [Payment(one, month, -self.random.randint(6_000, 90_000), worked=False) for one in credited]

    def tenths(self, quarter: Period, month: dt.date) -> int:
        """The plan's FTE of a month in tenths: on the straight way from quarter end to quarter end."""
        ends, place = self.plan.fte, quarter.index - self.plan.first.index
        before, after = (ends[max(place, 0)], ends[place + 1]) if place >= 0 else (ends[0], ends[0])
        return round(10 * (before + (after - before) * (quarter.months.index(month) + 1) / 3))

    def hire(self, month: dt.date, gap: int) -> Assignment:
        """A new assignment, of as many hours as there is room for."""
        random, plan = self.random, self.plan
        weights = [team.weight * SEASONS[team.season][month.month - 1] / wait(team) for team in plan.teams]
        team = random.choices(plan.teams, weights)[0]
        name = random.choices(list(team.roles), [share / ROLES[r].months for r, share in team.roles.items()])[0]
        role = ROLES[name]
        tenths = random.choices(HOURS, HOURS_SHARES)[0]
        hours_known, contract_known = (month >= NOTED_FROM or random.random() >= plan.gaps for _ in range(2))
        if hours_known and gap - tenths < LEAST_HOURS:
            tenths = gap if gap <= HOURS[0] else gap - LEAST_HOURS
        on_contract = random.random() >= role.off_contract * self.off_contract(month)
        self.count += 1
        return Assignment(
            id=f"{plan.prefix}{self.count:06}",
            team=team,
            role=name,
            reason=random.choices(list(role.reasons), list(role.reasons.values()))[0],
            tenths=tenths,
            price=random.uniform(0.88, 1.12) * (1 if on_contract else OFF_CONTRACT_PRICE),
            left=min(1 + round(random.gammavariate(1.5, role.months / 1.5)), LONGEST),
            on_contract=on_contract if contract_known else None,
            hours_known=hours_known,
        )

    def off_contract(self, month: dt.date) -> float:
        """How many assignments go round the contract beside the usual share, in this month."""
        start, end = self.plan.off_contract
        quarters = Period.holding(month).index - self.plan.first.index
        return start + (end - start) * min(max(quarters / (len(self.plan.fte) - 2), 0), 1)

    def cost(self, one: Assignment, month: dt.date) -> int:
        """What a month of an assignment costs, in pence."""
        years = (month - self.plan.first.first_day).days / 365
        dearer: float = (1 + DEARER_A_YEAR) ** years
        rate = ROLES[one.role].monthly_gbp * one.price * self.plan.prices * dearer
        share = one.tenths / 10 * working_days_of(month) / USUAL_DAYS
        return round(100 * rate * share * self.random.uniform(0.93, 1.06))


def wait(team: Team) -> float:
    """How long the team's assignments last: where they last long, fewer begin."""
    whole = sum(team.roles.values())
    return whole / sum(share / ROLES[role].months for role, share in team.roles.items())


def tenths_of(assignments: list[Assignment]) -> int:
    """The FTE that are known, in tenths."""
    return sum(one.tenths for one in assignments if one.hours_known)


@functools.cache
def working_days_of(month: dt.date) -> int:
    """The working days of a month."""
    following = (month + dt.timedelta(days=31)).replace(day=1)
    return calendar().number(following - dt.timedelta(days=1)) - calendar().number(month - dt.timedelta(days=1))


def settle(payments: list[Payment], total: int) -> None:
    """Raises or lowers all payments alike until they and the credits come to the total, to the penny."""
    paid = [one for one in payments if one.worked]
    credits_ = sum(one.pence for one in payments if not one.worked)
    share = (total - credits_) / sum(one.pence for one in paid)
    for one in paid:
        one.pence = round(one.pence * share)
    max(paid, key=lambda one: one.pence).pence += total - credits_ - sum(one.pence for one in paid)


def frame(payments: list[Payment]) -> pd.DataFrame:
    """The payments as an extract, by assignment and month."""
    rows = [
        {
            "assignment_id": one.assignment.id,
            "month": pd.Timestamp(one.month),
            "directorate": one.assignment.team.directorate,
            "service": one.assignment.team.service,
            "role_category": one.assignment.role,
            "reason": one.assignment.reason,
            "fte": hours(one),
            "spend_gbp": one.pence / 100,
            "on_contract": one.assignment.on_contract,
        }
        for one in sorted(payments, key=lambda one: (one.assignment.id, month_id(one.month)))
    ]
    return CONTRACTS["agency"].typed(pd.DataFrame(rows))


def hours(one: Payment) -> float | None:
    """The FTE of a payment: none worked for a credit, None where the hours were not noted."""
    if not one.worked:
        return 0.0
    return one.assignment.tenths / 10 if one.assignment.hours_known else None
