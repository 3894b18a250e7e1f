"""The API as everybody may ask it: the same addresses as for members, answered out of the public tables alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flask

from dashboard.basics.languages import PARAMETER
from dashboard.measures.public import public_figures
from dashboard.store.public.data import NotPublishedError, PublicData
from dashboard.views.exports import figures_text, file_name
from dashboard.web.api import MEASURE_COLUMNS, ONE, as_csv, as_json, or_why_not
from dashboard.web.parameters import refuse_repeated
from dashboard.web.public.openapi import description

PARAMETERS = {name: argument for name, argument in ONE.items() if name != "basis"}


def register(server: flask.Flask, newest: Callable[[], PublicData]) -> None:
    """Adds the routes to the server."""

    def route(path: str, answer: Callable[..., flask.Response]) -> None:
        def guarded(**values: str) -> flask.Response:
            return or_why_not(lambda: answer(newest(), **values))

        server.add_url_rule(path, path, guarded)

    route("/api/v1/measures", measures)
    route("/api/v1/figures/<path:measure>.<output>", numbers)
    route("/api/v1/openapi.json", openapi)


def dimensions(data: PublicData) -> dict[str, list[str]]:
    """What published numbers are split by, with its values."""
    found: dict[str, dict[str, None]] = {}
    for place in (place for numbers in data.numbers.values() for place in numbers if place.dimension):
        found.setdefault(place.dimension, {})[place.part] = None
    return {name: sorted(parts) for name, parts in sorted(found.items())}


def given(*known: str) -> dict[str, str]:
    """The parameters of the request, each with its one value; NotPublishedError for any other."""
    pairs = list(flask.request.args.items(multi=True))
    if any(name not in (*known, PARAMETER) for name, _ in pairs):
        raise NotPublishedError
    refuse_repeated(pairs, known)
    return {name: value for name, value in pairs if value and name != PARAMETER}


def measures(data: PublicData) -> flask.Response:
    """Every published measure with its definition; of one council, where it is asked for, in its own words."""
    council = given("council").get("council", "")
    if council and council not in data.owners():
        raise NotPublishedError
    return as_json([about(data, name, council) for name in data.numbers])


def about(data: PublicData, name: str, council: str) -> dict[str, Any]:
    """A measure as the API describes it, with what its numbers can be split by."""
    one = data.catalogue.measure(name, council)
    split = {place.dimension: None for place in data.numbers[name] if place.dimension}
    return {**{column: getattr(one, column) for column in MEASURE_COLUMNS}, "by": list(split)}


def numbers(data: PublicData, measure: str, output: str) -> flask.Response:
    """A measure's published numbers, as csv or json."""
    if output not in ("csv", "json"):
        raise NotPublishedError
    by = dimensions(data)
    asked = given(*PARAMETERS, *by)
    arguments: dict[str, Any] = {argument: asked.get(name) for name, argument in PARAMETERS.items()}
    table = public_figures(data, measure, **arguments, filters={name: [asked[name]] for name in by if name in asked})
    text = figures_text(table, output)
    return as_csv(text, file_name(measure)) if output == "csv" else flask.Response(text, mimetype="application/json")


def openapi(data: PublicData) -> flask.Response:
    """What can be asked, and what comes back."""
    given()
    return as_json(description(list(data.numbers), data.owners(), dimensions(data), str(data.manifest.release)))
