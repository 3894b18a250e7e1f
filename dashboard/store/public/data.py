"""A release as everybody may see it: the public cubes and the catalogue, and nothing else of the store is opened."""

from __future__ import annotations

import copy
import datetime as dt
import logging
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple, Self

import pandas as pd

from dashboard.basics.config import Settings
from dashboard.basics.errors import MissingError, StoreError
from dashboard.basics.quarters import Period
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.store import database
from dashboard.store.data import Data, languages_of
from dashboard.store.days import available_periods
from dashboard.store.faults import damage, fixed_stamp, moving_stamp
from dashboard.store.manifest import PublicCube, read_manifest

NOTHING = "Nothing is published: the store has no public tables. `scrutiny publish` works them out."
NOT_PUBLISHED = "This is not published."
log = logging.getLogger(__name__)


class NotPublishedError(MissingError):
    """What was asked for is in no public table, whether there is any such thing or not."""

    def __init__(self) -> None:
        super().__init__(NOT_PUBLISHED)


class Place(NamedTuple):
    """Where a number of a measure belongs."""

    council: str
    dimension: str
    part: str
    period: Period


class Row(NamedTuple):
    """A number of a public table: what is withheld is not there, and what is not known is not either."""

    value: float | None
    numerator: float | None
    denominator: float | None
    numerator_withheld: bool
    denominator_withheld: bool

    @property
    def withheld(self) -> bool:
        """Whether anything that the value is made of is withheld."""
        return self.numerator_withheld or self.denominator_withheld


class PublicData(Data):
    """The newest release that is not a draft, of which only the public cubes can be asked."""

    records_shown = False
    opens_all = False

    def __init__(self, settings: Settings, before: Data | None = None) -> None:
        """Opens the public cubes; where the store's own catalogue has mistakes, that of the data before stays."""
        self.settings = settings
        seen = moving_stamp(settings.data)
        self.manifest = read_manifest(settings.data).seen(drafts=False)
        self.public_cubes = {name: one for name, one in self.manifest.public_cubes.items() if one.made_by}
        if not self.public_cubes:
            raise StoreError(NOTHING)
        self.files = tuple(settings.data / one.path for one in self.public_cubes.values())
        self.stamp = seen, fixed_stamp(self.files)
        found = read_usable_catalogue(settings.data)
        kept = bool(found.left_out and before and not before.written.left_out)
        self.written = before.written if before and kept else found
        self.languages, untranslated = languages_of(settings.data, before.languages if before else {})
        self.faulty = (*found.left_out, *untranslated)
        self.catalogue, self.unopened, self.drafts = self.written, False, ()
        self.worked_out: dict[str, Any] = {}
        self.variants = {}
        self.extracts = {extract.place: extract for extract in self.manifest.current()}
        self.available = available_periods((one.dataset, one.council, one.period) for one in self.extracts.values())
        self.by_kind = {}
        for (dataset, council), periods in self.available.items():
            for period in sorted(periods):
                self.by_kind.setdefault((dataset, council, period.kind), []).append(period)
        self.numbers: dict[str, dict[Place, Row]] = {}
        for dataset, cube in self.public_cubes.items():
            self.read_numbers(dataset, cube)

    def read_numbers(self, dataset: str, cube: PublicCube) -> None:
        """Reads the numbers of a dataset; without those of a file that is damaged, which costs nothing else."""
        path = self.settings.data / cube.path
        if reason := damage(path, cube.sha256):
            log.warning("%s %s: nothing of %s is published", cube.path, reason, dataset)
            return
        for row in database.read_parquet(path).to_dict("records"):
            if row["measure"] in self.catalogue.measures:
                place = Place(row["council"], row["dimension"], row["part"], Period.parse(row["period"]))
                number = Row(**{name: plain(row[name]) for name in Row._fields})
                self.numbers.setdefault(row["measure"], {})[place] = number

    @cached_property
    def without_records(self) -> Data:
        """The same: there are no records in it."""
        return self

    def variant(self, name: str) -> Self:  # noqa: ARG002 no views are kept
        """The same release to be changed."""
        return copy.copy(self)

    def left_behind(self) -> None:
        """Notes that there is a newer release that could not be opened."""
        self.unopened = True

    def of(self, measure: str, council: str, dimension: str) -> Mapping[Place, Row]:
        """The numbers of a measure by one dimension."""
        key = f"numbers {measure} {council} {dimension}"
        wanted = council, dimension
        return self.once(
            key, lambda: {at: row for at, row in self.numbers.get(measure, {}).items() if at[:2] == wanted}
        )

    def owners(self, measure: str = "") -> list[str]:
        """The councils of which anything is published, or something of a measure; the one shown first comes first."""
        held = [self.numbers.get(measure, {})] if measure else self.numbers.values()
        found = {place.council for numbers in held for place in numbers}
        first = [one for one in (self.settings.council, *self.councils()) if one in found]
        return list(dict.fromkeys((*first, *sorted(found))))

    @property
    def published_at(self) -> dt.datetime:
        """When the newest of the public tables was worked out."""
        newest = max(cube.release for cube in self.public_cubes.values())
        found = next(one.loaded_at for one in self.manifest.releases if one.number == newest)
        return dt.datetime.fromisoformat(found)


def public_of(data: Data) -> PublicData:
    """The public tables beside a release that is open; StoreError where there are none."""
    return data.once("public", lambda: PublicData(data.settings))


def plain(value: Any) -> Any:
    """A cell of the cube as pages have it: a number whole where it is, and nothing where it is not known."""
    if pd.isna(value):
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
