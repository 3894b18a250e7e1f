"""The container file asks for what there is."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from fnmatch import fnmatch
from tomllib import loads

from repository import texts, tracked

from dashboard.basics.config import Settings

TEXTS = texts()
FILE = TEXTS["Containerfile"]
PROJECT = loads(TEXTS["pyproject.toml"])


def test_its_settings_are_settings() -> None:
    (line,) = re.findall(r"^ENV (.*)$", FILE, re.MULTILINE)
    given = {name for name, _, _ in (part.partition("=") for part in line.split())}
    assert given <= {one.metadata["variable"] for one in fields(Settings)}


def test_its_python_is_one_that_the_project_runs_on_and_its_command_the_project_s() -> None:
    (version,) = re.findall(r"^FROM python:([\d.]+)-slim$", FILE, re.MULTILINE)
    assert f"Programming Language :: Python :: {version}" in PROJECT["project"]["classifiers"]
    (command,) = (json.loads(one) for one in re.findall(r"^ENTRYPOINT (.*)$", FILE, re.MULTILINE))
    assert command[0] in PROJECT["project"]["scripts"]


def test_what_is_left_out_of_it_is_nothing_that_a_wheel_holds() -> None:
    left = [line for line in TEXTS[".dockerignore"].splitlines() if not line.startswith("!")]
    needed = (
        *PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"],
        "pyproject.toml",
        "constraints.txt",
    )
    for path in tracked():
        if path.startswith(needed):
            assert not [one for one in left if fnmatch(path, one) or path.startswith(one + "/")], path


def test_how_it_is_looked_at_is_python_that_runs() -> None:
    (words,) = re.findall(r"CMD (\[\"python\".*\])$", FILE, re.MULTILINE)
    program, flag, code = json.loads(words)
    assert (program, flag) == ("python", "-c")
    compile(code, "Containerfile", "exec")
