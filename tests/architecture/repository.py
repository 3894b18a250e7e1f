"""The project's files, as whoever clones it gets them."""

from __future__ import annotations

import subprocess

from serving import ROOT

TEXT = {".py", ".sql", ".md", ".toml", ".txt", ".csv", ".css", ".js", ".ts", ".sh", ".json", ".svg", ""}


def tracked() -> list[str]:
    """The paths under version control, posix, relative to the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for path in listed.split("\0") if path and (ROOT / path).is_file()]


def texts() -> dict[str, str]:
    """What stands in each text file under version control."""
    return {path: (ROOT / path).read_text(encoding="utf-8") for path in tracked() if (ROOT / path).suffix in TEXT}
