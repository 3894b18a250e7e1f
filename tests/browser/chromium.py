"""A Chromium that shows no window, calls nobody and remembers nothing."""

from __future__ import annotations

from pathlib import Path

from selenium.webdriver.chrome.options import Options

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class ListeningOptions(Options):
    """Chromium's options with everything logged: dash[testing] would ask for severe console messages only."""

    def set_capability(self, name: str, value: object) -> None:
        """Sets a capability; that of the logs is ours."""
        super().set_capability(name, {"browser": "ALL", "performance": "ALL"} if name == "goog:loggingPrefs" else value)


def with_flags(options: Options, profile: Path) -> Options:
    """These options with our flags and a profile folder of its own."""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return options
