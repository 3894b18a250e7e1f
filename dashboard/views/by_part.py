"""A measure in its parts over time as people read it: one row a period, one column a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.views.pieces import Column, Table

Rows = Sequence[Mapping[str, Any]]
OWN = ("value", "numerator", "denominator")  # what each part has of its own in a period's row


def by_part(rows: Rows, targets: Mapping[str, str], period: str, value: Column, halves: Sequence[Column]) -> Table:
    """The table of rows that have a `series` and a `quarter` each, the newest period first.

    `targets` say what a part is held against, for its heading; `halves` are the cases that stand small beside each
    value. What has been revised is told in the last column.
    """
    parts = list(dict.fromkeys(row["series"] for row in rows))
    columns = [Column("period", period)]
    for place, part in enumerate(parts):
        cases = tuple(Column(f"{one.key}_{place}", f"{part}: {one.label}", one.kind) for one in halves)
        heading = ", ".join(filter(None, (part, targets.get(part))))
        columns.append(Column(f"value_{place}", heading, value.kind, value.decimals, cases))
    if any(row["revised"] for row in rows):
        columns.append(Column("revised", "Revised"))
    return Table.linked(tuple(columns), reversed(of_periods(rows, parts)), whole=True)


def of_periods(rows: Rows, parts: Sequence[str]) -> list[dict[str, Any]]:
    """One row a period, with what is each part's own under its place."""
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        part = row["series"]
        at = found.setdefault(row["quarter"], {key: row[key] for key in ("quarter", "period", "link")})
        at |= {f"{key}_{parts.index(part)}": row[key] for key in OWN}
        revised = f"{part}: {row['revised']}" if row["revised"] else ""
        at["revised"] = "; ".join(filter(None, (at.get("revised"), revised))) or None
    return list(found.values())
