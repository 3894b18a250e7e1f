"""The page as the server writes it, which stands before the scripts have come and without them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from flask.testing import FlaskClient
from lxml import html

from app import create_app
from dashboard.basics.config import ROOT, Settings
from dashboard.pages.filters import USUAL
from dashboard.pages.registry import PAGES

WITH_DATA = [page.path for page in PAGES if page.dataset]
NODE = Path(sys.executable).with_name("node")
MOST = 60_000  # bytes, compressed, that the page may add to its document

# What the scripts make of a changed filter: assets/scripts/address.js, asked as the page asks it.
ADDRESSES = """
import {{ changed, opened, OPENING }} from "{module}";
const cases = JSON.parse(await new Response((await import("node:stream")).Readable.toWeb(process.stdin)).text());
const answers = cases.map(({{ search, services, name, values }}) => {{
  const state = {{ search, shown: search, services }};
  return OPENING.includes(name) ? opened(state, name, values[0]) : changed(state, name, values);
}});
console.log(JSON.stringify(answers));
"""


@pytest.fixture(scope="module")
def client(sample_store: Path) -> Iterator[FlaskClient]:
    with create_app(Settings(data=sample_store)).server.test_client() as client:
        yield client


def plain_of(client: FlaskClient, address: str) -> html.HtmlElement:
    """The page as the server writes it."""
    answer = client.get(address)
    assert answer.status_code == 200
    document = answer.get_data(as_text=True)
    return html.fromstring(re.findall('<div id="app-plain".*?(?=<script)', document, re.DOTALL)[0])


def filled_with(client: FlaskClient, address: str) -> dict[str, Any]:
    """What the page's script would fill it with."""
    document = client.get(address).get_data(as_text=True)
    (layout,) = re.findall('<script type="application/json" id="_dash-layout">(.*?)</script>', document, re.DOTALL)
    return next(stores(json.loads(layout)))


def stores(node: Any) -> Iterator[dict[str, Any]]:
    """What a layout keeps for scripts."""
    if isinstance(node, list):
        for one in node:
            yield from stores(one)
    elif isinstance(node, dict):
        if node["type"] == "Store" and "cards" in node["props"].get("data", {}):
            yield node["props"]["data"]
        yield from stores(node["props"].get("children"))


def words(element: html.HtmlElement) -> str:
    """What an element says, on one line."""
    return " ".join(element.text_content().split())


def pairs(query: str) -> list[tuple[str, str]]:
    """What an address says, in the order of the alphabet; what is usual need not be said."""
    found = parse_qsl(query.lstrip("?"))
    return sorted(pair for pair in found if str(USUAL.get(pair[0])) != pair[1])


@pytest.mark.parametrize("path", WITH_DATA)
def test_each_card_says_its_finding_and_holds_its_whole_table(client: FlaskClient, path: str) -> None:
    page, data = plain_of(client, path), filled_with(client, path)
    assert page.get("data-filled") is not None
    for card in data["cards"]:
        (section,) = page.xpath(f"//section[@data-card='{card['key']}']")
        assert words(section).startswith(card["title"])
        assert " ".join(card["finding"].split()) in words(section)
        rows = section.xpath(".//tbody/tr")
        assert len(rows) == len(card["table"]["rows"]), card["key"]
        for row, cells in zip(rows, card["table"]["rows"], strict=True):
            said = words(row)
            for cell in cells:
                text = cell if isinstance(cell, str) else cell.get("text", cell.get("word"))
                assert all(part in said for part in text.split()), (card["key"], text)


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_no_id_stands_twice_and_no_control_is_dead(client: FlaskClient, path: str) -> None:
    page = plain_of(client, path)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(button.xpath("ancestor::form") for button in page.xpath("//button | //select | //input"))
    for name in page.xpath("//@for") + " ".join(page.xpath("//@aria-labelledby")).split():
        assert name in ids, name


@pytest.mark.parametrize("path", WITH_DATA)
def test_a_list_of_records_can_be_read_searched_and_closed(client: FlaskClient, path: str) -> None:
    kinds = next(page.records for page in PAGES if page.path == path)
    for kind in kinds:
        address = f"{path}?records={kind}"
        data, page = filled_with(client, address), plain_of(client, address)
        if not data["records"]:
            continue
        (section,) = page.xpath("//section[@class='records']")
        assert len(section.xpath(".//tbody/tr")) == len(data["records"]["rows"])
        (form,) = section.xpath(".//form")
        form.fields["find"] = "a"
        asked = path + "?" + urlencode(form.form_values())
        assert filled_with(client, asked)["query"] == f"{data['query']}&find=a"
        if data["records"]["close"]:
            assert section.xpath(".//a[text()='Close the list']/@href") == [data["records"]["close"]]


STATES = ("", "?quarter=2019-20-Q4&month=2020-02&years=5", "?quarter=2019-20-Q4&basis=first_published")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("path", WITH_DATA)
def test_a_form_asks_for_the_address_that_the_scripts_would_ask_for(client: FlaskClient, path: str, state: str) -> None:
    data = filled_with(client, path + state)
    cases: list[dict[str, Any]] = []
    given: list[str] = []
    for name, control in data["filters"]["controls"].items():
        now = control.get("values", [control.get("value")])
        other = next((value for value, _ in control["options"] if value not in now), None)
        if other is None:
            continue
        (form,) = plain_of(client, path + state).xpath("//form[@id='app-filters']")
        if "values" in control:
            (tick,) = [one for one in form.xpath(f".//input[@name='{name}']") if one.get("value") == other]
            tick.checked = True
        else:
            form.fields[name] = other
        values = [one for one, _ in control["options"] if one in (*now, other)] if "values" in control else [other]
        cases.append({"search": data["query"], "services": data["filters"]["services"], "name": name, "values": values})
        answer = client.get(path + "?" + urlencode(form.form_values()))
        assert answer.status_code == 303
        given.append(answer.headers["Location"])
    program = ADDRESSES.format(module=(ROOT / "assets" / "scripts" / "address.js").as_uri())
    run = [NODE, "--input-type=module", "--eval", program]
    asked = json.loads(subprocess.run(run, input=json.dumps(cases), capture_output=True, text=True, check=True).stdout)
    for case, query, address in zip(cases, asked, given, strict=True):
        assert address.startswith(path + "?"), address
        # of what the data do not have both show the nearest; the form's address says which
        shown = filled_with(client, path + query)["query"]
        assert pairs(address.removeprefix(path)) == pairs(shown), case
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", WITH_DATA)
def test_a_form_that_is_sent_as_it_came_leads_to_the_same_page(client: FlaskClient, path: str) -> None:
    (form,) = plain_of(client, path).xpath("//form[@id='app-filters']")
    answer = client.get(path + "?" + urlencode(form.form_values()))
    assert answer.headers["Location"] == path + filled_with(client, path)["query"]


@pytest.mark.parametrize("path", ["/nowhere?form=medway", "/sources?form=medway&council=nobody"])
def test_a_form_that_no_page_has_breaks_nothing(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in (303, 404)


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_the_page_adds_little_to_what_is_sent(client: FlaskClient, path: str) -> None:
    document = client.get(path).get_data()
    without = re.sub(b'<div id="app-plain".*?(?=<script)', b"", document, flags=re.DOTALL)
    assert len(zlib.compress(document)) - len(zlib.compress(without)) < MOST
