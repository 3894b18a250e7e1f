"""A view as plain JSON: what the browser needs to draw cards, tables and filter controls.

Cells are written here, once, with the same formatting as everywhere, so that the browser never formats
a number. The scripts read this and nothing else; dashboard/views/contract.py says key by key what it holds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.basics import formatting
from dashboard.basics.languages import ENGLISH, N_, _, spoken
from dashboard.basics.paragraphs import blocks
from dashboard.catalogue.datasets import PLACE
from dashboard.figures import Plot, for_browser
from dashboard.figures.theme import LIGHT, Palette
from dashboard.pages.filters import BASES, SCHEMES, YEARS_BACK, Offer, State
from dashboard.pages.registry import MEASURE, PRESENT, Page, page_called
from dashboard.views import contract
from dashboard.views.pieces import Card, Column, Mark, Quote, Records, Status, Table, View

LABELS = {
    "council": N_("Council"),
    "measure": N_("Measure"),
    "quarter": N_("Quarter"),
    "years": N_("Looking back"),
    "basis": N_("Figures"),
    "scheme": N_("Status words"),
}
PERIOD_LABELS = {"quarter": N_("Quarter"), "half_year": N_("Half-year"), "year": N_("Year")}
YEARS_LABELS = {"1": N_("1 year"), "2": N_("2 years"), "3": N_("3 years"), "5": N_("5 years"), "all": N_("All years")}
BASIS_LABELS = {"latest": N_("Latest"), "first_published": N_("As first published")}
SCHEME_LABELS = {"rag": N_("Green, amber, red"), "achieved_failed": N_("Achieved or failed")}

WRITERS: Mapping[str, Callable[[Any, int], str]] = {
    "count": formatting.number,
    "number": formatting.number,
    "signed": formatting.signed,
    "days": formatting.number,
    "percent": formatting.percent,
    "points": formatting.points,
    "gbp": formatting.pounds,
    "minutes": formatting.minutes,
}
CHANGE_UNITS = {"percent": ("point", "points")}


def as_json(view: View, offer: Offer, page: Page, *, scheme: str = SCHEMES[0]) -> contract.Drawing:
    """Everything the browser needs for this state beyond the header; `scheme` is the status scheme shown first."""
    query = view.state.query()
    return {
        "query": query,
        "title": document_title(view, offer),
        "announce": view.headline,
        "sources": view.sources,
        "filters": filters_json(view.state, offer, page, scheme),
        "cards": [card_json(card, view, offer, page) for card in view.cards],
        "records": records_json(view.records, view, page) if view.records else None,
    }


def document_title(view: View, offer: Offer) -> str:
    """What tabs and the history call a view: `Complaints, Planning, Q4 2019/20, Medway - Scrutiny`."""
    state = view.state
    records = _("records") if state.records else ""
    parts = (view.title, records, state.filters_sentence(offer), state.quarter.label, offer.councils.get(state.council))
    return _("{filter} - Scrutiny", filter=", ".join(filter(None, parts)))


def card_json(card: Card, view: View, offer: Offer, page: Page) -> contract.Card:
    """A card: its words, its figure, its table as text and where its numbers come from."""
    return {
        "key": card.key,
        "title": card.title,
        "finding": card.finding,
        "headline": card.headline,
        "described": card.described,
        "note": card.note,
        "quotes": [quote_json(quote) for quote in card.quotes],
        "figure": figure_json(card.figure) if card.figure else None,
        "table": table_json(card.table),
        "about": {
            "definition": card.about.definition,
            "numerator": card.about.numerator,
            "denominator": card.about.denominator,
            "queries": list(card.about.queries),
            "source": card.about.source or view.extract or view.sources,
            "more": measure_address(card, view.state, page),
        },
        "csv": f"/download/{page.key}/{card.key}.csv{view.state.query()}",
        "present": present_address(page, view.state, card.key),
        "file": file_stem(page.key, card.key, view.state),
        "filters": when_and_where(view.state, view.state.filters_sentence(offer), whole=card.council_wide),
        "caption": captioned(card),
        "origin": without_checksum(card.about.source),
    }


def when_and_where(state: State, filters: str, *, whole: bool = False) -> str:
    """`Q4 2019/20 · Housing Options`; of what is of the `whole` council whatever is chosen, that it is."""
    return " · ".join(filter(None, (state.quarter.label, filters and (_("council as a whole") if whole else filters))))


def captioned(card: Card) -> str:
    """A card's caption for slides and pictures, at whose foot it stands once that records are illustrative."""
    return card.caption.replace(_("Illustrative records."), "").strip()


def without_checksum(source: str) -> str:
    """A source for who reads rather than checks."""
    return re.sub(r", SHA-256 [0-9a-f]+", "", source)


def quote_json(quote: Quote) -> contract.Quote:
    """What the council says, part by part."""
    return {
        "heading": quote.heading,
        "mark": quote.mark,
        "text": told_json(quote.text, quote.lang),
        "rest": told_json(quote.rest, quote.lang),
        "doubt": quote.doubt,
        "older": quote.older,
    }


def told_json(text: str, lang: str | None) -> list[contract.Told]:
    """A text in its paragraphs and points."""
    return [{"lines": list(one.lines), "points": one.points, "lang": lang} for one in blocks(text)]


def figure_json(plot: Plot, palette: Palette = LIGHT) -> contract.Figure:
    """A chart as the scripts hand it to Plotly."""
    figure = for_browser(plot, palette)
    return {"data": figure["data"], "layout": figure["layout"]}


def chip(status: Status) -> contract.Chip:
    """A judgement as the browser draws it."""
    return {"status": status.code.replace("_", "-"), "word": status.word, "shape": status.shape}


def measure_address(card: Card, state: State, page: Page) -> str | None:
    """The address of everything about the card's measure; None where it has none, or is on that page already.

    Filters go along where the measure's own data have them.
    """
    measure = card.about.measure
    if not measure or page.key == MEASURE:
        return None
    nothing = {} if card.about.dataset == page.dataset else state.unfiltered
    closed = {"records": "", "find": "", "sort": "", "page": 1, "years": "3"}
    return page_called(MEASURE).path + state.query(**nothing, **closed, month="", measure=measure)


def present_address(page: Page, state: State, card: str = "") -> str:
    """The address of a presentation of this page as it stands, from its first slide or from this card; the start
    page's is of every theme."""
    agenda = f"&slides={page.key}" if page.path != "/" else ""
    start = f"&slide={page.key}:{card}" if card else ""
    return page_called(PRESENT).path + state.query(records="", find="", sort="", page=1) + agenda + start


def table_json(table: Table) -> contract.Table:
    """Headings and rows of text (a status as its parts), with the query string each row leads to."""
    return {
        "columns": [{"label": column.label, "numeric": column.kind not in TEXT_KINDS} for column in table.columns],
        "rows": [
            [marked(cell(row, column), marks.get(column.key)) for column in table.columns]
            for row, marks in table.marked()
        ],
        "links": list(table.links) if any(table.links) else [],
        "whole": table.whole,
    }


def marked(written: str | contract.Chip, mark: Mark | None) -> contract.Cell:
    """A cell with what it is beside its text."""
    if mark is None or not isinstance(written, str):
        return written
    judged = chip(mark.status) if mark.status else None
    shade = "few" if mark.few else f"tone-{mark.tone}"
    return {"text": written, "link": mark.link, "judged": judged, "shade": shade}


TEXT_KINDS = ("text", "date", "status")


def cell(row: Mapping[str, Any], column: Column) -> str | contract.Chip:
    """A row's value as its column writes it, what stands beside it in a second line; `—` where there is none. A status
    is drawn by the browser."""
    if column.beside:
        alone, known = cell(row, replace(column, beside=())), all(row.get(one.key) is not None for one in column.beside)
        return f"{alone}\n{_(' of ').join(str(cell(row, one)) for one in column.beside)}" if known else alone
    value = row.get(column.key)
    if value is None:
        return formatting.NOTHING
    if isinstance(value, str):
        return value
    if column.kind == "in_unit":
        usual = column.decimals if row["unit"] in ("percent", "fte") else 0
        return formatting.in_unit(value, row["unit"], row.get("decimals", usual))
    if column.kind == "change_in_unit":
        one_unit, many = CHANGE_UNITS.get(row["unit"], ("", ""))
        return formatting.moved(value, column.decimals if row["unit"] == "percent" else 0, one_unit, many)
    if column.kind in WRITERS:
        return WRITERS[column.kind](value, column.decimals)
    if isinstance(value, Status):
        return chip(value)
    if isinstance(value, dt.date):
        # Three letters of the month, so that dates under each other line up.
        return f"{value.day} {formatting.month(value)[:3]} {value.year}"
    return str(value)


def file_stem(page: str, card: str, state: State) -> str:
    """A file name that says what is in it: `complaints-timeliness-medway-2019-20-Q4-housing-options`."""
    words = [page, card, state.council, state.quarter.id, state.month]
    words[4:4] = [value for _rest, values in state.chosen for value in values]
    parts = [re.sub(r"[^A-Za-z0-9]+", "-", word).strip("-") for word in words if word]
    return "-".join(parts)[:120].rstrip("-")


def filters_json(state: State, offer: Offer, page: Page, scheme: str) -> contract.Filters:
    """The filter controls: their choices, what is chosen, and the address without any choice."""
    cleared = {**state.unfiltered, "month": "", "page": 1}
    chosen = bool(state.chosen or state.month)
    labels = {
        **{name: _(label) for name, label in LABELS.items()},
        **offer.dimensions,
        "quarter": _(PERIOD_LABELS[state.quarter.kind]),
    }
    choices: dict[str, tuple[str | tuple[str, ...], Mapping[str, str]]] = {
        "council": (state.council, offer.councils),
        "measure": (state.measure, offer.words("measure")),
        "quarter": (state.quarter.id, {q.id: q.label for q in reversed(offer.quarters)}),
        "years": (state.years, {key: _(YEARS_LABELS[key]) for key in YEARS_BACK}),
        "directorate": (state.of("directorate"), {name: name for name in offer.directorates()}),
        "service": (state.of("service"), {name: name for name in offer.services(state.of("directorate"))}),
        **{name: (state.of(name), offer.words(name)) for name in offer.dimensions if name not in PLACE},
        "basis": (state.basis, {key: _(BASIS_LABELS[key]) for key in BASES}),
        "scheme": (state.scheme or scheme, {key: _(SCHEME_LABELS[key]) for key in SCHEMES}),
    }
    return {
        "controls": {name: control(labels[name], *choices[name]) for name in page.filters if choices[name][1]},
        "services": {name: offer.services([name]) for name in offer.directorates()},
        "clear": state.query(**cleared) if chosen else None,
    }


def control(
    label: str, chosen: str | tuple[str, ...], labels: Mapping[str, str]
) -> contract.OneOf | contract.SeveralOf:
    """A control from which one is chosen, or any number: then none chosen means all."""
    options = [[key, word] for key, word in labels.items()]
    if isinstance(chosen, str):
        return {"value": chosen, "options": options, "label": label, "all": None}
    return {"values": list(chosen), "options": options, "label": label, "all": everything_of(label)}


def everything_of(label: str) -> str:
    """What a filter says that lets all through: `All categories`, `All statuses`. How words end where there are several
    is known of English alone."""
    if spoken() != ENGLISH:
        return _("{label}: all", label=label)
    word = label.lower()
    return f"All {word[:-1]}ies" if word.endswith("y") else f"All {word}es" if word.endswith("s") else f"All {word}s"


def records_json(records: Records, view: View, page: Page) -> contract.Records:
    """The list of records: sorting, paging and closing are addresses."""
    state = view.state
    descending, key = state.sort.startswith("-"), state.sort.removeprefix("-")
    table = table_json(records.table)
    columns: list[contract.Heading] = []
    for column, plain in zip(records.table.columns, table["columns"], strict=True):
        # A column of labels is sorted by its codes, which carry the name without the ending.
        by = column.key.removesuffix("_label")
        turned = f"-{by}" if by == key and not descending else by
        direction: contract.Direction = ("descending" if descending else "ascending") if by == key else "none"
        columns.append({**plain, "sort": state.query(sort=turned, page=1), "direction": direction})
    return {
        **table,
        "columns": columns,
        "title": records.title,
        "summary": records.summary,
        "total": records.total,
        "shown": _(
            "Page {page} of {pages}, {total}",
            page=records.page,
            pages=formatting.number(records.pages),
            total=formatting.plural(records.total, records.noun),
        )
        if records.total
        else _("No records found"),
        "find": state.find,
        "previous": state.query(page=records.page - 1) if records.page > 1 else None,
        "next": state.query(page=records.page + 1) if records.page < records.pages else None,
        "close": state.query(records="", find="", sort="", page=1) if records.closable else None,
        "csv": f"/download/{page.key}/records.csv{state.query(page=1)}",
    }
