"""The accessibility statement, after the model that public bodies in the United Kingdom use."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dash import html

from dashboard.basics import formatting as fmt
from dashboard.basics.config import Settings
from dashboard.basics.languages import N_, _
from dashboard.store.data import Data

REVIEWED = dt.date(2026, 11, 30)
# Each of these is held by tests, which tests/architecture/test_statement.py names.
CAN = (
    N_("use every page with a keyboard alone, see where you are, and go from card to card"),
    N_("walk the marks of a chart with the arrow keys, and hear the value and the place of each"),
    N_("hear a series over time as tones, higher for higher values, with one key in its chart"),
    N_("read every chart as a table, from the Table tab above it, with the same numbers and links"),
    N_("hear what a chart shows: its finding is a sentence that screen readers read"),
    N_("hear what has changed when a filter, a list or a slide changes"),
    N_("zoom to 400%, or space letters and lines more widely, without losing text"),
    N_("make letters larger in your browser: charts grow with them"),
    N_("open the meaning of a word that is dotted, by pointer, touch or keyboard"),
    N_("use your own colours: no meaning rests on colour, and forced colours are respected"),
    N_("choose a dark look, or leave that to your system's settings"),
    N_("turn off movement in the settings of your device; then nothing moves here"),
    N_("read every page, follow its links and filter it where scripts do not run"),
    N_("print a page; it is laid out for paper and stays readable in greyscale"),
)
NOT_YET = (
    N_(
        "Screen readers on touch screens do not reach the marks of a chart (success criterion 2.1.1, keyboard). "
        "The Table tab has the same numbers and links."
    ),
    N_(
        "Pictures that you download as PNG carry no text alternative (1.1.1, non-text content). The CSV beside "
        "them has their numbers."
    ),
    N_("Charts are not drawn where scripts do not run. The page has their findings and tables."),
)


def layout(data: Data, search: str) -> list[Any]:  # noqa: ARG001 the same for every address
    """The statement as a page of text."""
    return [html.Div([html.H1(_("Accessibility statement")), *statement(data)], className="prose")]


def statement(data: Data) -> list[Any]:
    """Its sections, with whom to tell as the settings name them."""
    reviewed = fmt.date(REVIEWED)
    return [
        html.P(
            _(
                "This statement is about the pages, slides and files of this performance dashboard. We want "
                "everyone to be able to read how their council performs. You can:"
            )
        ),
        html.Ul([html.Li(_(point)) for point in CAN]),
        html.H2(_("Tell us about a problem")),
        html.P(told_to(data.settings)),
        html.H2(_("If you are not happy with the answer")),
        html.P(
            [
                _(
                    "The Equality and Human Rights Commission sees to it that public bodies keep the Public "
                    "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility "
                    "Regulations 2018. Contact the "
                ),
                html.A(_("Equality Advisory and Support Service"), href="https://www.equalityadvisoryservice.com/"),
                _("; in Northern Ireland, the "),
                html.A(_("Equality Commission for Northern Ireland"), href="https://www.equalityni.org/"),
                ".",
            ]
        ),
        html.H2(_("How far it meets the standard")),
        html.P(
            [
                _("This dashboard is partially compliant with the "),
                html.A(_("Web Content Accessibility Guidelines 2.2"), href="https://www.w3.org/TR/WCAG22/"),
                _(" at level AA. These things fall short, each with a way round it:"),
            ]
        ),
        html.Ul([html.Li(_(point)) for point in NOT_YET]),
        html.H2(_("How we tested it")),
        html.P(
            _(
                "This statement was prepared on {reviewed}, and last reviewed on {reviewed}. Those who make the "
                "dashboard tested it themselves. Each time it is changed, every page is checked in Chromium with "
                "axe-core, with no rule switched off, and journeys by keyboard are walked in Chromium and "
                "Firefox. People who use a screen reader every day have not tried it yet.",
                reviewed=reviewed,
            )
        ),
    ]


def told_to(settings: Settings) -> list[Any]:
    """Whom to tell, and when there will be an answer, which nobody can promise who is not named."""
    what = _("Say which page you were on and what you were trying to do.")
    asked = _(
        "If you cannot read or use something, or need it in another form, tell the council that runs this dashboard"
    )
    if not settings.contact:
        return [f"{asked}, ", _("in one of the ways that its own website names."), f" {what}"]
    days = fmt.plural(settings.answer_days, "working day", "working days")
    promise = _("You will have an answer within {answer_days}.", answer_days=days)
    return [asked, html.Strong(f": {settings.contact}"), f". {what} {promise}"]
