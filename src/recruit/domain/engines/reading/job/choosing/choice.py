"""Choice among text spans: the probabilities of similar spans are added before the maximum is taken."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from recruit.domain.engines.reading.log_linear import LogLinearModel
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

ALIKE = 0.75
"""Minimum F1 score of the words of two similar spans: "Java Developer" and "Java Developer (m/w/d)"."""

LIKELIEST = 10
_REQUIREMENT_LABEL = re.compile(
    r"\W*(?:(?:skills?|comp[ée]ten\w+|qualités?|profil) )?"
    r"(?:muss|must(?:[ -]haves?)?|requisit\w*|require[ds]\w*|requirements|anforderungen|"
    r"exigences|exigé\w*|requis\w*|souhaité\w*|richiest\w+|eisen|vereist|essential|indispensab\w+|imprescindible\w*|"
    r"obrigatóri\w*|kann|von vorteil|nice to have|gradit\w+|diferencia\w+|valorable\w*|pré|pluspunt\w*)\s?[:.]",
    re.IGNORECASE,
)
LABEL_BEFORE = Lazy(r"([^\W\d_][^:\n|]{1,38}?)\s?(?::|\s[–-]\s|\.{3,}|\t|\s{2,}|\|)\s{0,40}$")
"""A label before its value."""


@dataclass(frozen=True, slots=True)
class CandidateSpan:
    """A span text[start:start + len(words)], and its features."""

    words: str
    start: int
    features: Sequence[str]


def best(spans: Sequence[CandidateSpan], model: LogLinearModel) -> CandidateSpan:
    """Return the span with the highest sum of its own probability and those of similar spans."""
    probabilities = model.probabilities([span.features for span in spans])
    likeliest = sorted(range(len(spans)), key=lambda number: -probabilities[number])[:LIKELIEST]
    words = {number: Counter(re.findall(r"\w+", spans[number].words.casefold())) for number in likeliest}

    def total_probability(number: int) -> float:
        return sum(probabilities[other] for other in likeliest if _alike(words[number], words[other]))

    return spans[max(likeliest, key=total_probability)]


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    return one == other or 2 * (one & other).total() >= ALIKE * (one.total() + other.total())


def is_in_requirements(text: str, start: int) -> bool:
    """Whether an offset is on a line with a label of requirements, which contains neither title nor place."""
    return bool(_REQUIREMENT_LABEL.match(text, text.rfind("\n", 0, start) + 1))
