"""Logistic regression over hashed features for the probability that a skill of a job text is nice to have.

`tools.job_texts.optional` trains the model; the table `wish_optional` stores its weights as integers.
"""

from functools import cache

from recruit.data import arrays
from recruit.domain.engines.reading.job import requirement_model
from recruit.domain.engines.reading.job.optional_features import Context
from recruit.domain.engines.reading.job.requirement_model import Model
from recruit.domain.engines.reading.job.requirement_phrases import Phrase


def is_nice(phrase: Phrase, context: Context, model: Model) -> bool:
    """Whether the skill in a phrase is nice to have."""
    found = context.features(phrase.start, phrase.end, phrase.candidate)
    return model.odds(requirement_model.hashed(found)) > 0


@cache
def shipped() -> Model:
    """Return the shipped model."""
    return Model.of(arrays("wish_optional"))
