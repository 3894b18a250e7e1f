"""`scrutiny load FOLDER`: all the files that `sources.csv` expects of a period, as one release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.basics import formatting as fmt
from dashboard.basics.calendars import today, working_days
from dashboard.basics.errors import LoadError, ScrutinyError, UsageError, counted, listed
from dashboard.basics.progress import Patience
from dashboard.basics.quarters import Period
from dashboard.catalogue.unread import SOURCES
from dashboard.intake.loading import Outcome, checked_place, committed, doubts, heading, told_beside
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.sources.councils import refuse_unknown
from dashboard.intake.sources.expected import Expected, read_expected
from dashboard.intake.sources.options import Options
from dashboard.intake.sources.prepared import Prepared, prepared
from dashboard.intake.sources.several import refusal
from dashboard.store.manifest import MAIN, Manifest, named, read_manifest


@dataclass(frozen=True)
class Row:
    """A line of the report's table."""

    council: str
    dataset: str
    source: str
    rows: str
    what: str


def load_folder(data: Path, folder: Path, quarter: str, council: str | None, options: Options) -> str:
    """Loads every file of the folder that a line of `sources.csv` means, as one release, and returns the report.

    Raises UsageError or LoadError with all that is wrong in any of them; the store is as it was then.
    """
    lines = [one for one in read_expected(data) if council in (None, one.council)]
    if not lines:
        raise UsageError(f"{SOURCES} expects nothing of {council or 'any council'}. Add its lines, or check --council.")
    period = checked_place(lines[0].council, quarter)
    found = {one.line: one.files(folder, period) for one in lines}
    refuse_shared(lines, found)
    came = [one for one in lines if found[one.line]]
    if not came:
        raise LoadError(
            f"Nothing in {folder} is a file that {SOURCES} expects of {period.label}. {UNTOUCHED}\n"
            f"It expects: {listed(sorted({one.named(period) for one in lines}))}."
        )
    if not options.new_council:
        where = {one.council: f"{SOURCES}, line {one.line}, council: " for one in reversed(came)}
        refuse_unknown(read_manifest(data).seen(drafts=options.draft), where)
    with Patience() as patience:
        ready = all_prepared(data, came, found, period, patience)
        patience.begin("Publishing")
        outcomes, before, after = committed(data, ready, options)
    said = dict(zip((one.line for one in came), outcomes, strict=True))
    fresh = any(not one.already for one in outcomes)
    begins = heading(before, after, options) if fresh else "Nothing was changed, and there is no new release"
    expected = counted(len(lines), "expected extract")
    first = f"{begins}: {period.long_label}, {len(came)} of {expected} from {folder.resolve().name}."
    table = [row(one, said.get(one.line), period, before) for one in lines]
    return "\n".join(
        [
            first,
            *laid_out(table),
            *others(folder, found),
            *(sentence for one in outcomes for sentence in remarks(one)),
            *told_beside(data, outcomes, before, after, options),
        ]
    )


def refuse_shared(lines: Sequence[Expected], found: dict[int, list[Path]]) -> None:
    """Refuses a file that two lines mean."""
    owners: dict[Path, int] = {}
    shared = []
    for one in lines:
        for path in found[one.line]:
            if path in owners:
                shared.append(f"  {path.name} is meant by line {owners[path]} and by line {one.line}")
            owners.setdefault(path, one.line)
    if shared:
        raise UsageError(
            f"{SOURCES}: a file is meant by two lines. {UNTOUCHED}\n" + "\n".join(shared[:20]) + "\n"
            "Write the patterns so that each file is meant by one."
        )


def all_prepared(
    data: Path, came: Sequence[Expected], found: dict[int, list[Path]], period: Period, patience: Patience
) -> list[Prepared]:
    """The files held to their contracts; one LoadError with what is wrong in any of them."""
    ready, errors = [], list[ScrutinyError]()
    for one in came:
        try:
            paths = found[one.line]
            ready.append(prepared(data, one.dataset, paths, one.council, period, one.mapping, patience, one.source))
        except (LoadError, UsageError) as error:
            errors.append(error)
    if errors:
        raise refusal(errors)
    return ready


def row(one: Expected, outcome: Outcome | None, period: Period, held: Manifest) -> Row:
    """What came of a line, or until when it is to come."""
    source = "" if one.source == MAIN else one.source
    if outcome is None:
        return Row(one.council, one.dataset, source, "", awaited(one, period, held))
    new = outcome.prepared.new
    again = f", as in release {outcome.already.release}" if outcome.already else ""
    return Row(one.council, one.dataset, source, fmt.number(len(new.frame)), f"{new.source}{again}")


def awaited(one: Expected, period: Period, held: Manifest) -> str:
    """`missing, late since 12 July 2026 (head of care)`; a file that was loaded before is not missing."""
    already = held.newest(one.dataset, one.council, period, one.source)
    if already:
        return f"not in the folder; release {already.release} holds {already.source}"
    due = due_date(one, period)
    when = "" if due is None else f", late since {fmt.date(due)}" if due < today() else f", due {fmt.date(due)}"
    return f"missing{when}" + (f" ({one.owner})" if one.owner else "")


def due_date(one: Expected, period: Period) -> dt.date | None:
    """The day by which the file is to be there, if the line says so."""
    if one.due is None:
        return None
    calendar = working_days(period.last_day.year + 3, one.calendar)
    end = int(calendar.loc[calendar["day"].dt.date == period.last_day, "working_day_number"].iloc[0])
    day: dt.date = calendar.loc[calendar["working_day_number"] >= end + one.due, "day"].iloc[0].date()
    return day if one.due else period.last_day


def laid_out(table: Sequence[Row]) -> list[str]:
    """The rows below headings, in columns."""
    cells = [
        ["council", "dataset", "source", "rows", "file"],
        *([one.council, one.dataset, one.source, one.rows, one.what] for one in table),
    ]
    kept = [at for at in range(5) if at != 2 or any(one.source for one in table)]
    widths = {at: max(len(line[at]) for line in cells) for at in kept}
    return [
        "  ".join(line[at].rjust(widths[at]) if at == 3 else line[at].ljust(widths[at]) for at in kept).rstrip()
        for line in cells
    ]


def others(folder: Path, found: dict[int, list[Path]]) -> list[str]:
    """The files of the folder that no line means; those of systems and editors are nobody's business."""
    expected = {path for paths in found.values() for path in paths}
    left = [path for path in sorted(folder.rglob("*")) if path.is_file() and path not in expected]
    names = [name.as_posix() for path in left if not hidden(name := path.relative_to(folder))]
    return [f"Not expected by {SOURCES}, and not read: {listed(names)}."] if names else []


def hidden(name: Path) -> bool:
    """Whether a file is one that nobody put there."""
    return any(part.startswith((".", "~$")) for part in name.parts) or name.name in ("Thumbs.db", "desktop.ini")


def remarks(outcome: Outcome) -> list[str]:
    """What is said of one extract: what it replaces, and what is odd about it."""
    new, valid = outcome.prepared.new, outcome.prepared.valid
    if outcome.already:
        return []
    changes = [one for one in outcome.changes if not one.startswith("It is the first extract")]
    said = [*valid.notes, *doubts(outcome.prepared), *changes]
    which = named(f"{new.council}, {new.dataset}", new.system)
    return [f"{which}: {sentence}" for sentence in said]
