"""The pieces of a report as HTML: words escaped, tables with captions and scopes, charts as drawings in the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from dashboard.basics.languages import N_, _
from dashboard.views.pieces import Status, Table
from dashboard.views.rendering import table_json

LONG = 48  # letters
SCROLLS = N_("A large table: the arrow keys move it.")
MOST_UPRIGHT = 9  # columns that fit on upright paper
USED = re.compile(r'(?:url\(#|href="#)([^)"]+)')


def element(tag: str, *children: str, **attributes: str | None) -> str:
    """`<p class="note">…</p>`; children are markup already, attributes are not. `class_` and `aria_label` become
    `class` and `aria-label`; an attribute of None is left out."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{''.join(children)}</{tag}>"


def words(tag: str, text: str, **attributes: str | None) -> str:
    """An element around a text; nothing where there is no text."""
    return element(tag, escape(text, quote=False), **attributes) if text else ""


def each(tag: str, texts: Iterable[str], **attributes: str | None) -> str:
    """An element around each text."""
    return "".join(words(tag, text, **attributes) for text in texts)


def pairs(found: Iterable[tuple[str, str]], **attributes: str | None) -> str:
    """Names and what they stand for, as a list; those that stand for nothing are left out."""
    kept = [element("div", words("dt", name), words("dd", value)) for name, value in found if value]
    return element("dl", *kept, **attributes) if kept else ""


def status(found: Status | None) -> str:
    """A judgement in word and shape on its colour."""
    return chip(found.code, found.word, found.shape) if found else ""


def chip(code: str, word: str, shape: str) -> str:
    """The same from its parts."""
    drawn = words("span", shape, class_="shape", aria_hidden="true")
    return element("span", drawn, words("span", word), class_=f"status status-{code.replace('_', '-')}")


def table(found: Table, caption: str, number: int) -> str:
    """The table, whole; where it is wider than the screen it moves within its own box."""
    drawn = table_json(found)
    kinds = ["numeric" if column["numeric"] else None for column in drawn["columns"]]
    heads = [column["label"] for column in drawn["columns"]]
    rows = [[cell(value, kind) for value, kind in zip(cells, kinds, strict=True)] for cells in drawn["rows"]]
    if not rows:
        return words("p", _("The table has no rows."), class_="note")
    return grid(heads, rows, caption, number, kinds, whole=found.whole)


def cell(value: Any, kind: str | None = None) -> str:
    """What stands in a cell: text, a number as it is judged or with what stands small beside it, or a judgement."""
    if isinstance(value, dict) and "text" in value:
        judged = value["judged"]
        return chip(judged["status"], value["text"], judged["shape"]) if judged else words("span", value["text"])
    if isinstance(value, dict):
        return chip(value["status"], value["word"], value["shape"])
    number, _rest, cases = str(value).partition("\n") if kind else (str(value), "", "")
    beside = f" {words('small', cases)}" if cases else ""
    return escape(number, quote=False) + beside


def grid(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    caption: str,
    number: int,
    kinds: Sequence[str | None] = (),
    *,
    whole: bool = False,
) -> str:
    """A table of cells that are markup already; the first of each row names it. One that is `whole` is shown at its
    full height."""
    kinds = kinds or [None] * len(heads)
    name = f"table-{number}"
    head = element(
        "tr", *(words("th", text or "–", scope="col", class_=k) for text, k in zip(heads, kinds, strict=True))
    )
    body = [
        element(
            "tr",
            *(
                element("td", inside, class_=kind or length(inside)) if place else element("th", inside, scope="row")
                for place, (inside, kind) in enumerate(zip(row, kinds, strict=True))
            ),
        )
        for row in rows
    ]
    drawn = element(
        "table",
        words("caption", caption, id=name, class_="visually-hidden"),
        element("thead", head),
        element("tbody", *body),
    )
    # what the keyboard stops at; the style sheet shows it where the table is larger than its box
    reach = element("span", words("span", _(SCROLLS), class_="visually-hidden"), class_="reach", tabindex="0")
    kind = "scroll whole" if whole else "scroll"
    return element("div", reach, drawn, class_=kind, role="group", aria_labelledby=name)


def length(inside: str) -> str | None:
    """`long` for a cell that needs a wide column, so that a note does not become a narrow tower."""
    return "long" if len(inside) > LONG and not inside.startswith("<") else None


def width(columns: int) -> str | None:
    """`wide` for what holds a table of so many columns that paper has to be turned for it."""
    return "wide" if columns > MOST_UPRIGHT else None


def drawing(svg: bytes, number: int, alternative: str) -> str:
    """A chart in the page: with a text in its place for who cannot see it, in the page's typeface, and with names
    that no other drawing of the page has."""
    text = svg.decode("utf-8")
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"font-family: [^;\"]*;? ?", "", text)
    text = re.sub(r"(?<=[>\"])\s*\n\s*", " ", text)
    used = set(USED.findall(text))
    text = re.sub(r' id="([^"]+)"', lambda m: f' id="d{number}-{m[1]}"' if m[1] in used else "", text)
    text = re.sub(r'(url\(#|href="#)', rf"\g<1>d{number}-", text)
    text = re.sub(r' (?:width|height)="[\d.]+pt"', "", text, count=2)
    return text.replace("<svg", f'<svg role="img" aria-label="{escape(alternative)}" class="chart"', 1)
