"""Comments keep their paragraphs and points, on screen and in every file."""

from __future__ import annotations

import datetime as dt

import pytest
from dash import html

from dashboard.basics.paragraphs import Block, blocks, written
from dashboard.basics.quarters import Period
from dashboard.measures.comments import Comment
from dashboard.report.content import whole_text
from dashboard.report.html.webpage import quote as printed
from dashboard.views.quotes import quote
from dashboard.views.rendering import quote_json
from dashboard.web.components import quote as drawn

TEXT = "Fewer are open. They were\nanswered.\n\n- one <b>\n- two\n\nSecond paragraph."
SAID = Comment("complaints_open", "comment", "Manager", dt.date(2020, 6, 11), TEXT, Period.parse("2019-20-Q4"))
LAID_OUT = [
    Block(("Fewer are open. They were answered.",)),
    Block(("one <b>", "two"), points=True),
    Block(("Second paragraph.",)),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("One\nline.", [Block(("One line.",))]),
        (TEXT, LAID_OUT),
        ("Actions:\n* a\n• b\n•c", [Block(("Actions:",)), Block(("a", "b", "c"), points=True)]),
        ("- a point that\n  goes on\n- another", [Block(("a point that goes on", "another"), points=True)]),
        ("One.\r\n\r\nTwo.", [Block(("One.",)), Block(("Two.",))]),
        ("-5 is no point, nor is\n*this* one", [Block(("-5 is no point, nor is *this* one",))]),
    ],
)
def test_a_text_is_its_paragraphs_and_points(text: str, found: list[Block]) -> None:
    assert blocks(text) == found


@pytest.mark.parametrize(
    "text", [TEXT, "- a\n- b\n\nEnd.", "- alone", "- alone\n\nEnd.", "One. Two.\n\n" + "Long. " * 90]
)
def test_a_note_that_is_cut_loses_nothing(text: str) -> None:
    said = quote(Comment(**{**vars(SAID), "text": text}), "")
    assert blocks(whole_text(said)) == blocks(text)


def test_what_speakers_read_has_a_line_for_each() -> None:
    assert written(LAID_OUT).splitlines() == [
        "Fewer are open. They were answered.",
        "• one <b>",
        "• two",
        "Second paragraph.",
    ]


def test_the_printed_page_has_paragraphs_and_a_list_escaped() -> None:
    text = printed(quote(SAID, ""))
    assert "<p>Fewer are open. They were answered.</p><ul><li>one &lt;b&gt;</li><li>two</li></ul><p>Second" in text


def test_the_page_and_its_script_draw_the_same() -> None:
    _, first, more, _ = drawn(quote(SAID, "")).children
    assert (type(first), first.children) == (html.P, "Fewer are open. They were answered.")
    _, points, last = more.children
    assert [type(points), type(last)] == [html.Ul, html.P]
    assert [item.children for item in points.children] == ["one <b>", "two"]
    assert quote_json(quote(SAID, ""))["rest"] == [
        {"lines": ["one <b>", "two"], "points": True, "lang": None},
        {"lines": ["Second paragraph."], "points": False, "lang": None},
    ]
