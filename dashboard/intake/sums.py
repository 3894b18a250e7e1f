"""Rows of weeks, or of any days, summed to the months that a dataset of counts has."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.contracts.datasets import Contract

SUMMED = ("whole", "money")
LINE = "sum_to_months = true"
ADVICE = "If the rows are of weeks or days, their counts and money can be summed by month: "
Unlike = Callable[[str, NDArray[np.bool_], pd.Series], None]


def to_months(frame: pd.DataFrame, contract: Contract, unlike: Unlike) -> pd.DataFrame:
    """One row for each key: counts and money summed, an unknown one leaving the sum unknown; all else is the same.

    `unlike` is told of each column that is not, with the rows and, for each row, the first one of its key.
    """
    key = list(contract.key)
    group = frame.groupby(key, sort=False, dropna=False).ngroup()
    first = group.map(pd.Series(range(len(frame)), dtype="int64").groupby(group).first())
    summed = [one.name for one in contract.fields if one.kind in SUMMED and one.name not in key]
    for one in contract.fields:
        if one.name not in (*key, *summed):
            column = frame[one.name]
            other = column.take(first.to_numpy()).reset_index(drop=True)
            alike = (column == other).fillna(False).astype(bool) | (column.isna() & other.isna())
            if not alike.all():
                unlike(one.name, ~alike.to_numpy(), first)
    rows = frame.loc[~frame.duplicated(key)].reset_index(drop=True)
    if summed:
        rows[summed] = frame[summed].groupby(group, sort=False).sum(skipna=False).reset_index(drop=True)
    return contract.typed(rows)
