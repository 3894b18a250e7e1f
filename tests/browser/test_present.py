"""A presentation as it is given: by keyboard, by clicker, by hand on a tablet, with a question in the middle."""

from __future__ import annotations

import json
from urllib.parse import quote, unquote

import pytest
from browser.page import PHONE, Page
from selenium.webdriver.common.keys import Keys

PROJECTOR = (1920, 1080)
SMALL_PROJECTOR = (1280, 720)
Q4 = "/present?council=medway&quarter=2019-20-Q4"
COMPLAINTS = f"{Q4}&slides=complaints:timeliness,complaints:services,digital:take_up"
LEAST = 24  # pixels of a letter at 1920 by 1080

# every text on the slide, with the size of its letters on the screen and the place it takes
TEXTS = """
const room = document.getElementById("present-room");
const scale = Number(document.getElementById("present-graph").dataset.scale || 1);
const seen = (node) => node.checkVisibility({visibilityProperty: true}) && !node.closest(".visually-hidden, .side");
return [...room.querySelectorAll("*")]
    .filter((node) => seen(node) && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .map((node) => {
        const drawn = node.closest("svg");
        const box = (node.closest("text") || node).getBoundingClientRect();
        return {text: node.textContent, drawn: Boolean(drawn), line: node.nodeName === "text",
            size: parseFloat(getComputedStyle(node).fontSize) * (drawn ? scale : 1),
            box: [box.left, box.top, box.right, box.bottom]};
    });
"""
SWIPE = """
const [from, to] = arguments;
const target = document.getElementById("present-headline");
const at = (x) => new Touch({identifier: 1, target, clientX: x, clientY: 300});
const fire = (type, touches, changed) => target.dispatchEvent(
    new TouchEvent(type, {touches, changedTouches: changed, bubbles: true, cancelable: true}));
fire("touchstart", [at(from)], [at(from)]);
fire("touchend", [], [at(to)]);
"""


def start(page: Page, address: str = COMPLAINTS) -> None:
    """Opens a presentation and waits for its first slide."""
    page.open(address)
    page.wait(lambda: page.all("html.presenting"), "the presentation has not begun")
    drawn(page)


def drawn(page: Page) -> None:
    """Waits until the slide's chart, if it has one, stands."""
    page.wait(lambda: page.all("#present-picture[hidden], #present-graph .main-svg"), "no chart")


def place(page: Page) -> str:
    return page.texts("#present-place")[0]


def arrives(page: Page, where: str) -> None:
    """Waits until that slide is on show."""
    page.wait(lambda: place(page) == where, f"slide {where} has not come")
    drawn(page)


def focused(page: Page) -> str:
    return page.run("return document.activeElement.id")


@pytest.mark.parametrize(
    ("forward", "back"),
    [(Keys.ARROW_RIGHT, Keys.ARROW_LEFT), (Keys.PAGE_DOWN, Keys.PAGE_UP)],
    ids=["keyboard", "clicker"],
)
def test_it_is_given_from_start_to_end_and_back(page: Page, forward: str, back: str) -> None:
    start(page)
    assert place(page) == "1 of 3"
    for where in ("2 of 3", "3 of 3"):
        page.press(forward)
        arrives(page, where)
    page.press(forward)
    assert place(page) == "3 of 3"
    page.press(back)
    arrives(page, "2 of 3")
    page.press(Keys.END)
    arrives(page, "3 of 3")
    page.press(Keys.HOME)
    arrives(page, "1 of 3")
    page.press(Keys.SPACE)
    arrives(page, "2 of 3")


def test_a_question_in_the_middle_is_answered_on_the_slide(page: Page) -> None:
    start(page)
    before = page.headline
    page.press("/")
    page.press_tab_until(
        lambda: page.run("return document.activeElement.matches('#app-filter-service-details > summary')")
    )
    page.press(Keys.ENTER)
    tick = page.run("return document.querySelector('#app-filter-service-choices input[value=\"Housing Options\"]')")
    page.press_tab_until(lambda: page.run("return document.activeElement === arguments[0]", tick))
    page.press(Keys.SPACE)
    page.wait(lambda: page.headline != before, "the slide has not answered")
    assert page.state["service"] == ["Housing Options"]
    assert "Housing Options" in page.texts("#present-kicker")[0]
    page.press(Keys.ESCAPE)
    page.press(Keys.ESCAPE)
    page.press(Keys.PAGE_DOWN)
    arrives(page, "2 of 3")
    assert page.state["service"] == ["Housing Options"]


def test_escape_closes_what_is_open_and_then_leads_back_with_the_same_state(page: Page) -> None:
    start(page, f"{COMPLAINTS}&stage=adults&slide=complaints:services")
    page.press("n")
    assert page.one("#present-notes-panel").is_displayed()
    page.press(Keys.ESCAPE)
    assert not page.one("#present-notes-panel").is_displayed()
    assert focused(page) == "present-notes-button"
    page.press(Keys.ESCAPE)
    page.wait(lambda: page.run("return location.pathname") == "/complaints", "it has not led back")
    page.settle()
    assert page.state == {"council": ["medway"], "quarter": ["2019-20-Q4"], "stage": ["adults"]}


def test_each_slide_has_its_own_address_and_the_browser_goes_back_through_them(page: Page) -> None:
    start(page)
    page.press(Keys.ARROW_RIGHT)
    arrives(page, "2 of 3")
    headline, address = page.headline, page.search
    page.press(Keys.ARROW_RIGHT)
    arrives(page, "3 of 3")
    page.run("history.back()")
    arrives(page, "2 of 3")
    assert page.search == address
    start(page, "/present" + address)
    assert page.headline == headline


def test_the_agenda_in_the_address_is_the_order_of_the_slides(page: Page) -> None:
    start(page, f"{Q4}&slides=digital:take_up,complaints:timeliness")
    first = page.headline
    page.press(Keys.ARROW_RIGHT)
    arrives(page, "2 of 2")
    assert "complaints" in page.headline
    assert "online" in first


def test_the_agenda_is_chosen_and_ordered_with_the_keyboard(page: Page) -> None:
    start(page)
    page.press("a")
    page.wait(lambda: page.all(".chosen li"), "no list of slides")
    down = "present-agenda-Down-complaints:timeliness"
    page.press_tab_until(lambda: focused(page) == down)
    page.press(Keys.ENTER)
    page.wait(lambda: page.state["slides"][0].startswith("complaints:services,complaints:timeliness"), "no new order")
    assert focused(page) == down
    page.run("document.getElementById('present-agenda-tick-digital:take_up').focus()")
    page.press(Keys.SPACE)
    page.wait(lambda: page.state["slides"] == ["complaints:services,complaints:timeliness"], "still on the agenda")
    page.wait(lambda: page.texts("#present-place") == ["2 of 2"], "the place was not renewed")


def test_an_agenda_is_saved_as_a_file_and_opened_again(page: Page, tmp_path) -> None:
    start(page)
    page.press("a")
    page.wait(lambda: page.all(".chosen li"), "no list of slides")
    link = page.one("#present-agenda-inside a[download]")
    assert link.get_attribute("download") == "agenda-medway.json"
    text = unquote(link.get_attribute("href").partition(",")[2])
    file = tmp_path / "agenda.json"
    file.write_text(text, encoding="utf-8")
    assert json.loads(text)["address"].startswith(COMPLAINTS)
    start(page, Q4)
    page.press("a")
    page.wait(lambda: page.all(".chosen li"), "no list of slides")
    page.one("#present-agenda-file").send_keys(str(file))
    arrives(page, "1 of 3")


def test_a_file_that_is_no_agenda_is_refused_in_words(page: Page, tmp_path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"address": "https://elsewhere.example/"}', encoding="utf-8")
    start(page)
    page.press("a")
    page.wait(lambda: page.all(".chosen li"), "no list of slides")
    page.one("#present-agenda-file").send_keys(str(other))
    page.wait(lambda: page.all("#present-agenda-inside [role=alert]"), "no word of refusal")
    assert place(page) == "1 of 3"


def test_a_swipe_turns_the_slide_and_a_short_one_does_not(page: Page) -> None:
    page.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    try:
        start(page)
        page.run(SWIPE, 700, 660)
        page.run(SWIPE, 700, 300)
        arrives(page, "2 of 3")
        page.run(SWIPE, 300, 700)
        arrives(page, "1 of 3")
    finally:
        page.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_everything_that_a_key_does_has_a_button(page: Page) -> None:
    start(page)
    page.click("#present-next-button")
    arrives(page, "2 of 3")
    page.click("#present-previous-button")
    arrives(page, "1 of 3")
    for name in ("filters", "agenda", "notes", "code", "keys"):
        page.click(f"#present-{name}-button")
        assert page.one(f"#present-{name}-panel").is_displayed()
        page.click(f"#present-{name}-panel .panel-close")
    page.click("#present-look-button")
    page.wait(lambda: page.state.get("look") == ["dark"], "still light")
    assert (
        page.one("#present-back-link").get_attribute("href").endswith("/complaints?council=medway&quarter=2019-20-Q4")
    )


def test_letter_keys_can_be_switched_off(page: Page) -> None:
    start(page)
    page.press("?")
    page.click("#present-letters-button")
    page.press(Keys.ESCAPE, "t", "a")
    assert "look" not in page.state
    assert not page.one("#present-agenda-panel").is_displayed()
    page.press(Keys.ARROW_RIGHT)
    arrives(page, "2 of 3")


def test_the_slider_walks_the_quarters_and_leaves_no_trail(page: Page) -> None:
    start(page)
    trail = page.run("return history.length")
    page.run("document.getElementById('present-quarter-input').focus()")
    page.press(Keys.ARROW_LEFT)
    page.wait(lambda: page.state["quarter"] == ["2019-20-Q3"], "still the last quarter")
    page.wait(lambda: "Q3 2019/20" in page.texts("#present-kicker")[0], "the slide has not followed")
    assert place(page) == "1 of 3"
    assert page.run("return history.length") == trail


def test_playing_begins_and_stops_when_asked(page: Page) -> None:
    start(page, f"{COMPLAINTS}&quarter=2018-19-Q4")
    page.click("#present-play-button")
    page.wait(lambda: page.state["quarter"][0] > "2018-19-Q4", "the quarters do not move")
    assert page.texts("#present-play-button") == ["Pause"]
    page.click("#present-play-button")
    assert page.texts("#present-play-button") == ["Play"]


def test_the_code_leads_to_this_slide(page: Page) -> None:
    start(page)
    page.press("q")
    page.wait(lambda: page.run("return document.querySelector('.code')?.naturalWidth > 0"), "no code")
    source = page.run("return document.querySelector('.code').getAttribute('src')")
    assert quote(page.address + "/present" + page.search, safe="") in source.replace("%3A", "%3A")
    assert "this machine only" in page.one("#present-code-panel").text


def test_the_next_slide_is_fetched_before_it_is_asked_for(page: Page) -> None:
    start(page)
    page.wait(lambda: page.requests("slide=complaints:services"), "the next slide has not been fetched")
    before = len(page.requests("slide.json"))
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*slide=digital*"]})
    try:
        page.expected_console = ("slide.json",)
        page.press(Keys.ARROW_RIGHT)
        arrives(page, "2 of 3")
    finally:
        page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    assert before


def test_a_server_that_does_not_answer_is_said_and_asked_again(page: Page) -> None:
    page.expected_console = ("slide.json",)
    start(page)
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*slide.json*"]})
    try:
        page.press(Keys.END)
        page.wait(lambda: page.one("#app-failure").is_displayed(), "no word of the failure")
    finally:
        page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    page.click("#app-retry-button")
    arrives(page, "3 of 3")
    assert not page.one("#app-failure").is_displayed()


def test_a_change_of_slide_is_announced(page: Page) -> None:
    start(page)
    page.press(Keys.ARROW_RIGHT)
    arrives(page, "2 of 3")
    assert page.texts("#app-announcer")[0].startswith("Slide 2 of 3.")


@pytest.mark.parametrize("council", ["medway", "thurrock", "maidstone"])
def test_a_room_can_read_every_slide(page: Page, council: str) -> None:
    page.resize(*PROJECTOR)
    start(page, f"/present?council={council}")
    count = int(place(page).split(" of ")[1])
    for number in range(1, count + 1):
        arrives(page, f"{number} of {count}")
        texts = page.run(TEXTS)
        small = [(text["text"], text["size"]) for text in texts if text["size"] < LEAST]
        assert not small, f"slide {number}: {small}"
        lines = [text for text in texts if text["line"]]
        assert overlapping(lines) == [], f"slide {number}"
        assert page.run("return document.documentElement.scrollHeight") <= PROJECTOR[1]
        page.press(Keys.PAGE_DOWN)


def overlapping(lines: list[dict]) -> list[tuple[str, str]]:
    """Pairs of drawn texts of which one runs into the other by more than the edge of its letters."""
    found = []
    for place_, one in enumerate(lines):
        for other in lines[:place_]:
            (left, top, right, bottom), (a_left, a_top, a_right, a_bottom) = one["box"], other["box"]
            across, down = min(right, a_right) - max(left, a_left), min(bottom, a_bottom) - max(top, a_top)
            if across > 2 and down > (bottom - top) / 4 and one["text"] != other["text"]:
                found.append((one["text"], other["text"]))
    return found


@pytest.mark.parametrize(
    ("size", "look"),
    [(PROJECTOR, "light"), (SMALL_PROJECTOR, "light"), (PHONE, "light"), (PROJECTOR, "dark")],
    ids=["projector", "small projector", "phone", "dark"],
)
@pytest.mark.parametrize("slide", ["attention:items", "complaints:timeliness", "complaints:overview", "plan:group_1"])
def test_axe_finds_nothing_on_a_slide(page: Page, slide: str, size: tuple[int, int], look: str) -> None:
    page.resize(*size)
    start(page, f"{Q4}&slides={slide}&look={look}")
    page.must_be_accessible()
    assert page.run("return document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("key", ["/", "a", "n", "q", "?"])
def test_axe_finds_nothing_with_a_panel_open(page: Page, key: str, look: str) -> None:
    start(page, f"{COMPLAINTS}&look={look}")
    page.press(key)
    page.wait(lambda: key != "a" or page.all(".chosen li"), "no list of slides")
    page.must_be_accessible()


def test_a_page_and_a_card_lead_to_the_room_and_keep_the_state(page: Page) -> None:
    page.open("/complaints?council=medway&quarter=2019-20-Q4&stage=adults")
    page.click("#complaints-outcomes-menu-summary")
    page.click("#complaints-outcomes-card .present-link")
    page.wait(lambda: page.all("html.presenting"), "the presentation has not begun")
    assert page.state["slide"] == ["complaints:outcomes"]
    assert page.state["stage"] == ["adults"]
    page.press(Keys.ESCAPE)
    page.wait(lambda: page.run("return location.pathname") == "/complaints", "it has not led back")
    page.settle()
    page.click("#app-present-link")
    page.wait(lambda: page.all("html.presenting"), "the presentation has not begun")
    assert page.state["slides"] == ["complaints"]
    assert page.state["stage"] == ["adults"]


def test_a_mark_of_a_chart_leads_closer_within_the_presentation(page: Page) -> None:
    page.resize(*PROJECTOR)
    start(page, f"{Q4}&slides=complaints&slide=complaints:directorates")
    bar = page.all("#present-graph .barlayer .point path")[0]
    page.press_on(bar)
    page.wait(lambda: "directorate" in page.state, "the mark leads nowhere")
    assert page.state["slides"] == ["complaints"]
    asked = page.state["directorate"][0]
    page.wait(lambda: asked in page.texts("#present-kicker strong")[0], "the slide has not followed")


def test_what_needs_attention_leads_to_its_slide(page: Page) -> None:
    start(page, Q4)
    page.press_tab_until(lambda: page.run("return document.activeElement.matches('.slide-items a')"))
    page.press(Keys.ENTER)
    page.wait(lambda: page.state["slide"] == ["temporary_accommodation:households"], "it leads nowhere")
    page.wait(lambda: "households" in page.headline, "the slide has not come")


def test_full_screen_comes_and_goes(page: Page) -> None:
    start(page)
    page.press("f")
    page.wait(lambda: page.run("return Boolean(document.fullscreenElement)"), "no full screen")
    page.press(Keys.ESCAPE)
    page.wait(lambda: page.run("return !document.fullscreenElement"), "still full screen")
    assert place(page) == "1 of 3"


def test_nothing_plays_by_itself_for_those_who_want_less_motion(page: Page) -> None:
    reduced = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", reduced)
    try:
        start(page)
        assert page.one("#present-quarter-input").is_displayed()
        assert not page.all("#present-play-button")
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_small_tables_are_written_larger_and_long_ones_go_on_over_several_slides(page: Page) -> None:
    page.resize(*PROJECTOR)
    start(page, f"{Q4}&slides=agency:summary,attention:list")
    letter = "return parseFloat(getComputedStyle(document.querySelector('.slide-table td')).fontSize)"
    assert page.run(letter) > 1.3 * LEAST
    page.press(Keys.ARROW_RIGHT)
    arrives(page, "2 of 2")
    shown, said = 0, ""
    while page.run("return document.getElementById('present-next-button').ariaDisabled") == "false":
        shown, said = further(page, shown, said)
    shown, said = further(page, shown, said)
    assert f" to {shown} of {shown}." in said
    assert page.run(letter) >= LEAST
    page.press(Keys.ARROW_LEFT)
    page.wait(lambda: f" to {shown} of " not in page.texts("#present-text")[0], "it has not gone back")
    assert place(page) == "2 of 2"


def further(page: Page, shown: int, before: str) -> tuple[int, str]:
    """The rows seen so far and what is said of these, once the next part of a table is on show; none is left out."""
    page.wait(lambda: page.texts("#present-text")[0] != before, "no further part has come")
    said = page.texts("#present-text")[0]
    rows = len(page.all(".slide-table tbody tr"))
    assert said.startswith(f"{shown + 1} to {shown + rows} of ")
    assert not page.all(".slide-body > p")
    page.press(Keys.ARROW_RIGHT)
    return shown + rows, said
