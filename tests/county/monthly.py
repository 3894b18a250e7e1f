"""What is counted or paid by the month: compliments, transactions, homelessness and agency staff."""

from __future__ import annotations

import random
from collections.abc import Callable

from county.days import QUARTERS, months_of
from county.records import CARE, PLACES, Row, named


def by_quarter(of_month: Callable[[str, str, random.Random], list[Row]], seed: int) -> dict[str, list[Row]]:
    """The rows of each quarter, month after month."""
    chance = random.Random(seed)
    return {
        quarter: [row for month in months_of(quarter) for row in of_month(quarter, month, chance)]
        for quarter in QUARTERS
    }


def compliments() -> dict[str, list[Row]]:
    """Compliments of every service."""
    return by_quarter(
        lambda quarter, month, chance: [
            {"month": month, **named(quarter, place), "compliments": str(chance.randint(0, 9))}
            for place in [*PLACES, *CARE]
        ],
        21,
    )


def digital() -> dict[str, list[Row]]:
    """Transactions by service and channel; of some one half of a ratio is not known."""
    return by_quarter(
        lambda quarter, month, chance: [
            transactions(named(quarter, place), month, channel, chance)
            for place in PLACES
            for channel in ("online", "web_chat", "telephone", "post")
        ],
        22,
    )


def transactions(place: Row, month: str, channel: str, chance: random.Random) -> Row:
    """A channel's month."""
    count, answers = chance.randint(50, 900), chance.randint(0, 40)
    started = chance.randint(40, count)

    def perhaps(value: object) -> str:
        return str(value) if chance.random() < 0.85 else ""

    return {
        "month": month,
        **place,
        "channel": channel,
        "transactions": str(count),
        "started": perhaps(started),
        "completed": perhaps(chance.randint(0, started)),
        "cost_gbp": perhaps(f"{chance.randint(10, 4000)}.{chance.randint(10, 99)}"),
        "satisfaction_responses": perhaps(answers),
        "satisfied_responses": perhaps(chance.randint(0, answers)),
    }


def homelessness() -> dict[str, list[Row]]:
    """The months' counts, with the duties since 2018; what became of them is not known of every month."""

    def of_month(_: str, month: str, chance: random.Random) -> list[Row]:
        row = {name: str(chance.randint(0, 60)) for name in ("applications", "preventions", "reliefs", "acceptances")}
        for duty in ("prevention", "relief"):
            ended = chance.randint(5, 40)
            row[f"{duty}_duties_owed"] = str(chance.randint(0, 60))
            row[f"{duty}_duties_ended"] = str(ended)
            row[f"{duty}_secured"] = str(chance.randint(0, ended)) if chance.random() < 0.7 else ""
        return [{"month": month, **row}]

    return by_quarter(of_month, 23)


def agency() -> dict[str, list[Row]]:
    """Assignments by the month: credits, unknown hours and unknown contracts among them."""
    return by_quarter(
        lambda quarter, month, chance: [
            {
                "assignment_id": f"A{number}",
                "month": month,
                **named(quarter, [*PLACES, *CARE][number % 6]),
                "role_category": ["Social worker", "Driver", "Officer"][number % 3],
                "reason": ["vacancy", "maternity", "sickness"][number % 3],
                "fte": chance.choice(["", "1", "0.5", "0.8"]),
                "spend_gbp": chance.choice(["-250.40", f"{chance.randint(500, 6000)}.{chance.randint(10, 99)}"]),
                "on_contract": chance.choice(["yes", "no", ""]),
            }
            for number in range(10)
        ],
        24,
    )
