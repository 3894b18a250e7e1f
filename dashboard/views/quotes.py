"""What a council says of its numbers: its newest notes on a measure, on the card that shows the measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.basics import formatting as fmt
from dashboard.basics.paragraphs import Block, blocks
from dashboard.measures.comments import COMMENT, MANAGEMENT_ACTION, Comment, doubt, latest_comments
from dashboard.store.data import Data
from dashboard.views.pieces import Card, Quote, View

KINDS = {COMMENT: "Comment", MANAGEMENT_ACTION: "Management action"}
ENOUGH = 220  # letters that a card shows at once
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(£\d])")


def with_quotes(data: Data, view: View, dataset: str) -> View:
    """The view with the council's newest notes on the cards they are about.

    A note stands once, on the first card of its measure. It stays where a part of the council is chosen, so that
    nothing jumps, and says that it is about the whole. The page of one measure lists all notes itself.
    """
    state = view.state
    if state.measure:
        return view
    judged = data.judged(dataset)
    judged_by = judged.by if judged else ""
    said = latest_comments(data, state.council, state.quarter, basis=state.basis)
    part = bool(state.month) or any(name != judged_by for name, _ in state.chosen)
    return replace(view, cards=tuple(placed(data, state.council, view.cards, said, part))) if said else view


def placed(
    data: Data, council: str, cards: Sequence[Card], said: Mapping[str, list[Comment]], part: bool
) -> Iterator[Card]:
    """The cards, the first of each measure with its notes; `part` says that they show a part of the council."""
    taken: set[str] = set()
    for card in cards:
        measure = card.about.measure
        if measure in said and measure not in taken:
            taken.add(measure)
            yield replace(card, quotes=tuple(quote(one, doubt(data, council, one), part) for one in said[measure]))
        else:
            yield card


def quote(said: Comment, doubted: str, part: bool = False) -> Quote:
    """A note as a card prints it."""
    marks = [f"from {said.period.label}" if said.older else "", "about the whole council" if part else ""]
    start, rest = cut(said.text)
    return Quote(
        heading=heading(said),
        mark=", ".join(filter(None, marks)),
        text=start,
        rest=rest,
        doubt=f"Check this against the figures. {doubted}" if doubted else "",
    )


def heading(said: Comment) -> str:
    """`Comment, Complaints Manager, 11 June 2020`."""
    return f"{KINDS[said.kind]}, {said.author_role}, {fmt.date(said.written_date)}"


def cut(text: str) -> tuple[str, str]:
    """A text in two: the sentences of its first paragraph, or the first points, that a card has room for, and the rest
    with its own paragraphs and points."""
    first, *others = blocks(text) or [Block(("",))]
    if first.points:
        left = [Block(first.lines[1:], points=True)] if first.lines[1:] else []
        rest = laid_out([*left, *others])
        return laid_out([Block(first.lines[:1], points=True)]), ("\n" if left else "\n\n") + rest if rest else ""
    start, more = room_for(first.lines[0])
    return start, f"{more}\n\n{laid_out(others)}" if others else more


def laid_out(found: Sequence[Block]) -> str:
    """Paragraphs and points as text, apart by blank lines."""
    return "\n\n".join("\n".join(f"• {line}" if one.points else line for line in one.lines) for one in found)


def room_for(paragraph: str) -> tuple[str, str]:
    """The sentences of a paragraph that a card has room for, and the others."""
    sentences = SENTENCE_END.split(paragraph)
    start, taken = sentences[0], 1
    while taken < len(sentences) and len(start) + 1 + len(sentences[taken]) <= ENOUGH:
        start += " " + sentences[taken]
        taken += 1
    return start, " ".join(sentences[taken:])
