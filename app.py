"""The application: pages from the list, each joined to its callbacks, served with strict headers.

`scrutiny serve` is the way to run it. For another WSGI server, `app:server` is built on first use.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from html import escape as html_text
from tempfile import gettempdir
from typing import Any

import flask
from dash import Dash, html
from dash.exceptions import DependencyException, InvalidResourceError
from flask_compress import Compress
from plotly.io.json import to_json_plotly
from werkzeug.exceptions import HTTPException

from callbacks import present as present_callbacks
from callbacks import themed as themed_callbacks
from dashboard.access import gate
from dashboard.access.doors import door
from dashboard.access.refused import RefusedError
from dashboard.access.seen import Seen
from dashboard.access.table import ADMINISTRATION, SIGNED_OUT
from dashboard.basics import audit
from dashboard.basics.config import ROOT, Settings
from dashboard.basics.errors import MissingError, ScrutinyError, TooMuchError
from dashboard.basics.languages import ENGLISH, N_, _, direction, spoken, with_language
from dashboard.basics.translations import language_called, script_messages
from dashboard.figures import theme
from dashboard.pages import form
from dashboard.pages.registry import PAGES, Page, asked, page_at, pages_of
from dashboard.pages.said import said
from dashboard.report.jobs import Jobs
from dashboard.report.shared import folder_for
from dashboard.store.data import Data, Releases, Source
from dashboard.store.public.data import PublicData, public_of
from dashboard.web import (
    administration,
    api,
    headers,
    health,
    journal,
    limits,
    logos,
    packed,
    refusals,
    report_api,
    scripts,
    speaking,
)
from dashboard.web.public import api as public_api
from dashboard.web.public import open_data
from layouts import accessibility, glossary, plain, present, shell, sources, terms
from layouts.themed import ThemedPage

ASSETS = ROOT / "assets"
CATCH_ALL = "/<path:path>"
NOT_SERVED = ("/_reload-hash", "/_favicon.ico")  # Dash's, for its development tools and for want of an icon
DASH_FILES = "/_dash-component-suites/"
NOT_STARTED = 3  # the exit code by which gunicorn knows that starting again is no use
log = logging.getLogger(__name__)

# Scripts of Dash's that no page needs: what browsers lack that run no modules, and a table that no page has.
UNUSED = re.compile(r"/(?:polyfill@|dash_table/)")

INDEX = """<!DOCTYPE html>
<html lang="LANGUAGE"DIRECTIONCHOSEN>
  <head>
    {%metas%}
    <title>{%title%}</title>
    <style>:root { VARIABLES } LOOKS FACE</style>
    <link rel="preload" href="FONT" as="font" type="font/woff2" crossorigin>
    <link rel="stylesheet" href="STYLES">
    <link rel="stylesheet" href="PRINT" media="print">
    <noscript id="app-no-scripts"><link rel="stylesheet" href="NO_SCRIPTS"></noscript>
    <link rel="icon" href="ICON" type="image/svg+xml">
    SHEET
    {%css%}
  </head>
  <body>
    {%app_entry%}
    {%renderer%}
    {%config%}
    {%scripts%}
    SCRIPTS
    CHARTS
    {%known%}
  </body>
</html>
"""
# The font's address carries its hash, which the style sheet, a fixed file, cannot know.
FACE = """@font-face { font-family: "Source Sans 3"; font-weight: 200 900; font-display: swap;
      src: url("FONT") format("woff2") }"""
# Dash lays the page out unseen; assets/scripts/takeover.js then shows it in place of the server's own.
OPENING = """<div id="react-entry-point" hidden></div>PLAIN"""
# What the renderer would ask for once it runs, under the names it asks by: a page is known by its address alone.
# They come after the scripts, which the browser then fetches meanwhile.
KNOWN = """<script type="application/json" id="_dash-layout">LAYOUT</script>
    <script type="application/json" id="_dash-dependencies">WIRING</script>
    <script type="application/json" id="app-palettes">PALETTES</script>
    <script type="application/json" id="app-glossary">GLOSSARY</script>WORDS"""
# what the scripts say, where that is not what they have written in them
WORDS = '<script type="application/json" id="app-words">{}</script>'

PROSE = """<!DOCTYPE html>
<html lang="LANGUAGE"DIRECTIONCHOSEN>
  <head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>TITLE - Scrutiny</title>
    <style>:root { VARIABLES } LOOKS FACE</style><link rel="stylesheet" href="STYLES">
    <link rel="icon" href="ICON" type="image/svg+xml">
  </head>
  <body>
    <header><div class="masthead"><p><a class="product" href="HOME">Scrutiny</a></p></div></header>
    <main><div class="WIDTH">
      <h1>HEADING</h1>
      <p>SENTENCES</p>
      MORE
    </div></main>
    CHOICES
  </body>
</html>
"""
THESE_PAGES = "<h2>HEADING</h2><ul>PAGES</ul>"
NOT_FOUND = {
    "TITLE": N_("Page not found"),
    "HEADING": N_("There is no page at this address"),
    "SENTENCES": N_("If you typed it, check that it is right. If a link brought you here, the page may have moved."),
}
WITHHELD = {
    "TITLE": N_("Page not available"),
    "HEADING": N_("This page is not available just now"),
    "SENTENCES": N_(
        "The council's own catalogue describes it, and {file} has a mistake{line}. Nothing is lost: the page is "
        "back once the file is put right. <code>scrutiny check</code> says what is wrong."
    ),
}
UNAVAILABLE = 503
LEFT = {
    "TITLE": N_("Signed out"),
    "HEADING": N_("You have signed out"),
    "SENTENCES": N_("On a device that others use too, close the browser as well."),
}
UNPUBLISHED = {
    "TITLE": N_("Not published"),
    "HEADING": N_("This is not published"),
    "SENTENCES": N_("What is published stands in a list of tables."),
}
NOT_FOUND_STATUS = 404
FOR_ADMINISTRATORS = N_(
    "For administrators. Rows that an import could not read stand in the file that it wrote them to."
)


class Scrutiny(Dash):
    """Dash with our own document: its language, its title and its layout by page, our assets by their content."""

    source: Releases

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]  # given by name, always
        """The HTML document of the page that was asked for."""
        page = page_for(self.source, flask.request.path)
        charts = f'<script src="{scripts.plotly_address()}" async></script>' if page.dataset or page.bare else ""
        text = (
            document(INDEX, looks=not page.bare)
            .replace("SHEET", own_sheet(page))
            .replace("CHARTS", charts)
            .replace("SCRIPTS", own_scripts(page))
        )
        needed = "\n".join(tag for tag in parts["scripts"].splitlines() if not UNUSED.search(tag))
        query = flask.request.query_string.decode("utf-8", "replace")
        layout = to_json_plotly(page_layout(self.source, page, f"?{query}" if query else ""))
        read = json.loads(layout)
        words = terms.known(said(known(self.source)).catalogue.glossary) if page.dataset else terms.NONE
        opening = filled(OPENING, {"PLAIN": words.marked(plain.page(read))})
        parts |= {"title": plain.title(read) or f"{page.title} - Scrutiny", "app_entry": opening, "scripts": needed}
        wiring = self.dependencies().get_data(as_text=True)
        held = {"PALETTES": json.dumps(theme.palettes()), "GLOSSARY": inert(words.json), "WORDS": words_of_scripts()}
        parts["known"] = filled(KNOWN, {"LAYOUT": inert(layout), "WIRING": inert(wiring), **held})
        return filled(text, {"{%" + name + "%}": value for name, value in parts.items()})


def __getattr__(name: str) -> flask.Flask:
    """`server`, over the store that the environment names: built when a WSGI server first asks for it."""
    if name != "server":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        settings = Settings.from_environment()
        # such a server may have several processes, which find each other's reports in one folder
        settings = replace(settings, reports=settings.reports or gettempdir())
        audit.write_to(settings.audit)
        built = create_server(settings)
    except ScrutinyError as error:  # a WSGI server would print where it was raised, which helps nobody
        log.critical("%s", error)
        raise SystemExit(NOT_STARTED) from None
    globals()[name] = built
    return built


def create_server(settings: Settings) -> flask.Flask:
    """What serves the settings' store: the dashboard, or to everybody its public tables alone."""
    if settings.access == "public":
        return public_server(settings)
    server: flask.Flask = create_app(settings).server
    return server


def public_server(settings: Settings) -> flask.Flask:
    """A server of the public tables, which opens nothing else of the store and knows no page of the dashboard."""
    opened, source = door(settings), Source(settings, kind=PublicData)
    language_called(settings.language, source.data.languages)  # which says so where there is no such

    def newest() -> PublicData:
        found = said(source.newest())
        if not isinstance(found, PublicData):
            raise TypeError("this server opens public tables alone")
        return found

    server = flask.Flask(__name__, static_folder=str(ASSETS), static_url_path="/assets")
    server.config.update(packed.CONFIG)
    Compress(server)
    server.after_request(packed.whole)
    journal.register(server, settings)
    limits.register(server, None)
    speaking.register(server, source)
    gate.register_public(server, opened, not_published)
    speaking.refuse(server, source, prose)
    refusals.register(server)
    server.add_url_rule("/", "start", lambda: flask.redirect("/data"))
    open_data.register(server, newest, prose, with_api=True)
    public_api.register(server, newest)
    health.alive(server)
    headers.register(server, settings, (), kept_addresses)
    return server


def create_app(settings: Settings, source: Source | None = None) -> Dash:
    """The dashboard over the settings' store."""
    opened, seen = door(settings), Seen(source or Source(settings))
    language_called(settings.language, seen.source.data.languages)  # which says so where there is no such
    server = flask.Flask(__name__, static_folder=None)
    server.config.update(packed.CONFIG)
    app = Scrutiny(
        __name__,
        server=server,  # type: ignore[arg-type]  # which Dash takes, and says not
        assets_folder=str(ASSETS),
        include_assets_files=False,
        compress=True,
        title="Scrutiny",
        update_title="",
        suppress_callback_exceptions=True,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.source = seen
    app.layout = lambda: layout_at(seen)
    app.renderer = (ASSETS / "opening.js").read_text(encoding="utf-8")
    themed_callbacks.register(app, seen)
    present_callbacks.register(app, seen)
    app.server.after_request(packed.whole)
    journal.register(app.server, settings)
    limits.register(app.server, app.callback_map)
    speaking.register(app.server, seen.source)
    gate.register(app.server, opened, lambda: seen.data, no_entry)
    speaking.refuse(app.server, seen.source, prose)
    refusals.register(app.server)
    scripts.register(app.server)
    add_routes(app, seen, settings)
    api.register(app.server, seen)
    report_api.register(app.server, seen, Jobs(folder_for(settings) if settings.reports else None))
    logos.register(app.server, seen)
    open_data.register(app.server, lambda: said(public_of(seen.source.newest())), prose, with_api=False)
    health.register(app.server, seen)
    headers.register(app.server, settings, app.csp_hashes(), kept_addresses)
    if settings.access == "oidc":
        app.server.add_url_rule(SIGNED_OUT, "signed_out", lambda: prose(said_with(LEFT, N_("Sign on again"), "/")))
    return app


def layout_at(source: Releases) -> html.Div:
    """The layout of the page at the parameter `address`, else of the first: for whoever asks for a layout alone."""
    address = flask.request.args.get("address") if flask.has_request_context() else None
    path, mark, query = (address or "").partition("?")
    if query:
        speaking.as_address(source.data, query)
    return page_layout(source, page_for(source, path), None if address is None else mark + query)


def page_for(source: Releases, path: str) -> Page:
    """The page at this path, the first where there is none."""
    return page_at(path, known(source)) or PAGES[0]


def known(source: Releases) -> Data:
    """The newest release; where it cannot be read the last one, since the page itself says what went wrong."""
    with contextlib.suppress(Exception):
        return source.newest()
    return source.data


LAYOUTS: Mapping[str, Callable[[Data, str], list[Any]]] = {
    "present": present.layout,
    "sources": sources.layout,
    "glossary": glossary.layout,
    "accessibility": accessibility.layout,
}


def layout_of(data: Data, page: Page, search: str) -> list[Any]:
    """What stands in the page's main part."""
    return ThemedPage.of(data, page).layout(data, search) if page.dataset else LAYOUTS[page.key](data, search)


def page_layout(source: Releases, page: Page, known: str | None) -> html.Div:
    """The layout of this page for this query string, if that is known."""
    search = known or ""
    data = state = offer = None
    try:
        data = source.newest()
        state, offer = asked(data, page if page.dataset else PAGES[0], search)
        main = layout_of(data, page, search)
    except Exception as error:
        # Whatever went wrong, the reader gets the designed page and the log gets the detail.
        log.exception("The page %s%s could not be laid out", page.path, journal.without_words(search))
        why = str(error) if isinstance(error, (MissingError, TooMuchError)) else ""
        return shell.shell(
            page, [shell.unreadable(why)], data=data, state=state, offer=offer, search=known, readable=False
        )
    return shell.shell(page, main, data=data, state=state, offer=offer, search=known)


def words_of_scripts() -> str:
    """The messages of the scripts in the language that is spoken, as an element; nothing in English."""
    said = {text: _(text) for text in script_messages()} if spoken() != ENGLISH else {}
    return WORDS.format(inert(json.dumps(said))) if said else ""


def inert(text: str) -> str:
    """JSON as it may stand in a document: nothing in it can end the element that holds it."""
    return text.replace("<", "\\u003c")


def chosen_look() -> str:
    """What says in the document's own tag which look the reader has chosen, by the cookie that assets/scripts/looks.js
    writes, so that nothing flashes."""
    look = flask.request.cookies.get("scrutiny-look") if flask.has_request_context() else None
    return f' data-look="{look}"' if look in theme.LOOKS else ""


@cache
def asset(name: str) -> str:
    """The address of one of our files, with a hash of its content so that browsers may keep it for a year."""
    digest = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
    return f"/assets/{name}?v={digest}"


@cache
def kept_addresses() -> frozenset[str]:
    """The addresses at which our files never change: those that carry the hash of what is there."""
    files = (path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*") if path.is_file())
    return frozenset(asset(name) for name in files)


def document(text: str, *, looks: bool = True) -> str:
    """A document of ours with the theme and the addresses of our files filled in; with `looks` it can be dark."""
    font = asset("fonts/source-sans-3.woff2")
    for word, value in {
        "LANGUAGE": spoken(),
        "DIRECTION": ' dir="rtl"' if direction() == "rtl" else "",
        "VARIABLES": theme.css_variables(),
        "LOOKS": theme.looks_css() if looks else "",
        "CHOSEN": chosen_look() if looks else "",
        "FACE": FACE.replace("FONT", font),
        "FONT": font,
        "STYLES": asset("scrutiny.css"),
        "PRINT": asset("print.css"),
        "NO_SCRIPTS": asset("plain.css"),
        "ICON": asset("icon.svg"),
    }.items():
        text = text.replace(word, value)
    return text


def own_sheet(page: Page) -> str:
    """The style sheet that a bare page has of its own, as a tag."""
    return f'<link rel="stylesheet" href="{asset(f"{page.key}.css")}">' if page.bare else ""


def own_scripts(page: Page) -> str:
    """The page's scripts as tags; a bare page has one of its own."""
    if page.bare:
        return scripts.tags(f"{page.key}.js")
    return scripts.tags("page.js", "export.js") if page.dataset else scripts.tags("page.js")


def add_routes(app: Dash, source: Releases, settings: Settings) -> None:
    """The SQL behind a card, as text, and a page of ours for addresses that do not exist."""

    def query(name: str) -> flask.Response:
        try:
            text = source.newest().queries.text(name)
        except ScrutinyError as error:
            return flask.Response(str(error), status=404, mimetype="text/plain")
        return flask.Response(text, mimetype="text/plain")

    def unknown_page() -> flask.Response | None:
        rule = flask.request.url_rule
        if (
            rule is None
            or rule.rule in NOT_SERVED
            or (rule.rule == CATCH_ALL and page_at(flask.request.path, known(source)) is None)
        ):
            return no_page(known(source), flask.request.path)
        return None

    def one_address() -> flask.Response | None:
        """The way to a page's own address from one with slashes too many, which the page's script would not know."""
        path = flask.request.environ.get("PATH_INFO", "/")
        own = "/" + "/".join(filter(None, path.split("/")))
        if path in ("", own) or flask.request.method not in ("GET", "HEAD"):
            return None
        page = page_at(own, known(source))
        if page is None:
            return None
        query = flask.request.query_string.decode("utf-8", "replace")
        return flask.make_response(flask.redirect(page.path + (f"?{query}" if query else ""), 308))

    def chosen_address() -> flask.Response | None:
        """The way to the page that a form asks for, at the address that the dashboard would have for it."""
        if form.FORM not in flask.request.args or (page := page_at(flask.request.path, known(source))) is None:
            return None
        with contextlib.suppress(ScrutinyError):  # which the page itself tells
            query = form.address(known(source), page, flask.request.query_string.decode("utf-8", "replace"))
            return flask.make_response(flask.redirect(page.path + (query or ""), 303))
        return None

    def no_such_file(_rest: Exception) -> flask.Response:
        return flask.Response(_("There is no such file.\n"), status=404, mimetype="text/plain")

    def no_such_file_of_dash(error: Exception) -> flask.Response | HTTPException:
        """One that Dash lists and has not, such as a script's source map; another file's lack is a fault of ours."""
        return no_such_file(error) if flask.request.path.startswith(DASH_FILES) else refusals.answer(error)

    for kind in (DependencyException, InvalidResourceError):  # which Dash raises for its own files
        app.server.register_error_handler(kind, no_such_file)
    app.server.register_error_handler(FileNotFoundError, no_such_file_of_dash)

    def administration_page() -> str:
        shown = to_json_plotly(administration.parts(known(source), settings))
        words = {"TITLE": _(administration.TITLE), "HEADING": _(administration.TITLE), "WIDTH": "prose wide-prose"}
        return prose({**words, "SENTENCES": _(FOR_ADMINISTRATORS), "MORE": plain.html(json.loads(shown))})

    app.server.add_url_rule(ADMINISTRATION, "administration", administration_page)
    app.server.add_url_rule("/queries/<name>.sql", "query", query)
    app.server.before_request(one_address)
    app.server.before_request(chosen_address)
    app.server.before_request(unknown_page)


def no_page(data: Data, path: str) -> flask.Response:
    """The answer at an address without a page: that there is none, or where the mistake is that keeps it away."""
    why = data.catalogue.withheld.get(path.rstrip("/"))
    words = {key: _(text) for key, text in (NOT_FOUND if why is None else WITHHELD).items()}
    if why:
        line = _(" in line {line}", line=why.line) if why.line else ""
        words["SENTENCES"] = _(WITHHELD["SENTENCES"], file=html_text(why.file), line=line)
    links = (f"<li>{speaking.link(page.title, page.path)}</li>" for page in pages_of(data))
    text = prose({**words, "MORE": filled(THESE_PAGES, {"HEADING": _("These pages exist"), "PAGES": "".join(links)})})
    return flask.Response(text, status=404 if why is None else 503)


def no_entry(refused: RefusedError) -> flask.Response:
    """The answer to who is not let in: a page where a page was asked for, else the sentence alone."""
    request, sentence = flask.request, refused.sentence
    if request.path.startswith(("/api/", "/report")):
        return flask.Response(json.dumps({"error": sentence}) + "\n", refused.status, mimetype="application/json")
    wants_page = request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/html"
    if not wants_page or "reader" not in flask.g:  # the name or the machine is refused, not somebody
        return flask.Response(sentence + "\n", refused.status, mimetype="text/plain")
    more = '<p><a href="{1}">{0}</a></p>'.format(*map(html_text, refused.way_out)) if refused.way_out else ""
    words = {"TITLE": _("No entry"), "HEADING": _(refused.heading), "SENTENCES": html_text(sentence), "MORE": more}
    answer = flask.Response(prose(words), refused.status)
    return refusals.too_much(answer) if refused.status == UNAVAILABLE else answer


def not_published(refused: RefusedError) -> flask.Response:
    """The same where everybody may come in."""
    if refused.status != NOT_FOUND_STATUS or flask.request.path.startswith("/api/"):
        return no_entry(refused)
    return flask.Response(prose(said_with(UNPUBLISHED, N_("Open data"), "/data")), refused.status)


def said_with(words: Mapping[str, str], text: str, address: str) -> dict[str, str]:
    """The words of a page of text as they are said, with a link that leads on."""
    return {**{key: _(word) for key, word in words.items()}, "MORE": f"<p>{speaking.link(_(text), address)}</p>"}


def prose(words: Mapping[str, str]) -> str:
    """A page of text alone, with these words filled in."""
    found = shell.other_languages(speaking.choices_here())
    choices = plain.html(json.loads(to_json_plotly(html.Footer(found, className="footer")))) if found else ""
    return filled(document(PROSE), {"WIDTH": "prose", "HOME": with_language("/"), "CHOICES": choices, **words})


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text with these words filled in, in one pass: what is filled in may say anything, one of the words too."""
    return re.sub("|".join(map(re.escape, words)), lambda word: words[word[0]], text)
