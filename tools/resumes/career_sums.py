"""The forward-backward algorithm of `career_chain` on batches of examples, for all orders at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.resume.choosing.career_chain import CELL, CELLS, ORDERS, STATES, TINY, Floats
from recruit.domain.engines.reading.resume.choosing.career_tokens import BOUNDS

_CELL_OF_STATE = np.eye(CELLS)[CELL]
"""1 where a state of an order is in a cell: shape (order, state, cell)."""


@dataclass(frozen=True, slots=True)
class Group:
    """A batch, padded: numbers of tokens, False for padding, separators, cells, and the weights of the examples."""

    numbers: NDArray[np.int64]
    real: NDArray[np.bool_]
    bounds: NDArray[np.int64]
    free: Floats
    labelled: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a batch: log of the sum over all paths, shares of cells, and weighted counts of transitions and orders."""

    whole: Floats
    shares: Floats
    transitions: Floats
    orders: Floats


def summed(turning: Floats, powers: Floats, group: Group, orders: Floats) -> Sums:
    """Run the forward-backward algorithm on a batch, for all orders: arrays are (order, example, state)."""
    count, length = group.real.shape
    states = np.ascontiguousarray(powers[:, :, CELL].transpose(1, 2, 0, 3))
    steps = np.ascontiguousarray(turning.transpose(1, 0, 2, 3))
    used = [list(_by_bound(group, place)) for place in range(length)]
    start = np.zeros((len(ORDERS), count, STATES))
    start[:, :, 0] = 1.0
    ahead, scales, before = np.zeros_like(states), np.ones((length, len(ORDERS), count)), start
    for place in range(length):
        before = before.copy()
        for bound, rows in used[place]:
            raw = np.matmul(before[:, rows], steps[bound]) * states[place][:, rows]
            scales[place][:, rows] = raw.sum(2) + TINY
            before[:, rows] = raw / scales[place][:, rows][:, :, None]
        ahead[place] = before
    lasting = np.log(scales).sum(0) + orders[:, None]
    highest = lasting.max(0)
    likely = np.exp(lasting - highest)
    whole = highest + np.log(likely.sum(0))
    likely /= likely.sum(0)
    return _backward(_Forward(start, ahead, scales, states, steps, used), group, likely, whole)


def _by_bound(group: Group, place: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield the examples that have a token at a place, by its separator."""
    for bound in range(len(BOUNDS)):
        rows = np.nonzero((group.bounds[:, place] == bound) & group.real[:, place])[0]
        if len(rows):
            yield bound, rows


@dataclass(frozen=True, slots=True)
class _Forward:
    """The results of the forward pass, and its inputs."""

    start: Floats
    ahead: Floats
    scales: Floats
    states: Floats
    steps: Floats
    used: Sequence[Sequence[tuple[int, NDArray[np.int64]]]]


def _backward(forward: _Forward, group: Group, likely: Floats, whole: Floats) -> Sums:
    count, length = group.real.shape
    behind = np.ones((len(ORDERS), count, STATES))
    shares, counts = np.zeros((count, length, CELLS)), np.zeros_like(forward.steps)
    weighted = likely * group.weights
    for place in range(length - 1, -1, -1):
        share = forward.ahead[place] * behind * likely[:, :, None]
        shares[:, place] = np.matmul(share, _CELL_OF_STATE).sum(0)
        come = forward.ahead[place - 1] if place else forward.start
        following = behind.copy()
        for bound, rows in forward.used[place]:
            own = forward.states[place][:, rows] * behind[:, rows] / forward.scales[place][:, rows][:, :, None]
            paths = (come[:, rows] * weighted[:, rows][:, :, None]).transpose(0, 2, 1)
            counts[bound] += np.matmul(paths, own)
            following[:, rows] = np.matmul(own, forward.steps[bound].transpose(0, 2, 1))
        behind = following
    turned = counts.transpose(1, 0, 2, 3) * forward.steps.transpose(1, 0, 2, 3)
    return Sums(whole, shares, turned, weighted.sum(1))
