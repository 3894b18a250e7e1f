"""What a page says in words is in its tables: every number of 300 random states, every tie, and no superlative of
shares, which chance alone would often make another's."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from urllib.parse import urlencode

import pytest
from opened import Opened

from dashboard.basics.config import Settings
from dashboard.catalogue.themes import built_in
from dashboard.pages.offers import offered
from dashboard.pages.registry import Page, asked, has_data, page_called, pages_of
from dashboard.store.data import Data
from dashboard.views.absent import answered
from dashboard.views.measure.most import clearly_more
from dashboard.views.pieces import Card, View

STATES, SEED = 300, 5
NUMBER = re.compile(r"£?\d[\d,]*(?:\.\d+)?(?: million)?[km%]?")
# periods, deadlines, stages and codes are names; what a verdict or a funnel compares with is held to it elsewhere, and
# half of the stays are longer than a number of months that their table in bands does not tell
NAMES = re.compile(
    r"[QH]\d \d{4}/\d{2}|\d{4}/\d{2}|\b[A-Z][a-z]+ \d{4}\b|\b\d{1,2} [A-Z][a-z]+ \d{4}|[Ss]tage \d|\d+ working days"
    r"|the council as a whole \([^)]*\)|every 1,000 households|\(first published[^)]*\)"
    r"|(?:the (?:four|three) [a-z -]+ before|usual range[^(]*) \([^)]*\)"
    r"|for \d+ months or longer|in \d+ of \d+ (?:quarters|years)|for \d+ (?:quarters|years)"
)
SCALES = {" million": 1e6, "m": 1e6, "k": 1e3}
MOST = re.compile(
    r"^(?!No |.*\bno [\w ]+ clearly).*"
    r"(?:(?:spent|received|brought|has|have) (?:the )?most|was the most common)"
    r"|(?:have|received) clearly more|clearly more common"
)
SUPERLATIVE = re.compile(r"\b(?:lowest|highest|fewest|furthest|best|worst)\b")


@pytest.fixture(scope="module")
def data(sample_store: Path) -> Data:
    return Data(Settings(data=sample_store))


@pytest.fixture(scope="module")
def states(data: Data) -> list[tuple[str, View]]:
    """Random states of the themes' pages."""
    chance = random.Random(SEED)
    pages = [page for page in pages_of(data) if page.key in LEADS]
    return [state(data, chance, chance.choice(pages)) for _ in range(STATES)]


LEADS = {one.page.path.strip("/").replace("-", "_") for one in built_in().values() if one.page and one.page.lead}


def state(data: Data, chance: random.Random, page: Page) -> tuple[str, View]:
    """One page in a quarter, a third of them for a service or directorate, and its address."""
    offer = offered(data, page.dataset, "medway")
    asked = {"council": "medway", "quarter": chance.choice(offer.quarters[-16:]).id}
    name, values = chance.choice(
        (("service", offer.services()), ("directorate", offer.directorates()), *[("", [])] * 4)
    )
    if values:
        asked[name] = chance.choice(values)
    search = f"?{urlencode(asked)}"
    return page.path + search, Opened(page.key).content(data, search)[0]


def numbers(text: str) -> Iterator[tuple[str, float, float]]:
    """Each number of a text as it is written, what it is, and by how much it may be rounded."""
    for written in NUMBER.findall(NAMES.sub(" ", text)):
        digits = written.rstrip(",").strip("£%").replace(",", "")
        unit = next((one for one in SCALES if digits.endswith(one)), "")
        number = digits.removesuffix(unit)
        least = 10.0 ** -len(number.partition(".")[2]) * SCALES.get(unit, 1)
        if written.startswith("£") and number.endswith("000"):
            least = 1000.0  # sums of money are told in thousands
        yield written, float(number) * SCALES.get(unit, 1), 0.5 * least + 1e-6


def columns(card: Card) -> list[list[float]]:
    """The numbers of the table, and whatever else its rows know, by column."""
    found: dict[str, list[float]] = {}
    for row in card.table.rows:
        for key, value in row.items():
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                found.setdefault(key, []).append(float(value))
    return list(found.values())


def follows(number: float, within: float, card: Card, page: Sequence[float]) -> bool:
    """Whether a number is in a table of the page, or is a sum, a difference, a share, a change in per cent, how many
    times as much, or a count of rows of its own card."""
    own = columns(card)
    every = [value for column in own for value in column]
    sums = [sum(column) for column in own]
    if any(abs(abs(value) - number) <= within for value in (*every, *sums, *page)):
        return True
    if number == int(number) and number <= len(card.table.rows):
        return True
    for column in own:
        for a, b in combinations(column, 2):
            if abs(a + b - number) <= within or abs(abs(a - b) - number) <= within + 0.1:
                return True
    wholes = {value for value in (*every, *sums, *page) if value}
    return any(
        abs(abs(share) - number) <= within + 0.05
        for part in {*every, *sums}
        for whole in wholes
        for share in (100 * part / whole, 100 * (part - whole) / whole, part / whole)
    )


def test_every_number_of_a_finding_is_in_a_table_of_its_page_or_follows_from_its_own(
    states: list[tuple[str, View]],
) -> None:
    told = 0
    for address, view in states:
        page = [value for card in view.cards for column in columns(card) for value in column]
        page += [number for tile in view.tiles for text in (tile.value, tile.cases) for _, number, _ in numbers(text)]
        for card in view.cards:
            for written, number, within in numbers(card.finding):
                assert follows(number, within, card, page), (address, card.key, written, card.finding)
                told += 1
    assert told > 5000


def test_of_what_is_level_none_is_named_alone(states: list[tuple[str, View]], data: Data) -> None:
    named = 0
    for address, view in states:
        for card in view.cards:
            rows = [
                (row["label"], row.get("value", row.get("now")))
                for row in card.table.rows
                if row.get("label") and row.get("value", row.get("now")) is not None
            ]
            if not (MOST.search(card.finding) and rows):
                continue
            top = max(value for _, value in rows)
            others = [value for label, value in rows if label not in card.finding]
            if data.catalogue.measures[card.about.measure].unit == "count":
                assert all(clearly_more(top, value) for value in others), (address, card.finding)
            else:
                assert top not in others or " of them " in card.finding, (address, card.finding)
            named += 1
    assert named > 100


def test_no_superlative_is_told_of_shares(states: list[tuple[str, View]], data: Data) -> None:
    measures = data.catalogue.measures_of("medway")
    for address, view in states:
        for card in view.cards:
            measure = measures.get(card.about.measure)
            if measure and measure.proportion:
                assert not SUPERLATIVE.search(card.finding), (address, card.finding)


@pytest.mark.parametrize("key", ["complaints", "digital", "agency", "procurement"])
def test_where_a_month_is_chosen_what_is_of_the_quarter_says_so(data: Data, key: str) -> None:
    view = Opened(key).content(data, "?council=medway&quarter=2019-20-Q4&month=2020-02")[0]
    over_time = [card for card in view.cards if "period" in {column.key for column in card.table.columns}]
    assert over_time
    for card in over_time:
        assert "Q4 2019/20" in card.finding or "shown" in card.finding or "March 2020" in card.finding, card.finding


SUBJECTS = {
    "complaints": r"complaint|compliment|Ombudsman|corporate stage 1",
    "digital": r"transaction|take-up|satisf",
    "temporary_accommodation": r"temporary accommodation|bed and breakfast|homeless|duties",
    "agency": r"agency",
    "procurement": r"contract|benefit",
    "plan": r"measure|partnership|budget|target",
    "programme": r"project|workstream",
    "actions": r"action|saving",
}


@pytest.mark.parametrize("council", ["medway", "thurrock", "maidstone"])
@pytest.mark.parametrize(
    "more", ["", "&quarter=2019-20-Q4&service=Housing+Options", "&quarter=2019-20-Q4&month=2020-02"]
)
def test_every_finding_says_of_what_it_is_where_it_stands_alone(data: Data, council: str, more: str) -> None:
    for page in [one for one in pages_of(data) if one.key in SUBJECTS and has_data(data, one, council)]:
        for card in answered(data, page, *asked(data, page, f"?council={council}{more}")).cards:
            assert re.search(SUBJECTS[page.key], card.headline, re.IGNORECASE), (
                f"{page.key}:{card.key}: {card.headline}"
            )


def test_a_table_of_the_plan_and_a_card_of_a_measure_name_what_they_are_of(data: Data) -> None:
    plan = answered(data, page_called("plan"), *asked(data, page_called("plan"), "?council=thurrock"))
    assert plan.card("group_1").headline == "Improvement: None of 4 with a target met it."
    page = page_called("measure")
    measure = answered(data, page, *asked(data, page, "?council=medway&measure=complaints_received"))
    assert measure.card("by_stage").headline == "Complaints received: Corporate stage 1 has the most, 227."
    assert measure.card("by_stage").finding == "Corporate stage 1 has the most, 227."
