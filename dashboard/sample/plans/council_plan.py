"""The sample's Medway council plan: its measures that no other theme has, and the notes on all of them.

The papers of Q2 2017/18 and Q4 2019/20 print the figures. The quarters before the first are made up, so that the
trends come out as it counts them: of five measures none improved on the quarter before, and one on the longer term.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.sample.plans.in_text import MEDWAY as IN_TEXT
from dashboard.sample.plans.totals import Note, Row, by_period, commentary
from dashboard.sample.plans.totals import kpis as table

AUTUMN, SPRING, YEAR, LATER = "2017-18-Q2", "2019-20-Q4", "2017-18", "2024-25"
PRIORITY = "Maximising regeneration and economic growth"
SKILLS, HOMELESSNESS = "Residents with jobs and skills", "Preventing homelessness"
JOBS = "Jobs, skills and employability"
DIGITAL, ROADMAP = (
    "Finding the best digital innovation and using it to meet residents' needs",
    "Deliver digital transformation programme",
)
LEARNING, HOUSING, WEB = "Medway Adult Education", "Housing", "Digital"
ACADEMIC = "Follows the academic year: the last column is May to July 2017"
LAST_YEAR_ACADEMIC = "Academic year 2016/17"

RETENTION = Row(
    "% Retention rate", LEARNING, "percent", "rate", "higher", "94%", "94%", "93%",
    measure_code="MAE 2", priority=PRIORITY, outcome=SKILLS, programme=JOBS, note=ACADEMIC,
)  # fmt: skip
ACHIEVEMENT = Row(
    "Achievement rate (pass rate)", LEARNING, "percent", "rate", "higher", "97.36%", "96%", "96.49%",
    measure_code="MAE 3", priority=PRIORITY, outcome=SKILLS, programme=JOBS, note=ACADEMIC,
)  # fmt: skip
IMPROVED_HOMES = Row(
    "Number of private sector properties improved as a result of the Council's intervention",
    HOUSING, "properties", "flow", "higher", "312", "100", "571",
    measure_code="HC4", priority=PRIORITY, outcome=HOMELESSNESS, programme=HOMELESSNESS,
)  # fmt: skip
APPRENTICES = Row(
    "Medway apprentices joining the programme", LEARNING, "people", "flow", "higher", "30", period="2016-17",
    priority=PRIORITY, outcome=SKILLS, programme=JOBS, note=LAST_YEAR_ACADEMIC,
)  # fmt: skip
OTHERS = (
    APPRENTICES,
    replace(APPRENTICES, measure="Apprenticeships successfully completed", value="8"),
    replace(
        APPRENTICES,
        measure="Overall apprenticeship achievement rate",
        unit="percent",
        nature="rate",
        value="88.9%",
        outturn="40%",
    ),
    Row(
        "Affordable homes delivered", HOUSING, "homes", "flow", "higher", "32", period="2017-18-H1",
        priority=PRIORITY, outcome=HOMELESSNESS, programme=HOMELESSNESS,
    ),
)  # fmt: skip
ONLINE = (
    Row("New online services made live", WEB, "services", "flow", "higher", "6", priority=DIGITAL, programme=ROADMAP),
    Row("Website accessibility rating", WEB, "percent", "rate", "higher", "94%", priority=DIGITAL, programme=ROADMAP),
)

# what is made up: retention, achievement and homes improved in the quarters before
BEFORE = {
    "2016-17-Q1": ("93%", "97.2%", "139"),
    "2016-17-Q2": ("94%", "97.5%", "148"),
    "2016-17-Q3": ("94%", "97.6%", "131"),
    "2016-17-Q4": ("94%", "97.8%", "153"),
    "2017-18-Q1": ("94%", "97.41%", "N/A"),
}
YEARS_TARGETS = {RETENTION: "94%", ACHIEVEMENT: "96%", IMPROVED_HOMES: "600"}

REPORT, YEAR_END = "2017-11-30", "2020-06-11"
SERVICE, COMPLAINTS, TRANSFORMATION = "Head of Strategic Housing", "Complaints Manager", "Head of Digital"
AUTUMN_NOTES = (
    Note(
        RETENTION.measure, "Medway Adult Education", "2017-09-05",
        "Data as at 5 September 2017, for the last quarter of the academic year. Retention is the share of learners "
        "who "
        "start a course and complete it by the end of the year; it still meets the challenging target of 94%. Tutors "
        "follow attendance closely, and assessment before the start puts learners on the right course.",
    ),
    Note(
        ACHIEVEMENT.measure, "Medway Adult Education", "2017-10-11",
        "The pass rate is the share of learners completing a course who achieve a qualification or their learning aim. "
        "Learners continue to achieve very high pass rates.",
    ),
    Note(
        "ta_households", SERVICE, "2017-10-12",
        "At the end of Q2 there were 354 households in temporary accommodation, an increase from the 327 at the end of "
        "Q4 2016/17.",
    ),
    Note(
        "ta_households_per_1000", SERVICE, "2017-10-12",
        "The rate is 3.35 per 1,000 households, below the national 3.5 and far below the 16.6 of London. Of similar "
        "unitary authorities Brighton has 13.05 and Milton Keynes 7.16.",
    ),
    Note(
        "ta_households", SERVICE, REPORT,
        "Work with other organisations prevents homelessness. The council's own homes serve as temporary "
        "accommodation. "
        "A weekly panel reviews every placement of the week before. A housing company is being set up for affordable "
        "homes, and more duties are discharged into private renting.",
        kind="management_action",
    ),
    Note(
        "ta_bb_families_over_six_weeks", SERVICE, "2017-10-10",
        "At the end of Q2 no family was in bed and breakfast; in Q1 none was placed there for more than 6 weeks.",
    ),
    Note(
        "ta_bb_families_over_six_weeks", SERVICE, "2017-10-10",
        "More suitable accommodation is sought for households, and the council's own homes are used for a time.",
        kind="management_action",
    ),
    Note(
        IMPROVED_HOMES.measure, SERVICE, "2017-10-10",
        "In Q2 312 properties were improved: complaints of tenants and landlords, licences of shared houses, "
        "inspections. "
        "That is many more than in earlier quarters, and this year's target of 600 is likely to be exceeded. "
        "Complaints "
        "are fewer in the warm months.",
    ),
    Note(
        "digital_take_up", TRANSFORMATION, "2017-08-01",
        "The measure will be reported from Q3 2017/18.",
    ),
    Note(
        "homelessness_acceptances", SERVICE, REPORT,
        "Fewer households were accepted as homeless: 87 in Q2 2017/18 compared with 112 in Q2 2016/17.",
    ),
    Note(
        "homelessness_applications", SERVICE, REPORT,
        "Applications rose substantially, to 212, an increase of 99 on Q1.",
    ),
    Note(
        "homelessness_preventions", SERVICE, REPORT,
        "The team achieved 95 preventions, so that fewer applicants needed temporary accommodation.",
    ),
    Note(
        "homelessness_preventions", SERVICE, REPORT,
        "A hotline lets landlords name tenants who may not be able to pay; about 70% of these cases are prevented. "
        "Support workers help for a short time at once.",
        kind="management_action",
    ),
    Note(
        "complaints_timeliness", COMPLAINTS, REPORT,
        "Stage 1: 89.3% were answered in time against the increased target of 80%, 10.4 percentage points more than a "
        "year before (78.9%). Stage 2: 85.4%, up from 82.5%, against 75%. Children's social care: 75%, down 12.5 "
        "points. "
        "Adult social care: 43.5% of 23, up 10.2 points.",
    ),
    Note(
        "complaints_timeliness", COMPLAINTS, REPORT,
        "The social care complaints manager works with the adult social care teams, which are being restructured. A "
        "new "
        "post will coordinate their complaints.",
        kind="management_action",
    ),
    Note(
        "complaints_received", COMPLAINTS, REPORT,
        "Stage 1 complaints continue to increase (from 453 to 448) compared with the same period last year. Compared "
        "with Q1 they rose by 30%, from 344 to 448.",
    ),
    Note(
        "complaints_escalation_rate", COMPLAINTS, REPORT,
        "39 complaints went to stage 2, a rate of 8.7% of the 448 received at stage 1.",
    ),
    Note(
        "complaints_upheld_rate", COMPLAINTS, REPORT,
        "More stage 1 complaints were upheld. With fewer going to stage 2, this may mean that services investigate "
        "thoroughly and answer fairly.",
    ),
    Note(
        "ombudsman_referrals", COMPLAINTS, REPORT,
        "12 cases were referred, in line with 10 in the same quarter of 2016/17 and 12 in 2015/16.",
    ),
    Note(
        "ombudsman_decisions", COMPLAINTS, REPORT,
        "Of seven decisions two upheld the complaint; five were closed after initial enquiries.",
    ),
    Note(
        "procurement_benefits", "Head of Category Management", REPORT,
        "In the first 6 months of 2017/18 benefits of £16.6 million were achieved, £13.1 million of them non-revenue "
        "and "
        "£3.5 million revenue, in 28 contracts.",
    ),
)  # fmt: skip
SPRING_NOTES = (
    Note(
        "complaints_timeliness", COMPLAINTS, YEAR_END,
        "Stage 1: of 225 answers 203 came in time, an excellent 90.2% against the target of 80%, bringing the year to "
        "92.9%. Stage 2: 75.9%, still above 75%, and 81.7% for the year. Children's social care: an impressive 90.0%, "
        "and 91.3% for the year. Adult social care: 47.6%, and 70.3% for the year; staff may have been needed for "
        "vulnerable residents during the pandemic. The law allows 65 working days.",
    ),
    Note(
        "complaints_received", COMPLAINTS, YEAR_END,
        "227 stage 1 complaints were received, fewer than the quarter before (333) and than a year before (241). "
        "Most of "
        "the fall came in March, when people were asked to stay at home.",
    ),
    Note(
        "ombudsman_decisions", COMPLAINTS, YEAR_END,
        "There were 10 referrals and 19 decisions. One complaint was upheld.",
    ),
    Note(
        "compliments_received", COMPLAINTS, YEAR_END,
        "50 compliments were received: 15 for Waste Services, 13 for Customer and Business Support.",
    ),
    Note(
        "digital_take_up", TRANSFORMATION, YEAR_END,
        "Take-up rose to 50.4%, up from 48.58% in Q3.",
    ),
    Note(
        "digital_take_up", TRANSFORMATION, YEAR_END,
        "Six new online services went live, two of them for licensing. One section of the website holds everything "
        "about "
        "coronavirus, and businesses can apply for grants online.",
        kind="management_action",
    ),
    Note(
        "Website accessibility rating", TRANSFORMATION, YEAR_END,
        "After work on the website its rating rose to 94%, 14th of more than 400 councils.",
    ),
    Note(
        "procurement_benefits_five_year", "Head of Category Management", YEAR_END,
        "In the last five years almost £61 million of benefits over the whole life of contracts were achieved, revenue "
        "and non-revenue.",
    ),
)  # fmt: skip


def kpis(_seed: str) -> dict[Period, pd.DataFrame]:
    """The measures that the papers print, and the quarters before the first."""
    measures = (RETENTION, ACHIEVEMENT, IMPROVED_HOMES)
    frames = {
        quarter: table(
            quarter,
            [
                replace(
                    row, value=value, target=row.target if quarter >= YEAR else None, outturn=last_year(row, quarter)
                )
                for row, value in zip(measures, values, strict=True)
            ],
        )
        for quarter, values in BEFORE.items()
    }
    years = [replace(row, value=None, period=YEAR, target=target) for row, target in YEARS_TARGETS.items()]
    frames[AUTUMN] = table(AUTUMN, [*measures, *years, *OTHERS, *IN_TEXT[AUTUMN]])
    frames[SPRING] = table(SPRING, [*ONLINE, *IN_TEXT[SPRING]])
    frames[LATER] = table(LATER, IN_TEXT[LATER])
    return by_period(frames)


def last_year(row: Row, quarter: str) -> str | None:
    """The outturn of the year before, which the papers print for one year alone."""
    return row.outturn if quarter >= YEAR else None


def notes(_seed: str) -> dict[Period, pd.DataFrame]:
    """What the papers say about the measures, in short."""
    return by_period({AUTUMN: commentary(AUTUMN_NOTES), SPRING: commentary(SPRING_NOTES)})
