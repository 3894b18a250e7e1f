"""The ratings of an improvement programme: each project and workstream now, and in the period before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _, n_
from dashboard.basics.quarters import MONTHS_IN
from dashboard.views.pieces import Status
from dashboard.views.scope import Scope

SHAPES = {"green": "✓", "amber": "◆", "red": "✕", "for_information": "○", "not_applicable": "–"}
COLOURS = ("green", "amber", "red")
WORST_FIRST = ("red", "amber", "green")
WHOLE = N_("The workstream as a whole")
QUERY = "projects_of_period"
DEFINITION = N_(
    "The council rates each project of its programme, and each workstream as a whole. A workstream's rating is "
    "the council's own judgement: it is not worked out from the ratings of its projects."
)


@dataclass(frozen=True)
class Rated:
    """A project, or a workstream as a whole, with its rating now and in the period before."""

    workstream: str
    project: str
    code: str
    before: str
    commentary: str

    @property
    def moved(self) -> int:
        """1 for a better colour than before, -1 for a worse one, 0 for the same or where one has no colour."""
        if self.code not in COLOURS or self.before not in COLOURS:
            return 0
        now, then = WORST_FIRST.index(self.code), WORST_FIRST.index(self.before)
        return (now > then) - (now < then)


@dataclass(frozen=True)
class Programme(Scope):
    """The scope of the page: the ratings of the period, each beside the one before."""

    @cached_property
    def ratings(self) -> dict[str, dict[tuple[str, str], tuple[str, str]]]:
        """For each period the rating and words on each workstream and project; an empty project is the whole."""
        found: dict[str, dict[tuple[str, str], tuple[str, str]]] = {}
        for row in self.data.rows(
            QUERY,
            council=self.offer.council,
            basis=self.state.basis,
            until=self.quarter.last_day,
            months=MONTHS_IN[self.quarter.kind],
        ):
            key = row["workstream"], row["project"] or ""
            found.setdefault(row["period"], {})[key] = row["status"], row["commentary"] or ""
        return found

    @cached_property
    def everything(self) -> list[Rated]:
        """Every rating of the period, workstreams as a whole included."""
        before = self.ratings.get((self.quarter - 1).id, {})
        return [
            Rated(workstream, project, code, before.get((workstream, project), ("", ""))[0], words)
            for (workstream, project), (code, words) in self.ratings.get(self.quarter.id, {}).items()
        ]

    @cached_property
    def projects(self) -> list[Rated]:
        """The projects alone."""
        return [one for one in self.everything if one.project]

    @cached_property
    def shown(self) -> list[Rated]:
        """The projects of the chosen ratings."""
        chosen = self.state.of("status")
        return [one for one in self.projects if not chosen or one.code in chosen]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many projects have each rating."""
        return Counter(one.code for one in self.projects)

    @cached_property
    def counts_before(self) -> Counter[str] | None:
        """How many had it in the period before, or None where that is not loaded."""
        rows = self.ratings.get((self.quarter - 1).id)
        return Counter(code for (_rest, project), (code, _rest) in rows.items() if project) if rows else None

    @cached_property
    def colours(self) -> tuple[str, ...]:
        """The colours of the ratings, or none where no project has or had one: then they are nobody's question."""
        known = {*self.counts, *(self.counts_before or ())}
        return COLOURS if known.intersection(COLOURS) else ()

    @property
    def workstreams(self) -> list[str]:
        """The workstreams, by name."""
        return sorted({one.workstream for one in self.everything})

    def rating(self, code: str) -> Status:
        """The rating in word, shape and colour."""
        return Status(code, self.data.catalogue.label("projects", "status", code), SHAPES[code])


def moved_words(page: Programme) -> str:
    """What moved: `Since H1 2013/14 (Apr to Sep 2013), four projects moved to a better colour and one to a worse`."""
    if page.counts_before is None:
        return _(
            "The {period_word} before is not loaded, so nothing can be said of how projects moved.",
            period_word=page.period_word,
        )
    earlier = (page.quarter - 1).long_label
    better = sum(one.moved > 0 for one in page.projects)
    worse = sum(one.moved < 0 for one in page.projects)
    if not better and not worse:
        return _("No project has changed its colour since {earlier}.", earlier=earlier)
    return _(
        "Since {earlier}, {number_of} moved to a better colour and {worse} to a worse one.",
        earlier=earlier,
        number_of=number_of(better),
        worse=fmt.in_words(worse),
    )


def number_of(count: int) -> str:
    """`four projects`, `one project`, `no project`."""
    return n_("{count} project", "{count} projects", max(count, 1), count=fmt.in_words(count))
