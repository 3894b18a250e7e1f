"""A council that the store does not know is more often a slip of the hand than a new one."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.basics.errors import UsageError, listed, nearest
from dashboard.intake.problems import LISTED
from dashboard.store.data import NATIONAL
from dashboard.store.manifest import Manifest


def refuse_unknown(manifest: Manifest, councils: Mapping[str, str]) -> None:
    """Refuses councils of which the store has nothing, unless it has nothing of any. Each comes with the words that
    say where it is named, such as `sources.csv, line 4, council: `, or with none."""
    known = known_councils(manifest)
    wrong = [
        f'{where}The store has nothing of a council "{council}".{nearest(council, known)}'
        for council, where in councils.items()
        if known and council not in {*known, *NATIONAL.values()}
    ]
    if wrong:
        new = "it is a new one" if len(wrong) == 1 else "they are new ones"
        raise UsageError(f"{chr(10).join(wrong[:LISTED])} It knows {listed(known)}. If {new}, add --new-council.")


def known_councils(manifest: Manifest) -> list[str]:
    """The councils of which the store has anything of their own."""
    return sorted({one.council for one in manifest.current()} - set(NATIONAL.values()))
