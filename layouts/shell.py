"""What stands around every page: masthead, navigation, filter strip, footer, and the states of waiting and failing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from dashboard.access.reader import reader, sign_out
from dashboard.basics import formatting
from dashboard.basics.languages import _, addressed, with_language
from dashboard.pages.filters import Offer, State
from dashboard.pages.registry import ABOUT, PAGES, Page, has_data, pages_of
from dashboard.store.data import Data
from dashboard.web import logos
from dashboard.web.components import attributes
from dashboard.web.speaking import Choice, choices

URL = "app-url"
MAIN = "app-main"
NAVIGATION = "app-navigation"
FILTERS = "app-filters"
ANNOUNCER = "app-announcer"
FAILURE = "app-failure"
SOURCES = "app-sources"
PRINT = "app-print"
DATA_DATE = "app-data-date"
LOOK = "app-look"
LANGUAGES = "app-languages"


def shell(
    page: Page,
    main: list[Any],
    *,
    data: Data | None,
    state: State | None,
    offer: Offer | None,
    search: str | None,
    readable: bool = True,
) -> html.Div:
    """The whole page. `search` is the query string if it is known, so that the browser need not ask again."""
    council = data.catalogue.full_name(offer.council) if data and offer else ""
    return html.Div(
        [
            # With the address given, dcc.Location sees nothing new and no second request is made.
            dcc.Location(id=URL, refresh=False, **({} if search is None else {"search": search})),
            html.A(_("Skip to main content"), href=f"#{MAIN}", className="skip-link"),
            None
            if page.bare
            else html.Header(
                [masthead(council, data, offer), navigation(page, data, state)],
                id="app-header",
                style=own_colour(data, offer),
            ),
            html.Div(id="app-progress", className="progress", **attributes(aria_hidden="true")),
            html.Div([filter_strip() if page.filters and readable else None, failure()], className="held"),
            print_head(page, council, data),
            html.Main(main, id=MAIN, tabIndex="-1"),
            html.P(id=ANNOUNCER, role="status", className="visually-hidden", **attributes(aria_live="polite")),
            None
            if page.bare
            else footer(
                page,
                offer,
                illustrative=bool(data and offer and data.illustrative(offer.council)),
                languages=choices(data, search or "") if data else [],
            ),
        ],
        id="app-page",
        **attributes(data_page=page.key, data_moves=moves(page, data)),
    )


def moves(here: Page, data: Data | None) -> str:
    """The paths of the pages about data, between which the browser goes without opening the document anew."""
    found = (page for page in (pages_of(data) if data else ()) if page.dataset and not page.bare)
    return " ".join(page.path for page in found) if here.dataset and not here.bare else ""


def masthead(council: str, data: Data | None, offer: Offer | None) -> html.Div:
    """Product and council with its logo at the left, the age of the data at the right."""
    known = data_date(data, offer.council) if data and offer else ""
    picture = logos.address(data, offer.council) if data and offer else ""
    # read aloud once: where there is a logo, it says the name
    logo = html.Img(src=picture, alt=council, className="logo") if picture else None
    hidden = attributes(aria_hidden="true") if picture else {}
    return html.Div(
        [
            html.P(
                [
                    html.A("Scrutiny", href="/" + of_council(offer), className="product"),
                    html.Span(council, id="app-council", className="council", **hidden),
                    logo,
                ]
            ),
            html.P(known, id=DATA_DATE, className="data-date"),
            signed_on(),
        ],
        className="masthead",
    )


def signed_on() -> html.P | None:
    """Who has signed on here, and the way out; nothing where nobody signs on here."""
    if not (address := sign_out()):
        return None
    who = [html.Span(_("Signed on as "), className="visually-hidden"), html.Span(reader().account, className="account")]
    return html.P([*who, html.A(_("Sign out"), href=address)], id="app-signed-on", className="signed-on")


def own_colour(data: Data | None, offer: Offer | None) -> dict[str, str]:
    """The council's own colour, in the place of the house's."""
    known = data.catalogue.councils.get(offer.council) if data and offer else None
    return {"--brand": known.accent} if known and known.accent else {}


def data_date(data: Data, council: str) -> str:
    """`Data to 31 March 2020 · updated 2 May 2020`, or nothing where nothing of the council is loaded."""
    day, updated = data.data_to(council), data.once(f"updated {council}", lambda: data.updated(council))
    loaded = _(" · updated {updated}", updated=formatting.date(updated)) if updated else ""
    return _("Data to {day}{loaded}", day=formatting.date(day), loaded=loaded) if day else ""


def print_head(page: Page, council: str, data: Data | None) -> html.Div:
    """What stands on paper alone, before everything else: whose page this is, what it is filtered by, where it
    comes from. assets/scripts/printing.js writes what the view says of itself, and the address, on printing."""
    release = [html.Div([html.Dt(_("Release")), html.Dd(data.release)])] if data else []
    return html.Div(
        [
            html.P(
                [html.Strong(council if council and page.dataset else "Scrutiny"), html.Span(page.title)],
                className="print-title",
            ),
            html.Dl(release, id=f"{PRINT}-facts", className="print-facts"),
        ],
        id=PRINT,
        className="print-head",
    )


def navigation(here: Page, data: Data | None, state: State | None) -> html.Nav:
    """The way to the other pages."""
    return html.Nav(
        html.Ul(navigation_links(here, data, state), id=NAVIGATION),
        className="navigation",
        **attributes(aria_label=_("Main")),
    )


def navigation_links(here: Page, data: Data | None, state: State | None) -> list[html.Li]:
    """A link to each page for which the council on show has data; it keeps the council and, if it can, the quarter."""
    return [
        html.Li(html.A(page.title, href=page.path + kept(page, data, state), **current(page == here)))
        for page in (pages_of(data) if data else PAGES)
        if page.in_navigation and (not data or not state or has_data(data, page, state.council))
    ]


def kept(page: Page, data: Data | None, state: State | None) -> str:
    """The query string that takes the council along, the quarter where the page's own data have it, and committees
    where it can be filtered by them."""
    if not data or not state:
        return ""
    loaded = state.quarter in data.finest_periods(page.dataset, state.council)
    pairs = [("council", state.council), *([("quarter", state.quarter.id)] if loaded else [])]
    pairs += [("committee", name) for name in state.of("committee") if "committee" in page.filters]
    return "?" + urlencode(addressed(pairs))


def of_council(offer: Offer | None) -> str:
    """The query string that takes the council along to a page about every council."""
    return with_language("?" + urlencode({"council": offer.council}) if offer else "")


def current(here: bool) -> dict[str, Any]:
    """What marks the link to the page one is on."""
    return attributes(aria_current="page") if here else {}


def filter_strip() -> html.Div:
    """Where the browser draws the filters."""
    return html.Div(id=FILTERS, className="filter-strip", role="search", **attributes(aria_label=_("Filters")))


def failure() -> html.Section:
    """What a reader sees when an answer did not come; assets/scripts/waiting.js says which and tries again."""
    return html.Section(
        [
            html.Div([html.H2(id=f"{FAILURE}-title"), html.P(id=f"{FAILURE}-text")]),
            html.Button(_("Try again"), id="app-retry-button", type="button", className="button"),
        ],
        id=FAILURE,
        className="failure",
        role="alert",
        hidden=True,
    )


def unreadable(why: str = "") -> html.Div:
    """What stands in place of a page whose view failed when it was opened, or whose data are not there."""
    return html.Div(
        [
            html.H1(_("This page could not be read")),
            html.P(
                why or _("Something went wrong while its figures were put together. It has been written to the log.")
            ),
            html.P(html.A(_("Open the page again, without filters"), href="?")),
        ],
        className="prose",
    )


def footer(here: Page, offer: Offer | None, *, illustrative: bool, languages: list[Choice]) -> html.Footer:
    """Where the data come from, what they are, the pages about the dashboard, and how it looks and speaks."""
    label: list[Any] = [
        html.Strong(_("Illustrative records. ")),
        (
            _(
                "Single records are made up so that they add up to the totals which councils have published. "
                "They describe no real person."
            )
        ),
    ]
    links = [
        html.Li(html.A(_(page.title), href=page.path + of_council(offer), **current(page == here)))
        for page in PAGES
        if page.section == ABOUT
    ]
    return html.Footer(
        [
            html.P(id=SOURCES, className="sources"),
            html.P(label, className="illustrative") if illustrative else None,
            html.Ul(links),
            html.Div(
                [
                    html.P(id=LOOK, className="looks"),  # light or dark: assets/scripts/looks.js
                    other_languages(languages),
                ],
                className="foot-choices",
            ),
        ],
        className="footer",
    )


def other_languages(found: list[Choice]) -> html.Nav | None:
    """A link to the same in each language, called as its speakers call it; nothing where there is only one.
    assets/scripts/languages.js keeps them up to date."""
    links = [
        html.Li(
            html.A(
                one.name,
                href=one.search,
                lang=one.code,
                hrefLang=one.code,
                **(attributes(aria_current="true") if one.spoken else {}),
            )
        )
        for one in found
    ]
    return (
        html.Nav(html.Ul(links), id=LANGUAGES, className="languages", **attributes(aria_label=_("Language")))
        if links
        else None
    )
