"""The state of a page in its address: it survives the round trip, and no string makes it fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.basics.quarters import Period, month_id, span
from dashboard.pages.filters import (  # fmt: skip
    BASES,
    MOST_NOTICES,
    MOST_PAIRS,
    MOST_QUERY,
    SCHEMES,
    YEARS_BACK,
    Offer,
    Reader,
    State,
    as_asked,
    chosen,
)

LISTS = ("received", "responded", "open")
DIMENSIONS = {"directorate": "Directorate", "service": "Service", "stage": "Stage", "reason": "Reason"}
LAST = Period.parse("2019-20-Q4")
SERVICES = {"Parking & roads": "Places", "Planning": "Places", "Adults' care": "People", "Café=100%": "People"}
STAGES = {"corporate_stage_1": "Corporate stage 1", "adults": "Adult social care"}
OFFER = Offer(
    councils={"medway": "Medway", "thurrock": "Thurrock"},
    council="medway",
    quarters=(*span(LAST - 9, LAST - 3), LAST),
    places=tuple(
        {"directorate": directorate, "service": service, "stage": stage}
        for service, directorate in SERVICES.items()
        for stage in STAGES
    ),
    choices={"stage": STAGES},
    dimensions=DIMENSIONS,
)


@st.composite
def states(draw: st.DrawFn) -> State:
    quarter = draw(st.sampled_from(OFFER.quarters))
    directorates = draw(st.lists(st.sampled_from(OFFER.directorates()), unique=True).map(sorted))
    services = draw(st.lists(st.sampled_from(OFFER.services(directorates)), unique=True).map(sorted))
    stages = draw(st.lists(st.sampled_from(list(STAGES)), unique=True))
    return State(
        council=draw(st.sampled_from(list(OFFER.councils))),
        quarter=quarter,
        years=draw(st.sampled_from(YEARS_BACK)),
        chosen=chosen(directorate=directorates, service=services, stage=[stage for stage in STAGES if stage in stages]),
        month=draw(st.sampled_from(["", *map(month_id, quarter.months)])),
        basis=draw(st.sampled_from(BASES)),
        scheme=draw(st.sampled_from(["", *SCHEMES])),
        records=draw(st.sampled_from(["", *LISTS])),
        find=draw(st.text(max_size=20).map(str.strip)),
        sort=draw(st.sampled_from(["", "service", "-received_date"])),
        page=draw(st.integers(1, 400)),
    )


@given(states())
def test_every_valid_state_survives_the_round_trip(state: State) -> None:
    again = State.parse(state.query(), OFFER, LISTS)
    assert again == state
    assert again.notices == ()


@given(st.text())
def test_no_string_makes_parsing_fail(search: str) -> None:
    state = State.parse(search, OFFER, LISTS)
    assert state.quarter in OFFER.quarters
    assert State.parse(state.query(), OFFER, LISTS) == state


@given(st.lists(st.tuples(st.sampled_from(["council", "quarter", "stage", "page", "month", "find", "x"]), st.text())))
def test_no_value_of_a_known_key_makes_parsing_fail(pairs: list[tuple[str, str]]) -> None:
    state = State.parse("?" + "&".join(f"{key}={value}" for key, value in pairs), OFFER, LISTS)
    assert State.parse(state.query(), OFFER, LISTS) == state


def test_what_is_usual_is_left_out_of_the_address() -> None:
    assert State("medway", LAST).query() == "?council=medway&quarter=2019-20-Q4"


def test_a_change_is_made_to_the_address_and_not_to_the_state() -> None:
    state = State("medway", LAST, chosen=chosen(service=["Planning"]))
    assert state.query(service=(), month="2020-02") == "?council=medway&quarter=2019-20-Q4&month=2020-02"
    assert state.of("service") == ("Planning",)


def test_a_quarter_that_is_not_loaded_becomes_the_nearest_one_with_a_sentence() -> None:
    state = State.parse("?quarter=2019-20-Q2", OFFER)
    assert state.quarter == LAST - 3
    assert state.notices == ("There are no data for Q2 2019/20; Q1 2019/20, the nearest, is shown.",)


def test_a_misspelt_service_is_left_out_and_the_nearest_named() -> None:
    state = State.parse("?service=Planing", OFFER)
    assert state.of("service") == ()
    assert 'Did you mean "Planning"?' in state.notices[0]


def test_a_directorate_narrows_the_services_that_can_be_chosen() -> None:
    assert OFFER.services(["People"]) == ["Adults' care", "Café=100%"]
    assert State.parse("?directorate=People&service=Planning", OFFER).of("service") == ()


def test_an_unknown_key_is_named() -> None:
    assert State.parse("?colour=red", OFFER).notices == (
        'The address asks for "colour", which this page does not have.',
    )


def test_a_long_stretch_of_nonsense_is_cut_in_its_sentence() -> None:
    assert len(State.parse("?service=" + "x" * 5000, OFFER).notices[0]) < 200


def test_what_does_not_exist_is_said_and_looked_for_a_few_times_at_most() -> None:
    class Counted(list[str]):
        times = 0

        def __iter__(self) -> Iterator[str]:
            Counted.times += 1
            return super().__iter__()

    reader = Reader({f"key{number}": ["x"] for number in range(5)})
    for number in range(700):
        reader.refuse("service", f"Plannin{number}", Counted(["Planning"]))
    assert Counted.times == MOST_NOTICES - 5
    assert len(reader.said()) == MOST_NOTICES + 1
    assert reader.said()[-1] == "The address asks for 695 more things that are not here."


def test_a_value_that_stands_often_is_refused_once() -> None:
    assert len(State.parse("?" + "&".join(["service=Planing"] * 500), OFFER).notices) == 1


def test_the_last_of_several_values_counts() -> None:
    assert State.parse("?council=thurrock&council=medway&council=thurrock", OFFER).council == "thurrock"


def test_an_endless_query_string_is_read_as_far_as_the_limits() -> None:
    found = as_asked("?" + "&".join(f"service={number}" for number in range(100_000)))
    assert len(found["service"]) <= MOST_PAIRS
    assert len(as_asked("?find=" + "x" * 10_000_000)["find"][0]) <= MOST_QUERY


def test_charts_reach_back_to_the_first_loaded_quarter_at_most() -> None:
    state = State("medway", LAST)
    assert state.shown(OFFER.quarters) == span(LAST - 9, LAST)
    assert replace(state, years="1").shown(OFFER.quarters) == span(LAST - 3, LAST)
    assert replace(state, years="all").shown(OFFER.quarters) == span(LAST - 9, LAST)


def test_a_council_with_years_alone_counts_back_in_years_and_has_no_months() -> None:
    years = span(Period.parse("2010-11"), Period.parse("2013-14"))
    offer = replace(OFFER, quarters=tuple(years))
    state = State.parse("?years=3&month=2013-04", offer)
    assert state.shown(offer.quarters) == years[1:]
    assert (state.month, len(state.notices)) == ("", 1)


MEASURES = {"complaints_open": "Complaints open", "complaints_upheld_rate": "Complaints upheld"}
OF_ONE_MEASURE = replace(OFFER, choices={**OFFER.choices, "measure": MEASURES}, measure="complaints_open")


@given(states(), st.sampled_from(list(MEASURES)))
def test_the_measure_survives_the_round_trip(state: State, measure: str) -> None:
    asked = replace(state, measure=measure)
    assert State.parse(asked.query(), OF_ONE_MEASURE, LISTS) == asked


def test_a_page_of_one_measure_shows_the_one_its_offer_is_about_unless_another_is_asked_for() -> None:
    assert State.parse("", OF_ONE_MEASURE).measure == "complaints_open"
    assert State.parse("?measure=complaints_upheld_rate", OF_ONE_MEASURE).notices == ()


def test_an_unknown_measure_gets_a_sentence_that_says_what_is_shown() -> None:
    state = State.parse("?measure=complaints_opne", OF_ONE_MEASURE)
    assert state.measure == "complaints_open"
    assert state.notices[0].startswith(
        'There is no measure "complaints_opne" of Medway here; "Complaints open" is shown.'
    )
    assert state.notices[0].endswith('Did you mean "complaints_open"?')


def test_a_page_without_measures_leaves_one_out() -> None:
    assert State.parse("?measure=complaints_open", OFFER).measure == ""


def test_a_list_of_another_page_is_left_out_with_the_nearest_of_this_one() -> None:
    state = State.parse("?records=responde", OFFER, LISTS)
    assert state.records == ""
    assert state.notices == ('There is no list of records "responde" here; it was left out. Did you mean "responded"?',)
    assert State.parse("?records=awarded", OFFER, LISTS).records == ""


def test_an_unknown_council_is_told_from_the_one_shown() -> None:
    assert State.parse("?council=atlantis", OFFER).notices == ('There is no council "atlantis" here; Medway is shown.',)
