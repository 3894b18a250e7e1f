"""A mapping to start from, for a "spend over £500" file that nobody has described yet.

It is a proposal for a person to check; above all, which categories are agency staff is theirs to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.errors import counted, listed
from dashboard.basics.progress import Patience
from dashboard.basics.toml_files import toml_text
from dashboard.imports.spend_columns import STAFF, Choice, chosen_columns, likely_heading, profiled
from dashboard.imports.spend_files import as_text, checked_encoding, opened, title_of
from dashboard.imports.spend_ledger import ledger
from dashboard.imports.spend_limits import LIKELY
from dashboard.imports.spend_mapping import SpendMapping
from dashboard.intake.months import months_in
from dashboard.intake.words import same
from dashboard.store import database

NEEDED = ("amount", "directorate", "category")
LISTED = 300


@dataclass(frozen=True)
class Looked:
    """One file: its name, its text, its headings, what was chosen of them, and whether its title names a month."""

    path: Path
    text: Path
    headings: list[str]
    choice: Choice
    titled: bool

    @property
    def missing(self) -> list[str]:
        """The parts of which no column was found."""
        timed = {"date", "period"} & self.choice.headings.keys() or self.titled
        return ([] if timed else ["date"]) + [part for part in NEEDED if part not in self.choice.headings]


def suggestion(paths: Sequence[Path]) -> str:
    """A mapping as TOML, ready to save, with the files' categories beneath it as comments."""
    with Patience() as patience, TemporaryDirectory(prefix="scrutiny-") as folder:
        found = []
        for path in paths:
            patience.begin(f"Reading {path.name}")
            found.append(looked(path, as_text(path, Path(folder), None)))
        missing = list(dict.fromkeys(part for one in found for part in one.missing))
        if missing:
            end = [f"# Not found: {', '.join(missing)}. Write the heading between the quotation marks."]
            end += [
                f"# The headings of {one.path.name} are: {listed(one.headings, 40)}." for one in found if one.missing
            ]
            return "\n".join([*written(found, missing, []), "", *end]) + "\n"
        categories = categories_of(found)
    likely: dict[str, str] = {}
    for row in categories:
        if STAFF.fullmatch(row["category"]):
            likely.setdefault(same(row["category"]), row["category"])
    return "\n".join([*written(found, [], list(likely.values())), "", *beneath(categories)]) + "\n"


def looked(path: Path, text: Path) -> Looked:
    """A file, looked at: its headings and its first rows."""
    encoding, _ = checked_encoding(text)
    columns = profiled(text, encoding)
    choice = chosen_columns(columns)
    title = title_of(text, encoding, likely_heading(text, encoding))
    titled = not {"date", "period"} & choice.headings.keys() and len(months_in(title)) == 1
    return Looked(path, text, [one.heading for one in columns if one.heading], choice, titled)


def headings_of(found: Sequence[Looked]) -> dict[str, list[str]]:
    """Of each part the headings of all files, the newest file's first as the files are given."""
    parts: dict[str, dict[str, str]] = {}
    for one in found:
        for part, heading in one.choice.headings.items():
            parts.setdefault(part, {}).setdefault(same(heading), heading)
    return {part: list(headings.values()) for part, headings in parts.items()}


def written(found: Sequence[Looked], missing: Sequence[str], likely: Sequence[str]) -> list[str]:
    """The mapping's lines."""
    names = listed([one.path.name for one in found], 3)
    lines = [f"# Proposed from the headings and cells of {names}. Check every line."]
    if any(one.titled for one in found):
        lines += ["[table]", 'month_from = "title"  # the month that the title above the headings names']
    lines.append("[columns]")
    headings = headings_of(found)
    choice = found[0].choice
    for part, texts in ({part: [""] for part in missing} | headings).items():
        lines.append(f"{part} = [{', '.join(map(toml_text, texts))}]")
        if part == "period":
            lines.append(f'period_format = "{choice.period_format}"  # {explained(choice.period_format)}')
    if "service" not in headings and not choice.separator:
        lines.append("# service: no column of its own was found; the directorate stands for it.")
    if choice.separator:
        lines += ["", "# In one column, the directorate stands before the first of these and the service after it."]
        lines += ["[split]", f"at = {toml_text(choice.separator)}"]
    lines += ["", "# To be checked: the categories that are agency staff, exactly as the file writes them.", "[agency]"]
    lines.append(f"category = [{', '.join(map(toml_text, likely))}]")
    return lines


def explained(period_format: str) -> str:
    """What a period means."""
    return "202201 is April 2022" if period_format == "financial" else "202204 is April 2022"


def categories_of(found: Sequence[Looked]) -> list[database.Row]:
    """The files' categories with their rows and sums."""
    columns: dict[str, Any] = dict(headings_of(found))
    if "period" in columns:
        columns["period_format"] = found[0].choice.period_format
    mapping = SpendMapping.model_validate(
        {
            "table": {"month_from": "title"} if found[0].titled else {},
            "columns": columns,
            "agency": {"category": "-"},
        }
    )
    files = [opened(one.path, mapping.columns.parts, one.text) for one in found]
    with ledger(files, mapping) as read:
        for number in range(len(files)):
            read.read(number, keep_suppliers=False)
        return read.categories()


def beneath(categories: Sequence[database.Row]) -> list[str]:
    """The categories as comments, those that sound like agency staff marked."""
    lines = [f"# The files' categories, {len(categories):,} in all; * marks those that sound like agency staff."]
    width = max((len(row["category"]) for row in categories[:LISTED]), default=0)
    for row in categories[:LISTED]:
        mark = "*" if LIKELY.search(row["category"]) else " "
        total = fmt.pounds(float(row["amount"]), 2)
        lines.append(f"# {mark} {row['category']:{width}}  {counted(row['lines'], 'row'):>12}  {total:>18}")
    return lines
