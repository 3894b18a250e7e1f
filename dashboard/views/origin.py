"""Where what is shown comes from: the same facts under a page, on a slide, in a report and in a file's columns."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.basics import formatting
from dashboard.pages.filters import Offer, State
from dashboard.store.data import Data
from dashboard.views.pieces import Crumb
from dashboard.views.rendering import BASIS_LABELS, SCHEME_LABELS, when_and_where


@dataclass(frozen=True)
class Fact:
    """One fact for readers, `label` and `words`; in a file of rows it is the column `heading` and holds `code`.

    Without a heading it is nothing that rows depend on.
    """

    label: str
    words: str
    heading: str = ""
    code: str = ""


def origin(data: Data, state: State, filters: str, source: str = "") -> tuple[Fact, ...]:
    """All that is said of where something comes from; `filters` are in words, `source` is given where that is not the
    council's own extract."""
    day, release, version = data.data_to(state.council), data.release, data.catalogue.version
    found = [
        Fact("Council", council_name(data, state), "Council", state.council),
        Fact("Period", state.quarter.long_label, "Quarter on show", state.quarter.id),
        Fact("Filters", filters or "none", "Filters", filters or "none"),
        Fact("Figures", BASIS_LABELS[state.basis], "Basis", state.basis),
        Fact("Status words", SCHEME_LABELS[data.judging(state.council, state.scheme).scheme]),
        Fact("Data to", formatting.date(day) if day else NOTHING, "Data to", str(day or NOTHING)),
        Fact("Release", release, "Release", release),
        Fact("Definitions", version, "Definitions", version),
    ]
    if source or data.illustrative(state.council):
        found.append(Fact("Records", source or "illustrative", "Records", source or "illustrative"))
    return tuple(found)


NOTHING = "nothing loaded"
TO_LATEST, TO_OWN_WORDS = "Show the latest figures", "Show the usual status words"


def facts(data: Data, state: State, filters: str) -> tuple[tuple[str, str], ...]:
    """What everything that leaves the screen says of its origin, as label and value for readers."""
    return tuple((fact.label, fact.words) for fact in origin(data, state, filters))


def columns(data: Data, state: State, filters: str, source: str = "") -> dict[str, str]:
    """The same as headings and values of a file's columns."""
    return {fact.heading: fact.code for fact in origin(data, state, filters, source) if fact.heading}


def filters_of(state: State, offer: Offer) -> str:
    """The filters in words, and what records are searched for."""
    filters = [state.filters_sentence(offer)]
    if state.find:
        filters.append(f"with “{state.find}”")
    return "; ".join(filter(None, filters))


def unusual(state: State) -> list[tuple[str, Crumb]]:
    """Under which basis and words the figures stand, where others than usual were chosen, each with the way back."""
    found = []
    if state.basis != "latest":
        found.append((f"Figures {BASIS_LABELS[state.basis].lower()}.", Crumb(TO_LATEST, state.query(basis="latest"))))
    if state.scheme:
        words = SCHEME_LABELS[state.scheme]
        found.append((f"Status words chosen: {words}.", Crumb(TO_OWN_WORDS, state.query(scheme=""))))
    return found


def place(council: str, state: State, filters: str, *, whole: bool = False) -> str:
    """What is on show where no page stands around it: `Medway Council · Q4 2019/20 · Housing Options`; of what is of
    the `whole` council whatever is chosen, that it is."""
    basis = BASIS_LABELS[state.basis].lower() if state.basis != "latest" else ""
    return " · ".join(filter(None, (council, when_and_where(state, filters, whole=whole), basis)))


def council_name(data: Data, state: State) -> str:
    """`Medway Council`."""
    return data.catalogue.full_name(state.council)
