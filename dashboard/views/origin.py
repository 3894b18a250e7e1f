"""Where what is shown comes from: the same facts under a page, on a slide, in a report and in a file's columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.basics import formatting
from dashboard.basics.languages import N_, _
from dashboard.pages.filters import Offer, State
from dashboard.store.data import Data
from dashboard.views import contract
from dashboard.views.pieces import Crumb
from dashboard.views.rendering import BASIS_LABELS, SCHEME_LABELS, when_and_where


@dataclass(frozen=True)
class Fact:
    """One fact for readers, `label` and `words`; in a file of rows it is the column `heading` and holds `code`.

    Without a heading it is nothing that rows depend on. Its `key` is the same in every language.
    """

    key: str
    label: str
    words: str
    heading: str = ""
    code: str = ""


def origin(data: Data, state: State, filters: str, source: str = "") -> tuple[Fact, ...]:
    """All that is said of where something comes from; `filters` are in words, `source` is given where that is not the
    council's own extract."""
    day, release, version = data.data_to(state.council), data.release, data.catalogue.version
    found = [
        Fact("council", _("Council"), council_name(data, state), _("Council"), state.council),
        Fact("period", _("Period"), state.quarter.long_label, _("Quarter on show"), state.quarter.id),
        Fact("filters", _("Filters"), filters or _("none"), _("Filters"), filters or _("none")),
        Fact("figures", _("Figures"), _(BASIS_LABELS[state.basis]), _("Basis"), state.basis),
        Fact("status_words", _("Status words"), _(SCHEME_LABELS[data.judging(state.council, state.scheme).scheme])),
        Fact(
            "data_to", _("Data to"), formatting.date(day) if day else _(NOTHING), _("Data to"), str(day or _(NOTHING))
        ),
        Fact("release", _("Release"), release, _("Release"), release),
        Fact("definitions", _("Definitions"), version, _("Definitions"), version),
    ]
    if source or data.illustrative(state.council):
        found.append(
            Fact("records", _("Records"), source or _("illustrative"), _("Records"), source or _("illustrative"))
        )
    return tuple(found)


NOTHING = N_("nothing loaded")
TO_LATEST, TO_OWN_WORDS = N_("Show the latest figures"), N_("Show the usual status words")


def facts(data: Data, state: State, filters: str) -> list[contract.Fact]:
    """What everything that leaves the screen says of its origin, as key, and label and value for readers."""
    return [(fact.key, fact.label, fact.words) for fact in origin(data, state, filters)]


def by_key(facts: Sequence[contract.Fact]) -> dict[str, str]:
    """The values of facts by their keys."""
    return {key: words for key, _label, words in facts}


def columns(facts: Sequence[Fact]) -> dict[str, str]:
    """The facts as headings and values of a file's columns."""
    return {fact.heading: fact.code for fact in facts if fact.heading}


def filters_of(state: State, offer: Offer) -> str:
    """The filters in words, and what records are searched for."""
    filters = [state.filters_sentence(offer)]
    if state.find:
        filters.append(_("with “{find}”", find=state.find))
    return "; ".join(filter(None, filters))


def unusual(state: State) -> list[tuple[str, Crumb]]:
    """Under which basis and words the figures stand, where others than usual were chosen, each with the way back."""
    found = []
    if state.basis != "latest":
        found.append(
            (
                _("Figures {basis_labels}.", basis_labels=_(BASIS_LABELS[state.basis]).lower()),
                Crumb(_(TO_LATEST), state.query(basis="latest")),
            )
        )
    if state.scheme:
        words = _(SCHEME_LABELS[state.scheme])
        found.append((_("Status words chosen: {words}.", words=words), Crumb(_(TO_OWN_WORDS), state.query(scheme=""))))
    return found


def place(council: str, state: State, filters: str, *, whole: bool = False) -> str:
    """What is on show where no page stands around it: `Medway Council · Q4 2019/20 · Housing Options`; of what is of
    the `whole` council whatever is chosen, that it is."""
    basis = _(BASIS_LABELS[state.basis]).lower() if state.basis != "latest" else ""
    return " · ".join(filter(None, (council, when_and_where(state, filters, whole=whole), basis)))


def council_name(data: Data, state: State) -> str:
    """`Medway Council`."""
    return data.catalogue.full_name(state.council)
