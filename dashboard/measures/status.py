"""Is it on target, is it getting better: the two judgements, made at the precision a reader sees."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from dashboard.basics.languages import N_, _
from dashboard.basics.statistics import shown
from dashboard.catalogue.judging import Judging

Value = tuple[float | None, float | None, float | None]
USUAL = Judging()
ROUNDING_ERROR = 1e-9

WORDS = {
    "green": (N_("Target met"), "✓"),
    "amber": (N_("Slightly {worse} target"), "◆"),
    "red": (N_("Well {worse} target"), "✕"),
    "achieved": (N_("Achieved"), "✓"),
    "failed": (N_("Failed"), "✕"),
    "too_few": (N_("Too few cases to say"), "○"),
    "data_only": (N_("Data only, no target"), "○"),
    "not_available": (N_("Not available"), "–"),
}


def words(code: str, polarity: str) -> tuple[str, str]:
    """The word and the shape that stand for a status code."""
    word, shape = WORDS[code]
    return _(word).format(worse=_("above") if polarity == "lower" else _("below")), shape


def judge(
    value: float | None,
    target: float | None,
    *,
    polarity: str,
    decimals: int,
    how: Judging = USUAL,
    strict: bool = False,
) -> str:
    """The status code of a value against its target by these rules: green, amber or red, or achieved or failed.

    Without a value it is not_available; without a target, or a polarity to say which way is good, data_only.
    A strict target, such as "lower than last year", is not met by being equal to it.
    """
    if value is None:
        return "not_available"
    if target is None or polarity == "neither":
        return "data_only"
    seen = shown(value, decimals)
    short = target - seen if polarity == "higher" else seen - target
    if short < -ROUNDING_ERROR or (abs(short) <= ROUNDING_ERROR and not strict):
        return "green" if how.scheme == "rag" else "achieved"
    if how.scheme == "achieved_failed":
        return "failed"
    allowed = abs(target) * how.amber / 100 if how.margin == "of_target" else how.amber
    return "amber" if short <= allowed + ROUNDING_ERROR else "red"


def trend(value: float | None, earlier: float | None, *, polarity: str, decimals: int) -> str:
    """improved, worsened or static by polarity; higher, lower or same without one; not_available without both."""
    if value is None or earlier is None:
        return "not_available"
    now, then = shown(value, decimals), shown(earlier, decimals)
    if now == then:
        return "same" if polarity == "neither" else "static"
    if polarity == "neither":
        return "higher" if now > then else "lower"
    return "improved" if (now > then) == (polarity == "higher") else "worsened"


def compare(
    value: float | None,
    other: float,
    *,
    polarity: str,
    decimals: int,
    interval: tuple[float, float] | None = None,
) -> str:
    """A value beside another place's: better, worse or similar by polarity; higher or lower without one.

    Similar is the same at the precision shown or, of a proportion, within its 95% interval.
    """
    if interval and interval[0] <= other <= interval[1] and value is not None:
        return "similar"
    found = trend(value, other, polarity=polarity, decimals=decimals)
    return {"improved": "better", "worsened": "worse", "static": "similar", "same": "similar"}.get(found, found)


def mean_of_four(four: Sequence[Value], scale: float) -> float | None:
    """What the long trend compares with: four quarters (value, numerator, denominator) pooled where both halves
    are known, else the mean of their values. None unless all four have a value."""
    values = [value for value, _rest, _rest in four if value is not None]
    if len(values) != 4:
        return None
    over = sum(denominator or 0 for _rest, _rest, denominator in four)
    if over and all(denominator is not None for _rest, _rest, denominator in four):
        return scale * sum(numerator or 0 for _rest, numerator, _rest in four) / over
    return fmean(values)
