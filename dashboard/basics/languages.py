"""The language that is spoken: messages by gettext's catalogues, numbers and dates by Babel's rules.

What the code says is English. `_` gives it in the language of whoever asks, which the server sets for each request and
a command for itself; `N_` marks what is written down before anybody asks. docs/languages.md says how to translate, and
dashboard/basics/translations.py reads the catalogues.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

ENGLISH = "en-GB"
PARAMETER = "lang"  # of an address
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Language:
    """A language: its code, its messages, by which rules it writes numbers and dates, and how an address asks for it,
    which is not at all where it is spoken anyway."""

    code: str = ENGLISH
    messages: GNUTranslations | None = None
    locale: Locale | None = None
    address: str = ""

    @property
    def name(self) -> str:
        """What its speakers call it."""
        return str((self.locale or Locale("en", "GB")).display_name)


SPOKEN: ContextVar[Language] = ContextVar("language", default=Language())  # noqa: B039 it is frozen


def _(text: str, /, **fields: object) -> str:
    """A message in the language that is spoken, with these fields filled in."""
    messages = SPOKEN.get().messages
    if messages and text:
        text = messages.gettext(text)
    return text.format(**fields) if fields else text


def n_(one: str, many: str, count: float, /, **fields: object) -> str:
    """The message for one, or for more, as the language counts, with these fields filled in."""
    messages = SPOKEN.get().messages
    if messages:
        text = messages.ngettext(one, many, int(count) if count == int(count) else 2)
    else:
        text = one if count == 1 else many
    return text.format(**fields) if fields else text


def N_(text: str) -> str:  # noqa: N802 gettext's own name
    """A message that is said later: the text as it is, for the template to find."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 likewise
    """The same of a message for one and for more, which `n_` says."""
    return one, many


def spoken() -> str:
    """The code of the language that is spoken, as documents name it."""
    return SPOKEN.get().code


def direction() -> str:
    """Where the lines of the language that is spoken begin: `ltr` at the left, `rtl` at the right."""
    locale = SPOKEN.get().locale
    return str(locale.text_direction) if locale else "ltr"


def in_address() -> str:
    """How an address asks for the language that is spoken; nothing where it need not."""
    return SPOKEN.get().address


def addressed(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The parameters of an address with the language, where the address has to ask for it."""
    language = in_address()
    return [*pairs, *([(PARAMETER, language)] if language else [])]


def with_language(address: str) -> str:
    """An address that asks for the language, where it has to."""
    language = in_address()
    return f"{address}{'&' if '?' in address else '?'}{PARAMETER}={language}" if language else address


def speak(language: Language) -> None:
    """Speaks this language from here on in this thread or task."""
    SPOKEN.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speaks this language for a while."""
    before = SPOKEN.set(language)
    try:
        yield
    finally:
        SPOKEN.reset(before)


# ---- numbers and dates ----


def decimal(value: float, decimals: int) -> str:
    """`1,234.5`, `−5.9`: the number with so many decimals, which it has been rounded to."""
    locale = SPOKEN.get().locale
    if locale:
        return by_babel(value, decimals, locale)
    return in_english(value, decimals)


@lru_cache(20_000)  # a page shows the same numbers in charts, hovers, tables and sentences
def in_english(value: float, decimals: int) -> str:
    """The number as Babel writes it in English, in a tenth of the time."""
    return (MINUS if value < 0 else "") + f"{abs(value):,.{decimals}f}"


@lru_cache(20_000)
def by_babel(value: float, decimals: int, locale: Locale) -> str:
    """The number as a language writes it."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return (MINUS if value < 0 else "") + str(format_decimal(abs(value), pattern, locale))


def date(day: dt.date) -> str | None:
    """`31 Mawrth 2020`; None in English, which has no need of Babel."""
    locale = SPOKEN.get().locale
    return format_date(day, "long", locale) if locale else None


def month(day: dt.date, skeleton: str) -> str | None:
    """The month of a day by one of Babel's skeletons, such as `yMMMM`, `MMMM` or `MMM`; None in English."""
    locale = SPOKEN.get().locale
    return format_skeleton(skeleton, day, locale=locale) if locale else None
