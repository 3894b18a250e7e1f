"""What the browser's scripts fill a page with, as HTML: tables, filters, records, slides.

assets/scripts has the same for each click: tables.js, controls.js, filters.js, records.js, present/matter.js. Both read
what dashboard/views/contract.py describes, so that a page says the same before its scripts have come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, cast
from urllib.parse import parse_qsl

from dashboard.basics.formatting import NOTHING
from dashboard.basics.languages import _
from dashboard.figures.theme import CHART_HEIGHT
from dashboard.pages.form import FORM, OPENING
from dashboard.views import contract

SHORT, LONG = 16, 48  # letters: fewer are kept in one line, more may take a wide column
MORE = ("basis", "scheme")  # controls under "More"
OF_A_LIST = ("page", "find")  # what a control changes, and the form need not keep
SHADES = {"ascending": " ▲", "descending": " ▼", "none": ""}


def gap() -> str:
    """A dash, which is heard as words."""
    return f'<span aria-hidden="true">{NOTHING}</span><span class="visually-hidden">{text(_("not available"))}</span>'


def text(words: Any) -> str:
    """Words as they may stand between tags and in an attribute."""
    return escape(str(words))


def link(address: str, words: str, **more: str) -> str:
    """A link."""
    given = "".join(f' {name.strip("_").replace("_", "-")}="{text(value)}"' for name, value in more.items())
    return f'<a href="{text(address)}"{given}>{text(words)}</a>'


# ---- tables ----


def chip(shown: contract.Chip) -> str:
    """A judgement as word, shape and colour."""
    shape = f'<span class="shape" aria-hidden="true">{text(shown["shape"])}</span>'
    return f'<span class="status status-{text(shown["status"])}">{shape}<span>{text(shown["word"])}</span></span>'


def table(shown: contract.Table, title: str) -> str:
    """A table with its caption."""
    rows = shown["rows"]
    matrix = any(is_mark(cell) for row in rows for cell in row)
    kinds = " ".join(name for name, holds in (("whole", shown["whole"]), ("matrix", matrix)) if holds)
    heads = "".join(map(head, shown["columns"]))
    body = "".join(row_of(shown, place) for place in range(len(rows)))
    return (
        f'<table class="{kinds}"><caption class="visually-hidden">{text(title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def head(column: contract.Heading) -> str:
    """The head of a column, which may sort by it."""
    kind = ' class="numeric"' if column["numeric"] else ""
    if "sort" not in column:
        return f'<th scope="col"{kind}>{text(column["label"])}</th>'
    direction = column["direction"]
    mark = f'<span aria-hidden="true">{SHADES[direction]}</span>'
    name = f'<a href="{text(column["sort"])}">{text(column["label"])}{mark}</a>'
    return f'<th scope="col"{kind} aria-sort="{direction}">{name}</th>'


def row_of(shown: contract.Table, place: int) -> str:
    """A row: its name, which may lead somewhere, and its cells. A name that heads several rows is printed once."""
    rows, links, columns = shown["rows"], shown["links"], shown["columns"]
    first, *others = rows[place]
    leads = links[place] if links else None
    again = place > 0 and not leads and rows[place - 1][0] == first
    name = inside(first, numeric=False)
    if isinstance(first, str) and (leads or again):
        name = link(leads, first) if leads else f'<span class="visually-hidden">{text(first)}</span>'
    cells = "".join(
        f'<td class="{kind_of(cell, column["numeric"])}">{inside(cell, numeric=column["numeric"])}</td>'
        for cell, column in zip(others, columns[1:], strict=True)
    )
    kind = kind_of(first, columns[0]["numeric"])
    return f'<tr{" class=again" if again else ""}><th scope="row" class="{kind}">{name}</th>{cells}</tr>'


def is_mark(cell: contract.Cell) -> bool:
    """Whether a cell is a number with what it is beside its text."""
    return not isinstance(cell, str) and "text" in cell


def kind_of(cell: contract.Cell, numeric: bool) -> str:
    """The classes of a cell, by what it holds."""
    mark = cast("contract.Mark", cell) if is_mark(cell) else None
    words = mark["text"] if mark else cell
    length = len(words) if isinstance(words, str) else SHORT
    width = "numeric" if numeric else "short" if length < SHORT else "long" if length > LONG else ""
    judged = mark and mark["judged"]
    shade = f" status-{judged['status']}" if judged else f" {mark['shade']}" if mark else ""
    return width + (" nothing" if words == NOTHING else "") + shade


def inside(cell: contract.Cell, *, numeric: bool) -> str:
    """A cell's text, its number with its mark, or judgement; what stands in a number's second line is small."""
    if is_mark(cell):
        return marked(cast("contract.Mark", cell))
    if not isinstance(cell, str):
        return chip(cast("contract.Chip", cell))
    value, _rest, cases = cell.partition("\n") if numeric else (cell, "", "")
    return (gap() if value == NOTHING else text(value)) + (f" <small>{text(cases)}</small>" if cases else "")


def marked(mark: contract.Mark) -> str:
    """A number that may lead to what it is of; its judgement is a shape that is heard as a word."""
    judged, words = mark["judged"], text(mark["text"])
    if judged:
        word = f'<span class="visually-hidden">, {text(judged["word"].lower())}</span>'
        words = f'<span class="shape" aria-hidden="true">{text(judged["shape"])}</span>{words}{word}'
    return f'<a href="{text(mark["link"])}">{words}</a>' if mark["link"] else f"<span>{words}</span>"


# ---- cards and records ----


def of_page(page: str, data: contract.Page) -> dict[str, str]:
    """What fills a page about data, by the id of the element in whose place it stands."""
    filled = {"app-sources": f'<p id="app-sources" class="sources">{text(data["sources"])}</p>'}
    if data["filters"]:
        filled["app-filters"] = filters(data["filters"], data["query"])
    for card in data["cards"]:
        filled |= of_card(f"{page}-{card['key'].replace('_', '-')}", card)
    if data["records"]:
        name = f"{page}-records"
        filled[name] = records(name, data["records"], data["query"])
    return filled


def of_card(name: str, card: contract.Card) -> dict[str, str]:
    """What fills a card: the table, in a box as high as the chart will be, and its ways out."""
    shown = table(card["table"], card["title"])

    def panel(kind: str, more: str = "", style: str = "") -> str:
        return (
            f'<div id="{name}-{kind}-panel" class="panel panel-table{more}" role="group" tabindex="0"'
            f' aria-label="{text(_("Table: {title}", title=card["title"]))}"{style}>{shown}</div>'
        )

    ways = (("csv", _("Download CSV"), ""), ("present", _("Present"), " present-link"))
    links = {
        f"{name}-{key}-link": link(
            card["csv"] if key == "csv" else card["present"],
            word,
            id=f"{name}-{key}-link",
            class_=f"quiet-link{more}",
            aria_label=f"{word}: {card['title']}",
        )
        for key, word, more in ways
    }
    note = re.sub(r"(Select [^.]*\.)", r'<span class="with-chart">\1</span>', text(card["note"]))
    menu = text(_("Present or download: {title}", title=card["title"]))
    return {
        **links,
        f"{name}-menu-summary": (
            f'<summary id="{name}-menu-summary" aria-label="{menu}">{text(_("Present or download"))}</summary>'
        ),
        f"{name}-chart-panel": panel("chart", " before-chart", f' style="{heights(card["figure"])}"'),
        f"{name}-table-panel": panel("table"),
        f"{name}-note": f'<p id="{name}-note" class="note">{note}</p>',
    }


def heights(figure: contract.Figure | None) -> str:
    """How high the chart will be, and how high where it is narrow, as a style."""
    layout: Mapping[str, Any] = figure["layout"] if figure else {}
    wide = layout.get("height", CHART_HEIGHT)
    narrow = layout.get("meta", {}).get("narrow", {}).get("height", wide)
    return f"--wide-height: calc({wide} * var(--pixel)); --narrow-height: calc({narrow} * var(--pixel))"


def records(name: str, shown: contract.Records, query: str) -> str:
    """The list of records, with the ways to sort, find and page it."""
    close = link(shown["close"] or "", _("Close the list"), id=f"{name}-close-link", class_="quiet-link")
    summary = f'<p id="{name}-summary" class="finding">{text(shown["summary"])}</p>' if shown["summary"] else ""
    listed = table(shown, shown["title"]) if shown["rows"] else f"<p>{text(_('No record matches.'))}</p>"
    ways = (
        ("previous", _("Previous page"), ""),
        ("next", _("Next page"), ""),
        ("csv", _("Download all as CSV"), "quiet-link"),
    )
    paging = "".join(
        link(address, words, id=f"{name}-{key}-link", class_=kind)
        for key, words, kind in ways
        if (address := cast("Mapping[str, str | None]", shown)[key])
    )
    find = (
        f'<form class="records-tools" role="search" aria-label="{text(_("Records"))}">{kept(query, OF_A_LIST)}'
        f'<label for="{name}-find-input">{text(_("Find in these records"))}</label>'
        f'<input id="{name}-find-input" type="search" name="find" value="{text(shown["find"])}">'
        f'<button class="form-button">{text(_("Find"))}</button>'
        f'<p id="{name}-count" class="note">{text(shown["shown"])}</p></form>'
    )
    return (
        f'<section id="{name}" class="records" aria-labelledby="{name}-title"><div class="card-head">'
        f'<h2 id="{name}-title" class="card-title">{text(shown["title"])}</h2>{close if shown["close"] else ""}</div>'
        f'{summary}{find}<div id="{name}-table" class="scroll" tabindex="0" role="group"'
        f' aria-labelledby="{name}-title">{listed}</div><p class="paging">{paging}</p></section>'
    )


# ---- filters ----


def filters(shown: contract.Filters, query: str) -> str:
    """The filters as a form, which asks for what the scripts would ask for: dashboard/pages/form.py."""
    controls = shown["controls"]
    asked = dict(parse_qsl(query.lstrip("?")))
    from_ = "".join(hidden(FORM, asked[name]) for name in OPENING if name in asked)
    boxes = [control(name, one, asked) for name, one in controls.items() if name not in MORE]
    more = [control(name, one, asked) for name, one in controls.items() if name in MORE]
    if more:
        boxes.append(disclosure("more", _("More"), _("Options"), f'<div class="choices">{"".join(more)}</div>'))
    clear = (
        link(shown["clear"], _("Clear filters"), id="app-filter-clear-link", class_="clear") if shown["clear"] else ""
    )
    return (
        f'<form id="app-filters" class="filter-strip" role="search" aria-label="{text(_("Filters"))}">'
        f'{from_}{kept(query, (*controls, "page"))}<a class="filter-open" href="#app-filters">'
        f"<span>{text(_('Filters'))}</span>"
        f"<span>{text(summary_of(controls))}</span></a>"
        f'<div id="app-filter-controls" class="filter-controls">{"".join(boxes)}{clear}'
        f'<button class="form-button">{text(_("Show"))}</button></div></form>'
    )


def summary_of(controls: Mapping[str, contract.OneOf | contract.SeveralOf]) -> str:
    """The quarter and how much is chosen."""
    quarter = cast("contract.OneOf", controls["quarter"]) if "quarter" in controls else None
    chosen = sum(len(several(one)["values"]) for one in controls.values() if "values" in one)
    shown = next((words for value, words in quarter["options"] if value == quarter["value"]), "") if quarter else ""
    return shown + (_(", {chosen} chosen", chosen=chosen) if chosen else "")


def kept(query: str, names: Iterable[str]) -> str:
    """What the address says beside these words, for a form to say it too."""
    return "".join(hidden(name, value) for name, value in parse_qsl(query.lstrip("?")) if name not in tuple(names))


def hidden(name: str, value: str) -> str:
    """What a form says without asking."""
    return f'<input type="hidden" name="{text(name)}" value="{text(value)}">'


def control(name: str, shown: contract.OneOf | contract.SeveralOf, asked: Mapping[str, str]) -> str:
    """One filter. Of the usual choice an address says nothing, where it has not been asked for."""
    own = f"app-filter-{name}"
    if "values" in shown:
        shown = several(shown)
        ticks = "".join(
            f'<label><input type="checkbox" name="{text(name)}" value="{text(value)}"'
            f"{' checked' if value in shown['values'] else ''}><span>{text(words)}</span></label>"
            for value, words in shown["options"]
        )
        legend = f'<legend class="visually-hidden">{text(shown["label"])}</legend>'
        inside = f'<fieldset class="choices" id="{own}-choices">{legend}{ticks}</fieldset>'
        return disclosure(name, shown["label"], chosen_text(shown), inside, chosen=bool(shown["values"]))
    if name == "council" and len(shown["options"]) < 2:
        return hidden(name, shown["value"])
    options = "".join(
        f'<option value="{text("" if value == shown["value"] and name == "scheme" and name not in asked else value)}"'
        f"{' selected' if value == shown['value'] else ''}>{text(words)}</option>"
        for value, words in shown["options"]
    )
    hint = f'<span class="control-hint" aria-hidden="true">{_("press Enter")}</span>' if name in OPENING else ""
    label = f'<label for="{own}-select">{text(shown["label"])}{hint}</label>'
    select = f'<select id="{own}-select" name="{text(name)}">{options}</select>'
    return f'<div class="control" data-filter="{text(name)}">{label}{select}</div>'


def several(shown: contract.OneOf | contract.SeveralOf) -> contract.SeveralOf:
    """A filter from which any number are chosen, as what it is."""
    return cast("contract.SeveralOf", shown)


def disclosure(name: str, label: str, words: str, inside: str, *, chosen: bool = False) -> str:
    """What opens under its label."""
    own = f"app-filter-{name}"
    return (
        f'<div class="control several{" chosen" if chosen else ""}" data-filter="{text(name)}">'
        f'<span class="label" id="{own}-label">{text(label)}</span><details id="{own}-details">'
        f'<summary aria-labelledby="{own}-label {own}-text"><span id="{own}-text">{text(words)}</span></summary>'
        f"{inside}</details></div>"
    )


def chosen_text(shown: contract.SeveralOf) -> str:
    """What a control says is chosen."""
    labels = [words for value, words in shown["options"] if value in shown["values"]]
    return _("{count} chosen", count=len(labels)) if len(labels) > 1 else labels[0] if labels else shown["all"]


# ---- slides ----


def of_slide(slide: contract.Slide) -> dict[str, str]:
    """What fills a presentation, by the id of the element in whose place it stands."""
    place = f'<span id="present-place" class="place">{slide["place"]} of {slide["count"]}</span>'
    moves = "".join(
        link(address, words, class_="leave")
        for words, address in ((_("Previous"), slide["ways"]["previous"]), (_("Next"), slide["ways"]["next"]))
        if address
    )
    filled = {
        "kicker": f'<p id="present-kicker" class="kicker"><strong>{text(slide["where"])}</strong>'
        f" · {text(slide['title'])}</p>",
        "text": f'<p id="present-text" class="slide-text">{text(slide["text"])}</p>' if slide["text"] else "",
        "notices": "".join(f"<p>{text(one)}</p>" for one in slide["notices"]),
        "status": f'<p id="present-status" class="slide-status">{judgement(slide["status"])}</p>',
        "body": f'<div id="present-body" class="slide-body">{"".join(matter(slide))}</div>',
        "place": place + moves,
        "back-link": link(slide["back"], _("Leave"), id="present-back-link", class_="leave"),
    }
    return {f"present-{name}": words for name, words in filled.items()}


def judgement(shown: contract.Judgement | None) -> str:
    """How the slide's measure stands, in words."""
    if not shown:
        return ""
    value = f"<strong>{text(shown['value'])}</strong>" if shown["value"] else ""
    return f"{text(shown['of'])}: {value}{chip(shown)}{text(shown['target'])}"


def matter(slide: contract.Slide) -> Iterator[str]:
    """What a slide has to look at, where that is no chart."""
    if "items" in slide:
        rows = (
            f"<li>{chip(item)}<p>{link(item['link'], item['title']) if item['link'] else text(item['title'])}: "
            f"{text(item['sentence'])}</p></li>"
            for item in slide["items"]
        )
        yield f'<ol class="slide-items">{"".join(rows)}</ol>'
    elif "tiles" in slide:
        yield f'<ul class="slide-tiles">{"".join(map(tile, slide["tiles"]))}</ul>'
    elif "passages" in slide:
        yield f'<ul class="slide-passages">{"".join(map(passage, slide["passages"]))}</ul>'
    elif "table" in slide:
        yield (
            f'<div class="slide-table" tabindex="0" role="region" aria-label="{text(slide["title"])}">'
            f"{table(slide['table'], slide['title'])}</div>"
        )


def tile(shown: contract.Tile) -> str:
    """A measure at a glance."""
    status = f'<p class="tile-status">{chip(shown["status"])}{text(shown["target"])}</p>' if shown["status"] else ""
    changes = "".join(f'<p class="cases">{text(one)}</p>' for one in shown["changes"])
    return (
        f'<li><h2>{text(shown["title"])}</h2><p class="figure">{text(shown["value"])}</p>'
        f'<p class="cases">{text(shown["cases"])}</p>{status}{changes}</li>'
    )


def passage(shown: contract.Passage) -> str:
    """One thing told in words."""
    title = f"<h2>{text(shown['title'])}</h2>" if shown["title"] else ""
    words = f"<p>{text(shown['text'])}</p>" if shown["text"] else ""
    before = f'<p class="cases">{text(shown["before"])}</p>' if shown["before"] else ""
    return f"<li>{chip(shown['status']) if shown['status'] else ''}<div>{title}{words}{before}</div></li>"
