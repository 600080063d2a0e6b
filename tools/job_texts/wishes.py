"""The weights of words in the table `wishes`: a logistic regression over candidate phrases of job texts.

It is trained on the candidates of labelled job texts and on invented examples, each under several headings. Full-batch
AdaGrad starts from zero, and sums have a fixed order, so that the same input gives the same weights.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.job import job_title, requirement_candidates, requirement_model
from recruit.domain.engines.reading.job.requirement_candidates import SkillCandidate
from recruit.domain.engines.reading.text.language_detection import detect_language
from recruit.domain.engines.skills import catalog
from tools.job_texts import generated, wish_lists
from tools.job_texts.corpus import Labelled

SKILLS = ("required_skills", "nice_to_have_skills")
REGIONS = ("note", "label", "item", "block")
OF_GENERATED = 0.2
"""Weight of a candidate of a generated advert. One of a labelled text has the weight 1."""

OF_EXAMPLES = 0.1
"""Weight of an invented example. A candidate of a labelled text has the weight 1."""

ROUNDS, RATE, DECAY = 200, 0.3, 0.09


@dataclass(frozen=True, slots=True)
class Example:
    """The feature buckets of a phrase, whether the phrase is what the model looks for, and its weight."""

    buckets: Sequence[int]
    is_wanted: bool
    weight: float


def table(examples: Sequence[Example]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `recruit.domain.engines.reading.job.requirement_model` reads."""
    weights, bias = train(examples)
    steps = np.clip(np.round(weights * requirement_model.STEPS), -127, 127).astype(np.int8)
    return {"weights": steps, "bias": np.array(round(bias, 3), np.float64)}


def labelled(text: Labelled) -> Iterator[Example]:
    """Yield an example for each candidate of a text and each of its parts, labelled by the answers."""
    if "required_skills" not in text.gold:
        return
    answers = {form for field in SKILLS for form in forms(text, field)}
    weight = OF_GENERATED if text.source == generated.SOURCE else 1.0
    title, language = job_title.find(text.text), detect_language(text.text)
    for candidate in requirement_candidates.find(text.text, (title.start, title.end) if title else (0, 0)):
        is_skill = key(candidate.name) in answers or key(candidate.text) in answers
        yield Example(requirement_model.buckets(candidate, language), is_skill, weight)
        for part in candidate.parts:
            yield Example(requirement_model.buckets(candidate, language, part), key(part) in answers, weight)


def invented() -> Iterator[Example]:
    """Yield the invented examples, each in a note, after a label, in a list and in other text (REGIONS)."""
    for language, lists in wish_lists.read().items():
        for mark in "+-":
            for number, phrase in enumerate(lists[mark]):
                for region in REGIONS:
                    headings = lists["o" if region == "block" and mark == "-" else "h"]
                    heading = "" if region == "note" else headings[number % len(headings)]
                    lead = "x, " if region in {"note", "label"} and number % 3 else ""
                    known = catalog.canonical_name(phrase)
                    candidate = SkillCandidate(
                        name=known or phrase, text=phrase, parts=(), region=region, is_nice=False,
                        is_known=known is not None, clause=lead + phrase, heading=heading, start=0,
                    )  # fmt: skip
                    yield Example(requirement_model.buckets(candidate, language), mark == "+", OF_EXAMPLES)


def train(examples: Sequence[Example]) -> tuple[NDArray[np.float64], float]:
    """Return the weights by bucket, and the bias."""
    rows = np.repeat(np.arange(len(examples)), [len(example.buckets) for example in examples])
    columns = np.concatenate([np.array(example.buckets) for example in examples])
    scale = np.array([len(example.buckets) ** -0.5 for example in examples])
    wanted = np.array([example.is_wanted for example in examples], float)
    share = np.array([example.weight for example in examples])
    weights, bias = np.zeros(requirement_model.BUCKETS), 0.0
    squares, bias_squares = np.full(requirement_model.BUCKETS, 1e-6), 1e-6
    for _ in range(ROUNDS):
        points = np.bincount(rows, weights[columns], len(examples)) * scale + bias
        error = (1 / (1 + np.exp(-points)) - wanted) * share
        slope = np.bincount(columns, (error * scale)[rows], requirement_model.BUCKETS) + DECAY * weights
        squares += slope * slope
        weights -= RATE * slope / np.sqrt(squares)
        bias_slope = float(error.sum())
        bias_squares += bias_slope * bias_slope
        bias -= RATE * bias_slope / bias_squares**0.5
    return weights, bias


def forms(text: Labelled, field: str) -> frozenset[str]:
    """Return the normalised forms of a text's skills in a field."""
    return frozenset(key(form) for name in text.gold.get(field) or [] for form in name.split("|"))


def key(name: str) -> str:
    """Return the normalised form of a name, in which answers are compared."""
    name = re.sub(r"\.js\b", "js", name.lower())
    return " ".join(re.sub(r"[^\w+#\s]", " ", name).split())
