"""The training of log-linear models of choice by L-BFGS, with numpy alone.

The loss is the negative log of the total probability of the correct candidates, summed over documents, with an L2
penalty.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.log_linear import STEPS

Floats = NDArray[np.float64]
Loss = Callable[[Floats], tuple[float, Floats]]

RAREST = 3
"""Minimum candidates with a feature that gets a weight."""

PENALTY = 3.0
ROUNDS, MEMORY, HALVINGS = 150, 8, 30
ENOUGH_DESCENT, CONVERGED, FLAT = 1e-4, 1e-5, 1e-10
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Case:
    """One choice: the features of each candidate, the numbers of the correct ones, and the weight of the choice."""

    rows: Sequence[Sequence[str]]
    right: frozenset[int]
    weight: float = 1.0


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weights of features, rounded to multiples of 1/STEPS. Weights of 0 are left out."""
    cases = [case for case in cases if case.right]
    counts = Counter(sign for case in cases for row in case.rows for sign in set(row))
    signs = sorted(sign for sign, count in counts.items() if count >= RAREST)
    weights = descend(_loss(cases, {sign: place for place, sign in enumerate(signs)}), np.zeros(len(signs)))
    steps = np.rint(weights * STEPS).astype(int)
    return {sign: step / STEPS for sign, step in zip(signs, steps.tolist(), strict=True) if step}


def _loss(cases: Sequence[Case], places: dict[str, int]) -> Loss:
    rows: list[int] = []
    columns: list[int] = []
    right: list[bool] = []
    starts = [0]
    for case in cases:
        for number, signs in enumerate(case.rows):
            known = [places[sign] for sign in dict.fromkeys(signs) if sign in places]
            rows += [len(right)] * len(known)
            columns += known
            right.append(number in case.right)
        starts.append(len(right))
    row, column, good, begin = np.array(rows), np.array(columns), np.array(right), np.array(starts)
    case_of = np.repeat(np.arange(len(cases)), np.diff(begin))
    counted = np.array([case.weight for case in cases])

    def loss(weights: Floats) -> tuple[float, Floats]:
        sums = np.bincount(row, weights[column], minlength=len(good))
        powers = np.exp(sums - np.maximum.reduceat(sums, begin[:-1])[case_of])
        shares = powers / np.add.reduceat(powers, begin[:-1])[case_of]
        hit = np.maximum(np.add.reduceat(shares * good, begin[:-1]), TINY)
        slope = (shares - shares * good / hit[case_of]) * counted[case_of]
        gradient = np.bincount(column, slope[row], minlength=len(weights)) + PENALTY * weights
        return float(-(np.log(hit) * counted).sum() + PENALTY / 2 * (weights @ weights)), gradient

    return loss


def descend(loss: Loss, weights: Floats, rounds: int = ROUNDS) -> Floats:
    """Minimise a loss by L-BFGS, starting from the given weights, and return the final weights."""
    value, gradient = loss(weights)
    steps: list[Floats] = []
    turns: list[Floats] = []
    for _ in range(rounds):
        direction = _direction(gradient, steps, turns)
        size, descent = 1.0, float(gradient @ direction)
        for _ in range(HALVINGS):
            after, after_gradient = loss(weights - size * direction)
            if after <= value - ENOUGH_DESCENT * size * descent:
                break
            size /= 2
        else:
            return weights
        step, turn = -size * direction, after_gradient - gradient
        if step @ turn > FLAT:
            steps, turns = [*steps, step][-MEMORY:], [*turns, turn][-MEMORY:]
        weights = weights + step
        if abs(value - after) < CONVERGED * max(1.0, abs(value)):
            return weights
        value, gradient = after, after_gradient
    return weights


def _direction(gradient: Floats, steps: Sequence[Floats], turns: Sequence[Floats]) -> Floats:
    direction = gradient.copy()
    kept = []
    for step, turn in zip(reversed(steps), reversed(turns), strict=True):
        share = (step @ direction) / (turn @ step)
        kept.append(share)
        direction -= share * turn
    scale = (steps[-1] @ turns[-1]) / (turns[-1] @ turns[-1]) if steps else 1 / max(1.0, float(np.abs(gradient).sum()))
    direction *= scale
    for step, turn, share in zip(steps, turns, reversed(kept), strict=True):
        direction += step * (share - (turn @ direction) / (turn @ step))
    return direction
