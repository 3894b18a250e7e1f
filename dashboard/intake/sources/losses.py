"""A replacement that loses many rows is refused: it may be another system's file, or a part of the right one."""

from __future__ import annotations

from dashboard.basics.errors import LoadError, counted
from dashboard.intake.oddities.dates import nothing_happened
from dashboard.intake.oddities.held import held
from dashboard.intake.problems import UNTOUCHED
from dashboard.intake.sources.prepared import Prepared
from dashboard.intake.sources.several import key_words
from dashboard.intake.sources.versions import Versions
from dashboard.store.manifest import Manifest

MOST = 0.1  # of the rows that it replaces
NAMED = 3


def refuse(versions: Versions, manifest: Manifest, prepared: Prepared) -> None:
    """Refuses an extract that lacks more than a tenth of the rows of the version that it would replace."""
    contract, new = prepared.contract, prepared.new
    current = manifest.newest(*new.place)
    old = versions.rows(contract, current) if current else None
    if current is None or old is None:
        return
    key = list(contract.key)
    gone = old[~old.set_index(key).index.isin(new.frame.set_index(key).index)]
    if len(gone) <= MOST * len(old):
        return
    named = "; ".join(key_words(contract, gone, at) for at in range(min(NAMED, len(gone))))
    elsewhere = [f"{said}\n" for said in nothing_happened(held(versions, prepared, ()))]
    raise LoadError(
        f"{new.named} was refused: it lacks {len(gone):,} of the {counted(len(old), 'row')} of {current.named} "
        f"(release {current.release}) that it would replace, more than a tenth. {UNTOUCHED}\n"
        f"  Gone would be {named}{', ...' if len(gone) > NAMED else '.'}\n"
        + "".join(elsewhere)
        + "If it is from another system, or of another person, say so with --source NAME: it then stands beside it.\n"
        "If these rows are to go, load it again with --replace."
    )
