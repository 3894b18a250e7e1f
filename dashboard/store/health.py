"""What cannot be used of a store, put into words that may be shown to anybody.

The command line and the log say which file it is and what is wrong with it; a page names neither path nor content.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.errors import listed
from dashboard.store import definitions
from dashboard.store.data import Data
from dashboard.store.faults import Damage
from dashboard.store.manifest import MAIN, MANIFEST, Extract
from dashboard.store.publish import LATEST
from dashboard.store.releases import Release

CHECK = "`scrutiny check` says what is wrong."


ANEW = "`scrutiny publish`, or the next load of any file, counts them anew."


def notices(data: Data, council: str, datasets: Sequence[str], basis: str = LATEST) -> list[str]:
    """A sentence for each fault of the store that the council's pages about these datasets suffer from, and for each
    change of definitions between the figures on show and those of now."""
    names = {name: data.catalogue.label("", "dataset", name) for name in datasets}
    return [
        *of_the_store(data),
        *dict.fromkeys(one.in_words() for name, one in data.renamed if name in datasets and one.council == council),
        *(
            f"The published figures of {names[name]} could not be read: their file {data.recounted[name]}. They are "
            f"worked out anew from the extracts. Load any extract of {names[name]} again to mend the file."
            for name in datasets
            if name in data.recounted
        ),
        *(
            f"The figures of {names[name]} are still counted by the deadlines that held before the catalogue was "
            f"changed. {ANEW}"
            for name in datasets
            if name in data.outdated
        ),
        *(
            f"The figures of {names[name]} are still counted by an older definition: the catalogue has changed since. "
            f"{ANEW}"
            for name in datasets
            if name in data.redefined
        ),
        *(
            f"{names[name]} as first published before release {release.number} ({fmt.date(day_of(release))}) are "
            "counted by the definitions of their time. Those of the latest figures are others."
            for name in datasets
            if basis != LATEST and (release := redefined_since(data, council, name))
        ),
        *(
            f"The {item.extract.dataset} extract of {item.extract.period.label}{of_system(item.extract)} could not be "
            f"read: its file "
            f"{item.reason}. {costs(data, item)} Load the extract again to mend it."
            for item in data.damaged
            if item.extract.council == council and item.extract.dataset in datasets
        ),
    ]


def redefined_since(data: Data, council: str, dataset: str) -> Release | None:
    """The newest release that changed a definition of the dataset after some of the council's months had been
    published."""
    changes = definitions.changes(data.cubes[dataset]) if dataset in data.cubes else []
    first = min((one for (owner, _), one in data.held.get(dataset, {}).items() if owner == council), default=None)
    later = [number for number in changes if first is not None and first < number]
    return next((one for one in data.manifest.releases if later and one.number == later[-1]), None)


def day_of(release: Release) -> dt.date:
    """The day of a release."""
    return dt.datetime.fromisoformat(release.loaded_at).date()


def of_the_store(data: Data) -> list[str]:
    """What every page says: that it shows drafts, a release that could not be opened, a catalogue with mistakes."""
    found = [f"Draft, not published: {fmt.listed(named(data))}."] if data.drafts else []
    if data.unopened:
        found.append(f"The newest data could not be opened; release {data.manifest.release} is shown. {CHECK}")
    if data.undeclared:
        found.append(f"The store holds {listed(data.undeclared)}, which the catalogue does not declare. {CHECK}")
    if data.faulty:
        files = listed(list(data.faulty))
        kept = not data.written.left_out
        found.append(
            f"The council's own catalogue has mistakes in {files}. "
            + ("The catalogue as it was before them is in use. " if kept else f"Without {files}, it is in use. ")
            + CHECK
        )
    return found


def of_system(extract: Extract) -> str:
    """Which of several systems it came from."""
    return "" if extract.system == MAIN else f", source {extract.system},"


def named(data: Data) -> list[str]:
    """The drafts on show: `complaints of Kent, Q4 2019/20 (release 7)`."""
    label = data.catalogue.label
    return [
        f"{label('', 'dataset', one.dataset)} of {label('', 'council', one.council)}, {one.period.label} "
        f"(release {one.release})"
        for one in data.drafts
    ]


def costs(data: Data, item: Damage) -> str:
    """What a damaged extract takes away."""
    if item.extract.path in data.gaps:
        return "Its records and totals are left out."
    return "Its records are left out of lists; totals are those worked out when it was loaded."


def broken_files(data: Data) -> list[tuple[str, str]]:
    """Every cube and extract that cannot be read, relative to the store, and why."""
    cubes = [(data.manifest.cubes[name].path, reason) for name, reason in data.recounted.items()]
    return [*cubes, *((item.extract.path, item.reason) for item in data.damaged)]


def unwell(data: Data) -> list[dict[str, str]]:
    """Every file of the store that cannot be used, and why."""
    newest = [(MANIFEST, f"is gone, damaged or names a release that cannot be opened; {CHECK}")]
    catalogue = [(f"catalogue/{name}", f"has mistakes; {CHECK}") for name in data.faulty]
    found = [*(newest if data.unopened else []), *catalogue, *broken_files(data)]
    return [{"file": file, "reason": reason} for file, reason in found]
