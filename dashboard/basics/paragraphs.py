"""A text as its author laid it out: paragraphs apart by blank lines, and points that open with a dash, star or dot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BULLET = re.compile(r"^\s*(?:[-*]\s+|•\s*)(?=\S)")


@dataclass(frozen=True)
class Block:
    """A paragraph, which has one line, or a list with a line for each point."""

    lines: tuple[str, ...]
    points: bool = False


def blocks(text: str) -> list[Block]:
    """The paragraphs and lists of a text in order; a line that opens no point goes on with what is before it."""
    return [block for part in re.split(r"\n\s*\n", text) for block in blocks_of(part.splitlines())]


def blocks_of(lines: list[str]) -> Iterator[Block]:
    """The paragraph and lists of lines without a blank one between them."""
    plain: list[str] = []
    points: list[str] = []
    for line in lines:
        if BULLET.match(line):
            if plain:
                yield Block((spaced(plain),))
                plain = []
            points.append(BULLET.sub("", line))
        elif points and line.strip():
            points[-1] += f" {line}"
        elif line.strip():
            plain.append(line)
    if plain:
        yield Block((spaced(plain),))
    if points:
        yield Block(tuple(spaced([point]) for point in points), points=True)


def spaced(lines: list[str]) -> str:
    """Lines as one, with single spaces."""
    return " ".join(" ".join(lines).split())


def written(found: list[Block]) -> str:
    """The blocks as text again, each paragraph and each point on a line of its own."""
    return "\n".join(f"• {line}" if block.points else line for block in found for line in block.lines)
