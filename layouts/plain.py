"""A page as plain HTML: what a reader sees until the scripts have come, and all there is for browsers without them.

It is written from the layout itself, so that it says what the page says, and has its places and sizes, so that nothing
moves when the dashboard takes over. Filters and links lead to the addresses that the dashboard would lead to. What only
a script can answer (charts, tabs, buttons) is left out: a chart's table stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType
from typing import Any

from dashboard.basics.languages import N_, _
from layouts import filling

Json = dict[str, Any]

VOID = ("Br", "Hr", "Img")
CELLS = ("Td", "Th")  # an empty one keeps its place
PLACES = ("quotes", "changes", "sources", "looks")  # so do these
LEFT_OUT = ("Button", "Input", "Store", "Location")
TAGS = {"Badge": "span"}  # of components that are not HTML's own
AS_THEY_ARE = ("id", "href", "lang", "src", "alt", "role", "scope")
ATTRIBUTES = {
    "className": "class",
    "class_name": "class",
    "colSpan": "colspan",
    "hrefLang": "hreflang",
    "tabIndex": "tabindex",
    **{name: name for name in AS_THEY_ARE},
}
NOTHING: Mapping[str, str] = MappingProxyType({})
NOTICE = """<div class="plain-notice">
<noscript><p class="plain-scripts">SCRIPTS</p></noscript>
<p class="plain-missing" role="alert" hidden>MISSING</p></div>"""
NO_SCRIPTS = N_(
    "<strong>Scrutiny needs JavaScript for its charts.</strong>\nIt is switched off in this browser. This is the page "
    "with its tables. Filters work by their button."
)
NOT_WHOLE = N_(
    "<strong>This page could not be opened in full.</strong>\nA part of it did not arrive, so this is the page with "
    'its tables, without charts.\n<a href="">Open the page again</a>. If that does not help, tell the people who run '
    "the dashboard."
)


def page(layout: Json) -> str:
    """The page with a notice of what is missing above its matter, and links to its numbers at the end.

    One that a script has to fill is marked: the script then takes over from it, otherwise Dash alone does.
    """
    links = "".join(f'<li><a href="{escape(address)}">{escape(title)}</a></li>' for title, address in files(layout))
    data = stored(layout)
    filled = filling.of_slide(data) if "ways" in data else NOTHING  # type: ignore[arg-type]
    if "cards" in data:
        filled = filling.of_page(layout["props"]["data-page"], data)  # type: ignore[arg-type]
    return (
        f'<div id="app-plain" class="plain"{" data-filled" if data else ""}>'
        f"{html(layout, filled).replace('<main ', notice() + '<main ', 1)}"
        f'<div class="plain-files" role="region" aria-label="{_("Files")}"><h2>{_("The numbers as files")}</h2>'
        f'<ul>{links}<li><a href="/api/v1/measures">{_("Every measure, as JSON")}</a></li></ul></div></div>'
    )


def notice() -> str:
    """That scripts do not run, or that a part of the page did not come."""
    return NOTICE.replace("SCRIPTS", _(NO_SCRIPTS)).replace("MISSING", _(NOT_WHOLE))


def html(node: Any, filled: Mapping[str, str] = NOTHING) -> str:
    """A component and all it holds, as HTML; `filled` are elements as they are when a script has filled them, by id."""
    if isinstance(node, list):
        return "".join([html(one, filled) for one in node])
    if not isinstance(node, dict):
        return "" if node is None else escape(str(node))
    kind, props = node["type"], node["props"]
    closed = props.get("hidden")
    if props.get("id") in filled and not (closed and props.get("role") == "tabpanel"):
        return filled[props["id"]]
    if props.get("className") == "print-page":  # unseen, it keeps its place beside the steps
        return f'<span class="print-page" aria-hidden="true">{escape(_("Print"))}</span>'
    if kind in LEFT_OUT or closed or (kind == "A" and "href" not in props):
        return ""
    inside = crumbs(props["items"]) if kind == "Breadcrumb" else html(props.get("children"), filled)
    if not inside and kind not in (*VOID, *CELLS) and props.get("className") not in PLACES:
        return ""
    tag = "nav" if kind == "Breadcrumb" else TAGS.get(kind, kind.lower())
    return f"<{tag}{''.join(given(props))}>" + ("" if kind in VOID else f"{inside}</{tag}>")


def given(props: Json) -> Iterator[str]:
    """A component's attributes as HTML."""
    for key, value in props.items():
        if key == "style":
            yield f' style="{escape("; ".join(f"{name}: {one}" for name, one in value.items()))}"' if value else ""
        elif (value or key == "alt") and (
            name := ATTRIBUTES.get(key, key if key.startswith(("aria-", "data-")) else "")
        ):
            yield f' {name}="{escape(str(value))}"'


def crumbs(steps: list[Json]) -> str:
    """The steps of the way down from the council."""
    here = '<li class="breadcrumb-item active" aria-current="page">{}</li>'
    other = '<li class="breadcrumb-item">{}</li>'
    shown = (
        here.format(escape(one["label"]))
        if one.get("active")
        else other.format(filling.link(one["href"], one["label"]) if "href" in one else escape(one["label"]))
        for one in steps
    )
    return f'<ol class="breadcrumb">{"".join(shown)}</ol>'


def title(layout: Json) -> str:
    """What the page's script will call the window, as HTML; nothing of a page that no script fills."""
    data = stored(layout)
    return escape(data.get("document") or data.get("title") or "")


def stored(layout: Any) -> Json:
    """What the page's script fills it with; nothing of a page that no script fills."""
    return next((node["props"]["data"] for node in stores(layout)), {})


def stores(layout: Any) -> Iterator[Json]:
    """The layout's stores."""
    if isinstance(layout, list):
        for node in layout:
            yield from stores(node)
    elif isinstance(layout, dict):
        if layout["type"] == "Store" and layout["props"].get("data"):
            yield layout
        yield from stores(layout["props"].get("children"))


def files(layout: Any) -> Iterator[tuple[str, str]]:
    """Title and address of each file that the page offers."""
    for node in stores(layout):
        data = node["props"]["data"]
        for one in [*data.get("cards", []), data.get("records")]:
            if one:
                yield _("{title}, as CSV", title=one["title"]), one["csv"]
