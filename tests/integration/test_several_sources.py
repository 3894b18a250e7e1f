"""One dataset out of several systems and several files, each of which replaces its own alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from loads import complaints, contents, line, written
from opened import COMPLAINTS as PAGE
from serving import scrutiny

from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, UsageError
from dashboard.basics.quarters import Period
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.intake.sources.options import Options
from dashboard.measures.readings import figures
from dashboard.store.data import Data
from dashboard.store.manifest import manifest_path, read_manifest
from dashboard.views import sources

Q1, Q4 = "2020-21-Q1", "2019-20-Q4"
CRM = [line(complaint_id=f"C{number}", service="Waste") for number in range(20)]
CARE = [line(complaint_id=f"A{number}", service="Home care") for number in range(3)]
COUNTS = "month,directorate,service,compliments\n"


def loaded(tmp_path: Path, *lines: str, source: str = "main", name: str = "file.csv", quarter: str = Q4) -> str:
    """The report of loading these complaints from a source."""
    path = written(tmp_path, complaints(*lines), name)
    return load(tmp_path / "store", "complaints", path, "kent", quarter, options=Options(source=source))


def refused(tmp_path: Path, *lines: str, source: str = "main", name: str = "file.csv", quarter: str = Q4) -> str:
    """What is said where they are refused, which leaves the store as it was."""
    before = contents(tmp_path / "store")
    with pytest.raises(LoadError) as error:
        loaded(tmp_path, *lines, source=source, name=name, quarter=quarter)
    assert contents(tmp_path / "store") == before
    return str(error.value)


def received(tmp_path: Path, quarter: str = Q4) -> float:
    (value,) = figures(Data(Settings(data=tmp_path / "store")), "complaints_received", quarter=quarter)["value"]
    return float(value)


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """A folder with a store that has a quarter's complaints from two systems."""
    loaded(tmp_path, *CRM, source="crm", name="crm.csv")
    report = loaded(tmp_path, *CARE, source="care", name="care.csv")
    assert "from care.csv (source care).\n" in report
    assert "It is the first extract of Q4 2019/20 from source care." in report
    return tmp_path


def test_two_systems_stand_beside_each_other_and_each_replaces_its_own(both: Path) -> None:
    assert received(both) == 23
    more = loaded(both, *CARE, line(complaint_id="A3"), source="care", name="care-2.csv")
    assert "It replaces the extract of release 2: 1 row new, 0 changed, 3 unchanged, 0 gone." in more
    assert received(both) == 24
    assert "Nothing was changed" in loaded(both, *CRM, source="crm", name="crm.csv")
    assert check(both / "store").wrong == ()
    paths = [one.path for one in read_manifest(both / "store").current()]
    assert [path.split("quarter=2019-20-Q4/")[1].split("/")[0] for path in paths] == ["source=care", "source=crm"]


def test_a_load_that_did_not_finish_leaves_no_file_of_a_source(both: Path) -> None:
    folder = both / "store" / "extracts/dataset=complaints/council=kent/quarter=2019-20-Q4/source=crm/release=9"
    folder.mkdir()
    (folder / "records.parquet").write_bytes(b"half")
    assert "left by a load that did not finish" in str(check(both / "store"))
    loaded(both, *CARE, source="housing", name="other.csv", quarter=Q1)
    assert not folder.exists()


def test_the_same_record_from_two_systems_in_one_period_is_refused_with_both_files(both: Path) -> None:
    message = refused(both, line(complaint_id="N"), line(complaint_id="A2"), source="crm-2", name="again.csv")
    assert message.startswith(
        "again.csv (source crm-2) was refused: 1 row of it is in care.csv (source care) of release 2"
    )
    assert '  row 3: complaint_id "A2", stage "adults"' in message


def test_the_same_counts_from_two_systems_in_one_month_are_refused(tmp_path: Path) -> None:
    rows = {"crm": "2020-01,Place,Waste,3\n", "care": "2020-01,Adults,Home care,2\n", "web": "2020-01,Place,Waste,1\n"}
    for source, row in rows.items():
        file, options = written(tmp_path, COUNTS + row, f"{source}.csv"), Options(source=source)
        if source == "web":
            with pytest.raises(LoadError, match='row 2: month "2020-01-01", directorate "Place", service "Waste"'):
                load(tmp_path / "store", "compliments", file, "kent", Q4, options=options)
        else:
            load(tmp_path / "store", "compliments", file, "kent", Q4, options=options)
    assert figures(Data(Settings(data=tmp_path / "store")), "compliments_received")["value"].tolist() == [5]


def test_a_record_that_moves_to_another_system_in_a_later_period_counts_once_with_a_note(both: Path) -> None:
    report = loaded(
        both,
        line(complaint_id="A2"),
        line(complaint_id="B", received_date="2020-05-05"),
        source="new",
        quarter=Q1,
    )
    assert "1 row of it is known by the same complaint_id and stage from source care for an earlier period" in report
    assert received(both) == 23
    assert received(both, Q1) == 1


def test_the_system_that_has_not_given_the_quarter_is_named(both: Path) -> None:
    report = loaded(both, line(complaint_id="N"), source="crm", quarter=Q1)
    assert "Not loaded for Q1 2020/21, and there for Q4 2019/20: source care." in report
    assert "Not loaded for" not in loaded(both, line(complaint_id="M"), source="care", quarter=Q1)


def test_open_records_are_looked_for_in_the_extracts_of_their_own_system(both: Path) -> None:
    report = loaded(both, *CARE, source="care", quarter=Q1)
    assert "0 records new, 0 changed, 3 unchanged" in report
    assert "missing from this one" not in report


def test_wherever_extracts_are_named_their_source_is_said(both: Path) -> None:
    data = Data(Settings(data=both / "store"))
    view, _ = PAGE.content(data, f"?council=kent&quarter={Q4}")
    assert "Extract care.csv (source care), loaded" in view.sources
    assert "Extract crm.csv (source crm), loaded" in view.sources
    ((_, table),) = sources.extracts(data)
    assert [row["file"] for row in table.rows] == ["care.csv (source care)", "crm.csv (source crm)"]


def test_a_damaged_extract_costs_its_own_system_alone(both: Path) -> None:
    (
        both / "store" / read_manifest(both / "store").newest("complaints", "kent", Period.parse(Q4), "care").path
    ).unlink()
    assert "load care.csv (source care) again for kent" in str(check(both / "store"))
    view, _ = PAGE.content(Data(Settings(data=both / "store")), f"?council=kent&quarter={Q4}")
    assert any("extract of Q4 2019/20, source care, could not be read" in notice for notice in view.notices)


def test_a_store_from_before_there_were_sources_opens(tmp_path: Path) -> None:
    loaded(tmp_path, *CRM)
    path = manifest_path(tmp_path / "store")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert [one.pop("system") for one in content["extracts"]] == ["main"]
    assert "source=" not in content["extracts"][0]["path"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert "It replaces the extract of release 1" in loaded(tmp_path, *CRM, line(complaint_id="N"))
    assert received(tmp_path) == 21


@pytest.mark.parametrize("name", ["CRM", "", "a b", "../care", "x" * 61])
def test_a_source_that_could_be_no_folder_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a source"):
        Options(source=name)


def test_several_files_are_one_extract(tmp_path: Path) -> None:
    one = written(tmp_path, complaints(*CRM), "one.csv")
    two = written(tmp_path, complaints(*CARE).replace(",theme,channel", "").replace(",,,\n", ",\n"), "two.csv")
    command = ["load", "complaints", "--council", "kent", "--quarter", Q4, "--data", tmp_path / "store"]
    first = scrutiny(*command, one, two)
    assert (first.returncode, first.stderr) == (0, "")
    assert "from one.csv, two.csv." in first.stdout
    assert "23 rows read (one.csv: 20 rows, UTF-8; two.csv: 3 rows, UTF-8)." in first.stdout
    assert "Not in two.csv and read as empty there: theme, channel." in first.stdout
    assert received(tmp_path) == 23
    assert "Nothing was changed" in scrutiny(*command, two, one).stdout


def test_a_key_in_two_files_is_refused_with_both_rows(tmp_path: Path) -> None:
    one = written(tmp_path, complaints(*CRM), "one.csv")
    two = written(tmp_path, complaints(line(complaint_id="N"), line(complaint_id="C0")), "two.csv")
    with pytest.raises(LoadError) as error:
        load(tmp_path / "store", "complaints", [one, two], "kent", Q4)
    said = '  two.csv, row 3: complaint_id "C0", stage "adults" stands in one.csv, row 2 already'
    assert said in str(error.value)
    assert not (tmp_path / "store").exists()


def test_the_problems_of_all_files_come_in_one_message_of_about_a_screen(tmp_path: Path) -> None:
    wrong = [line(complaint_id=f"C{number}", stage="x") for number in range(30)]
    paths = [written(tmp_path, complaints(*wrong), f"{name}.csv") for name in ("one", "two", "three")]
    with pytest.raises(LoadError) as error:
        load(tmp_path / "store", "complaints", [*paths, written(tmp_path, complaints(*CRM), "good.csv")], "kent", Q4)
    message = str(error.value)
    assert [f"{name}.csv was refused: 30 problems." in message for name in ("one", "two", "three", "good")] == [
        True,
        True,
        True,
        False,
    ]
    assert len(message.splitlines()) < 50


def test_a_file_given_twice_is_refused(tmp_path: Path) -> None:
    paths = [written(tmp_path, complaints(*CRM[:1]), name) for name in ("one.csv", "copy.csv")]
    with pytest.raises(UsageError, match=r"copy\.csv holds the same as one\.csv"):
        load(tmp_path / "store", "complaints", paths, "kent", Q4)


def test_weeks_of_one_month_in_two_files_are_summed(tmp_path: Path) -> None:
    mapping = written(tmp_path, "[table]\nsum_to_months = true\n", "weeks.toml")
    paths = [
        written(tmp_path, f"{COUNTS}{rows}", f"{name}.csv")
        for name, rows in (
            ("a", "2020-01-06,Place,Waste,3\n2020-01-13,Place,Waste,4\n"),
            ("b", "2020-01-20,Place,Waste,5\n"),
        )
    ]
    load(tmp_path / "store", "compliments", paths, "kent", Q4, mapping)
    assert figures(Data(Settings(data=tmp_path / "store")), "compliments_received")["value"].tolist() == [12]


def test_a_replacement_that_loses_more_than_a_tenth_is_refused_unless_it_is_meant(tmp_path: Path) -> None:
    loaded(tmp_path, *CRM, name="crm.csv")
    assert "2 gone" in loaded(tmp_path, *CRM[2:], name="tenth.csv")
    message = refused(tmp_path, *CARE, *CRM[4:], name="care.csv")
    assert message.startswith("care.csv was refused: it lacks 2 of the 18 rows of tenth.csv (release 2)")
    assert 'Gone would be complaint_id "C2", stage "adults"; complaint_id "C3", stage "adults".' in message
    assert "--source NAME" in message
    assert "--replace" in message
    path = written(tmp_path, complaints(*CARE), "care.csv")
    command = ["load", "complaints", path, "--council", "kent", "--quarter", Q4, "--data", tmp_path / "store"]
    assert scrutiny(*command).returncode == 1
    assert "18 gone" in scrutiny(*command, "--replace").stdout


def test_each_persons_comments_stand_beside_the_others(tmp_path: Path) -> None:
    heading = "measure,kind,author_role,written_date,text\n"
    for role in ("housing", "care"):
        row = f"complaints_received,comment,Head of {role},2020-04-02,Words of {role}.\n"
        path = written(tmp_path, heading + row, f"{role}.csv")
        load(tmp_path / "store", "commentary", path, "kent", Q4, options=Options(source=f"head-of-{role}"))
    path = written(
        tmp_path, heading + "complaints_received,comment,Head of other,2020-04-02,Other words.\n", "other.csv"
    )
    with pytest.raises(LoadError, match="more than a tenth"):
        load(tmp_path / "store", "commentary", path, "kent", Q4, options=Options(source="head-of-care"))
    loaded(tmp_path, *CRM)
    rows = Data(Settings(data=tmp_path / "store")).rows(
        "commentary_of_measure", council="kent", basis="latest", measures=["complaints_received"]
    )
    assert sorted(row["text"] for row in rows) == ["Words of care.", "Words of housing."]
