"""What a report holds: the pages' own views, all that they show, and where it comes from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from opened import COMPLAINTS as PAGE
from serving import scrutiny

from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.basics.languages import speaking
from dashboard.basics.translations import languages_in
from dashboard.pages.said import said
from dashboard.report.content import every_table, off_screen, single, whole
from dashboard.report.powerpoint import slide_words
from dashboard.store.data import Data


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def test_the_whole_report_has_a_chapter_for_every_page_that_the_council_has_data_for(data: Data) -> None:
    assert [one.page.key for one in whole(data, "?council=thurrock").chapters] == ["attention", "plan", "agency"]
    assert [one.page.key for one in whole(data, "?council=maidstone").chapters] == [
        "attention",
        "plan",
        "digital",
        "programme",
    ]


def test_a_theme_that_only_has_the_year_shows_the_year_that_ends_with_the_period(data: Data) -> None:
    digital = whole(data, "?council=maidstone&quarter=2013-14-H2").chapters[2]
    assert (digital.page.key, digital.view.state.quarter.id) == ("digital", "2013-14")


def test_a_page_without_data_for_the_period_is_named(data: Data) -> None:
    report = whole(data, "?council=medway&quarter=2017-18-Q2")
    assert "digital" not in [one.page.key for one in report.chapters]
    assert report.missing == tuple(
        (name, "Nothing has been loaded for Q2 2017/18.")
        for name in ("Digital take-up", "Improvement programme", "Savings and actions")
    )


def test_a_quarter_that_is_not_there_is_refused_rather_than_replaced(data: Data) -> None:
    with pytest.raises(UsageError, match="2031-32-Q1"):
        whole(data, "?council=medway&quarter=2031-32-Q1")


def test_the_report_from_a_page_on_a_year_is_on_the_period_that_ends_it(data: Data) -> None:
    assert whole(data, "?council=maidstone&quarter=2013-14").period.id == "2013-14-H2"
    assert whole(data, "?council=thurrock&quarter=2015-16").period.id == "2015-16-Q4"


def test_one_page_is_what_its_address_shows(data: Data) -> None:
    search = "?council=medway&quarter=2019-20-Q4&stage=adults&basis=first_published"
    report = single(data, "complaints", search)
    shown, _ = PAGE.content(data, search)
    assert report.chapters[0].view == off_screen(shown)
    assert dict(report.facts) | {"Filters": "Adult social care", "Figures": "As first published"} == dict(report.facts)


def test_facts_are_found_in_a_language_that_calls_several_by_one_word(data: Data, tmp_path: Path) -> None:
    (tmp_path / "languages").mkdir()
    same = "".join(f'msgid "{text}"\nmsgstr "Gair"\n\n' for text in ("Council", "Figures", "Data to", "Release"))
    (tmp_path / "languages" / "cy.po").write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n{same}'
    )
    with speaking(languages_in([tmp_path])[0]["cy"]):
        report = single(said(data), "complaints", "?council=medway&quarter=2019-20-Q4")
        told = slide_words.origin(report)
        assert [label for label, _words in report.facts].count("Gair") == 4
    assert report.known["council"] == "Medway Council"
    assert f"Latest figures, data to 31 Mawrth 2020, release {data.release}." in told


def test_a_note_says_nothing_of_clicking_where_nobody_can(data: Data) -> None:
    search = "?council=medway&quarter=2019-20-Q4"
    on_screen, on_paper = PAGE.content(data, search)[0], single(data, "complaints", search).chapters[0].view
    assert "Select a bar" in on_screen.card("services").note
    assert on_paper.card("services").note == (
        "Corporate stage 1, most late first; under ten answers last. Thin lines are 95% intervals. "
        "The table has all 18."
    )


def test_a_list_of_records_is_taken_whole(data: Data) -> None:
    search = "?council=medway&quarter=2019-20-Q4&records=received"
    listed = single(data, "complaints", search).chapters[0].listing
    shown = PAGE.content(data, search)[0].records
    assert listed is not None
    assert shown is not None
    assert len(listed.table.rows) == shown.total > len(shown.table.rows)


def test_every_table_of_every_chapter_is_listed_once(data: Data) -> None:
    report = whole(data, "?council=medway&quarter=2019-20-Q4")
    tables = every_table(report)
    assert len({(one.page.key, title) for one, title, _, _ in tables}) == len(tables)
    assert len(tables) == sum(len(one.view.cards) + (one.listing is not None) for one in report.chapters)


def test_a_large_movement_that_nobody_comments_on_wants_a_comment(data: Data) -> None:
    wanted = whole(data, "?council=medway&quarter=2019-20-Q4").wanted
    assert any(one.startswith("Households in temporary accommodation: 412, above the 350 target") for one in wanted)


def test_a_stage_that_the_comment_names_wants_no_other(data: Data, sample_store: Path, tmp_path: Path) -> None:
    assert not [one for one in whole(data, "?council=medway&quarter=2019-20-Q4").wanted if "adult" in one]
    silent = tmp_path / "store"
    shutil.copytree(sample_store, silent)
    notes = tmp_path / "notes.csv"
    notes.write_text("measure,kind,author_role,written_date,text\n")
    asked = ("--council", "medway", "--quarter", "2019-20-Q4", "--replace", "--data", silent)
    loaded = scrutiny("load", "commentary", notes, *asked)
    assert loaded.returncode == 0, loaded.stderr
    wanted = whole(Data(Settings(data=silent)), "?council=medway&quarter=2019-20-Q4").wanted
    assert any(one.startswith("Complaints answered within the deadline, adult social care: 47.6%") for one in wanted)


def test_two_reports_say_whether_they_use_the_same_definitions(sample_store: Path, tmp_path: Path) -> None:
    changed = tmp_path / "store"
    shutil.copytree(sample_store, changed)
    (changed / "catalogue" / "targets.csv").write_text(
        "measure,council,area,from_quarter,to_quarter,kind,value\nta_households,medway,,2020-21-Q1,,number,300\n"
    )
    versions = {dict(whole(Data(Settings(data=one)), "").facts)["Definitions"] for one in (sample_store, changed)}
    assert len(versions) == 2


def test_every_report_explains_its_statuses_in_the_words_it_uses(data: Data) -> None:
    colours = whole(data, "?council=thurrock").key
    words = whole(data, "?council=thurrock&scheme=achieved_failed").key
    assert colours is not None
    assert words is not None
    assert [one.status.code for one in colours.passages if one.status][:3] == ["green", "amber", "red"]
    assert [one.status.code for one in words.passages if one.status][:2] == ["achieved", "failed"]
