"""The board: a section for each workstream with its own rating, its projects as cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.views.pieces import Passage, Section
from dashboard.views.programme.ratings import COLOURS, SHAPES, WHOLE, WORST_FIRST, Programme, Rated


def sections(page: Programme) -> tuple[Section, ...]:
    """The board: a section for each workstream, with its projects as cells."""
    found = []
    for name in page.workstreams:
        whole = next((one for one in page.everything if one.workstream == name and not one.project), None)
        every = [one for one in page.projects if one.workstream == name]
        cells = [cell(page, one) for one in page.shown if one.workstream == name]
        if whole and whole.commentary and (not page.state.of("status") or whole.code in page.state.of("status")):
            cells.insert(0, cell(page, whole))
        if cells or not page.state.of("status"):
            found.append(
                Section(
                    key=f"workstream-{page.workstreams.index(name) + 1}",
                    title=name,
                    status=page.rating(whole.code) if whole else None,
                    text=workstream_words(page, whole, every),
                    passages=tuple(cells),
                )
            )
    return tuple(found)


def cell(page: Programme, one: Rated) -> Passage:
    """A project, or a workstream as a whole: its rating, how it stood, and what is said on request."""
    return Passage(
        title=one.project or _(WHOLE),
        status=page.rating(one.code),
        before=before_words(page, one),
        detail=one.commentary,
    )


def before_words(page: Programme, one: Rated) -> str:
    """`was amber in H1 2013/14`, `unchanged since H1 2013/14`, or nothing where it is not known."""
    earlier = (page.quarter - 1).label
    if not one.before:
        return "" if page.counts_before is None else _("not rated in {earlier}", earlier=earlier)
    if one.before == one.code:
        return _("unchanged since {earlier}", earlier=earlier)
    return _("was {word} in {earlier}", word=page.rating(one.before).word.lower(), earlier=earlier)


def whole_before(page: Programme, whole: Rated) -> str:
    """`was amber in H1 2013/14`, or `is unchanged since H1 2013/14`."""
    words = before_words(page, whole)
    changed = whole.before and whole.before != whole.code
    return words if changed else _("is {words}", words=words)


def workstream_words(page: Programme, whole: Rated | None, every: Sequence[Rated]) -> str:
    """What the workstream's projects are rated, and where its own rating is not the worst of them."""
    sentences = (
        [_("Its own rating {whole_before}.", whole_before=whole_before(page, whole))]
        if whole and before_words(page, whole)
        else []
    )
    if not every:
        return " ".join([*sentences, _("It is rated as a whole; it has no projects of its own.")])
    counts = Counter(one.code for one in every)
    parts = [f"{fmt.in_words(counts[code])} {page.rating(code).word.lower()}" for code in SHAPES if counts[code]]
    sentences.append(
        _("Of {count}, {parts}.", count=fmt.plural(len(every), "project", "projects"), parts=fmt.listed(parts))
    )
    worst = next((code for code in WORST_FIRST if counts[code]), "")
    if whole and whole.code in COLOURS and worst and worst != whole.code:
        sentences.append(
            _(
                "The council rates the whole {code}, though the worst of its projects is {worst}.",
                code=page.rating(whole.code).word.lower(),
                worst=page.rating(worst).word.lower(),
            )
        )
    return " ".join(sentences)
