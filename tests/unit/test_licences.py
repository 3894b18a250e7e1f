"""The licences of what is shipped and of what runs beside it are all named."""

from __future__ import annotations

from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dashboard.basics.errors import ScrutinyError
from dashboard.cli.licences import files, packages


def test_every_package_that_runs_here_is_listed_once() -> None:
    listed = [canonicalize_name(name) for name, *_ in packages()]
    assert len(listed) == len(set(listed))
    assert set(listed) >= runs("scrutiny", frozenset(), set()) - {"scrutiny"}
    assert not {"pytest", "selenium", "mypy"} & set(listed), "tools are not installed with it"


def runs(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> set[str]:
    """The packages that one leads to in this environment, by the rules for requirements themselves."""
    if (name, extras) in seen:
        return set()
    seen.add((name, extras))
    found = {name}
    for requirement in map(Requirement, requires(name) or []):
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": one}) for one in ("", *extras)):
            found |= runs(canonicalize_name(requirement.name), frozenset(requirement.extras), seen)
    return found


def test_each_has_its_range_version_and_licence() -> None:
    found = {name: rest for name, *rest in packages()}
    assert found["dash"][0] == ">=4.4,<5"
    assert found["certifi"][0] == ""
    assert all(version and licence and len(licence) < 60 for _, version, licence in found.values())


def test_a_file_of_others_without_a_licence_is_refused(tmp_path) -> None:
    (tmp_path / "assets" / "fonts").mkdir(parents=True)
    (tmp_path / "assets" / "own.css").touch()
    assert files(tmp_path) == []
    (tmp_path / "assets" / "fonts" / "other.woff2").touch()
    with pytest.raises(ScrutinyError, match=r"assets/fonts/other\.woff2"):
        files(tmp_path)
