"""Whether a file is another period's once more, which rows without days cannot tell by themselves."""

from __future__ import annotations

import pandas as pd

from dashboard.intake.oddities.held import Held


def repeated(held: Held) -> list[str]:
    """A warning of a file with the same rows as an extract of the council for another period, the nearest one: the same
    but for their order and the periods written in them."""
    as_long = [
        one
        for one, outline in held.others
        if outline.rows == len(held.frame) > 0 and not (one.period.holds(held.period) or held.period.holds(one.period))
    ]
    here = marks(held, held.frame) if as_long else []
    same = [one.period for one in as_long if (rows := held.rows_of(one)) is not None and marks(held, rows) == here]
    if not same:
        return []
    period = min(same, key=lambda one: abs((one.first_day - held.period.first_day).days))
    advice = f"If the file is of {period.label}, load that of {held.period.label} in its place."
    return [f"Warning: the same rows as {period.label}'s. {advice}"]


def marks(held: Held, rows: pd.DataFrame) -> list[int]:
    """A number for each row, by which equal rows are known, in order."""
    names = [field.name for field in held.contract.fields if field.kind != "period"]
    return sorted(pd.util.hash_pandas_object(rows[names], index=False))
