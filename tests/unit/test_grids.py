"""Tables on slides: parted evenly, no wider than a slide, and nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.basics.dealing import breaks
from dashboard.report.powerpoint.deck import ROOM
from dashboard.report.powerpoint.grids import TALLEST, Grid, for_slides, height_of, pages_of, widths_of

WORDS = st.text(alphabet="abc de\N{NO-BREAK SPACE}", max_size=60)
GRIDS = st.integers(1, 6).flatmap(
    lambda columns: st.builds(
        Grid,
        st.tuples(*[st.just("Heading")] * columns),
        st.lists(st.tuples(*[WORDS] * columns), max_size=40).map(tuple),
    )
)


@given(GRIDS)
def test_the_parts_of_a_table_are_the_table(grid: Grid) -> None:
    parts = list(pages_of(grid))
    assert tuple(row for part in parts for row in part.rows) == grid.rows
    assert len({part.widths for part in parts}) == 1


@given(GRIDS)
def test_a_part_of_several_rows_is_no_higher_than_its_place(grid: Grid) -> None:
    for part in pages_of(grid):
        heights = [height_of(row, part.widths) for row in (part.headings, *part.rows)]
        assert len(part.rows) < 2 or sum(heights) <= TALLEST


@given(GRIDS)
def test_columns_fill_the_slide_and_no_more(grid: Grid) -> None:
    shown = for_slides(grid)
    assert sum(widths_of(shown)) <= ROOM * 1.001


def test_no_row_is_left_alone_where_rows_are_alike() -> None:
    rows = tuple((str(number), "row") for number in range(14))
    assert [len(part.rows) for part in pages_of(Grid(("Number", "What"), rows))] == [7, 7]


def test_a_table_without_rows_is_its_headings() -> None:
    assert [part.rows for part in pages_of(Grid(("Number", "What"), ()))] == [()]


def test_a_table_without_columns_is_its_only_part() -> None:
    nothing = Grid((), ((), ()))
    assert list(pages_of(for_slides(nothing))) == [nothing]


def test_a_word_wider_than_a_slide_is_broken() -> None:
    shown = for_slides(Grid(("Name", "Value", "Of"), (("x" * 300, "y" * 300, "z" * 300),)))
    assert len(shown.headings) == 3
    assert sum(widths_of(shown)) <= ROOM * 1.001


def test_a_row_higher_than_a_slide_has_one_of_its_own() -> None:
    assert breaks([5, 50, 5], 20) == [1, 2, 3]


def test_what_no_column_has_room_for_is_said_beside_its_row() -> None:
    headings = tuple(f"Column {number}" for number in range(20))
    rows = (tuple(f"value-{number}-which-is-long" for number in range(20)), ("x",) * 20)
    shown = for_slides(Grid(headings, rows))
    assert len(shown.headings) < 20
    assert shown.headings[0] == "Column 0"
    assert "Column 19 value-19-which-is-long" in shown.beside[0]


def test_sentences_among_many_columns_go_beside_and_among_few_stay() -> None:
    sentence = (
        "A sentence of the council that goes on and on, longer than any column beside figures has room for, and on."
    )
    many = for_slides(Grid(("A", "B", "C", "Note"), (("a", "1", "2", sentence),)))
    assert (many.headings, many.beside) == (("A", "B", "C"), (f"a: Note {sentence}",))
    assert for_slides(Grid(("A", "Note"), (("a", sentence),))).headings == ("A", "Note")
