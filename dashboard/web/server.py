"""The production server: waitress, which is pure Python and runs wherever Python does."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

from waitress.server import create_server

from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError


def serve(wsgi: Any, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serves until interrupted, and says where once it listens."""
    try:
        server = create_server(
            wsgi,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="",
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        raise ScrutinyError(unavailable(settings, error)) from error
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    announce(f"Scrutiny is listening on http://{shown}:{settings.port} (stop it with Ctrl+C)")
    server.run()


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
