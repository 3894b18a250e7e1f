"""How a plan's measures stand beside the nation's: the key that papers print as ✓, ✘ and =, with its words."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.basics import formatting as fmt
from dashboard.views.authorities import known_elsewhere
from dashboard.views.pieces import Passage
from dashboard.views.scope import Scope

NATIONS = ("E92", "W92", "S92", "N92", "K0")  # how the codes of nations, and of several together, begin
BETTER, WORSE, SAME = "✓ Better than", "✘ Worse than", "= Same as"
MEANING = Passage(
    title="Benchmark",
    text=f"Against the national figure: “{BETTER}”, “{WORSE}” or “{SAME}”, where neither differs at the precision "
    "shown. One of another period is named with it. Where neither more nor less is better, there is none.",
)


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
    word = SAME if same else BETTER if more == (polarity == "higher") else WORSE
    when = "" if nation.quarter == page.quarter else f" in {nation.quarter.label}"
    return f"{word} {nation.comparator}, {theirs}{when}"
