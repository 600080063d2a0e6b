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
from recruit.domain.engines.reading.job.requirement_candidates import Candidate

MOST_CANDIDATES = 400
LEAST_TAGGED = 0.05
"""Minimum probability of a tagged span that becomes a phrase without a rule."""

LEAST, MOST = 0.003, 0.997
"""Bounds to which probabilities are clipped before conversion to log-odds."""

MOST_WORDS, FAR = 4, 3
CUT, PART, TAGGED = "cut", "part", "tagged"


@dataclass(frozen=True, slots=True)
class Models:
    """The regression over a phrase's own features, and the conditional random field over the words of sentences."""

    words: requirement_model.LogisticModel
    tags: requirement_tagger.SkillTagger


@dataclass(slots=True, eq=False)
class Phrase:
    """A phrase text[start:end], the candidate that contains it, and its origin.

    `own` and `tagged` are its probabilities by the two models; `beside_own` and `beside_tagged` are the highest of the
    phrases that overlap it.
    """

    text: str
    candidate: Candidate
    origin: str
    start: int
    own: float
    tagged: float
    beside_own: float = 0.0
    beside_tagged: float = 0.0
    within: set[str] = field(default_factory=set)

    @property
    def end(self) -> int:
        """The end offset of the phrase."""
        return self.start + len(self.text)

    def features(self) -> Iterator[tuple[str, float]]:
        """Yield the features with their values."""
        own, tagged = _odds(self.own), _odds(self.tagged)
        yield "bias", 1.0
        yield "own", own
        yield "tagged", tagged
        yield "both", own * tagged / 4
        yield "beside own", _odds(self.beside_own)
        yield "beside tagged", _odds(self.beside_tagged)
        yield "above own", self.own - self.beside_own
        yield "above tagged", self.tagged - self.beside_tagged
        yield f"is {self.origin}", 1.0
        yield f"{self.origin}: own", own
        yield f"{self.origin}: tagged", tagged
        yield f"own {_step(own)}", 1.0
        yield f"{self.origin}: tagged {_step(tagged)}", 1.0
        yield f"in {self.candidate.region}", 1.0
        yield f"words {min(MOST_WORDS, len(self.text.split()))}", 1.0
        yield "nice", float(self.candidate.is_nice)
        yield "known", float(self.candidate.is_known and self.origin != PART)
        yield "untagged", float(self.tagged == 0.0)
        for where in self.within:
            yield where, 1.0


@cache
def load_models() -> Models:
    """Return the models that ship."""
    return Models(requirement_model.load_model("wishes"), requirement_tagger.load_tagger())


def find(text: str, titled: tuple[int, int], language: str, models: Models) -> Sequence[Phrase]:
    """Return the phrases of a text in order; its title is at offsets `titled`."""
    clauses = list(requirement_candidates.clauses(text, titled))
    tagged = models.tags.find(text, titled)
    candidates = islice(chain.from_iterable(map(requirement_candidates.of_clause, clauses)), MOST_CANDIDATES)
    found = [phrase for candidate in candidates for phrase in _cut(candidate, language, models, tagged)]
    have = {(phrase.start, phrase.end) for phrase in found}
    for (start, end), share in tagged.items():
        if share >= LEAST_TAGGED and (start, end) not in have:
            cut = next(filter(None, (clause.cut(start, end) for clause in clauses)), None)
            if cut:
                own = _share(models.words.odds(requirement_model.buckets(cut, language)))
                found.append(Phrase(cut.text, cut, TAGGED, start, own, share))
    found.sort(key=lambda phrase: phrase.start)
    _compare(found)
    return found


def likely(phrase: Phrase) -> float:
    """Return the probability that a phrase is a skill required by its text."""
    weights = _weights()
    return _share(sum(weights.get(sign, 0.0) * value for sign, value in phrase.features()))


def _cut(
    candidate: Candidate, language: str, models: Models, tagged: Mapping[tuple[int, int], float]
) -> Iterator[Phrase]:
    """Yield the phrases of a rule's candidate: the whole and its parts."""
    for part in (None, *candidate.parts):
        text = candidate.text if part is None else part
        start = candidate.start + (max(0, candidate.text.find(part)) if part else 0)
        own = _share(models.words.odds(requirement_model.buckets(candidate, language, part)))
        share = tagged.get((start, start + len(text)), 0.0)
        yield Phrase(text, candidate, PART if part else CUT, start, own, share)


def _compare(phrases: Sequence[Phrase]) -> None:
    """Set the features that depend on overlapping phrases; `phrases` are in order of their starts."""
    for number, one in enumerate(phrases):
        for other in islice(phrases, number + 1, None):
            if other.start >= one.end:
                break
            for phrase, beside in ((one, other), (other, one)):
                phrase.beside_own = max(phrase.beside_own, beside.own)
                phrase.beside_tagged = max(phrase.beside_tagged, beside.tagged)
                if beside.start <= phrase.start and phrase.end <= beside.end:
                    phrase.within.add("inside")
                if phrase.start <= beside.start and beside.end <= phrase.end:
                    phrase.within.add("around")


def _odds(share: float) -> float:
    share = min(max(share, LEAST), MOST)
    return log(share / (1 - share))


def _step(odds: float) -> int:
    """Return log-odds as an integer clipped to ±`FAR`, so that the regression can weigh each range separately."""
    return int(min(max(odds, -FAR), FAR))


def _share(odds: float) -> float:
    return 1 / (1 + exp(-odds))


@cache
def _weights() -> Mapping[str, float]:
    held = arrays("wishes")
    return dict(zip(lines(held["signs"]), held["sign_weights"].tolist(), strict=True))
