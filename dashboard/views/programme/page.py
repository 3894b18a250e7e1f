"""The improvement programme: how each workstream and project is rated, what is said of it, how it stood before.

A workstream's rating is the council's own judgement: it is data, not worked out from its projects.
"""

from __future__ import annotations

from dataclasses import replace

from dashboard.basics import formatting as fmt
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
        title="Improvement programme",
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
    way_out = Crumb("Show all statuses", page.to(status=()))
    support = "There is nothing to show for this filter."
    return emptied(page, replace(view, support=support, tiles=tiles, sections=(), way_out=way_out))


def headline(page: Programme) -> str:
    """How many projects have which colour."""
    if nothing_found(page):
        words = " or ".join(page.rating(code).word.lower() for code in page.state.of("status"))
        return f"No project or workstream is rated {words} in {page.quarter.label}"
    if not page.projects:
        return f"No project has a rating in {page.quarter.label}"
    if not page.colours:
        return f"{fmt.plural(len(page.projects), 'project')} in {page.quarter.label}, none rated by colour"
    green, amber, red = (page.counts[code] for code in COLOURS)
    return (
        f"{fmt.number(green) if green else 'None'} of {fmt.plural(len(page.projects), 'project')} {are(green or 1)} "
        f"green, {fmt.in_words(amber) if amber else 'none'} {are(amber or 1)} amber and "
        f"{fmt.in_words(red) if red else 'none'} {are(red or 1)} red"
    )


def are(count: int) -> str:
    """`is` for one, `are` for more."""
    return "is" if count == 1 else "are"


def support(page: Programme) -> str:
    """The ratings without a colour, and what has moved since the period before."""
    if page.projects and not page.colours:
        return "The council tells what was done on each and gives none a colour."
    sentences = []
    other = [code for code in SHAPES if code not in COLOURS and page.counts[code]]
    if other:
        parts = [f"{fmt.in_words(page.counts[c])} {page.rating(c).word.lower()}" for c in other]
        sentences.append(f"The others have no colour: {fmt.listed(parts)}.")
    sentences.append(moved_words(page))
    sentences.append("A workstream's rating is the council's own, not worked out from its projects.")
    return " ".join(sentences)


def tiles(page: Programme) -> tuple[Tile, ...]:
    """How many projects have each rating, and how many had it before."""
    found = [code for code in SHAPES if code in page.colours or page.counts[code]]
    return tuple(
        Tile(
            key=code,
            title=f"Projects {page.rating(code).word.lower()}",
            value=fmt.number(page.counts[code]),
            cases=f"of {fmt.number(len(page.projects))}",
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
        return (Change("not_available", f"last {page.period_word}: not available"),)
    moved = page.counts[code] - page.counts_before[code]
    good = {"green": 1, "red": -1}.get(code, 0) * moved
    direction = "improved" if good > 0 else "worsened" if good < 0 else "same"
    return (Change(direction, f"{fmt.moved(moved)} on last {page.period_word}"),)


THEME = Theme(
    view=view,
    cards=("ratings", "workstreams", "all_ratings"),
    tables=("all_ratings",),
    sections_first=True,
)
