"""The evidence of `career_chain` for the candidates of title and company, and its product with their probabilities."""

from collections.abc import Sequence

from recruit.domain.engines.reading.resume.choosing.candidates import normal
from recruit.domain.engines.reading.resume.choosing.career_chain import CareerChain
from recruit.domain.engines.reading.resume.choosing.career_tokens import WORDS, Token

UNSURE, LEAST, POWER = 0.6, 0.01, 0.5
"""Part of the probability of no token that each candidate gets, the minimum, and the exponent in the product."""

TITLE, COMPANY = 0, 1


class Evidence:
    """Probabilities of lines to hold the current title and the current company."""

    def __init__(self, tokens: Sequence[Token], model: CareerChain) -> None:
        """Compute the probabilities of the tokens."""
        self._words = [
            (normal(token.text), token.line, pair)
            for token, pair in zip(tokens, model.probabilities(tokens), strict=True)
            if token.kind == WORDS
        ]

    def of(self, text: str, lines: frozenset[int], part: int) -> float:
        """Return the highest probability of `lines`, or of tokens that overlap the text if it has no lines."""
        words = normal(text)
        if lines:
            return max((pair[part] for _, line, pair in self._words if line in lines), default=0.0)
        overlapping = (pair[part] for own, _, pair in self._words if own and (own in words or words in own))
        return max(overlapping, default=0.0) if words else 0.0


def pooled(probabilities: Sequence[float], evidence: Sequence[float]) -> list[float]:
    """Return the candidates' probabilities, weighted by the evidence; the last is that of "none of them"."""
    highest = max(evidence, default=0.0)
    if not highest:
        return list(probabilities)
    rest = 1.0 - highest
    odds = [*(each + UNSURE * rest + LEAST for each in evidence), rest + LEAST]
    found = [probability * each**POWER for probability, each in zip(probabilities, odds, strict=True)]
    whole = sum(found)
    return [each / whole for each in found]
