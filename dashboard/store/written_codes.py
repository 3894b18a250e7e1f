"""SQL that names a code, where a council has codes of its own that count as it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

# a column compared with one code or several
COMPARED = re.compile(
    r"(?P<column>\b(?:\w+\.)?(?P<name>\w+)) (?P<sign>=|<>|IS NOT DISTINCT FROM|IS DISTINCT FROM|IN|NOT IN) "
    r"(?P<codes>'\w+'|\('\w+'(?:, '\w+')*\))"
)
NULL_TOO = {"IS NOT DISTINCT FROM": ("IN", "FALSE"), "IS DISTINCT FROM": ("NOT IN", "TRUE")}
SEVERAL = {"=": "IN", "<>": "NOT IN"}


def with_own_codes(text: str, codes: Mapping[tuple[str, str], Sequence[str]]) -> str:
    """The query in which a code means those that count as it too; `codes` has them by column and code."""
    return COMPARED.sub(partial(widened, codes=codes), text)


def widened(found: re.Match[str], codes: Mapping[tuple[str, str], Sequence[str]]) -> str:
    """One comparison, with every code that is meant."""
    named = re.findall(r"\w+", found["codes"])
    meant = [one for code in named for one in codes.get((found["name"], code), [code])]
    if meant == named:
        return found[0]
    written, sign = ", ".join(f"'{one}'" for one in meant), found["sign"]
    if sign in NULL_TOO:
        several, else_ = NULL_TOO[sign]
        return f"coalesce({found['column']} {several} ({written}), {else_})"
    return f"{found['column']} {SEVERAL.get(sign, sign)} ({written})"
