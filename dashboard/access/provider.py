"""What the dashboard asks of an OpenID provider: where people sign on, what it says of who has, where they sign out.

The flow itself, tokens and their checks are Authlib's and joserfc's.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from requests import RequestException

from dashboard.access.names import is_loopback
from dashboard.access.refused import RefusedError
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.basics.languages import N_, _

log = logging.getLogger(__name__)

# Entra ID's addresses for accounts of whatever directory
OF_ANY_TENANT = re.compile(r"(?i)https://login\.microsoftonline\.com/(common|organizations|consumers)(/|$)")
DISCOVERY = "/.well-known/openid-configuration"
PATIENCE = 5  # seconds that the provider may take to answer
KNOWN_FOR = 3600  # seconds after which its addresses are looked up again; its keys are at each sign-on
LEEWAY = 30  # seconds by which its clock may differ
SPARE_THREADS = 2  # which never wait for the provider, however slow it is
# Signatures that only the provider can make: never "none", and none with a secret that both know.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
UNREACHED = N_("The service that signs people on does not answer as it should. Try again in a few minutes.")
BUSY = N_("Many people are signing on just now. Try again in a few seconds.")
NOT_TAKEN = N_("The service that signs people on did not accept this sign-on. Sign on again.")
NOT_TRUSTED = N_(
    "What the service that signs people on said of you could not be trusted, so you are not signed on. Try "
    "again; if it happens again, tell who looks after the dashboard: its log says why."
)


class Client(OAuth2Mixin, OpenIDMixin, BaseApp):  # type: ignore[misc]  # Authlib states no types
    """Authlib's client, which keeps nothing between two calls but what it has looked up."""

    client_cls = OAuth2Session


class Provider:
    """The OpenID provider that the settings name."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        if not is_private(settings.issuer):
            raise UsageError("SCRUTINY_ISSUER must begin with https://, unless the provider is on this machine.")
        if OF_ANY_TENANT.match(settings.issuer):
            raise UsageError(
                "SCRUTINY_ISSUER must name your own directory: put its tenant id where it says common, organizations "
                "or consumers, which let in accounts of any other."
            )
        if "openid" not in settings.scopes.split():
            raise UsageError("SCRUTINY_SCOPES must name openid, such as: openid profile.")
        self.settings, self.clock = settings, clock
        self.turns = threading.BoundedSemaphore(max(1, settings.threads - SPARE_THREADS))
        self.known: Any = None
        self.since = 0.0

    def begin(self, back: str) -> Mapping[str, str]:
        """`url`, where to send a browser that is to come back to the address `back`; and `state`, `nonce` and
        `code_verifier`, by which its return is known."""
        with self.asking():
            found: Mapping[str, str] = self.client().create_authorization_url(back)
            return found

    def said(self, code: str, back: str, began: Mapping[str, str]) -> Mapping[str, Any]:
        """What the provider says of who has signed on, once it is certain that it says so, to us, just now."""
        with self.asking():
            client = self.client()
            token = client.fetch_access_token(back, code=code, code_verifier=began["code_verifier"])
            client.fetch_jwk_set(force=True)  # its keys change, and those that it has withdrawn are worth nothing
            claims = client.parse_id_token(
                token,
                nonce=began["nonce"],
                claims_options={
                    "iss": {"essential": True, "value": client.server_metadata["issuer"]},
                    "aud": {"essential": True, "value": self.settings.client_id},
                },
                leeway=LEEWAY,
            )
        if not claims:
            log.warning("Signing on failed: the provider gave no ID token")
            raise RefusedError(403, _(NOT_TRUSTED))
        found: Mapping[str, Any] = claims
        return found

    def sign_out(self, back: str) -> str | None:
        """Where to send a browser that is to be signed out there too; None if the provider has no such address."""
        with self.asking():
            client = self.client()
            if "end_session_endpoint" not in client.server_metadata:
                return None
            found: str = client.create_logout_url(back, client_id=self.settings.client_id)["url"]
            return found

    def client(self) -> Any:
        """What asks the provider, with its addresses, which are looked up now and then."""
        if self.known is None or not 0 <= self.clock() - self.since < KNOWN_FOR:
            self.known, self.since = self.looked_up(), self.clock()
        return self.known

    def looked_up(self) -> Client:
        """The same, looked up anew."""
        settings = self.settings
        client = Client(
            None,
            client_id=settings.client_id,
            client_secret=settings.client_secret or None,
            server_metadata_url=settings.issuer.rstrip("/") + DISCOVERY,
            client_kwargs={"scope": settings.scopes, "code_challenge_method": "S256", "default_timeout": PATIENCE},
        )
        found = client.load_server_metadata()
        if str(found.get("issuer")).rstrip("/") != settings.issuer.rstrip("/"):
            raise ValueError(f"the provider calls itself {found.get('issuer')!r}, not as SCRUTINY_ISSUER says")
        offered = found.get("id_token_signing_alg_values_supported", ALGORITHMS[:1])
        found["id_token_signing_alg_values_supported"] = [one for one in ALGORITHMS if one in offered]
        return client

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Refuses, in a sentence, where the provider cannot be asked or what it answers does not hold."""
        if not self.turns.acquire(blocking=False):
            raise RefusedError(503, _(BUSY))
        try:
            yield
        except JoseError as error:
            log.warning("Signing on failed, by the provider's token: %r", str(error))
            raise RefusedError(403, _(NOT_TRUSTED)) from None
        except AuthlibBaseError as error:
            log.warning("Signing on failed, by the provider's answer: %r", str(error))
            raise RefusedError(400, _(NOT_TAKEN)) from None
        except (RequestException, RuntimeError, ValueError, KeyError, TypeError) as error:
            log.warning("The provider could not be asked: %r", error)
            raise RefusedError(503, _(UNREACHED)) from None
        finally:
            self.turns.release()


def is_private(address: str) -> bool:
    """Whether nobody on the way can read or change what is sent to this address."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
