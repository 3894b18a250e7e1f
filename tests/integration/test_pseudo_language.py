"""English in brackets, `?lang=en-XA`: once data are taken out, no text of ours is left outside the brackets."""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from serving import ROOT

from app import create_server
from dashboard.basics.config import Settings
from dashboard.basics.languages import speaking
from dashboard.basics.translations import PSEUDO, TEMPLATE, forms, pseudo_language, script_messages
from dashboard.pages.registry import PAGES
from dashboard.pages.said import said
from dashboard.report.content import Report, single
from dashboard.report.write import write
from dashboard.store.data import Data

# gptables sorts its own table of contents in a way that pandas has begun to retire, and leaves its theme open
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]
COUNCILS = ("medway", "thurrock", "maidstone")
SHOWN = [page.path for page in PAGES if not page.bare]
BRACKETED = re.compile(r"«[^«»]*?(?:»|…|$)")  # which may be cut
MONTHS = [
    "Sept",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
# names, which every language has as they are
NAMES = (
    "Scrutiny",
    "PowerPoint",
    "Word",
    "Excel",
    "PNG",
    "SVG",
    "CSV",
    "JSON",
    "SQL",
    "SHA",
    "QR",
    "of",
    "sample",
    "Open Government Licence v3.0",
)
# the keys of what the scripts draw that hold words; in charts these are Plotly's: titles and ticks of axes, names of
# series, labels, and what is said where one points
TOLD = {"title", "finding", "headline", "described", "note", "caption", "origin", "definition", "numerator",
        "denominator", "source", "about", "label", "all", "word", "of", "summary", "shown", "announce", "document",
        "notices", "rows", "text", "ticktext", "name", "hovertext", "hovertemplate", "texttemplate", "labels", "x",
        "y"}  # fmt: skip
PARTS = {  # of files, in which what they say stands
    "docx": re.compile(r"word/document\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml|ppt/notesSlides/notesSlide\d+\.xml"),
    "xlsx": re.compile(r"xl/sharedStrings\.xml"),
}
NO_TEXT = re.compile(
    r"sample [a-z]+ [a-z_]+[ \dQH-]*|[\w./-]+\.(?:csv|toml|sql|py|xlsx|pot|json)|\b[0-9a-f]{8}(?:[0-9a-f]{4})?\b"
    r"|[?/#][^\s]*|&\w+;|[a-z]+(?:[_:-][a-z0-9_:]+)+"
)
# names; and what the library behind the workbook writes, in English alone
NAMED = re.compile(
    rf"\b(?:{'|'.join((*MONTHS, *(name[:3] for name in MONTHS), *NAMES))})\b"
    r"|^Table \d+:|\[note \d+\]|^Note number$|^Introductory information$|^This worksheet contains one table\.$"
    r"|^About these data$|^Not recorded\b"
)


class Written(NamedTuple):
    """What others have written: all of it, and what finds it within other texts, the longest first."""

    whole: str
    names: re.Pattern[str]


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    return create_server(Settings(data=sample_store)).test_client()


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Written:
    """Every text that records, cubes and what councils have written hold."""
    found: set[str] = set()
    for pattern in ("extracts/**/*.parquet", "cubes/*.parquet"):
        for path in sample_store.glob(pattern):
            rows = duckdb.read_parquet(str(path), hive_partitioning=False)
            texts = [name for name, kind in zip(rows.columns, rows.types, strict=True) if str(kind) == "VARCHAR"]
            found |= {value for name in texts for (value,) in rows.select(name).distinct().fetchall() if value}
    for path in [*(sample_store / "catalogue").glob("*.csv"), ROOT / "data" / "catalogue" / "labels.csv"]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows_of = [row for row in csv.DictReader(file) if row.get("column", "council") == "council"]
        found |= {value for row in rows_of for value in row.values() if value}
    # a target in words stands within sentences too
    found |= {one[:1].lower() + one[1:] for one in found if re.match(r"(?:Lower|Higher|More|Fewer|Less) than ", one)}
    found |= {sentence for one in found for sentence in re.split(r"(?<=[.!?])\s+", one)}
    found |= {f"{council.title()} Council" for council in COUNCILS}
    names = sorted((one for one in found if not re.fullmatch(r"[a-z0-9_]*", one)), key=len, reverse=True)
    return Written("\n".join(names), re.compile("|".join(re.escape(one) for one in names)))


@pytest.fixture(scope="module")
def report(sample_store: Path) -> Report:
    """The report on one page, in the pseudo-language."""
    with speaking(pseudo_language()):
        return single(said(Data(Settings(data=sample_store))), "complaints", "?council=medway")


def texts(document: str) -> Iterator[str]:
    """What a document says: between its tags, and in what stands for pictures and controls."""
    seen = re.sub(r"<(script|style|code|pre)\b.*?</\1>", "", document, flags=re.DOTALL)
    seen = re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", seen)  # a word within a sentence
    yield from (html.unescape(one) for one in re.findall(r">([^<>]+)<", seen))
    yield from (html.unescape(one) for one in re.findall(r'\s(?:aria-label|title|alt|placeholder)="([^"]*)"', seen))


def drawn(document: str) -> Iterator[str]:
    """What the scripts draw of it: the words of charts, of what stands for them and of the cards around."""
    ((held,),) = [re.findall(r'id="_dash-layout">(.*?)</script>', document, flags=re.DOTALL)]
    yield from (" ".join(re.sub(r"<[^<>]*>", " ", one).split()) for one in words(json.loads(held)["props"]["children"]))


def words(held: Any, key: str = "") -> Iterator[str]:
    """The texts below the keys that hold what readers see or hear."""
    if isinstance(held, dict):
        for name, value in held.items():
            facts = name == "origin" and isinstance(value, list)  # of which the first word is a key
            yield from words([fact[1:] for fact in value] if facts else value, name)
    elif isinstance(held, list):
        for value in held:
            yield from words(value, key)
    elif isinstance(held, str) and key in TOLD:
        yield held


def left(found: Iterable[str], data: Written) -> list[str]:
    """Texts with words outside the brackets that are neither data nor names."""
    rest = []
    for one in sorted(set(found)):
        plain = BRACKETED.sub(" ", one)
        for others in (data.names, NO_TEXT, NAMED):
            if re.search(r"[A-Za-z]{2}", plain):
                plain = others.sub(" ", plain)
        if re.search(r"[A-Za-z]{2}", plain) and one.strip(" …") not in data.whole:
            rest.append(one[:200])
    return rest


@pytest.mark.parametrize("path", SHOWN)
def test_no_text_of_a_page_is_left_behind(client: FlaskClient, data: Written, path: str) -> None:
    for council in COUNCILS:
        document = client.get(f"{path}?council={council}&lang={PSEUDO}").get_data(as_text=True)
        assert f'<html lang="{PSEUDO}"' in document
        assert "«" in document
        assert left([*texts(document), *drawn(document)], data) == []


@pytest.mark.parametrize("path", ["/data", "/nothing"])
def test_no_text_or_link_of_a_page_of_text_leaves_the_language(client: FlaskClient, data: Written, path: str) -> None:
    document = client.get(f"{path}?lang={PSEUDO}").get_data(as_text=True)
    assert left(texts(document), data) == []
    leads = re.findall(r'<a [^>]*href="(/[^"]*)"', document)
    assert leads
    assert [one for one in leads if f"lang={PSEUDO}" not in one] == []


def test_no_text_of_a_slide_is_left_behind(client: FlaskClient, data: Written) -> None:
    for council in COUNCILS:
        agenda = client.get(f"/present/agenda.json?council={council}&lang={PSEUDO}").get_json()
        titles = [
            text for group in agenda["groups"] for text in (group["page"], *(one["title"] for one in group["slides"]))
        ]
        assert left(titles, data) == []
        for key in (one["key"] for group in agenda["groups"] for one in group["slides"]):
            slide = f"/present?council={council}&slide={key}&slides={key}&lang={PSEUDO}"
            document = client.get(slide).get_data(as_text=True)
            assert left([*texts(document), *drawn(document)], data) == [], key


@pytest.mark.parametrize("kind", ["html", "docx", "pptx", "xlsx"])
def test_no_text_of_a_report_is_left_behind(report: Report, data: Written, kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"report.{kind}"
    with speaking(pseudo_language()):
        write(report, kind, out, lambda _step, _share: None)
    if kind == "html":
        found = [*texts(out.read_text(encoding="utf-8"))]
    else:
        tag = {"docx": "w:t", "pptx": "a:t", "xlsx": "t"}[kind]
        with zipfile.ZipFile(out) as file:
            parts = [file.read(name).decode() for name in file.namelist() if PARTS[kind].fullmatch(name)]
        found = [html.unescape(one) for part in parts for one in re.findall(rf"<{tag}(?: [^>]*)?>([^<]+)</", part)]
    assert any("«" in one for one in found)
    assert left(found, data) == []


def test_the_scripts_get_all_their_messages_from_the_document(client: FlaskClient) -> None:
    document = client.get(f"/complaints?council=medway&lang={PSEUDO}").get_data(as_text=True)
    words = json.loads(re.findall(r'id="app-words">(.*?)</script>', document)[0])
    assert set(words) == set(script_messages())
    assert [text for text, told in words.items() if "«" not in told and re.search(r"[A-Za-z]", text)] == []
    assert 'id="app-words"' not in client.get("/complaints?council=medway").get_data(as_text=True)


def test_every_message_that_a_script_marks_is_known_to_translators() -> None:
    """Babel does not look into the template literals of a script."""
    marked = set()
    for path in sorted((ROOT / "assets" / "scripts").rglob("*.js")):
        found = re.findall(r"""(?<![\w.])_\(\s*("(?:[^"\\\n]|\\.)*"|[^\s)])""", path.read_text(encoding="utf-8"))
        marked |= {json.loads(text) if text.endswith('"') else f"{path.name}: _({text}" for text in found}
    marked -= {"words.js: _(t"}  # where it is defined
    assert len(marked) > 100
    assert marked - set(script_messages()) == set()


def test_no_sentence_of_a_script_is_left_behind() -> None:
    """A text in a script that begins like a sentence or a title is a message; what programmers read is none."""
    behind = []
    for path in sorted((ROOT / "assets" / "scripts").rglob("*.js")):
        code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for found in re.finditer(r"""(_\(\s*|Error\(\s*)?(?:"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)""", code):
            text = found[2] or found[3] or ""
            if not found[1] and re.match(r"[A-Z][a-z]+ [a-z]", text):
                behind.append(f"{path.name}: {text}")
    assert behind == []


def test_no_message_leaves_an_ending_to_what_is_filled_in() -> None:
    with TEMPLATE.open("rb") as file:
        messages = [one for message in read_po(file) for one in forms(message.id)]
    assert len(messages) > 2000
    assert [text for text in messages if re.search(r"\}(?:s|es|ies)\b", text) or text in ("s", "es")] == []


def test_every_message_of_the_template_is_said_in_the_pseudo_language() -> None:
    with TEMPLATE.open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id and isinstance(message.id, str)]
    assert len(messages) > 2000
    spoken = pseudo_language().messages
    assert spoken is not None
    lettered = [text for text in messages if re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}|<[^>]+>|`[^`]*`", "", text))]
    assert [text for text in lettered if "«" not in spoken.gettext(text)] == []
