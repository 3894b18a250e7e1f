"""A council's own messages, in its store: said from the next request on, and kept where new ones have mistakes."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from loads import FREELY, complaints, line, written

from app import create_server
from dashboard.basics.config import Settings
from dashboard.intake.loading import load

WELSH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "What words mean"
msgstr "{meaning}"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the catalogue of a store of one complaint belongs."""
    load(tmp_path / "store", "complaints", written(tmp_path, complaints(line())), "kent", "2019-20-Q4", options=FREELY)
    found = tmp_path / "store" / "catalogue" / "languages" / "cy.po"
    found.parent.mkdir(parents=True)
    return found


def heading(client: FlaskClient, search: str = "") -> str:
    answer = client.get(f"/glossary?council=kent{search}")
    assert answer.status_code == 200
    assert client.get("/healthz").status_code == 200
    return answer.text


def test_a_mistake_leaves_the_catalogue_before_it_in_use(file: Path) -> None:
    file.write_text(WELSH.format(meaning="Ystyr geiriau"), encoding="utf-8")
    client = create_server(Settings(data=file.parents[2], language="cy")).test_client()
    assert "Ystyr geiriau" in heading(client)
    assert "What words mean" in heading(client, "&lang=en-GB")
    file.write_text(WELSH.format(meaning="Ystyr {x}"), encoding="utf-8")
    assert "Ystyr geiriau" in heading(client)
    assert "What words mean" in heading(client, "&lang=en-GB")
    file.write_text(WELSH.format(meaning="Beth yw ystyr geiriau"), encoding="utf-8")
    assert "Beth yw ystyr geiriau" in heading(client)


def test_pages_and_monitors_tell_a_mistake_as_any_other_of_the_catalogue(file: Path) -> None:
    file.write_text(WELSH.format(meaning="Ystyr geiriau"), encoding="utf-8")
    client = create_server(Settings(data=file.parents[2])).test_client()
    told = "own catalogue has mistakes in languages/cy.po. "
    assert client.get("/readyz").status_code == 200
    file.write_text(WELSH.format(meaning="Ystyr {x}"), encoding="utf-8")
    for page in ("/complaints", "/sources"):
        assert told + "The catalogue as it was before them is in use. " in html.unescape(client.get(page).text)
    assert (client.get("/readyz").status_code, client.get("/readyz").json["damaged"]) == (503, 1)
    assert ">catalogue/languages/cy.po<" in client.get("/admin").text
    begun = create_server(Settings(data=file.parents[2])).test_client()
    assert told + "Without languages/cy.po, it is in use. " in html.unescape(begun.get("/complaints").text)
    file.write_text(WELSH.format(meaning="Ystyr geiriau"), encoding="utf-8")
    assert told not in html.unescape(client.get("/complaints").text)
    assert client.get("/readyz").status_code == 200


def test_without_its_catalogue_the_usual_language_gives_way_to_english(file: Path) -> None:
    file.write_text(WELSH.format(meaning="Ystyr geiriau"), encoding="utf-8")
    client = create_server(Settings(data=file.parents[2], language="cy")).test_client()
    file.unlink()
    assert "What words mean" in heading(client)
