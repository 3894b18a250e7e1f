"""The newest release, as far as whoever asks may see it."""

from __future__ import annotations

import flask

from dashboard.access.reader import reader
from dashboard.access.table import RECORDS
from dashboard.pages.said import said
from dashboard.store.data import Data, Source


class Seen:
    """Hands out the newest release, to those who may see no single records without them."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @property
    def data(self) -> Data:
        """The release in use."""
        return as_seen(flask.g.get("release", self.source.data) if flask.has_request_context() else self.source.data)

    def newest(self) -> Data:
        """The newest release; for as long as a request is answered the same one, so that no answer mixes two."""
        if not flask.has_request_context():
            return as_seen(self.source.newest())
        if "release" not in flask.g:
            flask.g.release = self.source.newest()
        return as_seen(flask.g.release)


def as_seen(release: Data) -> Data:
    """The release in the language that is spoken, with its records, or without."""
    data = said(release)
    return data if reader().may(RECORDS) else data.without_records
