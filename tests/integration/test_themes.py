"""Three themes that a council adds to its own store, as text alone: records with a deadline, counts with a rate, a
stock with starts and ends. Each is loaded with the command line and asked for as people ask."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period

THEMES = Path(__file__).parent.parent / "themes"
QUARTERS = ("2019-20-Q3", "2019-20-Q4")


def requests(quarter: str) -> str:
    """Thirty requests of a quarter: one a day, answered after as many days as its number, every tenth still open."""
    first = Period.parse(quarter).first_day
    lines = ["request_id,directorate,service,received_date,answered_date,result"]
    for n in range(30):
        received = first + dt.timedelta(days=n)
        answered = "" if n % 10 == 9 else (received + dt.timedelta(days=n + 15)).isoformat()
        service, result = ("Planning", "full") if n % 2 else ("Housing Options", "part")
        lines.append(f"{quarter}-{n},Place,{service},{received},{answered},{result if answered else ''}")
    return "\n".join(lines) + "\n"


def bins(quarter: str) -> str:
    """Two rounds, three months."""
    months = [month.strftime("%Y-%m") for month in Period.parse(quarter).months]
    return "month,service,collections,missed\n" + "".join(
        f"{m},{r},200000,{n}\n" for m in months for r, n in (("North", 30), ("South", 50))
    )


def care(quarter: str) -> str:
    """Three children, of whom one leaves in each quarter."""
    first, last = Period.parse(quarter).first_day, Period.parse(quarter).last_day
    return (
        "episode_id,service,placement,start_date,end_date\n"
        f"{quarter}-1,Fostering,foster,{first},\n"
        f"{quarter}-2,Fostering,foster,{first},{last}\n"
        f"{quarter}-3,Homes,home,{first},\n"
    )


FILES = {"foi": requests, "bins": bins, "care": care}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the three themes and two quarters of each."""
    data = tmp_path_factory.mktemp("themes") / "store"
    for name, write in FILES.items():
        add(data, name)
        for quarter in QUARTERS:
            file = data.parent / f"{name}.csv"
            file.write_text(write(quarter), encoding="utf-8")
            loaded = scrutiny("load", name, file, "--council", "northbeck", "--quarter", quarter, "--data", data)
            assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    return data


def add(data: Path, name: str) -> None:
    """Adds a theme's files to the store's own catalogue; rows of tables that are there already are kept."""
    for file in (path for path in (THEMES / name).rglob("*") if path.is_file()):
        target = data / "catalogue" / file.relative_to(THEMES / name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            with target.open("a", encoding="utf-8") as out:
                out.write("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[1:]))
        else:
            shutil.copy(file, target)


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[FlaskClient]:
    """A client of the app over the store."""
    with create_app(Settings(data=store)).server.test_client() as client:
        yield client


def figures(store: Path, *arguments: str) -> list[dict[str, str]]:
    """What `scrutiny figures` prints."""
    printed = scrutiny("figures", *arguments, "--council", "northbeck", "--format", "csv", "--data", store)
    assert printed.returncode == 0, printed.stdout + printed.stderr
    return list(csv.DictReader(io.StringIO(printed.stdout)))


@pytest.mark.parametrize("name", FILES)
def test_a_theme_is_at_most_five_files_and_120_lines(name: str) -> None:
    files = [path for path in (THEMES / name).rglob("*") if path.is_file()]
    assert len(files) <= 5
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) <= 120


def test_working_days_are_counted_against_the_declared_deadline(store: Path) -> None:
    rows = figures(store, "foi_timeliness", "--from", "2019-20-Q3", "--quarter", "2019-20-Q4")
    assert [(row["quarter"], row["numerator"], row["denominator"], row["target"]) for row in rows] == in_time()


def in_time() -> list[tuple[str, str, str, str]]:
    """The same, counted here day by day."""
    import holidays

    closed = holidays.country_holidays("GB", subdiv="ENG", years=(2019, 2020))
    found = []
    for quarter in QUARTERS:
        period = Period.parse(quarter)
        answered = kept = 0
        for line in csv.DictReader(
            io.StringIO("".join([requests(QUARTERS[0]), *requests(QUARTERS[1]).splitlines(keepends=True)[1:]]))
        ):
            if not line["answered_date"]:
                continue
            start, end = dt.date.fromisoformat(line["received_date"]), dt.date.fromisoformat(line["answered_date"])
            if not period.first_day <= end <= period.last_day:
                continue
            days = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
            answered += 1
            kept += sum(day.weekday() < 5 and day not in closed for day in days) <= 20
        found.append((quarter, str(kept), str(answered), "90.0"))
    return found


def test_a_rate_is_for_every_hundred_thousand(store: Path) -> None:
    (row,) = figures(store, "bins_missed_rate", "--quarter", "2019-20-Q4")
    assert (float(row["value"]), row["numerator"], row["denominator"]) == (20.0, "240", "1200000")


def test_a_stock_is_what_is_open_at_the_end_and_splits(store: Path) -> None:
    rows = figures(store, "care_children", "--from", "2019-20-Q3", "--quarter", "2019-20-Q4", "--by", "placement")
    assert [(row["quarter"], row["placement"], row["value"]) for row in rows] == [
        ("2019-20-Q3", "foster", "1"),
        ("2019-20-Q3", "home", "1"),
        ("2019-20-Q4", "foster", "2"),
        ("2019-20-Q4", "home", "2"),
    ]


def test_own_dimensions_can_be_chosen_on_the_command_line_and_in_the_api(store: Path, client: FlaskClient) -> None:
    (row,) = figures(store, "care_children", "--quarter", "2019-20-Q4", "--placement", "home")
    answer = client.get("/api/v1/figures/care_children.json?council=northbeck&quarter=2019-20-Q4&placement=home")
    assert row["value"] == str(json.loads(answer.get_data(as_text=True))[0]["value"]) == "2"
