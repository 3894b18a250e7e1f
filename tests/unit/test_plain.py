"""A layout as plain HTML."""

from __future__ import annotations

import json
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from plotly.io.json import to_json_plotly

from layouts import plain


def written(component: Any) -> str:
    """The component as a browser without scripts gets it."""
    return plain.html(json.loads(to_json_plotly(component)))


def test_words_and_links_are_kept_and_cannot_become_markup() -> None:
    link = html.A("<b> & \u2019", href='?find="><script>', className="more")
    assert written(html.P(["See ", link])) == (
        '<p>See <a class="more" href="?find=&quot;&gt;&lt;script&gt;">&lt;b&gt; &amp; \u2019</a></p>'
    )


def test_what_only_a_script_can_fill_or_answer_is_left_out() -> None:
    parts = [
        html.Button("Print"),
        html.Div(html.Div(id="a-graph")),
        html.P("Later", hidden=True),
        html.A("CSV", id="a-csv-link"),
        dcc.Store(id="a-store", data={"cards": []}),
    ]
    assert written(html.Main(parts, id="app-main")) == ""


def test_an_empty_cell_keeps_its_place_in_a_table() -> None:
    row = html.Tr([html.Th("Waste", scope="row"), html.Td(None), html.Td(0)])
    assert written(row) == '<tr><th scope="row">Waste</th><td></td><td>0</td></tr>'


def test_a_status_is_kept() -> None:
    assert ">Target met</span>" in written(dbc.Badge("Target met", class_name="status"))


def test_the_files_of_cards_and_records_are_linked_at_the_end() -> None:
    card = {"title": "By <quarter>", "csv": "/download/a/b.csv?x=1&y=2"}
    data = {"cards": [card], "records": {"title": "Records", "csv": "/download/a/records.csv"}}
    page = plain.page(json.loads(to_json_plotly(html.Div([dcc.Store(id="s", data=data), html.Main("Words", id="m")]))))
    assert '<a href="/download/a/b.csv?x=1&amp;y=2">By &lt;quarter&gt;, as CSV</a>' in page
    assert '<a href="/download/a/records.csv">Records, as CSV</a>' in page
    assert page.index("needs JavaScript") < page.index("Words")
