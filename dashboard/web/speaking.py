"""In which language a request is answered: the one that its address asks for, else that of the settings; and which
others there are."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode

import flask

from dashboard.basics.errors import UsageError
from dashboard.basics.languages import PARAMETER, Language, speak, spoken, with_language
from dashboard.pages.registry import page_at
from dashboard.pages.said import asked_for, usual
from dashboard.store.data import Data, Releases


@dataclass(frozen=True)
class Choice:
    """A language that one can choose: its code, what its speakers call it, and the query string that asks for it."""

    code: str
    name: str
    search: str

    @property
    def spoken(self) -> bool:
        """Whether it is the one that is spoken."""
        return self.code == spoken()


def choices(data: Data, search: str) -> list[Choice]:
    """The languages that there are, each with the rest of the address; none where there is only one."""
    rest = [pair for pair in parse_qsl(search.lstrip("?"), keep_blank_values=True) if pair[0] != PARAMETER]
    own = usual(data).code
    found = [
        Choice(code, one.name, "?" + urlencode(rest if code == own else [*rest, (PARAMETER, code)]))
        for code, one in data.languages.items()
    ]
    return found if len(found) > 1 else []


def choices_here() -> list[Choice]:
    """The same for the request that is being answered; none where it was turned away before anything was read."""
    data = flask.g.get("release")
    return choices(data, flask.request.query_string.decode("utf-8", "replace")) if data else []


def register(server: flask.Flask, source: Releases) -> None:
    """Chooses the language before anything is said; one of which there is no catalogue is refused in a sentence, which
    on a page about data stands beside its figures."""

    def choose() -> flask.Response | None:
        speak(Language())
        data = source.data
        with contextlib.suppress(Exception):  # whatever keeps the newest release away is told where it is asked for
            data = source.newest()
        flask.g.release = data
        speak(usual(data))
        try:
            speak(asked_for(data, flask.request.query_string.decode("utf-8", "replace")))
        except UsageError as error:
            page = page_at(flask.request.path, data)
            if page is None or not page.dataset:
                return refusal(str(error))
        return None

    def fall_silent(_error: BaseException | None) -> None:
        speak(Language())

    server.before_request(choose)
    server.teardown_request(fall_silent)


def as_address(data: Data, search: str) -> None:
    """Speaks as a page's query string asks; the usual language where there is none such."""
    try:
        speak(asked_for(data, search))
    except UsageError:
        speak(usual(data))


def link(text: str, address: str) -> str:
    """A link of ours in a page of text, which keeps the language."""
    return f'<a href="{escape(with_language(address))}">{escape(text)}</a>'


def refusal(sentence: str) -> flask.Response:
    """That there is no such language: in JSON where that is spoken."""
    if flask.request.path.startswith(("/api/", "/report", "/present/")):
        return flask.Response(json.dumps({"error": sentence}) + "\n", 400, mimetype="application/json")
    return flask.Response(sentence + "\n", 400, mimetype="text/plain")
