"""The conditional random field for skills in job texts: its probabilities and its training."""

from itertools import pairwise, product

import numpy as np
import pytest

from recruit.domain.engines.reading.job import requirement_tagger
from recruit.domain.engines.reading.job.requirement_tagger import BEGINS, CONTINUES, OUTSIDE
from tools.job_texts import tags
from tools.job_texts.corpus import Labelled

STEPS = np.array([[1.0, 0.5, 0.0], [0.7, 0.2, 1.5], [1.1, 0.3, 0.9]])
STARTS = np.array([1.0, 0.8, 0.0])
POWERS = [(1.0, 2.0, 0.4), (1.0, 0.3, 1.7), (1.0, 1.2, 0.6), (1.0, 0.1, 2.5)]


def test_span_probabilities_are_sums_over_all_labellings_of_a_sentence() -> None:
    model = requirement_tagger.SkillTagger(
        np.zeros((1, 2), np.int8), [tuple(row) for row in STEPS.tolist()], tuple(STARTS.tolist())
    )
    total, spans = 0.0, dict.fromkeys([(first, last) for first in range(4) for last in range(first, 4)], 0.0)
    for states in product((OUTSIDE, BEGINS, CONTINUES), repeat=4):
        share = STARTS[states[0]] * np.prod([power[state] for power, state in zip(POWERS, states, strict=True)])
        share *= np.prod([STEPS[one, two] for one, two in pairwise(states)])
        total += share
        for first, last in spans:
            inside = states[first] == BEGINS and all(state == CONTINUES for state in states[first + 1 : last + 1])
            if inside and (*states, OUTSIDE)[last + 1] != CONTINUES:
                spans[first, last] += share
    found = {(first, last): share for first, last, share in model.spans(POWERS)}
    assert found == pytest.approx({span: share / total for span, share in spans.items() if share / total >= 0.01})


def test_training_is_deterministic_and_learns_the_context_of_skills() -> None:
    known = ("Zorbit", "Quandle", "Mivex", "Tarnok", "Plimsy", "Wexford", "Kolvar", "Bruntal")
    texts = [
        Labelled(name, "one", "en", f"You will be working in {name} all day and smile.", {"required_skills": [name]})
        for name in known
    ]
    tables = [tags.table([one for text in texts for one in tags.labelled(text)]) for _ in range(2)]
    assert all(np.array_equal(tables[0][name], tables[1][name]) for name in tables[0])
    text = "You will be working in Fendiro all day and smile."
    found = requirement_tagger.SkillTagger.of(tables[0]).find(text, (0, 0))
    start, end = max(found, key=lambda span: found[span])
    assert text[start:end] == "Fendiro"
