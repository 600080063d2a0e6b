"""Log-linear models: the probability of each candidate from the weights of its features.

p(candidate) = exp(sum of weights) / sum over all candidates and over "none of them"

The tables `resume_fields`, which `tools.resumes` makes, and `job_fields`, which `tools.job_texts` makes, store a model
for each field.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from recruit.data import arrays, lines

STEPS = 64
"""Steps of a stored weight per unit."""

NONE = "none of them"
MARGIN = 1e-6


@dataclass(frozen=True, slots=True)
class LogLinearModel:
    """Weights by feature, and the calibration: bias, slope of the log-odds, and a term for agreement with the rules."""

    weights: Mapping[str, float]
    bias: float = 0.0
    slope: float = 1.0
    agreement: float = 0.0

    def probabilities(self, candidates: Sequence[Iterable[str]]) -> list[float]:
        """Return the softmax probability of each candidate; they sum to 1, so include "none of them"."""
        sums = [sum(self.weights.get(feature, 0.0) for feature in set(features)) for features in candidates]
        highest = max(sums, default=0.0)
        powers = [exp(each - highest) for each in sums]
        whole = sum(powers)
        return [power / whole for power in powers]

    def confidence(self, probability: float, *, agreed: bool) -> float:
        """Return the calibrated probability that a value is right, as estimated by cross-validation."""
        odds = log(max(probability, MARGIN) / max(1.0 - probability, MARGIN))
        return 1.0 / (1.0 + exp(-(self.bias + self.slope * odds + self.agreement * agreed)))


@cache
def load_models(table: str) -> Mapping[str, LogLinearModel]:
    """Return the models in a table by field: `resume_fields`, whose models are calibrated, or `job_fields`."""
    arrays_of = arrays(table)
    found = {}
    for name in lines(arrays_of["fields"]):
        weights = (arrays_of[f"{name}_weights"] / STEPS).tolist()
        calibration = arrays_of[f"{name}_calibration"].tolist() if f"{name}_calibration" in arrays_of else ()
        found[name] = LogLinearModel(dict(zip(lines(arrays_of[f"{name}_signs"]), weights, strict=True)), *calibration)
    return found
