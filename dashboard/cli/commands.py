"""The command line: `scrutiny`. Each command calls one module and prints what it says.

Modules are imported inside their command, so that `scrutiny serve` starts without the ones only loading needs.
"""

from __future__ import annotations

import gc
import itertools
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from dashboard import __version__
from dashboard.basics import audit
from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError, UsageError, unknown, was_stopped
from dashboard.cli.imports import DataOption, imports, settings

if TYPE_CHECKING:
    from dashboard.cli.backup import Copied

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Council performance, quarter by quarter: from a system's file to a chart.",
)
app.add_typer(imports, name="import")
ReleaseOption = Annotated[
    str | None, typer.Option("--release", help="public, or draft to see drafts too (default: public).")
]
ByOption = Annotated[str | None, typer.Option("--by", help="Who does it (default: the account's name).")]


def print_version(asked: bool) -> None:
    """Prints the version and ends, where it was asked for."""
    if asked:
        print(f"scrutiny {__version__}")
        raise typer.Exit


@app.callback()
def scrutiny(
    version: Annotated[  # noqa: ARG001 its callback has answered
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Prints the version.")
    ] = False,
) -> None:
    """Gives every command a name of its own, however few there are, and opens the audit log."""
    if path := Settings.from_environment().audit:
        audit.write_to(path)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def figures(
    context: typer.Context,
    measure: Annotated[str, typer.Argument(help="The measure's id, such as complaints_timeliness.")],
    council: Annotated[str | None, typer.Option(help="Council id (default: the one shown first).")] = None,
    quarter: Annotated[str | None, typer.Option(help="Last period, such as 2019-20-Q4 (default: the newest).")] = None,
    since: Annotated[str | None, typer.Option("--from", help="First period (default: the last alone).")] = None,
    period: Annotated[str | None, typer.Option(help="quarter, half_year or year.")] = None,
    by: Annotated[str | None, typer.Option(help="Split by directorate, service, stage, month ...")] = None,
    basis: Annotated[str, typer.Option(help="latest or first_published.")] = "latest",
    output: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    access: Annotated[str, typer.Option(help="internal: all; public: what everybody may see.")] = "internal",
    release: ReleaseOption = None,
    data: DataOption = None,
) -> None:
    """Prints a measure's numbers: one row a period and a --by value, as the pages show them.

    Every dimension of the data is an option too: --directorate NAME, --service NAME, --stage S, --channel C ...; each
    may be given several times.
    """
    from dashboard.measures.public import public_figures
    from dashboard.measures.readings import figures as numbers
    from dashboard.store.data import Data
    from dashboard.store.public.data import PublicData
    from dashboard.views.exports import figures_text

    asked: dict[str, Any] = {
        "council": council,
        "quarter": quarter,
        "since": since,
        "period": period,
        "by": by,
        "basis": basis,
    }
    if access == "public":
        public = PublicData(settings(data))
        table = public_figures(public, measure, **asked, filters=chosen(context.args, public.dimensions))
    elif access == "internal":
        opened = Data(settings(data, release))
        table = numbers(opened, measure, **asked, filters=chosen(context.args, opened.dimensions))
    else:
        raise unknown("access", access, ("internal", "public"))
    print(figures_text(table, output), end="")


def chosen(given: list[str], dimensions: Mapping[str, str]) -> dict[str, list[str]]:
    """The values of `--dimension VALUE` and `--dimension=VALUE`, by dimension."""
    found: dict[str, list[str]] = {}
    words = [part for one in given for part in (one.split("=", 1) if one.startswith("--") else [one])]
    for name, value in itertools.zip_longest(words[::2], words[1::2]):
        dimension = name.removeprefix("--").replace("-", "_")
        if not name.startswith("--") or dimension not in dimensions:
            raise unknown("option", name, [f"--{one.replace('_', '-')}" for one in dimensions])
        if value is None:
            raise UsageError(f"{name} needs a value.")
        found.setdefault(dimension, []).append(value)
    return found


@app.command()
def load(
    dataset: Annotated[
        str,
        typer.Argument(
            metavar="DATASET|FOLDER",
            help="What the file holds, such as complaints; or a folder of what catalogue/sources.csv expects.",
        ),
    ],
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="CSV, XLSX, XLS, ODS or Parquet file; `scrutiny dictionary` lists its columns."),
    ] = None,
    council: Annotated[str | None, typer.Option(help="Council's id, such as medway.")] = None,
    quarter: Annotated[str | None, typer.Option(help="Period: 2019-20-Q4, 2017-18-H1 or 2019-20.")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="TOML file that says what the file's own headings and values mean.")
    ] = None,
    source: Annotated[
        str, typer.Option(help="System, or person, that the files come from; each replaces its own alone.")
    ] = "main",
    replace: Annotated[
        bool, typer.Option("--replace", help="Take a file that lacks more than a tenth of the rows that it replaces.")
    ] = False,
    new_council: Annotated[
        bool, typer.Option("--new-council", help="Take a council that the store does not know yet.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be loaded, and what is odd about it.")
    ] = False,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Only print a mapping to start from; several files may be looked at.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="With --suggest: the file to write the mapping to.")] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Keep it from everybody but `--release draft` until `scrutiny publish`.")
    ] = False,
    by: ByOption = None,
    data: DataOption = None,
) -> None:
    """Validates an extract, in one file or several, or all of a folder, and commits it as a new release."""
    from dashboard.intake import loading
    from dashboard.intake.sources.folder import load_folder
    from dashboard.intake.sources.options import Options
    from dashboard.intake.suggest import proposed, suggestion

    options = Options(source=source, replace=replace, new_council=new_council, dry_run=dry_run, draft=draft, by=by)
    if not files:
        folder = Path(dataset)
        if not folder.is_dir():
            raise UsageError(f"Give the files of {dataset}, or a folder; there is no folder {dataset} here.")
        if quarter is None or mapping or suggest or source != Options.source:
            raise UsageError("A folder takes --quarter; catalogue/sources.csv says source and mapping of each file.")
        print(load_folder(settings(data).data, folder, quarter, council, options))
        return
    if suggest:
        print(proposed(suggestion(dataset, files, settings(data).data), out), end="")
        return
    if council is None or quarter is None:
        raise UsageError("Give --council and --quarter, or --suggest for a mapping to start from.")
    print(loading.load(settings(data).data, dataset, files, council, quarter, mapping, options))


@app.command()
def releases(
    output: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table", data: DataOption = None
) -> None:
    """Lists what was loaded and withdrawn: when, by whom, why, and what it changed; the newest last. Long changes are
    cut short in the table, not in csv and json."""
    from dashboard.intake import releases as listing
    from dashboard.views.exports import rows_text

    rows = listing.releases(settings(data).data)
    print(rows_text(listing.COLUMNS, listing.cut(rows) if output == "table" else rows, output), end="")


@app.command()
def withdraw(
    number: Annotated[int, typer.Argument(help="The release, as `scrutiny releases` numbers it.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept with the release.")] = "",
    by: ByOption = None,
    data: DataOption = None,
) -> None:
    """Takes a load back: a new release in which it is as if that one had not been. Nothing is deleted."""
    from dashboard.intake.releases import withdraw as withdraw_release

    print(withdraw_release(settings(data).data, number, reason, by))


@app.command()
def publish(
    reason: Annotated[str, typer.Option(help="Why; it is kept with the release.")] = "",
    engine: Annotated[str, typer.Option(help="What counts: duckdb, or spark.")] = "duckdb",
    master: Annotated[str | None, typer.Option(help="The Spark cluster: spark://host:7077.")] = None,
    by: ByOption = None,
    data: DataOption = None,
) -> None:
    """Makes all drafts public and counts what is counted by former definitions anew, as one release."""
    from dashboard.intake.publication import publish as publish_now

    if engine not in ("duckdb", "spark"):
        raise unknown("engine", engine, ("duckdb", "spark"))
    if engine == "duckdb":
        if master:
            raise UsageError("--master is a Spark cluster's address: give --engine spark too, or leave it out.")
        print(publish_now(settings(data).data, reason, by))
        return
    from dashboard.spark.cluster import engine as spark

    with spark(master) as counted:
        print(publish_now(settings(data).data, reason, by, counted))


@app.command()
def template(
    dataset: Annotated[str, typer.Argument(help="What the file is to hold: complaints, digital ...; or targets.csv.")],
    output: Annotated[
        str, typer.Option("--format", help="csv, xlsx, or toml for a mapping of your own export.")
    ] = "csv",
    out: Annotated[Path | None, typer.Option(help="File to write (default: DATASET-template.csv).")] = None,
    data: DataOption = None,
) -> None:
    """Writes a file to fill in: a dataset's columns, two invented rows and, in a workbook, what each column means."""
    from dashboard.intake.templates import files as templates

    print(templates.write(dataset, output, out, settings(data).data))


@app.command()
def check(data: DataOption = None) -> None:
    """Holds every file of the store to its checksum and its contract."""
    from dashboard.intake.check import check as check_store
    from dashboard.store.remote.copies import copied

    with copied(Settings.from_environment(data=data).data) as store:
        found = check_store(store)
    print(found)
    if found.wrong:
        raise typer.Exit(1)


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="DEST", help="Folder to make; it must not be there yet.")],
    data: DataOption = None,
) -> None:
    """Copies the store whole, also while loads run and pages are served; exit 1 if a file of it is damaged."""
    from dashboard.cli.backup import backup as back_up

    told(back_up(settings(data).data, target))


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="Folder that `scrutiny backup` made.")],
    data: DataOption = None,
) -> None:
    """Puts a backup where there is no store; a server that runs shows it at the next click."""
    from dashboard.cli.backup import restore as put_back

    told(put_back(source, Settings.from_environment(data=data).data))


def told(copied: Copied) -> None:
    """Says what was copied; exit 1 if a file of it is damaged."""
    print(copied)
    if copied.damaged:
        raise typer.Exit(1)


@app.command()
def dictionary(
    datasets: Annotated[list[str] | None, typer.Argument(help="The datasets to print (default: all).")] = None,
    data: DataOption = None,
) -> None:
    """Prints what a file of a dataset must hold, those of the council's own catalogue included."""
    from dashboard.cli import docs

    print(docs.data_page(settings(data).data, datasets or ()))


@app.command()
def sample(data: DataOption = None) -> None:
    """Writes the sample store: invented records that add up to what Medway's papers print."""
    from dashboard.sample.build import write

    print(write(settings(data).data))


@app.command()
def reconcile(
    output: Annotated[str, typer.Option("--format", help="table or csv.")] = "table", data: DataOption = None
) -> None:
    """Holds each figure that the papers print against the computed one; exit 1 if one differs that is not known to."""
    from dashboard.measures.reconciling import comparing as reconciliation
    from dashboard.measures.reconciling.kinds import DIFFERS
    from dashboard.store.data import Data

    opened = Data(settings(data))
    comparisons = reconciliation.compare_all(opened)
    print(reconciliation.text_of(opened, comparisons, output), end="")
    if any(one.verdict == DIFFERS for one in comparisons):
        raise typer.Exit(1)


@app.command()
def report(
    out: Annotated[Path, typer.Option(help="File to write; one that is there is replaced.")],
    kind: Annotated[str, typer.Option("--format", help="docx, pptx, xlsx or html (default: as --out ends).")] = "",
    council: Annotated[str | None, typer.Option(help="Council id (default: the one shown first).")] = None,
    quarter: Annotated[str | None, typer.Option(help="Period, such as 2019-20-Q4 (default: the newest).")] = None,
    basis: Annotated[str | None, typer.Option(help="latest or first_published.")] = None,
    scheme: Annotated[str | None, typer.Option(help="Status words: rag or achieved_failed.")] = None,
    committee: Annotated[
        str | None, typer.Option(help="Only what is in this committee's remit, by its id or title.")
    ] = None,
    page: Annotated[str, typer.Option(help="One page alone, such as complaints (default: all of them).")] = "",
    view: Annotated[str, typer.Option(help="One page as it stands: its address, '/complaints?council=...'.")] = "",
    release: ReleaseOption = None,
    data: DataOption = None,
) -> None:
    """Writes the quarterly report, or one page of it, as a document."""
    from dashboard.basics.languages import speak
    from dashboard.basics.progress import Patience
    from dashboard.pages.said import asked_for, said
    from dashboard.report import write
    from dashboard.store.data import Data

    chosen = write.format_of(kind, out)
    try:
        with Patience() as patience:
            opened = Data(settings(data, release))
            speak(asked_for(opened, urlsplit(view).query))
            opened = said(opened)
            found = write.asked_for(
                opened,
                view=view,
                page=page,
                council=council,
                quarter=quarter,
                basis=basis,
                scheme=scheme,
                committee=committee,
            )
            write.write(found, chosen, out, patience.step)
    except ScrutinyError:
        raise
    except Exception as error:
        raise write.fault(error, out) from error
    print(f"{out}: {found.title}, {found.subject}.")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to serve on (default: HOST, or 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve on (default: PORT, or 8050).")] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that serve (default: SCRUTINY_WORKERS, or 1); not on Windows.")
    ] = None,
    release: ReleaseOption = None,
    data: DataOption = None,
) -> None:
    """Serves the dashboard and prints its address."""
    from dashboard.access.doors import refuse_to_listen
    from dashboard.web.serving.workers import serve as serve_by_several

    chosen = Settings.from_environment(host=host, port=port, workers=workers, data=data, release=release)
    refuse_to_listen(chosen)
    if not chosen.audit:
        audit.write_to("")
    if chosen.access != "local" and not chosen.contact:
        print("The accessibility statement names nobody to tell: set SCRUTINY_CONTACT.", file=sys.stderr)
    if chosen.workers > 1:
        serve_by_several(serve_by_one, chosen, print_now)
    else:
        serve_by_one(chosen, print_now)


def serve_by_one(chosen: Settings, announce: Callable[[str], None], listening: Sequence[socket.socket] = ()) -> None:
    """Serves from this process, on sockets that are there already or on its own."""
    gc.disable()  # in this process too, which may be one of several; serving enables it
    from app import create_server
    from dashboard.web.serving.server import serve as run

    run(create_server(chosen), chosen, announce, listening)


def main() -> None:
    """Runs the command that was asked for; a problem becomes its message and exit code 1, never a traceback."""
    gc.disable()  # what a command makes goes by itself or at its end; looking for more is a third of reading a file
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know every letter of a service's name
            stream.reconfigure(errors="replace")
    try:
        app()
    except ScrutinyError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except (KeyboardInterrupt, Exception) as error:
        if not was_stopped(error):
            raise
        print("Stopped.", file=sys.stderr)
        sys.exit(130)


def print_now(text: str) -> None:
    """Prints at once, also where the output is a file."""
    print(text, flush=True)
