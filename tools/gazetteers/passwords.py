"""The table of the commonest passwords: digests of them, so that nobody has to read the list."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from recruit.domain.accounts.passwords import digest

COMMONEST = 10_000
SHORTEST = 8
"""Characters of a password: shorter ones are refused anyhow."""


def table(passwords: Sequence[str]) -> Mapping[str, NDArray[np.generic]]:
    """Return the digests of the commonest, ascending. `passwords` begins with the commonest of all."""
    long = (password for password in passwords[:COMMONEST] if len(password) >= SHORTEST)
    return {"digests": np.array(sorted({digest(password) for password in long}), dtype=np.uint64)}
