"""Where the year stands against its target and what the rest of it must bring. Pure, and never a forecast.

It says what would be needed, not what will come. Where a share is needed of cases that are not there yet, it says
that it counts on as many as there have been so far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from dashboard.basics.formatting import in_words
from dashboard.basics.statistics import shown

Verdict = Literal["met", "missed", "reachable", "out_of_reach"]
Show = Callable[[float], str]
QUARTERS = 4


@dataclass(frozen=True)
class Part:
    """A quarter so far: its value, and of a ratio the counts behind it where they are known. None is a gap."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Outlook:
    """Where the year stands: a verdict, what each remaining quarter must reach on average, and one sentence."""

    verdict: Verdict
    needed: float | None
    sentence: str


def outlook(
    done: Sequence[Part],
    target: float,
    *,
    nature: str,
    polarity: str,
    show: Show,
    year: str,
    scale: float = 100.0,
    decimals: int = 1,
) -> Outlook | None:
    """The outlook of a year (`2017/18`) of which these quarters are done; None without a figure or a polarity.

    `show` writes a number in the measure's unit, to so many `decimals`; `scale` is what a ratio is multiplied by.
    """
    known = [part for part in done if part.value is not None]
    if not known or polarity == "neither" or not 1 <= len(done) <= QUARTERS:
        return None
    ask = Ask(list(done), known, target, polarity == "higher", QUARTERS - len(done), show, year, scale, decimals)
    return {"flow": flow, "stock": stock}.get(nature, rate)(ask)


@dataclass(frozen=True)
class Ask:
    """What is asked: the quarters done and those of them that are known, the target, and how many are left."""

    done: list[Part]
    known: list[Part]
    target: float
    higher: bool
    left: int
    show: Show
    year: str
    scale: float
    decimals: int

    @property
    def bound(self) -> str:
        """`at least` or `at most`."""
        return "at least" if self.higher else "at most"

    @property
    def rest(self) -> str:
        """`the remaining quarter`, `the three remaining quarters`."""
        return "the remaining quarter" if self.left == 1 else f"the {in_words(self.left)} remaining quarters"

    @property
    def gap(self) -> str:
        """A remark on quarters without a figure, or nothing."""
        missing = len(self.done) - len(self.known)
        have = "has" if missing == 1 else "have"
        return f" {in_words(missing).capitalize()} of the quarters so far {have} no figure." if missing else ""

    def meets(self, value: float) -> bool:
        """Whether a year's value, as it is shown, reaches the target."""
        seen = shown(value, self.decimals)
        return seen >= self.target if self.higher else seen <= self.target

    def ended(self, value: float) -> Outlook:
        """The outlook of a year that is over."""
        met = self.meets(value)
        sentence = f"{self.year} ended at {self.show(value)}; the year's target of {self.show(self.target)} was "
        return Outlook("met" if met else "missed", None, sentence + ("met." if met else "missed.") + self.gap)


def flow(ask: Ask) -> Outlook:
    """Of what adds up: how much is there, and how much is missing or may still come."""
    so_far = sum(part.value or 0 for part in ask.done)
    if ask.left == 0:
        return ask.ended(so_far)
    target, start = ask.show(ask.target), f"{ask.show(so_far)} so far in {ask.year}"
    rest = ask.target - so_far
    if ask.higher and rest <= 0:
        return Outlook("met", 0.0, f"{start}: the year's target of {target} is already met.{ask.gap}")
    if not ask.higher and rest < 0:
        return Outlook(
            "missed",
            None,
            f"{start}: that is above the year's target of {target}, which can no longer be met.{ask.gap}",
        )
    each = rest / ask.left
    share = "" if ask.left == 1 else f", {ask.show(each)} each on average"
    verb = "must bring" if ask.higher else "may bring"
    sentence = (
        f"{start}; for the year's target of {target} {ask.rest} {verb} {ask.bound} {ask.show(rest)} together{share}."
    )
    return Outlook("reachable", each, sentence.replace(" together.", ".") + ask.gap)


def stock(ask: Ask) -> Outlook:
    """Of what is counted at the end: only the last quarter decides."""
    now = ask.known[-1].value or 0.0
    if ask.left == 0 and ask.done[-1].value is not None:
        return ask.ended(now)
    start, target = f"It stands at {ask.show(now)}", ask.show(ask.target)
    if ask.meets(now):
        sentence = f"{start}, which meets the target of {target}; what counts is the end of {ask.year}."
    else:
        change = f"{ask.show(abs(ask.target - now))} {'higher' if ask.higher else 'lower'}"
        sentence = f"{start}; for the target of {target} it must be {change} by the end of {ask.year}."
    return Outlook("reachable", ask.target, sentence + ask.gap)


def rate(ask: Ask) -> Outlook:
    """Of a share or an average: what the rest of the year must reach."""
    counted = all(part.numerator is not None and part.denominator is not None for part in ask.known)
    cases = sum(part.denominator or 0 for part in ask.known) if counted else 0
    if cases:
        so_far = ask.scale * sum(part.numerator or 0 for part in ask.known) / cases
        assumed = ", if there are as many cases a quarter as so far"
    else:
        so_far = sum(part.value or 0 for part in ask.known) / len(ask.known)
        assumed = ", if every quarter counts the same"
    if ask.left == 0:
        return ask.ended(so_far)
    # quarters with as many cases as those so far weigh as the quarters themselves do
    needed = (ask.target * (len(ask.known) + ask.left) - so_far * len(ask.known)) / ask.left
    start, target = f"{ask.year} stands at {ask.show(so_far)}", ask.show(ask.target)
    most = 100.0 if ask.scale == 100 else inf
    if (needed > most) if ask.higher else (needed < 0):
        sentence = f"{start}; the year's target of {target} can no longer be reached{assumed}."
        return Outlook("out_of_reach", needed, sentence + ask.gap)
    if (needed <= 0) if ask.higher else (needed >= most):
        sentence = f"{start}; the year's target of {target} is safe whatever {ask.rest} may bring{assumed}."
        return Outlook("met", needed, sentence + ask.gap)
    average = "" if ask.left == 1 else " on average"
    reach = f"must reach {ask.bound} {ask.show(needed)}{average}{assumed}"
    sentence = f"{start}; for the year's target of {target} {ask.rest} {reach}."
    return Outlook("reachable", needed, sentence + ask.gap)
