"""What a mapping of "spend over £500" files may say: which columns hold what, and what counts as agency staff."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from dashboard.basics.toml_files import Text, Texts
from dashboard.intake import date_formats
from dashboard.intake.translation import Headings, sheet_named
from dashboard.intake.words import same, spaced

DATE_FORMATS = (
    "%Y-%m-%d", "%Y/%m/%d", "%d/%m/%y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y",
    "%d-%b-%y", "%d-%b-%Y", "%d %b %y", "%d %b %Y", "%d %B %Y",
)  # fmt: skip


ONE_TIME = (
    "name under [columns] the column of the payment's date, or the one of its period, and not both; where no column "
    'says it, take both away and add under [table]: month_from = "title", or month_from = "file name".'
)


class Columns(BaseModel):
    """The headings of each column, alternatives in the order in which they are tried."""

    model_config = ConfigDict(extra="forbid")

    date: Headings | None = None
    date_format: Annotated[Text, AfterValidator(date_formats.one_format)] | None = None
    period: Headings | None = None
    period_format: Literal["financial", "calendar"] | None = None
    amount: Headings
    supplier: Headings | None = None
    directorate: Headings
    service: Headings | None = None
    category: Headings

    @model_validator(mode="after")
    def one_time(self) -> Columns:
        """The columns, once they say in one way when a line was paid, if they say it."""
        if self.date is not None and self.period is not None:
            raise ValueError(ONE_TIME)
        if (self.period is None) != (self.period_format is None):
            raise ValueError('period and period_format belong together; period_format is "financial" or "calendar".')
        if self.period and self.date_format:
            raise ValueError("date_format belongs to date; leave it out beside period.")
        return self

    @property
    def parts(self) -> dict[str, list[str | int]]:
        """The headings of each part of a line, those of the date or period as `date_text`."""
        return {
            "date_text": self.date or self.period or [],
            "amount_text": self.amount,
            "supplier": self.supplier or [],
            "directorate": self.directorate,
            "service": self.service or self.directorate,
            "category": self.category,
        }


class Split(BaseModel):
    """Where a column that joins directorate and service is parted."""

    model_config = ConfigDict(extra="forbid")

    at: Text


class Agency(BaseModel):
    """What counts as agency staff."""

    model_config = ConfigDict(extra="forbid")

    category: Texts

    @property
    def spellings(self) -> list[str]:
        """The categories with single spaces, each once."""
        return list({same(one): spaced(one) for one in reversed(self.category)}.values())[::-1]


class Table(BaseModel):
    """`[table]`: of a workbook the sheet, and where the month stands if no column says it."""

    model_config = ConfigDict(extra="forbid")

    sheet: Annotated[str | int | None, BeforeValidator(sheet_named)] = None
    month_from: Literal["title", "file name"] | None = None


class SpendMapping(BaseModel):
    """A mapping of "spend over £500" files."""

    model_config = ConfigDict(extra="forbid")

    table: Table = Table()
    columns: Columns
    split: Split | None = None
    agency: Agency

    @model_validator(mode="after")
    def one_time(self) -> SpendMapping:
        """The mapping, once it says in one way when a line was paid."""
        given = (self.columns.date, self.columns.period, self.table.month_from)
        if sum(one is not None for one in given) != 1:
            raise ValueError(ONE_TIME)
        return self

    @model_validator(mode="after")
    def split_of_one_column(self) -> SpendMapping:
        """The mapping, once a split has one column to part."""
        if self.split and self.columns.service not in (None, self.columns.directorate):
            raise ValueError(
                "[split] parts one column into directorate and service: give both the same headings under "
                "[columns], or leave [split] out."
            )
        return self

    @property
    def date_formats(self) -> list[str]:
        """The ways in which a date may be written."""
        return [self.columns.date_format] if self.columns.date_format else list(DATE_FORMATS)
