"""The browser's scripts: modules in one folder that import each other by name.

The folder's address carries the hash of all that is in it, so that browsers may keep every file for a year and a page
never gets modules of two versions. A page names the module it begins with; what that imports is fetched beforehand, all
at once.

Charts are drawn by plotly.js itself rather than by dcc.Graph: each is drawn when it comes near, without a round through
Dash's store, and no empty chart is drawn before. Its basic bundle has all the kinds of chart that there are here and is
a quarter of the whole that the plotly package brings. It is kept packed, as small as Brotli makes it, which takes
seconds; a test holds its version to the package's.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

import brotli
import flask

from dashboard.basics.config import ROOT

FOLDER = ROOT / "assets" / "scripts"
PLOTLY = "plotly-basic.min.js"
PACKED = ROOT / "assets" / "plotly" / f"{PLOTLY}.br"
YEAR = 365 * 24 * 3600
KEPT = f"public, max-age={YEAR}, immutable"
IMPORTED = re.compile(r'\b(?:from|import) "(\.[^"]+)"')


def register(server: flask.Flask) -> None:
    """Serves the scripts; one that is asked for under the hash of other contents is not kept."""

    def script(of: str, name: str) -> flask.Response:
        known = plotly_version() if name == PLOTLY else version()
        answer = plotly() if name == PLOTLY else flask.send_from_directory(FOLDER, name, mimetype="text/javascript")
        if of == known:
            answer.headers["Cache-Control"] = KEPT
        return answer

    server.add_url_rule("/scripts/<of>/<path:name>", "script", script)


def tags(*names: str) -> str:
    """What begins with these scripts, in this order, and fetches beforehand what they import."""
    everything = dict.fromkeys(one for name in names for one in needed(name))
    fetched = [f'<link rel="modulepreload" href="{address(one)}">' for one in everything]
    begun = [f'<script type="module" src="{address(name)}"></script>' for name in names]
    return "".join([*fetched, *begun])


@cache
def version(folder: Path = FOLDER) -> str:
    """The hash of the scripts' names and contents."""
    files = sorted(folder.rglob("*.js"))
    names = (path.relative_to(folder).as_posix().encode() for path in files)
    texts = (path.read_bytes() for path in files)
    return hashlib.sha256(b"\0".join([*names, *texts])).hexdigest()[:12]


def address(name: str) -> str:
    """Where a browser finds a script."""
    return f"/scripts/{version()}/{name}"


def plotly() -> flask.Response:
    """The script that draws charts. Without TLS browsers take no Brotli: it is then packed as any file is."""
    if flask.request.accept_encodings.quality("br") > 0:
        return flask.Response(PACKED.read_bytes(), mimetype="text/javascript", headers={"Content-Encoding": "br"})
    return flask.Response(plotly_text(), mimetype="text/javascript")


@cache
def plotly_text() -> bytes:
    """The same as it reads."""
    text: bytes = brotli.decompress(PACKED.read_bytes())
    return text


@cache
def plotly_version() -> str:
    """The hash of it."""
    return hashlib.sha256(PACKED.read_bytes()).hexdigest()[:12]


def plotly_address() -> str:
    """Where a browser finds it."""
    return f"/scripts/{plotly_version()}/{PLOTLY}"


@cache
def needed(name: str) -> tuple[str, ...]:
    """A script and all that it imports, each once, what comes first to be met first."""
    found = [name]
    for one in found:  # which grows meanwhile
        text = (FOLDER / one).read_text(encoding="utf-8")
        imported = (normpath(join(dirname(one), path)) for path in re.findall(IMPORTED, text))
        found += [path for path in dict.fromkeys(imported) if path not in found]
    return tuple(found)
