"""What a council says of its numbers: its newest notes on a measure, on the card that shows the measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, spoken
from dashboard.basics.paragraphs import Block, blocks
from dashboard.measures.comments import COMMENT, MANAGEMENT_ACTION, Comment, doubt, latest_comments
from dashboard.measures.explanations import not_explained, unexplained
from dashboard.pages.filters import State
from dashboard.store.data import Data
from dashboard.views.attention.lines import wanted_words
from dashboard.views.pieces import Card, Quote, View

KINDS = {COMMENT: N_("Comment"), MANAGEMENT_ACTION: N_("Management action")}
ENOUGH = 220  # letters that a card shows at once
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(£\d])")


def with_quotes(data: Data, view: View, dataset: str) -> View:
    """The view with the council's newest notes on the cards they are about, and with what is not explained.

    A note stands once, on the first card of its measure; one of an earlier period is folded. It stays where a part of
    the council is chosen, so that nothing jumps, and says that it is about the whole. The page of one measure lists all
    notes itself.
    """
    state = view.state
    if state.measure:
        return view
    judged = data.judged(dataset)
    judged_by = judged.by if judged else ""
    said = latest_comments(data, state.council, state.quarter, basis=state.basis)
    part = bool(state.month) or any(name != judged_by for name, _rest in state.chosen)
    shown = {card.about.measure for card in view.cards}
    quotes = {
        name: [quote(one, doubt(data, state.council, one), part, other_language(data)) for one in notes]
        for name, notes in said.items()
        if name in shown
    }
    for name, gap in gaps(data, state, view.cards, said).items() if not part else ():
        quotes[name] = [gap, *quotes.get(name, ())]
    return replace(view, cards=tuple(placed(view.cards, quotes)))


def gaps(data: Data, state: State, cards: Sequence[Card], said: Mapping[str, list[Comment]]) -> dict[str, Quote]:
    """For each measure of the cards whose missed target or turn for the worse nobody explains: that, and what it is. It
    is of the whole council and the same under every filter, so it is kept with the release."""
    measures = sorted({card.about.measure for card in cards})
    scheme = data.judging(state.council, state.scheme).scheme

    def found() -> dict[str, Quote]:
        wanted = unexplained(data, state.council, state.quarter, measures, said, basis=state.basis, scheme=scheme)
        return {
            name: Quote(not_explained(state.quarter), "", f"{'. '.join(map(wanted_words, entries))}.", "", "")
            for name, entries in wanted.items()
        }

    return data.once(f"gaps {state.council} {state.quarter.id} {state.basis} {scheme} {' '.join(measures)}", found)


def placed(cards: Sequence[Card], quotes: Mapping[str, Sequence[Quote]]) -> Iterator[Card]:
    """The cards, the first of each measure with its notes."""
    taken: set[str] = set()
    for card in cards:
        measure = card.about.measure
        if measure in quotes and measure not in taken:
            taken.add(measure)
            yield replace(card, quotes=tuple(quotes[measure]))
        else:
            yield card


def other_language(data: Data) -> str | None:
    """The language that the council's notes are in, where the page is in another."""
    own = data.settings.notes_language
    return own if own != spoken() else None


def quote(said: Comment, doubted: str, part: bool = False, lang: str | None = None) -> Quote:
    """A note as a card prints it."""
    marks = [
        _("from {said}", said=said.period.label) if said.older else "",
        _("about the whole council") if part else "",
    ]
    start, rest = cut(said.text)
    return Quote(
        heading=heading(said),
        mark=", ".join(filter(None, marks)),
        text=start,
        rest=rest,
        doubt=_("Check this against the figures. {doubted}", doubted=doubted) if doubted else "",
        older=said.older,
        lang=lang,
    )


def heading(said: Comment) -> str:
    """`Comment, Complaints Manager, 11 June 2020`."""
    return f"{_(KINDS[said.kind])}, {said.author_role}, {fmt.date(said.written_date)}"


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
