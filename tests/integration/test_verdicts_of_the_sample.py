"""One verdict on every face: the sample's own cases, and the same words whichever way a number is asked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period, span
from dashboard.catalogue.judging import Judging
from dashboard.measures import entered, kpis
from dashboard.measures.components import components_by
from dashboard.measures.readings import figures, readings
from dashboard.measures.scorecard import Entry, entries
from dashboard.store.data import Data

Q4 = Period.parse("2019-20-Q4")


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def scorecard(data: Data, quarter: Period = Q4) -> dict[str, Entry]:
    return {one.key: one for one in entries(data, "medway", quarter, scheme="rag")}


def with_files(sample_store: Path, folder: Path, **files: str) -> Data:
    """The sample with these files in its catalogue, by name."""
    store = Path(shutil.copytree(sample_store, folder / "store"))
    for name, text in files.items():
        (store / "catalogue" / f"{name}.csv").write_text(text, encoding="utf-8")
    return Data(Settings(data=store))


def test_the_worst_fall_is_told_and_the_volumes_are_no_alarm(data: Data) -> None:
    found = scorecard(data)
    adults = found["complaints_timeliness/adults"].verdict
    assert (adults.judgement, adults.direction) == ("worse", "down")
    assert adults.base == pytest.approx(100 * 81 / 104)
    for volume in ("homelessness_applications", "homelessness_acceptances"):
        assert found[volume].verdict.change == "no_clear_change"
        assert found[volume].verdict.compared == "its usual range since Q1 2018/19"


def test_volumes_are_neither_better_nor_worse_and_keep_their_trends(data: Data) -> None:
    for quarter in span(Q4 - 11, Q4):
        for name in ("complaints_received", "compliments_received", "homelessness_acceptances"):
            one = scorecard(data, quarter)[name]
            assert one.verdict.judgement in ("", "higher", "lower")
            assert one.reading.short_trend in ("improved", "worsened", "static")


def test_running_sums_do_not_improve_by_growing(data: Data) -> None:
    for quarter in span(Q4 - 3, Q4):
        found = scorecard(data, quarter)
        for name in ("procurement_benefits_share_of_value", "procurement_benefits_five_year"):
            verdict = found[name].verdict
            assert (verdict.change, verdict.compared) == ("not_judged", quarter.year_before().label)
            assert verdict.lower is verdict.upper is None


def test_a_stock_that_climbs_has_a_sentence_and_no_usual_range(data: Data) -> None:
    households = scorecard(data)["ta_households"].verdict
    assert (households.target, households.change) == ("missed", "not_judged")
    assert households.words == "missed; has risen in eight of 12 quarters"
    assert households.upper is None


def test_the_verdict_is_the_same_however_much_was_asked_for(data: Data) -> None:
    """A page asks for a few quarters, the start page for all: both look equally far back."""
    compared = 0
    for one in scorecard(data).values():
        measure, part = one.measure, one.part
        split = data.judged(measure.dataset).by if part else ""
        asked = components_by(data, measure.dataset, "medway", one.period, one.period, splits=[split])[split]
        assert asked.reading(measure, one.period, part).verdict == one.verdict, one.key
        if part:
            assert asked.only(part).reading(measure, one.period).verdict == one.verdict, one.key
        compared += bool(one.verdict.words)
    assert compared > 25


def test_a_filter_has_the_past_of_what_it_leaves(data: Data) -> None:
    measure = data.catalogue.measures["complaints_timeliness"]
    filters = {"service": ["Planning"], "stage": ["corporate_stage_1"]}
    (one,) = readings(data, measure, "medway", Q4, Q4, filters=filters)
    long = readings(data, measure, "medway", Q4 - 4, Q4, filters=filters)
    pooled = [sum(getattr(earlier, half) for earlier in long[:-1]) for half in ("numerator", "denominator")]
    assert one.verdict.base == pytest.approx(100 * pooled[0] / pooled[1])


def test_months_have_no_past_of_their_own(data: Data) -> None:
    found = figures(data, "complaints_received", council="medway", by="month")
    assert set(found["verdict"]) == {"too few earlier figures to say"}


def test_figures_end_with_the_verdict_on_every_face(sample_store: Path, data: Data) -> None:
    asked = ("complaints_timeliness", "--council", "medway", "--by", "stage", "--quarter", "2019-20-Q4")
    printed = scrutiny("figures", *asked, "--format", "csv", "--data", sample_store).stdout
    assert printed.splitlines()[0].endswith("short_trend,long_trend,verdict")
    assert next(line for line in printed.splitlines() if ",adults," in line).endswith(",worth a look: worse")
    client = create_app(Settings(data=sample_store)).server.test_client()
    address = "/api/v1/figures/complaints_timeliness.{}?council=medway&by=stage&quarter=2019-20-Q4"
    rows = json.loads(client.get(address.format("json")).text)
    assert [list(row)[-1] for row in rows] == ["verdict"] * 4
    assert [row["verdict"] for row in rows] == list(
        figures(data, "complaints_timeliness", council="medway", by="stage", quarter="2019-20-Q4")["verdict"]
    )
    assert client.get(address.format("csv")).text.splitlines()[0].endswith(",verdict")


def test_a_plan_and_its_measures_say_the_same(data: Data) -> None:
    compared = 0
    for council in data.councils():
        for measure in entered.measures(data, council).values():
            for one in kpis.kpi_history(data, council, measure.title):
                own = readings(data, measure, council, one.period, one.period, split=entered.AREA)
                same = [reading for reading in own if reading.part == one.service_area]
                for reading in same:
                    assert reading.verdict == one.verdict
                    compared += 1
    assert compared > 50


@pytest.mark.parametrize("said", ["0", "14", "20000"])
def test_a_quarters_number_is_no_target_for_a_year_of_what_adds_up(sample_store: Path, tmp_path: Path, said) -> None:
    targets = (sample_store / "catalogue" / "targets.csv").read_text(encoding="utf-8")
    data = with_files(
        sample_store, tmp_path, targets=f"{targets}compliments_received,medway,,2016-17-Q1,,number,{said}\n"
    )
    measure = data.catalogue.measures["compliments_received"]
    (quarter,) = readings(data, measure, "medway", Q4, Q4)
    (year,) = readings(data, measure, "medway", Q4.as_kind("year"), Q4.as_kind("year"))
    assert quarter.target == float(said)
    assert quarter.verdict.target in ("met", "missed")
    assert (year.target, year.status, year.verdict.target) == (None, "data_only", "")


def test_a_council_judges_in_its_own_way(sample_store: Path, tmp_path: Path) -> None:
    own = "measure,council,read_as,judged\ncomplaints_received,medway,,yes\nhomelessness_preventions,medway,rolling,\n"
    data = with_files(
        sample_store,
        tmp_path,
        council_measures=own,
        rules="council,clear,look,fewest_cases,target_cases,run\nmedway,2.5,1.5,3,60,8\n",
    )
    assert data.judging("medway") == Judging(clear=2.5, look=1.5, fewest_cases=3, target_cases=60, run=8)
    assert data.judging("thurrock") == Judging()
    found = scorecard(data)
    assert found["complaints_timeliness/adults"].verdict.change == "clearly_worse"
    assert found["complaints_timeliness/corporate_stage_2"].verdict.target == "too few to say"
    assert found["complaints_received"].verdict.judgement == "better"
    assert found["homelessness_preventions"].verdict.compared == "Q4 2018/19"


def test_without_its_steps_a_new_level_is_compared_with_the_old_one(sample_store: Path, tmp_path: Path) -> None:
    heading = "council,measure,quarter,kind,text\n"
    step = f"{heading}medway,ta_households,2019-20-Q1,step,A hostel closed.\n"
    data = with_files(sample_store, tmp_path, events=step)
    assert scorecard(data)["ta_households"].verdict.change == "no_past"
    assert scorecard(data)["homelessness_acceptances"].verdict.compared != "its usual range since Q1 2018/19"
