"""Files as people have them: tables of other shapes, with titles, totals and rows of other kinds, read by a mapping."""

import openpyxl
import pytest
from loads import contents, written
from spreadsheets import ods

from dashboard.basics.errors import LoadError, ScrutinyError
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.store import database
from dashboard.store.writing import read_manifest

QUARTER = "2026-27-Q2"
CASES = """
[columns]
complaint_id = "Case Ref"
directorate = "Dept"
service = "Team"
stage = "Stage"
received_date = "Date Logged"
responded_date = "Date Closed"
[dates]
format = "dd/mm/yyyy"
[values.stage]
"Stage 1" = "corporate_stage_1"
"""
HEADING = "Case Ref,Date Logged,Date Closed,Stage,Dept,Team"
FIRST = "CMP-1,02/07/2026,09/07/2026,Stage 1,Housing,Repairs"
SECOND = "CMP-2,03/07/2026,10/07/2026,Stage 1,Place,Waste"
THIRD = "CMP-3,03/07/2026,24/07/2026,Stage 1,Place,Waste"
GROUPS = "\r\n".join([HEADING, FIRST, ",,,,,", SECOND, THIRD, ",,,,,", "Total,3,,,,", ""])


def loaded(tmp_path, content, mapping="", dataset="complaints", name="export.csv"):
    """The report of a load by a mapping, into the test's own store."""
    rules = written(tmp_path, mapping, "mapping.toml") if mapping else None
    path = content if hasattr(content, "suffix") else written(tmp_path, content, name)
    return load(tmp_path / "store", dataset, path, "exampleshire", QUARTER, rules, Options(replace=True))


def refused(tmp_path, *what, **how):
    """The message of a load that is refused and leaves nothing."""
    with pytest.raises(ScrutinyError) as error:
        loaded(tmp_path, *what, **how)
    assert not contents(tmp_path / "store")
    return str(error.value)


def stored(tmp_path):
    """The rows of the newest extract."""
    return database.read_parquet(tmp_path / "store" / read_manifest(tmp_path / "store").current()[0].path)


def lines_to_add(message):
    """The line of a mapping that a refusal prints last."""
    return message.rpartition("\n  ")[2]


def test_a_table_that_goes_on_below_a_blank_row_is_not_cut_off_there(tmp_path):
    mapping = "[table]\nuntil_blank_row = true\n" + CASES
    message = refused(tmp_path, GROUPS, mapping)
    assert "goes on below the blank row that is to end it, in 2 rows (4, 5)" in message
    assert lines_to_add(message) == 'totals = ["Total"]'
    report = loaded(tmp_path, GROUPS, mapping.replace("until_blank_row = true", lines_to_add(message)))
    assert 'Left out as a total: row 7 ("Total").' in report
    assert sorted(stored(tmp_path)["complaint_id"]) == ["CMP-1", "CMP-2", "CMP-3"]


def test_a_total_without_a_word_on_it_is_refused_with_the_line_to_add(tmp_path):
    message = refused(tmp_path, GROUPS, CASES)
    assert "row 7, received_date" in message
    assert 'totals = "Total"' in message


@pytest.mark.parametrize("total", ["Grand total", "TOTAL (3 cases)", "Sub-total", "Total\u00a0"])
def test_a_total_that_could_be_a_row_is_read_with_a_warning(tmp_path, total):
    rows = f"service_area,full_year_budget_gbp,full_year_forecast_gbp\nPlace,10,11\n{total},10,11\n"
    assert f'Warning: row 3 begins with "{total.strip()}"' in loaded(tmp_path, rows, dataset="budgets")
    mapping = f'[table]\ntotals = ["{total.partition(" (")[0].strip()}"]\n'
    assert "Left out as a total: row 3" in loaded(tmp_path, rows, mapping, "budgets")
    assert stored(tmp_path)["service_area"].tolist() == ["Place"]


def test_a_name_that_begins_like_a_total_is_none(tmp_path):
    rows = "service_area,full_year_budget_gbp,full_year_forecast_gbp\nTotality,10,11\n"
    assert "Warning" not in loaded(tmp_path, rows, '[table]\ntotals = "Total"\n', "budgets")
    assert len(stored(tmp_path)) == 1


def test_rows_of_another_kind_are_left_out_by_their_value(tmp_path):
    rows = "\n".join([HEADING, FIRST, SECOND.replace("Stage 1", "Service  request"), THIRD.replace("Place", "Schools")])
    assert 'under [leave_out]: stage = ["..."]' in refused(tmp_path, rows, CASES)
    report = loaded(tmp_path, rows, CASES + '[leave_out]\nstage = ["service request"]\n"Dept" = "SCHOOLS"\n')
    assert 'Left out by mapping.toml: 1 row in which Stage is "Service request".' in report
    assert 'Left out by mapping.toml: 1 row in which Dept is "Schools".' in report
    assert stored(tmp_path)["complaint_id"].tolist() == ["CMP-1"]


def test_a_column_that_is_to_leave_rows_out_and_is_not_there_is_refused(tmp_path):
    assert 'names "Kind" under [leave_out]' in refused(tmp_path, GROUPS, CASES + '[leave_out]\n"Kind" = "x"\n')


def test_equal_headings_are_chosen_by_their_number(tmp_path):
    rows = "\n".join([HEADING.replace("Team", "Dept"), FIRST])
    mapping = CASES.replace('"Team"', '"Dept"')
    message = refused(tmp_path, rows, mapping)
    assert "as columns 5 and 6" in message
    loaded(tmp_path, rows, mapping.replace('service = "Dept"', "service = 6").replace('"Dept"', "5"))
    assert stored(tmp_path)[["directorate", "service"]].values.tolist() == [["Housing", "Repairs"]]
    assert 'names "column 9"' in refused_again(tmp_path, rows.replace("Dept\n", "Team\n"), CASES.replace('"Team"', "9"))


def refused_again(tmp_path, *what):
    """The message of a load that is refused beside a store that is there."""
    with pytest.raises(LoadError) as error:
        loaded(tmp_path, *what)
    return str(error.value)


def test_headings_are_the_same_words_whatever_stands_between_them(tmp_path):
    heading = '"Case\nRef","Date\u00a0Logged",Date &amp;Closed,"  STAGE ",De\u00adpt,\u200bTeam'
    loaded(tmp_path, "\n".join([heading, FIRST]), CASES.replace("Date Closed", "date &closed"))
    assert stored(tmp_path)["service"].tolist() == ["Repairs"]


def test_names_are_stored_as_they_are_seen(tmp_path):
    rows = "\n".join([HEADING, FIRST.replace("Repairs", "Repairs &amp;\u00a0\u200b Voids"), SECOND])
    loaded(tmp_path, rows, CASES)
    assert sorted(stored(tmp_path)["service"]) == ["Repairs & Voids", "Waste"]


@pytest.mark.parametrize("value", ["Stage\u00a01", "stage  1", "Stage 1\u200b", "Stage&nbsp;1"])
def test_values_are_the_same_words_whatever_stands_between_them(tmp_path, value):
    loaded(tmp_path, "\n".join([HEADING, FIRST.replace("Stage 1", value)]), CASES)
    assert stored(tmp_path)["stage"].tolist() == ["corporate_stage_1"]


def test_fields_beyond_the_headings_are_passed_over_and_said(tmp_path):
    rows = "\n".join([HEADING, FIRST + ",#N/A", SECOND + ",x"])
    assert "2 rows have more fields than the heading; the columns that it names were read." in loaded(
        tmp_path, rows, CASES
    )
    assert sorted(stored(tmp_path)["service"]) == ["Repairs", "Waste"]


def test_a_row_with_more_fields_than_the_others_is_refused_until_the_mapping_says_how_it_is_meant(tmp_path):
    rows = "\n".join([HEADING, FIRST, SECOND + ",and more", THIRD + ","])
    message = refused(tmp_path, rows, CASES)
    assert "row 3: the row has 7 fields and the heading 6" in message
    assert lines_to_add(message) == "surplus_fields = true"
    assert "2 rows have more fields" in loaded(tmp_path, rows, "[table]\nsurplus_fields = true\n" + CASES)


def test_headings_below_a_title_or_on_another_sheet_are_found_for_the_mapping(tmp_path):
    rows = "\n".join(["Complaints of July", "", HEADING, FIRST])
    message = refused(tmp_path, rows, CASES)
    assert lines_to_add(message) == "header_row = 3"
    assert "1 row read" in loaded(tmp_path, rows, "[table]\nheader_row = 3\n" + CASES)
    book = openpyxl.Workbook()
    book.active.append(["About"])
    for row in (["Complaints"], [], HEADING.split(","), FIRST.split(",")):
        (book["Cases"] if "Cases" in book.sheetnames else book.create_sheet("Cases")).append(row)
    book.save(tmp_path / "book.xlsx")
    message = refused_again(tmp_path, tmp_path / "book.xlsx", CASES)
    assert message.endswith('\n  sheet = "Cases"\n  header_row = 3')


WEEKS = """Assignment No,Week Ending,Directorate,Team,Job Title,Reason for Hire,Hours,Total Charge,Off Contract?
1001,03/07/2026,Children,Duty,Social Worker,Vacancy cover,37,£1480.00,N
1001,10/07/2026,Children,Duty,Social Worker,Vacancy cover,37,£1480.00,N
1001,17/07/2026,Children,Duty,Social Worker,Vacancy cover,18.5,£740.00,N
1002,07/08/2026,Place,Waste,Loader,Sickness,37,£555.00,Y
"""
WEEKLY = """
[columns]
assignment_id = "Assignment No"
month = "Week Ending"
directorate = "Directorate"
service = "Team"
role_category = "Job Title"
reason = "Reason for Hire"
spend_gbp = "Total Charge"
on_contract = "Off Contract?"
[dates]
format = "dd/mm/yyyy"
[values.reason]
"Vacancy cover" = "vacancy"
[values.on_contract]
"N" = "yes"
"Y" = "no"
"""


def test_weeks_are_summed_to_months(tmp_path):
    assert lines_to_add(refused(tmp_path, WEEKS, WEEKLY, "agency")) == "sum_to_months = true"
    loaded(tmp_path, WEEKS, "[table]\nsum_to_months = true\n" + WEEKLY, "agency")
    rows = stored(tmp_path).sort_values("assignment_id")
    found = [(row.assignment_id, f"{row.month:%Y-%m}", row.spend_gbp) for row in rows.itertuples()]
    assert found == [("1001", "2026-07", 3700.0), ("1002", "2026-08", 555.0)]


def test_what_is_no_count_and_no_money_must_be_the_same_in_every_week(tmp_path):
    mapping = "[table]\nsum_to_months = true\n" + WEEKLY
    message = refused(tmp_path, WEEKS.replace("18.5,£740.00,N", "18.5,£740.00,Y"), mapping, "agency")
    assert 'row 4, on_contract ("Off Contract?"): "Y" is another than "N" in row 2' in message


def test_an_amount_that_is_unknown_leaves_the_sum_unknown(tmp_path):
    rows = (
        "When,directorate,service,channel,transactions,cost_gbp\n2026-07-03,A,B,online,5,1\n2026-07-10,A,B,online,6,\n"
    )
    loaded(tmp_path, rows, '[table]\nsum_to_months = true\n[columns]\nmonth = "When"\n', "digital")
    assert stored(tmp_path)[["transactions", "cost_gbp"]].isna().values.tolist() == [[False, True]]
    assert stored(tmp_path)["transactions"].tolist() == [11]


WIDE = "Month,Dept,Team,Web,Phone calls,Front desk\nJul 2026,Place,Waste,120,30,\nAug 2026,Place,Waste,99,20,4\n"
LONG = """
[columns]
month = "Month"
directorate = "Dept"
service = "Team"
[unpivot]
by = "channel"
into = "transactions"
columns = ["Web", "Phone calls", "Front desk"]
[dates]
format = "mmm yyyy"
[values.channel]
"Web" = "online"
"Phone calls" = "telephone"
"Front desk" = "face_to_face"
"""


def test_columns_become_rows(tmp_path):
    assert "5 rows read" in loaded(tmp_path, WIDE, LONG, "digital")
    rows = stored(tmp_path)
    assert rows.groupby("channel")["transactions"].sum().to_dict() == {
        "online": 219, "telephone": 50, "face_to_face": 4,
    }  # fmt: skip
    assert len(rows) == 5


def test_a_wrong_cell_of_a_column_that_becomes_rows_is_named_by_its_row(tmp_path):
    message = refused(tmp_path, WIDE.replace("99,20", "99,many"), LONG, "digital")
    assert "row 3, transactions" in message
    assert '"many" is not a whole number' in message


def test_months_may_stand_in_the_headings(tmp_path):
    rows = "Dept,Team,Jul 2026,Aug 2026\nPlace,Waste,3,4\n"
    mapping = LONG.partition("[unpivot]")[0].replace('month = "Month"\n', "")
    mapping += '[unpivot]\nby = "month"\ninto = "compliments"\ncolumns = ["Jul 2026", "Aug 2026"]\n'
    loaded(tmp_path, rows, mapping + '[dates]\nformat = "mmm yyyy"\n', "compliments")
    assert {f"{row.month:%m}": row.compliments for row in stored(tmp_path).itertuples()} == {"07": 3, "08": 4}


def test_a_key_may_stand_in_several_columns(tmp_path):
    rows = "\n".join(["Part," + HEADING, "A," + FIRST, "B," + SECOND.replace("CMP-2", "CMP-1")])
    assert lines_to_add(refused(tmp_path, rows, CASES)) == 'complaint_id = ["Case Ref", "..."]'
    mapping = CASES.replace('complaint_id = "Case Ref"\n', "") + '[join]\ncomplaint_id = ["Case Ref", "Part"]\n'
    loaded(tmp_path, rows, mapping)
    assert sorted(stored(tmp_path)["complaint_id"]) == ["CMP-1 / A", "CMP-1 / B"]


COUNTS = "directorate,service,compliments\nPlace,Waste,3\n"


def test_the_month_may_stand_in_the_title_or_in_the_files_name(tmp_path):
    mapping = '[table]\nheader_row = 3\nmonth_from = "title"\n'
    loaded(tmp_path, '"Compliments, August 2026"\n\n' + COUNTS, mapping, "compliments")
    assert f"{stored(tmp_path)['month'][0]:%Y-%m}" == "2026-08"
    loaded(tmp_path, COUNTS, '[table]\nmonth_from = "file name"\n', "compliments", "compliments_2026-09.csv")
    assert f"{stored(tmp_path)['month'][0]:%Y-%m}" == "2026-09"


@pytest.mark.parametrize(
    ("title", "what"),
    [("Compliments", "names no month such as July 2026"), ("July to August 2026", "several months, July 2026, Aug")],
)
def test_a_title_that_names_no_month_or_two_is_refused(tmp_path, title, what):
    mapping = '[table]\nheader_row = 2\nmonth_from = "title"\n'
    message = refused(tmp_path, f"{title}\n{COUNTS}", mapping, "compliments")
    assert what in message
    assert 'month_from = "file name"' in message


def test_a_mapping_says_of_shapes_only_what_the_dataset_can_have(tmp_path):
    message = refused(
        tmp_path, GROUPS, '[table]\nsum_to_months = true\n[unpivot]\nby="chanel"\ninto="stage"\ncolumns=[0]'
    )
    assert "which complaints are not" in message
    assert '"chanel" is no column. Did you mean "channel"?' in message
    assert "is no heading; write it in quotation marks, or the column's number" in message


def test_a_column_comes_from_one_place(tmp_path):
    message = refused(tmp_path, GROUPS, CASES + '[join]\nservice = ["Dept", "Team"]\n')
    assert "service stands under [columns] and under [join]. Keep one of the two." in message


def test_an_ods_workbook_is_read_like_any_other(tmp_path):
    book = ods(tmp_path / "cases.ods", About=[["x"]], Cases=[HEADING.split(","), [], FIRST.split(",")])
    assert '1 row read (sheet "Cases")' in loaded(tmp_path, book, '[table]\nsheet = "cases"\n' + CASES)
    assert stored(tmp_path)["complaint_id"].tolist() == ["CMP-1"]
