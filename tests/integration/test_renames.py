"""A directorate or service that has another name now: its history stands under it, its records under their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from loads import complaints, line, written
from opened import COMPLAINTS as PAGE

from dashboard.basics.config import Settings
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.measures.readings import figures
from dashboard.store.data import Data

BEFORE, NOW = "2019-20-Q3", "2019-20-Q4"
HEADING = "council,dataset,column,old,new,from_quarter\n"
RENAMES = HEADING + (
    "kent,,service,Fostering,Family care,2019-20-Q4\n"
    "kent,,service,Kinship,Family care,2019-20-Q4\n"
    "kent,,directorate,Place,Communities,\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two services that became one, in two quarters, two datasets and two councils."""
    store = tmp_path / "store"
    for council in ("kent", "essex"):
        for quarter, day, services in (
            (BEFORE, "2019-11-04", ("Fostering", "Fostering", "Kinship", "Waste")),
            (NOW, "2020-02-03", ("Family care", "Family care", "Waste")),
        ):
            rows = [
                line(complaint_id=f"{quarter}{number}", service=service, received_date=day)
                for number, service in enumerate(services)
            ]
            thanks = [
                f"{day[:7]},Place,{service},{number}" for number, service in enumerate(dict.fromkeys(services), 1)
            ]
            for dataset, text in (
                ("complaints", complaints(*rows)),
                ("compliments", "\n".join(["month,directorate,service,compliments", *thanks]) + "\n"),
            ):
                file = written(tmp_path, text, f"{dataset}-{council}-{quarter}.csv")
                load(store, dataset, file, council, quarter, options=Options(new_council=True))
    decide(store, RENAMES)
    return store


def decide(store: Path, text: str) -> None:
    (store / "catalogue").mkdir(exist_ok=True)
    written(store / "catalogue", text, "renames.csv")


def by(store: Path, column: str, measure: str = "complaints_received", **asked: str) -> dict[str, list[float]]:
    """The values of each part in both quarters."""
    data = Data(Settings(data=store))
    found = figures(data, measure, **{"council": "kent", "since": BEFORE, "quarter": NOW, "by": column, **asked})
    return {name: rows["numerator"].tolist() for name, rows in found.groupby(column)}


def test_history_is_summed_under_the_new_name_in_both_bases(store: Path) -> None:
    for basis in ("latest", "first_published"):
        assert by(store, "service", basis=basis) == {"Family care": [3, 2], "Waste": [1, 1]}
        assert by(store, "service", "compliments_received", basis=basis) == {"Family care": [3, 1], "Waste": [3, 2]}
    assert by(store, "directorate") == {"Communities": [4, 3]}


def test_another_council_keeps_its_names(store: Path) -> None:
    assert set(by(store, "service", council="essex")) == {"Fostering", "Kinship", "Family care", "Waste"}
    view, _ = PAGE.content(Data(Settings(data=store)), f"?council=essex&quarter={NOW}")
    assert not view.notices


def test_the_page_says_so_and_old_addresses_lead_to_the_new_name(store: Path) -> None:
    data = Data(Settings(data=store))
    view, _ = PAGE.content(data, f"?council=kent&quarter={BEFORE}&service=Kinship&directorate=Place")
    assert view.state.of("service") == ("Family care",)
    assert view.state.of("directorate") == ("Communities",)
    (said,) = (one for one in view.notices if "Kinship" in one)
    assert said.startswith('"Kinship" is shown as "Family care", as it is called since Q4 2019/20; records keep')
    assert not [one for one in view.notices if "left out" in one]
    found = figures(data, "complaints_received", council="kent", quarter=BEFORE, filters={"service": ["Kinship"]})
    assert found["numerator"].tolist() == [3]


def test_records_keep_their_own_names_and_are_found_under_the_new_one(store: Path) -> None:
    search = f"?council=kent&quarter={BEFORE}&service=Family+care&directorate=Communities&records=received"
    view, _ = PAGE.content(Data(Settings(data=store)), search)
    assert sorted(row["service"] for row in view.records.table.rows) == ["Fostering", "Fostering", "Kinship"]


def test_names_that_follow_on_each_other_lead_to_the_last(store: Path) -> None:
    decide(
        store,
        f"{HEADING}kent,complaints,service,Family care,Families,\nkent,complaints,service,Fostering,Family care,\n",
    )
    assert by(store, "service") == {"Families": [2, 2], "Kinship": [1, 0], "Waste": [1, 1]}
    assert "Fostering" in by(store, "service", "compliments_received")
    view, _ = PAGE.content(
        Data(Settings(data=store)), f"?council=kent&quarter={BEFORE}&service=Fostering&records=received"
    )
    assert view.state.of("service") == ("Families",)
    assert [row["service"] for row in view.records.table.rows] == ["Fostering", "Fostering"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("kent,,team,A,B,", 'line 2, column: "team". It must be one of: directorate, service'),
        ("kent,complaint,service,A,B,", 'line 2, dataset: "complaint". It must be one of:'),
        ("kent,kpis,service,A,B,", 'line 2, dataset: "kpis". It must be one of:'),
        (",,service,A,B,", "line 2, council"),
        ("kent,,service,A,A,", "line 2, new"),
        ("kent,,service,A,,", "line 2, new"),
        ("kent,,service,A,B,2020", "line 2, from_quarter"),
        ("kent,,service,A,B,\nkent,,service,A,B,", "line 3, old"),
        ("kent,,service,A,B,\nkent,,service,B,A,", 'leads back to "A"'),
        ("kemt,,service,A,B,", 'catalogue/renames.csv, line 2, council: "kemt" has no effect'),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line(store: Path, rows: str, said: str) -> None:
    decide(store, f"{HEADING}{rows}\n")
    assert said in str(check(store))
