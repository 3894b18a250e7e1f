"""The pages of the dashboard. Navigation, titles, routing and wiring all read this one list.

A page's key names its modules: `dashboard/views/<key>.py`, `layouts/<key>.py`, `callbacks/<key>.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import missing
from dashboard.pages.filters import Offer, State, as_asked
from dashboard.store.data import ANY, Data


@dataclass(frozen=True)
class Page:
    """A page: where it is, what it is called, which dataset offers its choices and which filters it has.

    A page without a dataset is text alone: it needs a layout and nothing else. `also` are the other datasets that
    it shows, `records` the lists of records that it opens. A bare page fills the window, without masthead,
    navigation and footer; it has a script and a style
    sheet of its own, named after its key.
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


ABOUT = "About"
WITHIN = "Within"  # pages that others lead to
MEASURE = "measure"
PRESENT = "present"
EVENTS = ("received", "responded", "open")
COUNTS = ("counts",)

PAGES = (
    Page(
        key="attention",
        path="/",
        title="What needs attention",
        section="Overview",
        description="Missed targets, worse trends and unusual movements, and the scorecard of every measure.",
        dataset=ANY,
        filters=("council", "quarter", "status", "basis", "scheme"),
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
    ),
    Page(
        key="temporary_accommodation",
        path="/temporary-accommodation",
        title="Temporary accommodation",
        section="Services to residents",
        description="How many households live in temporary accommodation, where and for how long, and who is helped.",
        dataset="temporary_accommodation",
        also=("homelessness", "statutory_homelessness"),
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
    ),
    Page(
        key="programme",
        path="/programme",
        title="Improvement programme",
        section="Running the council",
        description="How each workstream and project of the improvement programme is rated, and what is said of it.",
        dataset="projects",
        filters=("council", "quarter", "status", "basis"),
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


def page_at(path: str) -> Page | None:
    """The page at this path, or None."""
    return next((page for page in PAGES if page.path == (path.rstrip("/") or "/")), None)


def page_about(dataset: str) -> Page:
    """The page that shows this dataset."""
    return next(page for page in PAGES if dataset == page.dataset or dataset in page.also)


def page_called(key: str) -> Page:
    """The page with this key."""
    return next(page for page in PAGES if page.key == key)


def asked(data: Data, page: Page, search: str) -> tuple[State, Offer]:
    """What an address asks of a page, and what its council offers to be asked for."""
    return data.states.get((page.key, search), lambda: read(data, page, search))


def read(data: Data, page: Page, search: str) -> tuple[State, Offer]:
    """The same, worked out anew."""
    given = as_asked(search)
    wanted, measure = (given.get(name, [""])[-1] for name in ("council", "measure"))
    council = wanted if wanted in data.everyone() else usual_council(data, page)
    if not is_about(data, page, council):
        offer = missing.offer(data, page.datasets, council)
    elif page.key == MEASURE:
        offer = data.offer_of_measure(council, measure)
    else:
        offer = data.offer(page.dataset, council)
    return State.parse(search, offer, () if offer.missing else page.records, by_month=page.by_month), offer


def usual_council(data: Data, page: Page) -> str:
    """The council that a page shows where none is asked for: one with what it is about, if any has."""
    whole = [one for one in data.councils(page.dataset) if is_about(data, page, one)]
    known = whole or missing.councils(data, page.datasets) or data.everyone()
    return data.settings.council if data.settings.council in known else known[0]


def is_about(data: Data, page: Page, council: str) -> bool:
    """Whether the council has what the page is about, and not only what else it shows."""
    if page.key == MEASURE:
        return any((one.dataset, council) in data.available for one in data.catalogue.measures.values())
    return data.has(page.dataset, council)


def has_data(data: Data, page: Page, council: str) -> bool:
    """Whether the page has anything of the council; one without a dataset is about every council."""
    return not page.dataset or is_about(data, page, council) or any(data.has(name, council) for name in page.also)
