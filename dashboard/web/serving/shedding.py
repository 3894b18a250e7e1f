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
TOO_MUCH = ("503 Service Unavailable", "text/plain; charset=utf-8", SENTENCE)
# after a status of no content the server would end the connection, just when it has much to do
OTHERS_FIRST = ("200 OK", "application/json", b"null")
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def shedding(application: Application, waiting: Callable[[], int], most: int = MOST_WAITING) -> Application:
    """The application, which refuses a request in a sentence where more than so many wait behind it; one that a page
    makes ahead of its reader is answered with nothing where any does, which is no failure: nobody waits for it."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        ahead = environ["REQUEST_METHOD"] == "POST" and AHEAD in environ
        if waiting() <= (0 if ahead else most):
            return application(environ, start)
        status, kind, text = OTHERS_FIRST if ahead else TOO_MUCH
        headers = {
            **ALWAYS,
            "Content-Type": kind,
            "Content-Length": str(len(text)),
            "Cache-Control": "no-store",
            **({} if ahead else {"Retry-After": str(RETRY_SECONDS)}),
        }
        start(status, list(headers.items()))
        return [text]

    return answer
