"""Phrases of a job text that may be skills, with the probabilities from two models.

Rules extract phrases from clauses, and `requirement_tagger` finds more in sentences. A logistic regression combines the
log-odds of both models, the log-odds of overlapping phrases and the context into the probability of a skill.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from math import exp, log

from recruit.data import arrays, lines
from recruit.domain.engines.reading.job import requirement_candidates, requirement_model, requirement_tagger
from recruit.domain.engines.reading.job.requirement_candidates import SkillCandidate

MOST_CANDIDATES = 400
LEAST_PROBABILITY = 0.05
"""Minimum probability of a tagged span that becomes a phrase without a rule."""

LEAST, MOST = 0.003, 0.997
"""Bounds to which probabilities are clipped before conversion to log-odds."""

MOST_WORDS, FAR = 4, 3
CUT, PART, TAGGED = "cut", "part", "tagged"


@dataclass(frozen=True, slots=True)
class Models:
    """The logistic regression over a phrase's features, and the tagger of the words of sentences."""

    words: requirement_model.LogisticModel
    tags: requirement_tagger.SkillTagger


@dataclass(slots=True, eq=False)
class Phrase:
    """A phrase text[start:end], the candidate that contains it, and its origin.

    `classified` and `tagged` are its probabilities by the regression and by the tagger; `overlap_classified` and
    `overlap_tagged` are the highest ones of overlapping phrases. `within` has the features of its nesting in them.
    """

    text: str
    candidate: SkillCandidate
    origin: str
    start: int
    classified: float
    tagged: float
    overlap_classified: float = 0.0
    overlap_tagged: float = 0.0
    within: set[str] = field(default_factory=set)

    @property
    def end(self) -> int:
        """The end offset of the phrase."""
        return self.start + len(self.text)

    def features(self) -> Iterator[tuple[str, float]]:
        """Yield the features with their values."""
        classified, tagged = _logit(self.classified), _logit(self.tagged)
        yield "bias", 1.0
        yield "own", classified
        yield "tagged", tagged
        yield "both", classified * tagged / 4
        yield "beside own", _logit(self.overlap_classified)
        yield "beside tagged", _logit(self.overlap_tagged)
        yield "above own", self.classified - self.overlap_classified
        yield "above tagged", self.tagged - self.overlap_tagged
        yield f"is {self.origin}", 1.0
        yield f"{self.origin}: own", classified
        yield f"{self.origin}: tagged", tagged
        yield f"own {_logit_bucket(classified)}", 1.0
        yield f"{self.origin}: tagged {_logit_bucket(tagged)}", 1.0
        yield f"in {self.candidate.region}", 1.0
        yield f"words {min(MOST_WORDS, len(self.text.split()))}", 1.0
        yield "nice", float(self.candidate.is_nice)
        yield "known", float(self.candidate.is_known and self.origin != PART)
        yield "untagged", float(self.tagged == 0.0)
        for feature in self.within:
            yield feature, 1.0


@cache
def load_models() -> Models:
    """Return the models that ship."""
    return Models(requirement_model.load_model("wishes"), requirement_tagger.load_tagger())


def find(text: str, title_offsets: tuple[int, int], language: str, models: Models) -> Sequence[Phrase]:
    """Return the phrases of a text in order; its title is at offsets `title_offsets`."""
    clauses = list(requirement_candidates.clauses(text, title_offsets))
    tagged = models.tags.find(text, title_offsets)
    candidates = islice(chain.from_iterable(map(requirement_candidates.candidates_in, clauses)), MOST_CANDIDATES)
    found = [phrase for candidate in candidates for phrase in _phrases_of(candidate, language, models, tagged)]
    known = {(phrase.start, phrase.end) for phrase in found}
    for (start, end), probability in tagged.items():
        if probability >= LEAST_PROBABILITY and (start, end) not in known:
            candidate = next(filter(None, (clause.cut(start, end) for clause in clauses)), None)
            if candidate:
                classified = _sigmoid(models.words.odds(requirement_model.buckets(candidate, language)))
                found.append(Phrase(candidate.text, candidate, TAGGED, start, classified, probability))
    found.sort(key=lambda phrase: phrase.start)
    _add_overlaps(found)
    return found


def probability_of(phrase: Phrase) -> float:
    """Return the probability that a phrase is a skill required by its text."""
    weights = _weights()
    return _sigmoid(sum(weights.get(feature, 0.0) * value for feature, value in phrase.features()))


def _phrases_of(
    candidate: SkillCandidate, language: str, models: Models, tagged: Mapping[tuple[int, int], float]
) -> Iterator[Phrase]:
    """Yield a candidate as a phrase, then each of its parts."""
    for part in (None, *candidate.parts):
        text = candidate.text if part is None else part
        start = candidate.start + (max(0, candidate.text.find(part)) if part else 0)
        classified = _sigmoid(models.words.odds(requirement_model.buckets(candidate, language, part)))
        probability = tagged.get((start, start + len(text)), 0.0)
        yield Phrase(text, candidate, PART if part else CUT, start, classified, probability)


def _add_overlaps(phrases: Sequence[Phrase]) -> None:
    """Set the fields that depend on overlapping phrases; `phrases` are in order of their starts."""
    for number, one in enumerate(phrases):
        for other in islice(phrases, number + 1, None):
            if other.start >= one.end:
                break
            for phrase, overlapping in ((one, other), (other, one)):
                phrase.overlap_classified = max(phrase.overlap_classified, overlapping.classified)
                phrase.overlap_tagged = max(phrase.overlap_tagged, overlapping.tagged)
                if overlapping.start <= phrase.start and phrase.end <= overlapping.end:
                    phrase.within.add("inside")
                if phrase.start <= overlapping.start and overlapping.end <= phrase.end:
                    phrase.within.add("around")


def _logit(probability: float) -> float:
    probability = min(max(probability, LEAST), MOST)
    return log(probability / (1 - probability))


def _logit_bucket(odds: float) -> int:
    """Return log-odds as an integer clipped to ±`FAR`, so that the regression can weigh each range separately."""
    return int(min(max(odds, -FAR), FAR))


def _sigmoid(odds: float) -> float:
    return 1 / (1 + exp(-odds))


@cache
def _weights() -> Mapping[str, float]:
    table = arrays("wishes")
    return dict(zip(lines(table["signs"]), table["sign_weights"].tolist(), strict=True))
