"""The complaints page: are complaints answered in time, is it getting better, and where is it not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.basics import formatting as fmt
from dashboard.catalogue.records import Measure
from dashboard.measures.readings import Parts, Reading
from dashboard.measures.scorecard_counts import ON_TARGET
from dashboard.pages.filters import Offer, State
from dashboard.store.data import Data
from dashboard.store.database import Row
from dashboard.views.cards import against_target, measure_tile
from dashboard.views.complaints import breakdowns, trends
from dashboard.views.complaints.records import all_records, record_links, records
from dashboard.views.nothing import honest, recorded
from dashboard.views.pieces import Card, Section, Table, Tile, View
from dashboard.views.scope import Scope, noise, percentage_change

DATASETS = ("complaints", "ombudsman", "compliments")
FIRST_STAGE = "corporate_stage_1"


@dataclass(frozen=True)
class Complaints(Scope):
    """The scope of the page: the stages in focus, and the answers that several cards read."""

    @cached_property
    def stages(self) -> list[str]:
        """The stages chosen, whether the chosen places have them or not, else all that these have."""
        if self.state.stage:
            return list(self.state.stage)
        chosen = [
            place["stage"]
            for place in self.offer.places
            if (not self.state.directorate or place["directorate"] in self.state.directorate)
            and (not self.state.service or place["service"] in self.state.service)
        ]
        return [stage for stage in self.offer.words("stage") if stage in chosen]

    @property
    def stage_names(self) -> Mapping[str, str]:
        """The stages' labels."""
        return self.offer.words("stage")

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """The stages that single charts show: those chosen, else corporate stage 1, else what there is."""
        if self.state.stage:
            return tuple(self.stages)
        return (FIRST_STAGE,) if FIRST_STAGE in self.stages else tuple(self.stages)

    @property
    def one_stage(self) -> str:
        """The only stage in focus, or nothing where several are pooled."""
        return self.focus[0] if len(self.focus) == 1 else ""

    @cached_property
    def phrase(self) -> str:
        """What is counted, in a sentence: `corporate stage 1 complaints`."""
        names = [self.stage_names[stage] for stage in self.focus]
        return fmt.listed([name[0].lower() + name[1:] for name in names]) + " complaints"

    @cached_property
    def stage_words(self) -> str:
        """The stages in focus as a label: `Corporate stage 1`."""
        names = [self.stage_names[stage] for stage in self.focus]
        return fmt.listed([names[0], *(name[0].lower() + name[1:] for name in names[1:])]) if names else ""

    @cached_property
    def focus_filters(self) -> dict[str, Sequence[str]]:
        """The place filters and the stages in focus."""
        return {**self.place, "stage": self.focus}

    @cached_property
    def deadline(self) -> int | None:
        """The deadline of the stage in focus, in working days, or None where stages with several are pooled."""
        days = {self.days_allowed(stage) for stage in self.focus}
        return days.pop() if len(days) == 1 else None

    def days_allowed(self, stage: str) -> int:
        """The deadline of a stage, in working days, by which the figures on show are counted."""
        council, day = self.offer.council, self.quarter.first_day
        return self.data.deadline(self.dataset, stage, council, day, self.state.basis).working_days

    @property
    def in_time(self) -> str:
        """`within 10 working days`, or `in time`."""
        return f"within {fmt.days(self.deadline)}" if self.deadline else "in time"

    @cached_property
    def timeliness(self) -> Measure:
        """The measure of the page."""
        return self.measure("complaints_timeliness")

    @cached_property
    def by_stage(self) -> Parts:
        """Every loaded quarter by stage, for the chosen places; the answer serves every quarter on show."""
        quarters = self.offer.quarters
        return self.parts(quarters[0], "stage", filters=self.place, last=quarters[-1])["stage"]

    @cached_property
    def over_time(self) -> Parts:
        """Every loaded quarter for the stages in focus and the chosen places."""
        if self.one_stage:
            return self.by_stage.only(self.one_stage)
        quarters = self.offer.quarters
        return self.parts(quarters[0], "", filters=self.focus_filters, last=quarters[-1])[""]

    @cached_property
    def in_quarter(self) -> dict[str, Parts]:
        """The quarter, or the month chosen in it, and the quarter before, for the stages in focus, in many splits."""
        filters = {**self.place_and_month, "stage": self.focus}
        return self.parts(self.quarter - 1, "", "directorate", "service", "theme", filters=filters)

    @cached_property
    def tiles_by_stage(self) -> Parts:
        """By stage, for the month chosen or the whole quarter."""
        if not self.state.month:
            return self.by_stage
        return self.parts(self.quarter, "stage", filters=self.place_and_month)["stage"]

    @cached_property
    def waits(self) -> list[Row]:
        """How long the answers of the quarter or month took, and how long those still open have waited."""
        chosen = {**self.place, "stage": self.focus}
        return self.data.rows(
            "complaints_waits",
            council=self.offer.council,
            basis=self.state.basis,
            kind=self.quarter.kind,
            place=self.quarter.index,
            month=self.state.month,
            **{f"{name}s": list(values) or None for name, values in chosen.items()},
        )

    @cached_property
    def now(self) -> Reading:
        """The timeliness of the stages in focus in the quarter, or in the month chosen."""
        parts = self.in_quarter[""] if self.state.month else self.over_time
        return parts.reading(self.timeliness, self.quarter)


def view(data: Data, state: State) -> View:
    """Everything the complaints page says for this state."""
    page = Complaints(data, "complaints", state, data.offer("complaints", state.council))
    services = breakdowns.services(page)
    shown = View(
        state=state,
        title="Complaints",
        headline=headline(page),
        support=support(page),
        tiles=tuple(tile(page, stage) for stage in page.stages),
        cards=(
            trends.timeliness(page),
            *([] if len(state.directorate) == 1 or state.service else [breakdowns.directorates(page)]),
            *([breakdowns.months(page)] if len(state.service) == 1 else [services]),
            trends.volumes(page),
            breakdowns.answer_days(page),
            trends.outcomes(page),
            breakdowns.open_by_age(page),
            trends.same_quarter(page),
            breakdowns.themes(page),
            *([trends.ombudsman(page)] if page.has("ombudsman") else []),
            *([breakdowns.compliments(page)] if page.has("compliments") else []),
            trends.summary(page),
        ),
        crumbs=page.crumbs(),
        sources=page.source(),
        notices=(*state.notices, *page.damage_notices(DATASETS)),
        record_links=record_links(page),
        records=records(page) if state.records else None,
    )
    return honest(page, shown, lambda other: replace(page, state=other).now)


def beside(data: Data, state: State, offer: Offer) -> list[Card | Section]:
    """What there is without complaints: the Ombudsman's decisions and compliments."""
    page = Complaints(data, "complaints", state, offer)
    return [
        *([trends.ombudsman(page)] if page.has("ombudsman") else []),
        *([breakdowns.compliments(page)] if page.has("compliments") else []),
    ]


def record_table(data: Data, state: State) -> Table:
    """Every record that the state asks for, for the download."""
    return all_records(Complaints(data, "complaints", state, data.offer("complaints", state.council)))


def headline(page: Complaints) -> str:
    """The finding: the share answered in time, against its target and against last quarter."""
    now = page.now
    if now.denominator is None:
        return f"No extract of complaints has been loaded for {page.quarter.label}"
    if not now.denominator:
        return nothing(page)
    sentence = f"{fmt.percent(now.value)} of {page.phrase} were answered {page.in_time}"
    if page.who:
        sentence = f"{page.who} answered {fmt.percent(now.value)} of {page.its} {page.phrase} {page.in_time}"
    if page.state.month:
        sentence += f" in {page.when}"
    change = percentage_change(now)
    met = now.target is not None and now.status in ON_TARGET
    judged = f", {against_target(now)}" if now.target is not None else ""
    if change is None or page.state.month:
        return sentence + judged
    moved = f"{fmt.number(abs(change), 1)} percentage points {'up' if change > 0 else 'down'} on last quarter"
    if change == 0:
        moved = "the same as last quarter"
    if not judged:
        return f"{sentence}, {moved}"
    joiner = "and" if met == (change >= 0) or change == 0 else "but"
    return f"{sentence}{judged} {joiner} {moved}"


def nothing(page: Complaints) -> str:
    """What there is none of, where nothing was answered: the place had no such complaints, or answered none."""
    if not page.who:
        return f"No {page.phrase} were answered in {page.months_in_words}"
    return f"{page.who} {'answered' if recorded(page) else 'had'} no {page.phrase} in {page.when}"


def support(page: Complaints) -> str:
    """On how many cases the headline rests, whether its change is chance, and where it is worst."""
    now = page.now
    if not now.denominator:
        return "Choose another quarter, or fewer filters."
    cases = fmt.share_of(now.numerator, now.denominator)
    sure = f" (95% interval {fmt.interval(*now.interval)})" if now.interval else ""
    sentences = [f"{cases} answers came {page.in_time} in {page.months_in_words}{sure}."]
    before = page.over_time.reading(page.timeliness, page.quarter - 1)
    if not page.state.month and noise(now, before):
        sentences.append("The change since last quarter is within what chance alone would bring.")
    sentences += furthest_fall(page)
    return " ".join(sentences)


def furthest_fall(page: Complaints) -> list[str]:
    """The stage that fell furthest since last quarter, where it is not the one the headline speaks of."""
    if page.state.month:
        return []
    falls = [
        (change, reading)
        for stage in page.stages
        if (reading := page.by_stage.reading(page.timeliness, page.quarter, stage)).part != page.one_stage
        and (change := percentage_change(reading) or 0) < 0
    ]
    if not falls:
        return []
    change, worst = min(falls, key=lambda item: item[0])
    stage, cases = page.stage_names[worst.part], fmt.share_of(worst.numerator, worst.denominator)
    return [f"{stage} fell furthest, by {fmt.number(abs(change), 1)} points to {fmt.percent(worst.value)} ({cases})."]


def tile(page: Complaints, stage: str) -> Tile:
    """One stage at a glance."""
    row = page.tiles_by_stage.row(page.quarter, stage)
    days = page.days_allowed(stage)
    answered = row is not None and row["responded"]
    return measure_tile(
        page,
        page.timeliness,
        page.tiles_by_stage,
        stage,
        key=stage,
        title=page.stage_names[stage],
        cases=f"{fmt.share_of(row['within_deadline'], row['responded'])} within {fmt.days(days)}"
        if row and answered
        else "no answers",
        link=page.to(stage=(stage,)),
        changes=not page.state.month,
    )
