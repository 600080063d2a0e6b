"""The tables `wishes`, `wish_tags` and `wish_optional`: the models of a job text's requirements.

The model that combines the odds of the first two is trained by cross-validation: the odds of a source's phrases come
from models trained without that source. So are the phrases of which `wish_optional` learns what is nice to have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.job import job_title, requirement_model, requirement_phrases, requirement_tagger
from recruit.domain.engines.reading.job.requirement_phrases import Models, Phrase
from recruit.domain.engines.reading.text.language_detection import detect_language
from tools.gazetteers.text import joined
from tools.job_texts import optional, tags, wishes
from tools.job_texts.corpus import Labelled
from tools.job_texts.random_field import Sentence
from tools.job_texts.wishes import SKILLS
from tools.resumes.optimising import Floats, descend

PENALTY = 1.0
Table = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class _Examples:
    """Training examples of the two models."""

    words: Sequence[wishes.Example]
    tags: Sequence[Sentence]


def tables(
    sources: Sequence[Sequence[Labelled]], made: Sequence[Labelled], composed: Sequence[Labelled]
) -> dict[str, Table]:
    """Return the tables by name.

    `sources`: labelled texts by source. `made`: generated adverts. `composed`: adverts for `wish_optional` alone.
    """
    of_made = _examples(made)
    always = _Examples([*wishes.invented(), *of_made.words], [*tags.invented(), *of_made.tags])
    examples = [_examples(texts) for texts in sources]
    cases: list[tuple[dict[str, float], bool]] = []
    choices: list[wishes.Example] = []
    for number, texts in enumerate(sources):
        others = [one for place, one in enumerate(examples) if place != number]
        words, tagged = _models([always, *others])
        models = Models(requirement_model.LogisticModel.of(words), requirement_tagger.SkillTagger.of(tagged))
        for text in filter(_is_labelled, texts):
            found = _found(text, models)
            cases += _cases(text, found)
            choices += optional.examples(text, found)
    words, tagged = _models([always, *examples])
    models = Models(requirement_model.LogisticModel.of(words), requirement_tagger.SkillTagger.of(tagged))
    choices += [one for text in (*made, *composed) for one in optional.examples(text, _found(text, models))]
    weights = _fit(cases)
    words |= {"signs": joined(weights), "sign_weights": np.array(list(weights.values())).round(3)}
    return {"wishes": words, "wish_tags": tagged, "wish_optional": wishes.table(choices)}


def _examples(texts: Sequence[Labelled]) -> _Examples:
    return _Examples(
        [one for text in texts for one in wishes.labelled(text)], [one for text in texts for one in tags.labelled(text)]
    )


def _models(examples: Sequence[_Examples]) -> tuple[Table, Table]:
    return (
        wishes.table([one for each in examples for one in each.words]),
        tags.table([one for each in examples for one in each.tags]),
    )


def _is_labelled(text: Labelled) -> bool:
    return "required_skills" in text.gold


def _found(text: Labelled, models: Models) -> Sequence[Phrase]:
    title = job_title.find(text.text)
    titled = (title.start, title.end) if title else (0, 0)
    return requirement_phrases.find(text.text, titled, detect_language(text.text), models)


def _cases(text: Labelled, found: Sequence[Phrase]) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the features of each phrase of a text, and whether the answers contain the phrase."""
    answers = {form for field in SKILLS for form in wishes.forms(text, field)}
    return ((dict(phrase.features()), bool(optional.names(phrase) & answers)) for phrase in found)


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
