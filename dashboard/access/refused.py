"""What somebody gets who is not let in: a status and a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.basics.languages import N_

NO_SUCH_NAME = N_("This dashboard is not reached under this name. Open it at the address that you were given.")


@dataclass(frozen=True)
class RefusedError(Exception):
    """A request that is not answered; the sentence says why and what to do, and `way_out` leads, by its words and
    address, to what is answered instead, if anything is. Where a page is asked for, they stand under the heading."""

    status: int
    sentence: str
    way_out: tuple[str, str] | None = None
    heading: str = N_("You cannot open this")
