"""The language that is spoken: messages by gettext's catalogues, numbers and dates by Babel's.

What the code says is English. `_` gives it in the language of whoever asks, which the server sets for each request and
a command for itself; `N_` marks what is written down before anybody asks. A catalogue is a file in `languages`,
called as its language, such as `cy.po`: ours beside the template that `make format` writes, and a council's own in its
store, which wins. docs/languages.md says how to translate.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from dashboard.basics.config import ROOT
from dashboard.basics.errors import CatalogueError, UsageError, nearest

FOLDER = "languages"
TEMPLATE = ROOT / "data" / "catalogue" / FOLDER / "messages.pot"
PARAMETER = "lang"  # of an address
ENGLISH, PSEUDO = "en-GB", "en-XA"
MINUS = "\N{MINUS SIGN}"
HELD = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;|`[^`]*`)")  # what a translation leaves as it is
ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
LONGER = 3  # one letter more for so many


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
    return (MINUS if value < 0 else "") + f"{abs(value):,.{decimals}f}"  # as Babel does, in a tenth of the time


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


# ---- catalogues ----


def languages_in(folders: Sequence[Path]) -> tuple[dict[str, Language], list[str]]:
    """The languages that there are, by code: English, and those with a catalogue in one of these folders; the messages
    of a later folder win. Then what is wrong: a language of which a file has a mistake is left out."""
    found: dict[str, list[Path]] = {}
    for path in (path for folder in folders for path in sorted((folder / FOLDER).glob("*.po"))):
        found.setdefault(path.stem, []).append(path)
    problems: list[str] = []
    languages = {ENGLISH: Language()}
    for code, paths in found.items():
        texts = tuple(path.read_bytes() for path in paths)
        try:
            languages[code] = catalogue_of(code, tuple(paths), texts)
        except CatalogueError as error:
            problems.append(str(error))
    return languages, problems


@lru_cache(20)
def catalogue_of(code: str, paths: tuple[Path, ...], texts: tuple[bytes, ...]) -> Language:
    """The language of catalogue files, by their contents."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        raise CatalogueError(
            f"{paths[0]}: {code} is no language that Babel knows. Call the file as the language's code, such as cy.po."
        ) from None
    messages: GNUTranslations | None = None
    for path, text in zip(paths, texts, strict=True):
        own = compiled(read_catalogue(path, text, locale))
        if messages:
            own.add_fallback(messages)
        messages = own
    return Language(code, messages, locale)


def read_catalogue(path: Path, text: bytes, locale: Locale) -> Catalog:
    """A catalogue file, checked; CatalogueError that names the line of the first mistake."""
    try:
        read = read_po(BytesIO(text), locale=locale, abort_invalid=True)
    except PoFileError as error:
        raise CatalogueError(f"{path}: line {error.lineno + 1} cannot be read: {error}.") from None
    except (UnicodeDecodeError, ValueError, LookupError) as error:
        raise CatalogueError(f"{path} is no catalogue of gettext in UTF-8: {error}.") from None
    for message in said(read):
        meant = {name for one in forms(message.id) for name in fields_of(one) or ()}
        for one in forms(message.string or ""):
            if (given := fields_of(one)) is None or given - meant:
                raise CatalogueError(
                    f'{path}: line {message.lineno}: "{one}" has other words in curly brackets than the message, which '
                    f"has {', '.join(f'{{{name}}}' for name in sorted(meant)) or 'none'}. Write those."
                )
    return read


def said(catalogue: Catalog) -> Iterator[Message]:
    """The messages that are translated and no mere guess."""
    for message in catalogue:
        if message.id and not message.fuzzy and message.string and all(forms(message.string)):
            yield message


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """A message, or its forms for one and for more."""
    return (text,) if isinstance(text, str) else tuple(text)


def fields_of(text: str) -> set[str] | None:
    """The fields of a message; None where its brackets do not match."""
    if "{" not in text and "}" not in text:
        return set()
    try:
        return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def compiled(catalogue: Catalog) -> GNUTranslations:
    """A catalogue as gettext reads it."""
    binary = BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return GNUTranslations(binary)


def language_called(code: str, known: Mapping[str, Language], usual: str = ENGLISH) -> Language:
    """The language with this code, as an address has to ask for it where another is usual; UsageError where there is no
    catalogue of it."""
    if code == PSEUDO:
        found = pseudo_language()
    elif code in known:
        found = known[code]
    else:
        names = [one for one in known if one != PSEUDO]
        raise UsageError(
            f'There is no language "{code[:20]}" here.{nearest(code[:20], names)} There is: {", ".join(names)}.'
        )
    return found if code == usual else replace(found, address=code)


# ---- the pseudo-language ----


@cache
def pseudo_language() -> Language:
    """The language in which whatever of ours cannot be translated shows: English with accents, in brackets, a third
    longer."""
    template = read_po(BytesIO(TEMPLATE.read_bytes()))
    whole = Catalog(locale=Locale("en", "GB"))
    for message in template:
        if message.id:
            made = tuple(pseudo(one) for one in forms(message.id))
            whole.add(message.id, made[0] if isinstance(message.id, str) else made)
    return Language(PSEUDO, compiled(whole), Locale("en", "GB"))


def pseudo(text: str) -> str:
    """`⟦Ópéñ théméó⟧`: what a translator would write in that language."""
    parts = HELD.split(text)
    letters = sum(len(part) for part in parts[::2])
    return f"⟦{''.join(accented(parts))}{'ó' * (letters // LONGER)}⟧"


def accented(parts: Iterable[str]) -> Iterator[str]:
    """The parts of a message with accents, but for what is held."""
    return (part if place % 2 else part.translate(ACCENTED) for place, part in enumerate(parts))
