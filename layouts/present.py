"""The committee room: a slide that fills the window, and what an officer needs to move on from it.

The frame stands here; assets/scripts/present.js fills it from the slide's JSON, which comes with the page. The same
frame is the officer's own window, where the slide stands small beside the notes, the next slide and the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import dcc, html

from dashboard.basics.languages import N_, _
from dashboard.figures import theme
from dashboard.store.data import Data
from dashboard.views import contract
from dashboard.web.components import attributes
from dashboard.web.presenting import slide_json
from layouts.desk import desk
from layouts.shell import FILTERS

STORE = "present-slide-store"
ROOM = "present-room"

# what each key does: README.md lists the same
KEYS = (
    (N_("→, Page Down or Space"), N_("Next slide")),
    (N_("←, Page Up or Shift + Space"), N_("Slide before")),
    (N_("Home, End"), N_("First slide, last slide")),
    ("/", N_("Filters")),
    ("A", N_("Agenda: choose, order, copy or save the slides")),
    ("N", N_("Notes: definition, source, what the council says")),
    ("W", N_("Notes in a second window, which only you see")),
    ("Q", N_("Code of this slide's address, for tablets")),
    ("T", N_("Light or dark")),
    ("F", N_("Full screen")),
    (N_("Enter"), N_("On a chart: goes in, where arrows walk its marks; Enter opens one, Esc leaves")),
    ("S", N_("In a chart over time: plays the series as tones, and stops them")),
    ("?", N_("This list of keys")),
    (N_("Esc"), N_("Closes what is open, else leads back to the page")),
)
PANELS = (
    ("filters", N_("Filters"), "/"),
    ("agenda", N_("Agenda"), "A"),
    ("notes", N_("Notes"), "N"),
    ("code", N_("Code"), "Q"),
    ("keys", N_("Keys"), "?"),
)
IN_THE_ROOM = ("N", "W")  # what these keys open is open all the time in the officer's own window


def layout(data: Data, search: str) -> list[Any]:
    """The room with the slide that the address asks for, or the officer's own window on it."""
    slide = slide_json(data, search)
    own = "window" in slide["own"]
    panels = [one for one in PANELS if not (own and one[2] in IN_THE_ROOM)]
    shown = matter(slide, small=own)
    keys = [one for one in KEYS if not (own and one[0] in IN_THE_ROOM)]
    return [
        dcc.Store(id=STORE, data=dict(slide)),
        html.Div(
            [
                *([html.Div(shown, className="desk-slide"), desk()] if own else shown),
                *[panel(key, _(title), keys) for key, title, _letter in panels],
                bar(panels, second=not own),
            ],
            id=ROOM,
            className="room desk" if own else "room",
            style=theme.variables(theme.LOOKS[slide["look"]]),
            **attributes(data_look=slide["look"]),
        ),
    ]


def matter(slide: contract.Slide, *, small: bool) -> list[html.Div]:
    """The slide itself: what it says, what it shows, where that comes from. A small one may have to be scrolled."""
    scrolled = attributes(tabIndex="0", role="region", aria_label=_("Slide")) if small else {}
    return [
        html.Div(
            [
                html.P(id="present-kicker", className="kicker"),
                html.H1(slide["headline"], id="present-headline", tabIndex="-1"),
                html.P(id="present-text", className="slide-text"),
                html.Div(id="present-notices", className="slide-notices"),
            ],
            className="slide-head",
        ),
        html.Div(
            [
                html.Div(html.Div(id="present-graph", className="chart", role="img"), id="present-picture"),
                html.Div(id="present-body", className="slide-body", **scrolled),
            ],
            id="present-stage",
            className="stage",
        ),
        html.Div(
            [
                html.P(id="present-status", className="slide-status"),
                html.P(slide["source"], id="present-source"),
            ],
            className="slide-foot",
        ),
    ]


def panel(key: str, title: str, keys: Iterable[tuple[str, str]]) -> html.Section:
    """What opens beside the slide; closed at first."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(title, id=f"present-{key}-title", tabIndex="-1"),
                    html.Button(_("Close"), type="button", className="panel-close", **attributes(data_close=key)),
                ],
                className="panel-head",
            ),
            html.Div(inside(key, keys), id=f"present-{key}-inside", className="panel-inside"),
        ],
        id=f"present-{key}-panel",
        className=f"side side-{key}",
        hidden=True,
        **attributes(aria_labelledby=f"present-{key}-title"),
    )


def inside(key: str, keys: Iterable[tuple[str, str]]) -> Any:
    """What a panel holds from the start; the script fills the others."""
    if key == "filters":
        return html.Div(id=FILTERS, className="filter-strip")
    if key == "keys":
        return [
            html.Dl([html.Div([html.Dt(_(pressed)), html.Dd(_(does))]) for pressed, does in keys], className="keys"),
            html.P(_("On a tablet, swipe to the left for the next slide and to the right for the one before.")),
            html.Button(
                _("Letter keys are on"),
                id="present-letters-button",
                type="button",
                **attributes(aria_pressed="true"),
            ),
        ]
    return None


def bar(panels: Sequence[tuple[str, str, str]], *, second: bool) -> html.Div:
    """The buttons: everything that a key does, a hand can do too; `second` opens the officer's own window."""

    def button(name: str, label: str, **more: str) -> html.Button:
        return html.Button(label, id=f"present-{name}-button", type="button", **attributes(**more))

    def shortcut(key: str) -> dict[str, str]:
        return {"aria_keyshortcuts": key}

    return html.Div(
        [
            html.Div(
                [
                    button("previous", _("◀ Previous")),
                    html.Span(id="present-place", className="place"),
                    button("next", _("Next ▶")),
                ],
                className="bar-part",
            ),
            # the script fills it with the quarters, as a slider and a button that plays them
            html.Div(id="present-scrubber", className="bar-part scrubber"),
            html.Div(
                [
                    *[
                        button(
                            key, _(title), aria_expanded="false", aria_controls=f"present-{key}-panel", **shortcut(keys)
                        )
                        for key, title, keys in panels
                    ],
                    button("window", _("Notes window"), title=_("Open notes in a second window"), **shortcut("W"))
                    if second
                    else None,
                    button("look", _("Dark"), **shortcut("T")),
                    button("full", _("Full screen"), **shortcut("F")),
                    html.A(_("Leave"), id="present-back-link", href="/", className="leave"),
                ],
                className="bar-part",
            ),
        ],
        id="present-bar",
        className="bar",
        role="group",
        **attributes(aria_label=_("Presentation")),
    )
