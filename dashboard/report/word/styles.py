"""The styles of a Word report, by which an officer changes its look in one place."""

from __future__ import annotations

from dashboard.figures import theme
from dashboard.report.word.markup import MM

FONT = "Calibri"
TABLE_LETTERS = 10.0  # points; their widths stand in tables.py
BULLETS, HEADINGS = 1, 2  # the two lists: of bullets, and of numbered headings
LOOK = theme.LIGHT
UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
INDENT = '<w:ind w:left="170"/>'
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def style(
    key: str, name: str, based: str = "Normal", after: str = "", *, paragraph_look: str = "", letters: str = ""
) -> str:
    """A paragraph style; `after` is the style of the paragraph that follows it."""
    following = f'<w:next w:val="{after}"/>' if after else ""
    base = f'<w:basedOn w:val="{based}"/>' if based != key else ""
    default = ' w:default="1"' if based == key else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{default}><w:name w:val="{name}"/>{base}{following}<w:qFormat/>'
        f"<w:pPr>{paragraph_look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def letters(points: float = 0, colour: str = "", *, bold: bool | None = None, italic: bool = False) -> str:
    """The look of letters."""
    weight = "" if bold is None else "<w:b/>" if bold else '<w:b w:val="0"/>'
    slant = "<w:i/>" if italic else ""
    ink = f'<w:color w:val="{colour[1:]}"/>' if colour else ""
    size = f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>' if points else ""
    return weight + slant + ink + size


def spacing(before: float, after: float, line: float = 1.08) -> str:
    """The room above and below a paragraph, in points, and of its lines."""
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" '
        f'w:line="{round(line * 240)}" w:lineRule="auto"/>'
    )


def edge(side: str, colour: str, eighths: int, space: int) -> str:
    """A line on one side of a paragraph."""
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour[1:]}"/></w:pBdr>'


def heading(level: int, points: float, before: float, after: float, brand: str) -> str:
    """A numbered heading."""
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{HEADINGS}"/></w:numPr>'
    look = f'<w:keepNext/><w:keepLines/>{number}{spacing(before, after, 1)}<w:outlineLvl w:val="{level - 1}"/>'
    return style(
        f"Heading{level}",
        f"heading {level}",
        after="Normal",
        paragraph_look=look,
        letters=letters(points, brand, bold=True),
    )


def cells() -> str:
    """The styles of what stands in tables."""
    tight, right = spacing(1, 1, 1), '<w:jc w:val="right"/>'
    bold, plain = letters(TABLE_LETTERS, LOOK.ink, bold=True), letters(TABLE_LETTERS)
    return "".join(
        (
            style("TableText", "Table Text", paragraph_look=tight, letters=plain),
            style("TableNumber", "Table Number", paragraph_look=tight + right, letters=plain),
            style("TableHead", "Table Head", paragraph_look="<w:keepNext/>" + tight, letters=bold),
            style("TableHeadNumber", "Table Head Number", paragraph_look="<w:keepNext/>" + tight + right, letters=bold),
        )
    )


def table_style(brand: str) -> str:
    """Level rules and a shaded head, on the ground of Word's own grid."""
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{LOOK.rule[1:]}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{brand[1:]}"'
    none = 'w:val="nil"'
    borders = (
        f"<w:top {strong}/><w:left {none}/><w:bottom {strong}/><w:right {none}/><w:insideH {rule}/><w:insideV {none}/>"
    )
    margin = round(1.5 * MM)
    room = f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/>{room}</w:tblPr></w:style>'
    )
    lines = "".join(f"<w:{side} {rule}/>" for side in SIDES)
    grid = (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr></w:style>"
    )
    own = (
        '<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableGrid"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{LOOK.plain_wash[1:]}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )
    return plain + grid + own


def character(key: str, name: str, look: str) -> str:
    """A style of letters."""
    return f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'


def styles(brand: str = LOOK.brand) -> str:
    """Every style of the report; `brand` is the colour of its headings."""
    font = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    kept = "<w:keepNext/><w:keepLines/>"
    bullet = f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>'
    level = '<w:outlineLvl w:val="9"/>'
    defaults = f"<w:rPrDefault><w:rPr>{font}{letters(11, LOOK.ink)}{language}</w:rPr></w:rPrDefault><w:pPrDefault/>"
    return "".join(
        (
            f"<w:docDefaults>{defaults}</w:docDefaults>",
            style("Normal", "Normal", paragraph_look="<w:widowControl/>" + spacing(0, 6)),
            style("Title", "Title", paragraph_look=kept + spacing(0, 2, 1), letters=letters(26, brand, bold=True)),
            style("Subtitle", "Subtitle", paragraph_look=kept + spacing(0, 12, 1), letters=letters(15, LOOK.quiet)),
            heading(1, 18, 22, 8, brand),
            heading(2, 13.5, 16, 4, brand),
            heading(3, 11.5, 12, 3, brand),
            style("TOCHeading", "TOC Heading", "Heading1", "Normal", paragraph_look=UNNUMBERED + level),
            style("TOC1", "toc 1", paragraph_look=spacing(0, 2)),
            style(
                "Caption",
                "caption",
                paragraph_look=kept + spacing(8, 4, 1),
                letters=letters(9.5, LOOK.quiet, bold=True),
            ),
            style("Picture", "Picture", "Normal", "Caption", paragraph_look="<w:keepNext/>" + spacing(4, 0, 1)),
            style(
                "PictureCaption",
                "Picture Caption",
                "Caption",
                "Normal",
                paragraph_look='<w:keepNext w:val="0"/>' + spacing(2, 8, 1),
            ),
            style("ListBullet", "List Bullet", paragraph_look=bullet + spacing(0, 3)),
            style("SmallBullet", "Small Bullet", "ListBullet", letters=letters(9.5)),
            style("Lead", "Lead", paragraph_look="<w:keepLines/>" + spacing(0, 6), letters=letters(13, bold=True)),
            style(
                "Finding",
                "Finding",
                paragraph_look="<w:keepNext/><w:keepLines/>" + spacing(0, 4),
                letters=letters(bold=True),
            ),
            style("Note", "Note", paragraph_look="<w:keepLines/>" + spacing(4, 6, 1), letters=letters(9, LOOK.quiet)),
            style(
                "Quote",
                "Quote",
                paragraph_look="<w:keepLines/>" + edge("left", LOOK.series_2, 18, 8) + spacing(0, 6) + INDENT,
            ),
            style(
                "QuoteBy",
                "Quote By",
                after="Quote",
                paragraph_look=kept + edge("left", LOOK.series_2, 18, 8) + spacing(8, 0) + INDENT,
                letters=letters(9.5, LOOK.quiet, bold=True),
            ),
            style(
                "Gap",
                "Gap",
                paragraph_look="<w:keepLines/>"
                + edge("left", LOOK.late, 36, 8)
                + f'<w:shd w:val="clear" w:color="auto" w:fill="{LOOK.near_wash[1:]}"/>'
                + spacing(4, 8)
                + INDENT,
            ),
            style("Header", "header", paragraph_look=spacing(0, 0, 1), letters=letters(9, LOOK.quiet)),
            style("Footer", "footer", paragraph_look=spacing(0, 0, 1), letters=letters(8, LOOK.quiet)),
            cells(),
            character("Hyperlink", "Hyperlink", letters(colour=LOOK.link) + '<w:u w:val="single"/>'),
            character("StatusMet", "Status Met", letters(colour=LOOK.met, bold=True)),
            character("StatusNear", "Status Near", letters(colour=LOOK.near, bold=True)),
            character("StatusMissed", "Status Missed", letters(colour=LOOK.missed, bold=True)),
            table_style(brand),
        )
    )
