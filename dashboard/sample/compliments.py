"""The sample's compliments: an extract a quarter, counted by month and service."""

from __future__ import annotations

from collections import Counter
from random import Random

import pandas as pd

from dashboard.basics.quarters import Period, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.places import SERVICES
from dashboard.sample.plans.complaints import FIRST, LAST

# Compliments in each quarter since Q1 2015/16. The papers print the last one.
TOTALS = (38, 44, 41, 36, 43, 47, 39, 40, 45, 52, 44, 41, 49, 55, 46, 43, 52, 58, 54, 50)

# What the paper prints of Q4 2019/20; the others share the rest.
PRINTED = {Period.parse("2019-20-Q4"): {"Waste Services": 15, "Customer and Business Support": 13}}


def extracts(seed: str) -> dict[Period, pd.DataFrame]:
    """An extract for every quarter of the sample."""
    random = Random(f"{seed} compliments")
    return {q: extract(q, total, random) for q, total in zip(span(FIRST, LAST), TOTALS, strict=True)}


def extract(quarter: Period, total: int, random: Random) -> pd.DataFrame:
    """The quarter's compliments, spread over its months and services."""
    counts = Counter(PRINTED.get(quarter, {}))
    others = [service for service in SERVICES if service.name not in counts]
    counts.update(s.name for s in random.choices(others, [s.praise for s in others], k=total - counts.total()))
    rows = Counter(
        (random.choice(quarter.months), service.directorate, service.name)
        for service in SERVICES
        for _ in range(counts[service.name])
    )
    return CONTRACTS["compliments"].typed(
        pd.DataFrame(
            [
                {"month": pd.Timestamp(month), "directorate": directorate, "service": service, "compliments": count}
                for (month, directorate, service), count in sorted(rows.items())
            ]
        )
    )
