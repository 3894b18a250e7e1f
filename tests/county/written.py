"""The folders that the county is sent, one a quarter."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from county import monthly, plan, records
from county.days import QUARTERS, months_of
from county.records import Row


def files() -> dict[str, dict[str, list[Row]]]:
    """The rows of every file by its name in a folder, and by quarter."""
    customers = plan.comments("Head of customers", "complaints_timeliness")
    housing = plan.comments("Head of housing", "kpi:" + plan.REGISTER)
    return {
        "crm-{quarter}.csv": records.crm(),
        "care export.csv": records.care(),
        "ombudsman.csv": records.ombudsman(),
        "digital.csv": monthly.digital(),
        "placements.csv": records.placements(),
        "homelessness.csv": monthly.homelessness(),
        "agency.csv": monthly.agency(),
        "contracts.csv": records.contracts(),
        "kpis.csv": plan.kpis(),
        "budgets.csv": plan.budgets(),
        "projects.csv": plan.projects(),
        "actions.csv": plan.actions(),
        "comments-customers.csv": customers,
        "comments-housing.csv": housing,
    }


def write(folder: Path) -> None:
    """Writes a folder for each quarter; compliments come as a file a month."""
    made, thanks = files(), monthly.compliments()
    for quarter in QUARTERS:
        for name, rows in made.items():
            write_rows(folder / quarter / name.replace("{quarter}", quarter), rows[quarter])
        for month in months_of(quarter):
            own = [row for row in thanks[quarter] if row["month"] == month]
            write_rows(folder / quarter / "compliments" / f"{month}.csv", own)


def write_wrong(folder: Path) -> None:
    """A folder of one more quarter with the last one's complaints, placements and contracts, some of them changed."""
    made = files()
    for name, column, value in (
        ("crm-{quarter}.csv", "service", "Somewhere else"),
        ("placements.csv", "accommodation_type", "hostel"),
        ("contracts.csv", "benefit_revenue_gbp", "999999"),
    ):
        rows = [row | {column: value} for row in made[name][QUARTERS[-1]]]
        write_rows(folder / name.replace("{quarter}", "2024-25-Q1"), rows)


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """A CSV file of these rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
