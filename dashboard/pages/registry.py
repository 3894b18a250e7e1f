"""The pages of the dashboard. Navigation, titles, routing and wiring all read this one list.

A theme's key names its room, `dashboard/views/<key>/`; any other page's its layout, `layouts/<key>.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.basics.errors import UsageError
from dashboard.basics.languages import N_, PARAMETER, _
from dashboard.basics.translations import language_called
from dashboard.catalogue.datasets import PLACE, Declaration, key_of
from dashboard.catalogue.themes import built_in
from dashboard.measures import entered
from dashboard.pages.filters import Offer, State, as_asked
from dashboard.pages.offers import has_measures, offered, offered_of_measure
from dashboard.store import missing
from dashboard.store.data import ANY, NATIONAL, Data


@dataclass(frozen=True)
class Page:
    """A page: where it is, what it is called, which dataset offers its choices and which filters it has.

    A page without a dataset is text alone: it needs a layout and nothing else. `also` are the other datasets that
    it shows, `records` the lists of records that it opens. A bare page fills the window, without masthead, navigation
    and footer; it has a script and a style sheet of its own, named after its key.

    `chapter` is its place in the whole report, 0 for none; `slides` are those of its pieces that a presentation shows
    who has chosen nothing, `opening` the cards that a document opens with.
    """

    key: str
    path: str
    title: str
    section: str
    description: str
    dataset: str = ""
    also: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    bare: bool = False
    chapter: int = 0
    slides: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()

    @property
    def in_navigation(self) -> bool:
        """Whether the main navigation leads to it; pages about the dashboard itself stand in the footer."""
        return self.section not in (ABOUT, WITHIN)

    @property
    def datasets(self) -> tuple[str, ...]:
        """All that it shows, what it is about first."""
        return (self.dataset, *self.also)

    @property
    def by_month(self) -> bool:
        """Whether it can show one month; what is the council's plan has periods alone."""
        return "directorate" in self.filters


ABOUT = N_("About")
WITHIN = N_("Within")  # pages that others lead to
MEASURE = "measure"
PRESENT = "present"

START = Page(
    key="attention",
    path="/",
    title=N_("What needs attention"),
    section=N_("Overview"),
    description=N_("Missed targets, worse trends and unusual movements, and the scorecard of every measure."),
    dataset=ANY,
    filters=("council", "quarter", "committee", "status", "basis", "scheme"),
    chapter=1,
)
REST = (
    Page(
        key=PRESENT,
        path="/present",
        title=N_("Present"),
        section=WITHIN,
        description=N_("The findings one by one, as large as a committee room needs."),
        bare=True,
    ),
    Page(
        key="sources",
        path="/sources",
        title=N_("Sources"),
        section=ABOUT,
        description=N_("The papers, what was taken from each and how it compares; the extracts loaded; the catalogue."),
    ),
    Page(
        key="glossary",
        path="/glossary",
        title=N_("What words mean"),
        section=ABOUT,
        description=N_("The words of councils and of statistics that pages use, each explained in a sentence or two."),
    ),
    Page(
        key="accessibility",
        path="/accessibility",
        title=N_("Accessibility statement"),
        section=ABOUT,
        description=N_("How this dashboard can be used, what was tested and whom to tell about a problem."),
    ),
)


def one_measure(dimensions: Iterable[str]) -> Page:
    """The page of single measures, which can be filtered by whatever any dataset can."""
    return Page(
        key=MEASURE,
        path="/measure",
        title=_("One measure"),
        section=WITHIN,
        description=_("Everything about one measure: past, targets, parts, other places, and what the council says."),
        dataset=ANY,
        filters=("council", "measure", "quarter", *dimensions, "basis", "scheme"),
    )


def declared(declaration: Declaration) -> Page | None:
    """The page that a declaration makes, if it makes one."""
    words = declaration.page
    if words is None:
        return None
    usual = ("council", "quarter", "years", *declaration.dataset.offered, "basis", "scheme")
    return Page(
        key=words.key or declaration.id,
        path=words.path,
        title=words.title,
        section=words.section,
        description=words.description,
        dataset=declaration.id,
        also=tuple(words.also),
        filters=tuple(words.filters) or usual,
        records=(*words.lists, *(one.kind for one in words.records)),
        chapter=words.chapter,
        slides=tuple(words.slides) or tuple(key_of(card) for card in words.cards[:2]),
        opening=tuple(words.opening),
    )


def pages_from(datasets: Mapping[str, Declaration]) -> tuple[Page, ...]:
    """The pages of these datasets and those that are about all of them, in the order of the navigation."""
    themes = sorted((one.page.position, name) for name, one in datasets.items() if one.page)
    found = tuple(page for _rest, name in themes if (page := declared(datasets[name])))
    counted = (one.dataset for one in datasets.values() if one.dataset.made_of or one.dataset.entered)
    offered = sorted({name for one in counted for name in one.offered} - set(PLACE))
    return (in_language(START), *found, one_measure((*PLACE, *offered)), *map(in_language, REST))


def in_language(page: Page) -> Page:
    """A page of ours with its words in the language that is spoken."""
    return replace(page, title=_(page.title), description=_(page.description))


PAGES = pages_from(built_in())


def pages_of(data: Data) -> tuple[Page, ...]:
    """The project's pages and those that the store's own catalogue declares."""
    return data.once("pages", lambda: pages_from(data.catalogue.datasets))


def page_at(path: str, data: Data | None = None) -> Page | None:
    """The page at this path, or None."""
    pages = pages_of(data) if data else PAGES
    return next((page for page in pages if page.path == (path.rstrip("/") or "/")), None)


def page_about(data: Data, dataset: str) -> Page:
    """The page that shows this dataset; that of single measures where it has none of its own."""
    shown = (page for page in pages_of(data) if dataset == page.dataset or dataset in page.also)
    return next(shown, page_called(MEASURE))


def page_called(key: str, data: Data | None = None) -> Page:
    """The page with this key."""
    return next(page for page in (pages_of(data) if data else PAGES) if page.key == key)


def asked(data: Data, page: Page, search: str) -> tuple[State, Offer]:
    """What an address asks of a page, and what its council offers to be asked for."""
    found: tuple[State, Offer] = data.states.get((page.key, search), lambda: read(data, page, search))
    return found


def read(data: Data, page: Page, search: str) -> tuple[State, Offer]:
    """The same, worked out anew."""
    given = as_asked(search)
    wanted, measure = (given.get(name, [""])[-1] for name in ("council", "measure"))
    council = wanted if wanted in data.everyone() else usual_council(data, page)
    if not is_about(data, page, council):
        offer = offer_without(data, page.datasets, council)
    elif page.key == MEASURE:
        offer = offered_of_measure(data, council, measure)
    else:
        offer = with_authorities(data, page, offered(data, page.dataset, council))
    lists = page.records if data.records_shown and not offer.missing else ()
    by_month = page.by_month and not (page.key == MEASURE and is_of_entered(data, offer))
    state = State.parse(search, offer, lists, by_month=by_month)
    return replace(state, notices=(*state.notices, *no_language(data, given.get(PARAMETER, [])))), offer


def no_language(data: Data, codes: Sequence[str]) -> Iterable[str]:
    """The sentence for a language that is asked for and of which there is no catalogue."""
    try:
        for code in codes[-1:]:
            language_called(code, data.languages)
    except UsageError as error:
        yield str(error)


def with_authorities(data: Data, page: Page, offer: Offer) -> Offer:
    """The same with the councils behind them of which tables about every council alone are known, where the page shows
    such tables."""
    tables = [name for name in page.also if name in NATIONAL]
    more = [one for one in missing.councils(data, tables) if one not in offer.councils]
    if not more:
        return offer
    named = {one: data.catalogue.label("", "council", one) for one in more}
    return replace(offer, councils={**offer.councils, **named})


def is_of_entered(data: Data, offer: Offer) -> bool:
    """Whether the page is about a measure that the council enters, which has periods alone."""
    return offer.measure in entered.measures(data, offer.council)


def usual_council(data: Data, page: Page) -> str:
    """The council that a page shows where none is asked for: one with what it is about, if any has."""
    whole = [one for one in data.councils(page.dataset) if is_about(data, page, one)]
    known = whole or missing.councils(data, page.datasets) or data.everyone()
    if not known:
        raise missing.nobody(data)
    return data.settings.council if data.settings.council in known else known[0]


def is_about(data: Data, page: Page, council: str) -> bool:
    """Whether the council has what the page is about, and not only what else it shows."""
    if page.key == MEASURE:
        return has_measures(data, council)
    return data.has(page.dataset, council)


def has_data(data: Data, page: Page, council: str) -> bool:
    """Whether the page has anything of the council; one without a dataset is about every council."""
    return not page.dataset or is_about(data, page, council) or any(data.has(name, council) for name in page.also)


def in_remit(data: Data, page: Page, state: State) -> bool:
    """Whether the page is about something that the committees chosen look after; without any every page is."""
    remit = data.catalogue.remit(state.council, state.of("committee"))
    prefix = entered.datasets(data.catalogue).get(page.dataset, "")
    return remit is None or remit.shows(page.dataset, prefix)


def offer_without(data: Data, datasets: Sequence[str], council: str) -> Offer:
    """What a page about these datasets, of which the council lacks the first, lets one choose."""
    known = dict.fromkeys([*(missing.councils(data, datasets) or data.everyone()), council])
    return Offer(
        councils={one: data.catalogue.label("", "council", one) for one in known},
        council=council,
        quarters=tuple(missing.periods(data, datasets, council)),
        places=(),
        dimensions=data.dimensions,
        missing=True,
    )
