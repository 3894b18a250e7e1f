"""A measure in its parts over time stands in one row a period and one column a part."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.basics.quarters import Period, span
from dashboard.catalogue.records import Measure
from dashboard.report.excel.cells import flat, headings
from dashboard.report.html.markup import table
from dashboard.report.powerpoint.grids import grid_of
from dashboard.report.powerpoint.slide_words import as_lines
from dashboard.views.over_time import by_part, targets_in_words
from dashboard.views.pieces import Column, Table
from dashboard.views.rendering import table_json

MEASURE = Measure("m", "", "M", "M", "percent", 1, "higher", "rate", "d", "n", "d", (), "", "", "", "")
LAST = Period.parse("2019-20-Q4")
VALUE = Column("value", "In time", "percent", 1)
HALVES = (Column("numerator", "In time", "count"), Column("denominator", "Answered", "count"))


def row(series: str, quarter: Period, numerator: int | None, denominator: int | None, revised: str = "") -> Any:
    value = 100 * numerator / denominator if numerator is not None and denominator else None
    return {
        "series": series, "quarter": quarter, "period": quarter.label, "value": value, "numerator": numerator,
        "denominator": denominator, "revised": revised, "link": f"?quarter={quarter.id}",
    }  # fmt: skip


def tiny_table() -> Table:
    rows = [row(part, quarter, 203, 225) for part in ("Stage 1", "Stage 2") for quarter in span(LAST - 2, LAST)]
    rows[1] = row("Stage 1", LAST - 1, 341, 355, "first published 96.3%")
    rows[3] = row("Stage 2", LAST - 2, None, None)
    rows[5] = row("Stage 2", LAST, 0, 0)
    return by_part(rows, {"Stage 1": "target 80%", "Stage 2": "no target"}, "Quarter", VALUE, HALVES)


def test_there_is_one_row_a_period_and_one_column_a_part_with_its_target() -> None:
    drawn = table_json(tiny_table())
    assert [column["label"] for column in drawn["columns"]] == [
        "Quarter", "Stage 1, target 80%", "Stage 2, no target", "Revised",
    ]  # fmt: skip
    assert drawn["rows"] == [
        ["Q4 2019/20", "90.2%\n203 of 225", "—\n0 of 0", "—"],
        ["Q3 2019/20", "96.1%\n341 of 355", "90.2%\n203 of 225", "Stage 1: first published 96.3%"],
        ["Q2 2019/20", "90.2%\n203 of 225", "—", "—"],
    ]
    assert drawn["links"] == ["?quarter=2019-20-Q4", "?quarter=2019-20-Q3", "?quarter=2019-20-Q2"]


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ((80, 80, 80, 80), "target 80%"),
        ((None, 80, 80, 80), "target 80% from Q2 2019/20"),
        ((80, 80, None, None), "target 80% to Q2 2019/20"),
        ((75, 75, 80, 80), "target 75%, 80% from Q3 2019/20"),
        ((75, None, 80, 80), "target 75% to Q1 2019/20, 80% from Q3 2019/20"),
        ((70, 75, 80, 80.5), "target 80% from Q3 2019/20, 80.5% from Q4 2019/20"),
        ((None, None, None, None), "no target"),
    ],
)
def test_a_target_says_when_it_is_in_force_where_that_is_not_all_of_the_time(targets: Any, said: str) -> None:
    rows = [{"series": "A", "quarter": LAST - 3 + place, "target": one} for place, one in enumerate(targets)]
    rows += [{"series": "B", "quarter": LAST, "target": 90}]
    assert targets_in_words(MEASURE, rows) == {"A": said, "B": "target 90%"}


def test_where_no_part_has_a_target_none_is_spoken_of() -> None:
    assert targets_in_words(MEASURE, [{"series": "A", "quarter": LAST, "target": None}]) == {}


def test_it_is_shown_at_its_full_height() -> None:
    assert table_json(tiny_table())["whole"]


def test_a_table_without_targets_revisions_or_cases_has_none_of_their_words() -> None:
    rows = [row(part, LAST, 3, 4) for part in ("Foster care", "Kin")]
    drawn = table_json(by_part(rows, {}, "Quarter", VALUE, ()))
    assert [column["label"] for column in drawn["columns"]] == ["Quarter", "Foster care", "Kin"]
    assert drawn["rows"] == [["Q4 2019/20", "75.0%", "75.0%"]]


def test_a_spreadsheet_has_the_cases_in_columns_of_their_own() -> None:
    opened = flat(tiny_table())
    assert headings(opened)[:4] == ["Quarter", "Stage 1, target 80%", "Stage 1: In time", "Stage 1: Answered"]
    assert [opened.rows[0][column.key] for column in opened.columns[2:4]] == [203, 225]


def test_a_web_page_has_the_cases_small_beside_the_value() -> None:
    drawn = table(tiny_table(), "Timeliness", 1)
    assert '<td class="numeric">90.2% <small>203 of 225</small></td>' in drawn
    assert '<div class="scroll whole"' in drawn


def test_the_notes_of_a_slide_have_a_line_a_period() -> None:
    assert as_lines(grid_of(tiny_table()))[1] == "Q4 2019/20 | 90.2%, 203 of 225 | —, 0 of 0 | —"
