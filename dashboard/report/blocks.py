"""Headline measures as the papers print them: the period before, this one and the year, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.basics import formatting as fmt
from dashboard.basics.config import Scheme
from dashboard.basics.languages import N_, _
from dashboard.catalogue.records import Measure
from dashboard.measures.scorecard import Entry, entries
from dashboard.measures.status import judge, words
from dashboard.pages.registry import Page
from dashboard.store.data import Data
from dashboard.views.attention.lines import name
from dashboard.views.pieces import Status, View

AIMS = {"higher": N_("Aim to maximise"), "lower": N_("Aim to minimise"), "neither": N_("For information")}


@dataclass(frozen=True)
class Standing:
    """Where a measure stands in one period, every part ready to be printed."""

    period: str
    value: str
    target: str
    status: Status
    long_trend: str
    short_trend: str


@dataclass(frozen=True)
class Block:
    """A headline measure as the papers print it: the period before, this one, and the year."""

    code: str
    title: str
    aim: str
    standings: tuple[Standing, ...]


def blocks(data: Data, page: Page, view: View) -> tuple[Block, ...]:
    """The page's measures that have a code in the papers, each for the whole council."""
    state = view.state
    datasets = (page.dataset, *page.also)
    asked: dict[str, Any] = {"basis": state.basis, "scheme": data.judging(state.council, state.scheme).scheme}
    now = [one for one in entries(data, state.council, state.quarter, **asked) if headline(one, datasets)]
    before = {one.key: one for one in entries(data, state.council, state.quarter - 1, **asked)} if now else {}
    return tuple(block(data, one, before[one.key], asked["scheme"]) for one in now)


def headline(entry: Entry, datasets: Sequence[str]) -> bool:
    """Whether the papers print the measure by its code, and this is the part that stands for it."""
    measure = entry.measure
    return measure.dataset in datasets and bool(measure.code) and entry.stands_for_all


def block(data: Data, entry: Entry, before: Entry, scheme: Scheme) -> Block:
    """A measure in the period before, in this one and in the year."""
    year, measure = entry.period.as_kind("year"), entry.measure
    standings = [standing(before), standing(entry)]
    if entry.period != year:
        whole = entry.period.last_day == year.last_day
        standings.append(
            Standing(
                period=year.label if whole else _("{year} to date", year=year.label),
                value=fmt.in_unit(entry.year_to_date, measure.unit, measure.decimals),
                target=target_of(entry.year_target, measure),
                status=year_status(data, entry, scheme),
                long_trend=fmt.NOTHING,
                short_trend=fmt.NOTHING,
            )
        )
    return Block(measure.code, name(entry), _(AIMS[measure.polarity]), tuple(standings))


def standing(entry: Entry) -> Standing:
    """A measure in one period."""
    reading, measure = entry.reading, entry.measure
    return Standing(
        period=entry.period.label,
        value=fmt.in_unit(reading.value, measure.unit, measure.decimals),
        target=target_of(reading.target, measure),
        status=Status(entry.status, *words(entry.status, measure.polarity)),
        long_trend=trend_words(reading.long_trend),
        short_trend=trend_words(reading.short_trend),
    )


def trend_words(code: str) -> str:
    """A trend as the papers write it."""
    return _(code.replace("_", " ").capitalize())


def target_of(value: float | None, measure: Measure) -> str:
    """A target as the papers write it: `80%`, `350`."""
    return fmt.target(value) if measure.unit == "percent" else fmt.in_unit(value, measure.unit, 0)


def year_status(data: Data, entry: Entry, scheme: Scheme) -> Status:
    """How the year so far is judged by its own target."""
    code = judge(
        entry.year_to_date,
        entry.year_target,
        polarity=entry.measure.polarity,
        decimals=entry.measure.decimals,
        how=data.judging(entry.reading.council, scheme),
        strict=entry.reading.strict,
    )
    return Status(code, *words(code, entry.measure.polarity))
