"""Persons as search criteria for erasure and export, receipts of erasures, and retention periods."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unicodedata import normalize

from recruit.domain.agent.model import Action
from recruit.domain.imports.model import EarlierItem, Import
from recruit.domain.saved_searches.model import SavedSearch
from recruit.domain.shared.case_folding import lowered
from recruit.domain.webhooks.model import Delivery

SHORTEST_WORD = 3
"""Minimum length of a name or identifier, in characters. Shorter ones would match texts about other people."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Retention periods in days: for candidates since their last activity, and for logs. None means forever."""

    candidates: float | None = None
    logs: float | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """The search criteria for a person's data: present and former candidate ids, names and identifiers.

    `names` have several words, `lone_names` one. A single-word name can be any word of a sentence, so that it matches
    only as the whole `full_name` of a record. `identifiers` are addresses and numbers. All are as written.
    """

    ids: Sequence[int]
    names: Sequence[str] = ()
    lone_names: Sequence[str] = ()
    identifiers: Sequence[str] = ()

    @classmethod
    def of(cls, ids: Iterable[int], names: Iterable[str], identifiers: Iterable[str]) -> "Person":
        """Return the person with distinct names and identifiers, without those shorter than `SHORTEST_WORD`.

        Names are included in the Unicode forms NFC and NFD, since texts and file names use either.
        """
        forms = (form for name in names for form in (name, normalize("NFC", name), normalize("NFD", name)))
        long_names = _long_enough(forms)
        lone = [name for name in long_names if len(name.split()) == 1]
        return cls(sorted(set(ids)), sorted(set(long_names) - set(lone)), lone, _long_enough(identifiers))

    @property
    def record_pattern(self) -> str:
        """A regular expression, for Python and PostgreSQL, that matches `lowered` JSON of records of the person.

        It matches an id, or the whole name of a record. The JSON must have a space after each colon, as PostgreSQL
        writes it. Quotation marks in JSON strings are escaped, so that a text can't match as a field.
        """
        by_id = rf'"(candidate_id|candidate|from_id)": ({"|".join(map(str, self.ids))})[^0-9]'
        if not self.lone_names:
            return by_id
        names = "|".join(re.escape(lowered(_in_json(name))) for name in self.lone_names)
        return rf'{by_id}|"full_name": "({names})"'

    @property
    def text_pattern(self) -> str | None:
        """A regular expression for `lowered` text that names the person, or None without names and identifiers."""
        emails = [one for one in self.identifiers if "@" in one]
        others = [one for one in self.identifiers if "@" not in one]
        whole = r"(?![/.-]*\w)"
        kinds = ((r"(^|\W)", self.names, r"(\W|$)"), (r"(^|[^\w.+-])", emails, whole), (r"(^|\W)", others, whole))
        found = [f"{begin}({_any_of(words)}){end}" for begin, words, end in kinds if words]
        return "|".join(found) or None

    def lines_of(self, text: str) -> str:
        """Return the lines of a message that name the person, by name, by identifier or as "candidate #5"."""
        ids = rf"(^|\W)candidate #?({'|'.join(map(str, self.ids))})(?!\d)"
        pattern = "|".join(filter(None, [ids, self.text_pattern]))
        alone = rf"(^|\W)({'|'.join(map(re.escape, self.lone_names))})(\W|$)" if self.lone_names else None
        return "\n".join(
            line
            for line in text.splitlines()
            if re.search(pattern, lowered(line)) or (alone and re.search(alone, line))
        )

    def is_in_record(self, record: Any) -> bool:
        """Return whether a JSON value contains a record of the person, by an id or a whole name."""
        return re.search(self.record_pattern, lowered(json.dumps(record, ensure_ascii=False, default=str))) is not None

    def is_named_in(self, texts: Any) -> bool:
        """Return whether a string in a JSON value names the person. Keys of objects are ignored."""
        pattern = self.text_pattern
        return pattern is not None and re.search(pattern, lowered("\n".join(_strings(texts)))) is not None

    @property
    def needles(self) -> Sequence[bytes]:
        """Byte strings that identify the person in compact JSON: names, identifiers, and fields with ids or names."""
        words = map(_in_json, (*self.names, *self.identifiers))
        fields = [f'"candidate_id":{id_}' for id_ in self.ids]
        fields += [f'"full_name":"{_in_json(name)}"' for name in self.lone_names]
        return [part.encode() for part in (*words, *(field + end for field in fields for end in ",}"))]


def _long_enough(words: Iterable[str]) -> list[str]:
    return sorted(word for word in {word.strip() for word in words} if len(word) >= SHORTEST_WORD)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(lowered(word)) for word in words)


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
    """The content of a receipt.

    `kind` and `user_id` are the origin of the erasure, as in the audit log. `candidate_ids` are all candidate ids of
    the person, `counts` the number of erased records by kind, `identified_by` the hexadecimal SHA-256 of each e-mail
    address in lower case. The owner of an address can prove with it that the receipt is theirs.
    """

    at: datetime
    kind: str
    user_id: int | None
    candidate_ids: tuple[int, ...]
    counts: Mapping[str, int]
    identified_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure(ErasureDetails):
    """A stored receipt of an erasure."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedResponse:
    """The stored response to a user's request with an idempotency key."""

    user_id: int
    begun_at: datetime
    status: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """The records of an organisation that name a person: undo records, imports, and responses to requests.

    `deliveries` are those to webhooks whose receivers answered something. `saved_searches` are all users'.
    """

    actions: Sequence[Action]
    import_items: Sequence[EarlierItem]
    imports: Sequence[Import]
    keyed_responses: Sequence[KeyedResponse]
    saved_searches: Sequence[SavedSearch]
    deliveries: Sequence[Delivery]
