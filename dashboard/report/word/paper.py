"""A Word document in the making: what is put on it, in order, with its numbers and the places that links lead to."""

from __future__ import annotations

import io

from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from dashboard.basics.languages import N_, _
from dashboard.report.word import markup
from dashboard.report.word.markup import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, bookmark, paragraph, run
from dashboard.report.word.tables import Grid, parts, table_markup

LOGO_WIDTH, LOGO_HEIGHT = 60, 20  # millimetres
UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
KEPT = "<w:keepNext/>"
NEW_PAGE = "<w:pageBreakBefore/>"
SPACED = ("", "Note", "ListBullet", "SmallBullet", "Finding", "Gap")
AFTER_TABLE = '<w:spacing w:before="160"/>'


class Paper:
    """The body of a document, written from the top down and put into the document at the end."""

    def __init__(self, document: Document, references: str) -> None:
        self.document, self.references = document, references
        self.pieces: list[str] = []
        self.chapters: list[tuple[str, str]] = []
        self.numbers = {N_("Table"): 0, N_("Figure"): 0, "chapter": 0, "mark": 0}
        self.contents_at = 0
        self.landscape = False

    def next(self, kind: str) -> int:
        """The next number of its kind."""
        self.numbers[kind] += 1
        return self.numbers[kind]

    @property
    def room(self) -> float:
        """How wide a table may be, in millimetres."""
        return LANDSCAPE_WIDTH if self.landscape else PORTRAIT_WIDTH

    def add(self, content: str, style: str = "", properties: str = "") -> None:
        """A paragraph of runs; below a table it keeps its distance."""
        below = self.pieces and self.pieces[-1].startswith("<w:tbl>") and style in SPACED
        self.pieces.append(paragraph(content, style, properties + (AFTER_TABLE if below else "")))

    def text(self, text: str, style: str = "", properties: str = "") -> None:
        """A paragraph of text; nothing where there is none."""
        if text:
            self.add(run(text), style, properties)

    def led(self, lead: str, text: str, style: str = "") -> None:
        """A paragraph that opens with words in bold."""
        self.add(run(f"{lead} ", bold=True) + run(text) if lead else run(text), style)

    def add_link(self, lead: str, anchor: str, text: str) -> None:
        """A note that leads to another place in the document."""
        self.add(run(lead) + markup.link(anchor, text), "Note")

    def gap(self, lead: str, text: str) -> None:
        """Something that an officer has to write, marked so that nobody overlooks it."""
        self.led(f"{lead}:", text, "Gap")

    def contents(self) -> None:
        """The place for the list of chapters."""
        self.contents_at = len(self.pieces)

    def chapter(self, title: str, *, numbered: bool = True, new_page: bool = True) -> None:
        """A heading of the first level, which the list of contents names."""
        anchor = self.anchor()
        properties = (NEW_PAGE if new_page else "") + ("" if numbered else UNNUMBERED)
        self.pieces.append(paragraph(self.marked(anchor, run(title)), "Heading1", properties))
        self.chapters.append((anchor, f"{self.next('chapter')} {title}" if numbered else title))

    def heading(self, title: str, level: int = 2, anchor: str = "") -> None:
        """A heading below a chapter's."""
        content = self.marked(anchor, run(title)) if anchor else run(title)
        self.pieces.append(paragraph(content, f"Heading{level}"))

    def anchor(self) -> str:
        """A name for a place that can be linked to."""
        return f"_Toc{self.next('mark'):06}"

    def marked(self, anchor: str, content: str) -> str:
        """Content at this place."""
        return bookmark(int(anchor.removeprefix("_Toc")), anchor, content)

    def caption(self, kind: str, title: str, style: str = "Caption") -> None:
        """`Table 3: Summary`, with a number that Word keeps right when something is put in before."""
        number = markup.field(f"SEQ {kind} \\* ARABIC", str(self.next(kind)))
        self.add(run(f"{_(kind)} ") + number + run(f": {title}"), style)

    def table(self, title: str, grid: Grid, like: Grid | None = None) -> None:
        """A table under its caption; `like` is one whose columns it is to line up with. One that is too wide for the
        paper is set in several, of which each says whose numbers they are."""
        for place, columns in enumerate(parts(like or grid, self.room)):
            shown, own = grid.of(columns), _("{title}, part {place}", title=title, place=place + 1) if place else title
            self.caption("Table", own)
            described = _("{count} rows with {headings}.", count=len(shown.rows), headings=", ".join(shown.headings))
            self.pieces.append(table_markup(shown, own, described, self.room, like.of(columns) if like else None))

    def picture(self, png: bytes, title: str, description: str, width: float) -> None:
        """A picture over its caption; `description` is read aloud in its place."""
        relation, _rest = self.document.part.get_or_add_image(io.BytesIO(png))
        across, down = Image.open(io.BytesIO(png)).size
        height = width * down / across
        drawn = markup.drawing(relation, self.next("mark"), title, description, width, height)
        self.pieces.append(paragraph(drawn, "Picture"))
        self.caption("Figure", title, "PictureCaption")

    def logo(self, png: bytes, name: str) -> None:
        """A council's logo, as high as its place allows."""
        relation, _rest = self.document.part.get_or_add_image(io.BytesIO(png))
        across, down = Image.open(io.BytesIO(png)).size
        scale = min(LOGO_WIDTH / across, LOGO_HEIGHT / down)
        self.add(markup.drawing(relation, self.next("mark"), name, name, across * scale, down * scale))

    def turn(self, *, landscape: bool) -> None:
        """Ends the section: what follows stands on paper turned the other way."""
        if not self.pieces[-1].startswith("<w:p>"):
            self.add("", "Note")  # a section can only end with a paragraph
        setup = markup.page_setup(landscape=self.landscape, references=self.references)
        head, end, rest = self.pieces[-1].partition("</w:pPr>")
        self.pieces[-1] = head + setup + end + rest
        self.references, self.landscape = "", landscape

    def finish(self) -> None:
        """Puts everything into the document."""
        if self.chapters and self.contents_at:
            self.pieces.insert(self.contents_at, markup.contents(self.chapters))
        body = self.document.element.body
        setup = markup.page_setup(landscape=self.landscape, references=self.references)
        for old in list(body):
            body.remove(old)
        for new in markup.parsed("".join(self.pieces) + setup):
            # row by row: the time to move a tree grows with the square of its size
            rows = new.findall(qn("w:tr"))
            for row in rows:
                new.remove(row)
            body.append(new)
            for row in rows:
                new.append(row)
