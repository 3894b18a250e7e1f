"""Empty files to fill in: a dataset's columns with two invented rows, and a mapping to adapt.

Everything comes from the contract, so that a new dataset has its template already.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from dashboard.basics.errors import UsageError, unknown
from dashboard.basics.quarters import Period
from dashboard.catalogue.tables import TABLES
from dashboard.catalogue.unread import SOURCES
from dashboard.contracts.datasets import Contract, Field, contract_for
from dashboard.intake.sources.expected import COLUMNS
from dashboard.intake.templates.sheets import workbook
from dashboard.intake.units import NUMERIC
from dashboard.store.data import NATIONAL

EXAMPLE_PERIOD = Period.parse("2024-25-Q1")


def write(dataset: str, form: str, out: Path | None, data: Path | None = None) -> str:
    """Writes the dataset's template as csv, xlsx or toml (a mapping), and returns what to do with it.

    The name of a file of the catalogue, such as `targets.csv`, gives that file with its first line.
    """
    tables = {**{table.file: table.columns for table in TABLES}, SOURCES: COLUMNS}
    if dataset in tables:
        path = out or Path(dataset)
        put(path, f"{','.join(tables[dataset])}\n".encode())
        return (
            f"Wrote {path} with its first line. Add your rows, and put it into the folder catalogue of the store; "
            "docs/catalogue.md says what they mean."
        )
    contract = contract_for(dataset, data)
    if dataset in NATIONAL:
        raise UsageError(
            f"{dataset} is about every council and nobody fills it in; `scrutiny import --help` says more."
        )
    writers: dict[str, Callable[[Contract], bytes]] = {"csv": as_csv, "xlsx": as_xlsx, "toml": as_mapping}
    if form not in writers:
        raise unknown("format", form, writers)
    name = f"{dataset}-mapping.toml" if form == "toml" else f"{dataset}-template.{form}"
    path = out or Path(name)
    if path.suffix.lower() != f".{form}":
        raise UsageError(f"{path} does not end with .{form}. Give --out such a name, or another --format.")
    put(path, writers[form](contract))
    return advice(contract, form, path)


def put(path: Path, content: bytes) -> None:
    """Writes a new file; UsageError where there is one already, or none can be."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already and was left alone. Choose another name with --out.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror or error}).") from error


def advice(contract: Contract, form: str, path: Path) -> str:
    """What was written and what to do next, in three lines."""
    if form == "toml":
        return (
            f"Wrote {path}. Put your file's own headings in place of the names in quotation marks, then:\n"
            f"  scrutiny load {contract.name} EXPORT.csv --mapping {path} --council COUNCIL --quarter QUARTER"
        )
    return (
        f"Wrote {path}: the columns of {contract.name} and two invented rows of {EXAMPLE_PERIOD.long_label}.\n"
        "Put your own rows in their place, then:\n"
        f"  scrutiny load {contract.name} {path} --council COUNCIL --quarter QUARTER"
    )


def example_rows(contract: Contract) -> list[dict[str, str]]:
    """Two rows that keep the contract in the example period; in the second, all that may be empty is."""
    rows: list[dict[str, str]] = [{}, {}]
    for at, field in enumerate(contract.fields):
        pair = field.examples or examples(contract, field, at)
        for row, value in zip(rows, pair, strict=True):
            row[field.name] = value
    return rows


def left_in(contract: Contract, frame: pd.DataFrame) -> int:
    """How many of a file's rows are the template's own examples; none where no text could tell them."""
    names = [field.name for field in contract.fields if field.kind == "text" and field.required]
    if not names:
        return 0
    invented = {tuple(row[name] for name in names) for row in example_rows(contract)}
    given = frame[names]
    for name, texts in zip(names, zip(*invented, strict=True), strict=True):  # hardly a row is left to be looked at
        given = given[given[name].isin(texts)]
    return sum(row in invented for row in given.itertuples(index=False, name=None))


def examples(contract: Contract, field: Field, at: int) -> tuple[str, str]:
    """Two values of a column; dates rise and counts fall from column to column, as rules between them ask."""
    first, second = both(contract, field, at)
    return first, second if field.required else ""


def both(contract: Contract, field: Field, at: int) -> tuple[str, str]:
    """Two values of a column, both filled in."""
    months = EXAMPLE_PERIOD.months
    if field.values:
        return field.values[0], field.values[1]
    if field.kind == "text":
        words = f"Example {field.label.lower()}"
        own = field.name in contract.key and not field.name.startswith(("directorate", "service"))
        return (f"{words} 001", f"{words} 002") if own or contract.key == (field.name,) else (words, words)
    if field.kind == "date":
        return months[0].replace(day=at + 1).isoformat(), months[1].replace(day=at + 1).isoformat()
    by_kind = {
        "month": (f"{months[0]:%Y-%m}", f"{months[1]:%Y-%m}"),
        "period": (EXAMPLE_PERIOD.id, EXAMPLE_PERIOD.id),
        "whole": (str(max(2, 60 - 5 * at)), str(max(1, 40 - 3 * at))),
        "number": ("1", "0.6"),
        "money": ("1250.50", "80.00"),
        "flag": ("yes", "no"),
    }
    return by_kind[field.kind]


def as_csv(contract: Contract) -> bytes:
    """The template as CSV in UTF-8 with byte order mark, which spreadsheet programs open rightly."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in contract.fields])
    writer.writeheader()
    writer.writerows(example_rows(contract))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(contract: Contract) -> bytes:
    """The template as a workbook: the table, and a sheet that explains its columns."""
    return workbook(contract, example_rows(contract), EXAMPLE_PERIOD)


def month_lines(contract: Contract) -> list[str]:
    """What a mapping may say of months, if the dataset has them."""
    if not contract.counts_months:
        return []
    return [
        "# sum_to_months = true    # where rows are of weeks or days: counts and money are summed by month",
        '# month_from = "..."      # where no column says the month: "title" above the headings, or "file name"',
    ]


def shape_lines(contract: Contract) -> Iterator[str]:
    """What a mapping may say of tables of other shapes, each with an example of the dataset's own columns."""
    names = [field.name for field in contract.fields]
    texts = [field.name for field in contract.fields if field.kind == "text"]
    choices = [*(field.name for field in contract.fields if field.values), *texts, *names]
    numbers = [field.name for field in contract.fields if field.kind in NUMERIC]
    yield from (
        "",
        "[leave_out]",
        "# Rows of another kind, by what stands in one of our columns, or under your heading:",
    )
    yield f'# {choices[0]} = ["...", "..."]'
    if texts:
        yield from ("", "[join]", "# A text that stands in several columns, put together:")
        yield f'# {texts[0]} = ["...", "..."]'
    if numbers:
        yield from ("", "[units]", "# What stands beside a number and is no part of it, or how a time is written:")
        yield f'# {numbers[0]} = "..."  # such as "days", "%", or "hh:mm:ss in minutes"'
        yield from (
            "",
            "# [unpivot]",
            "# Where a table has one column for each value: their headings, and what they are.",
        )
        yield f'# by = "..."       # our column for what the headings say, such as {choices[0]}'
        yield f'# into = "..."     # our column for what stands in the cells, such as {numbers[0]}'
        yield '# columns = ["...", "..."]'


def as_mapping(contract: Contract) -> bytes:
    """A mapping in which every column is found under its own name, with comments on what may be changed."""
    dated = [field for field in contract.fields if field.kind in ("date", "month")]
    lines = [
        f"# How a system's export is to be read as {contract.name}: one row is {contract.title}.",
        "# Lines that begin with # are comments; take the # away where you need the line.",
        "",
        "[table]",
        "# sheet = 1               # of a workbook: the sheet's number, or its name in quotation marks",
        "# header_row = 1          # the row of the headings, where titles stand above them",
        "# until_blank_row = true  # where something else stands below the table, after a blank row",
        '# totals = "Total"        # rows that begin with this word are left out and named',
        "# surplus_fields = true   # where rows have more fields than the heading: those that it names are read",
        '# marks = ["p", "e"]      # what may stand after a number, beside * and (p), and is no part of it',
        *month_lines(contract),
        "",
        "[columns]",
        '# Ours = "your heading"; of several, ["this", "or that"], the first that the file has is taken.',
        "# A number is a column's place, the first being 1: of two equal headings, or where there is none.",
    ]
    width = max(len(field.name) for field in contract.fields)
    for field in contract.fields:
        name, own = f"{field.name:<{width}}", f'"{field.name}"'
        line = f"{name} = {own:<{width + 2}}" if field.required else f"# {name} = {own:<{width}}"
        lines.append(f"{line}  # {'needed' if field.required else 'if you have it'}: {field.description}")
    lines += ["", "[constants]", "# For a column that your file lacks and that is the same in every row:"]
    lines += [f'# {field.name} = "..."' for field in contract.fields if field.kind == "text" and field.required][1:3]
    for field in contract.fields:
        if field.values or field.kind == "flag":
            values = field.values or ("yes", "no")
            lines += [
                "",
                f"[values.{field.name}]",
                '# "your value" = "ours"' + ('; "" is empty' if not field.required else ""),
            ]
            lines += [f'# {json.dumps(value.replace("_", " ").capitalize())} = "{value}"' for value in values]
    if dated:
        lines += [
            "",
            "[dates]",
            '# format = "dd/mm/yyyy"  # how your file writes days; 2019-10-31 is always understood',
            "# Times are written hh:mm:ss, with AM/PM or, with a zone, Z: yyyy-mm-ddThh:mm:ssZ is the day in Britain.",
        ]
    lines += list(shape_lines(contract))
    return ("\n".join(lines) + "\n").encode()
