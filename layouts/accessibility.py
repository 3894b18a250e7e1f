"""The accessibility statement: what was built and tested, what is known to fall short, whom to tell."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.store.data import Data

STATEMENT = (
    (
        "How accessible this dashboard is",
        (
            "We want everyone to be able to read how their council performs. The dashboard is built to meet the Web "
            "Content Accessibility Guidelines 2.2 at level AA. You can:"
        ),
        (
            "use every page with a keyboard alone, and see where you are",
            "zoom to 400% without text running off the screen",
            "read every chart as a table, from the Table tab above it, with the same numbers",
            "go from card to card with Alt and the arrow down or up",
            "walk the marks of a chart with the arrow keys, and hear of each its value and its place",
            "hear what a chart shows: its finding is a sentence that screen readers read",
            "use your own colours: no meaning rests on colour, and forced colours are respected",
            "turn off movement in your system's settings; the dashboard then does not animate",
            "print a page; it is laid out for paper and stays readable in greyscale",
        ),
    ),
    (
        "What we know is not good enough yet",
        "Some things fall short, and there is a way round each:",
        (
            "screen readers on touch screens do not reach the marks of a chart; the Table tab has the same links",
            "pictures downloaded as PNG carry no text alternative; the CSV holds their numbers",
            "charts and filters need JavaScript; without it a page is text, with its findings, links and CSV files",
        ),
    ),
    (
        "How we tested it",
        (
            "Every page is checked with axe-core, with no rule switched off, in each of its states each time the "
            "dashboard is changed, together with keyboard journeys, in Chromium and in Firefox."
        ),
        (),
    ),
    (
        "Tell us about a problem",
        (
            "If you cannot read or use something, or need it in another form, tell the council that runs this "
            "dashboard. Say which page you were on and what you were trying to do. If you are not happy with the "
            "answer, contact the Equality Advisory and Support Service."
        ),
        (),
    ),
)


def layout(data: Data, search: str) -> list[Any]:  # noqa: ARG001 the same for every address and release
    """The statement as a page of text."""
    return [
        html.Div(
            [
                html.H1("Accessibility statement"),
                *[
                    part
                    for title, text, points in STATEMENT
                    for part in (
                        html.H2(title),
                        html.P(text),
                        html.Ul([html.Li(point) for point in points]) if points else None,
                    )
                ],
            ],
            className="prose",
        )
    ]
