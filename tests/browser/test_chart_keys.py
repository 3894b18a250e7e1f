"""Keys and fingers inside charts: what is said of a mark, where keys lead, what Enter, Escape and a tap do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.page import Page
from dash.testing.browser import Browser
from ministry import workbook
from selenium.webdriver.common.keys import Keys
from serving import serving

from dashboard.imports.mhclg import load

Q4 = "?council=medway&quarter=2019-20-Q4"

# A chart of each kind: the path of its page, the card, and how what is said begins on Home, End, [ and ], which lead
# to the first, last, lowest and highest mark of its first series.
SAID: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "quarterly_panels": (
        "/complaints",
        "complaints-timeliness",
        (
            "Corporate stage 1, Q1 2017/18: 89.1% (285 of 320)",
            "Q4 2019/20: 90.2% (203 of 225)",
            "Q1 2017/18: 89.1% (285 of 320)",
            "Q3 2019/20: 96.1% (341 of 355)",
        ),
    ),
    "ranked_bars": (
        "/complaints",
        "complaints-services",
        (
            "Waste Services: 91.0% of 67",
            "Integrated Transport: 100.0% of 6",
            "Healthy Lifestyles: 50.0% of 2",
            "Parking Services: 100.0% of 14",
        ),
    ),
    "funnel": (
        "/complaints",
        "complaints-services-funnel",
        (
            "Healthy Lifestyles: 71.4% (5 of 7)",
            "Waste Services: 95.5% (339 of 355)",
            "Healthy Lifestyles: 71.4% (5 of 7)",
            "Adult Education: 100.0% (9 of 9)",
        ),
    ),
    "bars_and_line": (
        "/complaints",
        "complaints-volumes",
        ("Received, Q1 2017/18: 344", "Q4 2019/20: 227", "Q4 2019/20: 227", "Q2 2017/18: 448"),
    ),
    "histogram": (
        "/complaints",
        "complaints-answer-days",
        (
            "Late, 0 working days: no cases late",
            "25 working days: 1 case late",
            "0 working days: no cases late",
            "11 working days: 6 cases late",
        ),
    ),
    "stacked_bars": (
        "/complaints",
        "complaints-outcomes",
        ("Upheld in full or in part, Q1 2017/18: 39.3%", "Q4 2019/20: 40.0%", "Q1 2019/20: 32.7%", "Q4 2017/18: 42.6%"),
    ),
    "banded_bars": (
        "/complaints",
        "complaints-open",
        (
            "Overdue, 0 to 5 working days: no cases overdue",
            "11 to 15 working days: 2 cases overdue",
            "0 to 5 working days: no cases overdue",
            "11 to 15 working days: 2 cases overdue",
        ),
    ),
    "paired_bars": (
        "/complaints",
        "complaints-themes",
        ("Q4 2019/20, Delay: 34", "Incorrect information: 16", "Incorrect information: 16", "Delay: 34"),
    ),
    "diverging_bars": (
        "/digital",
        "digital-shift",
        ("Online: +15,835", "Face to face: −9,331", "Face to face: −9,331", "Online: +15,835"),
    ),
    "year_lines": (
        "/agency",
        "agency-cumulative",
        ("2018/19, April 2018: £717,886", "March 2019: £8,866,160", "April 2018: £717,886", "March 2019: £8,866,160"),
    ),
    "quarterly_lines": (
        "/temporary-accommodation",
        "temporary_accommodation-homelessness",
        ("Applications, Q1 2017/18: 113", "Q4 2019/20: 309", "Q1 2017/18: 113", "Q2 2019/20: 318"),
    ),
    "bridge": (
        "/temporary-accommodation",
        "temporary_accommodation-bridge",
        ("Q3 2019/20: 397", "Q4 2019/20: 412", "Left: −130", "Q4 2019/20: 412"),
    ),
    "ranked_dots": (
        "/temporary-accommodation",
        "temporary_accommodation-rate",
        ("Medway: 3.35", "London: 16.60", "Medway: 3.35", "London: 16.60"),
    ),
    "process_lines": (
        "/measure",
        "measure-series",
        ("Received, Q1 2015/16: 462", "Q4 2019/20: 327", "Q4 2019/20: 327", "Q2 2016/17: 555"),
    ),
    "year_bars": (
        "/measure",
        "measure-years",
        ("2015/16: 1,872", "2019/20: 1,782", "2019/20: 1,782", "2016/17: 1,996"),
    ),
}

# Where the keyboard is in the chart that has it: the mark's words, its place and row, and what is seen of it.
STATE = """
const chart = document.activeElement;
const option = document.getElementById(chart.getAttribute("aria-activedescendant"));
const chosen = [...chart.querySelectorAll('[aria-selected="true"]')];
const box = chart.querySelector(".ring-line")?.getBoundingClientRect();
const rows = [...chart.querySelectorAll(".chart-marks > div")];
return {
    said: option?.textContent ?? "",
    alone: chosen.length === 1 && chosen[0] === option,
    place: [...(option?.parentElement.children ?? [])].indexOf(option),
    row: rows.indexOf(option?.parentElement),
    label: chart.querySelector(".hoverlayer .hovertext")?.textContent ?? "",
    ring: box && [box.left, box.top, box.right, box.bottom],
    seen: !box || box.bottom > 0 && box.top < innerHeight,
};
"""


def enter(page: Page, card: str) -> None:
    """Moves the keyboard from the card's Chart tab into the chart, past a word of the finding that is explained."""
    page.run("document.getElementById(arguments[0]).scrollIntoView({block: 'center'})", f"{card}-graph")
    page.wait(lambda: page.all(f"#{card}-graph[role=listbox]"), f"{card} is not drawn")
    page.run("document.getElementById(arguments[0]).focus()", f"{card}-chart-tab")
    page.press_tab_until(lambda: focused(page) == f"{card}-graph", most=2)


def focused(page: Page) -> str:
    """The id of what has the keyboard."""
    return page.run("return document.activeElement.id")


def state(page: Page) -> dict:
    """Where the keyboard is in the chart, which it says of one mark alone."""
    found = page.run(STATE)
    assert found["alone"]
    assert found["seen"]
    return found


def after(page: Page, *keys: str) -> dict:
    """Where the keyboard is in the chart after these keys."""
    page.press(*keys)
    return state(page)


def ways(page: Page, card: str) -> tuple[str, str, str, str]:
    """The keys that lead back and on along the marks, and up and down across the series."""
    bars = page.run(
        "return document.getElementById(arguments[0]).data.some((trace) => trace.orientation === 'h')", card
    )
    along, across = (Keys.ARROW_UP, Keys.ARROW_DOWN), (Keys.ARROW_LEFT, Keys.ARROW_RIGHT)
    return (*along, *across) if bars else (*across, *along)


def head_of(said: str) -> str:
    """The mark's own name in what is said of it, without that of its series."""
    return said.partition(": ")[0].rpartition(", ")[2]


@pytest.mark.parametrize(("path", "card", "said"), SAID.values(), ids=SAID)
def test_keys_walk_every_mark_and_what_is_said_stands_in_the_table(
    page: Page, path: str, card: str, said: tuple[str, ...]
) -> None:
    page.open(path + Q4)
    walk(page, card, said)


def walk(page: Page, card: str, said: tuple[str, ...]) -> None:
    """Goes to every mark of the chart by key, and out of it again; what was said stands in its table."""
    enter(page, card)
    assert page.run("return document.activeElement.role") == "listbox"
    rows = page.run(
        "return [...document.activeElement.querySelectorAll('.chart-marks > div')].map((row) => row.childElementCount)"
    )
    back, on, up, down = ways(page, f"{card}-graph")
    for key, begins in zip((Keys.HOME, Keys.END, "[", "]"), said, strict=True):
        assert f"{after(page, key)['said']} ".startswith((f"{begins}. ", f"{begins} "))

    page.press(Keys.HOME)
    for place in range(1, rows[0]):
        assert after(page, on)["place"] == place
    assert after(page, on)["place"] == rows[0] - 1
    assert after(page, back)["place"] == max(rows[0] - 2, 0)
    for row in range(1, len(rows)):
        assert after(page, down)["row"] == row
    assert after(page, down)["row"] == len(rows) - 1
    assert after(page, *[up] * len(rows))["row"] == 0

    last = after(page, Keys.HOME)
    head = head_of(last["said"])
    page.wait(lambda: state(page)["label"].startswith(head), f"the label of {head} is not shown")
    left, top, right, bottom = last["ring"]
    assert right - left > 2 or bottom - top > 2
    page.must_be_accessible(f"#{card}-card")

    values = {re.findall(r": (\S+)", text)[0].rstrip(".") for text in page.texts(f"#{card}-graph [role=option]")}
    page.press(Keys.ESCAPE)
    page.wait(lambda: not state(page)["label"], "the label stays")
    assert focused(page) == f"{card}-graph"
    page.press(Keys.TAB)
    assert focused(page) != f"{card}-graph"
    assert not page.all(f"#{card}-graph [role=option], #{card}-graph .ring")

    page.click(f"#{card}-table-tab")
    words = " ".join(page.texts(f"#{card}-table-panel :is(td, th, small)")).split()
    assert {value.lstrip("+") for value in values - {"no"}} <= {word.lstrip("+") for word in words}


def test_keys_walk_a_curve_of_values(
    browser: Browser, sample_store: Path, tmp_path: Path
) -> None:  # for which the Ministry's tables have to be there
    shutil.copytree(sample_store, tmp_path / "store")
    tables = workbook(tmp_path / "tables.xlsx", span="July to September 2019", at_end="30 September 2019")
    load(tmp_path / "store", tables)
    with serving(tmp_path / "store", tmp_path / "server.log") as address:
        page = Page(browser, address)
        page.reset()
        page.open("/temporary-accommodation" + Q4)
        walk(
            page,
            "temporary_accommodation-authorities",
            ("Gravesham: 2.50", "Westminster: 25.00", "Gravesham: 2.50", "Westminster: 25.00"),
        )
        page.must_be_clean()


@pytest.mark.parametrize("card", ["complaints-timeliness", "complaints-volumes", "complaints-services"])
def test_on_the_narrowest_screen_the_chart_moves_to_the_mark(page: Page, card: str) -> None:
    page.resize(320, 640)
    page.open("/complaints" + Q4)
    enter(page, card)
    for key in (Keys.END, "[", "]", Keys.HOME):
        left, _, right, _ = after(page, key)["ring"]
        shown = page.run(
            "const {left, right} = document.activeElement.parentElement.getBoundingClientRect(); return [left, right]"
        )
        assert shown[0] <= left
        assert right <= shown[1]
    assert page.run("const box = document.activeElement.parentElement; return box.scrollWidth > box.clientWidth")


def test_a_gap_is_a_mark_that_says_so(page: Page) -> None:
    page.open(f"/complaints{Q4}&service=Healthy+Lifestyles")
    enter(page, "complaints-timeliness")
    gap = after(page, Keys.HOME, *[Keys.ARROW_RIGHT] * 7)
    assert gap["said"] == "Q4 2018/19: no figure (0 of 0). Illustrative records. Enter opens Q4 2018/19."
    assert gap["ring"] is None
    lowest = after(page, "[")
    assert lowest["said"].startswith("Q4 2019/20: 50.0% (1 of 2).")


def test_a_gap_is_heard_in_the_table_too(page: Page) -> None:
    page.open(f"/complaints{Q4}&service=Healthy+Lifestyles")
    page.click("#complaints-timeliness-table-tab")
    unseen = page.texts("#complaints-timeliness-table-panel td:has(small) > .visually-hidden")
    assert set(unseen) == {"not available"}
    dashes = page.texts("#complaints-timeliness-table-panel td > [aria-hidden]")
    assert dashes == ["—"] * len(unseen)


def test_of_a_mark_everything_is_said(page: Page) -> None:
    page.open("/complaints" + Q4)
    enter(page, "complaints-timeliness")
    assert after(page, "]")["said"] == (
        "Corporate stage 1, Q3 2019/20: 96.1% (341 of 355). Target 80%: target met. Published total. "
        "[r] first published 96.3% (342 of 355), now 96.1%. Enter opens Q3 2019/20."
    )
    option = page.one('#complaints-timeliness-graph [aria-selected="true"]')
    assert [option.get_attribute(f"aria-{name}") for name in ("posinset", "setsize")] == ["11", "12"]
    described = page.run("return document.getElementById(document.activeElement.getAttribute('aria-describedby'))")
    assert described.get_attribute("textContent").startswith("Line chart with 4 series of 12 marks: ")


def test_the_series_is_said_where_it_is_another(page: Page) -> None:
    page.open("/complaints" + Q4)
    enter(page, "complaints-timeliness")
    assert after(page, Keys.END)["said"].startswith("Corporate stage 1, Q4 2019/20: 90.2%")
    assert after(page, Keys.ARROW_DOWN)["said"].startswith("Corporate stage 2, Q4 2019/20: 75.9%")
    assert after(page, Keys.ARROW_LEFT)["said"].startswith("Q3 2019/20: ")


def test_enter_opens_the_mark_and_the_keyboard_stays_in_the_chart(page: Page) -> None:
    page.open("/complaints" + Q4)
    enter(page, "complaints-timeliness")
    page.press(Keys.END, Keys.ARROW_LEFT)
    with page.one_answer():
        page.press(Keys.ENTER)
    assert page.state["quarter"] == ["2019-20-Q3"]
    assert focused(page) == "complaints-timeliness-graph"
    assert page.run("return document.activeElement.getBoundingClientRect().bottom") > 0
    assert after(page, Keys.END)["said"].startswith("Corporate stage 1, Q3 2019/20: 96.1%")
    page.press(Keys.ENTER)  # what is on show already
    assert page.state["quarter"] == ["2019-20-Q3"]


# Notes each tone as it begins: its frequency, and the mark that is labelled then. At the third one something is done.
LISTEN = """
const at = [];
const contexts = new Set();
window.listening = {at, contexts, third: () => {}};
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () {
    const tone = make.call(this);
    const start = tone.start;
    contexts.add(this);
    tone.start = function (when) {
        const label = document.activeElement.querySelector(".hoverlayer .hovertext");
        at.push([label?.textContent.slice(0, 10) ?? "", tone.frequency.value]);
        if (at.length === 3) queueMicrotask(listening.third);
        return start.call(tone, when);
    };
    return tone;
};
"""
STOPS = {
    "s": "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 's', bubbles: true}))",
    "Escape": "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))",
    "leaving": "document.activeElement.blur()",
}


def tones(page: Page, third: str = "") -> list[list[Any]]:
    """What is heard after S, and where, until all is quiet; `third` is done at the third tone."""
    page.run(f"listening.at.length = 0; listening.contexts.clear(); listening.third = () => {{ {third} }}")
    page.press("s")
    ended = "return listening.contexts.size > 0 && [...listening.contexts].every(({state}) => state === 'closed')"
    page.wait(lambda: page.run(ended), "it has not ended")
    return page.run("return listening.at")


def test_s_plays_a_series_as_tones_and_stops_them(page: Page) -> None:
    page.open(f"/complaints{Q4}&service=Healthy+Lifestyles")
    page.run(LISTEN)
    enter(page, "complaints-timeliness")
    assert page.run("return listening.contexts.size") == 0
    heard = tones(page)
    assert page.run("return listening.contexts.size") == 1
    assert state(page)["said"].startswith("Q4 2019/20: 50.0%")  # once all is quiet
    said = page.texts("#complaints-timeliness-graph .chart-marks > div:first-child [role=option]")
    values = {head_of(text): float(value[1]) for text in said if (value := re.search(r": ([\d.]+)%", text))}
    assert len(values) == len(said) - 1  # a gap is silent
    low, high = 50.0, 100.0  # of the chart
    assert [mark for mark, _ in heard] == list(values)
    assert [tone for _, tone in heard] == pytest.approx(
        [220 * 4 ** ((value - low) / (high - low)) for value in values.values()], rel=0.01
    )

    for stop in STOPS.values():
        assert len(tones(page, stop)) == 3
        page.run("document.getElementById('complaints-timeliness-graph').focus()")


@pytest.mark.parametrize("path", ["/complaints", "/agency", "/measure"])
def test_the_page_shows_once_how_charts_are_used_by_keyboard(page: Page, path: str) -> None:
    page.open(path + Q4)
    shown = [text.text for text in page.all("main p") if "arrow keys" in text.text]
    assert len(shown) == 1
    assert all(key in shown[0] for key in ("Home", "End", "[", "]", "Enter", "Escape"))


def test_a_page_without_charts_does_not_tell_of_them(page: Page) -> None:
    page.open("/" + Q4)
    assert not [text for text in page.all("main p") if "arrow keys" in text.text]


SLIDE = f"/present{Q4}&slides=complaints:timeliness,complaints:services"
GRAPH = "present-graph"


def slide(page: Page) -> str:
    """Which slide is on show."""
    return page.texts("#present-place")[0]


def test_on_a_slide_enter_goes_in_and_escape_leaves(page: Page) -> None:
    page.open(SLIDE)
    page.wait(lambda: page.all(f"#{GRAPH}[role=listbox]"), "no chart")
    page.press_tab_until(lambda: focused(page) == GRAPH)
    assert not page.all(f"#{GRAPH} [role=option]")
    assert page.focus_pixels() > 3000  # a frame around the chart
    assert after(page, Keys.ENTER)["said"].startswith("Corporate stage 1, Q1 2017/18: 89.1%")
    assert after(page, Keys.END)["said"].startswith("Q4 2019/20: 90.2%")
    last = after(page, Keys.ARROW_RIGHT)
    page.wait(lambda: state(page)["label"].startswith("Q4 2019/20"), "no label")
    assert last["place"] == 11
    page.must_be_accessible()
    assert slide(page) == "1 of 2"
    page.press(Keys.ESCAPE)
    assert focused(page) == GRAPH
    assert not page.all(f"#{GRAPH} [role=option], #{GRAPH} .ring, #{GRAPH} .hovertext")
    page.press(Keys.ARROW_RIGHT)
    page.wait(lambda: slide(page) == "2 of 2", "arrows do not turn slides")


def test_on_a_slide_a_mark_is_opened_and_the_keyboard_is_not_lost(page: Page) -> None:
    page.open(f"{SLIDE}&slide=complaints:services")
    page.wait(lambda: page.all(f"#{GRAPH}[role=listbox]"), "no chart")
    page.press_tab_until(lambda: focused(page) == GRAPH)
    page.press(Keys.ENTER)
    assert after(page, Keys.ARROW_DOWN)["said"].startswith("Housing Options: ")
    page.press(Keys.ENTER)
    page.wait(lambda: page.state.get("service") == ["Housing Options"], "it is not opened")
    page.wait(lambda: "Housing Options" in page.texts("#present-kicker strong")[0], "the slide has not followed")
    page.wait(lambda: focused(page) == "present-headline", "the keyboard is nowhere")  # this slide has no chart


def test_on_a_slide_tones_end_before_one_leaves_and_s_is_a_letter_that_can_be_switched_off(page: Page) -> None:
    page.open(SLIDE)
    page.run(LISTEN)
    page.wait(lambda: page.all(f"#{GRAPH}[role=listbox]"), "no chart")
    page.run(f"document.getElementById('{GRAPH}').focus()")
    page.press("s", Keys.ENTER)
    assert page.run("return listening.contexts.size") == 0
    assert len(tones(page, STOPS["Escape"])) == 3
    assert state(page)["said"].startswith("Q3 2017/18: ")
    page.press("?")
    page.click("#present-letters-button")
    page.run(f"document.getElementById('{GRAPH}').focus()")
    page.press(Keys.ENTER, "s")
    assert after(page, Keys.END)["place"] == 11
    assert len(page.run("return listening.at")) == 3


# Fingers

MARK = "#complaints-services-graph .barlayer .point path"


BESIDE = """
const boxes = [".hovertext", ".chart-open"].map((one) => document.querySelector(one).getBoundingClientRect());
return [...boxes, innerHeight];
"""


def tap(page: Page, selector: str) -> None:
    """Touches the first of these in its middle."""
    page.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
    page.settle()
    x, y = page.run(
        "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return [box.x + box.width / 2, box.y + box.height / 2]",
        selector,
    )
    for kind, points in (("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])):
        page.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.fixture
def tablet(page: Page) -> Iterator[Page]:
    """The services of the complaints page on a screen that is touched."""
    page.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    page.resize(820, 1180)
    page.open("/complaints" + Q4)
    page.run("document.getElementById('complaints-services-graph').scrollIntoView({block: 'center'})")
    page.wait(lambda: page.all(MARK), "no chart")
    yield page
    page.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_a_tap_shows_the_label_and_a_second_one_opens(tablet: Page) -> None:
    search = tablet.search
    tap(tablet, MARK)
    tablet.wait(lambda: tablet.texts(".chart-open") == ["Open Waste Services"], "no way to open it")
    tablet.wait(lambda: "91.0% of 67" in tablet.texts("#complaints-services-graph .hovertext")[0], "no label")
    assert tablet.search == search
    label, button, window = tablet.run(BESIDE)
    assert min(abs(button["top"] - label["bottom"]), abs(button["bottom"] - label["top"])) <= 2
    assert button["top"] >= 0
    assert button["bottom"] <= window
    assert tablet.texts("#complaints-services-graph .hovertext tspan")[-1] == "Select again to open"
    tablet.must_be_accessible("#complaints-services-card")
    with tablet.one_answer():
        tap(tablet, MARK)
    assert tablet.state["service"] == ["Waste Services"]
    assert not tablet.all(".chart-open")


def test_a_tapped_mark_is_opened_by_its_button_and_forgotten_by_a_tap_elsewhere(tablet: Page) -> None:
    tap(tablet, MARK)
    tablet.wait(lambda: tablet.all(".chart-open"), "no way to open it")
    tap(tablet, "#complaints-services-title")
    tablet.wait(lambda: not tablet.all(".chart-open"), "the button stays")
    tap(tablet, MARK)
    tablet.wait(lambda: tablet.all(".chart-open"), "no way to open it")
    with tablet.one_answer():
        tap(tablet, ".chart-open")
    assert tablet.state["service"] == ["Waste Services"]
