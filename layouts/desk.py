"""What the officer alone sees beside the slide, in the second window: the notes, the next slide and the time."""

from __future__ import annotations

from dash import html

from dashboard.basics.languages import _
from dashboard.web.components import attributes


def desk() -> html.Div:
    """The officer's desk; assets/scripts/present/desk.js and notes.js write what lies on it."""
    return html.Div(
        [
            html.Section(
                [html.H2(_("Notes"), id="present-notes-title"), html.Div(id="present-notes-inside")],
                className="desk-notes",
                tabIndex="0",  # so that long notes can be scrolled with the keyboard
                **attributes(aria_labelledby="present-notes-title"),
            ),
            html.Section(
                [
                    html.H2(_("Next slide")),
                    html.P(id="present-next-title", className="cases"),
                    html.P(id="present-next-headline"),
                ],
            ),
            html.Section(
                [
                    html.H2(_("Time"), className="visually-hidden"),
                    html.P(["Now ", html.Strong(id="present-clock")]),
                    html.P([_("Since the start "), html.Strong(id="present-elapsed")]),
                    html.Button(_("Start again from 0:00"), id="present-restart-button", type="button"),
                ],
                className="desk-time",
            ),
        ],
        className="desk-own",
    )
