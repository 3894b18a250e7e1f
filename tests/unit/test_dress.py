"""A council's own colour, logo and Word template: what may stand in the catalogue."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dashboard.basics.colours import contrast
from dashboard.basics.errors import CatalogueError
from dashboard.catalogue.dress import MOST_BYTES, PNG
from dashboard.catalogue.files import read_catalogue

HEAD = "council,code,region_code,neighbours,accent,logo,template\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def written(tmp_path: Path, accent: str = "", logo: str = "", template: str = "") -> Path:
    """A data folder with this row of councils.csv."""
    (tmp_path / "catalogue").mkdir(exist_ok=True)
    row = f"kent,E10000016,E12000008,,{accent},{logo},{template}\n"
    (tmp_path / "catalogue" / "councils.csv").write_text(HEAD + row, encoding="utf-8")
    return tmp_path


def refused(data: Path) -> str:
    """What reading the catalogue says."""
    with pytest.raises(CatalogueError) as error:
        read_catalogue(data)
    return str(error.value)


def put(tmp_path: Path, name: str, content: bytes) -> None:
    """A file in the catalogue folder."""
    (tmp_path / "catalogue").mkdir(exist_ok=True)
    (tmp_path / "catalogue" / name).write_bytes(content)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_colour_logo_and_template_are_read(tmp_path: Path) -> None:
    put(tmp_path, "crest.svg", SVG.format('<path d="M0 0h9v9z" fill="url(#a)"/>').encode())
    with zipfile.ZipFile(tmp_path / "catalogue" / "letter.docx", "w") as file:
        file.writestr("word/document.xml", "<w/>")
    found = read_catalogue(written(tmp_path, "#70006E", "crest.svg", "letter.docx")).councils["kent"]
    assert found.accent == "#70006e"
    assert found.logo == tmp_path / "catalogue" / "crest.svg"
    assert found.template == tmp_path / "catalogue" / "letter.docx"


def test_the_columns_may_be_missing_and_empty(tmp_path: Path) -> None:
    found = read_catalogue(written(tmp_path)).councils["kent"]
    assert (found.accent, found.logo, found.template) == ("", None, None)


@pytest.mark.parametrize(
    ("accent", "said"),
    [
        ("#777777", "Its contrast with white is 4.47:1, and text needs 4.5:1. Take a darker colour."),
        ("#ffdd00", "Its contrast with white is 1.34:1"),
        ("#12436", "Write a colour as #"),
        ("12436d", "Write a colour as #"),
        ("navy", "Write a colour as #"),
    ],
)
def test_a_colour_on_which_white_cannot_be_read_is_refused(tmp_path: Path, accent: str, said: str) -> None:
    assert f'councils.csv, line 2, accent: "{accent}". {said}' in refused(written(tmp_path, accent))


@pytest.mark.parametrize("name", ["../crest.png", "/etc/crest.png", "themes/crest.png", "crest.gif", "crest"])
def test_a_logo_is_a_picture_in_the_catalogue_folder(tmp_path: Path, name: str) -> None:
    said = refused(written(tmp_path, logo=name))
    assert (
        f'line 2, logo: "{name}". Write the name of a file in the catalogue folder that ends in .png or .svg.' in said
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = refused(written(tmp_path, logo="crest.png", template="letter.docx"))
    assert 'line 2, logo: "crest.png". There is no such file' in said
    assert 'line 2, template: "letter.docx". There is no such file' in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PNG + b"\0" * MOST_BYTES, "200,008 bytes; a logo may have 200,000"),
        (b"GIF89a", "The file is no PNG"),
    ],
)
def test_a_png_that_is_too_large_or_none_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    put(tmp_path, "crest.png", content)
    assert said in refused(written(tmp_path, logo="crest.png"))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "no <script>"),
        ('<g onload="alert(1)"/>', 'no "onload"'),
        ('<a href="https://example.org"/>', 'no "href" that leads out of it'),
        ('<image xlink:href="logo.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>', 'no "href" that leads out'),
        ('<a href="javascript:alert(1)"/>', 'no "href" that leads out'),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', 'no "href" that leads out'),
        ('<rect style="fill: url(https://example.org/a)"/>', 'no "style" that leads out'),
        ("<style>@import 'https://example.org/a.css';</style>", "no style that leads out"),
        ("<foreignObject><body/></foreignObject>", "no <foreignObject>"),
        ("<g>", "The file is no SVG"),
    ],
)
def test_an_svg_that_could_run_or_load_something_is_refused(tmp_path: Path, inside: str, said: str) -> None:
    put(tmp_path, "crest.svg", SVG.format(inside).encode())
    assert said in refused(written(tmp_path, logo="crest.svg"))


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(),
        b'<?xml-stylesheet href="a.css"?>' + SVG.format("").encode(),
        SVG.format("").encode("utf-16"),
    ],
)
def test_an_svg_that_is_more_than_a_plain_drawing_is_refused(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, "crest.svg", content)
    assert "An SVG may have no DOCTYPE, entities or style sheets" in refused(written(tmp_path, logo="crest.svg"))


def test_a_page_that_calls_itself_a_drawing_is_none(tmp_path: Path) -> None:
    put(tmp_path, "crest.svg", b"<html/>")
    assert "The file is no SVG." in refused(written(tmp_path, logo="crest.svg"))


def test_a_template_is_a_word_document(tmp_path: Path) -> None:
    put(tmp_path, "letter.docx", b"Dear all")
    assert "The file is no Word document" in refused(written(tmp_path, template="letter.docx"))
