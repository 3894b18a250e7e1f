"""What the papers say beside their figures, in short: risks and highlights in words, partnerships as a table."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.catalogue.records import Catalogue, Highlight
from dashboard.views.pieces import About, Card, Column, Passage, Section, Table
from dashboard.views.scope import Scope

TITLES: Mapping[str, str] = {
    "highlight": N_("Highlights"),
    "risk": N_("Strategic risks"),
}
PARTNERSHIP = "partnership"


def told(page: Scope) -> tuple[Section, ...]:
    """What a paper says of the council and period on show, by kind; nothing where none says anything."""
    catalogue = page.data.catalogue
    found = of_period(page)
    return tuple(
        Section(
            key=kind,
            title=f"{_(title)}, {page.quarter.label}",
            text=_("In short, from the council's own report."),
            passages=tuple(passage(catalogue, one) for one in found if one.kind == kind),
        )
        for kind, title in TITLES.items()
        if any(one.kind == kind for one in found)
    )


def of_period(page: Scope) -> list[Highlight]:
    """What is told of the council and period on show, of every kind."""
    return [
        one for one in page.data.catalogue.highlights if (one.council, one.period) == (page.offer.council, page.quarter)
    ]


def partnerships(page: Scope) -> Card | None:
    """Whom the council works with, on what, for which priority and measures; None where it names nobody."""
    found = [one for one in of_period(page) if one.kind == PARTNERSHIP]
    if not found:
        return None
    rows = tuple(
        {
            "title": one.title,
            "priority": one.priority or None,
            "text": one.text,
            "measures": "; ".join(title_of(page, name) for name in one.measures) or None,
            "source": source_of(page.data.catalogue, one),
        }
        for one in found
    )
    sources = {row["source"] for row in rows}
    alone = len(sources) == 1
    columns = (
        Column("title", _("Partnership")),
        Column("priority", _("Priority")),
        Column("text", _("What it is")),
        Column("measures", _("Measures")),
        *([] if alone else [Column("source", _("Source"))]),
    )
    return Card(
        key="partnerships",
        title=_("Working in partnership, {quarter}", quarter=page.quarter.label),
        finding=_(
            "{count} named by the council, in short.", count=fmt.plural(len(found), "partnership", "partnerships")
        ),
        figure=None,
        table=Table(tuple(c for c in columns if any(row[c.key] for row in rows)), rows),
        note=_("Source: {source}.", source=sources.pop()) if alone else "",
        about=About(
            _("Those with whom the council says that it works, from `highlights.csv` of its catalogue."), "", "", ()
        ),
        wide=True,
    )


def title_of(page: Scope, name: str) -> str:
    """A measure as people know it."""
    measures = page.data.catalogue.measures
    return page.data.catalogue.measure(name, page.offer.council).title if name in measures else name.partition(":")[2]


def passage(catalogue: Catalogue, one: Highlight) -> Passage:
    """A highlight with where it stands; of a risk also how it is rated and whose it is."""
    of_risk = ((_("Rating"), one.rating), (_("Owner"), one.owner_role))
    text = " ".join([one.text, *(f"{word}: {said}." for word, said in of_risk if said)])
    return Passage(title=one.title, text=text, source=_("Source: {source_of}.", source_of=source_of(catalogue, one)))


def source_of(catalogue: Catalogue, one: Highlight) -> str:
    """The paper and the place in it."""
    paper = catalogue.documents.get(one.document)
    return f"{paper.title}, {one.source}" if paper else one.source
