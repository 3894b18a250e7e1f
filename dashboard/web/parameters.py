"""What a request may ask for: parameters that exist, each with one value where it has one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import flask

from dashboard.basics.errors import UsageError, listed, shorten, unknown
from dashboard.basics.languages import PARAMETER, _

FORM = "application/x-www-form-urlencoded"


class FormatError(UsageError):
    """The body of a request is of a kind that is not read."""


def refuse_others(known: Sequence[str]) -> None:
    """Raises UsageError where the address has a parameter beside these."""
    for name in (name for name in flask.request.args if name != PARAMETER):
        if name not in known and known:
            raise unknown("parameter", name, known)
        if name not in known:
            raise UsageError(
                _('There is no parameter "{name}": {path} takes none.', name=shorten(name), path=flask.request.path)
            )


def refuse_repeated(given: Iterable[tuple[str, str]], single: Iterable[str]) -> None:
    """Raises UsageError where a parameter that has one value is given several."""
    pairs = list(given)
    for name in single:
        values = list(dict.fromkeys(value for key, value in pairs if key == name))
        if len(values) > 1:
            raise UsageError(
                _(
                    '"{name}" has one value, and {count} were given: {values}. Give one of them.',
                    name=name,
                    count=len(values),
                    values=listed(values),
                )
            )


def of_address_and_form() -> list[tuple[str, str]]:
    """The parameters of the address and those of a form's body; FormatError where the body is of another kind."""
    request = flask.request
    if (request.content_length or 0) and request.mimetype != FORM:
        raise FormatError(
            _(
                "The body is {mimetype}. Send a form, {form}, or put all in the address.",
                mimetype=request.mimetype or _("of no kind"),
                form=FORM,
            )
        )
    pairs = [*request.args.items(multi=True), *request.form.items(multi=True)]
    return [(name, value) for name, value in pairs if value]
