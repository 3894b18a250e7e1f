"""Files that never change are packed once and well; nothing else is kept."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app, create_server
from dashboard.basics.config import Settings
from dashboard.web import scripts
from dashboard.web.packed import MOST, WELL, Packed

PATIENCE = 60  # seconds until a test gives up
LEAST = 500  # bytes of a file that is packed at all
PAGE = "/complaints?council=medway&quarter=2019-20-Q4"
OWN = re.compile(r'(?:src|href)="(/(?:assets|scripts|_dash-component-suites)/[^"]+)"')


@pytest.fixture(scope="module", params=["local", "public"])
def client(request: pytest.FixtureRequest, sample_store: Path) -> FlaskClient:
    settings = Settings(data=sample_store, access=request.param, hosts="localhost")
    client: FlaskClient = create_server(settings).test_client()
    return client


def packed(client: FlaskClient, address: str, way: str) -> bytes:
    with client.get(address, headers={"Accept-Encoding": way}) as answer:
        assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, way)
        assert "Accept-Encoding" in answer.headers["Vary"]
        return answer.get_data()


def whole(client: FlaskClient, address: str) -> bytes:
    with client.get(address) as answer:
        return answer.get_data()


@pytest.mark.parametrize("way", WELL)
def test_who_asks_next_gets_less_and_the_same(client: FlaskClient, way: str) -> None:
    page = client.get("/data").text
    address = next(one for one in OWN.findall(page) if "scrutiny.css" in one)
    plain = whole(client, address)
    first = packed(client, address, way)
    until = time.monotonic() + PATIENCE
    while len(best := packed(client, address, way)) >= len(first) and way in ("zstd", "br"):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert WELL[way][0](first) == WELL[way][0](best) == plain


def test_every_file_that_a_page_names_is_the_same_packed(sample_store: Path) -> None:
    client = create_app(Settings(data=sample_store)).server.test_client()
    for address in dict.fromkeys(OWN.findall(client.get(PAGE).text)):
        plain = whole(client, address)
        if len(plain) > LEAST and "woff2" not in address:
            for _ in range(2):
                assert WELL["zstd"][0](packed(client, address, "zstd")) == plain, address


def test_a_part_of_a_file_is_not_kept_as_the_whole(sample_store: Path) -> None:
    client = create_app(Settings(data=sample_store)).server.test_client()
    address = scripts.address("page.js")
    with client.get(address, headers={"Accept-Encoding": "zstd", "Range": "bytes=0-999"}) as part:
        assert part.status_code == 206
    assert WELL["zstd"][0](packed(client, address, "zstd")) == whole(client, address)


def test_pages_and_figures_are_not_kept() -> None:
    kept = Packed()
    kept.set("zstd;", WELL["zstd"][1](b"figures"))
    assert kept.get("zstd;") is None


def test_no_more_is_kept_than_there_is_room_for() -> None:
    kept = Packed()
    kept.set("gzip;/assets/large", b"x" * (MOST + 1))
    assert kept.get("gzip;/assets/large") is None
