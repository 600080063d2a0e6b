"""The training examples of the table `wish_optional`: skills of job texts, required or nice to have."""

from collections.abc import Iterator, Sequence

from recruit.domain.engines.reading.job import requirement_model, requirement_phrases
from recruit.domain.engines.reading.job.optional_features import SentenceContext
from recruit.domain.engines.reading.job.requirement_phrases import Phrase
from tools.job_texts import generated, wishes
from tools.job_texts.corpus import Labelled
from tools.job_texts.wishes import SKILLS, Example, forms

OF_GENERATED = 0.3
"""Weight of a skill of a generated advert. One of a labelled text has the weight 1."""

UNRULED = 0.5
"""Weight of a skill without what the rules say. They were written after reading most sources, so they are right there
more often than with a new writer."""


def examples(text: Labelled, found: Sequence[Phrase]) -> Iterator[Example]:
    """Yield examples for each phrase of a text that is a skill, of a labelled text also without what the rules say."""
    required, nice = (forms(text, field) for field in SKILLS)
    context = SentenceContext.of(text.text)
    weights = ((True, OF_GENERATED),) if text.source == generated.SOURCE else ((True, 1.0), (False, UNRULED))
    for phrase in found:
        is_required, is_nice = bool(names(phrase) & required), bool(names(phrase) & nice)
        if is_required != is_nice:
            for ruled, weight in weights:
                signs = context.features(phrase.start, phrase.end, phrase.candidate, with_rules=ruled)
                yield Example(requirement_model.hashed(signs), is_nice, weight)


def names(phrase: Phrase) -> frozenset[str]:
    """Return the normalised forms of a phrase: as the text spells it, and its stored name."""
    found = {wishes.key(phrase.text)}
    if phrase.origin != requirement_phrases.PART:
        found.add(wishes.key(phrase.candidate.name))
    return frozenset(found)
