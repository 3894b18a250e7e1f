"""SQL by name: the files of `queries/`, those of a council's own catalogue, and what declarations are written as.

A file wins over what would be written under its name, or stands in it where it reads `chosen`, `matching` or
`in_period`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from dashboard.basics.config import ROOT
from dashboard.basics.errors import ScrutinyError, nearest, shorten
from dashboard.catalogue.datasets import Declaration, Listed
from dashboard.catalogue.themes import belongs_to, built_in, is_ours
from dashboard.store.written import kinds_of, said_in
from dashboard.store.written_codes import with_own_codes
from dashboard.store.written_components import components
from dashboard.store.written_cubes import counts, cube, dimensions, has_its_months, newest, open_at_month_ends, places
from dashboard.store.written_lists import of_matching, of_period, records

FOLDER = ROOT / "queries"
LAST_ORDER = re.compile(r"\nORDER BY [a-z0-9_., ]+\Z")
FRAMES = {"chosen", "matching", "in_period"}  # what a file reads around which the rest of its query is written


class Queries:
    """The SQL that a store can be asked with."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def text(self, name: str) -> str:
        """The SQL of this name."""
        if name not in self.texts:
            raise ScrutinyError(f'Query "{shorten(name)}" not found in queries/.{nearest(name, self.texts)}')
        return self.texts[name]

    def unordered(self, name: str) -> Queries:
        """The query alone, without the order in which its last line puts its rows."""
        return Queries({name: LAST_ORDER.sub("", self.text(name).rstrip())})

    def exists(self, name: str) -> bool:
        """Whether there is such a query."""
        return name in self.texts

    def parameters(self, name: str) -> frozenset[str]:
        """The names of the query's bound parameters."""
        return self.known_parameters[name] if name in self.texts else parameters_of(self.text(name))

    def columns(self, name: str) -> tuple[str, ...]:
        """The names of the query's columns, as its header declares them."""
        return self.known_columns[name] if name in self.texts else tuple(kinds_of(self.text(name)))

    def reads(self, name: str) -> frozenset[str]:
        """The tables that the query reads, as its header declares them."""
        return tables_of(self.text(name))

    @cached_property
    def known_parameters(self) -> dict[str, frozenset[str]]:
        """The parameters of every query."""
        return {name: parameters_of(text) for name, text in self.texts.items()}

    @cached_property
    def known_columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of every query."""
        return {name: tuple(kinds_of(text)) for name, text in self.texts.items()}


def parameters_of(text: str) -> frozenset[str]:
    """The names of the parameters that a query binds."""
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    return frozenset(re.findall(r"\$([a-z_]+)", body))


def tables_of(text: str) -> frozenset[str]:
    """The tables that a query reads, as its header declares them."""
    return frozenset(said_in(text).get("reads", "").split(", ")) - {""}


def dimensions_query(dataset: str) -> str:
    """The query that says by which dimensions a council's own dataset is known."""
    return f"{dataset}_dimensions"


def written(one: Declaration, own: Mapping[str, str]) -> dict[str, str]:
    """The SQL that follows from a declaration and from the files that stand in a frame, by name."""
    name, dataset = one.id, one.dataset
    found = {} if dataset.by_period else {f"{name}_newest": newest(one)}
    if dataset.values:
        found |= {f"{name}_counts": counts(one), f"{name}_components": components(one)}
    if dataset.values and dataset.dimensions and not is_ours(name):
        found[dimensions_query(name)] = dimensions(one)
    if dataset.open and not dataset.by_period:
        found[f"{name}_open"] = open_at_month_ends(one, dataset.open)
    if has_its_months(one):
        found[f"{name}_cube"] = cube(one)
    rules = dataset.listed or (Listed() if one.page and one.page.records else None)
    if rules:
        found[f"{name}_records"] = records(one, rules, own.get(f"{name}_records", ""))
    if dataset.offered:
        found[f"places_of_{name}"] = places(one)
    for query, text in own.items():
        if query == f"{name}_components":
            found[query] = components(one, text)
        elif query not in found:
            found[query] = (of_period if "in_period" in tables_of(text) else of_matching)(one, text)
    return found


def owner(query: str, datasets: Iterable[str]) -> str:
    """The dataset that a query is named after."""
    return max((name for name in datasets if query.startswith(f"{name}_")), key=len, default="")


def files_in(folder: Path) -> dict[str, str]:
    """The queries of a folder by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}


def all_queries(datasets: Mapping[str, Declaration], own: Path | None = None) -> Queries:
    """The queries of these datasets; `own` is the folder of a council's own, of which those of its datasets count."""
    theirs = {name: text for name, text in (files_in(own) if own else {}).items() if belongs_to(name, datasets)}
    files = files_in(FOLDER) | theirs
    framed = {name for name, text in files.items() if FRAMES & tables_of(text)}
    found: dict[str, str] = {}
    for dataset, declaration in datasets.items():
        found |= written(declaration, {name: files[name] for name in framed if owner(name, datasets) == dataset})
    found |= {name: text for name, text in files.items() if name not in framed}
    for dataset, declaration in datasets.items():
        if codes := declaration.stand_ins:
            mine = [name for name in found if owner(name.removeprefix("places_of_"), datasets) == dataset]
            found |= {name: with_own_codes(found[name], codes) for name in mine}
    return Queries(found)


OURS = all_queries(built_in())
