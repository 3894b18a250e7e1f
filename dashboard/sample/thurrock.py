"""The sample's Thurrock: the measures, budgets and notes that the portfolio holder's report of October 2016 prints."""

from __future__ import annotations

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.plans.in_text import THURROCK as IN_TEXT
from dashboard.sample.plans.totals import Note, Row, by_period, commentary
from dashboard.sample.plans.totals import kpis as table

YEAR, QUARTER = "2015-16", "2016-17-Q1"
IMPROVEMENT, HR, PROGRAMMES = "Improvement", "HR & OD", "Corporate Programme Team"
CUSTOMERS, INFORMATION = "Customer Services", "Information Team"
NONE = "n/a"
DBS = "Average no. of calendar days from advert to starting date to fill vacant DBS* roles"
NOT_DBS = "Average no. of calendar days from advert to starting date to fill vacant non-DBS roles"
AGENCY_FTE, AGENCY_SPEND = "No of agency FTE staff - whole council", "£ Spend on agency staff - whole council"
TIMELY = "% timeliness of response to all complaints (all services exc. social care)"
UPHELD = "% of complaints upheld (all services except social care)"
CALLS, WAIT = "No of phone calls made to the Contact Centre", "Average waiting time for Face to Face (mins:sec)"
ACCOUNTS = "No of people registered for My Account"
CHECKED = "DBS = Disclosure and Barring Service check, formerly Criminal Records Bureau"

# measure, service area, unit, nature, polarity, value, target, outturn
ROWS = (
    Row(DBS, IMPROVEMENT, "calendar days", "rate", "lower", "60.3", "60", NONE, note=CHECKED),
    Row(NOT_DBS, IMPROVEMENT, "calendar days", "rate", "lower", "65", "30", NONE),
    Row(AGENCY_FTE, IMPROVEMENT, "FTE", "stock", "lower", "227", "220", "210"),
    Row(AGENCY_SPEND, IMPROVEMENT, "£", "flow", "lower", "2,421K", "Lower than 2015/16", "8,861K"),
    Row("Average sickness days per FTE", HR, "days per FTE", "flow", "lower", "2.22", "2.25", "9.69"),
    Row("No of FTE", HR, "FTE", "stock", "neither", "1653", NONE, "1659"),
    Row("No of new starters", HR, "people", "flow", "neither", "107", NONE, "256"),
    Row("No of leavers", HR, "people", "flow", "neither", "72", NONE, "263"),
    Row(ACCOUNTS, PROGRAMMES, "people", "stock", "higher", "36,035", "35,000", "31,561"),
    Row(CALLS, CUSTOMERS, "calls", "flow", "neither", "107,861", NONE, "420,737"),
    Row("Customer Service call quality", CUSTOMERS, "percent", "rate", "higher", "97%", "85%", "96.5%"),
    Row("No of Face to face visits to Civic Offices", CUSTOMERS, "visits", "flow", "neither", "24,634", NONE, "85,416"),
    Row(WAIT, CUSTOMERS, "mins:sec", "rate", "lower", "7:27", "<10", "8:23"),
    Row("No of emails received", CUSTOMERS, "emails", "flow", "neither", "2151", NONE, "14,691"),
    Row("% of emails responded to within 2 days", CUSTOMERS, "percent", "rate", "higher", "100%", "100%", "100%"),
    Row(TIMELY, INFORMATION, "percent", "rate", "higher", "99", "98", "98.1"),
    Row(UPHELD, INFORMATION, "percent", "rate", "lower", "46", "40", "50"),
    Row(
        "No of complaints (all) - whole council (excluding social care)",
        INFORMATION, "complaints", "flow", "lower", "346", "Reduction", "1516",
    ),
    Row("No of member enquiries", INFORMATION, "enquiries", "flow", "neither", "1148", NONE, "3536"),
    Row("No of Ombudsman enquiries received", INFORMATION, "enquiries", "flow", "neither", "4", NONE, "17"),
    Row("% Ombudsman notices upheld", INFORMATION, "percent", "rate", "lower", "0", "Reduction", "24"),
    Row("No of FOI requests received", INFORMATION, "requests", "flow", "neither", "290", NONE, "980"),
    Row("No of information governance incidents", INFORMATION, "incidents", "flow", "lower", "15", "Reduction", "37"),
)  # fmt: skip

# service area, and its budget for 2016/17, of which the forecast does not differ
BUDGET = (
    ("Strategy and Performance", 401_244),
    ("Performance Quality and Business Support (Children's and Adults)", 805_512),
    ("Improvement", 895_252),
    ("HR & Organisational Development", 1_653_093),
    ("Transformation", 481_671),
    ("Customer Services", 1_839_218),
    ("Information Management", 436_508),
)

REPORTED = "2016-10-26"
NOTES = (
    Note(
        DBS,
        "Improvement Service",
        REPORTED,
        "Recruitment ran high in the quarter. An online checking system is coming in, because checks are what usually "
        "delays a start. The time was not measured before, so this year gives the first figures to compare with.",
    ),
    Note(
        DBS,
        "Improvement Service",
        REPORTED,
        "The team is fully staffed and expects to recruit faster; managers and recruiters get standards for their "
        "part of the process.",
        kind="management_action",
    ),
    Note(
        "agency_spend",
        "Improvement Service",
        REPORTED,
        "Spend remains high. This was expected, since agency staff came over with the services taken back from a "
        "contractor.",
    ),
    Note(
        "agency_spend",
        "Improvement Service",
        REPORTED,
        "Vacancies are filled permanently where possible and agency staff used only where a service cannot do "
        "without; the People Board and the Directors Board watch both numbers closely.",
        kind="management_action",
    ),
    Note(
        ACCOUNTS,
        "Corporate Programme Team",
        REPORTED,
        "The aim is that residents use online services. The target was 61% of households by 2016; 66% are registered.",
    ),
    Note(
        ACCOUNTS,
        "Corporate Programme Team",
        REPORTED,
        "Help with going online is given in the Civic Offices and in the Community Hubs; web chat follows this year.",
        kind="management_action",
    ),
    Note(
        UPHELD,
        "Information Manager",
        REPORTED,
        "In 2015/16 there were 4,506 complaints and concerns, of which 50% were upheld and 98% answered in time.",
    ),
    Note(
        UPHELD,
        "Information Manager",
        REPORTED,
        "Services with many upheld complaints complete a Learning Action Plan: what went wrong, what changes, who sees "
        "to it and by when.",
        kind="management_action",
    ),
    Note(
        "No of FOI requests received",
        "Information Manager",
        REPORTED,
        "In 2015/16 the council answered 98% of 980 requests within the legal time. A request takes about 2 hours "
        "45 minutes.",
    ),
)


def kpis(_seed: str) -> dict[Period, pd.DataFrame]:
    """The measures of the year before, as far as the report prints them, and of the quarter."""
    before = [
        Row(row.measure, row.service_area, row.unit, row.nature, row.polarity, row.outturn, note=row.note)
        for row in ROWS
        if row.outturn != NONE
    ]
    return by_period(
        {YEAR: table(YEAR, [*before, *IN_TEXT[YEAR]]), QUARTER: table(QUARTER, [*ROWS, *IN_TEXT[QUARTER]])}
    )


def budgets(_seed: str) -> dict[Period, pd.DataFrame]:
    """The budgets as the report prints them."""
    rows = [(area, pounds, pounds) for area, pounds in BUDGET]
    return by_period(
        {
            QUARTER: CONTRACTS["budgets"].typed(
                pd.DataFrame(rows, columns=[one.name for one in CONTRACTS["budgets"].fields])
            )
        }
    )


def notes(_seed: str) -> dict[Period, pd.DataFrame]:
    """What the report says about the measures, in short."""
    return by_period({QUARTER: commentary(NOTES)})
