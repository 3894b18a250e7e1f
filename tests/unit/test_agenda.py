"""What an address asks to present, and what of it exists."""

from __future__ import annotations

import pytest

from dashboard.web.agenda import MOST_SLIDES, Agenda, Slide, read_agenda

KNOWN = ("attention", "complaints", "digital")
PIECES = {"attention": ["items"], "complaints": ["overview", "timeliness", "services"], "digital": ["take_up"]}


def read(text: str) -> Agenda:
    return read_agenda(text, lambda: [Slide("attention", "items")], PIECES.__getitem__, KNOWN)


def names(agenda: Agenda) -> list[str]:
    return [str(slide) for slide in agenda.slides]


def test_without_an_agenda_the_usual_one_is_presented_and_the_address_stays_short() -> None:
    agenda = read("")
    assert names(agenda) == ["attention:items"]
    assert (agenda.asked, agenda.notices) == ("", ())


def test_slides_keep_the_order_of_the_address() -> None:
    agenda = read("digital:take_up,complaints:timeliness")
    assert names(agenda) == ["digital:take_up", "complaints:timeliness"]
    assert agenda.asked == "digital:take_up,complaints:timeliness"


def test_a_page_alone_stands_for_all_that_it_shows_now() -> None:
    agenda = read("complaints,digital:take_up")
    assert names(agenda) == ["complaints:overview", "complaints:timeliness", "complaints:services", "digital:take_up"]
    assert agenda.asked == "complaints,digital:take_up"


def test_each_slide_comes_once() -> None:
    assert names(read("digital:take_up,digital,digital:take_up")) == ["digital:take_up"]


def test_a_slide_that_only_some_filters_have_stays_on_the_agenda() -> None:
    assert names(read("complaints:months")) == ["complaints:months"]


@pytest.mark.parametrize("wrong", ["wizardry:spells", "complaints:<b>", "../complaints", "Complaints", ":", "a:b:c"])
def test_what_does_not_exist_is_left_out_and_said(wrong: str) -> None:
    agenda = read(f"{wrong},digital:take_up")
    assert names(agenda) == ["digital:take_up"]
    assert agenda.asked == "digital:take_up"
    assert len(agenda.notices) == 1
    assert wrong in agenda.notices[0]


def test_an_agenda_of_nothing_that_exists_is_the_usual_one() -> None:
    agenda = read("wizardry")
    assert names(agenda) == ["attention:items"]
    assert agenda.asked == ""
    assert agenda.notices


def test_an_endless_agenda_is_cut() -> None:
    assert len(read(",".join(f"complaints:card_{place}" for place in range(5000))).slides) == MOST_SLIDES


@pytest.mark.parametrize(("wanted", "place"), [("", 0), ("complaints:services", 2), ("1", 0), ("3", 2)])
def test_a_slide_is_found_by_its_name_or_its_number(wanted: str, place: int) -> None:
    assert read("complaints").near(wanted) == (place, ())


@pytest.mark.parametrize(
    ("wanted", "place"),
    [("0", 0), ("99", 3), ("9" * 50, 3), ("complaints:months", 1), ("digital:spells", 0), ("-1", 0), ("wizardry", 0)],
)
def test_where_there_is_no_such_slide_the_nearest_is_shown_with_a_sentence(wanted: str, place: int) -> None:
    found, said = read("digital:take_up,complaints").near(wanted)
    assert found == place
    assert len(said) == 1
    assert said[0].endswith("is shown.")
