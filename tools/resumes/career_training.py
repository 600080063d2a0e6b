"""The table `resume_chain`: the training of `career_chain` by L-BFGS, with numpy alone.

The loss is the negative log of the probability of the cells that the answers leave possible, summed over examples and
over the orders of a job's parts, with an L2 penalty on the distance from the weights of `start`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.reading.resume.choosing.career_chain import (
    BETWEEN,
    CELLS,
    COMPANY,
    CURRENT_DATE,
    DATED,
    HIGHEST,
    LABELS,
    LEAVES,
    ORDERS,
    OWN,
    PARTS,
    PASSED,
    SIZE,
    STAYS,
    STEPS,
    TINY,
    TITLE,
    Floats,
    cells,
    transitions,
)
from recruit.domain.engines.reading.resume.choosing.career_tokens import BOUNDS
from tools.gazetteers.text import joined
from tools.resumes.career_examples import Sequenced
from tools.resumes.career_sums import Group, summed
from tools.resumes.optimising import descend

RAREST = 3
"""Minimum tokens with a feature that gets weights."""

PENALTY, ROUNDS = 1.0, 40
GROUPS = 8
"""Number of batches of examples of about the same length."""

_SHAPES = {
    "within": (len(ORDERS), 1, SIZE, SIZE), "between": (len(ORDERS), 1, SIZE, SIZE),
    "within_all": (1, 1, SIZE, SIZE), "between_all": (1, 1, SIZE, SIZE),
    "within_bound": (1, len(BOUNDS), SIZE, SIZE), "between_bound": (1, len(BOUNDS), SIZE, SIZE),
    "orders": (len(ORDERS),), "change": (2,),
}  # fmt: skip
"""Weights of transitions: by order, shared by all, and by separator; weights of orders and of the current job."""


class Data:
    """All examples as arrays."""

    def __init__(self, examples: Sequence[Sequenced]) -> None:
        """Number the tokens and the features."""
        tokens = [token for example in examples for token in example.tokens]
        rows = [list(dict.fromkeys(token.features)) for token in tokens]
        counts = Counter(sign for row in rows for sign in row)
        self.signs = sorted(sign for sign, count in counts.items() if count >= RAREST)
        places = {sign: place for place, sign in enumerate(self.signs)}
        known = [[places[sign] for sign in row if sign in places] for row in rows]
        self.count = len(tokens)
        self.rows = np.repeat(np.arange(self.count), [len(row) for row in known])
        self.columns = np.array([place for row in known for place in row], np.int64)
        self.groups = list(_groups(examples))


def _groups(examples: Sequence[Sequenced]) -> Iterator[Group]:
    lengths = np.array([len(example.tokens) for example in examples])
    begin = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    for part in np.array_split(np.argsort(lengths, kind="stable"), min(GROUPS, len(examples))):
        shape = (len(part), int(lengths[part].max()))
        real = np.arange(shape[1]) < lengths[part][:, None]
        bounds, free, labelled = np.zeros(shape, np.int64), np.zeros((*shape, CELLS)), np.zeros((*shape, CELLS))
        for row, number in enumerate(part.tolist()):
            example, length = examples[number], lengths[number]
            bounds[row, :length] = [BOUNDS.index(token.bound) for token in example.tokens]
            free[row, :length], labelled[row, :length] = example.free, example.labelled
        numbers = np.where(real, begin[part][:, None] + np.arange(shape[1]), 0)
        yield Group(
            numbers, real, bounds, free, labelled, np.array([examples[number].weight for number in part.tolist()])
        )


def train(examples: Sequence[Sequenced], rounds: int = ROUNDS) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `career_chain.CareerChain.of` reads."""
    data = Data([example for example in examples if example.tokens])
    size, before = len(OWN) * len(data.signs), start(data)
    weights = descend(lambda each: loss(data, each, before), before.copy(), rounds)
    parts = _parted(weights[size:])
    within, between = _combined(parts)
    return {
        "signs": joined(data.signs),
        "weights": np.rint(weights[:size].reshape(len(OWN), -1).T * STEPS).astype(np.int16),
        "within": within.astype(np.float32), "between": between.astype(np.float32),
        "change": parts["change"].astype(np.float32), "orders": parts["orders"].astype(np.float32),
    }  # fmt: skip


def start(data: Data) -> Floats:
    """Return the weights before training: a job's parts follow one another in their order."""
    found = {name: np.zeros(shape) for name, shape in _SHAPES.items()}
    for come in range(SIZE):
        for part in range(PARTS):
            ahead = part - PASSED[come]
            stay = 1.0 if ahead == 0 else 0.0 if ahead > 0 else -3.0
            loose = (0.5 if come <= PARTS else 0.0) + (1.5 if PASSED[come] == 0 else 0.0)
            found["within"][:, 0, come, PARTS + 1 + part] = stay - loose
            found["between"][:, 0, come, PARTS + 1 + part] = (0.5 if part == 0 else -2.0) + 0.3 * PASSED[come]
    found["change"][:] = -0.5, 0.5
    return np.concatenate([np.zeros(len(OWN) * len(data.signs)), *(each.ravel() for each in found.values())])


def _parted(weights: Floats) -> dict[str, Floats]:
    found, start = {}, 0
    for name, shape in _SHAPES.items():
        end = start + int(np.prod(shape))
        found[name], start = weights[start:end].reshape(shape), end
    return found


def _combined(parts: dict[str, Floats]) -> tuple[Floats, Floats]:
    within = parts["within"] + parts["within_all"] + parts["within_bound"]
    between = parts["between"] + parts["between_all"] + parts["between_bound"]
    return np.clip(within, -HIGHEST, HIGHEST), np.clip(between, -HIGHEST, HIGHEST)


def loss(data: Data, weights: Floats, before: Floats) -> tuple[float, Floats]:
    """Return the loss and its gradient."""
    size = len(OWN) * len(data.signs)
    own = weights[:size].reshape(len(OWN), -1)
    parts = _parted(weights[size:])
    within, between = _combined(parts)
    turning = transitions(within, between, parts["change"])
    sums: Floats = np.stack([np.bincount(data.rows, row[data.columns], data.count) for row in own], axis=1)
    powers = np.exp(np.clip(cells(sums), -HIGHEST, HIGHEST))
    slope, counts = np.zeros((data.count, CELLS)), np.zeros_like(turning)
    value, of_orders = 0.0, np.zeros(len(ORDERS))
    for group in data.groups:
        for sign, possible in ((1.0, group.free), (-1.0, group.labelled)):
            found = summed(turning, powers[group.numbers] * possible, group, parts["orders"])
            value += sign * float((group.weights * found.whole).sum())
            slope[group.numbers[group.real]] += sign * (found.shares * group.weights[:, None, None])[group.real]
            counts += sign * found.transitions
            of_orders += sign * found.orders
    gradient = np.concatenate([_of_signs(data, slope), _of_turns(counts, within, between, of_orders)])
    apart = weights - before
    return value + PENALTY / 2 * float(apart @ apart), gradient + PENALTY * apart


def _of_signs(data: Data, slope: Floats) -> Floats:
    by_label = [slope[:, label :: len(LABELS)].sum(1) for label in (TITLE, COMPANY, DATED)]
    columns = [*by_label, slope[:, CURRENT_DATE], slope[:, BETWEEN]]
    return np.concatenate([np.bincount(data.columns, each[data.rows], len(data.signs)) for each in columns])


def _of_turns(counts: Floats, within: Floats, between: Floats, orders: Floats) -> Floats:
    """Return the gradient by the weights of transitions, from the expected counts of the latter."""
    before, current, after = (slice(SIZE * phase, SIZE * (phase + 1)) for phase in range(3))
    stay, leave = np.exp(within) * STAYS, np.exp(between) * LEAVES
    share = stay / np.maximum(stay + leave, TINY)
    outside = counts[..., before, before] + counts[..., after, after]
    begun, ended = counts[..., before, current], counts[..., current, after]
    stays = outside * share + counts[..., current, current]
    leaves = (outside * (1.0 - share) + begun + ended) * LEAVES
    found = {
        "within": stays.sum(1), "between": leaves.sum(1), "within_all": stays.sum((0, 1)),
        "between_all": leaves.sum((0, 1)), "within_bound": stays.sum(0), "between_bound": leaves.sum(0),
        "orders": orders, "change": np.array([begun.sum(), ended.sum()]),
    }  # fmt: skip
    return np.concatenate([found[name].ravel() for name in _SHAPES])
