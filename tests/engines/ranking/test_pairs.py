"""Words that stand together, told from the same words apart."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.ranking.test_properties import REPEATABLE, WORDS
from recruit.domain.engines.ranking.terms import terms
from recruit.domain.engines.ranking.vocabulary import numbers
from recruit.domain.engines.ranking.word_pairs import contains_phrase, hashes, pairs

FALSE_AT_MOST = 0.02

texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), max_size=4)


def has(phrase: str, *profiles: list[str]) -> list[bool]:
    """Say for each of some profiles, each given by its texts, whether it has the words of a phrase together."""
    filters = [pairs(numbers(terms(text)) for text in profile) for profile in profiles]
    starts = np.cumsum([0, *map(len, filters)])
    found = contains_phrase(hashes(numbers(terms(phrase))), np.concatenate(filters), starts, np.arange(len(filters)))
    told: list[bool] = found.tolist()
    return told


@given(texts, st.data())
@settings(REPEATABLE)
def test_a_phrase_that_is_there_is_always_found(profile: list[str], data: st.DataObject) -> None:
    stems = [terms(text) for text in profile]
    long = [found for found in stems if len(found) > 1]
    if long:
        text = data.draw(st.sampled_from(long))
        first = data.draw(st.integers(0, len(text) - 2))
        phrase = numbers(text[first : first + data.draw(st.integers(2, 5))])
        found = pairs(numbers(one) for one in stems)
        assert contains_phrase(hashes(phrase), found, np.array([0, len(found)]), np.zeros(1, np.int64)).tolist() == [
            True
        ]


def test_words_that_stand_apart_are_hardly_ever_taken_for_a_phrase() -> None:
    shuffled = np.random.default_rng(7)
    asked = mistaken = 0
    for _ in range(60):
        text = numbers([str(word) for word in shuffled.choice(WORDS, 120, replace=False)])
        neighbours = set(pairwise(text.tolist()))
        apart = [pair for pair in shuffled.choice(text, (200, 2)) if tuple(pair.tolist()) not in neighbours]
        found = pairs([text])
        starts = np.array([0, len(found)])
        mistaken += sum(bool(contains_phrase(hashes(pair), found, starts, np.zeros(1, np.int64))[0]) for pair in apart)
        asked += len(apart)
    assert asked > 10_000
    assert mistaken / asked < FALSE_AT_MOST


def test_order_counts_and_texts_end_where_they_end() -> None:
    assert has("patient care", ["Patient care on nights"], ["care patient"], ["a patient", "care"]) == [
        True,
        False,
        False,
    ]


def test_all_neighbours_of_a_long_phrase_are_asked_for() -> None:
    phrase = "heating ventilation air conditioning"
    assert has(phrase, [phrase], ["heating ventilation; conditioning air"], ["air conditioning"]) == [
        True,
        False,
        False,
    ]


def test_one_word_is_together_with_itself() -> None:
    assert has("welding", ["TIG welding"], ["baking"], []) == [True, True, True]


def test_a_profile_without_neighbours_has_no_phrase_among_others_that_do() -> None:
    assert has("patient care", ["Patient care"], ["patient", "care"]) == [True, False]


@pytest.mark.parametrize("profile", [[], [""], ["word"], ["patient", "care"]])
def test_texts_of_one_word_have_no_phrase(profile: list[str]) -> None:
    assert has("patient care", profile) == [False]
