"""A council's own codes beside those that the declarations have: stages, outcomes, channels, reasons.

A row of `vocabularies.csv` adds one code to a `one of` column. It may count as a built-in code: wherever a rule names
that one, the new one is meant too. One that counts as none counts in totals alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from dashboard.catalogue.datasets import NAME, Column, Declaration, OwnCode
from dashboard.catalogue.texttables import Line, Problems, read_table

FILE = "vocabularies.csv"
COLUMNS = ("dataset", "column", "code", "label", "order", "counts_as")
OPTIONAL = ("order", "counts_as")
MOST = 1000


def has_own(data: Path) -> bool:
    """Whether the store's catalogue adds codes to datasets of the project."""
    return (data / "catalogue" / FILE).exists()


def extended(
    folders: Sequence[Path], datasets: Mapping[str, Declaration], problems: Problems, left_out: Collection[Path] = ()
) -> dict[str, Declaration]:
    """The datasets with the codes that these catalogues add; what is wrong is noted as a problem."""
    paths = (folder / FILE for folder in folders)
    lines = [
        line
        for path in paths
        if path.exists() and path not in left_out
        for line in read_table(path, COLUMNS, problems, OPTIONAL)
    ]
    found: dict[tuple[str, str], dict[str, OwnCode]] = {}
    for line in lines:
        if one := own_code(line, datasets, found):
            found.setdefault((line.cells["dataset"], line.cells["column"]), {})[one.code] = one
    return {
        name: declaration.with_codes(
            {column: rows.values() for (owner, column), rows in found.items() if owner == name}
        )
        for name, declaration in datasets.items()
    }


def open_to(datasets: Mapping[str, Declaration]) -> dict[str, Declaration]:
    """The datasets to which codes can be added: those whose records are counted, and not about every council."""
    return {
        name: one
        for name, one in datasets.items()
        if not (one.dataset.by_period or one.dataset.national) and coded(one)
    }


def coded(one: Declaration) -> dict[str, Column]:
    """The columns of a dataset that hold codes."""
    return {name: column for name, column in one.columns.items() if column.kind == "one of"}


def own_code(
    line: Line, datasets: Mapping[str, Declaration], known: Mapping[tuple[str, str], Mapping[str, OwnCode]]
) -> OwnCode | None:
    """The code of this line; None where its dataset or column has none."""
    valid = open_to(datasets)
    dataset = line.one_of("dataset", list(valid))
    columns = coded(valid[dataset]) if dataset in valid else {}
    column = line.one_of("column", list(columns)) if columns else ""
    code, label = line.required("code"), line.required("label")
    if column not in columns:
        return None
    values = columns[column].values
    if code and not NAME.fullmatch(code):
        line.note("code", "Write small letters, digits and underscores, a letter first, such as stage_3.")
    elif code in values:
        line.note("code", f"{dataset} has it already. labels.csv gives it other words.")
    elif code in known.get((dataset, column), {}):
        line.note("code", "An earlier line already says this; keep one of them.")
    order = line.whole("order", most=MOST) if line.text("order") else None
    return OwnCode(code, label, order, line.one_of("counts_as", list(values), optional=True))
