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
_ASKS = re.compile(
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


def best(found: Sequence[CandidateSpan], model: LogLinearModel) -> CandidateSpan:
    """Return the span with the highest sum of its own probability and those of similar spans."""
    shares = model.shares([each.features for each in found])
    likeliest = sorted(range(len(found)), key=lambda number: -shares[number])[:LIKELIEST]
    words = {number: Counter(re.findall(r"\w+", found[number].words.casefold())) for number in likeliest}

    def together(number: int) -> float:
        return sum(shares[other] for other in likeliest if _alike(words[number], words[other]))

    return found[max(likeliest, key=together)]


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    return one == other or 2 * (one & other).total() >= ALIKE * (one.total() + other.total())


def is_sought(text: str, start: int) -> bool:
    """Whether an offset is on a line with a label of requirements, which contains neither title nor place."""
    return bool(_ASKS.match(text, text.rfind("\n", 0, start) + 1))
