"""Committees: what a file of remits says, and what it may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.basics.errors import CatalogueError
from dashboard.catalogue.committees import Remit
from dashboard.catalogue.files import read_catalogue, read_folders, read_usable_catalogue
from dashboard.catalogue.records import FOLDER
from dashboard.sample import papers

HEAD = "council,committee,title,kind,value\n"


def written(tmp_path: Path, text: str) -> Path:
    """A data folder whose catalogue has these committees."""
    (tmp_path / "catalogue").mkdir(exist_ok=True)
    (tmp_path / "catalogue" / "committees.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_remit_is_put_together_from_its_lines(tmp_path: Path) -> None:
    lines = (
        "kent,health,Health Committee,measure,agency_spend\n"
        "kent,health,,theme,complaints\n"
        "kent,health,,service_area,Public Health\n"
        "kent,health,,measure,kpi:Smokers who quit\n"
        "kent,audit,,measure,agency_fte\n"
        "essex,health,,measure,agency_fte\n"
    )
    catalogue = read_catalogue(written(tmp_path, HEAD + lines))
    found = catalogue.committees_of("kent")
    assert {name: one.title for name, one in found.items()} == {"health": "Health Committee", "audit": "audit"}
    assert found["health"].remit == Remit(
        frozenset({"agency_spend", "kpi:Smokers who quit"}),
        frozenset({"complaints", "ombudsman", "compliments"}),
        frozenset({"Public Health"}),
    )
    both = catalogue.remit("kent", ["health", "audit"])
    assert both is not None
    assert both.measures == {"agency_spend", "agency_fte", "kpi:Smokers who quit"}
    assert catalogue.remit("kent", []) is None


def test_what_a_remit_holds_and_shows() -> None:
    remit = Remit(frozenset({"agency_fte", "kpi:NI 156"}), frozenset({"digital"}), frozenset({"Housing"}))
    assert remit.holds("agency_fte", "agency")
    assert remit.holds("digital_take_up", "digital")
    assert remit.holds("kpi:Homes", "kpis", "Housing")
    assert remit.holds("kpi:Households", "kpis", "Other", "kpi:NI 156")
    assert not remit.holds("agency_spend", "agency")
    assert not remit.holds("kpi:Roads", "kpis", "Highways", "kpi:")
    assert remit.shows("digital")
    assert not remit.shows("agency")
    assert remit.shows("kpis", "kpi:")
    assert not Remit(frozenset({"agency_fte"})).shows("kpis", "kpi:")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kent,h,,measure,agency_spent", 'line 2, value: "agency_spent". It must be one of'),
        ("kent,h,,measure,agency_spent", 'Did you mean "agency_spend"?'),
        ("kent,h,,measure,kpi:", 'line 2, value: "kpi:". It must be one of'),
        ("kent,h,,theme,complaint", 'Did you mean "complaints"?'),
        ("kent,h,,theme,ombudsman", 'line 2, value: "ombudsman". It must be one of: '),
        ("kent,h,,themes,complaints", 'line 2, kind: "themes". It must be one of: measure, theme, service_area.'),
        ("kent,h,,service_area,", 'line 2, value: "". It may not be empty.'),
        ("kent,,,theme,complaints", 'line 2, committee: "". It may not be empty.'),
        ("Kent CC,h,,theme,complaints", 'line 2, council: "Kent CC".'),
        ("kent,h,,theme,agency\nkent,h,,theme,agency", 'line 3, value: "agency". Line 2 already says this'),
        ("kent,h,A,theme,agency\nkent,h,B,theme,digital", 'line 3, title: "B". An earlier line calls it "A".'),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(CatalogueError) as error:
        read_catalogue(written(tmp_path, f"{HEAD}{line}\n"))
    assert said in str(error.value)
    assert "committees.csv" in str(error.value)


def test_a_theme_with_a_mistake_takes_its_lines_along_and_no_others(tmp_path: Path) -> None:
    folder = written(tmp_path, HEAD + "kent,h,,theme,parking\nkent,h,,theme,agency\n") / "catalogue"
    (folder / "themes").mkdir()
    (folder / "themes" / "parking.toml").write_text("[dataset\n", encoding="utf-8")
    catalogue = read_usable_catalogue(tmp_path)
    assert catalogue.left_out == ("themes/parking.toml",)
    assert catalogue.committees_of("kent")["h"].remit == Remit(datasets=frozenset({"agency"}))


def test_the_samples_committee_has_the_measures_that_its_paper_lists() -> None:
    found = read_folders([FOLDER, papers.FOLDER]).committees_of("medway")["business-support"]
    assert found.title == "Business Support Overview and Scrutiny Committee"
    assert len(found.remit.measures) == 6
