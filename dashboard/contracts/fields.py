"""What the kinds of column are in a file, a data frame and a Parquet file, and the rules between columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import pandera.pandas as pa

from dashboard.basics.formatting import neat
from dashboard.basics.statistics import shown
from dashboard.catalogue.datasets import Column
from dashboard.catalogue.targets import parse_value, ratio

Kind = Literal["text", "enum", "date", "month", "period", "whole", "number", "money", "flag"]

EARLIEST = dt.date(1990, 1, 1)

# what a column of this kind is in a data frame, and in a Parquet file
DTYPES: dict[Kind, str] = {
    "text": "str",
    "enum": "str",
    "date": "datetime64[s]",
    "month": "datetime64[s]",
    "period": "str",
    "whole": "Int64",
    "number": "Float64",
    "money": "Float64",
    "flag": "boolean",
}
SQL_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "enum": "VARCHAR",
    "date": "DATE",
    "month": "DATE",
    "period": "VARCHAR",
    "whole": "BIGINT",
    "number": "DOUBLE",
    "money": "DOUBLE",
    "flag": "BOOLEAN",
}
# how a file writes it
WRITTEN: dict[Kind, str] = {
    "text": "text, kept as it is seen: single spaces, none around it, no invisible characters",
    "enum": "one of a few values, in any case",
    "date": "a day, `2019-10-31`; from 1990 to the last day of the period, and not in the future",
    "month": "a month of the period, `2019-10` or its first day",
    "period": "a period that has begun, `2019-20-Q4`, `2017-18-H1` or `2019-20`",
    "whole": "a whole number, zero or more",
    "number": "a number, zero or more",
    "money": "pounds, `1234.50` or `£1,234.50`",
    "flag": "true or false, yes or no, 1 or 0",
}


def checks_of(column: Column) -> list[pa.Check]:
    """The checks that every cell of a column of this kind has to pass; other checks depend on the extract."""
    if column.kind == "one of":
        return [pa.Check.isin(list(column.values))]
    if column.kind == "date":
        return [pa.Check.ge(pd.Timestamp(EARLIEST), error="is before 1990, the earliest year taken; correct it")]
    amounts = ("whole", "number", "money")
    return [not_negative()] if column.kind in amounts and not column.credit else []


def not_negative() -> pa.Check:
    """The check that an amount is zero or more."""
    return pa.Check.ge(0, error="is negative; write an amount of zero or more")


def not_before(later: str, earlier: str) -> pa.Check:
    """The rule that one date, where both are known, does not come before the other."""

    def rule(frame: pd.DataFrame) -> pd.Series:
        return frame[later].isna() | frame[earlier].isna() | (frame[later] >= frame[earlier])

    says = f"`{later}` is not before `{earlier}`."
    return between_columns(rule, later, earlier, says, f"is before {earlier}, {{other}}; correct one of the two")


def at_most(part: str, total: str) -> pa.Check:
    """The rule that a part, where both counts are known, is not larger than its total."""

    def rule(frame: pd.DataFrame) -> pd.Series:
        return (frame[part] <= frame[total]).fillna(True).astype(bool)

    says = f"`{part}` is not more than `{total}`."
    return between_columns(rule, part, total, says, f"is more than {total}, {{other}}; correct one of the two")


def needs(known: str, date_: str, consequence: str, unless: Sequence[str] = ()) -> pa.Check:
    """A warning, not an error, for records where `known` is filled in although `date_` is empty."""

    def rule(frame: pd.DataFrame) -> pd.Series:
        return frame[known].isna() | frame[known].isin(list(unless)) | frame[date_].notna()

    says = f"A row with `{known}` but no `{date_}` is taken with a note: {consequence}."
    return between_columns(rule, known, date_, says, f"{known} but no {date_}; {consequence}", warns=True)


def readable(name: str, can_be_read: Callable[[str], bool], consequence: str) -> pa.Check:
    """A warning, not an error, for text that cannot be read as it is meant."""

    def rule(frame: pd.DataFrame) -> pd.Series:
        fine = {cell for cell in frame[name].dropna().unique() if can_be_read(cell)}
        return frame[name].isna() | frame[name].isin(fine)

    says = f"A row whose `{name}` cannot be read is taken with a note: {consequence}."
    return between_columns(rule, name, name, says, f"a {name} that cannot be read; {consequence}", warns=True)


@dataclass(frozen=True)
class Agrees:
    """The rule that a printed rate is what its two halves come to at the precision printed."""

    value: str
    numerator: str
    denominator: str
    unit: str

    def __call__(self, frame: pd.DataFrame) -> pd.Series:
        """Whether each row keeps the rule."""
        expected = [self.expected(row) for _, row in frame.iterrows()]
        return pd.Series([one is None for one in expected], frame.index, dtype=bool)

    def expected(self, row: pd.Series) -> str | None:
        """What the halves come to, `951 / 1,000 is 95%`; None where the value is that, or it cannot be told."""
        text, numerator, denominator, unit = (
            None if pd.isna(row[name]) else row[name]
            for name in (self.value, self.numerator, self.denominator, self.unit)
        )
        value = parse_value(text, unit or "")
        if value.number is None or numerator is None or denominator is None:
            return None
        halves = f"{neat(numerator, 2)} / {neat(denominator, 2)} is"
        if not denominator:
            return f"{halves} no number"
        found = ratio(value, unit or "", numerator, denominator)
        return None if shown(found, value.decimals) == value.number else f"{halves} {value.show(found)}"

    @property
    def check(self) -> pa.Check:
        """The rule as a check, reported at the value."""
        halves = f"`{self.numerator}` divided by `{self.denominator}`"
        return between_columns(
            self,
            self.value,
            self.numerator,
            f"`{self.value}` is {halves} at the precision printed, where both are given.",
            f"is not what its {self.numerator} and {self.denominator} come to: {{expected}}; correct one of the three",
        )


def between_columns(rule: Any, reported: str, other: str, says: str, error: str, warns: bool = False) -> pa.Check:
    """A rule over whole rows that is reported at one column; `{other}` in its message is the other's value."""
    return pa.Check(
        rule, name=reported, title=other, description=says, error=error, raise_warning=warns, ignore_na=False
    )
