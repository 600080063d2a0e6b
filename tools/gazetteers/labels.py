"""The parser of labels in ESCO's texts, in which labels and description follow each other without a separator.

    "ship captain captain of ship master mariner Ship captains are in charge of …"

The description usually begins with the preferred label, capitalised and in the plural. This determines the preferred
label and the end of the others. The others are split after each word with which titles end ("captain", "mariner").
These words are learnt from the preferred labels and from separate titles. "captain of ship" isn't split, because a
title doesn't end before a preposition, nor is "nurse assistant", because some title has that pair. Wrong splits leave
fragments such as "manager", which `tools.gazetteers.occupations` drops; labels that stay joined match less.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recruit.domain.engines.ranking.terms import stem

JOINING = frozenset("of in for and & at on with to or the - – from by de".split())
OFTEN = 2
"""Minimum titles that a word ends before it counts as the end of others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A parsed text: the words of all labels, the number of words of the preferred label, and the description.

    `preferred` is 0 if the preferred label is unknown.
    """

    words: Sequence[str]
    preferred: int
    description: str


def entry(text: str) -> Entry:
    """Split a text into its labels and its description."""
    words = text.split()
    places = [place for place in range(1, len(words)) if words[place][0].isupper() or words[place][0].isdigit()]
    ranked = [(*_repeats(words, place), -place) for place in places]
    repeated, _, place = max(ranked, default=(0, False, -len(words)))
    if not repeated:
        place = -next((place for place in places if words[place][1:2].islower()), len(words))
    return Entry(words[:-place], repeated, " ".join(words[-place:]))


def last_words(entries: Iterable[Entry], titles: Iterable[str]) -> frozenset[str]:
    """Return the words, in lower case, that end a title at least as often as they stand within one.

    Pairs of such words that follow each other in a title are included, joined by a blank.
    """
    ends, within, pairs = Counter[str](), Counter[str](), set[str]()
    known = [item.words[: item.preferred] for item in entries]
    for words in [*known, *(title.replace(",", " of ").split() for title in titles)]:
        core = _before_joining(words)
        ends.update(_key(word) for word in core[-1:])
        within.update(_key(word) for word in core[:-1])
        pairs.update(f"{_key(one)} {_key(other)}" for one, other in pairwise(core))
    found = {word for word, count in ends.items() if count >= max(OFTEN, within[word])}
    return frozenset(found | {pair for pair in pairs if found.issuperset(pair.split(" "))})


def labels(item: Entry, ends: frozenset[str]) -> tuple[str, ...]:
    """Return the labels of an entry, the preferred one first if it is known."""
    found = [" ".join(item.words[: item.preferred])] if item.preferred else []
    words = item.words[item.preferred :]
    begin = 0
    for place, word in enumerate(words, 1):
        if place == len(words) or (_key(word) in ends and not _goes_on(word, words[place], ends)):
            found.append(" ".join(words[begin:place]))
            begin = place
    return tuple(dict.fromkeys(found))


def _goes_on(word: str, following: str, ends: frozenset[str]) -> bool:
    return following.lower() in JOINING or following.startswith("(") or f"{_key(word)} {_key(following)}" in ends


def _repeats(words: Sequence[str], place: int) -> tuple[int, bool]:
    """Return the number of words from `place` on that repeat the first ones, and whether the last has another form."""
    count = 0
    while count < place and place + count < len(words) and _alike(words[count], words[place + count]):
        if count and _alike(words[count], words[0]):  # another label begins
            break
        count += 1
    # An acronym may be repeated by another label: one word is enough only where a sentence visibly begins.
    if count == 1 and not words[place][1:2].islower():
        return 0, False
    return count, words[place + count - 1].lower() != words[count - 1].lower()


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of the same word. Of "waiter/waitress", the first part is compared."""
    left, right = (stem(re.sub(r"\W", "", word.lower().partition("/")[0])) for word in (one, other))
    return left == right


def _before_joining(words: Sequence[str]) -> Sequence[str]:
    joined = (place for place, word in enumerate(words) if word.lower() in JOINING)
    return words[: next(joined, len(words))]


def _key(word: str) -> str:
    """Return the last part of a compound: "maker" of "pattern-maker"."""
    return re.split(r"[-/]", word.lower().strip("(),"))[-1]
