"""A presentation: one finding a slide, out of the views of the pages, for the state in the address.

The address is the pages' own query string and five words more: `slides` (the agenda), `slide` (where one is), `part`
(which of those that a table too long for one slide has), `look` (light or dark) and `window` (`notes` in the officer's
own window). A filter that a slide's page does not have stays in the address for those that have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from dashboard.basics.errors import UsageError
from dashboard.basics.formatting import listed, number
from dashboard.basics.languages import _, addressed
from dashboard.basics.quarters import Period
from dashboard.figures import theme
from dashboard.measures import entered
from dashboard.pages.filters import USUAL, Offer, State, as_asked, repeated
from dashboard.pages.registry import (
    MEASURE,
    PRESENT,
    Page,
    asked,
    has_data,
    in_remit,
    page_about,
    page_at,
    page_called,
    pages_of,
)
from dashboard.store.data import Data
from dashboard.views import contract
from dashboard.views.absent import answered
from dashboard.views.origin import council_name, facts, filters_of, place
from dashboard.views.pieces import Card, View
from dashboard.views.quotes import with_quotes
from dashboard.views.rendering import LABELS, filters_json
from dashboard.web.agenda import Agenda, Slide, read_agenda
from dashboard.web.slide_parts import Piece, parts, pieces_of, shown
from dashboard.web.slide_rows import room_for

PATH = page_called(PRESENT).path
OWN = ("slides", "slide", "part", "look", "window")
NOTES = "notes"
LAST = "last"  # part of a slide, for who comes from the one after
CLOSED = ("records", "find", "sort", "page")  # an open list of records is not presented
KEPT = ("council", "quarter", *(name for name in USUAL if name not in CLOSED))  # beside what is chosen
TOLD = ("figures", "data_to", "records")  # at a slide's foot; its first line says whose it is, of when and of what
START = "attention"


@dataclass(frozen=True)
class Presentation:
    """What an address asks to present."""

    data: Data
    search: str

    @cached_property
    def given(self) -> dict[str, list[str]]:
        """The address's words and their values."""
        return as_asked(self.search)

    def last(self, name: str) -> str:
        """The value of a word that has one."""
        return self.given.get(name, [""])[-1]

    @cached_property
    def start(self) -> tuple[State, Offer]:
        """The council as the start page shows it, in its newest quarter."""
        return asked(self.data, page_called(START), "?" + urlencode({"council": self.last("council")}))

    @property
    def council(self) -> str:
        """The council on show."""
        return self.start[1].council

    @property
    def quarter(self) -> str:
        """The quarter that the address asks for, else the newest; a page without it shows the nearest it has."""
        return self.last("quarter") or self.start[0].quarter.id

    @property
    def look(self) -> str:
        """`light` or `dark`."""
        return self.last("look") if self.last("look") in theme.LOOKS else "light"

    @property
    def window(self) -> str:
        """`notes` in the officer's own window, empty in the one that the room sees."""
        return NOTES if self.last("window") == NOTES else ""

    @cached_property
    def pages(self) -> list[Page]:
        """The pages for which the council has data, in the order of the navigation."""
        with_page = (page for page in pages_of(self.data) if page.dataset)
        return [page for page in with_page if has_data(self.data, page, self.council)]

    def on(self, page: Page) -> tuple[State, Offer]:
        """The state of one page, which is asked for nothing that it does not have."""
        month = ("month",) if "years" in page.filters else ()
        pairs = [(name, value) for name in (*page.filters, *month) for value in self.given.get(name, [])]
        pairs = [pair for pair in pairs if pair[0] not in ("council", "quarter")]
        own = [("council", self.council), ("quarter", self.fitting(page))]
        return asked(self.data, page, "?" + urlencode([*own, *pairs]))

    def fitting(self, page: Page) -> str:
        """The quarter on show, or the page's longer or shorter period that ends with it."""
        try:
            wanted = Period.parse(self.quarter)
        except UsageError:
            return self.quarter
        periods = asked(self.data, page, "?" + urlencode({"council": self.council}))[1].quarters
        if wanted in periods:
            return wanted.id
        return next((period.id for period in periods if period.last_day == wanted.last_day), wanted.id)

    def view(self, page: Page) -> View:
        """What the page says."""
        state, offer = self.on(page)

        def made() -> View:
            return with_quotes(self.data, answered(self.data, page, state, offer), page.dataset)

        found: View = self.data.views.get(("present", page.key, state, state.notices), made)
        return found

    def pieces(self, key: str) -> list[str]:
        """What the page has to show now, in its order."""
        return [piece.key for piece in pieces_of(self.view(page_called(key, self.data)))]

    def usual(self) -> list[Slide]:
        """What needs attention, then each theme: those in the remit of the committees chosen before the others."""
        first = [piece for piece in self.pieces(START) if piece in ("items", "more")] or ["overview"]
        pages = sorted(self.pages, key=lambda page: not in_remit(self.data, page, self.on(page_called(START))[0]))
        themes = [Slide(page.key, piece) for page in pages for piece in self.usually(page)]
        return [*(Slide(START, piece) for piece in first), *themes]

    def usually(self, page: Page) -> Sequence[str]:
        """The first pieces of a theme, as far as it has them under filters; of one without its own data all that it
        has instead, and none of one of which nothing is loaded up to the quarter."""
        state, offer = self.on(page)
        if offer.missing:
            return self.pieces(page.key)
        last_day = self.start[0].quarter.last_day
        if not any(one.first_day <= last_day for one in offer.quarters):
            return ()
        return [one for one in page.slides if one in self.pieces(page.key)] if state.chosen else page.slides

    @cached_property
    def agenda(self) -> Agenda:
        """The slides in their order."""
        return read_agenda(self.last("slides"), self.usual, self.pieces, [page.key for page in self.pages])

    def query(self, slide: Slide, *, without: Sequence[str] = (), **changes: str) -> str:
        """The query string of a slide in this state, with these changes."""
        pairs = [("council", self.council), ("quarter", changes.get("quarter", self.quarter))]
        pairs += [
            (name, value)
            for name in (*KEPT, *self.data.dimensions)
            if name not in ("council", "quarter", *without)
            for value in self.given.get(name, [])
        ]
        part = changes.get("part", "")
        own = {"slides": changes.get("slides", self.agenda.asked), "slide": str(slide), "part": part}
        look = changes.get("look", self.look)
        own |= {"look": look if look != "light" else "", "window": self.window}
        pairs += [(name, value) for name, value in own.items() if value]
        return "?" + urlencode(addressed(pairs), safe=":,")


def slide_json(data: Data, search: str) -> contract.Slide:
    """The slide that an address asks for: its words, its picture, and the addresses of all one can do from here."""
    asked_for = Presentation(data, search)
    position, missing = asked_for.agenda.near(asked_for.last("slide"))
    slides = asked_for.agenda.slides
    here = slides[position]
    page = page_called(here.page, data)
    view = asked_for.view(page)
    state, offer = asked_for.on(page)
    pieces = {piece.key: piece for piece in pieces_of(view)}
    asked = asked_for.agenda.asked and here.piece not in pieces  # of the usual agenda nobody has named the slide
    gone = [_('"{piece}" is not shown for these filters; here is the whole page.', piece=here.piece)] if asked else []
    piece = pieces.get(here.piece) or pieces["overview"]
    notices = [
        *repeated(asked_for.given, ("council", "quarter", *OWN)),
        *asked_for.start[0].notices,
        *asked_for.agenda.notices,
        *missing,
        *gone,
        *view.notices,
        *not_applied(asked_for, page),
    ]

    def drawn_of(one: Piece) -> contract.Shown:
        return shown(view, one, theme.LOOKS[asked_for.look], data.judged(page.dataset))

    drawn = drawn_of(piece)
    every = parts(piece, room_for(drawn, notices))
    part = part_of(asked_for.last("part"), len(every))
    drawn = drawn if every == [piece] else drawn_of(every[part - 1])
    for item in drawn.get("items", []):
        item["link"] = slide_about(asked_for, item["link"] or "")
    cleared = asked_for.query(here, without=(*data.dimensions, "month"))
    filters = filters_json(state, offer, page, data.judging(offer.council).scheme)
    origin = facts(data, state, filters_of(state, offer))
    to = asked_for.query
    own = {"part": str(part)} if part > 1 else {}
    return {
        **drawn,
        "query": to(here, **own),
        "key": str(here),
        "page": page.title,
        "place": position + 1,
        "count": len(slides),
        "document": _(
            "{position} of {count}: {title} - Scrutiny", position=position + 1, count=len(slides), title=drawn["title"]
        ),
        "announce": _(
            "Slide {position} of {count}. {headline}",
            position=position + 1,
            count=len(slides),
            headline=drawn["headline"],
        ),
        "notices": notices,
        "where": place(council_name(data, state), state, filters_of(state, offer), whole=council_wide(piece)),
        "source": source(origin),
        "origin": origin,
        "extract": view.sources,
        "filters": {**filters, "clear": cleared if filters["clear"] else None},
        "back": page.path + state.query(),
        "ways": {
            "first": to(slides[0]),
            "previous": before(asked_for, position, part),
            "next": after(asked_for, position, part, len(every)),
            "last": to(slides[-1]),
            "light": to(here, look="light", **own),
            "dark": to(here, look="dark", **own),
            "short": to(here, slides=here.page, **own),
        },
        "own": {name: value for name, value in parse_qsl(to(here, **own)[1:]) if name in OWN},
        "quarters": [[to(here, quarter=quarter.id), quarter.label] for quarter in offer.quarters],
        "quarter": offer.quarters.index(state.quarter),
        "period": _(LABELS["quarter"]) if state.quarter.kind == "quarter" else _("Period"),
        "look": asked_for.look,
        "colours": theme.variables(theme.LOOKS[asked_for.look]),
        "release": data.manifest.release,
    }


def part_of(asked: str, count: int) -> int:
    """The part of a slide that an address asks for, from 1; the nearest where filters leave fewer."""
    if asked == LAST:
        return count
    return min(max(int(asked[:4]), 1), count) if asked.isascii() and asked.isdecimal() else 1


def before(asked_for: Presentation, position: int, part: int) -> str | None:
    """The address of what comes before: the slide's part before, or the last part of the slide before."""
    slides = asked_for.agenda.slides
    if part > 1:
        return asked_for.query(slides[position], part=str(part - 1) if part > 2 else "")
    return asked_for.query(slides[position - 1], part=LAST) if position else None


def after(asked_for: Presentation, position: int, part: int, count: int) -> str | None:
    """The address of what comes next: the slide's next part, or the next slide."""
    slides = asked_for.agenda.slides
    if part < count:
        return asked_for.query(slides[position], part=str(part + 1))
    return asked_for.query(slides[position + 1]) if position + 1 < len(slides) else None


def slide_about(asked_for: Presentation, link: str) -> str | None:
    """The address of the first slide of the page that a link leads to, or None where the agenda has none. A measure is
    explained by the page of its dataset."""
    data, parts = asked_for.data, urlsplit(link)
    page = page_at(parts.path, data)
    if page and page.key == MEASURE:
        (name,) = parse_qs(parts.query)["measure"]
        page = page_about(data, entered.measure(data, name, asked_for.council).dataset)
    found = next((slide for slide in asked_for.agenda.slides if page and slide.page == page.key), None)
    return asked_for.query(found) if found else None


def council_wide(piece: Piece) -> bool:
    """Whether the piece is of the whole council, whatever is chosen."""
    return isinstance(piece.of, Card) and piece.of.council_wide


def source(origin: Sequence[contract.Fact]) -> str:
    """Where the slide's numbers come from, in one line."""
    return " · ".join(f"{label}: {words}" for key, label, words in origin if key in TOLD)


def not_applied(asked_for: Presentation, page: Page) -> list[str]:
    """What the address filters by and this slide cannot, in a sentence."""
    labels = asked_for.data.dimensions.items()
    names = [label.lower() for name, label in labels if name in asked_for.given and name not in page.filters]
    return [_("This slide is not filtered by {names}.", names=listed(names))] if names else []


def agenda_json(data: Data, search: str) -> contract.Agenda:
    """All that can be shown, page by page, and which of it is on the agenda in which order."""
    asked_for = Presentation(data, search)
    named = MEASURE in asked_for.given  # the page of one measure has something to show once a measure is chosen
    groups: list[contract.Group] = []
    for page in asked_for.pages:
        if page.key == MEASURE and not named:
            continue
        pieces = pieces_of(asked_for.view(page))
        groups.append(
            {
                "page": page.title,
                "slides": [{"key": str(Slide(page.key, piece.key)), "title": piece.title} for piece in pieces],
            }
        )
    return {
        "groups": groups,
        "chosen": [str(slide) for slide in asked_for.agenda.slides],
        "count": number(len(asked_for.agenda.slides)),
    }
