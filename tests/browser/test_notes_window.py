"""The officer's own window beside the one that the room sees."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest
from browser.page import PHONE, Page
from selenium.webdriver.common.keys import Keys

Q4 = "/present?council=medway&quarter=2019-20-Q4"
COMPLAINTS = f"{Q4}&slides=complaints:timeliness,complaints:volumes,complaints:services"
SMALL, LAPTOP, LARGE = (800, 600), (1280, 800), (1920, 1080)


class Windows:
    """Several windows of one browser, of which one is looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.driver = page.driver
        self.room = self.driver.current_window_handle

    def opened_by(self, act: Callable[[], object]) -> str:
        """The window that this opens, once it shows a slide; it is looked at then."""
        before = self.driver.window_handles
        act()
        self.page.wait(lambda: len(self.driver.window_handles) > len(before), "no window has opened")
        (new,) = set(self.driver.window_handles) - set(before)
        self.driver.switch_to.window(new)
        shows(self.page)
        return new

    def at(self, address: str) -> str:
        """A further window at this address."""

        def opened() -> None:
            self.driver.switch_to.new_window("window")
            self.driver.get(self.page.address + address)

        return self.opened_by(opened)

    @contextlib.contextmanager
    def within(self, window: str) -> Iterator[Page]:
        """Looks at this window inside, and afterwards at the one before."""
        before = self.driver.current_window_handle
        self.driver.switch_to.window(window)
        yield self.page
        self.driver.switch_to.window(before)

    def close(self, window: str) -> None:
        """Closes a window; its console must be empty. The room's is looked at then."""
        self.driver.switch_to.window(window)
        self.page.must_be_clean()
        self.driver.close()
        self.driver.switch_to.window(self.room)


@pytest.fixture
def windows(page: Page) -> Iterator[Windows]:
    """The windows of the browser; those that a test leaves open are closed."""
    found = Windows(page)
    yield found
    for window in set(page.driver.window_handles) - {found.room}:
        found.close(window)
    page.driver.switch_to.window(found.room)


def shows(page: Page, place: str = " of ") -> None:
    """Waits until that slide is on show."""
    page.wait(lambda: any(place in text for text in page.texts("#present-place")), f"slide {place} has not come")


def start(page: Page, address: str = COMPLAINTS) -> None:
    """Opens a presentation in the room."""
    page.open(address)
    shows(page)


def test_a_button_opens_the_notes_and_leaves_the_room_to_the_slide(page: Page, windows: Windows) -> None:
    start(page)
    headline, stage = page.headline, page.one("#present-stage").size
    windows.opened_by(lambda: page.click("#present-window-button"))
    assert page.headline == headline
    assert page.state["window"] == ["notes"]
    assert "Definition" in page.one(".desk-notes").text
    page.wait(lambda: page.texts("#present-next-title") == ["Complaints · Received and answered"], "nothing comes next")
    following = page.one("#present-next-headline").text
    assert page.texts("#present-place") == ["1 of 3"]
    assert [text.count(":") for text in page.texts("#present-clock, #present-elapsed")] == [1, 1]
    page.press(Keys.END)
    shows(page, "3 of 3")
    page.wait(lambda: page.texts("#present-next-title") == ["This is the last slide."], "something still comes next")
    with windows.within(windows.room):
        shows(page, "3 of 3")
        assert "window" not in page.state
        assert page.one("#present-stage").size["width"] == stage["width"]
        assert not [panel for panel in page.all(".side") if panel.is_displayed()]
        page.press(Keys.PAGE_UP)
        shows(page, "2 of 3")
        assert page.headline == following


def test_whichever_window_moves_on_the_other_follows(page: Page, windows: Windows) -> None:
    start(page)
    notes = windows.opened_by(lambda: page.press("w"))
    for window, other, where in (
        (notes, windows.room, "2 of 3"),
        (windows.room, notes, "3 of 3"),
        (windows.room, notes, "2 of 3"),
        (notes, windows.room, "1 of 3"),
        (notes, windows.room, "2 of 3"),
    ):
        with windows.within(window):
            forth = int(where[0]) > int(page.texts("#present-place")[0][0])
            page.click("#present-next-button" if forth else "#present-previous-button")
        with windows.within(other):
            shows(page, where)


def test_what_is_filtered_in_one_window_is_filtered_in_the_other(page: Page, windows: Windows) -> None:
    start(page)
    windows.opened_by(lambda: page.press("w"))
    page.run("document.getElementById('present-quarter-input').focus()")
    page.press(Keys.ARROW_LEFT)
    with windows.within(windows.room):
        page.wait(lambda: page.state["quarter"] == ["2019-20-Q3"], "still the last quarter")
        page.wait(lambda: "Q3 2019/20" in page.texts("#present-kicker")[0], "the slide has not followed")
        page.press("t")
    page.wait(lambda: page.state.get("look") == ["dark"], "still light")


def test_another_agenda_is_that_of_both_windows(page: Page, windows: Windows) -> None:
    start(page)
    windows.opened_by(lambda: page.press("w"))
    page.press("a")
    page.wait(lambda: page.all(".chosen li"), "no list of slides")
    assert "window" not in page.one("#present-agenda-inside a[download]").get_attribute("href")
    page.run("document.getElementById('present-agenda-tick-digital:take_up').click()")
    shows(page, "1 of 4")
    page.press(Keys.ESCAPE, Keys.END)
    shows(page, "4 of 4")
    with windows.within(windows.room):
        shows(page, "4 of 4")
        page.press(Keys.PAGE_UP)
    shows(page, "3 of 4")


def test_another_presentation_goes_its_own_way(page: Page, windows: Windows) -> None:
    start(page)
    notes = windows.opened_by(lambda: page.press("w"))
    page.run(
        "window.seen = []; new MutationObserver(() => seen.push(document.querySelector('#present-kicker').textContent))"
        ".observe(document.querySelector('#present-kicker'), {childList: true, characterData: true, subtree: true})"
    )
    others = [
        windows.at(f"{Q4}&slides=digital:take_up,digital:channels"),
        windows.at("/present?council=thurrock&slides=agency:spend,agency:summary"),
    ]
    for other in others:
        with windows.within(other):
            page.press(Keys.PAGE_DOWN)
            shows(page, "2 of 2")
    with windows.within(windows.room):
        assert page.texts("#present-place") == ["1 of 3"]
        page.press(Keys.PAGE_DOWN)
    with windows.within(notes):
        shows(page, "2 of 3")
        seen = page.run("return seen")
        assert seen
        assert all("· Complaints ·" in text for text in seen)
    for other in others:
        with windows.within(other):
            assert page.texts("#present-place") == ["2 of 2"]


def test_the_room_goes_on_without_its_second_window_and_opens_it_again(page: Page, windows: Windows) -> None:
    start(page)
    windows.close(windows.opened_by(lambda: page.press("w")))
    page.press(Keys.PAGE_DOWN)
    shows(page, "2 of 3")
    windows.opened_by(lambda: page.press("w"))
    assert page.texts("#present-place") == ["2 of 3"]
    with windows.within(windows.room):
        page.press("w")
        page.press(Keys.PAGE_DOWN)
        shows(page, "3 of 3")
    shows(page, "3 of 3")
    assert len(page.driver.window_handles) == 2


def test_the_notes_opened_by_their_address_go_where_the_room_is(page: Page, windows: Windows) -> None:
    start(page, f"{COMPLAINTS}&slide=complaints:volumes")
    windows.at(f"{COMPLAINTS}&window=notes")
    shows(page, "2 of 3")
    page.press(Keys.PAGE_DOWN)
    with windows.within(windows.room):
        shows(page, "3 of 3")


def test_the_time_goes_on_when_the_notes_are_opened_again_until_it_is_started_again(page: Page) -> None:
    start(page, f"{COMPLAINTS}&window=notes")
    page.run("sessionStorage.setItem('scrutiny-presentation-began', String(Date.now() - 3.6e6))")
    start(page, f"{COMPLAINTS}&window=notes")
    assert page.texts("#present-elapsed")[0].startswith("1:00:")
    page.click("#present-restart-button")
    assert page.texts("#present-elapsed")[0].startswith("0:")


def test_the_code_in_the_notes_leads_to_the_slide_as_the_room_sees_it(page: Page) -> None:
    start(page, f"{COMPLAINTS}&window=notes")
    page.press("q")
    page.wait(lambda: page.texts(".side .address"), "no code")
    assert page.texts(".side .address")[0].endswith("&slide=complaints:timeliness")


def test_a_browser_that_opens_no_window_is_told_of(page: Page) -> None:
    start(page)
    page.run("window.open = () => null")
    page.press("w")
    page.wait(lambda: page.one("#app-failure").is_displayed(), "no word of it")
    page.press(Keys.PAGE_DOWN)
    shows(page, "2 of 3")


@pytest.mark.parametrize(
    ("size", "look"),
    [(SMALL, "light"), (LAPTOP, "light"), (LARGE, "light"), (PHONE, "light"), (LAPTOP, "dark")],
    ids=["small", "laptop", "large", "phone", "dark"],
)
@pytest.mark.parametrize("slide", ["attention:items", "complaints:timeliness", "complaints:overview", "plan:group_1"])
def test_axe_finds_nothing_in_the_notes(page: Page, slide: str, size: tuple[int, int], look: str) -> None:
    page.resize(*size)
    start(page, f"{Q4}&slides={slide}&look={look}&window=notes")
    page.must_be_accessible()
    assert page.run("return document.documentElement.scrollWidth") <= size[0]
    if size != PHONE:
        assert page.run("return document.documentElement.scrollHeight") <= size[1]


@pytest.mark.parametrize("key", ["/", "a", "q", "?"])
def test_axe_finds_nothing_in_the_notes_with_a_panel_open(page: Page, key: str) -> None:
    page.resize(*SMALL)
    start(page, f"{COMPLAINTS}&window=notes")
    page.press(key)
    page.wait(lambda: key != "a" or page.all(".chosen li"), "no list of slides")
    page.must_be_accessible()
