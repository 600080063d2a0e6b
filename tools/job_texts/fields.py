"""The table `job_fields`: the models that choose the title and the location of a job."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.job import job_location, job_title
from recruit.domain.engines.reading.job.choosing import choice
from recruit.domain.engines.reading.job.choosing.choice import CandidateSpan
from recruit.domain.engines.reading.log_linear import STEPS, LogLinearModel
from tools.answers import is_similar
from tools.gazetteers.text import joined
from tools.job_texts import generated
from tools.job_texts.corpus import Labelled
from tools.resumes.optimising import Case, fit

OF_GENERATED = 0.15
"""Weight of a generated advert. A written one has the weight 1."""

Weights = dict[str, float]


def title_case(text: Labelled) -> Case:
    """Return the training case of a text's title."""
    found = job_title.find_candidates(text.text)
    return _case(text, "title", found, place=False)


def place_case(text: Labelled, title: LogLinearModel) -> Case:
    """Return the training case of a text's location, given the title that the model chooses."""
    found = job_title.find_candidates(text.text)
    chosen = choice.best(found, title) if found else None
    titled = (chosen.start, chosen.start + len(chosen.words)) if chosen else (0, 0)
    return _case(text, "location", job_location.find_candidates(text.text, titled), place=True)


def train(texts: Sequence[Labelled]) -> dict[str, Weights]:
    """Return the weights of features by field."""
    title = fit([title_case(text) for text in texts if "title" in text.gold])
    places = [place_case(text, LogLinearModel(title)) for text in texts if "location" in text.gold]
    return {"title": title, "location": fit(places)}


def _case(text: Labelled, field: str, found: Sequence[CandidateSpan], *, place: bool) -> Case:
    weight = OF_GENERATED if text.source == generated.SOURCE else 1.0
    return Case([one.features for one in found], _right(found, text.gold[field], place=place), weight)


def _right(found: Sequence[CandidateSpan], accepted: Sequence[str] | None, *, place: bool) -> frozenset[int]:
    """Return the numbers of the correct candidates. Without an accepted form, that is the empty candidate."""
    if not accepted:
        return frozenset(number for number, one in enumerate(found) if not one.words)
    return frozenset(
        number for number, one in enumerate(found) if one.words and is_similar(one.words, accepted, place=place)
    )


def table(trained: dict[str, Weights]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `recruit.domain.engines.reading.log_linear` reads."""
    found: dict[str, NDArray[np.generic]] = {"fields": joined(trained)}
    for name, weights in trained.items():
        found[f"{name}_signs"] = joined(weights)
        found[f"{name}_weights"] = np.array([round(weight * STEPS) for weight in weights.values()], np.int16)
    return found
