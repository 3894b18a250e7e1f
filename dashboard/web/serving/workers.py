"""Several processes that serve on one socket, so that more than one processor works out pages.

This process only watches over them: one that dies is replaced, and all end with it. It never opens the store, so that
there is nothing in it that could not be forked.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from waitress.adjustments import Adjustments

from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.report.shared import NAME
from dashboard.web import journal
from dashboard.web.serving.server import address, refusing

Serve = Callable[[Settings, Callable[[str], None], Sequence[socket.socket]], None]

STEADY_SECONDS = 60.0  # a process that lived for less had a cause that its successor may have too
MOST_PAUSE_SECONDS = 30.0
SECONDS_TO_END = 30.0
log = logging.getLogger(__name__)


def serve(one: Serve, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves by `one` from as many processes as the settings say until told to end, and says where once they do."""
    if os.name == "nt":
        raise UsageError("On Windows Scrutiny serves from one process. Leave --workers and SCRUTINY_WORKERS out.")
    journal.begin(settings)
    signal.signal(signal.SIGTERM, end)
    sockets = listening(settings)
    workers = Workers(settings, announce)
    if workers.is_one():
        one(workers.settings, lambda _: workers.ready(), sockets)
    else:
        for each in sockets:
            each.close()


def end(*_: object) -> None:
    """Ends this process, which a second signal must not disturb."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(0)


def listening(settings: Settings) -> list[socket.socket]:
    """The sockets that the settings ask for, one for each address of the host; ScrutinyError where there are none."""
    found = []
    with refusing(settings):
        for family, kind, protocol, where in Adjustments(host=settings.host, port=settings.port).listen:
            found.append(one := socket.socket(family, kind, protocol))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(where)
            one.listen()
    return found


class Workers:
    """The processes, as the one that watches over them sees them; `announce`d once the first serves."""

    def __init__(self, settings: Settings, announce: Callable[[str], None]) -> None:
        self.parent, self.announce = os.getpid(), announce
        self.own = "" if settings.reports else tempfile.mkdtemp(prefix=NAME)
        self.settings = replace(settings, reports=settings.reports or self.own)
        self.there: dict[int, float] = {}  # when each began, by its number
        self.alive, self.life = os.pipe()  # this process alone holds `life`, so that its end is seen in `alive`
        self.tell = -1  # where one of them says that it serves
        self.served = False  # whether the one that was begun last did

    def is_one(self) -> bool:
        """Whether this process is to serve. The one that watches comes back when all have ended."""
        try:
            return self.begin_all() or self.watch()
        except KeyboardInterrupt:
            return False
        finally:
            if os.getpid() == self.parent:
                self.end()

    def begin_all(self) -> bool:
        """Begins with the first, which finds out whether the store can be served."""
        for _ in range(self.settings.workers):
            if self.begin():
                return True
            if not self.served:
                raise SystemExit(1)  # it has said why
        self.announce(address(self.settings))
        return False

    def begin(self) -> bool:
        """Begins a process and waits until it serves or has ended; whether this is the process."""
        ready, tell = os.pipe()
        if not (number := os.fork()):
            os.close(ready)
            os.close(self.life)
            self.tell = tell
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; who watches tells them to end
            threading.Thread(target=self.end_with_parent, daemon=True).start()
            return True
        os.close(tell)
        self.there[number] = time.monotonic()
        self.served = bool(os.read(ready, 1))
        os.close(ready)
        return False

    def ready(self) -> None:
        """Says, in a process that serves, that it does."""
        os.write(self.tell, b".")
        os.close(self.tell)

    def end_with_parent(self) -> None:
        """Ends this process when the one that watches has died, of whatever."""
        os.read(self.alive, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def watch(self) -> bool:
        """Puts another in the place of each that ends, later and later where they do not last."""
        pause = 0.0
        while True:
            number, status = os.wait()
            if number not in self.there:
                continue
            lived = time.monotonic() - self.there.pop(number)
            pause = 0.0 if lived > STEADY_SECONDS else min(max(1.0, 2 * pause), MOST_PAUSE_SECONDS)
            why = os.waitstatus_to_exitcode(status)
            log.warning("A process that serves has ended (%s). Another takes its place in %.0f seconds.", why, pause)
            time.sleep(pause)
            if self.begin():
                return True

    def end(self) -> None:
        """Tells all to end, waits for them, and removes what they leave."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, signal.SIG_IGN)
        os.close(self.life)
        os.close(self.alive)
        for number in self.there:
            os.kill(number, signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_END
        while self.there and time.monotonic() < deadline:
            for number in list(self.there):
                if os.waitpid(number, os.WNOHANG)[0]:
                    del self.there[number]
            time.sleep(0.05)
        for number in self.there:
            os.kill(number, signal.SIGKILL)
        if self.own:
            shutil.rmtree(self.own, ignore_errors=True)
