"""The pages of the dashboard. Navigation, titles, routing and wiring all read this one list.

A theme's key names its room, `dashboard/views/<key>/`; any other page's its layout, `layouts/<key>.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.datasets import Declaration, key_of
from dashboard.pages.filters import Offer, State, as_asked
from dashboard.store.data import ANY, Data


@dataclass(frozen=True)
class Page:
    """A page: where it is, what it is called, which dataset offers its choices and which filters it has.

    A page without a dataset is text alone: it needs a layout and nothing else. `also` are the other datasets that
    it shows, `records` the lists of records that it opens. A bare page fills the window, without masthead, navigation
    and footer; it has a script and a style sheet of its own, named after its key.

    `chapter` is its place in the whole report, 0 for none; `slides` are those of its pieces that a presentation shows
    who has chosen nothing.
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

    @property
    def in_navigation(self) -> bool:
        """Whether the main navigation leads to it; pages about the dashboard itself stand in the footer."""
        return self.section not in (ABOUT, WITHIN)


ABOUT = "About"
WITHIN = "Within"  # pages that others lead to
MEASURE = "measure"
PRESENT = "present"
EVENTS = ("received", "responded", "open")
COUNTS = ("counts",)
DECLARED_CHAPTER = 8

PAGES = (
    Page(
        key="attention",
        path="/",
        title="What needs attention",
        section="Overview",
        description="Missed targets, worse trends and unusual movements, and the scorecard of every measure.",
        dataset=ANY,
        filters=("council", "quarter", "status", "basis", "scheme"),
        chapter=1,
    ),
    Page(
        key="complaints",
        path="/complaints",
        title="Complaints",
        section="Services to residents",
        description="How many complaints the council gets, how quickly it answers and what it finds.",
        dataset="complaints",
        also=("ombudsman", "compliments"),
        filters=("council", "quarter", "years", "directorate", "service", "stage", "basis", "scheme"),
        records=EVENTS,
        chapter=3,
        slides=("timeliness", "volumes"),
    ),
    Page(
        key="digital",
        path="/digital",
        title="Digital take-up",
        section="Services to residents",
        description="How much is done online, whether people get to the end, what it costs and whether they like it.",
        dataset="digital",
        filters=("council", "quarter", "years", "directorate", "service", "channel", "basis"),
        records=COUNTS,
        chapter=4,
        slides=("take_up", "channels"),
    ),
    Page(
        key="temporary_accommodation",
        path="/temporary-accommodation",
        title="Temporary accommodation",
        section="Services to residents",
        description="How many households live in temporary accommodation, where and for how long, and who is helped.",
        dataset="temporary_accommodation",
        also=("homelessness",),
        filters=(
            "council",
            "quarter",
            "years",
            "directorate",
            "service",
            "accommodation_type",
            "basis",
            "scheme",
        ),
        records=EVENTS,
        chapter=5,
        slides=("households", "types"),
    ),
    Page(
        key="agency",
        path="/agency",
        title="Agency staff",
        section="Running the council",
        description="What agency workers cost, how many there are, where and why, and whether they come on contract.",
        dataset="agency",
        filters=("council", "quarter", "years", "directorate", "service", "reason", "basis", "scheme"),
        records=COUNTS,
        chapter=7,
        slides=("spend", "reasons"),
    ),
    Page(
        key="procurement",
        path="/procurement",
        title="Procurement benefits",
        section="Running the council",
        description="What benefits the contracts awarded bring, where they come from and which contracts end soon.",
        dataset="procurement",
        filters=("council", "quarter", "years", "directorate", "service", "category", "basis"),
        records=("awarded", "with_benefits", "ending"),
        chapter=6,
        slides=("benefits", "five_years"),
    ),
    Page(
        key="plan",
        path="/plan",
        title="Plan measures",
        section="Running the council",
        description="The other measures of the council's plan, achieved or failed, and what its services may spend.",
        dataset="kpis",
        also=("budgets", "commentary"),
        filters=("council", "quarter", "service_area", "status", "basis", "scheme"),
        chapter=2,
        slides=("statuses",),
    ),
    Page(
        key="programme",
        path="/programme",
        title="Improvement programme",
        section="Running the council",
        description="How each workstream and project of the improvement programme is rated, and what is said of it.",
        dataset="projects",
        filters=("council", "quarter", "status", "basis"),
        chapter=9,
        slides=("ratings", "workstreams"),
    ),
    Page(
        key=MEASURE,
        path="/measure",
        title="One measure",
        section=WITHIN,
        description="Everything about one measure: past, targets, parts, other places, and what the council says.",
        dataset=ANY,
        filters=(
            "council",
            "measure",
            "quarter",
            "directorate",
            "service",
            "stage",
            "channel",
            "accommodation_type",
            "reason",
            "category",
            "basis",
            "scheme",
        ),
    ),
    Page(
        key=PRESENT,
        path="/present",
        title="Present",
        section=WITHIN,
        description="The findings one by one, as large as a committee room needs.",
        bare=True,
    ),
    Page(
        key="sources",
        path="/sources",
        title="Sources",
        section=ABOUT,
        description="The papers, what was taken from each and how it compares; the extracts loaded; the catalogue.",
    ),
    Page(
        key="accessibility",
        path="/accessibility",
        title="Accessibility statement",
        section=ABOUT,
        description="How this dashboard can be used, what was tested and whom to tell about a problem.",
    ),
)


def declared(declaration: Declaration) -> Page | None:
    """The page that a declaration makes, if it makes one."""
    words = declaration.page
    if words is None:
        return None
    shown = ("council", "quarter", "years", *declaration.dataset.offered, "basis", "scheme")
    return Page(
        key=declaration.id,
        path=words.path,
        title=words.title,
        section=words.section,
        description=words.description,
        dataset=declaration.id,
        filters=shown,
        records=tuple(one.kind for one in words.records),
        chapter=DECLARED_CHAPTER,
        slides=tuple(key_of(card) for card in words.cards[:2]),
    )


def pages_of(data: Data) -> tuple[Page, ...]:
    """The project's pages and those that the store's own catalogue declares, in the order of the navigation."""
    own = tuple(page for one in data.catalogue.datasets.values() if (page := declared(one)))
    last = next(place for place, page in enumerate(PAGES) if page.section == WITHIN)
    return (*PAGES[:last], *own, *PAGES[last:])


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
    return data.states.get((page.key, search), lambda: read(data, page, search))


def read(data: Data, page: Page, search: str) -> tuple[State, Offer]:
    """The same, worked out anew."""
    given = as_asked(search)
    council, measure = (given.get(name, [None])[-1] for name in ("council", "measure"))
    offer = data.offer_of_measure(council, measure) if "measure" in page.filters else data.offer(page.dataset, council)
    return State.parse(search, offer, page.records), offer
