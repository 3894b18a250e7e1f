"""The Ministry's tables around the council: England, its region, its neighbours, and every authority's rate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.catalogue.records import Benchmark
from dashboard.store.data import NATIONAL, Data
from dashboard.store.manifest import MAIN, Extract

TWO_YEARS = 8  # quarters


@dataclass(frozen=True)
class Authorities:
    """One quarter's tables as a council reads them: their dataset, the name it goes by here, and a row an area."""

    dataset: str
    council: str
    quarter: Period
    rows: list[dict[str, Any]]
    extract: Extract

    @property
    def own(self) -> dict[str, Any] | None:
        """The council's own row with a rate, if the tables have one."""
        return next((row for row in self.rows if row["role"] == "own" and row["value"] is not None), None)

    @property
    def wider(self) -> list[dict[str, Any]]:
        """England and the council's region."""
        return [row for row in self.rows if row["level"] == "country" or row["role"] == "region"]

    @property
    def beside(self) -> list[dict[str, Any]]:
        """England, the region, the neighbours and the council itself, the lowest rate first."""
        rows = [row for row in self.rows if (row["level"] == "country" or row["role"]) and row["value"] is not None]
        return sorted(rows, key=lambda row: float(row["value"]))

    @property
    def source(self) -> str:
        """`tables.xlsx, tables TA1 and A1, published 27 February 2025, loaded ... as release 34`."""
        one = self.extract
        loaded = fmt.date(dt.datetime.fromisoformat(one.loaded_at).date())
        return _(
            "{source}, loaded on {loaded} as release {release}, SHA-256 {source_sha256}.",
            source=one.source,
            loaded=loaded,
            release=one.release,
            source_sha256=one.source_sha256[:12],
        )


def authorities(data: Data, measure: str, council: str, name: str, shown: Period, basis: str) -> Authorities | None:
    """The newest tables that print the council's measure up to the period on show, else the oldest after it; None
    without any, or without the council's area code."""
    prints = ((one, data.catalogue.datasets[one].dataset.prints) for one in NATIONAL)
    dataset = next((one for one, measures in prints if measure in measures), "")
    loaded = data.periods(dataset, council)
    if not loaded or council not in data.catalogue.councils:
        return None
    quarter = max((q for q in loaded if q.last_day <= shown.last_day), default=loaded[0])
    place = dataset, NATIONAL[dataset], quarter, MAIN
    versions = [one for one in data.manifest.of(dataset) if one.place == place]
    extract = (
        min(versions, key=lambda one: one.release)
        if basis == "first_published"
        else max(versions, key=lambda one: one.release)
    )
    found = data.rows(query_of(dataset), council=council, basis=basis, period=quarter.id)
    rows = [
        {
            **row,
            "label": name if row["role"] == "own" else row["area"],
            "value": row[measure],
            "own": row["role"] == "own",
            "near": row["role"] == "neighbour",
            "when": quarter.label,
        }
        for row in found
    ]
    return Authorities(dataset, name, quarter, rows, extract)


def query_of(dataset: str) -> str:
    """The query that gives a row for each area of the tables."""
    return f"{dataset}_areas"


def is_old(when: Period, shown: Period) -> bool:
    """Whether a value of elsewhere is more than two years older than what is shown, and so says its date beside it and
    stands in no tile."""
    return when < shown.as_kind("quarter") - TWO_YEARS


def dated(sentence: str, when: Period, shown: Period) -> str:
    """A finding about elsewhere, with its date where that is old."""
    return f"{when.label}: {sentence}" if is_old(when, shown) else sentence


def known_elsewhere(data: Data, council: str, measure: str, quarter: Period, basis: str) -> list[Benchmark]:
    """The newest values of other places up to a quarter: those of the catalogue, or of the Ministry's tables where
    these are as new."""
    known = [b for b in data.catalogue.benchmarks if b.measure == measure and b.quarter <= quarter]
    last = max((b.quarter for b in known), default=None)
    printed = authorities(data, measure, council, "", quarter, basis)
    if printed and printed.quarter <= quarter and (last is None or last <= printed.quarter):
        return [
            Benchmark(measure, row["label"], row["area_code"], printed.quarter, row["value"], printed.extract.source)
            for row in printed.beside
            if not row["own"]
        ]
    return [b for b in known if b.quarter == last]
