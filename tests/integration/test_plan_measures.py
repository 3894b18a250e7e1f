"""The measures of a council's plan are measures: numbers, page, API, exports, and what a council adds to them."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from exported import TITLES
from flask.testing import FlaskClient
from loads import written
from opened import ATTENTION, MEASURE, Opened

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import LoadError, UsageError
from dashboard.basics.files import sha256_of
from dashboard.basics.quarters import Period, span
from dashboard.intake.loading import load
from dashboard.measures import entered
from dashboard.measures.kpis import kpis_of_period
from dashboard.measures.readings import figures
from dashboard.report import write
from dashboard.store import database
from dashboard.store.data import Data, Source
from dashboard.store.manifest import read_manifest
from dashboard.web.presenting import agenda_json, slide_json

HEADING = "measure,measure_code,service_area,period,value,unit,nature,polarity,target,numerator,denominator,priority\n"
RETENTION, HOMES = (
    "kpi:% Retention rate",
    "kpi:Number of private sector properties improved as a result of the Council's intervention",
)
QUARTERS = span(Period.parse("2018-19-Q1"), Period.parse("2019-20-Q4"))
AREAS = ("Waste", "Parks", "Libraries")
NORTHBECK = ("northbeck", "2019-20-Q4")
PLAN = Opened("plan")

# exports read fonts and templates in ways that pandas and Python are about to drop
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]


def plan_of(seed: int) -> dict[tuple[str, str, Period], tuple[int, int]]:
    """Random counts (met, of) by measure, service area and quarter; some quarters of an area are missing."""
    chance = random.Random(seed)
    found = {}
    for measure in ("Potholes mended", "Calls in time", "Trees"):
        for area in AREAS:
            for quarter in QUARTERS:
                if area != "Parks" or chance.random() < 0.9:
                    of = chance.randint(50, 400)
                    found[measure, area, quarter] = (chance.randint(0, of), of)
    return found


def rows_of(plan: dict[tuple[str, str, Period], tuple[int, int]], quarter: Period) -> str:
    """The file of a quarter, the plan's measures from Z to A."""
    lines = []
    for (measure, area, when), (met, of) in plan.items():
        if when == quarter and measure == "Calls in time":
            lines.append(f"{measure},C1,{area},{quarter.id},{100 * met / of:.3f}%,percent,rate,higher,70%,{met},{of},B")
        elif when == quarter:
            nature = "stock" if measure == "Trees" else "flow"
            lines.append(f"{measure},,{area},{quarter.id},{met},{measure.split()[0]},{nature},higher,,,,A")
    if quarter.number == 4:
        lines.append(f"Residents' survey,R1,Corporate,{quarter.as_kind('year').id},51%,percent,rate,higher,70%,,,A")
    return HEADING + "\n".join(reversed(lines)) + "\n"


@pytest.fixture(scope="module")
def plan() -> dict[tuple[str, str, Period], tuple[int, int]]:
    return plan_of(7)


@pytest.fixture(scope="module")
def store(plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight quarters of a council's own plan, and what its catalogue adds."""
    folder = tmp_path_factory.mktemp("plan")
    for quarter in QUARTERS:
        load(folder / "store", "kpis", written(folder, rows_of(plan, quarter)), "northbeck", quarter.id)
    note = "measure,kind,author_role,written_date,text\nkpi:R1,comment,Head of Policy,2020-04-20,Half are content.\n"
    load(folder / "store", "commentary", written(folder, note), "northbeck", "2019-20-Q4")
    catalogue = folder / "store" / "catalogue"
    catalogue.mkdir()
    (catalogue / "targets.csv").write_text(
        "measure,council,area,from_quarter,to_quarter,kind,value\nkpi:Potholes mended,northbeck,,2019-20-Q1,,number,1\n"
    )
    (catalogue / "benchmarks.csv").write_text(
        "measure,comparator,comparator_code,quarter,value,source\nkpi:Calls in time,England,,2019-20-Q3,55,A table\n"
    )
    return folder / "store"


@pytest.fixture(scope="module")
def data(store: Path) -> Data:
    return Data(Settings(data=store))


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    settings = Settings(data=sample_store)
    return create_app(settings, Source(settings)).server.test_client()


def values(data: Data, measure: str, **asked: object) -> list[float | None]:
    return list(figures(data, measure, council="northbeck", **asked)["value"])


def pooled(counts: list[tuple[int, int]]) -> float:
    return 100 * sum(met for met, _ in counts) / sum(of for _, of in counts)


def test_the_series_is_what_plain_python_makes_of_the_rows(data: Data, plan) -> None:
    whole = {"since": QUARTERS[0].id, "quarter": QUARTERS[-1].id}

    def counts(measure: str, *quarters: Period) -> list[tuple[int, int]]:
        return [found for (name, _, when), found in plan.items() if name == measure and when in quarters]

    assert values(data, "kpi:Potholes mended", **whole) == [
        sum(met for met, _ in counts("Potholes mended", one)) for one in QUARTERS
    ]
    assert values(data, "kpi:Calls in time", **whole) == pytest.approx(
        [pooled(counts("Calls in time", one)) for one in QUARTERS]
    )
    assert values(data, "kpi:Calls in time", quarter="2019-20", period="year") == pytest.approx(
        [pooled(counts("Calls in time", *QUARTERS[4:]))]
    )
    assert values(data, "kpi:Potholes mended", quarter="2019-20", period="year") == [
        sum(met for met, _ in counts("Potholes mended", *QUARTERS[4:]))
    ]
    assert values(data, "kpi:Trees", quarter="2019-20", period="year") == [
        sum(met for met, _ in counts("Trees", QUARTERS[-1]))
    ]


def test_service_areas_are_a_split_and_a_filter(data: Data, plan) -> None:
    table = figures(data, "kpi:Trees", council="northbeck", quarter="2019-20-Q4", by="service_area")
    assert dict(zip(table["service_area"], table["value"], strict=True)) == {
        area: plan["Trees", area, QUARTERS[-1]][0] for area in AREAS if ("Trees", area, QUARTERS[-1]) in plan
    }
    asked = {"filters": {"service_area": ["Waste"]}, "since": QUARTERS[0].id, "quarter": QUARTERS[-1].id}
    assert values(data, "kpi:Trees", **asked) == [plan["Trees", "Waste", one][0] for one in QUARTERS]
    with pytest.raises(UsageError, match='no service_area "Wast"'):
        values(data, "kpi:Trees", filters={"service_area": ["Wast"]})


def test_a_filter_that_its_rows_do_not_have_is_refused(data: Data) -> None:
    with pytest.raises(UsageError, match="cannot be filtered by month"):
        values(data, "kpi:Trees", filters={"month": ["2020-01"]})
    view = MEASURE.content(data, "?council=northbeck&quarter=2019-20-Q4&measure=kpi:Trees&month=2020-01")[0]
    assert view.state.month == ""
    assert view.notices == ('The address asks for "month", which this page does not have.',)


def test_a_measure_goes_by_its_id_or_its_code_and_others_are_refused_with_the_nearest(data: Data) -> None:
    (by_code,) = values(data, "kpi:R1")
    assert by_code == values(data, "kpi:Residents' survey")[0] == 51
    with pytest.raises(UsageError, match="kpi:Potholes mended"):
        figures(data, "kpi:Pothole mended", council="northbeck")


def test_an_annual_measure_answers_with_its_year(data: Data) -> None:
    table = figures(data, "kpi:R1", council="northbeck", quarter="2019-20-Q4", since="2018-19-Q4")
    assert list(table["quarter"]) == ["2018-19", "2019-20"]
    assert list(table["status"]) == ["red", "red"]


def test_an_annual_measure_counts_and_is_listed_with_its_period(data: Data) -> None:
    search = "?council=northbeck&quarter=2019-20-Q4"
    start, plan = ATTENTION.content(data, search)[0], PLAN.content(data, search)[0]
    assert "Residents' survey, 2019/20" in {item.title for item in start.items}
    assert any(row["name"] == "Residents' survey, 2019/20 (R1)" for row in start.records.table.rows)
    assert "for a longer period: 2019/20." in plan.support
    (row,) = plan.card("elsewhere").table.rows
    assert (row["period"], row["status"].code) == ("2019/20", "red")
    before = PLAN.content(data, "?council=northbeck&quarter=2019-20-Q3")[0]
    assert all(card.key != "elsewhere" for card in before.cards)


def test_what_is_unusual_in_a_plan_needs_attention(tmp_path: Path) -> None:
    quarters = span(Period.parse("2016-17-Q1"), Period.parse("2019-20-Q1"))
    past = [*(20 + place % 2 for place in range(len(quarters) - 1)), 90]
    rows = "".join(
        f"Fires,,Safety,{one.id},{count},fires,flow,lower,,,,A\n" for one, count in zip(quarters, past, strict=True)
    )
    load(tmp_path / "store", "kpis", written(tmp_path, HEADING + rows), "northbeck", "2019-20-Q1")
    (item,) = ATTENTION.content(Data(Settings(data=tmp_path / "store")), "?council=northbeck")[0].items
    assert (item.title, item.history) == ("Fires", tuple(past))
    assert item.sentence.startswith("90; clearly worse than its usual range since Q1 2016/17 (")


def test_maidstone_s_annual_failure_is_counted_on_its_start_page(sample: Data) -> None:
    shown = ATTENTION.content(sample, "?council=maidstone&quarter=2013-14-H2")[0]
    assert shown.headline == "One of two measures with a target missed it in H2 2013/14"
    assert shown.items[0].title == "Staff time efficiencies delivered, 2013/14"


def test_the_plan_s_own_order_is_kept(data: Data) -> None:
    kpis = kpis_of_period(data, "northbeck", QUARTERS[-1])
    assert list(dict.fromkeys(kpi.measure for kpi in kpis)) == ["Trees", "Calls in time", "Potholes mended"]
    rows = [row for card in PLAN.content(data, "?council=northbeck")[0].cards if card.key.startswith("group_")
            for row in card.table.rows]  # fmt: skip
    names = dict.fromkeys(str(row["name"]).partition(",")[0] for row in rows)
    assert list(names) == ["Trees", "Potholes mended", "Calls in time"]
    assert [one.title for one in entered.measures(data, "northbeck").values()][:2] == ["Residents' survey", "Trees"]


def test_the_papers_order_of_medway_s_measures(sample: Data) -> None:
    cards = PLAN.content(sample, "?council=medway&quarter=2017-18-Q2")[0].cards
    codes = [row["number"] for card in cards if card.key.startswith("group_") for row in card.table.rows]
    assert codes[:5] == ["MAE 2", "MAE 3", "NI 156", "HC3", "HC4"]


def test_last_year_is_compared_where_it_is_loaded(data: Data) -> None:
    search = "?council=northbeck&quarter=2019-20-Q4"
    assert "a year ago" in {
        change.text.split(" on ")[-1]
        for tile in MEASURE.content(data, f"{search}&measure=kpi:Calls in time")[0].tiles
        for change in tile.changes
    }
    kpi = next(one for one in kpis_of_period(data, "northbeck", QUARTERS[-1]) if one.measure == "Trees")
    assert kpi.direction != "not_available"
    row = next(
        row for row in ATTENTION.content(data, search)[0].records.table.rows if row["name"] == "Potholes mended, Waste"
    )
    assert all(row[key] is not None for key in ("before_0", "before_1", "before_2", "previous_year"))


def test_targets_benchmarks_and_comments_are_found_by_name(data: Data) -> None:
    search = "?council=northbeck&quarter=2019-20-Q4&measure="
    holes = MEASURE.content(data, f"{search}kpi:Potholes mended")[0]
    assert holes.tiles[0].target == "Target 1"
    assert holes.tiles[0].status.code == "green"
    calls = MEASURE.content(data, f"{search}kpi:Calls in time")[0]
    assert {row["label"] for row in calls.card("benchmarks").table.rows} == {"England", "Northbeck"}
    survey = MEASURE.content(data, f"{search}kpi:Residents' survey".replace("2019-20-Q4", "2019-20"))[0]
    assert survey.card("comments").table.rows[0]["words"] == "Half are content."


def test_a_target_of_a_measure_that_cannot_be_is_refused(store: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "store"))
    (copy / "catalogue" / "targets.csv").write_text(
        "measure,council,area,from_quarter,to_quarter,kind,value\nkpi:,northbeck,,2019-20-Q1,,number,1\n"
    )
    assert "targets.csv" in Data(Settings(data=copy)).faulty


def test_only_the_project_s_plan_has_measures_that_are_entered(store: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "store"))
    (copy / "catalogue" / "themes").mkdir()
    (copy / "catalogue" / "themes" / "own.toml").write_text(
        '[dataset]\ntitle = "x"\nkey = ["a"]\nentered = "kpi:"\n[columns.a]\nkind = "text"\nlabel = "A"\n'
    )
    found = Data(Settings(data=copy))
    assert "themes/own.toml" in found.faulty
    assert "is for the plan's measures alone" in found.written.mistakes


def test_rates_of_several_areas_without_counts_have_no_total(tmp_path: Path) -> None:
    rows = "".join(f"Mood,,{area},2019-20-Q4,5{n}%,percent,rate,higher,,,,A\n" for n, area in enumerate(AREAS))
    load(tmp_path / "store", "kpis", written(tmp_path, HEADING + rows), *NORTHBECK)
    data = Data(Settings(data=tmp_path / "store"))
    view = MEASURE.content(data, "?council=northbeck&measure=kpi:Mood")[0]
    assert view.headline == "Mood: no value for Q4 2019/20"
    assert "choose one of them" in view.support
    assert "Total" not in {row["label"] for row in view.card("by_service_area").table.rows}


def test_amounts_of_several_areas_have_a_total(data: Data) -> None:
    card = MEASURE.content(data, "?council=northbeck&measure=kpi:Trees")[0].card("by_service_area")
    *parts, total = card.table.rows
    assert (total["label"], total["value"]) == ("Total", sum(row["value"] for row in parts))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("96%,percent,rate,higher,,951,1000", "is not what its numerator and denominator come to: 951 / 1,000 is 95%"),
        ("2.5,days,rate,lower,,25,0", "25 / 0 is no number"),
        ("3.2,\"per 1,000 people\",rate,lower,,31,10000", "31 / 10,000 is 3.1"),
    ],
)  # fmt: skip
def test_a_value_that_contradicts_its_halves_is_refused(tmp_path: Path, cells: str, words: str) -> None:
    content = f"{HEADING}Good,,Waste,2019-20-Q4,95.1%,percent,rate,higher,,951,1000,\nBad,,Waste,2019-20-Q4,{cells},\n"
    with pytest.raises(LoadError) as refused:
        load(tmp_path / "store", "kpis", written(tmp_path, content), *NORTHBECK)
    assert "row 3, value: " in str(refused.value)
    assert words in str(refused.value)
    assert "1 problem" in str(refused.value)


def test_a_store_from_before_the_halves_and_the_order_opens(sample_store: Path, tmp_path: Path) -> None:
    old = Path(shutil.copytree(sample_store, tmp_path / "store"))
    manifest = read_manifest(old)
    path = old / manifest.cubes["kpis"].path
    frame = database.read_parquet(path).drop(columns=["numerator", "denominator", "place"])
    database.write_parquet(frame, path)
    text = (old / "manifest.json").read_text(encoding="utf-8")
    (old / "manifest.json").write_text(text.replace(manifest.cubes["kpis"].sha256, sha256_of(path)), encoding="utf-8")
    table = figures(Data(Settings(data=old)), RETENTION, council="medway", since="2016-17-Q1", quarter="2017-18-Q2")
    assert list(table["value"]) == [93, 94, 94, 94, 94, 94]


def test_the_api_lists_and_gives_them(client: FlaskClient, sample: Data) -> None:
    listed = {(row["council"], row["id"]): row for row in json.loads(client.get("/api/v1/measures").data)}
    assert listed["medway", RETENTION]["unit"] == "percent"
    assert ("", "complaints_timeliness") in listed
    answer = client.get(f"/api/v1/figures/{quote(RETENTION)}.json?council=medway&from=2016-17-Q1&quarter=2017-18-Q2")
    asked = figures(sample, RETENTION, council="medway", since="2016-17-Q1", quarter="2017-18-Q2")
    assert json.loads(answer.data) == asked.to_dict("records")
    assert client.get(f"/api/v1/figures/{quote(HOMES)}.csv?council=medway").status_code == 200


def test_every_measure_of_every_plan_has_its_page(sample: Data) -> None:
    for council in sample.councils("kpis"):
        for measure in entered.measures(sample, council).values():
            for period in entered.periods(sample, measure, council):
                view = MEASURE.content(sample, f"?measure={quote(measure.id)}&council={council}&quarter={period.id}")[0]
                assert view.state.measure == measure.id
                assert view.headline.startswith(measure.title)
                assert not view.notices
                assert {"series", "definition"} <= {card.key for card in view.cards} <= MEASURE.cards(sample)
                table = figures(sample, measure.id, council=council, quarter=period.id, period=period.kind)
                assert view.card("series").table.rows[0]["value"] == table["value"][0]


def test_the_page_judges_as_the_plan_does(sample: Data) -> None:
    for scheme in ("rag", "achieved_failed"):
        for kpi in kpis_of_period(sample, "thurrock", Period.parse("2016-17-Q1"), scheme=scheme):
            search = f"?council=thurrock&quarter=2016-17-Q1&measure={quote(kpi.id)}&scheme={scheme}"
            assert MEASURE.content(sample, search)[0].tiles[0].status.code == kpi.status


def test_every_line_leads_to_the_page_of_its_measure(sample: Data) -> None:
    search = "?council=thurrock&quarter=2016-17-Q1"
    plan = [card.table for card in PLAN.content(sample, search)[0].cards if card.key.startswith("group_")]
    start = ATTENTION.content(sample, search)[0].records.table
    for table in [*plan, start]:
        for row, link in zip(table.rows, table.links, strict=True):
            if "measure=kpi" in link or table is not start:
                path, _, query = link.partition("?")
                assert path == "/measure"
                assert MEASURE.content(sample, f"?{query}")[0].headline.startswith(str(row["name"]).split(" (")[0][:30])


@pytest.mark.parametrize("kind", write.FORMATS)
def test_its_page_is_exported_in_every_form(sample: Data, tmp_path: Path, kind: str) -> None:
    found = write.asked_for(sample, view=f"/measure?council=medway&quarter=2017-18-Q2&measure={quote(RETENTION)}")
    path = tmp_path / f"report.{kind}"
    write.write(found, kind, path)
    assert "% Retention rate" in TITLES[kind](path)


def test_it_can_be_presented(sample: Data) -> None:
    search = f"?council=medway&quarter=2017-18-Q2&measure={quote(RETENTION)}&slides=measure"
    chosen = agenda_json(sample, search)["chosen"]
    assert "measure:series" in chosen
    assert slide_json(sample, f"{search}&slide=measure:series")


def test_its_card_can_be_downloaded(client: FlaskClient) -> None:
    answer = client.get(f"/download/measure/series.csv?council=medway&quarter=2017-18-Q2&measure={quote(RETENTION)}")
    assert answer.status_code == 200
    assert answer.text.count("\n") == 7
