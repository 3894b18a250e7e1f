"""What there is to be chosen on a page, asked of the store."""

from __future__ import annotations

from dataclasses import replace

from dashboard.basics.languages import _
from dashboard.catalogue.datasets import PLACE
from dashboard.catalogue.records import Measure
from dashboard.measures import entered
from dashboard.measures.status import WORDS
from dashboard.pages.filters import Offer
from dashboard.store.data import ANY, Data


def statuses() -> dict[str, str]:
    """The words for statuses by code."""
    return {code: _(word).format(worse=_("short of")) for code, (word, _shape) in WORDS.items()}


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
    choices = {name: data.words(dataset, name, {row[name] for row in places} - {None}) for name in dimensions}
    if data.catalogue.datasets[dataset].dataset.statuses:
        choices["status"] = {code: word for code, word in statuses().items() if code != "too_few"}
    if data.catalogue.datasets[dataset].dataset.entered:
        choices["committee"] = committees(data, shown)
    return Offer(
        councils={one: data.catalogue.label("", "council", one) for one in known},
        council=shown,
        quarters=tuple(data.finest_periods(dataset, shown)),
        places=tuple(places),
        choices=choices,
        dimensions=data.dimensions,
        renamed=data.now_called(shown, [dataset]),
    )


def committees(data: Data, council: str) -> dict[str, str]:
    """The council's committees with their titles."""
    return {name: one.title for name, one in data.catalogue.committees_of(council).items()}


def offered_of_all(data: Data, council: str | None) -> Offer:
    """What a page about everything lets one choose: any council, any period of its finest kind."""
    known = data.councils()
    shown = council if council in known else data.council(None)
    return Offer(
        councils={one: data.catalogue.label("", "council", one) for one in known},
        council=shown,
        quarters=tuple(data.finest_periods(ANY, shown)),
        places=(),
        choices={"status": statuses(), "committee": committees(data, shown)},
        dimensions=data.dimensions,
    )


def offered_of_measure(data: Data, council: str | None, measure: str | None) -> Offer:
    """What the page of one measure lets one choose: the council's measures, and what the data of this one have."""
    known = [one for one in data.councils() if has_measures(data, one)]
    usual = data.settings.council if data.settings.council in known else (known or [data.council(None)])[0]
    shown = council if council in known else usual
    measures = entered.known(data, shown)
    also = entered.entered_as(data, measure or "", shown)
    chosen = measure if measure in measures else also.id if also else next(iter(measures))
    offer = offered(data, measures[chosen].dataset, shown)
    if entered.is_entered(data.catalogue, measures[chosen].dataset):
        offer = of_one_entered(data, offer, measures[chosen])
    return replace(
        offer,
        councils={one: data.catalogue.label("", "council", one) for one in known},
        choices={**offer.choices, "measure": {name: one.title for name, one in measures.items()}},
        measure=chosen,
    )


def has_measures(data: Data, council: str) -> bool:
    """Whether there are data of any measure of the council."""
    counted = any((one.dataset, council) in data.available for one in data.catalogue.measures.values())
    return counted or bool(entered.measures(data, council))


def of_one_entered(data: Data, offer: Offer, measure: Measure) -> Offer:
    """What there is to be chosen of a measure that the council enters: the periods that it has values of and, of
    quarterly ones, those that were loaded since; its service areas where there are several."""
    own = entered.periods(data, measure, offer.council) or list(offer.quarters)
    loaded = [one for one in offer.quarters if one.kind == own[0].kind and one > own[0]]
    areas = entered.areas(data, measure, offer.council)
    return replace(
        offer,
        quarters=tuple(sorted({*own, *loaded})),
        places=(),
        choices={entered.AREA: dict(zip(areas, areas, strict=True))} if len(areas) > 1 else {},
    )
