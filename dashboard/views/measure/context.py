"""Cards around one measure's numbers: other places, what the council says, its targets, its definition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import poisson
from dashboard.catalogue.records import ACKNOWLEDGEMENT, FROM_CATALOGUE, Benchmark, Deadline, Target
from dashboard.measures import entered, status
from dashboard.measures.comments import Comment, comments_of, doubt
from dashboard.measures.explanations import not_explained, unexplained
from dashboard.views.authorities import dated, known_elsewhere
from dashboard.views.cards import value_column
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.quotes import KINDS, heading
from dashboard.views.scope import about

POLARITY = {
    "higher": N_("Higher is better"),
    "lower": N_("Lower is better"),
    "neither": N_("Neither higher nor lower is better"),
}
NEXT_DAY = timedelta(days=1)
# the counts that depend on deadlines, and whether that is the deadline of the acknowledgement
DUE = {"within_deadline": False, "acknowledged_in_time": True}
SIGNS = {"better": "✓", "worse": "✕", "similar": "=", "higher": "▲", "lower": "▼", "not_available": "–"}
SIDES = {
    "better": N_("better than"),
    "worse": N_("worse than"),
    "similar": "like",
    "higher": N_("higher than"),
    "lower": N_("lower than"),
}


def benchmarks(page: OneMeasure) -> Card | None:
    """The council beside other places, in the newest quarter that is known of them; none for a part of it."""
    elsewhere = newest(page)
    if not elsewhere or not page.whole_council:
        return None
    measure, when = page.focus, elsewhere[0].quarter
    own = page.over_time.reading(measure, when)
    sure = own.interval
    if measure.denominator == FROM_CATALOGUE and own.value and own.numerator:
        low, high = (own.value * end / own.numerator for end in poisson(own.numerator))
        sure = low, high
    rows: list[dict[str, Any]] = []
    for other in elsewhere:
        found = status.compare(
            own.value, other.value, polarity=measure.polarity, decimals=measure.decimals, interval=sure
        )
        rows.append(
            {
                "label": other.comparator,
                "value": other.value,
                "when": when.label,
                "compared": found,
                "beside": f"{SIGNS[found]} {found.replace('_', ' ')}",
                "source": other.source,
            }
        )
    if own.value is not None:
        mine = {"label": page.council, "value": own.value, "when": when.label, "own": True}
        rows.append({**mine, "compared": "", "beside": None, "source": _("this page")})
    rows.sort(key=lambda row: row["value"], reverse=measure.polarity == "higher")
    later = "" if when == page.quarter else _(" Nothing newer is in the catalogue.")
    return Card(
        key="benchmarks",
        council_wide=True,
        title=_("Beside other places, {when}", when=when.label),
        finding=dated(beside(page, own.value, rows, when), when, page.quarter),
        figure=figures.ranked_dots(rows, unit=measure.unit, decimals=measure.decimals),
        table=Table(
            (
                Column("label", _("Place")),
                value_column(measure),
                Column("beside", _("{council} is", council=page.council)),
                Column("when", _("Quarter")),
                Column("source", _("Source")),
            ),
            tuple(rows),
        ),
        about=about(measure, page.query, extra=_("Values of other places are as their source prints them.")),
        note=_("Other places as printed in the papers that the table names.{later}", later=later),
    )


def newest(page: OneMeasure) -> list[Benchmark]:
    """What is known of other places in the newest quarter up to the one on show."""
    return known_elsewhere(page.data, page.offer.council, page.focus.id, page.quarter, page.state.basis)


def beside(page: OneMeasure, own: float | None, rows: list[dict[str, Any]], when: Period) -> str:
    """`With 3.35 Medway was better than England and London, ...`."""
    if own is None:
        return _("No value of {council} is known for {when}.", council=page.council, when=when.label)
    groups = [(_(side), [row["label"] for row in rows if row["compared"] == code]) for code, side in SIDES.items()]
    words = "; ".join(f"{side} {fmt.listed(names)}" for side, names in groups if names)
    return _("With {own} {council} was {words}.", own=page.words(own), council=page.council, words=words)


def comments(page: OneMeasure) -> Card | None:
    """Everything the council has said of the measure up to the quarter on show, and whether that explains the quarter;
    none where it never said anything and nothing is to be explained."""
    said = comments_of(page.data, page.offer.council, page.focus.id, basis=page.state.basis)
    wanted = unexplained_here(page, said)
    if not said and not wanted:
        return None
    rows = [
        {
            "period": one.period.label,
            "note": heading(one),
            "words": " ".join(filter(None, [one.text, in_brackets(doubt(page.data, page.offer.council, one))])),
        }
        for one in said
        if one.period.last_day <= page.quarter.last_day
    ]
    count = (
        _(
            "{count}, the newest on {period}.",
            count=fmt.plural(len(rows), "note", "notes").capitalize(),
            period=rows[0]["period"],
        )
        if rows
        else ""
    )
    if not rows:
        count = _("Nothing had been said of it by {quarter}.", quarter=page.quarter.label)
        count += _(" The first note came later.") if said else ""
    return Card(
        key="comments",
        council_wide=True,
        title=_("What the council says"),
        finding=f"{not_explained(page.quarter)}. {count}" if wanted else count,
        figure=None,
        table=Table(
            (
                Column("period", _("Period")),
                Column("note", _("Note")),
                Column("words", _("Words")),
            ),
            tuple(rows),
        ),
        about=About(
            _("Notes as the council wrote them."),
            fmt.listed([_(kind) for kind in KINDS.values()]),
            "",
            ("commentary_of_measure",),
        ),
        note=_("Notes are about the whole council.") if page.part_words or page.state.month else "",
        wide=True,
    )


def unexplained_here(page: OneMeasure, said: list[Comment]) -> bool:
    """Whether readers of the quarter on show will ask for an explanation that no note of that quarter gives."""
    now = [one for one in said if one.period.last_day == page.quarter.last_day]
    found = unexplained(
        page.data,
        page.offer.council,
        page.quarter,
        [page.focus.id],
        {page.focus.id: now},
        basis=page.state.basis,
        scheme=page.scheme,
    )
    return bool(found) and page.whole_council


def in_brackets(doubted: str) -> str:
    """What speaks against a note, as an editor adds it."""
    return _("[Check this against the figures. {doubted}]", doubted=doubted) if doubted else ""


def targets(page: OneMeasure) -> Card | None:
    """The targets and deadlines over time; none where there are none."""
    catalogue, council = page.data.catalogue, page.offer.council
    own = [t for t in catalogue.targets if (t.measure, t.council) == (page.focus.id, council)]
    rows = [*printed_targets(page), *(target_row(page, target) for target in own)]
    note = ""
    if page.focus.numerator in DUE:
        known = page.data.deadlines(page.dataset, council, page.quarter.first_day, page.state.basis)
        deadlines = [one for one in known if (one.stage == ACKNOWLEDGEMENT) == DUE[page.focus.numerator]]
        rows += [deadline_row(page, deadline) for deadline in deadlines]
        note = " ".join(f"{source}." for source in dict.fromkeys(one.source for one in deadlines))
    if not rows:
        return None
    return Card(
        key="targets",
        council_wide=True,
        title=_("Targets over time"),
        finding=targets_finding(page, [row["area"] for row in rows if row["kind"] == "Target"]),
        figure=None,
        table=Table(
            (
                Column("kind", _("What")),
                Column("area", _("Of")),
                Column("value", _("Value")),
                Column("first", _("From"), "date"),
                Column("last", _("To"), "date"),
            ),
            tuple(rows),
        ),
        about=About(
            _("Targets and deadlines as the council or its plan has them, with the dates between which each holds."),
            "",
            "",
            (),
        ),
        note=note,
        wide=True,
    )


def printed_targets(page: OneMeasure) -> list[dict[str, Any]]:
    """The targets that the council's plan prints beside the values, each with the days between which it holds."""
    found: list[dict[str, Any]] = []
    for area, text, period in entered.targets(page.data, page.focus, page.offer.council, page.state.basis):
        last = found[-1] if found else {}
        if last and (last["area"], last["value"]) == (area, text) and period.first_day <= last["last"] + NEXT_DAY:
            last["last"] = period.last_day
        else:
            row = {"kind": _("Target"), "area": area, "value": text}
            found.append({**row, "first": period.first_day, "last": period.last_day})
    return found


def target_row(page: OneMeasure, target: Target) -> dict[str, Any]:
    """One target with the days between which it holds."""
    measure = page.focus
    value = target.value
    if target.number is not None:
        value = fmt.target(target.number) if measure.unit == "percent" else fmt.in_unit(target.number, measure.unit)
    return {
        "kind": _("Target"),
        "area": page.data.catalogue.label(page.dataset, page.judged_by, target.area) if target.area else page.council,
        "first": target.first.first_day,
        "last": target.last.last_day if target.last else _("still in force"),
        "value": value,
    }


def deadline_row(page: OneMeasure, deadline: Deadline) -> dict[str, Any]:
    """One deadline with the days between which it holds; a day before all that is loaded is no date of a change."""
    since = page.offer.quarters[0].first_day
    return {
        "kind": _("Deadline"),
        "area": _("Acknowledgement")
        if deadline.stage == ACKNOWLEDGEMENT
        else page.data.catalogue.label(page.dataset, page.judged_by, deadline.stage),
        "first": deadline.first if deadline.first >= since else _("from the start"),
        "last": deadline.last or _("still in force"),
        "value": deadline.in_words(),
    }


def targets_finding(page: OneMeasure, areas: Sequence[str]) -> str:
    """How many targets are known; these are what they are of, of which one may be chosen."""
    chosen = [page.data.catalogue.label(page.dataset, page.judged_by, code) for code in page.state.of(page.judged_by)]
    own = [area for area in areas if not chosen or area in (*chosen, page.council)]
    of = _(" for {chosen}", chosen=fmt.listed(chosen)) if chosen and areas else ""
    if not areas:
        return _("{council} has set no target; deadlines say when an answer is in time.", council=page.council)
    return n_(
        "{count} target of {council}'s is known{of}.",
        "{count} targets of {council}'s are known{of}.",
        len(own),
        count=fmt.in_words(len(own)).capitalize(),
        council=page.council,
        of=of,
    )


def definition(page: OneMeasure) -> Card:
    """What the measure means and how it is worked out."""
    measure = page.focus
    words = {
        _("Counted"): measure.numerator_text,
        _("Out of"): measure.denominator_text,
        _("Good is"): _(POLARITY[measure.polarity if measure.judged else "neither"]),
        _("Code"): measure.code,
        _("Name in files"): measure.id,
        _("Source"): measure.source,
    }
    return Card(
        key="definition",
        council_wide=True,
        title=_("What it means"),
        finding=measure.definition,
        figure=None,
        table=Table(
            (Column("name", _("Part")), Column("words", _("In words"))),
            tuple({"name": name, "words": text} for name, text in words.items() if text),
        ),
        about=about(measure, page.query),
        wide=True,
    )
