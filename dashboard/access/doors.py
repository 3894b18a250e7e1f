"""The doors, one for each `SCRUTINY_ACCESS`: each says who has sent a request, or refuses it in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import flask

from dashboard.access.names import Network, is_loopback, is_this_machine_alone, is_within, listed, name_of, networks
from dashboard.access.reader import EVERYBODY_HERE, NOBODY, Reader, groups_in, known_as, roles_by_group
from dashboard.access.refused import RefusedError
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError

GUIDE = 'README.md says how under "Who may come in".'
HERE_ALONE = (
    "This dashboard answers on its own machine alone, under the name localhost or 127.0.0.1. Who looks after it can "
    f"let others in with SCRUTINY_ACCESS; {GUIDE}"
)
NO_SUCH_NAME = "This dashboard is not reached under this name. Open it at the address that you were given."
NOT_THE_PROXY = "This dashboard answers those alone who sign on. Open it at the address that you were given."
NOT_SIGNED_ON = "Nobody is signed on. Open the dashboard at the address that you were given, and sign on there."


class Door(Protocol):
    """Lets in or refuses."""

    def who(self, request: flask.Request) -> Reader:
        """Who has sent the request; RefusedError where it must not be answered to anybody."""


class Local:
    """This machine alone, where everybody may do everything.

    A page of another site can have its own name lead to this machine (DNS rebinding), so the name is looked at too.
    """

    def who(self, request: flask.Request) -> Reader:
        """Whoever sits at this machine."""
        if not is_loopback(name_of(request.headers.get("Host", ""))):
            raise RefusedError(400, HERE_ALONE)
        if not is_loopback(request.remote_addr or ""):
            raise RefusedError(403, HERE_ALONE)
        return EVERYBODY_HERE


class Proxy:
    """Whom a reverse proxy names in a header that it alone can send."""

    def __init__(self, settings: Settings) -> None:
        needed = {
            "SCRUTINY_PROXIES": settings.proxies,
            "SCRUTINY_HOSTS": settings.hosts,
            "SCRUTINY_ROLES": settings.roles,
        }
        missing = [name for name, value in needed.items() if not listed(value)]
        if missing:
            raise UsageError(f"With SCRUTINY_ACCESS=proxy also set {', '.join(missing)}; {GUIDE}")
        self.proxies: tuple[Network, ...] = networks("SCRUTINY_PROXIES", settings.proxies)
        self.hosts = frozenset(one.lower() for one in listed(settings.hosts))
        self.roles = roles_by_group("SCRUTINY_ROLES", settings.roles)
        self.user_header, self.groups_header = settings.user_header, settings.groups_header

    def who(self, request: flask.Request) -> Reader:
        """The account that the proxy names, with the roles of its groups."""
        if not is_within(request.remote_addr or "", self.proxies):
            raise RefusedError(403, NOT_THE_PROXY)
        if name_of(request.headers.get("Host", "")) not in self.hosts:
            raise RefusedError(400, NO_SUCH_NAME)
        account = said(request, self.user_header)
        if "," in account:  # the proxy has let a browser's own header through
            return NOBODY
        return known_as(account, groups_in(said(request, self.groups_header)), self.roles)


class Public:
    """Everybody, for whom the public tables exist and nothing else."""

    def __init__(self, settings: Settings) -> None:
        self.hosts = frozenset(one.lower() for one in listed(settings.hosts))
        if not self.hosts:
            raise UsageError(f"With SCRUTINY_ACCESS=public also set SCRUTINY_HOSTS; {GUIDE}")

    def who(self, request: flask.Request) -> Reader:
        """Nobody in particular."""
        if name_of(request.headers.get("Host", "")) not in self.hosts:
            raise RefusedError(400, NO_SUCH_NAME)
        return NOBODY


def said(request: flask.Request, header: str) -> str:
    """What a header says, which proxies write as UTF-8."""
    return request.headers.get(header, "").encode("latin-1", "replace").decode("utf-8", "replace").strip()


def door(settings: Settings) -> Door:
    """The door that the settings choose; UsageError where they do not say all that it needs."""
    doors: dict[str, Callable[[Settings], Door]] = {"proxy": Proxy, "public": Public}
    return doors[settings.access](settings) if settings.access in doors else Local()


def refuse_to_listen(settings: Settings) -> None:
    """Refuses an address that others reach, where nothing says who they may be."""
    if settings.access == "local" and not is_this_machine_alone(settings.host):
        raise UsageError(
            f'"{settings.host}" is an address that others reach, and SCRUTINY_ACCESS is local: this machine alone. '
            "Set SCRUTINY_ACCESS=proxy to let those in whom your proxy signs on, or public to serve the public tables "
            f"alone; {GUIDE}"
        )
