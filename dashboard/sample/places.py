"""The sample council's directorates and services: what people complain about there, when, and how fast it answers."""

from __future__ import annotations

from dataclasses import dataclass

ENVIRONMENT = "Regeneration, Culture, Environment and Transformation"
CHILDREN_AND_ADULTS = "Children and Adults"
BUSINESS_SUPPORT = "Business Support"
PUBLIC_HEALTH = "Public Health"

# How many complaints come in each month, January to December, beside an average one.
SEASONS = {
    "even": (1.0,) * 12,
    "waste": (
        1.45,
        0.85,
        0.8,
        0.95,
        1.05,
        1.1,
        1.2,
        1.2,
        1.05,
        0.85,
        0.75,
        0.75,
    ),  # missed at Christmas, green in summer
    "roads": (1.15, 1.5, 1.5, 1.15, 0.9, 0.8, 0.8, 0.75, 0.8, 0.85, 0.9, 0.9),  # potholes after the frost
    "bills": (0.85, 0.9, 1.7, 1.6, 1.0, 0.9, 0.9, 0.85, 0.85, 0.85, 0.85, 0.75),  # council tax bills go out in March
    "gardens": (0.5, 0.5, 0.75, 1.0, 1.4, 1.6, 1.6, 1.5, 1.1, 0.8, 0.7, 0.55),
    "leisure": (1.4, 1.0, 0.9, 0.9, 0.9, 1.0, 1.4, 1.4, 0.9, 0.8, 0.8, 0.6),
    "schools": (
        0.7,
        0.6,
        1.6,
        1.5,
        1.0,
        0.9,
        0.9,
        1.1,
        1.8,
        0.9,
        0.6,
        0.4,
    ),  # offers in March and April, September starts
    "winter": (1.3, 1.2, 1.1, 0.95, 0.85, 0.8, 0.8, 0.85, 0.9, 1.0, 1.15, 1.1),
    "parking": (0.95, 0.9, 0.9, 0.9, 0.95, 1.0, 1.0, 1.0, 0.95, 1.05, 1.2, 1.2),
    "elections": (0.4, 0.5, 0.9, 2.2, 3.0, 1.6, 0.5, 0.5, 0.5, 0.6, 0.7, 0.6),
}

MISSED = "Missed collection"
DELAY = "Delay"
QUALITY = "Quality of service"
ATTITUDE = "Staff attitude"
INFORMATION = "Incorrect information"
SILENCE = "Lack of communication"
DECISION = "Disagreement with decision"
CHARGES = "Charges and payments"
SAFETY = "Damage or safety"
ACCESS = "Access to services"

# The share of complaints about each theme that are found justified, in full or in part.
UPHELD = {
    MISSED: 0.62,
    DELAY: 0.5,
    QUALITY: 0.4,
    ATTITUDE: 0.3,
    INFORMATION: 0.48,
    SILENCE: 0.5,
    DECISION: 0.14,
    CHARGES: 0.24,
    SAFETY: 0.28,
    ACCESS: 0.34,
}


@dataclass(frozen=True)
class Service:
    """A service of the council.

    `weight` is its share of complaints; `late` how much likelier than the average its answers are late; `slow`
    how much longer its timely answers take (1 is average); `praise` its share of compliments.
    """

    name: str
    directorate: str
    stage: str
    weight: float
    season: str
    late: float
    slow: float
    praise: float
    themes: dict[str, float]


STAGE_1, CHILDRENS, ADULTS = "corporate_stage_1", "childrens_stage_1", "adults"
SOCIAL: dict[str, float] = {QUALITY: 26, SILENCE: 22, ATTITUDE: 16, DECISION: 16, DELAY: 12, INFORMATION: 8}
SERVICES = (
    Service("Waste Services", ENVIRONMENT, STAGE_1, 27, "waste", 0.5, 0.85, 22,
            {MISSED: 56, QUALITY: 14, ATTITUDE: 11, SAFETY: 6, CHARGES: 5, SILENCE: 4, INFORMATION: 4}),
    Service("Revenues and Benefits", BUSINESS_SUPPORT, STAGE_1, 13, "bills", 0.6, 0.95, 7,
            {CHARGES: 30, DELAY: 19, INFORMATION: 17, DECISION: 15, ATTITUDE: 10, SILENCE: 9}),
    Service("Highways", ENVIRONMENT, STAGE_1, 11, "roads", 1.8, 1.1, 6,
            {DELAY: 30, QUALITY: 26, SAFETY: 22, SILENCE: 12, DECISION: 10}),
    Service("Parking Services", ENVIRONMENT, STAGE_1, 8, "parking", 0.7, 0.95, 2,
            {DECISION: 36, CHARGES: 25, ATTITUDE: 21, INFORMATION: 10, ACCESS: 8}),
    Service("Housing Management", ENVIRONMENT, STAGE_1, 6.5, "winter", 1.35, 1.05, 4,
            {DELAY: 34, QUALITY: 28, SILENCE: 18, ATTITUDE: 12, SAFETY: 8}),
    Service("Customer and Business Support", ENVIRONMENT, STAGE_1, 6, "even", 0.25, 0.75, 24,
            {ATTITUDE: 27, INFORMATION: 25, DELAY: 24, ACCESS: 16, QUALITY: 8}),
    Service("Housing Options", ENVIRONMENT, STAGE_1, 5.5, "winter", 2.1, 1.1, 5,
            {DECISION: 28, SILENCE: 22, DELAY: 21, ATTITUDE: 16, QUALITY: 13}),
    Service("Planning", ENVIRONMENT, STAGE_1, 5, "even", 2.7, 1.2, 3,
            {DECISION: 44, SILENCE: 24, DELAY: 18, INFORMATION: 14}),
    Service("Greenspaces", ENVIRONMENT, STAGE_1, 4.5, "gardens", 1.1, 1.0, 8,
            {QUALITY: 42, DELAY: 20, SAFETY: 20, SILENCE: 10, DECISION: 8}),
    Service("Leisure Services", ENVIRONMENT, STAGE_1, 3.6, "leisure", 0.7, 0.9, 9,
            {QUALITY: 36, CHARGES: 20, ACCESS: 18, ATTITUDE: 16, INFORMATION: 10}),
    Service("Environmental Health", ENVIRONMENT, STAGE_1, 2.6, "gardens", 1.3, 1.1, 2,
            {DELAY: 30, DECISION: 26, QUALITY: 24, SILENCE: 20}),
    Service("Special Educational Needs", CHILDREN_AND_ADULTS, STAGE_1, 2.4, "schools", 4.0, 1.25, 1,
            {DELAY: 38, SILENCE: 28, DECISION: 22, QUALITY: 12}),
    Service("Integrated Transport", ENVIRONMENT, STAGE_1, 1.9, "even", 1.2, 1.05, 2,
            {QUALITY: 34, DECISION: 26, INFORMATION: 22, DELAY: 18}),
    Service("School Admissions", CHILDREN_AND_ADULTS, STAGE_1, 1.8, "schools", 0.8, 0.95, 2,
            {DECISION: 48, INFORMATION: 26, SILENCE: 16, ACCESS: 10}),
    Service("School Transport", CHILDREN_AND_ADULTS, STAGE_1, 1.5, "schools", 2.0, 1.1, 1,
            {DELAY: 32, SAFETY: 26, DECISION: 24, SILENCE: 18}),
    Service("Libraries", ENVIRONMENT, STAGE_1, 1.3, "even", 0.2, 0.8, 12,
            {ACCESS: 36, QUALITY: 30, ATTITUDE: 20, CHARGES: 14}),
    Service("Registration and Bereavement", ENVIRONMENT, STAGE_1, 1.2, "even", 0.5, 0.85, 10,
            {QUALITY: 34, DELAY: 24, ATTITUDE: 22, CHARGES: 20}),
    Service("Adult Education", ENVIRONMENT, STAGE_1, 0.8, "schools", 0.6, 0.9, 4,
            {QUALITY: 40, CHARGES: 32, INFORMATION: 28}),
    Service("Electoral Services", BUSINESS_SUPPORT, STAGE_1, 0.7, "elections", 0.5, 0.85, 1,
            {INFORMATION: 40, ACCESS: 34, DELAY: 26}),
    Service("Healthy Lifestyles", PUBLIC_HEALTH, STAGE_1, 0.7, "even", 0.6, 0.9, 5,
            {ACCESS: 38, QUALITY: 34, SILENCE: 28}),
    Service("Children's Assessment", CHILDREN_AND_ADULTS, CHILDRENS, 45, "even", 1.1, 1.0, 1, SOCIAL),
    Service("Looked After Children", CHILDREN_AND_ADULTS, CHILDRENS, 33, "schools", 0.9, 1.0, 2, SOCIAL),
    Service("Fostering and Adoption", CHILDREN_AND_ADULTS, CHILDRENS, 22, "even", 0.9, 0.95, 3, SOCIAL),
    Service("Older People", CHILDREN_AND_ADULTS, ADULTS, 44, "winter", 1.0, 1.0, 4, {**SOCIAL, CHARGES: 14}),
    Service("Hospital Discharge", CHILDREN_AND_ADULTS, ADULTS, 22, "winter", 1.2, 1.0, 2, SOCIAL),
    Service("Learning Disability", CHILDREN_AND_ADULTS, ADULTS, 20, "even", 0.9, 1.0, 1, SOCIAL),
    Service("Mental Health", CHILDREN_AND_ADULTS, ADULTS, 14, "even", 1.0, 1.0, 1, SOCIAL),
)  # fmt: skip


def of_stage(stage: str) -> list[Service]:
    """The services whose complaints begin at this stage."""
    return [service for service in SERVICES if service.stage == stage]
