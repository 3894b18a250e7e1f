"""The door `oidc`: an OpenID provider, such as Entra ID, says who somebody is.

Who has signed on stands in a signed cookie and nowhere else, so that every process knows it without asking anybody.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar
from urllib.parse import quote

import flask

from dashboard.access.claims import MOST_NAME, account_in, groups_of
from dashboard.access.every_door import Door
from dashboard.access.names import hosts_in, is_loopback, listed, name_of
from dashboard.access.provider import LEEWAY, Provider
from dashboard.access.reader import EVERYBODY, NOBODY, Reader, known_as, roles_by_group
from dashboard.access.refused import NO_SUCH_NAME, RefusedError
from dashboard.access.signed import Cookies, Signed
from dashboard.access.table import PAGES, ROUTES, SIGN_OUT, SIGNED_ON, SIGNED_OUT
from dashboard.basics import audit
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.basics.languages import N_, _

log = logging.getLogger(__name__)

SESSION, PENDING = "scrutiny", "scrutiny-"  # cookies: who has signed on; and, with its state, each sign-on under way
MOST_PENDING = 5  # sign-ons under way in one browser, in several tabs
MOST_COOKIE = 1400  # bytes of one of them: all of them have to fit into the 8 KB that web servers take of cookies
TEN_MINUTES = 600
RENEWED = 30  # how many times, at most, it is noted within the time limit that somebody is still there
NOT_SIGNED_ON = N_(
    "You are not signed on, or you have been away for too long. Open a page of the dashboard in this browser "
    "and sign on there."
)
NOT_BEGUN = N_(
    "This sign-on has been used already, took longer than ten minutes, or began in another browser or in one "
    "that keeps no cookies. Open the dashboard again."
)
DECLINED = N_("The service that signs people on did not let you in. Ask who looks after the dashboard if you need it.")
FROM_ELSEWHERE = N_("Another site's page asked to sign you out. You are still signed on; sign out here if you want to.")
REFUSED = N_("You could not be signed on")
T = TypeVar("T")


@dataclass(frozen=True)
class Session:
    """Who has signed on, as their cookie says: no more than is needed."""

    account: str
    groups: list[str]  # those alone that give a role
    since: float
    seen: float


@dataclass(frozen=True)
class Pending:
    """A sign-on under way: when it began, by what its return is known, and where it leads then."""

    since: float
    nonce: str
    code_verifier: str
    wanted: str


class Oidc(Door):
    """Whom an OpenID provider signs on."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self.settings, self.clock = settings, clock
        self.hosts = hosts_in("SCRUTINY_HOSTS", settings.hosts)
        if not settings.tls and not all(map(is_loopback, self.hosts)):
            raise UsageError(
                "With SCRUTINY_ACCESS=oidc also set SCRUTINY_TLS=true: cookies that say who somebody is are sent over "
                "https alone, which a web server in front speaks; docs/serving.md says how."
            )
        self.roles = roles_by_group("SCRUTINY_ROLES", settings.roles)
        self.provider = Provider(settings, clock)
        secrets, of = listed(settings.secrets), f"{settings.issuer} {settings.client_id}"
        self.sessions, self.under_way = Signed(secrets, f"session {of}"), Signed(secrets, f"sign-on {of}")

    def register(self, server: flask.Flask) -> None:
        """Adds where people come back from signing on, and where they sign out; and the cookies."""
        self.cookies = Cookies(server, tls=self.settings.tls)
        server.add_url_rule(SIGNED_ON, "signed_on", self.signed_on)
        server.add_url_rule(SIGN_OUT, "sign_out", self.sign_out)
        server.after_request(forgotten)

    def who(self, request: flask.Request) -> Reader:
        """Who has signed on in this browser, not too long ago, and has been here lately."""
        if name_of(request.headers.get("Host", "")) not in self.hosts:
            raise RefusedError(400, _(NO_SUCH_NAME))
        session = self.session()
        if session is None:
            return NOBODY
        asks = ROUTES.get(request.url_rule.rule) if request.url_rule else None  # else it is a file that browsers keep
        if asks and self.clock() - session.seen > self.settings.idle_seconds / RENEWED:
            self.keep(replace(session, seen=self.clock()))
        flask.g.sign_out = SIGN_OUT
        return known_as(session.account, session.groups, self.roles)

    def nobody(self, request: flask.Request) -> flask.Response:
        """Sends a browser that wants a page to the provider, and refuses everything else."""
        rule = request.url_rule.rule if request.url_rule else ""
        wants_page = request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/html"
        if rule not in PAGES or not wants_page or request.method not in ("GET", "HEAD"):
            raise RefusedError(401, _(NOT_SIGNED_ON))
        began = self.provider.begin(own(SIGNED_ON, self.settings))
        for name in self.cookies.names(PENDING)[: 1 - MOST_PENDING]:
            self.cookies.drop(name)
        self.cookies.keep(PENDING + began["state"], self.noted(began, wanted(request)), TEN_MINUTES)
        return flask.make_response(flask.redirect(began["url"]))

    def noted(self, began: Mapping[str, str], address: str) -> str:
        """The cookie of a sign-on that leads to this address; to its page, or the first, where a cookie has no room."""
        for shorter in (address, address.partition("?")[0], "/"):
            pending = Pending(self.clock(), began["nonce"], began["code_verifier"], shorter)
            text = self.under_way.write(asdict(pending))
            if len(text) <= MOST_COOKIE:
                break
        return text

    def signed_on(self) -> flask.Response:
        """Takes what the provider says, and sends the browser where it wanted to go."""
        claims: Mapping[str, Any] = {}
        try:
            pending = self.pending()
            claims = self.provider.said(flask.request.args["code"], own(SIGNED_ON, self.settings), asdict(pending))
            account = account_in(claims, self.settings.account_claim)
            groups = groups_of(claims, self.settings.groups_claim)
        except RefusedError as refused:
            name = claims.get(self.settings.account_claim)
            audit.record("sign on refused", name[:MOST_NAME] if isinstance(name, str) else "", why=refused.sentence)
            way_out = (_("Sign on as somebody else"), SIGN_OUT) if claims else (_("Open the dashboard"), "/")
            raise replace(refused, heading=_(REFUSED), way_out=way_out) from None
        kept = sorted({one for one in groups if one in self.roles and one != EVERYBODY})
        self.keep(Session(account, kept, self.clock(), self.clock()))
        audit.record("sign on", account)
        return flask.make_response(flask.redirect(pending.wanted))

    def sign_out(self) -> flask.Response:
        """Forgets who it was, and has the provider forget it too, if it can."""
        if flask.request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            raise RefusedError(403, _(FROM_ELSEWHERE), (_("Sign out"), SIGN_OUT))
        if session := self.session():
            audit.record("sign out", session.account)
        self.cookies.drop(SESSION)
        back = own(SIGNED_OUT, self.settings)
        try:
            return flask.make_response(flask.redirect(self.provider.sign_out(back) or back))
        except RefusedError:  # signed out here at least
            return flask.make_response(flask.redirect(back))

    def session(self) -> Session | None:
        """The session that the browser's cookie says; None where there is none, or it is over."""
        session = as_written(Session, self.sessions.read(self.cookies.get(SESSION)))
        if session is None:
            return None
        now, settings = self.clock(), self.settings
        lately = -LEEWAY <= now - session.seen <= settings.idle_seconds
        return session if lately and -LEEWAY <= now - session.since <= settings.session_seconds else None

    def keep(self, session: Session) -> None:
        """Has the browser keep this session until it is closed."""
        self.cookies.keep(SESSION, self.sessions.write(asdict(session)))

    def pending(self) -> Pending:
        """The sign-on that comes to its end, which can happen once alone; a refusal where none began here, or the
        provider says that it did not succeed."""
        name = PENDING + flask.request.args.get("state", "")
        pending = as_written(Pending, self.under_way.read(self.cookies.get(name)))
        if pending is None or not -LEEWAY <= self.clock() - pending.since <= TEN_MINUTES:
            raise RefusedError(400, _(NOT_BEGUN))
        self.cookies.drop(name)
        if "code" not in flask.request.args:
            log.warning("The provider declined: %r", flask.request.args.get("error", "")[:200])
            raise RefusedError(403, _(DECLINED))
        return pending


def as_written(kind: Callable[..., T], content: Mapping[str, Any] | None) -> T | None:
    """The record that a cookie holds; None where an older version wrote it with other fields."""
    try:
        return kind(**content) if content else None
    except TypeError:
        return None


def forgotten(answer: flask.Response) -> flask.Response:
    """The answer, which has the browser forget the pages that it keeps for "back" where somebody signs out. The page
    that they leave is kept only once they are elsewhere, so that it takes two answers."""
    if flask.request.path in (SIGN_OUT, SIGNED_OUT):
        answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def own(path: str, settings: Settings) -> str:
    """An address of ours as browsers and the provider call it."""
    return f"{'https' if settings.tls else 'http'}://{flask.request.host}{path}"


def wanted(request: flask.Request) -> str:
    """The address that was asked for, as one of ours: with two slashes a browser would take it for another host."""
    query = request.query_string.decode("utf-8", "replace")
    return "/" + quote(request.path.lstrip("/\\")) + (f"?{query}" if query else "")
