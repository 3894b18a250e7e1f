"""The Ministry's homelessness tables: what is read, what is refused, and that figures agree with a count by hand."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import openpyxl
import pytest
from loads import contents, written
from ministry import ENGLAND, FLOWS, LONDON, MEDWAY, NUMBERS, PLACES, say_which_area, workbook
from opened import TEMPORARY_ACCOMMODATION as PAGE
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, StoreError, UsageError
from dashboard.basics.quarters import Period
from dashboard.imports.mhclg import load
from dashboard.intake.check import check
from dashboard.intake.loading import load as load_file
from dashboard.measures.readings import figures
from dashboard.pages.filters import State, chosen
from dashboard.pages.offers import offered, offered_of_measure
from dashboard.store.data import Data, Source
from dashboard.views import sources
from dashboard.views.measure import page as measure
from dashboard.views.pieces import View
from dashboard.views.temporary_accommodation.page import THEME


@pytest.fixture(autouse=True)
def areas(tmp_path: Path) -> None:
    """The test's own store knows which area each council is."""
    say_which_area(tmp_path / "store")


def imported(tmp_path: Path, **how) -> str:
    """The report of an import into the test's own store."""
    return load(tmp_path / "store", workbook(tmp_path / "tables.xlsx", **how))


def refused(tmp_path: Path, **how) -> str:
    """The message of an import that is refused; it leaves a store with tables in it byte for byte as it was."""
    imported(tmp_path)
    before = contents(tmp_path / "store")
    with pytest.raises(LoadError) as error:
        imported(tmp_path, **how)
    assert contents(tmp_path / "store") == before
    return str(error.value)


def value(tmp_path: Path, name: str, **asked):
    """A measure's value in the test's own store."""
    return figures(Data(Settings(data=tmp_path / "store")), name, **{"council": "medway", **asked})["value"].tolist()


def counted_by_hand(path: Path, sheet: str, code: str, column: int):
    """A cell found in the workbook without the import: the last row with this code."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [row[column - 1] for row in rows if row[0] == code][-1]


def test_figures_are_what_the_workbook_prints(tmp_path):
    imported(tmp_path)
    path = tmp_path / "tables.xlsx"
    assert value(tmp_path, "statutory_ta_households") == [counted_by_hand(path, "TA1", MEDWAY, 5)] == [60]
    assert value(tmp_path, "statutory_households_in_area") == [1000 * counted_by_hand(path, "TA1", MEDWAY, 6)]
    assert value(tmp_path, "statutory_ta_households_per_1000") == [counted_by_hand(path, "TA1", MEDWAY, 7)] == [4.8]
    assert value(tmp_path, "statutory_ta_bb_families_over_six_weeks") == [counted_by_hand(path, "TA1", MEDWAY, 12)]
    assert value(tmp_path, "statutory_assessments") == [counted_by_hand(path, "A1", MEDWAY, 5)] == [300]
    assert value(tmp_path, "statutory_owed_a_duty") == [225]
    assert value(tmp_path, "statutory_prevention_duty") == [150]
    assert value(tmp_path, "statutory_relief_duty") == [75]


def test_the_types_are_the_councils_own_and_some_of_them_add_up(tmp_path):
    imported(tmp_path)
    found = figures(
        Data(Settings(data=tmp_path / "store")), "statutory_ta_households", council="medway", by="accommodation_type"
    )
    assert dict(zip(found["accommodation_type"], found["value"], strict=True)) == {
        "bed_and_breakfast": 6, "council_or_housing_association": 0, "hostel": 0, "nightly_paid": 54, "other": 0,
        "private_leased": 0,
    }  # fmt: skip
    chosen = {"accommodation_type": ["bed_and_breakfast", "nightly_paid"]}
    assert value(tmp_path, "statutory_ta_households", filters=chosen) == [60]


def test_every_area_is_there_as_printed_and_never_summed(tmp_path):
    imported(tmp_path)
    found = figures(Data(Settings(data=tmp_path / "store")), "statutory_ta_households", council="medway", by="area")
    assert dict(zip(found["area"], found["value"], strict=True)) == {
        "England": 1010, "London": 600, "South East": 240, "Medway Towns": 60, "Gravesham": 25, "Maidstone": None,
        "Westminster": 500,
    }  # fmt: skip


def test_what_is_marked_as_missing_is_never_zero(tmp_path):
    imported(tmp_path)
    assert value(tmp_path, "statutory_ta_households", council="maidstone") == [None]
    assert value(tmp_path, "statutory_households_in_area", council="maidstone") == [15000]
    changed = {"accommodation_type": ["bed_and_breakfast"]}
    assert value(tmp_path, "statutory_ta_with_children", council="medway", filters=changed) == [6]


def test_a_council_that_the_tables_do_not_have_is_unknown(tmp_path):
    assert "thurrock (E06000034)" in imported(tmp_path)
    assert value(tmp_path, "statutory_ta_households", council="thurrock") == [None]
    assert value(tmp_path, "statutory_assessments", council="thurrock") == [None]


def test_assessments_of_a_year_need_its_four_quarters_and_households_its_last(tmp_path):
    spans = ("April to June 2021", "July to September 2021", "October to December 2021", "January to March 2022")
    ends = ("30 June 2021", "30 September 2021", "31 December 2021", "31 March 2022")
    for span, at_end in zip(spans[:3], ends[:3], strict=True):
        imported(tmp_path, span=span, at_end=at_end)
    assert value(tmp_path, "statutory_assessments", quarter="2021-22", period="year") == [None]
    assert value(tmp_path, "statutory_assessments", quarter="2021-22-H1") == [600]
    last = {**NUMBERS, MEDWAY: (75, 12.5, 401)}
    imported(tmp_path, span=spans[3], at_end=ends[3], numbers=last)
    assert value(tmp_path, "statutory_assessments", quarter="2021-22", period="year") == [1301]
    assert value(tmp_path, "statutory_ta_households", quarter="2021-22", period="year") == [75]


def test_the_report_says_what_was_read_and_what_was_not(tmp_path):
    report = imported(tmp_path)
    assert (
        "Release 1: statutory homelessness, Q1 2021/22 (Apr to Jun 2021), from tables.xlsx, tables TA1 and A1, "
        in report
    )
    assert "published 25 November 2021" in report
    assert "4 authorities, 2 regions, England." in report
    assert "Authorities without a figure for temporary accommodation: 1 (Maidstone)." in report
    assert "Left out, because they have no area code: Rest of England." in report


def test_a_revision_is_a_new_release_and_says_what_it_changes(tmp_path):
    imported(tmp_path)
    report = imported(tmp_path, numbers={**NUMBERS, MEDWAY: (61, 12.5, 300)})
    assert report.startswith("Release 2: ")
    assert "It replaces the extract of release 1: 0 rows new, 1 changed, 6 unchanged, 0 gone." in report
    assert value(tmp_path, "statutory_ta_households") == [61]
    assert value(tmp_path, "statutory_ta_households", basis="first_published") == [60]


def test_the_same_file_again_changes_nothing(tmp_path):
    imported(tmp_path)
    before = contents(tmp_path / "store")
    assert "Nothing was changed" in load(tmp_path / "store", tmp_path / "tables.xlsx")
    assert contents(tmp_path / "store") == before


def test_columns_are_found_wherever_they_stand(tmp_path):
    backwards = {name: PLACES[name] for name in reversed(PLACES)}
    imported(tmp_path, places=backwards, flows={name: FLOWS[name] for name in reversed(FLOWS)})
    assert value(tmp_path, "statutory_ta_households") == [60]
    assert value(tmp_path, "statutory_ta_bb_families_over_six_weeks") == [1]
    assert value(tmp_path, "statutory_relief_duty") == [75]


def test_a_copy_without_merged_cells_reads_the_same(tmp_path):
    path = workbook(tmp_path / "tables.xlsx")
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
    book.save(tmp_path / "copy.xlsx")
    load(tmp_path / "store", path)
    assert "0 rows new, 0 changed, 7 unchanged, 0 gone." in load(tmp_path / "store", tmp_path / "copy.xlsx")


def test_a_code_in_small_letters_is_the_same_area(tmp_path):
    small = {code.lower() if code == MEDWAY else code: numbers for code, numbers in NUMBERS.items()}
    imported(tmp_path, numbers=small)
    assert value(tmp_path, "statutory_ta_households") == [60]


def test_tables_without_england_say_so(tmp_path):
    path = workbook(tmp_path / "tables.xlsx")
    book = openpyxl.load_workbook(path)
    for name in ("TA1", "A1"):
        book[name].delete_rows(8)
    book.save(path)
    assert "4 authorities, 2 regions, but no row of England." in load(tmp_path / "store", path)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("ta_households", ("Total number of households in temporary accommodation", "")),
        ("ta_households", ("TOTAL  NUMBER OF\nHOUSEHOLDS IN TA ¹²", "")),
        ("households_in_area", ("Households in area (thousands)", "")),
        ("ta_with_children", ("Number of households with children in temporary accommodation", "")),
        ("bb_with_children_over_six_weeks", ("Bed & breakfast hotels", "Households with children over six weeks")),
        ("other", ("Other accommodation", "Number of households")),
    ],
)
def test_other_words_for_the_same_column_are_understood(tmp_path, name, heading):
    imported(tmp_path, places={**PLACES, name: heading})
    assert value(tmp_path, "statutory_ta_households") == [60]
    assert value(tmp_path, "statutory_ta_bb_families_over_six_weeks") == [1]
    assert value(tmp_path, "statutory_households_in_area") == [12500]


def test_a_column_that_older_tables_do_without_is_left_empty_and_named(tmp_path):
    report = imported(tmp_path, places={name: PLACES[name] for name in PLACES if name != "out_of_district"})
    assert "Not in the workbook and left empty: out_of_district." in report
    assert value(tmp_path, "statutory_ta_out_of_district") == [None]


def test_a_column_that_is_not_found_is_named_with_those_that_are(tmp_path):
    message = refused(tmp_path, places={**PLACES, "ta_households": ("Families we house", "")})
    assert 'sheet TA1 has no column "total number of households in TA"' in message
    assert "families we house" in message
    message = refused(tmp_path, flows={name: FLOWS[name] for name in FLOWS if name != "assessments"})
    assert 'sheet A1 has no column "total initial assessments"' in message


def test_two_columns_of_one_heading_are_refused(tmp_path):
    message = refused(tmp_path, places={**PLACES, "more": ("Number of households in TA", "")})
    assert 'the columns E and AA both read "total number of households in TA"' in message


@pytest.mark.parametrize(
    ("at_end", "span"),
    [
        ("at the end of quarter, 31 December 2020", "October to December 2020"),
        ("31st December 2020", "Oct-Dec 2020"),
        ("31 December 2020R", "October 2020 to December 2020"),
        ("October – December 2020", "31 Dec 2020"),
    ],
)
def test_the_quarter_is_read_from_the_titles(tmp_path, at_end, span):
    assert "Q3 2020/21" in imported(tmp_path, at_end=at_end, span=span)


@pytest.mark.parametrize("span", ["April 2020 to March 2021", "2020-21", "May to July 2021", "30 May 2021"])
def test_a_title_that_names_no_quarter_is_refused_and_shown(tmp_path, span):
    message = refused(tmp_path, span=span)
    assert "the title of sheet A1 names no financial quarter" in message
    assert span in message


def test_sheets_of_two_quarters_are_refused(tmp_path):
    message = refused(tmp_path, span="July to September 2021")
    assert "TA1 is of Q1 2021/22 (Apr to Jun 2021) and sheet A1 of Q2 2021/22 (Jul to Sep 2021)" in message


def test_a_cell_that_is_no_number_is_refused_with_its_address(tmp_path):
    message = refused(tmp_path, changed={(MEDWAY, "ta_households"): "sixty"})
    assert 'sheet TA1, cell E13: "sixty" is no number' in message
    message = refused(tmp_path, changed={(MEDWAY, "assessments"): 300.5})
    assert 'sheet A1, cell E13: "300.5" is no whole number' in message
    assert '"-3" is no number' in refused(tmp_path, changed={(MEDWAY, "hostel"): -3})


def test_an_area_that_stands_twice_with_different_numbers_is_refused(tmp_path):
    twice = (LONDON, "London", {"ta_households": 601, "assessments": 1})
    message = refused(tmp_path, extra=[twice])
    assert "London (E12000007) stands twice on sheet TA1, in rows 9 and 17, with different numbers" in message


def test_a_workbook_without_the_sheet_names_those_it_has(tmp_path):
    path = workbook(tmp_path / "tables.xlsx")
    book = openpyxl.load_workbook(path)
    book.remove(book["TA1"])
    book.save(path)
    with pytest.raises(LoadError, match=r"has no sheet TA1\. Its sheets are: Contents, A1"):
        load(tmp_path / "store", path)


def test_a_sheet_without_areas_is_refused(tmp_path):
    path = workbook(tmp_path / "tables.xlsx")
    book = openpyxl.load_workbook(path)
    book["TA1"].delete_rows(8, 20)
    book.save(path)
    with pytest.raises(LoadError, match="sheet TA1 has no row with an area code such as E92000001"):
        load(tmp_path / "store", path)


def test_files_that_are_no_workbook_are_refused_in_a_sentence(tmp_path):
    for name, content in (("tables.xlsx", "no workbook"), ("tables.csv", "a,b")):
        with pytest.raises(LoadError, match=rf"{name} (cannot be opened as a workbook|ends with \"\.csv\")"):
            load(tmp_path / "store", written(tmp_path, content, name))
    with pytest.raises(LoadError, match="There is no file"):
        load(tmp_path / "store", tmp_path / "nothing.xlsx")


def test_a_workbook_without_contents_has_no_day_of_publication(tmp_path):
    assert "prints no day of publication" in imported(tmp_path, contents=False)


def test_the_command_says_why_it_refuses_and_ends_with_one(tmp_path):
    path = workbook(tmp_path / "tables.xlsx", span="April 2020 to March 2021")
    ended = scrutiny("import", "mhclg-homelessness", path, "--data", tmp_path / "store")
    assert ended.returncode == 1
    assert "names no financial quarter" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_tables_about_every_council_belong_to_none(tmp_path):
    file = written(tmp_path, "area_code,area,level\nE06000035,Medway,authority\n")
    with pytest.raises(UsageError, match=r"about every council\. Write --council england"):
        load_file(tmp_path / "store", "statutory_homelessness", file, "medway", "2021-22-Q1")


@pytest.fixture(scope="module")
def with_tables(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with the tables of a quarter that it covers and of one long after it."""
    folder = tmp_path_factory.mktemp("national")
    shutil.copytree(sample_store, folder / "store")
    for span, at_end in (
        ("July to September 2019", "30 September 2019"),
        ("April to June 2021", "30 June 2021"),
    ):
        load(folder / "store", workbook(folder / "tables.xlsx", span=span, at_end=at_end))
    return folder / "store"


def shown(store: Path, quarter: str, council: str = "medway") -> View:
    """The temporary accommodation page."""
    return THEME.view(Data(Settings(data=store)), State(council, Period.parse(quarter)))


def test_a_store_with_the_tables_is_whole_and_has_no_new_council(with_tables):
    assert not check(with_tables).wrong
    data = Data(Settings(data=with_tables))
    assert data.councils() == ["medway", "thurrock", "maidstone"]
    assert "england" not in offered_of_measure(data, None, None).councils
    assert data.councils("statutory_homelessness")[0] == "medway"
    assert data.data_to("medway") == Period.parse("2019-20-Q4").last_day


def test_the_page_sets_the_council_beside_england_its_region_and_its_neighbours(with_tables):
    card = shown(with_tables, "2019-20-Q4").card("beside")
    assert card.title == "Beside England and neighbours, Q2 2019/20"
    assert [(row["label"], row["value"]) for row in card.table.rows] == [
        ("Gravesham", 2.5), ("England", 1010 / 400.5), ("South East", 240 / 90.125), ("Medway", 4.8),
    ]  # fmt: skip
    assert "4.80 in temporary accommodation for every 1,000 households: more than Gravesham (2.50)" in card.finding
    assert "tables.xlsx, tables TA1 and A1, published 25 November 2021" in card.about.source
    assert "No newer tables have been loaded" in card.note


def test_the_page_says_the_councils_place_among_those_that_reported(with_tables):
    card = shown(with_tables, "2019-20-Q4").card("authorities")
    assert card.finding == (
        "In Q2 2019/20 Medway had 4.80 in temporary accommodation for every 1,000 households, the 2nd highest of 3 "
        "authorities that reported; 1 did not. It is in the second lowest quarter of them."
    )
    assert [(row["place"], row["label"]) for row in card.table.rows] == [
        (1, "Westminster"), (2, "Medway"), (3, "Gravesham"), (None, "Maidstone"),
    ]  # fmt: skip


def test_before_the_first_tables_the_oldest_are_shown_and_called_later(with_tables):
    view = shown(with_tables, "2017-18-Q2")
    assert "Q2 2019/20" in view.card("beside").title
    assert "The tables are later than Q2 2017/18" in view.card("beside").note
    assert view.card("rate").title == "Rate per 1,000 households, Q2 2017/18"


def test_tables_of_the_time_take_the_place_of_what_papers_print(with_tables):
    assert "rate" not in {card.key for card in shown(with_tables, "2019-20-Q4").cards}


def test_a_part_of_the_council_is_not_set_beside_whole_ones(with_tables):
    data = Data(Settings(data=with_tables))
    state = State("medway", Period.parse("2019-20-Q4"), chosen=chosen(service=["Housing Options"]))
    assert not {"beside", "authorities"} & {card.key for card in THEME.view(data, state).cards}


def test_without_tables_the_page_is_as_it_was(sample_store):
    keys = {card.key for card in shown(sample_store, "2019-20-Q4").cards}
    assert "rate" in keys
    assert not {"beside", "authorities"} & keys


def test_the_measures_page_takes_its_comparators_from_the_tables(with_tables):
    data = Data(Settings(data=with_tables))
    state = State("medway", Period.parse("2019-20-Q4"), measure="ta_households_per_1000")
    card = next(card for card in measure.view(data, state).cards if card.key == "benchmarks")
    assert {"England", "South East", "Gravesham"} <= {row["label"] for row in card.table.rows}


def test_the_page_of_sources_lists_the_tables_as_published(with_tables):
    listed = dict(sources.extracts(Data(Settings(data=with_tables))))
    assert [row["state"] for row in listed["England"].rows] == ["sound, published"] * 2


def test_england_is_printed_in_the_letters_of_the_others(tmp_path):
    imported(tmp_path)
    data = Data(Settings(data=tmp_path / "store"))
    rows = data.rows("statutory_homelessness_areas", council="medway", basis="latest", period="2021-22-Q1")
    assert next(row["area"] for row in rows if row["area_code"] == ENGLAND) == "England"


def test_a_download_says_that_its_numbers_are_the_ministrys(with_tables):
    settings = Settings(data=with_tables)
    client = create_app(settings, Source(settings)).server.test_client()
    address = "/download/temporary_accommodation/{}.csv?council=medway&quarter=2019-20-Q4"
    rows = list(csv.DictReader(client.get(address.format("beside")).text.removeprefix("\ufeff").splitlines()))
    assert all(row["Records"].startswith("tables.xlsx, tables TA1 and A1, published") for row in rows)
    assert "illustrative" in client.get(address.format("households")).text


def test_tables_alone_show_no_council_and_say_what_to_load(tmp_path):
    imported(tmp_path)
    data = Data(Settings(data=tmp_path / "store"))
    for ask in (lambda: offered(data, "any", None), lambda: offered_of_measure(data, None, None)):
        with pytest.raises(StoreError, match=r"No council's own data have been loaded\."):
            ask()


def test_every_card_of_the_page_is_laid_out(with_tables):
    assert {card.key for card in shown(with_tables, "2017-18-Q2").cards} <= PAGE.cards(Data(Settings(data=with_tables)))
