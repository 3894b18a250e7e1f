"""The report as one web page that needs nothing else: no script, no other file, no other host.

It opens in any browser, prints on A4, and reads aloud in the order in which it stands.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from itertools import count
from pathlib import Path

from dashboard.basics import paragraphs
from dashboard.basics.config import ROOT
from dashboard.basics.languages import N_, _, direction, spoken
from dashboard.catalogue.dress import IMAGES
from dashboard.figures import theme
from dashboard.report.blocks import Block
from dashboard.report.content import Chapter, Report, Told, nobody, whole_text
from dashboard.report.html.markup import drawing, each, element, grid, pairs, status, table, width, words
from dashboard.report.pictures import picture
from dashboard.views.pieces import Card, Item, Paragraph, Passage, Quote, Section, Tile, earlier, parted

ASSETS = ROOT / "assets"
WIDTH = 180  # millimetres, the width of a printed page's text
FACE = (
    '@font-face { font-family: "Source Sans 3"; font-weight: 200 900; '
    'src: url("data:font/woff2;base64,FONT") format("woff2") }'
)
CONTACT = N_("To be added by the officer who sends this page on: name of the team, telephone, email.")
ILLUSTRATIVE = N_(
    "Single records are made up so that they add up to the totals which councils have published. They "
    "describe no real person."
)


def write_webpage(report: Report, out: Path, told: Told = nobody) -> None:
    """Writes the report as an HTML file."""
    out.write_text(page(report, told), encoding="utf-8")


def page(report: Report, told: Told = nobody) -> str:
    """The whole document."""
    numbers = count(1)
    chapters = []
    for place, one in enumerate(report.chapters):
        told(one.title, place / len(report.chapters))
        chapters.append(chapter(one, numbers))
    head = element(
        "head",
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        words("title", f"{report.title}: {report.subject}"),
        element("style", style(report.accent)),
    )
    body = element(
        "body",
        words("a", _("Skip to the report"), href="#report", class_="skip-link"),
        masthead(report),
        element("main", *opening(report), *chapters, id="report"),
        footer(report),
    )
    to_the_left = {"dir": "rtl"} if direction() == "rtl" else {}
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=spoken(), **to_the_left)}\n"


def style(accent: str = "") -> str:
    """The style sheet with the typeface and the colours in it, the council's own in place of the house's."""
    font = base64.b64encode((ASSETS / "fonts" / "source-sans-3.woff2").read_bytes()).decode("ascii")
    sheet = (ASSETS / "report.css").read_text(encoding="utf-8")
    colours = theme.css_variables() + (f"; --brand: {accent}" if accent else "")
    return f"{FACE.replace('FONT', font)}\n:root {{ {colours} }}\n{sheet}"


def masthead(report: Report) -> str:
    """Whose report it is, on what, and where its numbers come from."""
    return element(
        "header",
        logo(report),
        words("p", report.council_name, class_="council"),
        words("h1", report.title),
        words("p", report.period.long_label, class_="period"),
        pairs(report.facts[2:], class_="facts"),
    )


def logo(report: Report) -> str:
    """The council's logo, inside the page as everything is."""
    if report.logo is None:
        return ""
    kind = IMAGES[report.logo.suffix.lower()]
    data = base64.b64encode(report.logo.read_bytes()).decode("ascii")
    return f'<img class="logo" src="data:{kind};base64,{data}" alt="{escape(report.council_name)}">'


def opening(report: Report) -> list[str]:
    """Contents, what is not in it, and what still wants a comment."""
    links = [
        element("li", words("a", one.title, href=f"#{one.page.key}"), words("span", one.view.headline))
        for one in report.chapters
    ]
    found = []
    if len(links) > 1:
        found.append(
            element("nav", words("h2", _("Contents"), id="contents"), element("ol", *links), class_="contents")
        )
    found += [words("p", f"{title}: {reason}", class_="note") for title, reason in report.missing]
    loose = [one for one in report.wanted if not any(one in chapter.wanted for chapter in report.chapters)]
    return [*found, wanted(loose)]


def chapter(one: Chapter, numbers: count[int]) -> str:
    """A page of the dashboard, with all that it shows."""
    view, key = one.view, one.page.key
    proseless = [paragraph(text) for text in one.paragraphs if not text.card]
    parts = [
        words("h2", one.title, id=key),
        words("p", view.headline, class_="headline"),
        words("p", view.advice, class_="support"),
        each("p", view.notices, class_="notice"),
        words("p", f"{one.scope} {view.sources}", class_="note"),
        element("ul", *map(tile, view.tiles), class_="tiles") if view.tiles else "",
        element("ol", *map(item, view.items), class_="items") if view.items else "",
        words("p", view.items_note, class_="note") if view.items_note else "",
        wanted(one.wanted),
        blocks(one.blocks, next(numbers)) if one.blocks else "",
        *proseless,
        *(card(shown, one, next(numbers)) for shown in view.cards),
        *map(section, view.sections),
        listing(one, next(numbers)),
    ]
    return element("section", *parts, class_="chapter", aria_labelledby=key)


def listing(one: Chapter, number: int) -> str:
    """The open list of records or measures."""
    if one.listing is None:
        return ""
    shown, title = one.listing.table, one.listing.title
    return element("section", words("h3", title), table(shown, title, number), class_=width(len(shown.columns)))


def tile(one: Tile) -> str:
    """One measure at a glance."""
    return element(
        "li",
        words("h3", one.title),
        element("p", words("span", one.value, class_="figure"), " ", words("span", one.cases)),
        words("p", one.interval),
        element("p", status(one.status), " ", words("span", one.target)) if one.status else "",
        each("p", (change.text for change in one.changes)),
    )


def item(one: Item) -> str:
    """One thing that needs attention."""
    return element("li", status(one.status), " ", words("strong", f"{one.title}:"), " ", words("span", one.sentence))


def wanted(found: tuple[str, ...] | list[str]) -> str:
    """What only an officer can explain, as gaps to be filled."""
    return each("p", (_("Comment wanted: {sentence}.", sentence=sentence) for sentence in found), class_="gap")


def paragraph(one: Paragraph) -> str:
    """Numbers told in prose."""
    return words("h3", one.heading) + words("p", one.text)


def blocks(found: tuple[Block, ...], number: int) -> str:
    """The headline measures as the papers print them."""
    heads = (
        _("Measure"),
        _("Code"),
        _("Aim"),
        _("Period"),
        _("Value"),
        _("Target"),
        _("Status"),
        _("Long trend"),
        _("Short trend"),
    )
    rows = [
        [
            *(words("span", text) for text in (one.title, one.code, one.aim, at.period, at.value, at.target)),
            status(at.status),
            words("span", at.long_trend),
            words("span", at.short_trend),
        ]
        for one in found
        for at in one.standings
    ]
    return words("h3", _("Headline measures")) + grid(heads, rows, _("Headline measures"), number)


def card(shown: Card, one: Chapter, number: int) -> str:
    """A card with its chart, its table and where its numbers come from."""
    about = shown.about
    prose = "".join(words("p", text.text) for text in one.paragraphs if text.card == shown.key)
    chart = ""
    if shown.figure:
        svg = picture(shown, WIDTH, "svg")
        chart = element("div", drawing(svg, number, shown.described), class_="drawing")
    return element(
        "section",
        words("h3", shown.title),
        words("p", shown.finding, class_="finding"),
        prose,
        chart,
        words("p", shown.note, class_="note"),
        *quotes(shown.quotes),
        table(shown.table, shown.title, number),
        pairs(
            (
                (_("Definition"), about.definition),
                (_("Counted"), about.numerator),
                (_("Out of"), about.denominator),
                (_("Source"), about.source),
                (_("Queries"), ", ".join(about.queries)),
            ),
            class_="about",
        ),
        class_=width(len(shown.table.columns)),
    )


def quotes(said: Sequence[Quote]) -> list[str]:
    """What the council says, older notes folded."""
    now, before = parted(said)
    folded = element("details", words("summary", earlier(before)), *map(quote, before)) if before else ""
    return [*map(quote, now), folded]


def quote(one: Quote) -> str:
    """What the council says of a number."""
    mark = f" · {one.mark}" if one.mark else ""
    return element(
        "blockquote",
        words("p", f"{one.heading}{mark}", class_="note"),
        *(
            element("ul", each("li", block.lines), lang=one.lang)
            if block.points
            else words("p", block.lines[0], lang=one.lang)
            for block in paragraphs.blocks(whole_text(one))
        ),
        words("p", one.doubt, class_="note"),
    )


def section(one: Section) -> str:
    """What is told in words."""
    return element(
        "section",
        element("h3", words("span", one.title), " ", status(one.status)),
        words("p", one.text),
        element("ul", *map(passage, one.passages), class_="passages") if one.passages else "",
    )


def passage(one: Passage) -> str:
    """One thing told in words, with what the page opens on request."""
    judged = element("p", status(one.status), " ", words("span", one.before)) if one.status or one.before else ""
    told = words("p", one.text) + words("p", one.detail) + words("p", one.source, class_="note")
    return element("li", words("h4", one.title), judged, told)


def footer(report: Report) -> str:
    """Where the numbers come from, once more, and whom to ask."""
    return element(
        "footer",
        words("p", report.origin),
        words("p", _(ILLUSTRATIVE)) if report.illustrative else "",
        element("p", words("strong", _("Contact: ")), words("span", _(CONTACT)), class_="gap"),
    )
