"""What changed since last time, which is the quarter before the one on show: a section of the start page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.measures import entered
from dashboard.measures.changes import turned
from dashboard.measures.comments import COMMENT, latest_comments
from dashboard.measures.components import LONG_TREND_QUARTERS
from dashboard.measures.kpis import DATASET
from dashboard.measures.revisions import revisions, words
from dashboard.views.attention.lines import Line, all_lines
from dashboard.views.pieces import Passage, Section
from dashboard.views.revised import named
from dashboard.views.scope import Scope

TITLE = N_("What changed since last time")
MOST_NAMED = 8
WORSE = {"clearly": N_("Newly clearly worse"), "look": N_("Newly worth a look")}
Key = tuple[str, str]
Standing = tuple[str, str]


def changed(page: Scope, lines: Sequence[Line]) -> Section:
    """The section; in one sentence where nothing changed, or where there is no quarter before."""
    last = page.quarter - 1
    if last not in page.offer.quarters:
        return Section(
            "changed",
            _(TITLE),
            (),
            _("Nothing of {last} is known, so nothing can be compared with it.", last=last.label),
        )
    passages = tuple(passage(title, names) for title, names in parts(page, lines, stood(page, last)) if names)
    said = _("{quarter} beside {last}.", quarter=page.quarter.label, last=last.label)
    nothing = _(
        "No target newly missed or met again, nothing newly worse, revised or commented on since {last}.",
        last=last.label,
    )
    return Section("changed", _(TITLE), passages, said if passages else nothing)


def stood(page: Scope, period: Period) -> Mapping[Key, Standing]:
    """How every measure of the council stood in another period, kept with the release."""
    whole = replace(page.state, quarter=period, chosen=())
    key = f"stood {page.offer.council} {period.id} {page.state.basis} {page.state.scheme}"
    return page.data.once(key, lambda: standing_of(all_lines(Scope(page.data, page.dataset, whole, page.offer))))


def standing_of(lines: Sequence[Line]) -> dict[Key, Standing]:
    """The status of each line, and what kind of trouble it is in."""
    return {(line.group, line.name): (line.status, line.trouble) for line in lines}


def parts(page: Scope, lines: Sequence[Line], before: Mapping[Key, Standing]) -> Iterator[tuple[str, list[str]]]:
    """Each kind of change with what it is about."""
    now = standing_of(lines)
    found = turned(*({key: status for key, (status, _rest) in one.items()} for one in (now, before)))
    yield _("Newly missed"), [name for _rest, name in found.missed]
    yield _("No longer missed"), [name for _rest, name in found.recovered]
    for trouble, title in ((trouble, _(title)) for trouble, title in WORSE.items()):
        yield (
            title,
            [key[1] for key, (_rest, one) in now.items() if one == trouble != before.get(key, ("", trouble))[1]],
        )
    yield _("Revised"), revised(page)
    yield _("New comments"), commented(page)
    yield _("Comments wanted"), [line.name for line in lines if line.wanted]


def passage(title: str, names: Sequence[str]) -> Passage:
    """One kind of change; what is beyond the first few is counted."""
    more = len(names) - MOST_NAMED
    return Passage(
        title,
        "; ".join(names[:MOST_NAMED]) + (_("; and {more} more", more=fmt.in_words(more)) if more > 0 else "") + ".",
    )


def revised(page: Scope) -> list[str]:
    """What reads otherwise than when first published, of the quarter on show and those that it is compared with."""
    if page.state.basis != "latest":
        return []
    first = page.quarter - LONG_TREND_QUARTERS
    return [
        f"{named(page.data, one)}, {one.now.period.label}: "
        + words(one.now.measure, (one.first.value, one.first.numerator, one.first.denominator), one.now.value)
        for one in revisions(page.data, page.offer.council)
        if one.now.period.kind == page.quarter.kind
        and first <= one.now.period <= page.quarter
        and (page.remit is None or page.remit.holds(one.now.measure.id, one.now.measure.dataset))
    ]


def commented(page: Scope) -> list[str]:
    """The measures on which the council has said something about the quarter on show."""
    data, council = page.data, page.offer.council
    said = latest_comments(data, council, page.quarter, basis=page.state.basis)
    known = data.catalogue.measures_of(council)
    return [
        known[name].title if name in known else entered.title(data, name, council)
        for name, comments in said.items()
        if any(one.kind == COMMENT and not one.older for one in comments)
        and (page.remit is None or page.remit.holds(name, known[name].dataset if name in known else DATASET))
    ]
