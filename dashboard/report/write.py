"""Writes a report in one of its formats: whole or not at all, so that nobody finds half a document."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from dashboard.basics.errors import ScrutinyError, UsageError, shorten, unknown
from dashboard.basics.files import TEMPORARY, replace
from dashboard.basics.languages import N_, _
from dashboard.pages.registry import page_at
from dashboard.report.content import Report, Told, exported, nobody, single, whole
from dashboard.report.text import cut, writable
from dashboard.store.data import Data

Writer = Callable[[Report, Path, Told], None]


@dataclass(frozen=True)
class Format:
    """A kind of document: what people call it, its type on the web, and the function that writes it."""

    label: str
    mimetype: str
    writer: Writer


# The libraries behind the writers take a while to import, so that each is imported by the first report that needs it.


def as_word(report: Report, out: Path, told: Told) -> None:
    """Writes a Word document."""
    from dashboard.report.word.document import write_document

    write_document(report, out, told)


def as_slides(report: Report, out: Path, told: Told) -> None:
    """Writes PowerPoint slides."""
    from dashboard.report.powerpoint.slides import write_slides

    write_slides(report, out, told)


def as_spreadsheet(report: Report, out: Path, told: Told) -> None:
    """Writes an Excel workbook."""
    from dashboard.report.excel.spreadsheet import write_spreadsheet

    write_spreadsheet(report, out, told)


def as_webpage(report: Report, out: Path, told: Told) -> None:
    """Writes one web page."""
    from dashboard.report.html.webpage import write_webpage

    write_webpage(report, out, told)


OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS = {
    "docx": Format(N_("Word"), f"{OFFICE}wordprocessingml.document", as_word),
    "pptx": Format("PowerPoint", f"{OFFICE}presentationml.presentation", as_slides),
    "xlsx": Format(N_("Excel"), f"{OFFICE}spreadsheetml.sheet", as_spreadsheet),
    "html": Format(N_("web page"), "text/html", as_webpage),
}


def write(report: Report, kind: str, out: Path, told: Told = nobody) -> None:
    """Writes the report to this file, in place of what may be there; `told` hears the step and the share done."""
    if kind not in FORMATS:
        raise unknown("format", kind, FORMATS)
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent}. Make it first, or give --out another one.")
    if out.is_dir():
        raise UsageError(f"{out} is a folder. Give --out the name of a file in it, such as {out / 'report'}.{kind}.")
    written = out.with_name(f".{out.name}.{secrets.token_hex(4)}{TEMPORARY}")
    try:
        written.touch()
        FORMATS[kind].writer(writable(report), written, told)
        replace(written, out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}.") from error
    finally:
        written.unlink(missing_ok=True)
    told(_("Done"), 1.0)


def fault(error: Exception, out: Path) -> ScrutinyError:
    """The error for a report that met a fault of our own: a sentence with the place, for who can mend it."""
    *_rest, place = traceback.extract_tb(error.__traceback__)
    said = cut(" ".join(str(error).split()))
    return ScrutinyError(
        f"{out} was not written: Scrutiny itself is at fault ({type(error).__name__}: {said}; "
        f"{Path(place.filename).name}, line {place.lineno}). Try another --format, and pass this message on to whoever "
        "looks after Scrutiny."
    )


def format_of(kind: str, out: Path) -> str:
    """The format asked for, else the one that the file's ending says."""
    ending = out.suffix.removeprefix(".").lower()
    if not kind and ending not in FORMATS:
        raise UsageError(
            f"What should {out.name} be? Give --format {', '.join(FORMATS)}, or an --out that ends in one of them."
        )
    if kind and kind not in FORMATS:
        raise unknown("format", kind, FORMATS)
    return kind or ending


def asked_for(data: Data, *, view: str = "", page: str = "", told: Told = nobody, **values: str | None) -> Report:
    """The report that the command line asks for: one page as it stands, or all pages. What does not exist is an
    error, unlike in a browser, where the nearest view is shown."""
    given = {name: value for name, value in values.items() if value}
    if view and (page or given):
        raise UsageError(
            "--view says everything by itself: leave out --page, --council, --quarter, --basis, --scheme, --committee."
        )
    if not view and not page:
        return whole(data, "?" + urlencode(given), told)
    key, search = at(data, view) if view else (page, "?" + urlencode(given))
    report = single(data, key, search)
    if notices := report.chapters[0].view.state.notices:
        raise UsageError(" ".join(notices))
    return report


def at(data: Data, address: str) -> tuple[str, str]:
    """The page's key and the query string of a page's address, with or without its host."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise UsageError(f'"{shorten(address)}" is not an address of a page.') from error
    page, known = page_at(parts.path or "/", data), exported(data)
    if page is None or page.key not in known:
        raise unknown("page that can be exported at", parts.path, [one.path for one in known.values()])
    return page.key, f"?{parts.query}"
