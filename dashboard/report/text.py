"""Text as every kind of document can hold it: without the characters that XML forbids, and no longer than its place."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_PROPERTY = 255  # letters of a title, keywords or the like in an office file's properties


def writable(found: Any) -> Any:
    """The same record, rows or text, with every text in it as a file may hold it.

    Documents, slides, workbooks and web pages are all XML or kin to it; none of their libraries takes what a search or
    a system's file may bring, such as a NUL, and some leave a file behind that nobody can open.
    """
    if isinstance(found, str):
        return NOT_XML.sub("", found)
    if isinstance(found, list | tuple):
        return type(found)(map(writable, found))
    if isinstance(found, dict):
        return {key: writable(value) for key, value in found.items()}
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        named = {one.name: writable(getattr(found, one.name)) for one in dataclasses.fields(found)}
        return dataclasses.replace(found, **named)
    return found


def cut(text: str, most: int = MOST_PROPERTY) -> str:
    """The text, cut where it is longer than its place."""
    return text if len(text) <= most else text[: most - 1] + "…"
