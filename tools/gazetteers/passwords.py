"""The table `common_passwords`: digests of the commonest passwords, so that the list itself isn't in the package."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.accounts.passwords import digest

COMMONEST = 10_000
SHORTEST = 8
"""Minimum characters of a password in the table. Shorter ones are rejected in any case."""


def table(passwords: Sequence[str]) -> Mapping[str, NDArray[Any]]:
    """Return the digests of the commonest passwords, ascending. `passwords` are ordered from the commonest on."""
    long = (password for password in passwords[:COMMONEST] if len(password) >= SHORTEST)
    return {"digests": np.array(sorted({digest(password) for password in long}), dtype=np.uint64)}
