"""`scrutiny import`: files as government and councils publish them, each read by a module of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.basics.config import STORE, Settings

imports = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Brings in files as government and councils publish them.",
)

DataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="FOLDER|ADDRESS",
        help=f"Folder that holds the store, or its address, s3://bucket/store (default: SCRUTINY_DATA, or {STORE}).",
    ),
]


def settings(data: str | None, release: str | None = None) -> Settings:
    """The settings of the environment, with what is given on the command line; a store in object storage is fetched."""
    from dashboard.store.remote import mirror

    found = Settings.from_environment(data=data, release=release)
    mirror.fetch(found.data)
    return found


@imports.callback()
def publications() -> None:
    """Gives every import a name of its own, however few there are."""


@imports.command("mhclg-homelessness")
def mhclg_homelessness(
    file: Annotated[
        Path, typer.Argument(help="The Ministry's workbook of detailed local authority tables (XLSX or ODS).")
    ],
    older: Annotated[
        bool, typer.Option("--older", help="Take an edition that was published before the one in the store.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Brings in the Ministry's quarterly homelessness tables, of every authority."""
    from dashboard.imports import mhclg

    print(mhclg.load(settings(data).data, file, older=older))


@imports.command("spend-over-500")
def spend_over_500(
    files: Annotated[list[Path], typer.Argument(help="CSV files as the council publishes them, all of a quarter.")],
    council: Annotated[str | None, typer.Option(help="Council's id, such as gateshead.")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="TOML file that names the columns and what counts as agency staff.")
    ] = None,
    suggest: Annotated[bool, typer.Option("--suggest", help="Only print a mapping to start from.")] = False,
    out: Annotated[Path | None, typer.Option(help="With --suggest: the file to write the mapping to.")] = None,
    quarter: Annotated[
        list[str] | None, typer.Option(help="Only this quarter, such as 2022-23-Q1; may be given several times.")
    ] = None,
    keep_suppliers: Annotated[
        bool, typer.Option("--keep-suppliers", help="Store the suppliers' names, which may be people's.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="File for rows that cannot be read (default: COUNCIL-spend-rejects.csv).")
    ] = None,
    most_rejects: Annotated[
        float, typer.Option(min=0, max=100, help="Per cent of the rows that may be unreadable.")
    ] = 1.0,
    nothing_paid: Annotated[
        list[str] | None,
        typer.Option(help="A quarter in which nothing was paid for agency staff; may be given several times."),
    ] = None,
    new_council: Annotated[
        bool, typer.Option("--new-council", help="Take a council that the store does not know yet.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Brings in what a council paid for agency staff, from the payments over £500 that it publishes."""
    from dashboard.basics.errors import UsageError
    from dashboard.imports import spend
    from dashboard.imports.spend_suggest import suggestion
    from dashboard.intake.suggest import proposed

    if suggest:
        print(proposed(suggestion(files), out), end="")
        return
    if council is None or mapping is None:
        raise UsageError("Give --council and --mapping, or --suggest for a mapping to start from.")
    print(
        spend.load(
            settings(data).data,
            files,
            council,
            mapping,
            quarters=quarter or [],
            keep_suppliers=keep_suppliers,
            rejects_path=rejects,
            most_rejects=most_rejects,
            nothing_paid=nothing_paid or [],
            new_council=new_council,
        )
    )
