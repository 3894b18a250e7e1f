"""What is said of places side by side: how far each moved in a year, and of which their own past makes
something. Only a verdict says better or worse."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, NN_, _, n_
from dashboard.views import changes
from dashboard.views.measure.places import Place
from dashboard.views.measure.scope import OneMeasure

MOST_NAMED, NAMED_OF_MORE = 3, 2
VERBS = {N_("rose"): 1, N_("fell"): -1, N_("did not change"): 0}
TRENDS = {N_("risen"): N_("rising"), N_("fallen"): N_("falling")}


def finding(page: OneMeasure, places: Sequence[Place], kind: str) -> str:
    """Of money and stocks how they moved, of everything what verdicts make of it: `Agency spend rose by £11,000 in
    Business Support and fell by £46,000 in Children and Adults since Q4 2018/19. No directorate was clearly better or
    worse than its own past.` Of what chance moves verdicts alone and what keeps rising or falling."""
    past = against_pasts(page, places, kind)
    still = page.focus.nature == "stock" or page.focus.unit == "gbp" or page.focus.of_money
    if still and (plain := moved(page, places, kind)):
        return f"{plain} {past[:1].upper()}{past[1:]}".strip()
    if page.everywhere.is_mixed(page.focus):
        by = page.offer.dimensions[page.judged_by].lower()
        return _(
            "Each {by} is judged by itself: choose one to see how each {kind} stands beside its own past.",
            by=by,
            kind=_(kind),
        )
    subject = ", ".join(filter(None, (page.focus.title, page.counted_words.lower() or page.kinds_chosen)))
    said = " ".join(filter(None, (past, trends(places)))) or _("nothing can be compared.")
    return _("{subject} in {quarter}: {said}", subject=subject, quarter=page.quarter.label, said=said)


def moved(page: OneMeasure, places: Sequence[Place], kind: str) -> str:
    """How a few places moved in a year; of more the largest rise and the largest fall, and how many others went
    which way."""
    changed = {one.label: one.moved for one in places if one.moved is not None}
    if not changed:
        return ""
    title, time = (
        page.focus.title,
        _("from {label} to {quarter}", label=page.quarter.year_before().label, quarter=page.quarter.label),
    )
    if not any(changed.values()):
        return _("{title} did not change in any {kind} {time}.", title=title, kind=_(kind), time=time)
    few, said = len(changed) <= MOST_NAMED, []
    for verb, sign in list(VERBS.items())[:2]:
        sizes = sorted({sign * by for by in changed.values() if sign * by > 0}, reverse=True)
        told = [(size, [label for label, by in changed.items() if sign * by == size]) for size in sizes]
        told = told if few else told[:1]
        if told:
            sizes_said = [_("by {size_in}", size_in=size_in(page, size, names)) for size, names in told]
            said.append(f"{_(verb)} {fmt.joined(sizes_said)}")
        named = {label for _rest, names in told for label in names}
        changed = {label: by for label, by in changed.items() if label not in named}
    return f"{title} {fmt.joined(said)} {time}{others(list(changed.values()))}."


def size_in(page: OneMeasure, size: float, names: Sequence[str]) -> str:
    """`£11,000 in Business Support`, `2 each in Housing and Planning`."""
    return _(
        "{sized}{what} in {names}",
        sized=changes.sized(page.focus, size),
        what=_(" each") if len(names) > 1 else "",
        names=fmt.level(names),
    )


def others(moves: Sequence[float]) -> str:
    """`; of the others two rose and one did not change`."""
    counts = {verb: sum((by > 0) - (by < 0) == sign for by in moves) for verb, sign in VERBS.items()}
    told = {verb: count for verb, count in counts.items() if count}
    if len(told) < 2:
        return "".join(
            n_("; the other {verb}", "; the {count} others {verb}", count, count=fmt.in_words(count), verb=_(verb))
            for verb, count in told.items()
        )
    return _(
        "; of the others {what}", what=fmt.listed([f"{fmt.in_words(count)} {_(verb)}" for verb, count in told.items()])
    )


def against_pasts(page: OneMeasure, places: Sequence[Place], kind: str) -> str:
    """Those that are clearly other than their own past, or that there are none, then those worth a look; nothing where
    no past says anything, save for want of cases."""
    known = [one for one in places if one.reading.value is not None]
    if known and all(one.few(page.quarter) for one in known):
        return _("no {kind} has enough cases to be judged.", kind=_(kind))
    judged = [one for one in known if not one.few(page.quarter) and one.reading.verdict.judged]
    if not judged:
        return ""
    clear: dict[str, list[str]] = {}
    look = []
    for one in judged:
        verdict = one.reading.verdict
        if verdict.clear:
            clear.setdefault(verdict.judgement, []).append(one.label)
        elif verdict.look:
            look.append(f"{one.label} ({_(verdict.judgement)})")
    ways = _("higher or lower") if page.focus.polarity == "neither" or not page.focus.judged else _("better or worse")
    can = "" if len(judged) == len(known) else _(" that can be judged")
    none = _("no {kind}{can} was clearly {ways} than its own past", kind=_(kind), can=can, ways=ways)
    told = fmt.listed([f"{named(names)} {clearly(word, len(names))}" for word, names in clear.items()])
    return f"{told or none}.{(_(' Worth a look: {named}.', named=named(look)) if look else '')}"


def clearly(judgement: str, count: int) -> str:
    """`was clearly worse than its own past`."""
    one, more = NN_("was clearly {judgement} than its own past", "were clearly {judgement} than their own past")
    return n_(one, more, count, judgement=_(judgement))


def trends(places: Sequence[Place]) -> str:
    """Which places have been rising or falling for long, which no verdict judges."""
    sentences = []
    for start, word in TRENDS.items():
        found = [one for one in places if _(start) in one.reading.verdict.trending]
        if len(found) == 1:
            sentences.append(f"{found[0].label} {found[0].reading.verdict.trending}.")
        elif found:
            sentences.append(_("{named} have been {word}.", named=named([one.label for one in found]), word=_(word)))
    return " ".join(sentences)


def named(names: Sequence[str]) -> str:
    """The names, or of many the first and how many others."""
    if len(names) <= MOST_NAMED:
        return fmt.listed(names)
    return fmt.listed([*names[:NAMED_OF_MORE], _("{count} others", count=fmt.in_words(len(names) - NAMED_OF_MORE))])
