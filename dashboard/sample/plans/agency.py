"""What the sample's agency staff must add up to, and in which services and roles they work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.basics.quarters import Period
from dashboard.sample.places import BUSINESS_SUPPORT, CHILDREN_AND_ADULTS, ENVIRONMENT

VACANCY, SICKNESS, PROJECT = "vacancy", "sickness", "project"
PEAK, HARD, OTHER = "peak_demand", "hard_to_recruit", "other"


@dataclass(frozen=True)
class Role:
    """A kind of work: pounds a month full time, how many months an assignment usually lasts, the share of
    assignments that go round the contract, and why an agency worker does it."""

    monthly_gbp: int
    months: float
    off_contract: float
    reasons: Mapping[str, float]


FRONT: Mapping[str, float] = {VACANCY: 50, SICKNESS: 30, PEAK: 14, OTHER: 6}
OFFICE: Mapping[str, float] = {VACANCY: 58, SICKNESS: 16, PEAK: 18, OTHER: 8}
SCARCE: Mapping[str, float] = {HARD: 56, VACANCY: 30, SICKNESS: 8, PEAK: 6}
CHANGE: Mapping[str, float] = {PROJECT: 80, VACANCY: 14, OTHER: 6}
SEASONAL: Mapping[str, float] = {PEAK: 60, VACANCY: 22, SICKNESS: 18}

ROLES = {
    "Social worker": Role(5200, 9, 0.1, SCARCE),
    "Senior social worker": Role(6100, 10, 0.14, SCARCE),
    "Family support worker": Role(2700, 6, 0.04, FRONT),
    "Occupational therapist": Role(5000, 8, 0.16, SCARCE),
    "Care worker": Role(2050, 4, 0.03, FRONT),
    "SEN case worker": Role(4300, 8, 0.12, SCARCE),
    "Planner": Role(5400, 10, 0.16, SCARCE),
    "Building surveyor": Role(5600, 11, 0.22, SCARCE),
    "Highways engineer": Role(5300, 9, 0.14, SCARCE),
    "Housing officer": Role(3600, 6, 0.05, OFFICE),
    "Accountant": Role(5200, 7, 0.2, OFFICE),
    "Benefits officer": Role(3500, 6, 0.06, {PEAK: 44, VACANCY: 42, SICKNESS: 14}),
    "Solicitor": Role(6900, 9, 0.42, SCARCE),
    "ICT specialist": Role(6600, 10, 0.28, CHANGE),
    "Project manager": Role(7400, 13, 0.3, CHANGE),
    "Refuse loader": Role(1950, 4, 0.0, FRONT),
    "Driver": Role(2350, 5, 0.0, FRONT),
    "Street cleaner": Role(1850, 4, 0.0, FRONT),
    "Grounds worker": Role(1900, 4, 0.0, SEASONAL),
    "Contact centre adviser": Role(2150, 5, 0.0, OFFICE),
    "Administrator": Role(2050, 5, 0.02, OFFICE),
}


@dataclass(frozen=True)
class Team:
    """A service that takes agency workers: its share of them, in which roles, and when in the year it needs them."""

    service: str
    directorate: str
    weight: float
    roles: Mapping[str, float]
    season: str = "even"


@dataclass(frozen=True)
class Plan:
    """A council's agency staff: FTE in the last month of each quarter from the one before `first` on.

    `prices` is how its rates lie beside the usual ones, `off_contract` the first and last share of assignments
    off contract beside the usual one. `pence` are the totals of the quarters that must come out to the penny;
    without them spend is what the rates give. `gaps` is the share of assignments, until the end of 2016/17,
    whose hours or contract nobody noted.
    """

    council: str
    prefix: str
    first: Period
    fte: tuple[float, ...]
    teams: tuple[Team, ...]
    prices: float
    off_contract: tuple[float, float]
    pence: tuple[int, ...] = ()
    gaps: float = 0.0


CHILDRENS_SERVICES, ADULTS = "Children's Services", "Adults, Housing and Health"
PLACE, FINANCE = "Environment and Place", "Finance and Information Technology"
TRANSFORMATION, LEGAL = "HR, OD and Transformation", "Legal and Democratic Services"
CHILDREN = {"Social worker": 58, "Senior social worker": 16, "Family support worker": 16, "Administrator": 10}
CARE = {"Social worker": 34, "Occupational therapist": 14, "Care worker": 46, "Administrator": 6}

THURROCK = Plan(
    council="thurrock",
    prefix="TA",
    first=Period.parse("2015-16-Q1"),
    # The paper prints 210 for 2015/16 and 227 for Q1 2016/17; staff came over from Serco in December 2015.
    fte=(192.6, 196.4, 201.2, 207.8, 210.0, 227.0),
    # 8,861K for 2015/16 and 2,421K for Q1 2016/17, as printed.
    pence=(206_091_836, 215_140_691, 228_658_012, 236_183_347, 242_087_155),
    teams=(
        Team("Children's Social Care", CHILDRENS_SERVICES, 26, CHILDREN),
        Team("Looked After Children", CHILDRENS_SERVICES, 9, CHILDREN),
        Team("Special Educational Needs", CHILDRENS_SERVICES, 4, {"SEN case worker": 80, "Administrator": 20}),
        Team("Adult Social Care", ADULTS, 20, CARE),
        Team("Estates and Repairs", ADULTS, 6, {"Housing officer": 55, "Building surveyor": 25, "Administrator": 20}),
        Team("Housing Solutions", ADULTS, 6, {"Housing officer": 85, "Administrator": 15}, "winter"),
        Team("Waste and Recycling", PLACE, 20, {"Refuse loader": 70, "Driver": 30}, "waste"),
        Team("Street Cleaning", PLACE, 8, {"Street cleaner": 100}, "gardens"),
        Team("Planning and Growth", PLACE, 6, {"Planner": 70, "Building surveyor": 15, "Administrator": 15}),
        Team("Highways and Transportation", PLACE, 3, {"Highways engineer": 85, "Administrator": 15}),
        Team("Finance", FINANCE, 4, {"Accountant": 85, "Administrator": 15}),
        Team("Revenues and Benefits", FINANCE, 7, {"Benefits officer": 80, "Administrator": 20}, "bills"),
        Team("ICT", FINANCE, 3, {"ICT specialist": 75, "Project manager": 25}),
        Team("Customer Services", TRANSFORMATION, 8, {"Contact centre adviser": 85, "Administrator": 15}),
        Team("Corporate Programme Team", TRANSFORMATION, 3, {"Project manager": 90, "ICT specialist": 10}),
        Team("Human Resources and Payroll", TRANSFORMATION, 3, {"Administrator": 100}),
        Team("Legal Services", LEGAL, 2.5, {"Solicitor": 85, "Administrator": 15}),
    ),
    prices=1.0,
    off_contract=(1.5, 0.85),
)

MEDWAY = Plan(
    council="medway",
    prefix="MA",
    first=Period.parse("2015-16-Q1"),
    fte=(
        145.8,
        148.2, 151.6, 156.8, 163.0,
        166.4, 170.2, 168.6, 174.8,
        179.4, 184.0, 187.6, 191.2,
        188.4, 183.8, 178.2, 181.6,
        174.0, 166.4, 160.2, 157.6,
    ),
    teams=(
        Team("Children's Assessment", CHILDREN_AND_ADULTS, 27, CHILDREN),
        Team("Looked After Children", CHILDREN_AND_ADULTS, 15, CHILDREN, "schools"),
        Team("Fostering and Adoption", CHILDREN_AND_ADULTS, 4, {"Social worker": 75, "Administrator": 25}),
        Team("Special Educational Needs", CHILDREN_AND_ADULTS, 5, {"SEN case worker": 80, "Administrator": 20}),
        Team("Older People", CHILDREN_AND_ADULTS, 13, CARE, "winter"),
        Team("Hospital Discharge", CHILDREN_AND_ADULTS, 7, CARE, "winter"),
        Team("Learning Disability", CHILDREN_AND_ADULTS, 7, {"Care worker": 78, "Social worker": 22}),
        Team("Mental Health", CHILDREN_AND_ADULTS, 5, {"Social worker": 80, "Care worker": 20}),
        Team("Waste Services", ENVIRONMENT, 14, {"Refuse loader": 58, "Driver": 24, "Street cleaner": 18}, "waste"),
        Team("Greenspaces", ENVIRONMENT, 7, {"Grounds worker": 100}, "gardens"),
        Team("Highways", ENVIRONMENT, 4, {"Highways engineer": 80, "Administrator": 20}),
        Team("Planning", ENVIRONMENT, 6, {"Planner": 80, "Administrator": 20}),
        Team("Parking Services", ENVIRONMENT, 3, {"Administrator": 100}, "parking"),
        Team("Housing Options", ENVIRONMENT, 6, {"Housing officer": 88, "Administrator": 12}, "winter"),
        Team("Housing Management", ENVIRONMENT, 4, {"Housing officer": 60, "Building surveyor": 40}),
        Team("Revenues and Benefits", BUSINESS_SUPPORT, 8, {"Benefits officer": 80, "Administrator": 20}, "bills"),
        Team("Customer and Business Support", BUSINESS_SUPPORT, 8, {"Contact centre adviser": 60, "Administrator": 40}),
        Team("Electoral Services", BUSINESS_SUPPORT, 1, {"Administrator": 100}, "elections"),
        Team("Finance Strategy", BUSINESS_SUPPORT, 4, {"Accountant": 90, "Project manager": 10}),
        Team("Legal Services", BUSINESS_SUPPORT, 3, {"Solicitor": 85, "Administrator": 15}),
        Team("ICT", BUSINESS_SUPPORT, 4, {"ICT specialist": 70, "Project manager": 30}),
    ),
    prices=1.02,
    off_contract=(1.7, 0.75),
    gaps=0.03,
)  # fmt: skip
