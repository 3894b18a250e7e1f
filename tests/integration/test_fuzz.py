"""Whatever is asked, the server never fails: each answer is a page, figures or a sentence.

Some inputs here, the same each time; `make fuzz INPUTS=100000` tries as many others.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from dash import Dash
from hypothesis import given, settings
from hypothesis import strategies as st
from strange import Asked, addresses, answered, clicks, parameters

from app import create_app
from dashboard.basics.config import Settings

INPUTS = int(os.environ.get("FUZZ_INPUTS", "150"))  # of all kinds together
some = settings(max_examples=max(1, INPUTS // 3), derandomize="FUZZ_INPUTS" not in os.environ)


@pytest.fixture(scope="module")
def app(sample_store: Path) -> Dash:
    app = create_app(Settings(data=sample_store))
    app.server.test_client().get("/_dash-layout")
    return app


def must_be_answered(app: Dash, asked: Asked) -> None:
    status, text = answered(app, asked)
    assert status < 500, text[:300]
    assert "This page could not be read" not in text
    assert "Traceback" not in text


@some
@given(asked=addresses)
def test_no_address_fails(app: Dash, asked: Asked) -> None:
    must_be_answered(app, asked)


@some
@given(asked=parameters)
def test_no_parameter_of_figures_or_downloads_fails(app: Dash, asked: Asked) -> None:
    must_be_answered(app, asked)


@some
@given(data=st.data())
def test_no_body_of_a_click_fails(app: Dash, data: st.DataObject) -> None:
    must_be_answered(app, data.draw(clicks(app)))
