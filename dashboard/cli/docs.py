"""What is written from the code: `python -m dashboard.cli.docs` writes it anew.

The query index and the parts of measures come from the headers of queries/*.sql, the data dictionary from the
contracts, the README's table of settings from the settings record, the licences from the packages, the types of what
scripts read from the records that views send them, the template for translators from all that there is to say. An
architecture test fails when one of them has drifted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from dashboard.basics.config import ROOT, Settings
from dashboard.basics.errors import ScrutinyError, unknown
from dashboard.basics.translations import TEMPLATE
from dashboard.catalogue.tables import TABLES
from dashboard.catalogue.themes import built_in, components_of, declared
from dashboard.cli import licences
from dashboard.cli.texts import template
from dashboard.cli.typescript import declarations
from dashboard.store.queries import OURS

CATALOGUE = ROOT / "docs" / "catalogue.md"
KEYS = ("purpose", "grain", "parameters", "columns", "reads")
TYPED_NAME = re.compile(
    r"\b([a-z][a-z0-9_]*) "
    r"((?:VARCHAR|UBIGINT|BIGINT|INTEGER|SMALLINT|DOUBLE|BOOLEAN|DATE|DECIMAL\(\d+,\d+\))(?:\[\])?)(?!\w)"
)
SETTINGS_START, SETTINGS_END = "<!-- settings: written by `make format` -->", "<!-- end of settings -->"
COLUMNS_START, COLUMNS_END = "<!-- columns: written by `make format` -->", "<!-- end of columns -->"
PARTS_START, PARTS_END = "<!-- parts: written by `make format` -->", "<!-- end of parts -->"
QUERIES_INTRODUCTION = (
    "Every question that the dashboard asks of the data is one file in `queries/`, or has the same shape for every "
    "dataset and is written from its declaration; a file that reads `chosen`, `matching` or `in_period` says what it "
    "makes of those rows, and the rest is written around it. This page is written from the headers by `make format`."
)
DATA_INTRODUCTION = (
    "What a file must hold to be loaded. Columns are found by name, in any order; one that is not listed here is left "
    "out and never stored. `scrutiny template DATASET` writes a file to fill in, and a mapping lets a system's export "
    "keep its own headings and values: see [Your first quarter](first-quarter.md). This page is written from the "
    "contracts by `make format`."
)


@dataclass(frozen=True)
class Header:
    """What a query file says of itself in its first five lines."""

    name: str
    purpose: str
    grain: str
    parameters: str
    columns: str
    reads: str

    def declared_parameters(self) -> dict[str, str]:
        """Each parameter's DuckDB type."""
        return dict(TYPED_NAME.findall(self.parameters))

    def declared_columns(self) -> list[tuple[str, str]]:
        """The columns in order, each with its DuckDB type."""
        return list(TYPED_NAME.findall(self.columns))


def header(name: str, text: str) -> Header:
    """A query's header; ScrutinyError where it does not open with one."""
    lines = text.splitlines()
    values: dict[str, str] = {}
    for line, key in zip(lines, KEYS, strict=False):
        start = f"-- {key + ':':<12}"
        if not line.startswith(start):
            raise ScrutinyError(f'{name}.sql must open with {", ".join(KEYS)}; its {key} line must start "{start}".')
        values[key] = line[len(start) :].strip()
    return Header(name, **values)


def headers() -> list[Header]:
    """The headers of all queries, in alphabetical order."""
    return [header(name, text) for name, text in sorted(OURS.texts.items())]


def table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(heading), ["---" for _ in heading], *map(list, rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def queries_page() -> str:
    """The query index."""
    parts = ["# Queries", QUERIES_INTRODUCTION]
    for item in headers():
        file = f"../queries/{item.name}.sql"
        named = f"[{item.name}]({file})" if (ROOT / "queries" / f"{item.name}.sql").exists() else item.name
        parts += [
            f"## {named}",
            item.purpose,
            f"- Grain: {item.grain}\n- Parameters: {item.parameters}\n- Columns: {item.columns}\n- Reads: {item.reads}",
        ]
    return "\n\n".join(parts) + "\n"


def data_page(data: Path | None = None, names: Sequence[str] = ()) -> str:
    """The data dictionary: of our datasets and those that a store's own catalogue declares, or of those named alone.

    Raises UsageError with the nearest name for one that there is not.
    """
    from dashboard.contracts.datasets import contract_of

    known = declared(data)
    for name in names:
        if name not in known:
            raise unknown("dataset", name, known)
    parts = ["# Data dictionary", DATA_INTRODUCTION]
    for name, contract in ((name, contract_of(known[name])) for name in dict.fromkeys(names or known)):
        rows = [
            (
                f"`{field.name}`",
                field.written,
                "yes" if field.required else "may be empty",
                field.description,
            )
            for field in contract.fields
        ]
        parts += [
            f"## {name}",
            f"One row is {contract.title}. {contract.description}",
            table(("Column", "Holds", "Needed", "Meaning"), rows),
            " ".join([f"A row is known by {' and '.join(f'`{one}`' for one in contract.key)}.", *contract.rules]),
        ]
    return "\n\n".join(parts) + "\n"


def settings_table() -> str:
    """The README's table of settings."""
    rows = []
    for item in fields(Settings):
        default = item.default.relative_to(ROOT).as_posix() if isinstance(item.default, Path) else str(item.default)
        rows.append((f"`{item.metadata['variable']}`", f"`{default}`" if default else "", item.metadata["help"]))
    return table(("Variable", "Default", "What it does"), rows)


def parts_table() -> str:
    """What measures can be made of, by dataset."""
    rows = (
        (f"`{name}`", ", ".join(f"`{part}`" for part in parts)) for name, parts in components_of(built_in()).items()
    )
    return table(("Dataset", "Parts"), rows)


def columns_table() -> str:
    """The columns of the catalogue's tables."""
    rows = (
        (
            f"`{one.file}`",
            ", ".join(f"`{name}`" for name in one.columns if name not in one.optional),
            ", ".join(f"`{name}`" for name in one.optional),
        )
        for one in TABLES
    )
    return table(("File", "Columns", "May be left out"), rows)


def licences_page() -> str:
    """The licences of what runs or is shipped with the project."""
    parts = [
        "# Licences",
        licences.INTRODUCTION,
        "## Files that come with it",
        table(("File", "What it is", "Licence"), licences.files()),
        "## Packages that are installed with it",
        table(("Package", "Range asked for", "Version tested with", "Licence"), licences.packages()),
        "A package without a range is one that another asks for; some are installed on some systems alone.",
    ]
    return "\n\n".join(parts) + "\n"


def renewed(text: str, start: str, end: str, content: str) -> str:
    """The text with what stands between two marks renewed."""
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}\n{content}\n{end}{after}"


def catalogue_page() -> str:
    """The page about the catalogue with its tables renewed."""
    text = CATALOGUE.read_text(encoding="utf-8")
    return renewed(renewed(text, PARTS_START, PARTS_END, parts_table()), COLUMNS_START, COLUMNS_END, columns_table())


def pages() -> dict[Path, str]:
    """Every file with a generated part, and what should stand in it."""
    return {
        TEMPLATE: template(),
        ROOT / "docs" / "queries.md": queries_page(),
        ROOT / "docs" / "data.md": data_page(),
        ROOT / "docs" / "licences.md": licences_page(),
        ROOT / "tests" / "scripts" / "contract.d.ts": declarations(),
        ROOT / "README.md": renewed(
            (ROOT / "README.md").read_text(encoding="utf-8"), SETTINGS_START, SETTINGS_END, settings_table()
        ),
        CATALOGUE: catalogue_page(),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
