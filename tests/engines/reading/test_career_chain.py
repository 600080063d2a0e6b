"""The career chain: its tokens, its probabilities, and how they are pooled with those of the candidates."""

from itertools import product

import numpy as np
import pytest

from recruit.domain.engines.reading.resume.choosing import career_chain, career_tokens, page
from recruit.domain.engines.reading.resume.choosing.blocks import Blocks
from recruit.domain.engines.reading.resume.choosing.career_chain import CELL, ORDERS, SIZE, CareerChain
from recruit.domain.engines.reading.resume.choosing.career_evidence import Evidence, pooled
from recruit.domain.engines.reading.resume.choosing.career_tokens import (
    AT,
    BOUNDS,
    COMMA,
    DATE,
    GAP,
    LINE,
    MARK,
    WORDS,
    Token,
)

PAGE = """Jane Doe

Baker at Old Mill Bakery, Leeds
2019 – present
Cook | Blue Heron Diner
2014 – 2019
"""


@pytest.fixture
def model() -> CareerChain:
    """A chain with random weights."""
    random = np.random.default_rng(3)
    shape = (len(ORDERS), len(BOUNDS), SIZE, SIZE)
    turning = career_chain.transitions(random.normal(size=shape), random.normal(size=shape), random.normal(size=2))
    weights = {sign: random.normal(size=5).tolist() for sign in ("title", "firm", "now")}
    return CareerChain(weights, turning, random.normal(size=len(ORDERS)))


def _token(text: str, kind: str, bound: str, *signs: str) -> Token:
    return Token(text, 0, kind, bound, list(signs))


TOKENS = (
    _token("Baker", WORDS, LINE, "title"),
    _token("2019 – present", DATE, MARK, "now"),
    _token("Old Mill Bakery", WORDS, COMMA, "firm", "unknown"),
)


def test_probabilities_are_sums_over_all_paths(model: CareerChain) -> None:
    sums = [
        np.sum([model.weights[sign] for sign in token.features if sign in model.weights], axis=0) for token in TOKENS
    ]
    powers = np.exp(career_chain.cells(np.array(sums))) * career_chain.allowed(TOKENS)
    total, sums_by_field = 0.0, np.zeros((len(TOKENS), 2))
    for order, order_weight in enumerate(np.exp(model.orders)):
        possible = [np.nonzero(power[CELL[order]])[0] for power in powers]
        for path in product(*possible):
            share, before = order_weight, np.intp(0)
            for token, power, state in zip(TOKENS, powers, path, strict=True):
                share *= model.transitions[order, BOUNDS.index(token.bound), before, state] * power[CELL[order, state]]
                before = state
            total += share
            cells = [CELL[order, state] for state in path]
            sums_by_field[:, 0] += [share * (cell == career_chain.CURRENT_TITLE) for cell in cells]
            sums_by_field[:, 1] += [share * (cell == career_chain.CURRENT_COMPANY) for cell in cells]
    assert np.array(model.probabilities(TOKENS)) == pytest.approx(sums_by_field / total)


def test_lines_are_cut_at_separators_dates_and_prepositions() -> None:
    tokens = career_tokens.find(Blocks(page.read(PAGE)), (), name="Jane Doe", home=None)
    assert [(token.text, token.kind, token.bound) for token in tokens] == [
        ("Jane Doe", WORDS, GAP),
        ("Baker", WORDS, GAP),
        ("Old Mill Bakery", WORDS, AT),
        ("Leeds", WORDS, COMMA),
        ("2019 – present", DATE, LINE),
        ("Cook", WORDS, LINE),
        ("Blue Heron Diner", WORDS, MARK),
        ("2014 – 2019", DATE, LINE),
    ]
    assert "person:name" in tokens[0].features


def test_a_page_without_jobs_has_no_tokens() -> None:
    assert career_tokens.find(Blocks(page.read("")), (), name=None, home=None) == []


def test_evidence_comes_from_the_lines_of_a_candidate_or_else_its_words(model: CareerChain) -> None:
    evidence, (title, _, firm) = Evidence(TOKENS, model), model.probabilities(TOKENS)
    assert evidence.of("anything", frozenset({0}), 0) == max(title[0], firm[0])
    assert evidence.of("anything", frozenset({1}), 0) == 0.0
    assert evidence.of("Old Mill", frozenset(), 1) == firm[1]


def test_evidence_decides_between_similarly_likely_candidates() -> None:
    assert pooled([0.4, 0.3, 0.3], [0.0, 0.0]) == [0.4, 0.3, 0.3]
    probabilities = pooled([0.4, 0.3, 0.3], [0.01, 0.98])
    assert probabilities[1] > max(probabilities[0], probabilities[2])
    assert sum(probabilities) == pytest.approx(1.0)
