"""The licences of what comes with the project or is installed with it: a page of the documentation.

It says the same on every system and with every Python: it lists what any of them installs.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata, requires
from pathlib import Path
from typing import NamedTuple

from dashboard.basics.config import ROOT
from dashboard.basics.errors import ScrutinyError

INTRODUCTION = (
    "Scrutiny is under the [MIT licence](../LICENSE). This page is written from the metadata of the packages by "
    "`make format`."
)
# Installed only on some systems, or by some versions of Python: their metadata may not be at hand.
NOT_EVERYWHERE = {"backports.zstd": "PSF-2.0", "colorama": "BSD License", "tzdata": "Apache-2.0"}
OURS = {".css", ".js", ".svg"}
THEIRS = {
    "assets/fonts/source-sans-3.woff2": ("Source Sans 3", "assets/fonts/LICENSE.txt", "SIL Open Font License 1.1"),
    "assets/plotly/plotly-basic.min.js.br": ("plotly.js 4.1.1, basic bundle", "assets/plotly/LICENSE.txt", "MIT"),
}
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[\w, -]+)\])?\s*(?P<range>[^;]*)(?:;(?P<marker>.*))?")


def known(name: str) -> str:
    """A package's name as it is compared: hyphens and small letters."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Requirement(NamedTuple):
    """What a package asks for: another with some of its extras, of a range of versions; `extra` is its own, if only
    that asks for it."""

    name: str
    extras: frozenset[str]
    range: str
    extra: str


def read(text: str) -> Requirement:
    """A requirement as packages write it."""
    found = REQUIREMENT.match(text)
    if not found:
        raise ScrutinyError(f'"{text}" is no requirement.')
    extra = re.search(r"extra == ['\"]([\w-]+)['\"]", found["marker"] or "")
    extras = frozenset(re.findall(r"[\w-]+", found["extras"] or ""))
    return Requirement(found["name"], extras, found["range"], extra[1] if extra else "")


def asked() -> list[str]:
    """What the project asks for to run, as pyproject.toml says it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["project"]["dependencies"])


def pinned() -> dict[str, tuple[str, str]]:
    """Each package of constraints.txt: how it is written there, and its version."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if "==" in line)
    return {known(name): (name, version) for name, version in pairs}


def needed(requirements: list[str], versions: dict[str, tuple[str, str]]) -> set[str]:
    """The packages that these requirements lead to on any system."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [read(text) for text in requirements]
    while waiting:
        one = waiting.pop()
        if known(one.name) not in versions or (known(one.name), one.extras) in found:
            continue
        found.add((known(one.name), one.extras))
        below = [] if one.name in NOT_EVERYWHERE else requires(one.name) or []
        waiting += [other for other in map(read, below) if not other.extra or other.extra in one.extras]
    return {name for name, _ in found}


def licence(name: str) -> str:
    """A package's licence, as its metadata say it."""
    if name in NOT_EVERYWHERE:
        return NOT_EVERYWHERE[name]
    found = metadata(name)
    classifiers = [one.split(" :: ")[-1] for one in found.get_all("Classifier") or [] if one.startswith("License :: ")]
    (free, *_) = (found.get_all("License") or [""])[0].splitlines() or [""]
    stated = (found.get_all("License-Expression") or [""])[0] or " or ".join(classifiers) or free
    if not stated:
        raise ScrutinyError(f"{name} does not say under which licence it is. Say so in dashboard/cli/licences.py.")
    return stated


def packages() -> list[tuple[str, str, str, str]]:
    """Every package that runs with the project: name, range asked for, version tested with, licence."""
    versions, ranges = pinned(), {known(one.name): one.range for one in map(read, asked())}
    found = ((one, *versions[one]) for one in sorted(needed(asked(), versions)))
    return [(name, ranges.get(one, ""), version, licence(name)) for one, name, version in found]


def files(root: Path = ROOT) -> list[tuple[str, str, str]]:
    """Every file of others that is shipped: path, what it is, licence. One that nobody named is an error."""
    paths = [path.relative_to(root).as_posix() for path in sorted((root / "assets").rglob("*")) if path.is_file()]
    texts = {text for _, text, _ in THEIRS.values()}
    theirs = [path for path in paths if path not in texts and path[path.rfind(".") :] not in OURS]
    if unnamed := set(theirs) - set(THEIRS):
        raise ScrutinyError(f"Say in dashboard/cli/licences.py whose these are: {', '.join(sorted(unnamed))}.")
    return [(f"`{path}`", THEIRS[path][0], f"[{THEIRS[path][2]}](../{THEIRS[path][1]})") for path in theirs]
