"""Targets over time: which series is held against what, from when until when, as lines and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import Period
from dashboard.catalogue.records import Measure

MOST_STEPS = 2  # of a target, that a heading has room for


def target_steps(rows: Sequence[Mapping[str, Any]], *series: str) -> list[dict[str, Any]]:
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


def targets_in_words(measure: Measure, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
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
        found[name] = f"target {', '.join(told[-MOST_STEPS:])}" if told else "no target"
    return found


def when(step: Mapping[str, Any], quarters: Sequence[Period], following: Sequence[Period]) -> str:
    """Since when a target is in force, where that is not the first quarter, and until when, where none follows on it
    and that is not the last one."""
    first, last = step["from_quarter"], step["to_quarter"]
    after = quarters[quarters.index(last) + 1 :][:1]
    since = "" if first == quarters[0] else f" from {first.label}"
    return since if not after or after == following else f"{since} to {last.label}"


def aim(measure: Measure, target: float | None) -> str:
    """A target's value without decimals that it does not need."""
    return fmt.target(target) if measure.unit == "percent" else fmt.in_unit(target, measure.unit, 0)
