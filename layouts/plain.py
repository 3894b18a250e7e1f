"""A page as plain HTML: its words and links, for browsers without scripts and for when a script did not come.

It is written from the layout itself, so that it says what the page says. What only a script can fill or answer
(charts, tabs, filters, buttons) is left out; the numbers behind the charts are linked as files instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

Json = dict[str, Any]

VOID = ("Br", "Hr", "Img")
CELLS = ("Td", "Th")  # an empty one keeps its place
LEFT_OUT = ("Button", "Input", "Store", "Location")
TAGS = {"Badge": "span"}  # of components that are not HTML's own
AS_THEY_ARE = ("id", "href", "src", "alt", "role", "scope", "aria-label", "aria-current", "aria-hidden")
ATTRIBUTES = {
    "className": "class",
    "class_name": "class",
    "colSpan": "colspan",
    "tabIndex": "tabindex",
    **{name: name for name in AS_THEY_ARE},
}
NOTICE = """<div class="plain-notice">
<p class="plain-scripts"><strong>Scrutiny needs JavaScript for its charts and filters.</strong>
It is switched off in this browser. This is the page as text.</p>
<p class="plain-missing" role="alert" hidden><strong>This page could not be opened in full.</strong>
A part of it did not arrive, so this is the page as text, without charts and filters.
<a href="">Open the page again</a>. If that does not help, tell the people who run the dashboard.</p></div>"""


def page(layout: Json) -> str:
    """The page with a notice of what is missing above its matter, and links to its numbers at the end."""
    links = "".join(f'<li><a href="{escape(address)}">{escape(title)}</a></li>' for title, address in files(layout))
    return (
        "<style>#react-entry-point { display: none }</style>"
        f'<div class="plain">{html(layout).replace("<main ", NOTICE + "<main ", 1)}'
        '<div class="plain-files" role="region" aria-label="Files"><h2>The numbers as files</h2>'
        f'<ul>{links}<li><a href="/api/v1/measures">Every measure, as JSON</a></li></ul></div></div>'
    )


def html(node: Any) -> str:
    """A component and all it holds, as HTML."""
    if isinstance(node, list):
        return "".join(map(html, node))
    if not isinstance(node, dict):
        return "" if node is None else escape(str(node))
    kind, props = node["type"], node["props"]
    inside = html(props.get("children"))
    empty = kind not in (*VOID, *CELLS) and not inside
    if kind in LEFT_OUT or props.get("hidden") or empty or (kind == "A" and "href" not in props):
        return ""
    tag = TAGS.get(kind, kind.lower())
    given = [f' {name}="{escape(str(props[key]))}"' for key, name in ATTRIBUTES.items() if props.get(key)]
    return f"<{tag}{''.join(given)}>" + ("" if kind in VOID else f"{inside}</{tag}>")


def files(layout: Any) -> Iterator[tuple[str, str]]:
    """Title and address of each file that the page offers."""
    if isinstance(layout, list):
        for node in layout:
            yield from files(node)
    elif isinstance(layout, dict):
        data = layout["props"].get("data") if layout["type"] == "Store" else None
        for one in [*data.get("cards", []), data.get("records")] if data else []:
            if one:
                yield f"{one['title']}, as CSV", one["csv"]
        yield from files(layout["props"].get("children"))
