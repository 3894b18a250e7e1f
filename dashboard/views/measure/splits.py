"""Cards of one measure in parts: wherever it can be split, the parts ranked, those to look at first on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import month_id, month_label
from dashboard.catalogue.datasets import A_SHARE, PLACE
from dashboard.catalogue.records import Measure
from dashboard.measures import entered
from dashboard.measures.components import Components
from dashboard.measures.unequal import pooled
from dashboard.views import unequal
from dashboard.views.cards import highest_first, lowest_first, rank_card, rank_rows, value_column
from dashboard.views.measure import most
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import in_words

WORDS = {
    "service_area": N_("service area"),
    "accommodation_type": N_("type of accommodation"),
    "role_category": N_("role"),
    "decision": N_("decision"),
    "directorate": N_("directorate"),
    "service": N_("service"),
    "stage": N_("stage"),
    "theme": N_("theme"),
    "outcome": N_("outcome"),
    "channel": N_("channel"),
    "month": N_("month"),
    "reason": N_("reason"),
    "priority": N_("priority"),
    "status": N_("status"),
}
JUDGED = ("directorate", "service", "month")  # parts that the target of the whole is fair to
NOT_RECORDED = N_("Not recorded")
TOTAL, TOGETHER = N_("Total"), N_("All together")
ALL = N_("the whole")


def cards(page: OneMeasure) -> list[Card]:
    """One card for each way of splitting that has two parts or more."""
    found = (card(page, split) for split in page.focus.by)
    return [one for one in found if one]


def card(page: OneMeasure, split: str) -> Card | None:
    """The quarter's values by this split, or None where there is nothing to compare."""
    if one_chosen(page, split):
        return None
    measure, parts = page.focus, page.in_quarter[split]
    names = labels(page, split)
    rows = rank_rows(page, measure, parts, {part: link(page, split, part) for part in names}, names)
    if len(rows) < 2 or not any(row["value"] for row in rows):
        return None
    for row in rows:
        row["of"] = row["of"] if measure.proportion else None
    whole = against(page, split, rows)
    if whole:
        rows = unequal.held(rows, pooled([whole.halves(measure, page.quarter)]), measure.polarity)
        rows = rows if split == "month" else unequal.first_those_outside(rows, measure.polarity)
    elif split != "month":
        rows = lowest_first(rows) if measure.polarity == "higher" else highest_first(rows)
    judged = split in JUDGED and measure.nature == "rate"
    card = rank_card(
        key=f"by_{split}",
        title=_("By {split}, {when}", split=_(WORDS.get(split, split)), when=page.when),
        measure=measure,
        rows=rows,
        how=page.judging,
        columns=columns(page, split, held=bool(whole)),
        target=page.over_time.target(measure, page.quarter)[0] if judged else None,
        finding=compared(page, rows, split, whole),
        queries=[page.query],
    )
    return with_total(page, card) if page.is_entered else card


def against(page: OneMeasure, split: str, rows: Sequence[dict[str, Any]]) -> Components | None:
    """What the parts are held against: places the council as a whole, other parts of a share of cases all that is
    shown; None where chance has no say, or what is shown is judged part by part."""
    if page.over_time.is_mixed(page.focus):
        return None
    if is_held(page.focus, split):
        return page.whole
    counted = all(row["numerator"] is not None and row["of"] is not None for row in rows)
    return page.in_quarter[""] if page.focus.proportion and counted else None


def compared(page: OneMeasure, rows: Sequence[dict[str, Any]], split: str, whole: Components | None) -> str:
    """Which parts differ from what they are held against, or what is to be said where that is nothing."""
    kind = _(WORDS.get(split, split))
    if page.over_time.is_mixed(page.focus):
        return one_by_one(page, rows, split, kind)
    if whole is None:
        return most.finding(page, rows, split, kind)
    if is_held(page.focus, split):
        return differing(page, page.focus, rows, split)
    value, when = in_words(page.focus, whole.value(page.focus, page.quarter)), _("In {when}", when=page.when)
    return unequal.sentence(rows, did=A_SHARE, kind=kind, when=when, whole=value, called=_(ALL))


def one_by_one(page: OneMeasure, rows: Sequence[dict[str, Any]], split: str, kind: str) -> str:
    """What is said where parts are judged one by one, such as stages: their own values, and of others that nobody
    can say before one is chosen."""
    if split == page.judged_by:
        return (
            fmt.joined(
                [_("{value} of {label}", value=page.words(row["value"]), label=fmt.lower(row["label"])) for row in rows]
            )
            + "."
        )
    by = page.offer.dimensions[page.judged_by].lower()
    return _("Each {by} is judged by itself: choose one to see which {kind} differs from the whole.", by=by, kind=kind)


def is_held(measure: Measure, split: str) -> bool:
    """Whether parts are held against the whole: a proportion's by place."""
    return measure.proportion and split in PLACE


def held(page: OneMeasure, measure: Measure, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their verdict against the council as a whole in the quarter, or in the month chosen."""
    return unequal.held(rows, pooled([page.whole.halves(measure, page.quarter)]), measure.polarity)


def differing(
    page: OneMeasure, measure: Measure, rows: Sequence[dict[str, Any]], split: str, did: str = A_SHARE, of: str = ""
) -> str:
    """Which parts differ from the council as a whole by more than chance, in a sentence that says what they `did`, and
    what the council's value is a share `of`."""
    whole = in_words(measure, page.whole.value(measure, page.quarter)) + of
    return unequal.sentence(
        rows, did=did, kind=_(WORDS.get(split, split)), when=_("In {when}", when=page.when), whole=whole
    )


def with_total(page: OneMeasure, card: Card) -> Card:
    """The card with what the parts come to as the last row of its table, where they add up."""
    value, numerator, denominator = page.in_quarter[""].halves(page.focus, page.quarter)
    if value is None:
        return card
    label = _(TOTAL) if entered.adds_up(page.focus) else _(TOGETHER)
    total = {"label": label, "value": value, "numerator": numerator, "of": denominator, "link": None}
    return replace(card, table=Table.linked(card.table.columns, [*card.table.rows, total]))


def one_chosen(page: OneMeasure, split: str) -> bool:
    """Whether the split would show a single part, or months that the extract of a longer period does not tell."""
    if split == "month":
        return page.quarter.kind != "quarter" or bool(page.state.month)
    if split == "directorate" and page.state.of("service"):
        return True
    return len(page.state.of(split)) == 1


def labels(page: OneMeasure, split: str) -> dict[str, str]:
    """The parts that occur in the quarter, with their names."""
    if split == "month":
        return {month_id(month): month_label(month) for month in page.quarter.months}
    present = page.in_quarter[split].names([page.quarter], page.focus)
    label = page.data.catalogue.label
    return {part: label(page.dataset, split, part) if part else _(NOT_RECORDED) for part in present}


def link(page: OneMeasure, split: str, part: str, **changes: object) -> str | None:
    """The query string that goes down to the part, where the page has such a filter, with these other changes."""
    if split == "month":
        return page.to(month=part, **changes)
    if split == "service":
        return page.service_link(part, **changes)
    known = split == "directorate" or part in page.offer.words(split)
    return page.to(**{split: (part,)}, **changes) if known else None


def heading(split: str) -> str:
    """What heads the column of the parts' names."""
    name = _(WORDS.get(split, split))
    return name[0].upper() + name[1:]


def columns(page: OneMeasure, split: str, *, held: bool = False) -> tuple[Column, ...]:
    """The table's columns: both halves of a share of cases, else the value alone; what is said of parts `held`."""
    measure = page.focus
    counted = measure.proportion and measure.denominator
    halves = (Column("numerator", _("Counted"), "count"), Column("of", _("Out of"), "count")) if counted else ()
    told = (unequal.COLUMN if is_held(measure, split) else unequal.OF_ALL,) if held else ()
    return (Column("label", heading(split)), *halves, value_column(measure), *told)
