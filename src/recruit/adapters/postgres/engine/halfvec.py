"""The binary form of pgvector's halfvec: how many dimensions (16 bits), 16 unused bits, half floats, big-endian."""

from struct import Struct

import numpy as np
from numpy.typing import NDArray

HEAD = Struct(">HH")


def encoded(vector: NDArray[np.float16]) -> bytes:
    """Return a vector as PostgreSQL takes it. Not a codec's work: asyncpg would take an array for a list of vectors."""
    return HEAD.pack(len(vector), 0) + vector.astype(">f2").tobytes()


def decoded(data: bytes) -> NDArray[np.float16]:
    """Return the vector that PostgreSQL gave."""
    return np.frombuffer(data, ">f2", offset=HEAD.size).astype(np.float16)
