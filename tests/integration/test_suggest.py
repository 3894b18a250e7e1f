"""A mapping is proposed from headings and cells, for every dataset; what is doubtful is left to a person."""

import tomllib

import openpyxl
import pytest
from loads import written
from serving import scrutiny_in

from dashboard.basics.errors import UsageError
from dashboard.contracts.datasets import CONTRACTS
from dashboard.intake.loading import load
from dashboard.intake.suggest import suggestion
from dashboard.intake.templates.files import EXAMPLE_PERIOD, write
from dashboard.store.data import NATIONAL

HEADING = "Case Ref,Customer,Dept,Team,Case Type,Logged On,Closed On,Result,Source"
ROWS = (
    "CR1,C. Invented,Adults,Home care,corporate stage 1,21/03/2026 17:13,03/04/2026 10:23,Upheld,Web form",
    "CR2,D. Invented,Place,Waste,corporate stage 2,01/04/2026 09:00,,Partially upheld,E-mail",
    "CR3,E. Invented,Place,Parking,adults,02/04/2026 09:00,,Not upheld,Letter",
)
EXPORT = "\n".join(["Exampleshire - Complaints", "Run 02/07/2026 08:47", "", HEADING, *ROWS]) + "\n"


def proposal(*files, dataset="complaints"):
    """What is proposed, as the mapping it is."""
    return tomllib.loads(suggestion(dataset, files))


def test_columns_are_found_by_headings_and_cells_below_the_titles(tmp_path):
    found = proposal(written(tmp_path, EXPORT, "export.csv"))
    assert found["table"] == {"header_row": 4}
    assert found["columns"] == {
        "complaint_id": "Case Ref", "directorate": "Dept", "service": "Team", "stage": "Case Type",
        "received_date": "Logged On", "responded_date": "Closed On", "outcome": "Result", "channel": "Source",
    }  # fmt: skip
    assert found["dates"] == {"format": "dd/mm/yyyy hh:mm"}
    assert found["values"]["outcome"] == {"Partially upheld": "partly_upheld", "Not upheld": "not_upheld"}
    assert found["values"]["channel"] == {"E-mail": "email"}


def test_what_a_value_means_is_asked_where_it_does_not_say_it(tmp_path):
    text = suggestion("complaints", [written(tmp_path, EXPORT, "export.csv")])
    assert '# "Web form" = "?"  # 1 row' in text
    assert "# Headings that are not used: Customer." in text


@pytest.mark.parametrize("dataset", [name for name in CONTRACTS if name not in NATIONAL])
def test_every_dataset_has_proposals_that_read_its_own_template(tmp_path, dataset):
    write(dataset, "csv", tmp_path / "template.csv")
    rules = written(tmp_path, suggestion(dataset, [tmp_path / "template.csv"]), "mapping.toml")
    place = "exampleshire", EXAMPLE_PERIOD.id
    assert "2 rows read" in load(tmp_path / "store", dataset, tmp_path / "template.csv", *place, rules)


def test_a_column_whose_cells_cannot_be_it_is_not_proposed(tmp_path):
    wrong = EXPORT.replace("01/04/2026 09:00", "soon").replace("CR2,D. Invented", "CR2,9")
    assert "received_date" not in proposal(written(tmp_path, wrong, "export.csv"))["columns"]


def test_days_that_could_be_months_are_not_proposed_a_format(tmp_path):
    rows = "Case Ref,Dept,Team,Stage,Received\n1,A,B,adults,01/04/2026\n2,A,B,adults,02/04/2026\n"
    assert "received_date" not in proposal(written(tmp_path, rows, "export.csv"))["columns"]


def test_two_columns_that_could_be_it_are_none(tmp_path):
    rows = EXPORT.replace("Customer", "Team").replace("Run 02", "Run 03")
    assert "service" not in proposal(written(tmp_path, rows, "export.csv"))["columns"]


def test_several_files_are_looked_at_together(tmp_path):
    other = EXPORT.replace("Closed On", "Date closed").replace("Dept", "Department")
    found = proposal(written(tmp_path, EXPORT, "a.csv"), written(tmp_path, other, "b.csv"))
    assert found["columns"]["directorate"] == ["Dept", "Department"]
    assert found["columns"]["responded_date"] == ["Closed On", "Date closed"]


def test_the_sheet_of_a_workbook_is_found(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["About this export"])
    for row in (HEADING, *ROWS):
        (book["Cases"] if "Cases" in book.sheetnames else book.create_sheet("Cases")).append(row.split(","))
    book.save(tmp_path / "export.xlsx")
    found = proposal(tmp_path / "export.xlsx")
    assert found["table"]["sheet"] == "Cases"
    assert found["columns"]["stage"] == "Case Type"


def test_the_command_writes_the_proposal_where_it_is_told_to(tmp_path):
    written(tmp_path, EXPORT, "export.csv")
    done = scrutiny_in(tmp_path, "load", "complaints", "export.csv", "--suggest", "--out", "m.toml")
    assert done.stdout == "Wrote m.toml. Check every line of it.\n"
    place = ("--mapping", "m.toml", "--council", "exampleshire", "--quarter", "2026-27-Q1", "--data", "store")
    assert (
        "Say in m.toml what this value of channel"
        in scrutiny_in(tmp_path, "load", "complaints", "export.csv", *place).stderr
    )
    assert "Give --council and --quarter" in scrutiny_in(tmp_path, "load", "complaints", "export.csv").stderr


def test_tables_about_every_council_need_no_mapping(tmp_path):
    with pytest.raises(UsageError, match="need no mapping"):
        suggestion("statutory_homelessness", [written(tmp_path, EXPORT, "export.csv")])
