"""Erasing a person: by what they are found, and the receipt that remains."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unicodedata import normalize

from recruit.domain.shared.case_folding import folded

SHORTEST_WORD = 3
"""Letters: shorter names would be found in what is about somebody else."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as they are found: the ids that they have or had as a candidate, and words that name them.

    `names` have several words, `lone_names` one: such a name may be any word of a sentence, so that it counts only
    where it is the whole `full_name` of a record. `identifiers` are addresses and numbers. All are as they are written.
    """

    ids: Sequence[int]
    names: Sequence[str] = ()
    lone_names: Sequence[str] = ()
    identifiers: Sequence[str] = ()

    @classmethod
    def of(cls, ids: Iterable[int], names: Iterable[str], identifiers: Iterable[str]) -> "Person":
        """Return the person, each word once and none that is too short to tell.

        Names count with letters and their accents in one character and in two: texts and file names have either.
        """
        called = _long_enough(form for name in names for form in (name, normalize("NFC", name), normalize("NFD", name)))
        lone = [name for name in called if len(name.split()) == 1]
        return cls(sorted(set(ids)), sorted(set(called) - set(lone)), lone, _long_enough(identifiers))

    @property
    def ties(self) -> str:
        """A regular expression, to Python and to PostgreSQL, over `folded` JSON that is tied to them.

        It is by an id, or by a record's whole name. JSON is written as PostgreSQL does: with a blank after a colon. In
        a string no quotation mark stands by itself, so that no text passes for a field.
        """
        by_id = rf'"(candidate_id|candidate|from_id)": ({"|".join(map(str, self.ids))})[^0-9]'
        if not self.lone_names:
            return by_id
        names = "|".join(re.escape(folded(_in_json(name))) for name in self.lone_names)
        return rf'{by_id}|"full_name": "({names})"'

    @property
    def pattern(self) -> str | None:
        """A regular expression over `folded` text in which they are named, None where no words name them.

        An address that is the end or the beginning of a longer one is somebody else's.
        """
        emails = [one for one in self.identifiers if "@" in one]
        others = [one for one in self.identifiers if "@" not in one]
        whole = r"(?![/.-]*\w)"
        kinds = ((r"(^|\W)", self.names, r"(\W|$)"), (r"(^|[^\w.+-])", emails, whole), (r"(^|\W)", others, whole))
        found = [f"{begin}({_any_of(words)}){end}" for begin, words, end in kinds if words]
        return "|".join(found) or None

    def lines_of(self, text: str) -> str:
        """Return the lines of a message that name them, by a word or as "candidate #5"."""
        ids = rf"(^|\W)candidate #?({'|'.join(map(str, self.ids))})(?!\d)"
        pattern = "|".join(filter(None, [ids, self.pattern]))
        alone = rf"(^|\W)({'|'.join(map(re.escape, self.lone_names))})(\W|$)" if self.lone_names else None
        return "\n".join(
            line for line in text.splitlines() if re.search(pattern, folded(line)) or (alone and re.search(alone, line))
        )

    def is_tied_to(self, record: Any) -> bool:
        """Whether JSON has their id, or their whole name as a record's."""
        return re.search(self.ties, folded(json.dumps(record, ensure_ascii=False, default=str))) is not None

    def is_named_in(self, texts: Any) -> bool:
        """Whether a string among JSON names them, its keys left out."""
        return self.pattern is not None and re.search(self.pattern, folded("\n".join(_strings(texts)))) is not None

    @property
    def needles(self) -> Sequence[bytes]:
        """Parts of compact JSON that only they have: their words, and fields with their ids or whole names."""
        words = map(_in_json, (*self.names, *self.identifiers))
        fields = [f'"candidate_id":{id_}' for id_ in self.ids]
        fields += [f'"full_name":"{_in_json(name)}"' for name in self.lone_names]
        return [part.encode() for part in (*words, *(field + end for field in fields for end in ",}"))]


def _long_enough(words: Iterable[str]) -> list[str]:
    return sorted(word for word in {word.strip() for word in words} if len(word) >= SHORTEST_WORD)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(folded(word)) for word in words)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, Sequence):
        yield from (text for one in value for text in _strings(one))


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
