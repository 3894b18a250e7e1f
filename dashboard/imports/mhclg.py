"""The Ministry's "Statutory homelessness: detailed local authority-level tables", one workbook a quarter."""

from __future__ import annotations

from pathlib import Path


def load(data: Path, path: Path) -> str:
    """Brings one workbook in as a release and returns the report."""
    raise NotImplementedError(f"{data} {path}")
