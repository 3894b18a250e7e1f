"""Directorates, services and other names that are new, gone, or one name written in two ways."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pandas as pd

from dashboard.basics.errors import listed, quoted
from dashboard.intake.oddities.held import Held
from dashboard.intake.words import same

MOST = 6


def written_twice(held: Held) -> list[str]:
    """A warning of names in the file that are known, but for case, spaces, invisible characters or entities."""
    pairs = [pair for name in names_in(held) for pair in spellings(held, name)]
    if not pairs:
        return []
    shown = "; ".join(pairs[:MOST]) + (f"; and {len(pairs) - MOST:,} more" if len(pairs) > MOST else "")
    differ = "which differ in case, spaces or invisible characters alone and are shown as two"
    advice = "Correct the file, or write into renames.csv of the catalogue which is meant."
    return [f"Warning: the same name in two spellings, {differ}: {shown}. {advice}"]


def names_in(held: Held) -> list[str]:
    """The columns that hold names by which figures are split."""
    return held.columns([*held.areas, *held.declaration.dataset.dimensions], "text")


def spellings(held: Held, name: str) -> Iterator[str]:
    """Each name of the file with its other spelling, in the file itself or in another extract of the council."""
    here = values(held, held.frame, name)
    others = {text for _, one in held.others for text in as_shown(held, one.texts[name], name)}
    known = sorted(here | others | as_shown(held, held.elsewhere.get(name, set()), name))
    by_words: dict[str, list[str]] = {}
    for text in known:
        by_words.setdefault(words(text), []).append(text)
    for found in by_words.values():
        mine = [text for text in found if text in here]
        if len(found) > 1 and mine:
            rest = [text for text in found if text != mine[0]]
            yield f"{name} {quoted_fully(mine[0])} and {' and '.join(map(quoted_fully, rest))}"


def new_and_gone(held: Held) -> list[str]:
    """What is said of the places that no other extract has, and of those that only the period before has."""
    if not held.others:
        return []
    sentences = []
    for name in held.areas:
        known = {words(text) for _, one in held.others for text in as_shown(held, one.texts[name], name)}
        here = {words(text) for text in values(held, held.frame, name)}
        before = held.outline_of(held.period - 1)
        new = sorted(text for text in values(held, held.frame, name) if words(text) not in known)
        then = as_shown(held, before.texts[name], name) if before else set()
        gone = sorted(text for text in then if words(text) not in here)
        said = [f"{len(new):,} new ({listed(new, MOST)})"] if new else []
        said += [f"{len(gone):,} gone since {(held.period - 1).label} ({listed(gone, MOST)})"] if gone else []
        if said:
            renamed = " If a new one is an old one renamed, say so in renames.csv of the catalogue."
            plural = f"{held.contract.field(name).label}s"
            sentences.append(f"Note: {plural}: {'; '.join(said)}.{renamed if new and gone else ''}")
    return sentences


def values(held: Held, rows: pd.DataFrame, name: str) -> set[str]:
    """The different names of a column."""
    return as_shown(held, set(rows[name].dropna().unique()), name)


def as_shown(held: Held, found: set[str], name: str) -> set[str]:
    """The names of a column, those that were renamed by the name that they have now."""
    for one in held.renames:
        if one.column == name and one.old in found:
            found = {*(found - {one.old}), one.new}
    return found


def words(text: str) -> str:
    """The words of a name, however they are written."""
    return same(unicodedata.normalize("NFKC", text))


def quoted_fully(text: str) -> str:
    """The name in quotation marks, what nobody sees in it by its code."""
    return quoted("".join(letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in text))
