"""What the sample's transactions add up to: the share made online in each quarter, and each service's habits.

Medway's paper prints digital take-up for Q3 and Q4 2019/20 and for the year; the quarters before, from Q3
2017/18 where the council began to report it, rise towards them. March 2020 closes the counters.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.basics.quarters import Period
from dashboard.sample.places import BUSINESS_SUPPORT, CHILDREN_AND_ADULTS, ENVIRONMENT, PUBLIC_HEALTH

FIRST = Period.parse("2017-18-Q3")
LAST = Period.parse("2019-20-Q4")
STAY_AT_HOME = dt.date(2020, 3, 1)
NEW_FORMS = dt.date(2020, 1, 1)

# The share made online, in per cent, as a paper prints it or else as the sample has it.
SHARES = {
    "2017-18-Q3": "40.2",
    "2017-18-Q4": "41.4",
    "2018-19-Q1": "42.0",
    "2018-19-Q2": "42.7",
    "2018-19-Q3": "43.8",
    "2018-19-Q4": "45.1",
    "2019-20-Q1": "46.2",
    "2019-20-Q3": "48.58",
    "2019-20-Q4": "50.41",
}
# The quarter left out above follows from the year.
OPEN_QUARTER, YEAR, YEAR_SHARE = Period.parse("2019-20-Q2"), Period.parse("2019-20"), "48.15"


@dataclass(frozen=True)
class Channel:
    """A channel other than online is `code` with its cost of a transaction in pounds; `asked` is the share of its
    users who answer whether they are satisfied, `liked` how their share differs from the service's, in points."""

    code: str
    cost: float
    asked: float
    liked: float


ONLINE = Channel("online", 0.62, 0.045, 0.0)
OTHERS = (
    Channel("telephone", 3.35, 0.02, 0.03),
    Channel("face_to_face", 8.9, 0.014, 0.06),
    Channel("post", 5.7, 0.0, 0.0),
    Channel("email", 4.2, 0.0, 0.0),
)


@dataclass(frozen=True)
class Habit:
    """How people use a service.

    `volume` is its transactions in an average month; `first` and `last` the share made online in October 2017
    and February 2020; `others` how the rest divide between telephone, face to face, post and email; `finished`
    the share of online transactions completed at the start; `liked` the share satisfied online; `dear` how its
    costs compare with the average; `new_form` the share online since January 2020, where new forms went live.
    """

    name: str
    directorate: str
    volume: int
    season: str
    first: float
    last: float
    others: tuple[float, float, float, float]
    finished: float
    liked: float
    dear: float
    new_form: float | None = None


HABITS = (
    Habit("Waste Services", ENVIRONMENT, 13000, "waste", 0.52, 0.62, (80, 6, 2, 12), 0.85, 0.87, 0.9),
    Habit("Revenues and Benefits", BUSINESS_SUPPORT, 19000, "bills", 0.4, 0.5, (58, 18, 17, 7), 0.72, 0.78, 1.15),
    Habit("Parking Services", ENVIRONMENT, 9000, "parking", 0.58, 0.7, (52, 10, 26, 12), 0.83, 0.82, 0.95),
    Habit("Customer and Business Support", ENVIRONMENT, 8000, "even", 0.15, 0.23, (70, 25, 2, 3), 0.79, 0.83, 1.0),
    Habit("Libraries", ENVIRONMENT, 9000, "even", 0.42, 0.52, (20, 76, 0, 4), 0.86, 0.9, 0.7),
    Habit("Leisure Services", ENVIRONMENT, 6500, "leisure", 0.4, 0.53, (40, 56, 0, 4), 0.82, 0.86, 0.85),
    Habit("Housing Management", ENVIRONMENT, 4800, "winter", 0.19, 0.3, (78, 12, 2, 8), 0.74, 0.77, 1.1),
    Habit("Highways", ENVIRONMENT, 3200, "roads", 0.34, 0.48, (68, 3, 4, 25), 0.8, 0.76, 1.0),
    Habit("Registration and Bereavement", ENVIRONMENT, 2300, "even", 0.31, 0.44, (50, 44, 2, 4), 0.81, 0.88, 1.2),
    Habit("Housing Options", ENVIRONMENT, 2000, "winter", 0.15, 0.24, (54, 38, 2, 6), 0.62, 0.72, 1.6),
    Habit("Planning", ENVIRONMENT, 1900, "even", 0.56, 0.69, (34, 14, 16, 36), 0.71, 0.75, 1.7),
    Habit("Electoral Services", BUSINESS_SUPPORT, 1800, "elections", 0.45, 0.56, (30, 4, 60, 6), 0.87, 0.86, 1.05),
    Habit("Older People", CHILDREN_AND_ADULTS, 1600, "winter", 0.05, 0.1, (82, 12, 3, 3), 0.64, 0.78, 2.1),
    Habit("School Admissions", CHILDREN_AND_ADULTS, 1500, "schools", 0.78, 0.88, (52, 6, 30, 12), 0.84, 0.85, 1.0),
    Habit("Greenspaces", ENVIRONMENT, 1500, "gardens", 0.25, 0.35, (64, 6, 3, 27), 0.8, 0.83, 0.95, 0.49),
    Habit("Integrated Transport", ENVIRONMENT, 1400, "even", 0.2, 0.33, (46, 22, 28, 4), 0.76, 0.81, 1.1),
    Habit("Environmental Health", ENVIRONMENT, 1300, "gardens", 0.23, 0.34, (66, 4, 5, 25), 0.77, 0.79, 1.35),
    Habit("Adult Education", ENVIRONMENT, 1100, "schools", 0.36, 0.5, (44, 50, 2, 4), 0.78, 0.87, 1.0),
    Habit("Licensing", ENVIRONMENT, 900, "even", 0.12, 0.19, (32, 20, 34, 14), 0.69, 0.77, 1.5, 0.44),
    Habit("Healthy Lifestyles", PUBLIC_HEALTH, 900, "even", 0.27, 0.4, (60, 30, 0, 10), 0.79, 0.89, 1.2),
    Habit("School Transport", CHILDREN_AND_ADULTS, 700, "schools", 0.31, 0.45, (52, 4, 34, 10), 0.73, 0.76, 1.2),
    Habit("Special Educational Needs", CHILDREN_AND_ADULTS, 600, "schools", 0.07, 0.15, (42, 8, 12, 38), 0.66, 0.71,
          1.9),
    Habit("Fostering and Adoption", CHILDREN_AND_ADULTS, 220, "even", 0.0, 0.0, (70, 20, 0, 10), 0.72, 0.86, 1.8, 0.31),
)  # fmt: skip

# What a service does not record: the cost of counters that several services share.
COST_UNKNOWN = {("Libraries", "face_to_face"), ("Leisure Services", "face_to_face"), ("Electoral Services", "email")}
