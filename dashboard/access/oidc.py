"""The door `oidc`: an OpenID provider, such as Entra ID, says who somebody is (code flow with PKCE, state and nonce).

Who has signed on stands in a signed cookie and nowhere else, so that every worker knows it, and it outlives them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

import flask

from dashboard.access.names import is_loopback, listed, name_of
from dashboard.access.reader import NOBODY, Reader, groups_in, known_as, roles_by_group
from dashboard.access.refused import NO_SUCH_NAME, RefusedError
from dashboard.basics import audit
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError

log = logging.getLogger(__name__)

LEAST_SECRET = 32  # letters
SECONDS_SEEN = 60  # after which it is written down that somebody is still there
PATIENCE = 10  # seconds that the provider may take to answer
MOST_NEXT = 1000  # letters of the address that is opened after signing on; a cookie has room for four thousand
PENDING = "_state_"  # with which the names begin under which Authlib keeps what it has asked
FAILED = "Signing on did not work. Try again; if it fails again, tell who looks after the dashboard."
NO_ACCOUNT = "The service that signs people on did not say what your account is called. Tell who looks after it."
SIGNED_OUT = "You have signed out."


class Oidc:
    """Whom an OpenID provider signs on."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self.settings, self.clock = settings, clock
        self.hosts = frozenset(one.lower() for one in listed(settings.hosts))
        self.roles = roles_by_group("SCRUTINY_ROLES", settings.roles)
        self.secrets = listed(settings.secrets)
        if any(len(one) < LEAST_SECRET for one in self.secrets):
            raise UsageError(f"Each secret of SCRUTINY_SECRETS takes {LEAST_SECRET} letters or more, chosen at random.")
        try:
            from authlib.common.errors import AuthlibBaseError
            from authlib.integrations.flask_client import OAuth
            from joserfc.errors import JoseError
            from requests import RequestException
        except ImportError:
            raise UsageError("SCRUTINY_ACCESS=oidc needs Authlib: pip install 'scrutiny[oidc]'.") from None
        self.failures = (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError)
        self.client: Any = OAuth().register(
            "provider",
            client_id=settings.client_id,
            client_secret=settings.client_secret or None,
            server_metadata_url=settings.issuer.rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={"scope": settings.scopes, "code_challenge_method": "S256", "default_timeout": PATIENCE},
        )

    def register(self, server: flask.Flask) -> None:
        """Adds the addresses at which people sign on and out, and the cookie."""
        server.secret_key, *older = self.secrets
        server.config.update(
            SECRET_KEY_FALLBACKS=older,
            SESSION_COOKIE_NAME="__Host-scrutiny",
            SESSION_COOKIE_SECURE=True,
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
        )
        for path, view in (("/sign-in", self.sign_in), ("/signed-in", self.signed_in), ("/sign-out", self.sign_out)):
            server.add_url_rule(path, path, view)

    def who(self, request: flask.Request) -> Reader:
        """Who has signed on in this browser, not too long ago, and has been here lately."""
        if name_of(request.headers.get("Host", "")) not in self.hosts:
            raise RefusedError(400, NO_SUCH_NAME)
        now, known = self.clock(), flask.session
        idle, most = 60 * self.settings.idle_minutes, 3600 * self.settings.sign_on_hours
        if "account" not in known or now - known["seen"] > idle or now - known["since"] > most:
            flask.g.sign_in = "/sign-in?" + urlencode({"next": request.full_path.rstrip("?")})
            return NOBODY
        if now - known["seen"] > SECONDS_SEEN:
            known["seen"] = now
        return known_as(known["account"], known["groups"], self.roles)

    def sign_in(self) -> Any:
        """Sends the browser to the provider, and notes which address it wanted."""
        pending = [name for name in flask.session if name.startswith(PENDING)]
        for name in pending[:-1]:  # of what was asked in other tabs the last is kept
            del flask.session[name]
        flask.session["next"] = own_address(flask.request.args.get("next", ""))
        try:
            return self.client.authorize_redirect(own("/signed-in"))
        except self.failures as error:
            return self.failed(error)

    def signed_in(self) -> Any:
        """Takes what the provider says, and sends the browser where it wanted to go."""
        try:
            said = self.client.authorize_access_token().get("userinfo") or {}
        except self.failures as error:
            return self.failed(error)
        account, groups = said.get(self.settings.account_claim), said.get(self.settings.groups_claim) or []
        if not isinstance(account, str) or not account:
            return told(NO_ACCOUNT, 403)
        wanted, now = flask.session.get("next", "/"), self.clock()
        flask.session.clear()
        groups = groups_in(groups) if isinstance(groups, str) else groups
        kept = [one for one in groups if one in self.roles]  # a cookie has no room for hundreds
        flask.session.update(account=account, groups=kept, since=now, seen=now)
        audit.record("sign on", account)
        return flask.redirect(wanted)

    def sign_out(self) -> Any:
        """Forgets who it was, and has the provider forget it too, if it can."""
        if account := flask.session.get("account"):
            audit.record("sign out", account)
        flask.session.clear()
        try:
            if "end_session_endpoint" in self.client.load_server_metadata():
                return self.client.logout_redirect(own("/"), client_id=self.settings.client_id)
        except self.failures as error:
            log.warning("The provider could not be asked to sign out: %s", error)
        return told(SIGNED_OUT, 200)

    def failed(self, error: Exception) -> flask.Response:
        """What somebody is told whom the provider did not sign on; the log says why."""
        log.warning("Signing on failed: %s: %s", type(error).__name__, error)
        return told(FAILED, 400)


def told(sentence: str, status: int) -> flask.Response:
    """A sentence and the way to sign on."""
    raise RefusedError(status, sentence, ("Sign on", "/sign-in"))


def own(path: str) -> str:
    """An address of ours as the provider is to call it; only on this machine is it not encrypted."""
    scheme = "http" if is_loopback(name_of(flask.request.host)) else "https"
    return f"{scheme}://{flask.request.host}{path}"


def own_address(text: str) -> str:
    """The address if it is one of ours and not too long, else that of the first page."""
    parts = urlsplit(text.replace("\\", "/"))
    own_one = text.startswith("/") and not text.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return text if own_one and len(text) <= MOST_NEXT and text.isprintable() else "/"
