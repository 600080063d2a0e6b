"""Trains the models of a résumé's fields and calibrates their confidence by leaving each source out in turn."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from recruit.domain.services.extraction import dates, lines, resume_text, roles
from recruit.domain.services.extraction.choosing.fields import FIELDS, PERIODS, Choice, Chooser, rows
from recruit.domain.services.extraction.choosing.model import NONE, STEPS, Model
from recruit.domain.services.extraction.choosing.periods import Period
from tools.gazetteers.text import joined
from tools.resumes.corpus import GENERATED, Example, intervals, is_right
from tools.resumes.optimising import Case, fit

WRITTEN = 3.0
"""How much an example that somebody wrote counts against a generated one."""

MONTHS = 12
YEARS_FROM = ("stated", "claimed", "agreed", "worked")
PRIOR_RIGHT, PRIOR = 4.25, 5.0
"""Examples that are taken for granted of each source of years."""

Models = Mapping[str, Model]
Outcome = tuple[float, bool, bool]
"""The probability of a value, whether the rules read the same, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Trained:
    """Models, and how often the values of each field and source of years are right."""

    models: Models
    outcomes: Mapping[str, Sequence[Outcome]]
    years: Mapping[str, float]


def train(written: Sequence[Example], made: Sequence[Example], today: date) -> Trained:
    """Return models of everything, calibrated by models that hadn't seen an example's source."""
    outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
    years: defaultdict[str, list[bool]] = defaultdict(list)
    for source in sorted({example.source for example in written}):
        models = fitted([*(example for example in written if example.source != source), *made])
        for example in (example for example in written if example.source == source):
            for field, choice in choices(example, models).items():
                if choice.value is not None and field in example.gold and not choice.known:
                    right = is_right(choice.value, example.gold[field], field)
                    outcomes[field].append((choice.share, choice.agreed, right))
            how, right = years_of(example, models, today)
            years[how].append(right)
    models = fitted([*written, *made])
    calibrated = {
        name: _calibrated(model, outcomes[name]) if name in FIELDS else model for name, model in models.items()
    }
    told = {how: (sum(years[how]) + PRIOR_RIGHT) / (len(years[how]) + PRIOR) for how in YEARS_FROM}
    return Trained(calibrated, outcomes, told)


def fitted(examples: Sequence[Example]) -> dict[str, Model]:
    """Return models of these examples, not calibrated. Later fields are trained beside the choice of earlier ones."""
    models: dict[str, Model] = {}
    choosers = [_chooser(example, models) for example in examples]
    for field in ("full_name", "current_title"):
        models[field] = Model(
            fit([_case(field, example, chooser, None) for example, chooser in zip(examples, choosers, strict=True)])
        )
    names = [chooser.chosen_name() for chooser in choosers]
    for field in ("headline", "location", "current_company"):
        cases = [_case(field, *each) for each in zip(examples, choosers, names, strict=True)]
        models[field] = Model(fit(cases))
    models[PERIODS] = Model(
        fit([case for each in zip(examples, choosers, strict=True) for case in _period_cases(*each)])
    )
    return models


def choices(example: Example, models: Models) -> dict[str, Choice]:
    """Return the choice for each field of an example."""
    return _chooser(example, models).choices()


def years_of(example: Example, models: Models, today: date) -> tuple[str, bool]:
    """Return where an example's years of experience come from, and whether they are right."""
    split = lines.split(example.text)
    listed = roles.find(split)
    chooser = Chooser(example.text, resume_text.ruled(example.text, split, listed), models)
    value, how = resume_text.years_told(example.text, split, chooser.spans(), listed, today)
    gold = example.gold.get("experience_years")
    if gold is None or value is None:
        return how, value is None and gold is None
    spans = [dates.Span(first, last, 0, 0, exact=True, exact_end=True) for first, last in intervals(example.gold)]
    worked = dates.years(spans, today)
    stated = gold.get("stated")
    return how, any(abs(value - told) <= 1 for told in (stated, worked) if told is not None)


def _chooser(example: Example, models: Models) -> Chooser:
    split = lines.split(example.text)
    return Chooser(example.text, resume_text.ruled(example.text, split, roles.find(split)), models)


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
        Case([period.signs, (NONE,)], frozenset({0 if _is_job(period, jobs) else 1}), weight)
        for period in chooser.periods()
    ]


def _is_job(period: Period, jobs: Sequence[tuple[int, int | None]]) -> bool:
    span = period.span
    for first, last in jobs:
        starts = abs(span.first - first) <= (1 if span.exact else MONTHS - 1)
        if span.last is None or last is None:
            ends = span.last is last
        else:
            ends = abs(span.last - 1 - last) <= (1 if span.exact_end else MONTHS - 1)
        if starts and ends:
            return True
    return False


def _calibrated(model: Model, outcomes: Sequence[Outcome]) -> Model:
    """Return a model whose confidence is a logistic regression of the outcomes, found by Newton's method."""
    shares = np.clip([share for share, _, _ in outcomes], 1e-3, 1 - 1e-3)
    inputs = np.column_stack(
        [np.ones(len(shares)), np.log(shares / (1 - shares)), [float(agreed) for _, agreed, _ in outcomes]]
    )
    right = np.array([float(right) for _, _, right in outcomes])
    weights, prior = np.array([0.0, 1.0, 0.0]), np.diag([0.1, 1.0, 1.0])
    expected = np.array([0.0, 0.7, 0.5])
    for _ in range(30):
        shown = 1 / (1 + np.exp(-(inputs @ weights)))
        gradient = inputs.T @ (shown - right) + prior @ (weights - expected)
        weights = weights - np.linalg.solve(inputs.T @ (inputs * (shown * (1 - shown))[:, None]) + prior, gradient)
    bias, slope, agreement = (round(float(weight) * STEPS) / STEPS for weight in weights)
    return Model(model.weights, bias, slope, agreement)


def table(trained: Trained) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `recruit.domain.services.extraction.choosing.model` reads."""
    found: dict[str, NDArray[np.generic]] = {"fields": joined(trained.models)}
    for name, model in trained.models.items():
        found[f"{name}_signs"] = joined(model.weights)
        found[f"{name}_weights"] = np.array([round(weight * STEPS) for weight in model.weights.values()], np.int16)
        found[f"{name}_calibration"] = np.array([model.bias, model.slope, model.agreement])
    found["years_from"] = joined(trained.years)
    found["years_right"] = np.array([round(share, 2) for share in trained.years.values()])
    return found
