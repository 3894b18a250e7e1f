"""The measures that councils enter as values, as the measures that everything else knows.

Their id is what the dataset's declaration puts before a measure's name. A council's own name for one may be another
council's for something else, so that they are asked for with their council.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from dashboard.basics.errors import unknown
from dashboard.basics.formatting import listed
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import MONTHS_IN, Kind, Period
from dashboard.catalogue.records import Catalogue, Measure
from dashboard.catalogue.targets import parse_target
from dashboard.measures.kpis import histories
from dashboard.measures.plan_rows import ADDS_UP, WHOLE, Rows, finest, halves, printed
from dashboard.store.data import Data
from dashboard.store.database import Row

AREA = "service_area"
UNITS = {"percent": "percent", "pounds": "gbp", "minutes": "minutes"}
IN_WORDS = {"percent": N_("per cent"), "pounds": N_("pounds"), "minutes": N_("minutes and seconds")}
LOOSE_END = re.compile(r"[\s,(:–-]*…$")
MOST_SHORT, MOST_NAMED = 28, 4  # letters of a name beside a chart, service areas in a sentence
MEANT_OTHERWISE = ("days", "months")  # units of the catalogue that are written in ways of their own
ADDS = {
    "flow": N_("It adds up over time."),
    "stock": N_("It is counted at the end of the period."),
    "rate": N_("It is a rate or an average, which does not add up."),
    "counts": N_("It is a rate, of which the counts are added up over several quarters or service areas."),
}
KINDS: tuple[Kind, ...] = ("quarter", "half_year", "year")


def datasets(catalogue: Catalogue) -> dict[str, str]:
    """The datasets whose rows are measures' values, with what stands before a measure's name in its id."""
    return {name: one.dataset.entered for name, one in catalogue.datasets.items() if one.dataset.entered}


def is_entered(catalogue: Catalogue, dataset: str) -> bool:
    """Whether the rows of a dataset are measures' values."""
    found = catalogue.datasets.get(dataset)
    return bool(found and found.dataset.entered)


def measures(data: Data, council: str) -> dict[str, Measure]:
    """The measures that a council enters, by id: those of the newest extract in its order, then what earlier ones had
    besides."""
    if not any((dataset, council) in data.available for dataset in datasets(data.catalogue)):
        return {}
    found: dict[str, Measure] = data.once(f"entered {council}", lambda: read_measures(data, council))
    return found


def read_measures(data: Data, council: str) -> dict[str, Measure]:
    """The same, read from the rows."""
    rows: dict[str, list[Row]] = {}
    for (_rest, name), periods in histories(data, council, "latest").items():
        rows.setdefault(name, []).extend(row for _rest, row in sorted(periods.items()))
    order = sorted(rows, key=lambda name: min((-reported_last(row), row["place"] or 0) for row in rows[name]))
    found: dict[str, Measure] = {}
    for dataset, prefix in datasets(data.catalogue).items():
        found |= {prefix + name: measure_of_rows(prefix + name, dataset, rows[name]) for name in order}
    return found


def reported_last(row: Row) -> int:
    """When a row was reported, as a number that grows with time."""
    return Period.parse(row["reported"]).last_day.toordinal()


def measure_of_rows(name: str, dataset: str, rows: list[Row]) -> Measure:
    """A measure out of its rows: its words are those of the newest."""
    newest = max(rows, key=lambda row: (row["period_end"], -row["period_months"]))
    values = [value for value in map(printed, rows) if value.number is not None]
    form = values[-1].form if values else printed(newest).form
    ratio = any(halves(row)[2] for row in rows)
    areas_ = list(dict.fromkeys(row[AREA] for row in rows))
    plan = [newest[part] for part in ("priority", "outcome", "programme") if newest[part]]
    unit = UNITS.get(form, "number" if newest["unit"].casefold() in MEANT_OTHERWISE else newest["unit"])
    return Measure(
        id=name,
        code=newest["measure_code"] or "",
        title=newest["measure"],
        short_title=short(newest["measure"]),
        unit=unit,
        decimals=max(finest(values), 0),
        polarity=newest["polarity"],
        nature="rate" if form == "percent" else newest["nature"],
        dataset=dataset,
        numerator="numerator",
        denominator="denominator" if ratio else "",
        by=(AREA,),
        definition=_("A measure of the council's plan, from {listed_areas}. ", listed_areas=listed_areas(areas_))
        + _(ADDS["counts" if ratio else newest["nature"]]),
        numerator_text=_("What was counted")
        if ratio
        else _("As printed, in {unit}", unit=_(IN_WORDS.get(form) or str(newest["unit"]))),
        denominator_text=_("How many there were in all") if ratio else "",
        source=" · ".join([_("Council plan"), *plan]),
    )


def listed_areas(names: list[str]) -> str:
    """The service areas in a sentence; how many they are where they are many."""
    return listed(names) if len(names) < MOST_NAMED else _("{count} service areas", count=len(names))


def short(name: str) -> str:
    """A name as it stands beside a chart: whole words, as many as there is room for; of one long word its start."""
    found = LOOSE_END.sub("…", textwrap.shorten(name, MOST_SHORT, placeholder="…"))
    return name[: MOST_SHORT - 1] + "…" if found == "…" else found


def known(data: Data, council: str) -> dict[str, Measure]:
    """Every measure that there are data of: the catalogue's, then those that the council enters."""
    catalogue = data.catalogue.measures_of(council).values()
    counted = {one.id: one for one in catalogue if (one.dataset, council) in data.available}
    return counted | measures(data, council)


def measure(data: Data, name: str, council: str | None = None) -> Measure:
    """The measure of this id, or of this code among those that are entered; UsageError with the nearest."""
    if name in data.catalogue.measures:
        return data.catalogue.measure(name, council or "")
    councils = [council] if council else data.councils()
    for one in councils:
        if found := entered_as(data, name, one):
            return found
    every = [id_ for one in councils for id_ in measures(data, one)]
    raise unknown("measure", name, [*data.catalogue.measures, *dict.fromkeys(every)])


def first_council(data: Data, one: Measure) -> str | None:
    """The first council that enters the measure; None of one of the catalogue."""
    return next((council for council in data.councils() if one.id in measures(data, council)), None)


def entered_as(data: Data, name: str, council: str) -> Measure | None:
    """The measure that the council enters under this id, or under this code behind the same prefix."""
    found = measures(data, council)
    if name in found:
        return found[name]
    prefixes = datasets(data.catalogue)
    coded = [one for one in found.values() if one.code and name == prefixes[one.dataset] + one.code]
    return coded[0] if len(coded) == 1 else None


def title(data: Data, name: str, council: str) -> str:
    """The name in its plan of the measure that a note is on; a name that no measure of a plan has is kept."""
    found = entered_as(data, name, council) if name not in data.catalogue.measures else None
    return found.title if found else name


def names(data: Data, name: str, council: str) -> list[str]:
    """What notes on a measure may call it: its id, its name in the plan, and its code behind the same prefix."""
    found = entered_as(data, name, council) or next(
        (one for one in measures(data, council).values() if one.title == name), None
    )
    if found is None:
        return [name]
    return [found.id, found.title, datasets(data.catalogue)[found.dataset] + found.code]


def parts(data: Data, one: Measure, council: str, basis: str) -> Mapping[str, Rows]:
    """The rows of the measure by service area."""

    def by_name() -> dict[str, dict[str, Rows]]:
        found: dict[str, dict[str, Rows]] = {}
        for (area, name), rows in histories(data, council, basis).items():
            found.setdefault(name, {})[area] = rows
        return found

    if one.id not in measures(data, council):
        return {}
    return data.once(f"entered parts {council} {basis}", by_name).get(one.title, {})


def areas(data: Data, one: Measure, council: str) -> list[str]:
    """The service areas that report the measure, the whole council's own row left out."""
    return [area for area in parts(data, one, council, "latest") if area.casefold() != WHOLE]


def periods(data: Data, one: Measure, council: str, kind: Kind | None = None) -> list[Period]:
    """The periods of a kind, or else of its finest, of which the measure has a value, the oldest first."""
    found = {
        period
        for rows in parts(data, one, council, "latest").values()
        for period, row in rows.items()
        if printed(row).number is not None
    }
    kinds = [kind] if kind else [k for k in KINDS if any(period.kind == k for period in found)][:1]
    longer = {period.as_kind(kind) for period in found if kind and MONTHS_IN[period.kind] < MONTHS_IN[kind]}
    return sorted({period for period in found if period.kind in kinds} | longer)


def targets(data: Data, one: Measure, council: str, basis: str) -> list[tuple[str, str, Period]]:
    """The targets that the plan prints of the measure: service area, target and period, in that order."""
    if one.id not in measures(data, council):
        return []
    return [
        (area, row["target"], period)
        for area, rows in sorted(parts(data, one, council, basis).items())
        for period, row in sorted(rows.items())
        if parse_target(row["target"]).kind != "none"
    ]


def adds_up(one: Measure) -> bool:
    """Whether its values can be summed over service areas."""
    return one.nature in ADDS_UP
