"""What a report holds, whatever it is written as: the views of the pages, with all that they show, and their origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from dashboard.basics.errors import unknown
from dashboard.basics.formatting import listed
from dashboard.basics.languages import N_, _
from dashboard.basics.quarters import Period
from dashboard.pages.filters import BASES, SCHEMES, Offer, State
from dashboard.pages.offers import offered
from dashboard.pages.registry import Page, asked, has_data, in_remit, page_about, page_called, pages_of
from dashboard.report.blocks import Block, blocks
from dashboard.store.data import ANY, Data
from dashboard.views.absent import answered
from dashboard.views.attention import lines
from dashboard.views.exports import file_name
from dashboard.views.origin import by_key, council_name, facts, filters_of
from dashboard.views.pieces import Card, Paragraph, Quote, Section, Table, View
from dashboard.views.plan import legend
from dashboard.views.quotes import with_quotes
from dashboard.views.registry import theme_of
from dashboard.views.scope import Scope
from dashboard.views.theme import Theme

TITLE = N_("Performance monitoring report")
ALONE = ("measure",)  # a page that is exported when it is asked for, and is no part of the whole report

Told = Callable[[str, float], None]


def nobody(_step: str, _share: float) -> None:
    """Tells nobody how far the report is."""


@dataclass(frozen=True)
class Listing:
    """A list of records or measures, whole."""

    title: str
    table: Table


@dataclass(frozen=True)
class Chapter:
    """One page: its view, its list of records where one is open, what it is filtered by, and its address.

    `paragraphs` say its numbers in prose, `blocks` are its headline measures as the papers print them, and `wanted`
    is what only an officer can explain.
    """

    page: Page
    view: View
    filters: str
    address: str
    listing: Listing | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    blocks: tuple[Block, ...] = ()
    wanted: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The page's title, or the measure's that it is about."""
        return self.view.title if self.page.key in ALONE else self.page.title

    @property
    def scope(self) -> str:
        """What it shows, such as `Q4 2019/20. Filters: Housing Options.`, for the line under its heading."""
        return _(
            "{quarter}. Filters: {filters}.", quarter=self.view.state.quarter.label, filters=self.filters or _("none")
        )


@dataclass(frozen=True)
class Report:
    """A council's period, told in chapters.

    `facts` are label and value of what every page of it has to say about its origin, council and period first, and
    `known` the values by key; `missing` are the pages that have nothing for the period, each with a sentence;
    `wanted` is what only an officer can explain; `key` what statuses and trends mean; `committees` are those for whose
    remit it is, none of a report on everything; `accent`, `logo` and `template` are the council's own.
    """

    title: str
    council: str
    council_name: str
    period: Period
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    known: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[tuple[str, str], ...] = ()
    committees: tuple[str, ...] = ()
    accent: str = ""
    logo: Path | None = None
    template: Path | None = None
    wanted: tuple[str, ...] = ()
    illustrative: bool = False
    key: Section | None = None

    @property
    def origin(self) -> str:
        """The facts in one line, for the foot of a slide or a page."""
        return " · ".join(f"{label}: {value}" for label, value in self.facts)

    @property
    def subject(self) -> str:
        """`Medway Council, Q4 2019/20 (Jan to Mar 2020)`."""
        return f"{self.council_name}, {self.period.long_label}"

    @property
    def file(self) -> str:
        """A file name without its ending, which says what is in it."""
        pages = [chapter.page.key for chapter in self.chapters] if len(self.chapters) == 1 else ["report"]
        filters = self.chapters[0].filters if len(self.chapters) == 1 else ""
        return file_name(self.council, *pages, *(self.committees or (filters,)), self.period.id)


def whole(data: Data, search: str, told: Told = nobody) -> Report:
    """The report on all pages for which the address's council has data; the address may also give quarter, basis,
    status scheme, and committees whose remit it is to be restricted to. Filters of single pages do not apply."""
    given = {
        key: value for key, value in parse_qsl(search.lstrip("?")) if key in ("council", "quarter", "basis", "scheme")
    }
    if given.get("council", "") not in ("", *data.everyone()):
        raise unknown("council", given["council"], data.everyone())
    start = page_called("attention")
    state, offer = asked(data, start, "?" + urlencode({"council": given.get("council", "")}))
    council = state.council
    committees = [name_of_committee(offer, value) for key, value in parse_qsl(search.lstrip("?")) if key == "committee"]
    if "quarter" in given:  # a page may be on a year whose report is its last quarter's
        asked_for = Period.parse(given["quarter"])
        same_end = (quarter.id for quarter in offer.quarters if quarter.last_day == asked_for.last_day)
        given["quarter"] = next(same_end, asked_for.id)
    choices = {"quarter": [quarter.id for quarter in offer.quarters], "basis": BASES, "scheme": SCHEMES}
    for name, known in choices.items():
        if name in given and given[name] not in known:
            raise unknown(name, given[name], known)
    pairs = [*{**given, "council": council}.items(), *(("committee", name) for name in committees)]
    state, offer = asked(data, start, "?" + urlencode(pairs))
    chapters, missing = [], []
    pages = chapters_of(data)
    for position, page in enumerate(pages):
        told(page.title, position / len(pages))
        if page != start and not (has_data(data, page, council) and in_remit(data, page, state)):
            continue
        period = period_of(data, page, council, state.quarter)
        if period is None:
            missing.append((page.title, _("Nothing has been loaded for {quarter}.", quarter=state.quarter.label)))
        else:
            own = {} if "committee" in page.filters else {"committee": ()}
            query = state.query(status=(), find="", sort="", quarter=period, **own)
            chapters.append(chapter(data, page, query))
    titles = [offer.words("committee")[name] for name in state.of("committee")]
    return assembled(data, state, ": ".join(filter(None, (_(TITLE), listed(titles)))), chapters, missing, titles)


def name_of_committee(offer: Offer, name: str) -> str:
    """The id of the committee that is called so by its id or its title."""
    known = offer.words("committee")
    found = next((one for one, title in known.items() if name in (one, title)), "")
    if not found:
        raise unknown("committee", name, [*known, *known.values()])
    return found


def chapters_of(data: Data) -> list[Page]:
    """The pages of the whole report in the order of the papers: the summary and the plan first, then the themes."""
    return sorted((page for page in pages_of(data) if page.chapter), key=lambda page: page.chapter)


def exported(data: Data) -> dict[str, Page]:
    """The pages that can be exported, by key: those of the report, and those that are no part of it."""
    return {page.key: page for page in (*chapters_of(data), *(page_called(key) for key in ALONE))}


def period_of(data: Data, page: Page, council: str, quarter: Period) -> Period | None:
    """The period that the page shows in a report on a quarter: that one, or the longer one that ends with it."""
    loaded = asked(data, page, "?" + urlencode({"council": council}))[1].quarters
    if quarter in loaded:
        return quarter
    return next((period for period in loaded if period.last_day == quarter.last_day), None)


def single(data: Data, key: str, search: str) -> Report:
    """One page as it stands, filters, open records and all."""
    known = exported(data)
    if key not in known:
        raise unknown("page", key, known)
    page = known[key]
    found = chapter(data, page, search)
    return assembled(data, found.view.state, found.title, [found])


def chapter(data: Data, page: Page, search: str) -> Chapter:
    """The page's view for this address, with everything that it shows."""
    state, offer = asked(data, page, search)
    theme = theme_of(data, page)
    view = off_screen(with_quotes(data, answered(data, page, state, offer), page.dataset))
    filters = filters_of(state, offer)
    return Chapter(
        page=page,
        view=view,
        filters=filters,
        address=page.path + state.query(),
        listing=listing(data, theme, view),
        paragraphs=theme.prose(data, view) if theme.prose and not offer.missing else (),
        blocks=() if filters else blocks(data, page, view),
    )


def off_screen(view: View) -> View:
    """The view without what its notes say of clicking."""
    return replace(view, cards=tuple(replace(card, note=card.caption) for card in view.cards))


def listing(data: Data, theme: Theme, view: View) -> Listing | None:
    """The open list of records, whole rather than a page of it; None where none is open."""
    records = view.records
    if records is None:
        return None
    return Listing(records.title, theme.records(data, view.state) if theme.records else records.table)


def assembled(
    data: Data,
    state: State,
    title: str,
    chapters: Sequence[Chapter],
    missing: Sequence[tuple[str, str]] = (),
    committees: Sequence[str] = (),
) -> Report:
    """The report of these chapters."""
    told = facts(data, state, "; ".join(dict.fromkeys(c.filters for c in chapters if c.filters)))
    asked_for = wanted(data, state)
    own = data.catalogue.councils.get(state.council)
    explained = [
        replace(one, wanted=tuple(words for path, words in asked_for if path == one.page.path and not one.filters))
        for one in chapters
    ]
    return Report(
        title=title,
        council=state.council,
        council_name=council_name(data, state),
        period=state.quarter,
        facts=tuple((label, words) for _key, label, words in told),
        known=by_key(told),
        chapters=tuple(explained),
        missing=tuple(missing),
        committees=tuple(committees),
        accent=own.accent if own else "",
        logo=own.logo if own else None,
        template=own.template if own else None,
        wanted=tuple(words for _rest, words in asked_for) if any(c.page.key == "attention" for c in chapters) else (),
        illustrative=data.illustrative(state.council),
        key=legend.key(data.judging(state.council, state.scheme), state.quarter.kind),
    )


def wanted(data: Data, state: State) -> list[tuple[str, str]]:
    """What an officer has to explain, with the path of the page that shows it: missed targets and turns for the worse
    of which the council says nothing yet."""
    if not data.has(ANY, state.council):
        return []
    scope = Scope(data, ANY, state, offered(data, ANY, state.council))
    return [(page_about(data, line.dataset).path, line.wanted) for line in lines.all_lines(scope) if line.wanted]


def whole_text(quote: Quote) -> str:
    """A note, not cut; where its rest begins with a paragraph or point of its own, it stays one."""
    gap = "" if quote.rest.startswith("\n") else " "
    return f"{quote.text}{gap}{quote.rest}".strip()


def every_table(report: Report) -> list[tuple[Chapter, str, Table, Card | None]]:
    """Every table of the report in reading order with its title, and its card where it has one."""
    found: list[tuple[Chapter, str, Table, Card | None]] = []
    for one in report.chapters:
        found += [(one, card.title, card.table, card) for card in one.view.cards]
        if one.listing:
            found.append((one, one.listing.title, one.listing.table, None))
    return found
