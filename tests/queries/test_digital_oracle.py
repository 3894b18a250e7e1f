"""Digital take-up and its three companions, worked out a second way: plain Python over seeded random rows."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from itertools import product

import pandas as pd
import pytest

from dashboard.basics.quarters import Period
from dashboard.catalogue.files import read_catalogue
from dashboard.measures.components import value_of
from dashboard.store import database
from dashboard.store.publish import helper_views

QUARTERS = [Period.parse("2019-20-Q3"), Period.parse("2019-20-Q4")]
CHANNELS = ("online", "telephone", "post")
SERVICES = ("Libraries", "Parks")


@dataclass(frozen=True)
class Row:
    """One row of an extract."""

    month: dt.date
    service: str
    channel: str
    transactions: int
    started: int | None
    completed: int | None
    cost_gbp: float | None
    satisfaction_responses: int | None
    satisfied_responses: int | None


def rows_of(seed: int) -> list[Row]:
    """Random rows; anything optional is unknown as often as not."""
    chance = random.Random(seed)

    def perhaps(value: float) -> float | None:
        return value if chance.random() < 0.6 else None

    found = []
    for quarter, service, channel in product(QUARTERS, SERVICES, CHANNELS):
        for month in quarter.months:
            if chance.random() < 0.8:
                started, answers = chance.randint(0, 90), chance.randint(0, 30)
                found.append(
                    Row(
                        month,
                        service,
                        channel,
                        chance.randint(0, 90),
                        perhaps(started),
                        perhaps(chance.randint(0, started)),
                        perhaps(chance.randint(0, 400) / 4),
                        perhaps(answers),
                        perhaps(chance.randint(0, answers)),
                    )
                )
    return found


def ratio(pairs: list[tuple[float | None, float | None]], scale: float) -> float | None:
    """The pooled ratio of the pairs of which both halves are known."""
    known = [(top, bottom) for top, bottom in pairs if top is not None and bottom is not None]
    over = sum(bottom for _, bottom in known)
    return scale * sum(top for top, _ in known) / over if over else None


def expected(rows: list[Row], channels: tuple[str, ...]) -> dict[str, float | None]:
    """Each measure of these rows, the channels chosen being these, or none."""
    rated = [row for row in rows if row.channel in (channels or ("online",))]
    online = sum(row.transactions for row in rows if row.channel == "online")
    everything = sum(row.transactions for row in rows)
    return {
        "digital_transactions": sum(row.transactions for row in rows if not channels or row.channel in channels),
        "digital_take_up": 100 * online / everything if everything else None,
        "digital_completion_rate": ratio([(row.completed, row.started) for row in rated], 100),
        "digital_cost_per_transaction": ratio([(row.cost_gbp, row.transactions) for row in rated], 1),
        "digital_satisfaction": ratio([(row.satisfied_responses, row.satisfaction_responses) for row in rated], 100),
    }


def fill(connection: database.Connection, rows: list[Row]) -> None:
    """Makes the tables that the cube's and the parts' queries read."""
    connection.execute(
        "CREATE TABLE digital_extracts (month DATE, service VARCHAR, channel VARCHAR, transactions BIGINT, "
        "started BIGINT, completed BIGINT, cost_gbp DOUBLE, satisfaction_responses BIGINT, "
        "satisfied_responses BIGINT, directorate VARCHAR, council VARCHAR, period_end DATE, period_months INTEGER)"
    )
    records = [(*vars(row).values(), "Place", "medway", Period.holding(row.month).last_day, 3) for row in rows]
    connection.executemany(f"INSERT INTO digital_extracts VALUES ({', '.join('?' * 13)})", records)
    connection.execute("CREATE TABLE loaded_months (council VARCHAR, month DATE)")
    months = [("medway", month) for quarter in QUARTERS for month in quarter.months]
    connection.executemany("INSERT INTO loaded_months VALUES (?, ?)", months)
    helper_views(connection, "digital")
    cube = database.frame(connection, "digital_cube")
    database.store_frame(connection, "digital_cube", cube.assign(basis="latest"))
    periods = [("digital", "medway", "quarter", q.index, q.id, q.months[0], q.months[-1]) for q in QUARTERS]
    columns = ["dataset", "council", "kind", "period_index", "period", "first_month", "last_month"]
    days = {"first_month": "datetime64[s]", "last_month": "datetime64[s]"}
    database.store_frame(connection, "periods", pd.DataFrame(periods, columns=columns).astype(days))
    database.table_from_query(connection, "digital_counts", "digital_counts")


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("channels", [(), ("telephone",), ("telephone", "post")])
def test_measures_agree_with_plain_python(seed: int, channels: tuple[str, ...]) -> None:
    rows = rows_of(seed)
    catalogue = read_catalogue()
    with database.connect() as connection:
        fill(connection, rows)
        asked = dict.fromkeys(database.parameters("digital_components")) | {
            "council": "medway",
            "basis": "latest",
            "kind": "quarter",
            "first": QUARTERS[0].index,
            "last": QUARTERS[-1].index,
            "splits": ["", "service"],
            "channels": list(channels) or None,
        }
        found = {
            (row["period_index"], row["part"]): row for row in database.rows(connection, "digital_components", **asked)
        }
    for quarter, service in product(QUARTERS, ("", *SERVICES)):
        mine = [row for row in rows if row.month in quarter.months and service in ("", row.service)]
        for measure, value in expected(mine, channels).items():
            got = value_of(catalogue.measure(measure), found[quarter.index, service])[0]
            assert got == pytest.approx(value), f"{measure} {quarter.id} {service}"
