"""Small files to load, for the tests of everything between a file and the store."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dashboard.intake.sources.options import Options

# what a test wants that does not ask whether a council is known or rows are lost
FREELY = Options(new_council=True, replace=True)
HEADING = "complaint_id,directorate,service,stage,received_date,responded_date,outcome,theme,channel"
USUAL = {
    "complaint_id": "C1",
    "directorate": "Place",
    "service": "Waste",
    "stage": "adults",
    "received_date": "2020-01-02",
    "responded_date": "",
    "outcome": "",
    "theme": "",
    "channel": "",
}


def line(**cells: str) -> str:
    """A line of a complaints file: a usual complaint with these cells."""
    return ",".join({**USUAL, **cells}.values())


def complaints(*lines: str) -> str:
    """The text of a complaints file with these lines."""
    return "\n".join([HEADING, *lines]) + "\n"


def written(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    """A new file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder with the checksum of its bytes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
