"""Mapping files: short TOML files in which a person says how a system's file is to be read.

What such a file may hold is a pydantic model; this module reads the file, checks it against the model and says
everything that is wrong with it at once, in words for the person who wrote it.
"""

from __future__ import annotations

import codecs
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from dashboard.basics.errors import UsageError, counted, nearest, quoted

M = TypeVar("M", bound=BaseModel)

PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
WANTED = {
    "string_type": "text in quotation marks",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list in square brackets",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table, with a line for each name",
    "model_type": "a table, with a line for each name",
    "too_short": "a list with something in it",
    "string_too_short": "text that is not empty",
}


def toml_text(text: str) -> str:
    """The text as TOML writes it; JSON's rules are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def as_list(value: Any) -> Any:
    """A text as a list that holds only it; anything else as it is."""
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[Text], BeforeValidator(as_list), Field(min_length=1)]


def read_mapping(path: Path, model: type[M]) -> M:
    """The mapping that the file holds.

    Raises one UsageError that lists every problem of the file: each with the key, what was found and what to do.
    """
    found = read_toml(path)
    try:
        return model.model_validate(found)
    except ValidationError as error:
        says = [f"  {described(one, model)}" for one in error.errors(include_url=False)]
    raise UsageError("\n".join([f"{path.name} cannot be used: {counted(len(says), 'problem')}.", *says]))


class PlacedError(ValueError):
    """What is wrong inside a model that was read whole: under which of its keys, and the text found there."""

    def __init__(self, place: Sequence[str], found: str, message: str) -> None:
        super().__init__(message)
        self.place, self.found = place, found


def read_toml_as(path: Path, model: type[M]) -> M:
    """What a file of the catalogue holds; one UsageError that names path and line of each problem."""
    found = read_toml(path)
    try:
        return model.model_validate(found)
    except ValidationError as error:
        text = decoded(path.read_bytes())
        says = [
            f"{path}, line {line_of_error(text, one)}, {described(one, model)}"
            for one in error.errors(include_url=False)
        ]
    raise UsageError("\n".join(says))


def line_of_error(text: str, error: Any) -> int:
    """The line that one of pydantic's errors is about."""
    place, found, inner = error["loc"], error["input"], error.get("ctx", {}).get("error")
    if isinstance(inner, PlacedError):
        place, found = (*place, *inner.place), inner.found
    return line_saying(text, place, found if isinstance(found, str) else "")


def line_saying(text: str, place: Sequence[str | int], found: str = "") -> int:
    """The line below a key on which the text stands that was found there; that of the key where it does not."""
    line = line_of(text, place)
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, content in lines if number >= line and f'"{found}"' in content), line)


HEADING = re.compile(r"\s*(\[+)([^\[\]]+)\]+\s*(?:#.*)?$")
KEY = re.compile(r"\s*([\w-]+|\"[^\"]*\")\s*=")
OUTSIDE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*|[\[\]{},]")  # what may hold brackets, and brackets


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line on which a key stands, or the nearest thing above it that does; the first where nothing does. A number
    in the place is that of a list's item."""
    wanted: list[str | int] = [one for one in place if one != "[key]"]
    best, line, under = 0, 1, list[str | int]()
    times: dict[str, int] = {}
    for number, content in enumerate(text.splitlines(), 1):
        if heading := HEADING.match(content):
            under = [part.strip().strip('"') for part in heading[2].split(".")]
            if len(heading[1]) > 1:  # one item of a list after the other
                times[heading[2]] = times.get(heading[2], -1) + 1
                under.append(times[heading[2]])
            here = under
        elif key := KEY.match(content):
            here = [*under, key[1].strip('"')]
        else:
            continue
        if len(here) > best and here == wanted[: len(here)]:
            best, line = len(here), number
    item = wanted[best] if best < len(wanted) else None
    return line_of_item(text, line, item) if isinstance(item, int) else line


def line_of_item(text: str, line: int, item: int) -> int:
    """The line on which an item of the list that begins on a line begins; that line where it has no such item."""
    depth, count = 0, -1
    for number, content in enumerate(text.splitlines()[line - 1 :], line):
        after = content.partition("=")[2] if number == line else content
        for mark in OUTSIDE.findall(after):
            if depth == 1 and mark not in ",]" and not mark.startswith("#"):
                count += 1
                if count == item:
                    return number
            depth += (mark in "[{") - (mark in "]}")
            if depth == 0:
                return line
    return line


def read_toml(path: Path) -> dict[str, Any]:
    """What the TOML file says; UsageError that names the line where it says nothing."""
    if not path.is_file():
        folder = path.parent if path.parent.is_dir() else Path()
        near = nearest(path.name, [one.name for one in folder.iterdir() if one.is_file()])
        raise UsageError(f"There is no mapping file {path}.{near}")
    try:
        text = decoded(path.read_bytes())
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not UTF-8 text. Save it in the encoding UTF-8 and try again.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error}).") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(misspelt(path.name, text, str(error))) from error


def decoded(content: bytes) -> str:
    """The text, in UTF-8 or, as Windows PowerShell writes what a command prints, in UTF-16."""
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if utf16 else "utf-8-sig").replace("\r\n", "\n")


def misspelt(name: str, text: str, says: str) -> str:
    """The message for text that is not TOML: the line, what is wrong with it and how lines are written."""
    place = PLACE.search(says)
    reason = PLACE.sub("", says)
    where = "at its end"
    if place and place[1]:
        line = text.splitlines()[int(place[1]) - 1 : int(place[1])]
        where = f"line {place[1]}" + (f", {quoted(line[0].strip())}" if line and line[0].strip() else "")
    return (
        f"{name} cannot be used, {where}: {reason[:1].lower()}{reason[1:]}.\n"
        'Write a line as name = "text", or name = ["text", "other text"]. Text stands in quotation marks, and so '
        "does a name with a space in it; a name may stand once under each [heading]."
    )


def described(error: Any, model: type[BaseModel]) -> str:
    """One of pydantic's errors, as `key: what was found, and what to do`."""
    place: tuple[str | int, ...] = error["loc"]
    key = written(place)
    kind = error["type"]
    if kind == "missing":
        return f"{key}: is missing; add it."
    if kind == "extra_forbidden":
        names = names_at(model, place[:-1])
        return f"{key}: there is no such key.{nearest(str(place[-1]), names)} There is: {', '.join(names)}."
    if kind == "value_error":
        return f"{key}: {error['ctx']['error']}" if key else str(error["ctx"]["error"])
    if kind == "literal_error":
        return f"{key}: {seen(error['input'])} is not one of the values; write {error['ctx']['expected']}."
    if kind == "greater_than_equal":
        return f"{key}: {seen(error['input'])} is too small; write {error['ctx']['ge']} or more."
    wanted = WANTED.get(kind, error["msg"][:1].lower() + error["msg"][1:])
    return f"{key}: {seen(error['input'])} stands where there should be {wanted}."


def written(place: Sequence[str | int]) -> str:
    """A key as the file names it: `[values.stage] Stage 1`; a place in a list is counted from one."""
    names = [one for one in place if isinstance(one, str) and one != "[key]"]
    position = f", value {place[-1] + 1}" if place and isinstance(place[-1], int) else ""
    if len(names) < 2:
        return "".join(names) + position
    return f"[{'.'.join(names[:-1])}] {names[-1]}{position}"


def names_at(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """The keys that the model knows at a place; a name in a table of such models is no key."""
    named = False
    for name in place:
        if named or isinstance(name, int):
            named = False
            continue
        known = {field.alias or key: field.annotation for key, field in model.model_fields.items()}
        inner = known.get(str(name))
        models = [one for one in (inner, *get_args(inner)) if isinstance(one, type) and issubclass(one, BaseModel)]
        if not models:
            return []
        model, named = models[0], get_origin(inner) is dict
    return [field.alias or key for key, field in model.model_fields.items()]


def seen(value: Any) -> str:
    """What a key holds, in a few words."""
    if isinstance(value, str):
        return quoted(value) if value else "an empty text"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a table" if value else "an empty table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return str(value)[:40]
