"""The tables that everybody may see: `public.csv` lists them, and what is not in one of them is not published."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import get_args

from dashboard.basics.quarters import Kind
from dashboard.catalogue.datasets import Declaration
from dashboard.catalogue.records import Measure, PublicTable
from dashboard.catalogue.texttables import Line

FILE = "public.csv"
COLUMNS = ("dataset", "dimensions", "periods", "measures")
KINDS: tuple[Kind, ...] = get_args(Kind)


def public_table(line: Line, datasets: Mapping[str, Declaration], measures: Mapping[str, Measure]) -> PublicTable:
    """The table of this line; its measures are all of the dataset that have the dimension, where none is named."""
    counted = {name: one for name, one in datasets.items() if one.dataset.made_of and not one.dataset.by_period}
    dataset = line.one_of("dataset", list(counted))
    dimensions = counted[dataset].dataset.dimensions if dataset in counted else [line.text("dimensions")]
    dimension = line.one_of("dimensions", dimensions, optional=True)
    having = {
        name: one for name, one in measures.items() if one.dataset == dataset and (not dimension or dimension in one.by)
    }
    named: Collection[str] = line.many_of("measures", having) if dataset in counted else ()
    kinds = tuple(kind for kind in KINDS if kind in line.many_of("periods", KINDS))
    if not kinds:
        line.note("periods", f"Write for which periods it is published: {'|'.join(KINDS)}.")
    return PublicTable(dataset, dimension, kinds, tuple(named or having))
