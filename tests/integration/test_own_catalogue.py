"""A council's own declarations and SQL: mistakes are named once and where they are, changes are told until counted."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from own_themes import QUARTERS, bins, load_all, load_file, requests
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import CatalogueError, StoreError
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.unread import unread_files
from dashboard.intake.check import check
from dashboard.measures.readings import figures
from dashboard.store import health
from dashboard.store.data import Data

FOI, SQL = "themes/foi.toml", "queries/foi_cube.sql"
OPEN = '{ kind = "open", count = "open", word = "still open" }'
OLDER = "The figures of foi are counted by an older definition"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three themes of its own."""
    data = tmp_path_factory.mktemp("own") / "store"
    load_all(data)
    return data


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(loaded, tmp_path / "store"))


def change(store: Path, file: str, right: str, wrong: str) -> None:
    """Changes a text in a file of the store's catalogue."""
    path = store / "catalogue" / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")


def said(store: Path) -> list[str]:
    """What `scrutiny check` finds wrong, without the folder."""
    return [one.replace(f"{store}/catalogue/", "") for one in check(store).wrong]


def timeliness(store: Path) -> float:
    """The share answered in time in the last quarter."""
    found = figures(Data(Settings(data=store)), "foi_timeliness", council="northbeck")
    return float(found["value"].iloc[0])


# mistakes


@pytest.mark.parametrize(
    ("file", "right", "wrong", "place"),
    [
        (FOI, 'kind = "text", label = "Request"', 'kind = "txt", label = "Request"', f"{FOI}, line 13"),
        (FOI, 'key = ["request_id"]', 'key = ["request"]', f"{FOI}, line 4"),
        (FOI, 'until = "answered_date" }\ndeadline', 'until = "result" }\ndeadline', f"{FOI}, line 8"),
        (FOI, "deadline = { from =", 'deadline = { unless = "x", from =', f"{FOI}, line 9"),
        (FOI, 'not_before = [["answered_date"', 'not_before = [["answer_date"', f"{FOI}, line 10"),
        (FOI, 'flows = ["received"', 'flows = ["month"', f"{FOI}, line 6"),
        (FOI, 'kind = "same quarter"', 'kind = "same quartr"', f"{FOI}, line 35"),
        (FOI, '{ kind = "same quarter", ', "{ ", f"{FOI}, line 35"),
        (FOI, 'line = "foi_answered"', 'line = "foi_answerd"', f"{FOI}, line 33"),
        (FOI, OPEN, OPEN.replace('kind = "open"', 'kind = "opn"'), f"{FOI}, line 40"),
        (FOI, OPEN, OPEN.replace('count = "open"', 'count = "opn"'), f"{FOI}, line 40"),
        (FOI, 'open = { from = "received_date", until = "answered_date" }', "", f"{FOI}, line 38"),
        (
            FOI,
            'kind = "ranked", measure = "foi_timeliness", by = "service"',
            'kind = "ranked", measure = "foi_received", by = "result"',
            f"{FOI}, line 31",
        ),
        ("measures.csv", "foi_open,,", "foi_open,", "measures.csv, line 5"),
        ("measures.csv", "id,code", "ident,code", "measures.csv, line 1"),
        ("measures.csv", "rate,foi,in_time", "rate,fio,in_time", "measures.csv, line 2"),
    ],
)
def test_a_mistake_is_said_once_by_its_line(store: Path, file: str, right: str, wrong: str, place: str) -> None:
    change(store, file, right, wrong)
    *mistakes, last = said(store)
    assert mistakes[0].startswith((f"{place}:", f"{place},"))
    assert all(one.startswith(f"{file}, line ") for one in mistakes)
    assert len({one.split(":")[0].split(", ")[1] for one in mistakes}) == len(mistakes)
    assert last.endswith("cannot be used until this is put right")


def test_a_card_of_a_list_by_headings_is_named_by_its_line(store: Path) -> None:
    path = store / "catalogue" / FOI
    text = re.sub(r"cards = \[.*?\n\]\n", "", path.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
    good = '\n[[page.cards]]\nkind = "by quarter"\nmeasure = "foi_timeliness"\n'
    path.write_text(text + good + good.replace("by quarter", "by quartr"), encoding="utf-8")
    line = next(n for n, one in enumerate(path.read_text().splitlines(), 1) if "quartr" in one)
    assert said(store)[0].startswith(f"{FOI}, line {line}, [page.cards] kind")


@pytest.mark.parametrize("name", ["Foi", "FOI", "foi "])
def test_a_file_with_no_name_of_a_dataset_has_no_other_fault(store: Path, name: str) -> None:
    (store / "catalogue" / FOI).rename(store / "catalogue" / "themes" / f"{name}.toml")
    first, last = said(store)
    assert "Rename the file." in first
    assert last == f"catalogue/themes/{name}.toml cannot be used until this is put right"


def test_the_name_of_a_dataset_of_the_project_is_refused_and_takes_nothing_from_it(store: Path) -> None:
    before = len(Data(Settings(data=store)).catalogue.measures)
    shutil.copy(store / "catalogue" / FOI, store / "catalogue" / "themes" / "complaints.toml")
    assert len(said(store)) == 2
    assert len(Data(Settings(data=store)).catalogue.measures) == before


def test_two_themes_with_one_path_are_both_named(store: Path) -> None:
    change(store, "themes/bins.toml", 'path = "/bins"', 'path = "/requests"')
    first, second, last = said(store)
    assert first.startswith('themes/bins.toml, line 15, [page] path: "/requests" is the path of themes/foi.toml too.')
    assert second.startswith('themes/foi.toml, line 21, [page] path: "/requests" is the path of themes/bins.toml too.')
    assert last == "catalogue/themes/bins.toml, catalogue/themes/foi.toml cannot be used until this is put right"


def test_a_mistake_in_one_theme_keeps_no_other_from_being_loaded(store: Path) -> None:
    change(store, FOI, 'key = ["request_id"]', 'key = ["request"]')
    assert load_file(store, "bins", bins(QUARTERS[1]).replace("50\n", "51\n"), QUARTERS[1]).startswith("Release 7")
    with pytest.raises(CatalogueError, match="line 4, key names"):
        load_file(store, "foi", requests(QUARTERS[1]), QUARTERS[1])


@pytest.mark.parametrize(
    ("wrong", "line"),
    [('key = ["request"]', "in line 4"), ("key = [", "in line 5"), ('key = "request_id', "in line 4")],
)
def test_a_page_that_is_withheld_says_where_the_mistake_is(store: Path, wrong: str, line: str) -> None:
    change(store, FOI, 'key = ["request_id"]', wrong)
    with create_app(Settings(data=store)).server.test_client() as client:
        answer = client.get("/requests?council=northbeck")
        assert answer.status_code == 503
        assert f"themes/foi.toml has a mistake {line}" in answer.text
        assert str(store) not in answer.text
        assert client.get("/nowhere").status_code == 404
        page = client.get("/_dash-layout?address=/bins").text
        assert "foi.toml" in page
        assert "does not declare" not in page


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("date_trunc('month', received_date)::DATE", "received_date", "58 rows whose month is no first day of a month"),
        ("WHERE answered_date IS NOT NULL", "", "1 row without a month"),
        ("SELECT\n    council,\n    date", "SELECT\n    NULL AS council,\n    date", "rows without a council"),
        ("count(*) AS received", "-count(*) AS received", "4 rows whose received is below 0, such as -15"),
    ],
)
def test_sql_that_gives_wrong_rows_is_refused(store: Path, right: str, wrong: str, says: str) -> None:
    change(store, SQL, right, wrong)
    (fault,) = said(store)
    assert fault.startswith(f"{SQL} gives ")
    assert says in fault
    with pytest.raises(CatalogueError, match=re.escape(says.split(" ", 1)[1])):
        load_file(store, "foi", requests(QUARTERS[1]).replace("full", "part"), QUARTERS[1])


def test_the_catalogue_is_checked_before_anything_is_loaded(loaded: Path, tmp_path: Path) -> None:
    store = tmp_path / "new"
    with pytest.raises(StoreError, match="There is no store"):
        check(store)
    shutil.copytree(loaded / "catalogue", store / "catalogue")
    assert (check(store).wrong, "can be used" in check(store).summary) == ((), True)
    change(store, FOI, 'lead = "foi_timeliness"', 'lead = "foi_timelines"')
    assert f"{FOI}, line 24" in said(store)[0]
    change(store, FOI, 'lead = "foi_timelines"', 'lead = "foi_timeliness"')
    change(store, SQL, "council,", "")
    assert SQL in said(store)[0]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("target.csv", "targets.csv"),
        ("Targets.CSV", "targets.csv"),
        ("theme/foi.toml", "themes/foi.toml"),
        ("foi.toml", "themes/foi.toml"),
        ("themes/foi.tml", "themes/foi.toml"),
        ("themes/queries/x_cube.sql", "queries/x_cube.sql"),
        ("measures.xlsx", "measures.csv"),
        ("figures-of-ours.csv", None),
    ],
)
def test_a_file_that_nobody_reads_is_named(store: Path, caplog, name: str, meant: str | None) -> None:
    file = store / "catalogue" / name
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text("x", encoding="utf-8")
    (note,) = check(store).notes
    assert note.startswith(f"catalogue/{name} is not read: ")
    assert (f'did you mean "{meant}"?' if meant else "the catalogue has benchmarks.csv,") in note
    assert note in load_file(store, "bins", bins(QUARTERS[1]).replace("50\n", "51\n"), QUARTERS[1])
    caplog.clear()
    Data(Settings(data=store))
    assert note in caplog.messages


def test_what_is_no_file_of_a_catalogue_is_nobodys_business(store: Path) -> None:
    for name in (".DS_Store", ".git/config.toml", "README.md", "themes/notes.txt"):
        (store / "catalogue" / name).parent.mkdir(exist_ok=True)
        (store / "catalogue" / name).write_text("x", encoding="utf-8")
    assert unread_files(store) == []


# changes


def test_a_changed_deadline_is_told_until_the_next_load_of_anything_counts_it(store: Path) -> None:
    before = timeliness(store)
    change(store, FOI, "working_days = 20", "working_days = 5")
    assert [OLDER in note for note in check(store).notes] == [True]
    (notice,) = health.notices(Data(Settings(data=store)), "northbeck", ["foi"])
    assert "still counted by an older definition" in notice
    assert health.notices(Data(Settings(data=store)), "northbeck", ["bins"]) == []
    assert timeliness(store) == before
    report = load_file(store, "bins", bins(QUARTERS[1]).replace("50\n", "51\n"), QUARTERS[1])
    assert "The figures of foi were counted anew" in report
    assert timeliness(store) < before
    assert check(store).notes == ()
    assert health.notices(Data(Settings(data=store)), "northbeck", ["foi"]) == []


def test_the_same_file_again_counts_by_changed_sql(store: Path) -> None:
    change(store, SQL, "count(*) AS received", "2 * count(*) AS received")
    assert load_file(store, "foi", requests(QUARTERS[1]), QUARTERS[1]).startswith("Release 7")
    assert "Nothing was changed" in load_file(store, "foi", requests(QUARTERS[1]), QUARTERS[1])


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        (FOI, 'title = "Requests for information"', 'title = "Freedom of information"'),
        (SQL, "-- purpose:    ", "-- purpose:    Once more: "),
        (SQL, "\nSELECT\n    council,", "\nSELECT council,"),
    ],
)
def test_words_comments_and_line_breaks_define_nothing(store: Path, file: str, right: str, wrong: str) -> None:
    change(store, file, right, wrong)
    assert check(store).notes == ()


def test_a_definition_that_cannot_be_used_keeps_no_other_dataset_from_being_loaded(store: Path) -> None:
    before = timeliness(store)
    change(store, SQL, "SELECT", "SELEC")
    report = load_file(store, "bins", bins(QUARTERS[1]).replace("50\n", "51\n"), QUARTERS[1])
    assert "Warning: the figures of foi are still counted by an older definition" in report
    assert timeliness(store) == before
    assert len(said(store)) == 1


def test_a_column_more_is_counted_at_once_since_nothing_can_be_shown_without_it(store: Path) -> None:
    before = timeliness(store)
    change(store, FOI, 'stocks = ["open"]', 'stocks = ["open", "waiting"]')
    change(store, SQL, "AS open", "AS open,\n    0 AS waiting")
    assert timeliness(store) == before


def test_a_store_of_before_says_nothing_of_definitions(store: Path) -> None:
    manifest = store / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    for cube in content["cubes"].values():
        assert {"declaration", "query"} <= set(cube.pop("definitions"))
    manifest.write_text(json.dumps(content), encoding="utf-8")
    change(store, FOI, "working_days = 20", "working_days = 5")
    assert check(store).notes == ()
    assert health.notices(Data(Settings(data=store)), "northbeck", ["foi"]) == []


# the dictionary


def test_the_dictionary_of_some_datasets(loaded: Path) -> None:
    printed = scrutiny("dictionary", "foi", "complaints", "--data", loaded)
    assert printed.returncode == 0, printed.stderr
    assert re.findall(r"^## (\w+)$", printed.stdout, re.MULTILINE) == ["foi", "complaints"]
    refused = scrutiny("dictionary", "complaint", "--data", loaded)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert 'There is no dataset "complaint". Did you mean "complaints"?' in refused.stderr


def test_a_catalogue_with_mistakes_is_told_with_the_rest(store: Path) -> None:
    change(store, "measures.csv", "id,code", "ident,code")
    assert read_usable_catalogue(store).mistakes.count("\n") == 0
