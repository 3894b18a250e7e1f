"""Figures of upright bars that are not quarters in a row: distributions, age bands, one quarter over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.basics import formatting
from dashboard.basics.languages import NN_, _
from dashboard.figures import theme
from dashboard.figures.frame import (
    LEFT_ROOM,
    Row,
    Written,
    padded,
    published_words,
    revised_run,
    text_width,
    value_axis,
    width_of,
    wrapped,
)
from dashboard.figures.plot import Axis, Frame, Label, Line, Plot, Reference, Run, Series, one_line
from dashboard.figures.theme import SERIES, Colour

TOP, BOTTOM, RIGHT = 26, 44, 8
TARGET_RIGHT = 84
MANY = 12


def histogram(
    rows: Sequence[Row],
    *,
    deadline: int | None = None,
    last: int = 30,
    late_word: str = "",
) -> Plot | None:
    """How many cases took how many working days, the deadline as a dashed line and late ones in orange.

    Rows: `days` (0, 1, 2 ...), `cases`; optional `late` (how many of them were late, where cases of several
    deadlines are mixed). Days beyond `last` are gathered in one bar. None without a case.
    """
    if not any(row["cases"] for row in rows):
        return None
    longest = max(row["days"] for row in rows if row["cases"])
    end = min(max(longest, (deadline or 0) + 2, 9), last)
    gathered = longest > end
    cases, late = by_day(rows, end, deadline)
    labels, references = [], []
    if deadline is not None:
        label = deadline_label(deadline, end)
        labels.append(label)
        references.append(Reference(deadline + 0.5, across=False, whole=True, label=label.text))
    if any(late):
        labels.append(late_label(cases, late, late_word or _("late")))
    return banded(
        Parts([days_name(day, more=gathered and day == end) for day in range(end + 1)], cases, late),
        Words(NN_("case", "cases"), _("in time"), late_word or _("late")),
        labels,
        references=references,
        ticks=day_ticks(end, gathered=gathered),
        short=[f"{day}{'+' if gathered and day == end else ''}" for day in range(end + 1)],
        counts=_("Working days"),
    )


def by_day(rows: Sequence[Row], end: int, deadline: int | None) -> tuple[list[int], list[int]]:
    """For each day up to the last how many cases took so long, and how many of them were late."""
    cases, late = [0] * (end + 1), [0] * (end + 1)
    for row in rows:
        place = min(row["days"], end)
        over = row["days"] > deadline if deadline is not None else False
        cases[place] += row["cases"]
        late[place] += row["late"] if row.get("late") is not None else row["cases"] if over else 0
    return cases, late


def day_ticks(end: int, *, gathered: bool) -> list[tuple[float, str]]:
    """Every so many-th day; the last one, where days beyond it are gathered, has room for itself."""
    days = [*range(0, end + 1, 5 if end > MANY else 2 if end > 8 else 1)]
    while gathered and days and end - days[-1] < 3:
        days.pop()
    ticks: list[tuple[float, str]] = [(day, str(day) if day else _("0 days")) for day in days]
    return [*ticks, (end, f"{end}+")] if gathered else ticks


def days_name(day: int, *, more: bool) -> str:
    """`1 working day`, `30 or more working days`."""
    return _("{day} or more working days", day=day) if more else formatting.days(day)


def banded_bars(
    rows: Sequence[Row], *, case: tuple[str, str] = NN_("case", "cases"), in_time: str | None = None
) -> Plot | None:
    """One bar a band, the late part of it in orange and labelled in words, or None without a case.

    Rows: `label` (of one or two lines), `cases`; optional `name` (the whole of it, for the hover), `late` (how many of
    the cases), `link`. `case` is what is counted,
    once and more often; `in_time` what is said of those that are not late, if anything.
    """
    if not any(row["cases"] for row in rows):
        return None
    cases = [row["cases"] or 0 for row in rows]
    late = [row.get("late") or 0 for row in rows]
    late_word = _("overdue")
    labels = [
        over_bar(place, count, *band_lines(count, over, late_word))
        for place, (count, over) in enumerate(zip(cases, late, strict=True))
        if count
    ]
    names, whole = ([str(row.get(key) or row["label"]) for row in rows] for key in ("label", "name"))
    parts = Parts(names, cases, late, [row.get("link") for row in rows], whole)
    return banded(parts, Words(case, _("in time") if in_time is None else in_time, late_word), labels, room=1.2)


def band_lines(count: int, over: int, late_word: str) -> list[Line]:
    """`12`, and under it how many of them are late."""
    words = _("all {late_word}", late_word=late_word) if over == count else f"{formatting.number(over)} {late_word}"
    total = (Run(formatting.number(count), bold=True),)
    return [total, (Run(words, colour="late_text"),)] if over else [total]


@dataclass(frozen=True)
class Parts:
    """Bars in two parts: their names, how many cases each has, how many of these are late, where it leads, and what it
    is called where there is more room."""

    names: Sequence[str]
    cases: Sequence[int]
    late: Sequence[int]
    links: Sequence[str | None] = ()
    whole: Sequence[str] = ()


@dataclass(frozen=True)
class Words:
    """What is counted, once and more often, and what is said of each part."""

    case: tuple[str, str]
    in_time: str
    late: str


def banded(bars: Parts, words: Words, labels: Sequence[Label], *, room: float = 1.08, **more: Any) -> Plot:
    """Bars in two parts, in time and late; `room` is how far the axis reaches beyond the highest."""
    in_time = [count - over for count, over in zip(bars.cases, bars.late, strict=True)]
    series = [part(bars, in_time, words.case, words.in_time, SERIES[0])]
    if any(bars.late):
        series.append(part(bars, bars.late, words.case, words.late, "late"))
    axis = value_axis(max(bars.cases) * room, unit="count")
    return standing(bars.names, series, axis, Written("count", 0), labels=labels, stacking="stacked", **more)


def part(bars: Parts, values: Sequence[int], case: tuple[str, str], word: str, colour: Colour) -> Series:
    """One part of each bar."""
    texts = [f"{formatting.plural(value, *case)} {word}".rstrip() for value in values]
    return Series(
        word.capitalize(),
        "bars",
        tuple(values),
        (colour,) * len(values),
        texts=tuple(texts),
        hovers=tuple(zip(bars.whole or bars.names, texts, strict=True)),
        links=tuple(bars.links),
        width=0.86 if len(values) > MANY else 0.72,
    )


def standing(
    names: Sequence[str],
    series: Sequence[Series],
    axis: Axis,
    how: Written,
    *,
    labels: Sequence[Label] = (),
    references: Sequence[Reference] = (),
    ticks: Sequence[tuple[float, str]] = (),
    right: int = RIGHT,
    **more: Any,
) -> Plot:
    """Upright bars with these names under them, or with names at these ticks alone; `more` is what else a plot has."""
    shown = ticks or tuple(enumerate(names))
    # on a phone a bar's place is what it has of the plot, where every bar is named
    slot = (theme.NARROW_WIDTH - LEFT_ROOM - right) / (len(names) if len(shown) == len(names) else 1)
    broken = [(at, wrapped(text, 0) if text_width(text) > slot else text) for at, text in shown]
    wide, narrow = (
        Frame(
            theme.CHART_HEIGHT,
            (TOP, right, BOTTOM, 0),
            Axis(padded(len(names), width_of(is_narrow) - right), tuple(placed)),
            axis,
            tuple(labels),
        )
        for is_narrow, placed in ((False, shown), (True, broken))
    )
    return Plot(
        upright=True,
        categories=tuple(name.replace("\n", " ") for name in names),
        series=tuple(series),
        wide=wide,
        narrow=narrow,
        references=tuple(references),
        **how.numbers(series),
        **more,
    )


def over_bar(place: float, value: float, *lines: Line) -> Label:
    """A label that stands on a bar."""
    return Label(lines, place, value, horizontal="center", vertical="bottom")


def deadline_label(deadline: int, end: int) -> Label:
    """The deadline in words over the plot, beside its line where there is room."""
    right = deadline <= end * 0.6
    return Label(
        one_line(_("Deadline {deadline} working days", deadline=deadline)),
        deadline + 0.5,
        1,
        y_is_share=True,
        horizontal="left" if right else "right",
        vertical="bottom",
        shift=(5 if right else -5, 0),
    )


def late_label(cases: Sequence[int], late: Sequence[int], late_word: str) -> Label:
    """How many were late, in words over the late bars."""
    places = [place for place, count in enumerate(late) if count]
    room = places[0] < len(late) * 0.6  # at the right of the first late bar
    highest = max(cases)
    return Label(
        one_line(
            Run(f"{formatting.number(sum(late))} {late_word}", bold=True),
            _(" of {cases}", cases=formatting.number(sum(cases))),
        ),
        max(places[0] - 0.5, 0) if room else places[-1] + 0.5,
        max(*late, highest * 0.25) + highest * 0.06,
        horizontal="left" if room else "right",
        vertical="bottom",
        shift=(5 if room else 0, 0),
        colour="late_text",
    )


def year_bars(
    rows: Sequence[Row],
    *,
    unit: str = "percent",
    decimals: int = 1,
    target: float | None = None,
    target_label: str = "",
    whole: bool = True,
) -> Plot | None:
    """One bar a year for the same quarter, this year's strong and earlier ones pale, or None without a value.

    Rows: `label` (2019/20), `value`; optional `cases`, `published`, `current` (else the last one), `link`. An axis
    of percentages runs to 100 unless `whole` is False.
    """
    values = [row["value"] for row in rows if row["value"] is not None]
    if not values:
        return None
    how = Written(unit, decimals)
    names = [str(row["label"]) for row in rows]
    labels, references = [], []
    if target is not None:
        text = how.target(target, target_label)
        labels.append(Label(one_line(text), 1, target, x_is_share=True, shift=(5, 0)))
        references.append(Reference(target, -0.5, len(rows) - 0.5, label=text))
    axis = value_axis(max(*values, target or 0), unit=unit, bottom=min(values), whole=whole)
    return standing(
        names, [years(rows, names, how)], axis, how,
        labels=labels, references=references, right=TARGET_RIGHT if labels else RIGHT, over_time=True,
    )  # fmt: skip


def years(rows: Sequence[Row], names: Sequence[str], how: Written) -> Series:
    """A bar a year, its value at its foot, where no target line crosses it."""
    current = [bool(row.get("current", place == len(rows) - 1)) for place, row in enumerate(rows)]
    texts = [how.cases(row) for row in rows]
    return Series(
        "",
        "bars",
        tuple(row["value"] for row in rows),
        tuple(SERIES[0] if now else "tint" for now in current),
        texts=tuple(texts),
        hovers=tuple((name, text, *published_words(row)) for name, text, row in zip(names, texts, rows, strict=True)),
        links=tuple(row.get("link") for row in rows),
        width=0.82,
        written=tuple(
            (Run(how.short(row["value"]), bold=now), *revised_run(row)) if row["value"] is not None else ()
            for row, now in zip(rows, current, strict=True)
        ),
    )
