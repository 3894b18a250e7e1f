"""A council's own Word document as the ground of a report: what it has stays, what the report needs is added."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from dashboard.report.word.markup import parsed

SHOWN = ("w:t", "w:drawing", "w:pict", "w:fldSimple", "w:instrText")
A_LIST = re.compile(r'(<w:numId w:val="|w:numId="|w:abstractNumId="|<w:abstractNumId w:val=")([1-9]\d*)"')


def says_something(block: Any) -> bool:
    """Whether there is anything to be seen in a header or footer."""
    return any(one.text or len(one) for one in block.iter(*map(qn, SHOWN)))


def add_missing(document: Document, looks: str, lists: str) -> None:
    """Adds those of the styles that the document has not, by their ids, and the lists under numbers that are free."""
    numbered = numbering_of(document)
    first = 1 + max((number(one) for one in numbered), default=0)
    every = document.styles.element
    known = {one.get(qn("w:styleId")) for one in every.iter(qn("w:style"))}
    for new in parsed(moved(looks, first)):
        if new.tag == qn("w:style") and new.get(qn("w:styleId")) not in known:
            new.attrib.pop(qn("w:default"), None)
            every.append(new)
    ours = parsed(moved(lists, first))
    uses, end = numbered.find(qn("w:num")), numbered.find(qn("w:numIdMacAtCleanup"))
    if end is not None:
        numbered.remove(end)  # it stands last, and only a Mac's Word ever writes it
    for new in ours:  # what lists are has to stand before where they are used
        if new.tag == qn("w:abstractNum") and uses is not None:
            uses.addprevious(new)
        else:
            numbered.append(new)


def number(one: Any) -> int:
    """The number of a list, or of its use; -1 of anything else."""
    return int(one.get(qn("w:abstractNumId")) or one.get(qn("w:numId")) or -1)


def moved(markup: str, first: int) -> str:
    """The markup with its lists numbered from here on; 0 stays, which means none."""
    return A_LIST.sub(lambda found: f'{found[1]}{int(found[2]) + first}"', markup)


def numbering_of(document: Document) -> Any:
    """The document's lists, of one that has none an empty place for them."""
    part = document.part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in part.rels.values()):
        empty = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        name = PackURI("/word/numbering.xml")
        part.relate_to(
            NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package), RELATIONSHIP_TYPE.NUMBERING
        )
    return part.numbering_part.element
