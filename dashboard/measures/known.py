"""What is not known by a dimension: a request that only came has no result, so that no number of it is one of results.

The project's own pages offer no such filter. What a council's own SQL counts is read off its cube.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dashboard.basics.languages import _
from dashboard.catalogue.records import Measure
from dashboard.store.data import Data
from dashboard.store.queries import dimensions_query


def not_counted_by(data: Data, dataset: str, filters: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The columns of the cube that have cases, none of them known by one of the dimensions filtered by: with these
    dimensions."""
    query = dimensions_query(dataset)
    chosen = {name for name, values in filters.items() if values}
    if not chosen or dataset not in data.cubes or not data.queries.exists(query):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for row in data.rows(query):
        if row["dimension"] in chosen and not row["known"]:
            found[row["counted"]] = (*found.get(row["counted"], ()), row["dimension"])
    return found


def made_of(measure: Measure, columns: Collection[str]) -> list[str]:
    """Those of the columns that the measure is made of."""
    return [name for name in (measure.numerator, measure.denominator) if name in columns]


def why_not(data: Data, measure: Measure, filters: Mapping[str, Sequence[str]]) -> str:
    """`"Requests received" is not counted by result`, or nothing where the filters apply to the measure."""
    lacking = not_counted_by(data, measure.dataset, filters)
    names = dict.fromkeys(name for column in made_of(measure, lacking) for name in lacking[column])
    by = " or ".join(data.dimensions.get(name, name).lower() for name in names)
    return _('"{measure}" is not counted by {by}', measure=measure.title, by=by) if by else ""
