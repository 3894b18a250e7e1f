"""The production server: waitress, which is pure Python and runs wherever Python does.

It reads whole requests before a thread sees them, so slow clients cost no thread. What they cost is their connection,
and a browser holds six of them for minutes: `connections.py` sees to it that the next one is always taken.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import logging
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from waitress import wasyncore
from waitress.server import TcpWSGIServer, create_server

from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError
from dashboard.web import journal
from dashboard.web.serving.connections import Channel, most_connections
from dashboard.web.serving.shedding import shedding

SPARE = 20  # sockets beside the connections: those listened on, and those that are just being closed
MOST_HEADERS = 64 * 1024  # bytes of a request's address and headers; the address is sent twice, also as the referrer
MOST_BODY = 1024 * 1024  # bytes that are read at all; dashboard/web/limits.py refuses far smaller ones in a sentence
IN_MEMORY = 64 * 1024  # bytes of an unfinished body that are kept in memory; no click comes near it


def serve(wsgi: Any, settings: Settings, announce: Callable[[str], None], bound: Sequence[socket.socket] = ()) -> None:
    """Serves until interrupted or told to end, on the sockets that are there already or else on its own, and says where
    once it listens."""
    journal.begin(settings)
    sockets: dict[int, Any] = {}
    most = most_connections()
    where = {"sockets": bound} if bound else {"host": settings.host, "port": settings.port}
    with refusing(settings):
        server = create_server(
            shedding(wsgi, lambda: len(server.task_dispatcher.queue)),
            map=sockets,
            **where,
            threads=settings.threads,
            connection_limit=most + SPARE,
            asyncore_use_poll=True,
            max_request_header_size=MOST_HEADERS,
            max_request_body_size=MOST_BODY,
            inbuf_overflow=IN_MEMORY,
            cleanup_interval=10,
            ident="",
            clear_untrusted_proxy_headers=False,  # nothing believes them, and that they are there says who asks,
        )
    listening = [one for one in sockets.values() if isinstance(one, TcpWSGIServer)]
    for one in listening:
        one.channel_class = partial(Channel, most)
    # Answers that are kept are many objects without cycles: to look through them seldom saves a fifth of a click.
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each request that waits for a thread
    told = told_to_end(listening[0].pull_trigger)
    announce(address(settings))
    while not told:
        wasyncore.loop(timeout=1, use_poll=True, map=sockets, count=1)
    server.task_dispatcher.shutdown()


def told_to_end(wake: Callable[[], None]) -> list[int]:
    """The signals to end that have come, so far none; `wake` has the server look again.

    They are noted, not raised: what is raised wherever the program happens to be can be lost there, and what is left in
    temporary folders has to go with the server.
    """
    told: list[int] = []

    def note(number: int, _: object) -> None:
        told.append(number)
        wake()

    signal.signal(signal.SIGTERM, note)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # where another process decides, or a shell does
        signal.signal(signal.SIGINT, note)
    return told


def address(settings: Settings) -> str:
    """Where it serves, as a sentence."""
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"Scrutiny is listening on http://{shown}:{settings.port} (stop it with Ctrl+C)"


@contextlib.contextmanager
def refusing(settings: Settings) -> Iterator[None]:
    """Says in a sentence why the address cannot be served on."""
    try:
        yield
    except OSError as error:
        raise ScrutinyError(unavailable(settings, error)) from error
    except ValueError as error:
        raise ScrutinyError(
            f'There is no address "{settings.host}" to serve on. Give a name or number of this machine, such as '
            "127.0.0.1, with --host or HOST."
        ) from error


def unavailable(settings: Settings, error: OSError) -> str:
    """Why the address cannot be served on, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {settings.port} is in use, perhaps by another Scrutiny. Stop that program, or choose another "
            f"port: scrutiny serve --port {settings.port + 1} (or PORT={settings.port + 1})."
        )
    if error.errno == errno.EACCES:
        return f"Port {settings.port} is reserved for the system's administrator. Choose one above 1023 with --port."
    return f"Cannot serve on {settings.host} port {settings.port}: {error.strerror or error}. Check --host and --port."
