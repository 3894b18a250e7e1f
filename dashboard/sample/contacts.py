"""The sample's contacts of Maidstone: an extract a year, whose channels come out exactly as the paper prints them."""

from __future__ import annotations

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.digital import apportion

# Self-serve forms, calls answered and visits, as the paper prints them.
TOTALS = {
    "2012-13": {"online": 6_383, "telephone": 177_684, "face_to_face": 82_962},
    "2013-14": {"online": 7_949, "telephone": 175_720, "face_to_face": 74_635},
}
CHANNELS = ("online", "telephone", "face_to_face")
COMMUNITIES, SHARED = "Regeneration and Communities", "Environment and Shared Services"
# How each channel's contacts divide between services; in the second year, what has grown or shrunk.
SERVICES = (
    ("Council Tax and Benefits", SHARED, (14, 38, 34), (1.0, 1.01, 0.93)),
    ("Waste and Street Cleansing", SHARED, (38, 22, 4), (1.2, 0.94, 0.9)),
    ("Parking", SHARED, (20, 9, 17), (1.1, 0.96, 0.8)),
    ("Housing", COMMUNITIES, (6, 12, 25), (1.5, 1.04, 1.03)),
    ("Planning", COMMUNITIES, (4, 9, 11), (1.2, 1.0, 0.92)),
    ("Environmental Health", SHARED, (11, 6, 3), (1.1, 1.0, 0.95)),
    ("Electoral Services", COMMUNITIES, (7, 4, 6), (0.8, 0.9, 0.85)),
)


def extracts(_seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for each of the two years; the paper leaves nothing to chance."""
    return {Period.parse(name): extract(Period.parse(name), totals) for name, totals in TOTALS.items()}


def extract(year: Period, totals: dict[str, int]) -> pd.DataFrame:
    """The year's contacts by service and channel, under its first month."""
    later = year.id != min(TOTALS)
    rows = []
    for place, channel in enumerate(CHANNELS):
        weights = [share[place] * (grown[place] if later else 1) for _, _, share, grown in SERVICES]
        for (service, directorate, _, _), count in zip(SERVICES, apportion(totals[channel], weights), strict=True):
            rows.append((pd.Timestamp(year.months[0]), directorate, service, channel, count))
    columns = ["month", "directorate", "service", "channel", "transactions"]
    return CONTRACTS["digital"].typed(pd.DataFrame(rows, columns=columns))
