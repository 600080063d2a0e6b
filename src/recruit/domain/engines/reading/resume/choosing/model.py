"""Log-linear models: the probability of each candidate from the weights of its features.

p(candidate) = exp(sum of weights) / sum over all candidates and over "none of them"

The table `resume_fields`, which `tools.resumes` makes, stores a model for each field with its calibration.
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
class Model:
    """Weights by feature, and the calibration: bias, slope of the log-odds, and a term for agreement with the rules."""

    weights: Mapping[str, float]
    bias: float = 0.0
    slope: float = 1.0
    agreement: float = 0.0

    def shares(self, candidates: Sequence[Iterable[str]]) -> list[float]:
        """Return the softmax probability of each candidate; they sum to 1, so include "none of them"."""
        sums = [sum(self.weights.get(sign, 0.0) for sign in set(signs)) for signs in candidates]
        highest = max(sums, default=0.0)
        powers = [exp(each - highest) for each in sums]
        whole = sum(powers)
        return [power / whole for power in powers]

    def confidence(self, share: float, *, agreed: bool) -> float:
        """Return the calibrated probability that a value is right, as estimated by cross-validation."""
        odds = log(max(share, MARGIN) / max(1.0 - share, MARGIN))
        return 1.0 / (1.0 + exp(-(self.bias + self.slope * odds + self.agreement * agreed)))


@cache
def shipped() -> Mapping[str, Model]:
    """Return the models of all fields by name."""
    held = arrays("resume_fields")
    found = {}
    for name in lines(held["fields"]):
        weights = dict(zip(lines(held[f"{name}_signs"]), (held[f"{name}_weights"] / STEPS).tolist(), strict=True))
        found[name] = Model(weights, *held[f"{name}_calibration"].tolist())
    return found


@cache
def years() -> Mapping[str, float]:
    """Return the share of right years of experience by their source."""
    held = arrays("resume_fields")
    return dict(zip(lines(held["years_from"]), held["years_right"].tolist(), strict=True))
