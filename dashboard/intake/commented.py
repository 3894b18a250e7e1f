"""A comment on a measure that nobody knows is refused: it would be on no page, and its author would not hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dashboard.basics.config import Settings
from dashboard.basics.errors import ScrutinyError, nearest
from dashboard.catalogue.files import read_usable_catalogue
from dashboard.catalogue.records import Catalogue
from dashboard.intake.problems import Problem, Problems
from dashboard.intake.sources.prepared import Prepared
from dashboard.measures import comments, entered
from dashboard.store.data import Data

MEASURE = "measure"


def refuse_unknown_measures(data: Path, one: Prepared, fresh: Sequence[Prepared], *, draft: bool) -> None:
    """Refuses comments on what is neither in the catalogue nor in the council's plan, in the store or in the files that
    come with them."""
    if not comments.are_comments(one.new.dataset):
        return
    known = known_measures(data, one.new.council, fresh, draft=draft)
    problems = Problems()
    for number, name in zip(one.valid.numbers, one.new.frame[MEASURE], strict=True):
        if name not in known:
            says = (
                "is neither a measure of the catalogue nor one of the council's plan that has been loaded."
                + nearest(name, known)
                + " Write its id or its name in the plan; if the plan is yet to come, load the kpis first."
            )
            problems.add(Problem(int(number), 0, MEASURE, name, says))
    problems.refuse(one.new.named)


def known_measures(data: Path, council: str, fresh: Sequence[Prepared], *, draft: bool) -> dict[str, None]:
    """Every name that a comment may call a measure of the council by."""
    try:
        opened = Data(Settings(data=data, release="draft" if draft else "public"))
    except ScrutinyError:  # a store that holds nothing yet
        catalogue = read_usable_catalogue(data)
        return dict.fromkeys([*catalogue.measures, *names_in(fresh, council, catalogue)])
    plan = [
        name for one in entered.measures(opened, council).values() for name in entered.names(opened, one.id, council)
    ]
    return dict.fromkeys([*opened.catalogue.measures, *plan, *names_in(fresh, council, opened.catalogue)])


def names_in(fresh: Sequence[Prepared], council: str, catalogue: Catalogue) -> list[str]:
    """The measures of plans that are loaded at the same time, as comments may call them."""
    found: list[str] = []
    for dataset, prefix in entered.datasets(catalogue).items():
        for new in (one.new for one in fresh if (one.new.dataset, one.new.council) == (dataset, council)):
            titles = new.frame[MEASURE].dropna().unique()
            codes = new.frame["measure_code"].dropna().unique()
            found += [*titles, *(prefix + name for name in (*titles, *codes))]
    return found
