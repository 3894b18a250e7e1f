"""Figures over names: bars and dots ranked, and bars in pairs. Names stand at the left edge; narrow, over the bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from textwrap import wrap

from dashboard.basics import formatting
from dashboard.basics.languages import _
from dashboard.figures import theme
from dashboard.figures.frame import (
    Row,
    Written,
    nice_ticks,
    published_words,
    revised_run,
    text_width,
    widest,
    width_of,
    wrapped,
)
from dashboard.figures.plot import Axis, Frame, Label, Line, Plot, Reference, Run, Series, Stacking, one_line
from dashboard.figures.theme import SERIES, Colour

TOP, BOTTOM = 22, 6
MOST_ROWS = 12
MOST_WRAPPED = 8
LEAST_SLOTS = 6  # few bars do not swell to fill the card, which is as high as its neighbour; they stand at its top
NARROW_SLOTS = 3  # below each other, there is no neighbour: as high as the bars, or as a bar's label
WRAP = 26
LONGEST_NAME = 34
NARROW_LONGEST = 57  # of a name that has a line to itself
LONGEST_START = 0.55
BREATH = 1.02
NARROW_PITCH = 42
WIDTH, NARROW_WIDTH = 0.62, 0.44
KEY_GAP = "   "
OWN, DOT = 15, 11


def ranked_bars(
    rows: Sequence[Row],
    *,
    unit: str = "percent",
    decimals: int = 1,
    target: float | None = None,
    target_label: str = "",
    limit: int = MOST_ROWS,
) -> Plot | None:
    """One bar a name in the order given, with value and cases at the right, or None without a value.

    Negative values are drawn to the left of zero.

    Rows: `label`, `value`; optional `of` (cases behind it), `low` and `high` (95% interval), `link` (query
    string the bar leads to), `few` (True of one that cannot be judged, which is pale), `unsure` (True of one that
    cannot be held against the target), `told` (what is said of it, for the hover), `revised` (how it has been, in
    words), `colour` (where it is neither late nor pale). What is below the target is orange, and says so in words.
    Only the first `limit` are drawn; the caller's note says where the others are.
    """
    shown = [row for row in rows if row["value"] is not None][:limit]
    if not shown:
        return None
    how, values = Written(unit, decimals), [row["value"] for row in shown]
    top = 100.0 if unit == "percent" else nice_ticks(0, max(*values, 0))[-1]
    late = [target is not None and not unjudged(row) and row["value"] < target for row in shown]
    written = [value_line(row, how, below) for row, below in zip(shown, late, strict=True)]
    labels, references, aim = [], [], ""
    if target is not None:
        aim = how.target(target, target_label)
        labels.append(target_name(aim, target))
        references.append(Reference(target, -0.7, len(shown) - 0.5, across=False, label=aim))
    ends = (min(min(values) * BREATH, 0), top * BREATH)
    return beside_names(
        names_of(shown), [ranked(shown, late, how, aim)], written, ends, how, labels=labels, references=references
    )


def unjudged(row: Row) -> bool:
    """Whether a row cannot be held against the target."""
    return bool(row.get("few") or row.get("unsure"))


def names_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """The rows' whole names."""
    return tuple(str(row["label"]) for row in rows)


def ranked(rows: Sequence[Row], late: Sequence[bool], how: Written, aim: str = "") -> Series:
    """The bars with their intervals; `aim` is the target's label."""
    texts = [
        how.exact(row["value"]) + of_words(row) + (_(", below target") if below else "")
        for row, below in zip(rows, late, strict=True)
    ]
    known = any(row.get("low") is not None for row in rows)
    return Series(
        "",
        "bars",
        tuple(row["value"] for row in rows),
        tuple(
            "tint" if row.get("few") else "late" if below else row.get("colour", SERIES[0])
            for row, below in zip(rows, late, strict=True)
        ),
        texts=tuple(texts),
        hovers=tuple(
            (str(row["label"]), text, *filter(None, (aim and held_against(aim, row, below), *hints(row, how))))
            for row, text, below in zip(rows, texts, late, strict=True)
        ),
        links=tuple(row.get("link") for row in rows),
        width=WIDTH,
        narrow_width=NARROW_WIDTH,
        low=tuple(row.get("low") for row in rows) if known else (),
        high=tuple(row.get("high") for row in rows) if known else (),
    )


def held_against(aim: str, row: Row, below: bool) -> str:
    """`Target 80%: target met`; of a bar below it, which says so with its value, the target alone."""
    if below:
        return aim
    return _("{target}: {word}", target=aim, word=_("too few cases to say") if unjudged(row) else _("target met"))


def hints(row: Row, how: Written) -> list[str]:
    """What a bar says beyond its value: how sure it is, what is said of it, and that it leads somewhere."""
    sure = (
        [_("95% interval {interval}", interval=formatting.interval(row["low"], row["high"], how.decimals))]
        if row.get("low") is not None
        else []
    )
    told = [str(row["told"])] if row.get("told") else []
    return [*sure, *told, *published_words(row), *([_("Select to look closer")] if row.get("link") else [])]


def of_words(row: Row) -> str:
    """` of 48`, or nothing where the row does not say how many cases it is of."""
    return _(" of {of}", of=formatting.number(row["of"])) if row.get("of") is not None else ""


def value_line(row: Row, how: Written, below: bool) -> Line:
    """`90.2% of 48`, with `below` in words where the bar is orange, and `too few` where it is pale."""
    more = of_words(row) + (_(", below") if below else _(", too few") if row.get("few") else "")
    value = Run(how.short(row["value"]), bold=True)
    return (value, *((Run(more),) if more else ()), *revised_run(row))


def target_name(text: str, target: float) -> Label:
    """The target's label, on top of its line."""
    return Label(
        one_line(text), target, 1, y_is_share=True, horizontal="center", vertical="bottom", size=theme.SMALL_SIZE
    )


def cut(name: str, longest: int = LONGEST_NAME) -> str:
    """A name that fits in one line; the hover and the table have it whole."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def in_two(name: str) -> str:
    """A name in two lines at the most; the hover and the table have whole what has no room in them."""
    shown = wrapped(name, WRAP)
    if max(map(len, shown.split("\n"))) <= LONGEST_NAME:
        return shown
    first, *rest = wrap(name, LONGEST_NAME)
    return f"{first}\n{cut(' '.join(rest))}"


def beside_names(
    names: tuple[str, ...],
    series: Sequence[Series],
    written: Sequence[Line],
    ends: tuple[float, float],
    how: Written,
    *,
    labels: Sequence[Label] = (),
    references: Sequence[Reference] = (),
    stacking: Stacking = "none",
) -> Plot:
    """Marks beside their names, which stand at the card's edge; narrow, each over its mark.

    `written` stands in a column at the right, `ends` are those of the values.
    """
    right = 12 + widest(written)
    column = Series("", "texts", ends[1:] * len(names), (theme.INK,) * len(names), written=tuple(written))
    return Plot(
        upright=False,
        stacking=stacking,
        categories=names,
        series=(*series, column),
        wide=wide_frame(names, ends, right, labels),
        narrow=narrow_frame(names, ends, right, labels),
        references=tuple(references),
        **how.numbers(series),
    )


def wide_frame(names: Sequence[str], ends: tuple[float, float], right: int, labels: Sequence[Label]) -> Frame:
    """Names at the left of their marks."""
    count = len(names)
    # Many bars stand too close for names of two lines.
    shown = [in_two(name) if count <= MOST_WRAPPED else cut(name) for name in names]
    longest = max(text_width(line, theme.TEXT_SIZE) for name in shown for line in name.split("\n"))
    start = min((longest + 10) / (width_of(narrow=False) - right), LONGEST_START)
    rows = Axis((count - 0.5, -0.7), tuple(enumerate(shown)), top_part(count, max(count, LEAST_SLOTS), 0.2))
    return Frame(theme.CHART_HEIGHT, (TOP, right, BOTTOM, 0), Axis(ends, domain=(start, 1)), rows, tuple(labels))


def narrow_frame(names: Sequence[str], ends: tuple[float, float], right: int, labels: Sequence[Label]) -> Frame:
    """Names over their marks, each in one line, and no higher than these need; a target's line passes behind them."""
    count = len(names)
    over = [
        Label(
            one_line(cut(name, NARROW_LONGEST)),
            0,
            place - 0.25,
            x_is_share=True,
            vertical="bottom",
            covers=True,
            flush=True,
        )
        for place, name in enumerate(names)
    ]
    slots = max(count, NARROW_SLOTS)
    height = NARROW_PITCH * (slots + 1) + TOP + BOTTOM
    rows = Axis((count - 0.5, -0.8), domain=top_part(count, slots, 0.3))
    return Frame(height, (TOP, right, BOTTOM, 0), Axis(ends), rows, (*labels, *over))


def top_part(count: int, slots: int, more: float) -> tuple[float, float]:
    """The upper part of the plot that so many marks of so many take, and a little more."""
    return 1 - (count + more) / (slots + more), 1


def paired_bars(
    rows: Sequence[Row],
    *,
    now_label: str,
    before_label: str,
    unit: str = "count",
    decimals: int = 0,
    between: str = "",
    limit: int = 8,
) -> Plot | None:
    """For each name a strong bar for now over a pale one for before, or None without a value.

    `between` is the word between the two values: `12 from 9`, `£2m of £3m`.

    Rows: `label`, `now`, `before` (either may be None); optional `link`. The first `limit` are drawn.
    """
    shown = [row for row in rows if row["now"] is not None or row["before"] is not None][:limit]
    if not any(row["now"] or row["before"] for row in shown):
        return None
    how, values = Written(unit, decimals), [row[field] for row in shown for field in ("now", "before")]
    top = nice_ticks(0, max(value for value in values if value is not None))[-1]
    written: list[Line] = [
        (Run(how.short(row["now"]), bold=True), Run(f" {between or _('from')} {how.short(row['before'])}"))
        for row in shown
    ]
    hovers = [
        (str(row["label"]), f"{now_label}: {how.exact(row['now'])}", f"{before_label}: {how.exact(row['before'])}")
        for row in shown
    ]
    halves = [
        half(shown, "now", now_label, SERIES[0], hovers, how, wide=(-0.36, 0.42), narrow=(-0.24, 0.36)),
        half(shown, "before", before_label, "tint", hovers, how, wide=(0.08, 0.22), narrow=(0.14, 0.16)),
    ]
    key = pair_key(now_label, before_label)
    return beside_names(names_of(shown), halves, written, (0, top * BREATH), how, labels=[key], stacking="overlaid")


def half(
    rows: Sequence[Row],
    field: str,
    name: str,
    colour: Colour,
    hovers: Sequence[tuple[str, ...]],
    how: Written,
    *,
    wide: tuple[float, float],
    narrow: tuple[float, float],
) -> Series:
    """One bar of each pair, placed by offset and width."""
    return Series(
        name,
        "bars",
        tuple(row[field] for row in rows),
        (colour,) * len(rows),
        texts=tuple(how.exact(row[field]) for row in rows),
        hovers=tuple(hovers),
        links=tuple(row.get("link") for row in rows),
        offset=wide[0],
        width=wide[1],
        narrow_offset=narrow[0],
        narrow_width=narrow[1],
    )


def pair_key(now_label: str, before_label: str) -> Label:
    """Which bar of a pair is which, over the plot."""
    halves: tuple[tuple[Colour, str], ...] = ((SERIES[0], now_label + KEY_GAP), ("tint", before_label))
    runs = chain.from_iterable((Run("■", colour=colour), Run(f" {name}")) for colour, name in halves)
    return Label(one_line(*runs), 0, 1, x_is_share=True, y_is_share=True, vertical="bottom")


def ranked_dots(rows: Sequence[Row], *, unit: str = "count", decimals: int = 0) -> Plot | None:
    """One dot a name in the order given, the council's own a diamond in bold, or None without a value.

    Rows: `label`, `value`; optional `own` (True for the council's), `when` (the period, for the hover), `link`.
    """
    shown = [row for row in rows if row["value"] is not None]
    if not shown:
        return None
    how, values, own = Written(unit, decimals), [row["value"] for row in shown], [bool(row.get("own")) for row in shown]
    top = nice_ticks(0, max(values))[-1]
    names = names_of(shown)
    texts = [how.exact(value) for value in values]
    written = [(Run(text, bold=bold),) for text, bold in zip(texts, own, strict=True)]
    dots = Series(
        "",
        "dots",
        tuple(values),
        tuple(SERIES[0] if mine else "quiet" for mine in own),
        texts=tuple(texts),
        hovers=tuple(
            (name, text, *([str(row["when"])] if row.get("when") else []))
            for name, text, row in zip(names, texts, shown, strict=True)
        ),
        links=tuple(row.get("link") for row in shown),
        symbols=tuple("diamond" if mine else "circle" for mine in own),
        sizes=tuple(OWN if mine else DOT for mine in own),
    )
    return beside_names(names, [dots], written, (0, top * BREATH), how)
