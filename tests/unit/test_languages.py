from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dashboard.basics import formatting as fmt
from dashboard.basics import languages
from dashboard.basics.errors import UsageError
from dashboard.basics.languages import N_, Language, _, n_, speaking
from dashboard.basics.quarters import Period
from dashboard.basics.translations import language_called, languages_in, pseudo

WELSH = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);\n"

msgid "Target met"
msgstr "Targed wedi'i gyrraedd"

msgid "{part} of {whole}"
msgstr "{part} o blith {whole}"

msgid "{count} {what}"
msgstr "{count} {what}"

msgid "no {what}"
msgstr "dim {what}"

msgid "month"
msgid_plural "months"
msgstr[0] "mis"
msgstr[1] "mis"
msgstr[2] "fis"
msgstr[3] "mis"
msgstr[4] "mis"
msgstr[5] "mis"
"""


def folder_with(tmp_path: Path, text: str, name: str = "cy.po") -> Path:
    (tmp_path / "languages").mkdir(parents=True, exist_ok=True)
    (tmp_path / "languages" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def welsh(tmp_path: Path) -> Language:
    found, wrong = languages_in([folder_with(tmp_path, WELSH)])
    assert not wrong
    return found["cy"]


def test_english_is_what_the_code_says() -> None:
    assert _("Target met") == "Target met"
    assert _("{part} of {whole}", part=1, whole=2) == "1 of 2"
    assert n_("{count} month", "{count} months", 1, count=1) == "1 month"
    assert languages.spoken() == "en-GB"
    assert not languages.in_address()


def test_a_field_may_hold_curly_brackets() -> None:
    assert _("{part} of {whole}", part="{whole}", whole="{0}") == "{whole} of {0}"
    assert _("a name with {brackets} of its own") == "a name with {brackets} of its own"


def test_a_catalogue_says_it_in_its_language(welsh: Language) -> None:
    met = N_("Target met")
    with speaking(welsh):
        assert _(met) == "Targed wedi'i gyrraedd"
        assert fmt.share_of(203, 225) == "203 o blith 225"
        assert fmt.months(2) == "2 fis"
        assert fmt.months(14) == "14 mis"
        assert fmt.months(0) == "dim mis"
        assert _("What nobody has translated") == "What nobody has translated"
    assert _(met) == "Target met"


def test_dates_and_months_are_those_of_the_language(welsh: Language) -> None:
    quarter = Period.parse("2019-20-Q4")
    with speaking(welsh):
        assert fmt.date(dt.date(2020, 3, 31)) == "31 Mawrth 2020"
        assert fmt.month(dt.date(2020, 3, 1)) == "Mawrth 2020"
        assert "Ion" in quarter.long_label
    assert fmt.date(dt.date(2020, 3, 31)) == "31 March 2020"
    assert quarter.long_label == "Q4 2019/20 (Jan to Mar 2020)"


def test_numbers_are_written_by_the_language_s_rules() -> None:
    german = Language("de", None, Locale("de"))
    with speaking(german):
        assert fmt.number(-1234567.25, 1) == "−1.234.567,3"
        assert fmt.percent(90.222) == "90,2%"
        assert fmt.pounds_short(2_450_000) == "£2,5m"


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_english_numbers_are_as_babel_writes_them(value: float, decimals: int) -> None:
    shown = fmt.rounded(value, decimals)
    assert languages.decimal(shown, decimals) == languages.by_babel(shown, decimals, Locale("en", "GB"))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_english_dates_are_as_babel_writes_them(day: dt.date) -> None:
    with speaking(Language("en-XA", None, Locale("en", "GB"))):
        by_babel = fmt.date(day), fmt.month(day)
    assert by_babel == (fmt.date(day), fmt.month(day))


def test_a_later_folder_wins_and_the_first_still_says_the_rest(tmp_path: Path) -> None:
    own = WELSH.split("\n\n", maxsplit=1)[0] + '\n\nmsgid "Target met"\nmsgstr "Wedi cyrraedd"\n'
    folders = [folder_with(tmp_path / "ours", WELSH), folder_with(tmp_path / "own", own)]
    found, wrong = languages_in(folders)
    assert not wrong
    with speaking(found["cy"]):
        assert _("Target met") == "Wedi cyrraedd"
        assert fmt.share_of(1, 2) == "1 o blith 2"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("cy.po", WELSH.replace("{part} o blith", "{rhan} o blith"), "line 9: .*{part}, {whole}"),
        ("cy.po", WELSH.replace("{part} o blith", "{part o blith"), "line 9: .*{part}, {whole}"),
        ("cy.po", 'msgid "a"\nmsgstr ""\nhello\n', "line 3"),
        ("cy.po", "\udcff", "cy.po"),
        ("welsh.po", WELSH, "cy.po"),
        ("cy.po", WELSH.replace("n==0 ?", "n=0 ?"), "Plural-Forms"),
        ("cy.po", WELSH.replace("(n==0 ?", "(n/(n-n) ?"), "Plural-Forms"),
        ("cy.po", WELSH.replace(": 5)", ": 9)"), "Plural-Forms"),
        ("cy.po", WELSH.replace("{part} o blith", "{part:d} o blith"), "line 9: .*{part}, {whole}"),
        ("cy.po", WELSH.replace("{part} o blith", "{part!r} o blith"), "line 9: .*{part}, {whole}"),
        ("cy.po", WELSH.replace("{part} o blith", "rhan o blith"), "line 9: .*{part}, {whole}"),
        ("cy.po", WELSH.replace("{part} o blith", "{part} <!-- {whole}"), "line 9: .*marks of HTML .* none"),
        ("cy.po", f'{WELSH}\nmsgid "<b>a</b>"\nmsgstr "<b>a"\n', "line 27: .*marks of HTML .* </b> <b>"),
        ("CY.po", WELSH, "cy.po"),
    ],
)
def test_a_mistake_in_a_catalogue_is_told_by_file_and_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    folder = folder_with(tmp_path, "")
    (folder / "languages" / "cy.po").unlink()
    (folder / "languages" / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    found, wrong = languages_in([folder])
    assert list(found) == ["en-GB"]
    (sentence,) = wrong.values()
    assert name in sentence
    assert re.search(said, sentence), sentence


def test_a_folder_called_as_a_catalogue_is_told(tmp_path: Path) -> None:
    (tmp_path / "languages" / "cy.po").mkdir(parents=True)
    found, wrong = languages_in([tmp_path])
    assert list(found) == ["en-GB"]
    assert "cannot be read" in wrong["cy"]


def test_what_is_translated_in_part_is_said_in_english(tmp_path: Path) -> None:
    found, wrong = languages_in([folder_with(tmp_path, WELSH.replace('msgstr[2] "fis"', 'msgstr[2] ""'))])
    assert not wrong
    with speaking(found["cy"]):
        assert [fmt.plural(count, "month") for count in (1, 2)] == ["1 month", "2 months"]


def test_a_guess_of_a_translation_is_not_said(tmp_path: Path) -> None:
    text = WELSH.replace('msgid "Target met"', '#, fuzzy\nmsgid "Target met"')
    found, _wrong = languages_in([folder_with(tmp_path, text)])
    with speaking(found["cy"]):
        assert _("Target met") == "Target met"


def test_a_language_without_a_catalogue_is_refused_with_those_that_there_are(welsh: Language) -> None:
    with pytest.raises(UsageError, match=r'no language "cx" here. Did you mean "cy"\? There is: en-GB, cy\.'):
        language_called("cx", {"en-GB": Language(), "cy": welsh})


def test_an_address_asks_for_a_language_only_where_another_is_usual(welsh: Language) -> None:
    known = {"en-GB": Language(), "cy": welsh}
    assert language_called("cy", known).address == "cy"
    assert not language_called("cy", known, "cy").address
    assert language_called("en-GB", known, "cy").address == "en-GB"


def test_the_pseudo_language_keeps_what_is_filled_in_outside_its_brackets() -> None:
    assert pseudo("Read {name} in `serve`.") == "«Réádó» {name} «íñ» `serve`."
    assert pseudo("{low} – {high}") == "{low} – {high}"
