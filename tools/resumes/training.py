"""The training of the models of a résumé's fields, with confidence calibrated by cross-validation over sources."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.log_linear import NONE, STEPS, LogLinearModel
from recruit.domain.engines.reading.resume import job_history, resume_fields
from recruit.domain.engines.reading.resume.choosing import career_chain
from recruit.domain.engines.reading.resume.choosing.fields import FIELDS, PERIODS, Choice, Chooser, rows
from recruit.domain.engines.reading.text import dates, lines
from tools.gazetteers.text import joined
from tools.resumes import career_examples, career_training
from tools.resumes.corpus import GENERATED, Example, intervals, is_right
from tools.resumes.optimising import Case, fit
from tools.resumes.periods import is_job

WRITTEN = 3.0
"""Weight of a written example, relative to a generated one."""

AGREED = 10.0
"""Precision of the prior on the weight of agreement between model and rules. It is high, as there are few values."""

YEARS = "experience_years"
YEARS_FROM = ("stated", "claimed", "agreed", "worked")
PRIOR_RIGHT, PRIOR = 4.25, 5.0
"""Pseudo-counts for each source of years: correct examples, and all examples."""

CHAINED = 100
"""Number of generated examples that the chain is trained on: few, since it is trained once for each source."""

Models = Mapping[str, LogLinearModel]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The choice for an example unseen in training, and whether this choice and no value would be correct.

    `how`: the source of years of experience, "" for other fields.
    """

    example: Example
    choice: Choice
    right: bool
    right_if_empty: bool
    how: str = ""


@dataclass(frozen=True, slots=True)
class Trained:
    """The calibrated models, the chain's arrays, the outcomes of cross-validation by field, and the years' accuracy.

    `years`: by their source.
    """

    models: Models
    chain: Mapping[str, NDArray[np.generic]]
    outcomes: Mapping[str, Sequence[Outcome]]
    years: Mapping[str, float]


def train(
    written: Sequence[Example], made: Sequence[Example], today: date, rounds: int = career_training.ROUNDS
) -> Trained:
    """Train models on all examples, and calibrate them by models trained without each example's source.

    `rounds`: of the chain's training.
    """
    outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
    read = [(example, chooser_of(example)) for example in (*written, *made)]
    chained = [(example, career_examples.of(example, chooser.tokens)) for example, chooser in _chained(read)]
    for source in sorted({example.source for example in written}):
        models = fitted([each for each in read if each[0].source != source])
        chain = career_chain.CareerChain.of(
            career_training.train([sequence for example, sequence in chained if example.source != source], rounds)
        )
        for example, chooser in (each for each in read if each[0].source == source):
            for field, outcome in _outcomes(example, chooser.using(models, chain), today):
                outcomes[field].append(outcome)
    models = fitted(read)
    calibrated = {
        name: _calibrated(model, outcomes[name]) if name in FIELDS else model for name, model in models.items()
    }
    accuracy = {how: _share_right([each.right for each in outcomes[YEARS] if each.how == how]) for how in YEARS_FROM}
    return Trained(calibrated, career_training.train([sequence for _, sequence in chained], rounds), outcomes, accuracy)


def _chained(read: Sequence[tuple[Example, Chooser]]) -> Sequence[tuple[Example, Chooser]]:
    """Return the written examples and the first generated ones."""
    made = [each for each in read if each[0].source == GENERATED]
    return [*(each for each in read if each[0].source != GENERATED), *made[:CHAINED]]


def _outcomes(example: Example, chooser: Chooser, today: date) -> Iterator[tuple[str, Outcome]]:
    for field, choice in chooser.choices().items():
        if field in example.gold:
            accepted = example.gold[field]
            right = is_right(choice.value, accepted, field)
            yield field, Outcome(example, choice, right, accepted is None)
    if YEARS in example.gold:
        how, right = _years_of(example, chooser, today)
        yield YEARS, Outcome(example, Choice(None, 0.0, ()), right, right, how)


def _share_right(right: Sequence[bool]) -> float:
    return (sum(right) + PRIOR_RIGHT) / (len(right) + PRIOR)


def fitted(read: Sequence[tuple[Example, Chooser]]) -> dict[str, LogLinearModel]:
    """Return uncalibrated models of these examples. Later fields are trained given the choices of earlier ones."""
    models: dict[str, LogLinearModel] = {}
    examples = [example for example, _ in read]
    choosers = [chooser.using(models) for _, chooser in read]
    for field in ("full_name", "current_title"):
        models[field] = LogLinearModel(
            fit([_case(field, example, chooser, None) for example, chooser in zip(examples, choosers, strict=True)])
        )
    names = [chooser.chosen_name() for chooser in choosers]
    for field in ("headline", "location", "current_company"):
        cases = [_case(field, *each) for each in zip(examples, choosers, names, strict=True)]
        models[field] = LogLinearModel(fit(cases))
    models[PERIODS] = LogLinearModel(
        fit([case for each in zip(examples, choosers, strict=True) for case in _period_cases(*each)])
    )
    return models


def _years_of(example: Example, chooser: Chooser, today: date) -> tuple[str, bool]:
    """Return the source of an example's years of experience, and whether the years are correct."""
    split = lines.split(example.text)
    listed = job_history.find(split)
    value, how = resume_fields.experience_years(example.text, split, chooser.spans(), listed, today)
    gold = example.gold.get("experience_years")
    if gold is None or value is None:
        return how, value is None and gold is None
    spans = [dates.Span(first, last, 0, 0, exact=True, exact_end=True) for first, last in intervals(example.gold)]
    worked = dates.years(spans, today)
    stated = gold.get("stated")
    return how, any(abs(value - years) <= 1 for years in (stated, worked) if years is not None)


def chooser_of(example: Example) -> Chooser:
    """Return the chooser of an example, with the candidates for name and current title computed."""
    split = lines.split(example.text)
    chooser = Chooser(example.text, resume_fields.rule_values(example.text, split, job_history.find(split)), {})
    for field in ("full_name", "current_title"):
        chooser.candidates(field, None)
    return chooser


def _case(field: str, example: Example, chooser: Chooser, name: str | None) -> Case:
    weight = 1.0 if example.source == GENERATED else WRITTEN
    if field not in example.gold:
        return Case((), frozenset())
    found = chooser.candidates(field, name)
    accepted = example.gold[field]
    right = {number for number, each in enumerate(found) if is_right(each.text, accepted, field)}
    return Case(rows(found), frozenset({len(found)} if accepted is None else right), weight)


def _period_cases(example: Example, chooser: Chooser) -> Sequence[Case]:
    weight = 1.0 if example.source == GENERATED else WRITTEN
    if not example.gold.get("experience_years"):
        return ()
    jobs = list(intervals(example.gold))
    return [
        Case([period.features, (NONE,)], frozenset({0 if is_job(period.span, jobs) else 1}), weight)
        for period in chooser.periods()
    ]


def _calibrated(model: LogLinearModel, outcomes: Sequence[Outcome]) -> LogLinearModel:
    """Return the model with its confidence calibrated by logistic regression on the outcomes, by Newton's method."""
    chosen = [each for each in outcomes if each.choice.value is not None and not each.choice.known]
    shares = np.clip([each.choice.probability for each in chosen], 1e-3, 1 - 1e-3)
    inputs = np.column_stack(
        [np.ones(len(shares)), np.log(shares / (1 - shares)), [float(each.choice.agreed) for each in chosen]]
    )
    right = np.array([float(each.right) for each in chosen])
    weights, prior = np.array([0.0, 1.0, 0.0]), np.diag([0.1, 1.0, AGREED])
    expected = np.array([0.0, 0.7, 0.5])
    for _ in range(30):
        shown = 1 / (1 + np.exp(-(inputs @ weights)))
        gradient = inputs.T @ (shown - right) + prior @ (weights - expected)
        weights = weights - np.linalg.solve(inputs.T @ (inputs * (shown * (1 - shown))[:, None]) + prior, gradient)
    bias, slope, agreement = (round(float(weight) * STEPS) / STEPS for weight in weights)
    return LogLinearModel(model.weights, bias, slope, agreement)


def table(trained: Trained) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `recruit.domain.engines.reading.log_linear` reads."""
    found: dict[str, NDArray[np.generic]] = {"fields": joined(trained.models)}
    for name, model in trained.models.items():
        found[f"{name}_signs"] = joined(model.weights)
        found[f"{name}_weights"] = np.array([round(weight * STEPS) for weight in model.weights.values()], np.int16)
        found[f"{name}_calibration"] = np.array([model.bias, model.slope, model.agreement])
    found["years_from"] = joined(trained.years)
    found["years_right"] = np.array([round(share, 2) for share in trained.years.values()])
    return found
