"""Catalogues of messages, as translators' tools write them, and the languages that there are by them.

A catalogue is a file in a folder `languages`, called as its language, such as `cy.po`: ours beside the template that
`make format` writes, and a council's own in its store, which wins. Beside them there is a pseudo-language, made of the
template, in which whatever of ours cannot be translated shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any, cast

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from dashboard.basics.config import ROOT
from dashboard.basics.errors import CatalogueError, UsageError, nearest, shorten
from dashboard.basics.languages import ENGLISH, Language, _

FOLDER = "languages"
TEMPLATE = ROOT / "data" / "catalogue" / FOLDER / "messages.pot"
PSEUDO = "en-XA"
SCRIPTS = "assets/scripts/"  # where the template says that their messages stand
HELD = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;|`[^`]*`)")  # what a translation leaves as it is
TAGS = re.compile(r"<[^<>]*>?")  # what pages would take for HTML
ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
WORDS = re.compile(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)  # from the first letter to the last
COUNTS = 1000  # that a language's rule for plurals is tried with
LONGER = 3  # one letter more for so many


def languages_in(folders: Sequence[Path]) -> tuple[dict[str, Language], dict[str, str]]:
    """The languages that there are, by code: English, and those with a catalogue in one of these folders; the messages
    of a later folder win. Then what is wrong, by code: a language of which a file has a mistake is left out."""
    found: dict[str, list[Path]] = {}
    for path in (path for folder in folders for path in sorted((folder / FOLDER).glob("*.po"))):
        found.setdefault(path.stem, []).append(path)
    problems = dict[str, str]()
    languages = {ENGLISH: Language()}
    for code, paths in found.items():
        try:
            languages[code] = catalogue_of(code, tuple(paths), tuple(path.read_bytes() for path in paths))
        except CatalogueError as error:
            problems[code] = str(error)
        except OSError as error:
            problems[code] = f"{paths[-1]} cannot be read: {error.strerror}."
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
    if code != (usual := str(locale).replace("_", "-")):
        raise CatalogueError(f"{paths[0]}: addresses write this language {usual}. Call the file {usual}.po.")
    messages: GNUTranslations | None = None
    for path, text in zip(paths, texts, strict=True):
        read = read_catalogue(path, text, locale)
        try:
            own = compiled(read)
            places = {cast(Any, own).plural(count) for count in range(COUNTS)}
        except (ArithmeticError, ValueError) as error:
            raise CatalogueError(f"{path}: its Plural-Forms cannot be used: {error}.") from None
        if max(places) >= read.num_plurals:
            raise CatalogueError(f"{path}: its Plural-Forms lead to more forms than its nplurals.")
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
    for message in [one for one in read if one.id and not all(forms(one.string or ""))]:
        read.delete(message.id)  # English stands for what is translated in part
    for message in said(read):
        meant = {name for one in forms(message.id) for name in fields_of(one) or ()}
        tags = set(TAGS.findall("".join(forms(message.id))))
        for one in forms(message.string or ""):
            where, given = f'{path}: line {message.lineno}: "{one}"', fields_of(one)
            # of several forms one may say its number in a word
            if given is None or given - meant or (meant - given and isinstance(message.id, str)):
                raise CatalogueError(
                    f"{where} has other words in curly brackets than the message, which has "
                    f"{', '.join(f'{{{name}}}' for name in sorted(meant)) or 'none'}. Write those."
                )
            if set(TAGS.findall(one)) != tags:
                raise CatalogueError(
                    f"{where} has other marks of HTML than the message, which has "
                    f"{' '.join(sorted(tags)) or 'none'}. Write those."
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
    """The fields of a message, each with how it is to be written; None where its brackets do not match."""
    if "{" not in text and "}" not in text:
        return set()
    try:
        found = [(name, spec, how) for _literal, name, spec, how in Formatter().parse(text) if name is not None]
        return {name + (f"!{how}" if how else "") + (f":{spec}" if spec else "") for name, spec, how in found}
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
            _(
                'There is no language "{code}" here.{near} There is: {names}.',
                code=shorten(code),
                near=nearest(code[:20], names),
                names=", ".join(names),
            )
        )
    return found if code == usual else replace(found, address=code)


@cache
def script_messages() -> tuple[str, ...]:
    """What the browser's scripts say, by the template."""
    template = read_po(BytesIO(TEMPLATE.read_bytes()))
    named = ((one, [path for path, _line in one.locations]) for one in template)
    return tuple(str(one.id) for one, paths in named if any(path.startswith(SCRIPTS) for path in paths))


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
    """`«Réád théó» {name}`: what a translator would write in that language. What is
    filled in stays outside, so that English shows there."""
    return "".join(part if place % 2 else WORDS.sub(bracketed, part) for place, part in enumerate(HELD.split(text)))


def bracketed(words: re.Match[str]) -> str:
    """Words with accents, longer, in brackets."""
    return f"«{words[0].translate(ACCENTED)}{'ó' * (len(words[0]) // LONGER)}»"
