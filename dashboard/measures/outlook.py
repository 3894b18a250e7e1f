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
from dashboard.basics.languages import N_, NN_, _, n_
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
    def rest(self) -> str:
        """`the remaining quarter`, `the three remaining quarters`."""
        return (
            _("the remaining quarter")
            if self.left == 1
            else _("the {left} remaining quarters", left=in_words(self.left))
        )

    @property
    def gap(self) -> str:
        """A remark on quarters without a figure, or nothing."""
        missing = len(self.done) - len(self.known)
        one, more = NN_(
            " {count} of the quarters so far has no figure.", " {count} of the quarters so far have no figure."
        )
        return n_(one, more, missing, count=in_words(missing).capitalize()) if missing else ""

    def meets(self, value: float) -> bool:
        """Whether a year's value, as it is shown, reaches the target."""
        seen = shown(value, self.decimals)
        return seen >= self.target if self.higher else seen <= self.target

    def ended(self, value: float) -> Outlook:
        """The outlook of a year that is over."""
        met = self.meets(value)
        met_it = N_("{year} ended at {value}; the year's target of {target} was met.")
        missed_it = N_("{year} ended at {value}; the year's target of {target} was missed.")
        said = {"year": self.year, "value": self.show(value), "target": self.show(self.target)}
        return Outlook("met" if met else "missed", None, _(met_it if met else missed_it, **said) + self.gap)


def flow(ask: Ask) -> Outlook:
    """Of what adds up: how much is there, and how much is missing or may still come."""
    so_far = sum(part.value or 0 for part in ask.done)
    if ask.left == 0:
        return ask.ended(so_far)
    target, start = ask.show(ask.target), _("{value} so far in {year}", value=ask.show(so_far), year=ask.year)
    rest = ask.target - so_far
    if ask.higher and rest <= 0:
        return Outlook(
            "met",
            0.0,
            _("{start}: the year's target of {target} is already met.{gap}", start=start, target=target, gap=ask.gap),
        )
    if not ask.higher and rest < 0:
        return Outlook(
            "missed",
            None,
            _(
                "{start}: that is above the year's target of {target}, which can no longer be met.{gap}",
                start=start,
                target=target,
                gap=ask.gap,
            ),
        )
    each = rest / ask.left
    share = "" if ask.left == 1 else _(", {show} each on average", show=ask.show(each))
    must = N_("{start}; for the year's target of {target} {rest} must bring at least {show} together{share}.")
    may = N_("{start}; for the year's target of {target} {rest} may bring at most {show} together{share}.")
    sentence = _(
        must if ask.higher else may,
        start=start,
        target=target,
        rest=ask.rest,
        show=ask.show(rest),
        share=share,
    )
    return Outlook("reachable", each, sentence.replace(" together.", ".") + ask.gap)


def stock(ask: Ask) -> Outlook:
    """Of what is counted at the end: only the last quarter decides."""
    now = ask.known[-1].value or 0.0
    if ask.left == 0 and ask.done[-1].value is not None:
        return ask.ended(now)
    start, target = _("It stands at {value}", value=ask.show(now)), ask.show(ask.target)
    if ask.meets(now):
        sentence = _(
            "{start}, which meets the target of {target}; what counts is the end of {year}.",
            start=start,
            target=target,
            year=ask.year,
        )
    else:
        change = f"{ask.show(abs(ask.target - now))} {_('higher') if ask.higher else _('lower')}"
        sentence = _(
            "{start}; for the target of {target} it must be {change} by the end of {year}.",
            start=start,
            target=target,
            change=change,
            year=ask.year,
        )
    return Outlook("reachable", ask.target, sentence + ask.gap)


def rate(ask: Ask) -> Outlook:
    """Of a share or an average: what the rest of the year must reach."""
    counted = all(part.numerator is not None and part.denominator is not None for part in ask.known)
    cases = sum(part.denominator or 0 for part in ask.known) if counted else 0
    if cases:
        so_far = ask.scale * sum(part.numerator or 0 for part in ask.known) / cases
        assumed = _(", if there are as many cases a quarter as so far")
    else:
        so_far = sum(part.value or 0 for part in ask.known) / len(ask.known)
        assumed = _(", if every quarter counts the same")
    if ask.left == 0:
        return ask.ended(so_far)
    # quarters with as many cases as those so far weigh as the quarters themselves do
    needed = (ask.target * (len(ask.known) + ask.left) - so_far * len(ask.known)) / ask.left
    start, target = _("{year} stands at {value}", year=ask.year, value=ask.show(so_far)), ask.show(ask.target)
    most = 100.0 if ask.scale == 100 else inf
    if (needed > most) if ask.higher else (needed < 0):
        sentence = _(
            "{start}; the year's target of {target} can no longer be reached{assumed}.",
            start=start,
            target=target,
            assumed=assumed,
        )
        return Outlook("out_of_reach", needed, sentence + ask.gap)
    if (needed <= 0) if ask.higher else (needed >= most):
        sentence = _(
            "{start}; the year's target of {target} is safe whatever {rest} may bring{assumed}.",
            start=start,
            target=target,
            rest=ask.rest,
            assumed=assumed,
        )
        return Outlook("met", needed, sentence + ask.gap)
    average = "" if ask.left == 1 else _(" on average")
    at_least = N_("{start}; for the year's target of {target} {rest} must reach at least {show}{average}{assumed}.")
    at_most = N_("{start}; for the year's target of {target} {rest} must reach at most {show}{average}{assumed}.")
    sentence = _(
        at_least if ask.higher else at_most,
        start=start,
        target=target,
        rest=ask.rest,
        show=ask.show(needed),
        average=average,
        assumed=assumed,
    )
    return Outlook("reachable", needed, sentence + ask.gap)
