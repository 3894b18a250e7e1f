"""The verdict: what is said of a number against its target and against its own past.

How a page, a document or a slide uses it:
- `reading.verdict` (of `Components.reading`, `readings` and the scorecard's entries) is the one verdict on a number;
  nothing else may say that it is better, worse or unusual. The trends of `figures` stay, under their own name.
- `direction` is that of the number (up, down, same) and what an arrow shows; `change_words` is the judgement that
  stands beside it, `compared` names what it was compared with and `base` is the value there.
- `judgement` is better, worse, higher, lower or nothing, `clear` says whether it is beyond doubt. What needs attention
  is `missed` or `worse`: `verdict.target == "missed"`, `verdict.judgement == "worse"`.
- `lower` and `upper` are the ends of its usual range, at the precision shown, both None where there is none. What is
  clear lies outside and reads so; `since` is the first of the periods that the range is worked out from, None of what
  has seasons, whose range is that of one season alone. A series that trends has none, and a sentence in `trending`:
  "has risen in ten of twelve quarters", to be read behind the measure's name.
- `words` is all of it in a cell: "missed; clearly worse".
- It is worked out when it is first asked for. Where the parts asked for do not reach twenty quarters back (`MOST_PAST`)
  that costs one query more, so a page that shows verdicts asks for its parts from there on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period

TargetWord = Literal["met", "missed", "too few to say", ""]
Direction = Literal["up", "down", "same", ""]

TOO_FEW: Literal["too few to say"] = "too few to say"
# what is said of the change, by its code; the number itself being unknown, nothing
CHANGES = {
    "clearly_better": N_("clearly better"),
    "clearly_worse": N_("clearly worse"),
    "look_better": N_("worth a look: better"),
    "look_worse": N_("worth a look: worse"),
    "clearly_higher": N_("clearly higher"),
    "clearly_lower": N_("clearly lower"),
    "look_higher": N_("worth a look: higher"),
    "look_lower": N_("worth a look: lower"),
    "no_clear_change": N_("no clear change"),
    "too_few": N_("too few to say"),
    "no_past": N_("too few earlier figures to say"),
    "not_judged": N_("not judged"),
    "": "",
}


@dataclass(frozen=True)
class Verdict:
    """What is said of one number.

    `target` is empty where there is nothing to be held against, `change` one of `CHANGES`. `not_judged` is that of what
    can be compared and has no chance to be measured by: a sum over the year so far, a series that trends, a count that
    is nearly always nought. `base` is the value compared with, at full precision. `reason` is why a number is worth a
    look that is not far from its mean: `the last of seven quarters above its mean`. Limits are `of_level` where the
    number keeps to one, which a share of cases and a season do not.
    """

    target: TargetWord = ""
    change: str = ""
    direction: Direction = ""
    compared: str = ""
    base: float | None = None
    lower: float | None = None
    upper: float | None = None
    trending: str = ""
    since: Period | None = None
    reason: str = ""
    of_level: bool = False

    @property
    def clear(self) -> bool:
        """Whether the change is beyond what the number's past leads one to expect, and by far."""
        return self.change.startswith("clearly_")

    @property
    def look(self) -> bool:
        """Whether the change is worth a look, and no more than that."""
        return self.change.startswith("look_")

    @property
    def judgement(self) -> str:
        """Better or worse, higher or lower of what is neither; nothing where no change is told."""
        return self.change.partition("_")[2] if self.clear or self.look else ""

    def holds(self, value: float | None) -> bool:
        """Whether a value as it is shown lies within the limits, of which there are two."""
        return None not in (value, self.lower, self.upper) and self.lower <= value <= self.upper  # type: ignore[operator]

    @property
    def judged(self) -> bool:
        """Whether the change could be told from chance, whichever way that went."""
        return self.clear or self.look or self.change == "no_clear_change"

    @property
    def change_words(self) -> str:
        """`clearly worse`, `no clear change`; of a series that trends its sentence."""
        return self.trending or _(CHANGES[self.change])

    @property
    def words(self) -> str:
        """`missed; clearly worse`: of the target, if there is one, and of the change."""
        return "; ".join(dict.fromkeys(part for part in (self.target, self.change_words) if part))
