"""A presentation's agenda: which slides, in which order, as it stands in an address.

`slides=complaints:timeliness,digital` is one slide of the complaints page and then every slide of the digital page.
Nothing is stored anywhere: the address, or a file with it, is the agenda.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.basics.errors import shorten
from dashboard.basics.languages import _

SLIDE = re.compile(r"([a-z_]+)(?::([a-z0-9_-]+))?")
MOST_SLIDES = 100


@dataclass(frozen=True)
class Slide:
    """One slide: a page, and the piece of it that is shown; without a piece it stands for all of the page's."""

    page: str
    piece: str = ""

    def __str__(self) -> str:
        """As it stands in an address: `complaints:timeliness`."""
        return f"{self.page}:{self.piece}" if self.piece else self.page


@dataclass(frozen=True)
class Agenda:
    """The slides in their order. `asked` is the agenda as the address gives it, empty for the usual one; `notices`
    say what of it could not be used."""

    slides: tuple[Slide, ...]
    asked: str = ""
    notices: tuple[str, ...] = ()

    def near(self, wanted: str) -> tuple[int, tuple[str, ...]]:
        """The place of the slide that an address asks for by its name or its number, from 0; where it does not
        exist, of the nearest, and a sentence that says so."""
        last = len(self.slides) - 1
        if not wanted:
            return 0, ()
        if wanted.isascii() and wanted.isdecimal():
            place = min(max(int(wanted[:9]), 1) - 1, last)
            said = _(
                "There is no slide {wanted}; slide {place} of {last} is shown.",
                wanted=shorten(wanted),
                place=place + 1,
                last=last + 1,
            )
            return place, () if str(place + 1) == wanted else (said,)
        names = [str(slide) for slide in self.slides]
        if wanted in names:
            return names.index(wanted), ()
        page = wanted.partition(":")[0]
        place = next((place for place, slide in enumerate(self.slides) if slide.page == page), 0)
        return place, (_('There is no slide "{wanted}" here; the nearest is shown.', wanted=shorten(wanted)),)


def read_agenda(
    text: str, usual: Callable[[], Iterable[Slide]], pieces: Callable[[str], Sequence[str]], known: Sequence[str]
) -> Agenda:
    """The agenda that an address asks for, each slide once; without one, or where nothing of it exists, the usual one.

    `known` are the pages that the council has; `pieces` gives those that a page has now.
    """
    found: dict[Slide, None] = {}
    notices, used = [], []
    for asked in [part.strip() for part in text.split(",") if part.strip()][:MOST_SLIDES]:
        match = SLIDE.fullmatch(asked)
        if not match or match[1] not in known:
            notices.append(
                _('There is nothing to show for "{asked}"; it was left out of the agenda.', asked=shorten(asked))
            )
            continue
        used.append(asked)
        page, piece = match[1], match[2] or ""
        found |= dict.fromkeys([Slide(page, piece)] if piece else [Slide(page, one) for one in pieces(page)])
    if found:
        return Agenda(tuple(found), ",".join(used), tuple(notices))
    return Agenda(tuple(usual()), "", tuple(notices))
