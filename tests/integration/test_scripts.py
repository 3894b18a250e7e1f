"""The scripts as a browser gets them."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import brotli
import plotly
import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.basics.config import Settings
from dashboard.pages.registry import PAGES
from dashboard.web import scripts

BEFOREHAND = re.compile(r'<link rel="modulepreload" href="([^"]+)">')
BEGUN = re.compile(r'<script type="module" src="([^"]+)">')
NAMESPACES = {
    "dash_html_components": "/dash/html/",
    "dash_core_components": "/dash/dcc/",
    "dash_bootstrap_components": "/dash_bootstrap_components/",
}
PATHS = ("/complaints", "/accessibility", "/present")
EVERY_PAGE = pytest.mark.parametrize("path", [page.path for page in PAGES])


@pytest.fixture(scope="module")
def client(sample_store: Path) -> Iterator[FlaskClient]:
    with create_app(Settings(data=sample_store)).server.test_client() as client:
        yield client


def document(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


@EVERY_PAGE
def test_a_page_fetches_beforehand_all_that_its_scripts_import(client: FlaskClient, path: str) -> None:
    text = document(client, path)
    fetched = BEFOREHAND.findall(text)
    assert len(fetched) == len(set(fetched))
    assert set(BEGUN.findall(text)) <= set(fetched)
    for address in fetched:
        with client.get(address) as answer:
            assert answer.mimetype == "text/javascript"
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            imported = re.findall(r'(?:from|import) "(\.[^"]+)"', answer.get_data(as_text=True))
        folder = address.rpartition("/")[0]
        for name in imported:
            assert (Path(folder) / name).resolve().as_posix() in fetched, f"{address} imports {name}"


@EVERY_PAGE
def test_a_page_does_not_start_without_a_library_of_components(client: FlaskClient, path: str) -> None:
    suites = set(re.findall(r"/(dash_\w+_components)\.", document(client, path)))
    assert suites == set(NAMESPACES)
    (needed,) = re.findall(r"NEEDED = (\[[^\]]+\])", (scripts.FOLDER / "dash.js").read_text(encoding="utf-8"))
    assert suites <= set(re.findall(r'"(\w+)"', needed))


@EVERY_PAGE
def test_what_tells_that_a_script_does_not_come_stands_before_them_all(client: FlaskClient, path: str) -> None:
    opening, fetched = document(client, path).split("PATIENCE = ", 1)
    assert "<script src=" not in opening
    assert "<script src=" in fetched


@EVERY_PAGE
def test_every_style_sheet_stands_in_the_head(client: FlaskClient, path: str) -> None:
    head, body = document(client, path).split("<body>")
    assert "stylesheet" in head
    assert "stylesheet" not in body


def test_a_page_begins_what_it_needs_in_order(client: FlaskClient) -> None:
    begun = {path: [one.rpartition("/")[2] for one in BEGUN.findall(document(client, path))] for path in PATHS}
    assert begun == {
        "/complaints": ["page.js", "export.js"],
        "/accessibility": ["page.js"],
        "/present": ["present.js"],
    }


@EVERY_PAGE
def test_a_page_has_every_script_of_dash_s_that_it_uses_and_none_that_no_page_does(
    client: FlaskClient, path: str
) -> None:
    text = document(client, path)
    layout = re.search(r'id="_dash-layout">(.*?)</script>', text, re.DOTALL)
    assert layout
    used = set(re.findall(r'"namespace": ?"(\w+)"', json.dumps(json.loads(layout[1]))))
    assert used
    assert used <= set(NAMESPACES)
    for name in used:
        assert f'src="/_dash-component-suites{NAMESPACES[name]}' in text
    assert "polyfill" not in text
    assert "dash_table/" not in text


@pytest.mark.parametrize("of", ["000000000000", "x"])
def test_a_script_asked_for_under_another_hash_is_not_kept(client: FlaskClient, of: str) -> None:
    with client.get(f"/scripts/{of}/page.js") as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["no-such.js", "../opening.js", "..%2f..%2fapp.py", "present/../../../app.py"])
def test_nothing_but_scripts_is_served_as_one(client: FlaskClient, name: str) -> None:
    assert client.get(f"/scripts/{scripts.version()}/{name}").status_code == 404


def test_whatever_changes_in_a_script_changes_the_address_of_all(tmp_path: Path) -> None:
    folder = tmp_path / "scripts"
    shutil.copytree(scripts.FOLDER, folder)
    assert scripts.version(folder) == scripts.version()
    inner = folder / "present" / "keys.js"
    inner.write_text(inner.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    scripts.version.cache_clear()
    changed = scripts.version(folder)
    assert changed != scripts.version()
    inner.rename(folder / "present" / "other.js")
    scripts.version.cache_clear()
    assert scripts.version(folder) not in (changed, scripts.version())


UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip"), ("br;q=0, gzip", "gzip"), ("", "")],
)
def test_plotly_is_packed_as_the_browser_takes_it(client: FlaskClient, accepted: str, encoding: str) -> None:
    answer = client.get(scripts.plotly_address(), headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding", "") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert UNPACKED[encoding](answer.data) == scripts.plotly_text()


def test_plotly_is_of_the_version_that_the_package_brings() -> None:
    whole = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
    (brought,) = re.findall(rb"plotly\.js v([\d.]+)", whole[:300])
    (served,) = re.findall(rb"plotly\.js \(basic - minified\) v([\d.]+)", scripts.plotly_text()[:300])
    assert served == brought
