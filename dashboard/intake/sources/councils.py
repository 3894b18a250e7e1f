"""A council that the store does not know is more often a slip of the hand than a new one."""

from __future__ import annotations

from dashboard.basics.errors import UsageError, listed, nearest
from dashboard.store.data import NATIONAL
from dashboard.store.manifest import Manifest


def refuse_unknown(manifest: Manifest, council: str) -> None:
    """Refuses a council of which the store has nothing, unless it has nothing of any."""
    known = known_councils(manifest)
    if known and council not in {*known, *NATIONAL.values()}:
        raise UsageError(
            f'The store has nothing of a council "{council}".{nearest(council, known)} It knows {listed(known)}. If it '
            "is a new one, add --new-council."
        )


def known_councils(manifest: Manifest) -> list[str]:
    """The councils of which the store has anything of their own."""
    return sorted({one.council for one in manifest.current()} - set(NATIONAL.values()))
