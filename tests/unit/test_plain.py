"""A layout as plain HTML."""

from __future__ import annotations

import json
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from plotly.io.json import to_json_plotly

from dashboard.views import contract
from layouts import filling, plain


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


def test_a_picture_that_says_nothing_new_says_so() -> None:
    assert written(html.Img(src="a.png", alt="")) == '<img alt="" src="a.png">'


def test_a_status_is_kept() -> None:
    assert ">Target met</span>" in written(dbc.Badge("Target met", class_name="status"))


def test_the_files_of_cards_and_records_are_named() -> None:
    card = {"title": "By <quarter>", "csv": "/download/a/b.csv?x=1&y=2"}
    data = {"cards": [card], "records": {"title": "Records", "csv": "/download/a/records.csv"}}
    layout = json.loads(to_json_plotly(html.Div([dcc.Store(id="s", data=data), html.Main("Words", id="m")])))
    assert list(plain.files(layout)) == [
        ("By <quarter>, as CSV", "/download/a/b.csv?x=1&y=2"),
        ("Records, as CSV", "/download/a/records.csv"),
    ]


def test_a_page_that_no_script_fills_says_what_is_missing_before_its_matter() -> None:
    page = plain.page(json.loads(to_json_plotly(html.Div(html.Main("Words", id="m")))))
    assert "data-filled" not in page
    assert page.index("needs JavaScript") < page.index("Words")


TABLE: contract.Table = {
    "columns": [{"label": "Service", "numeric": False}, {"label": "In time", "numeric": True}],
    "rows": [
        ["<Waste>", "90%\n9 of 10"],
        ["<Waste>", "—"],
        ["Parks", {"text": "1", "link": "?a=1&b", "judged": None, "shade": "few"}],
    ],
    "links": [],
    "whole": False,
}


def test_a_table_says_what_its_script_would_say() -> None:
    assert filling.table(TABLE, "A & B") == (
        '<table class="matrix"><caption class="visually-hidden">A &amp; B</caption>'
        '<thead><tr><th scope="col">Service</th><th scope="col" class="numeric">In time</th></tr></thead><tbody>'
        '<tr><th scope="row" class="short">&lt;Waste&gt;</th><td class="numeric">90% <small>9 of 10</small></td></tr>'
        '<tr class=again><th scope="row" class="short"><span class="visually-hidden">&lt;Waste&gt;</span></th>'
        '<td class="numeric nothing"><span aria-hidden="true">—</span>'
        '<span class="visually-hidden">not available</span></td></tr>'
        '<tr><th scope="row" class="short">Parks</th><td class="numeric few"><a href="?a=1&amp;b">1</a></td></tr>'
        "</tbody></table>"
    )


def test_braces_in_a_name_are_braces() -> None:
    heading: contract.Heading = {"label": "{0}", "numeric": False}
    table: contract.Table = {"columns": [heading], "rows": [["{north} {} }"]], "links": None, "whole": False}
    given = {"title": "{1}", "table": table, "figure": None, "note": "", "csv": "/a.csv", "present": "/present"}
    filled = filling.of_card("page-card", given)  # type: ignore[arg-type]
    assert ">{north} {} }</th>" in filled["page-card-table-panel"]
    assert 'aria-label="Table: {1}"' in filled["page-card-chart-panel"]


def test_a_gap_is_heard_with_the_cases_that_it_is_of() -> None:
    gap = '<span aria-hidden="true">\u2014</span><span class="visually-hidden">not available</span>'
    assert filling.inside("\u2014", numeric=True) == gap
    assert filling.inside("\u2014\n0 of 0", numeric=True) == f"{gap} <small>0 of 0</small>"
