"""Savings and actions: each period has its own whole list, and every face counts it alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from loads import FREELY, written
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import CatalogueError, LoadError
from dashboard.catalogue.files import read_catalogue
from dashboard.intake.loading import load
from dashboard.measures.readings import figures
from dashboard.pages.registry import asked, page_at
from dashboard.store.data import Data
from dashboard.views.pieces import View
from dashboard.views.registry import theme_of

HEADER = "action,priority,service_area,owner_role,due_date,status,saving_planned_gbp,saving_made_gbp,note\n"
SUMMER = HEADER + (
    "Review care,Adults,Social care,Director,2024-06-30,on_track,1000,,\n"
    "Cap agency spend,Staff,HR,Head of HR,2024-12-31,on_track,500,100,Going well\n"
    "Close depot,Places,Environment,Head of Waste,2024-05-01,done,300,350,\n"
    "Share data,Places,,,,not_started,,,\n"
)
AUTUMN = HEADER + (
    "Review care,Adults,Social care,Director,2024-06-30,done,1000,900,\n"
    "Cap agency spend,Staff,HR,Head of HR,2024-12-31,late,500,150,\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with nothing but two quarters of a council's plan."""
    folder = tmp_path_factory.mktemp("actions")
    for quarter, content in (("2024-25-Q1", SUMMER), ("2024-25-Q2", AUTUMN)):
        load(folder / "store", "actions", written(folder, content, "plan.csv"), "northbeck", quarter)
    return folder / "store"


@pytest.fixture(scope="module")
def data(store: Path) -> Data:
    return Data(Settings(data=store))


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[FlaskClient]:
    with create_app(Settings(data=store)).server.test_client() as client:
        yield client


def view(data: Data, search: str = "") -> View:
    """The page as this address asks for it."""
    page = page_at("/actions", data)
    assert page
    return theme_of(data, page).view(data, asked(data, page, search)[0])


@pytest.mark.parametrize(
    ("measure", "summer", "autumn"),
    [
        ("actions_total", 4, 2),
        ("actions_done", 1, 1),
        ("actions_late", 1, 1),  # one is due on the last day, one is said to be late
        ("actions_saving_planned", 1800, 1500),
        ("actions_saving_made", 450, 1050),
        ("actions_saving_share", 100 * 450 / 800, 70),  # of those of which both amounts are known
    ],
)
def test_each_quarter_has_its_own_list(data: Data, measure: str, summer: float, autumn: float) -> None:
    found = figures(data, measure, council="northbeck", since="2024-25-Q1", quarter="2024-25-Q2")
    assert found["value"].tolist() == pytest.approx([summer, autumn])


def test_a_half_year_has_what_stood_at_its_end(data: Data) -> None:
    found = figures(data, "actions_total", council="northbeck", quarter="2024-25-H1", period="half_year")
    assert found["value"].tolist() == [2]


def test_a_later_list_leaves_what_was_first_published(tmp_path: Path) -> None:
    for content in (SUMMER, AUTUMN):
        load(
            tmp_path / "store",
            "actions",
            written(tmp_path, content, "plan.csv"),
            "northbeck",
            "2024-25-Q1",
            options=FREELY,
        )
    data = Data(Settings(data=tmp_path / "store"))
    values = [
        figures(data, "actions_total", council="northbeck", quarter="2024-25-Q1", basis=basis)["value"].iloc[0]
        for basis in ("latest", "first_published")
    ]
    assert values == [2, 4]


def test_the_page_says_the_numbers_and_lists_what_is_overdue_first(data: Data) -> None:
    shown = view(data)
    assert shown.headline == "Savings and actions in the plan: 2 in Q2 2024/25; 2 down on Q1 2024/25 (4)"
    assert [tile.value for tile in shown.tiles] == ["£1,500", "£1,050", "2", "1", "1"]
    assert [card.key for card in shown.cards] == ["savings", "states", "statuses", "priorities", "areas"]
    listed = view(data, "?quarter=2024-25-Q1&records=standing").records
    assert listed
    assert [row["action"] for row in listed.table.rows] == [
        "Review care",
        "Close depot",
        "Cap agency spend",
        "Share data",
    ]
    assert listed.table.rows[0]["overdue_days"] == 0


def test_of_a_handful_no_part_is_said_to_have_the_most(data: Data) -> None:
    found = view(data, "?quarter=2024-25-Q1").card("priorities").finding
    assert found == "No priority clearly has the most: Places (2), Adults (1) and Staff (1)."


def test_it_is_filtered_by_what_it_is_split_by(data: Data) -> None:
    shown = view(data, "?quarter=2024-25-Q1&priority=Places&records=standing")
    assert shown.records
    assert {row["action"] for row in shown.records.table.rows} == {"Close depot", "Share data"}
    assert [tile.value for tile in shown.tiles][2:] == ["2", "1", "0"]


def test_every_face_has_it(store: Path, client: FlaskClient) -> None:
    answer = client.get("/api/v1/figures/actions_saving_made.csv?council=northbeck&by=priority").text
    parts = {row["priority"]: float(row["value"]) for row in csv.DictReader(io.StringIO(answer))}
    assert parts == {"Adults": 900, "Staff": 150}
    assert client.get("/actions").status_code == 200
    assert "Review care" in client.get("/download/actions/records.csv?quarter=2024-25-Q2&records=standing").text
    file = store.parent / "report.html"
    assert scrutiny("report", "--council", "northbeck", "--out", file, "--data", store).returncode == 0
    assert "Savings and actions in the plan: 2" in file.read_text(encoding="utf-8")


def test_a_status_that_there_is_not_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + "A,B,,,,nearly,,,\n", "plan.csv")
    with pytest.raises(LoadError, match="nearly"):
        load(tmp_path / "store", "actions", file, "northbeck", "2024-25-Q1")


def test_a_template_loads(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    assert scrutiny("template", "actions", "--out", file).returncode == 0
    loaded = load(tmp_path / "store", "actions", file, "northbeck", "2024-25-Q1")
    assert "2 rows read" in loaded


SNAPSHOT = """\
[dataset]
title = "a post, as it stood at the end of the period"
label = "Posts"
key = ["post"]
dimensions = ["service"]
{counted}
{snapshot}

[columns]
post = {{ kind = "text", label = "Post" }}
service = {{ kind = "text", label = "Service" }}

[page]
path = "/posts"
title = "Posts"
description = "Which posts there are."
lead = "posts"
records = [{{ kind = "standing", word = "listed" }}]
"""
MEASURES = (
    "id,code,title,short_title,unit,decimals,polarity,nature,dataset,numerator,denominator,by,definition,"
    "numerator_text,denominator_text,source\n"
    "posts,,Posts,Posts,count,0,neither,stock,posts,posts,,service,How many posts there are.,Posts,,Posts\n"
)
CUBE = "SELECT council, month, service, count(*) AS posts FROM posts_newest GROUP BY ALL\n"


def own(data: Path, **words: str) -> None:
    """Adds a council's own list of posts to the store's catalogue."""
    for name, text in (
        ("themes/posts.toml", SNAPSHOT.format(**words)),
        ("measures.csv", MEASURES),
        ("queries/posts_cube.sql", CUBE),
    ):
        file = data / "catalogue" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_a_council_declares_a_list_of_its_own(tmp_path: Path) -> None:
    own(tmp_path / "store", counted='stocks = ["posts"]', snapshot="snapshot = true")
    for quarter, posts in (("2024-25-Q1", "A,X\nB,X\n"), ("2024-25-Q2", "B,X\n")):
        load(
            tmp_path / "store",
            "posts",
            written(tmp_path, "post,service\n" + posts, "posts.csv"),
            "northbeck",
            quarter,
        )
    data = Data(Settings(data=tmp_path / "store"))
    found = figures(data, "posts", council="northbeck", since="2024-25-Q1", quarter="2024-25-Q2")
    assert found["value"].tolist() == [2, 1]
    page = page_at("/posts", data)
    assert page
    listed = theme_of(data, page).view(data, asked(data, page, "?quarter=2024-25-Q1&records=standing")[0]).records
    assert listed
    assert [row["post"] for row in listed.table.rows] == ["A", "B"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"counted": 'flows = ["posts"]', "snapshot": "snapshot = true"}, '"posts" cannot be a flow'),
        ({"counted": 'stocks = ["posts"]', "snapshot": ""}, "needs `snapshot = true`"),
    ],
)
def test_what_a_list_cannot_be_is_refused(tmp_path: Path, words: dict[str, str], says: str) -> None:
    own(tmp_path / "store", **words)
    with pytest.raises(CatalogueError, match=r"posts\.toml") as refused:
        read_catalogue(tmp_path / "store")
    assert says in str(refused.value)


def test_a_split_by_status_has_a_column_apart_from_how_the_number_is_judged(store: Path, data: Data) -> None:
    frame = figures(data, "actions_total", council="northbeck", by="status")
    assert frame.columns.is_unique
    assert list(zip(frame["by_status"], frame["value"], frame["status"], strict=True)) == [
        ("done", 1, "data_only"),
        ("late", 1, "data_only"),
    ]
    with create_app(Settings(data=store)).server.test_client() as client:
        answer = client.get("/api/v1/figures/actions_total.json?council=northbeck&by=status").get_json()
    assert {(row["by_status"], row["status"]) for row in answer} == {
        ("done", "data_only"),
        ("late", "data_only"),
    }


def test_an_amount_that_nobody_knows_at_the_end_is_unknown_in_every_kind_of_period(tmp_path: Path) -> None:
    unknown = (
        HEADER + "Review care,Adults,Social care,Director,2024-06-30,on_track,,,\nShare data,Places,,,,done,5,5,\n"
    )
    for quarter, content in (("2024-25-Q1", SUMMER), ("2024-25-Q2", unknown)):
        load(tmp_path / "store", "actions", written(tmp_path, content), "northbeck", quarter)
    asked_for = {"council": "northbeck", "by": "priority"}
    opened = Data(Settings(data=tmp_path / "store"))
    for period in ("2024-25-Q2", "2024-25-H1"):
        frame = figures(opened, "actions_saving_planned", quarter=period, **asked_for)
        planned = dict(zip(frame["priority"], frame["value"], strict=True))
        assert (planned["Adults"], planned["Places"]) == (None, 5), period
        assert not planned.get("Staff"), period
