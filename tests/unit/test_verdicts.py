"""What is said of a number beside its own past and its target: each rule, and its edges."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.basics.quarters import Period
from dashboard.basics.statistics import shown, wilson
from dashboard.measures.verdicts.past import judge_past, judge_target
from dashboard.measures.verdicts.rates import distance, spread
from dashboard.measures.verdicts.record import CHANGES, Verdict
from dashboard.measures.verdicts.series import USUAL, Series, autocorrelation, levels, trend_words

Q4 = Period.parse("2019-20-Q4")
GAP = (None, None, None)
NOISE = [100.0, 104, 97, 101, 99, 103, 96, 102, 100, 98, 103, 99, 101, 97, 102, 100]
Share = tuple[int, int]
shares_of_some = st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def share(part, of):
    return (100 * part / of, part, of) if of else (None, part, of)


def rate(now: Share, *earlier: Share, **more) -> Verdict:
    found = {"polarity": "higher", "decimals": 1, "proportion": True, **more}
    return judge_past(Series(Q4, share(*now), [share(*one) for one in earlier], **found))


def count(now, earlier, **more) -> Verdict:
    values = [GAP if one is None else (one, one, None) for one in earlier]
    found = {"polarity": "lower", "decimals": 0, "counted": True, **more}
    return judge_past(Series(more.pop("period", Q4), (now, now, None), values, **found))


def test_the_worst_fall_of_the_sample_is_worth_a_look() -> None:
    years = [(16, 24), (18, 25), (21, 27), (20, 25)]
    adults = rate((10, 21), *years, (20, 24), (23, 27), (21, 25), (17, 28))
    assert adults.judgement == "worse"
    assert (adults.direction, adults.compared) == ("down", "the four quarters before")
    assert adults.base == pytest.approx(100 * 81 / 104)
    assert CHANGES[adults.change] == "worth a look: worse"


def test_a_share_is_clearly_worse_beyond_three_standard_deviations() -> None:
    steady = [(180, 200)] * 8
    assert rate((150, 200), *steady).change == "clearly_worse"
    assert rate((198, 200), *steady).change == "clearly_better"
    assert rate((168, 200), *steady).change == "look_worse"
    assert rate((176, 200), *steady).change == "no_clear_change"


def test_a_rate_that_always_wanders_has_to_wander_further() -> None:
    wandering = [(60_000, 100_000), (61_000, 100_000), (59_500, 100_000), (60_800, 100_000)] * 3
    assert rate((60_900, 100_000), *wandering).change == "no_clear_change"
    assert rate((60_900, 100_000), *[(60_000, 100_000)] * 12).change == "clearly_better"


def test_the_spread_is_chi_squared_over_its_degrees_of_freedom_and_at_least_one() -> None:
    # by hand: of 50 and 70 in 100 the share is 0.6, so (50 - 60)² / 24 + (70 - 60)² / 24 on one degree of freedom
    assert spread([(50, 100), (70, 100)]) == pytest.approx(200 / 24)
    assert spread([(60, 100), (60, 100)]) == 1
    assert spread([(0, 100), (0, 100)]) == 1
    assert spread([(0, 100)]) == 1


@given(st.lists(st.tuples(st.integers(1, 199), st.just(200)), min_size=3, max_size=3))
def test_the_spread_is_that_of_scipy(known) -> None:
    table = [[part for part, _ in known], [of - part for part, of in known]]
    expected = stats.chi2_contingency(table, correction=False)
    assert spread(known) == pytest.approx(max(1.0, expected.statistic / expected.dof))


@given(shares_of_some, shares_of_some)
def test_the_distance_squared_is_scipys_chi_squared_of_two_shares(one, other) -> None:
    table = [[one[0], other[0]], [one[1] - one[0], other[1] - other[0]]]
    if all(map(sum, table)):
        expected = stats.chi2_contingency(table, correction=False).statistic
        assert distance(one, other) ** 2 == pytest.approx(expected)


def test_a_quarter_that_was_clearly_outside_does_not_hide_the_next_one() -> None:
    steady = [(190, 225), (192, 225), (189, 225), (191, 225)] * 3
    assert spread([*steady, (124, 225)]) == 1
    assert rate((124, 225), *steady, (124, 225)).change == "clearly_worse"
    assert spread([(190, 225), (124, 225)] * 4) > 20  # where it is the habit it is no outlier


def test_the_distance_is_that_of_two_proportions() -> None:
    both = 91 / 125
    expected = (81 / 104 - 10 / 21) / sqrt(both * (1 - both) * (1 / 21 + 1 / 104))
    assert distance((10, 21), (81, 104)) == pytest.approx(expected)
    assert distance((10, 21), (81, 104), 4.0) == pytest.approx(expected / 2)
    assert distance((0, 21), (0, 104)) == 0


def test_a_share_has_the_range_of_the_four_quarters_before() -> None:
    found = rate((175, 200), *[(180, 200)] * 6)
    # where one of 200 is three standard deviations away from 720 of 800: further below, where shares vary more
    assert (found.lower, found.upper) == (82.5, 96.6)
    assert distance((164.86, 200), (720, 800)) == pytest.approx(3, abs=0.01)
    assert distance((193.34, 200), (720, 800)) == pytest.approx(3, abs=0.01)
    assert found.since == Q4 - 4
    assert rate((20, 20), *[(20, 20)] * 4).upper == 100
    assert rate((3, 4), *[(20, 20)] * 4).lower is None


@given(shares_of_some, st.lists(shares_of_some, min_size=4, max_size=12))
def test_a_share_is_clear_where_it_reads_as_outside_its_range_and_only_there(now, earlier) -> None:
    found = rate(now, *earlier)
    if found.lower is not None and found.upper is not None:
        value = shown(100 * now[0] / now[1], 1)
        assert 0 <= found.lower <= found.upper <= 100
        assert found.clear == (not found.lower <= value <= found.upper)


def test_a_move_by_the_least_that_can_be_shown_is_told_of_no_share() -> None:
    steady = [(900_400, 1_000_000)] * 6
    assert rate((901_400, 1_000_000), *steady).change == "no_clear_change"
    assert rate((903_000, 1_000_000), *steady).change == "clearly_better"


def test_under_five_cases_on_a_side_are_too_few_to_say() -> None:
    assert rate((0, 4), *[(20, 20)] * 4).change == "too_few"
    assert rate((0, 20), *[(1, 1)] * 4).change == "too_few"
    assert rate((0, 5), *[(20, 20)] * 4).judgement == "worse"


def test_three_of_the_four_quarters_before_are_enough_and_two_are_not() -> None:
    quarters = [share(18, 20)] * 6
    one_gap = [*quarters[:2], GAP, *quarters[3:]]
    found = judge_past(Series(Q4, share(18, 20), [*one_gap, GAP], "higher", 1, proportion=True))
    assert (found.change, found.compared) == ("no_clear_change", "the three quarters known of the four before")
    found = judge_past(Series(Q4, share(18, 20), [*one_gap, GAP, GAP], "higher", 1, proportion=True))
    assert found.change == "no_past"


def test_a_quarter_without_cases_is_known_and_adds_none() -> None:
    found = rate((0, 10), (9, 10), (0, 0), (9, 10), (0, 0))
    assert (found.change, found.compared) == ("clearly_worse", "the four quarters before")
    assert found.base == pytest.approx(90)
    assert rate((0, 10), (2, 2), (0, 0), (0, 0), (0, 0)).change == "too_few"
    assert rate((0, 10), (0, 0), (0, 0), (0, 0), (0, 0)).change == "no_past"


def test_shares_above_everything_are_no_shares_and_are_judged_by_limits() -> None:
    above = [share(101 + place % 3, 100) for place in range(12)]
    found = judge_past(Series(Q4, share(140, 100), above, "higher", 1, proportion=True))
    assert found.compared.startswith("its usual range since")
    assert found.upper is not None
    assert 103 < found.upper < 140


def test_a_rate_is_compared_since_its_last_step_alone() -> None:
    before, after = [(60, 100)] * 5, [(90, 100)] * 3
    assert rate((90, 100), *before, *after, step=Q4 - 3).change == "no_clear_change"
    assert rate((60, 100), *before, *after, step=Q4 - 3).change == "clearly_worse"
    assert rate((60, 100), *before, *after, step=Q4).change == "no_past"


def test_a_share_whose_halves_are_not_known_is_judged_by_limits() -> None:
    values = [(90 + (place % 3), None, None) for place in range(12)]
    found = judge_past(Series(Q4, (70.0, None, None), values, "higher", 1, proportion=True))
    assert found.change == "clearly_worse"
    assert found.upper is not None
    assert found.upper <= 100


def test_a_count_outside_the_limits_of_its_earlier_quarters_is_clear() -> None:
    found = count(120, NOISE)
    assert found.change == "clearly_worse"
    assert found.compared == "its usual range since Q4 2015/16"
    assert found.upper is not None
    assert found.upper < 120
    assert count(80, NOISE).change == "clearly_better"
    assert count(120, NOISE, polarity="neither").change == "clearly_higher"
    assert count(101, NOISE).change == "no_clear_change"


def test_the_number_judged_makes_no_limits_of_its_own() -> None:
    # with the number itself among them the limits would hold it: a far one widens them
    earlier = [10.0, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11]
    assert count(18, earlier).change == "clearly_worse"


def test_under_twelve_quarters_nothing_is_clear_and_under_six_nothing_is_said() -> None:
    assert count(500, NOISE[:11]).change == "look_worse"
    assert count(500, NOISE[:6]).change == "look_worse"
    assert count(500, NOISE[:5]).change == "no_past"


def test_without_enough_of_a_past_the_number_is_set_beside_a_year_ago() -> None:
    found = count(110, NOISE[:5])
    assert (found.compared, found.direction, found.base) == ("Q4 2018/19", "up", 104)
    assert (count(110, NOISE[:2]).compared, count(110, []).compared) == ("Q3 2019/20", "")


def test_a_level_that_has_moved_is_judged_on_the_new_one() -> None:
    moved = [80.0, 84, 78, 82, 79, 81, 83, 80, 58, 55, 57, 54, 56, 58, 55, 57]
    assert levels(moved, 7) == [0, 8]
    found = count(56, moved)
    assert (found.change, found.compared) == ("no_clear_change", "its usual range since Q4 2017/18")
    assert count(80, moved).change == "look_worse"


def test_a_declared_step_cuts_the_past_short() -> None:
    moved = [80.0, 84, 78, 82, 79, 81, 61, 58, 54, 57, 55, 59, 53]
    found = count(56, moved, step=Q4 - 7)
    assert (found.change, found.compared) == ("no_clear_change", "its usual range since Q1 2018/19")
    assert count(56, moved, step=Q4 - 3).change == "no_past"


def test_a_series_that_trends_gets_a_sentence_and_no_limits() -> None:
    climbing = [318.0, 322, 325, 331, 330, 338, 345, 350, 352, 361, 366, 371, 380, 384, 390, 397]
    found = count(412, climbing)
    assert found.change == "not_judged"
    assert found.trending == "has risen for 12 quarters running"
    assert (found.lower, found.upper, found.direction) == (None, None, "up")
    assert found.change_words == found.trending


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([1.0, 2, 3, 2, 4, 5, 4, 6, 7], "has risen in six of eight quarters"),
        ([9.0, 8, 7, 8, 6, 5, 4, 3], "has fallen for four quarters running"),
        ([1.0, 2, 3, 4, 5, 6, 7, 5, 4], "has no steady level"),
        ([1.0, 2, 1, 2, 1], "has no steady level"),
        ([1.0, None, 2], "has no steady level"),
    ],
)
def test_a_trend_is_told_as_it_stands(values, words) -> None:
    assert trend_words(values, "quarter") == words


def test_a_rate_that_climbs_every_quarter_is_told_as_climbing() -> None:
    climbing = [(400_000 + 11_000 * place, 1_000_000) for place in range(9)]
    found = rate((500_000, 1_000_000), *climbing)
    assert (found.change, found.trending) == ("not_judged", "has risen for nine quarters running")
    assert found.direction == "up"


def test_seven_on_one_side_are_worth_a_look_once() -> None:
    earlier = [14.0, 10, 15, 9, 14, 10, 15, 9, 13, 14, 13, 14, 13, 14]
    assert count(13, earlier, decimals=1).change == "look_worse"


def test_seven_that_rise_beyond_the_centre_are_worth_a_look() -> None:
    earlier = [20.0, 4, 19, 5, 20, 4, 19, 5, 21, 8, 9, 10, 11, 12, 13]
    assert count(14, earlier).change == "look_worse"


def test_a_count_that_is_nearly_always_nought_has_no_limits() -> None:
    rare = [0.0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1]
    assert (count(5, rare).change, count(5, rare).upper) == ("not_judged", None)
    assert count(0, rare).change == "no_clear_change"


def test_a_constant_series_has_no_limits() -> None:
    still = [3.2] * 12
    assert count(3.2, still, decimals=1).change == "no_clear_change"
    assert (count(9.0, still, decimals=1).change, count(9.0, still, decimals=1).lower) == ("not_judged", None)


def test_a_gap_starts_no_moving_range() -> None:
    with_gap = [10.0, 12, 10, 12, 10, 12, None, 13, 11, 13, 11, 13, 11]  # every range is 2, the mean 11.5
    assert count(12, with_gap, decimals=1).upper == 16.8
    assert count(22, [10.0, None, 12, None, 11, None, 12, None, 10, None, 11, None, 10]).change == "no_past"
    assert count(40, [10.0, 10, 10, 10, None, 30, 30, 30]).change == "not_judged"
    assert autocorrelation([1.0, 2.0, None, 1.0, 2.0]) == pytest.approx(-0.5)


SEASONS = [100.0 + wobble + season for wobble, season in zip(NOISE, [-20, 0, 5, 40] * 4, strict=True)]


def test_a_seasonal_flow_is_compared_with_the_same_quarters_of_earlier_years() -> None:
    same = [value for place, value in enumerate(SEASONS) if place % 4 == 0]
    usual = count(sum(same) / 4, SEASONS, read_as="seasonal")
    assert (usual.change, usual.compared) == ("no_clear_change", "Q4 of earlier years")
    assert usual.base == pytest.approx(sum(same) / 4)
    high = count(sum(same) / 4 + 40, SEASONS, read_as="seasonal")
    assert high.change == "clearly_worse"
    assert count(sum(same) / 4 + 40, SEASONS).change == "no_clear_change"  # which limits over all seasons would miss


def test_a_seasonal_flow_needs_three_years() -> None:
    assert count(200, SEASONS[-11:], read_as="seasonal").change == "no_past"
    assert count(200, SEASONS[-12:], read_as="seasonal").change == "look_worse"


@pytest.mark.parametrize("read_as", ["cumulative", "rolling"])
def test_a_running_sum_is_set_beside_the_same_point_a_year_before(read_as) -> None:
    earlier = [0.7, 1.6, 2.4, 3.3, 0.8, 1.5, 2.6]
    found = count(3.5, earlier, read_as=read_as, decimals=1)
    assert (found.change, found.direction, found.compared) == ("not_judged", "up", "Q4 2018/19")
    assert (found.base, found.lower, found.upper) == (3.3, None, None)
    assert count(3.3, earlier, read_as=read_as, decimals=1).change == "no_clear_change"
    assert count(3.5, earlier[-3:], read_as=read_as, decimals=1) == Verdict("", "no_past")


def test_a_number_that_is_not_known_has_no_verdict() -> None:
    assert judge_past(Series(Q4, GAP, [(1.0, 1.0, None)] * 12, "lower", 0)) == Verdict()
    assert Verdict().words == ""


def test_years_are_compared_with_the_four_years_before() -> None:
    year = Period.parse("2019-20")
    found = judge_past(Series(year, share(150, 200), [share(180, 200)] * 4, "higher", 1, proportion=True))
    assert (found.change, found.compared) == ("clearly_worse", "the four years before")


@pytest.mark.parametrize(
    ("status", "part", "of", "said"),
    [
        ("red", 14, 18, "too few to say"),
        ("amber", 23, 29, "too few to say"),
        ("amber", 23, 30, "missed"),
        ("green", 15, 18, "too few to say"),
        ("red", 2, 18, "missed"),
        ("red", 0, 4, "too few to say"),
        ("red", 0, 5, "missed"),
        ("failed", 14, 40, "missed"),
        ("achieved", 40, 40, "met"),
        ("data_only", 14, 18, ""),
        ("not_available", 0, 18, ""),
    ],
)
def test_a_target_within_the_interval_of_few_cases_is_neither_met_nor_missed(status, part, of, said) -> None:
    assert judge_target(status, 80.0, wilson(part, of), of, USUAL) == said


def test_a_count_has_no_interval_and_its_target_is_met_or_missed() -> None:
    assert judge_target("red", 350.0, None, None, USUAL) == "missed"


def test_words_are_of_the_target_and_of_the_change() -> None:
    assert Verdict("missed", "clearly_worse").words == "missed; clearly worse"
    assert Verdict("", "no_clear_change").words == "no clear change"
    assert Verdict("too few to say", "too_few").words == "too few to say"
    assert Verdict("missed", "not_judged", trending="has risen in five of six quarters").words == (
        "missed; has risen in five of six quarters"
    )


past = st.lists(st.one_of(st.none(), st.integers(-100, 400).map(float)), min_size=6, max_size=24)
polarities = st.sampled_from(["higher", "lower", "neither"])
readings = st.sampled_from(["level", "seasonal", "cumulative"])


@given(st.integers(-400, 1200), past, polarities, st.integers(0, 2), readings)
def test_what_is_said_never_contradicts_the_direction_or_the_limits(now, earlier, polarity, decimals, read_as) -> None:
    places = 10**decimals
    values = [None if one is None else one / places for one in earlier]
    found = count(now / places, values, polarity=polarity, decimals=decimals, read_as=read_as)
    good_way = {"higher": "up", "lower": "down"}.get(polarity)
    if found.judgement in ("better", "worse"):
        assert (found.direction == good_way) == (found.judgement == "better")
    if found.judgement in ("higher", "lower"):
        assert found.direction == ("up" if found.judgement == "higher" else "down")
    if found.lower is not None and found.upper is not None:
        inside = found.lower <= now / places <= found.upper
        assert not (found.clear and inside), "a number outside its limits reads as outside"
        assert found.judgement or inside


@given(
    shares_of_some,
    st.lists(st.integers(0, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), max_size=24),
    st.sampled_from(["higher", "lower"]),
)
def test_a_share_is_never_said_to_have_moved_the_other_way(now, earlier, polarity) -> None:
    found = rate(now, *earlier, polarity=polarity)
    if found.judgement:
        assert (found.direction == {"higher": "up", "lower": "down"}[polarity]) == (found.judgement == "better")
    assert found.change in CHANGES
