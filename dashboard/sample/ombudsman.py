"""The sample's ombudsman cases: an extract a quarter. Decisions come months after the referrals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

import pandas as pd

from dashboard.basics.quarters import Period, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.days import calendar
from dashboard.sample.places import SERVICES, Service
from dashboard.sample.plans.complaints import FIRST, LAST

KINDS = ("upheld", "not_upheld", "out_of_jurisdiction", "no_further_action", "premature", "referred_back")

# Referrals and decisions by kind. The papers print the referrals of every Q2 until 2017/18 and of Q4 2019/20, and
# the decisions of Q2 2017/18 (two upheld, five closed after initial enquiries) and of Q4 2019/20.
TOTALS = """
quarter     referred  upheld  not_upheld  out_of_jurisdiction  no_further_action  premature  referred_back
2014-15-Q4  19        2       1           2                    3                  1          0
2015-16-Q1  11        2       1           2                    3                  1          1
2015-16-Q2  12        1       2           3                    3                  1          0
2015-16-Q3  9         2       2           2                    3                  2          0
2015-16-Q4  10        1       2           2                    4                  1          0
2016-17-Q1  11        2       1           3                    3                  1          1
2016-17-Q2  10        2       2           2                    3                  1          0
2016-17-Q3  12        1       2           2                    3                  2          0
2016-17-Q4  9         2       1           3                    4                  1          0
2017-18-Q1  10        1       2           2                    2                  2          0
2017-18-Q2  12        2       0           2                    3                  0          0
2017-18-Q3  11        2       3           3                    4                  1          1
2017-18-Q4  9         1       2           2                    4                  1          0
2018-19-Q1  12        2       2           3                    3                  1          0
2018-19-Q2  11        1       2           3                    3                  2          0
2018-19-Q3  10        2       2           2                    3                  1          0
2018-19-Q4  12        2       1           2                    3                  1          1
2019-20-Q1  13        1       1           3                    3                  1          0
2019-20-Q2  13        2       2           2                    3                  1          0
2019-20-Q3  12        1       2           3                    2                  1          0
2019-20-Q4  10        1       2           7                    6                  2          1
"""

# Working days a decision of each kind usually takes; an investigation takes longest.
USUAL_DAYS = {
    "premature": 15,
    "referred_back": 20,
    "out_of_jurisdiction": 25,
    "no_further_action": 45,
    "not_upheld": 90,
    "upheld": 110,
}
LEAST_DAYS = 6

# People take these services to the Ombudsman more often than their complaints to the council would suggest.
OFTEN = {
    "Special Educational Needs": 4.0,
    "Housing Options": 2.5,
    "Planning": 2.5,
    "Older People": 0.25,
    "Children's Assessment": 0.14,
    "Waste Services": 0.4,
    "School Admissions": 3.0,
}
SOCIAL_CARE = 0.15


@dataclass(eq=False)
class Referral:
    """A case before the Ombudsman."""

    service: Service
    referred: dt.date
    decided: dt.date | None = None
    decision: str | None = None
    reference: str = ""


def extracts(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for every quarter of the sample."""
    referrals = make_referrals(seed)
    return {quarter: extract(referrals, quarter) for quarter in span(FIRST, LAST)}


def read_plan() -> dict[Period, dict[str, int]]:
    """The totals by quarter: `referred`, and how many decisions of each kind."""
    heading, *lines = TOTALS.strip().splitlines()
    names = heading.split()[1:]
    return {Period.parse(line.split()[0]): dict(zip(names, map(int, line.split()[1:]), strict=True)) for line in lines}


def make_referrals(seed: str) -> list[Referral]:
    """Every referral there ever was, in the order of arrival, with the decision where there is one."""
    random = Random(f"{seed} ombudsman")
    weights = [s.weight * OFTEN.get(s.name, 1.0 if s.stage == "corporate_stage_1" else SOCIAL_CARE) for s in SERVICES]
    made: list[Referral] = []
    for quarter, totals in read_plan().items():
        first, last = (
            calendar().number(quarter.first_day - dt.timedelta(days=1)) + 1,
            calendar().number(quarter.last_day),
        )
        days = sorted(random.randint(first, last) for _ in range(totals["referred"]))
        services = random.choices(SERVICES, weights, k=len(days))
        made += [Referral(service, calendar().day(day)) for service, day in zip(services, days, strict=True)]
        decide(made, totals, first, last, random)
    for place, referral in enumerate(made):
        referral.reference = f"{referral.referred:%y} {place + 1:03} {random.randint(100, 999)}"
    return made


def decide(made: list[Referral], totals: dict[str, int], first: int, last: int, random: Random) -> None:
    """Decides as many open cases of each kind as the quarter's totals say, those whose time has come first."""
    for kind in sorted(KINDS, key=lambda kind: -USUAL_DAYS[kind]):
        open_cases = [case for case in made if not case.decided]
        ripe = sorted(open_cases, key=lambda case: abs(last - came(case) - USUAL_DAYS[kind]))
        for case in ripe[: totals[kind]]:
            soonest = max(first, came(case) + LEAST_DAYS)
            usual = came(case) + round(USUAL_DAYS[kind] * random.uniform(0.7, 1.3))
            day = usual if soonest <= usual <= last else random.randint(min(soonest, last), last)
            case.decided, case.decision = calendar().day(day), kind


def came(case: Referral) -> int:
    """The place of its day of referral in the count of working days."""
    return calendar().number(case.referred)


def extract(referrals: list[Referral], quarter: Period) -> pd.DataFrame:
    """The cases referred in the quarter or undecided at its start, as they stood at its end."""
    first, last = quarter.first_day, quarter.last_day
    rows = []
    for case in referrals:
        if case.referred > last or (case.referred < first and case.decided and case.decided < first):
            continue
        decided = case.decided if case.decided and case.decided <= last else None
        rows.append(
            {
                "reference": case.reference,
                "directorate": case.service.directorate,
                "service": case.service.name,
                "referred_date": pd.Timestamp(case.referred),
                "decided_date": pd.Timestamp(decided) if decided else None,
                "decision": case.decision if decided else None,
            }
        )
    return CONTRACTS["ombudsman"].typed(pd.DataFrame(rows))
