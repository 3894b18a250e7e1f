"""The tables beside a declared page's cards: columns by the names of what they show, and the values they ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.basics.languages import N_, _
from dashboard.basics.statistics import difference
from dashboard.catalogue.datasets import Shown
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Components
from dashboard.views.cards import value_column
from dashboard.views.declared.own import Row
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.pieces import Column, ColumnKind

KINDS: Mapping[str, tuple[ColumnKind, int]] = {"money": ("gbp", 0), "number": ("number", 1)}
CHANGES: Mapping[str, ColumnKind] = {"percent": "points", "gbp": "gbp"}
LABELS = {
    "numerator": N_("Counted"),
    "of": N_("Out of"),
    "share": N_("Of all"),
    "low": N_("95% from"),
    "high": N_("95% to"),
    "since_last": N_("Since last {period}"),
    "since_year": N_("Since last year"),
}
BESIDE = ("since_last", "since_year", "year_before")


def asked_for(
    page: DeclaredPage, measure: Measure, parts: Components, rows: Sequence[Row], columns: Sequence[Shown]
) -> None:
    """Adds to ranked rows what these columns ask for and no query answers: how they moved, shares, other measures."""
    wanted, total = {one.of for one in columns}, sum(row["value"] for row in rows)
    others = {name: page.measure(name) for name in wanted if name in page.data.catalogue.measures}
    for row in rows:
        row |= {name: parts.value(other, page.quarter, row["part"]) for name, other in others.items()}
        if "share" in wanted:
            row["share"] = 100 * row["value"] / total if total > 0 else None
        for name in wanted.intersection(BESIDE):
            then = page.quarter - 1 if name == "since_last" else page.quarter.year_before()
            # of a year, the period before is the year before
            repeated = name == "since_year" and page.quarter.kind == "year" and "since_last" in wanted
            before = None if page.state.month or repeated else parts.value(measure, then, row["part"])
            moved = None if before is None else difference(row["value"], before, measure.decimals)
            row[name] = before if name == "year_before" else moved


def listed(
    page: DeclaredPage, measure: Measure, columns: Sequence[Shown], rows: Sequence[Mapping[str, Any]]
) -> tuple[Column, ...]:
    """The columns as tables have them; what is worked out is left out where it is known of no row, and without a row
    what other measures say."""
    others = page.data.catalogue.measures
    known = {one.of for one in columns if any(row.get(one.of) is not None for row in rows)}
    known |= set() if rows else {one.of for one in columns if one.of not in others}
    counted = page.declaration.dataset.made_of
    return tuple(column(page, measure, one) for one in columns if one.of in counted or one.of in known)


def column(page: DeclaredPage, measure: Measure, one: Shown) -> Column:
    """One column: its label and how its values are written."""
    other = measure if one.of in ("value", "year_before") else None
    if one.of in page.data.catalogue.measures:
        other = page.measure(one.of)
    kind, decimals = written(page, measure, one.of, other)
    label = one.label or usual_label(page, one.of, other)
    return Column(one.of, page.fill(label), one.kind or kind, decimals if one.decimals is None else one.decimals)


def usual_label(page: DeclaredPage, name: str, measure: Measure | None) -> str:
    """The heading of a column that is given none."""
    if name == "year_before":
        return page.quarter.year_before().label
    if name in LABELS or measure:
        return _(LABELS.get(name, "")) or (measure.short_title if measure else "")
    its = page.declaration.columns.get(name)
    return its.label if its else _(name.replace("_", " ").capitalize())


def written(page: DeclaredPage, measure: Measure, name: str, other: Measure | None) -> tuple[ColumnKind, int]:
    """How a column's values are written: as their measure, as the file's column of this name, pounds by their ending,
    else as a count; a row's name is text."""
    if name == "label":
        return "text", 0
    if other:
        usual = value_column(other)
        return usual.kind, usual.decimals
    if name in BESIDE:
        return CHANGES.get(measure.unit, "signed"), measure.decimals
    if name in ("low", "high", "share"):
        return "percent", 1
    of = {"numerator": measure.numerator, "of": measure.denominator}.get(name, name)
    its = page.declaration.columns.get(of)
    return KINDS[its.kind] if its and its.kind in KINDS else ("gbp" if of.endswith("_gbp") else "count", 0)
