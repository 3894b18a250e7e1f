"""What a theme alone has beside its declaration: functions from its scope to what is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from dashboard.figures.plot import Plot
from dashboard.views.declared.scope import DeclaredPage
from dashboard.views.pieces import About, Card, Crumb, Paragraph, Records, Table, Tile, View

P = TypeVar("P", bound=DeclaredPage)
Row = dict[str, Any]
Finding = Callable[[P, Sequence[Row]], str]


@dataclass(frozen=True)
class Picture:
    """What a card of a theme's own shows; its title, columns and origin are as its declaration says. `note` follows the
    declared one."""

    finding: str
    rows: Sequence[Row]
    figure: Plot | None = None
    note: str = ""
    about: About | None = None  # where its numbers come from, where its declaration cannot say


@dataclass(frozen=True)
class Own(Generic[P]):
    """A theme's own words and pieces; what it does not give is the library's.

    `findings` are by the key of the card that they speak of, and get its rows; a card whose finding is empty is left
    out; of a card about another dataset it gets the scope of that. `finished` are by key too: they get the library's
    card, and give it back with another picture or note. `cards` and `tiles` are by the names under which the
    declaration places them. `record_links`, `records` and `all_records`
    stand for the library's lists where a theme shows them in another way.
    """

    scope: type[P]
    headline: Callable[[P], str] | None = None
    support: Callable[[P], str] | None = None
    findings: Mapping[str, Finding[P]] = field(default_factory=dict)
    finished: Mapping[str, Callable[[P, Card], Card]] = field(default_factory=dict)
    cards: Mapping[str, Callable[[P], Card | Picture | None]] = field(default_factory=dict)
    tiles: Mapping[str, Callable[[P], Sequence[Tile]]] = field(default_factory=dict)
    record_links: Callable[[P], tuple[Crumb, ...]] | None = None
    records: Callable[[P], Records] | None = None
    all_records: Callable[[P], Table] | None = None
    prose: Callable[[P, View], tuple[Paragraph, ...]] | None = None
