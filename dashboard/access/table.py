"""What everything that can be asked for asks of who asks: the one table. What is not in it, nobody gets."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.access.reader import Role

ADMINISTRATION = "/admin"  # the page for administrators
# By the rule of the address; None is for everybody: how the server is, and the files that every installation has.
ROUTES: Mapping[str, Role | None] = {
    "/": "member",
    "/<path:path>": "member",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": None,
    "/_dash-dependencies": "member",
    "/_dash-layout": "member",
    "/_dash-update-component": "member",
    "/_favicon.ico": "member",
    "/_reload-hash": "member",
    ADMINISTRATION: "administrator",
    "/api/v1/figures/<path:measure>.<output>": "member",
    "/api/v1/measures": "member",
    "/api/v1/published.csv": "member",
    "/api/v1/revisions.csv": "member",
    "/assets/<path:filename>": None,
    "/data": "member",
    "/data/<name>.csv": "member",
    "/data/datapackage.json": "member",
    "/download/<page>/<card>.csv": "member",
    "/healthz": None,
    "/logo/<council>": "member",
    "/present/agenda.json": "member",
    "/present/code.svg": "member",
    "/present/slide.json": "member",
    "/queries/<name>.sql": "member",
    "/readyz": None,
    "/report": "member",
    "/report/<name>": "member",  # and only who asked for it
    "/report/<name>/file": "member",  # likewise
    "/scripts/<of>/<path:name>": None,
}
# Where everybody may come in, these addresses exist and no other. What answers there reads the public tables alone.
PUBLIC = (
    "/",
    "/api/v1/figures/<path:measure>.<output>",
    "/api/v1/measures",
    "/api/v1/openapi.json",
    "/assets/<path:filename>",
    "/data",
    "/data/<name>.csv",
    "/data/datapackage.json",
    "/healthz",
)
PAGES = ("/", "/<path:path>")
EXPORTS = (  # which the audit log records
    "/api/v1/figures/<path:measure>.<output>",
    "/api/v1/published.csv",
    "/api/v1/revisions.csv",
    "/download/<page>/<card>.csv",
    "/report",
    "/report/<name>/file",
)
# With oidc: where people come back from signing on, sign out, and are told that they have.
SIGNED_ON, SIGN_OUT, SIGNED_OUT = "/signed-on", "/sign-out", "/signed-out"
SIGNING: Mapping[str, Role | None] = {SIGNED_ON: None, SIGN_OUT: None, SIGNED_OUT: None}
UNKNOWN_ADDRESS: Role = "member"  # that there is no page there, with the pages that there are

# By what a callback changes; those that the browser answers itself are asked of nobody.
CALLBACKS: Mapping[str, Role] = {
    "app-page-header.children": "member",
    "app-page-sections.children": "member",
    "app-content-store.data": "member",
    "app-navigation.children": "member",
    "app-data-date.children": "member",
}

# Whatever its address: a page, slide, click, download or report that opens a list of single records.
RECORDS: Role = "analyst"
# Which release and which files of the store are damaged, which /readyz says.
HEALTH: Role = "administrator"
