"""Reads the declarations of datasets and themes: one TOML file each, ours and a council's own, checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from dashboard.basics.errors import CatalogueError, UsageError
from dashboard.basics.toml_files import read_toml_as
from dashboard.basics.translations import FOLDER as LANGUAGES
from dashboard.catalogue import vocabularies
from dashboard.catalogue.datasets import NAME, Declaration
from dashboard.catalogue.records import FOLDER
from dashboard.catalogue.texttables import Problems
from dashboard.catalogue.vocabularies import FILE as VOCABULARIES

THEMES, QUERIES = "themes", "queries"  # the folders of a catalogue that hold declarations and their SQL
OF_DATASET = re.compile(r"^places_of_|_(cube|counts|components|records)$")
PAGE_PATH = re.compile(r'^\s*path\s*=\s*"(/[a-z0-9-]+)"', re.MULTILINE)
PICTURES = ("*.png", "*.svg", "*.docx")  # logos and Word templates
TRANSLATIONS = (f"{LANGUAGES}/*.po",)  # which say the same in another language, and so define nothing
CATALOGUE_FILES = ("*.csv", f"{THEMES}/*.toml", f"{QUERIES}/*.sql", *PICTURES)


def declarations(
    folders: Sequence[Path], problems: Problems, left_out: Collection[Path] = ()
) -> dict[str, Declaration]:
    """The datasets that these catalogues declare, by the names of their files; what is wrong is noted as a problem."""
    found: dict[str, Declaration] = {}
    for path in (path for folder in folders for path in sorted((folder / THEMES).glob("*.toml"))):
        if path in left_out:
            continue
        if not NAME.fullmatch(path.stem):
            advice = "a dataset is called as its file, in small letters, digits and underscores. Rename the file."
            problems.add(path, f"{path}: {advice}")
        elif path.stem in found:
            problems.add(path, f"{path}: there is a dataset {path.stem} already. Give the file another name.")
        else:
            try:
                found[path.stem] = as_written(path).model_copy().named(path.stem)
            except UsageError as error:
                problems.add(path, str(error))
    return vocabularies.extended(folders, found, problems, left_out)


def as_written(path: Path) -> Declaration:
    """What a declaration's file says; read anew only where that has changed."""
    try:
        return known_by_content(path, path.read_bytes())
    except OSError:
        return read_toml_as(path, Declaration)  # which says what is wrong


@lru_cache(maxsize=100)
def known_by_content(path: Path, content: bytes) -> Declaration:  # noqa: ARG001 a file is known by what it holds
    """The same, by the bytes of the file."""
    return read_toml_as(path, Declaration)


def gone(paths: Iterable[Path]) -> set[str]:
    """The datasets of declarations that cannot be used: what the files are called, or were meant to be."""
    names = [path.stem for path in paths if path.suffix == ".toml"]
    return {*names, *(re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") for name in names)}


def is_ours(dataset: str) -> bool:
    """Whether a dataset is declared by the project itself."""
    return (FOLDER / THEMES / f"{dataset}.toml").exists()


def belongs_to(query: str, datasets: Container[str]) -> bool:
    """Whether a query of this name is that of a council's own dataset among these."""
    dataset = OF_DATASET.sub("", query)
    return dataset != query and dataset in datasets and not is_ours(dataset)


def declared(data: Path | None = None) -> dict[str, Declaration]:
    """The project's datasets and those of the store's own catalogue; CatalogueError with all that is wrong."""
    problems = Problems()
    found = declarations([FOLDER, *([data / "catalogue"] if data else [])], problems)
    if problems.found:
        raise CatalogueError(f"The catalogue cannot be used. To be put right:\n{problems.message()}")
    return found


def declaration(data: Path, dataset: str) -> Declaration | None:
    """One of these datasets, whatever is wrong with the declarations of others; None where there is none, and
    CatalogueError where its own declaration has mistakes."""
    problems = Problems()
    found = declarations([FOLDER, data / "catalogue"], problems)
    if (
        dataset not in found and dataset in gone(problems.files)
    ) or data / "catalogue" / VOCABULARIES in problems.files:
        raise CatalogueError(f"The catalogue cannot be used. To be put right:\n{problems.message()}")
    return found.get(dataset)


def page_path(file: Path) -> str:
    """The address of the page that a declaration was to make, as far as the file says it; else nothing."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    found = PAGE_PATH.search(text)
    return found[1] if found else ""


@cache
def built_in() -> dict[str, Declaration]:
    """The project's own datasets."""
    return declared()


def of_store(data: Path, dataset: str) -> Declaration | None:
    """A dataset as the store has it, the project's own read anew only where the store adds codes to them."""
    ours = None if vocabularies.has_own(data) else built_in().get(dataset)
    return ours or declaration(data, dataset)


def in_a_sentence(label: str) -> str:
    """A label inside a sentence: its first letter small, unless the word is all capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def labels_of(datasets: Mapping[str, Declaration]) -> dict[tuple[str, str], dict[str, str]]:
    """The words for the datasets and for the codes of their columns, as the declarations give them."""
    found: dict[tuple[str, str], dict[str, str]] = {
        ("", "dataset"): {name: one.dataset.label or name for name, one in datasets.items()},
        ("", "loaded"): {name: in_a_sentence(one.dataset.label or name) for name, one in datasets.items()},
    }
    for name, one in datasets.items():
        found |= {(name, column): dict(its.values) for column, its in one.columns.items() if its.values}
    return found


def components_of(datasets: Mapping[str, Declaration]) -> dict[str, tuple[str, ...]]:
    """What the measures of each dataset can be made of; datasets that nothing is counted of are left out."""
    found = {name: one.dataset.made_of for name, one in datasets.items()}
    return {name: parts for name, parts in found.items() if parts}
