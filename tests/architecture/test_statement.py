"""Each thing that the accessibility statement says one can do is held by tests."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from layouts.accessibility import CAN

TESTS = Path(__file__).parents[1]
HELD = {
    "use every page with a keyboard": (
        "browser/test_keyboard.py::test_the_first_stop_skips_to_the_content",
        "browser/test_keyboard.py::test_a_table_s_links_lead_down_and_the_focus_is_not_lost",
        "browser/test_ways_around.py::test_alt_and_an_arrow_lead_through_the_cards_and_back",
        "browser/test_journey.py::test_from_what_needs_attention_to_two_services_and_their_numbers",
    ),
    "walk the marks of a chart": (
        "browser/test_chart_keys.py::test_keys_walk_every_mark_and_what_is_said_stands_in_the_table",
        "browser/test_chart_keys.py::test_of_a_mark_everything_is_said",
    ),
    "hear a series over time": ("browser/test_chart_keys.py::test_s_plays_a_series_as_tones_and_stops_them",),
    "read every chart as a table": (
        "browser/test_complaints_page.py::test_table_and_about_stand_beside_each_chart",
        "integration/test_marks.py::test_every_link_in_a_chart_stands_in_the_card_s_table",
    ),
    "hear what a chart shows": ("browser/test_complaints_page.py::test_every_chart_tells_a_screen_reader_its_finding",),
    "hear what has changed": (
        "browser/test_announcing.py::test_where_the_finding_stays_what_changed_is_said_all_the_same",
        "browser/test_announcing.py::test_a_list_that_is_searched_sorted_and_paged_says_so",
        "browser/test_present.py::test_a_change_of_slide_is_announced",
    ),
    "zoom to 400%": (
        "browser/test_complaints_page.py::test_the_page_fits_at_400_per_cent_zoom",
        "browser/test_labels.py::test_on_the_narrowest_screen_every_label_can_be_seen_whole",
        "browser/test_labels.py::test_with_the_spacing_of_the_guidelines_every_label_stays_whole",
    ),
    "make letters larger": (
        "browser/test_labels.py::test_charts_grow_with_the_reader_s_letters_and_every_label_stays_whole",
    ),
    "open the meaning of a word": (
        "browser/test_glossary.py::test_a_press_opens_the_meaning_in_the_window_and_another_closes_it",
        "browser/test_glossary.py::test_the_keyboard_opens_and_closes_it_and_stays_where_it_is",
    ),
    "use your own colours": (
        "browser/test_dark_look.py::test_in_forced_colours_arrows_and_small_pictures_can_be_seen",
    ),
    "choose a dark look": (
        "browser/test_dark_look.py::test_a_look_that_was_chosen_holds_on_every_page_from_its_first_byte",
        "browser/test_dark_look.py::test_charts_are_dark_where_the_device_asks_for_it_and_light_on_paper",
    ),
    "turn off movement": ("browser/test_present.py::test_nothing_plays_by_itself_for_those_who_want_less_motion",),
    "read every page, follow its links and filter it": (
        "browser/test_taking_over.py::test_without_scripts_every_page_is_whole_and_accessible",
        "browser/test_taking_over.py::test_without_scripts_filters_and_drilling_lead_on",
    ),
    "print a page": ("browser/test_print.py::test_every_page_prints_on_a4_with_words_for_every_picture",),
}


def test_every_claim_has_its_tests() -> None:
    assert [next((words for words in HELD if claim.startswith(words)), claim) for claim in CAN] == list(HELD)


@pytest.mark.parametrize("test", sorted({test for tests in HELD.values() for test in tests}))
def test_the_test_exists(test: str) -> None:
    module, _, name = test.partition("::")
    tree = ast.parse((TESTS / module).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
