"""What cannot be used of a store, put into words that may be shown to anybody.

The command line and the log say which file it is and what is wrong with it; a page names neither path nor content.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.basics import formatting as fmt
from dashboard.basics.errors import listed
from dashboard.basics.languages import N_, _
from dashboard.store import definitions
from dashboard.store.data import Data
from dashboard.store.faults import Damage
from dashboard.store.manifest import MAIN, MANIFEST, Extract
from dashboard.store.publish import LATEST
from dashboard.store.releases import Release

CHECK = N_("`scrutiny check` says what is wrong.")


ANEW = N_("`scrutiny publish`, or the next load of any file, counts them anew.")


def notices(data: Data, council: str, datasets: Sequence[str], basis: str = LATEST) -> list[str]:
    """A sentence for each fault of the store that the council's pages about these datasets suffer from, and for each
    change of definitions between the figures on show and those of now."""
    names = {name: data.catalogue.label("", "dataset", name) for name in datasets}
    return [
        *of_the_store(data),
        *dict.fromkeys(one.in_words() for name, one in data.renamed if name in datasets and one.council == council),
        *(
            _(
                "The published figures of {names} could not be read: their file {recounted}. They are worked out "
                "anew from the extracts. Load any extract of {names} again to mend the file.",
                names=names[name],
                recounted=data.recounted[name],
            )
            for name in datasets
            if name in data.recounted
        ),
        *(
            _(
                "The figures of {names} are still counted by the deadlines that held before the catalogue was "
                "changed. {anew}",
                names=names[name],
                anew=_(ANEW),
            )
            for name in datasets
            if name in data.outdated
        ),
        *(
            _(
                "The figures of {names} are still counted by an older definition: the catalogue has changed "
                "since. {anew}",
                names=names[name],
                anew=_(ANEW),
            )
            for name in datasets
            if name in data.redefined
        ),
        *(
            _(
                "{names} as first published before release {number} ({day_of}) are counted by the definitions of "
                "their time. Those of the latest figures are others.",
                names=names[name],
                number=release.number,
                day_of=fmt.date(day_of(release)),
            )
            for name in datasets
            if basis != LATEST and (release := redefined_since(data, council, name))
        ),
        *(
            _(
                "The {dataset} extract of {extract}{of_system} could not be read: its file {reason}. {costs} "
                "Load the extract again to mend it.",
                dataset=item.extract.dataset,
                extract=item.extract.period.label,
                of_system=of_system(item.extract),
                reason=item.reason,
                costs=costs(data, item),
            )
            for item in data.damaged
            if item.extract.council == council and item.extract.dataset in datasets
        ),
    ]


def redefined_since(data: Data, council: str, dataset: str) -> Release | None:
    """The newest release that changed a definition of the dataset after some of the council's months had been
    published."""
    changes = definitions.changes(data.cubes[dataset]) if dataset in data.cubes else []
    first = min((one for (owner, _rest), one in data.held.get(dataset, {}).items() if owner == council), default=None)
    later = [number for number in changes if first is not None and first < number]
    return next((one for one in data.manifest.releases if later and one.number == later[-1]), None)


def day_of(release: Release) -> dt.date:
    """The day of a release."""
    return dt.datetime.fromisoformat(release.loaded_at).date()


def of_the_store(data: Data) -> list[str]:
    """What every page says: that it shows drafts, a release that could not be opened, a catalogue with mistakes."""
    found = [_("Draft, not published: {named}.", named=fmt.listed(named(data)))] if data.drafts else []
    if data.unopened:
        found.append(
            _(
                "The newest data could not be opened; release {release} is shown. {check}",
                release=data.manifest.release,
                check=_(CHECK),
            )
        )
    if data.undeclared:
        found.append(
            _(
                "The store holds {undeclared}, which the catalogue does not declare. {check}",
                undeclared=listed(data.undeclared),
                check=_(CHECK),
            )
        )
    if data.faulty:
        found.append(
            _("The council's own catalogue has mistakes in {files}. ", files=listed(list(data.faulty)))
            + (
                _("Without {files}, it is in use. ", files=listed(data.missed))
                if data.missed
                else _("The catalogue as it was before them is in use. ")
            )
            + _(CHECK)
        )
    return found


def of_system(extract: Extract) -> str:
    """Which of several systems it came from."""
    return "" if extract.system == MAIN else _(", source {system},", system=extract.system)


def named(data: Data) -> list[str]:
    """The drafts on show: `complaints of Kent, Q4 2019/20 (release 7)`."""
    label = data.catalogue.label
    return [
        _(
            "{dataset} of {council}, {period} (release {release})",
            dataset=label("", "dataset", one.dataset),
            council=label("", "council", one.council),
            period=one.period.label,
            release=one.release,
        )
        for one in data.drafts
    ]


def costs(data: Data, item: Damage) -> str:
    """What a damaged extract takes away."""
    if item.extract.path in data.gaps:
        return _("Its records and totals are left out.")
    return _("Its records are left out of lists; totals are those worked out when it was loaded.")


def broken_files(data: Data) -> list[tuple[str, str]]:
    """Every cube and extract that cannot be read, relative to the store, and why."""
    cubes = [(data.manifest.cubes[name].path, reason) for name, reason in data.recounted.items()]
    return [*cubes, *((item.extract.path, item.reason) for item in data.damaged)]


def unwell(data: Data) -> list[dict[str, str]]:
    """Every file of the store that cannot be used, and why."""
    newest = [(MANIFEST, _("is gone, damaged or names a release that cannot be opened; {check}", check=_(CHECK)))]
    catalogue = [(f"catalogue/{name}", _("has mistakes; {check}", check=_(CHECK))) for name in data.faulty]
    found = [*(newest if data.unopened else []), *catalogue, *broken_files(data)]
    return [{"file": file, "reason": reason} for file, reason in found]
