"""The library of cards from which a declared page chooses: each is a measure, a way of splitting it and a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard import figures
from dashboard.basics import formatting as fmt
from dashboard.catalogue import datasets
from dashboard.catalogue.records import Measure
from dashboard.measures.known import why_not
from dashboard.views.cards import WHOLE, line_card, line_rows, value_column
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.measure import splits
from dashboard.views.pieces import Card, Column, Table
from dashboard.views.scope import about

MOST_SERIES = 4  # more than these in one chart cannot be told apart


def cards(page: DeclaredPage) -> list[Card]:
    """The page's cards in the declaration's order, without those that have nothing to show; no two have one key."""
    found: dict[str, Card] = {}
    for words in page.written.cards:
        card = LIBRARY[words.kind](page, words)
        if card is not None:
            found.setdefault(card.key, replace(card, title=words.title or card.title))
    return list(found.values())


def by_quarter(page: DeclaredPage, words: datasets.Card) -> Card | None:
    """The measure by quarter, as one line or as one for each part."""
    measure = page.measure(words.measure)
    parts = page.loaded[words.by]
    names = parts_shown(page, words.by) if words.by else WHOLE
    if not names:
        return None
    halves = ("Counted", "Out of") if measure.proportion else ("", "")
    return line_card(
        page,
        key=datasets.key_of(words),
        title=f"{measure.short_title}, by {page.period_word}",
        measure=measure,
        parts=parts,
        names=names,
        halves=halves,
        series=page.label(words.by) if words.by else "Series",
        target_of="" if words.by else measure.short_title,
        whole=measure.unit == "percent",
        finding=finding_over_time(page, measure),
        note=page.marks(),
        queries=[query(page)],
    )


def finding_over_time(page: DeclaredPage, measure: Measure) -> str:
    """Where the measure stands and between which values it moved."""
    whole, words = page.loaded[""], page.of(measure.id).words
    known = [(quarter, value) for quarter in page.quarters if (value := whole.value(measure, quarter)) is not None]
    if not known:
        return f"Nothing is known of these {page.period_word}s."
    low, high = min(known, key=lambda item: item[1]), max(known, key=lambda item: item[1])
    last, value = known[-1]
    stands = f"{words(value)} in {last.label}"
    if len(known) == 1 or words(low[1]) == words(high[1]):
        return f"{stands}."
    return (
        f"{stands}; the lowest was {words(low[1])} in {low[0].label}, the highest {words(high[1])} in {high[0].label}."
    )


def by_month(page: DeclaredPage, words: datasets.Card) -> Card | None:
    """The measure in each month of the quarter."""
    return ranked(page, words.model_copy(update={"by": "month"}))


def ranked(page: DeclaredPage, words: datasets.Card) -> Card | None:
    """The parts of the council, or of what is counted, ranked."""
    measure = page.measure(words.measure)
    found = splits.card(page.of(measure.id), words.by)
    if found is None:
        return None
    return replace(found, key=datasets.key_of(words), title=f"{measure.short_title}, {lower(found.title)}")


def stacked(page: DeclaredPage, words: datasets.Card) -> Card | None:
    """What the measure counts, in its parts, by quarter; parts beyond the largest few are shown as one."""
    measure, parts = page.measure(words.measure), page.loaded[words.by]
    names = parts_shown(page, words.by)
    if not names:
        return None
    totals = {code: sum(parts.value(measure, quarter, code) or 0 for quarter in page.quarters) for code in names}
    largest = sorted(names, key=lambda code: -totals[code])[
        : MOST_SERIES if len(names) <= MOST_SERIES else MOST_SERIES - 1
    ]
    shown = [code for code in names if code in largest]
    rest = [code for code in names if code not in largest]
    rows: list[dict[str, Any]] = []
    for quarter in page.quarters:
        values = {code: parts.value(measure, quarter, code) for code in names}
        known = [value for value in values.values() if value is not None]
        rows.append(
            {
                **values,
                "others": sum(values[code] or 0 for code in rest) if known else None,
                "total": sum(known) if known else None,
                "quarter": quarter,
                "period": quarter.label,
                "link": page.quarter_link(quarter),
            }
        )
    series = [(code, names[code]) for code in shown] + ([("others", "Others")] if rest else [])
    label = page.label(words.by)
    return Card(
        key=datasets.key_of(words),
        title=f"{measure.short_title}, by {lower(label)} and {page.period_word}",
        finding=largest_part(page, measure, names, words.by),
        figure=figures.stacked_bars(rows, parts=tuple(series)),
        table=Table.linked(
            (
                Column("period", page.period_word.capitalize()),
                *(Column(code, name, value_column(measure).kind) for code, name in names.items()),
                Column("total", "Together", value_column(measure).kind),
            ),
            reversed(rows),
        ),
        about=about(measure, query(page)),
    )


def largest_part(page: DeclaredPage, measure: Measure, names: Mapping[str, str], by: str) -> str:
    """The largest part of the quarter on show; of several as large, that they are."""
    values = {code: page.loaded[by].value(measure, page.quarter, code) or 0 for code in names}
    total, most = sum(values.values()), max(values.values(), default=0)
    if not total:
        return f"Nothing is known of {page.quarter.label}."
    words, largest = page.of(measure.id).words, [names[code] for code, value in values.items() if value == most]
    together = f" of {words(total)}" if measure.nature != "rate" else ""
    return f"{fmt.listed(largest)} {'has' if len(largest) == 1 else 'have'} the most, {words(most)}{together}."


def bars_and_line(page: DeclaredPage, words: datasets.Card) -> Card | None:
    """Two counts by quarter: one as bars, the other as a line."""
    bars, line = page.measure(words.measure), page.measure(words.line or words.measure)
    whole = page.loaded[""]
    rows = [
        {
            "quarter": quarter,
            "period": quarter.label,
            "bar": whole.value(bars, quarter),
            "line": whole.value(line, quarter),
            "published": page.published(bars.id, quarter),
            "link": page.quarter_link(quarter),
        }
        for quarter in page.quarters
    ]
    finding = f"{why_not(page.data, bars, page.filters) or f'No extract has been loaded for {page.quarter.label}'}."
    now = [(one, whole.value(one, page.quarter)) for one in (bars, line)]
    if now[0][1] is not None:
        said = [f"{page.of(one.id).words(value)} {lower(one.short_title)}" for one, value in now if value is not None]
        finding = f"{fmt.listed(said)} in {page.quarter.label}."
    return Card(
        key=datasets.key_of(words),
        title=f"{bars.short_title} and {lower(line.short_title)}",
        finding=finding,
        figure=figures.bars_and_line(rows, bars=bars.short_title, line_name=line.short_title),
        table=Table.linked(
            (
                Column("period", page.period_word.capitalize()),
                Column("bar", bars.short_title, value_column(bars).kind, bars.decimals),
                Column("line", line.short_title, value_column(line).kind, line.decimals),
            ),
            reversed(rows),
        ),
        about=about(bars, query(page), extra=line.definition),
    )


def same_quarter(page: DeclaredPage, words: datasets.Card) -> Card | None:
    """The same quarter over the years."""
    measure, quarter = page.measure(words.measure), page.quarter
    if quarter.kind != "quarter":
        return None
    rows = line_rows(page, measure, page.loaded[""], WHOLE, [quarter - 4 * back for back in range(4, -1, -1)])
    while rows and rows[0]["value"] is None:
        rows.pop(0)
    if not rows:
        return None
    say = page.of(measure.id).words
    known = [f"{say(row['value'])} in {row['label']}" for row in reversed(rows) if row["value"] is not None]
    return Card(
        key=datasets.key_of(words),
        title=f"{measure.short_title}, Q{quarter.number} over the years",
        finding=f"{known[0]}{', against ' + fmt.listed(known[1:]) if known[1:] else '; no earlier year is loaded'}.",
        figure=figures.year_bars(
            rows,
            unit=measure.unit,
            decimals=measure.decimals,
            target=page.loaded[""].target(measure, quarter)[0],
            whole=measure.unit == "percent",
        ),
        table=Table.linked((Column("period", "Quarter"), value_column(measure)), reversed(rows)),
        about=about(measure, query(page)),
    )


def parts_shown(page: DeclaredPage, by: str) -> dict[str, str]:
    """The values of a dimension that occur in the quarters on show, with their labels, in the catalogue's order."""
    present = set(page.loaded[by].names(page.quarters)) - {""}
    return page.data.words(page.dataset, by, present)


def query(page: DeclaredPage) -> str:
    """The query behind every card."""
    return f"{page.dataset}_components"


def lower(text: str) -> str:
    """The text inside a sentence: its first letter small, unless the word is all capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


LIBRARY: Mapping[str, Callable[[DeclaredPage, datasets.Card], Card | None]] = {
    "by quarter": by_quarter,
    "by month": by_month,
    "ranked": ranked,
    "stacked": stacked,
    "bars and line": bars_and_line,
    "same quarter": same_quarter,
}
