"""What the council says, cut to the room that a card has."""

from __future__ import annotations

import datetime as dt

from dashboard.basics.quarters import Period
from dashboard.measures.comments import COMMENT, Comment
from dashboard.views.quotes import ENOUGH, cut, quote

SAID = Comment(
    measure="complaints_open",
    kind=COMMENT,
    author_role="Complaints Manager",
    written_date=dt.date(2020, 6, 11),
    text="Fewer are open.",
    period=Period.parse("2019-20-Q3"),
)


def test_a_short_text_is_shown_whole() -> None:
    assert cut("Fewer are open.  They were\nanswered.") == ("Fewer are open. They were answered.", "")


def test_a_long_text_is_cut_between_sentences_and_loses_nothing() -> None:
    text = " ".join(f"Sentence {n} is about 90.2% of them." for n in range(20))
    start, rest = cut(text)
    assert len(start) <= ENOUGH
    assert start.endswith(".")
    assert rest.startswith("Sentence")
    assert f"{start} {rest}" == text


def test_a_first_sentence_longer_than_the_room_is_not_cut_in_the_middle() -> None:
    text = "word " * 100 + "end. Another one."
    assert cut(text) == ("word " * 100 + "end.", "Another one.")


def test_a_note_says_who_wrote_it_and_when() -> None:
    assert quote(SAID, "").heading == "Comment, Complaints Manager, 11 June 2020"


def test_a_note_says_when_it_is_about_another_period_or_about_more_than_is_shown() -> None:
    older = Comment(**{**vars(SAID), "older": True})
    assert quote(SAID, "").mark == ""
    assert quote(older, "").mark == "from Q3 2019/20"
    assert quote(older, "", part=True).mark == "from Q3 2019/20, about the whole council"


def test_a_doubt_is_said_in_a_sentence_and_only_where_there_is_one() -> None:
    assert quote(SAID, "").doubt == ""
    assert quote(SAID, "It says 327; the figures say 351.").doubt.endswith("It says 327; the figures say 351.")
