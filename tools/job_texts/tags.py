"""The table `wish_tags`: a conditional random field over the words of job texts, which finds mentions of skills.

It is trained on the sentences of labelled texts, of generated adverts and of invented examples.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.job import job_title, requirement_tag_features
from recruit.domain.engines.reading.job.requirement_tag_features import Word
from recruit.domain.engines.reading.job.requirement_tagger import BEGINS, CONTINUES, OUTSIDE, STEPS
from tools.job_texts import generated, wish_lists
from tools.job_texts.corpus import Labelled
from tools.job_texts.random_field import Sentence, train
from tools.job_texts.wishes import SKILLS

OF_GENERATED, OF_EXAMPLES = 0.2, 0.1
"""Weight of a sentence of a generated advert, and of an invented example. One of a labelled text has the weight 1."""


def table(sentences: Sequence[Sentence]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `recruit.domain.engines.reading.job.requirement_tagger` reads."""
    weights, steps, starts = train(sentences)
    return {
        "weights": np.clip(np.rint(weights * STEPS), -127, 127).astype(np.int8),
        "steps": np.exp(steps).round(6), "starts": np.exp(starts).round(6),
    }  # fmt: skip


def labelled(text: Labelled) -> Iterator[Sentence]:
    """Yield the sentences of a text, with the skills of its answers as states."""
    if "required_skills" not in text.gold:
        return
    named = _named(text.text, [name for field in SKILLS for name in text.gold.get(field) or []])
    title = job_title.find(text.text)
    weight = OF_GENERATED if text.source == generated.SOURCE else 1.0
    for words in requirement_tag_features.sentences(text.text, (title.start, title.end) if title else (0, 0)):
        yield Sentence([word.features for word in words], _states(words, named), weight)


def invented() -> Iterator[Sentence]:
    """Yield the invented examples, each below or after a heading of requirements."""
    for lists in wish_lists.read().values():
        for mark in "+-":
            for number, phrase in enumerate(lists[mark]):
                heading = lists["h"][number % len(lists["h"])]
                text = f"{heading}: {phrase}" if number % 2 else f"{heading}:\n- {phrase}"
                named = [(len(text) - len(phrase), len(text))] if mark == "+" else []
                for words in requirement_tag_features.sentences(text, (0, 0)):
                    yield Sentence([word.features for word in words], _states(words, named), OF_EXAMPLES)


def _named(text: str, names: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Return the start and end of each mention of the skills in a text, without overlaps.

    A skill is found by the first of its forms that the text has.
    """
    low, found = text.lower(), []
    for name in names:
        for form in name.split("|"):
            places = [one.span() for one in re.finditer(rf"(?<![^\W_]){re.escape(form.lower())}(?![^\W_])", low)]
            if places:
                found += places
                break
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _states(words: Sequence[Word], named: Sequence[tuple[int, int]]) -> Sequence[int]:
    states = [OUTSIDE] * len(words)
    for start, end in named:
        state = BEGINS
        for number, word in enumerate(words):
            if word.start < end and word.end > start:
                states[number], state = state, CONTINUES
    return states
