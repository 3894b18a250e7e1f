"""A mapping to start from, for an export that nobody has described yet: a proposal for a person to check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dashboard.basics.errors import UsageError, counted, listed
from dashboard.basics.progress import Patience
from dashboard.basics.toml_files import toml_text
from dashboard.contracts.datasets import Contract, Field, contract_for
from dashboard.intake.looking import Looked, looked_at, value_of
from dashboard.intake.words import same
from dashboard.store.data import NATIONAL

MOST_VALUES = 40
FLAGS = {"y": "yes", "n": "no"}


def suggestion(dataset: str, paths: Sequence[Path], data: Path | None = None) -> str:
    """A mapping as TOML, ready to save, for files of one system; what is doubtful stands in it as a comment."""
    contract = contract_for(dataset, data)
    if dataset in NATIONAL:
        raise UsageError(f"{dataset} need no mapping; `scrutiny import --help` says more.")
    found = []
    with Patience() as patience:
        for path in paths:
            patience.begin(f"Reading {path.name}")
            found.append(looked_at(path, contract))
    return "\n".join(lines(contract, found)) + "\n"


def lines(contract: Contract, found: Sequence[Looked]) -> Iterator[str]:
    """The mapping's lines."""
    names = listed([one.path.name for one in found], 3)
    yield f"# Proposed from the headings and cells of {names}. Check every line."
    yield from table_lines(found)
    yield "[columns]"
    for one in contract.fields:
        headings = {
            same(looked.found[one.name].heading): looked.found[one.name].heading
            for looked in found
            if one.name in looked.found
        }
        written = ", ".join(map(toml_text, headings.values()))
        if headings:
            yield f"{one.name} = [{written}]" if len(headings) > 1 else f"{one.name} = {written}"
        else:
            yield f'# {one.name} = ""  # not found; {"needed" if one.required else "it may be missing"}'
    used = {same(column.heading) for looked in found for column in looked.found.values()}
    unused = {
        same(column.heading): column.heading
        for looked in found
        for column in looked.columns
        if column.heading and same(column.heading) not in used
    }
    if unused:
        yield f"# Headings that are not used: {listed(list(unused.values()), MOST_VALUES)}."
    yield from date_lines(found)
    for one in contract.fields:
        yield from value_lines(one, found)


def table_lines(found: Sequence[Looked]) -> Iterator[str]:
    """`[table]`, where the files agree on it."""
    places = {one.place for one in found}
    if len(places) > 1:
        yield "# The tables stand in different places of these files; propose a mapping for each."
        return
    place = found[0].place
    if place.sheet is not None or place.header_row is not None:
        yield "[table]"
    if place.sheet is not None:
        yield f"sheet = {toml_text(str(place.sheet))}"
    if place.header_row is not None:
        yield f"header_row = {place.header_row}"


def date_lines(found: Sequence[Looked]) -> Iterator[str]:
    """`[dates]`, where days are not written as 2019-10-31."""
    formats = list(dict.fromkeys(one for looked in found for one in looked.formats.values() if one))
    if formats:
        yield ""
        yield "[dates]"
        yield (
            f"format = {toml_text(formats[0])}"
            if len(formats) == 1
            else (f"format = [{', '.join(map(toml_text, formats))}]")
        )


def value_lines(wanted: Field, found: Sequence[Looked]) -> Iterator[str]:
    """`[values.…]`: what the cells mean as far as they say it; the others as comments, with their rows."""
    if not wanted.values and wanted.kind != "flag":
        return
    rows: dict[str, int] = {}
    for looked in found:
        if wanted.name in looked.found:
            for text, count in looked.found[wanted.name].cells.items():
                rows[text] = rows.get(text, 0) + count
    known: list[str] = []
    asked: list[str] = []
    for text, count in list(rows.items())[:MOST_VALUES]:
        meaning = value_of(text, wanted) if wanted.values else FLAGS.get(same(text))
        taken = same(text) in map(same, wanted.values or ("yes", "no", "true", "false", "1", "0"))
        if meaning and not taken:
            known.append(f"{toml_text(text)} = {toml_text(meaning)}")
        elif text and not taken:
            asked.append(f'# {toml_text(text)} = "?"  # {counted(count, "row")}')
    if known or asked:
        takes = ", ".join(wanted.values or ("yes", "no"))
        yield from ("", f"[values.{wanted.name}]", f"# It takes {takes}.", *known, *asked)


def proposed(text: str, out: Path | None) -> str:
    """The mapping, or what was written where; a file that is there already is left alone."""
    if out is None:
        return text
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{out} is there already and was left alone. Choose another name with --out.") from error
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror or error}).") from error
    return f"Wrote {out}. Check every line of it.\n"
