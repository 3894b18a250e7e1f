"""Which column of the Ministry's tables is which: by the words of its headings, never by its place.

A column's heading is what stands over it, from below the title down to the first area: a merged cell stands over all
the columns that it spans. Releases differ in footnote numbers, spaces, some words, and in the captions of another
program that stay hidden over the headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

DIGIT = r"[\d¹²³⁴⁵⁶⁷⁸⁹⁰]"
FOOTNOTES = re.compile(rf"(?<=[a-z)]){DIGIT}+(,\s?{DIGIT}+)*(?!\w)|\s{DIGIT}+(,\s?{DIGIT}+)*$|\[notes? [\d, ]+\]")
BETWEEN = " > "
TA = r"(ta|temporary accommodation)"
HOUSEHOLDS = r"(total )?(number of )?households"


@dataclass(frozen=True)
class Wanted:
    """A column of the tables: its name here, its name in a message, the words that it is known by."""

    name: str
    says: str
    pattern: str
    scale: int = 1
    needed: bool = True
    whole: bool = True


def kind_of(name: str, says: str, words: str) -> tuple[Wanted, Wanted]:
    """The two columns of an accommodation type: its households, and those of them with children."""
    return (
        Wanted(
            name,
            f"households in {says}",
            rf"{words}{BETWEEN}(total )?(number of )?households|households in (?!.*with children){words} total",
        ),
        Wanted(
            f"{name}_with_children",
            f"households with children in {says}",
            rf"{words}{BETWEEN}(total |households |number of households )*with (dependent )?children"
            rf"|households in {words} with children total",
        ),
    )


AREA_HOUSEHOLDS = Wanted(
    "households_in_area",
    "number of households in area (000s)",
    rf"{HOUSEHOLDS} in (the )?area ?\(('?000.?s?|thousands?)\)",
    scale=1000,
)
BED_AND_BREAKFAST = r"(bed (and|&) breakfast|b ?& ?bs?\b)[^>]*"

TA1 = (
    Wanted(
        "ta_households",
        "total number of households in TA",
        rf"{HOUSEHOLDS} in {TA}( at (the )?end of (the )?quarter)?|households in {TA} ?total",
    ),
    AREA_HOUSEHOLDS,
    Wanted(
        "ta_households_per_1000",
        "total number of households in TA per (000s)",
        rf"{HOUSEHOLDS} in {TA} per \(?('?000.?s|1,?000|thousand)\)?( households)?( in area)?"
        rf"|households in {TA} ?total ?\(per thousand\) ?total",
        whole=False,
    ),
    Wanted(
        "ta_with_children",
        "total number of households in TA with children",
        rf"{HOUSEHOLDS} in {TA} with (dependent )?children( ?total)?|{HOUSEHOLDS} with (dependent )?children in {TA}",
    ),
    Wanted(
        "ta_children",
        "total number of children in TA",
        rf"(total )?number of children in {TA}|children in {TA} ?total",
        needed=False,
    ),
    *kind_of("bed_and_breakfast", "bed and breakfast", BED_AND_BREAKFAST),
    *kind_of("nightly_paid", "nightly paid accommodation", r"nightly paid[^>]*"),
    *kind_of("hostel", "hostels", r"hostels?\b[^>]*"),
    *kind_of("private_leased", "leased private accommodation", r"private sector (accommodation )?leased[^>]*"),
    *kind_of(
        "council_or_housing_association",
        "local authority or housing association stock",
        r"local authority or housing association [^>]*stock",
    ),
    *kind_of("other", "other temporary accommodation", r"(any )?other (type of )?[^>]*accommodation[^>]*"),
    Wanted(
        "bb_with_children_over_six_weeks",
        "bed and breakfast: total with children and resident more than 6 weeks",
        rf"(households in )?{BED_AND_BREAKFAST}({BETWEEN}| )[^>]*with children[^>]*"
        r"(more than|over) (6|six) weeks( total)?",
    ),
    Wanted(
        "out_of_district",
        "in TA in another local authority district",
        rf"(total )?((number of )?households )?in {TA} in another (local authority )?(district|area)( total)?",
        needed=False,
    ),
    Wanted(
        "duty_owed_no_accommodation",
        "duty owed, no accommodation secured",
        rf"duty owed,?( but)? no accommodation [^>]*{BETWEEN}{HOUSEHOLDS}",
        needed=False,
    ),
)
A1 = (
    Wanted(
        "assessments",
        "total initial assessments",
        rf"total (number of )?initial assessments|{HOUSEHOLDS}( initially)? assessed( total)?",
    ),
    Wanted(
        "owed_a_duty",
        "total owed a prevention or relief duty",
        r"(total )?(number of )?(households )?(assessed as )?(being )?owed a (statutory |new )?"
        r"((prevention or (a )?relief|homelessness) )?duty( total)?",
    ),
    Wanted("prevention_duty", "prevention duty owed", r"threatened with homelessness[^>]*prevention duty owed"),
    Wanted("relief_duty", "relief duty owed", r"(already )?homeless\b[^>]*relief duty owed( \([^)]*\))?"),
    replace(AREA_HOUSEHOLDS, needed=False),
)


def plain(text: str) -> str:
    """A heading's words in small letters, without footnote numbers and with single spaces."""
    words = " ".join(text.replace("–", "-").casefold().split())
    return " ".join(FOOTNOTES.sub("", words).split())


def matching(wanted: Wanted, headings: Mapping[int, tuple[str, ...]]) -> list[int]:
    """The columns whose heading ends with the wanted words; what stands over these may be anything."""
    return [
        column
        for column, parts in headings.items()
        if any(re.fullmatch(wanted.pattern, BETWEEN.join(parts[at:])) for at in range(len(parts)))
    ]
