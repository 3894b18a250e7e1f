"""The report as the accessible workbook that government analysts publish: cover, contents, notes, one table a sheet.

gptables lays the sheets out by that guidance; what it leaves to its caller is done here: widths, number formats,
headings that stay in sight, pages that print.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import count
from pathlib import Path

import pandas as pd
from gptables import Cover, GPTable, produce_workbook
from gptables.core.gptable import FormatList
from gptables.core.theme import Theme
from gptables.core.wrappers import GPWorkbook, GPWorksheet
from gptables.utils.unpickle_themes import gptheme
from PIL import Image

from dashboard.basics.languages import N_, _
from dashboard.report.content import Report, Told, nobody
from dashboard.report.excel import cells
from dashboard.report.excel.cells import Cell
from dashboard.report.excel.sheets import Note, Sheet, sheets
from dashboard.report.text import cut

A4 = 9
LINE = 16  # points that a line of 12-point text takes
COVER_WIDTH = 100
NOTE_WIDTHS = (14, 70, 40, 40, 30)
INTRO = N_(
    "Every table that the pages of the dashboard show for this period, each on a sheet of its own. The "
    "Contents sheet lists and links them; the Notes sheet says what the numbers are."
)
NOTES_HEAD = 2  # the row of the Notes sheet's headings, below its title and its instructions
BASIS_NOTE = "figures"
MOST_FOOT = 90  # letters of what a printed page's foot is about; the foot has 255 in all, and an & takes two
NOTE_COLUMNS = (N_("Reference"), N_("Note"), N_("Counted"), N_("Out of"), N_("Queries"))
JOINER = "\N{WORD JOINER}"  # is not seen
LOGO_WIDTH, LOGO_HEIGHT = 240, 80  # pixels
TEXT = "@"  # the number format of text
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_spreadsheet(report: Report, out: Path, told: Told = nobody) -> None:
    """Writes the report as an XLSX workbook."""
    found = sheets(report)
    references = referenced(found)
    laid = {}
    for place, sheet in enumerate(found):
        told(sheet.title, place / len(found))
        laid[sheet.name] = laid_out(sheet, f"table_{place + 1}", references)
    first, defined = cover(report), notes(report, references)
    workbook = produce_workbook(
        str(out),
        sheets=laid,
        theme=theme(),
        cover=first,
        contentsheet_options={
            "title": _("Contents: {subject}", subject=report.subject),
            "column_names": [_("Sheet"), _("What it holds")],
        },
        notes_table=defined,
        notesheet_options={"title": _("Notes: what the numbers are")},
        auto_width=False,
        workbook_options=OPTIONS,
    )
    for sheet in found:
        page = workbook.get_worksheet_by_name(sheet.name)
        head = laid[sheet.name].data_range[0]
        lines = [sheet.headings, *([cell.value for cell in row] for row in sheet.rows)]
        shape(page, lines, [cells.width_of(*column) for column in columns_of(sheet)], head)
        page.freeze_panes(head + 1, 0)
        page.repeat_rows(head)
    texts = [first.title, "", *first.intro, "", *first.about, "", *first.contact]
    shape(workbook.get_worksheet_by_name(first.cover_label), [[text] for text in texts], (COVER_WIDTH,), 0)
    if report.logo and report.logo.suffix.lower() == ".png":
        show_logo(workbook.get_worksheet_by_name(first.cover_label), report.logo, report.council_name)
    shape(workbook.get_worksheet_by_name("Contents"), [], (34, 90), 0)
    shape(
        workbook.get_worksheet_by_name("Notes"),
        [tuple(map(_, NOTE_COLUMNS)), *defined.values.tolist()],
        NOTE_WIDTHS,
        NOTES_HEAD,
    )
    finish(workbook, report)
    workbook.close()


def show_logo(page: GPWorksheet, path: Path, name: str) -> None:
    """A council's logo beside a sheet's words, named for screen readers, as high as its place allows."""
    with Image.open(path) as picture:
        across, down = picture.size
    scale = min(LOGO_WIDTH / across, LOGO_HEIGHT / down)
    page.insert_image("C1", str(path), {"x_scale": scale, "y_scale": scale, "description": name})


def theme() -> Theme:
    """Gptables' own look, with findings in the size of the text and every cell's text at its top."""
    found = deepcopy(gptheme)
    found.update_subtitle_format({"font_size": 12})
    found.update_data_format({"valign": "top"})
    found.update_index_2_format({"valign": "top"})
    return found


def referenced(found: Sequence[Sheet]) -> dict[Note, str]:
    """A reference for every definition, however many tables it stands under."""
    numbers = count(1)
    return {note: f"definition{next(numbers)}" for note in dict.fromkeys(s.note for s in found if s.note)}


def cover(report: Report) -> Cover:
    """The first sheet: what this is, where it comes from, what its marks mean, and room for whom to ask."""
    about = [f"{label}: {value}" for label, value in report.facts]
    about += [_("{mark} means {meaning}.", mark=mark, meaning=_(meaning)) for mark, meaning in cells.SHORTHAND.items()]
    about.append(_("Percentages are given as 0 to 100. Cells show rounded figures and hold them unrounded."))
    if report.illustrative:
        about.append(
            _(
                "Single records are made up so that they add up to the totals which councils have published. "
                "They describe no real person."
            )
        )
    return Cover(
        title=f"{report.title}: {report.subject}",
        intro=[_(INTRO)],
        about=[unmarked(line) for line in about],
        contact=[_("To be added by the officer who sends this file: name of the team, telephone, email.")],
        width=COVER_WIDTH,
    )


def notes(report: Report, references: dict[Note, str]) -> pd.DataFrame:
    """The definitions, in the order of their references."""
    figures = _(
        "Figures: {basis}. Latest figures are what the newest release says; figures as first published are "
        "what was known when each quarter was first loaded.",
        basis=report.known["figures"],
    )
    rows = [(BASIS_NOTE, figures, "", "", "")]
    rows += [
        (reference, note.definition, note.numerator, note.denominator, note.queries)
        for note, reference in references.items()
    ]
    kept = [[row[0], *(plain(cells.text(value)) for value in row[1:])] for row in rows]
    return pd.DataFrame(kept, columns=[_(one) for one in NOTE_COLUMNS])


def laid_out(sheet: Sheet, name: str, references: dict[Note, str]) -> GPTable:
    """The sheet as gptables wants it."""
    marks = {one.value for row in sheet.rows for one in row if isinstance(one.value, str)} & set(cells.SHORTHAND)
    reference = references[sheet.note] if sheet.note else BASIS_NOTE
    return GPTable(
        table=frame(sheet),
        table_name=name,
        title=f"{unmarked(sheet.title)} $${reference}$$",
        subtitles=[unmarked(line) for line in sheet.lines],
        instructions=_("This worksheet contains one table. The Notes sheet says what its numbers are."),
        legend=[
            _("{mark} means {meaning}.", mark=mark, meaning=_(meaning))
            for mark, meaning in cells.SHORTHAND.items()
            if mark in marks
        ],
        scope=unmarked(sheet.scope),
        source=unmarked(sheet.source) or None,
        index_columns={2: 0},
        additional_formatting=formats(sheet),
    )


def frame(sheet: Sheet) -> pd.DataFrame:
    """The table's values under its headings."""
    columns = list(zip(*sheet.rows, strict=True))
    return pd.DataFrame(
        {
            heading: pd.Series([plain(one) for one in column], dtype=object)
            for heading, column in zip(sheet.headings, columns, strict=True)
        }
    )


def plain(cell: Cell) -> object:
    """The value, in the wrapping that keeps gptables from refusing a text without letters."""
    value = cell.value
    if not isinstance(value, str):
        return value
    value = unmarked(value)
    ordinary = any(letter.isascii() and letter.isalnum() for letter in value)
    return value if ordinary else FormatList([{}, value])


def unmarked(text: str) -> str:
    """The text without what gptables would take for the mark of a note or for a link."""
    return text.replace("$$", f"${JOINER}$").replace("](", f"]{JOINER}(")


def formats(sheet: Sheet) -> list[dict[str, object]]:
    """Number formats: one for a column where all its numbers are written alike, else one for each cell. Text that
    looks like a formula is marked as text, so that it stays that when somebody edits the cell."""
    found: list[dict[str, object]] = []
    for place in range(len(sheet.headings)):
        column = [row[place] for row in sheet.rows]
        written = {one.format for one in column if one.format}
        look: dict[str, object] = {"align": "right"} if written else {"indent": 1} if place else {}
        alike = look | {"num_format": next(iter(written), TEXT)}
        found.append({"column": {"columns": [place], "format": alike}})
        for number, one in enumerate(column, start=1):
            own: dict[str, object] = {"num_format": one.format or TEXT} if len(written) > 1 else {}
            if one.armed:
                own["quote_prefix"] = True
            if own:
                found.append({"cell": {"cells": (number, place), "format": own}})
    return found


def finish(workbook: GPWorkbook, report: Report) -> None:
    """Makes the sheets print on A4, and gives the workbook its properties."""
    workbook.set_properties(
        {
            "title": cut(f"{report.title}: {report.subject}"),
            "subject": cut(report.subject),
            "author": cut(report.council_name),
            "keywords": _("council performance, scrutiny"),
            "comments": cut(report.origin),
        }
    )
    for sheet in workbook.worksheets():
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8{footer(report)}&R&8Page &P of &N")


def columns_of(sheet: Sheet) -> list[tuple[list[object], str]]:
    """Each column's values and its heading."""
    return [([row[place].value for row in sheet.rows], heading) for place, heading in enumerate(sheet.headings)]


def shape(sheet: GPWorksheet, lines: Sequence[Sequence[object]], widths: Sequence[int], first: int) -> None:
    """Gives the columns their widths, and rows from the first on the height that their longest text wants: not every
    program finds it by itself."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for row, line in enumerate(lines, start=first):
        most = max(cells.lines_of(str(value), width) for value, width in zip(line, widths, strict=True))
        if most > 1:
            sheet.set_row(row, LINE * most)


def footer(report: Report) -> str:
    """What stands at the foot of each printed page."""
    return _(
        "{subject}. Data to {data_to}, release {release}.",
        subject=cut(report.subject, MOST_FOOT),
        data_to=report.known["data_to"],
        release=report.known["release"],
    ).replace("&", "&&")
