"""Reads the declarations of datasets and themes: one TOML file each, ours and a council's own, checked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from dashboard.basics.errors import CatalogueError, UsageError
from dashboard.basics.toml_files import read_toml_as
from dashboard.catalogue.datasets import NAME, Declaration
from dashboard.catalogue.records import FOLDER
from dashboard.catalogue.texttables import Problems

THEMES = "themes"  # the folder of a catalogue that holds them


def declarations(folders: Sequence[Path], problems: Problems) -> dict[str, Declaration]:
    """The datasets that these catalogues declare, by the names of their files; what is wrong is noted as a problem."""
    found: dict[str, Declaration] = {}
    for path in (path for folder in folders for path in sorted((folder / THEMES).glob("*.toml"))):
        if not NAME.fullmatch(path.stem):
            problems.found.append(
                f"{path}: a dataset is called as its file, in small letters, digits and underscores. Rename the file."
            )
        elif path.stem in found:
            problems.found.append(f"{path}: there is a dataset {path.stem} already. Give the file another name.")
        else:
            try:
                found[path.stem] = read_toml_as(path, Declaration).named(path.stem)
            except UsageError as error:
                problems.found.append(str(error))
    return found


def declared(data: Path | None = None) -> dict[str, Declaration]:
    """The project's datasets and those of the store's own catalogue; CatalogueError with all that is wrong."""
    problems = Problems()
    found = declarations([FOLDER, *([data / "catalogue"] if data else [])], problems)
    if problems.found:
        raise CatalogueError(f"The catalogue cannot be used. To be put right:\n{problems.message()}")
    return found


@cache
def built_in() -> dict[str, Declaration]:
    """The project's own datasets."""
    return declared()


def labels_of(datasets: dict[str, Declaration]) -> dict[tuple[str, str], dict[str, str]]:
    """The words for the datasets and for the codes of their columns, as the declarations give them."""
    found: dict[tuple[str, str], dict[str, str]] = {
        ("", "dataset"): {name: one.dataset.label or name for name, one in datasets.items()}
    }
    for name, one in datasets.items():
        found |= {(name, column): dict(its.values) for column, its in one.columns.items() if its.values}
    return found
