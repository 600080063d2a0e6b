"""Erasing a person: by what they are found, and the receipt that remains."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.model.folding import folded

SHORTEST_WORD = 3
"""Letters: shorter names would be found in what is about somebody else."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as they are found: the ids that they have or had as a candidate, and words that name them.

    Words are full names, addresses and numbers, as they are written.
    """

    ids: Sequence[int]
    words: Sequence[str]

    @classmethod
    def of(cls, ids: Iterable[int], words: Iterable[str]) -> "Person":
        """Return the person, each word once and none that is too short to tell."""
        told = {word.strip() for word in words}
        return cls(sorted(set(ids)), sorted(word for word in told if len(word) >= SHORTEST_WORD))

    @property
    def pattern(self) -> str:
        """A regular expression, to Python and to PostgreSQL, over `folded` text in which they are named.

        JSON is written as PostgreSQL does: with a blank after a colon.
        """
        ids = "|".join(map(str, self.ids))
        by_id = rf'"(candidate_id|candidate|from_id)": ({ids})[^0-9]'
        if not self.words:
            return by_id
        written = sorted({folded(form) for word in self.words for form in (word, _in_json(word))})
        words = "|".join(map(re.escape, written))
        return rf"{by_id}|(^|\W)({words})(\W|$)"

    @property
    def needles(self) -> Sequence[bytes]:
        """Parts of compact JSON that only they have: their words, and their ids."""
        ids = [f'"candidate_id":{id_}{end}' for id_ in self.ids for end in ",}"]
        return [part.encode() for part in (*map(_in_json, self.words), *ids)]


def _in_json(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)[1:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureDetails:
    """What a receipt says.

    `kind` and `user_id` say who erased, as in the audit log. `candidate_ids` are all that the person had, `counts` how
    many things of which kind were erased, `identified_by` the SHA-256, hexadecimal, of each e-mail address in lower
    case: whoever has the address can show that it was theirs.
    """

    at: datetime
    kind: str
    user_id: int | None
    candidate_ids: tuple[int, ...]
    counts: Mapping[str, int]
    identified_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure(ErasureDetails):
    """The receipt of an erasure."""

    id: int
    org_id: int
