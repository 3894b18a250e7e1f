"""What every theme's view shares: the scope of a question, the way down, where the data come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.basics.config import Scheme
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Kind, Period, full_months
from dashboard.catalogue.committees import Remit
from dashboard.catalogue.judging import Judging
from dashboard.catalogue.records import Measure
from dashboard.figures.frame import REVISED
from dashboard.measures import status as judgement
from dashboard.measures.components import Components, Reading, components_by
from dashboard.measures.verdicts.record import TOO_FEW, TargetWord
from dashboard.pages.filters import Offer, State
from dashboard.store import health
from dashboard.store.data import Data
from dashboard.store.manifest import Extract
from dashboard.views.pieces import About, Card, Crumb, Status

WIDER: tuple[Kind, ...] = ("half_year", "year")
PERIOD_WORDS: Mapping[Kind, str] = {"quarter": N_("quarter"), "half_year": N_("half-year"), "year": N_("year")}
PERIODS_WORDS: Mapping[Kind, str] = {"quarter": N_("quarters"), "half_year": N_("half-years"), "year": N_("years")}
PENCE = 2  # decimals of pounds
RECORD_WORDS = {
    "received": N_("received"),
    "responded": N_("answered"),
    "open": N_("still open"),
    "standing": N_("listed"),
    "counts": N_("counted"),
}


@dataclass(frozen=True)
class Scope:
    """A state asked of the data: the filters as queries take them, the quarters as charts show them."""

    data: Data
    dataset: str
    state: State
    offer: Offer

    @property
    def quarter(self) -> Period:
        """The quarter on show."""
        return self.state.quarter

    @cached_property
    def quarters(self) -> list[Period]:
        """The quarters that charts over time show, gaps included."""
        return self.state.shown(self.offer.quarters)

    @property
    def charts_from(self) -> Period | None:
        """The first quarter that charts over time show, or None for all there are."""
        return self.state.first_quarter

    @cached_property
    def judging(self) -> Judging:
        """The council's rules, under the status scheme on show."""
        return self.data.judging(self.offer.council, self.state.scheme)

    @property
    def scheme(self) -> Scheme:
        """The status scheme on show."""
        return self.judging.scheme

    @cached_property
    def place(self) -> dict[str, Sequence[str]]:
        """The directorate and service filters."""
        return {"directorate": self.state.of("directorate"), "service": self.state.of("service")}

    @cached_property
    def place_and_month(self) -> dict[str, Sequence[str]]:
        """The directorate, service and month filters."""
        return {**self.place, "month": (self.state.month,) if self.state.month else ()}

    @property
    def period_word(self) -> str:
        """`quarter`; `half-year` or `year` of a council that has nothing finer."""
        return _(PERIOD_WORDS[self.quarter.kind])

    @property
    def period_words(self) -> str:
        """The same of several."""
        return _(PERIODS_WORDS[self.quarter.kind])

    @property
    def record_words(self) -> Mapping[str, str]:
        """What each kind of record list holds, as a word after their number: `12 answered`."""
        return {kind: _(word) for kind, word in RECORD_WORDS.items()}

    @property
    def when(self) -> str:
        """The quarter, or the month chosen in it, in a heading: `Q4 2019/20` or `February 2020`."""
        return self.month_words or self.quarter.label

    @property
    def month_words(self) -> str:
        """`February 2020`, or nothing where the whole quarter is shown."""
        return self.state.month_words

    @property
    def months_in_words(self) -> str:
        """`January to March 2020`, or the month."""
        first, last = self.quarter.first_day, self.quarter.last_day
        start = full_months()[first.month - 1] if first.year == last.year else fmt.month(first)
        return self.month_words or _("{start} to {last}", start=start, last=fmt.month(last))

    @property
    def who(self) -> str:
        """The service or directorate chosen, in a sentence; `3 services` of several; nothing of the whole council."""
        return self.state.who

    @property
    def its(self) -> str:
        """`its` of one place, `their` of several."""
        return _("its") if len(self.state.of("service") or self.state.of("directorate")) == 1 else _("their")

    @cached_property
    def remit(self) -> Remit | None:
        """What the committees chosen look after; None where none is chosen."""
        return self.data.catalogue.remit(self.offer.council, self.state.of("committee"))

    @property
    def of_remit(self) -> str:
        """` in the remit of the Health Committee`, or nothing where no committee is chosen."""
        known = self.data.catalogue.committees_of(self.offer.council)
        titles = [known[name].title for name in self.state.of("committee") if name in known]
        return _(" in the remit of the {titles}", titles=fmt.listed(titles)) if titles else ""

    @cached_property
    def whole_council(self) -> bool:
        """Whether no part of the council has been chosen."""
        return not (self.state.month or any(name != self.judged_by for name, _rest in self.state.chosen))

    def parts(
        self,
        first: Period,
        *splits: str,
        filters: Mapping[str, Sequence[str]],
        dataset: str | None = None,
        last: Period | None = None,
    ) -> dict[str, Components]:
        """The additive parts from a quarter to the last one (else the one on show), split in each of these ways."""
        return components_by(
            self.data,
            dataset or self.dataset,
            self.offer.council,
            first,
            last or self.quarter,
            splits=splits,
            basis=self.state.basis,
            filters=filters,
        )

    def wider(self, parts: Components) -> list[tuple[Period, Components]]:
        """Half-years and years that were loaded as such, as far back as charts show, each with its parts."""
        asked, since = parts.asked, self.charts_from
        found: list[tuple[Period, Components]] = []
        if self.quarter.kind != "quarter":
            return found
        for kind in WIDER:
            periods = [
                period
                for period in self.data.periods(asked.dataset, asked.council, kind)
                if self.data.extract(asked.dataset, asked.council, period)
                and period.last_day <= self.quarter.last_day
                and (since is None or since.first_day <= period.first_day)
            ]
            if periods:
                its = components_by(
                    self.data,
                    asked.dataset,
                    asked.council,
                    periods[0],
                    periods[-1],
                    splits=[parts.split],
                    basis=asked.basis,
                    filters=asked.filters,
                )[parts.split]
                found += [(period, its) for period in periods]
        return sorted(found, key=lambda item: item[0])

    def measure(self, measure_id: str) -> Measure:
        """The measure from the catalogue, as the council has it."""
        return self.data.catalogue.measure(measure_id, self.offer.council)

    def to(self, **changes: object) -> str:
        """The query string of this state with these changes, at the first page of closed records."""
        return self.state.query(**{"records": "", "find": "", "sort": "", "page": 1, **changes})

    def to_records(self, kind: str, find: str = "") -> str | None:
        """The query string that opens a list of records; None for those who may not see any."""
        return self.to(records=kind, find=find) if self.data.records_shown else None

    @property
    def judged_by(self) -> str:
        """The dimension whose values have targets of their own, or nothing."""
        judged = self.data.judged(self.dataset)
        return judged.by if judged else ""

    def published(self, measure_id: str, quarter: Period, area: str = "") -> bool | None:
        """Whether a paper prints this total; None where the records are the council's own."""
        extract = self.data.extract(self.dataset, self.offer.council, quarter)
        if extract is None or not extract.illustrative:
            return None
        return self.whole_council and (self.offer.council, measure_id, quarter.id, area) in self.data.published

    def marks(self) -> str:
        """What filled and hollow points mean, where a chart has both."""
        extract = self.data.extract(self.dataset, self.offer.council, self.quarter)
        if extract is None or not extract.illustrative:
            return ""
        return _("Filled points: totals printed in papers. Hollow points: illustrative records.")

    def service_link(self, name: str, **changes: object) -> str | None:
        """The query string of a service, by way of its directorate unless it stands in several, with these other
        changes; None of a service that the page does not know."""
        if name not in self.owners:
            return None
        return self.to(**self.way_to[name], **changes) if changes else self.service_links[name]

    @cached_property
    def way_to(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """What has to be chosen to come to each service."""
        chosen = self.state.of("directorate")
        return {
            name: {"directorate": tuple(owners) if len(owners) == 1 else chosen, "service": (name,)}
            for name, owners in self.owners.items()
        }

    @cached_property
    def service_links(self) -> dict[str, str]:
        """The query string of each service that the page knows; several charts ask for them."""
        return {name: self.to(**way) for name, way in self.way_to.items()}

    @cached_property
    def owners(self) -> dict[str, set[str]]:
        """The directorates of each service that the page knows."""
        found: dict[str, set[str]] = {}
        for place in self.offer.places:
            owners = found.setdefault(place["service"], set())
            if "directorate" in place:
                owners.add(place["directorate"])
        return found

    def has(self, dataset: str) -> bool:
        """Whether the council has any data of this kind; a card about it is left out where it has none."""
        return (dataset, self.offer.council) in self.data.available

    def quarter_link(self, quarter: Period) -> str | None:
        """The query string of this view at another quarter, if that one is loaded."""
        return self.quarter_links.get(quarter)

    @cached_property
    def quarter_links(self) -> dict[Period, str]:
        """The query string of this view at each loaded quarter; every chart over time asks for them."""
        return {quarter: self.to(quarter=quarter, month="") for quarter in self.offer.quarters}

    def status(self, reading: Reading) -> Status:
        """The reading's status in the scheme on show, or that its cases are too few to say."""
        return status_of(reading.judged(self.judging), reading.target_word, reading.measure)

    @property
    def reported(self) -> Period:
        """The period whose extract the quarter's numbers are from."""
        return self.quarter

    def source(self, dataset: str | None = None) -> str:
        """Where the quarter's numbers come from, in a sentence for readers."""
        extracts = self.data.extracts_of(dataset or self.dataset, self.offer.council, self.reported)
        return " ".join(map(sourced, extracts)) or _(
            "No extract of this {period_word} alone has been loaded.", period_word=self.period_word
        )

    @property
    def extract(self) -> str:
        """The same with each file's release and checksum, for whoever looks into it."""
        extracts = self.data.extracts_of(self.dataset, self.offer.council, self.reported)
        return " ".join(map(sourced_exactly, extracts))

    def damage_notices(self, datasets: Sequence[str]) -> list[str]:
        """A sentence for each fault of the store that the page suffers from."""
        return health.notices(self.data, self.offer.council, datasets, self.state.basis)

    def placed(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """The cards, each knowing what it is of beyond what its finding says; of the month where its title is."""
        whole = replace(self.state, month="")
        found = []
        for card in map(explained, cards):
            state = self.state if self.month_words in card.title else whole
            found.append(card if card.council_wide else replace(card, where=state.unnamed(self.offer, card.finding)))
        return tuple(found)

    def crumbs(self) -> tuple[Crumb, ...]:
        """The way from the council down to what is shown; each step leads back to its level."""
        state, steps = self.state, []
        steps.append(
            Crumb(self.data.catalogue.full_name(self.offer.council), self.to(directorate=(), service=(), month=""))
        )
        if state.of("directorate"):
            steps.append(Crumb(fmt.listed(state.of("directorate")), self.to(service=(), month="")))
        if state.of("service"):
            steps.append(Crumb(fmt.listed(state.of("service")), self.to(month="")))
        if state.month:
            steps.append(Crumb(self.month_words, self.to()))
        if state.records:
            steps.append(Crumb(_("Records {record_words}", record_words=self.record_words[state.records]), None))
        steps[-1] = replace(steps[-1], link=None)
        return tuple(steps)


def explained(card: Card) -> Card:
    """The card, whose note says what [r] stands for, if its chart has it, and where the axis begins, if above zero."""
    if not card.figure:
        return card
    revised = (
        _("{revised}: revised since it was first published.", revised=REVISED) if card.figure.wears(REVISED) else ""
    )
    start = _("The axis starts at {starts_at}.", starts_at=card.figure.starts_at) if card.figure.starts_at else ""
    return replace(card, note=" ".join(filter(None, (card.note, revised, start))))


def sourced(extract: Extract) -> str:
    """What an extract is and when it was loaded."""
    kind = _("Illustrative records") if extract.illustrative else _("Extract {named}", named=extract.named)
    return _("{kind}, loaded on {date}.", kind=kind, date=fmt.date(dt.datetime.fromisoformat(extract.loaded_at).date()))


def sourced_exactly(extract: Extract) -> str:
    """The same with its release, its size and its file's checksum."""
    exactly = _(
        "release {release}, {rows}, SHA-256 {source_sha256}",
        release=extract.release,
        rows=fmt.plural(extract.rows, "row", "rows"),
        source_sha256=extract.source_sha256[:12],
    )
    return f"{sourced(extract)[:-1]}: {exactly}."


def status_of(code: str, target_word: TargetWord, measure: Measure) -> Status:
    """A status code in word and shape, or that the cases are too few to say."""
    told = "too_few" if target_word == TOO_FEW else code
    return Status(told, *judgement.words(told, measure.polarity))


def about(measure: Measure, *queries: str, extra: str = "") -> About:
    """A card's origin, from the measure's definition."""
    definition = f"{measure.definition} {extra}".strip()
    halves = measure.numerator_text, measure.denominator_text
    return About(definition, *halves, queries, measure.id, measure.dataset)


def changed(change: float, measure: Measure) -> str:
    """A change as its measure writes it: `up 7.5 points`, `down £0.02`, `up 12`, `no change`."""
    if measure.unit == "percent":
        return fmt.points(change, measure.decimals)
    if measure.unit == "gbp" and change:
        size = in_words(measure, abs(change)) if measure.decimals else fmt.pounds_in_words(abs(change))
        return f"{fmt.way(change)} {size}"
    if measure.unit in ("fte", "minutes") and change:
        return f"{fmt.way(change)} {fmt.in_unit(abs(change), measure.unit, measure.decimals)}"
    return fmt.moved(change, measure.decimals)


def in_words(measure: Measure, value: float | None) -> str:
    """A value of the measure as a sentence writes it."""
    if measure.unit == "gbp" and value is not None and abs(value) >= 10_000:
        return fmt.pounds_in_words(value)
    return exactly(measure, value)


def exactly(measure: Measure, value: float | None) -> str:
    """The same with every digit that is shown: `£12,088`, `50p`."""
    if measure.unit == "gbp" and measure.decimals == PENCE and value and abs(fmt.rounded(value, PENCE)) < 1:
        return f"{fmt.number(value * 100)}p"
    return fmt.in_unit(value, measure.unit, measure.decimals)
