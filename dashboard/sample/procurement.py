"""The sample's contract register: an extract a quarter with the contracts awarded in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import count
from random import Random

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.days import calendar
from dashboard.sample.places import SERVICES
from dashboard.sample.plans.procurement import CORRECTED, CORRECTION, LARGE, Large, Totals, read_plan
from dashboard.sample.plans.procurement_titles import SUPPLIERS, Kind, read_kinds

DIRECTORATES = {service.name: service.directorate for service in SERVICES}
SAME_SUPPLIER = 0.55  # how many contracts their old supplier wins again
RENEWAL = dt.timedelta(days=110)  # a successor is let some months before its forerunner ends
WORKS_REST = dt.timedelta(days=900)  # a road is not resurfaced every year
ONE_KIND = {"both": 45, "non_revenue": 35, "revenue": 20}
LOSS, LOSS_SHARE = 0.1, (0.006, 0.03)  # how many contracts cost more than before, by what share of their value
SPREAD = 0.3
NEAREST = 5


@dataclass(frozen=True)
class Award:
    """A contract, with its benefits in whole pounds."""

    kind: Kind
    supplier: str
    awarded: dt.date
    starts: dt.date
    ends: dt.date
    value: int
    id: str = ""
    revenue: int = 0
    non_revenue: int = 0
    large: Large | None = None


def extracts(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for every quarter of the sample; the one after the correction repeats the corrected contract."""
    register = make_register(seed)
    frames = {quarter: frame(awards) for quarter, awards in register.items()}
    corrected = max(register[CORRECTED], key=lambda award: award.non_revenue)
    first = replace(corrected, non_revenue=corrected.non_revenue - CORRECTION)
    frames[CORRECTED] = frame([first if award is corrected else award for award in register[CORRECTED]])
    frames[CORRECTED + 1] = frame([corrected, *register[CORRECTED + 1]])
    return frames


def frame(awards: list[Award]) -> pd.DataFrame:
    """The contracts as the register gives them."""
    return CONTRACTS["procurement"].typed(
        pd.DataFrame(
            [
                {
                    "contract_id": award.id,
                    "title": award.kind.title,
                    "directorate": DIRECTORATES[award.kind.service],
                    "service": award.kind.service,
                    "category": award.kind.category,
                    "supplier": award.supplier,
                    "award_date": pd.Timestamp(award.awarded),
                    "start_date": pd.Timestamp(award.starts),
                    "end_date": pd.Timestamp(award.ends),
                    "contract_value_gbp": award.value,
                    "benefit_revenue_gbp": award.revenue,
                    "benefit_non_revenue_gbp": award.non_revenue,
                }
                for award in awards
            ]
        )
    )


def make_register(seed: str) -> dict[Period, list[Award]]:
    """Every contract awarded, by quarter and day, numbered within its financial year."""
    random = Random(f"{seed} procurement")
    plan = read_plan()
    first = plan[0].quarter.first_day
    # when each contract is next to be let: at the start somewhere in the life of a forerunner nobody recorded
    due = {kind: first + dt.timedelta(days=random.uniform(-60, 365 * kind.years[1])) for kind in read_kinds()}
    winners: dict[Kind, str] = {}
    register: dict[Period, list[Award]] = {}
    numbers = {totals.quarter.year_start: count(1) for totals in plan}
    for totals in plan:
        awards = [large_award(large, totals.quarter, random) for large in LARGE if large.quarter == totals.quarter.id]
        waiting = sorted(due, key=lambda kind: (due[kind], kind.title))[: totals.awarded - len(awards)]
        awards += [let(kind, totals.quarter, winners, random) for kind in waiting]
        for award in awards:
            winners[award.kind] = award.supplier
            if award.large is None:
                due[award.kind] = award.ends + (WORKS_REST if award.kind.years == (1, 1) else -RENEWAL)
        year = totals.quarter.year_start
        register[totals.quarter] = [
            replace(award, id=f"C{year % 100}{(year + 1) % 100}-{next(numbers[year]):03}")
            for award in sorted(with_benefits(awards, totals, random), key=lambda award: award.awarded)
        ]
    return register


def let(kind: Kind, quarter: Period, winners: dict[Kind, str], random: Random) -> Award:
    """A contract awarded on some working day of the quarter; often its old supplier wins it again."""
    old = winners.get(kind)
    supplier = old if old and random.random() < SAME_SUPPLIER else random.choice(SUPPLIERS[kind.trade])
    years = random.randint(*kind.years)
    value = round(random.uniform(*kind.price) * years / 50) * 50
    months = random.randint(4, 12) if kind.years == (1, 1) else 12 * years
    return dated(Award(kind, supplier, *(quarter.first_day,) * 3, value), quarter, months, random)


def large_award(large: Large, quarter: Period, random: Random) -> Award:
    """A contract that the plan names."""
    kind = Kind(large.title, large.category, large.service, "", (0, 0), (large.years, large.years))
    award = Award(kind, large.supplier, *(quarter.first_day,) * 3, large.value, large=large)
    return dated(award, quarter, 12 * large.years, random)


def dated(award: Award, quarter: Period, months: int, random: Random) -> Award:
    """The award on a working day of the quarter; the contract starts with one of the next months and runs so long."""
    days = calendar()
    before = days.number(quarter.first_day - dt.timedelta(days=1))
    awarded = days.day(random.randint(before + 1, days.number(quarter.last_day)))
    start = month_after(awarded, random.randint(1, 4))
    return replace(award, awarded=awarded, starts=start, ends=month_after(start, months) - dt.timedelta(days=1))


def month_after(day: dt.date, months: int) -> dt.date:
    """The first day of a month so many months later."""
    place = day.year * 12 + day.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1)


def with_benefits(awards: list[Award], totals: Totals, random: Random) -> list[Award]:
    """The awards, as many of them with benefits as the plan says, and these adding up to its amounts."""
    # the larger a contract, the likelier somebody worked out its benefits
    order = sorted(awards, key=lambda award: -award.value * random.uniform(0.25, 1) if not award.large else -1e12)
    chosen, others = order[: totals.benefiting], order[totals.benefiting :]
    large = [award for award in chosen if award.large]
    usual = [award for award in chosen if not award.large]
    kinds = random.choices(list(ONE_KIND), list(ONE_KIND.values()), k=len(usual))
    kinds[:2] = ["both", "both"]  # somewhere for each total to go
    columns = {}
    for column, total, share in (
        ("revenue", totals.revenue, sum(award.large.revenue for award in large if award.large)),
        ("non_revenue", totals.non_revenue, sum(award.large.non_revenue for award in large if award.large)),
    ):
        weights = [
            award.value * random.lognormvariate(0, SPREAD) if kind in ("both", column) else 0.0
            for award, kind in zip(usual, kinds, strict=True)
        ]
        columns[column] = shared_out(total - round(total * share), usual, weights, random)
    made = [
        replace(award, revenue=revenue, non_revenue=non_revenue)
        for award, revenue, non_revenue in zip(usual, columns["revenue"], columns["non_revenue"], strict=True)
    ]
    made += [
        replace(
            award,
            revenue=round(totals.revenue * award.large.revenue),
            non_revenue=round(totals.non_revenue * award.large.non_revenue),
        )
        for award in large
        if award.large
    ]
    return made + others


def shared_out(total: int, awards: list[Award], weights: list[float], random: Random) -> list[int]:
    """The total in whole pounds by weight, exactly; now and then one is a loss that the others make up for."""
    amounts = [0] * len(awards)
    for place, award in enumerate(awards):
        if place > 1 and weights[place] and random.random() < LOSS:
            amounts[place] = -round(award.value * random.uniform(*LOSS_SHARE) / NEAREST) * NEAREST
            weights[place] = 0.0
    to_share, scale = total - sum(amounts), sum(weights)
    for place, weight in enumerate(weights):
        if weight:
            amounts[place] = max(NEAREST, round(to_share * weight / scale / NEAREST) * NEAREST)
    amounts[0] += total - sum(amounts)
    return amounts
