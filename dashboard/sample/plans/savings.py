"""The sample's savings and actions: those that Medway's productivity plan of 2024/25 names.

The paper prints one amount, the savings of the year. An action is done where the paper says that it has been, on track
where it is under way, not started where it is to come; it names days and roles of hardly any, so they are left empty.
"""

from __future__ import annotations

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS

YEAR = "2024-25"
SERVICES = "Transforming how we design and deliver services"
TECHNOLOGY = "Making better use of technology and data"
SPEND = "Reducing wasteful spend"
ADULTS, CHILDREN, HR = "Adult Social Care", "Children's Services", "Human Resources"
DONE, UNDER_WAY, TO_COME = "done", "on_track", "not_started"

# action, priority, service area, due, status, saving planned, what the paper says
ACTIONS: tuple[tuple[str, str, str | None, str | None, str, float | None, str], ...] = (
    ("Savings underpinning the 2024/25 budget", SERVICES, None, "2025-03-31", UNDER_WAY, 34_000_000,
     "The Financial Improvement and Transformation Plan comprises £34million savings this year."),
    ("Transformation of Adult Social Care", SERVICES, ADULTS, None, UNDER_WAY, None,
     "A comprehensive programme has commenced, with greater use of assistive technology."),
    ("Waste strategy", SERVICES, "Waste Services", None, TO_COME, None,
     "To be commissioned; it reviews the process from collection to disposal and recycling."),
    ("Integrated Hubs", SERVICES, None, None, TO_COME, None,
     "A complete review of the operational estate, with hubs for a wider range of services."),
    ("Debt advice and welfare services back in house", SERVICES, "Benefits and Financial Welfare Service", None, DONE,
     None, "A holistic service, whose compliments rose from 6 to 163."),
    ("Medway 2.0", TECHNOLOGY, None, None, UNDER_WAY, None,
     "Services are redesigned end to end online; business analysts map processes, systems and resources."),
    ("Single data platform", TECHNOLOGY, None, None, TO_COME, None,
     "A key opportunity to build a single view of the resident."),
    ("Data lake pilot", TECHNOLOGY, None, None, DONE, None,
     "It joined up data in housing, Council Tax and health systems."),
    ("Road map to review each of the council's services", SPEND, "Business Change", "2024-07-31", UNDER_WAY, None,
     "To be agreed by Cabinet in July 2024."),
    ("Care for Medway", SPEND, ADULTS, None, UNDER_WAY, None,
     "A new project to deliver in-house residential care for adults."),
    ("In-house residential provision for children in care at Eden Place", SPEND, CHILDREN, None, DONE, None,
     "It was created."),
    ("Smart parking", SPEND, "Parking Services", None, DONE, None,
     "Number-plate recognition reduces the need for officers to visit car parks."),
    ("Workforce Strategy", SPEND, HR, "2024-06-30", DONE, None,
     "Agreed by Cabinet in June 2024; it should reduce reliance on agency staff."),
    ("Review of local salary scales", SPEND, HR, None, UNDER_WAY, None,
     "Each profession is to have a clear progression framework, with pay in line with the market."),
    ("Monthly budget monitoring", SPEND, "Finance", None, DONE, None,
     "It has moved from quarterly to monthly."),
)  # fmt: skip


def actions(_seed: str) -> dict[Period, pd.DataFrame]:
    """The list of the year that the paper is for."""
    names = ("action", "priority", "service_area", "due_date", "status", "saving_planned_gbp", "note")
    frame = pd.DataFrame(list(ACTIONS), columns=list(names))
    dated = frame.assign(due_date=pd.to_datetime(frame["due_date"]))
    return {Period.parse(YEAR): CONTRACTS["actions"].typed(dated)}
