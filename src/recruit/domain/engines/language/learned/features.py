"""Hashed features of a message: words, word pairs and triples, and letter n-grams, without names.

Names, ids, titles and amounts are replaced by placeholders, so that the model applies to every organisation. The last
tool of the conversation is a feature of its own, alone and with each word.
"""

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

from recruit.domain.engines.language.learned.concept_words import concept_of
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked

BUCKETS = 1 << 14
_SHORT = 8
"""Longest message, in words, that is likely to depend on the previous one."""


def features(found: Linked, start: int, end: int, last: str | None) -> list[int]:
    """Return the buckets of the words from `start` to before `end`, after a call of the tool `last`."""
    keys = _keys(found, start, end)
    return sorted({crc32(feature.encode()) % BUCKETS for feature in _named(keys, last)})


def _keys(found: Linked, start: int, end: int) -> Sequence[str]:
    """Return words with placeholders. Equal consecutive placeholders are merged."""
    keys: list[str] = []
    for index in range(start, end):
        key = found.hints[index] or found.words[index].key
        if key in {"(", ")", '"', "'", "“", "”"} or (keys and key == keys[-1] and found.hints[index]):
            continue
        keys.append(key)
    return keys


def _named(keys: Sequence[str], last: str | None) -> list[str]:
    padded = ["^", *keys, "$"]
    named = ["*"]
    for index, key in enumerate(padded):
        named.append(f"1{key}")
        if index:
            named.append(f"2{padded[index - 1]} {key}")
        if index > 1:
            named.append(f"3{padded[index - 2]} {padded[index - 1]} {key}")
            named.append(f"s{padded[index - 2]} _ {key}")
        if key.isalpha() and key.islower() and len(key) > 2:  # noqa: PLR2004 - a shorter word is a feature as a whole
            edged = f"<{key}>"
            named += [f"c{edged[at : at + size]}" for size in (3, 4, 5) for at in range(len(edged) - size + 1)]
    concepts = ["^", *(concept for key in keys if (concept := key if key.isupper() else concept_of(key)))]
    named += [f"m{concept}" for concept in concepts]
    named += [f"M{left} {right}" for left, right in pairwise(concepts)]
    named += [f"N{left} {right}" for left, right in zip(concepts, concepts[2:], strict=False)]
    kinds = {kind for key in keys if (kind := kind_of(key))}
    named += [f"k{kind}" for kind in kinds]
    named.append(f"w{keys[0] if keys else ''}")
    named.append(f"q{'?' in keys}{'!' in keys}{':' in keys}")
    named.append(f"p{min(keys.count('PER'), 2)}{min(keys.count('TTL'), 1)}{min(keys.count('NUM'), 2)}{last is None}")
    if last is not None:
        named.append(f"l{last}")
        named.append(f"n{last}{min(len(keys), _SHORT)}")
        named += [f"l{last} {key}" for key in keys]
    return named
