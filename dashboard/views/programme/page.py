"""The improvement programme: how each workstream and project is rated, what is said of it, how it stood before.

A workstream's rating is the council's own judgement: it is data, not worked out from its projects.
"""

from __future__ import annotations

from dataclasses import replace

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.pages.filters import State
from dashboard.pages.offers import offered
from dashboard.store.data import Data
from dashboard.views.nothing import emptied
from dashboard.views.pieces import Change, Crumb, Tile, View
from dashboard.views.programme.board import sections
from dashboard.views.programme.cards import cards
from dashboard.views.programme.ratings import COLOURS, SHAPES, Programme, moved_words
from dashboard.views.theme import Theme


def view(data: Data, state: State) -> View:
    """Everything the page says for this state."""
    page = Programme(data, "projects", state, offered(data, "projects", state.council))
    shown = View(
        state=state,
        title=_("Improvement programme"),
        headline=headline(page),
        support=support(page),
        tiles=tiles(page),
        cards=cards(page),
        crumbs=page.crumbs(),
        sources=page.source(),
        extract=page.extract,
        notices=(*state.notices, *page.damage_notices(("projects",))),
        sections=sections(page),
    )
    return without_ratings(page, shown) if nothing_found(page) else shown


def nothing_found(page: Programme) -> bool:
    """Whether nothing has the chosen rating."""
    return bool(page.state.of("status")) and not any(one.code in page.state.of("status") for one in page.everything)


def without_ratings(page: Programme, view: View) -> View:
    """The page of a rating that nothing has: no number, and the way out."""
    tiles = tuple(replace(tile, value=fmt.NOTHING) for tile in view.tiles)
    way_out = Crumb(_("Show all statuses"), page.to(status=()))
    support = _("There is nothing to show for this filter.")
    return emptied(page, replace(view, support=support, tiles=tiles, sections=(), way_out=way_out))


def headline(page: Programme) -> str:
    """How many projects have which colour."""
    if nothing_found(page):
        words = " or ".join(page.rating(code).word.lower() for code in page.state.of("status"))
        return _("No project or workstream is rated {words} in {quarter}", words=words, quarter=page.quarter.label)
    if not page.projects:
        return _("No project has a rating in {quarter}", quarter=page.quarter.label)
    if not page.colours:
        return _(
            "{count} in {quarter}, none rated by colour",
            count=fmt.plural(len(page.projects), "project", "projects"),
            quarter=page.quarter.label,
        )
    green, amber, red = (page.counts[code] for code in COLOURS)
    return _(
        "{green} of {count} {are_green} green, {amber} {are_amber} amber and {red} {are_red} red",
        green=fmt.number(green) if green else _("None"),
        count=fmt.plural(len(page.projects), "project", "projects"),
        are_green=are(green or 1),
        amber=fmt.in_words(amber) if amber else _("none"),
        are_amber=are(amber or 1),
        red=fmt.in_words(red) if red else _("none"),
        are_red=are(red or 1),
    )


def are(count: int) -> str:
    """`is` for one, `are` for more."""
    return _("is") if count == 1 else _("are")


def support(page: Programme) -> str:
    """The ratings without a colour, and what has moved since the period before."""
    if page.projects and not page.colours:
        return _("The council tells what was done on each and gives none a colour.")
    sentences = []
    other = [code for code in SHAPES if code not in COLOURS and page.counts[code]]
    if other:
        parts = [f"{fmt.in_words(page.counts[c])} {page.rating(c).word.lower()}" for c in other]
        sentences.append(_("The others have no colour: {parts}.", parts=fmt.listed(parts)))
    sentences.append(moved_words(page))
    sentences.append(_("A workstream's rating is the council's own, not worked out from its projects."))
    return " ".join(sentences)


def tiles(page: Programme) -> tuple[Tile, ...]:
    """How many projects have each rating, and how many had it before."""
    found = [code for code in SHAPES if code in page.colours or page.counts[code]]
    return tuple(
        Tile(
            key=code,
            title=_("Projects {word}", word=page.rating(code).word.lower()),
            value=fmt.number(page.counts[code]),
            cases=_("of {count}", count=fmt.number(len(page.projects))),
            status=page.rating(code),
            target="",
            changes=change(page, code),
            link=page.to(status=(code,)) if page.counts[code] else None,
        )
        for code in found
    )


def change(page: Programme, code: str) -> tuple[Change, ...]:
    """How the count of a rating moved since the period before; more green or less red is better."""
    if page.counts_before is None:
        return (Change("not_available", _("last {period_word}: not available", period_word=page.period_word)),)
    moved = page.counts[code] - page.counts_before[code]
    good = {"green": 1, "red": -1}.get(code, 0) * moved
    direction = "improved" if good > 0 else "worsened" if good < 0 else "same"
    text = _("{moved} on last {period_word}", moved=fmt.moved(moved), period_word=page.period_word)
    return (Change(direction, text, moved),)


THEME = Theme(
    view=view,
    cards=("ratings", "workstreams", "all_ratings"),
    tables=("all_ratings",),
    sections_first=True,
)
