"""Numbers, dates and changes as a reader sees them. Pure; None reads `—` in a cell, `not available` in a sentence.

The minus sign is U+2212, which lines up with figures and is read aloud as "minus".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from dashboard.basics import languages
from dashboard.basics.languages import MINUS, N_, NN_, _, decimal, n_
from dashboard.basics.quarters import FULL_MONTH_NAMES, month_label

NOTHING = "\N{EM DASH}"
NOT_AVAILABLE = N_("not available")
NUMBER_WORDS = (
    N_("no"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine")
)  # fmt: skip


@lru_cache(20_000)  # a page shows the same numbers in charts, hovers, tables and sentences
def rounded(value: float, decimals: int = 0) -> float:
    """The value as it is shown: halves away from zero, as a reader rounds; changes are differences of these."""
    # Through the shortest decimal text, so that 2.675 rounds as written and not as the binary float lies.
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def number(value: float | None, decimals: int = 0) -> str:
    """`1,234`, `−5.9`, or `—`."""
    if value is None:
        return NOTHING
    return decimal(rounded(value, decimals), decimals)


def percent(value: float | None, decimals: int = 1) -> str:
    """`90.2%` for 90.222, or `—`."""
    return NOTHING if value is None else _("{number}%").replace("{number}", number(value, decimals))


def target(value: float | None, decimals: int = 1) -> str:
    """`80%`: a percentage without the decimals it does not need, or `—`."""
    if value is None:
        return NOTHING
    whole = rounded(value, decimals) == int(rounded(value, decimals))
    return percent(value, 0 if whole else decimals)


def pounds(value: float | None, decimals: int = 0) -> str:
    """`£1,234`, `−£300`, or `—`: exact, for tables."""
    if value is None:
        return NOTHING
    text = number(value, decimals)
    sign = MINUS if text.startswith(MINUS) else ""
    return sign + _("£{number}", number=text.removeprefix(MINUS))


def pounds_in_words(value: float | None) -> str:
    """`£2.4 million`, `£310,000`, `£850`: rounded, for sentences."""
    if value is None:
        return _(NOT_AVAILABLE)
    sign, size = (MINUS if value < 0 else ""), abs(value)
    if size >= 999_500:
        return sign + _("£{number} million", number=neat(size / 1e6))
    return sign + _("£{number}", number=number(round(size, -3) if size >= 10_000 else size))


def pounds_short(value: float | None, decimals: int = 1) -> str:
    """`£2.4m`, `£310k`, `£850`, or `—`: rounded, for charts; an axis needs two `decimals` for steps of £250,000."""
    if value is None:
        return NOTHING
    sign, size = (MINUS if value < 0 else ""), abs(value)
    for scale, short in ((1e6, _("£{number}m")), (1e3, _("£{number}k"))):
        if size >= scale * 0.9995:
            shown = size / scale
            most = decimals if scale == 1e6 or shown < 10 or decimals > 1 else 0
            least = next(n for n in range(most + 1) if rounded(shown, n) == rounded(shown, most))
            return sign + short.format(number=number(shown, least))
    return sign + _("£{number}", number=number(size))


def points(change: float | None, decimals: int = 1) -> str:
    """`up 7.5 points`, `down 5.9 points`, `no change`, or `not available`, for a change of a percentage."""
    return moved(change, decimals, *NN_("point", "points"))


def moved(change: float | None, decimals: int = 0, one: str = "", many: str = "") -> str:
    """`up 12`, `down 1 case`, `no change`, or `not available`; the unit agrees with the number."""
    if change is None:
        return _(NOT_AVAILABLE)
    shown = rounded(change, decimals)
    if shown == 0:
        return _("no change")
    size = number(abs(shown), decimals)
    moved_by = f"{size} {n_(one, many, abs(shown))}" if one or many else size
    return _("up {by}", by=moved_by) if shown > 0 else _("down {by}", by=moved_by)


def way(change: float) -> str:
    """Which way a number went, in a word, since arrows are not read aloud."""
    return _("up") if change > 0 else _("down")


def signed(change: float | None, decimals: int = 0) -> str:
    """`+12`, `−106`, `0`, or `—`, for the change column of a table."""
    if change is None:
        return NOTHING
    return ("+" if rounded(change, decimals) > 0 else "") + number(change, decimals)


def days(value: float | None, decimals: int = 0) -> str:
    """`1 working day`, `10 working days`, or `—`."""
    if value is None:
        return NOTHING
    return plural_of(rounded(value, decimals), "{count} working day", "{count} working days", decimals)


def plural_of(count: float, one: str, many: str, decimals: int = 0) -> str:
    """A message with {count} in it for one, or for more."""
    return n_(one, many, count, count=number(count, decimals))


def plural(count: int, one: str, many: str = "") -> str:
    """`1 complaint`, `2 complaints`, `no complaints`."""
    what = n_(one, many or f"{one}s", count)
    return _("{count} {what}", count=number(count), what=what) if count else _("no {what}", what=what)


def in_words(count: int) -> str:
    """`three`, as sentences write small counts, `12` from ten on."""
    return _(NUMBER_WORDS[count]) if 0 <= count < len(NUMBER_WORDS) else number(count)


def share_of(part: float | None, whole: float | None) -> str:
    """`203 of 225`, or `—`."""
    return NOTHING if part is None or whole is None else _("{part} of {whole}", part=number(part), whole=number(whole))


def interval(low: float | None, high: float | None, decimals: int = 1) -> str:
    """`85.6% to 93.5%`, or `—`."""
    if low is None or high is None:
        return NOTHING
    return _("{low} to {high}", low=percent(low, decimals), high=percent(high, decimals))


def date(value: dt.date | None) -> str:
    """`31 March 2020`, or `—`."""
    if value is None:
        return NOTHING
    return languages.date(value) or f"{value.day} {FULL_MONTH_NAMES[value.month - 1]} {value.year}"


def month(value: dt.date | None) -> str:
    """`March 2020`, or `—`."""
    return NOTHING if value is None else month_label(value)


def listed(names: Sequence[str]) -> str:
    """`Parking`, `Parking and Waste`, `Parking, Planning and Waste`; where one of them has a comma or an `and` of its
    own, `Adults, Health; and Parking`."""
    if len(names) > 1 and any((", " in name or _(" and ") in name) and name[-1] != ")" for name in names):
        return _("{names}; and {last}", names="; ".join(names[:-1]), last=names[-1])
    return joined(names)


def joined(clauses: Sequence[str]) -> str:
    """The same of clauses, which need no stronger sign than a comma."""
    if len(clauses) < 2:
        return "".join(clauses)
    return _("{names} and {last}", names=", ".join(clauses[:-1]), last=clauses[-1])


def lower(text: str) -> str:
    """The text inside a sentence: its first letter small, unless the word is all capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def level(names: Sequence[str], most: int = 3) -> str:
    """Those that share a place, by name; of many how many they are: `Delay and Missed collection`, `five of them`."""
    return listed(names) if len(names) <= most else _("{count} of them", count=in_words(len(names)))


def neat(value: float | None, decimals: int = 1) -> str:
    """`227`, `3.6`: a number without the decimals it does not need, such as full-time equivalents; or `—`."""
    if value is None:
        return NOTHING
    return number(value, 0 if rounded(value, decimals) == int(rounded(value, decimals)) else decimals)


def months(value: float | None, _decimals: int = 0) -> str:
    """`1 month`, `14 months`, or `—`."""
    return NOTHING if value is None else plural(int(value), "month", "months")


def minutes(value: float | None, _decimals: int = 0) -> str:
    """`8:23` for 8.383: minutes and seconds; or `—`."""
    if value is None:
        return NOTHING
    seconds = round(abs(value) * 60)
    return f"{MINUS if value < 0 and seconds else ''}{seconds // 60}:{seconds % 60:02}"


UNIT_FORMATS = {
    "percent": percent,
    "gbp": pounds,
    "count": number,
    "number": number,
    "days": number,
    "fte": neat,
    "months": months,
    "minutes": minutes,
}


def in_unit(value: float | None, unit: str, decimals: int = 0) -> str:
    """The value as its unit is written: `90.2%`, `£1,234`, `225`; units without a sign of their own are numbers."""
    return UNIT_FORMATS.get(unit, number)(value, decimals)


def in_chart(value: float | None, unit: str, decimals: int = 0) -> str:
    """The value as a chart writes it: like `in_unit`, but pounds short unless their pence matter."""
    return pounds_short(value) if unit == "gbp" and not decimals else in_unit(value, unit, decimals)
