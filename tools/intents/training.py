"""Multinomial logistic regression over hashed features, trained by Adam in a fixed order."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.language.learned.features import BUCKETS

ROUNDS, BATCH, RATE, DECAY, SMOOTHING = 10, 128, 0.02, 2e-6, 0.05


def fit(
    rows: Sequence[Sequence[int]], labels: Sequence[int], classes: int, weights: Sequence[float]
) -> NDArray[np.float32]:
    """Return the weights, shape (BUCKETS, classes)."""
    random = np.random.default_rng(7)
    model = np.zeros((BUCKETS, classes), np.float32)
    first, second = np.zeros_like(model), np.zeros_like(model)
    scale = np.array([1 / np.sqrt(len(row)) for row in rows], np.float32)
    step = 0
    for turn in range(ROUNDS):
        rate = RATE * (1 - turn / ROUNDS)
        order = random.permutation(len(rows))
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            step += 1
            flat = np.concatenate([np.asarray(rows[one], np.int64) for one in batch])
            lengths = np.array([len(rows[one]) for one in batch])
            starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
            scores = np.add.reduceat(model[flat], starts) * scale[batch][:, None]
            scores -= scores.max(1, keepdims=True)
            probabilities = np.exp(scores)
            probabilities /= probabilities.sum(1, keepdims=True)
            target = np.full_like(probabilities, SMOOTHING / classes)
            target[np.arange(len(batch)), [labels[one] for one in batch]] += 1 - SMOOTHING
            error = (probabilities - target) * (scale[batch] * np.array([weights[one] for one in batch], np.float32))[
                :, None
            ]
            touched, inverse = np.unique(flat, return_inverse=True)
            gradient = np.zeros((len(touched), classes), np.float32)
            np.add.at(gradient, inverse, np.repeat(error / len(batch), lengths, axis=0))
            gradient += DECAY * model[touched]
            first[touched] = 0.9 * first[touched] + 0.1 * gradient
            second[touched] = 0.999 * second[touched] + 0.001 * gradient**2
            model[touched] -= (
                rate
                * (first[touched] / (1 - 0.9 ** min(step, 1000)))
                / (np.sqrt(second[touched] / (1 - 0.999**step)) + 1e-8)
            )
    return model
