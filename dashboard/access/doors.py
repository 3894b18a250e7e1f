"""The doors, one for each `SCRUTINY_ACCESS`: each says who has sent a request, or refuses it in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields

import flask

from dashboard.access.every_door import Door
from dashboard.access.names import (
    HEADER,
    Network,
    hosts_in,
    is_loopback,
    is_this_machine_alone,
    is_within,
    listed,
    name_of,
    networks,
)
from dashboard.access.reader import EVERYBODY_HERE, NOBODY, Reader, groups_in, known_as, roles_by_group
from dashboard.access.refused import NO_SUCH_NAME, RefusedError
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError, quoted
from dashboard.basics.languages import N_, _

GUIDE = N_('README.md says how under "Who may come in".')
HERE_ALONE = N_(
    "This dashboard answers on its own machine alone, under the name localhost or 127.0.0.1. Who looks after it can "
    "let others in with SCRUTINY_ACCESS; {guide}"
)
PASSED_ON = N_(
    "This dashboard answers on its own machine alone, and a web server has passed this request on to it. Who looks "
    "after it can let others in with SCRUTINY_ACCESS=proxy; {guide}"
)
NOT_THE_PROXY = N_("This dashboard answers those alone who sign on. Open it at the address that you were given.")
# The settings that a door cannot do without.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "proxy": ("proxies", "hosts", "roles"),
    "oidc": ("hosts", "roles", "issuer", "client_id", "secrets"),
    "public": ("hosts",),
}
# What web servers add to a request that they pass on, beside all that begins with X-Forwarded.
FORWARDED = frozenset(
    ("forwarded", "via", "cf-connecting-ip", "true-client-ip", "x-client-ip", "x-original-url", "x-real-ip",
     "x-rewrite-url", "x-azure-clientip")
)  # fmt: skip


class Local(Door):
    """This machine alone, where everybody may do everything.

    A page of another site can have its own name lead to this machine (DNS rebinding), so the name is looked at too.
    """

    def who(self, request: flask.Request) -> Reader:
        """Whoever sits at this machine."""
        if not is_loopback(name_of(request.headers.get("Host", ""))):
            raise RefusedError(400, _(HERE_ALONE, guide=_(GUIDE)))
        if not is_loopback(request.remote_addr or ""):
            raise RefusedError(403, _(HERE_ALONE, guide=_(GUIDE)))
        if any(name.lower() in FORWARDED or name.lower().startswith("x-forwarded") for name, _rest in request.headers):
            raise RefusedError(403, _(PASSED_ON, guide=_(GUIDE)))
        return EVERYBODY_HERE


class Proxy(Door):
    """Whom a reverse proxy names in a header that it alone can send."""

    def __init__(self, settings: Settings) -> None:
        self.proxies: tuple[Network, ...] = networks("SCRUTINY_PROXIES", settings.proxies)
        self.hosts = hosts_in("SCRUTINY_HOSTS", settings.hosts)
        self.roles = roles_by_group("SCRUTINY_ROLES", settings.roles)
        refuse_commas(self.roles)
        self.user_header, self.groups_header = headers_of(settings)

    def who(self, request: flask.Request) -> Reader:
        """The account that the proxy names, with the roles of its groups."""
        if not is_within(request.remote_addr or "", self.proxies):
            raise RefusedError(403, _(NOT_THE_PROXY))
        if name_of(request.headers.get("Host", "")) not in self.hosts:
            raise RefusedError(400, _(NO_SUCH_NAME))
        account = said(request, self.user_header)
        if "," in account:  # the proxy has let a browser's own header through
            return NOBODY
        return known_as(account, groups_in(said(request, self.groups_header)), self.roles)


def refuse_commas(groups: Iterable[str]) -> None:
    """Refuses groups that no list of groups can name, since commas separate them there."""
    for group in groups:
        if "," in group:
            raise UsageError(
                f"SCRUTINY_ROLES: nobody is in the group {quoted(group)}, since commas separate groups in the proxy's "
                "header. Have the proxy send short names, such as Performance team, and write those."
            )


def headers_of(settings: Settings) -> tuple[str, str]:
    """The headers in which the proxy names the account and its groups."""
    found = settings.user_header, settings.groups_header
    if not all(HEADER.fullmatch(name) for name in found) or len({name.lower() for name in found}) < len(found):
        raise UsageError(
            f"SCRUTINY_USER_HEADER is {quoted(found[0])} and SCRUTINY_GROUPS_HEADER {quoted(found[1])}. Write two "
            "names of headers, such as X-Forwarded-User and X-Forwarded-Groups."
        )
    return found


class Public(Door):
    """Everybody, for whom the public tables exist and nothing else."""

    def __init__(self, settings: Settings) -> None:
        self.hosts = hosts_in("SCRUTINY_HOSTS", settings.hosts)

    def who(self, request: flask.Request) -> Reader:
        """Nobody in particular."""
        if name_of(request.headers.get("Host", "")) not in self.hosts:
            raise RefusedError(400, _(NO_SUCH_NAME))
        return NOBODY


def said(request: flask.Request, header: str) -> str:
    """What a header says, which proxies write as UTF-8."""
    return request.headers.get(header, "").encode("latin-1", "replace").decode("utf-8", "replace").strip(" \t")


def door(settings: Settings) -> Door:
    """The door that the settings choose; UsageError where they do not say all that it needs."""
    missing = [name for name in NEEDED.get(settings.access, ()) if not listed(getattr(settings, name))]
    if missing:
        variables = {item.name: item.metadata["variable"] for item in fields(settings)}
        named = ", ".join(variables[name] for name in missing)
        raise UsageError(f"With SCRUTINY_ACCESS={settings.access} also set {named}; {_(GUIDE)}")
    if settings.access == "public" and settings.release == "draft":
        raise UsageError("With SCRUTINY_ACCESS=public nothing but what is published is shown. Unset SCRUTINY_RELEASE.")
    if settings.access == "oidc":
        from dashboard.access.oidc import Oidc  # which loads what no other door needs

        return Oidc(settings)
    doors: dict[str, Callable[[Settings], Door]] = {"proxy": Proxy, "public": Public}
    return doors[settings.access](settings) if settings.access in doors else Local()


def refuse_to_listen(settings: Settings) -> None:
    """Refuses an address that others reach, where nothing says who they may be."""
    if settings.access == "local" and not is_this_machine_alone(settings.host):
        raise UsageError(
            f'"{settings.host}" is an address that others reach, and SCRUTINY_ACCESS is local: this machine alone. '
            "Set SCRUTINY_ACCESS=proxy or oidc to let those in who sign on, or public to serve the public tables "
            f"alone; {_(GUIDE)}"
        )
