"""The contract with the scripts, written as TypeScript."""

from typing import Any, Literal, NotRequired, TypedDict  # without deferred types, as the contract itself

import pytest

from dashboard.cli.typescript import declarations, interface, written


class Small(TypedDict):
    """A record."""

    word: str
    shares: list[float | None]
    pair: NotRequired[tuple[str, int]]


class Larger(Small):
    """A record with more."""

    kind: Literal["a", "b"]
    others: dict[str, list[Small]]


def test_a_record_is_an_interface_with_what_it_has_from_others() -> None:
    assert interface(Larger) == (
        "  /** A record with more. */\n"
        "  export interface Larger {\n"
        "    word: string;\n"
        "    shares: Array<number | null>;\n"
        "    pair?: [string, number];\n"
        '    kind: "a" | "b";\n'
        "    others: Record<string, Small[]>;\n"
        "  }\n"
    )


@pytest.mark.parametrize("kind", [set[str], dict[int, str], tuple[str, ...], bytes])
def test_what_json_cannot_hold_is_refused(kind: Any) -> None:
    with pytest.raises(TypeError, match="as JSON"):
        written(kind)


def test_every_record_that_is_named_is_declared() -> None:
    text = declarations()
    assert "columns: Heading[];" in text
    assert "sort?: string;" in text
    assert "export interface Heading {" in text
