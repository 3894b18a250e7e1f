"""The pieces of a page that can stand on a slide, and each as the browser draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.basics.formatting import plural
from dashboard.basics.languages import _
from dashboard.catalogue.datasets import PLACE, Judged
from dashboard.figures import theme
from dashboard.figures.sparkline import sparkline
from dashboard.pages.filters import State
from dashboard.views import contract
from dashboard.views.pieces import Card, Item, Passage, Section, Table, Tile, View
from dashboard.views.rendering import captioned, chip, figure_json, quote_json, table_json
from dashboard.web.slide_rows import parts_of, with_room

MOST_ITEMS = 6
MOST_CHANGES = 2
UNJUDGED = ("data_only", "not_available")


Whole = Card | Section | Table | tuple[Item, ...] | tuple[Tile, ...]


@dataclass(frozen=True)
class Piece:
    """Something of a page that fills a slide, or the part of it that does: then `rows` says which."""

    key: str
    title: str
    of: Whole
    rows: str = ""


def pieces_of(view: View) -> list[Piece]:
    """All that the view has to show, each for a slide of its own: what is most urgent, the whole, each chart."""
    found: list[Piece] = []
    # what does not fit on one slide is dealt evenly to two
    half = len(view.items) if len(view.items) <= MOST_ITEMS else (len(view.items) + 1) // 2
    if view.items:
        found.append(Piece("items", _("What needs attention"), view.items[:half]))
    if view.items[half:]:
        found.append(Piece("more", _("What else needs attention"), view.items[half:]))
    found.append(Piece("overview", _("{view} at a glance", view=view.title), view.tiles))
    found += [Piece(card.key, card.title, card) for card in view.cards]
    found += [Piece(f"section-{section.key}", section.title, section) for section in view.sections]
    if view.records and not view.records.closable:
        found.append(Piece("list", view.records.title, view.records.table))
    return found


def parts(piece: Piece, room: int) -> list[Piece]:
    """The piece in the parts that a slide has room for, each named by its number; one that fits is its only part."""
    of, left = readable(piece.of)
    more = _("The page has {left}.", left=plural(left, "more column", "more columns")) if left else ""
    dealt = parts_of(of.table if isinstance(of, Card) and not of.figure else of, room)
    if len(dealt) == 1:
        return [replace(piece, of=of, rows=more)]
    return [
        replace(
            piece,
            title=f"{piece.title} ({number} of {len(dealt)})",
            of=some(of, rows),
            rows=_(
                "{first} to {last} of {all}. {more}",
                first=rows.start + 1,
                last=rows.stop,
                all=dealt[-1].stop,
                more=more,
            ).strip(),
        )
        for number, rows in enumerate(dealt, start=1)
    ]


def readable(of: Whole) -> tuple[Whole, int]:
    """A table with the columns that can be read beside each other, and how many are left out."""
    if isinstance(of, Card) and not of.figure:
        table = with_room(of.table)
        return replace(of, table=table), len(of.table.columns) - len(table.columns)
    if isinstance(of, Table):
        table = with_room(of)
        return table, len(of.columns) - len(table.columns)
    return of, 0


def some(of: Whole, rows: slice) -> Whole:
    """Some of a table's rows, or of a section's passages."""
    if isinstance(of, Card):
        return replace(of, table=of.table.some(rows))
    if isinstance(of, Section):
        return replace(of, passages=of.passages[rows])
    if isinstance(of, Table):
        return of.some(rows)
    return of


def shown(view: View, piece: Piece, palette: theme.Palette, judged: Judged | None = None) -> contract.Shown:
    """The piece in this palette: a sentence to head it, and one thing to look at; `judged` is what targets of the
    page's dataset depend on."""
    of = piece.of
    drawn: contract.Shown = {
        "title": piece.title,
        "headline": view.headline,
        "text": piece.rows,
        "note": "",
        "quotes": [],
        "status": None,
    }
    if isinstance(of, Card):
        return card(drawn, view, of, palette, judged)
    if isinstance(of, Section):
        return section(drawn, of)
    if isinstance(of, Table):
        return {**drawn, **rows(of)}
    if piece.key == "overview":
        return {**drawn, "text": view.advice, "tiles": [tile(one) for one in view.tiles]}
    listed = [item(one, palette) for one in of if isinstance(one, Item)]
    headline = view.headline if piece.key == "items" else piece.title
    return {**drawn, "headline": headline, "text": view.items_note, "items": listed, "note": view.items_note}


def card(drawn: contract.Shown, view: View, of: Card, palette: theme.Palette, judged: Judged | None) -> contract.Shown:
    """A card: its figure or else its table, and the judgement of the measure it is about, under its finding; a page's
    first card is what the page's own finding speaks of."""
    about = of.about
    leads = of.key == view.cards[0].key and not view.missing
    bare = view.way_out is not None and not of.table.rows
    matter: contract.Matter = {"passages": []}
    if not bare:
        matter = {"figure": figure_json(of.figure, palette)} if of.figure else rows(of.table)
    lead = (view.advice if bare else of.finding) if leads else ""
    return {
        **drawn,
        "headline": view.headline if leads else of.headline.removesuffix("."),
        "text": " ".join(filter(None, (lead, captioned(of), drawn["text"]))),
        "note": of.note,
        "quotes": [quote_json(quote) for quote in of.quotes],
        "status": as_whole(of, view.state, judgement(view.tiles, about.measure, view.state, judged)),
        "about": [
            [label, text]
            for label, text in (
                (_("Definition"), about.definition),
                (_("Counted"), about.numerator),
                (_("Out of"), about.denominator),
            )
            if text
        ],
        **matter,
    }


def as_whole(of: Card, state: State, found: contract.Judgement | None) -> contract.Judgement | None:
    """The judgement beside bars of directorates or services, which says that it is not of one of them."""
    if found is None or not of.by_part or any(state.of(name) for name in PLACE):
        return found
    return {**found, "of": _("Council as a whole, {of}", of=found["of"])}


def judgement(tiles: Sequence[Tile], measure: str, state: State, judged: Judged | None) -> contract.Judgement | None:
    """How the measure stands, from the tile that is about it; None where nothing judges it."""
    part = measure
    if judged and measure in judged.measures:
        areas = state.of(judged.by)
        part = areas[0] if len(areas) == 1 else judged.stands_for or measure
    found = next((one for one in tiles if one.key in (part, measure)), None)
    if not measure or found is None or found.status is None or found.status.code in UNJUDGED:
        return None
    return {**chip(found.status), "of": found.title, "value": found.value, "target": found.target}


def rows(table: Table) -> contract.Matter:
    """The table, without where its rows and cells lead."""
    marks = tuple({key: replace(one, link=None) for key, one in row.items()} for row in table.marks)
    return {"table": table_json(Table(table.columns, table.rows, marks=marks)), "rows": len(table.rows)}


def tile(one: Tile) -> contract.Tile:
    """A measure at a glance, with the first of its changes and with all that has been revised."""
    revised = [change for change in one.changes if change.direction == "revised"]
    moved = [change for change in one.changes if change.direction != "revised"]
    return {
        "title": one.title,
        "value": one.value,
        "cases": ", ".join(filter(None, (one.cases, one.interval))),
        "status": chip(one.status) if one.status else None,
        "target": one.target,
        "changes": [change.text for change in (*moved[:MOST_CHANGES], *revised)],
    }


def item(one: Item, palette: theme.Palette) -> contract.Item:
    """One thing that needs attention, with its past as a small picture."""
    return {
        **chip(one.status),
        "title": one.title,
        "sentence": one.sentence,
        "picture": sparkline(one.history, target=one.target, palette=palette),
        "link": one.link,
    }


def section(drawn: contract.Shown, of: Section) -> contract.Shown:
    """Passages under a heading."""
    return {
        **drawn,
        "headline": of.title,
        "text": " ".join(filter(None, (of.text, drawn["text"]))),
        "status": {**chip(of.status), "of": of.title, "value": "", "target": ""} if of.status else None,
        "passages": [passage(one) for one in of.passages],
    }


def passage(one: Passage) -> contract.Passage:
    """One thing told in words."""
    status = chip(one.status) if one.status else None
    return {"title": one.title, "text": one.text, "before": one.before, "status": status}
