"""A mapping to start from."""

from __future__ import annotations

from pathlib import Path

from dashboard.basics.errors import UsageError


def proposed(text: str, out: Path | None) -> str:
    """The mapping, or what was written where; a file that is there already is left alone."""
    if out is None:
        return text
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{out} is there already and was left alone. Choose another name with --out.") from error
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror or error}).") from error
    return f"Wrote {out}. Check every line of it.\n"
