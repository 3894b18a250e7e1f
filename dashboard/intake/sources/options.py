"""How a load is asked for, beside the file and what it is of."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.basics.errors import UsageError
from dashboard.catalogue.cells import ID
from dashboard.store.manifest import MAIN


@dataclass(frozen=True)
class Options:
    """`source` is the system, or of comments the person, that the file comes from; each replaces its own alone.
    `replace` says that rows which the file lacks are to go, however many they are, `new_council` that it is right that
    the store does not know the council, `dry_run` that only the report is wanted,
    `draft` that nobody is to see it who does not ask for it. `by` is who loads it: the account's
    name where nobody is named."""

    source: str = MAIN
    replace: bool = False
    new_council: bool = False
    dry_run: bool = False
    draft: bool = False
    by: str | None = None

    def __post_init__(self) -> None:
        """Refuses a name that no folder of the store could have."""
        if not ID.fullmatch(self.source):
            raise UsageError(
                f'"{self.source}" cannot be a source. Write small letters, digits and hyphens, such as crm or '
                "housing-manager."
            )


USUAL = Options()
