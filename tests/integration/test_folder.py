"""A quarter in one command: what a folder holds, held against what the store's catalogue expects."""

from __future__ import annotations

from pathlib import Path

import pytest
from loads import complaints, contents, line, written
from serving import scrutiny

from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, UsageError
from dashboard.intake.check import check
from dashboard.intake.releases import releases
from dashboard.intake.sources.folder import load_folder
from dashboard.intake.sources.options import USUAL, Options
from dashboard.store.data import Data
from dashboard.store.manifest import read_manifest
from dashboard.views.sources import catalogue

Q4, Q1 = "2019-20-Q4", "2020-21-Q1"
HEADING = "council,dataset,source,file,mapping,due_working_day,owner_role\n"
EXPECTED = (
    "kent,complaints,crm,crm*.csv,,5,Head of customers\n"
    "kent,complaints,care,care-{quarter}.csv,care.toml,7,Head of care\n"
    "kent,compliments,,compliments/*.csv,,,\n"
    "kent,ombudsman,,ombudsman.csv,,0,Monitoring officer\n"
)
CARE = '[columns]\ncomplaint_id = "Ref"\n'
COUNTS = "month,directorate,service,compliments\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with nothing but a catalogue that expects four extracts."""
    folder = tmp_path / "store" / "catalogue"
    folder.mkdir(parents=True)
    written(folder, HEADING + EXPECTED, "sources.csv")
    written(folder, CARE, "care.toml")
    return tmp_path / "store"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three of them in four files, and two files that nobody expects."""
    folder = tmp_path / "q4"
    (folder / "compliments").mkdir(parents=True)
    written(folder, complaints(line(complaint_id="C1"), line(complaint_id="C2")), "crm.csv")
    written(folder, complaints(line(complaint_id="A1")).replace("complaint_id", "Ref"), f"care-{Q4}.csv")
    for month in ("2020-01", "2020-02"):
        written(folder / "compliments", f"{COUNTS}{month},Place,Waste,3\n", f"{month}.csv")
    written(folder, "thanks", "notes.txt")
    written(folder, "", ".DS_Store")
    written(folder, complaints(line()), "care-2019-20-Q3.csv")
    return folder


def test_a_folder_is_one_release_with_a_table_of_what_came_and_what_is_missing(store: Path, folder: Path) -> None:
    result = scrutiny("load", folder, "--quarter", Q4, "--data", store)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:7] == [
        "Release 1: Q4 2019/20 (Jan to Mar 2020), 3 of 4 expected extracts from q4.",
        "council  dataset      source  rows  file",
        "kent     complaints   crm        2  crm.csv",
        "kent     complaints   care       1  care-2019-20-Q4.csv",
        "kent     compliments             2  2020-01.csv, 2020-02.csv",
        "kent     ombudsman                  missing, late since 31 March 2020 (Monitoring officer)",
        "Not expected by sources.csv, and not read: care-2019-20-Q3.csv, notes.txt.",
    ]
    manifest = read_manifest(store)
    assert manifest.release == 1
    assert {one.place[0::3] for one in manifest.current()} == {
        ("complaints", "crm"),
        ("complaints", "care"),
        ("compliments", "main"),
    }
    assert (check(store).wrong, check(store).notes) == ((), ())
    listed = catalogue(Data(Settings(data=store))).rows
    assert [row["own"] for row in listed if row["file"] == "sources.csv"] == [4]


def test_the_list_of_releases_says_whose_each_change_is(store: Path, folder: Path) -> None:
    load_folder(store, folder, Q4, None, USUAL)
    (release,) = releases(store)
    assert "kent, complaints (source care): It is the first extract" in release["changes"]
    assert "kent, compliments: It is the first extract" in release["changes"]
    table, csv = (scrutiny("releases", "--format", form, "--data", store).stdout for form in ("table", "csv"))
    assert "kent, complaints (source crm): It is the first extract" in table
    assert max(map(len, table.splitlines())) < 400
    assert release["changes"] in csv


def test_the_same_folder_again_changes_nothing_and_a_new_file_is_told_with_what_is_odd(
    store: Path, folder: Path
) -> None:
    load_folder(store, folder, Q4, None, USUAL)
    before = contents(store)
    again = load_folder(store, folder, Q4, "kent", USUAL)
    assert again.startswith("Nothing was changed, and there is no new release: ")
    assert "crm.csv, as in release 1" in again
    (folder / "crm.csv").unlink()
    assert "not in the folder; release 1 holds crm.csv" in load_folder(store, folder, Q4, None, USUAL)
    more = complaints(*(line(complaint_id=f"C{at}", service="waste") for at in range(1, 6)))
    written(folder, more, "crm-2.csv")
    dry = load_folder(store, folder, Q4, None, Options(dry_run=True))
    assert contents(store) == before
    assert dry.startswith("Dry run, nothing was written. Release 2 would be: Q4 2019/20")
    assert "kent, complaints (source crm): It replaces the extract of release 1: 3 rows new, 2 changed" in dry
    assert "kent, complaints (source crm): Warning: the same name in two spellings" in dry


def test_all_problems_of_all_files_come_in_one_message_and_nothing_is_loaded(store: Path, folder: Path) -> None:
    written(folder, complaints(line(stage="x")), "crm.csv")
    written(folder / "compliments", f"{COUNTS}2020-04,Place,Waste,3\n", "2020-01.csv")
    before = contents(store)
    with pytest.raises(LoadError) as error:
        load_folder(store, folder, Q4, None, USUAL)
    assert "crm.csv was refused: 1 problem." in str(error.value)
    assert "2020-01.csv was refused: 1 problem." in str(error.value)
    assert contents(store) == before


def test_what_two_sources_of_one_folder_both_hold_is_refused(store: Path, folder: Path) -> None:
    written(folder, complaints(line(complaint_id="A1")), "crm.csv")
    with pytest.raises(LoadError, match=r"crm\.csv \(source crm\) was refused: 1 row of it is in care-2019-20-Q4\.csv"):
        load_folder(store, folder, Q4, None, USUAL)
    assert read_manifest(store).release == 0


def test_a_file_that_two_lines_mean_is_refused_with_both_lines(store: Path, folder: Path) -> None:
    written(store / "catalogue", HEADING + EXPECTED + "kent,digital,,c*.csv,,,\n", "sources.csv")
    with pytest.raises(UsageError, match=r"crm\.csv is meant by line 2 and by line 6"):
        load_folder(store, folder, Q4, None, USUAL)


def test_a_council_that_the_store_does_not_know_is_refused_with_its_line(store: Path, folder: Path) -> None:
    load_folder(store, folder, Q4, None, USUAL)
    written(store / "catalogue", HEADING + EXPECTED.replace("kent,compliments", "kint,compliments"), "sources.csv")
    with pytest.raises(
        UsageError, match=r'line 4, council: The store has nothing of a council "kint"\. Did you mean "kent"\?'
    ):
        load_folder(store, folder, Q4, None, USUAL)
    assert "Release 2" in load_folder(store, folder, Q4, None, Options(new_council=True))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("kemt,complaints,crm,x.csv,,,", 'line 2, council: nothing is loaded yet of "kemt". Did you mean "kent"?'),
        ("leeds,complaints,crm,x.csv,,,", 'line 2, council: nothing is loaded yet of "leeds".'),
        ("kent,complaints,crn,x.csv,,,", 'source: "crn" has given no complaints of kent yet. Did you mean "crm"?'),
    ],
)
def test_a_council_or_source_that_gave_nothing_is_told_by_check_and_by_a_load(
    store: Path, folder: Path, row: str, says: str
) -> None:
    load_folder(store, folder, Q4, None, USUAL)
    assert check(store).notes == ()
    written(store / "catalogue", f"{HEADING}{row}\n", "sources.csv")
    assert any(says in note for note in check(store).notes)
    file = written(folder, complaints(line(complaint_id="C9")), "again.csv")
    how = ("--council", "kent", "--quarter", Q4, "--source", "crm", "--replace", "--data", store)
    assert says in scrutiny("load", "complaints", file, *how).stdout


def test_a_source_that_is_yet_to_give_something_is_no_mistake(store: Path, folder: Path) -> None:
    load_folder(store, folder, Q4, None, USUAL)
    more = "kent,complaints,crm2,y.csv,,,\nkent,complaints,housing,z.csv,,,\n"
    written(store / "catalogue", HEADING + EXPECTED + more, "sources.csv")
    assert check(store).notes == ()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("kent,complaint,,a.csv,,,", 'line 2, dataset: "complaint". It must be one of'),
        ("Kent,complaints,,a.csv,,,", 'line 2, council: "Kent". Write small letters'),
        ("kent,complaints,C R M,a.csv,,,", 'line 2, source: "C R M". Write small letters'),
        ("kent,complaints,,../a.csv,,,", 'line 2, file: "../a.csv". Write a name inside the folder'),
        ("kent,complaints,,a**.csv,,,", "Write a name inside the folder"),
        ("kent,complaints,,,,,", 'line 2, file: "". It may not be empty.'),
        ("kent,complaints,,{year}.csv,,,", "it takes {quarter} alone"),
        ("kent,complaints,,a.csv,none.toml,,", 'line 2, mapping: "none.toml". There is no such file'),
        ("kent,complaints,,a.csv,bad.toml,,", "bad.toml cannot be used"),
        ("kent,complaints,,a.csv,,soon,", 'line 2, due_working_day: "soon". Write a whole number'),
        ("kent,complaints,,a.csv,,,\nkent,complaints,main,b.csv,,,", "line 3, source: "),
        ("kent,statutory_homelessness,,a.xlsx,,,", "line 2, dataset"),
    ],
)
def test_a_line_with_a_mistake_is_told_by_the_load_and_by_check(
    store: Path, folder: Path, wrong: str, says: str
) -> None:
    written(store / "catalogue", HEADING + wrong + "\n", "sources.csv")
    written(store / "catalogue", '[columns]\nnonsense = "x"\n', "bad.toml")
    with pytest.raises(UsageError) as error:
        load_folder(store, folder, Q4, None, USUAL)
    assert says in str(error.value)
    assert any(says in fault for fault in check(store).wrong)


def test_what_is_due_is_counted_by_the_councils_own_working_days(store: Path, folder: Path) -> None:
    assert "missing, late since 31 March 2020" in load_folder(store, folder, Q4, None, USUAL)
    written(store / "catalogue", HEADING + EXPECTED.replace(",0,Mon", ",2,Mon"), "sources.csv")
    assert "missing, late since 2 April 2020" in load_folder(store, folder, Q4, None, USUAL)
    written(store / "catalogue", "council,date,reason\nkent,2020-04-02,Stocktaking\n", "closing_days.csv")
    assert "missing, late since 3 April 2020" in load_folder(store, folder, Q4, None, USUAL)


def test_what_is_due_later_and_what_is_expected_of_nobody_is_said(store: Path, folder: Path) -> None:
    written(store / "catalogue", HEADING + EXPECTED.replace(",0,Mon", ",366,Mon"), "sources.csv")
    assert "missing, late since" in load_folder(store, folder, Q4, None, USUAL)
    with pytest.raises(UsageError, match="expects nothing of surrey"):
        load_folder(store, folder, Q4, "surrey", USUAL)
    with pytest.raises(LoadError, match=r"Nothing in .* is a file that sources\.csv expects of Q1 2020/21"):
        load_folder(store, folder / "none", Q1, None, USUAL)


@pytest.mark.parametrize(
    "arguments",
    [
        ["complaints"],
        ["FOLDER"],
        ["FOLDER", "--quarter", Q4, "--source", "crm"],
        ["FOLDER", "--quarter", Q4, "--suggest"],
    ],
)
def test_a_folder_is_asked_for_in_one_way(store: Path, folder: Path, arguments: list[str]) -> None:
    said = [str(folder) if one == "FOLDER" else one for one in arguments]
    result = scrutiny("load", *said, "--data", store)
    assert result.returncode == 1
    assert (
        "Give the files of complaints" if arguments == ["complaints"] else "A folder takes --quarter"
    ) in result.stderr


def test_a_store_without_the_file_says_how_it_begins(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no .*sources\.csv.*council,dataset,source,file"):
        load_folder(tmp_path / "other", folder, Q4, None, USUAL)
