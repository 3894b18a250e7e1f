"""The documents say what is so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from repository import texts
from serving import ROOT, scrutiny

from dashboard import __version__
from dashboard.basics.config import Settings
from dashboard.cli import docs

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
GENERATED = docs.pages()


@pytest.mark.parametrize("path", GENERATED, ids=[path.name for path in GENERATED])
def test_generated_documents_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == GENERATED[path], "Run `make format`."


@pytest.mark.parametrize("item", fields(Settings), ids=lambda item: item.name)
def test_the_readme_lists_every_setting(item) -> None:
    assert f"| `{item.metadata['variable']}` |" in README
    assert item.metadata["help"] in README


def test_the_readme_s_tree_names_what_there_is() -> None:
    tree = README.split("## Where things are")[1].split("```")[1]
    lines = tree.strip().splitlines()
    named = {line.split()[0].rstrip("/") for line in lines if not line.startswith(" ")}
    here = {path.split("/")[0] for path in texts() if "/" in path and not path.startswith(".")} | {"app.py"}
    assert named == here
    rooms = [line.split()[0].rstrip("/") for line in lines if line.startswith(" ")]
    assert sorted(rooms) == sorted(path.parent.name for path in (ROOT / "dashboard").glob("*/__init__.py"))


def test_the_guide_to_themes_shows_the_files_that_its_tests_load() -> None:
    guide = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"```[a-z]+\n(.*?)```", guide, re.DOTALL))
    files = [path for path in (ROOT / "tests" / "themes" / "foi").rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert path.read_text(encoding="utf-8") in shown, f"docs/themes.md shows another {path.name}"


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"`?scrutiny ([a-z]+)(?=[ `\n])", README)) - {"shows"}
    offered = set(re.findall(r"^\s*│?\s*([a-z]+)  ", scrutiny("--help").stdout, re.MULTILINE))
    assert named
    assert named <= offered


def test_every_make_target_in_the_documents_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", README + CONTRIBUTING, re.MULTILINE))
    assert {"run", "test"} <= {target for pair in named for target in pair}
    for target in {target for pair in named for target in pair if target}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_version_is_the_newest_release_of_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    releases = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", heading) for heading in headings[1:]]
    assert all(releases)
    assert releases[0][1] == __version__
    assert [one[2] for one in releases] == sorted((one[2] for one in releases), reverse=True)


def test_what_git_asks_before_a_commit_is_what_make_asks_and_fetches_nothing() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"repo: (.+)", hooks)) == {"local"}
    assert set(re.findall(r"language: (.+)", hooks)) == {"system"}
    assert re.findall(r"entry: (.+)", hooks)[0] == "make -s lint"
    assert all((ROOT / word).exists() for word in re.findall(r"entry: .* (tests/\S+)", hooks))


@pytest.mark.parametrize("document", [path for path in texts() if path.endswith(".md")])
def test_every_link_between_documents_leads_somewhere(document: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)[)#]", (ROOT / document).read_text(encoding="utf-8")):
        assert (ROOT / document).parent.joinpath(target).exists(), f"{document} points to {target}"
