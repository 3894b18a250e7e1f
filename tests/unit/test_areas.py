"""The authorities of national tables as councils to choose."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.catalogue.areas import id_of, with_authorities
from dashboard.catalogue.files import read_catalogue
from dashboard.catalogue.records import Catalogue, Council

LATE, EARLY = dt.date(2021, 6, 30), dt.date(2019, 6, 30)


def offered(*rows: tuple[str, str, dt.date], loaded: tuple[str, ...] = ()) -> Catalogue:
    """The project's catalogue with these authorities: code, name, last day."""
    found = [{"area_code": code, "area": area, "last_day": day} for code, area, day in rows]
    return with_authorities(read_catalogue(), found, loaded)


@pytest.mark.parametrize(
    ("area", "council"),
    [
        ("King's Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("King\u2019s Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("Bristol, City of", "bristol-city-of"),
        ("St. Helens", "st-helens"),
        ("Ynys M\u00f4n", "ynys-mon"),
    ],
)
def test_an_id_is_made_of_the_name(area: str, council: str) -> None:
    assert id_of(area) == council


def test_an_authority_is_called_as_the_tables_print_it() -> None:
    found = offered(("E06000023", "Bristol, City of", LATE))
    assert found.councils["bristol-city-of"].code == "E06000023"
    assert found.label("", "council", "bristol-city-of") == "Bristol, City of"
    assert found.full_name("bristol-city-of") == "Bristol, City of"


def test_of_two_of_one_name_the_newest_has_the_plain_id() -> None:
    found = offered(("E07000004", "Buckland", EARLY), ("E06000060", "Buckland", LATE))
    assert {one.council: one.code for one in found.councils.values()} == {
        "buckland": "E06000060",
        "buckland-e07000004": "E07000004",
    }
    assert found.label("", "council", "buckland-e07000004") == "Buckland (E07000004)"


def test_a_loaded_council_of_the_same_name_is_that_authority_and_keeps_its_own() -> None:
    found = offered(("E08000019", "Sheffield", LATE), loaded=("sheffield",))
    assert found.councils["sheffield"] == Council("sheffield", "E08000019", "", ())
    assert found.full_name("sheffield") == "Sheffield Council"


def test_an_area_of_wales_has_the_bank_holidays_of_wales() -> None:
    assert offered(("W06000001", "Ynys M\u00f4n", LATE)).councils["ynys-mon"].nation == "wales"
