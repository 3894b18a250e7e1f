"""A council's own codes are read, counted, named and offered like those that the declarations have."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from loads import complaints, line, written
from opened import COMPLAINTS as PAGE

from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError
from dashboard.catalogue.themes import built_in
from dashboard.contracts.datasets import contract_for
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.measures.readings import figures
from dashboard.report import write
from dashboard.store.data import Data

QUARTER = "2019-20-Q4"
HEADING = "dataset,column,code,label,order,counts_as\n"
OWN = (
    HEADING
    + """\
complaints,stage,corporate_stage_3,Corporate stage 3,3,
complaints,stage,housing_stage_2,Housing stage 2,,corporate_stage_2
complaints,outcome,resolved_informally,Resolved informally,,not_upheld
complaints,outcome,maladministration,Maladministration,,upheld
complaints,outcome,passed_on,Passed on,,withdrawn
digital,channel,web_chat,Web chat,,online
agency,reason,maternity,Maternity,,
temporary_accommodation,accommodation_type,hotel,Hotel,2,bed_and_breakfast
"""
)
COMPLAINTS = complaints(
    *(
        line(complaint_id=str(number), stage=stage, received_date="2020-01-06", responded_date=day, outcome=outcome)
        for number, (stage, day, outcome) in enumerate(
            [
                ("corporate_stage_1", "2020-01-10", "upheld"),
                ("corporate_stage_1", "2020-01-31", "maladministration"),
                ("corporate_stage_1", "2020-01-20", "resolved_informally"),
                ("corporate_stage_1", "", "passed_on"),
                ("corporate_stage_2", "2020-01-24", "not_upheld"),
                ("housing_stage_2", "2020-01-27", "not_upheld"),
                ("housing_stage_2", "2020-01-28", "maladministration"),
                ("corporate_stage_3", "2020-02-28", "upheld"),
                ("corporate_stage_3", "", ""),
            ]
        )
    )
)
DIGITAL = """\
month,directorate,service,channel,transactions
2020-01,Place,Waste,online,100
2020-01,Place,Waste,web_chat,50
2020-02,Place,Waste,telephone,30
2020-03,Place,Waste,email,20
"""
AGENCY = """\
assignment_id,month,directorate,service,role_category,reason,fte,spend_gbp,on_contract
A1,2020-01,People,Care,Social worker,maternity,1,1000,true
A2,2020-03,People,Care,Social worker,vacancy,1,3000,false
"""
PLACEMENTS = """\
placement_id,household_id,directorate,service,accommodation_type,start_date,end_date,dependent_children,out_of_area,nightly_cost_gbp
P1,H1,People,Housing,hotel,2020-01-02,,2,false,50
P2,H2,People,Housing,bed_and_breakfast,2020-03-20,,1,false,50
P3,H3,People,Housing,hotel,2020-01-02,,0,false,50
P4,H4,People,Housing,hostel,2020-01-02,,3,false,50
"""
FILES = {
    "complaints": COMPLAINTS,
    "digital": DIGITAL,
    "agency": AGENCY,
    "temporary_accommodation": PLACEMENTS,
}


def decide(store: Path, text: str = OWN) -> None:
    (store / "catalogue").mkdir(parents=True, exist_ok=True)
    written(store / "catalogue", text, "vocabularies.csv")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Four datasets that use the council's own codes."""
    store = tmp_path / "store"
    decide(store)
    for dataset, text in FILES.items():
        load(store, dataset, written(tmp_path, text, f"{dataset}.csv"), "kent", QUARTER)
    return store


def halves(data: Data, measure: str, by: str = "", part: str = "") -> tuple[float, float]:
    """Numerator and denominator of a measure, of a part of it where one is asked for."""
    found = figures(data, measure, quarter=QUARTER, by=by)
    row = (found[found[by] == part] if by else found).iloc[0]
    return row["numerator"], row["denominator"]


def test_each_code_is_counted_as_what_it_counts_as(store: Path) -> None:
    data = Data(Settings(data=store))
    rows = pd.read_csv(io.StringIO(COMPLAINTS))
    answered = rows[rows["responded_date"].notna()]
    known = answered[answered["outcome"].notna()]
    upheld = known["outcome"].isin(["upheld", "maladministration"])
    assert halves(data, "complaints_upheld_rate") == (upheld.sum(), len(known)) == (4, 7)
    second, first = rows["stage"].isin(["corporate_stage_2", "housing_stage_2"]), rows["stage"] == "corporate_stage_1"
    assert halves(data, "complaints_escalation_rate") == (second.sum(), first.sum()) == (3, 4)
    assert halves(data, "complaints_received")[0] == len(rows) == 9
    assert halves(data, "complaints_open")[0] == 1  # what was passed on is withdrawn
    sent = pd.read_csv(io.StringIO(DIGITAL))
    online = sent.loc[sent["channel"].isin(["online", "web_chat"]), "transactions"].sum()
    assert halves(data, "digital_take_up") == (online, sent["transactions"].sum()) == (150, 200)
    paid = pd.read_csv(io.StringIO(AGENCY))
    by_reason = paid.groupby("reason")["spend_gbp"].sum()
    assert halves(data, "agency_spend", "reason", "maternity")[0] == by_reason["maternity"] == 1000
    assert halves(data, "agency_spend")[0] == paid["spend_gbp"].sum()
    # P1 alone: H2 came lately, H3 has no children, H4 is in a hostel
    assert halves(data, "ta_bb_families_over_six_weeks")[0] == 1
    assert halves(data, "ta_households", "accommodation_type", "hotel")[0] == 2


def test_a_stage_has_the_deadline_of_what_it_counts_as_or_none(store: Path, tmp_path: Path) -> None:
    data = Data(Settings(data=store))
    # 15 working days after 6 January 2020 is the 27th
    assert halves(data, "complaints_timeliness", "stage", "housing_stage_2") == (1, 2)
    assert halves(data, "complaints_timeliness", "stage", "corporate_stage_3") == (0, 0)
    assert halves(data, "complaints_timeliness") == (4, 6)
    view, _ = PAGE.content(data, f"?council=kent&quarter={QUARTER}")
    assert [tile.title for tile in view.tiles] == [
        "Corporate stage 1",
        "Corporate stage 2",
        "Corporate stage 3",
        "Housing stage 2",
    ]
    view, _ = PAGE.content(data, f"?council=kent&quarter={QUARTER}&stage=corporate_stage_3")
    assert view.headline == "Corporate stage 3 complaints have no deadline"
    assert {tile.title: tile.cases for tile in view.tiles}["Corporate stage 3"] == "1 answered, without a deadline"
    said = " ".join(card.finding for card in view.cards)
    assert "were answered in" not in said
    assert "past the deadline" not in said
    assert said.count("Corporate stage 3 complaints have no deadline, so no answer is in time or late.") > 2
    days = "stage,from_date,to_date,working_days,source\ncorporate_stage_3,1990-01-01,,40,our policy\n"
    written(store / "catalogue", days, "deadlines.csv")
    assert halves(Data(Settings(data=store)), "complaints_timeliness", "stage", "corporate_stage_3") == (0, 0)
    load(
        store,
        "compliments",
        written(tmp_path, "month,directorate,service,compliments\n2020-02,P,W,3\n"),
        "kent",
        QUARTER,
    )
    assert halves(Data(Settings(data=store)), "complaints_timeliness", "stage", "corporate_stage_3") == (1, 1)


def test_a_changed_vocabulary_is_told_until_the_figures_are_counted_anew(store: Path, tmp_path: Path) -> None:
    decide(store, OWN.replace("Hotel,2,bed_and_breakfast", "Hotel,2,").replace("Passed on,,withdrawn", "Passed on,,"))
    data = Data(Settings(data=store))
    assert {"complaints", "temporary_accommodation"} <= set(data.redefined)
    assert halves(data, "ta_bb_families_over_six_weeks")[0] == 1
    load(
        store,
        "compliments",
        written(tmp_path, "month,directorate,service,compliments\n2020-02,P,W,3\n"),
        "kent",
        QUARTER,
    )
    again = Data(Settings(data=store))
    assert not again.redefined
    assert halves(again, "ta_bb_families_over_six_weeks")[0] == 0
    assert halves(again, "complaints_open")[0] == 2


def test_contract_template_and_labels_know_the_codes(store: Path) -> None:
    stages = next(field for field in contract_for("complaints", store).fields if field.name == "stage").values
    assert list(stages)[2] == "corporate_stage_3"
    assert list(stages)[-1] == "housing_stage_2"
    assert Data(Settings(data=store)).catalogue.label("digital", "channel", "web_chat") == "Web chat"
    assert check(store).wrong == ()


def test_a_code_that_nobody_added_is_still_refused(store: Path, tmp_path: Path) -> None:
    text = complaints(line(stage="corporate_stage_4", received_date="2020-01-06"))
    with pytest.raises(LoadError, match="corporate_stage_4"):
        load(store, "complaints", written(tmp_path, text), "kent", "2020-21-Q1")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("complaint,stage,x,X,,", 'line 2, dataset: "complaint". It must be one of:'),
        ("kpis,nature,x,X,,", 'line 2, dataset: "kpis". It must be one of:'),
        ("complaints,service,x,X,,", 'line 2, column: "service". It must be one of: stage, outcome, channel'),
        ("complaints,stage,x,X,,stage_1", 'line 2, counts_as: "stage_1". It must be one of: corporate_stage_1'),
        ("complaints,stage,Stage 3,X,,", "line 2, code"),
        ("complaints,stage,adults,X,,", "labels.csv gives it other words"),
        ("complaints,stage,x,,,", "line 2, label"),
        ("complaints,stage,x,X,first,", "line 2, order"),
        ("complaints,stage,x,X,,\ncomplaints,stage,x,Y,,", "line 3, code"),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    store = tmp_path / "store"
    decide(store, f"{HEADING}{row}\n")
    assert said in str(check(store))


def test_the_projects_own_declarations_stay_as_they_are(store: Path) -> None:
    assert "corporate_stage_3" in Data(Settings(data=store)).catalogue.codes("complaints", "stage")
    assert "corporate_stage_3" not in built_in()["complaints"].columns["stage"].values
    assert built_in()["complaints"].like("outcome", "withdrawn") == ["withdrawn"]


@pytest.mark.parametrize("format_", ["html", "docx", "pptx"])
def test_every_page_and_document_has_room_for_them(store: Path, tmp_path: Path, format_: str) -> None:
    found = write.asked_for(Data(Settings(data=store)), council="kent", quarter=QUARTER)
    write.write(found, format_, tmp_path / f"report.{format_}")
    if format_ == "html":
        text = (tmp_path / "report.html").read_text(encoding="utf-8")
        for label in ("Corporate stage 3", "Web chat", "Maternity", "Hotel"):
            assert label in text
