"""What a browser keeps for the server, signed: none but the server can have written it, and each of its processes,
also after a restart, knows it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import flask
from itsdangerous import BadSignature, URLSafeSerializer

from dashboard.basics.errors import UsageError

LEAST = 32  # letters of a secret
HOW = """python -c "import secrets; print(secrets.token_urlsafe(48))" writes one."""


class Signed:
    """Writes and reads one kind of cookie. The first secret signs, all are known, so that one can be replaced without
    anybody being signed out."""

    def __init__(self, secrets: Sequence[str], kind: str) -> None:
        if any(len(one) < LEAST for one in secrets):
            raise UsageError(f"Each secret of SCRUTINY_SECRETS takes {LEAST} letters or more, chosen at random. {HOW}")
        self.serializer = URLSafeSerializer(
            [*reversed(secrets)],  # it signs with the last
            salt=kind,
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

    def write(self, content: Mapping[str, Any]) -> str:
        """The cookie that holds this."""
        return str(self.serializer.dumps(content))

    def read(self, text: str) -> dict[str, Any] | None:
        """What a cookie holds; None where it was not written here, or with a secret that is known no more."""
        try:
            content: dict[str, Any] = self.serializer.loads(text)
        except BadSignature:
            return None
        return content


class Cookies:
    """The cookies of a server. Over https they are named so that browsers take them from this very name alone
    (`__Host-`), and sent over https alone; no script reads them, and no other site's page sends them along."""

    def __init__(self, server: flask.Flask, *, tls: bool) -> None:
        self.prefix, self.tls = "__Host-" if tls else "", tls
        server.after_request(self.send)

    def get(self, name: str) -> str:
        """What the browser keeps under this name."""
        return flask.request.cookies.get(self.prefix + name, "")

    def names(self, start: str) -> list[str]:
        """The names that begin so, as browsers send them: those kept longest first."""
        found = [name.removeprefix(self.prefix) for name in flask.request.cookies if name.startswith(self.prefix)]
        return [name for name in found if name.startswith(start)]

    def keep(self, name: str, text: str, seconds: int | None = None) -> None:
        """Has the answer tell the browser to keep this, so long or until it is closed."""
        flask.g.setdefault("cookies", {})[name] = (text, seconds)

    def drop(self, name: str) -> None:
        """Has the answer tell the browser to forget it."""
        self.keep(name, "", 0)

    def send(self, answer: flask.Response) -> flask.Response:
        """The answer with what the browser is to keep and to forget."""
        for name, (text, seconds) in flask.g.get("cookies", {}).items():
            answer.set_cookie(self.prefix + name, text, max_age=seconds, secure=self.tls, httponly=True, samesite="Lax")
        return answer
