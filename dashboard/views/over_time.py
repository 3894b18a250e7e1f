"""A measure over time as people read it: a row a period and a column a part, and what each part is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.catalogue.records import Measure
from dashboard.views.pieces import Column, Table

Rows = Sequence[Mapping[str, Any]]
MOST_STEPS = 2  # of a target, that a heading has room for
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
        columns.append(Column("revised", _("Revised")))
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


def target_steps(rows: Rows, *series: str) -> list[dict[str, Any]]:
    """The targets of these series, each with the quarters for which it was in force."""
    steps: list[dict[str, Any]] = []
    for row in rows:
        if row["series"] not in series or row["target"] is None:
            continue
        last = next((step for step in reversed(steps) if step["series"] == row["series"]), None)
        if last and last["value"] == row["target"]:
            last["to_quarter"] = row["quarter"]
        else:
            quarters = {"from_quarter": row["quarter"], "to_quarter": row["quarter"]}
            steps.append({"series": row["series"], "value": row["target"], **quarters})
    return steps


def targets_in_words(measure: Measure, rows: Rows) -> dict[str, str]:
    """What each series is held against, and when, where that is not all of the time shown: `target 75%, 80% from Q1
    2019/20`, `no target`; nothing where none has a target."""
    if all(row["target"] is None for row in rows):
        return {}
    found = {}
    for name in dict.fromkeys(row["series"] for row in rows):
        quarters, steps = [row["quarter"] for row in rows if row["series"] == name], target_steps(rows, name)
        starts = [step["from_quarter"] for step in steps[1:]]
        told = [
            aim(measure, step["value"]) + when(step, quarters, starts[place : place + 1])
            for place, step in enumerate(steps)
        ]
        found[name] = _("target {told}", told=", ".join(told[-MOST_STEPS:])) if told else _("no target")
    return found


def when(step: Mapping[str, Any], quarters: Sequence[Period], following: Sequence[Period]) -> str:
    """Since when a target is in force, where that is not the first quarter, and until when, where none follows on it
    and that is not the last one."""
    first, last = step["from_quarter"], step["to_quarter"]
    after = quarters[quarters.index(last) + 1 :][:1]
    since = "" if first == quarters[0] else _(" from {first}", first=first.label)
    return since if not after or after == following else _("{since} to {last}", since=since, last=last.label)


def aim(measure: Measure, target: float | None) -> str:
    """A target's value without decimals that it does not need."""
    return fmt.target(target) if measure.unit == "percent" else fmt.in_unit(target, measure.unit, 0)
