"""A progress bar for what takes long enough to wonder: it shows after two seconds, and only on a terminal."""

from __future__ import annotations

import threading
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

SECONDS = 2.0


class Patience:
    """Says what is going on, for as long as the `with` block lasts."""

    def __init__(self, console: Console | None = None) -> None:
        console = console or Console(stderr=True)
        columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
        self.progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task = self.progress.add_task("", total=None)
        self.timer = threading.Timer(SECONDS, self.progress.start)
        self.timer.daemon = True

    def begin(self, what: str) -> None:
        """Names the next step, whose length is not known until `told`."""
        self.progress.reset(self.task, description=what, total=None)

    def told(self, share: float) -> None:
        """Moves the bar to this share of the step, 0 to 1."""
        self.progress.update(self.task, total=1.0, completed=share)

    def step(self, what: str, share: float) -> None:
        """Names what is being done and moves the bar, where the share is of the whole."""
        self.progress.update(self.task, description=what, total=1.0, completed=share)

    def __enter__(self) -> Patience:
        self.timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.timer.cancel()
        self.timer.join()  # a bar that is just being shown is shown before it goes
        self.progress.stop()
