"""Settings come from the environment, and a wrong one is explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from serving import ROOT

from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError


def test_what_is_given_wins_over_the_environment_and_that_over_the_default() -> None:
    environment = {"PORT": "9000", "HOST": "0.0.0.0", "SCRUTINY_DATA": "/srv/store"}
    settings = Settings.from_environment(environment, host="127.0.0.2", port=None)
    assert (settings.host, settings.port, settings.data) == ("127.0.0.2", 9000, Path("/srv/store"))
    assert settings.scheme == "rag"


def test_a_checkout_keeps_its_store_in_itself() -> None:
    assert Settings.from_environment({}).data == ROOT / "data" / "store"


@pytest.mark.parametrize(
    ("variable", "text", "takes"),
    [
        ("PORT", "eighty", "a whole number"),
        ("SCRUTINY_SCHEME", "traffic", "rag or achieved_failed"),
        ("SCRUTINY_LONG_TREND_COUNTS_THIS_QUARTER", "maybe", "true or false"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_takes(variable: str, text: str, takes: str) -> None:
    with pytest.raises(UsageError, match=f'{variable} is "{text}"; it takes {takes}'):
        Settings.from_environment({variable: text})
