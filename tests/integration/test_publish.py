"""Both bases of the complaints cube against plain Python, whatever the order in which extracts are loaded."""

import datetime as dt
import random
import shutil
from collections import Counter

import holidays
import pandas as pd
import pytest

from dashboard.basics.quarters import Period, span
from dashboard.store import database
from dashboard.store.writing import NewExtract, commit, read_manifest, write_lock

QUARTERS = span(Period.parse("2018-19-Q4"), Period.parse("2019-20-Q3"))
DEADLINES = {"corporate_stage_1": 10, "corporate_stage_2": 15, "childrens_stage_1": 20, "adults": 20}
CLOSED = holidays.country_holidays("GB", subdiv="ENG", years=range(2017, 2021))
MOST_TO_AN_ANSWER, MOST_OPEN = 250, 41  # working days from which on a cube tells no longer how many more
OUTCOMES = ("upheld", "not_upheld", "withdrawn", None)
SPLITS = ("council", "month", "service", "stage", "event", "theme", "outcome", "working_days")


def random_extract(chance, period):
    """Complaints as one extract might have them; their numbers overlap with every other extract's."""
    rows = []
    for number in chance.sample(range(60), 30):
        received = period.last_day - dt.timedelta(days=chance.randrange(200))
        answered = received + dt.timedelta(days=chance.randrange(60))
        outcome = chance.choice(OUTCOMES)
        rows.append(
            {
                "complaint_id": str(number),
                "directorate": "Place",
                "service": chance.choice(("7", "07")),
                "stage": chance.choice(list(DEADLINES)),
                "received_date": received,
                "responded_date": answered if answered <= period.last_day and chance.random() < 0.8 else None,
                "outcome": outcome,
                "theme": chance.choice(("Bins", None)),
                "channel": None,
            }
        )
    return rows


def history(seed):
    """Loads in any order: late quarters first, some quarters twice, two councils, sometimes a whole year."""
    chance = random.Random(seed)
    periods = [*QUARTERS, *chance.choices(QUARTERS, k=3), *([Period.parse("2018-19")] if seed % 2 else [])]
    chance.shuffle(periods)
    return [(chance.choice(("medway", "7")), period, random_extract(chance, period)) for period in periods]


def working_days(first, last):
    """Days after the first up to and including the last that are neither weekend nor bank holiday."""
    days = (first + dt.timedelta(days=count) for count in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in CLOSED for day in days)


def figures(loads):
    """The cube's rows after these loads, one complaint and month at a time."""
    current = {(council, period): rows for council, period, rows in loads}
    counted = Counter()
    for council in {council for council, _ in current}:
        mine = sorted((period, rows) for (one, period), rows in current.items() if one == council)
        newest = {(row["complaint_id"], row["stage"]): row for _, rows in mine for row in rows}
        months = {month for period, _ in mine for month in period.months}
        for row in newest.values():
            for event, month, theme, outcome, days, in_time in events(row, months):
                key = (council, month, row["service"], row["stage"], event, theme, outcome, days)
                counted[key] += 1
                counted[(*key, "within")] += in_time
    return {key: (count, counted[(*key, "within")]) for key, count in counted.items() if key[-1] != "within"}


def events(row, months):
    """What one complaint adds to which month: event, month, theme, outcome, working days, within the deadline."""
    received, responded, limit = row["received_date"], row["responded_date"], DEADLINES[row["stage"]]
    if received.replace(day=1) in months:
        yield "received", received.replace(day=1), row["theme"], None, None, False
    if row["outcome"] == "withdrawn":
        return
    if responded and responded.replace(day=1) in months:
        days = working_days(received, responded)
        yield "responded", responded.replace(day=1), None, row["outcome"], None, days <= limit
        yield "answer_days", responded.replace(day=1), None, None, min(days, MOST_TO_AN_ANSWER), False
    for month in months:
        end = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        if received <= end and (responded is None or responded > end):
            age = working_days(received, end)
            yield "open", month, None, None, min(age, MOST_OPEN), age <= limit


def first_published(loads):
    """Each month as the release gave it that first held the extract of its own quarter (or else of its year)."""
    holder = {}
    for number, (council, period, _) in enumerate(loads):
        for month in period.months:
            rank = (len(period.months), number)
            holder[council, month] = min(holder.get((council, month), rank), rank)
    wanted = {}
    for number in {number for _, number in holder.values()}:
        then = figures(loads[: number + 1])
        wanted |= {key: value for key, value in then.items() if holder[key[0], key[1]][1] == number}
    return wanted


def published_under_withdrawals(steps):
    """Each month as it was first published by the first release that still holds it. A step is a load, or the number of
    the release that it withdraws or, if that withdrew another one, brings back."""
    published, holder = {}, {}
    for number in range(1, len(steps) + 1):
        counting = [(at, load) for at, load in enumerate(steps[:number], 1) if counts(steps[:number], at)]
        held = {}
        for at, (council, period, _) in counting:
            for month in period.months:
                held[council, month] = min(held.get((council, month), (99, 99)), (len(period.months), at))
        for month in {month for month in holder | held if holder.get(month) != held.get(month)}:
            published = {key: value for key, value in published.items() if key[:2] != month}
            if month in held:
                then = figures([load for at, load in counting if at <= held[month][1]])
                published |= {key: value for key, value in then.items() if key[:2] == month}
        holder = held
    return published, figures([load for _, load in counting])


def counts(steps, number):
    """Whether a release is a load that counts."""
    return not isinstance(steps[number - 1], int) and not is_withdrawn(steps, number)


def is_withdrawn(steps, number):
    """Whether a later step that counts itself withdraws this one."""
    later = [at for at, step in enumerate(steps, 1) if step == number]
    return any(not is_withdrawn(steps, at) for at in later)


def with_withdrawals(seed):
    """The loads of a history, between which some are withdrawn and some of these brought back."""
    chance, steps = random.Random(seed), []
    for load in history(seed):
        steps.append(load)
        standing = [number for number in range(1, len(steps) + 1) if not is_withdrawn(steps, number)]
        if len(steps) > 2 and chance.random() < 0.6:
            steps.append(chance.choice(standing))
    return steps


def take(store, steps):
    """Makes a release of each step."""
    for step in steps:
        if isinstance(step, int):
            with write_lock(store) as writer:
                writer.withdraw(step, "a mistake", "")
        else:
            load_all(store, [step])


def cube_of(store):
    """The store's cube as basis, key and counts."""
    frame = database.read_parquet(store / read_manifest(store).cubes["complaints"].path)
    frame["month"] = frame["month"].dt.date
    found = {"latest": {}, "first_published": {}}
    for row in frame.to_dict("records"):
        key = tuple(None if pd.isna(row[name]) else row[name] for name in SPLITS)
        within = 0 if pd.isna(row["within_deadline"]) else row["within_deadline"]
        found[row["basis"]][key] = (row["cases"], within)
    return found


def load_all(store, loads):
    """Commits each load as a release."""
    for council, period, rows in loads:
        frame = pd.DataFrame(rows)
        commit(store, [NewExtract("complaints", council, period, frame, "file.csv", str(period))])


@pytest.mark.parametrize("seed", range(6))
def test_both_bases_agree_with_plain_python(seed, tmp_path):
    loads = history(seed)
    load_all(tmp_path / "store", loads)
    found = cube_of(tmp_path / "store")
    assert found["latest"] == figures(loads)
    assert found["first_published"] == first_published(loads)


def test_first_published_is_worked_out_anew_when_the_cube_is_gone(tmp_path):
    loads = history(1)
    load_all(tmp_path / "store", loads[:-1])
    (tmp_path / "store" / read_manifest(tmp_path / "store").cubes["complaints"].path).unlink()
    load_all(tmp_path / "store", loads[-1:])
    assert cube_of(tmp_path / "store")["first_published"] == first_published(loads)


@pytest.mark.parametrize("seed", range(20, 26))
def test_both_bases_are_as_if_what_was_withdrawn_had_not_been(seed, tmp_path):
    steps, store = with_withdrawals(seed), tmp_path / "store"
    take(store, steps[:-1])
    whole = tmp_path / "whole"
    shutil.copytree(store, whole)
    for cube in (store / "cubes").glob("*"):
        cube.unlink()
    for folder in (whole, store):  # as the cube before has it, and worked out from the extracts alone
        take(folder, steps[-1:])
        found = cube_of(folder)
        published, now = published_under_withdrawals(steps)
        assert found["latest"] == now
        assert found["first_published"] == published


def test_several_extracts_make_one_release(tmp_path):
    extracts = [
        NewExtract("complaints", council, period, pd.DataFrame(rows), "file.csv", "")
        for council, period, rows in {
            (council, period): (council, period, rows) for council, period, rows in history(2)
        }.values()
    ]
    manifest = commit(tmp_path / "store", extracts)
    assert (manifest.release, len(manifest.extracts)) == (1, len(extracts))
    found = cube_of(tmp_path / "store")
    assert found["first_published"] == found["latest"]
