"""The wheel by itself, in an environment of its own and away from the checkout, does what the checkout does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import ROOT, environment, scrutiny, started

from dashboard import __version__
from dashboard.pages.registry import PAGES

FOLDERS = ("assets", "data/catalogue", "queries")
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def built(checkout: Path, folder: Path, *target: str) -> Path:
    """What the build makes of a checkout; the tool is that of the tests, so that nothing is fetched."""
    words = [sys.executable, "-m", "hatchling", "build", *target, "-d", str(folder)]
    subprocess.run(words, cwd=checkout, env=environment(), capture_output=True, check=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("wheel"), "-t", "wheel")


def test_the_wheel_holds_every_query_catalogue_file_and_asset_and_nothing_lies_loose(wheel: Path) -> None:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    shipped = {f"dashboard/shipped/{path.relative_to(ROOT).as_posix()}": path.read_bytes() for path in files}
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        found = {name: opened.read(name) for name in names if name.startswith("dashboard/shipped/")}
    assert found.keys() == shipped.keys()
    assert found == shipped
    loose = {name.split("/")[0] for name in names}
    assert loose == {"app.py", "callbacks", "dashboard", "layouts", f"scrutiny-{__version__}.dist-info"}


def test_the_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = built(ROOT, tmp_path / "sdist", "-t", "sdist")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "sources", filter="data")
    (sources,) = (tmp_path / "sources").iterdir()
    again = built(sources, tmp_path / "wheel", "-t", "wheel")
    assert (again.name, again.read_bytes()) == (wheel.name, wheel.read_bytes())


class Installed:
    """An environment that holds the wheel; its user has an empty home and stands at the root of the disk."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.scripts = folder / "environment" / SCRIPTS
        self.run(sys.executable, "-m", "venv", "--without-pip", str(folder / "environment"))
        python = str(self.scripts / "python")
        self.run(sys.executable, "-m", "pip", "-q", "--python", python, "install", "--no-deps", str(wheel))
        # What the wheel depends on is that of the tests. Their own .pth files, of which one leads to the checkout,
        # are not read from there.
        paths = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
        (self.packages / "dependencies.pth").write_text("\n".join(sorted(paths)), encoding="utf-8")

    @property
    def packages(self) -> Path:
        """Where its packages are."""
        (found,) = (self.folder / "environment").glob("[Ll]ib/**/site-packages")
        return found

    @property
    def store(self) -> Path:
        """The one store that its user has."""
        (manifest,) = self.home.rglob("manifest.json")
        return manifest.parent

    @property
    def environment(self) -> dict[str, str]:
        """That of its user, who has set nothing."""
        own = environment() | {"HOME": str(self.home), "USERPROFILE": str(self.home), "LOCALAPPDATA": str(self.home)}
        return {name: value for name, value in own.items() if name not in ("PYTHONPATH", "XDG_DATA_HOME")}

    def run(self, *words: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            words, cwd=self.folder.anchor, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def scrutiny(self, *words: str) -> str:
        """What the installed `scrutiny` prints."""
        return self.run(str(self.scripts / "scrutiny"), *words)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel installed, and the sample written to where it goes when nobody says where."""
    installed = Installed(tmp_path_factory.mktemp("installed"), wheel)
    installed.scrutiny("sample")
    return installed


@pytest.fixture(scope="module")
def address(installed: Installed) -> Iterator[str]:
    """The address of the installed `scrutiny serve`."""
    serve = [str(installed.scripts / "scrutiny"), "serve"]
    root = Path(installed.folder.anchor)
    with started(serve, root, installed.environment, installed.folder / "server.log") as address:
        yield address


def test_it_runs_from_its_own_environment_alone(installed: Installed) -> None:
    script = "import app, dashboard, sys; print(app.__file__, dashboard.__file__, *sys.path, sep='\\n')"
    places = installed.run(str(installed.scripts / "python"), "-c", script).splitlines()
    assert all(Path(place).is_relative_to(installed.packages) for place in places[:2])
    assert str(ROOT) not in places


def test_the_store_lies_with_the_user_s_data(installed: Installed) -> None:
    assert installed.store.parts[-2:] == ("scrutiny", "store")
    assert str(installed.store) in installed.scrutiny("sample"), "it says where"


def test_commands_answer_as_in_the_checkout(installed: Installed) -> None:
    words = ("figures", "complaints_timeliness", "--by", "service", "--format", "csv")
    assert installed.scrutiny(*words) == scrutiny(*words, "--data", installed.store).stdout
    assert installed.scrutiny("dictionary") == scrutiny("dictionary").stdout
    assert installed.scrutiny("--version") == f"scrutiny {__version__}\n"


@pytest.mark.parametrize("page", PAGES, ids=[page.key for page in PAGES])
def test_every_page_is_served_with_its_assets(address: str, page) -> None:
    text = asked(address + page.path)
    assert "could not be read" not in text
    assets = set(re.findall(r'"(/assets/[^"]+)"', text))
    assert assets
    for asset in assets:
        assert asked(address + asset)


def test_a_card_s_sql_can_be_read(address: str) -> None:
    assert asked(address + "/queries/complaints_cube.sql").startswith("-- purpose:")


def asked(url: str) -> str:
    """What is answered; other statuses than 200 and its kind raise."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        assert answer.status == 200
        return str(answer.read().decode("utf-8", "replace"))
