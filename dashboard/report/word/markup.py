"""The pieces of a Word document as markup: runs, paragraphs, fields, links, pictures, page set-ups.

A report has thousands of cells, and markup written as text is parsed once; made element by element it takes seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

MM = 56.6929  # twentieths of a point in a millimetre, in which Word measures
EMU = 36_000  # the units of a drawing in a millimetre
PAGE_WIDTH, PAGE_HEIGHT, MARGIN, EDGE = 210.0, 297.0, 20.0, 18.0  # the edge is above and below
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = PAGE_WIDTH - 2 * MARGIN, PAGE_HEIGHT - 2 * MARGIN
SPACES = nsdecls("w", "r", "wp", "a", "pic")


def parsed(markup: str) -> list[Any]:
    """The elements of this markup."""
    return list(parse_xml(f"<w:body {SPACES}>{markup}</w:body>"))


def attribute(text: str) -> str:
    """Text as the value of an attribute."""
    return escape(text).replace('"', "&quot;")


def run(text: str, *, bold: bool = False, style: str = "") -> str:
    """A run of text; lines break where the text does."""
    look = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{look}{lines}</w:r>"


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; `properties` are those beyond its style."""
    own = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p><w:pPr>{own}</w:pPr>{content}</w:p>"


def field(instruction: str, shown: str) -> str:
    """A field with what it shows until it is renewed."""
    return f'<w:fldSimple w:instr=" {attribute(instruction)} ">{run(shown)}</w:fldSimple>'


def bookmark(number: int, name: str, content: str) -> str:
    """Content that can be linked to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def link(anchor: str, text: str) -> str:
    """A link to a place in the document."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(text, style="Hyperlink")}</w:hyperlink>'


def drawing(relation: str, number: int, title: str, description: str, width: float, height: float) -> str:
    """A picture in the line, `width` by `height` millimetres, with its alternative text."""
    across, down = round(width * EMU), round(height * EMU)
    names = f'id="{number}" name="{attribute(title)}" descr="{attribute(description)}" title="{attribute(title)}"'
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr {names}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{uri}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{attribute(title)}" descr="{attribute(description)}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def page_setup(*, landscape: bool, references: str = "") -> str:
    """A section's paper; `references` are its header and footer, where they are not those of the section before."""
    across, down = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    turned = ' w:orient="landscape"' if landscape else ""
    side, edge, band = round(MARGIN * MM), round(EDGE * MM), round(9 * MM)
    margins = f'w:top="{edge}" w:right="{side}" w:bottom="{edge}" w:left="{side}"'
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{round(across * MM)}" w:h="{round(down * MM)}"{turned}/>'
        f'<w:pgMar {margins} w:header="{band}" w:footer="{band}" w:gutter="0"/></w:sectPr>'
    )


def contents(entries: Sequence[tuple[str, str]]) -> str:
    """The field of contents with its entries (anchor and text) filled in.

    It gives no page numbers: only Word knows them, and it asks the reader before it works them out. The chapters are
    numbered instead.
    """
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\n \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    last = len(entries) - 1
    lines = [
        paragraph((start if place == 0 else "") + link(anchor, text) + (end if place == last else ""), "TOC1")
        for place, (anchor, text) in enumerate(entries)
    ]
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{paragraph(run('Contents'), 'TOCHeading')}{''.join(lines)}</w:sdtContent></w:sdt>"
    )
