"""The command line: `scrutiny`. Each command calls one module and prints what it says.

Modules are imported inside their command, so that `scrutiny serve` starts without the ones only loading needs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dashboard.config import Settings
from dashboard.errors import ScrutinyError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Council performance, quarter by quarter: from a system's file to a chart.",
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder that holds the store (default: SCRUTINY_DATA, or data/store).")
]


@app.callback()
def scrutiny() -> None:
    """Gives every command a name of its own, however few there are."""


def main() -> None:
    """Runs the command that was asked for; a problem becomes its message and exit code 1, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know every letter of a service's name
            stream.reconfigure(errors="replace")
    try:
        app()
    except ScrutinyError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(130)


def settings(data: Path | None) -> Settings:
    """The settings of the environment, with the store folder given on the command line."""
    return Settings.from_environment(data=data)


@app.command()
def sample(data: DataOption = None) -> None:
    """Writes the sample store: invented records that add up to what Medway's papers print."""
    from dashboard.sample.build import write

    print(write(settings(data).data))
