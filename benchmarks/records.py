"""A store with as many complaints as one likes, written the way a load writes one.

The records are random but shaped like a council's: 24 services in four directorates, four stages, answers that
take one to six weeks, and complaints that are open in one extract and answered in the next. One in fifty is forgotten:
it stays open for quarters and years, as some do in every real register.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.basics.quarters import Period, span
from dashboard.contracts.datasets import CONTRACTS
from dashboard.store.writing import NewExtract, write_lock

LAST = Period.parse("2019-20-Q4")
QUARTERS = 24
COUNCILS = (
    *("medway", "ashford", "canterbury", "dartford", "dover", "folkestone-and-hythe", "gravesham", "maidstone"),
    *("sevenoaks", "swale", "thanet", "tonbridge-and-malling"),
)
DIRECTORATES = ("Business Support", "Children and Adults", "Regeneration and Culture", "Public Health")
STAGES = ("corporate_stage_1", "corporate_stage_2", "childrens_stage_1", "adults")
SHARES = (0.8, 0.1, 0.06, 0.04)
OUTCOMES = ("upheld", "partly_upheld", "not_upheld", None)
THEMES = ("Delay", "Quality of service", "Staff conduct", "Missed collection", "Communication", "Charges", "Policy")
CHANNELS = ("online", "telephone", "email", "letter", "face_to_face")
SEED = 20191031
FORGOTTEN, REMEMBERED = 50, 0.1  # one complaint in so many; the share of them that is answered in each later quarter


def write(data: Path, complaints: int) -> int:
    """Writes a store with about this many complaint records and returns how many there are."""
    total = write_drafts(data, complaints)
    with write_lock(data) as writer:
        writer.publish("")
    return total


def write_drafts(
    data: Path, complaints: int, councils: int = 1, quarters: int = QUARTERS, following: Path | None = None
) -> int:
    """Writes a store of drafts alone with about this many complaint records, shared by the councils, and returns how
    many there are. One council's file of the quarter after the last goes to `following`, if it is given."""
    chance = np.random.default_rng(SEED)
    periods = span(LAST - (quarters - 1), LAST)
    each = complaints // (quarters * councils)
    still_open = dict.fromkeys(COUNCILS[:councils], CONTRACTS["complaints"].empty())
    total = 0
    for quarter in periods:
        extracts: list[NewExtract] = []
        for council in still_open:
            frame = register(still_open[council], quarter, each, chance)
            still_open[council] = frame[frame["responded_date"].isna()]
            extracts.append(extract("complaints", council, quarter, frame))
            extracts.append(extract("ombudsman", council, quarter, referrals(quarter, chance)))
            extracts.append(extract("compliments", council, quarter, praise(quarter, chance)))
            total += len(frame)
        with write_lock(data) as writer:
            writer.commit(extracts, draft=True)
    if following:
        register(still_open[COUNCILS[0]], LAST + 1, each, chance).to_csv(following, index=False)
    return total


def register(still_open: pd.DataFrame, quarter: Period, complaints: int, chance: np.random.Generator) -> pd.DataFrame:
    """The complaints of an extract: so many that arrived in its quarter, and those that were open before."""
    arrived = received(quarter, complaints, chance)
    return answer(pd.concat([still_open, arrived], ignore_index=True), quarter, chance)


def extract(dataset: str, council: str, quarter: Period, frame: pd.DataFrame) -> NewExtract:
    """One quarter's extract of a council."""
    return NewExtract(
        dataset=dataset,
        council=council,
        period=quarter,
        frame=CONTRACTS[dataset].typed(frame),
        source=f"{dataset}-{quarter.id}.csv",
        source_sha256="0" * 64,
        illustrative=True,
    )


def services(count: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """So many directorates with a service of each."""
    number = chance.integers(0, 24, count)
    return np.take(DIRECTORATES, number // 6), np.char.add("Service ", number.astype(str))


def days_in(quarter: Period, count: int, chance: np.random.Generator) -> pd.DatetimeIndex:
    """So many days of the quarter."""
    length = (quarter.last_day - quarter.first_day).days + 1
    return pd.Timestamp(quarter.first_day) + pd.to_timedelta(chance.integers(0, length, count), unit="D")


def received(quarter: Period, count: int, chance: np.random.Generator) -> pd.DataFrame:
    """The complaints that arrive in a quarter, unanswered."""
    directorate, service = services(count, chance)
    return CONTRACTS["complaints"].typed(
        pd.DataFrame(
            {
                "complaint_id": [f"{quarter.id}-{number}" for number in range(count)],
                "directorate": directorate,
                "service": service,
                "stage": chance.choice(STAGES, count, p=SHARES),
                "received_date": days_in(quarter, count, chance),
                "theme": chance.choice(THEMES, count),
                "channel": chance.choice(CHANNELS, count),
            }
        )
    )


def answer(frame: pd.DataFrame, quarter: Period, chance: np.random.Generator) -> pd.DataFrame:
    """The complaints at the quarter's end: those due by then are answered, and some that were forgotten."""
    due = frame["received_date"] + pd.to_timedelta(chance.gamma(4, 3, len(frame)).astype(int) + 1, unit="D")
    forgotten = frame["complaint_id"].str.rsplit("-", n=1).str[-1].astype("int64") % FORGOTTEN == 0
    remembered = pd.Series(days_in(quarter, len(frame), chance), index=frame.index)
    old = frame["received_date"] < pd.Timestamp(quarter.first_day)
    due = due.mask(forgotten, remembered.where(old & (chance.random(len(frame)) < REMEMBERED)))
    answered = due <= pd.Timestamp(quarter.last_day)
    outcome = pd.Series(chance.choice(np.array(OUTCOMES, dtype=object), len(frame)), index=frame.index)
    return frame.assign(
        responded_date=due.where(answered), outcome=outcome.where(answered).astype(frame["outcome"].dtype)
    )


def referrals(quarter: Period, chance: np.random.Generator) -> pd.DataFrame:
    """A few of the ombudsman's referrals, decided on the day."""
    directorate, service = services(20, chance)
    days = days_in(quarter, 20, chance)
    return pd.DataFrame(
        {
            "reference": [f"{quarter.id}-{number}" for number in range(20)],
            "directorate": directorate,
            "service": service,
            "referred_date": days,
            "decided_date": days,
            "decision": chance.choice(("upheld", "not_upheld", "premature"), 20),
        }
    )


def praise(quarter: Period, chance: np.random.Generator) -> pd.DataFrame:
    """Compliments to each service in each month."""
    rows = [
        (pd.Timestamp(month), DIRECTORATES[number // 6], f"Service {number}", int(chance.integers(0, 12)))
        for month in quarter.months
        for number in range(24)
    ]
    return pd.DataFrame(rows, columns=["month", "directorate", "service", "compliments"])
