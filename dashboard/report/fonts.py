"""The house's typeface as files that drawing libraries can read.

The browser's file is compressed and holds every weight in one; here each weight that pictures need becomes a file of
its own, once a process.
"""

from __future__ import annotations

import atexit
import logging
import shutil
import tempfile
from functools import cache
from pathlib import Path

from dashboard.basics.config import ROOT

FAMILY = "Source Sans 3"
SOURCE = ROOT / "assets" / "fonts" / "source-sans-3.woff2"
WEIGHTS = {False: ("Regular", 400), True: ("Bold", 700)}
# Tables of variations and of typographic refinements: pictures need none of them, and cutting them takes long.
UNUSED = ("GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "STAT")

log = logging.getLogger(__name__)


@cache
def face(*, bold: bool) -> Path | None:
    """The file of the house's typeface in this weight; None where it cannot be made, and the library's own will do."""
    from fontTools.ttLib import TTFont, TTLibError
    from fontTools.varLib import instancer

    name, weight = WEIGHTS[bold]
    try:
        font = TTFont(SOURCE)
        for table in UNUSED:
            if table in font:
                del font[table]
        one = instancer.instantiateVariableFont(
            font, {"wght": weight}, optimize=False, overlap=instancer.OverlapMode.KEEP_AND_DONT_SET_FLAGS
        )
        for number, text in ((1, FAMILY), (2, name), (4, f"{FAMILY} {name}")):
            one["name"].setName(text, number, 3, 1, 0x409)
        one.flavor = None
        file = folder() / f"{name}.ttf"
        one.save(file)
    except (OSError, ImportError, TTLibError) as reason:
        log.warning("The typeface of charts in documents could not be made from %s: %s", SOURCE, reason)
        return None
    return file


@cache
def folder() -> Path:
    """A folder for the files, which goes when the process ends."""
    made = Path(tempfile.mkdtemp(prefix="scrutiny-fonts-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
