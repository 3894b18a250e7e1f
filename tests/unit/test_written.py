"""The SQL that is written from a declaration, asked on a few rows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dashboard.basics.errors import UsageError
from dashboard.basics.toml_files import read_toml_as
from dashboard.catalogue.datasets import Declaration
from dashboard.store import database
from dashboard.store.queries import Queries, all_queries
from dashboard.store.written import columns_of_cube
from dashboard.store.written_lists import of_period

VISITS = """
[dataset]
title = "a visit"
key = ["visit_id"]
dimensions = ["service", "channel"]
flows = ["visits", "answered", "paid_pence"]
stocks = ["waiting"]
where = { event = ["came", "waits"] }
open = { from = "came_on", until = "answered_on" }
listed = { order = ["-came_on"] }

[dataset.sums]
visits = { where = { event = "came" } }
answered = { of = "cases", where = { event = "came", fine = true } }
paid_pence = { of = "pence" }
waiting = { of = "cases", where = { event = "waits" } }

[dataset.unknown]
channel = { where = { event = "came" }, written = "not_recorded" }

[dataset.made]
visits = {}
waiting = {}
all_visits = { of = ["visits"], always = { channel = "any" } }
online_visits = { of = ["visits"], always = { channel = "online" } }
answered = { usually = { channel = "online" } }
paid_gbp = { of = ["paid_pence"], always = { channel = "any" } }

[columns]
visit_id = { kind = "text", label = "Visit" }
service = { kind = "text", label = "Service" }
channel = { kind = "one of", label = "Channel", values = { online = "Online", in_person = "In person" } }
came_on = { kind = "date", label = "Came" }
answered_on = { kind = "date", label = "Answered", optional = true }
"""
PERIOD = "SELECT 'visits' AS dataset, 'kent' AS council, 'quarter' AS kind, 7 AS period_index, "
CUBE = """
SELECT
    'kent' AS council, 'latest' AS basis, month::DATE AS month, 'Waste' AS service, channel, event, cases, fine, pence
FROM (VALUES
    ('2020-01-01', 'online', 'came', 2, true, 150),
    ('2020-01-01', 'online', 'came', 1, false, 0),
    ('2020-02-01', 'in_person', 'came', 5, true, 50),
    ('2020-02-01', NULL, 'came', 1, true, 0),
    ('2020-01-01', 'online', 'waits', 4, true, 0),
    ('2020-03-01', 'online', 'waits', 3, true, 0),
    ('2020-03-01', 'online', 'left', 9, true, 900)
) AS rows (month, channel, event, cases, fine, pence)
"""
ASKED = {"council": "kent", "basis": "latest", "kind": "quarter", "first": 7, "last": 7}


def declared(folder: Path, text: str = VISITS) -> Declaration:
    """The declaration that this text holds."""
    file = folder / "visits.toml"
    file.write_text(text, encoding="utf-8")
    return read_toml_as(file, Declaration).named("visits")


def queries(folder: Path, **files: str) -> Queries:
    """The queries of the dataset, and these files of its own."""
    for name, text in files.items():
        (folder / f"visits_{name}.sql").write_text(text, encoding="utf-8")
    return all_queries({"visits": declared(folder)}, folder)


def counted(found: Queries) -> database.Connection:
    """A database with the counts of the cube."""
    connection = database.connect()
    connection.execute(
        f"CREATE TABLE periods AS {PERIOD} DATE '2020-01-01' AS first_month, DATE '2020-03-01' AS last_month"
    )
    connection.execute(f"CREATE TABLE visits_cube AS {CUBE}")
    database.table_from_query(connection, "visits_counts", "visits_counts", found)
    return connection


def test_a_cube_has_what_its_sums_are_made_of_and_of_it_the_loaded_months(tmp_path: Path) -> None:
    types = columns_of_cube(declared(tmp_path))
    assert types == {
        "council": "VARCHAR", "month": "DATE", "service": "VARCHAR", "channel": "VARCHAR", "event": "", "fine": "",
        "cases": "", "pence": "",
    }  # fmt: skip
    connection = database.connect()
    connection.execute("CREATE TABLE loaded_months AS SELECT 'kent' AS council, DATE '2020-02-01' AS month")
    database.table_from_query(connection, "figures_given", "visits_cube", Queries({"visits_cube": CUBE}), types)
    database.table_of_months(connection, "figures_now", "figures_given")
    figures = connection.table("figures_now")
    assert set(figures.columns) == set(types)
    assert figures.select("cases").order("cases").fetchall() == [(1,), (5,)]


def components(folder: Path, splits: list[str], **chosen: list[str]) -> dict[str, dict[str, Any]]:
    """The components by what they are split by."""
    found = queries(folder)
    names = {"services": None, "channels": None, "months": None} | chosen
    rows = database.rows(counted(found), "visits_components", found, **ASKED, splits=splits, **names)
    return {row["part"]: {name: row[name] for name in row if name not in ("split", "period_index")} for row in rows}


def test_sums_are_of_the_rows_that_are_meant(tmp_path: Path) -> None:
    assert components(tmp_path, [""])[""] == {
        "part": "", "visits": 4, "waiting": 3, "all_visits": 4, "online_visits": 2, "answered": 2, "paid_gbp": 2.0,
    }  # fmt: skip


def test_what_is_always_of_a_value_is_not_changed_by_a_choice_and_what_usually_is_follows_it(tmp_path: Path) -> None:
    assert components(tmp_path, [""], channels=["in_person"])[""] == {
        "part": "", "visits": 1, "waiting": 0, "all_visits": 4, "online_visits": 2, "answered": 5, "paid_gbp": 2.0,
    }  # fmt: skip


def test_each_part_has_its_own_and_an_unknown_one_its_words(tmp_path: Path) -> None:
    parts = components(tmp_path, ["channel"])
    assert {name: (row["visits"], row["answered"]) for name, row in parts.items()} == {
        "online": (2, 2), "in_person": (1, 5), "not_recorded": (1, 1),
    }  # fmt: skip


def test_a_stock_split_by_month_is_that_of_each_month(tmp_path: Path) -> None:
    assert {name: row["waiting"] for name, row in components(tmp_path, ["month"]).items()} == {
        "2020-01": 4, "2020-02": 0, "2020-03": 3,
    }  # fmt: skip


def test_an_own_file_says_what_it_makes_of_the_rows_chosen(tmp_path: Path) -> None:
    own = "-- columns:    most BIGINT\n-- reads:      chosen\nSELECT max(visits) AS most FROM chosen WHERE part <> ''\n"
    found = queries(tmp_path, components=own)
    chosen = {"splits": ["channel"], "services": None, "channels": None, "months": None}
    assert database.rows(counted(found), "visits_components", found, **ASKED, **chosen) == [{"most": 2}]
    assert found.columns("visits_components") == ("most",)
    assert found.reads("visits_components") == {"periods", "visits_counts"}


@pytest.mark.parametrize(
    ("chosen", "cases"), [({}, 3), ({"months": ["2020-01"]}, 4), ({"channels": ["in_person"]}, None)]
)
def test_a_question_about_a_period_is_asked_of_what_stands_at_the_end_of_the_period_or_month(
    chosen: dict[str, list[str]], cases: int | None, tmp_path: Path
) -> None:
    own = (
        "-- columns:    cases BIGINT\n-- reads:      in_period\n"
        "SELECT sum(cases)::BIGINT AS cases FROM in_period WHERE event = 'waits' AND at_end\n"
    )
    found = Queries({**queries(tmp_path).texts, "visits_waits": of_period(declared(tmp_path), own)})
    assert found.reads("visits_waits") == {"periods", "visits_cube"}
    asked = dict.fromkeys(found.parameters("visits_waits")) | ASKED | {"period_index": 7} | chosen
    del asked["first"], asked["last"]
    assert database.rows(counted(found), "visits_waits", found, **asked) == [{"cases": cases}]


def records(folder: Path, **asked: Any) -> list[dict[str, Any]]:
    """The visits of January listed."""
    found = queries(folder)
    connection = database.connect()
    connection.execute(
        """
        CREATE TABLE visits_extracts AS
        SELECT
            'kent' AS council,
            * REPLACE (came_on::DATE AS came_on, answered_on::DATE AS answered_on),
            3 AS period_months
        FROM (VALUES
            ('a_1', 'Waste', 'online', '2020-01-02', NULL, DATE '2020-01-31'),
            ('a_1', 'Waste', 'online', '2020-01-02', '2020-02-03', DATE '2020-02-29'),
            ('b 1', 'Parks', 'in_person', '2020-01-03', NULL, DATE '2020-01-31')
        ) AS rows (visit_id, service, channel, came_on, answered_on, period_end)
        """
    )
    usual: dict[str, Any] = {"first_day": "2020-01-01", "last_day": "2020-01-31"}
    usual |= {"event": "received", "find": "", "sort": "", "services": None, "channels": None, "size": 9, "skip": 0}
    return database.rows(connection, "visits_records", found, council="kent", **{**usual, **asked})


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ({}, ["b 1", "a_1"]),
        ({"sort": "service"}, ["b 1", "a_1"]),
        ({"sort": "-service"}, ["a_1", "b 1"]),
        ({"sort": "came_on"}, ["a_1", "b 1"]),
        ({"find": "A_1"}, ["a_1"]),
        ({"find": "in person"}, ["b 1"]),
        ({"services": ["Waste"]}, ["a_1"]),
        ({"event": "open"}, ["b 1", "a_1"]),
        ({"event": "open", "first_day": "2020-02-01", "last_day": "2020-02-29"}, ["b 1"]),
        ({"event": "responded", "first_day": "2020-02-01", "last_day": "2020-02-29"}, ["a_1"]),
        ({"size": 1, "skip": 1}, ["a_1"]),
    ],
)
def test_records_are_found_sorted_and_cut_into_pages(tmp_path: Path, asked: dict[str, Any], listed: list[str]) -> None:
    rows = records(tmp_path, **asked)
    assert [row["visit_id"] for row in rows] == listed
    assert {row["total"] for row in rows} == {2 if "size" in asked else len(listed)}


def test_records_without_text_can_be_listed(tmp_path: Path) -> None:
    text = """
[dataset]
title = "a month"
key = ["month"]
flows = ["visits"]
listed = { order = ["-visits"] }

[columns]
month = { kind = "month", label = "Month" }
visits = { kind = "whole", label = "Visits" }
"""
    found = all_queries({"visits": declared(tmp_path, text)})
    connection = database.connect()
    connection.execute(
        "CREATE TABLE visits_extracts AS SELECT 'kent' AS council, month::DATE AS month, visits, DATE '2020-03-31' AS "
        "period_end, 3 AS period_months FROM (VALUES ('2020-01-01', 4), ('2020-02-01', 9)) AS rows (month, visits)"
    )
    days = {"first_day": "2020-01-01", "last_day": "2020-02-29"}
    rows = database.rows(connection, "visits_records", found, council="kent", **days, sort="", size=9, skip=0)
    assert [row["visits"] for row in rows] == [9, 4]
    assert "visits_newest" in found.text("visits_cube")


HALVES = """
[dataset]
title = "a month"
key = ["month"]
flows = ["begun", "done", "costed"]

[dataset.beside]
done = { known = "begun" }
costed = { of = "begun", known = "cost" }

[columns]
month = { kind = "month", label = "Month" }
begun = { kind = "whole", label = "Begun" }
done = { kind = "whole", label = "Done" }
cost = { kind = "money", label = "Cost" }
"""


def test_a_count_is_empty_in_the_months_in_which_what_stands_beside_it_is_not_known(tmp_path: Path) -> None:
    found = all_queries({"visits": declared(tmp_path, HALVES)})
    connection = database.connect()
    connection.execute(
        "CREATE TABLE visits_newest AS SELECT 'kent' AS council, month::DATE AS month, begun, done, cost FROM (VALUES "
        "('2020-01-01', 9, 4, 2.5), ('2020-02-01', 9, 4, NULL), ('2020-03-01', NULL, 4, 2.5)) AS rows (month, begun, "
        "done, cost)"
    )
    rows = database.rows(connection, "visits_cube", found)
    assert [(row["begun"], row["done"], row["costed"]) for row in rows] == [(9, 4, 9), (9, 4, None), (None, None, None)]


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('known = "cost"', 'known = "costs"', 'beside names "costs", which is no column'),
        ("done = { known", "cost = { known", 'beside names "cost", which is none of begun, done, costed'),
        ("done = { known", "done = { of", "known"),
    ],
)
def test_what_stands_beside_a_count_has_to_be_there(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)):
        declared(tmp_path, HALVES.replace(right, wrong))


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("waiting = { of =", "wating = { of =", 'sums names "wating", which is none of visits, answered'),
        ("[dataset.unknown]\nchannel", "[dataset.unknown]\nchanel", 'unknown names "chanel", which is none of service'),
        ('of = ["visits"], always', 'of = ["visit"], always', 'made names "visit", which is none of'),
        ("usually = { channel", "usually = { chanel", 'made names "chanel", which is none of service'),
        ('cases", where = { event = "waits"', 'cases", where = { event = 3', "3 is no code"),
        (
            "visits = {}",
            'visits = { off = ["visits"] }',
            'no such key. Did you mean "of"? There is: of, always, usually',
        ),
        ('label = "Visit"', 'lable = "Visit"', 'no such key. Did you mean "label"?'),
        ('order = ["-came_on"]', 'order = ["- came_on"]', "is no name"),
        ("[dataset.made]\nvisits = {}", "[dataset.made]\nvisits = 3", "3 stands where there should be a table"),
        ('event = "came", fine', 'event = "came\' OR 1", fine', "is no name"),
    ],
)
def test_what_a_declaration_names_has_to_be_there(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    assert right in VISITS
    with pytest.raises(UsageError, match=re.escape(says)):
        declared(tmp_path, VISITS.replace(right, wrong))
