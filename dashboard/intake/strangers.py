"""Councils that the catalogue's rules are for and nobody else knows, be it that their id is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.basics.errors import nearest
from dashboard.catalogue.records import Catalogue
from dashboard.store.manifest import Manifest


def unknown_councils(catalogue: Catalogue, manifest: Manifest) -> list[str]:
    """A sentence for each file and council that neither the store's extracts nor councils.csv nor labels.csv know.

    A store that holds no council yet may be set up before its first load.
    """
    loaded = {one.council for one in manifest.extracts}
    known = {*loaded, *catalogue.councils, *catalogue.codes("", "council")}
    strangers = sorted({(file, council) for file, council in named(catalogue) if council and council not in known})
    return [
        f'catalogue/{file} has rows of "{council}", of which the store has no data.{nearest(council, known)} '
        "They have no effect."
        for file, council in strangers
        if loaded
    ]


def named(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Each file of rules with the councils that its rows name."""
    files: dict[str, Iterable[str]] = {
        "deadlines.csv": (one.council for one in catalogue.deadlines),
        "closing_days.csv": (council for council, _ in catalogue.closing_days),
        "renames.csv": (one.council for one in catalogue.renames),
    }
    for file, councils in files.items():
        yield from ((file, council) for council in councils)
