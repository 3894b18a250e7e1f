"""Workbooks of three formats, alike: sheets of rows of text, as a person sees them who opens the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dashboard.basics.errors import LoadError, nearest
from dashboard.intake.formats import ods, xls, xlsx
from dashboard.intake.formats.sheets import Sheet
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.words import same, spaced

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


def sheets_of(path: Path) -> list[Sheet]:
    """The workbook's sheets, in their order; LoadError where it cannot be opened."""
    openers = {".ods": ods.sheets, ".xls": xls.sheets}
    try:
        return openers.get(path.suffix.lower(), xlsx.sheets)(path)
    except Exception as error:  # a damaged workbook can fail in any of the layers below
        raise unreadable(path, "a workbook", error) from error


def rows_of(path: Path, sheet: Sheet) -> Iterator[list[str]]:
    """The sheet's rows; LoadError where they cannot be read to the end."""
    try:
        yield from sheet.rows()
    except LoadError:
        raise
    except Exception as error:  # likewise
        raise unreadable(path, "a workbook", error) from error


def sheet_of(path: Path, sheets: list[Sheet], wanted: str | int | None) -> Sheet:
    """The sheet of this name, in any case, or of this number counted from one; the first if neither is given."""
    titles = [sheet.title for sheet in sheets]
    if isinstance(wanted, str):
        for sheet in sheets:
            if same(sheet.title) == same(wanted):
                return sheet
        near = nearest(spaced(wanted), titles)
        raise LoadError(f'{path.name} has no sheet "{wanted}".{near} It has: {", ".join(titles)}. {UNTOUCHED}')
    if (wanted or 1) > len(sheets):
        raise LoadError(f"{path.name} has no sheet {wanted}. It has {len(sheets)}: {', '.join(titles)}. {UNTOUCHED}")
    return sheets[(wanted or 1) - 1]


def unreadable(path: Path, kind: str, error: BaseException) -> LoadError:
    """The error for a file that is not what its name says."""
    text = str(error).strip() or type(error).__name__
    return LoadError(
        f"{path.name} cannot be opened as {kind}; it may be damaged, protected by a password, or something else "
        f"under that name ({text.splitlines()[0][:100]}). Export it again. The store is as it was."
    )
