"""The tables `wishes` and `wish_tags`: two models of a job text's requirements, and the model that combines their odds.

The combining model is trained by cross-validation: the odds of a source's phrases come from models trained without that
source.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.job import job_title, requirement_model, requirement_phrases, requirement_tagger
from recruit.domain.engines.reading.job.requirement_phrases import Models
from recruit.domain.engines.reading.text.language_detection import language
from tools.gazetteers.text import joined
from tools.job_texts import tags, wishes
from tools.job_texts.corpus import Labelled
from tools.job_texts.tags import SKILLS
from tools.resumes.optimising import Floats, descend

PENALTY = 1.0
Table = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class _Examples:
    """Training examples of the two models."""

    words: Sequence[wishes.Example]
    tags: Sequence[tags.Sentence]


def tables(sources: Sequence[Sequence[Labelled]], made: Sequence[Labelled]) -> dict[str, Table]:
    """Return the tables by name. `sources`: labelled texts by source. `made`: generated adverts."""
    always = _Examples([*wishes.invented(), *_examples(made).words], [*tags.invented(), *_examples(made).tags])
    examples = [_examples(texts) for texts in sources]
    cases = []
    for number, texts in enumerate(sources):
        others = [one for place, one in enumerate(examples) if place != number]
        words, tagged = _models([always, *others])
        models = Models(requirement_model.Model.of(words), requirement_tagger.Model.of(tagged))
        cases += [case for text in texts for case in _cases(text, models)]
    words, tagged = _models([always, *examples])
    weights = _fit(cases)
    words |= {"signs": joined(weights), "sign_weights": np.array(list(weights.values())).round(3)}
    return {"wishes": words, "wish_tags": tagged}


def _examples(texts: Sequence[Labelled]) -> _Examples:
    return _Examples(
        [one for text in texts for one in wishes.labelled(text)], [one for text in texts for one in tags.labelled(text)]
    )


def _models(examples: Sequence[_Examples]) -> tuple[Table, Table]:
    return (
        wishes.table([one for each in examples for one in each.words]),
        tags.table([one for each in examples for one in each.tags]),
    )


def _cases(text: Labelled, models: Models) -> Sequence[tuple[dict[str, float], bool]]:
    """Return the features of each phrase of a text, and whether the answers contain the phrase."""
    if "required_skills" not in text.gold:
        return []
    answers = {wishes.key(form) for field in SKILLS for name in text.gold.get(field) or [] for form in name.split("|")}
    title = job_title.find(text.text)
    found = requirement_phrases.find(
        text.text, (title.start, title.end) if title else (0, 0), language(text.text), models
    )
    return [
        (
            dict(phrase.signs()),
            wishes.key(phrase.text) in answers
            or (phrase.origin != requirement_phrases.PART and wishes.key(phrase.candidate.name) in answers),
        )
        for phrase in found
    ]


def _fit(cases: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Return the weights of a logistic regression by feature."""
    signs = sorted({sign for case, _ in cases for sign in case})
    values = np.array([[case.get(sign, 0.0) for sign in signs] for case, _ in cases])
    wanted = np.array([is_skill for _, is_skill in cases], float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = (values * weights).sum(1)
        error = 1 / (1 + np.exp(-odds)) - wanted
        lost = float((np.logaddexp(0, odds) - wanted * odds).sum())
        return lost + PENALTY / 2 * float(weights @ weights), (values * error[:, None]).sum(0) + PENALTY * weights

    return dict(zip(signs, descend(loss, np.zeros(len(signs))).tolist(), strict=True))
