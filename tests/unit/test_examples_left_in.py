"""The examples of a template are known again, and no row that has but a word of theirs."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.contracts.datasets import CONTRACTS
from dashboard.intake.templates.files import example_rows, left_in

CONTRACT = CONTRACTS["complaints"]
OWN = {"complaint_id": "17", "directorate": "Place", "service": "Waste"}
FIRST, SECOND = example_rows(CONTRACT)


@pytest.mark.parametrize(
    ("rows", "examples"),
    [
        ([], 0),
        ([OWN], 0),
        ([OWN, FIRST], 1),
        ([FIRST, SECOND, FIRST], 3),
        ([OWN | {"directorate": FIRST["directorate"], "service": FIRST["service"]}], 0),
        ([FIRST | {"service": "Waste"}, OWN | {"complaint_id": SECOND["complaint_id"]}], 0),
    ],
)
def test_rows_that_are_the_templates_own_are_counted(rows: list[dict[str, str]], examples: int) -> None:
    assert left_in(CONTRACT, CONTRACT.typed(pd.DataFrame(rows, columns=list(FIRST)))) == examples
