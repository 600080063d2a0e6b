"""The binary format of pgvector's halfvec.

Big-endian: the number of dimensions (16 bits), 16 unused bits, half floats.
"""

from struct import Struct

import numpy as np
from numpy.typing import NDArray

HEAD = Struct(">HH")


def encoded(vector: NDArray[np.float16]) -> bytes:
    """Return a vector in PostgreSQL's format.

    This can't be a codec: asyncpg would take an array for a list of vectors.
    """
    return HEAD.pack(len(vector), 0) + vector.astype(">f2").tobytes()


def decoded(data: bytes) -> NDArray[np.float16]:
    """Return the vector of PostgreSQL's bytes."""
    return np.frombuffer(data, ">f2", offset=HEAD.size).astype(np.float16)
