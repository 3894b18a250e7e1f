"""How rows are dealt onto slides, and how high they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.basics.dealing import dealt
from dashboard.views.pieces import Column, Passage, Section, Status, Table
from dashboard.web.slide_rows import ACROSS, parts_of, with_room

ROOM = 2000


@given(st.lists(st.integers(1, 300)), st.integers(300, 2000))
def test_every_row_is_dealt_once_in_its_order_and_no_part_is_higher_than_its_room(rows: list[int], room: int) -> None:
    parts = [rows[part] for part in dealt(rows, room)]
    assert [row for part in parts for row in part] == rows
    assert all(sum(part) <= room for part in parts)
    assert len(parts) == 1 or all(parts)


def test_parts_are_about_as_high_as_each_other() -> None:
    assert dealt([100] * 11, 1000) == [slice(0, 6), slice(6, 11)]


def test_a_row_that_is_higher_than_any_slide_stands_alone() -> None:
    assert dealt([100, 5000, 100], 1000) == [slice(0, 1), slice(1, 2), slice(2, 3)]


def test_nothing_is_one_empty_part() -> None:
    assert dealt([], 1000) == [slice(0, 0)]
    assert parts_of(Table((Column("name", "Name"),), ()), ROOM) == [slice(0, 0)]


def test_a_table_of_long_texts_has_fewer_rows_on_a_slide() -> None:
    columns = (Column("name", "Name"), Column("text", "What is said"))

    def table(text: str) -> Table:
        return Table(columns, tuple({"name": f"Project {place}", "text": text} for place in range(30)))

    assert len(parts_of(table("Done."), ROOM)) == 4
    assert len(parts_of(table("Much was done. " * 30), ROOM)) > 4


def test_passages_are_dealt_like_rows() -> None:
    long = Section("all", "All", tuple(Passage(f"One {place}", "Said of it.") for place in range(20)))
    assert [len(range(20)[part]) for part in parts_of(long, ROOM)] == [4, 4, 4, 4, 4]
    assert parts_of("a chart", ROOM) == [slice(None)]


def test_only_columns_that_can_be_read_beside_each_other_are_kept() -> None:
    names = [f"Quarter {place} of the year" for place in range(30)]
    table = Table(tuple(Column(name, name) for name in names), (dict.fromkeys(names, "1,234,567"),))
    kept = with_room(table).columns
    assert kept == table.columns[: len(kept)]
    assert 2 < len(kept) < len(names)
    assert sum(len(column.label) for column in kept) <= ACROSS


def test_a_status_is_never_broken() -> None:
    columns = tuple(Column(f"c{place}", "S", "status") for place in range(12))
    status = Status("red", "Well below target", "x")
    assert (
        len(with_room(Table(columns, ({column.key: status for column in columns},))).columns) == 5
    )  # of 25 letters each
