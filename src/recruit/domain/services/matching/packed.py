"""Features as bytes, to be kept beside the record that they were computed from.

    profile  = head, then its arrays, one after the other
    query    = head, then its arrays, then the names of its skills in UTF-8, "+" or "-" before each, a NUL between

Numbers are little-endian, whatever the machine. The form belongs to the engine: another version may change it.
"""

from collections.abc import Iterator
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.services.matching.profiles import Profile
from recruit.domain.services.matching.queries import Query
from recruit.domain.services.matching.vocabulary import Sparse

_PROFILE = Struct("<IIIBBBIbhI")
_QUERY = Struct("<IBBIbhI")
_PLACE, _WEIGHT = np.dtype("<u4"), np.dtype("<u2")


def pack_profile(profile: Profile) -> bytes:
    """Return a profile as bytes."""
    vectors = (profile.terms, profile.title, profile.headline, profile.point)
    sizes = [len(vector.places) for vector in vectors]
    head = _PROFILE.pack(
        len(profile.marks), len(profile.neighbours), *sizes, profile.length, profile.level, profile.years, profile.place
    )
    return b"".join([head, *_vectors(*vectors), profile.marks.astype(_PLACE).tobytes(), profile.neighbours.tobytes()])


def unpack_profile(data: bytes) -> Profile:
    """Return the profile that `pack_profile` packed."""
    marks, neighbours, *sizes, length, level, years, place = _PROFILE.unpack_from(data)
    rest = _Reader(data, _PROFILE.size)
    terms, title, headline, point = (rest.vector(size) for size in sizes)
    return Profile(
        terms=terms,
        marks=rest.array(_PLACE, marks),
        neighbours=rest.array(np.dtype(np.uint8), neighbours),
        title=title,
        headline=headline,
        point=point,
        length=length,
        level=level,
        years=years,
        place=place,
    )


def pack_query(query: Query) -> bytes:
    """Return a query as bytes."""
    vectors = (query.terms, query.title, query.point)
    sizes = [len(vector.places) for vector in vectors]
    names = "\0".join(f"{'+' if required else '-'}{name}" for name, required in query.skills)
    head = _QUERY.pack(*sizes, query.says, query.level, query.years, query.place)
    return b"".join([head, *_vectors(*vectors), names.encode()])


def unpack_query(data: bytes) -> Query:
    """Return the query that `pack_query` packed."""
    *sizes, says, level, years, place = _QUERY.unpack_from(data)
    rest = _Reader(data, _QUERY.size)
    terms, title, point = (rest.vector(size) for size in sizes)
    names = rest.text().split("\0")
    skills = tuple((name[1:], name[0] == "+") for name in names if name)
    return Query(terms=terms, title=title, point=point, says=says, skills=skills, level=level, years=years, place=place)


def _vectors(*vectors: Sparse) -> Iterator[bytes]:
    for vector in vectors:
        yield vector.places.astype(_PLACE).tobytes()
        yield vector.weights.astype(_WEIGHT).tobytes()


class _Reader:
    """Takes arrays from bytes, without copying them."""

    def __init__(self, data: bytes, position: int) -> None:
        self._data = data
        self._position = position

    def array(self, kind: np.dtype[Any], size: int) -> NDArray[Any]:
        found: NDArray[Any] = np.frombuffer(self._data, kind, size, self._position)
        self._position += found.nbytes
        return found

    def vector(self, size: int) -> Sparse:
        return Sparse(self.array(_PLACE, size), self.array(_WEIGHT, size))

    def text(self) -> str:
        return self._data[self._position :].decode()
