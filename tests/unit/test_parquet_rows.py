"""Rows of a Parquet file: each keeps its number, and one in which nothing stands is none."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dashboard.intake.reading import read
from dashboard.store import database


def test_blank_rows_are_skipped_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "compliments.parquet"
    rows = pd.DataFrame({"service": ["Waste", None, " ", "Parks"], "compliments": [1, None, None, None]})
    database.write_parquet(rows, path, {"service": "VARCHAR", "compliments": "BIGINT"})
    portions = [portion for _, portion in read(path, ["service", "compliments"]).portions]
    assert portions == [[(1, ["Waste", "1"]), (4, ["Parks", ""])]]
