"""An officer's whole way by keyboard, told where she is by nothing but the accessibility tree."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from browser.page import DESKTOP, PHONE, Page
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

ZOOMED = (320, 256)  # 1280 by 1024 at 400%
MOST = 40  # keys


class Walk:
    """A page that is walked by keys; what is heard after each is what the accessibility tree says has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def press(self, key: str, *held: str) -> str:
        """What is heard after this key, pressed while others are held."""
        self.keys += 1
        chain = ActionChains(self.page.driver)
        for one in held:
            chain.key_down(one)
        chain.send_keys(key)
        for one in held:
            chain.key_up(one)
        chain.perform()
        return self.heard()

    def heard(self) -> str:
        """Role and name of what has the focus; inside a chart, of the mark that one has come to."""
        nodes = self.page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        said = ""
        for node in nodes:
            found = properties(node)
            if found.get("focused", {}).get("value"):
                marks = found.get("activedescendant", {}).get("relatedNodes", [])
                at = {one["backendDOMNodeId"] for one in marks} or {node["backendDOMNodeId"]}
                said = next((spoken(one) for one in nodes if one.get("backendDOMNodeId") in at), said)
        return said

    def until(self, wanted: str, key: str, *held: str) -> str:
        """What is heard when the key has led to what is wanted."""
        while self.keys < MOST:
            if wanted in (said := self.press(key, *held)):
                return said
        raise AssertionError(f"{wanted} was not reached in {MOST} keys; last heard: {self.heard()}")

    def hears(self, wanted: str) -> str:
        """What is heard, once it is what is wanted."""
        self.page.wait(lambda: wanted in self.heard(), f"{wanted} is not heard")
        return self.heard()


def properties(node: dict[str, Any]) -> dict[str, Any]:
    """The states of a node of the tree by name."""
    return {one["name"]: one["value"] for one in node.get("properties", ())}


def spoken(node: dict[str, Any]) -> str:
    """A node's role and name."""
    return f"{node['role']['value']}: {node.get('name', {}).get('value', '')}"


NEXT, BEFORE = (Keys.ARROW_DOWN, Keys.ALT), (Keys.ARROW_UP, Keys.ALT)


def open_service(walk: Walk, place: int, name: str) -> None:
    """Goes to the services' chart, hears the service at this place, and opens it."""
    walk.until("heading: By service", *NEXT)
    walk.until("listbox: By service", Keys.TAB)
    for _ in range(place):
        walk.press(Keys.ARROW_DOWN)
    assert f"option: {name}: " in walk.hears(f"Enter opens {name}")
    walk.press(Keys.ENTER)
    walk.hears(f"; {name}: ")  # in the headline


def hear_trend(walk: Walk) -> tuple[str, str]:
    """The first and the last quarter of the trend, as they are heard."""
    walk.until("heading: By quarter", *NEXT)
    walk.until("listbox: By quarter", Keys.TAB)
    return walk.press(Keys.HOME), walk.press(Keys.END)


@pytest.mark.parametrize("size", [DESKTOP, ZOOMED, PHONE], ids=["desktop", "zoomed", "phone"])
def test_from_what_needs_attention_to_two_services_and_their_numbers(page: Page, size: tuple[int, int]) -> None:
    page.resize(*size)
    walk = Walk(page.open("/?council=medway&quarter=2019-20-Q4"))
    walk.press(*NEXT)
    walk.until("link: Well above target Households in temporary accommodation", Keys.TAB)
    walk.press(Keys.ENTER)
    walk.hears("heading: Households in temporary accommodation: 412")

    open_service(walk, 1, "Housing Options")
    first, last = hear_trend(walk)
    assert "Q1 2015/16: 230" in first
    assert "Q4 2019/20: 332" in last

    walk.until("; Housing Options: 332", *BEFORE)
    walk.until("link: Households in temporary accommodation", Keys.TAB, Keys.SHIFT)
    walk.press(Keys.ENTER)
    walk.hears("heading: Households in temporary accommodation: 412")
    open_service(walk, 2, "Housing Management")
    _, last = hear_trend(walk)

    walk.until("Present or download: By quarter", Keys.TAB)
    walk.press(Keys.ENTER)
    walk.until("link: Download CSV: By quarter", Keys.TAB)
    walk.press(Keys.ENTER)
    assert walk.keys < MOST
    row = next(row for row in saved(page) if row["Quarter"] == "Q4 2019/20")
    assert "Housing Management" in row["Filters"]
    assert f"Q4 2019/20: {row['Households']}" in last


def saved(page: Page) -> list[dict[str, str]]:
    """The rows of the file that the browser has saved; it is not left for others."""
    folder = Path(page.browser.download_path)
    (file,) = page.wait(lambda: list(folder.glob("medway-measure-by-quarter-*.csv")), "no file was saved")
    text = page.wait(lambda: file.read_text("utf-8-sig"), "the file is empty")
    file.unlink()
    return list(csv.DictReader(text.splitlines()))
