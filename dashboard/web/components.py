"""The parts pages are made of, as Dash components: shell of a card, tiles, crumbs, status, notices.

What changes with each click inside a card is drawn by assets/scripts/cards.js from the page's JSON; the shell
keeps its place and size, so nothing jumps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import dash_bootstrap_components as dbc
from dash import html

from dashboard.basics.formatting import NOTHING
from dashboard.basics.languages import N_, _
from dashboard.basics.paragraphs import blocks
from dashboard.figures.sparkline import sparkline
from dashboard.figures.theme import DARK
from dashboard.views import contract
from dashboard.views.pieces import (
    Card,
    Change,
    Crumb,
    Item,
    Passage,
    Quote,
    Section,
    Status,
    Table,
    Tile,
    earlier,
    parted,
)
from dashboard.views.rendering import chip, table_json
from dashboard.web.grid import spans

Children = list[Any]

EXPORTS = {"docx": N_("Word"), "pptx": "PowerPoint", "xlsx": N_("Excel"), "html": N_("Web page")}
TABS = (("chart", N_("Chart")), ("table", N_("Table")), ("about", N_("About")))


def attributes(**values: str) -> dict[str, Any]:
    """Attributes with hyphens in their names, from names with underscores: `aria_label` is `aria-label`."""
    return {name.replace("_", "-"): value for name, value in values.items()}


def card_id(page: str, card: str, thing: str) -> str:
    """`complaints-timeliness-graph`."""
    return f"{page}-{card.replace('_', '-')}-{thing}"


def card_shell(page: str, key: str, card: Card | None, *, chart: bool = True) -> html.Section:
    """A card's frame with its tabs and downloads; hidden while the view has no such card. A table alone is wide."""

    def name(thing: str) -> str:
        return card_id(page, key, thing)

    has_chart = chart and (card is None or card.figure is not None or not card.wide)
    tabs = [
        html.Button(
            label,
            id=name(f"{kind}-tab"),
            type="button",
            role="tab",
            className="tab",
            tabIndex="0" if position == 0 else "-1",
            **attributes(aria_selected="false" if position else "true", aria_controls=name(f"{kind}-panel")),
        )
        for position, (kind, label) in enumerate((tab[0], _(tab[1])) for tab in TABS if has_chart or tab[0] != "chart")
    ]
    panels = [
        html.Div(
            html.Div(id=name("graph"), className="chart", role="img") if kind == "chart" else None,
            id=name(f"{kind}-panel"),
            role="tabpanel",
            className=f"panel panel-{kind}",
            hidden=position > 0,
            tabIndex="-1" if kind == "chart" else "0",  # the chart is a stop itself, and moves a panel that scrolls
            **attributes(aria_labelledby=name(f"{kind}-tab")),
        )
        for position, (kind, _rest) in enumerate(tab for tab in TABS if has_chart or tab[0] != "chart")
    ]
    return html.Section(
        [
            html.Div(
                [
                    html.H2(card.title if card else "", id=name("title"), className="card-title", tabIndex="-1"),
                    html.Div(tabs, className="tabs", role="tablist", **attributes(aria_labelledby=name("title"))),
                ],
                className="card-head",
            ),
            html.P(card.finding if card else "", id=name("finding"), className="finding"),
            html.Div(panels, className="panels"),
            html.P(card.note if card else "", id=name("note"), className="note"),
            html.Div(quotes(card) if card else [], id=name("quotes"), className="quotes"),
            html.Details(
                [
                    html.Summary(_("Present or download"), id=name("menu-summary")),
                    html.Div(
                        [
                            html.A(_("Present"), id=name("present-link"), className="quiet-link present-link"),
                            html.A(_("Download CSV"), id=name("csv-link"), className="quiet-link"),
                            *[
                                html.Button(
                                    _("Download {kind}", kind=kind.upper()),
                                    id=name(f"{kind}-button"),
                                    type="button",
                                    className="quiet-link",
                                )
                                for kind in ("png", "svg")
                                if has_chart
                            ],
                        ]
                    ),
                ],
                className="downloads folding",
            ),
        ],
        id=name("card"),
        className="card wide" if not chart or (card and card.wide) else "card",
        hidden=card is None,
        **attributes(aria_labelledby=name("title"), data_card=key),
    )


def quotes(card: Card) -> list[html.Blockquote | html.Details]:
    """The council's notes on a card, those of earlier periods folded; assets/scripts/cards.js builds the same."""
    now, before = parted(card.quotes)
    folded = [html.Details([html.Summary(earlier(before)), *map(quote, before)], className="earlier")] if before else []
    return [*map(quote, now), *folded]


def quote(said: Quote) -> html.Blockquote:
    """A note of the council's on a card; assets/scripts/cards.js builds the same for another state."""
    return html.Blockquote(
        [
            html.P(
                [said.heading, html.Span(f" {said.mark}", className="quote-mark") if said.mark else None],
                className="quote-heading",
            ),
            *told(said.text, said.lang),
            html.Details([html.Summary(_("Read on")), *told(said.rest, said.lang)]) if said.rest else None,
            html.P(said.doubt, className="quote-doubt") if said.doubt else None,
        ]
    )


def told(text: str, lang: str | None = None) -> list[html.P | html.Ul]:
    """A text in its paragraphs and points, and its language where it is not the page's."""
    return [
        html.Ul([html.Li(line) for line in one.lines], lang=lang) if one.points else html.P(one.lines[0], lang=lang)
        for one in blocks(text)
    ]


def card_grid(page: str, keys: Sequence[str], cards: Sequence[Card], tables: Sequence[str] = ()) -> html.Div:
    """The shells of all cards a page can have. Those on show say how many columns they take where there are two, and
    where there are three; assets/scripts/cards.js keeps that up to date."""
    found = {card.key: card for card in cards}
    shells = [card_shell(page, key, found.get(key), chart=key not in tables) for key in keys]
    shown: list[Any] = [shell for key, shell in zip(keys, shells, strict=True) if key in found]
    wide = ["wide" in shell.className.split() for shell in shown]
    for shell, two, three in zip(shown, spans(wide, 2), spans(wide, 3), strict=True):
        shell.style = {"--of-two": str(two), "--of-three": str(three)}
    return html.Div(shells, id=f"{page}-cards", className="cards")


def keys_hint() -> html.P:
    """How charts are used by keyboard, once a page; what is heard of each chart says it too."""
    return html.P(
        _(
            "By keyboard, the arrow keys walk through a chart. Home and End lead to its first and last mark, [ "
            "and ] to the lowest and highest. Enter looks closer, Escape hides the label. In a chart over time, S "
            "plays the series as tones, and stops them. Alt with the arrow down or up leads to the next chart or "
            "to the one before."
        ),
        className="keys-hint on-screen",
    )


def ways_out(address: str) -> html.P:
    """The ways to the page as a presentation, one finding a slide, and to paper with all its tabs; they stand at the
    right of the export menu."""
    present = html.A(_("Present"), href=address, id="app-present-link", className="present-page")
    paper = html.Button(_("Print"), id="app-print-button", type="button", className="print-page")
    return html.P([present, paper], className="ways-out")


def export_menu(page: str) -> html.Div:
    """The ways to take the page along, or the whole report; assets/scripts/export.js asks for them and shows how far
    they are. It stands outside what a click lays out anew, so that it stays open while a file is written."""

    def choice(name: str, title: str, key: str) -> html.Div:
        heading = f"app-export-{name}-title"
        buttons = [
            html.Button(label, type="button", className="quiet-link", **attributes(data_export=kind, data_page=key))
            for kind, label in ((kind, _(label)) for kind, label in EXPORTS.items())
        ]
        return html.Div(
            [html.P(title, id=heading), html.Div(buttons)], role="group", **attributes(aria_labelledby=heading)
        )

    return html.Div(
        html.Div(
            [
                html.Button(
                    _("Export"),
                    id="app-export-button",
                    type="button",
                    **attributes(aria_expanded="false", aria_controls="app-export-panel"),
                ),
                html.P(_("Export did not arrive"), className="export-missing"),
                html.Div(
                    [
                        choice("view", _("This page as it stands"), page),
                        choice("whole", _("The whole quarterly report"), ""),
                        html.Div(id="app-export-progress", className="export-progress", hidden=True),
                    ],
                    id="app-export-panel",
                    className="export-panel",
                    hidden=True,
                ),
            ],
            className="export",
        ),
        className="page-tools",
    )


def crumbs(steps: Sequence[Crumb]) -> dbc.Breadcrumb:
    """The way down from the council; the last step is where the reader is."""
    last = len(steps) - 1
    return dbc.Breadcrumb(
        items=[
            # A plain link: assets/scripts/travel.js follows links within the page.
            {"label": step.label, "href": step.link, "external_link": True}
            if step.link and place < last
            else {"label": step.label, "active": place == last}
            for place, step in enumerate(steps)
        ],
        class_name="crumbs",
    )


def status_chip(status: Status) -> dbc.Badge:
    """A judgement in word, shape and colour on a pale wash."""
    return badge(chip(status))


def badge(shown: contract.Chip) -> dbc.Badge:
    """The same from its parts."""
    return dbc.Badge(
        [
            html.Span(shown["shape"], className="shape", **attributes(aria_hidden="true")),
            html.Span(shown["word"]),
        ],
        color="",
        class_name=f"status status-{shown['status']}",
    )


def change_line(change: Change) -> html.P:
    """A movement, said in words; better and worse are told apart by weight and word, not by colour. The style sheet
    adds an arrow, which is not read aloud."""
    goes = " goes-up" if change.moved > 0 else " goes-down" if change.moved < 0 else ""
    return html.P(change.text, className=f"change change-{change.direction.replace('_', '-')}{goes}")


def tile(item: Tile) -> html.Li:
    """One measure at a glance."""
    title: Any = html.A(item.title, href=item.link) if item.link else item.title
    return html.Li(
        [
            html.H2(title, className="tile-title"),
            html.P(
                [html.Span(item.value, className="figure"), html.Span(item.cases, className="cases")],
                className="tile-value",
            ),
            html.P(item.interval, className="interval") if item.interval else None,
            html.P(
                [status_chip(item.status), html.Span(item.target, className="target") if item.target else None],
                className="tile-status",
            )
            if item.status
            else None,
            html.Div([change_line(change) for change in item.changes], className="changes"),
        ],
        className="tile",
    )


def tiles(items: Sequence[Tile]) -> html.Ul:
    """The measures at a glance, side by side."""
    return html.Ul([tile(item) for item in items], className="tiles")


def items(found: Sequence[Item], note: str) -> html.Div | None:
    """What needs attention, most urgent first: judgement, sentence, the past as a small line; or None."""
    if not found:
        return None
    listed = html.Ol([html.Li(attention(item)) for item in found], className="attention")
    title = html.H2(_("What needs attention"), className="visually-hidden")
    return html.Div([title, listed, html.P(note, className="note") if note else None])


def attention(item: Item) -> html.A:
    """One thing that needs attention, as one link to the view that explains it."""
    return html.A(
        [
            status_chip(item.status),
            html.Span([html.Strong(item.title), ": ", item.sentence], className="attention-words"),
            html.Img(src=sparkline(item.history, target=item.target, dark=DARK), alt="", className="sparkline"),
        ],
        href=item.link,
    )


def sections(page: str, found: Sequence[Section]) -> Children:
    """What is told in words, each section under its heading."""
    return [section(f"{page}-{item.key}-section", item) for item in found]


def section(name: str, item: Section) -> html.Section:
    """Passages under a heading; a judgement of the whole stands beside it."""
    title = f"{name}-title"
    return html.Section(
        [
            html.Div(
                [
                    html.H2(item.title, id=title, className="card-title", tabIndex="-1"),
                    status_chip(item.status) if item.status else None,
                ],
                className="section-head",
            ),
            html.P(item.text, className="finding") if item.text else None,
            html.Ul([passage(one) for one in item.passages], className="passages") if item.passages else None,
        ],
        id=name,
        className="section",
        **attributes(aria_labelledby=title),
    )


def passage(item: Passage) -> html.Li:
    """One thing told in words; what is longer opens on request, without a script."""
    tone = f" passage-{item.status.code.replace('_', '-')}" if item.status else ""
    more = html.Details(
        [
            html.Summary([_("Commentary"), html.Span(_(" on {item}", item=item.title), className="visually-hidden")]),
            html.P(item.detail),
        ]
    )
    return html.Li(
        [
            html.H3(item.title, className="passage-title") if item.title else None,
            html.P(
                [
                    status_chip(item.status) if item.status else None,
                    html.Span(item.before, className="before") if item.before else None,
                ],
                className="passage-status",
            )
            if item.status or item.before
            else None,
            *(told(item.text) if "\n" in item.text else [html.P(with_commands(item.text))] if item.text else []),
            more if item.detail else None,
            html.P(item.source, className="note") if item.source else None,
        ],
        className=f"passage{tone}",
    )


def with_commands(text: str) -> Children:
    """The text, with what stands between backticks, such as a command to be typed, marked as code."""
    parts = text.split("`")
    return [html.Code(part) if place % 2 else part for place, part in enumerate(parts)] if len(parts) > 2 else [text]


def inside(cell: contract.Cell) -> Any:
    """What stands in a table's cell; a dash is heard as what it means."""
    if cell == NOTHING:
        unseen = html.Span(_("not available"), className="visually-hidden")
        return [html.Span(NOTHING, **attributes(aria_hidden="true")), unseen]
    if isinstance(cell, str):
        return cell
    return cast("contract.Mark", cell)["text"] if "text" in cell else badge(cell)


def table(name: str, shown: Table, caption: str) -> html.Div:
    """A table that the page holds from the start; where it is wider than the screen it moves within its own box."""
    drawn = table_json(shown)
    classes = ["numeric" if column["numeric"] else None for column in drawn["columns"]]
    return html.Div(
        html.Table(
            [
                html.Caption(caption, className="visually-hidden"),
                html.Thead(
                    html.Tr(
                        [
                            html.Th(column["label"], scope="col", className=kind)
                            for column, kind in zip(drawn["columns"], classes, strict=True)
                        ]
                    )
                ),
                html.Tbody(
                    [
                        html.Tr(
                            [
                                html.Td(inside(cell), className=kind) if place else html.Th(inside(cell), scope="row")
                                for place, (cell, kind) in enumerate(zip(cells, classes, strict=True))
                            ]
                        )
                        for cells in drawn["rows"]
                    ]
                ),
            ]
        ),
        id=name,
        className="wide-table",
        tabIndex="0",
        role="region",
        **attributes(aria_label=caption),
    )


def notices(sentences: Sequence[str]) -> html.Div | None:
    """What could not be shown as asked, or None."""
    if not sentences:
        return None
    return html.Div(
        [html.P(sentence) for sentence in sentences],
        className="notices",
        role="region",
        **attributes(aria_label=_("Notices")),
    )


def record_links(links: Sequence[Crumb], words: str = "") -> html.P | None:
    """The way to the records behind the numbers, or to what else `words` name; None without any."""
    if not links:
        return None
    parts: Children = [words or _("See the records: ")]
    for place, link in enumerate(links):
        parts += [", " if place else "", html.A(link.label, href=link.link) if link.link else link.label]
    return html.P(parts, className="record-links")


def way_back(words: str, link: Crumb) -> html.P:
    """What was chosen other than usual, in a sentence, and on screens the address without it."""
    return html.P([words, " ", html.A(link.label, href=link.link, className="on-screen")], className="support")


def headline(sentence: str, support: str, way_out: Crumb | None = None) -> Children:
    """The finding, large enough to read from the back of a room, how many cases it rests on, and where there are none,
    the way to the nearest view that has some."""
    link: Children = [" ", html.A(way_out.label, href=way_out.link)] if way_out else []
    return [
        html.H1(sentence, id="app-headline", tabIndex="-1"),
        html.P([*with_commands(support), *link], className="support"),
    ]
