"""The sources: every paper with what was taken from it, every extract loaded, every file of the catalogue."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.access.reader import reader
from dashboard.access.table import ADMINISTRATION, ROUTES
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _, with_language
from dashboard.store.data import Data
from dashboard.views.pieces import Crumb
from dashboard.views.revised import summary
from dashboard.views.sources import Paper, Sources, sources
from dashboard.web import components


def layout(data: Data, search: str) -> list[Any]:  # noqa: ARG001 the same for every address
    """The sources as a page of text and tables."""
    shown = sources(data)
    return [
        html.Div(
            [
                html.H1(_("Where the figures come from"), id="app-headline", tabIndex="-1"),
                html.P(shown.lead, className="support"),
                *papers_link(shown),
                *administration_link(),
            ],
            className="page-header",
        ),
        *papers(shown),
        *[paper(one) for one in shown.each],
        section(
            "extracts",
            _("The extracts"),
            html.P(
                _(
                    "What the councils' systems gave, the newest version of each period. A checksum is of the "
                    "file as it came; it shows that nothing has changed since."
                ),
                className="finding",
            ),
            *[html.P(sentence, className="notices") for sentence in shown.damaged],
            *[
                disclosure(
                    f"{council}: {fmt.plural(len(found.rows), 'extract', 'extracts')}",
                    components.table(f"sources-extracts-{place}", found, _("Extracts of {council}", council=council)),
                )
                for place, (council, found) in enumerate(shown.extracts, start=1)
            ],
        ),
        section(
            "revisions",
            _("Revisions"),
            html.P(summary(shown.revised), className="finding"),
            *revisions(shown),
        ),
        section(
            "catalogue",
            _("The catalogue"),
            html.P(
                _(
                    "What people decide and write down, as text that can be read and changed. A council adds its "
                    "own rows."
                ),
                className="finding",
            ),
            components.table("sources-catalogue", shown.catalogue, _("Files of the catalogue")),
        ),
    ]


def papers_link(shown: Sources) -> list[html.P]:
    """The printed figures as a file, where there are papers."""
    if not shown.each:
        return []
    link = html.A(_("published figures, CSV"), href="/api/v1/published.csv")
    return [html.P([_("Every figure beside ours: "), link], className="record-links")]


def administration_link() -> list[html.P]:
    """The way to how the dashboard is, for whom it is shown to."""
    if not reader().may(ROUTES[ADMINISTRATION]):
        return []
    return [
        html.P(
            [_("For administrators: "), html.A(_("how the dashboard is"), href=with_language(ADMINISTRATION))],
            className="record-links",
        )
    ]


def revisions(shown: Sources) -> list[Any]:
    """The revised figures, and the same as a file; nothing where there are none."""
    if not shown.revised.rows:
        return []
    link = html.A(_("revised figures, CSV"), href="/api/v1/revisions.csv")
    return [
        html.P([_("First and newest value of each: "), link], className="record-links"),
        disclosure(
            fmt.plural(len(shown.revised.rows), "revised figure", "revised figures"),
            components.table("sources-revised", shown.revised, _("Figures revised since they were first published")),
        ),
    ]


def papers(shown: Sources) -> list[html.Section]:
    """The papers side by side, where there are any."""
    if not shown.each:
        return []
    table = components.table(
        "sources-papers", shown.papers, _("Figures taken from each paper, and how many are the same as ours")
    )
    return [section("papers", _("The papers"), table)]


def section(key: str, title: str, *parts: Any) -> html.Section:
    """Tables under a heading."""
    name = f"sources-{key}-title"
    return html.Section(
        [html.Div(html.H2(title, id=name, className="card-title"), className="section-head"), *parts],
        className="section",
        **components.attributes(aria_labelledby=name),
    )


def paper(one: Paper) -> html.Section:
    """One paper: where its content is shown, its contradictions, what is not computed, what else it says."""
    counts = one.counts.total()
    return section(
        f"paper-{one.document.id}",
        one.document.title,
        html.P(
            _(
                "{council}, {long_label}. {counts} taken.",
                council=one.council,
                long_label=one.document.period.long_label,
                counts=fmt.plural(counts, "figure", "figures"),
            ),
            className="finding",
        ),
        html.P([_("Shown on: "), *joined(one.pages)])
        if one.pages
        else html.P(_("Its figures stand on this page alone.")),
        told(_("Figures that differ from ours"), one.differing),
        told(_("Where it contradicts itself"), one.contradictions),
        disclosure(
            _("Not computed, and why: {what}", what=fmt.plural(sum(1 for _ in one.reasons.rows), "reason", "reasons")),
            components.table(
                f"sources-reasons-{one.document.id}",
                one.reasons,
                _("Not computed of {document}", document=one.document.title),
            ),
        )
        if one.reasons.rows
        else None,
        disclosure(
            _("What else it says, in short: {count}", count=fmt.plural(len(one.passages), "passage", "passages")),
            html.Ul([components.passage(each) for each in one.passages], className="passages"),
        )
        if one.passages
        else None,
    )


def joined(links: tuple[Crumb, ...]) -> list[Any]:
    """Links with commas between them."""
    parts: list[Any] = []
    for place, link in enumerate(links):
        parts += [", " if place else "", html.A(link.label, href=link.link)]
    return parts


def told(title: str, sentences: tuple[str, ...]) -> html.Details | None:
    """Sentences under a heading that opens, or None."""
    if not sentences:
        return None
    return disclosure(
        f"{title}: {fmt.plural(len(sentences), 'place', 'places')}",
        html.Ul([html.Li(sentence) for sentence in sentences], className="sentences"),
    )


def disclosure(title: str, content: Any) -> html.Details:
    """Something longer that opens on request, without a script."""
    return html.Details([html.Summary(title), content], className="disclosure")
