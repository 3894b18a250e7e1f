"""What happens where more is asked than can be answered: some are told to come again, so that the rest are answered.

Without a limit everybody would wait longer and longer for answers that nobody waits for any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dashboard.web.headers import ALWAYS

MOST_WAITING = 400  # requests for which there is no thread yet: fifty browsers that ask all they can at once are fewer
RETRY_SECONDS = 5
AHEAD = "HTTP_X_AHEAD"  # the header of what is asked before anybody wants it
SENTENCE = b"Too much is asked of the server just now. Try again in a few seconds.\n"
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def shedding(application: Application, waiting: Callable[[], int], most: int = MOST_WAITING) -> Application:
    """The application, which refuses a request in a sentence where more than so many wait behind it; one that a page
    makes ahead of its reader is answered with nothing where any does, which is no failure: nobody waits for it."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        ahead = bool(environ.get(AHEAD))
        if waiting() <= (0 if ahead else most):
            return application(environ, start)
        if ahead:
            start("204 No Content", list({**ALWAYS, "Cache-Control": "no-store"}.items()))
            return []
        headers = {
            **ALWAYS,
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(SENTENCE)),
            "Cache-Control": "no-store",
            "Retry-After": str(RETRY_SECONDS),
        }
        start("503 Service Unavailable", list(headers.items()))
        return [SENTENCE]

    return answer
