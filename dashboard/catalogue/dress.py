"""A council's own colour, logo and Word template: what may stand in `councils.csv`, and which files may be shown.

A logo is served to browsers, so that a drawing with anything in it that could run or load is refused.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from dashboard.basics.colours import contrast
from dashboard.catalogue.texttables import Line

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PAPER = "#ffffff"
LEAST_CONTRAST = 4.5  # of text on its ground, as WCAG 2.2 AA has it
MOST_BYTES = 200_000
PNG = b"\x89PNG\r\n\x1a\n"
IMAGES = {".png": "image/png", ".svg": "image/svg+xml"}
SVG = "{http://www.w3.org/2000/svg}svg"
DOCX, BODY = ".docx", "word/document.xml"
RUNS = ("script", "foreignObject", "handler", "listener", "iframe", "object", "embed", "audio", "video")
LEADS_OUT = re.compile(r"(?i)url\(\s*['\"]?(?!\s*#)|@import|javascript:|expression\(")


def accent(line: Line) -> str:
    """The line's colour, on which white text can be read; empty without one."""
    value = line.text("accent")
    if not value:
        return ""
    if not COLOUR.fullmatch(value):
        line.note("accent", "Write a colour as # and six digits or letters from a to f, such as #12436d.")
        return ""
    found = contrast(value, PAPER)
    if found < LEAST_CONTRAST:
        line.note(
            "accent",
            f"Its contrast with white is {int(100 * found) / 100:.2f}:1, and text needs {LEAST_CONTRAST}:1. "
            "Take a darker colour.",
        )
    return value.lower()


def logo(line: Line) -> Path | None:
    """The line's logo, a PNG or SVG beside the file that names it; None without one."""
    return beside(line, "logo", tuple(IMAGES), image_fault)


def template(line: Line) -> Path | None:
    """The Word document on which the council's reports are written; None without one."""
    return beside(line, "template", (DOCX,), document_fault)


def beside(line: Line, column: str, endings: tuple[str, ...], fault: Callable[[Path], str]) -> Path | None:
    """The file that a cell names, in the folder of the table itself, unless something is wrong with it."""
    name = line.text(column)
    if not name:
        return None
    path = line.path.parent / name
    if path.name != name or "\\" in name or path.suffix.lower() not in endings:
        line.note(column, f"Write the name of a file in the catalogue folder that ends in {' or '.join(endings)}.")
    elif not path.is_file():
        line.note(column, "There is no such file in the catalogue folder. Put it there, or take the name out.")
    elif said := fault(path):
        line.note(column, said)
    else:
        return path
    return None


def image_fault(path: Path) -> str:
    """What is wrong with a logo, and what to do; nothing of one that can be shown."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        return f"The file has {size:,} bytes; a logo may have {MOST_BYTES:,}. Save it smaller."
    content = path.read_bytes()
    if path.suffix.lower() == ".png":
        return "" if content.startswith(PNG) else "The file is no PNG. Save it as PNG or SVG."
    if any(mark in content.upper() for mark in (b"<!DOCTYPE", b"<!ENTITY", b"<?XML-STYLESHEET", b"\x00")):
        return "An SVG may have no DOCTYPE, entities or style sheets, and is in UTF-8. Save it as a plain SVG."
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - it has no entities
    except (ElementTree.ParseError, ValueError) as error:
        return f"The file is no SVG ({error}). Save it as PNG or SVG."
    if root.tag != SVG:
        return "The file is no SVG. Save it as PNG or SVG."
    active = next((said for one in root.iter() if (said := active_part(one))), "")
    return f"An SVG may have no {active}. Save it as a plain SVG, or as PNG." if active else ""


def active_part(one: ElementTree.Element) -> str:
    """What of an SVG's element could run something or load something else; nothing of a harmless one."""
    kind = str(one.tag).rpartition("}")[2]
    if kind.lower() in {name.lower() for name in RUNS}:
        return f"<{kind}>"
    for key, value in one.attrib.items():
        name = key.rpartition("}")[2].lower()
        if name.startswith("on"):
            return f'"{name}"'
        if name in ("href", "src") and not re.match(r"#|data:image/(png|jpeg);", value.strip()):
            return f'"{name}" that leads out of it'
        if LEADS_OUT.search(value):
            return f'"{name}" that leads out of it'
    return "style that leads out of it" if kind == "style" and LEADS_OUT.search(one.text or "") else ""


def document_fault(path: Path) -> str:
    """What is wrong with a template, and what to do; nothing of a Word document."""
    try:
        with zipfile.ZipFile(path) as file:
            known = file.namelist()
    except (OSError, zipfile.BadZipFile):
        known = []
    return "" if BODY in known else "The file is no Word document. Save it in Word as .docx."
