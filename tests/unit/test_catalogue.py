"""The catalogue: what it says, how a council's own files win, and that mistakes are named all at once."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from dashboard.basics.errors import CatalogueError, UsageError
from dashboard.basics.quarters import Period
from dashboard.catalogue.events import last_step
from dashboard.catalogue.files import read_catalogue, read_folders
from dashboard.catalogue.records import FOLDER, NOT_A_MEASURE, Catalogue, deadlines_of, in_force
from dashboard.catalogue.tables import MEASURES
from dashboard.measures.reconciling.plans import computed_by
from dashboard.sample import papers


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The sample's own on top of the project's."""
    return read_folders([FOLDER, papers.FOLDER])


@pytest.fixture
def council_folder(tmp_path: Path) -> Path:
    """A data folder with an empty catalogue folder of the council's own."""
    (tmp_path / "catalogue").mkdir()
    return tmp_path


def problems(folder: Path) -> list[str]:
    """The problems that reading this data folder reports."""
    with pytest.raises(CatalogueError) as error:
        read_catalogue(folder)
    return str(error.value).splitlines()[1:]


@pytest.mark.parametrize(
    ("stage", "period", "expected"),
    [
        ("corporate_stage_1", "2017-18-Q1", 80),
        ("corporate_stage_1", "2019-20-Q4", 80),
        ("corporate_stage_1", "2019-20", 80),
        ("corporate_stage_1", "2016-17-Q4", None),
        ("corporate_stage_2", "2017-18-H1", 75),
        ("childrens_stage_1", "2019-20-Q1", 75),
        ("childrens_stage_1", "2018-19-Q4", None),
        ("childrens_stage_1", "2020-21-Q1", None),
        ("adults", "2019-20-Q4", None),
        ("", "2019-20-Q4", None),
    ],
)
def test_a_target_holds_for_its_stage_and_time_only(
    catalogue: Catalogue, stage: str, period: str, expected: float | None
) -> None:
    measure = catalogue.measure("complaints_timeliness")
    target = catalogue.target(measure, "medway", stage, Period.parse(period))
    assert (target.number if target else None) == expected


def test_another_council_does_not_inherit_a_target(catalogue: Catalogue) -> None:
    measure = catalogue.measure("complaints_timeliness")
    assert catalogue.target(measure, "thurrock", "corporate_stage_1", Period.parse("2019-20-Q4")) is None


@pytest.mark.parametrize(
    ("stage", "days"),
    [("corporate_stage_1", 10), ("corporate_stage_2", 15), ("childrens_stage_1", 20), ("adults", 20)],
)
def test_each_stage_has_its_deadline(catalogue: Catalogue, stage: str, days: int) -> None:
    found = in_force(deadlines_of(catalogue.deadlines, ""), stage, dt.date(2019, 10, 1))
    assert found is not None
    assert found.working_days == days


def test_a_stage_that_nobody_set_a_deadline_for_has_none(catalogue: Catalogue) -> None:
    assert in_force(deadlines_of(catalogue.deadlines, ""), "corporate_stage_3", dt.date(2019, 10, 1)) is None


def test_the_printed_code_leads_to_its_measure(catalogue: Catalogue) -> None:
    found = [m.id for m in catalogue.measures_of("medway").values() if m.code == "CUSBFL31i"]
    assert found == ["complaints_timeliness"]


def test_an_unknown_measure_names_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match='Did you mean "complaints_timeliness"'):
        catalogue.measure("complaint_timelines")


def test_a_rate_has_both_halves_and_a_count_has_one(catalogue: Catalogue) -> None:
    for measure in catalogue.measures.values():
        assert bool(measure.denominator) == (measure.nature == "rate"), measure.id


def test_labels_are_words_and_unknown_codes_stay_as_they_are(catalogue: Catalogue) -> None:
    assert catalogue.label("complaints", "stage", "adults") == "Adult social care"
    assert catalogue.label("complaints", "theme", "Missed collection") == "Missed collection"
    assert catalogue.label("", "council", "kent-county") == "Kent County"


def test_codes_come_in_the_order_to_show_them(catalogue: Catalogue) -> None:
    assert catalogue.codes("complaints", "stage") == [
        "corporate_stage_1",
        "corporate_stage_2",
        "childrens_stage_1",
        "adults",
    ]
    assert catalogue.codes("complaints", "theme") == []


def test_a_published_figure_is_a_measure_or_says_why_not(catalogue: Catalogue) -> None:
    named = {one.measure for one in catalogue.published if not computed_by(one)} - {NOT_A_MEASURE}
    assert named <= catalogue.measures.keys()
    assert all(bool(one.reason) == (one.measure == NOT_A_MEASURE) for one in catalogue.published)


def test_every_published_figure_belongs_to_a_listed_paper(catalogue: Catalogue) -> None:
    assert {one.document for one in catalogue.published} <= catalogue.documents.keys()


def test_a_councils_own_target_wins_from_its_quarter_on(council_folder: Path) -> None:
    (council_folder / "catalogue" / "targets.csv").write_text(
        "measure,council,area,from_quarter,to_quarter,kind,value\n"
        "complaints_timeliness,medway,corporate_stage_1,2019-20-Q3,,number,85\n",
        encoding="utf-8",
    )
    catalogue = read_folders([FOLDER, papers.FOLDER, council_folder / "catalogue"])
    measure = catalogue.measure("complaints_timeliness")
    targets = [
        catalogue.target(measure, "medway", "corporate_stage_1", Period.parse(quarter))
        for quarter in ("2019-20-Q2", "2019-20-Q3")
    ]
    values = [target.number for target in targets if target]
    assert values == [80, 85]


def test_a_councils_own_deadline_leaves_one_in_force_on_every_day(council_folder: Path) -> None:
    (council_folder / "catalogue" / "deadlines.csv").write_text(
        "stage,from_date,to_date,working_days,source\n"
        "adults,2018-04-01,2019-03-31,25,a trial\n"
        "childrens_stage_1,2019-04-01,,15,a rule\n",
        encoding="utf-8",
    )
    deadlines = read_catalogue(council_folder).deadlines
    for day in (dt.date(2018, 3, 31), dt.date(2018, 4, 1), dt.date(2019, 3, 31), dt.date(2019, 4, 1)):
        in_force = [d for d in deadlines if d.first <= day and (d.last is None or day <= d.last)]
        assert len(in_force) == len({d.stage for d in in_force}) == 5
        days = {d.stage: d.working_days for d in in_force}
        assert days["adults"] == (25 if dt.date(2018, 4, 1) <= day <= dt.date(2019, 3, 31) else 20)
        assert days["childrens_stage_1"] == (15 if day >= dt.date(2019, 4, 1) else 20)


def test_a_relative_target_stays_text(council_folder: Path) -> None:
    (council_folder / "catalogue" / "targets.csv").write_text(
        "measure,council,area,from_quarter,to_quarter,kind,value\n"
        "complaints_received,thurrock,,2016-17-Q1,2016-17-Q4,relative,Reduction\n",
        encoding="utf-8",
    )
    catalogue = read_catalogue(council_folder)
    measure, period = catalogue.measure("complaints_received"), Period.parse("2016-17-Q1")
    target = catalogue.target(measure, "thurrock", "", period)
    assert target is not None
    assert target.value == "Reduction"
    assert target.number is None


def test_a_councils_own_measure_replaces_the_one_of_that_id(council_folder: Path) -> None:
    header, first, *_ = (FOLDER / "measures.csv").read_text(encoding="utf-8").splitlines()
    own = first.replace("Complaints received", "Complaints and concerns received")
    (council_folder / "catalogue" / "measures.csv").write_text(f"{header}\n{own}\n", encoding="utf-8-sig")
    catalogue = read_catalogue(council_folder)
    assert catalogue.measure("complaints_received").title == "Complaints and concerns received"
    assert catalogue.measures.keys() == read_catalogue().measures.keys()


def test_all_mistakes_come_in_one_report_with_file_line_and_column(council_folder: Path) -> None:
    own = council_folder / "catalogue"
    (own / "targets.csv").write_text(
        "measure,council,area,from_quarter,to_quarter,kind,value\n"
        "complaints_timelines,medway,,2019-20-Q1,,number,80\n"
        "complaints_timeliness,medway,stage_1,2019-20-Q5,,number,80%\n",
        encoding="utf-8",
    )
    (own / "deadlines.csv").write_text(
        "stage,from_date,to_date,working_days,source\nadults,2019-02-30,,twenty,a rule\n", encoding="utf-8"
    )
    found = problems(council_folder)
    places = [
        ("targets.csv, line 2, measure", '"complaints_timelines"', 'Did you mean "complaints_timeliness"'),
        ("targets.csv, line 3, area", '"stage_1"', "corporate_stage_1"),
        ("targets.csv, line 3, from_quarter", '"2019-20-Q5"', "2019-20-Q4"),
        ("targets.csv, line 3, value", '"80%"', "without %"),
        ("deadlines.csv, line 2, from_date", '"2019-02-30"', "2019-12-31"),
        ("deadlines.csv, line 2, working_days", '"twenty"', "whole number"),
    ]
    assert len(found) == len(places)
    for place in places:
        assert any(all(part in problem for part in place) for problem in found), place


def test_two_targets_in_force_at_once_are_refused(council_folder: Path) -> None:
    (council_folder / "catalogue" / "targets.csv").write_text(
        "measure,council,area,from_quarter,to_quarter,kind,value\n"
        "complaints_timeliness,medway,adults,2018-19-Q1,2019-20-Q4,number,70\n"
        "complaints_timeliness,medway,adults,2019-20-Q4,,number,75\n",
        encoding="utf-8",
    )
    assert [
        problem for problem in problems(council_folder) if "line 3" in problem and "overlaps with line 2" in problem
    ]


def test_the_same_row_twice_is_refused(council_folder: Path) -> None:
    (council_folder / "catalogue" / "benchmarks.csv").write_text(
        "measure,comparator,comparator_code,quarter,value,source\n"
        "complaints_timeliness,Kent,,2019-20-Q4,88.1,a paper\n"
        "complaints_timeliness,Kent,,2019-20-Q4,88.2,a paper\n",
        encoding="utf-8",
    )
    assert ["Line 2 already says this" in problem for problem in problems(council_folder)] == [True]


def test_a_wrong_header_says_which_columns_are_missing(council_folder: Path) -> None:
    (council_folder / "catalogue" / "denominators.csv").write_text("measure,council,year,value\n", encoding="utf-8")
    (problem,) = problems(council_folder)
    assert "denominators.csv, line 1" in problem
    assert "Missing: from_quarter, to_quarter, source; unknown or repeated: year" in problem


def test_an_unquoted_comma_is_named_by_its_line(council_folder: Path) -> None:
    (council_folder / "catalogue" / "labels.csv").write_text(
        "dataset,column,code,label\ncomplaints,theme,noise,Noise, dust\n", encoding="utf-8"
    )
    (problem,) = problems(council_folder)
    assert "labels.csv, line 2: 5 cells" in problem


def test_more_mistakes_than_fit_a_screen_are_counted(council_folder: Path) -> None:
    rows = "".join(f"complaints_timeliness,medway,stage_{i},2019-20-Q1,,number,80\n" for i in range(25))
    (council_folder / "catalogue" / "targets.csv").write_text(
        f"measure,council,area,from_quarter,to_quarter,kind,value\n{rows}", encoding="utf-8"
    )
    found = problems(council_folder)
    assert len(found) == 21
    assert found[-1] == "... and 5 more."


def test_a_published_figure_that_is_no_measure_needs_its_reason(council_folder: Path) -> None:
    (council_folder / "catalogue" / "published.csv").write_text(
        "document,council,period,printed,unit,measure,quantity,filters,basis,place,known,reason\n"
        "X,medway,2020-21-Q1,5,count,not_a_measure,,,,page 1,,\n"
        "X,medway,May 2020,5,count,complaints_received,values,phase=1,newest,page 1,,\n",
        encoding="utf-8",
    )
    columns = [problem.partition(", line ")[2].partition(":")[0] for problem in problems(council_folder)]
    assert sorted(columns) == ["2, reason", "3, basis", "3, filters", "3, period", "3, quantity"]


def test_a_missing_project_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "catalogue")
    (tmp_path / "catalogue" / "deadlines.csv").unlink()
    with pytest.raises(CatalogueError, match=r"deadlines\.csv is missing"):
        read_folders([tmp_path / "catalogue"])


def test_a_councils_own_line_says_which_area_it_is_and_who_its_neighbours_are(council_folder: Path) -> None:
    (council_folder / "catalogue" / "councils.csv").write_text(
        "council,code,region_code,neighbours\nmedway,E06000035,E12000008,E07000109\nkent,E10000016,E12000008,\n",
        encoding="utf-8",
    )
    councils = read_folders([FOLDER, papers.FOLDER, council_folder / "catalogue"]).councils
    assert councils["medway"].neighbours == ("E07000109",)
    assert councils["kent"].neighbours == ()
    assert councils["thurrock"].code == "E06000034"


def test_a_council_whose_areas_are_no_codes_is_told(council_folder: Path) -> None:
    (council_folder / "catalogue" / "councils.csv").write_text(
        "council,code,region_code,neighbours\nkent,Kent,E1200000,E07000109|Dover\nessex,,E12000006,\n",
        encoding="utf-8",
    )
    found = "\n".join(problems(council_folder))
    for place in ("line 2, code", "line 2, region_code", '"Dover" is no area code', 'line 3, code: "". It may not be'):
        assert place in found


HEADINGS = ",".join(name for name in MEASURES.columns if name not in MEASURES.optional)
MEASURE = "{id},,Late,Late,{unit},{decimals},lower,rate,{dataset},{numerator},{denominator},,A test.,late,of those,us\n"
USUAL = {
    "id": "late",
    "unit": "percent",
    "decimals": "1",
    "dataset": "complaints",
    "numerator": "within_deadline",
    "denominator": "responded",
}


@pytest.mark.parametrize(
    ("column", "value", "advice"),
    [
        ("numerator", "over_ten_days", "received, acknowledged, acknowledged_in_time"),
        ("denominator", "answered", "stage_2_received, open, catalogue"),
        ("numerator", "place", "It must be one of"),
        ("numerator", "transactions", "It must be one of"),
        ("dataset", "complaint", 'Did you mean "complaints"?'),
        ("dataset", "budgets", "It must be one of: actions, agency"),
        ("decimals", "99", "Write a whole number from 0 to 6."),
    ],
)
def test_an_own_measure_is_made_of_what_its_dataset_has(
    council_folder: Path, column: str, value: str, advice: str
) -> None:
    row = MEASURE.format(**{**USUAL, column: value})
    (council_folder / "catalogue" / "measures.csv").write_text(HEADINGS + "\n" + row, encoding="utf-8")
    (problem,) = problems(council_folder)
    assert f'measures.csv, line 2, {column}: "{value}"' in problem
    assert advice in problem


@pytest.mark.parametrize(
    ("halves", "share"),
    [
        (("within_deadline", "responded"), True),
        (("stage_2_received", "stage_1_received"), False),
        (("stage_1_received", "stage_2_received"), False),
    ],
)
def test_a_ratio_of_counts_that_the_declaration_sets_apart_is_no_share(
    council_folder: Path, halves: tuple[str, str], share: bool
) -> None:
    row = MEASURE.format(**{**USUAL, "id": "own", "numerator": halves[0], "denominator": halves[1]})
    (council_folder / "catalogue" / "measures.csv").write_text(HEADINGS + "\n" + row, encoding="utf-8")
    assert read_catalogue(council_folder).measures["own"].proportion == share


def test_a_measure_that_is_replaced_stays_of_its_dataset(council_folder: Path) -> None:
    row = MEASURE.format(**{**USUAL, "id": "digital_take_up"})
    (council_folder / "catalogue" / "measures.csv").write_text(HEADINGS + "\n" + row, encoding="utf-8")
    (problem,) = problems(council_folder)
    assert "digital_take_up is a measure of digital. Give yours another id." in problem


TARGET = "measure,council,area,from_quarter,to_quarter,kind,value\n{},kent,,2019-20-Q1,,number,{}\n"


@pytest.mark.parametrize(
    ("measure", "value", "advice"),
    [
        ("complaints_timeliness", "0.85", "is written as 85, not as a fraction; if 0.85% is meant, write 0.85%."),
        ("complaints_timeliness", "0.805", "is written as 80.5, not"),
        ("complaints_timeliness", "1", "is written as 100, not"),
        ("digital_take_up", "850", "a number from 0 to 100"),
        ("digital_take_up", "-5", "a number from 0 to 100"),
        ("kpi:% of calls answered", "0.9", "is written as 90, not"),
        ("kpi:Percentage of calls answered", "900", "a number from 0 to 100"),
        ("complaints_timeliness", "85%", "without %"),
    ],
)
def test_a_percentage_that_cannot_be_meant_is_refused_with_what_to_write(
    council_folder: Path, measure: str, value: str, advice: str
) -> None:
    (council_folder / "catalogue" / "targets.csv").write_text(TARGET.format(measure, value), encoding="utf-8")
    (problem,) = problems(council_folder)
    assert f'targets.csv, line 2, value: "{value}". ' in problem
    assert advice in problem


@pytest.mark.parametrize(
    ("measure", "value", "number"),
    [
        ("complaints_timeliness", "85", 85),
        ("complaints_timeliness", "0.85%", 0.85),
        ("digital_take_up", "0", 0),
        ("digital_take_up", "100", 100),
        ("ta_households", "1", 1),
        ("ta_households_per_1000", "0.85", 0.85),
        ("agency_spend", "850", 850),
        ("kpi:Trees planted", "0.5", 0.5),
    ],
)
def test_other_targets_are_taken_as_they_are(council_folder: Path, measure: str, value: str, number: float) -> None:
    (council_folder / "catalogue" / "targets.csv").write_text(TARGET.format(measure, value), encoding="utf-8")
    assert [one.number for one in read_catalogue(council_folder).targets] == [number]


def test_a_benchmark_that_is_a_fraction_is_refused(council_folder: Path) -> None:
    (council_folder / "catalogue" / "benchmarks.csv").write_text(
        "measure,comparator,comparator_code,quarter,value,source\ndigital_take_up,England,,2019-20-Q4,0.6,A table\n",
        encoding="utf-8",
    )
    (problem,) = problems(council_folder)
    assert "benchmarks.csv, line 2, value" in problem
    assert "is written as 60" in problem


@pytest.mark.parametrize(("council", "meant"), [("Kent", "kent"), ("East Sussex", "east-sussex"), ("kent/..", "kent")])
def test_an_id_that_no_council_can_have_is_refused(council_folder: Path, council: str, meant: str) -> None:
    (council_folder / "catalogue" / "targets.csv").write_text(
        TARGET.format("ta_households", 5).replace("kent", council), encoding="utf-8"
    )
    (problem,) = problems(council_folder)
    assert f'targets.csv, line 2, council: "{council}"' in problem
    assert f'Did you mean "{meant}"?' in problem


OWN = "measure,council,code,polarity,short_title,definition\n"


def test_a_council_has_its_own_words_for_a_measure_without_its_other_columns(council_folder: Path) -> None:
    (council_folder / "catalogue" / "council_measures.csv").write_text(
        OWN + "complaints_received,kent,K7,higher,Heard,\n", encoding="utf-8"
    )
    catalogue = read_catalogue(council_folder)
    usual, own = catalogue.measure("complaints_received"), catalogue.measure("complaints_received", "kent")
    assert (own.code, own.polarity, own.short_title) == ("K7", "higher", "Heard")
    assert (own.definition, own.numerator, own.decimals) == (usual.definition, usual.numerator, usual.decimals)
    assert catalogue.measure("complaints_received", "essex") == usual
    assert catalogue.measures_of("kent")["complaints_received"] == own


def test_a_council_s_words_may_be_some_columns_alone(council_folder: Path) -> None:
    (council_folder / "catalogue" / "council_measures.csv").write_text(
        "measure,council,code\ncomplaints_received,kent,K7\n", encoding="utf-8"
    )
    assert read_catalogue(council_folder).measure("complaints_received", "kent").code == "K7"


@pytest.mark.parametrize(
    ("row", "place", "advice"),
    [
        ("complaints_recieved,kent,K7,,,", "measure", 'Did you mean "complaints_received"?'),
        ("kpi:Trees,kent,K7,,,", "measure", "It must be one of"),
        ("complaints_received,kent,K7,up,,", "polarity", "higher, lower, neither"),
        ("complaints_received,kent,,,,", "measure", "The line says nothing. Fill in one of code, polarity"),
        ("complaints_received,Kent,K7,,,", "council", 'Did you mean "kent"?'),
    ],
)
def test_a_council_s_words_that_mean_nothing_are_refused(
    council_folder: Path, row: str, place: str, advice: str
) -> None:
    (council_folder / "catalogue" / "council_measures.csv").write_text(f"{OWN}{row}\n", encoding="utf-8")
    (problem,) = problems(council_folder)
    assert f"council_measures.csv, line 2, {place}: " in problem
    assert advice in problem


def test_a_council_s_rules_may_be_some_columns_alone(council_folder: Path) -> None:
    (council_folder / "catalogue" / "rules.csv").write_text("council,amber,amber_of\nkent,7.5,points\n")
    assert read_catalogue(council_folder).judging == {"kent": {"amber": 7.5, "margin": "points"}}


@pytest.mark.parametrize(("written", "width"), [("0", 0), ("1", 1), ("0.5%", 0.5), ("0.5 points", 0.5), (".5 %", 0.5)])
def test_amber_of_less_than_one_has_its_mark(council_folder: Path, written: str, width: float) -> None:
    (council_folder / "catalogue" / "rules.csv").write_text(f"council,amber\nkent,{written}\n")
    assert read_catalogue(council_folder).judging == {"kent": {"amber": width}}


@pytest.mark.parametrize(
    ("row", "place", "advice"),
    [
        ("kent,traffic lights,,,", "scheme", "rag, achieved_failed"),
        ("kent,,ten,,", "amber", "a number from 0 to 100"),
        ("kent,,0.1,,", "amber", "write 10, or 0.1% or 0.1 points if that is meant"),
        ("kent,,.05,points,", "amber", "write 5, or .05% or .05 points"),
        ("kent,,-1,,", "amber", "a number from 0 to 100"),
        ("kent,,10,percent,", "amber_of", "target, points"),
        ("kent,,,,last_year", "long_trend", "mean_of_four, with_this_quarter, year_before"),
        ("kent,,,,", "council", "The line says nothing."),
        ("Kent,rag,,,", "council", 'Did you mean "kent"?'),
    ],
)
def test_rules_that_mean_nothing_are_refused(council_folder: Path, row: str, place: str, advice: str) -> None:
    (council_folder / "catalogue" / "rules.csv").write_text(
        f"council,scheme,amber,amber_of,long_trend\n{row}\n", encoding="utf-8"
    )
    (problem,) = problems(council_folder)
    assert f"rules.csv, line 2, {place}: " in problem
    assert advice in problem


@pytest.mark.parametrize(
    ("label", "name", "full"),
    [
        ("Kent", "", "Kent Council"),
        ("Kent County Council", "", "Kent County Council"),
        ("London Borough of Kent", "", "London Borough of Kent"),
        ("Kent", "Royal County of Kent", "Royal County of Kent"),
        ("Kent County Council", "City of Kent Council", "City of Kent Council"),
        ("", "", "Kent Council"),
    ],
)
def test_a_council_is_called_by_its_full_name(council_folder: Path, label: str, name: str, full: str) -> None:
    own = council_folder / "catalogue"
    (own / "councils.csv").write_text(
        f"council,code,region_code,neighbours,name\nkent,E10000016,E12000008,,{name}\n", encoding="utf-8"
    )
    row = f",council,kent,{label}\n" if label else ""
    (own / "labels.csv").write_text(f"dataset,column,code,label\n{row}", encoding="utf-8")
    assert read_catalogue(council_folder).full_name("kent") == full


EVENT = "council,measure,area,quarter,kind,text\n"


def test_events_say_what_happened_to_which_measures(council_folder: Path) -> None:
    (council_folder / "catalogue" / "events.csv").write_text(
        f"{EVENT}kent,ta_households,,2018-19-Q1,step,A new law.\n"
        "kent,ta_households,,2016-17-Q1,step,A hostel closed.\n"
        "kent,complaints_timeliness,adults,2017-18-Q2,step,A new team.\n"
        "kent,,,2019-20-Q4,note,People stayed at home.\n"
    )
    catalogue = read_catalogue(council_folder)
    assert [one.kind for one in catalogue.events] == ["step", "step", "step", "note"]

    def last(measure: str, period: str, area: str = "", council: str = "kent") -> str | None:
        found = last_step(catalogue.events, measure, council, area, Period.parse(period))
        return found.id if found else None

    assert last("ta_households", "2019-20-Q4") == "2018-19-Q1"
    assert last("ta_households", "2018-19-Q1") == "2018-19-Q1"
    assert last("ta_households", "2017-18-Q4") == "2016-17-Q1"
    assert last("ta_households", "2015-16-Q4") is None
    assert last("ta_households", "2019-20") == "2018-19"
    assert last("ta_households", "2019-20-Q4", council="essex") is None
    assert last("complaints_timeliness", "2019-20-Q4", "adults") == "2017-18-Q2"
    assert last("complaints_timeliness", "2019-20-Q4") is None
    assert [one.text for one in catalogue.events if one.about("agency_fte", "kent")] == ["People stayed at home."]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("kent,ta_household,,2018-19-Q1,step,A law.", 'measure: "ta_household". It must be one of'),
        ("kent,,,2018-19-Q1,step,A law.", 'measure: "". Name the measure whose level changed'),
        ("Kent,ta_households,,2018-19-Q1,step,A law.", 'council: "Kent". A council'),
        ("kent,ta_households,,2018-19,step,A law.", 'quarter: "2018-19". Write a quarter as'),
        ("kent,ta_households,,2018-19-Q1,stop,A law.", 'kind: "stop". It must be one of: step, note. Did you mean'),
        ("kent,complaints_timeliness,adult,2018-19-Q1,step,A law.", 'area: "adult". It must be one of'),
        ("kent,ta_households,,2018-19-Q1,step,", 'text: "". It may not be empty.'),
    ],
)
def test_an_event_that_cannot_be_read_is_named_by_line_and_column(council_folder: Path, row: str, place: str) -> None:
    (council_folder / "catalogue" / "events.csv").write_text(f"{EVENT}{row}\n")
    (problem,) = problems(council_folder)
    assert f"events.csv, line 2, {place}" in problem


def test_the_same_event_twice_is_a_mistake(council_folder: Path) -> None:
    row = "kent,ta_households,,2018-19-Q1,step,A law.\n"
    (council_folder / "catalogue" / "events.csv").write_text(EVENT + row + row)
    (problem,) = problems(council_folder)
    assert "events.csv, line 3" in problem
    assert "Line 2 already says this" in problem


@pytest.mark.parametrize(
    ("column", "cell", "advice"),
    [
        ("clear", "0.5", "Write a number of standard deviations from 1 to 10"),
        ("look", "4", "It is further than what is clear."),
        ("look", "far", "Write a plain number"),
        ("fewest_cases", "few", "Write a whole number"),
        ("target_cases", "-1", "Write a whole number"),
        ("run", "3", "Write how many quarters on one side are a new level, from 5 to 12."),
    ],
)
def test_rules_of_verdicts_are_checked(council_folder: Path, column: str, cell: str, advice: str) -> None:
    (council_folder / "catalogue" / "rules.csv").write_text(f"council,{column}\nkent,{cell}\n")
    problem = problems(council_folder)[0]
    assert f"rules.csv, line 2, {column}: " in problem
    assert advice in problem


@pytest.mark.parametrize(("column", "cell"), [("read_as", "yearly"), ("judged", "perhaps")])
def test_how_a_measure_is_read_is_one_of_the_ways(council_folder: Path, column: str, cell: str) -> None:
    (council_folder / "catalogue" / "council_measures.csv").write_text(
        f"measure,council,{column}\nta_households,kent,{cell}\n"
    )
    (problem,) = problems(council_folder)
    assert f'council_measures.csv, line 2, {column}: "{cell}". It must be one of' in problem
