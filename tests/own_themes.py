"""Three themes that a council adds to its own store, and files to load into them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from dashboard.basics.quarters import Period
from dashboard.intake.loading import load

THEMES = Path(__file__).parent / "themes"
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


def load_all(data: Path) -> None:
    """Adds every theme to a store and loads its quarters."""
    for name, made in FILES.items():
        add(data, name)
        for quarter in QUARTERS:
            load_file(data, name, made(quarter), quarter)


def load_file(data: Path, name: str, text: str, quarter: str) -> str:
    """Loads the text of a file and gives the report."""
    file = data.parent / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    return load(data, name, file, "northbeck", quarter)
