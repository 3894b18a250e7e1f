"""The template of all that the dashboard says, as gettext has it, for `python -m dashboard.cli.docs` to write.

Python and scripts mark their messages; those of the catalogue are found by column and field. What the command line says
to whoever runs the server is not in it: that stays English.
"""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from tomllib import loads

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from dashboard.basics.config import ROOT
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.files import read_catalogue
from dashboard.catalogue.records import FOLDER
from dashboard.catalogue.themes import THEMES
from dashboard.pages.said import FORMS, MEASURE, NAMES, record

# where what is said to readers stands, and not only to whoever runs the server
SAYING = ("access", "basics", "catalogue", "figures", "measures", "pages", "report", "views", "web")
ROOMS = (
    "app.py",
    "callbacks",
    "layouts",
    "dashboard/store/data.py",
    "dashboard/store/health.py",
    "dashboard/store/missing.py",
    *(f"dashboard/{room}" for room in SAYING),
)
SCRIPTS = ROOT / "assets" / "scripts"
# the functions whose first text is a message, and those with one for one and one for more
ONE, TWO = ("_", "N_"), ("n_", "NN_", "plural", "plural_of")
WIDTH = 120
Text = str | tuple[str, str]


def template() -> str:
    """The template: each message once, with the files that it stands in, in the order of those."""
    found = Catalog(project="Scrutiny", charset="utf-8")
    for path, texts in everything():
        for text in texts:
            found.add(text, locations=[(path.relative_to(ROOT).as_posix(), None)])  # type: ignore[list-item]
    out = BytesIO()
    write_po(out, found, width=WIDTH, omit_header=True, include_lineno=False)
    return out.getvalue().decode()


def everything() -> Iterator[tuple[Path, Iterable[Text]]]:
    """Every file that says something, with its messages."""
    for room in ROOMS:
        top = ROOT / room
        for path in [top] if top.is_file() else sorted(top.rglob("*.py")):
            yield path, of_python(path)
    for path in sorted(SCRIPTS.rglob("*.js")):
        yield path, of_script(path)
    for path in sorted((FOLDER / THEMES).glob("*.toml")):
        yield path, of_declaration(path)
    yield FOLDER / "measures.csv", of_measures(FOLDER / "measures.csv")
    yield FOLDER / "labels.csv", of_labels(FOLDER / "labels.csv")
    yield FOLDER / "glossary.csv", of_glossary()


def of_python(path: Path) -> list[Text]:
    """The messages that a module marks, in their order. Babel's own extractor does not look into f-strings."""
    calls = (one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, ast.Call))
    found: list[tuple[int, int, Text]] = []
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in ONE and call.args[:1] and texts:
            found.append((call.lineno, call.col_offset, texts[0]))
        elif name in TWO and len(texts) > 1:
            found.append((call.lineno, call.col_offset, (texts[0], texts[1])))
    return [text for _line, _column, text in sorted(found, key=lambda one: one[:2])]


def of_script(path: Path) -> Iterator[str]:
    """The messages that a script marks."""
    for _line, text, _comments, _context in extract("javascript", BytesIO(path.read_bytes()), {"_": None}):
        yield str(text)


def of_declaration(path: Path) -> list[Text]:
    """The messages of a theme's declaration, by the fields in which it is translated."""
    declaration = Declaration.model_validate(loads(path.read_text(encoding="utf-8")))
    found: list[Text] = [(page.noun[0], page.noun[-1])] if (page := declaration.page) else []

    def say(text: str) -> str:
        found.append(text)
        return text

    record(declaration, say)
    return found


def of_measures(path: Path) -> Iterator[str]:
    """The words of our measures."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from filter(None, (row[name] for name in MEASURE))


def of_glossary() -> Iterator[str]:
    """The words that pages explain, each with its forms and its meaning."""
    for one in read_catalogue().glossary:
        yield from (one.word, FORMS.join(one.forms), one.meaning)


def of_labels(path: Path) -> Iterator[str]:
    """The labels of codes."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row["label"] for row in csv.DictReader(file) if row["column"] != NAMES)
