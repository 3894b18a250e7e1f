"""What people decide and write down: measures, targets, deadlines, benchmarks, names, published figures.

The project's own files are in `data/catalogue/`; a council adds its own in `<data>/catalogue/`, which win.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any, TypeVar

from dashboard.basics.calendars import ENGLAND, USUAL, Calendar
from dashboard.basics.config import ROOT
from dashboard.basics.errors import unknown
from dashboard.basics.formatting import days
from dashboard.basics.quarters import Kind, Period
from dashboard.catalogue.committees import Committee, Remit
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.renames import Rename

FOLDER = ROOT / "data" / "catalogue"
FROM_CATALOGUE = "catalogue"  # the denominator that denominators.csv gives
NOT_A_MEASURE = "not_a_measure"
RECEIVED, ACKNOWLEDGED = "received", "acknowledged"  # what a deadline's days are counted from
ACKNOWLEDGEMENT = "acknowledgement"  # the stage whose deadline is that of the acknowledgement itself
FULL = re.compile(r"\b(council|borough|corporation|authority)\b", re.IGNORECASE)  # in a label that needs no "Council"
SCALES = {"percent": 100.0, "per_1000": 1000.0, "per_100000": 100_000.0}
T = TypeVar("T")


@dataclass(frozen=True)
class Measure:
    """A defined number. Without a denominator it is a count or a sum of its numerator.

    `read_as` says with what of its past a number can be compared: it keeps to a level, has seasons, is cumulative over
    the year or a rolling sum of several. One that is not `judged` has trends by its polarity, as papers print them, but
    no verdict says of it better or worse. `apart` says that neither half is part of the other, as the dataset's
    declaration has it; no file's column.
    """

    id: str
    code: str
    title: str
    short_title: str
    unit: str
    decimals: int
    polarity: str
    nature: str
    dataset: str
    numerator: str
    denominator: str
    by: tuple[str, ...]
    definition: str
    numerator_text: str
    denominator_text: str
    source: str
    read_as: str = "level"
    judged: bool = True
    apart: bool = False

    @property
    def scale(self) -> float:
        """What a ratio is multiplied by."""
        return SCALES.get(self.unit, 1.0)

    def value(self, numerator: float | None, denominator: float | None) -> float | None:
        """What both halves come to, or the count alone; None where that is not known or over zero."""
        if not self.denominator or numerator is None:
            return numerator
        return self.scale * numerator / denominator if denominator else None

    @property
    def of_money(self) -> bool:
        """Whether both halves of a ratio are pounds."""
        return self.numerator.endswith("_gbp") and (self.denominator.endswith("_gbp") or self.unit == "percent")

    @property
    def proportion(self) -> bool:
        """Whether it is a share of cases, of which chance can say something; a share of pounds is not."""
        return self.unit == "percent" and not self.of_money and not self.apart


@dataclass(frozen=True)
class Target:
    """What a council wants a measure to reach from one quarter to another; `number` is None if it is relative."""

    measure: str
    council: str
    area: str
    first: Period
    last: Period | None
    kind: str
    value: str
    number: float | None


@dataclass(frozen=True)
class Deadline:
    """The working days in which complaints of a stage are to be answered, for those received from first to last.

    `council` is empty where it holds for every council without one of its own. The days are counted from receipt, or
    from acknowledgement (`counted_from`); the stage `acknowledgement` is that within which this has to follow.
    """

    stage: str
    first: dt.date
    last: dt.date | None
    working_days: int
    source: str
    council: str = ""
    counted_from: str = RECEIVED

    def in_words(self) -> str:
        """`10 working days`, with what they are counted from where that is not the receipt."""
        return days(self.working_days) + (" of acknowledgement" if self.counted_from == ACKNOWLEDGED else "")


@dataclass(frozen=True)
class Denominator:
    """What a rate is measured against where no extract holds it, such as the number of households."""

    measure: str
    council: str
    first: Period
    last: Period | None
    value: float
    source: str


@dataclass(frozen=True)
class Benchmark:
    """A measure's value elsewhere, with where it was printed."""

    measure: str
    comparator: str
    comparator_code: str
    quarter: Period
    value: float
    source: str


@dataclass(frozen=True)
class Council:
    """Which area of national tables a council is, which region it lies in, and whom it wants to be set beside; the
    codes that it had before are of older tables. `nation` is that of its code unless it is named. `name` is its full
    one, where "Council" behind its label is not it. `accent`, `logo` and `template` are its own colour, the picture
    beside its name, and the Word document on which its reports are written."""

    council: str
    code: str
    region_code: str
    neighbours: tuple[str, ...]
    former_codes: tuple[str, ...] = ()
    nation: str = ENGLAND
    name: str = ""
    accent: str = ""
    logo: Path | None = None
    template: Path | None = None


@dataclass(frozen=True)
class PlanPlace:
    """Where a council's plan has a measure: under which priority, outcome and programme, and by which name where the
    plan lists it (`kpis`) as well."""

    measure: str
    council: str
    priority: str
    outcome: str
    programme: str
    named: str


@dataclass(frozen=True)
class Document:
    """A paper that prints figures; `period` is the one it reports on."""

    id: str
    council: str
    period: Period
    title: str
    file: str


@dataclass(frozen=True)
class Highlight:
    """What a paper says beside its figures, in short: a risk, a partnership or a highlight of the period.

    `document` is empty where a council tells something that no paper prints. A risk may have its owner's role and a
    rating in the council's own words, a partnership the priority and the measures that it works for.
    """

    document: str
    council: str
    period: Period
    kind: str
    title: str
    text: str
    source: str
    owner_role: str = ""
    rating: str = ""
    priority: str = ""
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Published:
    """One figure as a paper prints it, and which number of ours it is.

    `period` is a period's id; one month of a quarter is a filter. `known` says in words how the papers contradict
    themselves here; `reason` why nothing of ours can be compared.
    """

    document: str
    council: str
    period: str
    printed: str
    unit: str
    measure: str
    quantity: str
    filters: dict[str, tuple[str, ...]]
    basis: str
    place: str
    known: str
    reason: str


@dataclass(frozen=True)
class PublicTable:
    """The measures of a dataset, for councils as a whole or by one dimension, in periods of these kinds."""

    dataset: str
    dimension: str
    kinds: tuple[Kind, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """Something that happened in a quarter, in a sentence. From a `step` on a measure has another level, so that
    nothing is compared across it; a `note` changes nothing. One without an `area` (a stage) is about the measure and
    all its parts, one without a measure about every measure of the council."""

    council: str
    measure: str
    area: str
    quarter: Period
    kind: str
    text: str

    def about(self, measure: str, council: str, area: str = "") -> bool:
        """Whether it happened to this measure, or to this part of it."""
        return self.council == council and self.measure in ("", measure) and self.area in ("", area)


@dataclass(frozen=True)
class Term:
    """A word that pages explain and what it means: its name in addresses, such as `stage-1`, and `forms`, all the ways
    in which it is written, in small letters."""

    id: str
    word: str
    forms: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Withheld:
    """Why a council's own page is not there: the file that has a mistake, and its first line that has one, or 0."""

    file: str
    line: int


@dataclass(frozen=True)
class Catalogue:
    """All of it, checked. Lookups name the nearest valid choice when they are asked for something else."""

    measures: dict[str, Measure]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    denominators: tuple[Denominator, ...]
    benchmarks: tuple[Benchmark, ...]
    councils: dict[str, Council]
    plan: dict[tuple[str, str], PlanPlace]
    documents: dict[str, Document]
    highlights: tuple[Highlight, ...]
    published: tuple[Published, ...]
    labels: dict[tuple[str, str], dict[str, str]]
    datasets: dict[str, Declaration]
    closing_days: Mapping[tuple[str, dt.date], str] = field(default_factory=dict)  # by council and day, with the reason
    renames: tuple[Rename, ...] = ()
    committees: Mapping[tuple[str, str], Committee] = field(default_factory=dict)  # by council and id
    events: tuple[Event, ...] = ()
    public: tuple[PublicTable, ...] = ()  # the tables that everybody may see
    glossary: tuple[Term, ...] = ()  # in the order of the alphabet
    version: str = ""  # of the definitions: the start of a checksum over every file read
    left_out: tuple[str, ...] = ()  # the council's own files that have mistakes, and what they are
    mistakes: str = ""
    withheld: Mapping[str, Withheld] = field(default_factory=dict)  # pages that there are not for that, by path
    by_council: Mapping[tuple[str, str], Measure] = field(default_factory=dict)  # measures as councils have them, by id
    judging: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # councils' own fields of `Judging`

    def measure(self, measure_id: str, council: str = "") -> Measure:
        """The measure with this id, as this council has it."""
        if measure_id not in self.measures:
            raise unknown("measure", measure_id, self.measures)
        return self.by_council.get((measure_id, council), self.measures[measure_id])

    def measures_of(self, council: str) -> dict[str, Measure]:
        """All measures as this council has them, by id."""
        return {name: self.measure(name, council) for name in self.measures}

    def target(self, measure: Measure, council: str, area: str, period: Period) -> Target | None:
        """The target in force in the period's last quarter; `area` is a stage, or empty for the whole."""
        quarter = period.as_kind("quarter")
        same = (t for t in self.targets if (t.measure, t.council, t.area) == (measure.id, council, area))
        return newest(t for t in same if t.first <= quarter and (t.last is None or quarter <= t.last))

    def calendar(self, council: str) -> Calendar:
        """By which days a council works: the bank holidays of its nation, of England where nobody says which, and its
        own closing days."""
        nation = self.councils[council].nation if council in self.councils else ENGLAND
        return Calendar(nation, frozenset(day for owner, day in self.closing_days if owner == council))

    def calendars(self) -> dict[str, Calendar]:
        """The calendars of the councils that have another one than the usual."""
        named = sorted({*self.councils, *(owner for owner, _ in self.closing_days)})
        return {council: found for council in named if (found := self.calendar(council)) != USUAL}

    def denominator(self, measure: Measure, council: str, period: Period) -> Denominator | None:
        """What the rate is measured against in the period's last quarter."""
        quarter = period.as_kind("quarter")
        same = (d for d in self.denominators if (d.measure, d.council) == (measure.id, council))
        return newest(d for d in same if d.first <= quarter and (d.last is None or quarter <= d.last))

    def codes(self, dataset: str, column: str) -> list[str]:
        """The codes that a column can hold, in the order to show them; none where anything goes."""
        return list(self.labels.get((dataset, column), {}))

    def committees_of(self, council: str) -> dict[str, Committee]:
        """The council's committees by id, in the order of its file."""
        return {name: one for (owner, name), one in self.committees.items() if owner == council}

    def remit(self, council: str, chosen: Iterable[str]) -> Remit | None:
        """What these committees look after together; None, which is everything, without any."""
        remits = [one.remit for name, one in self.committees_of(council).items() if name in chosen]
        return reduce(or_, remits) if remits else None

    def full_name(self, council: str) -> str:
        """The council's full name: `Medway Council`, `Royal Borough of Greenwich`."""
        known, label = self.councils.get(council), self.label("", "council", council)
        if known and known.name:
            return known.name
        return label if FULL.search(label) else f"{label} Council"

    def label(self, dataset: str, column: str, code: str) -> str:
        """The words for a code; a council that nobody named is its id, spelt out."""
        found = self.labels.get((dataset, column), {}).get(code)
        return found or (code.replace("-", " ").title() if column == "council" else code)


def newest(items: Iterable[T]) -> T | None:
    """The last of these: a council's own rows come after the project's, and win."""
    return next(reversed(list(items)), None)


def deadlines_of(deadlines: Iterable[Deadline], council: str) -> tuple[Deadline, ...]:
    """The deadlines in force for a council, of which on any day one a stage: its own win over those for all."""
    known = list(deadlines)
    every, own = ([one for one in known if one.council == name] for name in ("", council))
    return one_at_a_time([*every, *own]) if council else tuple(every)


def in_force(deadlines: Iterable[Deadline], stage: str, day: dt.date) -> Deadline | None:
    """The one of these deadlines that a stage has on a day, if it has any."""
    found = (d for d in deadlines if d.stage == stage)
    return next((d for d in found if d.first <= day and (d.last is None or day <= d.last)), None)


def one_at_a_time(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """The deadlines of which, on any day, one a stage is in force: a later one cuts those before it short."""
    found: list[Deadline] = []
    for later in deadlines:
        found = [piece for earlier in found for piece in outside(earlier, later)] + [later]
    return tuple(found)


def outside(earlier: Deadline, later: Deadline) -> list[Deadline]:
    """What is left of a deadline beside another one."""
    if earlier.stage != later.stage or not overlap(earlier, later):
        return [earlier]
    pieces = []
    if earlier.first < later.first:
        pieces.append(replace(earlier, last=later.first - dt.timedelta(days=1)))
    if later.last is not None and (earlier.last is None or later.last < earlier.last):
        pieces.append(replace(earlier, first=later.last + dt.timedelta(days=1)))
    return pieces


def overlap(one: object, other: object) -> bool:
    """Whether two ranges share a quarter or a day."""
    first, last, other_first, other_last = (getattr(x, n) for x in (one, other) for n in ("first", "last"))
    return bool((other_last is None or first <= other_last) and (last is None or other_first <= last))
