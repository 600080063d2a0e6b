"""Phrase filters: adjacent words, distinguished from the same words apart."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.ranking.test_properties import REPEATABLE, WORDS
from recruit.domain.engines.ranking.terms import terms
from recruit.domain.engines.ranking.vocabulary import numbers
from recruit.domain.engines.ranking.word_pairs import contains_phrase, hashes, pairs

MAX_FALSE_POSITIVES = 0.02

texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), max_size=4)


def contains(phrase: str, *profiles: list[str]) -> list[bool]:
    """Return for each profile, a list of texts, whether it contains a phrase."""
    filters = [pairs(numbers(terms(text)) for text in profile) for profile in profiles]
    starts = np.cumsum([0, *map(len, filters)])
    found = contains_phrase(hashes(numbers(terms(phrase))), np.concatenate(filters), starts, np.arange(len(filters)))
    result: list[bool] = found.tolist()
    return result


@given(texts, st.data())
@settings(REPEATABLE)
def test_a_contained_phrase_is_always_found(profile: list[str], data: st.DataObject) -> None:
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


def test_separate_words_are_rarely_taken_for_a_phrase() -> None:
    random = np.random.default_rng(7)
    asked = false_positives = 0
    for _ in range(60):
        text = numbers([str(word) for word in random.choice(WORDS, 120, replace=False)])
        neighbours = set(pairwise(text.tolist()))
        apart = [pair for pair in random.choice(text, (200, 2)) if tuple(pair.tolist()) not in neighbours]
        found = pairs([text])
        starts = np.array([0, len(found)])
        false_positives += sum(
            bool(contains_phrase(hashes(pair), found, starts, np.zeros(1, np.int64))[0]) for pair in apart
        )
        asked += len(apart)
    assert asked > 10_000
    assert false_positives / asked < MAX_FALSE_POSITIVES


def test_phrases_respect_word_order_and_text_boundaries() -> None:
    assert contains("patient care", ["Patient care on nights"], ["care patient"], ["a patient", "care"]) == [
        True,
        False,
        False,
    ]


def test_a_long_phrase_requires_all_its_adjacent_pairs() -> None:
    phrase = "heating ventilation air conditioning"
    assert contains(phrase, [phrase], ["heating ventilation; conditioning air"], ["air conditioning"]) == [
        True,
        False,
        False,
    ]


def test_a_one_word_phrase_always_matches() -> None:
    assert contains("welding", ["TIG welding"], ["baking"], []) == [True, True, True]


def test_a_profile_without_pairs_has_no_phrase_beside_one_with_pairs() -> None:
    assert contains("patient care", ["Patient care"], ["patient", "care"]) == [True, False]


@pytest.mark.parametrize("profile", [[], [""], ["word"], ["patient", "care"]])
def test_texts_of_one_word_have_no_phrase(profile: list[str]) -> None:
    assert contains("patient care", profile) == [False]
