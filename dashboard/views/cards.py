"""Cards, tiles and phrases that every theme's view is made of, whatever the measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.basics.statistics import shown, wilson
from dashboard.catalogue.judging import Judging
from dashboard.catalogue.records import Measure
from dashboard.figures.frame import REVISED
from dashboard.measures.components import Components, Reading
from dashboard.measures.revisions import Revision, revised_words, revision, words
from dashboard.measures.verdicts.past import is_unsure
from dashboard.measures.verdicts.record import TOO_FEW
from dashboard.views.changes import changes as changes_in
from dashboard.views.over_time import aim, by_part, target_steps, targets_in_words
from dashboard.views.pieces import Card, Change, Column, ColumnKind, Table, Tile
from dashboard.views.scope import Scope, about, exactly

KINDS: Mapping[str, ColumnKind] = {
    "percent": "percent",
    "count": "count",
    "gbp": "gbp",
    "minutes": "minutes",
}
WHOLE = {"": ""}


def value_column(measure: Measure, label: str = "") -> Column:
    """The column of a measure's values."""
    return Column("value", label or measure.short_title, KINDS.get(measure.unit, "number"), measure.decimals)


def line_rows(
    page: Scope, measure: Measure, parts: Components, names: Mapping[str, str], quarters: Iterable[Period] | None = None
) -> list[dict[str, Any]]:
    """One row a series and quarter: value, both halves, target and how it stands against that, whether a paper prints
    it, how it has been revised, and its link."""
    rows = []
    periods = [(quarter, parts) for quarter in quarters or page.quarters]
    for part, name in names.items():
        for quarter, its in periods if quarters else [*page.wider(parts), *periods]:
            value, numerator, denominator = its.halves(measure, quarter, part)
            area = part if parts.split == parts.judged_by else parts.area
            target, _rest = its.target(measure, quarter, part)
            rows.append(
                {
                    "quarter": quarter,
                    "period": quarter.label,
                    "label": quarter.year_label,
                    "series": name,
                    "value": value,
                    "numerator": numerator,
                    "denominator": denominator,
                    "target": target,
                    "judged": ""
                    if target is None or value is None
                    else judged(page, its.reading(measure, quarter, part)),
                    "cases": of_words(measure, numerator, denominator),
                    "published": page.published(measure.id, quarter, area),
                    "revised": revised_words(its, measure, quarter, part),
                    "link": page.quarter_link(quarter),
                }
            )
    return rows


def judged(page: Scope, reading: Reading) -> str:
    """`Target 80%: target met`, for a mark."""
    return _(
        "Target {target_words}: {word}", target_words=target_words(reading), word=fmt.lower(page.status(reading).word)
    )


def of_words(measure: Measure, numerator: float | None, denominator: float | None) -> str:
    """`203 of 225`, `£296k of £2.4m`, or nothing where a measure has one half alone."""
    if numerator is None or denominator is None:
        return ""
    if measure.of_money:
        return _(
            "{numerator} of {denominator}",
            numerator=fmt.pounds_short(numerator),
            denominator=fmt.pounds_short(denominator),
        )
    return fmt.share_of(numerator, denominator)


def line_card(
    page: Scope,
    *,
    key: str,
    title: str,
    measure: Measure,
    parts: Components,
    names: Mapping[str, str] = WHOLE,
    order: Sequence[str] = (),
    halves: tuple[str, str] = ("", ""),
    series: str = N_("Series"),
    judged: Iterable[str] = (),
    whole: bool = True,
    panels: bool = False,
    finding: str | Callable[[list[dict[str, Any]]], str],
    note: str = "",
    queries: Sequence[str],
) -> Card:
    """A measure by quarter as lines, one for each split value in `names` (split value -> label), in one chart or in
    small `panels`, with a table.

    `halves` are the headings of numerator and denominator, empty to leave them out; `judged` the labels of the
    series whose targets are drawn; `finding` may be worked out of the rows. An axis of percentages runs to 100 unless
    `whole` is False.
    """
    rows = line_rows(page, measure, parts, {part: name or measure.short_title for part, name in names.items()})
    period, value, several = page.period_word.capitalize(), value_column(measure), len(names) > 1
    cases = [
        Column(k, label, "gbp" if measure.of_money else "count")
        for k, label in zip(("numerator", "denominator"), halves, strict=True)
        if label
    ]
    columns = [Column("period", period)]
    columns += [Column("series", series)] if several else []
    columns += [*cases, value]
    columns += (
        [Column("target", _("Target"), value_column(measure).kind)]
        if any(r["target"] is not None for r in rows)
        else []
    )
    columns += revised_column(rows)
    long = Table.linked(tuple(columns), reversed(rows))
    targets = targets_in_words(measure, rows) if several else {}
    aims = {name: words[:1].upper() + words[1:] for name, words in targets.items()}
    draw = partial(figures.quarterly_panels, aims=aims) if panels else figures.quarterly_lines
    return Card(
        key=key,
        title=title,
        finding=finding if isinstance(finding, str) else finding(rows),
        figure=draw(
            rows,
            unit=measure.unit,
            decimals=measure.decimals,
            targets=target_steps(rows, *judged),
            order=order,
            whole=whole,
        ),
        table=by_part(rows, targets, period, value, cases) if several else long,
        in_file=long if several else None,
        about=about(measure, *queries),
        note=note,
        marked="; ".join(f"{name}: {words}" for name, words in targets.items()) + "." if panels and targets else "",
    )


def revised_column(rows: Iterable[Mapping[str, Any]]) -> list[Column]:
    """The column that says how values have been revised, where any has."""
    return [Column("revised", _("Revised"))] if any(row.get("revised") for row in rows) else []


def rank_rows(
    page: Scope,
    measure: Measure,
    parts: Components,
    links: Mapping[str, str | None],
    names: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """One row a part that has a value in the quarter, with its parts, how it has been revised and, of a share, its 95%
    interval."""
    rows: list[dict[str, Any]] = []
    for part, link in links.items():
        value, numerator, denominator = parts.halves(measure, page.quarter, part)
        if value is None:
            continue
        sure = wilson(numerator or 0, denominator) if measure.proportion and denominator else None
        low, high = sure or (None, None)
        row: dict[str, Any] = {"part": part, "label": (names or {}).get(part, part), "link": link}
        row |= {"value": value, "numerator": numerator, "of": denominator, "low": low, "high": high}
        row["revised"] = revised_words(parts, measure, page.quarter, part) or None
        rows.append({**(parts.row(page.quarter, part) or {}), **row})
    return rows


def lowest_first(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows ranked, the lowest share first and of equal shares the one with the most cases."""
    return sorted(rows, key=lambda row: (row["value"], -(row["of"] or 0), row["label"]))


def highest_first(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows ranked, the highest value first."""
    return sorted(rows, key=lambda row: (-row["value"], row["label"]))


def rank_card(
    *,
    key: str,
    title: str,
    measure: Measure,
    rows: Sequence[dict[str, Any]],
    columns: tuple[Column, ...],
    how: Judging,
    target: float | None = None,
    finding: str,
    note: str = "",
    queries: Sequence[str],
    drawn: Sequence[dict[str, Any]] | None = None,
) -> Card:
    """Parts of the council ranked in the order given; the note says where those are that the chart leaves out, for want
    of room or because others are to be `drawn`."""
    bars = rows[: figures.ranked.MOST_ROWS] if drawn is None else drawn
    if target is not None:
        bars = [row | {"unsure": is_unsure(target, interval_in(row), row.get("of"), how)} for row in bars]
    more = _(" The table has all {count}.", count=len(rows)) if len(bars) < len(rows) else ""
    return Card(
        key=key,
        title=title,
        finding=finding,
        figure=figures.ranked_bars(bars, unit=measure.unit, decimals=measure.decimals, target=target),
        table=Table.linked((*columns, *revised_column(rows)), rows),
        about=about(measure, *queries),
        note=note + more,
    )


def interval_in(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """The interval that a row of a ranking has."""
    return None if row.get("low") is None else (row["low"], row["high"])


def measure_tile(
    page: Scope,
    measure: Measure,
    parts: Components,
    part: str = "",
    *,
    key: str = "",
    title: str = "",
    value: str = "",
    cases: str = "",
    link: str | None = None,
    changes: bool = True,
) -> Tile:
    """A measure at a glance: value, which may be given in other words, cases, status, and how it moved."""
    quarter = page.quarter
    reading = parts.reading(measure, quarter, part)
    interval = _("95% interval {interval}", interval=fmt.interval(*reading.interval)) if reading.interval else ""
    # what adds up or is counted has its targets, if any, for quarters
    of_month_alone = (
        page.state.month and reading.value is not None and reading.target is None and measure.nature != "rate"
    )
    moved = changes_in(reading, parts.value(measure, quarter.year_before(), part)) if changes else ()
    return Tile(
        key=key or measure.id,
        title=title or measure.short_title,
        value=value or exactly(measure, reading.value),
        cases=cases,
        status=None if of_month_alone else page.status(reading),
        target=_("Target {target}", target=target_words(reading)) if reading.target is not None else "",
        changes=(*moved, *revised_changes(page, revision(parts, measure, quarter, part))),
        interval=interval,
        link=link,
    )


def revised_changes(page: Scope, found: Revision | None) -> tuple[Change, ...]:
    """How a number has been revised since it was first published, and whether its status or its verdict changed by
    that, each in a line; nothing of one that has not."""
    if found is None:
        return ()
    first, now = found.first, found.now
    lines = []
    if found.value_changed:
        lines.append(words(now.measure, (first.value, first.numerator, first.denominator), now.value))
    before, after = page.status(first), page.status(now)
    if before.code != after.code:
        lines.append(
            _("status first published {before}, now {after}", before=before.word.lower(), after=after.word.lower())
        )
    if found.verdict_changed:
        lines.append(
            _(
                "first published {then}, now {now}",
                then=first.verdict.change_words,
                now=now.verdict.change_words,
            )
        )
    return tuple(Change("revised", f"{REVISED} {line}") for line in lines)


def target_words(reading: Reading) -> str:
    """`80%`, `350`, or `below 2,215` for a target that is to be beaten."""
    side = (_("below ") if reading.measure.polarity == "lower" else _("above ")) if reading.strict else ""
    return side + aim(reading.measure, reading.target)


AGAINST = {  # the target that is to be reached, and the one that is to be beaten
    "on": (N_("on the {target_words} target"), N_("on the target of {target_words}")),
    "above": (N_("above the {target_words} target"), N_("above the target of {target_words}")),
    "below": (N_("below the {target_words} target"), N_("below the target of {target_words}")),
}


def against_target(reading: Reading) -> str:
    """`above the 80% target`, as the values shown read; of few cases that they are too few to say."""
    decimals, target = reading.measure.decimals, reading.target or 0
    value = shown(reading.value or 0, decimals)
    side = "on" if value == shown(target, decimals) else "above" if value > target else "below"
    said = _(AGAINST[side][reading.strict], target_words=target_words(reading))
    return _("{said} (too few cases to say)", said=said) if reading.target_word == TOO_FEW else said
