"""The library of cards from which a declared page chooses: each is a measure, a way of splitting it and a picture.

A card's finding, where its theme has one of its own, gets the card's rows; without words the card is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _, n_
from dashboard.basics.quarters import Period, month_id, month_label
from dashboard.catalogue import datasets
from dashboard.catalogue.datasets import PLACE
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Components
from dashboard.measures.known import why_not
from dashboard.measures.revisions import revised_words
from dashboard.views import unequal
from dashboard.views.cards import (
    WHOLE,
    highest_first,
    line_card,
    line_rows,
    lowest_first,
    of_words,
    rank_card,
    rank_rows,
    revised_column,
    value_column,
)
from dashboard.views.declared.funnel import compared, funnel
from dashboard.views.declared.own import Finding, Own, Picture, Row
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.declared.tables import asked_for, column, listed
from dashboard.views.measure import most, side_by_side, splits
from dashboard.views.pieces import About, Card, Column, Table
from dashboard.views.scope import about

MOST_SERIES = 4  # more than these in one chart cannot be told apart
Said = Finding[Any] | None


def cards(page: DeclaredPage, own: Own[Any], declared: Sequence[datasets.Card]) -> list[Card]:
    """These cards in their order, without those that have nothing to show; of several with one key the first."""
    found: dict[str, Card] = {}
    for words in declared:
        key = datasets.key_of(words)
        if key in found:
            continue
        card = own_card(page, words, own) if words.own else drawn(page, words, own.findings.get(key))
        if card and card.finding:
            found[key] = own.finished[key](page, card) if key in own.finished else card
    return list(found.values())


def in_order(words: datasets.PageWords) -> tuple[str, ...]:
    """The keys of every card that some state of the page has; those that compare places follow the last one that ranks
    them by the lead measure, or else the first card."""
    declared = list(dict.fromkeys(datasets.key_of(one) for one in words.cards))
    ranked = [datasets.key_of(one) for one in words.cards if one.by in PLACE and one.measure == words.lead]
    after = 1 + max(map(declared.index, ranked), default=0)
    return (*declared[:after], *side_by_side.KEYS.values(), *declared[after:])


def whole_page(page: DeclaredPage, own: Own[Any]) -> tuple[Card, ...]:
    """All cards of the page, in their order: those declared, and those that set places side by side."""
    found = [*cards(page, own, page.written.cards), *side_by_side.cards(page)]
    order = in_order(page.written)
    return tuple(sorted(found, key=lambda card: order.index(card.key)))


def own_card(page: DeclaredPage, words: datasets.Card, own: Own[Any]) -> Card | None:
    """A card of the theme's own: whole, or what it shows in the frame that its declaration gives it."""
    shown = own.cards[words.own](page)
    if not isinstance(shown, Picture):
        return shown
    measure, rows = page.measure(words.measure) if words.measure else page.focus, tuple(shown.rows)
    definition, asked = page.fill(words.about), words.query or query(page)
    its_own = About(definition, words.counted, words.out_of, (asked,))
    known = (one for one in words.columns if not one.where_known or any(row.get(one.of) is not None for row in rows))
    columns = tuple(column(page, measure, one) for one in known)
    return Card(
        key=words.own,
        title=page.fill(words.title),
        finding=shown.finding,
        figure=shown.figure,
        table=Table(columns, rows, tuple(row.get("link") for row in rows)),
        about=shown.about or (about(measure, asked, extra=definition) if words.measure else its_own),
        note=f"{with_marks(page, page, measure, words.note)} {shown.note}".strip(),
        wide=words.wide,
        council_wide=measure.dataset != page.dataset,
    )


def drawn(page: DeclaredPage, words: datasets.Card, said: Said) -> Card | None:
    """A card out of the library, with the declaration's title and note and what it adds to the definition; none about
    another dataset that the council has not."""
    its = page.scope_of(words)
    card = LIBRARY[words.kind or "by quarter"](its, words, said) if its is page or page.has(its.dataset) else None
    if card is None:
        return None
    origin = replace(card.about, definition=f"{card.about.definition} {page.fill(words.about)}".strip())
    note = f"{with_marks(page, its, its.measure(words.measure), words.note)} {card.note.strip()}".strip()
    subject = "" if said else its.measure(words.measure).title
    return replace(card, title=page.fill(words.title) or card.title, note=note, about=origin, subject=subject)


def with_marks(page: DeclaredPage, its: DeclaredPage, measure: Measure, note: str) -> str:
    """A card's note; where it says what points mean, all quarters of `its` scope are looked through to tell."""
    return page.fill(note, **({"marks": its.marks_of(measure)} if "{marks}" in note else {}))


def by_quarter(page: DeclaredPage, words: datasets.Card, said: Said) -> Card | None:
    """The measure by quarter, as one line or as one for each part, in small panels where the card says so: those
    filtered by first, each with the target that it has by itself."""
    measure = page.measure(words.measure)
    names = led(page, words.by) if words.by else WHOLE
    if not names:
        return None
    leading = [names[part] for part in page.filters.get(words.by, ()) if part in names]
    each = words.panels or words.by == page.judged_by
    judged = (measure.short_title,) if not words.by else names.values() if each else ()

    def finding(rows: Sequence[Row]) -> str:
        of_kind = [row for row in rows if row["quarter"].kind == page.quarter.kind]
        return said(page, of_kind) if said else finding_over_time(page, measure)

    return line_card(
        page,
        key=datasets.key_of(words),
        title=_("{short_title}, by {period_word}", short_title=measure.short_title, period_word=page.period_word),
        measure=measure,
        parts=page.loaded[words.by],
        names=names,
        order=leading,
        halves=words.halves or ((_("Counted"), _("Out of")) if measure.proportion else ("", "")),
        series=page.label(words.by) if words.by else _("Series"),
        judged=judged,
        whole=measure.unit == "percent" and words.whole,
        panels=words.panels,
        finding=finding,
        note="" if words.note else page.marks(),
        queries=[query(page)],
    )


def led(page: DeclaredPage, by: str) -> dict[str, str]:
    """The parts on show, that first which stands for the whole."""
    names, judged = page.parts_shown(by), page.data.judged(page.dataset)
    first = judged.stands_for if judged and judged.by == by else ""
    return dict(sorted(names.items(), key=lambda item: item[0] != first))


def finding_over_time(page: DeclaredPage, measure: Measure) -> str:
    """Where the measure stands and between which values it moved; nothing of one beside the lead that is not
    known."""
    whole = page.loaded[""]
    known = [(quarter, value) for quarter in page.quarters if (value := whole.value(measure, quarter)) is not None]
    if not known:
        return (
            _("Nothing is known of these {period_words}.", period_words=page.period_words)
            if measure.id == page.focus.id
            else ""
        )
    low, high = min(known, key=lambda item: item[1]), max(known, key=lambda item: item[1])
    last, value = known[-1]
    lowest, highest = page.say(measure, low[1]), page.say(measure, high[1])
    stands = _("{say} in {last}", say=page.say(measure, value), last=last.label)
    if len(known) == 1 or lowest == highest:
        return f"{stands}."
    return _(
        "{stands}; the lowest was {lowest} in {when_lowest}, the highest {highest} in {when_highest}.",
        stands=stands,
        lowest=lowest,
        when_lowest=low[0].label,
        highest=highest,
        when_highest=high[0].label,
    )


def by_month(page: DeclaredPage, words: datasets.Card, said: Said) -> Card | None:
    """The measure in each month of the quarter."""
    title = _("{short_title}, by month, {when}", short_title=page.measure(words.measure).short_title, when=page.when)
    return None if page.state.month else of_months(page, words, said, title)


def months(page: DeclaredPage, words: datasets.Card, said: Said) -> Card | None:
    """The months of the quarter for the service chosen: the last step of the way down."""
    return (
        of_months(page, words, said, _("Months of {quarter}", quarter=page.quarter.label)) if page.one_service else None
    )


def of_months(page: DeclaredPage, words: datasets.Card, said: Said, title: str) -> Card | None:
    """The months in order; the extract of a half-year or year knows none."""
    if page.quarter.kind != "quarter":
        return None
    names = {month_id(month): month_label(month) for month in page.quarter.months}
    links = {key: page.to(month=key) for key in names}
    rows = with_bars(words, rank_rows(page, page.measure(words.measure), page.by_month, links, names))
    return of_parts(page, words.model_copy(update={"by": "month"}), said, title, rows)


def ranked(page: DeclaredPage, words: datasets.Card, said: Said) -> Card | None:
    """The parts of the council, or of what is counted, those to look at first on top; none where one is chosen, unless
    it may stand alone."""
    one = splits.one_chosen(page, words.by) or (words.by == "service" and page.one_service)
    if one and not words.alone:
        return None
    measure, names = page.measure(words.measure), splits.labels(page, words.by)
    links = {part: None if one else splits.link(page, words.by, part) for part in names}
    rows = with_bars(words, rank_rows(page, measure, page.in_quarter[words.by], links, names))
    usual = "lowest first" if measure.polarity == "higher" else "highest first"
    rows = lowest_first(rows) if (words.order or usual) == "lowest first" else highest_first(rows)
    if splits.is_held(measure, words.by):
        rows = splits.held(page, measure, rows)
        rows = unequal.last_those_too_few(rows) if words.order else unequal.first_those_outside(rows, measure.polarity)
    by = _(splits.WORDS.get(words.by, words.by))
    return of_parts(
        page,
        words,
        said,
        _("{short_title}, by {by}, {when}", short_title=measure.short_title, by=by, when=page.when),
        rows,
    )


def of_parts(page: DeclaredPage, words: datasets.Card, said: Said, title: str, rows: list[Row]) -> Card | None:
    """Parts in the order given. The library's own finding compares, and so needs two of which one is not zero, unless
    one may stand alone."""
    measure, by = page.measure(words.measure), words.by
    one = page.of(measure.id)
    if not said and (len(rows) < (1 if words.alone else 2) or not any(row["value"] for row in rows)):
        return None
    for row in rows:
        row["of"] = row["of"] if measure.proportion else None
    asked_for(page, measure, page.by_month if by == "month" else page.in_quarter[by], rows, words.columns)
    told = (unequal.COLUMN,) if splits.is_held(measure, by) else ()
    columns = (Column("label", page.label(by)), *listed(page, measure, words.columns, rows), *told)
    judged = by in splits.JUDGED and measure.nature == "rate"
    return rank_card(
        key=datasets.key_of(words),
        title=title,
        measure=measure,
        rows=rows,
        how=page.judging,
        columns=columns if words.columns else splits.columns(one, by, held=splits.is_held(measure, by)),
        target=page.over_time.target(measure, page.quarter)[0] if judged else None,
        finding=said(page, rows) if said else compared(page, words, rows),
        queries=[query(page)],
        drawn=with_room(rows) if words.bars else None,
    )


def with_bars(words: datasets.Card, rows: list[Row]) -> list[Row]:
    """The parts with another column of the cube as their value; those that have nothing in any column are left out."""
    if not words.bars:
        return rows
    names = (words.bars, *(one.of for one in words.columns))
    return [
        {**row, "value": row[words.bars] or 0, "revised": None} for row in rows if any(row.get(name) for name in names)
    ]


def with_room(rows: Sequence[Row]) -> list[Row]:
    """The parts that are not zero, as many as a chart has room for: the last one too where it is below zero."""
    found, most = [row for row in rows if row["value"]], figures.ranked.MOST_ROWS
    return [*found[: most - 1], found[-1]] if len(found) > most and found[-1]["value"] < 0 else found[:most]


def stacked(page: DeclaredPage, words: datasets.Card, said: Said) -> Card | None:
    """What the measure counts, in its parts, by quarter: columns of the cube, or a dimension's values, of which those
    beyond the largest few, or those declared to go together, are shown as one. No share stands above parts chosen."""
    measure, split = page.measure(words.measure), not words.parts
    names = parts_of(page, words) if split else {one.of: column(page, measure, one).label for one in words.parts}
    if not names:
        return None
    rows = [stacked_row(page, words, measure, names, quarter) for quarter in page.quarters]
    rest = as_one(words, names, rows)
    for row in rows:
        row["others"] = sum(row[code] or 0 for code in rest) if row["total"] is not None else None
    series = [(code, name) for code, name in names.items() if code not in rest]
    series += [("others", together(words, [names[code] for code in rest]))] if rest else []
    rate = page.measure(words.above.of) if words.above and not page.filters.get(words.by) else None
    rated = page.fill(words.above.label) or rate.short_title if words.above and rate else ""
    kind = column(page, measure, words.parts[0]).kind if words.parts else value_column(measure).kind
    columns = listed(page, measure, words.columns, rows)
    if split and not words.columns:
        columns = (Column("total", _("Together"), kind),)
    return Card(
        key=datasets.key_of(words),
        title=_(
            "{short_title}, by {label} and {period_word}",
            short_title=measure.short_title,
            label=fmt.lower(page.label(words.by)),
            period_word=page.period_word,
        ),
        finding=said(page, rows) if said else largest_part(page, measure, names, words.by),
        figure=figures.stacked_bars(
            rows,
            parts=tuple(series),
            quiet=[one.of for one in words.parts if one.quiet],
            unit="gbp" if kind == "gbp" else "count",
            above="rate" if rate else "",
            above_label=rated,
        ),
        table=Table.linked(
            (
                Column("period", page.period_word.capitalize()),
                *(Column(code, name, kind) for code, name in names.items()),
                *columns,
                *([replace(value_column(rate, rated), key="rate")] if rate else []),
                *revised_column(rows),
            ),
            reversed(rows),
        ),
        about=about(measure, query(page), extra=rate.definition if rate and rate is not measure else ""),
    )


def parts_of(page: DeclaredPage, words: datasets.Card) -> Mapping[str, str]:
    """The parts that occur in the quarters on show; where some go together, all that there are or that are chosen, so
    that each keeps its colour."""
    if not words.together:
        return page.parts_shown(words.by)
    catalogue, chosen = page.data.catalogue, page.filters.get(words.by)
    every = page.offer.words(words.by) or catalogue.codes(page.dataset, words.by)
    return {one: catalogue.label(page.dataset, words.by, one) for one in every if not chosen or one in chosen}


def as_one(words: datasets.Card, names: Mapping[str, str], rows: Sequence[Row]) -> list[str]:
    """The parts that are shown as one: those that go together where there are several, else those beyond the largest
    few where they are a dimension's values."""
    if words.together:
        apart = [code for code in names if code not in words.together.of]
        found = [code for code in names if code in words.together.of or code in apart[MOST_SERIES - 1 :]]
        return found if len(found) > 1 else []
    if words.parts or len(names) <= MOST_SERIES:
        return []
    totals = {code: sum(row[code] or 0 for row in rows) for code in names}
    largest = sorted(names, key=lambda code: -totals[code])[: MOST_SERIES - 1]
    return [code for code in names if code not in largest]


def together(words: datasets.Card, names: Sequence[str]) -> str:
    """What parts are called that are shown as one; of those that a council has added each by its name."""
    if words.together and len(names) > len(words.together.of):
        return fmt.listed([names[0], *(fmt.lower(name) for name in names[1:])])
    return words.together.label if words.together else _("Others")


def stacked_row(
    page: DeclaredPage, words: datasets.Card, measure: Measure, names: Mapping[str, str], quarter: Any
) -> Row:
    """One quarter's values in these parts."""
    row, parts = page.over_time.row(quarter), page.loaded[words.by]
    values = {code: (row and row[code]) if words.parts else parts.value(measure, quarter, code) for code in names}
    known = [value for value in values.values() if value is not None]
    above = page.measure(words.above.of) if words.above else None
    rate, *halves = page.over_time.halves(above, quarter) if above else (None, None, None)
    return {
        **({one.of: row and row[one.of] for one in words.columns}),
        **values,
        "total": sum(known) if known else None,
        "rate": rate,
        "above_cases": of_words(above, *halves) if above else "",
        "quarter": quarter,
        "period": quarter.label,
        "published": page.published(measure.id, quarter, parts.area) if words.parts else None,
        "revised": revised(page.over_time, quarter, measure),
        "link": page.quarter_link(quarter),
    }


def revised(parts: Components, quarter: Period, *measures: Measure) -> str | None:
    """How each of these has been revised, by its name; None where none has."""
    found = [(one, revised_words(parts, one, quarter)) for one in dict.fromkeys(measures)]
    return "; ".join(f"{one.short_title}: {words}" for one, words in found if words) or None


def largest_part(page: DeclaredPage, measure: Measure, names: Mapping[str, str], by: str) -> str:
    """The largest part of the quarter on show; of counts the one that is so beyond chance."""
    values = {code: page.loaded[by].value(measure, page.quarter, code) or 0 for code in names}
    total, highest = sum(values.values()), max(values.values(), default=0)
    if not total:
        return _("Nothing is known of {quarter}.", quarter=page.quarter.label)
    if measure.unit == "count":
        rows = [{"label": names[code], "value": value} for code, value in values.items()]
        return page.not_the_month + most.finding(page.of(measure.id), rows, by, _(splits.WORDS.get(by, by)))
    largest = [names[code] for code, value in values.items() if value == highest]
    together = _(" of {say}", say=page.say(measure, total)) if measure.nature != "rate" else ""
    return n_(
        "{largest} has the most, {say}{together}.",
        "{largest} have the most, {say}{together}.",
        len(largest),
        largest=fmt.listed(largest),
        say=page.say(measure, highest),
        together=together,
    )


def bars_and_line(page: DeclaredPage, words: datasets.Card, said: Said) -> Card | None:
    """Two counts by quarter, one as bars, the other as a line: two measures, or two columns of the cube (`parts`)."""
    bars, line = page.measure(words.measure), page.measure(words.line or words.measure)
    whole = page.loaded[""]
    both_columns = [column(page, bars, one) for one in words.parts] or [value_column(bars), value_column(line)]
    rows: list[Row] = [
        {
            **(whole.row(quarter) or dict.fromkeys(one.of for one in words.columns)),
            "quarter": quarter,
            "period": quarter.label,
            **dict(zip(("bar", "line"), two_counts(words, whole, (bars, line), quarter), strict=True)),
            "published": page.published(bars.id, quarter, whole.area),
            "revised": revised(whole, quarter, bars, line),
            "link": page.quarter_link(quarter),
        }
        for quarter in page.quarters
    ]
    return Card(
        key=datasets.key_of(words),
        title=_("{bars} and {line}", bars=bars.short_title, line=fmt.lower(line.short_title)),
        finding=said(page, rows) if said else both(page, bars, line),
        figure=figures.bars_and_line(rows, bars=both_columns[0].label, line_name=both_columns[1].label),
        table=Table.linked(
            (
                Column("period", page.period_word.capitalize()),
                *(replace(one, key=key) for key, one in zip(("bar", "line"), both_columns, strict=True)),
                *listed(page, bars, words.columns, rows),
                *revised_column(rows),
            ),
            reversed(rows),
        ),
        about=about(bars, query(page), extra=line.definition if words.line else ""),
    )


def two_counts(
    words: datasets.Card, whole: Components, measures: Sequence[Measure], quarter: Period
) -> list[float | None]:
    """What bar and line are in a quarter."""
    if not words.parts:
        return [whole.value(one, quarter) for one in measures]
    row = whole.row(quarter)
    return [row[one.of] if row else None for one in words.parts]


def both(page: DeclaredPage, bars: Measure, line: Measure) -> str:
    """Both counts of the quarter."""
    now = [(one, page.loaded[""].value(one, page.quarter)) for one in (bars, line)]
    if now[0][1] is None:
        none = _("No extract has been loaded for {quarter}", quarter=page.quarter.label)
        return f"{why_not(page.data, bars, page.filters) or none}."
    said = [f"{page.say(one, value)} {fmt.lower(one.short_title)}" for one, value in now if value is not None]
    return _("{said} in {quarter}.", said=fmt.listed(said), quarter=page.quarter.label)


def same_quarter(page: DeclaredPage, words: datasets.Card, said: Said) -> Card | None:
    """The same quarter over the years."""
    measure, quarter = page.measure(words.measure), page.quarter
    if quarter.kind != "quarter":
        return None
    rows = line_rows(page, measure, page.loaded[""], WHOLE, [quarter - 4 * back for back in range(4, -1, -1)])
    while rows and rows[0]["value"] is None:
        rows.pop(0)
    if not rows and not said:
        return None
    halves = [
        Column(key, name, "count") for key, name in zip(("numerator", "denominator"), words.halves or (), strict=False)
    ]
    return Card(
        key=datasets.key_of(words),
        title=_("{short_title}, Q{number} over the years", short_title=measure.short_title, number=quarter.number),
        finding=said(page, rows) if said else over_the_years(page, measure, rows),
        figure=figures.year_bars(
            rows,
            unit=measure.unit,
            decimals=measure.decimals,
            target=page.loaded[""].target(measure, quarter)[0],
            whole=measure.unit == "percent",
        ),
        table=Table.linked(
            (Column("period", _("Quarter")), *halves, value_column(measure), *revised_column(rows)), reversed(rows)
        ),
        about=about(measure, query(page)),
    )


def over_the_years(page: DeclaredPage, measure: Measure, rows: Sequence[Row]) -> str:
    """The quarter's value beside those of the same quarter in earlier years."""
    known = [
        _("{say} in {label}", say=page.say(measure, row["value"]), label=row["label"])
        for row in reversed(rows)
        if row["value"] is not None
    ]
    return f"{known[0]}{(_(', against ') + fmt.listed(known[1:]) if known[1:] else _('; no earlier year is loaded'))}."


def query(page: DeclaredPage) -> str:
    """The query behind every card."""
    return f"{page.dataset}_components"


LIBRARY: Mapping[str, Callable[[DeclaredPage, datasets.Card, Said], Card | None]] = {
    "by quarter": by_quarter,
    "by month": by_month,
    "ranked": ranked,
    "funnel": funnel,
    "months": months,
    "stacked": stacked,
    "bars and line": bars_and_line,
    "same quarter": same_quarter,
}
