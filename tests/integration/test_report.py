"""`scrutiny report` and its twin over HTTP: whole or not at all, under the right name, with errors in sentences."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import exported
import flask
import openpyxl
import pytest
from flask.testing import FlaskClient
from lxml import html
from serving import scrutiny

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError
from dashboard.cli import commands
from dashboard.report.content import Listing, Told, single
from dashboard.report.jobs import FAILED, BusyError, Jobs
from dashboard.report.shared import Job
from dashboard.report.write import FORMATS, write
from dashboard.store.data import Data, Source
from dashboard.views.pieces import Column, Table
from dashboard.web.report_api import register

# gptables asks pandas for things in a way that pandas is about to drop, and leaves a file to be closed by Python.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]
SECONDS = 60
ONE = "/complaints?council=medway&quarter=2019-20-Q4&stage=adults"


@pytest.fixture(scope="module")
def client(sample_store: Path) -> FlaskClient:
    settings = Settings(data=sample_store)
    return create_app(settings, Source(settings)).server.test_client()


def finished(look: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The job once it is done."""
    deadline = time.monotonic() + SECONDS
    while not (job := look())["done"]:
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
    return job


# the command line


def test_a_page_s_address_gives_the_page_as_it_stands(sample_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "adults.xlsx"
    written = scrutiny("report", "--view", ONE, "--out", out, "--data", sample_store)
    assert written.returncode == 0, written.stderr
    assert "Complaints, Medway Council, Q4 2019/20" in written.stdout
    assert not written.stderr
    cover = [row[0].value for row in openpyxl.load_workbook(out)["Cover"].iter_rows()]
    assert "Filters: Adult social care" in cover


def test_the_format_is_the_one_that_the_file_s_name_ends_in(sample_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "thurrock.html"
    commands.app(
        ["report", "--council", "thurrock", "--out", str(out), "--data", str(sample_store)], standalone_mode=False
    )
    assert html.fromstring(out.read_text(encoding="utf-8")).xpath("//h1")[0].text == "Performance monitoring report"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "report.pdf"], "Give --format docx, pptx, xlsx, html"),
        (["--out", "report.docx", "--format", "odt"], 'There is no format "odt"'),
        (["--out", "nowhere/report.html"], "There is no folder nowhere"),
        (["--out", "report.html", "--council", "medwy"], 'Did you mean "medway"?'),
        (["--out", "report.html", "--quarter", "2031-32-Q1"], 'There is no quarter "2031-32-Q1"'),
        (["--out", "report.html", "--page", "complaint"], 'Did you mean "complaints"?'),
        (["--out", "report.html", "--view", "/complaints?stage=adult"], 'Did you mean "adults"?'),
        (["--out", "report.html", "--view", "/cakes"], 'There is no page that can be exported at "/cakes"'),
        (["--out", "report.html", "--view", "{view}", "--council", "medway"], "leave out --page"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = [argument.format(view=ONE) for argument in arguments]
    with pytest.raises(ScrutinyError, match=re.escape(message)):
        commands.app(["report", *asked, "--data", str(sample_store)], standalone_mode=False)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_stays_whole_when_writing_fails(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = single(Data(Settings(data=sample_store)), "complaints", ONE.partition("?")[2])
    out = tmp_path / "report.html"
    out.write_text("the old one")

    def half(_report: object, path: Path, _told: Told) -> None:
        path.write_text("<html>hal")
        raise RuntimeError

    monkeypatch.setattr("dashboard.report.html.webpage.write_webpage", half)
    with pytest.raises(RuntimeError):
        write(report, "html", out)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert out.read_text() == "the old one"


def test_a_fault_of_a_writer_is_a_sentence_on_the_command_line(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_report: object, _path: Path, _told: Told) -> None:
        raise ValueError("not a\nnumber")

    monkeypatch.setattr("dashboard.report.html.webpage.write_webpage", broken)
    asked = ["report", "--council", "maidstone", "--out", str(tmp_path / "report.html"), "--data", str(sample_store)]
    with pytest.raises(ScrutinyError, match=r"was not written: .*\(ValueError: not a number; test_report.py, line \d+"):
        commands.app(asked, standalone_mode=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", FORMATS)
def test_what_a_file_cannot_hold_is_left_out_of_it(sample_store: Path, tmp_path: Path, kind: str) -> None:
    odd = "Re\0\x0b\x1f\ufffefuse"
    report = single(Data(Settings(data=sample_store)), "complaints", f"?council=medway&records=open&find={quote(odd)}")
    (chapter,) = report.chapters
    card = replace(chapter.view.cards[0], title=odd, finding=odd, note=odd)
    view = replace(chapter.view, headline=odd, cards=(card, *chapter.view.cards[1:]))
    listing = Listing(odd, Table((Column("text", odd),), ({"text": odd},)))
    told = replace(report, title=odd, council_name=odd, chapters=(replace(chapter, view=view, listing=listing),))
    out = tmp_path / f"odd.{kind}"
    write(told, kind, out)
    assert "Refuse" in exported.TITLES[kind](out)


@pytest.mark.parametrize("kind", FORMATS)
def test_names_may_be_as_long_as_they_like(sample_store: Path, tmp_path: Path, kind: str) -> None:
    data = Data(Settings(data=sample_store))
    report = single(data, "agency", "?council=medway&service=ICT&reason=vacancy")
    (chapter,) = report.chapters
    name = "Longest" * 100
    listing = Listing(name, Table((Column("text", name), Column("more", name)), ({"text": name, "more": name},)))
    facts = tuple((label, name if label == "Filters" else value) for label, value in report.facts)
    told = replace(report, council_name=name, facts=facts, chapters=(replace(chapter, listing=listing),))
    out = tmp_path / f"long.{kind}"
    write(told, kind, out)
    assert "Longest" in exported.TITLES[kind](out)


def test_text_that_would_run_as_a_formula_stays_text(sample_store: Path, tmp_path: Path) -> None:
    report = single(Data(Settings(data=sample_store)), "plan", "?council=thurrock")
    (chapter,) = report.chapters
    listing = Listing("Formulas", Table((Column("text", "Text"),), ({"text": "=1+1"}, {"text": "= Same"})))
    out = tmp_path / "plan.xlsx"
    write(replace(report, chapters=(replace(chapter, listing=listing),)), "xlsx", out)
    cells = [cell for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for cell in row]
    armed = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert {"=1+1", "= Same"} <= {cell.value for cell in armed}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in armed)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_whatever_a_record_says_arrives_as_it_is(sample_store: Path, tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "-5 or so",
        "[a](b) [c](d)",
        "$$note$$",
        "服务",
        "?",
        "<b>bold</b>",
        "a\nb",
        "x" * 40_000,
        "Café & co",
    ]
    table = Table((Column("text", "Text"), Column("again", "TEXT")), tuple({"text": t, "again": t} for t in texts))
    report = single(Data(Settings(data=sample_store)), "complaints", "?council=medway&find=[a](b)[c](d)")
    (chapter,) = report.chapters
    report = replace(report, chapters=(replace(chapter, listing=Listing("Odd & <odd>", table)),))
    for kind in ("xlsx", "html"):
        write(report, kind, tmp_path / f"odd.{kind}")
    shown = {one.title: one for one in exported.of_web_page(tmp_path / "odd.html")}["Complaints: Odd & <odd>"]
    held = {one.title: one for one in exported.of_workbook(tmp_path / "odd.xlsx")}["Complaints: Odd & <odd>"]
    assert [row[0] for row in shown.rows] == [" ".join(text.split()) for text in texts]
    assert held.headings == ["Text", "TEXT [2]"]
    for text, row in zip(texts, held.rows, strict=True):
        assert row[0].replace("\N{WORD JOINER}", "").rstrip("…") == text[:32_000]


def test_the_workbook_has_a_cover_contents_notes_and_one_table_a_sheet(sample_store: Path, tmp_path: Path) -> None:
    report = single(Data(Settings(data=sample_store)), "complaints", "?council=medway&quarter=2019-20-Q4")
    out = tmp_path / "complaints.xlsx"
    write(report, "xlsx", out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert len({name.lower() for name in book.sheetnames}) == len(book.sheetnames)
    assert max(map(len, book.sheetnames)) <= 31
    assert all(len(sheet.tables) == 1 for sheet in book if sheet.title != "Cover")
    assert all(sheet.freeze_panes for sheet in book.worksheets[3:])
    linked = [cell.hyperlink.location for cell in book["Contents"]["A"] if cell.hyperlink]
    assert [link.partition("!")[0].strip("'") for link in linked] == book.sheetnames[3:]
    assert book.properties.creator == "Medway Council"


def test_the_web_page_needs_nothing_else(sample_store: Path, tmp_path: Path) -> None:
    report = single(Data(Settings(data=sample_store)), "complaints", "?council=medway&quarter=2019-20-Q4")
    out = tmp_path / "complaints.html"
    write(report, "html", out)
    document = html.fromstring(out.read_text(encoding="utf-8"))
    assert not document.xpath("//script | //link | //iframe | //@onclick")
    assert not [one for one in document.xpath("//@src | //a/@href") if not one.startswith(("#", "data:"))]
    drawn = document.xpath("//*[local-name()='svg']")
    assert len(drawn) == sum(card.figure is not None for card in report.chapters[0].view.cards)
    assert all(one.get("aria-label") for one in drawn)
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))


# over HTTP


def test_a_report_asked_for_over_http_is_written_and_fetched_under_its_name(client: FlaskClient) -> None:
    asked = client.post("/report?format=xlsx&export=complaints&council=medway&quarter=2019-20-Q4&stage=adults")
    assert asked.status_code == 202
    job = finished(lambda: client.get(asked.json["address"]).json)
    assert job["share"] == 1
    with client.get(job["file"]) as answer:
        assert "medway-complaints-adult-social-care-2019-20-q4.xlsx" in answer.headers["Content-Disposition"]
        assert answer.data[:2] == b"PK"


def test_what_is_asked_for_again_is_not_written_again(client: FlaskClient) -> None:
    address = "/report?format=html&council=thurrock"
    first, second = (client.post(address).json["id"] for _ in range(2))
    assert first == second
    assert client.post(address + "&basis=first_published").json["id"] != first


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("format=odt", 'There is no format "odt"'),
        ("format=docx&export=cakes", 'There is no page "cakes"'),
        (f"format=docx&find={'x' * 5000}", "Choose fewer filters"),
        ("format=docx&format=pptx", '"format" has one value'),
        ("format=docx&council=medway&council=thurrock", '"council" has one value'),
    ],
)
def test_a_wrong_question_gets_a_sentence(client: FlaskClient, query: str, message: str) -> None:
    answer = client.post(f"/report?{query}")
    assert answer.status_code == 400
    assert message in answer.json["error"]


def test_a_form_is_read_like_the_address(client: FlaskClient) -> None:
    asked = client.post("/report", data={"format": "html", "export": "complaints", "council": "thurrock"})
    assert asked.json["id"] == client.post("/report?format=html&export=complaints&council=thurrock").json["id"]
    both = client.post("/report?format=html", data={"format": "docx"})
    assert (both.status_code, both.json["error"][:22]) == (400, '"format" has one value')


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_a_body_of_another_kind_is_refused(client: FlaskClient, kind: str) -> None:
    answer = client.post("/report?format=html", data=b'{"council": "medway"}', content_type=kind)
    assert answer.status_code == 415
    assert "Send a form" in answer.json["error"]


def test_one_client_leaves_room_for_others(sample_store: Path) -> None:
    go = threading.Event()
    settings = Settings(data=sample_store)
    jobs, server = Jobs(of_one=2), flask.Flask("reports")
    register(server, Source(settings), jobs)
    client = server.test_client()

    def ask(address: str, council: str) -> tuple[int, str | None]:
        answer = client.post(f"/report?format=html&council={council}", environ_overrides={"REMOTE_ADDR": address})
        return answer.status_code, answer.headers.get("Retry-After")

    try:
        jobs.start("running", lambda *_: go.wait(SECONDS) and "file.html")
        assert [ask("192.0.2.1", one) for one in ("medway", "thurrock")] == [(202, None)] * 2
        assert ask("192.0.2.1", "medway") == (202, None)  # the same file again
        assert ask("192.0.2.1", "maidstone") == (429, "60")
        assert ask("192.0.2.2", "maidstone") == (202, None)
    finally:
        go.set()
        jobs.end()


def test_a_report_that_cannot_be_written_says_why(client: FlaskClient) -> None:
    asked = client.post(f"/report?format=html&council=medway&quarter={quote('2031-32-Q1')}").json
    job = finished(lambda: client.get(asked["address"]).json)
    assert 'There is no quarter "2031-32-Q1"' in job["error"]
    assert job["file"] is None
    assert client.get(f"{asked['address']}/file").status_code == 404


def test_a_report_nobody_knows_is_gone(client: FlaskClient) -> None:
    assert "no longer kept" in client.get("/report/no-such-thing").json["error"]


def test_reports_are_only_asked_for_with_post(client: FlaskClient) -> None:
    assert client.get("/report?format=docx").status_code != 202


# the reports that are kept


def writes(text: str) -> Callable[[Path, Told], str]:
    """A maker of small files."""

    def make(path: Path, told: Told) -> str:
        told("Writing", 0.5)
        path.write_text(text)
        return "file.html"

    return make


def made(jobs: Jobs, key: str, make: Callable[[Path, Told], str]) -> Job:
    """The job once it is done."""
    name = jobs.start(key, make).id
    deadline = time.monotonic() + SECONDS
    while not (job := jobs.get(name)) or not job.done:
        assert time.monotonic() < deadline, job
        time.sleep(0.02)
    return job


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    now = [0.0]
    jobs = Jobs(seconds=10, clock=lambda: now[0])
    job = made(jobs, "one", writes("one"))
    now[0] = 9
    assert jobs.get(job.id)
    assert jobs.file(job).read_text() == "one"
    now[0] = 20
    assert jobs.get(job.id) is None
    assert not jobs.file(job).parent.exists()


@pytest.mark.parametrize("jumped", [-5.0, 100.0])
def test_a_clock_that_jumps_keeps_nothing_for_ever(jumped: float) -> None:
    now = [0.0]
    jobs = Jobs(seconds=10, clock=lambda: now[0])
    job = made(jobs, "one", writes("one"))
    now[0] = jumped
    assert jobs.get(job.id) is None


def test_no_more_is_kept_than_allowed() -> None:
    jobs = Jobs(kept=2)
    first, second, third = (made(jobs, key, writes(key)) for key in "abc")
    assert [bool(jobs.get(job.id)) for job in (first, second, third)] == [False, True, True]
    assert not jobs.file(first).exists()


def test_large_files_make_room() -> None:
    jobs = Jobs(most_bytes=150)
    first, second = (made(jobs, key, writes(key * 100)) for key in "ab")
    assert jobs.get(second.id)
    assert jobs.get(first.id) is None


def test_when_too_many_wait_the_next_is_told_to_come_back() -> None:
    go, begun = threading.Event(), threading.Event()

    def slow(path: Path, _told: Told) -> str:
        begun.set()
        go.wait(SECONDS)
        path.write_text("slow")
        return "slow.html"

    jobs = Jobs(waiting=1)
    try:
        jobs.start("running", slow)
        assert begun.wait(SECONDS)
        jobs.start("waiting", slow)
        with pytest.raises(BusyError, match="Try again in a minute"):
            jobs.start("one too many", slow)
    finally:
        go.set()


@pytest.mark.parametrize(
    ("error", "said"),
    [(ScrutinyError("The disk is full."), "The disk is full."), (RuntimeError("secret"), FAILED)],
)
def test_a_failure_is_a_sentence_and_does_not_stop_the_next(error: Exception, said: str) -> None:
    def fail(_path: Path, _told: Told) -> str:
        raise error

    jobs = Jobs()
    assert made(jobs, "broken", fail).error == said
    assert made(jobs, "broken", writes("now it works")).error == ""
