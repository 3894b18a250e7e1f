"""A store that holds one dataset alone is answered by every page and every way out: with what is there, and with what
is missing and how to load it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from dash import Dash
from flask.testing import FlaskClient
from ministry import say_which_area, workbook
from opened import Opened

from app import create_app, page_layout
from dashboard.basics.config import Settings
from dashboard.basics.errors import MissingError, UsageError
from dashboard.catalogue.files import read_catalogue
from dashboard.contracts.datasets import CONTRACTS
from dashboard.imports import mhclg
from dashboard.intake.loading import load
from dashboard.measures.entered import is_entered
from dashboard.measures.readings import figures
from dashboard.pages.registry import PAGES, Page, asked, has_data, page_about, page_called
from dashboard.report.content import exported, single, whole
from dashboard.report.write import FORMATS, write
from dashboard.store import database
from dashboard.store.data import Data, Source
from dashboard.store.missing import command, sentence
from dashboard.web.presenting import agenda_json, slide_json
from layouts.shell import navigation_links
from layouts.themed import HEADER

# gptables sorts its own table of contents in a way that pandas has begun to retire, and leaves its theme open
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore:.*gptheme:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*gptheme:ResourceWarning"),
]
CLICKS = "/_dash-update-component"
FAILED = "could not be read"
SHOWN = [page for page in PAGES if page.dataset]
TABLES = "statutory_homelessness"


@dataclass(frozen=True)
class Store:
    """A store of one dataset, the council of its one extract, and the app over it."""

    dataset: str
    council: str
    source: Source
    app: Dash

    @property
    def data(self) -> Data:
        return self.source.newest()

    @property
    def client(self) -> FlaskClient:
        return self.app.server.test_client()

    def search(self, **more: str) -> str:
        return "?" + urlencode({"council": self.council, **more})

    def lacks(self, page: Page) -> bool:
        """Whether the page is about something else."""
        return asked(self.data, page, self.search())[1].missing


@pytest.fixture(scope="module", params=list(CONTRACTS))
def store(request: pytest.FixtureRequest, sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One extract of the sample in a store of its own."""
    folder, council = tmp_path_factory.mktemp(request.param), "medway"
    if request.param == TABLES:
        say_which_area(folder / "store")
        mhclg.load(folder / "store", workbook(folder / "tables.xlsx"))
    else:
        current = Data(Settings(data=sample_store)).manifest.current(request.param)
        newest = max(current, key=lambda one: (one.council == council, one.period.last_day))
        council = newest.council
        path = sample_store / newest.path
        if request.param == "commentary":  # a comment on a measure of a plan that is not there would be refused
            rows, path = database.read_parquet(path), folder / "comments.csv"
            rows[rows["measure"].isin(list(read_catalogue().measures))].to_csv(path, index=False)
        load(folder / "store", request.param, path, council, newest.period.id)
    source = Source(Settings(data=folder / "store"))
    return Store(request.param, council, source, create_app(source.settings, source))


def clicked(store: Store, page: Page, search: str) -> str:
    """What the page's callback answers."""
    output = next(name for name in store.app.callback_map if name.startswith(f"..{HEADER}."))
    parts = [part.rpartition(".") for part in output[2:-2].split("...")]
    body = {
        "output": output,
        "outputs": [{"id": name, "property": kind} for name, _, kind in parts],
        "inputs": [one | {"value": search} for one in store.app.callback_map[output]["inputs"]],
        "state": [one | {"value": page.path} for one in store.app.callback_map[output]["state"]],
        "changedPropIds": ["app-url.search"],
    }
    answer = store.client.post(CLICKS, json=body)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_page_opens_with_and_without_a_council(store: Store, page: Page) -> None:
    for search in ("", store.search()):
        answer = store.client.get(page.path + search)
        assert (answer.status_code, FAILED in answer.text) == (200, False)


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.key)
def test_a_page_without_its_data_names_them_and_the_command_that_loads_them(store: Store, page: Page) -> None:
    state, _ = asked(store.data, page, store.search())
    said = sentence(store.data, page.dataset, store.council)
    typed = command(store.data, page.dataset, store.council, state.quarter)
    assert f"--council {store.council} --quarter {state.quarter.id}" in typed
    for text in (clicked(store, page, store.search()), str(page_layout(store.source, page, store.search()))):
        assert (said in text, typed in text) == (store.lacks(page),) * 2


def test_the_page_shows_the_dataset_and_the_navigation_leads_to_it(store: Store) -> None:
    page = page_about(store.data, store.dataset)
    made, _ = Opened(page.key).content(store.data, store.search())
    assert made.cards or made.sections[0].key == "notes"
    links = str(navigation_links(page_called("sources"), store.data, made.state))
    shown = [one.path for one in SHOWN if one.in_navigation and f"'{one.path}?council={store.council}" in links]
    assert shown == ([page.path] if store.dataset == TABLES else ["/", page.path])


def test_every_slide_can_be_shown(store: Store) -> None:
    chosen = agenda_json(store.data, store.search())["chosen"]
    assert page_about(store.data, store.dataset).key in {name.partition(":")[0] for name in chosen}
    for name in chosen:
        slide = slide_json(store.data, store.search(slide=name))
        assert (slide["key"], slide["notices"]) == (name, [])
        assert store.client.get("/present" + store.search(slide=name)).status_code == 200


def test_a_report_holds_the_start_and_the_page_of_the_dataset(store: Store, tmp_path: Path) -> None:
    report = whole(store.data, store.search())
    assert [one.page.key for one in report.chapters] == ["attention", page_about(store.data, store.dataset).key]
    for kind in FORMATS:
        write(report, kind, tmp_path / f"report.{kind}")
        assert (tmp_path / f"report.{kind}").stat().st_size


def test_a_report_of_one_page_says_what_is_missing(store: Store, tmp_path: Path) -> None:
    for key, page in exported(store.data).items():
        write(single(store.data, key, store.search()), "html", tmp_path / "page.html")
        text = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert (sentence(store.data, page.dataset, store.council) in text) == store.lacks(page), key


def test_the_api_gives_the_figures_or_says_what_loads_them(store: Store) -> None:
    for measure in store.data.catalogue.measures.values():
        for output in ("csv", "json"):
            answer = store.client.get(f"/api/v1/figures/{measure.id}.{output}")
            if measure.dataset == store.dataset:
                assert (answer.status_code, measure.id in answer.text) == (200, True)
            else:
                assert answer.status_code == 404
                assert f"`scrutiny {'import' if measure.dataset == TABLES else 'load'} " in answer.json["error"]


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.key)
def test_a_download_holds_what_the_page_shows_or_says_what_is_missing(store: Store, page: Page) -> None:
    made, drawn = Opened(page.key).content(store.data, store.search())
    for card in drawn["cards"]:
        assert store.client.get(card["csv"]).status_code == 200
    if made.missing:
        for name in ("records", "no-such-card"):
            answer = store.client.get(f"/download/{page.key}/{name}.csv{store.search()}")
            assert (answer.status_code, made.headline in answer.json["error"]) == (404, True)


@pytest.mark.parametrize("address", ["/readyz", "/api/v1/measures", "/api/v1/published.csv", "/present/slide.json"])
def test_what_belongs_to_no_page_is_answered(store: Store, address: str) -> None:
    assert store.client.get(address).status_code == 200


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.key)
@pytest.mark.parametrize("council", ["medway", "thurrock", "maidstone"])
def test_a_council_that_lacks_a_page_is_not_shown_as_another(sample: Data, page: Page, council: str) -> None:
    state, offer = asked(sample, page, f"?council={council}")
    assert (state.council, offer.council, state.notices) == (council, council, ())
    assert offer.missing == (council not in sample.councils(page.dataset))
    assert has_data(sample, page, council) != offer.missing


def test_a_page_that_a_council_lacks_leads_to_those_that_it_has(sample: Data) -> None:
    made, _ = Opened("complaints").content(sample, "?council=thurrock")
    assert made.headline == "No complaints data have been loaded for Thurrock"
    assert made.support == "Load them with `scrutiny load complaints FILE --council thurrock --quarter 2016-17-Q1`."
    assert [(one.label, one.link) for one in made.elsewhere] == [
        ("What needs attention", "/?council=thurrock"),
        ("Agency staff", "/agency?council=thurrock"),
        ("Plan measures", "/plan?council=thurrock"),
    ]


def test_the_figures_of_a_council_without_them_are_missing_and_of_an_unknown_one_refused(sample: Data) -> None:
    with pytest.raises(MissingError, match=r"for Thurrock\. Load them with `scrutiny load complaints FILE --council"):
        figures(sample, "complaints_received", council="thurrock")
    with pytest.raises(UsageError, match='There is no council "thurrok"'):
        figures(sample, "complaints_received", council="thurrok")


def test_a_council_that_has_data_but_no_measure_is_told_so(store: Store) -> None:
    made, _ = Opened("measure").content(store.data, store.search())
    measured = store.dataset in {one.dataset for one in store.data.catalogue.measures.values()}
    measured |= is_entered(store.data.catalogue, store.dataset)
    assert made.missing != (measured and store.dataset != TABLES)
    if made.missing:
        what = "data" if store.dataset == TABLES else "measures"
        assert made.headline.startswith(f"No {what} have been loaded for ")


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.key)
def test_a_month_is_foreign_to_a_page_without_months(sample: Data, page: Page) -> None:
    state, _ = asked(sample, page, "?council=medway&quarter=2019-20-Q4&month=2020-02")
    foreign = page.key in ("actions", "attention", "plan", "programme")
    said = 'The address asks for "month", which this page does not have.'
    assert state.month == ("" if foreign else "2020-02")
    assert (said in state.notices) is foreign


def test_the_ministrys_tables_alone_are_shown_for_every_council_of_the_catalogue(store: Store) -> None:
    _, offer = asked(store.data, page_called("temporary_accommodation"), "")
    everyone = list(store.data.catalogue.councils)
    assert (list(offer.councils) == everyone) == (store.dataset == TABLES)
    assert offer.council == (everyone[0] if store.dataset == TABLES else store.council)
