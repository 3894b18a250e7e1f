"""A mapping to start from, for a "spend over £500" file that nobody has described yet.

It is a proposal for a person to check; above all, which categories are agency staff is theirs to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.errors import UsageError, counted, listed
from dashboard.basics.progress import Patience
from dashboard.imports.spend_columns import Choice, chosen_columns, profiled
from dashboard.imports.spend_files import checked_encoding, opened
from dashboard.imports.spend_ledger import ledger
from dashboard.imports.spend_limits import LIKELY
from dashboard.imports.spend_mapping import SpendMapping
from dashboard.store import database

STAFF = re.compile(
    r"\b(?:agency|temporary|temp|interim|locum|contingent) (?:staff|workers?|labour|personnel|costs?)\b",
    re.IGNORECASE,
)
NEEDED = ("amount", "directorate", "category")
LISTED = 300


def suggestion(paths: Sequence[Path]) -> str:
    """A mapping as TOML, ready to save, with the file's categories beneath it as comments."""
    if len(paths) != 1:
        raise UsageError("--suggest looks at one file. Give the newest; other months' headings can be added by hand.")
    path = paths[0]
    encoding, _ = checked_encoding(path)
    with Patience() as patience:
        patience.begin(f"Reading {path.name}")
        columns = profiled(path, encoding)
        choice = chosen_columns(columns)
        missing = [part for part in NEEDED if part not in choice.headings]
        if not {"date", "period"} & choice.headings.keys():
            missing.insert(0, "date")
        if missing:
            headings = listed([one.heading for one in columns if one.heading], 40)
            end = [
                f"# Not found: {', '.join(missing)}. Write the heading between the quotation marks.",
                f"# The headings of {path.name} are: {headings}.",
            ]
            return "\n".join([*written(path, choice, missing, []), "", *end]) + "\n"
        categories = categories_of(path, choice)
    likely = [row["category"] for row in categories if STAFF.search(row["category"])]
    likely = likely or [row["category"] for row in categories if LIKELY.search(row["category"])]
    likely = list({one.casefold(): one for one in reversed(likely)}.values())[::-1]
    return "\n".join([*written(path, choice, [], likely), "", *beneath(categories)]) + "\n"


def written(path: Path, choice: Choice, missing: Sequence[str], likely: Sequence[str]) -> list[str]:
    """The mapping's lines."""
    lines = [f"# Proposed from the headings of {path.name}. Check every line.", "[columns]"]
    for part, heading in (dict.fromkeys(missing, "") | choice.headings).items():
        lines.append(f"{part} = [{quoted(heading)}]")
        if part == "period":
            lines.append(f'period_format = "{choice.period_format}"  # {explained(choice.period_format)}')
    if "service" not in choice.headings and not choice.separator:
        lines.append("# service: no column of its own was found; the directorate stands for it.")
    if choice.separator:
        lines += ["", "# In one column, the directorate stands before the first of these and the service after it."]
        lines += ["[split]", f"at = {quoted(choice.separator)}"]
    lines += ["", "# To be checked: the categories that are agency staff, exactly as the file writes them.", "[agency]"]
    lines.append(f"category = [{', '.join(map(quoted, likely))}]")
    return lines


def quoted(text: str) -> str:
    """The text as TOML writes it; JSON's rules are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def explained(period_format: str) -> str:
    """What a period means."""
    return "202201 is April 2022" if period_format == "financial" else "202204 is April 2022"


def categories_of(path: Path, choice: Choice) -> list[database.Row]:
    """The file's categories with their rows and sums."""
    columns: dict[str, Any] = dict(choice.headings)
    if "period" in columns:
        columns["period_format"] = choice.period_format
    mapping = SpendMapping.model_validate({"columns": columns, "agency": {"category": "-"}})
    with ledger([opened(path, mapping.columns.parts)], mapping) as found:
        found.read(0, keep_suppliers=False)
        return database.rows(found.connection, "ledger_categories")


def beneath(categories: Sequence[database.Row]) -> list[str]:
    """The categories as comments, those that sound like agency staff marked."""
    lines = [f"# The file's categories, {len(categories):,} in all; * marks those that sound like agency staff."]
    width = max((len(row["category"]) for row in categories[:LISTED]), default=0)
    for row in categories[:LISTED]:
        mark = "*" if LIKELY.search(row["category"]) else " "
        total = fmt.pounds(float(row["amount"]), 2)
        lines.append(f"# {mark} {row['category']:{width}}  {counted(row['lines'], 'row'):>12}  {total:>18}")
    return lines
