"""Words as people compare them: two texts are the same if a person sees the same words.

Systems write one name with two spaces, a non-breaking one, a line break, an invisible character or an HTML entity.
"""

from __future__ import annotations

import html
import re

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
BLANKS = re.compile(r"\s+")
BLANKS_OF_A_LINE = re.compile(r"[^\S\n]+")


def visible(text: str) -> str:
    """The text with its entities resolved and without characters that nobody sees."""
    return INVISIBLE.sub("", ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text)


def spaced(text: str) -> str:
    """The text as it is seen on one line: single spaces between its words and none around them."""
    return BLANKS.sub(" ", visible(text)).strip()


def same(text: str) -> str:
    """What two texts have in common if they are the same words in whatever case."""
    return spaced(text).casefold()


def tidy(text: str) -> str:
    """A cell's text as it is stored: words of one line like `spaced`; of several, the lines are kept."""
    if text.isascii() and "&" not in text and " ".join(text.split()) == text:  # as most are, and this tells it soonest
        return text
    seen = visible(text).strip()
    return "\n".join(BLANKS_OF_A_LINE.sub(" ", line).strip() for line in seen.splitlines())
