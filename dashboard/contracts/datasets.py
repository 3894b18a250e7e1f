"""The contracts: what a file of each dataset must hold, in pandera, made from the datasets' declarations.

Loading, the data dictionary, the store's Parquet types and the sample all derive from them; nothing else repeats a
column's name, type or values. Pandera takes most of a second to import, so nothing that serves a page imports this
module.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.basics.errors import unknown
from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import Column, Declaration, Declared
from dashboard.catalogue.targets import is_empty, parse_target, parse_value
from dashboard.catalogue.themes import built_in, declaration, declared
from dashboard.catalogue.vocabularies import has_own
from dashboard.contracts.checker import SchemaErrors, SchemaWarning
from dashboard.contracts.checker import pandera as pa
from dashboard.contracts.fields import (
    DTYPES,
    SQL_TYPES,
    WRITTEN,
    Agrees,
    Kind,
    at_most,
    checks_of,
    needs,
    not_before,
    readable,
)


@dataclass(frozen=True)
class Field:
    """One column of a contract, as everything outside pandera wants to know it."""

    name: str
    kind: Kind
    label: str
    description: str
    required: bool
    values: tuple[str, ...] = ()
    planned: bool = False
    afterwards: bool = False
    examples: tuple[str, ...] = ()
    printed: bool = False

    @property
    def dated(self) -> bool:
        """Whether it says when something happened, in or before the period."""
        return self.kind in ("date", "month") and not (self.planned or self.afterwards)

    @property
    def written(self) -> str:
        """How a file writes it."""
        if self.values:
            return "one of " + ", ".join(f"`{value}`" for value in self.values)
        if self.afterwards:
            return "a day, `2019-10-31`; from 1990 to today"
        return "a day, `2019-10-31`; from 1990, the future included" if self.planned else WRITTEN[self.kind]


@dataclass(frozen=True)
class Contract:
    """A dataset's declaration, read."""

    schema: pa.DataFrameSchema

    @property
    def name(self) -> str:
        """`complaints`."""
        return str(self.schema.name)

    @property
    def title(self) -> str:
        """What one row is, in a few words."""
        return str(self.schema.title)

    @property
    def description(self) -> str:
        """What the dataset holds, in a sentence or two."""
        return str(self.schema.description)

    @property
    def facts(self) -> dict[str, Any]:
        """The declaration's metadata: version, and for records when they are open."""
        return dict(self.schema.metadata or {})

    @property
    def version(self) -> str:
        """The contract's version, which the manifest keeps with each extract."""
        return str(self.facts["version"])

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together tell one row from another."""
        return tuple(self.schema.unique or ())

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The columns in order."""
        printed = self.facts.get("printed", ())
        return tuple(field_of(name, column, name in printed) for name, column in self.schema.columns.items())

    def field(self, name: str) -> Field:
        """The column of this name."""
        return next(field for field in self.fields if field.name == name)

    @property
    def rules(self) -> list[str]:
        """What holds between columns, in sentences."""
        return [str(check.description) for check in self.schema.checks]

    @property
    def counts_months(self) -> bool:
        """Whether rows are counts of a month, so that two extracts of one month would count it twice."""
        return any(field.kind == "month" for field in self.fields)

    @property
    def by_period(self) -> bool:
        """Whether rows belong to a whole period, as they stand, rather than being counted by month."""
        return bool(self.facts.get("by_period"))

    @property
    def agreeing(self) -> dict[str, Agrees]:
        """The rates that are held to their halves, by the column of the rate."""
        return dict(self.facts.get("agreeing", {}))

    @property
    def in_order(self) -> bool:
        """Whether the order of a file's rows means something, such as that of a plan's measures."""
        return bool(self.facts.get("in_order"))

    @property
    def sql_types(self) -> dict[str, str]:
        """Each column's type in a Parquet file, in order."""
        return {field.name: SQL_TYPES[field.kind] for field in self.fields}

    def empty(self) -> pd.DataFrame:
        """A frame with the contract's columns and no rows."""
        return self.typed(pd.DataFrame({field.name: [] for field in self.fields}, dtype=object))

    def typed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with exactly the contract's columns, in order, each of its type; optional ones may be missing."""
        absent = {f.name: None for f in self.fields if f.name not in frame.columns and not f.required}
        ordered = frame.assign(**absent)[[field.name for field in self.fields]].reset_index(drop=True)
        return ordered.astype({field.name: DTYPES[field.kind] for field in self.fields})

    def within(self, period: Period, today: dt.date) -> pa.DataFrameSchema:
        """The schema with the limits that an extract of this period adds to its dates and months."""
        changes = {
            f.name: {"checks": [*self.schema.columns[f.name].checks, *limits(f, period, today)]} for f in self.fields
        }
        return self.schema.update_columns(changes)

    def failures(self, frame: pd.DataFrame, period: Period, today: dt.date) -> list[Any]:
        """Every way in which a typed frame breaks the contract, as pandera's errors; empty when it keeps it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SchemaWarning)  # `remarks` reports these
            try:
                self.within(period, today).validate(frame, lazy=True)
            except SchemaErrors as errors:
                return list(errors.schema_errors)
        return []

    def remarks(self, frame: pd.DataFrame) -> list[str]:
        """What is odd about a frame but no error: each remark with the number of rows it is about."""
        doubtful = [check for check in self.schema.checks if check.raise_warning]
        numbers = [(int((~check(frame).check_output).sum()), str(check.error)) for check in doubtful]
        return [f"{count:,} {'row has' if count == 1 else 'rows have'} {remark}" for count, remark in numbers if count]


def field_of(name: str, column: pa.Column, printed: bool = False) -> Field:
    """A pandera column as a Field; `printed` is text that says a number, as a plan prints it."""
    facts = column.metadata or {}
    return Field(
        name=name,
        kind=facts["kind"],
        label=str(column.title),
        description=str(column.description),
        required=not column.nullable,
        values=facts.get("values", ()),
        planned=facts.get("planned", False),
        afterwards=facts.get("afterwards", False),
        examples=facts.get("examples", ()),
        printed=printed,
    )


def limits(field: Field, period: Period, today: dt.date) -> list[pa.Check]:
    """The checks that hold a column's dates to the extract's period."""
    end = f"{period.last_day.day} {period.last_day:%B %Y}"
    if field.kind == "month":
        months = [pd.Timestamp(day) for day in period.months]
        return [pa.Check.isin(months, error=f"is a month outside {period.label}; correct it or --quarter")]
    if field.kind == "period":
        error = f"begins after {period.label} has ended; correct it or --quarter"
        return [pa.Check(lambda text: Period.parse(text).first_day <= period.last_day, element_wise=True, error=error)]
    if field.kind == "date" and field.afterwards:
        return [pa.Check.le(pd.Timestamp(today), error="lies in the future; correct the date")]
    if field.kind == "date" and not field.planned:
        return [
            pa.Check.le(pd.Timestamp(today), error="lies in the future; correct the date"),
            pa.Check.le(
                pd.Timestamp(period.last_day),
                error=f"is after the period's end, {end}; correct it or --quarter",
            ),
        ]
    return []


def contract_of(declaration: Declaration) -> Contract:
    """The contract that a declaration makes."""
    dataset = declaration.dataset
    return Contract(
        pa.DataFrameSchema(
            {name: column_of(one) for name, one in declaration.columns.items()},
            checks=list(rules_of(declaration)),
            unique=list(dataset.key),
            strict=True,
            ordered=True,
            name=declaration.id,
            title=dataset.title,
            description=dataset.description,
            metadata={
                "version": dataset.version,
                "by_period": dataset.by_period,
                "in_order": bool(dataset.entered),
                "agreeing": agreeing(dataset),
                "open": open_facts(declaration),
                "printed": tuple(one.column for one in dataset.readable),
            },
        )
    )


def column_of(column: Column) -> pa.Column:
    """A declared column as pandera's, with the checks of its kind."""
    kind: Kind = "enum" if column.kind == "one of" else column.kind
    return pa.Column(
        DTYPES[kind],
        checks_of(column),
        nullable=column.optional,
        title=column.label,
        description=column.description,
        metadata={
            "kind": kind,
            "values": tuple(column.values),
            "planned": column.planned,
            "afterwards": column.afterwards,
            "examples": tuple(column.examples),
        },
    )


def rules_of(declaration: Declaration) -> Iterator[pa.Check]:
    """The rules between columns."""
    dataset = declaration.dataset
    for later, earlier in dataset.not_before:
        yield not_before(later, earlier)
    for part, total in dataset.at_most:
        yield at_most(part, total)
    for one in dataset.needs:
        yield needs(
            one.column, one.day, one.consequence, [x for code in one.unless for x in declaration.like(one.column, code)]
        )
    for text in dataset.readable:
        yield readable(text.column, READS[text.written], text.consequence)
    for rate in agreeing(dataset).values():
        yield rate.check


def agreeing(dataset: Declared) -> dict[str, Agrees]:
    """The rates that are held to their halves, by the column of the rate."""
    return {one.value: Agrees(one.value, one.numerator, one.denominator, one.unit) for one in dataset.agreeing}


def open_facts(declaration: Declaration) -> dict[str, Any]:
    """When a record is open, as loading asks; empty where records are never open."""
    if not (rule := declaration.dataset.open):
        return {}
    unless = {name: declaration.like(name, code) for name, code in rule.unless.items()}
    return {"received": rule.since, "closed": rule.until, "unless": unless}


READS: dict[str, Callable[[str], bool]] = {
    "value": lambda cell: is_empty(cell) or parse_value(cell).number is not None,
    "target": lambda cell: parse_target(cell).kind != "words",
}
CONTRACTS: dict[str, Contract] = {name: contract_of(one) for name, one in built_in().items()}


def contract_for(dataset: str, data: Path | None = None) -> Contract:
    """The dataset's contract, of the project or of the store's own catalogue; UsageError with the nearest name if
    there is none."""
    if dataset in CONTRACTS and not (data and has_own(data)):
        return CONTRACTS[dataset]
    own = declaration(data, dataset) if data else None
    if own is None:
        raise unknown("dataset", dataset, {**CONTRACTS, **(declared(data) if data else {})})
    return contract_of(own)
