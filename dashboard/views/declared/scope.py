"""The scope of a declared page: its words, its lead measure, and the answers that several cards read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import ClassVar, cast

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import _
from dashboard.basics.quarters import Period
from dashboard.catalogue.datasets import IN_BRACKETS, Card, Declaration, PageWords, Shown
from dashboard.catalogue.records import Measure
from dashboard.measures.components import Components, Reading
from dashboard.store.database import Row
from dashboard.store.written import plural
from dashboard.views.measure.scope import OneMeasure
from dashboard.views.scope import in_words

OVER_TIME = ("by quarter", "stacked")  # the kinds of card that show their parts over time


@dataclass(frozen=True)
class DeclaredPage(OneMeasure):
    """The scope of the page: that of its lead measure, and of any other that a card asks for.

    A theme with more to say has a scope of its own below this one. `over_time_by` and `in_quarter_by` are what the
    cards that are its own split by, beside what declared ones do; a word in curly brackets that is not everybody's is
    an attribute of it.
    """

    declaration: Declaration
    over_time_by: ClassVar[tuple[str, ...]] = ()
    in_quarter_by: ClassVar[tuple[str, ...]] = ()
    few_parts: ClassVar[bool] = False

    @property
    def written(self) -> PageWords:
        """What the declaration says of the page."""
        return cast("PageWords", self.declaration.page)

    @cached_property
    def focus(self) -> Measure:
        """The measure that leads the page."""
        return self.measure(self.written.lead)

    @property
    def not_the_month(self) -> str:
        """How a sentence about the quarter begins where a month of it is chosen; nothing where none is."""
        return _("In {quarter}, ", quarter=self.quarter.label) if self.state.month else ""

    @property
    def charts_from(self) -> Period | None:
        """The first quarter that charts over time show, or None for all there are."""
        return self.state.first_quarter

    @cached_property
    def quarters(self) -> list[Period]:
        """The quarters that charts over time show, gaps included."""
        return self.state.shown(self.offer.quarters)

    @cached_property
    def drawn_by(self) -> list[str]:
        """Every way in which cards over time split their measure."""
        return self.ways(self.side_by_side, self.over_time_by, [one.by for one in self.drawn if one.kind in OVER_TIME])

    @cached_property
    def ranked_by(self) -> list[str]:
        """Every way in which cards of the quarter split theirs."""
        return self.ways(self.in_quarter_by, [one.by for one in self.drawn if one.kind not in OVER_TIME])

    @property
    def drawn(self) -> list[Card]:
        """The cards that the library draws of the page's own dataset."""
        return [one for one in self.written.cards if one.kind and self.measure(one.measure).dataset == self.dataset]

    def ways(self, *several: Sequence[str]) -> list[str]:
        """Each of these ways once."""
        return [one for one in dict.fromkeys(chain(*several)) if one]

    @property
    def all_at_once(self) -> bool:
        """Whether parts are few, as those of a chosen place are: then one question about all of them in every quarter
        costs less than several, and its answer serves every quarter on show."""
        return self.few_parts or bool(self.who)

    @cached_property
    def months_drawn(self) -> list[str]:
        """The split by month where a card of the quarter draws it and none over time does."""
        if "month" in self.drawn_by or self.state.month or self.quarter.kind != "quarter":
            return []
        one_service = len(self.state.of("service")) == 1
        drawn = any(one.kind == "by month" or (one.kind == "months" and one_service) for one in self.drawn)
        return ["month"] if drawn else []

    @cached_property
    def loaded(self) -> dict[str, Components]:
        """Every loaded quarter, whole and in each way of splitting; the answer serves every quarter on show."""
        return self.always("", *self.drawn_by, *self.at_once, filters=self.filters)

    @property
    def at_once(self) -> list[str]:
        """The ways of splitting the quarter that are asked for in every quarter."""
        return [*self.ranked_by, *self.months_drawn] if self.all_at_once else []

    def always(self, *splits: str, filters: Mapping[str, Sequence[str]]) -> dict[str, Components]:
        """The parts of every loaded quarter in each of these ways."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], *dict.fromkeys(splits), filters=filters, last=quarters[-1])

    @cached_property
    def in_quarter(self) -> dict[str, Components]:
        """The quarter and those of the year before it in each way of splitting, every one where charts over time show
        them; or all of the month chosen in it."""
        if not self.state.month:
            asked = [one for one in [*self.ranked_by, *self.months_drawn] if one not in self.loaded]
            return {
                **self.loaded,
                **(self.parts(self.quarter.year_before(), *asked, filters=self.filters) if asked else {}),
            }
        every = self.ways([*self.ranked_by, *self.drawn_by])
        return self.parts(self.quarter, "", *every, filters={**self.filters, "month": (self.state.month,)})

    @cached_property
    def by_month(self) -> Components:
        """The months of the quarter."""
        known = self.in_quarter
        return known["month"] if "month" in known else self.parts(self.quarter, "month", filters=self.filters)["month"]

    def shown(self, split: str = "") -> Components:
        """The quarter, or the month chosen in it, whole or in one way of splitting."""
        return self.in_quarter[split] if self.state.month or split in self.ranked_by else self.loaded[split]

    def parts_shown(self, by: str) -> dict[str, str]:
        """The values of a dimension that occur in the quarters on show, with their labels, in the catalogue's order."""
        return self.data.words(self.dataset, by, set(self.loaded[by].names(self.quarters)) - {""})

    @cached_property
    def now(self) -> Reading:
        """The lead measure in the quarter, or in the month chosen."""
        return self.shown().reading(self.focus, self.quarter)

    @property
    def row(self) -> Row | None:
        """What is counted in the quarter, or in the month chosen; None for a gap."""
        return self.shown().row(self.quarter)

    @property
    def last_month(self) -> str:
        """The month at whose end stocks are counted: `June 2016`."""
        return self.month_words or fmt.month(self.quarter.last_day)

    def marks_of(self, measure: Measure) -> str:
        """What filled and hollow points mean, where a paper prints some of them."""
        known = [self.published(measure.id, quarter) for quarter in self.quarters]
        if any(known):
            return self.marks()
        return _("Illustrative records.") if False in known else ""

    def scope_of(self, card: Card) -> DeclaredPage:
        """The scope of this card: this one, or of a card about another dataset one of that, under the filters of place
        and month that the two share."""
        dataset = self.measure(card.measure).dataset
        if dataset == self.dataset:
            return self
        words = self.written.model_copy(update={"lead": card.measure, "cards": [card]})
        its = self.data.catalogue.datasets[dataset].model_copy(update={"page": words})
        return DeclaredPage(self.data, dataset, self.state, replace(self.offer, choices={}), its)

    def rows_of(self, query: str, **more: object) -> list[Row]:
        """The rows of a query of the theme's own: it is asked with the scope's filters and period and with these other
        words, as far as it takes them."""
        asked = {
            "council": self.offer.council,
            "basis": self.state.basis,
            "kind": self.quarter.kind,
            "period_index": self.quarter.index,
            "months": [self.state.month] if self.state.month else None,
            **{plural(name): list(values) or None for name, values in self.filters.items()},
            **more,
        }
        return self.data.rows(query, **{name: asked.get(name) for name in self.data.queries.parameters(query)})

    @property
    def one_service(self) -> bool:
        """Whether the view has come down to a single service, so that its months stand in the place of services."""
        return len(self.state.of("service")) == 1

    @property
    def listed_columns(self) -> Sequence[Shown]:
        """The columns of lists of records: those that the declaration names, else every one of the dataset."""
        return self.written.listing.columns or [Shown(of=name) for name in self.declaration.columns]

    @property
    def record_words(self) -> Mapping[str, str]:
        """What each list of records holds, as a word after their number."""
        return {**super().record_words, **{one.kind: self.fill(one.word) for one in self.written.records}}

    def fill(self, text: str, **more: str) -> str:
        """A text of the declaration with its words in curly brackets filled in; those that are empty leave no gap."""
        filled = IN_BRACKETS.sub(lambda word: more[word[1]] if word[1] in more else self.word(word[1]), text)
        return " ".join(filled.split())

    def word(self, name: str) -> str:
        """What stands for a word in curly brackets: everybody's, the theme's own, or of a measure its definition."""
        if name in SAID:
            return SAID[name](self)
        return str(getattr(self, name)) if hasattr(self, name) else self.measure(name).definition

    def known(self, measure: Measure) -> bool:
        """Whether anything of this measure is recorded in the quarter or month."""
        return self.shown().value(measure, self.quarter) is not None

    def say(self, measure: Measure, value: float | None) -> str:
        """A value of a measure as a sentence writes it."""
        return in_words(measure, value)

    def label(self, dimension: str) -> str:
        """What a dimension is called."""
        column = self.declaration.columns.get(dimension)
        return column.label if column else _(dimension.replace("_", " ").capitalize())

    def of(self, measure_id: str) -> OneMeasure:
        """The scope of another measure of the page's dataset."""
        return OneMeasure(self.data, self.dataset, self.state, replace(self.offer, measure=measure_id))


SAID: Mapping[str, Callable[[DeclaredPage], str]] = {
    "council": lambda page: page.council,
    "when": lambda page: page.when,
    "quarter": lambda page: page.quarter.label,
    "q": lambda page: f"Q{page.quarter.number}",
    "last": lambda page: (page.quarter - 1).label,
    "year_before": lambda page: page.quarter.year_before().label,
    "period": lambda page: page.period_word,
    "Period": lambda page: page.period_word.capitalize(),
    "year": lambda page: page.quarter.year_label,
    "months": lambda page: page.months_in_words,
    "services": lambda page: fmt.listed(page.state.of("service")),
    "marks": lambda page: page.marks_of(page.focus),
    "no_target": lambda page: _("Data only: no target is set.") if page.now.target is None else "",
}
