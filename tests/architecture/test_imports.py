"""Who may import whom: the contracts in pyproject.toml are kept, and what they cannot see is kept too."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from serving import ROOT


def imports(path: str) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{name.name}" for name in node.names)
    return found


def test_every_import_contract_is_kept() -> None:
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert " 0 broken" in checked.stdout


def test_the_app_leaves_duckdb_to_the_database_module() -> None:
    assert not {name for name in imports("app.py") if name.split(".")[0] == "duckdb"}


@pytest.mark.parametrize("package", ["dash", "dashboard.figures.frame"])
def test_an_import_is_seen_wherever_it_stands(package: str, tmp_path) -> None:
    module = tmp_path / "module.py"
    module.write_text(f"def late():\n    import {package}\n", encoding="utf-8")
    assert package in imports(str(module))


LATE = {"pandera", "plotly.express", "openpyxl", "docx", "pptx", "gptables", "matplotlib", "fontTools"}


def test_the_app_starts_without_what_only_loading_and_reports_need() -> None:
    script = f"import sys, app; app.create_app; print(sorted({LATE} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
