"""A release as it is said in another language: what the catalogue says to readers, by field, and views of its own.

Names of councils, services and papers, and whatever a council has written, are not messages of ours; where a council
brings a translation of its own words, these are translated too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from dashboard.basics.errors import UsageError
from dashboard.basics.languages import ENGLISH, PARAMETER, SPOKEN, Language, _, spoken
from dashboard.basics.translations import language_called
from dashboard.catalogue.datasets import Declaration, Record
from dashboard.catalogue.records import Catalogue, Measure, Term
from dashboard.catalogue.themes import in_a_sentence
from dashboard.pages.filters import as_asked
from dashboard.store.data import Data

MEASURE = ("title", "short_title", "definition", "numerator_text", "denominator_text", "source")
# fields of declarations; the noun of a page is one message for one and for more, which is said where the count is known
DECLARED = (
    "title", "label", "description", "filter", "values", "section", "sentence", "cases", "note", "halves", "did",
    "about", "counted", "out_of", "word",
)  # fmt: skip
NOUN = "noun"
FORMS = "|"  # between the forms of a word, which are one message
NAMES, LOADED = "council", "loaded"  # the columns of labels that are names, and titles inside sentences
D = TypeVar("D", bound=Data)
R = TypeVar("R", bound=Record)


def usual(data: Data) -> Language:
    """The language of the settings, or English where its catalogue cannot be read."""
    code = data.settings.language
    try:
        return language_called(code, data.languages, code)
    except UsageError:
        return Language()


def asked_for(data: Data, search: str) -> Language:
    """The language that an address's query string asks for, or the usual one; UsageError where there is no such."""
    codes = as_asked(search).get(PARAMETER)
    return language_called(codes[-1], data.languages, data.settings.language) if codes else usual(data)


def said(data: D) -> D:
    """The release in the language that is spoken: what was made for one language is never shown in another."""
    language = SPOKEN.get()
    if language == Language():
        return data
    name = f"{language.code} {language.address}"
    if name not in data.variants:
        data.variants[name] = made(data, name)
    return data.variants[name]


def made(data: D, name: str) -> D:
    """The same, made anew."""
    found = data.variant(name)
    found.worked_out, found.variants = {}, {}
    for words in ("dimensions", "without_records"):  # which may have been worked out in English
        found.__dict__.pop(words, None)
    found.catalogue = catalogue(data.catalogue)
    return found


def catalogue(given: Catalogue) -> Catalogue:
    """The catalogue in the language that is spoken."""
    return replace(
        given,
        measures={name: measure(one) for name, one in given.measures.items()},
        by_council={name: measure(one) for name, one in given.by_council.items()},
        labels={
            (dataset, column): {code: in_column(column, label) for code, label in labels.items()}
            for (dataset, column), labels in given.labels.items()
        },
        datasets={name: declaration(one) for name, one in given.datasets.items()},
        glossary=tuple(map(term, given.glossary)),
    )


def term(one: Term) -> Term:
    """A word that pages explain, with its forms and its meaning translated."""
    return replace(
        one, word=_(one.word), forms=tuple(_(FORMS.join(one.forms)).lower().split(FORMS)), meaning=_(one.meaning)
    )


def in_column(column: str, label: str) -> str:
    """A label translated; names are left as they are. What stands inside sentences is a title with a small letter."""
    if column == NAMES:
        return label
    translated = _(label)
    return in_a_sentence(_(label[:1].upper() + label[1:])) if column == LOADED and translated == label else translated


def measure(one: Measure) -> Measure:
    """A measure with its words translated."""
    words: dict[str, Any] = {name: _(getattr(one, name)) for name in MEASURE}
    return replace(one, **words)


def declaration(one: Declaration) -> Declaration:
    """A declaration with its words translated; it is of the same dataset."""
    return record(one, _)


def declared(data: Data, one: Declaration) -> Declaration:
    """The declaration of a theme of the project's own, which was read before anybody asked, as the release says it."""
    return one if spoken() == ENGLISH else data.once(f"said {one.id}", lambda: declaration(one))


def record(one: R, say: Callable[[str], str]) -> R:
    """A part of a declaration with its words as they are said."""
    changed = {
        name: text(value, say) if name in DECLARED else inside(value, say)
        for name in type(one).model_fields
        if (value := getattr(one, name)) and isinstance(value, (str, list, tuple, dict, Record)) and name != NOUN
    }
    return one.model_copy(update=changed)


def inside(value: Any, say: Callable[[str], str]) -> Any:
    """What a field holds that is no text itself: its parts with their words as they are said."""
    if isinstance(value, Record):
        return record(value, say)
    if isinstance(value, list):
        return [inside(one, say) for one in value]
    if isinstance(value, dict):
        return {key: inside(one, say) for key, one in value.items()}
    return value


def text(value: Any, say: Callable[[str], str]) -> Any:
    """A text, several, or texts by code, as they are said."""
    if isinstance(value, str):
        return say(value) if value else value
    if isinstance(value, dict):
        return {code: say(label) for code, label in value.items()}
    return type(value)(map(say, value))
