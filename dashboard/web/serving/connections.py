"""The server's connections: how many there may be, and which one makes room for the next.

Waitress stops accepting once its limit is reached, for as long as those who came first hold on. Here the one that has
been without a whole request for longest is closed instead: a browser that finds it closed opens another by itself.
"""

from __future__ import annotations

import select
from typing import Any

from waitress.channel import HTTPChannel

try:
    import resource
except ImportError:  # Windows, which has no such limit
    resource = None  # type: ignore[assignment]

WANTED = 2000  # what three hundred browsers hold; each costs a turn of the server's loop about a microsecond
SELECTED = 480  # where there is no poll (Windows), select takes 512 sockets
OWN_FILES = 200  # open files beside the connections: the store's, the database's, waiting answers


def most_connections() -> int:
    """How many connections this process may hold. Raises its limit of open files as far as that needs."""
    if resource is None or not hasattr(select, "poll"):
        return SELECTED
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = WANTED + OWN_FILES
    allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return min(WANTED, max(allowed - OWN_FILES, allowed // 2))


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection that makes room for itself, and that a trickle of bytes does not keep open."""

    last_activity: float  # seconds, as of time.time()
    before = 0.0

    def __init__(self, most: int, server: Any, sock: Any, addr: Any, adj: Any, map: dict[int, Any]) -> None:  # noqa: A002 waitress's name
        super().__init__(server, sock, addr, adj, map=map)
        if len(map) > most:
            there = [one for one in map.values() if isinstance(one, Channel) and not one.will_close]
            waiting = [one for one in there if not one.requests and one is not self]
            if len(there) > most and waiting:
                min(waiting, key=lambda one: one.last_activity).will_close = True

    def handle_read(self) -> None:
        """Reads what has come, having noted when the connection was last active."""
        self.before = self.last_activity
        super().handle_read()

    def received(self, data: bytes) -> bool:
        """Takes it in. Neither a part of a request nor empty lines count as activity, so that waitress's own timeout
        closes a connection on which no whole request comes."""
        taken: bool = super().received(data)
        if self.request is not None or not data.strip():
            self.last_activity = self.before
        return taken
