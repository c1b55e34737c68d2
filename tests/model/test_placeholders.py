"""Which words of a form say nothing yet is seen by their end first: most texts are days and ids."""

import pytest
from tejun.model import placeholders


@pytest.mark.parametrize("word", sorted(placeholders._PENDING | placeholders._NONE))
def test_no_word_that_says_nothing_ends_with_a_digit(word: str) -> None:
    assert word[-1] not in placeholders._DIGITS
    assert placeholders._plain(word) == word, "as it compares"


def test_no_sign_in_an_empty_field_is_a_digit() -> None:
    assert set(placeholders._SIGNS) == placeholders._FIRST_SIGNS
    assert placeholders._FIRST_SIGNS.isdisjoint(placeholders._DIGITS)
    assert placeholders._DIGITS.isdisjoint(placeholders._AROUND)
