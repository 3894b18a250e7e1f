"""The counts at the head of a paper, each with its own base."""

from dashboard.measures.scorecard_counts import Judged, tally


def test_each_count_has_its_own_base():
    counts = tally(
        [
            Judged("green", "static", "static"),
            Judged("achieved", "not_available", "improved"),
            Judged("amber", "worsened", "worsened"),
            Judged("data_only", "higher", "lower"),
            Judged("not_available", "not_available", "not_available"),
        ]
    )
    assert counts.measures == 5
    assert str(counts.on_target) == "2 out of 3"
    assert str(counts.improved_short) == "0 out of 2"
    assert str(counts.improved_long) == "1 out of 3"


def test_nothing_has_no_share():
    assert tally([]).on_target.percent is None
