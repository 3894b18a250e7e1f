"""The plan, the programme and the sources say what the papers print, and name what contradicts itself."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from dashboard.basics.config import Settings
from dashboard.catalogue.records import FOLDER, Published
from dashboard.catalogue.tables import TABLES
from dashboard.measures.reconciling.comparing import compare
from dashboard.measures.reconciling.kinds import DIFFERS, KNOWN
from dashboard.measures.reconciling.plans import PROJECT_STATUS
from dashboard.pages.offers import offered
from dashboard.pages.registry import asked, page_called
from dashboard.store.data import Data
from dashboard.views import sources
from dashboard.views.pieces import View
from dashboard.views.plan import page as plan
from dashboard.views.plan.lines import lines
from dashboard.views.plan.tables import GROUPS
from dashboard.views.programme import page as programme
from dashboard.views.programme.ratings import WHOLE

# the words of a direction of travel that a paper may print for each of ours
PRINTED = {
    "Up, better": ("better",),
    "Down, better": ("better",),
    "Up, worse": ("higher",),
    "Down, worse": ("lower",),
    "Same": ("same",),
    "Up": ("higher",),
    "Down": ("lower", "fewer"),
    "—": ("n/a",),
}


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def opened(data: Data, key: str, search: str) -> View:
    page = page_called(key)
    view = {"plan": plan.view, "programme": programme.view}[key]
    return view(data, asked(data, page, search)[0])


def rows_of(view: View) -> dict[str, dict]:
    """Every row of the plan's tables, by measure."""
    return {row["name"]: row for card in view.cards if card.key in GROUPS for row in card.table.rows}


def printed(data: Data, council: str, quantity: str) -> list[Published]:
    return [
        one
        for one in data.catalogue.published
        if one.council == council and one.quantity == quantity and one.measure.startswith("kpi:")
    ]


THURROCK = "?council=thurrock&quarter=2016-17-Q1&scheme=achieved_failed"


def test_every_row_of_thurrock_s_tables_has_the_status_that_the_paper_prints(data: Data) -> None:
    rows = rows_of(opened(data, "plan", THURROCK))
    statuses = printed(data, "thurrock", "status")
    assert (len(statuses), len(rows)) == (23, 24)  # one is printed in the text and in no table
    for one in statuses:
        word = rows[one.measure.removeprefix("kpi:")]["status"].word
        assert one.printed == {"Achieved": "ACHIEVED", "Failed": "FAILED"}.get(word, "n/a"), one.measure


def test_every_row_of_thurrock_s_tables_has_the_direction_that_the_paper_prints_or_says_that_it_has_not(
    data: Data,
) -> None:
    rows = rows_of(opened(data, "plan", THURROCK))
    directions = printed(data, "thurrock", "direction")
    assert len(directions) == 23
    contradicted = []
    for one in directions:
        row = rows[one.measure.removeprefix("kpi:")]
        if one.printed.casefold() not in PRINTED[row["travel"]]:
            contradicted.append(row["name"])
            assert f'The table prints "{one.printed}"' in row["note"]
    assert contradicted == ["No of new starters", "No of leavers", "No of phone calls made to the Contact Centre"]


def test_thurrock_s_headline_counts_its_targets(data: Data) -> None:
    view = opened(data, "plan", THURROCK)
    assert view.headline == "8 of 14 measures with a target achieved it in Q1 2016/17"
    assert [tile.value for tile in view.tiles] == ["8", "6", "8", "3"]


def test_the_other_scheme_tells_near_misses_from_far_ones(data: Data) -> None:
    rows = rows_of(opened(data, "plan", THURROCK.replace("achieved_failed", "rag")))
    codes = Counter(row["status"].code for row in rows.values())
    assert codes["green"] == 8
    assert codes["amber"] + codes["red"] == 6
    near = "Average no. of calendar days from advert to starting date to fill vacant DBS* roles"
    assert rows[near]["status"].code == "amber"


def test_a_text_target_says_what_it_comes_to(data: Data) -> None:
    rows = rows_of(opened(data, "plan", THURROCK))
    assert rows["£ Spend on agency staff - whole council"]["target"] == "Lower than 2015/16 (below 2,215K)"
    assert rows["No of complaints (all) - whole council (excluding social care)"]["target"] == "Reduction (below 379)"


def test_thurrock_s_budgets_are_all_forecast_to_be_kept(data: Data) -> None:
    card = opened(data, "plan", THURROCK).card("budgets")
    total = card.table.rows[-1]
    assert (total["label"], total["before"], total["variance"]) == ("Total", 6_512_498, 0)
    assert {row["words"] for row in card.table.rows} == {"on budget"}


def test_service_areas_and_statuses_can_be_chosen(data: Data) -> None:
    area = opened(data, "plan", THURROCK + "&service_area=Customer+Services")
    assert area.headline == "3 of 3 measures in Customer Services with a target achieved it in Q1 2016/17"
    failed = opened(data, "plan", THURROCK + "&status=failed")
    assert len(rows_of(failed)) == 6
    amber = opened(data, "plan", THURROCK + "&status=amber")
    assert len(rows_of(amber)) == 2, "a status of the other scheme finds its rows too"


def test_medway_s_summary_of_2017_18_comes_out_by_counting(data: Data) -> None:
    view = opened(data, "plan", "?council=medway&quarter=2017-18-Q2")
    assert view.headline == "4 of 5 measures with a target met it in Q2 2017/18"
    assert "Of four that can be compared with last quarter, none are better" in view.support
    assert "Over the long term one of five improved." in view.support


def test_medway_s_table_of_measures_has_the_statuses_and_trends_that_the_paper_implies(data: Data) -> None:
    every = rows_of(opened(data, "plan", "?council=medway&quarter=2017-18-Q2")).values()
    rows = {row["number"]: row for row in every if row["number"]}  # those without a code are printed in the text
    assert {code: row["status"].code for code, row in rows.items()} == {
        "MAE 2": "green",
        "MAE 3": "green",
        "NI 156": "amber",
        "HC3": "green",
        "HC4": "green",
        "DIGI TU 01": "not_available",
    }
    assert rows["HC4"]["long"] == "Improved"
    assert rows["HC4"]["short"] == "—"
    assert rows["NI 156"]["short"] == "Worsened"


def test_what_a_paper_says_of_risks_and_partnerships_stands_below_its_tables(data: Data) -> None:
    view = opened(data, "plan", "?council=medway&quarter=2019-20-Q4")
    assert {section.key for section in view.sections} == {"highlight", "risk", "key"}
    risk = next(s.passages[0] for s in view.sections if s.key == "risk")
    assert "Emergency Plan" in risk.text
    assert risk.text.endswith("Owner: The lead of each cell.")
    rows = view.card("partnerships").table.rows
    by_priority = Counter(row["priority"] for row in rows)
    assert len(rows) == 27
    assert by_priority["Maximising regeneration and economic growth"] == 8
    assert by_priority[None] == 3


@pytest.mark.parametrize(
    ("measure", "quarter", "value", "expected"),
    [
        ("digital_take_up", "2019-20-Q4", "48.1", "✓ Better than England, 48.1%"),
        ("digital_take_up", "2019-20-Q3", "60", "✘ Worse than England, 60.0% in Q3 2019/20"),
        ("digital_take_up", "2019-20-Q4", "50.41", "= Same as England, 50.4%"),
        ("digital_take_up", "2020-21-Q1", "60", None),  # not known yet in the quarter shown
        ("kpi:Website accessibility rating", "2019-20-Q4", "94.2", "= Same as England, 94%"),
        ("kpi:Website accessibility rating", "2019-20-Q4", "96", "✘ Worse than England, 96%"),
    ],
)
def test_a_measure_stands_beside_the_nation_s_in_words_at_the_precision_shown(
    sample_store: Path, tmp_path: Path, measure: str, quarter: str, value: str, expected: str | None
) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_store, store)
    with (store / "catalogue" / "benchmarks.csv").open("a", encoding="utf-8") as file:
        file.write(f"{measure},England,E92000001,{quarter},{value},Statistics\n")
        file.write(f"{measure},London,E12000007,{quarter},40,Statistics\n")
    view = opened(Data(Settings(data=store)), "plan", "?council=medway&quarter=2019-20-Q4")
    tables = [card.table for card in view.cards if card.key in GROUPS]
    said = [row["benchmark"] for table in tables for row in table.rows if row["benchmark"] != "—"]
    assert said == ([expected] if expected else [])
    headed = [column.label for table in tables for column in table.columns if column.key == "benchmark"]
    assert headed == ["Benchmark"] * len(said)
    assert ("Benchmark" in {p.title for s in view.sections if s.key == "key" for p in s.passages}) == bool(said)


def test_a_partnership_names_the_measures_that_it_works_for(data: Data) -> None:
    rows = opened(data, "plan", "?council=medway&quarter=2017-18-Q2").card("partnerships").table.rows
    learning = next(row for row in rows if row["title"] == "Medway Adult Education learning programme")
    assert learning["measures"] == "% Retention rate; Achievement rate (pass rate)"


def test_maidstone_s_board_has_the_26_projects_and_6_workstreams_as_printed(data: Data) -> None:
    view = opened(data, "programme", "?council=maidstone&quarter=2013-14-H2")
    rows = {(row["workstream"], row["project"]): row["status"] for row in view.card("all_ratings").table.rows}
    ratings = [one for one in data.catalogue.published if one.measure == "projects"]
    assert sum("project" in one.filters for one in ratings) == 26
    for one in ratings:
        place = one.filters["workstream"][0], one.filters.get("project", (WHOLE,))[0]
        assert PROJECT_STATUS[rows[place].code] == one.printed
    cells = [(s.title, p.title) for s in view.sections for p in s.passages if p.title != WHOLE]
    assert sorted(cells) == sorted(place for place in rows if place[1] != WHOLE)
    assert [section.status.word for section in view.sections if section.status] == [
        rows[section.title, WHOLE].word for section in view.sections
    ]
    assert view.headline == "16 of 26 projects are green, seven are amber and none is red"


def test_medway_s_council_plan_projects_are_told_without_colours_that_no_paper_prints(data: Data) -> None:
    view = opened(data, "programme", "?council=medway&quarter=2019-20-Q4")
    assert view.headline == "8 projects in Q4 2019/20, none rated by colour"
    assert [(tile.key, tile.value) for tile in view.tiles] == [("for_information", "8")]
    assert [card.key for card in view.cards] == ["ratings", "all_ratings"]
    said = {row["project"]: row["commentary"] for row in view.card("all_ratings").table.rows}
    assert "now in May 2020" in said["Implement Mosaic – Children & Adults Electronic Social Care Record"]
    assert {passage.title for section in view.sections for passage in section.passages} == set(said)


def test_a_workstream_keeps_its_own_colour_whatever_its_projects_have(data: Data) -> None:
    view = opened(data, "programme", "?council=maidstone&quarter=2013-14-H2")
    transformation = next(section for section in view.sections if section.title == "Transformation")
    assert transformation.status.code == "green"
    assert "The council rates the whole green, though the worst of its projects is amber." in transformation.text


def test_a_half_year_without_one_before_it_says_so(data: Data) -> None:
    view = opened(data, "programme", "?council=maidstone&quarter=2013-14-H1")
    assert "is not loaded, so nothing can be said of how projects moved" in view.support


def test_a_rating_can_be_chosen(data: Data) -> None:
    view = opened(data, "programme", "?council=maidstone&quarter=2013-14-H2&status=amber")
    assert {p.status.code for section in view.sections for p in section.passages} == {"amber"}
    assert sum(len(section.passages) for section in view.sections) == 8


def test_the_sources_list_every_paper_with_all_that_was_taken_from_it(data: Data) -> None:
    shown = sources.sources(data)
    assert len(shown.papers.rows) == 5
    assert sum(row["figures"] for row in shown.papers.rows) == len(data.catalogue.published)
    assert sum(row["differs"] for row in shown.papers.rows) == 0
    assert all(one.pages or one.passages for one in shown.each)
    known = {one.known for one in data.catalogue.published if one.known}
    assert known == {sentence for one in shown.each for sentence in one.contradictions}
    assert len(shown.extracts) == 3
    assert sum(len(table.rows) for _, table in shown.extracts) == len(data.manifest.current())


def test_the_sources_list_every_file_of_the_catalogue(data: Data) -> None:
    listed = {row["file"] for row in sources.sources(data).catalogue.rows}
    shipped = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*")}
    assert listed == shipped | {table.file for table in TABLES}


def test_what_the_sources_count_is_what_reconcile_finds(data: Data) -> None:
    verdicts = Counter(compare(data, one).verdict for one in data.catalogue.published)
    counted = Counter()
    for one in sources.sources(data).each:
        counted += one.counts
    assert counted == verdicts
    assert verdicts[KNOWN] > 0 == verdicts[DIFFERS]


def test_every_line_of_every_loaded_plan_can_be_shown(data: Data) -> None:
    page = page_called("plan")
    for council in data.councils("kpis"):
        for period in data.finest_periods("kpis", council):
            search = f"?council={council}&quarter={period.id}"
            view = opened(data, "plan", search)
            assert view.headline
            shown = lines(plan.Plan(data, "kpis", asked(data, page, search)[0], offered(data, "kpis", council)))
            assert len(shown) == sum(len(card.table.rows) for card in view.cards if card.key in GROUPS)
