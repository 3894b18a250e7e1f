"""What somebody gets who is not let in: a status and a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RefusedError(Exception):
    """A request that is not answered; the sentence says why and what to do, and `way_out` is the address of what is
    answered instead, if anything is."""

    status: int
    sentence: str
    way_out: str = ""
