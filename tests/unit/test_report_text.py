"""Text of reports: what no file can hold is left out wherever it stands, and what is too long for its place is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dashboard.report.text import cut, writable
from dashboard.views.pieces import Column, Status, Table

ODD = "a\0\x0b\x1f\ufffe\ud800b"


def test_what_no_file_can_hold_is_left_out_wherever_it_stands() -> None:
    table = Table((Column("name", ODD),), ({"name": ODD, "status": Status("green", ODD, "✓"), "value": 1.5},))
    held = writable(table)
    assert held == Table((Column("name", "ab"),), ({"name": "ab", "status": Status("green", "ab", "✓"), "value": 1.5},))
    assert writable({"title": [ODD, None, (ODD,)]}) == {"title": ["ab", None, ("ab",)]}


@given(st.text(st.characters(codec=None)))
def test_whatever_is_left_is_text_for_xml(text: str) -> None:
    element = etree.Element("words")
    element.text = writable(text)
    assert element.text is not None


@given(st.text())
def test_a_text_is_cut_only_where_it_is_too_long(text: str) -> None:
    assert cut(text, 5) == text if len(text) <= 5 else cut(text, 5) == f"{text[:4]}…"
