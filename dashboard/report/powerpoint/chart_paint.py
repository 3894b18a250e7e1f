"""Colours, strokes, labels and places of native charts, where the library has no word for them too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.dml.line import LineFormat
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.text.text import Font
from pptx.util import Pt

from dashboard.figures.plot import Line, Plot
from dashboard.figures.theme import LIGHT, Colour
from dashboard.report.powerpoint.chart_sheet import short_format
from dashboard.report.powerpoint.deck import LANGUAGE, TYPE

SMALL = 14
# The third and fourth colour of a stack look like the first and second in greyscale; patterns tell them apart.
PATTERNS: dict[Colour, MSO_PATTERN_TYPE] = {
    "series_3": MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL,
    "series_4": MSO_PATTERN_TYPE.SMALL_CONFETTI,
}


def value_label(label: Any, plot: Plot, value: float, position: XL_LABEL_POSITION, colour: Colour) -> None:
    """A label that shows its point's value, and follows it when the number is edited."""
    element = label._get_or_add_dLbl()
    font(label.font, colour, bold=True)
    label.position = position
    number = element.makeelement(qn("c:numFmt"), {"formatCode": short_format(plot, value), "sourceLinked": "0"})
    later = (element.find(qn(tag)) for tag in ("c:spPr", "c:txPr", "c:dLblPos"))
    next(found for found in later if found is not None).addprevious(number)


def write(label: Any, runs: Line, position: XL_LABEL_POSITION, colour: Colour) -> None:
    """A label with these words."""
    frame = label.text_frame
    frame.word_wrap = False
    paragraph = frame.paragraphs[0]
    for run in runs:
        piece = paragraph.add_run()
        piece.text = run.text
        font(piece.font, run.colour or colour, bold=run.bold)
    label.position = position


def without_leaders(chart: Chart) -> None:
    """Draws no lines from points to labels that stand aside: they would read as more of the line."""
    for element in chart._chartSpace.iter(qn("c:showLeaderLines")):
        element.set("val", "0")


def shift(label: Any, right: float, down: float) -> None:
    """Moves a label to the right and down, by shares of the chart."""
    element = label._dLbl
    layout = element.makeelement(qn("c:layout"), {})
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(manual, qn("c:x")).set("val", f"{right:.4f}")
    etree.SubElement(manual, qn("c:y")).set("val", f"{down:.4f}")
    element.find(qn("c:idx")).addnext(layout)


def font(given: Font, colour: Colour, *, bold: bool) -> None:
    """The house's small type in a colour."""
    given.size, given.bold, given.name = Pt(SMALL), bold, TYPE
    given.color.rgb = rgb(colour)


def paint(fill: Any, colour: Colour, *, patterned: bool) -> None:
    """A fill in a colour, with lines across where greyscale would hide the difference."""
    if patterned and colour in PATTERNS:
        fill.patterned()
        fill.pattern = PATTERNS[colour]
        fill.fore_color.rgb, fill.back_color.rgb = rgb("paper"), rgb(colour)
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(colour)


def marker(given: Any, style: XL_MARKER_STYLE, size: int, colour: Colour, *, fill: Colour | None = None) -> None:
    """A point's mark, filled in its colour unless another is given."""
    given.style, given.size = style, size
    given.format.fill.solid()
    given.format.fill.fore_color.rgb = rgb(fill or colour)
    line(given.format.line, colour, 2)


def line(given: LineFormat, colour: Colour, points: float) -> None:
    """A stroke of a colour and width."""
    given.color.rgb = rgb(colour)
    given.width = Pt(points)


def rgb(colour: Colour) -> RGBColor:
    """A colour in the library's words."""
    return RGBColor.from_string(LIGHT[colour].removeprefix("#"))


def inner_plot(chart: Chart, x: float, y: float, width: float, height: float) -> None:
    """Gives the plot its place, in shares of the chart, so that names and labels have theirs."""
    area = chart._chartSpace.find(".//" + qn("c:plotArea"))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = area.makeelement(qn("c:layout"), {})
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(manual, qn("c:layoutTarget")).set("val", "inner")
    for tag in ("xMode", "yMode"):
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", "edge")
    for tag, value in (("x", x), ("y", y), ("w", width), ("h", height)):
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", f"{value:.4f}")
    area.insert(0, layout)


def key(chart: Chart, drop: Sequence[int]) -> None:
    """A key over the plot; the series in `drop` say their names themselves."""
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(SMALL)
    element = chart.legend._element
    for place in sorted(drop, reverse=True):
        entry = element.makeelement(qn("c:legendEntry"), {})
        etree.SubElement(entry, qn("c:idx")).set("val", str(place))
        etree.SubElement(entry, qn("c:delete")).set("val", "1")
        element.find(qn("c:legendPos")).addnext(entry)


def move_to_line_chart(chart: Chart, bars: int) -> None:
    """Makes lines of the series after so many: takes them out of the columns' plot into one for lines."""
    columns = chart._chartSpace.find(".//" + qn("c:barChart"))
    lines = columns.makeelement(qn("c:lineChart"), {})
    etree.SubElement(lines, qn("c:grouping")).set("val", "standard")
    etree.SubElement(lines, qn("c:varyColors")).set("val", "0")
    for series in columns.findall(qn("c:ser"))[bars:]:
        for tag in ("c:invertIfNegative", "c:shape"):
            for element in series.findall(qn(tag)):
                series.remove(element)
        lines.append(series)
    etree.SubElement(lines, qn("c:marker")).set("val", "1")
    for axis in columns.findall(qn("c:axId")):
        etree.SubElement(lines, qn("c:axId")).set("val", axis.get("val"))
    columns.addnext(lines)


def every_so_often(axis: Any, step: int) -> None:
    """Names only the first of many categories and then each so many-th."""
    element = axis._element
    last = element.find(qn("c:noMultiLvlLbl"))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = element.makeelement(qn(tag), {"val": str(step)})
        last.addprevious(skip)


def title(axis: Any, text: str) -> None:
    """Says under an axis what it counts."""
    run = axis.axis_title.text_frame.paragraphs[0].add_run()
    run.text = text
    font(run.font, "quiet", bold=False)


def heading(chart: Chart, lines: Sequence[Line]) -> None:
    """Says over the chart, from its left edge on, what it is of."""
    chart.has_title = True
    chart._chartSpace.chart.get_or_add_autoTitleDeleted().val = False
    element, frame = chart.chart_title._element, chart.chart_title.text_frame
    for number, runs in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        for one in runs:
            piece = paragraph.add_run()
            piece.text = one.text
            font(piece.font, one.colour or "ink", bold=one.bold)
    for old in element.findall(qn("c:layout")):
        element.remove(old)
    layout = element.makeelement(qn("c:layout"), {})
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for tag, value in (("xMode", "edge"), ("yMode", "edge"), ("x", "0"), ("y", "0")):
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", value)
    element.find(qn("c:tx")).addnext(layout)


def speak_english(chart: Chart) -> None:
    """Says that the chart's words are British English."""
    space = chart._chartSpace
    language = space.makeelement(qn("c:lang"), {"val": LANGUAGE})
    first = space.find(qn("c:date1904"))
    if first is None:
        space.insert(0, language)
    else:
        first.addnext(language)
