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
            "walk the marks of a chart with the arrow keys, and hear of each its value and its place",
            "hear what a chart shows: its finding is a sentence that screen readers read",
            "choose a dark look at the foot of the page, or let your device choose it",
            "use your own colours: no meaning rests on colour, and forced colours are respected",
            "turn off movement in the settings of your device; then nothing moves here",
            "print a page; it is laid out for paper and stays readable in greyscale",
        ),
    ),
    (
        "What we know is not good enough yet",
        "Some things fall short, and there is a way round each:",
        (
            "screen readers on touch screens do not reach the marks of a chart; the Table tab has the same links",
            "a picture that you save as PNG has no words for those who cannot see it; the CSV has its numbers",
            "charts need JavaScript; without it a page has its findings, tables, filters, links and CSV files",
        ),
    ),
    (
        "How we tested it",
        (
            "Each time the dashboard is changed, axe-core checks every page in each of its states, with no rule "
            "switched off. Tests also go through the pages by keyboard in a real browser."
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
