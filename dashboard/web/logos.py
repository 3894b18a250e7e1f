"""A council's logo, from the catalogue of its store: the only files of its own that browsers are given."""

from __future__ import annotations

import flask

from dashboard.basics.languages import _
from dashboard.catalogue.dress import IMAGES
from dashboard.store.data import Data, Releases

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"  # of a drawing opened by itself


def address(data: Data, council: str) -> str:
    """Where a council's logo is, by the version of its catalogue; nothing where it has none."""
    known = data.catalogue.councils.get(council)
    return f"/logo/{council}?v={data.catalogue.version}" if known and known.logo else ""


def register(server: flask.Flask, source: Releases) -> None:
    """Adds the route to the server."""

    def logo(council: str) -> flask.Response:
        known = source.newest().catalogue.councils.get(council)
        try:
            content = known.logo.read_bytes() if known and known.logo else b""
        except OSError:  # taken away since the catalogue was read
            content = b""
        if not known or not known.logo or not content:
            return flask.Response(_("There is no such logo.\n"), status=404, mimetype="text/plain")
        answer = flask.Response(content, mimetype=IMAGES[known.logo.suffix.lower()])
        answer.headers["Content-Security-Policy"] = POLICY
        answer.add_etag()
        answer.make_conditional(flask.request)
        return answer

    server.add_url_rule("/logo/<council>", "logo", logo)
