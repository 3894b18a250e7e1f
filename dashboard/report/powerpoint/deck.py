"""An empty deck in the house's look: wide slides whose layouts have a real place for everything that is put on them.

Titles, charts, tables, notes of origin and page numbers stand in the layouts' own placeholders, so that the outline
view, the reading order and a change of theme work as in a deck made by hand.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Inches

from dashboard.figures.theme import LIGHT
from dashboard.report.content import Report
from dashboard.report.text import cut

TYPE = "Arial"  # what every office has; a slide with a typeface that is missing breaks its lines anew
LANGUAGE = "en-GB"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ROOM = Inches(0.6), Inches(12.13)
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # what the format calls a list of sections
POWERPOINT_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
NOT_OURS = ("/thumbnail", "/extended-properties", "/printerSettings")
TITLE, SUPPORT, BODY, SOURCE, NUMBER, KICKER = 0, 10, 1, 11, 12, 13


@dataclass(frozen=True)
class Place:
    """A placeholder: its number and kind, where it is, and how its words look."""

    number: int
    kind: str
    name: str
    top: float
    height: float
    size: int
    bold: bool = False
    colour: str = LIGHT.ink
    anchor: str = "t"
    prompt: str = ""


OF = Place(KICKER, "body", "Of", 0.4, 0.28, 16, bold=True, prompt="Council, period and what it is filtered by")
HEADING = Place(TITLE, "title", "Title", 0.7, 0.95, 28, bold=True, prompt="The finding, in a sentence")
LINE = Place(SUPPORT, "body", "Status", 1.67, 0.8, 16, colour=LIGHT.quiet, prompt="Status and caption")
ORIGIN = Place(SOURCE, "body", "Source", 6.62, 0.55, 14, colour=LIGHT.quiet, anchor="b", prompt="Source")
LAYOUTS = {
    "Title": (
        Place(TITLE, "ctrTitle", "Title", 2.0, 1.5, 44, bold=True, anchor="b", prompt="Title"),
        Place(BODY, "subTitle", "Subtitle", 3.65, 2.2, 24, prompt="Subtitle"),
        ORIGIN,
    ),
    "Text": (OF, HEADING, Place(BODY, "body", "Text", 1.7, 4.8, 20, prompt="Text"), ORIGIN),
    "Chapter": (
        OF,
        Place(TITLE, "title", "Title", 0.75, 1.65, 34, bold=True, anchor="b", prompt="What the chapter says"),
        Place(SUPPORT, "body", "Support", 2.5, 1.45, 16, colour=LIGHT.quiet, prompt="Support"),
        Place(BODY, "tbl", "Key measures", 4.05, 2.45, 14),
        ORIGIN,
    ),
    "Chart": (OF, HEADING, LINE, Place(BODY, "chart", "Chart", 2.5, 4.1, 14), ORIGIN),
    "Table": (OF, HEADING, LINE, Place(BODY, "tbl", "Table", 2.5, 4.1, 14), ORIGIN),
}


def new_deck(report: Report) -> Deck:
    """A deck without a slide, with the report's properties."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for layout, (name, places) in zip(layouts, LAYOUTS.items(), strict=False):
        lay_out(layout, name, places, report.accent or LIGHT.ink)
    house(deck, report.accent or LIGHT.brand)
    properties = deck.core_properties
    properties.title = cut(f"{report.title}: {report.subject}")
    properties.author = properties.last_modified_by = cut(report.council_name)
    properties.subject = cut(report.subject)
    properties.comments = cut(report.origin)
    properties.keywords = cut(", ".join(chapter.title for chapter in report.chapters))
    properties.language = LANGUAGE
    properties.created = properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    return deck


def lay_out(layout: SlideLayout, name: str, places: Iterable[Place], colour: str) -> None:
    """Gives a layout its name and places, and a number for the slide."""
    layout.name = name
    tree = layout.shapes._spTree
    for shape in list(layout.shapes):
        tree.remove(shape._element)
    if name != "Title":
        tree.append(rule(colour))
    for number, place in enumerate(places, start=10):
        tree.append(placeholder(number, place))
    tree.append(slide_number(30))
    layout._element.attrib.pop("type", None)


def placeholder(number: int, place: Place) -> etree._Element:
    """A placeholder of a layout."""
    bold = ' b="1"' if place.bold else ' b="0"'
    shape: etree._Element = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{place.name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{place.kind}" idx="{place.number}"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{LEFT}" y="{Inches(place.top)}"/>'
        f'<a:ext cx="{ROOM}" cy="{Inches(place.height)}"/></a:xfrm></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{place.size * 100}"{bold} lang="{LANGUAGE}">'
        f'<a:solidFill><a:srgbClr val="{place.colour[1:]}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f'<a:p><a:r><a:rPr lang="{LANGUAGE}"/><a:t>{place.prompt}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    if place.number == TITLE:
        del shape.find(".//" + qn("p:ph")).attrib["idx"]
    return shape


def rule(colour: str) -> etree._Element:
    """The thin line that opens a slide; decoration, which no screen reader names."""
    shape: etree._Element = parse_xml(
        f'<p:cxnSp {nsdecls("p", "a")}><p:nvCxnSpPr><p:cNvPr id="5" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{LEFT}" y="{Inches(0.32)}"/><a:ext cx="{ROOM}" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="12700"><a:solidFill>'
        f'<a:srgbClr val="{colour[1:]}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )
    return shape


def slide_number(number: int) -> etree._Element:
    """The slide's number, at its lower right."""
    shape: etree._Element = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Slide number"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="{NUMBER}"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{LEFT + ROOM - Inches(0.9)}" y="{Inches(7.15)}"/>'
        f'<a:ext cx="{Inches(0.9)}" cy="{Inches(0.3)}"/></a:xfrm></p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle><a:lvl1pPr algn="r">'
        f'<a:defRPr sz="1400"><a:solidFill><a:srgbClr val="{LIGHT.quiet[1:]}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        f'</a:lstStyle><a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>'
    )
    return shape


def house(deck: Deck, brand: str) -> None:
    """The house's typeface and colours, this one in place of its brand's, as the deck's theme, so that what an officer
    adds looks alike."""
    master = deck.slide_master
    for shape in list(master.shapes):
        # The library's places are those of a narrow slide.
        scale = WIDTH / Inches(10)
        shape.left, shape.width = Emu(round(shape.left * scale)), Emu(round(shape.width * scale))
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = theme.blob.decode()
    text = re.sub(r'(<a:latin typeface=)"[^"]*"', rf'\1"{TYPE}"', text)
    colours = {"dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": brand, "lt2": LIGHT.strip, "hlink": LIGHT.link}
    colours |= {f"accent{place}": colour for place, colour in enumerate(LIGHT.series, start=1)}
    for name, colour in colours.items():
        text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{colour[1:]}"/>\2', text, flags=re.DOTALL)
    theme._blob = text.encode()


def add_slide(deck: Deck, layout: str) -> Slide:
    """A new slide of this layout, with its number."""
    slide = deck.slides.add_slide(next(one for one in deck.slide_layouts if one.name == layout))
    tree = slide.shapes._spTree
    number = slide_number(60)
    for part in ("p:spPr", "a:lstStyle"):
        found = number.find(".//" + qn(part))
        for child in list(found):
            found.remove(child)
    tree.append(number)
    return slide


def in_sections(deck: Deck, starts: Sequence[tuple[str, Slide]]) -> None:
    """Components the deck into named sections, each beginning with its slide, as the slide sorter shows them."""
    numbers = [slide.get("id") for slide in deck.slides._sldIdLst]
    at = [deck.slides.index(slide) for _, slide in starts]
    sections = ""
    for (name, _), first, end in zip(starts, at, [*at[1:], len(numbers)], strict=True):
        own = uuid.uuid5(uuid.NAMESPACE_OID, f"{first} {name}")
        members = "".join(f'<p14:sldId id="{number}"/>' for number in numbers[first:end])
        title = f"name={quoteattr(name)} id={quoteattr('{' + str(own).upper() + '}')}"
        sections += f"<p14:section {title}><p14:sldIdLst>{members}</p14:sldIdLst></p14:section>"
    extension = parse_xml(
        f'<p:ext {nsdecls("p")} uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{POWERPOINT_2010}">{sections}'
        "</p14:sectionLst></p:ext>"
    )
    presentation = deck.part._element
    extensions = presentation.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(presentation, qn("p:extLst"))
    extensions.append(extension)


def tidy(deck: Deck) -> None:
    """Leaves out what comes with the library's empty deck and is not about this one, and names the notes' master."""
    presentation = deck.part._element
    presentation.find(qn("p:sldSz")).attrib.pop("type", None)  # of narrow slides
    for holder in (deck.part.package, deck.part):
        for name, relation in list(holder._rels.items()):
            if relation.reltype.endswith(NOT_OURS):
                holder._rels.pop(name)
    for name, relation in deck.part.rels.items():
        if relation.reltype == RELATIONSHIP_TYPE.NOTES_MASTER and presentation.find(qn("p:notesMasterIdLst")) is None:
            listed = presentation.makeelement(qn("p:notesMasterIdLst"), {})
            etree.SubElement(listed, qn("p:notesMasterId")).set(qn("r:id"), name)
            presentation.find(qn("p:sldMasterIdLst")).addnext(listed)


def speak_english(deck: Deck) -> None:
    """Marks every word of the slides as British English, for spelling and for screen readers."""
    for slide in deck.slides:
        trees = [slide._element]
        trees += [slide.notes_slide._element] if slide.has_notes_slide else []
        for tree in trees:
            for run in tree.iter(qn("a:r"), qn("a:fld")):
                properties = run.find(qn("a:rPr"))
                if properties is None:
                    properties = run.makeelement(qn("a:rPr"), {})
                    run.insert(0, properties)
                properties.set("lang", LANGUAGE)
