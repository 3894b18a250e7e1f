"""Headers on every answer: only our own scripts run, nothing is shared with another site, and records are not kept."""

from __future__ import annotations

from collections.abc import Callable, Collection

import flask

from dashboard.basics.config import Settings
from dashboard.web.scripts import KEPT, YEAR

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # which Plotly needs
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
# What a page never does is named, so that no script that gets into one can. Full screen, copying and keeping the screen
# on are what it does.
NEVER = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone",
         "midi", "payment", "publickey-credentials-get", "serial", "usb")  # fmt: skip
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in NEVER),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OVER_TLS = {"Strict-Transport-Security": f"max-age={YEAR}"}


def register(
    server: flask.Flask, settings: Settings, hashes: Collection[str], kept: Callable[[], Collection[str]]
) -> None:
    """Adds the headers; `hashes` are of the scripts that stand in pages, `kept` the addresses that never change."""
    scripts = {"script-src": " ".join([POLICY["script-src"], *hashes])}
    policy = "; ".join(f"{name} {allowed}" for name, allowed in {**POLICY, **scripts}.items())
    always = {**ALWAYS, **(OVER_TLS if settings.tls else {})}

    def add(response: flask.Response) -> flask.Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.update(always)
        if flask.request.full_path in kept():
            response.headers["Cache-Control"] = KEPT
        elif response.mimetype == "text/html" and not flask.g.get("opened"):
            response.headers["Cache-Control"] = "private, no-cache"
        elif "Cache-Control" not in response.headers and response.get_etag()[0] is None:
            # figures and records, which the next release changes
            response.headers["Cache-Control"] = "no-store"
        return response

    server.after_request(add)
