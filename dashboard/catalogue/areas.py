"""The authorities of tables about every council as councils to choose: those that `councils.csv` does not name.

Their names are those that the tables print; their ids are made of these by one rule, so that an address stays good.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from dashboard.catalogue.cells import NOT_IN_AN_ID
from dashboard.catalogue.records import Catalogue, Council
from dashboard.catalogue.rows import nation_of

LONGEST = 50  # letters of an id; with a code behind it stays one that a load could be given
APOSTROPHES = re.compile("['\u2018\u2019`]")
NAMES = ("", "council")  # where the catalogue keeps what councils are called


def id_of(area: str) -> str:
    """The id of an authority: `King's Lynn and West Norfolk` is `kings-lynn-and-west-norfolk`."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", area)).encode("ascii", "ignore").decode().lower()
    return NOT_IN_AN_ID.sub("-", plain).strip("-")[:LONGEST].strip("-")


def with_authorities(catalogue: Catalogue, authorities: Sequence[dict[str, Any]], loaded: Collection[str]) -> Catalogue:
    """The catalogue with each authority whose code no council has as a council of its own, behind those that it names.

    A loaded council with the id of an authority is that authority, and keeps what it is called.
    """
    known = {code for one in catalogue.councils.values() for code in (one.code, *one.former_codes)}
    found = dict(catalogue.councils)
    names = dict(catalogue.labels.get(NAMES, {}))
    for council, area in sorted(named(authorities, known, found), key=lambda one: one[1].name):
        found[council] = replace(area, name="") if council in loaded else area
        if council not in loaded:
            names[council] = area.name
    return replace(catalogue, councils=found, labels={**catalogue.labels, NAMES: names})


def named(
    authorities: Iterable[dict[str, Any]], known: Collection[str], taken: Collection[str]
) -> Iterable[tuple[str, Council]]:
    """Each authority with its id. Of several of one name that with the newest tables has it alone, and the others have
    their codes behind it, as have those whose id a council of another area has."""
    used = set(taken)
    newest_first = sorted(authorities, key=lambda row: (-row["last_day"].toordinal(), row["area_code"]))
    for row in (row for row in newest_first if row["area_code"] not in known):
        area, code = row["area"], row["area_code"]
        plain = id_of(area)
        council = f"{plain}-{code.lower()}".strip("-") if plain in used or not plain else plain
        twin = area if council == plain else f"{area} ({code})"
        used.add(council)
        yield council, Council(council, code, "", (), nation=nation_of(code), name=twin)
