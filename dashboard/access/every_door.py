"""What every door does: it says who has sent a request, or refuses it in a sentence."""

from __future__ import annotations

import flask

from dashboard.access.reader import Reader
from dashboard.access.refused import RefusedError
from dashboard.basics.languages import N_, _

NOT_SIGNED_ON = N_("Nobody is signed on. Open the dashboard at the address that you were given, and sign on there.")


class Door:
    """Lets in or refuses."""

    def who(self, request: flask.Request) -> Reader:
        """Who has sent the request; RefusedError where it must not be answered to anybody."""
        raise NotImplementedError

    def nobody(self, request: flask.Request) -> flask.Response:  # noqa: ARG002 another door looks at it
        """What is answered where nobody is signed on and somebody must be."""
        raise RefusedError(403, _(NOT_SIGNED_ON))

    def register(self, server: flask.Flask) -> None:
        """Adds the addresses that it has of its own."""
