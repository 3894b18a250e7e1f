"""HTTP beside the pages: the measures, their numbers, and the downloads of cards and records."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import flask

from dashboard.basics.csv_text import csv_text
from dashboard.basics.errors import MissingError, ScrutinyError, TooMuchError, UsageError, unknown
from dashboard.basics.languages import _
from dashboard.measures import entered
from dashboard.measures.readings import figures
from dashboard.measures.reconciling.comparing import text_of
from dashboard.pages.filters import SINGLE, Offer, State
from dashboard.pages.registry import Page, asked, pages_of
from dashboard.store.data import Data, Releases
from dashboard.views.absent import answered
from dashboard.views.exports import card_csv, figures_text, file_name, rows_text
from dashboard.views.origin import columns, filters_of, origin
from dashboard.views.pieces import Table
from dashboard.views.registry import theme_of
from dashboard.views.revised import revised
from dashboard.views.sources import compared
from dashboard.web.parameters import refuse_others, refuse_repeated
from dashboard.web.refusals import too_much

ONE = {"council": "council", "quarter": "quarter", "from": "since", "period": "period", "by": "by", "basis": "basis"}
MEASURE_COLUMNS = ("id", "code", "title", "unit", "polarity", "nature", "dataset", "by", "definition", "source")


def register(server: flask.Flask, source: Releases) -> None:
    """Adds the routes to the server."""

    def route(path: str, answer: Callable[..., flask.Response]) -> None:
        def guarded(**values: str) -> flask.Response:
            return or_why_not(lambda: answer(source.newest(), **values))

        server.add_url_rule(path, path, guarded)

    route("/api/v1/measures", measures)
    route("/api/v1/figures/<path:measure>.<output>", numbers)
    route("/api/v1/published.csv", published)
    route("/api/v1/revisions.csv", revisions)
    route("/download/<page>/<card>.csv", download)


def or_why_not(answer: Callable[[], flask.Response]) -> flask.Response:
    """The answer, or in JSON why there is none."""
    try:
        return answer()
    except UsageError as error:
        return as_json({"error": str(error)}, 400)
    except MissingError as error:
        return as_json({"error": str(error)}, 404)
    except TooMuchError as error:
        return too_much(as_json({"error": str(error)}))
    except ScrutinyError as error:
        return as_json({"error": str(error)}, 503)


def as_json(content: Any, status: int = 200) -> flask.Response:
    """An answer in JSON."""
    return flask.Response(json.dumps(content, ensure_ascii=False, indent=1) + "\n", status, mimetype="application/json")


def as_csv(text: str, name: str) -> flask.Response:
    """An answer as a CSV file to be saved."""
    answer = flask.Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def measures(data: Data) -> flask.Response:
    """Every measure with its definition: those of the catalogue, then what each council enters, with its council.

    Of one council, where it is asked for, all in its own words.
    """
    refuse_others(("council",))
    refuse_repeated(flask.request.args.items(multi=True), ("council",))
    asked = flask.request.args.get("council", "")
    councils = [data.council(asked)] if asked else data.councils()
    found = [("", one) for one in data.catalogue.measures_of(asked).values()]
    found += [(council, one) for council in councils for one in entered.measures(data, council).values()]
    return as_json(
        [{**{name: getattr(one, name) for name in MEASURE_COLUMNS}, "council": council} for council, one in found]
    )


def published(data: Data) -> flask.Response:
    """Every figure that the papers print, beside ours."""
    refuse_others(())
    return as_csv(text_of(data, compared(data), "csv"), file_name("published figures"))


def revisions(data: Data) -> flask.Response:
    """Every figure that reads otherwise than when it was first published, with both values."""
    refuse_others(())
    table = revised(data)
    return as_csv(rows_text([column.key for column in table.columns], table.rows, "csv"), file_name("revised figures"))


def numbers(data: Data, measure: str, output: str) -> flask.Response:
    """A measure's numbers with the parameters of `scrutiny figures`, as csv or json."""
    if output not in ("csv", "json"):
        raise unknown("format", output, ("csv", "json"))
    refuse_others((*ONE, *data.dimensions))
    refuse_repeated(flask.request.args.items(multi=True), ONE)
    asked_for = flask.request.args
    given = {argument: asked_for[name] for name, argument in ONE.items() if asked_for.get(name)}
    table = figures(
        data, measure, **given, filters={name: list(dict.fromkeys(asked_for.getlist(name))) for name in data.dimensions}
    )
    text = figures_text(table, output)
    return as_csv(text, file_name(measure)) if output == "csv" else flask.Response(text, mimetype="application/json")


def download(data: Data, page: str, card: str) -> flask.Response:
    """A card's table, or the records, as the page shows them: every row with its measure, filters and data date."""
    pages = {one.key: one for one in pages_of(data) if one.dataset}
    entry = pages.get(page)
    if entry is None:
        raise unknown("page", page, pages)
    refuse_repeated(flask.request.args.items(multi=True), SINGLE)
    state, offer = asked(data, entry, flask.request.query_string.decode("utf-8", "replace"))
    theme, source = theme_of(data, entry), ""
    listed = theme.records if data.records_shown or not entry.records else None
    if card == "records" and listed and not offer.missing:
        title, table = f"Records {state.records.replace('_', ' ')}".strip(), listed(data, state)
    else:
        state = state.changed(find="")  # a search is of records alone
        view = answered(data, entry, state, offer)
        if offer.missing and card not in {one.key for one in view.cards}:
            raise MissingError(f"{view.headline}. {view.support}")
        if card not in {one.key for one in view.cards}:
            raise unknown("card", card, [one.key for one in view.cards])
        shown = view.card(card)
        title, table, source = shown.title, shown.in_file or shown.table, shown.about.source
    return table_file(data, entry, state, table, title, offer, source)


def table_file(
    data: Data, page: Page, state: State, table: Table, title: str, offer: Offer, source: str = ""
) -> flask.Response:
    """The table as a CSV file that says where its numbers come from, as does its name; `source` where that is not the
    page's own extract."""
    filters = filters_of(state, offer)
    facts = origin(data, state, filters, source)
    (data_to,) = (fact.code for fact in facts if fact.key == "data_to")
    name = file_name(state.council, page.key, title, filters, state.quarter.id, "data to", data_to)
    told = {_("Table"): f"{page.title}: {title}", **columns(facts)}
    text = card_csv(table, told) if table.rows else csv_text([*told], [told])
    return as_csv("\ufeff" + text, name)  # the mark makes spreadsheets read it as UTF-8
