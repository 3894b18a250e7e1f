"""The county's files as they were sent, read for counting: one list of rows for each dataset and quarter."""

from __future__ import annotations

import csv
from pathlib import Path

from county.catalogue import RENAMES
from county.days import QUARTERS
from county.records import Row

FILES = {
    "complaints": ["crm-*.csv", "care*.csv"],
    "ombudsman": ["ombudsman.csv"],
    "compliments": ["compliments/*.csv"],
    "digital": ["digital.csv"],
    "temporary_accommodation": ["placements.csv"],
    "homelessness": ["homelessness.csv"],
    "agency": ["agency.csv"],
    "procurement": ["contracts.csv"],
    "actions": ["actions.csv"],
    "kpis": ["kpis.csv"],
}
KEYS = {
    "complaints": ["complaint_id", "stage"],
    "ombudsman": ["reference"],
    "compliments": ["month", "directorate", "service"],
    "digital": ["month", "directorate", "service", "channel"],
    "temporary_accommodation": ["placement_id"],
    "homelessness": ["month"],
    "agency": ["assignment_id", "month"],
    "procurement": ["contract_id"],
}
STAGES = {"Children Act, stage 1": "childrens_stage_1", "Adult social care": "adults"}
FINDINGS = {"Fault": "upheld", "No fault": "not_upheld", "Dropped": "withdrawn", "": ""}
Known = dict[str, list[Row]]  # by quarter: what is known once that quarter's files are there


def rows(folder: Path, patterns: list[str]) -> list[Row]:
    """The rows of the files that are called so, as the county names its places now."""
    found = []
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            with path.open(encoding="utf-8", newline="") as file:
                found += [renamed(of_care(row) if "Case" in row else row) for row in csv.DictReader(file)]
    return found


def of_care(row: Row) -> Row:
    """A line of the second complaints system in the words of the first."""
    return {
        "complaint_id": row["Case"],
        "directorate": row["Dept"],
        "service": row["Team"],
        "stage": STAGES[row["Procedure"]],
        "received_date": iso(row["Logged"]),
        "responded_date": iso(row["Closed"]),
        "outcome": FINDINGS[row["Finding"]],
        "theme": "",
        "acknowledged_date": "",
        "extended_to": "",
    }


def iso(day: str) -> str:
    """`2023-04-30` of `30/04/2023`."""
    return "-".join(reversed(day.split("/")))


def renamed(row: Row) -> Row:
    """The row under the names of today."""
    names = {(column, old): new for column, old, new in RENAMES}
    return {column: names.get((column, value), value) for column, value in row.items()}


def known(sent: Path) -> dict[str, Known]:
    """What was known of each dataset after each quarter: of every key the row of the newest file that has it.

    Lists, such as that of savings and actions, are the newest file's alone.
    """
    found: dict[str, Known] = {}
    for dataset, patterns in FILES.items():
        newest: dict[tuple[str, ...], Row] = {}
        found[dataset] = {}
        for quarter in QUARTERS:
            if (key := KEYS.get(dataset)) is None:
                newest.clear()
            for number, row in enumerate(rows(sent / quarter, patterns)):
                newest[tuple(row[name] for name in key) if key else (str(number),)] = row
            found[dataset][quarter] = list(newest.values())
    return found
