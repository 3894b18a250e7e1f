"""`scrutiny import`: files as government and councils publish them, each read by a module of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.config import Settings

imports = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Brings in files as government and councils publish them.",
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder that holds the store (default: SCRUTINY_DATA, or data/store).")
]


@imports.callback()
def publications() -> None:
    """Gives every import a name of its own, however few there are."""


@imports.command("mhclg-homelessness")
def mhclg_homelessness(
    file: Annotated[Path, typer.Argument(help="The Ministry's workbook of detailed local authority tables (XLSX).")],
    data: DataOption = None,
) -> None:
    """Brings in the Ministry's quarterly homelessness tables, of every authority."""
    from dashboard.imports import mhclg

    print(mhclg.load(Settings.from_environment(data=data).data, file))
