"""Which column of a "spend over £500" file holds what, judged by its heading and by what stands in it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from dashboard.basics.errors import LoadError
from dashboard.imports.spend_files import Heading, heading_rows
from dashboard.imports.spend_limits import LIKELY
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.words import spaced

PROFILED = 50_000
NAMES = 1_000
NEARLY_ALL = 0.95
AMOUNT = re.compile(r"[-+(]?£? ?[-+]?[\d,]*\.?\d+\)?-?")
DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[/.-](?:\d{1,2}|[a-z]{3,9})[/.-]\d{2,4}.*|\d{1,2} [a-z]{3,9} \d{2,4}",
    re.IGNORECASE,
)
PERIOD = re.compile(r"(?:19|20)\d{2}[/-]?(?:0[1-9]|1[0-2])")
# what stands in a heading, the surest first
WORDS = {
    "period": ("period",),
    "date": ("payment date", "date paid", "paid date", "pay date", "date of payment", "transaction date", "date"),
    "amount": ("net amount", "nett", "net", "amount", "value", "total", "spend", "paid"),
    "supplier": ("supplier name", "beneficiary", "supplier", "vendor", "payee"),
    "category": ("expense type", "expenses type", "category", "subjective", "account description", "type"),
    "directorate": ("directorate", "department", "service area", "expense area", "organisational unit", "division"),
    "service": ("service label", "service", "cost centre", "section", "team"),
}
WITH_TAX = re.compile(r"\b(?:gross|vat|tax|irrecoverable)\b", re.IGNORECASE)
WITHOUT_TAX = re.compile(r"\bnett?\b|\bex(?:c|cl|cluding)?\b|\bwithout\b", re.IGNORECASE)
# what councils call this kind of spending; a number of the ledger's own may stand before it
STAFF = re.compile(
    r"(?:\w{0,8}\d\w{0,8}\s*[-.:]?\s*)?(?:"
    r"(?:agency|temporary|temp|interim|locum|contingent)(?: (?:and|&) (?:agency|temporary|interim|casual))?[ -]+"
    r"(?:staff(?:ing)?|workers?|labour|personnel|employees?|social workers?|teachers?)"
    r"(?: (?:fees?|costs?|payments?|expenses?|expenditure))?"
    r"|(?:agency|locum) (?:fees?|costs?|payments?)|agency)",
    re.IGNORECASE,
)
MINOR = re.compile(r"\b(?:id|number|no|ref|reference|code|vat|registration)\b", re.IGNORECASE)
PLACES = re.compile(
    r"\b(?:children|adults?|housing|resources|schools?|environment|communities|chief executive|economy|health)\b",
    re.IGNORECASE,
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
SEPARATORS = (" - ", " – ", "-", "/", ":", "|")


@dataclass
class Column:
    """A column: its heading and its cells of the first rows, each different text counted."""

    heading: str
    cells: Counter[str] = field(default_factory=Counter)

    def share(self, test: Callable[[str], object]) -> float:
        """The share of its cells, empty ones aside, that pass a test."""
        filled = sum(count for text, count in self.cells.items() if text)
        return sum(count for text, count in self.cells.items() if text and test(text)) / filled if filled else 0.0

    def named(self, part: str) -> int:
        """How surely the heading names a part, 0 for not at all."""
        heading = " ".join(re.findall("[a-z]+", CAMEL.sub(" ", self.heading).casefold()))
        found = (at for at, word in enumerate(WORDS[part]) if re.search(rf"\b{word}s?\b", heading))
        sure = max((len(WORDS[part]) - at for at in found), default=0)
        return sure * (1 if MINOR.search(self.heading) else 10)

    @property
    def holds_names(self) -> bool:
        """Whether a few texts stand in it again and again, as names of services and categories do."""
        numbers = self.share(lambda text: AMOUNT.fullmatch(text) or DATE.fullmatch(text))
        return any(self.cells) and len(self.cells) < NAMES and numbers < 0.5

    @property
    def sums(self) -> float:
        """How surely it holds what was paid, without tax; 0 where it is an amount with tax, or the tax itself."""
        if WITH_TAX.search(self.heading) and not WITHOUT_TAX.search(self.heading):
            return 0
        return self.named("amount") + 0.1 * self.share(lambda text: "." in text)

    @property
    def staff(self) -> int:
        """How surely its texts name agency staff among other kinds of spending."""
        if any(map(STAFF.fullmatch, self.cells)):
            return 100
        return 25 * any(map(LIKELY.search, self.cells)) * (self.named("supplier") == 0)


@dataclass(frozen=True)
class Choice:
    """The heading of each part that was found, how periods count, and what parts directorate from service."""

    headings: dict[str, str]
    period_format: str
    separator: str | None


def profiled(path: Path, encoding: str) -> list[Column]:
    """The file's columns, as its first rows fill them."""
    heading = likely_heading(path, encoding)
    columns = [Column(spaced(name)) for name in heading.names]
    with path.open(encoding=encoding, newline="") as file, suppress(csv.Error):  # what is read by then is enough
        for row in islice(csv.reader(islice(file, heading.last_line, None), delimiter=heading.delimiter), PROFILED):
            for column, text in zip(columns, row, strict=False):
                column.cells[spaced(text)] += 1
    return columns


def likely_heading(path: Path, encoding: str) -> Heading:
    """The first of the rows near the top with the most words in it."""

    def words(row: Heading) -> int:
        texts = {name.strip() for name in row.names if name.strip()}
        return sum(not AMOUNT.fullmatch(text) and not DATE.fullmatch(text) for text in texts)

    rows = list(heading_rows(path, encoding))
    if not rows:
        raise LoadError(f"{path.name} holds no rows. Export it again, with a row that names the columns. {UNTOUCHED}")
    return max(rows, key=words)


def chosen_columns(columns: Sequence[Column]) -> Choice:
    """The likeliest column of each part; a column is used once, and a part is left out that none has, or several."""
    found: dict[str, Column] = {}

    def choose(part: str, fits: Callable[[Column], float]) -> None:
        free = [one for one in columns if one.heading and not any(one is other for other in found.values())]
        best = max(map(fits, free), default=0)
        likeliest = [one for one in free if fits(one) == best > 0]
        if likeliest and all(one.cells == likeliest[0].cells for one in likeliest):
            found[part] = likeliest[0]

    def mostly(one: Column, pattern: re.Pattern[str], part: str, least: float) -> float:
        return one.named(part) + least if one.share(pattern.fullmatch) >= NEARLY_ALL else 0

    choose("period", lambda one: mostly(one, PERIOD, "period", 0))
    dates = [one for one in columns if one.share(DATE.fullmatch) >= NEARLY_ALL]
    if "period" not in found:
        choose("date", lambda one: mostly(one, DATE, "date", 0.1))
    choose("amount", lambda one: one.sums if one.share(AMOUNT.fullmatch) >= NEARLY_ALL else 0)
    choose("supplier", lambda one: one.named("supplier"))
    choose("category", lambda one: (one.named("category") + one.staff) * one.holds_names)
    choose("directorate", lambda one: (one.named("directorate") + 20 * one.share(PLACES.search)) * one.holds_names)
    separator = separator_of(found["directorate"]) if "directorate" in found else None
    if not separator:
        choose("service", lambda one: one.named("service") * one.holds_names)
    headings = {part: column.heading for part, column in found.items()}
    return Choice(headings, period_format_of(found.get("period"), dates), separator)


def separator_of(column: Column) -> str | None:
    """What joins two names in each of the column's cells, if the first of them stands before several others."""
    for separator in SEPARATORS:
        firsts = {text.split(separator)[0] for text in column.cells}
        if column.share(re.compile(re.escape(separator)).search) >= NEARLY_ALL and len(firsts) < len(column.cells):
            return separator
    return None


def period_format_of(period: Column | None, dates: Sequence[Column]) -> str:
    """Whether periods count from April, as financial months do, judged by the dates that stand beside them."""
    if period is None or not dates:
        return "financial"
    months = Counter(text[5:7] for one in dates for text in one.cells if re.match(r"\d{4}-\d{2}", text))
    numbers = Counter(int(text[-2:]) for text in period.cells if PERIOD.fullmatch(text))
    if not months or not numbers:
        return "financial"
    month, number = int(months.most_common(1)[0][0]), numbers.most_common(1)[0][0]
    return "calendar" if month == number else "financial"
