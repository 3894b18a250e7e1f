"""A council's own deadlines change the words of a page and its numbers together, with a release and not before it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from loads import FREELY, complaints, line, written
from opened import COMPLAINTS as PAGE
from opened import MEASURE

from dashboard.basics.config import Settings
from dashboard.basics.errors import CatalogueError, LoadError
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.measures.readings import figures
from dashboard.report import write
from dashboard.store.data import Data, Source
from dashboard.store.manifest import manifest_path, read_manifest

HEADING = "stage,from_date,to_date,working_days,source\n"
FIVE = HEADING + "corporate_stage_1,1990-01-01,,5,our own policy\n"
FORMER = "still counted by the deadlines that held before"
QUARTER = "2019-20-Q4"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two quarters, each with answers after 4, 7 and 13 working days, and a dataset beside them."""
    store = tmp_path / "store"
    for quarter, received, days in (
        ("2019-20-Q3", "2019-11-04", ("2019-11-08", "2019-11-13", "2019-11-21")),
        (QUARTER, "2020-02-03", ("2020-02-07", "2020-02-12", "2020-02-20")),
    ):
        lines = [
            line(complaint_id=f"{quarter}{day}", stage="corporate_stage_1", received_date=received, responded_date=day)
            for day in days
        ]
        load(store, "complaints", written(tmp_path, complaints(*lines), f"{quarter}.csv"), "kent", quarter)
    thanks(store, tmp_path)
    return store


def thanks(store: Path, tmp_path: Path) -> str:
    """The report of loading the other dataset, always the same file."""
    file = written(tmp_path, "month,directorate,service,compliments\n2020-02,Place,Waste,3\n", "thanks.csv")
    return load(store, "compliments", file, "kent", QUARTER)


def decide(store: Path, text: str = FIVE) -> None:
    (store / "catalogue").mkdir(exist_ok=True, parents=True)
    written(store / "catalogue", text, "deadlines.csv")


def page(data: Data, basis: str = "latest") -> str:
    """All that the complaints page says in words."""
    view, _ = PAGE.content(data, f"?council=kent&quarter={QUARTER}&basis={basis}")
    tiles = [tile.cases for tile in view.tiles]
    rows = [str(row.get("line", "")) for row in view.card("summary").table.rows]
    return " ".join([view.headline, view.support, view.card("answer_days").finding, *tiles, *rows, *view.notices])


def in_time(data: Data, basis: str = "latest") -> float:
    (value,) = figures(data, "complaints_timeliness", quarter=QUARTER, basis=basis)["numerator"]
    return float(value)


def report(data: Data, tmp_path: Path) -> str:
    found = write.asked_for(data, page="complaints", council="kent", quarter=QUARTER)
    write.write(found, "html", tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_words_and_numbers_change_together_with_the_next_load_of_anything(store: Path, tmp_path: Path) -> None:
    source = Source(Settings(data=store))
    decide(store)
    before = source.newest()
    for data in (before, Data(before.settings)):
        assert in_time(data) == 2
        assert "2 of 3 within 10 working days" in page(data)
        assert "1 of 3 took longer than 10" in page(data)
        assert "within 5 working days" not in page(data)
        assert FORMER in page(data)
        text = report(data, tmp_path)
        assert "within 10 working days" in text
        assert "within 5 working days" not in text
        assert FORMER in text
    assert "counted by the deadlines that held before" in str(check(store))
    said = thanks(store, tmp_path)
    assert said.startswith("Release 4")
    assert "The figures of complaints were counted anew" in said
    after = source.newest()
    assert in_time(after) == 1
    assert "1 of 3 within 5 working days" in page(after)
    assert "2 of 3 took longer than 5" in page(after)
    assert "10 working days" not in page(after)
    assert FORMER not in page(after)
    text = report(after, tmp_path)
    assert "within 5 working days" in text
    assert "within 10 working days" not in text
    assert check(store).wrong == check(store).notes == ()
    assert "Nothing was changed" in thanks(store, tmp_path)


def test_what_was_first_published_keeps_the_deadline_it_was_published_with(store: Path, tmp_path: Path) -> None:
    decide(store)
    thanks(store, tmp_path)
    data = Data(Settings(data=store))
    assert in_time(data, "first_published") == 2
    assert "2 of 3 within 10 working days" in page(data, "first_published")
    assert "within 5 working days" not in page(data, "first_published")
    search = f"?council=kent&quarter={QUARTER}&measure=complaints_timeliness"
    for basis, days in (("latest", "5 working days"), ("first_published", "10 working days")):
        view, _ = MEASURE.content(data, f"{search}&basis={basis}")
        stage = [row for row in view.card("targets").table.rows if row["area"] == "Corporate stage 1"]
        assert [row["value"] for row in stage] == [days]
    (cube,) = (store / "cubes").glob("complaints-*.parquet")
    cube.write_bytes(b"lost")
    again = Data(Settings(data=store))
    assert (in_time(again), in_time(again, "first_published")) == (1, 2)


def test_a_deadline_for_a_time_is_the_word_of_that_time(store: Path, tmp_path: Path) -> None:
    decide(store, HEADING + "corporate_stage_1,2020-01-01,,5,a new policy\n")
    thanks(store, tmp_path)
    data = Data(Settings(data=store))
    assert "1 of 3 within 5 working days" in page(data)
    view, _ = PAGE.content(data, "?council=kent&quarter=2019-20-Q3")
    assert "2 of 3 within 10 working days" in [tile.cases for tile in view.tiles]


def test_a_mistake_in_the_deadlines_changes_neither_words_nor_numbers(store: Path, tmp_path: Path) -> None:
    decide(store)
    thanks(store, tmp_path)
    decide(store, FIVE.replace(",5,", ",five,"))
    file = written(tmp_path, complaints(line(received_date="2019-07-02")), "earlier.csv")
    with pytest.raises(CatalogueError, match="five") as refused:
        load(store, "complaints", file, "kent", "2019-20-Q2")
    assert "Nothing was loaded" in str(refused.value)
    data = Data(Settings(data=store))
    assert in_time(data) == 1
    assert "1 of 3 within 5 working days" in page(data)
    assert "mistakes in deadlines.csv" in page(data)
    assert FORMER not in page(data)


def test_a_store_that_does_not_say_by_which_deadlines_it_was_counted_opens(store: Path, tmp_path: Path) -> None:
    forget(store)
    data = Data(Settings(data=store))
    assert (in_time(data), "2 of 3 within 10 working days" in page(data), data.recounted) == (2, True, {})
    decide(store)
    thanks(store, tmp_path)
    forget(store)
    unknown = Data(Settings(data=store))
    assert in_time(unknown) == 1
    assert "1 of 3 within 5 working days" in page(unknown)
    assert thanks(store, tmp_path).startswith("Release 5")
    assert in_time(Data(Settings(data=store))) == 1
    assert read_manifest(store).cubes["complaints"].rules


def forget(store: Path) -> None:
    """Makes the manifest one of before cubes kept their rules."""
    content = json.loads(manifest_path(store).read_text(encoding="utf-8"))
    for cube in content["cubes"].values():
        del cube["rules"]
    manifest_path(store).write_text(json.dumps(content), encoding="utf-8")


OWN = "council,stage,from_date,to_date,working_days,counted_from,source\n"
DATED = (
    # one acknowledged after three working days and answered after twelve; one never acknowledged, answered after ten
    ("A", "2020-02-06", "2020-02-19", ""),
    ("B", "", "2020-02-17", ""),
    # answered after thirteen, extended until then; extended to a day before its usual deadline; after both
    ("C", "2020-02-04", "2020-02-20", "2020-02-20"),
    ("D", "2020-02-20", "2020-02-17", "2020-02-05"),
    ("E", "2020-02-10", "2020-02-25", "2020-02-19"),
)


def dated(store: Path, tmp_path: Path, council: str) -> None:
    """Loads complaints of 3 February 2020 with their days of acknowledgement and extension."""
    rows = [
        line(complaint_id=name, stage="corporate_stage_1", received_date="2020-02-03", responded_date=answered)
        + f",{acknowledged},{extended}"
        for name, acknowledged, answered, extended in DATED
    ]
    heading, *_ = complaints().splitlines()
    text = "\n".join([f"{heading},acknowledged_date,extended_to", *rows]) + "\n"
    load(store, "complaints", written(tmp_path, text, f"{council}.csv"), council, QUARTER, options=FREELY)


def halves(data: Data, council: str, measure: str = "complaints_timeliness") -> tuple[float, float]:
    found = figures(data, measure, council=council, quarter=QUARTER)
    return float(found["numerator"][0]), float(found["denominator"][0])


def test_each_council_is_counted_by_its_own_deadlines_and_told_so(tmp_path: Path) -> None:
    store = tmp_path / "store"
    decide(
        store,
        f"{OWN}kent,corporate_stage_1,1990-01-01,,10,acknowledged,Kent's policy\n"
        "kent,acknowledgement,1990-01-01,,3,,Kent's policy\n",
    )
    for council in ("kent", "essex"):
        dated(store, tmp_path, council)
    data = Data(Settings(data=store))
    assert halves(data, "essex") == (3, 5)  # B, C and D
    assert halves(data, "kent") == (4, 5)  # A was acknowledged on the third day and answered nine later
    assert halves(data, "essex", "complaints_acknowledged_timeliness") == (3, 4)
    assert halves(data, "kent", "complaints_acknowledged_timeliness") == (2, 4)
    said = {}
    for council in ("kent", "essex"):
        view, _ = PAGE.content(data, f"?council={council}&quarter={QUARTER}")
        said[council] = " ".join([view.headline, view.support, *(tile.cases for tile in view.tiles)])
    assert "4 of 5 within 10 working days of acknowledgement" in said["kent"]
    assert "3 of 5 within 10 working days" in said["essex"]
    assert "acknowledgement" not in said["essex"]
    for measure, areas in (("complaints_timeliness", 4), ("complaints_acknowledged_timeliness", 1)):
        view, _ = MEASURE.content(data, f"?council=kent&quarter={QUARTER}&measure={measure}")
        rows = [row for row in view.card("targets").table.rows if row["kind"] == "Deadline"]
        assert len(rows) == areas
        assert "3 working days" in str(rows) or "10 working days of acknowledgement" in str(rows)


def test_the_list_of_records_has_the_days_where_any_is_known(store: Path, tmp_path: Path) -> None:
    dated(store, tmp_path, "essex")
    data = Data(Settings(data=store))
    headings = {}
    for council in ("kent", "essex"):
        view, _ = PAGE.content(data, f"?council={council}&quarter={QUARTER}&records=responded")
        headings[council] = [column.label for column in view.records.table.columns]
    assert {"Acknowledged", "Extended to"} <= set(headings["essex"])
    assert not {"Acknowledged", "Extended to"} & set(headings["kent"])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("kent,corporate_stage_1,1990-01-01,,10,answered,us", 'counted_from: "answered". It must be one of: received'),
        ("kent,acknowledgement,1990-01-01,,5,acknowledged,us", "Write received."),
        ("kent,stage_nine,1990-01-01,,5,,us", 'stage: "stage_nine". It must be one of: corporate_stage_1'),
        (
            "kent,adults,1990-01-01,,5,,us\nessex,adults,1990-01-01,,6,,us\nkent,adults,2000-01-01,,6,,us",
            'deadlines.csv, line 4, from_date: "2000-01-01". It overlaps with line 2',
        ),
    ],
)
def test_a_deadline_that_cannot_be_is_told_with_its_line(store: Path, row: str, said: str) -> None:
    decide(store, f"{OWN}{row}\n")
    assert said in str(check(store))


def test_a_council_that_nobody_knows_is_warned_of(store: Path, tmp_path: Path) -> None:
    decide(store, f"{OWN}kemt,adults,1990-01-01,,5,,us\n")
    warned = (
        'catalogue/deadlines.csv, line 2, council: "kemt" has no effect, since nothing is loaded for it. '
        'Did you mean "kent"?'
    )
    assert warned in str(check(store))
    assert f"Warning: {warned}" in thanks(store, tmp_path)


@pytest.mark.parametrize(
    ("days", "said"), [("2020-02-01,", "acknowledged_date"), (",2020-02-01", "extended_to"), ("2020-04-02,", "after")]
)
def test_days_out_of_order_are_refused(tmp_path: Path, days: str, said: str) -> None:
    heading, *_ = complaints().splitlines()
    text = f"{heading},acknowledged_date,extended_to\n{line(received_date='2020-02-03')},{days}\n"
    with pytest.raises(LoadError, match=said):
        load(tmp_path / "store", "complaints", written(tmp_path, text), "kent", QUARTER)


def test_an_extension_may_reach_beyond_the_quarter(tmp_path: Path) -> None:
    heading, *_ = complaints().splitlines()
    row = line(stage="corporate_stage_1", received_date="2020-02-03")
    text = f"{heading},extended_to\n{row},2020-05-29\n"
    store = tmp_path / "store"
    load(store, "complaints", written(tmp_path, text), "kent", QUARTER)
    view, _ = PAGE.content(Data(Settings(data=store)), f"?council=kent&quarter={QUARTER}")
    assert "not past the deadline" in view.card("open").finding
