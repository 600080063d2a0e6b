"""Conditional random field over the tokens of a résumé's career, which finds the title and the company of the current job.

Each token is a title, a company, a date of a job, or something else. All jobs of a document have these three in the
same order, a latent variable with six values. The sum over the orders is taken of the whole document, so that the other
jobs determine to which dates a title belongs. The table `resume_chain`, made by `tools.resumes`, stores the weights.

state  = phase × step
phase  = before, in or after the current job
step   = between the parts of a job, by the number of parts that have been passed (0-3), or one of the order's parts
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Self

import numpy as np
from numpy.typing import NDArray

from recruit.data import arrays, lines
from recruit.domain.engines.reading.resume.choosing.career_tokens import BOUNDS, DATE, HEADING, PROSE, WORDS, Token

Floats = NDArray[np.float64]

STEPS = 64
"""Steps of a stored weight per unit."""

LABELS = OTHER, TITLE, COMPANY, DATED = range(4)
PHASES = BEFORE, CURRENT, AFTER = range(3)
ORDERS = tuple(permutations((TITLE, COMPANY, DATED)))
PARTS = len(LABELS) - 1
SIZE = 2 * PARTS + 1
"""Number of steps of a phase: OTHER after 0 to 3 parts, then the three parts."""

STATES = len(PHASES) * SIZE
PASSED = (0, 1, 2, 3, 1, 2, 3)
"""Number of parts that have been passed at each step."""

OWN = (TITLE, COMPANY, DATED, "current date", "between")
"""What a feature has a weight for. The last two apply to the current job only."""

ALLOWED = {WORDS: (OTHER, TITLE, COMPANY), DATE: (OTHER, DATED), HEADING: (OTHER,), PROSE: (OTHER,)}
HIGHEST = 30.0
TINY = 1e-300

LABEL_OF = np.array([[OTHER] * (PARTS + 1) + list(order) for order in ORDERS])
CELL = np.concatenate([len(LABELS) * phase + LABEL_OF for phase in PHASES], axis=1)
"""The number of the cell (phase × label) of each state, by order."""

CELLS = len(PHASES) * len(LABELS)
CURRENT_TITLE, CURRENT_COMPANY = (len(LABELS) * CURRENT + label for label in (TITLE, COMPANY))
_TITLES, _COMPANIES = CELL == CURRENT_TITLE, CELL == CURRENT_COMPANY
CURRENT_DATE, BETWEEN = len(LABELS) * CURRENT + DATED, len(LABELS) * CURRENT + OTHER


@dataclass(frozen=True, slots=True)
class CareerChain:
    """Weights by feature, one for each of OWN; turns by order and separator; log weights of the orders."""

    weights: Mapping[str, Sequence[float]]
    transitions: Floats
    orders: Floats

    @classmethod
    def of(cls, table: Mapping[str, NDArray[np.generic]]) -> Self:
        """Return the model in a table's arrays."""
        rows = (np.asarray(table["weights"], np.float64) / STEPS).tolist()
        within, between, change, orders = (
            np.asarray(table[name], np.float64) for name in ("within", "between", "change", "orders")
        )
        weights = dict(zip(lines(np.asarray(table["signs"], np.uint8)), rows, strict=True))
        return cls(weights, transitions(within, between, change), orders)

    def probabilities(self, tokens: Sequence[Token]) -> Sequence[Sequence[float]]:
        """Return the probabilities of each token to be the current title and the current company."""
        potentials = self._potentials(tokens)[:, CELL]
        steps = [self.transitions[:, BOUNDS.index(token.bound)] for token in tokens]
        forward, scales = _forward(potentials, steps)
        log_probabilities = self.orders + np.log(scales).sum(0)
        orders = np.exp(log_probabilities - log_probabilities.max())
        orders /= orders.sum()
        backward = np.ones((len(ORDERS), STATES))
        found = [[0.0, 0.0]] * len(tokens)
        for number in range(len(tokens) - 1, -1, -1):
            posterior = forward[number] * backward * orders[:, None]
            found[number] = [float(posterior[states].sum()) for states in (_TITLES, _COMPANIES)]
            backward = ((potentials[number] * backward / scales[number][:, None])[:, None, :] * steps[number]).sum(2)
        return found

    def _potentials(self, tokens: Sequence[Token]) -> Floats:
        """Return exp(score) for the cells of each token, 0 where a token of its kind can't be."""
        found = np.zeros((len(tokens), len(OWN)))
        for number, token in enumerate(tokens):
            rows = [self.weights[each] for each in dict.fromkeys(token.features) if each in self.weights]
            if rows:
                found[number] = np.sum(rows, axis=0)
        return np.exp(np.clip(cells(found), -HIGHEST, HIGHEST)) * allowed(tokens)


def cells(own: Floats) -> Floats:
    """Return the scores of cells from those of OWN, row by row."""
    found = np.zeros((len(own), CELLS))
    for phase in PHASES:
        found[:, len(LABELS) * phase + TITLE : len(LABELS) * (phase + 1)] = own[:, :PARTS]
    found[:, CURRENT_DATE] += own[:, PARTS]
    found[:, BETWEEN] += own[:, PARTS + 1]
    return found


def allowed(tokens: Sequence[Token]) -> Floats:
    """Return 1 for the cells that a token of its kind may be in, else 0."""
    found = np.zeros((len(tokens), CELLS))
    for number, token in enumerate(tokens):
        for label in ALLOWED[token.kind]:
            found[number, label :: len(LABELS)] = 1.0
    return found


def transitions(within: Floats, between: Floats, change: Floats) -> Floats:
    """Return the weights of state transitions by order and separator, from the logs of those in a job and between jobs.

    A transition between jobs may begin or end the current job, with the logs `change`.
    """
    stay, leave = np.exp(within), np.exp(between)
    stay[..., ~STAYS], leave[..., ~LEAVES] = 0.0, 0.0
    found = np.zeros((*within.shape[:2], STATES, STATES))
    before, current, after = (slice(SIZE * phase, SIZE * (phase + 1)) for phase in PHASES)
    found[..., before, before] = found[..., after, after] = stay + leave
    found[..., current, current] = stay
    found[..., before, current] = leave * np.exp(change[0])
    found[..., current, after] = leave * np.exp(change[1])
    return found


def _possible() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which steps may follow one another within a job, and between jobs."""
    stays, leaves = np.ones((SIZE, SIZE), bool), np.ones((SIZE, SIZE), bool)
    leaves[:, : PARTS + 1] = False
    for previous in range(SIZE):
        stays[previous, : PARTS + 1] = [PASSED[previous] == passed for passed in range(PARTS + 1)]
    return stays, leaves


STAYS, LEAVES = _possible()


def _forward(potentials: Floats, steps: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Return the forward probabilities of states by token and order, and their scaling factors."""
    before = np.zeros((len(ORDERS), STATES))
    before[:, 0] = 1.0
    forward, scales = np.zeros_like(potentials), np.zeros(potentials.shape[:2])
    for number, (potential, step) in enumerate(zip(potentials, steps, strict=True)):
        before = np.matmul(before[:, None, :], step)[:, 0] * potential
        scales[number] = before.sum(1) + TINY
        before /= scales[number][:, None]
        forward[number] = before
    return forward, scales


@cache
def load_chain() -> CareerChain:
    """Return the model that ships."""
    return CareerChain.of(arrays("resume_chain"))
