"""The guide "Your first quarter", done as it says."""

import re
import shlex
import shutil
import urllib.request

import pytest
from opened import COMPLAINTS as PAGE
from serving import ROOT, scrutiny_in, serving

from dashboard.basics.config import Settings
from dashboard.store.data import Data

GUIDE = (ROOT / "docs" / "first-quarter.md").read_text(encoding="utf-8")
FILES = ROOT / "docs" / "first-quarter"
STEPS = re.findall(r"```sh\n(.*?)\n```(?:\n\n```text\n(.*?)\n```)?", GUIDE, re.DOTALL)
QUOTED = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The folder of a reader who has copied the files, and what each command printed."""
    folder = tmp_path_factory.mktemp("reader")
    for path in FILES.iterdir():
        shutil.copy(path, folder)
    printed = {}
    for command, _ in STEPS:
        name, *arguments = shlex.split(command)
        assert name == "scrutiny"
        if arguments[0] != "serve":
            done = scrutiny_in(folder, *arguments)
            printed[command] = (done.stdout + done.stderr).rstrip()
    return folder, printed


def test_the_guide_has_commands_and_their_output():
    assert [bool(output) for _, output in STEPS] == [True, True, True, True, False]


@pytest.mark.parametrize(("command", "output"), [step for step in STEPS if step[1]], ids=range(4))
def test_every_command_prints_what_the_guide_says(followed, command, output):
    assert followed[1][command].splitlines() == output.splitlines()


def test_the_last_step_shows_the_figures_that_the_guide_states(followed, tmp_path):
    folder, _ = followed
    with serving(folder / "my-store", tmp_path / "server.log") as address:
        asked = f"{address}/api/v1/figures/complaints_timeliness.csv?council=exampleshire&stage=corporate_stage_1"
        with urllib.request.urlopen(asked, timeout=30) as answer:
            figures = answer.read().decode()
    assert "> 92.3% of corporate stage 1 complaints were answered within 10 working days" in GUIDE
    assert re.search(r"\b92\.307", figures)
    assert "Of 13 answers at stage 1, 12 came" in GUIDE
    assert ",12,13," in figures


def test_the_page_begins_as_the_guide_says_and_speaks_of_one_quarter(followed):
    page = view(followed[0] / "my-store")
    assert "> " + page.headline in GUIDE
    findings = {card.key: card.finding for card in page.cards}
    assert findings["timeliness"] == "Corporate stage 1 was 92.3% in Q1 2024/25; it has no target."
    assert findings["open"] == "1 corporate stage 1 complaint was open at the end of June 2024, not past the deadline."
    assert findings["themes"] == "The extract of Q1 2024/25 says of no complaint what it is about."


def test_the_target_that_the_guide_gives_is_taken(followed, tmp_path):
    shutil.copytree(followed[0] / "my-store", tmp_path / "store")
    (tmp_path / "store" / "catalogue").mkdir()
    targets = re.search(r"```csv\n(.*?)```", GUIDE, re.DOTALL)[1]
    (tmp_path / "store" / "catalogue" / "targets.csv").write_text(targets, encoding="utf-8")
    assert view(tmp_path / "store").headline.endswith(", above the 85% target (too few cases to say)")


def view(store):
    """What the complaints page says."""
    return PAGE.content(Data(Settings(data=store)), "?council=exampleshire")[0]


def test_no_customer_is_in_the_store(followed):
    folder, _ = followed
    stored = b"".join(path.read_bytes() for path in (folder / "my-store").rglob("*") if path.is_file())
    assert b"Invented" in (FILES / "crm-export.csv").read_bytes()
    assert b"Invented" not in stored


def test_the_mappings_that_the_guide_quotes_are_those_of_its_files():
    first, meanings = QUOTED
    assert (FILES / "first-try.toml").read_text(encoding="utf-8") == first
    assert (FILES / "mapping.toml").read_text(encoding="utf-8") == first + "\n" + meanings


def test_the_export_begins_as_the_guide_shows():
    shown = GUIDE.split("```text\n")[1].split("\n```")[0]
    assert (FILES / "crm-export.csv").read_text(encoding="utf-8").startswith(shown)
