"""QR codes of this dashboard's own addresses, so that members open on a tablet what they see on the wall."""

from __future__ import annotations

import io
from urllib.parse import urlsplit

import segno

from dashboard.basics.errors import UsageError, shorten
from dashboard.basics.languages import _

LONGEST = 900  # longer addresses make codes too fine for a camera at some distance
QUIET_ZONE = 4


def svg(address: str, host: str) -> str:
    """The address as a QR code, black on white whatever stands around it; UsageError where it is none of this host's
    pages, or too long."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as a bracket that is never closed
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(
            _('"{address}" is not an address; one begins with http:// or https://.', address=shorten(address))
        )
    if parts.netloc != host:
        raise UsageError(_("The address is not one of {host}; a code leads to this dashboard alone.", host=host))
    if len(address) > LONGEST:
        raise UsageError(
            _(
                "The address has {count} characters; a code that can be read has at most {longest}.",
                count=len(address),
                longest=LONGEST,
            )
        )
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", xmldecl=False, omitsize=True, nl=False
    )
    return picture.getvalue().decode("ascii")
