"""What there is to be chosen on a page, asked of the store."""

from __future__ import annotations

from dataclasses import replace

from dashboard.catalogue.datasets import PLACE
from dashboard.measures.status import WORDS
from dashboard.pages.filters import Offer
from dashboard.store.data import ANY, Data

STATUSES = {code: word.format(worse="short of") for code, (word, _) in WORDS.items()}


def offered(data: Data, dataset: str, council: str | None) -> Offer:
    """What a page about this dataset lets one choose; the council is the one asked for if it has data."""
    if dataset == ANY:
        return offered_of_all(data, council)
    known = data.councils(dataset)
    shown = council if council in known else data.council(None, dataset)
    query = f"places_of_{dataset}"
    split = data.queries.exists(query)  # datasets that belong to whole periods have no places to choose from
    places = data.rows(query, council=shown) if split else []
    dimensions = [n for n in data.queries.columns(query) if n not in PLACE] if split else []
    choices = {name: data.words(dataset, name, {row[name] for row in places}) for name in dimensions}
    return Offer(
        councils={one: data.catalogue.label("", "council", one) for one in known},
        council=shown,
        quarters=tuple(data.finest_periods(dataset, shown)),
        places=tuple(places),
        choices=choices | ({"status": STATUSES} if data.catalogue.datasets[dataset].dataset.statuses else {}),
        dimensions=data.dimensions,
    )


def offered_of_all(data: Data, council: str | None) -> Offer:
    """What a page about everything lets one choose: any council, any period of its finest kind."""
    known = data.councils()
    shown = council if council in known else data.council(None)
    return Offer(
        councils={one: data.catalogue.label("", "council", one) for one in known},
        council=shown,
        quarters=tuple(data.finest_periods(ANY, shown)),
        places=(),
        choices={"status": STATUSES},
        dimensions=data.dimensions,
    )


def offered_of_measure(data: Data, council: str | None, measure: str | None) -> Offer:
    """What the page of one measure lets one choose: the council's measures, and what the data of this one have."""
    of = {one.id: one.dataset for one in data.catalogue.measures.values()}
    known = [one for one in data.councils() if any((dataset, one) in data.available for dataset in of.values())]
    usual = data.settings.council if data.settings.council in known else (known or [data.council(None)])[0]
    shown = council if council in known else usual
    titles = {m.id: m.title for m in data.catalogue.measures.values() if (m.dataset, shown) in data.available}
    chosen = measure if measure in titles else next(iter(titles))
    offer = offered(data, of[chosen], shown)
    return replace(
        offer,
        councils={one: data.catalogue.label("", "council", one) for one in known},
        choices={**offer.choices, "measure": titles},
        measure=chosen,
    )
