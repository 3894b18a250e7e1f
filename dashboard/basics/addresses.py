"""Stores in object storage: an address such as `s3://bucket/store`, and the folder in which it is mirrored.

The folder's name is the address itself, so that whoever has the folder knows the address and nothing is written down.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote

from dashboard.basics.errors import UsageError

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
WITH_PASSWORD = re.compile(r"://[^/@]*:[^/@]*@|[?#]")
LONGEST = 200  # of a folder's name; most systems take 255


def is_address(text: str) -> bool:
    """Whether the text is an address and not a folder."""
    return bool(ADDRESS.match(text))


def folder_for(address: str, cache: Path) -> Path:
    """The folder that mirrors an address; UsageError where it is none that may stand in a setting or a log."""
    if WITH_PASSWORD.search(address) or "::" in address:
        raise UsageError(
            "The address of the store must hold nothing but where it lies, such as s3://bucket/store. Keys and other "
            "options are the environment's, as docs/serving.md says."
        )
    name = quote(address.rstrip("/"), safe="")
    if not address.split("://", 1)[1].strip("/") or len(name) > LONGEST:
        raise UsageError(f"{address[:LONGEST]} is no address of a store. Write one such as s3://bucket/store.")
    return cache / name


def address_of(folder: Path) -> str:
    """The address that a folder mirrors, or nothing where it is a store itself."""
    address = unquote(folder.name)
    return address if is_address(address) and quote(address, safe="") == folder.name else ""


def where_is(folder: Path) -> str:
    """Where a store lies, for a person: its address, or its folder."""
    return address_of(folder) or str(folder)
