"""The errors a person can do something about: each says what was asked, what was found, what to do next."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from dashboard.basics.languages import _

LONGEST = 40
MAX_SHOWN = 60
MAX_COMPARED = 200


class ScrutinyError(Exception):
    """A problem that its message explains; the command line prints it and exits 1, a page shows it calmly."""


class UsageError(ScrutinyError):
    """Something was asked for that does not exist: a measure, a council, a quarter, a filter."""


class CatalogueError(ScrutinyError):
    """The catalogue's text files contradict themselves or each other."""


class LoadError(ScrutinyError):
    """A file was refused; the store is untouched."""


class StoreError(ScrutinyError):
    """The store is missing, damaged or in use."""


class MissingError(StoreError):
    """Nothing of what was asked for has been loaded; the message names the command that loads it."""


class TooMuchError(ScrutinyError):
    """What was asked takes more time or memory than one question may."""


INTERRUPTED = (
    "Query interrupted",
    "KeyboardInterrupt",
)  # in what the database says then, of itself or of what it reads


def was_stopped(error: BaseException) -> bool:
    """Whether somebody's Ctrl+C is behind it: one that comes while the database works becomes an error of its own."""
    return isinstance(error, KeyboardInterrupt) or any(one in str(error) for one in INTERRUPTED)


def shorten(text: str) -> str:
    """The text on one line, cut where it would fill the page."""
    return cut(text, MAX_SHOWN)


def cut(text: str, most: int) -> str:
    """At most so many letters of a text; what cannot be printed is a space."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: most + 1])
    return line if len(line) <= most else line[: most - 1] + "…"


def closest(value: str, valid: Iterable[str]) -> str | None:
    """The valid value that looks most like this one, if any does; of a very long one only the beginning is compared."""
    choices = {str(choice).casefold(): str(choice) for choice in valid}
    close = difflib.get_close_matches(str(value)[:MAX_COMPARED].casefold(), choices, n=1, cutoff=0.5)
    return choices[close[0]] if close else None


def nearest(value: str, valid: Iterable[str]) -> str:
    """` Did you mean "x"?` for the valid value that looks most like this one, or nothing."""
    found = closest(value, valid)
    return _(' Did you mean "{name}"?', name=found) if found is not None else ""


def unknown(kind: str, value: str, valid: Iterable[str]) -> UsageError:
    """The error for a name that does not exist, with the nearest one and the names that do."""
    names = list(valid)
    shown = ", ".join(names[:12]) + (_(" and {count} more", count=len(names) - 12) if len(names) > 12 else "")
    return UsageError(
        _(
            'There is no {kind} "{value}".{near} There is: {names}.',
            kind=kind,
            value=shorten(value),
            near=nearest(value, names),
            names=shown or _("none"),
        )
    )


def quoted(text: str) -> str:
    """The text in quotation marks, on one line and cut where it is long."""
    return f'"{cut(text, LONGEST)}"'


def counted(count: int, noun: str) -> str:
    """`1 problem`, `1,204 problems`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def listed(names: list[str], most: int = 12) -> str:
    """The names, separated by commas, the end of a long list counted."""
    shown = [quoted(name)[1:-1] for name in names[:most]]
    return ", ".join(shown) + (f" and {len(names) - most:,} more" if len(names) > most else "")
