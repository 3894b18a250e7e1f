"""How a plan's measures stand beside the nation's: the key that papers print as ✓, ✘ and =, with its words."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.basics import formatting as fmt
from dashboard.basics.languages import N_, _
from dashboard.views.authorities import known_elsewhere
from dashboard.views.pieces import Passage
from dashboard.views.scope import Scope

NATIONS = ("E92", "W92", "S92", "N92", "K0")  # how the codes of nations, and of several together, begin
BETTER, WORSE, SAME = N_("✓ Better than"), N_("✘ Worse than"), N_("= Same as")


def meaning() -> Passage:
    """What the benchmarks of a plan mean."""
    said = _(
        "Against the national figure: “{better}”, “{worse}” or “{same}”, where neither differs at the precision shown. "
        "One of another period is named with it. Where neither more nor less is better, there is none.",
        better=_(BETTER),
        worse=_(WORSE),
        same=_(SAME),
    )
    return Passage(title=_("Benchmark"), text=said)


def beside(page: Scope, measure: str, polarity: str, value: float | None, show: Callable[[float | None], str]) -> str:
    """`✓ Better than England, 3.5`: the value against the newest national figure up to the period on show, whose
    quarter is named where it is not that period; a dash where there is none, or no good direction."""
    quarter = page.quarter.as_kind("quarter")
    known = known_elsewhere(page.data, page.offer.council, measure, quarter, page.state.basis)
    nation = next((one for one in known if one.comparator_code.startswith(NATIONS)), None)
    if value is None or nation is None or polarity not in ("higher", "lower"):
        return fmt.NOTHING
    theirs = show(nation.value)
    same, more = show(value) == theirs, value > nation.value
    word = _(SAME if same else BETTER if more == (polarity == "higher") else WORSE)
    when = "" if nation.quarter == page.quarter else _(" in {quarter}", quarter=nation.quarter.label)
    return f"{word} {nation.comparator}, {theirs}{when}"
