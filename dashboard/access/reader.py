"""Who reads, as far as the dashboard knows."""

from __future__ import annotations

from dataclasses import dataclass

import flask


@dataclass(frozen=True)
class Reader:
    """Somebody with an account, whose name is empty where there are no accounts."""

    account: str = ""
    known: bool = True


NOBODY = Reader(known=False)
EVERYBODY_HERE = Reader()


def reader() -> Reader:
    """Who has sent the request that is being answered."""
    found: Reader = flask.g.get("reader", NOBODY)
    return found
