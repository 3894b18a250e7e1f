"""A council's own colour, logo and Word template, on its pages and in its reports."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor
from loads import written
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from app import create_app
from dashboard.basics.config import Settings
from dashboard.intake.loading import load
from dashboard.report.content import Report, whole
from dashboard.report.write import write
from dashboard.store.data import Data

pytestmark = [  # of gptables, which writes the workbook
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
HEAD = "council,code,region_code,neighbours,accent,logo,template\n"
KPIS = "measure,service_area,period,value,unit,nature,polarity,target\nHomes,Housing,2019-20-Q4,9,x,flow,higher,8\n"
ACCENT = "#70006e"


def png() -> bytes:
    """A picture of 90 by 30 points."""
    content = io.BytesIO()
    Image.new("RGB", (90, 30), ACCENT).save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of a council with a colour, a logo and a letterhead of its own."""
    store = tmp_path / "store"
    load(store, "kpis", written(tmp_path, KPIS), "northbeck", "2019-20-Q4")
    (store / "catalogue").mkdir()
    (store / "catalogue" / "crest.png").write_bytes(png())
    (store / "catalogue" / "crest.svg").write_text(SVG, encoding="utf-8")
    letter = docx.Document()
    letter.add_paragraph("Write here")
    letter.sections[0].header.paragraphs[0].text = "Northbeck letterhead"
    letter.styles["Heading 1"].font.color.rgb = RGBColor(1, 2, 3)
    letter.save(str(store / "catalogue" / "letter.docx"))
    dressed(store)
    return store


def dressed(store: Path, logo: str = "crest.png", template: str = "") -> None:
    """Writes the council's row."""
    row = f"northbeck,E06000035,E12000008,,{ACCENT},{logo},{template}\n"
    written(store / "catalogue", HEAD + row, "councils.csv")


def report(store: Path) -> Report:
    """The whole report."""
    return whole(Data(Settings(data=store)), "?council=northbeck")


def test_the_masthead_has_the_colour_and_the_logo_by_its_name(store: Path) -> None:
    page = create_app(Settings(data=store)).server.test_client().get("/?council=northbeck").get_data(as_text=True)
    version = Data(Settings(data=store)).catalogue.version
    assert f'"style":{{"--brand":"{ACCENT}"}}' in page
    assert f'src="/logo/northbeck?v={version}"' in page
    assert 'alt="Northbeck Council"' in page


def test_a_council_without_a_colour_and_a_logo_looks_as_before(store: Path) -> None:
    (store / "catalogue" / "councils.csv").unlink()
    client = create_app(Settings(data=store)).server.test_client()
    page = client.get("/?council=northbeck").get_data(as_text=True)
    assert "/logo/" not in page
    assert client.get("/logo/northbeck").status_code == 404


@pytest.mark.parametrize(("logo", "kind"), [("crest.png", "image/png"), ("crest.svg", "image/svg+xml")])
def test_the_logo_is_served_so_that_nothing_in_it_can_run(store: Path, logo: str, kind: str) -> None:
    dressed(store, logo)
    client = create_app(Settings(data=store)).server.test_client()
    answer = client.get("/logo/northbeck")
    assert answer.data == (store / "catalogue" / logo).read_bytes()
    assert answer.mimetype == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")
    assert client.get("/logo/northbeck", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/logo/medway").status_code == 404


def test_another_picture_is_another_address(store: Path) -> None:
    before = Data(Settings(data=store)).catalogue.version
    (store / "catalogue" / "crest.png").write_bytes(png() + b"\0")
    assert Data(Settings(data=store)).catalogue.version != before


def test_a_word_report_has_colour_and_logo(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    write(report(store), "docx", out)
    document = docx.Document(str(out))
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x70, 0x00, 0x6E)
    first = document.paragraphs[0]._p.xpath(".//wp:docPr")[0]
    assert first.get("descr") == "Northbeck Council"


def test_a_word_report_on_a_template_keeps_its_look_and_none_of_its_text(store: Path, tmp_path: Path) -> None:
    dressed(store, template="letter.docx")
    out = tmp_path / "report.docx"
    write(report(store), "docx", out)
    document = docx.Document(str(out))
    text = [one.text for one in document.paragraphs]
    assert "Performance monitoring report" in text
    assert "Write here" not in text
    assert document.sections[0].header.paragraphs[0].text == "Northbeck letterhead"
    assert "Release" in "".join(one.text for one in document.sections[0].footer.paragraphs)
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(1, 2, 3)
    used = {one.get(docx.oxml.ns.qn("w:val")) for one in document.element.body.iter(docx.oxml.ns.qn("w:pStyle"))}
    assert used <= {one.style_id for one in document.styles}
    lists = document.part.numbering_part.element
    numbers = [one.get(docx.oxml.ns.qn("w:numId")) for one in lists.iter(docx.oxml.ns.qn("w:num"))]
    assert len(numbers) == len(set(numbers))
    kinds = [one.tag.rpartition("}")[2] for one in lists]
    assert kinds == sorted(kinds)  # what lists are comes before where they are used


def test_a_template_without_lists_gets_them(store: Path, tmp_path: Path) -> None:
    letter = docx.Document(str(store / "catalogue" / "letter.docx"))
    for key, one in list(letter.part.rels.items()):
        if one.reltype.endswith("/numbering"):
            del letter.part.rels[key]
    letter.save(str(store / "catalogue" / "letter.docx"))
    dressed(store, template="letter.docx")
    write(report(store), "docx", tmp_path / "report.docx")
    document = docx.Document(str(tmp_path / "report.docx"))
    assert len(document.part.numbering_part.element.findall(docx.oxml.ns.qn("w:num"))) == 2


def test_slides_workbook_and_page_have_the_logo(store: Path, tmp_path: Path) -> None:
    found = report(store)
    for kind in ("pptx", "xlsx", "html"):
        write(found, kind, tmp_path / f"report.{kind}")
    cover = Presentation(str(tmp_path / "report.pptx")).slides[0]
    described = [one._element.nvPicPr.cNvPr.get("descr") for one in cover.shapes if one.shape_type == 13]
    assert described == ["Northbeck Council"]
    assert len(load_workbook(tmp_path / "report.xlsx").worksheets[0]._images) == 1
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<img class="logo" src="data:image/png;base64,' in page
    assert 'alt="Northbeck Council"' in page
    assert f"--brand: {ACCENT} }}" in page


def test_a_drawing_is_no_picture_of_an_office_file(store: Path, tmp_path: Path) -> None:
    dressed(store, "crest.svg")
    found = report(store)
    for kind in ("docx", "pptx", "xlsx", "html"):
        write(found, kind, tmp_path / f"report.{kind}")
    with zipfile.ZipFile(tmp_path / "report.docx") as file:
        assert not any(name.endswith(".svg") for name in file.namelist())
    assert "data:image/svg+xml;base64," in (tmp_path / "report.html").read_text(encoding="utf-8")
