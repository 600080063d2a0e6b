"""The binary encoding of features, stored with the record from which they were computed.

    profile  = head, then its arrays in sequence; meanings of titles that are all zeros are omitted
    query    = head, then its arrays, then the names of its skills in UTF-8, each after "+" (required) or "-"
               (nice to have), separated by NUL

Numbers are little-endian on every machine. The encoding belongs to the version of the engine and may change with it.
"""

from collections.abc import Iterator
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.occupations.meaning import SIZE, Vector
from recruit.domain.engines.ranking.candidate_features import Profile
from recruit.domain.engines.ranking.job_features import Query
from recruit.domain.engines.ranking.vocabulary import Sparse

_PROFILE = Struct("<IIIBBBBBBBBBIBbhI")
_QUERY = Struct("<IBBBBBIBbhI")
_PLACE, _WEIGHT, _PAIR = np.dtype("<u4"), np.dtype("<u2"), np.dtype("<u8")


def pack_profile(profile: Profile) -> bytes:
    """Encode a profile."""
    vectors = (profile.terms, profile.concept_point)
    head = _PROFILE.pack(
        len(profile.marks),
        len(profile.word_pairs),
        *(len(vector.places) for vector in vectors),
        len(profile.occupations),
        *profile.confidence,
        *profile.kinds,
        bool(profile.title.any()),
        bool(profile.headline.any()),
        profile.titled,
        profile.length,
        *_details(profile),
    )
    arrays: tuple[NDArray[Any], ...] = (
        profile.occupations.astype(_PLACE),
        profile.marks.astype(_PLACE),
        profile.word_pairs,
    )
    meanings = (vector for vector in (profile.title, profile.headline) if vector.any())
    return b"".join([head, *_vectors(*vectors), *(array.tobytes() for array in (*arrays, *meanings))])


def unpack_profile(data: bytes) -> Profile:
    """Decode the profile that `pack_profile` encoded."""
    marks, word_pairs, terms, concept_point, occupations, *numbers = _PROFILE.unpack_from(data)
    title_confidence, headline_confidence, title_kind, headline_kind, has_title, has_headline, *details = numbers
    titled, length, language, level, years, place = details
    reader = _Reader(data, _PROFILE.size)
    return Profile(
        terms=reader.vector(terms),
        concept_point=reader.vector(concept_point),
        occupations=reader.array(_PLACE, occupations),
        marks=reader.array(_PLACE, marks),
        word_pairs=reader.array(np.dtype(np.uint8), word_pairs),
        title=reader.meaning(present=has_title),
        headline=reader.meaning(present=has_headline),
        confidence=(title_confidence, headline_confidence),
        kinds=(title_kind, headline_kind),
        titled=bool(titled),
        length=length,
        language=language,
        level=level,
        years=years,
        place=place,
    )


def pack_query(query: Query) -> bytes:
    """Encode a query."""
    vectors = (query.terms, query.concept_point)
    names = "\0".join(f"{'+' if required else '-'}{name}" for name, required in query.skills)
    head = _QUERY.pack(
        *(len(vector.places) for vector in vectors),
        len(query.occupations),
        len(query.sampled),
        query.confidence,
        query.kind,
        query.concept_weight,
        *_details(query),
    )
    arrays = (query.occupations.astype(_PLACE), query.sampled.astype(_PAIR), query.title)
    return b"".join([head, *_vectors(*vectors), *(array.tobytes() for array in arrays), names.encode()])


def unpack_query(data: bytes) -> Query:
    """Decode the query that `pack_query` encoded."""
    terms, concept_point, occupations, sampled, confidence, kind, concept_weight, language, level, years, place = (
        _QUERY.unpack_from(data)
    )
    reader = _Reader(data, _QUERY.size)
    return Query(
        terms=reader.vector(terms),
        concept_point=reader.vector(concept_point),
        occupations=reader.array(_PLACE, occupations),
        sampled=reader.array(_PAIR, sampled),
        title=reader.meaning(present=True),
        skills=tuple((name[1:], name[0] == "+") for name in reader.text().split("\0") if name),
        confidence=confidence,
        kind=kind,
        concept_weight=concept_weight,
        language=language,
        level=level,
        years=years,
        place=place,
    )


def _details(features: Profile | Query) -> tuple[int, int, int, int]:
    return features.language, features.level, features.years, features.place


def _vectors(*vectors: Sparse) -> Iterator[bytes]:
    for vector in vectors:
        yield vector.places.astype(_PLACE).tobytes()
        yield vector.weights.astype(_WEIGHT).tobytes()


class _Reader:
    """Read arrays from bytes in sequence, without copying them."""

    def __init__(self, data: bytes, position: int) -> None:
        self._data = data
        self._position = position

    def array(self, kind: np.dtype[Any], size: int) -> NDArray[Any]:
        found: NDArray[Any] = np.frombuffer(self._data, kind, size, self._position)
        self._position += found.nbytes
        return found

    def vector(self, size: int) -> Sparse:
        return Sparse(self.array(_PLACE, size), self.array(_WEIGHT, size))

    def meaning(self, *, present: bool) -> Vector:
        """Read a meaning, or return zeros if it was omitted."""
        return self.array(np.dtype(np.int8), SIZE) if present else np.zeros(SIZE, np.int8)

    def text(self) -> str:
        return self._data[self._position :].decode()
