"""Columns and categories that have always held something, and now hold nothing."""

from __future__ import annotations

from dashboard.basics.errors import listed
from dashboard.intake.oddities.held import Held


def emptied(held: Held) -> list[str]:
    """Warnings of columns without a value, and of fixed values without a row, that every other extract has."""
    others = [outline for _, outline in held.own if outline.rows]
    if held.frame.empty or not others:
        return []
    sentences = []
    optional = [field.name for field in held.contract.fields if not field.required]
    empty = [name for name in optional if held.frame[name].isna().all() and all(name in one.filled for one in others)]
    if empty:
        sentences.append(f"Warning: empty in every row, and never empty before: {listed(empty)}.")
    absent = [
        f"{field.name} {value}"
        for field in held.contract.fields
        if field.values and field.name not in empty
        for value in field.values
        if not (held.frame[field.name] == value).any() and all(value in one.texts[field.name] for one in others)
    ]
    if absent:
        sentences.append(f"Warning: without a row, and never without one before: {listed(absent)}.")
    return sentences
