from __future__ import annotations

import pytest

from dashboard.basics.errors import quoted, shorten, unknown


@pytest.mark.parametrize("say", [shorten, quoted, lambda text: str(unknown("council", text, ["medway"]))])
def test_what_is_quoted_stays_on_one_line_and_holds_only_what_can_be_printed(say):
    said = say("a\0b\nc\x1bd\u202e")
    assert "a b c d " in said
    assert said.isprintable()


@pytest.mark.parametrize(("say", "most"), [(shorten, 60), (quoted, 42)])
def test_what_is_quoted_is_cut_where_it_is_long(say, most):
    assert "x" * (most - 3) in say("x" * (most - 2))
    assert "…" not in say("x" * (most - 2))
    assert len(say("x" * 5000)) == most
    assert "…" in say("x" * 5000)
