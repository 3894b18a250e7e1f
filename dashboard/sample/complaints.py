"""The sample's complaints: an extract a quarter, each as the system stood at the quarter's end."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from random import Random

import pandas as pd

from dashboard.basics.quarters import Period, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.cases import NO_OUTCOME, Case, arrivals, days_received, pick_channel, withdraw
from dashboard.sample.days import calendar
from dashboard.sample.places import UPHELD
from dashboard.sample.plans.complaints import CORRECTED, FIRST, LAST, UPHELD_MORE, Totals, read_plan
from dashboard.sample.queue import PACES, Queue

STAGE_1, STAGE_2 = "corporate_stage_1", "corporate_stage_2"
STAGE_2_UPHELD = 0.75  # a second look confirms the first answer more often than not
TO_STAGE_2 = (3, 40)  # calendar days from an answer to its escalation
ESCALATES = {"not_upheld": 3.0, "partly_upheld": 1.6, "upheld": 0.6, None: 1.0}
FULLY = 0.55  # of those upheld, how many are upheld in full
UPHELD_UNKNOWN = 0.37  # where nobody recorded the theme
FIRST_NUMBER = 100412


def extracts(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for every quarter of the sample."""
    cases = make_cases(seed)
    return {quarter: extract(cases, quarter) for quarter in span(FIRST, LAST)}


def make_cases(seed: str) -> list[Case]:
    """Every complaint there ever was, of every stage, in the order of arrival, numbered."""
    plans = read_plan()
    made: dict[str, list[Case]] = {}
    for stage in (STAGE_1, "childrens_stage_1", "adults", STAGE_2):  # a stage 2 needs the stage 1 it comes from
        random = Random(f"{seed} complaints {stage}")
        queue, made[stage] = Queue(plans[stage], random), []
        for totals in plans[stage].quarters:
            new = escalations(totals, made[STAGE_1], random) if stage == STAGE_2 else arrivals(totals, random)
            made[stage] += new
            queue.expect(case for case in new if not case.withdrawn)
            for case in queue.work(totals):
                case.outcome = pick_outcome(case, totals, random)
    return numbered([case for cases in made.values() for case in cases])


def numbered(cases: list[Case]) -> list[Case]:
    """The cases by day of arrival, each with its number; a stage 2 has that of its stage 1, and -2."""
    cases = sorted(cases, key=lambda case: case.received)
    for place, case in enumerate(case for case in cases if not case.parent):
        case.id = f"MC{FIRST_NUMBER + place}"
    for case in cases:
        if case.parent:
            case.id = f"{case.parent.id}-2"
    return cases


def escalations(totals: Totals, first_stages: list[Case], random: Random) -> list[Case]:
    """The stage 2 complaints received in a quarter, each from a stage 1 answered shortly before."""
    new: list[Case] = []
    answered = sorted((c for c in first_stages if not c.withdrawn and not c.escalated), key=lambda case: case.answer)
    numbers = [case.answer for case in answered]
    for day in days_received(totals, random):
        soonest, latest = (calendar().number(day - dt.timedelta(days=days)) for days in TO_STAGE_2)
        could = [c for c in answered[bisect_right(numbers, latest) : bisect_right(numbers, soonest)] if not c.escalated]
        parent = random.choices(could, [ESCALATES[case.outcome] for case in could])[0]
        parent.escalated = True
        new.append(Case(parent.service, totals.stage, day, parent.theme, pick_channel(day, random), parent=parent))
    for case in random.sample(new, totals.withdrawn):
        withdraw(case, random)
    return new


def pick_outcome(case: Case, totals: Totals, random: Random) -> str | None:
    """What the answer says; now and then nobody has recorded it."""
    upheld = UPHELD[case.theme] if case.theme else UPHELD_UNKNOWN
    upheld *= UPHELD_MORE.get((totals.stage, totals.quarter), 1.0) * (STAGE_2_UPHELD if case.parent else 1.0)
    if random.random() < NO_OUTCOME:
        return None
    if random.random() >= upheld:
        return "not_upheld"
    return "upheld" if random.random() < FULLY else "partly_upheld"


def extract(cases: list[Case], quarter: Period) -> pd.DataFrame:
    """The complaints received in the quarter or open at its start, as they stood at its end."""
    first, last = quarter.first_day, quarter.last_day
    shown = [case for case in cases if case.received <= last and (case.received >= first or case.ended() >= first)]
    correction = corrected(cases)
    if quarter == CORRECTED[1] + 1 and correction not in shown:
        shown.append(correction)
    rows = []
    for case in shown:
        answered = case.answered if not case.withdrawn and case.answered <= last else None
        if case is correction and quarter == CORRECTED[1]:
            answered = calendar().day(case.start + PACES[case.stage].deadline)
        withdrawn = case.withdrawn is not None and case.withdrawn <= last
        rows.append(
            {
                "complaint_id": case.id,
                "directorate": case.service.directorate,
                "service": case.service.name,
                "stage": case.stage,
                "received_date": pd.Timestamp(case.received),
                "responded_date": pd.Timestamp(answered) if answered else None,
                "outcome": "withdrawn" if withdrawn else case.outcome if answered else None,
                "theme": case.theme,
                "channel": case.channel,
            }
        )
    return CONTRACTS["complaints"].typed(pd.DataFrame(rows))


def corrected(cases: list[Case]) -> Case:
    """The answer first given as in time and put right a quarter later: the one that was least late."""
    stage, quarter = CORRECTED
    late = [
        case
        for case in cases
        if case.stage == stage
        and not case.withdrawn
        and quarter.first_day <= case.received
        and case.answered <= quarter.last_day
        and case.answer - case.start > PACES[stage].deadline
    ]
    return min(late, key=lambda case: case.answer - case.start)
