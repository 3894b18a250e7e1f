"""In which language a request is answered: the one that its address asks for, else that of the settings; and which
others there are.

One of which there is no catalogue is refused in a sentence: on a page about data beside its figures, and elsewhere in
place of the answer, once the gate has let the reader in.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, quote, urlencode

import flask

from dashboard.basics.errors import UsageError
from dashboard.basics.languages import N_, PARAMETER, Language, _, speak, spoken, with_language
from dashboard.pages.registry import page_at
from dashboard.pages.said import asked_for, usual
from dashboard.store.data import Data, Releases

UNKNOWN = N_("Language not available")


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
    """Chooses the language before anything is said; `refuse` answers where there is no such."""

    def choose() -> None:
        speak(Language())
        data = source.data
        with contextlib.suppress(Exception):  # whatever keeps the newest release away is told where it is asked for
            data = flask.g.release = source.newest()
        speak(usual(data))
        try:
            speak(asked_for(data, flask.request.query_string.decode("utf-8", "replace")))
        except UsageError as error:
            page = page_at(flask.request.path, data)
            if page is None or not page.dataset:
                flask.g.no_language = str(error)

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


def refuse(server: flask.Flask, source: Releases, prose: Callable[[Mapping[str, str]], str]) -> None:
    """Answers what asks for a language that there is not: in JSON where that is spoken, as a page of text where a page
    was asked for, which leads to the same address in each language, else in the sentence alone."""

    def refusal() -> flask.Response | None:
        sentence = flask.g.get("no_language")
        if sentence is None:
            return None
        if flask.request.path.startswith(("/api/", "/report", "/present/")):
            return flask.Response(json.dumps({"error": sentence}) + "\n", 400, mimetype="application/json")
        if flask.request.accept_mimetypes.best_match(["text/plain", "text/html"]) != "text/html":
            return flask.Response(sentence + "\n", 400, mimetype="text/plain")
        words = {"TITLE": _(UNKNOWN), "HEADING": _(UNKNOWN), "SENTENCES": escape(sentence), "CHOICES": ""}
        return flask.Response(prose({**words, "MORE": f"<ul>{''.join(in_each(source.data))}</ul>"}), 400)

    server.before_request(refusal)


def in_each(data: Data) -> Iterator[str]:
    """A link to the address that is asked for in each language that there is."""
    path = quote("/" + flask.request.path.lstrip("/"))  # two strokes would lead to another host
    others = [(name, value) for name, value in flask.request.args.items(multi=True) if name != PARAMETER]
    for code, language in data.languages.items():
        address = escape(f"{path}?{urlencode([*others, (PARAMETER, code)])}")
        yield f'<li><a href="{address}" lang="{code}" hreflang="{code}">{escape(language.name)}</a></li>'
