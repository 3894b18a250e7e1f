"""What a request may ask for: parameters that exist, each with one value where it has one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import flask

from dashboard.basics.errors import UsageError, listed, shorten, unknown
from dashboard.basics.languages import PARAMETER

FORM = "application/x-www-form-urlencoded"


class FormatError(UsageError):
    """The body of a request is of a kind that is not read."""


def refuse_others(known: Sequence[str]) -> None:
    """Raises UsageError where the address has a parameter beside these."""
    for name in (name for name in flask.request.args if name != PARAMETER):
        if name not in known and known:
            raise unknown("parameter", name, known)
        if name not in known:
            raise UsageError(f'There is no parameter "{shorten(name)}": {flask.request.path} takes none.')


def refuse_repeated(given: Iterable[tuple[str, str]], single: Iterable[str]) -> None:
    """Raises UsageError where a parameter that has one value is given several."""
    pairs = list(given)
    for name in single:
        values = list(dict.fromkeys(value for key, value in pairs if key == name))
        if len(values) > 1:
            raise UsageError(
                f'"{name}" has one value, and {len(values)} were given: {listed(values)}. Give one of them.'
            )


def of_address_and_form() -> list[tuple[str, str]]:
    """The parameters of the address and those of a form's body; FormatError where the body is of another kind."""
    request = flask.request
    if (request.content_length or 0) and request.mimetype != FORM:
        raise FormatError(
            f"The body is {request.mimetype or 'of no kind'}. Send a form, {FORM}, or put all in the address."
        )
    pairs = [*request.args.items(multi=True), *request.form.items(multi=True)]
    return [(name, value) for name, value in pairs if value]
