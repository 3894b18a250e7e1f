"""Another language: by a setting or an address, from a catalogue that the council's own store brings."""

from __future__ import annotations

import html
import json
import re
import shutil
from contextvars import copy_context
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from clicks import CLICKS, click
from dash import Dash
from flask.testing import FlaskClient
from loads import FREELY, complaints, line, written

from app import create_app, create_server
from dashboard.basics import languages
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.cli import commands
from dashboard.intake.check import check
from dashboard.intake.loading import load
from dashboard.store.data import Source

WELSH = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);\n"

msgid "Complaints"
msgstr "Cwynion"

msgid "{part} of {whole}"
msgstr "{part} o blith {whole}"
"""
COMPLAINTS = "/complaints?council=medway&quarter=2019-20-Q4"


@pytest.fixture(scope="module")
def store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a catalogue of Welsh in it."""
    data = tmp_path_factory.mktemp("welsh") / "store"
    shutil.copytree(sample_store, data)
    folder = data / "catalogue" / "languages"
    folder.mkdir(parents=True)
    (folder / "cy.po").write_text(WELSH, encoding="utf-8")
    return data


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A store of one complaint, which opens in no time, with the same catalogue of Welsh."""
    file = written(tmp_path, complaints(line()))
    load(tmp_path / "store", "complaints", file, "kent", "2019-20-Q4", options=FREELY)
    folder = tmp_path / "store" / "catalogue" / "languages"
    folder.mkdir(parents=True)
    (folder / "cy.po").write_text(WELSH, encoding="utf-8")
    return tmp_path / "store"


@pytest.fixture(scope="module")
def app(store: Path) -> Dash:
    return create_app(Settings(data=store))


@pytest.fixture(scope="module")
def client(app: Dash) -> FlaskClient:
    found: FlaskClient = app.server.test_client()
    return found


def text(client: FlaskClient, address: str) -> str:
    """The document at an address."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def links(document: str) -> list[str]:
    """The addresses of the dashboard's pages and files that a document leads to, but for those in other languages."""
    document = re.sub(r'<nav id="app-languages".*?</nav>', "", document)
    found = {html.unescape(link) for link in re.findall(r'href="([/?][^"]*)"', document)}
    return sorted(link for link in found if not link.startswith(("/assets/", "/scripts/", "/_dash")))


def test_an_address_asks_for_a_language_which_the_document_names(client: FlaskClient) -> None:
    english, welsh = text(client, COMPLAINTS), text(client, COMPLAINTS + "&lang=cy")
    assert '<html lang="en-GB"' in english
    assert '<html lang="cy"' in welsh
    assert "203 of 225" in english
    assert "203 o blith 225" in welsh
    assert ">Cwynion</a>" in welsh


def test_one_language_is_never_shown_in_place_of_another(client: FlaskClient) -> None:
    for address, said in ((f"{COMPLAINTS}&lang=cy", "203 o blith 225"), (COMPLAINTS, "203 of 225")) * 2:
        assert said in text(client, address)


def offered(document: str) -> list[tuple[str, ...]]:
    """The languages that a document offers: its own mark, name, code and address of each."""
    (nav,) = re.findall(r'<nav id="app-languages".*?</nav>', document) or [""]
    found = re.findall(r"<a ([^>]*)>([^<]*)</a>", nav)
    named = [(dict(re.findall(r'([\w-]+)="([^"]*)"', given)), name) for given, name in found]
    assert [one["lang"] for one, _ in named] == [one["hreflang"] for one, _ in named]
    return [
        ("*" if one.get("aria-current") else "", name, one["lang"], html.unescape(one["href"])) for one, name in named
    ]


@pytest.mark.parametrize("path", ["/complaints", "/", "/sources", "/nowhere", "/admin", "/data"])
def test_a_page_offers_each_language_by_its_own_name_and_keeps_the_rest_of_the_address(
    client: FlaskClient, path: str
) -> None:
    rest = "council=medway&quarter=2019-20-Q4&find=a%26b%22"
    english, welsh = f"?{rest}", f"?{rest}&lang=cy"
    for asked, marks in ((english, ("*", "")), (welsh, ("", "*"))):
        document = client.get(path + asked).get_data(as_text=True)
        assert offered(document) == [
            (marks[0], "English (United Kingdom)", "en-GB", english),
            (marks[1], "Cymraeg", "cy", welsh),
        ]


def test_where_another_language_is_usual_it_is_english_that_the_address_says(store: Path) -> None:
    client = create_server(Settings(data=store, language="cy")).test_client()
    assert offered(text(client, "/sources")) == [
        ("", "English (United Kingdom)", "en-GB", "?lang=en-GB"),
        ("*", "Cymraeg", "cy", "?"),
    ]


def test_no_language_is_offered_where_there_is_only_english(sample_store: Path) -> None:
    client = create_server(Settings(data=sample_store)).test_client()
    for path in ("/complaints?lang=en-XA", "/sources", "/nowhere"):
        assert "app-languages" not in client.get(path).get_data(as_text=True)


def test_a_language_that_is_written_from_the_right_says_so(store: Path, tmp_path: Path) -> None:
    data = tmp_path / "store"
    shutil.copytree(store, data)
    (data / "catalogue" / "languages" / "ar.po").write_text(WELSH.replace("Cwynion", "شكاوى"), encoding="utf-8")
    client = create_server(Settings(data=data)).test_client()
    for path in ("/complaints", "/sources", "/nowhere"):
        for language, direction in (("ar", ' dir="rtl"'), ("cy", "")):
            assert f'<html lang="{language}"{direction}>' in client.get(f"{path}?lang={language}").get_data(
                as_text=True
            )


@pytest.mark.parametrize("address", [COMPLAINTS, "/", "/plan", "/measure", "/sources"])
def test_every_link_to_a_page_keeps_the_language(client: FlaskClient, address: str) -> None:
    mark = "&" if "?" in address else "?"
    leads = [
        link for link in links(text(client, f"{address}{mark}lang=cy")) if not link.startswith(("/queries/", "/api/"))
    ]
    assert len(leads) > 5
    assert [link for link in leads if parse_qs(urlsplit(link).query).get("lang") != ["cy"]] == []


def test_a_click_is_answered_in_the_language_of_its_address(app: Dash, client: FlaskClient) -> None:
    for search, said in (("?council=medway&lang=cy", "o blith"), ("?council=medway", "203 of 225")):
        answer = client.post(CLICKS, json=click(app, search))
        assert said in answer.get_data(as_text=True)
    drawn = json.loads(client.post(CLICKS, json=click(app, "?council=medway&lang=cy")).get_data(as_text=True))
    assert "lang=cy" in drawn["response"]["app-content-store"]["data"]["query"]


def test_slides_and_downloads_are_in_the_language_too(client: FlaskClient) -> None:
    slide = text(client, "/present/slide.json?council=medway&slide=complaints:overview&lang=cy")
    assert "o blith" in slide
    assert "lang=cy" in json.loads(slide)["query"]


def test_a_setting_makes_a_language_usual_and_addresses_need_not_say_it(store: Path) -> None:
    client = create_server(Settings(data=store, language="cy")).test_client()
    welsh, english = text(client, COMPLAINTS), text(client, COMPLAINTS + "&lang=en-GB")
    assert '<html lang="cy"' in welsh
    assert "203 o blith 225" in welsh
    assert "lang=" not in "".join(links(welsh))
    assert "203 of 225" in english
    assert "lang=en-GB" in "".join(links(english))


def test_a_language_that_there_is_not_is_told_in_a_sentence(client: FlaskClient, store: Path) -> None:
    said = 'There is no language "cx" here. Did you mean "cy"?'
    page = text(client, COMPLAINTS + "&lang=cx")
    assert said in html.unescape(page)
    assert '<html lang="en-GB"' in page
    assert 'There is no language "c x" here.' in html.unescape(text(client, COMPLAINTS + "&lang=c%00x"))
    for address in ("/sources?lang=cx", "/api/v1/measures?lang=cx", "/present/slide.json?lang=cx"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert said in answer.get_data(as_text=True).replace("\\", "")
    with pytest.raises(UsageError, match="no language"):
        create_server(Settings(data=store, language="cx"))


@pytest.mark.parametrize(
    "address",
    ["/glossary?lang=cx", "/data?council=medway&lang=cx&lang=cz", "/accessibility?x=%22%3E&lang=cx", "/%22//x?lang=cx"],
)
def test_a_page_of_text_answers_a_language_that_there_is_not_with_links_to_those_that_there_are(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert "<h1>Language not available</h1>" in answer.text
    assert "<footer" not in answer.text  # which would offer them once more
    assert 'There is no language "c' in html.unescape(answer.text)
    asked, leads = urlsplit(address), links(answer.text)
    assert '<a href="' + html.escape(leads[1]) + '" lang="cy" hreflang="cy">Cymraeg</a>' in answer.text
    for link, code in zip(leads[1:], ("cy", "en-GB"), strict=True):
        there = urlsplit(link)
        assert (there.path, parse_qs(there.query)) == (
            asked.path,
            {**parse_qs(asked.query), "lang": [code]},
        )
        assert f'<html lang="{code}"' in client.get(link).text


def test_a_running_server_shows_a_changed_catalogue(small: Path) -> None:
    client = create_server(Settings(data=small)).test_client()
    assert ">Cwynion<" in text(client, "/complaints?council=kent&lang=cy")
    file = small / "catalogue" / "languages" / "cy.po"
    file.write_text(WELSH.replace("Cwynion", "Y cwynion"), encoding="utf-8")
    assert ">Y cwynion<" in text(client, "/complaints?council=kent&lang=cy")


def test_a_catalogue_with_a_mistake_is_left_out_and_check_and_a_load_say_where_it_is(small: Path) -> None:
    file = small / "catalogue" / "languages" / "cy.po"
    file.write_text(WELSH.replace("{part} o blith", "{rhan} o blith"), encoding="utf-8")
    assert list(Source(Settings(data=small)).data.languages) == ["en-GB"]
    (wrong,) = check(small).wrong
    assert str(file) in wrong
    assert "line 9:" in wrong
    said = load(
        small,
        "complaints",
        written(small.parent, complaints(line(complaint_id="C2")), "more.csv"),
        "kent",
        "2019-20-Q4",
        options=FREELY,
    )
    assert f"Warning: {wrong} Until then pages are not in that language." in said.splitlines()


def test_a_report_is_written_in_the_language_of_the_settings_or_of_its_address(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, (language, view) in enumerate((("cy", COMPLAINTS), ("en-GB", f"{COMPLAINTS}&lang=cy"))):
        out = tmp_path / f"{number}.html"
        monkeypatch.setenv("SCRUTINY_LANGUAGE", language)
        arguments = ["report", "--data", str(store), "--view", view, "--out", str(out)]
        copy_context().run(commands.app, arguments, standalone_mode=False)  # which speaks until its process ends
        document = out.read_text(encoding="utf-8")
        assert '<html lang="cy">' in document
        assert "203 o blith 225" in document


def test_what_the_council_wrote_says_its_language_where_the_page_has_another(client: FlaskClient) -> None:
    welsh, english = (text(client, COMPLAINTS + more) for more in ("&lang=cy", ""))
    assert re.search(r'<blockquote><p class="quote-heading">.*?</p><p lang="en-GB">', welsh)
    assert "<blockquote>" in english
    assert '<p lang="' not in english


def test_nothing_is_spoken_once_a_request_is_answered(client: FlaskClient) -> None:
    text(client, COMPLAINTS + "&lang=cy")
    assert languages.spoken() == "en-GB"
