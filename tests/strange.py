"""What strangers send: requests made of what the dashboard knows, of what looks like it, and of anything at all."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

from clicks import CLICKS, click
from dash import Dash
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app

from dashboard.catalogue.files import read_catalogue
from dashboard.pages.filters import SINGLE
from dashboard.pages.registry import PAGES
from dashboard.web.api import ONE
from dashboard.web.presenting import OWN

CATALOGUE = read_catalogue()
CODES = {code for one in CATALOGUE.datasets.values() for column in one.columns.values() for code in column.values}
NAMES = sorted({*SINGLE, *ONE, *OWN, *(name for page in PAGES for name in page.filters), "export", "format", "address"})
VALUES = sorted(
    {
        *CATALOGUE.measures, *CODES, *(name for page in PAGES for name in page.records),
        "medway", "thurrock", "maidstone", "2019-20-Q4", "2018-19-Q1", "2017-18-H1", "2013-14-H1", "2019-20",
        "latest", "first_published", "rag", "achieved_failed", "all", "quarter", "half_year", "year", "month",
        "2019-10", "directorate", "service", "stage", "Housing Options", "Planning", "Customer and Business Support",
        "ICT", "kpi:NI 156", "complaints,agency", "complaints:timeliness", "dark", "csv", "json", "1", "2",
        "0", "-1", "1e309", "9" * 30, "٣", "²", "nan", "", " ", "\0", "\n", "\ud800", "\u202e", "'", '"',
        "<script>", "%", "&", "../..",
        "2019-20-Q5", "0000-01-Q1", "9999-00-Q4", "http://[", "http://localhost/plan", "x" * 5000,
    }
)  # fmt: skip
PLACES = sorted(
    {
        *(page.path for page in PAGES), "/_dash-layout", "/_dash-dependencies", "/present/slide.json", "/healthz",
        "/present/agenda.json", "/present/code.svg", "/api/v1/measures", "/api/v1/published.csv", "/readyz",
        "/api/v1/revisions.csv", "/report/x", "/report/x/file", "/logo/medway", "/assets/scrutiny.css", CLICKS,
        "/scripts/x/page.js",
    }
)  # fmt: skip
PARTS = ("api", "v1", "figures", "download", "queries", "assets", "scripts", "logo", "report", "_dash-component-suites")
CARDS = (
    "records.csv",
    "timeliness.csv",
    "trend.csv",
    "summary.csv",
    "x.csv",
    "plotly/plotly.min.js",
    "..",
    "..%2f",
    "%00",
)
JSON = {"Content-Type": "application/json"}
KEYS = ("output", "outputs", "inputs", "state", "changedPropIds", "id", "property", "value")
letters = st.text(max_size=12)
values = st.sampled_from(VALUES) | letters
pairs = st.lists(st.tuples(st.sampled_from(NAMES) | letters, values), max_size=8)
figures = st.builds("/api/v1/figures/{}.{}".format, st.sampled_from(VALUES), st.sampled_from(["csv", "json", "x", ""]))
downloads = st.builds("/download/{}/{}".format, st.sampled_from([page.key for page in PAGES]), st.sampled_from(CARDS))
anywhere = st.lists(st.sampled_from([*PARTS, *CARDS]) | letters, max_size=5).map(lambda parts: "/" + "/".join(parts))
places = st.sampled_from(PLACES) | figures | downloads | anywhere
nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | values,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | letters, inner, max_size=4),
    max_leaves=12,
)


def search_of(pairs: list[tuple[str, str]]) -> str:
    """The query string of these pairs."""
    return "?" + urlencode(pairs, errors="surrogatepass")


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    search: str = ""
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


def path_of(text: str) -> str:
    """The text as a path, its letters written as a browser writes them."""
    return quote(text, safe="/%.", errors="surrogatepass")


headers = st.dictionaries(
    st.sampled_from(
        ["Referer", "Origin", "Sec-Fetch-Site", "If-None-Match", "Range", "Accept-Encoding", "Content-Type"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)
    | st.just("http://[")
    | st.just("bytes=9-"),
    max_size=2,
)
addresses = st.builds(
    Asked,
    st.sampled_from(["GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"]),
    places.map(path_of),
    pairs.map(search_of),
    st.none() | st.binary(max_size=50),
    headers,
)
parameters = st.builds(Asked, st.just("GET"), (figures | downloads).map(path_of), pairs.map(search_of))


def clicks(app: Dash) -> st.SearchStrategy[Asked]:
    """Clicks: those of a page for any address, those with parts changed, and any JSON."""
    well = st.builds(
        lambda asked, page: on_page(click(app, search_of(asked)), page.path), pairs, st.sampled_from(PAGES)
    )
    changed = st.builds(lambda body, name, value: {**body, name: value}, well, st.sampled_from(KEYS), nested)
    return st.one_of(well, well, changed, nested).map(
        lambda body: Asked("POST", CLICKS, "", json.dumps(body).encode(), JSON)
    )


def on_page(body: dict[str, Any], path: str) -> dict[str, Any]:
    """The click as this page sends it."""
    state = [{**one, "value": path if one["property"] == "pathname" else one["value"]} for one in body["state"]]
    return {**body, "state": state}


def answered(app: Dash, asked: Asked) -> tuple[int, str]:
    """The status of the answer and what it says; the path comes as a server hands it on, even one that is no path."""
    environ = EnvironBuilder(method=asked.method, data=asked.body, headers=asked.headers).get_environ()
    environ["PATH_INFO"] = unquote_to_bytes(asked.path).decode("latin-1")
    environ |= {"QUERY_STRING": asked.search.removeprefix("?"), "REMOTE_ADDR": "127.0.0.1"}
    answer, status, _ = run_wsgi_app(app.server, environ, buffered=True)
    return int(status.partition(" ")[0]), b"".join(answer).decode("utf-8", "replace")
