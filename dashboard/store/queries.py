"""SQL by name: the files of `queries/`, those of a council's own catalogue, and what declarations are written as.

A file wins over what would be written under its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from dashboard.basics.config import ROOT
from dashboard.basics.errors import ScrutinyError, nearest, shorten
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.themes import belongs_to, built_in, is_ours
from dashboard.store.written import Shape, components, counts, dimensions, newest, open_at_month_ends, places, records

FOLDER = ROOT / "queries"


class Queries:
    """The SQL that a store can be asked with."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def text(self, name: str) -> str:
        """The SQL of this name."""
        if name not in self.texts:
            raise ScrutinyError(f'Query "{shorten(name)}" not found in queries/.{nearest(name, self.texts)}')
        return self.texts[name]

    def exists(self, name: str) -> bool:
        """Whether there is such a query."""
        return name in self.texts

    def parameters(self, name: str) -> frozenset[str]:
        """The names of the query's bound parameters."""
        return self.known_parameters[name] if name in self.texts else parameters_of(self.text(name))

    def columns(self, name: str) -> tuple[str, ...]:
        """The names of the query's columns, as its header declares them."""
        return self.known_columns[name] if name in self.texts else columns_of(self.text(name))

    def reads(self, name: str) -> frozenset[str]:
        """The tables that the query reads, as its header declares them."""
        header = re.search(r"^-- reads: +(.+)$", self.text(name), re.MULTILINE)
        return frozenset(header[1].split(", ")) if header else frozenset()

    @cached_property
    def known_parameters(self) -> dict[str, frozenset[str]]:
        """The parameters of every query."""
        return {name: parameters_of(text) for name, text in self.texts.items()}

    @cached_property
    def known_columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of every query."""
        return {name: columns_of(text) for name, text in self.texts.items()}


def parameters_of(text: str) -> frozenset[str]:
    """The names of the parameters that a query binds."""
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    return frozenset(re.findall(r"\$([a-z_]+)", body))


def columns_of(text: str) -> tuple[str, ...]:
    """The names of a query's columns, as its header declares them."""
    header = re.search(r"^-- columns: +(.+)$", text, re.MULTILINE)
    return tuple(item.split()[0] for item in header[1].split("; ")) if header else ()


def shape_of(declaration: Declaration) -> Shape:
    """What the written SQL of a dataset depends on."""
    dataset = declaration.dataset
    decimal = {name for name, column in declaration.columns.items() if column.kind in ("number", "money")}
    return Shape(
        name=declaration.id,
        dimensions=tuple(dataset.dimensions),
        filters=dataset.offered,
        flows=tuple(dataset.flows),
        stocks=tuple(dataset.stocks),
        types={
            name: "DOUBLE" if name in decimal or name.endswith("_gbp") else "BIGINT"
            for name in (*dataset.flows, *dataset.stocks)
        },
        by_period=dataset.by_period,
        key=tuple(dataset.key),
        columns=declaration.sql_types,
        opened=dataset.open.since if dataset.open else "",
        closed=dataset.open.until if dataset.open else "",
        unless=dataset.open.unless if dataset.open else {},
        deadline=(one.since, one.until, one.working_days) if (one := dataset.deadline) else None,
    )


def dimensions_query(dataset: str) -> str:
    """The query that says by which dimensions a council's own dataset is known."""
    return f"{dataset}_dimensions"


def written(declaration: Declaration) -> dict[str, str]:
    """The SQL that follows from a declaration, by name."""
    shape, name = shape_of(declaration), declaration.id
    found = {}
    if shape.values:
        found = {f"{name}_counts": counts(shape), f"{name}_components": components(shape)}
        found[f"{name}_newest"] = newest(shape)
        if shape.opened:
            found[f"{name}_open"] = open_at_month_ends(shape)
        if declaration.page and declaration.page.records:
            found[f"{name}_records"] = records(shape)
        if shape.dimensions and not is_ours(name):
            found[dimensions_query(name)] = dimensions(shape)
    if shape.filters:
        found[f"places_of_{name}"] = places(shape)
    return found


def files_in(folder: Path) -> dict[str, str]:
    """The queries of a folder by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}


def all_queries(datasets: Mapping[str, Declaration], own: Path | None = None) -> Queries:
    """The queries of these datasets; `own` is the folder of a council's own, of which those of its datasets count."""
    found: dict[str, str] = {}
    for declaration in datasets.values():
        found |= written(declaration)
    theirs = {name: text for name, text in (files_in(own) if own else {}).items() if belongs_to(name, datasets)}
    return Queries({**found, **files_in(FOLDER), **theirs})


OURS = all_queries(built_in())
