"""What each address asks of who opens it."""

from __future__ import annotations

# What carries no figure: how the server is, and the files of every installation.
OPEN = frozenset(
    {
        "/healthz",
        "/assets/<path:filename>",
        "/scripts/<of>/<path:name>",
        "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
        "/_favicon.ico",
    }
)
