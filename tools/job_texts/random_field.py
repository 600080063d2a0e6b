"""The training of a linear-chain conditional random field by L-BFGS, with numpy alone.

The loss is the negative log-likelihood of the correct states, summed over sentences, with an L2 penalty. Sums have a
fixed order, so that the same input gives the same weights.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.job import requirement_tagger
from recruit.domain.engines.reading.job.requirement_tagger import BEGINS, BUCKETS, CONTINUES, OUTSIDE, STATES
from tools.resumes.optimising import Floats, descend

RAREST = 2
"""Minimum words with a feature that gets a weight."""

PENALTY, ROUNDS = 0.35, 50
GROUPS = 12
"""Number of batches of sentences of about the same length."""

NEVER = -30.0
"""Weight of the impossible transition: continuing a skill that hasn't begun."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The features and the state of each word, and the weight of the sentence."""

    features: Sequence[Sequence[str]]
    states: Sequence[int]
    weight: float


@dataclass(frozen=True, slots=True)
class _Group:
    """A batch of sentences of about the same length, padded.

    `words`: numbers of words. `real`: False for padding. `states`: state of each word. `weights`: of each sentence.
    """

    words: NDArray[np.int64]
    real: NDArray[np.bool_]
    states: NDArray[np.int64]
    weights: Floats


class _Examples:
    """All sentences as arrays: the word number and the bucket of each feature of each word."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        counts = Counter(sign for one in sentences for word in one.features for sign in word)
        buckets = {sign: requirement_tagger.bucket(sign) for sign, count in counts.items() if count >= RAREST}
        signs = [[buckets[sign] for sign in word if sign in buckets] for one in sentences for word in one.features]
        self.count = len(signs)
        self.rows = np.repeat(np.arange(self.count), [len(word) for word in signs])
        used, self.columns = np.unique(np.array([one for word in signs for one in word]), return_inverse=True)
        self.used = used
        self.groups = [*_groups(sentences)]


def _groups(sentences: Sequence[Sentence]) -> Iterator[_Group]:
    lengths = np.array([len(one.states) for one in sentences])
    begin = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    states = np.array([state for one in sentences for state in one.states])
    weights = np.array([one.weight for one in sentences])
    for part in np.array_split(np.argsort(lengths, kind="stable"), min(GROUPS, len(sentences))):
        places = np.arange(lengths[part].max())
        real = places < lengths[part][:, None]
        words = np.where(real, begin[part][:, None] + places, 0)
        yield _Group(words, real, states[words], weights[part])


def train(sentences: Sequence[Sentence]) -> tuple[Floats, Floats, Floats]:
    """Return the weights by bucket for the states BEGINS and CONTINUES, of transitions, and of initial states."""
    examples = _Examples(sentences)
    size = len(examples.used)
    found = descend(lambda weights: _loss(examples, weights), np.zeros(2 * size + 12), ROUNDS)
    weights = np.zeros((BUCKETS, 2))
    weights[examples.used] = found[: 2 * size].reshape(2, size).T
    return weights, *_turns(found[2 * size :])


def _turns(weights: Floats) -> tuple[Floats, Floats]:
    steps, starts = weights[:9].reshape(3, 3).copy(), weights[9:].copy()
    steps[OUTSIDE, CONTINUES] = starts[CONTINUES] = NEVER
    return steps, starts


def _loss(examples: _Examples, weights: Floats) -> tuple[float, Floats]:
    """Return the negative log-likelihood with the penalty, and its gradient."""
    size = len(examples.used)
    own = weights[: 2 * size].reshape(2, size)
    steps, starts = _turns(weights[2 * size :])
    points = np.zeros((examples.count, len(STATES)))
    for state in (BEGINS, CONTINUES):
        points[:, state] = np.bincount(examples.rows, own[state - 1][examples.columns], examples.count)
    slope, step_slope, start_slope, value = np.zeros_like(points), np.zeros((3, 3)), np.zeros(3), 0.0
    for group in examples.groups:
        lost, of_points, of_steps = _of_group(group, points[group.words], steps, starts)
        value += lost
        slope[group.words[group.real]] = of_points[group.real]
        step_slope += of_steps
        start_slope += of_points[:, 0].sum(0)
    step_slope[OUTSIDE, CONTINUES] = start_slope[CONTINUES] = 0.0
    signs = [np.bincount(examples.columns, slope[examples.rows, state], size) for state in (BEGINS, CONTINUES)]
    gradient = np.concatenate([*signs, step_slope.ravel(), start_slope]) + PENALTY * weights
    return value + PENALTY / 2 * float(weights @ weights), gradient


def _of_group(group: _Group, points: Floats, steps: Floats, starts: Floats) -> tuple[float, Floats, Floats]:
    """Return the loss of a batch, and its gradients by the scores of words and by transitions."""
    ahead, behind, whole = _forward_backward(points, group.real, steps, starts)
    real, states, weights = group.real, group.states, group.weights
    both = real[:, 1:]
    right = (np.take_along_axis(points, states[:, :, None], 2)[:, :, 0] * real).sum(1) + starts[states[:, 0]]
    right += (steps[states[:, :-1], states[:, 1:]] * both).sum(1)
    share = np.exp(ahead + behind - whole[:, None, None])
    of_points = (share - np.eye(3)[states]) * (real * weights[:, None])[:, :, None]
    pairs = ahead[:, :-1, :, None] + steps + (points[:, 1:] + behind[:, 1:])[:, :, None, :] - whole[:, None, None, None]
    counted = both * weights[:, None]
    of_steps = (np.exp(pairs) * counted[:, :, None, None]).sum((0, 1))
    np.subtract.at(of_steps, (states[:, :-1][both], states[:, 1:][both]), counted[both])
    return float((weights * (whole - right)).sum()), of_points, of_steps


def _forward_backward(
    points: Floats, real: NDArray[np.bool_], steps: Floats, starts: Floats
) -> tuple[Floats, Floats, Floats]:
    ahead, behind = np.zeros_like(points), np.zeros_like(points)
    ahead[:, 0] = points[:, 0] + starts
    length = points.shape[1]
    for place in range(1, length):
        come = np.logaddexp.reduce(ahead[:, place - 1, :, None] + steps, axis=1) + points[:, place]
        ahead[:, place] = np.where(real[:, place, None], come, ahead[:, place - 1])
    for place in range(length - 2, -1, -1):
        left = np.logaddexp.reduce(steps + (points[:, place + 1] + behind[:, place + 1])[:, None, :], axis=2)
        behind[:, place] = np.where(real[:, place + 1, None], left, behind[:, place + 1])
    return ahead, behind, np.logaddexp.reduce(ahead[:, -1], axis=1)
