"""The public API described as OpenAPI 3.1, for programs that write their own calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from dashboard.basics.quarters import Kind
from dashboard.measures.public import WITHHELD
from dashboard.measures.readings import NUMBERS, OF_WHAT
from dashboard.web.api import MEASURE_COLUMNS

Json = dict[str, Any]
PERIOD = r"^\d{4}-\d{2}(-(Q[1-4]|H[1-2]))?$"
NUMERIC = ("value", "numerator", "denominator", "target")
ABOUT = (
    "Figures on how councils perform, out of the tables that they publish. What is in none of them is answered "
    f'"not published", whether there is any such thing or not. {WITHHELD} stands for a number that is withheld, so '
    "that nobody can be recognised, and for whatever follows from it."
)


def description(
    measures: Sequence[str], councils: Sequence[str], dimensions: Mapping[str, Sequence[str]], release: str
) -> Json:
    """The whole description, for what is published; `dimensions` are what numbers are split by, with their values."""
    asked = [
        query("council", "Id of the council; the first that has the measure, unless said", councils),
        {**query("quarter", "Last period, the newest unless said, such as 2019-20-Q4"), "schema": period()},
        {**query("from", "First period, the last alone unless said"), "schema": period()},
        query("period", "Kind of period; the finest that is published, unless said", get_args(Kind)),
        query("by", "What the numbers are split by, one row for each of its values", list(dimensions)),
        *(query(name, f"One value of {name}: its numbers alone", values) for name, values in dimensions.items()),
    ]
    measure = {**query("measure", "Id of the measure", measures), "in": "path", "required": True}
    rows = {"type": "array", "items": {"$ref": "#/components/schemas/Figure"}}
    text = {"text/csv": {"schema": {"type": "string"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Council performance", "version": release, "description": ABOUT},
        "servers": [{"url": "/"}],
        "paths": {
            "/api/v1/measures": {
                "get": operation(
                    "listMeasures",
                    "Every published measure with its definition",
                    asked[:1],
                    of_json({"type": "array", "items": {"$ref": "#/components/schemas/Measure"}}),
                )
            },
            "/api/v1/figures/{measure}.json": {
                "get": operation("figures", "A measure's numbers", [measure, *asked], of_json(rows))
            },
            "/api/v1/figures/{measure}.csv": {
                "get": operation("figuresAsCsv", "A measure's numbers as CSV", [measure, *asked], text)
            },
        },
        "components": {"schemas": {"Measure": measure_schema(), "Figure": figure_schema(dimensions), "Error": error()}},
    }


def query(name: str, text: str, values: Sequence[str] = ()) -> Json:
    """A parameter of the address, which takes these values, or any."""
    schema: Json = {"type": "string", **({"enum": list(values)} if values else {})}
    return {"name": name, "in": "query", "description": text, "required": False, "schema": schema}


def period() -> Json:
    """The id of a period."""
    return {"type": "string", "pattern": PERIOD}


def of_json(schema: Json) -> Json:
    """An answer in JSON."""
    return {"application/json": {"schema": schema}}


def operation(name: str, summary: str, parameters: Sequence[Json], content: Mapping[str, Any]) -> Json:
    """What can be asked at an address, with all answers."""
    refused = {"content": of_json({"$ref": "#/components/schemas/Error"})}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "200": {"description": summary, "content": dict(content)},
            "400": {"description": "The question cannot be read; the error says why", **refused},
            "404": {"description": "Not published", **refused},
            "503": {"description": "Nothing is published just now", **refused},
        },
    }


def measure_schema() -> Json:
    """A measure as it is described."""
    known: Json = {name: {"type": "string"} for name in MEASURE_COLUMNS}
    known["by"] = {"type": "array", "items": {"type": "string"}}
    return {"type": "object", "properties": known, "required": list(known), "additionalProperties": False}


def figure_schema(dimensions: Iterable[str]) -> Json:
    """A row of figures."""
    words: Json = {name: {"type": "string"} for name in (*OF_WHAT, *NUMBERS)}
    number = {"anyOf": [{"type": "number"}, {"type": "null"}, {"const": WITHHELD}]}
    known = {**words, **dict.fromkeys(NUMERIC, number), **{name: {"type": "string"} for name in dimensions}}
    return {
        "type": "object",
        "properties": known,
        "required": [*OF_WHAT, *NUMBERS],
        "additionalProperties": False,
    }


def error() -> Json:
    """Why there is no answer."""
    return {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
