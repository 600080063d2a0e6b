"""Entity linking: the people, ids, amounts and job titles among the words of a message."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from recruit.domain.engines.language.common_words import COMMON, CORRECTED
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.figures import Figure, figures
from recruit.domain.engines.language.learned.occupation_words import occupation
from recruit.domain.engines.language.learned.person_names import SHORTEST_MISSPELT, Mention, is_misspelt, people
from recruit.domain.engines.language.learned.words import Word, words

LEVELS = frozenset("senior junior lead staff principal head chief registered certified sr jr full part time".split())

_TAGS = {"id": "NUM", "count": "CNT", "amount": "AMT", "years": "AMT"}


@dataclass(slots=True)
class Linked:
    """A message with its entities.

    `tags` holds a placeholder or an empty string for each word, `hints` those that only the intent model sees.
    `places` are the spans of places that `tagging` finds.
    """

    message: str
    words: Sequence[Word]
    people: list[Mention] = field(default_factory=list)
    jobs: list[Mention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def text(self, start: int, end: int) -> str:
        """Return words as written."""
        return self.message[self.words[start].start : self.words[end - 1].end] if start < end else ""

    def masked(self, indexes: Iterable[int]) -> str:
        """Return the message with underscores in place of some words."""
        text = list(self.message)
        for start, end in ((self.words[at].start, self.words[at].end) for at in indexes):
            text[start:end] = "_" * (end - start)
        return "".join(text)

    def positions(self, spans: Iterable[tuple[int, int]]) -> set[int]:
        """Return the indexes of the words that begin in one of the spans of the message."""
        found = list(spans)
        return {at for at, word in enumerate(self.words) if any(start <= word.start < end for start, end in found)}


def link(message: str, directory: Directory) -> Linked:
    """Find the entities of a message."""
    found = Linked(message, words(message))
    found.tags = [""] * len(found.words)
    found.people = list(people(found.words, directory))
    for mention in found.people:
        found.tags[mention.start : mention.end] = ["PER"] * (mention.end - mention.start)
    found.figures = list(figures(found.words, directory))
    for figure in found.figures:
        found.tags[figure.index] = _TAGS[figure.role]
    found.jobs = list(_jobs(found, directory))
    for mention in found.jobs:
        found.tags[mention.start : mention.end] = ["TTL"] * (mention.end - mention.start)
    return found


def _jobs(found: Linked, directory: Directory) -> Iterable[Mention]:
    """Find the spans of titles. A span that matches several jobs means those that have most of its words."""
    index = 0
    while index < len(found.words):
        end, scores = index, Counter[int]()
        while end < len(found.words) and not found.tags[end]:
            ids, weight = _titled(found.words[end].key, directory)
            if not ids:
                break
            for one in ids:
                scores[one] += weight
            end += 1
        if any(_is_distinctive(found.words[at]) for at in range(index, end)):
            best = max(scores.values())
            yield Mention(index, end, tuple(sorted(one for one, score in scores.items() if score == best)))
        index = max(end, index + 1)


def _is_distinctive(word: Word) -> bool:
    """Tell whether a word can name a job by itself: it is no level, nor a lower-case word of the grammar."""
    of_grammar = word.key in CORRECTED and not word.capital and occupation(word.key) is None
    return word.key not in LEVELS and not of_grammar


def _titled(key: str, directory: Directory) -> tuple[frozenset[int], int]:
    """Return the jobs with a word in their title, in any language, and the weight of the word."""
    found = directory.titles.get(key)
    if found is None and len(key) >= SHORTEST_MISSPELT:
        stem = next((title for title in directory.titles if _is_like(key, title)), None)
        found = directory.titles[stem] if stem else None
    if found is None and (concept := occupation(key)):
        found = directory.titles.get(f"/{concept}")
    if not found:
        return frozenset(), 0
    return found, (30 if key in LEVELS else 100) // len(found)


def _is_like(key: str, title: str) -> bool:
    """Tell whether a word begins with a title's word, or has one wrong letter: "backendvacature", "desginer"."""
    if len(title) < SHORTEST_MISSPELT or title in LEVELS or title[0] != key[0]:
        return False
    return key.startswith(title) or (key not in COMMON and is_misspelt(key, title))
