"""A Word document made ready for a report: its styles, numbered headings, language, properties, head and foot."""

from __future__ import annotations

import datetime as dt
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from dashboard.report.content import Report
from dashboard.report.text import cut
from dashboard.report.word.markup import field, paragraph, parsed, run
from dashboard.report.word.styles import BULLETS, HEADINGS, styles
from dashboard.report.word.templates import add_missing, says_something

RELATIONS = {"headerReference": RELATIONSHIP_TYPE.HEADER, "footerReference": RELATIONSHIP_TYPE.FOOTER}


def numbering() -> str:
    """The marks of lists, and the numbers of headings: `3`, `3.2`, `3.2.1`."""
    indent = '<w:pPr><w:ind w:left="360" w:hanging="270"/></w:pPr>'
    bullets = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        f'<w:lvlText w:val="•"/><w:lvlJc w:val="left"/>{indent}</w:lvl>'
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{shape} "/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level, shape in enumerate(("%1", "%1.%2", "%1.%2.%3"))
    )
    lists = ((BULLETS, "singleLevel", bullets), (HEADINGS, "multilevel", levels))
    return "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="{kind}"/>{its}</w:abstractNum>'
        for key, kind, its in lists
    ) + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key, _, _ in lists)


def dress(document: Document, report: Report) -> str:
    """Gives the document the house's look, the report's header, footer and properties. What a council's template has
    of these, its styles and a header and footer with something in them, stays as it is.

    Returns the references to header and footer, which the first section of several has to carry.
    """
    looks = styles(report.accent) if report.accent else styles()
    if report.template:
        add_missing(document, looks, numbering())
    else:
        dress_anew(document, looks)
    language(document)
    forget(document)
    properties(document, report)
    return running(document, report)


def dress_anew(document: Document, looks: str) -> None:
    """Puts the house's styles and lists in place of those of the empty document."""
    every = document.styles.element
    for old in [child for child in every if child.tag != qn("w:latentStyles")]:
        every.remove(old)
    for place, new in enumerate(parsed(looks)):
        if place:
            every.append(new)
        else:
            every.insert(0, new)
    replace_all(document.part.numbering_part.element, numbering())


def replace_all(block: Any, content: str) -> None:
    """Puts this content in place of all that is there."""
    for old in list(block):
        block.remove(old)
    for new in parsed(content):
        block.append(new)


def language(document: Document) -> None:
    """British English throughout, in the mode of today's Word."""
    settings = document.settings.element
    for one in settings.iter(qn("w:themeFontLang")):
        one.set(qn("w:val"), "en-GB")
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")


def forget(document: Document) -> None:
    """Leaves out what comes with the empty document and is not about this one: its preview, its older styles."""
    for holder in (document.part.package, document.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del holder.rels[key]


def properties(document: Document, report: Report) -> None:
    """What the file says of itself."""
    said, now = document.core_properties, dt.datetime.now(dt.UTC).replace(tzinfo=None)
    said.title = cut(f"{report.title}, {report.period.long_label}")
    said.author = said.last_modified_by = cut(report.council_name)
    said.subject = cut(report.subject)
    said.keywords = cut("; ".join(["performance", "scrutiny", *(one.title.lower() for one in report.chapters)]))
    said.comments = cut(report.origin)
    said.category, said.language = "Committee report", "en-GB"
    said.created = said.modified = now


def running(document: Document, report: Report) -> str:
    """Council and period at the head of every page, its number and the origin at its foot."""
    section = document.sections[0]
    head, foot = section.header.part, section.footer.part
    title = f"{report.council_name} · {report.title}, {report.period.label}"
    if not says_something(head.element):
        replace_all(head.element, paragraph(run(title), "Header"))
    page = run("Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    origin = run(" · " + " · ".join(f"{label}: {value}" for label, value in report.facts[2:]))
    if not says_something(foot.element):
        replace_all(foot.element, paragraph(page + origin, "Footer"))
    kinds = (("headerReference", head), ("footerReference", foot))
    return "".join(
        f'<w:{kind} w:type="default" r:id="{document.part.relate_to(part, RELATIONS[kind])}"/>' for kind, part in kinds
    )
