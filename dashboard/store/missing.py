"""What of a page has not been loaded for a council, and what is offered all the same.

A page without its dataset is shown, not refused: it names what is missing, and shows what is there of the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.basics.errors import MissingError
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.store.data import ANY, NATIONAL, Data

# of a store that has tables of every council and none that it could show them for
NOTHING = N_("Nothing is loaded: all that there was has been withdrawn. Load an extract with `scrutiny load`.")
NOBODY = N_(
    "No council is known whose figures could be shown. Say in catalogue/councils.csv of the store which area "
    "yours is, such as E06000035; docs/catalogue.md has the columns."
)


def sentence(data: Data, dataset: str, council: str) -> str:
    """`No temporary accommodation data have been loaded for Medway`; of any dataset, where it has some, that they are
    of no measure."""
    who = "" if dataset in NATIONAL else _(" for {label}", label=data.catalogue.label("", "council", council))
    what = "measures" if dataset == ANY and data.has(ANY, council) else data.catalogue.label("", "loaded", dataset)
    return _("No {what} have been loaded{who}", what=what, who=who)


def command(data: Data, dataset: str, council: str, period: Period) -> str:
    """What loads the dataset, as it is typed."""
    known = data.catalogue.datasets.get(dataset)
    named = "DATASET" if dataset == ANY else dataset
    usual = f"scrutiny load {named} FILE --council {council} --quarter {period.id}"
    return known.dataset.loaded_by or usual if known else usual


def how(data: Data, dataset: str, council: str, period: Period) -> str:
    """The sentence with which one can go on."""
    return _("Load them with `{command}`.", command=command(data, dataset, council, period))


def nobody(data: Data) -> MissingError:
    """That there is no council to show, and what to do."""
    return MissingError(_(NOBODY) if data.extracts else _(NOTHING))


def refuse(data: Data, dataset: str, council: str | None) -> None:
    """Raises MissingError where nothing of a dataset has been loaded, or nothing for this council."""
    known = data.councils(dataset)
    if known and (not council or council in known or council not in data.everyone()):
        return
    if not data.everyone():
        raise nobody(data)
    one = council if council in data.everyone() else (data.settings.council or data.everyone()[0])
    raise MissingError(f"{sentence(data, dataset, one)}. {how(data, dataset, one, periods(data, [], one)[-1])}")


def councils(data: Data, datasets: Sequence[str]) -> list[str]:
    """The councils that have any of these datasets, those with the first one first."""
    return list(dict.fromkeys(council for dataset in datasets for council in data.councils(dataset)))


def periods(data: Data, datasets: Sequence[str], council: str) -> list[Period]:
    """The periods to choose from: of the council's own data on the page, else of its others, else of any."""
    own = [dataset for dataset in datasets if dataset not in NATIONAL]
    national = [dataset for dataset in datasets if dataset in NATIONAL]
    for names in (own, national, [ANY]):
        if found := data.finest_of(names, council):
            return found
    loaded = {period for found in data.available.values() for period in found}
    return [max(loaded, default=Period.holding(dt.datetime.now(tz=dt.UTC).date(), "quarter"))]
