"""What to say of several ledgers that cannot be read: all of it at once, with the lines that a mapping lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.basics.errors import LoadError, closest
from dashboard.basics.toml_files import toml_text
from dashboard.imports.spend_columns import chosen_columns, likely_heading, profiled
from dashboard.imports.spend_files import PARTS, MissingError, checked_encoding, missing_lines, title_of
from dashboard.imports.spend_mapping import SpendMapping
from dashboard.intake.months import months_in
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.words import same


def refusals(errors: Sequence[LoadError], files: int, mapping: SpendMapping) -> Iterator[str]:
    """Everything that is wrong with the files, and the lines to add to the mapping."""
    missing = [error for error in errors if isinstance(error, MissingError)]
    for error in errors:
        if error not in missing:
            yield str(error)
    if len(missing) == 1:
        yield str(missing[0])
    elif missing:
        yield f"{len(missing)} of {files} files were refused: they lack columns that the mapping names. {UNTOUCHED}"
        for error in missing:
            yield f"{error.path.name}, with the headings {', '.join(error.names[:30])}:"
            yield from missing_lines(error)
    yield from lines_to_add(missing, mapping)


def lines_to_add(missing: Sequence[MissingError], mapping: SpendMapping) -> Iterator[str]:
    """The lines of a mapping with which the files would be read, as far as their headings and cells tell."""
    given = mapping.columns.model_dump(exclude_none=True)
    found: dict[str, dict[str, None]] = {}
    titled = False
    for error in missing:
        encoding, _ = checked_encoding(error.text)
        chosen = chosen_columns(profiled(error.text, encoding)).headings
        for place in error.missing:
            part = "period" if place == "date_text" and mapping.columns.period else PARTS[place]
            if heading := likely(error, place, chosen.get(part)):
                found.setdefault(part, {})[heading] = None
            elif place == "date_text":
                title = title_of(error.text, encoding, likely_heading(error.text, encoding))
                titled = titled or len(months_in(title)) == 1
    if found:
        yield "If these headings are meant, write into the mapping, under [columns]:"
        for part, headings in found.items():
            both = dict.fromkeys([*given.get(part, []), *headings])
            yield f"  {part} = [{', '.join(toml_text(one) if isinstance(one, str) else str(one) for one in both)}]"
    if titled:
        yield "If the month in the title is that of all rows, take the date out of [columns] and write, under [table]:"
        yield '  month_from = "title"'


def likely(error: MissingError, place: str, chosen: str | None) -> str | None:
    """The heading that stands for a missing one: what the cells say, or else the one that is spelt most like it."""
    if chosen is not None:
        return chosen
    by_words = {same(name): name for name in error.names}
    near = closest(same(str(error.missing[place][0])), by_words)
    return by_words[near] if near and place != "date_text" else None
