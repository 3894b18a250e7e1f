"""Templates: files to fill in that load as they are."""

import openpyxl
import pytest
from serving import scrutiny_in

from dashboard.basics.errors import ScrutinyError
from dashboard.catalogue.files import read_catalogue
from dashboard.catalogue.tables import TABLES
from dashboard.contracts.datasets import CONTRACTS
from dashboard.intake.loading import load
from dashboard.intake.templates.files import EXAMPLE_PERIOD, write
from dashboard.intake.translation import TablePlace, model_for
from dashboard.intake.units import NUMERIC
from dashboard.store.data import NATIONAL

OWN = [name for name in CONTRACTS if name not in NATIONAL]


@pytest.mark.parametrize("dataset", OWN)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_loads_unchanged_with_no_remark_but_on_its_examples(tmp_path, dataset, form):
    path = tmp_path / f"template.{form}"
    write(dataset, form, path)
    report = load(tmp_path / "store", dataset, path, "exampleshire", EXAMPLE_PERIOD.id)
    assert "2 rows read" in report
    told = any(field.kind == "text" and field.required for field in CONTRACTS[dataset].fields)
    assert report.count("Warning: 2 rows of it are invented examples of the template.") == told
    assert report.count("Warning:") == told
    assert not [one for one in ("Note:", "Left out", "Not in the file") if one in report]


@pytest.mark.parametrize("dataset", OWN)
def test_a_mapping_to_adapt_is_one_already(tmp_path, dataset):
    write(dataset, "csv", tmp_path / "template.csv")
    write(dataset, "toml", tmp_path / "mapping.toml")
    place = "exampleshire", EXAMPLE_PERIOD.id
    assert "2 rows read" in load(
        tmp_path / "store", dataset, tmp_path / "template.csv", *place, tmp_path / "mapping.toml"
    )


def test_a_mapping_to_adapt_still_is_one_when_its_comments_are_taken_away(tmp_path):
    write("complaints", "csv", tmp_path / "template.csv")
    write("complaints", "toml", tmp_path / "mapping.toml")
    lines = (tmp_path / "mapping.toml").read_text(encoding="utf-8").splitlines()
    offered = [one[2:] if one.startswith("# ") and " = " in one and "..." not in one else one for one in lines]
    usable = [one for one in offered if not one.startswith(('"your value"', 'Ours = "'))]
    (tmp_path / "mapping.toml").write_text("\n".join(usable), encoding="utf-8")
    assert sum(one.startswith("#") for one in usable) < sum(one.startswith("#") for one in lines) - 15
    place = "exampleshire", EXAMPLE_PERIOD.id
    assert "2 rows read" in load(
        tmp_path / "store", "complaints", tmp_path / "template.csv", *place, tmp_path / "mapping.toml"
    )


@pytest.mark.parametrize("dataset", ["complaints", "digital", "agency"])
def test_a_mapping_to_adapt_explains_every_key_that_a_mapping_may_have(tmp_path, dataset):
    write(dataset, "toml", tmp_path / "mapping.toml")
    text = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    model = model_for(CONTRACTS[dataset])
    months = {"month_from", "sum_to_months"}
    for table in model.model_fields:
        numbers = any(one.kind in NUMERIC for one in CONTRACTS[dataset].fields)
        assert (f"[{table}" in text) == (numbers or table not in ("units", "unpivot"))
        if table == "table":
            asked = set(TablePlace.model_fields) - (set() if CONTRACTS[dataset].counts_months else months)
            assert all(f"{key} = " in text for key in asked)


def test_a_workbook_offers_values_keeps_text_text_and_explains_its_columns(tmp_path):
    write("complaints", "xlsx", tmp_path / "template.xlsx")
    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    table, columns = book.worksheets
    assert [cell.value for cell in table[1]] == [field.name for field in CONTRACTS["complaints"].fields]
    lists = {str(one.sqref)[0]: one.formula1 for one in table.data_validations.dataValidation if one.type == "list"}
    assert lists["D"] == '"corporate_stage_1,corporate_stage_2,childrens_stage_1,adults"'
    assert table.column_dimensions["A"].number_format == "@"
    assert table["E2"].is_date
    explained = {row[0]: row[3] for row in columns.iter_rows(values_only=True) if row[1]}
    assert explained["stage"] == "Procedure and stage that the complaint is at; it sets the deadline."


@pytest.mark.parametrize("dataset", OWN)
def test_every_list_of_a_workbook_is_short_enough_for_a_spreadsheet_program(tmp_path, dataset):
    write(dataset, "xlsx", tmp_path / "template.xlsx")
    table = openpyxl.load_workbook(tmp_path / "template.xlsx").worksheets[0]
    assert all(len(one.formula1) <= 257 for one in table.data_validations.dataValidation)


@pytest.mark.parametrize(
    ("dataset", "form", "name", "what"),
    [
        ("complaint", "csv", "new.csv", 'Did you mean "complaints"'),
        ("statutory_homelessness", "csv", "new.csv", "nobody fills it in"),
        ("complaints", "xls", "new.xls", 'no format "xls"'),
        ("complaints", "xlsx", "new.csv", "does not end with .xlsx"),
        ("complaints", "csv", "old.csv", "is there already and was left alone"),
        ("complaints", "csv", "nowhere/new.csv", "cannot be written"),
    ],
)
def test_a_template_that_cannot_be_written_says_why(tmp_path, dataset, form, name, what):
    (tmp_path / "old.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(ScrutinyError, match=what):
        write(dataset, form, tmp_path / name)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_the_command_names_the_file_after_the_dataset(tmp_path):
    done = scrutiny_in(tmp_path, "template", "digital", "--format", "xlsx")
    assert done.stdout.startswith(
        "Wrote digital-template.xlsx: the columns of digital and two invented rows of Q1 2024/25"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["digital-template.xlsx"]


@pytest.mark.parametrize("file", [table.file for table in TABLES])
def test_a_file_of_the_catalogue_is_written_with_a_first_line_that_can_be_read(tmp_path, file):
    (tmp_path / "catalogue").mkdir()
    assert "put it into the folder catalogue" in write(file, "csv", tmp_path / "catalogue" / file)
    assert read_catalogue(tmp_path).measures == read_catalogue().measures


def test_every_file_of_a_catalogue_has_a_template(tmp_path):
    for name in ("sources.csv", "vocabularies.csv", "closing_days.csv"):
        write(name, "csv", tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8").count(",") > 1
    assert (tmp_path / "sources.csv").read_text(encoding="utf-8").startswith("council,dataset,source,file,mapping")
