"""The monitoring report as a Word document: the papers' own tables, all that the pages show, and a file that lasts."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from dashboard.basics.config import Settings
from dashboard.report.content import Report, every_table, single, whole
from dashboard.report.word.chapters import MOST_ROWS, set_apart
from dashboard.report.word.document import write_document
from dashboard.report.word.paper import LANDSCAPE_WIDTH, PORTRAIT_WIDTH
from dashboard.report.word.tables import TIGHT_PADDING, grid_of, needs, parts, text_of
from dashboard.store.data import Data

Rows = list[list[str]]


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


def read(report: Report) -> Document:
    """The report, written and read back."""
    file = io.BytesIO()
    write_document(report, file)
    return docx.Document(io.BytesIO(file.getvalue()))


@pytest.fixture(scope="module")
def q4(data: Data) -> Report:
    return whole(data, "?council=medway&quarter=2019-20-Q4")


@pytest.fixture(scope="module")
def document(q4: Report) -> Document:
    return read(q4)


@pytest.fixture(scope="module")
def earlier(data: Data) -> Document:
    return read(whole(data, "?council=medway&quarter=2017-18-Q2"))


def tables(document: Document) -> dict[str, Rows]:
    """The cells of every table by its caption."""
    return {
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): [
            ["\n".join(p.text for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc"))]
            for row in table._tbl.iter(qn("w:tr"))
        ]
        for table in document.tables
    }


def body_text(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def styled(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def words(element: Any) -> str:
    """All that an element says, fields and links too."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def columns(rows: Rows, *wanted: int) -> Rows:
    return [[row[place] for place in wanted] for row in rows[1:]]


SUMMARY = "Complaints: Timeliness compared with the previous quarter"


def test_the_complaints_table_of_the_fourth_quarter_is_the_papers_own(document: Document) -> None:
    rows = tables(document)[SUMMARY]
    assert rows[0][2:4] == ["Q3 2019/20", "Q4 2019/20"]
    assert columns(rows, 2, 3, 4) == [
        ["333", "227", "down 106"], ["355", "225", "down 130"], ["341", "203", "down 138"],
        ["96.1%", "90.2%", "down 5.9 points"],
        ["50", "42", "down 8"], ["43", "54", "up 11"], ["33", "41", "up 8"], ["76.7%", "75.9%", "down 0.8 points"],
        ["30", "35", "up 5"], ["40", "30", "down 10"], ["33", "27", "down 6"], ["82.5%", "90.0%", "up 7.5 points"],
        ["25", "23", "down 2"], ["28", "21", "down 7"], ["17", "10", "down 7"], ["60.7%", "47.6%", "down 13.1 points"],
    ]  # fmt: skip


def test_the_complaints_table_of_an_earlier_quarter_is_its_papers_own(earlier: Document) -> None:
    assert columns(tables(earlier)[SUMMARY], 2, 3) == [
        ["344", "448"], ["320", "447"], ["285", "399"], ["89.1%", "89.3%"],
        ["46", "39"], ["40", "41"], ["33", "35"], ["82.5%", "85.4%"],
        ["21", "29"], ["24", "20"], ["21", "15"], ["87.5%", "75.0%"],
        ["22", "26"], ["18", "23"], ["6", "10"], ["33.3%", "43.5%"],
    ]  # fmt: skip


def test_the_same_quarter_is_shown_over_three_years_and_more(document: Document, earlier: Document) -> None:
    assert columns(tables(document)["Complaints: Q4 over the years"], 0, 3)[:3] == [
        ["Q4 2019/20", "90.2%"],
        ["Q4 2018/19", "91.1%"],
        ["Q4 2017/18", "95.9%"],
    ]
    assert columns(tables(earlier)["Complaints: Q2 over the years"], 0, 3)[:3] == [
        ["Q2 2017/18", "89.3%"],
        ["Q2 2016/17", "78.9%"],
        ["Q2 2015/16", "89.1%"],
    ]


def test_headline_measures_stand_as_the_papers_print_them(document: Document) -> None:
    found = tables(document)
    stage_1 = found["CUSBFL31i, Complaints answered within the deadline, corporate stage 1. Aim to maximise"]
    assert columns(stage_1, 0, 1, 2, 3) == [
        ["Q3 2019/20", "96.1%", "80%", "✓ Target met"],
        ["Q4 2019/20", "90.2%", "80%", "✓ Target met"],
        ["2019/20", "93.0%", "80%", "✓ Target met"],
    ]
    take_up = found["DIGI TU 01, Digital take-up. Aim to maximise"]
    assert columns(take_up, 0, 1) == [["Q3 2019/20", "48.6%"], ["Q4 2019/20", "50.4%"], ["2019/20", "48.1%"]]
    assert [row[4:] for row in take_up[1:3]] == [["Improved", "Improved"]] * 2


def test_the_ombudsmans_decisions_stand_in_a_table_and_in_a_sentence(document: Document) -> None:
    newest = tables(document)["Complaints: Ombudsman decisions"][1]
    assert newest == ["Q4 2019/20", "1", "2", "7", "6", "2", "1", "10", "19"]
    assert "10 complaints were referred to the Ombudsman, and 19 complaints were decided." in body_text(document)


def test_each_stage_has_a_paragraph_with_the_numbers_of_the_papers_prose(document: Document) -> None:
    text = body_text(document)
    for said in (
        "227 complaints were received in Q4 2019/20, fewer than last quarter (333) and the same quarter of the",
        "42 complaints were received in Q4 2019/20, fewer than last quarter (50) and the same quarter of the year",
        "of the year before (241).",
        "of the year before (47).",
        "For the year 2019/20 it is 81.7% against a target of 75%.",
        "For the year 2019/20 it is 91.3% against a target of 75%.",
        "For the year 2019/20 it is 70.3%.",
    ):
        assert said in text


def test_compliments_procurement_and_the_yearly_spend_are_where_the_paper_has_them(document: Document) -> None:
    text, found = body_text(document), tables(document)
    assert columns(found["Complaints: Compliments, Q4 2019/20"], 0, 1)[:2] == [
        ["Waste Services", "15"],
        ["Customer and Business Support", "13"],
    ]
    assert "50 compliments" in text
    assert "almost £61 million of benefits" in text
    assert "£320 million spent in a year" in text


def test_the_plans_counts_are_those_of_the_earlier_paper(earlier: Document) -> None:
    assert "Council plan: 4 of 5 on target; 0 of 4 improved since last quarter; 1 of 5 improved" in body_text(earlier)


def test_temporary_accommodation_stands_beside_other_places(earlier: Document) -> None:
    found = tables(earlier)
    rate = next(
        rows for title, rows in found.items() if title.startswith("Temporary accommodation: Rate per 1,000 households")
    )
    assert columns(rate, 0, 1) == [
        ["Medway", "3.35"],
        ["England", "3.50"],
        ["Milton Keynes", "7.16"],
        ["Brighton", "13.05"],
        ["London", "16.60"],
    ]
    block = found["NI 156, Households in temporary accommodation. Aim to minimise"]
    assert columns(block, 0, 1, 2)[:2] == [["Q1 2017/18", "327", "350"], ["Q2 2017/18", "354", "350"]]
    homelessness = found["Temporary accommodation: Homelessness applications and preventions"]
    assert homelessness[1][:3] == ["Q2 2017/18", "212", "95"]


def test_procurement_over_five_years_is_the_earlier_papers(earlier: Document) -> None:
    assert "£47.5 million of whole-life benefits, £16.6 million of it from 2017/18" in body_text(earlier)


def put_together(found: dict[str, Rows], title: str) -> Rows:
    """A table that was too wide for the paper, out of its parts, which all begin with the first column."""
    rows, part = found[title], 2
    while more := found.get(f"{title}, part {part}"):
        assert [row[0] for row in more] == [row[0] for row in rows]
        rows, part = [[*row, *others[1:]] for row, others in zip(rows, more, strict=True)], part + 1
    return rows


def test_nothing_in_a_table_is_smaller_than_ten_points(document: Document) -> None:
    used = {p.style.name for table in document.tables for row in table.rows for c in row.cells for p in c.paragraphs}
    assert used
    for name in used:
        assert document.styles[name].font.size >= Pt(10), name


def test_no_word_of_a_table_is_wider_than_its_column(q4: Report) -> None:
    for _, _, table, _ in every_table(q4):
        for room in (PORTRAIT_WIDTH, LANDSCAPE_WIDTH):
            grid = grid_of(table, set_apart(table))
            for columns in parts(grid, room):
                shown = replace(grid.of(columns), broken=True)
                least = sum(low for low, _ in needs(shown, TIGHT_PADDING))
                assert least <= room or len(columns) == 2, shown.headings


def test_every_table_of_every_page_is_there_with_all_its_rows(q4: Report, document: Document) -> None:
    found, text = tables(document), body_text(document)
    for chapter, named, table, card in every_table(q4):
        if card is None or not table.rows:
            continue
        title = f"{chapter.title}: {named}"
        apart = set_apart(table)
        grid = grid_of(table, apart)
        rows = [list(grid.headings), *([text_of(cell) for cell in row] for row in grid.rows)]
        assert put_together(found, title) == rows, title
        for row in table.rows:
            assert all(row[key] in text for key in apart if row[key])


def test_the_scorecard_has_every_measure_with_its_status_its_trends_and_its_note(
    q4: Report, document: Document
) -> None:
    table = q4.chapters[0].listing.table
    found = {row[0]: row for title, rows in tables(document).items() if title.startswith("Scorecard") for row in rows}
    text = body_text(document)
    for row in table.rows:
        shown = found[row["name"]]
        assert str(row["status"].shape) in " ".join(shown)
        assert row["status"].word in " ".join(shown)
        assert {row["change"], row["compared"]} - {None} <= set(shown)
        assert not row["note"] or row["note"] in text


def test_every_finding_note_and_remark_of_the_council_is_there(q4: Report, document: Document) -> None:
    text = body_text(document)
    for chapter in q4.chapters:
        assert chapter.view.headline in text
        assert chapter.view.support in text
        assert chapter.address in text
        for section in chapter.view.sections:
            assert all(passage.text in text for passage in section.passages if not passage.status)
        for card in chapter.view.cards:
            assert card.finding in text
            assert card.about.definition in text
            for quote in card.quotes:
                assert all(part in text for part in (quote.heading, quote.text, quote.rest, quote.doubt))


def test_what_only_an_officer_can_say_is_a_marked_gap(q4: Report, document: Document) -> None:
    gaps = styled(document, "Gap")
    assert q4.wanted
    for wanted in q4.wanted:
        # once in the list, and once in the chapter that it is about
        assert gaps.count(f"Comment wanted: {wanted}.") == 2
    assert sum(gap.startswith("To complete:") for gap in gaps) == 3


def test_every_chart_is_a_picture_that_is_read_aloud_as_its_finding(q4: Report, document: Document) -> None:
    drawn = [(one.title, card) for one in q4.chapters for card in one.view.cards if card.figure is not None]
    names = [shape._inline.docPr for shape in document.inline_shapes]
    assert sorted(name.get("descr") for name in names) == sorted(
        f"{card.finding} {card.marked}".strip() for _, card in drawn
    )
    assert sorted(name.get("title") for name in names) == sorted(f"{chapter}: {card.title}" for chapter, card in drawn)
    assert len({name.get("id") for name in names}) == len(names)


def test_table_headings_repeat_rows_stay_whole_and_every_table_has_a_caption(document: Document) -> None:
    for table in document.tables:
        head, *rows = table._tbl.iter(qn("w:tr"))
        assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (head, *rows))
        assert all(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is None for cell in head)
        caption = table._tbl.getprevious()
        assert caption.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "Caption"
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_captions_count_without_a_gap(document: Document) -> None:
    for kind, style in (("Table", "caption"), ("Figure", "Picture Caption")):
        captions = [words(p._p) for p in document.paragraphs if p.style.name.lower() == style.lower()]
        numbers = [int(caption.split(":")[0].removeprefix(f"{kind} ")) for caption in captions]
        assert numbers == list(range(1, len(numbers) + 1))
        assert numbers


def test_the_contents_name_every_chapter_and_lead_to_it(document: Document) -> None:
    chapters = [p for p in document.paragraphs if p.style.name.lower() == "heading 1"]
    contents = document.element.body.find(qn("w:sdt"))
    links = list(contents.iter(qn("w:hyperlink")))
    assert [words(link).split(" ", 1)[1] for link in links] == [chapter.text for chapter in chapters]
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert all(link.get(qn("w:anchor")) in marks for link in document.element.body.iter(qn("w:hyperlink")))


def test_opening_the_file_asks_nothing(document: Document) -> None:
    assert document.settings.element.find(qn("w:updateFields")) is None
    assert not [field for field in document.element.iter(qn("w:fldChar")) if field.get(qn("w:dirty"))]


def test_headings_go_down_one_level_at_a_time_and_no_paragraph_is_a_mere_gap(document: Document) -> None:
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.lower().startswith("heading")]
    assert all(later - sooner <= 1 for sooner, later in zip([0, *levels], levels, strict=False))
    empty = [p for p in document.paragraphs if not words(p._p).strip()]
    assert all(p._p.find(f".//{qn('w:drawing')}") is not None for p in empty)


def test_the_scorecard_and_tables_of_many_quarters_stand_on_paper_turned_on_its_side(document: Document) -> None:
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, True, False, True, False]


def test_the_file_says_what_it_is_and_every_page_where_it_comes_from(q4: Report, document: Document) -> None:
    said = document.core_properties
    assert (said.author, said.language) == ("Medway Council", "en-GB")
    assert said.title == "Performance monitoring report, Q4 2019/20 (Jan to Mar 2020)"
    assert said.comments == q4.origin
    defaults = document.styles.element.find(f".//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "en-GB"
    for section in document.sections:
        foot = words(section.footer._element)
        assert all(f"{label}: {value}" in foot for label, value in q4.facts if label not in ("Council", "Period"))
        assert "Medway Council" in words(section.header._element)


def test_one_page_is_written_with_its_filters_and_its_records(data: Data) -> None:
    search = "?council=medway&quarter=2019-20-Q4&service=Housing+Options&records=received"
    report = single(data, "complaints", search)
    document = read(report)
    found = tables(document)
    listing = report.chapters[0].listing
    assert "Filters: Housing Options" in body_text(document)
    assert len(found[listing.title]) == len(listing.table.rows) + 1
    assert not any(title.startswith("CUSBFL31i") for title in found)
    assert styled(document, "Gap") == [
        "To complete: the committee and the date of its meeting; the name and role of the report's author."
    ]


@pytest.mark.parametrize("council", ["thurrock", "maidstone"])
def test_councils_with_other_papers_have_their_report(data: Data, council: str) -> None:
    report = whole(data, f"?council={council}")
    text = body_text(read(report))
    assert all(chapter.view.headline in text for chapter in report.chapters)


def test_a_table_longer_than_its_chapter_can_hold_is_whole_in_the_appendix(q4: Report, document: Document) -> None:
    long = [
        (f"{one.title}: {card.title}", len(card.table.rows), card.figure is not None)
        for one in q4.chapters
        for card in one.view.cards
        if len(card.table.rows) > MOST_ROWS
    ]
    found = tables(document)
    assert long
    for title, rows, drawn in long:
        assert len(found[title]) == rows + 1
        if drawn:  # a table without a chart has no place of its own in the chapter
            first = found[f"{title}, the first 8 of {rows} rows"]
            assert first == found[title][: len(first)]


def test_a_reader_hears_how_far_the_report_is(data: Data) -> None:
    heard: list[tuple[str, float]] = []
    report = single(data, "agency", "?council=thurrock")
    write_document(report, io.BytesIO(), lambda step, share: heard.append((step, share)))
    assert [share for _, share in heard] == sorted(share for _, share in heard)
    assert heard[-1] == ("Written", 1.0)
