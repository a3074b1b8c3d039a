import doctest

from hypothesis import given
from hypothesis import strategies as st

from workshop_kit.llm import tokens


def test_the_examples_are_true():
    assert doctest.testmod(tokens).failed == 0


@given(st.text(st.characters(exclude_categories=())))
def test_pieces_joined_are_the_text_and_each_counts_one(text):
    parts = tokens.pieces(text)
    assert "".join(parts) == text
    assert tokens.count(text) == len(parts)
    assert all(tokens.count(part) == 1 for part in parts)


def test_longer_words_cost_more_than_shorter_ones_and_each_foreign_letter_costs_one():
    assert tokens.count("") == 0
    assert tokens.count("kependudukan") == 3 > tokens.count("jalan") > tokens.count("air")
    assert tokens.count("道路損壊") == 4
    assert tokens.count("1234567890") == 4
