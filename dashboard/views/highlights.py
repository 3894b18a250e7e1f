"""What the papers say beside their figures: risks, partnerships and highlights, in short."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.catalogue.records import Catalogue, Highlight
from dashboard.views.pieces import Passage, Section
from dashboard.views.scope import Scope

TITLES: Mapping[str, str] = {
    "highlight": "Highlights",
    "risk": "Strategic risks",
    "partnership": "Working in partnership",
}


def told(page: Scope) -> tuple[Section, ...]:
    """What a paper says of the council and period on show, by kind; nothing where none says anything."""
    catalogue = page.data.catalogue
    found = [h for h in catalogue.highlights if (h.council, h.period) == (page.offer.council, page.quarter)]
    return tuple(
        Section(
            key=kind,
            title=f"{title}, {page.quarter.label}",
            text="In short, from the council's own report.",
            passages=tuple(passage(catalogue, one) for one in found if one.kind == kind),
        )
        for kind, title in TITLES.items()
        if any(one.kind == kind for one in found)
    )


def passage(catalogue: Catalogue, one: Highlight) -> Passage:
    """A highlight with where it stands."""
    return Passage(title=one.title, text=one.text, source=f"Source: {source_of(catalogue, one)}.")


def source_of(catalogue: Catalogue, one: Highlight) -> str:
    """The paper and the place in it."""
    paper = catalogue.documents.get(one.document)
    return f"{paper.title}, {one.source}" if paper else one.source
