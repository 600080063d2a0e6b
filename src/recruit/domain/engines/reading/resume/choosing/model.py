"""Log-linear models: how likely each of some candidates is, from the weights of its features.

p(candidate) = exp(sum of weights) / sum over all candidates and over "none of them"

The table `resume_fields`, which `tools.resumes` makes, holds a model for each field and what calibrates its confidence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from recruit.data import arrays, lines

STEPS = 64
"""Steps of a weight to one."""

NONE = "none of them"
MARGIN = 1e-6


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and what calibrates: bias, slope of the log-odds, and what agreement with rules adds."""

    weights: Mapping[str, float]
    bias: float = 0.0
    slope: float = 1.0
    agreement: float = 0.0

    def shares(self, candidates: Sequence[Iterable[str]]) -> list[float]:
        """Return the probability of each candidate; they are at most 1 together with others that were not given."""
        sums = [sum(self.weights.get(sign, 0.0) for sign in set(signs)) for signs in candidates]
        highest = max(sums, default=0.0)
        powers = [exp(each - highest) for each in sums]
        whole = sum(powers)
        return [power / whole for power in powers]

    def confidence(self, share: float, *, agreed: bool) -> float:
        """Return how often a value of this probability is right, as cross-validation has it."""
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
    """Return how often years of experience are right, by where they come from."""
    held = arrays("resume_fields")
    return dict(zip(lines(held["years_from"]), held["years_right"].tolist(), strict=True))
