"""The figures that a comment may state: of which measure, part and period each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.basics.quarters import Period

WHOLE = ""  # the part that is all of the council's


@dataclass(frozen=True)
class Subject:
    """A measure that a comment may speak of. `names` are the words that name it; `beside` those of its halves."""

    id: str
    unit: str
    polarity: str
    decimals: int
    names: str
    beside: str = ""

    @property
    def kind(self) -> str:
        """What its numbers are written as: percent, gbp, rate or count."""
        known = {"percent": "percent", "gbp": "gbp", "per_1000": "rate", "per_100000": "rate"}
        return known.get(self.unit, "count")


@dataclass(frozen=True)
class Figure:
    """One number of one measure, percentages 0 to 100."""

    measure: str
    part: str
    period: Period
    value: float
    numerator: float | None = None
    denominator: float | None = None
    target: float | None = None


@dataclass(frozen=True)
class Figures:
    """What a comment on `subject` of `period` is held against.

    `others` are the measures that the same data have, `parts` the labels of the parts by their code, `headline` the
    part that words mean which several labels share, `usual` those that a number may be of where no part is named,
    `elsewhere` what other places have.
    """

    subject: Subject
    period: Period
    known: tuple[Figure, ...]
    others: tuple[Subject, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    headline: str = WHOLE
    usual: tuple[str, ...] = (WHOLE,)
    elsewhere: tuple[float, ...] = ()

    def of(self, measure: str, parts: Sequence[str], periods: Sequence[Period]) -> Iterator[Figure]:
        """The figures of a measure in these parts and periods, in their order."""
        for period in periods:
            for part in parts:
                for one in self.known:
                    if (one.measure, one.part, one.period) == (measure, part, period):
                        yield one

    def one(self, part: str, period: Period) -> Figure | None:
        """The figure of the comment's own measure as it stands now."""
        return next(self.of(self.subject.id, [part], [period]), None)

    @property
    def earlier(self) -> list[Period]:
        """Every period before the comment's of which there are figures, the newest first."""
        found = {one.period for one in self.known if one.period.last_day < self.period.last_day}
        return sorted(found, reverse=True)
