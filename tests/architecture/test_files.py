"""What no file of the project may hold."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.metadata import distribution
from tomllib import loads

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from repository import texts

TEXTS = texts()
PROJECT = loads(TEXTS["pyproject.toml"])["project"]
EXACT = dict(line.split("==") for line in TEXTS["constraints.txt"].splitlines() if not line.startswith("#"))
PINNED = {canonicalize_name(name): Version(version) for name, version in EXACT.items()}


def lines_with(pattern: str, *, where: str = "") -> list[str]:
    """`path:line` of every line that the pattern finds, in files whose path starts so."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in TEXTS.items()
        if path.startswith(where)
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_no_file_is_a_note_to_ourselves() -> None:
    assert not lines_with(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def test_no_file_knows_a_machine_s_folders() -> None:
    assert not lines_with(r"(?<![\w.\]/])/(home|root|work|Users)/\w")


@pytest.mark.parametrize("path", ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run", "package.json", ".npmrc"])
def test_the_tools_name_no_host(path: str) -> None:
    assert not re.findall(r"https?://(?!127\.0\.0\.1)\S+", TEXTS[path])


def test_the_lock_file_says_what_each_package_is_and_not_where_it_comes_from() -> None:
    packages = [one for name, one in json.loads(TEXTS["package-lock.json"])["packages"].items() if name]
    assert packages
    assert all("integrity" in one and "resolved" not in one for one in packages)


def test_nothing_that_the_browser_gets_names_another_host() -> None:
    namespaces = r"https?://(?!www\.w3\.org/)"
    assert not [line for line in lines_with(namespaces, where="assets/") if not line.startswith("assets/fonts/LICENSE")]


def test_every_dependency_has_a_range_and_an_exact_version_within_it() -> None:
    asked = [Requirement(text) for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]]
    for requirement in asked:
        assert len(requirement.specifier) == 2, f"{requirement} has no lower and upper end"
        assert requirement.specifier.contains(PINNED[canonicalize_name(requirement.name)]), str(requirement)


def test_what_dependencies_depend_on_has_an_exact_version_too() -> None:
    missing = {
        f"{name} needs {requirement.name}"
        for name in PINNED
        for requirement in requirements(name)
        if canonicalize_name(requirement.name) not in PINNED
    }
    # left out on purpose: the accessibility tests want the script inside the package, not what drives a browser
    assert missing <= {"axe-playwright-python needs playwright"}


def test_what_is_accepted_of_advisories_is_about_the_versions_of_now() -> None:
    accepted = [line for line in TEXTS["advisories.txt"].splitlines() if not line.startswith("#")]
    assert accepted
    for line in accepted:
        found = re.fullmatch(r"GHSA(?:-[0-9a-z]{4}){3} (?P<name>[\w-]+)==(?P<version>\S+) (?P<day>\S+) .{20,}", line)
        assert found, line
        assert date.fromisoformat(found["day"]) <= date.today()  # noqa: DTZ011 a day of a calendar
        assert PINNED[canonicalize_name(found["name"])] == Version(found["version"]), line


def requirements(name: str) -> list[Requirement]:
    """What an installed package needs here, extras aside; nothing for one that only other systems need."""
    if name in {"colorama", "tzdata"}:
        return []
    needed = [Requirement(text) for text in distribution(name).requires or []]
    return [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
