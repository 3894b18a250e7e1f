"""The agency staff page: what agency workers cost against last year and the target, how many, where and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.basics.quarters import month_id
from dashboard.catalogue.records import Measure
from dashboard.measures.readings import Parts, Reading
from dashboard.measures.scorecard_counts import ON_TARGET
from dashboard.pages.filters import State
from dashboard.store.data import Data
from dashboard.store.database import Row
from dashboard.views.agency import breakdowns, trends
from dashboard.views.agency.records import all_records, record_links, records
from dashboard.views.agency.summary import summary
from dashboard.views.agency.tiles import tiles
from dashboard.views.cards import highest_first
from dashboard.views.nothing import honest, recorded
from dashboard.views.pieces import Table, View
from dashboard.views.scope import Scope

DATASETS = ("agency",)


@dataclass(frozen=True)
class Agency(Scope):
    """The scope of the page, and the answers that several cards read."""

    @property
    def record_words(self) -> Mapping[str, str]:
        """The records are months of assignments, or of published payments."""
        return {**super().record_words, "counts": f"of {'payments' if self.sums_alone else 'assignments'} by month"}

    @cached_property
    def filters(self) -> dict[str, Sequence[str]]:
        """The place and reason filters."""
        return {**self.place, "reason": self.state.reason}

    @cached_property
    def filters_and_month(self) -> dict[str, Sequence[str]]:
        """The place, reason and month filters."""
        return {**self.place_and_month, "reason": self.state.reason}

    @cached_property
    def loaded(self) -> dict[str, Parts]:
        """Everything loaded, by period and by month; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", "month", filters=self.filters, last=quarters[-1])

    @property
    def over_time(self) -> Parts:
        """Every loaded quarter."""
        return self.loaded[""]

    @cached_property
    def in_quarter(self) -> dict[str, Parts]:
        """The quarter, or the month chosen in it, and the quarters since a year ago, in many splits."""
        splits = ("directorate", "service", "role_category", "reason", *([""] if self.state.month else []))
        return self.parts(self.quarter.year_before(), *splits, filters=self.filters_and_month)

    @property
    def shown(self) -> Parts:
        """The parts of the tiles: of the month chosen, or of every quarter."""
        return self.in_quarter[""] if self.state.month else self.over_time

    @cached_property
    def spend(self) -> Measure:
        """The measure of the page."""
        return self.measure("agency_spend")

    @cached_property
    def fte(self) -> Measure:
        """Full-time equivalents."""
        return self.measure("agency_fte")

    @cached_property
    def off_contract(self) -> Measure:
        """The share of spend off contract."""
        return self.measure("agency_off_contract_share")

    @cached_property
    def spend_per_fte(self) -> Measure:
        """Spend over full-time equivalents, which the catalogue does not list: the two are of different times."""
        return replace(
            self.spend,
            id="agency_spend_per_fte",
            title="Agency spend per full-time equivalent",
            short_title="Spend per FTE",
            numerator="costed_gbp",
            denominator="fte",
            nature="rate",
        )

    @cached_property
    def now(self) -> Reading:
        """The spend of the quarter, or of the month chosen."""
        return self.shown.reading(self.spend, self.quarter)

    @cached_property
    def last_year(self) -> float | None:
        """The spend of the same quarter of the year before; None with a month chosen."""
        return None if self.state.month else self.over_time.value(self.spend, self.quarter.year_before())

    @property
    def year_ago(self) -> str:
        """What last year's figure is of: `the same quarter of the year before`."""
        return "the year before" if self.quarter.kind == "year" else f"the same {self.period_word} of the year before"

    def knows(self, measure: Measure) -> bool:
        """Whether any quarter on show has a value of the measure; a council may know its ledger alone."""
        return any(self.over_time.value(measure, quarter) is not None for quarter in self.quarters)

    @cached_property
    def sums_alone(self) -> bool:
        """Whether the spend on show is known from published payments alone, which know no assignments or reasons."""
        return self.now.value is not None and not self.knows(self.fte) and not self.longest_of({})

    @property
    def roles(self) -> list[str]:
        """What the agency workers of the quarter do."""
        return self.in_quarter["role_category"].names([self.quarter])

    @property
    def services_are_directorates(self) -> bool:
        """Whether services have no names of their own, so that a card of them would repeat the directorates'."""
        names = [self.in_quarter[split].names([self.quarter]) for split in ("directorate", "service")]
        return self.sums_alone and set(names[0]) == set(names[1])

    @cached_property
    def last_month(self) -> str:
        """The month at whose end full-time equivalents are counted: `June 2016`."""
        return self.month_words or fmt.month(self.quarter.last_day)

    @cached_property
    def longest(self) -> list[Row]:
        """The assignments that have gone on longest at the end of the quarter or month."""
        return self.longest_of(self.filters)

    def longest_of(self, filters: Mapping[str, Sequence[str]]) -> list[Row]:
        """The same under these filters, or under none."""
        return self.data.rows(
            "agency_longest",
            council=self.offer.council,
            basis=self.state.basis,
            month=self.state.month or month_id(self.quarter.last_day),
            **{f"{name}s": list(filters.get(name, ())) or None for name in self.filters},
        )

    @cached_property
    def phrase(self) -> str:
        """What is counted, in a sentence: `agency staff in ICT (vacancy)`."""
        places = self.state.service or self.state.directorate
        where = f" in {fmt.listed(places)}" if places else ""
        return f"agency staff{where}{self.reasons}"

    @property
    def reasons(self) -> str:
        """` (vacancy)`, or nothing where no reason is chosen."""
        reasons = [self.offer.words("reason")[code].lower() for code in self.state.reason]
        return f" ({fmt.listed(reasons)})" if reasons else ""


def view(data: Data, state: State) -> View:
    """Everything the agency staff page says for this state."""
    page = Agency(data, "agency", state, data.offer("agency", state.council))
    shown = View(
        state=state,
        title="Agency staff",
        headline=headline(page),
        support=support(page),
        tiles=tiles(page),
        cards=(
            trends.spend(page),
            *trends.cumulative(page),
            *([] if len(state.directorate) == 1 or state.service else [breakdowns.directorates(page)]),
            *(
                [breakdowns.months(page)]
                if len(state.service) == 1 or page.services_are_directorates
                else [breakdowns.services(page)]
            ),
            *([trends.fte(page)] if page.knows(page.fte) else []),
            *([trends.off_contract(page)] if page.knows(page.off_contract) else []),
            *([] if page.sums_alone and len(page.roles) == 1 else [breakdowns.roles(page)]),
            *([] if page.sums_alone or len(state.reason) == 1 else [breakdowns.reasons(page)]),
            *([breakdowns.longest(page)] if page.quarter.kind == "quarter" and not page.sums_alone else []),
            *summary(page),
        ),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices(DATASETS)),
        record_links=record_links(page),
        records=records(page) if state.records else None,
    )
    return honest(page, shown, lambda other: replace(page, state=other).now)


def record_table(data: Data, state: State) -> Table:
    """Every record that the state asks for, for the download."""
    return all_records(Agency(data, "agency", state, data.offer("agency", state.council)))


def headline(page: Agency) -> str:
    """The finding: what agency staff cost, against the same quarter of the year before and against the target."""
    now = page.now
    if now.value is None:
        return f"No extract of agency staff has been loaded for {page.quarter.label}"
    row = page.shown.row(page.quarter)
    if page.who and not recorded(page):
        return f"{page.who} had no agency staff{page.reasons} in {page.months_in_words}"
    if row is not None and not row["assignments"]:
        return f"Nothing was paid for {page.phrase} in {page.months_in_words}"
    sentence = f"{page.phrase[0].upper()}{page.phrase[1:]} cost {fmt.pounds_in_words(now.value)} in "
    sentence += page.months_in_words
    compared = trends.against(now.value, page.last_year, f"in {page.year_ago}")
    if now.target is None:
        return f"{sentence}, {compared}" if compared else sentence
    met = now.status in ON_TARGET
    judged = f"{'within' if met else 'above'} the target of {target_in_words(now)}"
    if not compared:
        return f"{sentence}, {judged}"
    return f"{sentence}, {compared} {'and' if met == (now.value <= (page.last_year or 0)) else 'but'} {judged}"


def target_in_words(reading: Reading) -> str:
    """`less than £2.2 million`; exact where the rounded words would read the same as the value's."""
    words = fmt.pounds_in_words(reading.target)
    if words == fmt.pounds_in_words(reading.value):
        words = fmt.pounds(reading.target)
    return f"{'less than ' if reading.strict else ''}{words}"


def support(page: Agency) -> str:
    """How many they are, where most was spent, and where the target comes from."""
    row = page.shown.row(page.quarter)
    if row is None or not row["assignments"]:
        return "Choose another quarter, or fewer filters."
    sentences = [staffing(page)]
    for split, places in (("directorate", page.state.directorate), ("service", page.state.service)):
        parts, total = page.in_quarter[split], page.now.value or 0
        names = parts.names([page.quarter])
        if len(names) > 1 and not (split == "directorate" and len(places) == 1) and total > 0:
            top = highest_first(
                {"label": name, "value": parts.value(page.spend, page.quarter, name) or 0} for name in names
            )[0]
            share = fmt.percent(100 * top["value"] / total)
            sentences.append(f"{top['label']} spent most: {fmt.pounds_in_words(top['value'])} ({share}).")
            break
    if page.now.strict and page.now.target is not None:
        found = page.data.catalogue.target(page.spend, page.offer.council, "", page.quarter)
        share = {"quarter": "a quarter", "half_year": "half"}.get(page.quarter.kind, "the whole")
        words = f"{found.value[0].lower()}{found.value[1:]}" if found else ""
        sentences.append(f"The target, {words}, is held against {share} of that year's spend.")
    return " ".join(sentences)


def staffing(page: Agency) -> str:
    """How many full-time equivalents, and whether that meets their target."""
    reading = page.shown.reading(page.fte, page.quarter)
    if reading.value is None:
        also = ", and why they are needed," if page.sums_alone else ""
        return f"How many full-time equivalents they are{also} is not recorded."
    number = fmt.neat(reading.value)
    sentence = f"In {page.last_month} they came to {number} full-time equivalent{'' if number == '1' else 's'}"
    if reading.target is None:
        return f"{sentence}."
    over = fmt.rounded(reading.value - reading.target, 1)
    if over == 0:
        return f"{sentence}, exactly the target."
    side = "above" if over > 0 else "below"
    return f"{sentence}, {fmt.neat(abs(over))} {side} the target of {fmt.neat(reading.target)}."
