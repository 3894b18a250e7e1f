"""`scrutiny reconcile`: every figure of the five papers comes out, and a wrong one is found."""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from pathlib import Path

import pytest
from serving import scrutiny

from dashboard.catalogue.records import NOT_A_MEASURE
from dashboard.measures.reconciling.kinds import (
    COUNTED,
    DIFFERS,
    ENTERED,
    FROM_RECORDS,
    KNOWN,
    NOT_COMPUTED,
    SAME,
    summary,
)

Row = dict[str, str]
OURS = ("complaints_", "ombudsman_", "compliments_")
HEADER = "document,council,period,printed,unit,measure,quantity,filters,basis,place,known,reason\n"


@pytest.fixture(scope="module")
def rows(sample_store: Path) -> list[Row]:
    printed = scrutiny("reconcile", "--data", sample_store, "--format", "csv")
    assert printed.returncode == 0, printed.stderr
    return list(csv.DictReader(io.StringIO(printed.stdout)))


def test_medways_complaints_ombudsman_and_compliments_come_out_as_printed(rows: list[Row]) -> None:
    ours = [row for row in rows if row["document"] in ("000", "001") and row["measure"].startswith(OURS)]
    assert len(ours) > 150
    others = [(row["document"], row["printed"]) for row in ours if row["verdict"] != "same"]
    assert others == [("000", "92.9%")]  # beside 93.0% and 93% in the same paper


# the papers contradict themselves here, and nowhere else do the figures differ
CONTRADICTIONS = [
    ("000", "92.9%", "93.0%"),  # the year's timeliness, beside 93.0% and 93%
    ("000", "nearly 50%", "48.5%"),  # the rise in page views, printed twice
    ("001", "327", "351"),  # households, dated to two quarters
    ("003", "80", "83"),  # improvement actions
    ("004", "lower", "Higher"),  # starters and leavers: a quarter beside a whole year
    ("004", "lower", "Higher"),
    ("004", "Fewer", "Higher"),  # calls likewise
]
# how many facts each paper prints; some are printed and held against ours twice
FACTS = {"000": 110, "001": 130, "002": 89, "003": 13, "004": 115}


def test_the_contradictions_are_those_of_the_papers(rows: list[Row]) -> None:
    known = [row for row in rows if row["verdict"] == "known contradiction"]
    assert [(row["document"], row["printed"], row["computed"]) for row in known] == CONTRADICTIONS
    assert all(row["note"] for row in known)


def test_every_paper_is_covered(rows: list[Row]) -> None:
    counts = Counter(row["document"] for row in rows)
    assert {paper: counts[paper] >= facts for paper, facts in FACTS.items()} == dict.fromkeys(FACTS, True)


def test_what_is_said_to_be_no_measure_is_all_that_is_not_computed(rows: list[Row]) -> None:
    apart = {row["measure"] for row in rows if row["verdict"] == "printed but not computed"}
    assert apart == {NOT_A_MEASURE}


@pytest.mark.parametrize(
    ("document", "printed", "measure"),
    [
        ("000", "more than 85,000", "kpi:Page views of the main coronavirus page"),
        ("001", "4,670", "kpi:Households on the active Housing register, bands A to D"),
        ("002", "nearly 50%", "kpi:Recycling performance"),
        ("002", "1.3%", "kpi:Fall in visits to queues, in per cent"),
        ("003", "£34million", "actions_saving_planned"),
        ("003", "£142million", "kpi:Spending on adult social care"),
        ("003", "163", "kpi:Compliments for the service"),
        ("003", "6", "kpi:Compliments for the service"),
        ("004", "61%", "kpi:Households registered on MyAccount"),
        ("004", "93%", "kpi:Requests under data protection law answered in time"),
    ],
)
def test_what_the_papers_print_in_their_text_is_held_against_ours(
    rows: list[Row], document: str, printed: str, measure: str
) -> None:
    verdicts = [
        r["verdict"] for r in rows if (r["document"], r["printed"], r["measure"]) == (document, printed, measure)
    ]
    assert verdicts == ["same"]


@pytest.mark.parametrize(
    ("document", "measure", "quantity", "count"),
    [
        ("004", "kpi:", "status", 23),
        ("004", "kpi:", "direction", 20),
        ("004", "budgets", "variance", 12),
        ("002", "projects", "status", 32),
        ("001", "scorecard", "on_target", 1),
        ("001", "scorecard", "improved_short", 1),
        ("001", "scorecard", "improved_long", 1),
    ],
)
def test_plans_budgets_and_projects_come_out_as_printed(
    rows: list[Row], document: str, measure: str, quantity: str, count: int
) -> None:
    place = (document, quantity, "same")
    same = [
        r for r in rows if r["measure"].startswith(measure) and (r["document"], r["quantity"], r["verdict"]) == place
    ]
    assert len(same) == count


def test_what_is_not_computed_says_why(rows: list[Row]) -> None:
    apart = [row for row in rows if row["verdict"] == "printed but not computed"]
    assert apart
    assert all(row["note"] and not row["computed"] for row in apart)
    assert {row["measure"] for row in rows} >= {NOT_A_MEASURE}


def test_the_table_ends_with_the_counts(sample_store: Path) -> None:
    printed = scrutiny("reconcile", "--data", sample_store)
    assert printed.returncode == 0
    last = printed.stdout.splitlines()[-1]
    assert " computed from records (" in last
    assert " as entered (" in last
    assert last.endswith(" printed but not computed. No figures differ.")


@pytest.mark.parametrize(
    ("document", "measure", "quantity", "kind"),
    [
        ("000", "complaints_timeliness", "value", "computed from records"),
        ("000", "complaints_timeliness", "target", "as entered"),
        ("001", "complaints_timeliness", "deadline", "as entered"),
        ("000", "compliments_received", "value", "counted"),
        ("001", "homelessness_acceptances", "value", "counted"),
        ("001", "scorecard", "on_target", "counted"),
        ("001", "ta_households_per_1000", "benchmark", "as entered"),
        ("002", "projects", "status", "as entered"),
        ("004", "budgets", "budget", "as entered"),
        ("004", "agency_spend", "value", "computed from records"),
    ],
)
def test_what_a_figure_of_ours_is_shows_beside_it(
    rows: list[Row], document: str, measure: str, quantity: str, kind: str
) -> None:
    place = (document, measure, quantity, "same")
    kinds = {r["kind"] for r in rows if (r["document"], r["measure"], r["quantity"], r["verdict"]) == place}
    assert kinds == {kind}


def test_what_a_plan_says_is_as_entered_and_what_is_not_computed_is_of_no_kind(rows: list[Row]) -> None:
    compared = [row for row in rows if row["verdict"] != "printed but not computed"]
    assert {row["kind"] for row in compared if row["measure"].startswith("kpi:")} == {"as entered"}
    assert all(row["kind"] for row in compared)
    assert not any(row["kind"] for row in rows if row not in compared)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ([], "No printed figures. No figures differ."),
        ([(SAME, ENTERED)], "1 printed figure: 1 figure as entered (1 the same, none differ). No figures differ."),
        (
            [(DIFFERS, COUNTED), (KNOWN, COUNTED), (NOT_COMPUTED, "")],
            (
                "3 printed figures: 2 figures counted (none the same, 1 known contradiction, 1 differs); 1 figure "
                "printed but not computed. 1 figure differs."
            ),
        ),
        (
            [(SAME, FROM_RECORDS), (DIFFERS, FROM_RECORDS), (DIFFERS, ENTERED)],
            (
                "3 printed figures: 2 figures computed from records (1 the same, 1 differs); 1 figure as entered "
                "(none the same, 1 differs). 2 figures differ."
            ),
        ),
    ],
)
def test_each_kind_is_counted_apart(found: list[tuple[str, str]], says: str) -> None:
    assert summary(found) == says


def test_a_figure_that_differs_is_shown_and_ends_with_1(sample_store: Path, tmp_path: Path) -> None:
    data = tmp_path / "store"
    shutil.copytree(sample_store, data)
    (data / "catalogue" / "published.csv").write_text(
        HEADER
        + "X,medway,2019-20-Q4,90.3%,percent,complaints_timeliness,value,stage=corporate_stage_1,,page 1,,\n"
        + "X,medway,2019-20-Q4,85%,percent,complaints_timeliness,target,stage=corporate_stage_1,,page 1,,\n"
        + "X,medway,2019-20-Q4,+5.9,percentage points,complaints_timeliness,change,stage=corporate_stage_1,,page 1,,\n"
        + "X,medway,2019-20-Q4,50%,percent,complaints_timeliness,target,stage=adults,,page 1,,\n"
        + "X,thurrock,2016-17-Q1,7:28,text,kpi:Average waiting time for Face to Face (mins:sec),value,,,page 1,,\n"
        + "X,thurrock,2016-17-Q1,Worse,text,kpi:% Ombudsman notices upheld,direction,,,page 1,,\n"
        + "X,thurrock,2016-17-Q1,1,GBP,budgets,variance,service_area=Transformation,,page 1,,\n"
        + "X,maidstone,2013-14-H2,RED,text,projects,status,workstream=Organisational culture,,page 1,,\n"
        + "X,medway,2017-18-Q2,5 out of 5,text,scorecard,on_target,,,page 1,,\n",
        encoding="utf-8",
    )
    printed = scrutiny("reconcile", "--data", data, "--format", "csv")
    added = [row for row in csv.DictReader(io.StringIO(printed.stdout)) if row["document"] == "X"]
    assert printed.returncode == 1
    assert [row["verdict"] for row in added] == ["differs"] * 9
    assert [row["computed"] for row in added] == [
        "90.2%", "80%", "−5.9", "no target", "7:27", "Better", "0", "GREEN", "4 out of 5",
    ]  # fmt: skip
