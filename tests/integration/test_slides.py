"""A report as slides: what the pages show is in them, in native charts and tables, and can be read by everyone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from opened import Opened
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from dashboard import figures
from dashboard.basics.config import Settings
from dashboard.basics.quarters import Period
from dashboard.figures.plot import Plot
from dashboard.figures.theme import LIGHT
from dashboard.pages.registry import PAGES
from dashboard.report import content
from dashboard.report.content import Report
from dashboard.report.powerpoint.chart_sheet import parts_of
from dashboard.report.powerpoint.charts import add_chart
from dashboard.report.powerpoint.deck import BODY, KICKER, LEFT, ROOM, add_slide, new_deck
from dashboard.report.powerpoint.grids import grid_of
from dashboard.report.powerpoint.panels import add_panels
from dashboard.report.powerpoint.slide_words import as_lines, caption
from dashboard.report.powerpoint.slides import MOST_LISTED, write_slides
from dashboard.store.data import Data
from dashboard.views.pieces import Card, Table

COUNCILS = ("medway", "thurrock", "maidstone")
STATES = (
    "",
    "&years=all",
    "&basis=first_published&scheme=achieved_failed",
    "&quarter=2015-16-Q1",
    "&quarter=2017-18-Q2&years=1&stage=adults&channel=online&reason=vacancy",
    "&measure=ta_households_per_1000",
    "&measure=complaints_timeliness&stage=corporate_stage_1",
)
SCATTERED = (XL_CHART_TYPE.XY_SCATTER, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, XL_CHART_TYPE.XY_SCATTER_LINES)
# the order in which a format's definition wants what an element holds; an office refuses or repairs any other
IN_ORDER = {
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "c:scatterChart": "scatterStyle varyColors ser dLbls axId",
    "c:ser": "idx order tx spPr invertIfNegative marker pictureOptions dPt dLbls trendline errBars cat val "
    "xVal yVal smooth shape",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "c:dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator showLeaderLines leaderLines",
    "c:dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator extLst",
    "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    "c:plotArea": "layout barChart lineChart scatterChart catAx valAx spPr",
    "c:valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",
    "c:scaling": "logBase orientation max min",
    "c:catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "c:chartSpace": "date1904 lang roundedCorners clrMapOvr chart spPr txPr externalData",
}


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture(scope="module")
def report(data: Data) -> Report:
    return content.whole(data, "?council=medway&quarter=2019-20-Q4")


@pytest.fixture(scope="module")
def deck(report: Report) -> Deck:
    return written(report)


def written(report: Report) -> Deck:
    file = BytesIO()
    write_slides(report, file)
    return Presentation(BytesIO(file.getvalue()))


def charts(deck: Deck) -> Iterator[tuple[Slide, Chart]]:
    for slide in deck.slides:
        yield from ((slide, shape.chart) for shape in slide.shapes if shape.has_chart)


def cards(report: Report) -> list[Card]:
    return [card for chapter in report.chapters for card in chapter.view.cards]


def texts(slide: Slide) -> str:
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return "\n".join([*words, *(cell.text for table in tables for row in table.rows for cell in row.cells)])


def notes(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame
    return frame.text if frame else ""


def chart_of(plot: Plot | None) -> Chart:
    """The plot's native chart on a slide of its own."""
    assert plot is not None
    alone = new_deck(Report("Report", "medway", "Medway Council", Period.parse("2019-20-Q4"), (), ()))
    return add_chart(add_slide(alone, "Chart").placeholders[BODY], plot, "In words.")


def panels_of(plot: Plot | None) -> tuple[Slide, list[Chart]]:
    """The plot's panels as native charts on a slide of their own."""
    assert plot is not None
    alone = new_deck(Report("Report", "medway", "Medway Council", Period.parse("2019-20-Q4"), (), ()))
    slide = add_slide(alone, "Chart")
    return slide, add_panels(slide.placeholders[BODY], plot, "In words.")


def values_of(figure: dict) -> list[float]:
    """Every number that the page draws as a mark."""
    lying = any(trace.get("orientation") == "h" for trace in figure["data"])
    found: set[float] = set()
    for trace in figure["data"]:
        leads_the_eye = trace["type"] == "bar" and trace["hoverinfo"] == "skip"
        if not leads_the_eye and trace.get("mode") != "text" and trace.get("marker", {}).get("opacity") != 0:
            found |= {value for value in trace["x" if lying else "y"] if value is not None}
    return sorted(found)


@pytest.mark.parametrize("council", COUNCILS)
def test_every_figure_of_every_page_arrives_whole_in_its_plot(data: Data, council: str) -> None:
    seen = 0
    for page in PAGES:
        if not page.dataset:
            continue
        themed = Opened(page.key)
        for state in STATES:
            view, _ = themed.content(data, f"?council={council}{state}")
            for card in view.cards:
                if card.figure is None:
                    continue
                plot = card.figure
                every = [one for part in plot.panels or (plot,) for one in part.series]
                drawn = [one for one in every if one.form != "texts"]
                assert sorted({v for one in drawn for v in one.values if v is not None}) == values_of(
                    figures.to_plotly(plot)
                )
                assert all(plot.categories), (page.key, state, card.key)
                assert {len(one.values) for one in every if one.form != "curve"} == {len(plot.categories)}
                assert all(len(one.values) == len(one.places) for one in every)
                assert all(line.label for part in plot.panels or (plot,) for line in part.references if line.dashed)
                seen += 1
    assert seen > 50


def test_every_card_with_a_chart_is_a_native_chart_with_the_same_numbers(report: Report, deck: Deck) -> None:
    plots = [part for card in cards(report) if card.figure for _, part in parts_of(card.figure)]
    wanted = [one for plot in plots for one in plot.panels or (plot,)]
    found = [chart for _, chart in charts(deck)]
    assert len(found) == len(wanted)
    for plot, chart in zip(wanted, found, strict=True):
        native = [tuple(series.values) for one in chart.plots for series in one.series]
        for one in plot.series:
            values = tuple(value for value in one.values if value is not None)
            if one.form == "curve":
                assert values in native
            elif one.at:
                assert {(value,) for value in values} <= {*native}
            elif one.form != "texts":
                assert one.values in native


def test_the_sheet_behind_a_chart_holds_every_series(report: Report, deck: Deck) -> None:
    for _, chart in charts(deck):
        book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob), read_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        names = [series.name for plot in chart.plots for series in plot.series]
        below = chart.chart_type in SCATTERED  # the series stand below each other there
        cells = [row[1] for row in rows if isinstance(row[1], str)] if below else rows[0]
        assert [cell for cell in cells if cell is not None] == names


def test_a_card_without_a_chart_is_a_native_table(report: Report, deck: Deck) -> None:
    headings = [slide.shapes.title.text for slide in deck.slides if any(shape.has_table for shape in slide.shapes)]
    summary = report.chapters[2].view.card("summary")
    assert f"{summary.finding.removesuffix('.')} (1 of 2)" in headings


def test_what_is_told_in_words_or_listed_is_told_on_slides_too(report: Report, deck: Deck) -> None:
    everything = "\n".join(texts(slide) + notes(slide) for slide in deck.slides)
    for chapter in report.chapters:
        assert chapter.view.headline in everything
        for tile in chapter.view.tiles:
            assert tile.value in everything
        for item in chapter.view.items:
            assert item.sentence in everything
        for section in chapter.view.sections:
            assert all(passage.text in everything for passage in section.passages)
        if chapter.listing:
            grid = grid_of(chapter.listing.table)
            assert all(text in everything for row in grid.rows for text in row)


def test_every_row_of_a_table_that_is_a_card_stands_on_a_slide(data: Data) -> None:
    alone = content.single(data, "plan", "?council=medway&quarter=2019-20-Q4")
    longest = alone.chapters[0].view.card("partnerships")
    many = replace(longest, table=Table(longest.table.columns, longest.table.rows * 4))
    chapter = replace(alone.chapters[0], view=replace(alone.chapters[0].view, cards=(many,)))
    parts = [
        slide for slide in written(replace(alone, chapters=(chapter,))).slides if longest.headline[:12] in texts(slide)
    ]
    rows = [row for slide in parts for shape in slide.shapes if shape.has_table for row in list(shape.table.rows)[1:]]
    assert [row.cells[0].text for row in rows] == [row[0] for row in grid_of(many.table).rows]
    titles = [slide.shapes.title.text for slide in parts]
    assert all(title.endswith(f"({place} of {len(parts)})") for place, title in enumerate(titles, start=1))


def test_every_slide_names_whose_figures_it_shows_of_when_and_of_which_part(data: Data) -> None:
    whole, housing = "Medway Council · Q4 2019/20", "Medway Council · Q4 2019/20 · Housing Options"
    search = "?council=medway&quarter=2019-20-Q4&service=Housing+Options"
    deck = written(content.single(data, "complaints", search))
    assert {slide.placeholders[KICKER].text for slide in list(deck.slides)[1:-2]} == {housing}
    assert deck.slides[len(deck.slides) - 1].placeholders[KICKER].text == whole
    taken = written(content.single(data, "temporary_accommodation", search))
    of_whole = next(slide for slide in taken.slides if "Homelessness applications" in texts(slide))
    assert of_whole.placeholders[KICKER].text == f"{whole} · council as a whole"
    first = written(content.single(data, "complaints", "?council=medway&quarter=2019-20-Q4&basis=first_published"))
    assert first.slides[2].placeholders[KICKER].text == f"{whole} · as first published"


@pytest.mark.parametrize("council", COUNCILS)
def test_every_caption_stands_on_its_slide(data: Data, council: str) -> None:
    report = content.whole(data, f"?council={council}")
    deck = written(report)
    for card in cards(report):
        for part, _ in parts_of(card.figure) if card.figure else [("", None)]:
            said = caption(card, part)
            assert any(said in texts(slide) for slide in deck.slides if part.lower() in texts(slide).lower()), said
    told = "\n".join(texts(slide) for slide in deck.slides)
    for chapter in report.chapters:
        assert chapter.view.items_note in told
        assert all(notice in told for notice in chapter.view.notices)
    assert "SHA-256" not in told.partition("Where the numbers come from")[0]


def test_a_caption_says_of_a_native_chart_what_is_true_of_it(report: Report) -> None:
    by_key = {card.key: card for card in cards(report)}
    services, channels, ending = by_key["services"], by_key["channels"], by_key["ending"]
    many = replace(services, note="Most first. Thin lines are 95% intervals. The table has all 18.")
    assert caption(many) == "Most first. The table in the notes has all 18."
    assert caption(channels) == ""
    assert caption(channels, "Made online") == "The line is the share made online."
    assert caption(ending) == "The table in the notes lists them by name, supplier and value."


def test_a_target_of_the_whole_beside_bars_of_parts_says_that_it_is_of_the_whole(data: Data) -> None:
    deck = written(content.single(data, "agency", "?council=thurrock&quarter=2016-17-Q1"))
    said = next(texts(slide) for slide in deck.slides if "Services, Q1 2016/17." in texts(slide))
    assert "Council as a whole, Spend: £2.4m" in said


def test_a_list_of_records_too_long_for_slides_is_whole_in_the_notes(data: Data, tmp_path: Path) -> None:
    listed = content.single(data, "complaints", "?council=medway&quarter=2019-20-Q4&records=received")
    write_slides(listed, tmp_path / "listed.pptx")
    slides = [
        s
        for s in Presentation(str(tmp_path / "listed.pptx")).slides
        if s.shapes.title.text.startswith(listed.chapters[0].listing.title)
    ]
    rows = grid_of(listed.chapters[0].listing.table).rows
    assert len(slides) == MOST_LISTED
    assert f"The notes of the first have all {len(rows)} rows." in texts(slides[0])
    assert all(row[0] in notes(slides[0]) for row in rows)


def test_a_chart_says_its_finding_to_a_screen_reader(deck: Deck) -> None:
    described = [
        element.get("descr")
        for slide in deck.slides
        for frame in slide._element.iter(qn("p:graphicFrame"))
        for element in frame.iter(qn("p:cNvPr"))
    ]
    assert all(described)
    assert any("Corporate stage 1 met its target in all 12 quarters shown." in text for text in described)


def test_every_slide_has_a_title_of_its_own_and_no_empty_place(deck: Deck) -> None:
    for slide in deck.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text
        assert all(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)


def test_the_notes_hold_the_whole_table_of_every_card(report: Report, deck: Deck) -> None:
    everything = "\n".join(notes(slide) for slide in deck.slides)
    for card in cards(report):
        assert all(line in everything for line in as_lines(grid_of(card.table))[1:]), card.key


def test_the_deck_is_parted_into_its_chapters(report: Report, deck: Deck) -> None:
    part = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
    sections = list(deck.part._element.iter(f"{part}section"))
    assert [section.get("name") for section in sections][1:] == [chapter.title for chapter in report.chapters]
    assert len({section.get("id") for section in sections}) == len(sections)
    listed = [int(one.get("id")) for section in sections for one in section.iter(f"{part}sldId")]
    assert listed == [slide.slide_id for slide in deck.slides]


def test_every_slide_says_where_it_comes_from(report: Report, deck: Deck) -> None:
    facts = dict(report.facts)
    for slide in list(deck.slides)[1:]:
        assert f"release {facts['Release']}" in texts(slide)
        assert facts["Data to"] in texts(slide)


def test_the_notes_of_a_chart_hold_definition_source_and_queries(report: Report, deck: Deck) -> None:
    timeliness = report.chapters[2].view.card("timeliness")
    said = next(notes(slide) for slide, _ in charts(deck) if timeliness.finding.rstrip(".") == slide.shapes.title.text)
    assert timeliness.about.definition in said
    assert timeliness.about.numerator in said
    assert all(query in said for query in timeliness.about.queries)
    assert report.origin in said


def test_nothing_is_written_smaller_than_fourteen_points(deck: Deck) -> None:
    trees = [slide._element for slide in deck.slides] + [chart._chartSpace for _, chart in charts(deck)]
    trees += [layout._element for layout in deck.slide_layouts]
    sizes = [int(element.get("sz")) for tree in trees for element in tree.iter() if (element.get("sz") or "").isdigit()]
    assert sizes
    assert min(sizes) >= 1400


def test_every_word_is_marked_as_british_english(deck: Deck) -> None:
    for slide in deck.slides:
        assert {run.find(qn("a:rPr")).get("lang") for run in slide._element.iter(qn("a:r"))} == {"en-GB"}


def test_the_file_says_whose_and_what_it_is(report: Report, deck: Deck) -> None:
    properties = deck.core_properties
    assert properties.author == "Medway Council"
    assert properties.title == "Performance monitoring report: Medway Council, Q4 2019/20 (Jan to Mar 2020)"
    assert properties.comments == report.origin
    assert properties.language == "en-GB"


def test_nothing_is_left_of_the_librarys_empty_deck(deck: Deck) -> None:
    parts = {str(part.partname) for part in deck.part.package.iter_parts()}
    assert not [name for name in parts if "thumbnail" in name or "printer" in name or "app.xml" in name]
    assert (deck.slide_width / deck.slide_height) == pytest.approx(16 / 9, abs=0.001)
    assert [layout.name for layout in deck.slide_layouts] == ["Title", "Text", "Chapter", "Chart", "Table"]


def test_a_page_alone_makes_a_deck_whose_sections_differ(data: Data) -> None:
    alone = written(content.single(data, "complaints", "?council=medway&quarter=2019-20-Q4&stage=adults"))
    part = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
    assert len({section.get("id") for section in alone.part._element.iter(f"{part}section")}) == 2
    assert "Filters: Adult social care" in texts(alone.slides[2])


def test_each_line_of_the_agenda_leads_to_its_chapter(report: Report, deck: Deck) -> None:
    agenda = deck.slides[1]
    targets = [
        agenda.part.related_part(link.get(qn("r:id"))).slide for link in agenda._element.iter(qn("a:hlinkClick"))
    ]
    assert [slide.shapes.title.text for slide in targets] == [chapter.view.headline for chapter in report.chapters]


def test_charts_are_put_together_in_the_order_that_offices_want(deck: Deck) -> None:
    for _, chart in charts(deck):
        for element in chart._chartSpace.iter(*map(qn, IN_ORDER)):
            local = etree.QName(element).localname
            order = IN_ORDER[f"c:{local}"].split()
            places = [order.index(etree.QName(child).localname) for child in element]
            assert all(first <= second for first, second in pairwise(places)), (local, places)


QUARTERS = [
    {"quarter": "2019-20-Q1", "series": "Housing", "value": 90.0},
    {"quarter": "2019-20-Q4", "series": "Housing", "value": 50.0},
]


def test_a_missing_quarter_is_a_gap_in_the_chart() -> None:
    chart = chart_of(figures.quarterly_lines(QUARTERS))
    assert list(chart.plots[0].series[0].values) == [90.0, None, None, 50.0]
    assert chart._chartSpace.find(".//" + qn("c:dispBlanksAs")).get("val") == "gap"


def test_a_series_without_a_value_draws_nothing() -> None:
    rows = [{"quarter": f"2019-20-Q{n}", "bar": None, "line": 8 * n} for n in (1, 2)]
    bars, line = chart_of(figures.bars_and_line(rows, bars="Last year", line_name="This year")).plots
    assert [list(one.values) for plot in (bars, line) for one in plot.series] == [[None, None], [8, 16]]


def test_a_part_of_a_stack_without_a_value_draws_nothing() -> None:
    rows = [{"quarter": f"2019-20-Q{n}", "on": 3.0 * n, "off": None} for n in (1, 2)]
    (bars,) = chart_of(figures.stacked_bars(rows, parts=(("on", "On"), ("off", "Off")))).plots
    assert [list(one.values) for one in bars.series] == [[3, 6], [None, None]]


def test_quarters_stand_under_their_years() -> None:
    rows = [*QUARTERS, {"quarter": "2020-21-Q1", "series": "Housing", "value": 70.0}]
    categories = chart_of(figures.quarterly_lines(rows)).plots[0].categories
    assert list(categories.levels[1]) == ["2019/20", "2020/21"]
    assert list(categories) == ["Q1", "Q2", "Q3", "Q4", "Q1"]


def test_a_target_is_a_dashed_line_of_its_own_over_its_quarters() -> None:
    target = {"value": 80, "from_quarter": "2019-20-Q2"}
    line = chart_of(figures.quarterly_lines(QUARTERS, targets=[target])).plots[0].series[1]
    assert line.name == "Target 80%"
    assert list(line.values) == [None, 80, 80, 80]
    assert line.format.line.dash_style is not None


def test_a_target_of_one_quarter_is_a_mark_since_a_line_of_one_point_cannot_be_seen() -> None:
    target = {"value": 80, "from_quarter": "2019-20-Q4", "to_quarter": "2019-20-Q4"}
    line = chart_of(figures.quarterly_lines(QUARTERS, targets=[target])).plots[0].series[1]
    assert list(line.values) == [None, None, None, 80]
    assert line.marker.style == XL_MARKER_STYLE.DASH


def test_the_label_of_a_line_has_its_mark_in_its_colour() -> None:
    series = chart_of(figures.quarterly_lines(QUARTERS)).plots[0].series[0]
    label = series.points[3].data_label.text_frame
    assert label.text == "● Housing 50.0%"
    assert str(label.paragraphs[0].runs[0].font.color.rgb) == LIGHT.series_1[1:].upper()


def test_panels_are_charts_of_their_own_side_by_side_each_with_its_own_target() -> None:
    rows = [{**row, "series": name} for name in ("Stage 1", "Stage 2", "Adults") for row in QUARTERS]
    aims = {"Stage 1": "Target 80%", "Stage 2": "Target 75%", "Adults": "No target"}
    targets = [{"series": "Stage 1", "value": 80}, {"series": "Stage 2", "value": 75}]
    slide, found = panels_of(figures.quarterly_panels(rows, targets=targets, aims=aims))
    assert [chart.chart_title.text_frame.text for chart in found] == [
        "● Stage 1 50.0%\n┄ Target 80%", "■ Stage 2 50.0%\n┄ Target 75%", "◆ Adults 50.0%\nNo target",
    ]  # fmt: skip
    assert [[series.name for series in chart.plots[0].series] for chart in found] == [
        ["Stage 1", "Target 80%"], ["Stage 2", "Target 75%"], ["Adults"],
    ]  # fmt: skip
    frames = [shape for shape in slide.shapes if shape.has_chart]
    assert len({(frame.left, frame.top) for frame in frames}) == 3
    assert all(frame.left + frame.width <= LEFT + ROOM for frame in frames)
    assert not [shape for shape in slide.placeholders if shape.placeholder_format.idx == BODY]


def test_bars_with_a_line_are_one_chart_on_the_same_axes() -> None:
    rows = [{"quarter": f"2019-20-Q{n}", "bar": 10 * n, "line": 8 * n} for n in (1, 2)]
    chart = chart_of(figures.bars_and_line(rows, bars="Received", line_name="Answered"))
    bars, line = chart.plots
    assert ([one.name for one in bars.series], [one.name for one in line.series]) == (["Received"], ["Answered"])
    axes = [[axis.get("val") for axis in plot._element.findall(qn("c:axId"))] for plot in chart.plots]
    assert axes[0] == axes[1]


def test_a_percentage_over_bars_becomes_a_chart_beside_them() -> None:
    rows = [{"quarter": "2019-20-Q4", "on": 3.0, "off": 1.0, "share": 25.0}]
    figure = figures.stacked_bars(rows, parts=(("on", "On"), ("off", "Off")), above="share", above_label="Share off")
    assert figure is not None
    (_, bars), (name, share) = parts_of(figure)
    assert [one.name for one in bars.series] == ["On", "Off"]
    assert (name, share.series[0].values, share.unit) == ("Share off", (25.0,), "percent")


def test_a_bar_below_its_target_says_so_in_words() -> None:
    rows = [{"label": "Parking", "value": 40.0, "of": 5}, {"label": "Waste", "value": 85.0, "of": 20}]
    series = chart_of(figures.ranked_bars(rows, target=80)).plots[0].series[0]
    assert series.points[0].data_label.text_frame.text == "40.0% of 5, below"


def test_the_target_of_lying_bars_is_said_in_words(report: Report, deck: Deck) -> None:
    finding = report.chapters[2].view.card("services").finding.removesuffix(".")
    assert "Target 80%." in next(texts(slide) for slide in deck.slides if slide.shapes.title.text == finding)


@pytest.mark.parametrize("council", COUNCILS)
def test_titles_fit_their_two_lines(data: Data, council: str) -> None:
    for slide in written(content.whole(data, f"?council={council}")).slides:
        if slide.slide_layout.name in ("Chart", "Table"):
            assert len(slide.shapes.title.text) <= 140
