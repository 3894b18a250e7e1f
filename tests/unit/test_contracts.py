"""The contracts, and that a new dataset needs nothing but a declaration."""

import datetime as dt

import pandas as pd
import pytest
from loads import written

from dashboard.basics.errors import LoadError, UsageError
from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import Declaration
from dashboard.contracts.datasets import CONTRACTS, contract_for, contract_of
from dashboard.intake.validation import validate

QUARTER = Period.parse("2019-20-Q4")
TODAY = dt.date(2021, 1, 1)

PLACEMENTS = contract_of(
    Declaration.model_validate(
        {
            "dataset": {
                "title": "a placement",
                "key": ["placement_id", "start_date"],
                "not_before": [["end_date", "start_date"]],
                "at_most": [["rooms", "children"]],
            },
            "columns": {
                "placement_id": {"kind": "text", "label": "Placement"},
                "kind": {"kind": "one of", "label": "Kind", "values": {"hostel": "Hostel", "hotel": "Hotel"}},
                "start_date": {"kind": "date", "label": "Start"},
                "end_date": {"kind": "date", "label": "End", "optional": True, "planned": True},
                "children": {"kind": "whole", "label": "Children"},
                "rooms": {"kind": "whole", "label": "Rooms", "optional": True},
                "out_of_area": {"kind": "flag", "label": "Out of area"},
                "nightly_cost_gbp": {"kind": "money", "label": "Nightly cost", "optional": True},
                "adjustment_gbp": {"kind": "money", "label": "Adjustment", "optional": True, "credit": True},
                "fte": {"kind": "number", "label": "FTE", "optional": True},
            },
        }
    ).named("placements")
)
HEADING = "placement_id,kind,start_date,end_date,children,rooms,out_of_area,nightly_cost_gbp,adjustment_gbp,fte\n"


def read(folder, rows):
    return validate(written(folder, HEADING + rows), PLACEMENTS, QUARTER, TODAY).frame


def test_every_kind_of_column_is_read_by_its_declaration(tmp_path):
    frame = read(tmp_path, '007,HOTEL,2020-01-05,2035-01-01,2,1,yes,"£1,234.50",-5,0.5\n7,hostel,2020-01-05,,0,,0,,,\n')
    first, second = frame.to_dict("records")
    assert first == {
        "placement_id": "007",
        "kind": "hotel",
        "start_date": pd.Timestamp("2020-01-05"),
        "end_date": pd.Timestamp("2035-01-01"),
        "children": 2,
        "rooms": 1,
        "out_of_area": True,
        "nightly_cost_gbp": 1234.5,
        "adjustment_gbp": -5.0,
        "fte": 0.5,
    }
    assert second["placement_id"] == "7"
    assert pd.isna([second[name] for name in ("end_date", "rooms", "nightly_cost_gbp", "fte")]).all()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("1,hotel,2020-01-05,2020-01-04,2,1,yes,,,", 'end_date: "2020-01-04" is before start_date, "2020-01-05"'),
        ("1,hotel,2020-01-05,,2,3,yes,,,", 'rooms: "3" is more than children, "2"'),
        ("1,hotel,2020-01-05,,2,,yes,-1,,", 'nightly_cost_gbp: "-1" is negative'),
        ("1,hotel,2020-01-05,,-2,,yes,,,", 'children: "-2" is negative'),
        ("1,hotel,2020-04-01,,2,,yes,,,", 'start_date: "2020-04-01" is after the period'),
        ("1,hotel,2020-01-05,,2,,perhaps,,,", 'out_of_area: "perhaps" is neither true nor false'),
        (
            "1,hotel,2020-01-05,,2,,1,,,\n1,hotel,2020-01-05,,2,,1,,,",
            "stands in row 2 already (with the same start_date)",
        ),
    ],
)
def test_rules_of_a_declaration_are_kept_by_loading(tmp_path, rows, words):
    with pytest.raises(LoadError) as refused:
        read(tmp_path, rows + "\n")
    assert words in str(refused.value)


def test_the_same_id_on_another_day_is_another_key(tmp_path):
    assert len(read(tmp_path, "1,hotel,2020-01-05,,2,,1,,,\n1,hotel,2020-01-06,,2,,1,,,\n")) == 2


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_an_empty_frame_keeps_its_contract(name):
    contract = CONTRACTS[name]
    assert contract.failures(contract.empty(), QUARTER, TODAY) == []


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_every_column_has_a_label_and_a_sentence(name):
    for field in CONTRACTS[name].fields:
        assert field.label
        assert field.description.endswith("."), field.name


def test_records_outside_the_period_break_a_typed_frames_contract():
    columns = {"month": {"kind": "month", "label": "Month"}}
    declaration = Declaration.model_validate({"dataset": {"title": "a month", "key": ["month"]}, "columns": columns})
    contract = contract_of(declaration.named("counts"))
    frame = contract.typed(pd.DataFrame({"month": [dt.date(2020, 4, 1)]}))
    assert contract.failures(frame, QUARTER, TODAY)


def test_an_unknown_dataset_is_answered_with_the_nearest():
    with pytest.raises(UsageError, match='Did you mean "complaints"'):
        contract_for("complaint")
