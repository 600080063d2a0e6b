"""Features of each word in the sentences of a job text, for `requirement_tagger`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recruit.domain.engines.reading.job import sections
from recruit.domain.engines.reading.job.requirement_candidates import LONGEST_SENTENCE, is_note
from recruit.domain.engines.reading.job.requirement_tag_words import Entry, entry
from recruit.domain.engines.reading.job.requirement_words import ASKED, MUST_TAIL, NICE_AHEAD, TAIL
from recruit.domain.engines.reading.text import skills
from recruit.domain.engines.reading.text.language_detection import detect_language
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.skills import catalog

HEADING_WORDS, SHORT_MEMBER, FAR = 6, 6, 3
"""Bounds of counts: words of a heading, words of a list item, words from its start or end."""

_TOKEN = Lazy(
    r"(?<![^\W_])(?:[ldjnscmt]|qu|un|[dansuc]\w{1,3}ll|quell)['’](?=[^\W\d_])|"
    r"[^\W_]+(?:[.'’+#&/-][^\W_]+)*[+#]*|[^\w\s]|_",
    re.IGNORECASE,
)
"""A word, an elided article before one ("l'anglais"), or a punctuation mark."""

_SENTENCE = Lazy(r"(?<=[^\W\d_]{2}[.!?;])\s+(?=[^\W\d_a-z])|(?<=[)\d][.!?;])\s+(?=[^\W\d_])")
_HEADING_WORD = Lazy(r"[^\W\d_]{2,}")
_JOINING = frozenset("and or und oder et ou y o e ed of en".split())
_MARKS = frozenset(",;:(/•–-")
_ASKING = (("A", ASKED), ("T", TAIL), ("N", NICE_AHEAD), ("M", MUST_TAIL))


@dataclass(frozen=True, slots=True)
class Word:
    """A word or punctuation mark text[start:end], with its features."""

    start: int
    end: int
    features: Sequence[str]


def sentences(text: str, title_offsets: tuple[int, int]) -> Iterator[Sequence[Word]]:
    """Yield the sentences of a text that may contain requirements; its title is at offsets `title_offsets`."""
    read, language = list(sections.read(text)), detect_language(text)
    note = is_note(text, read)
    for line in read:
        if line.section == sections.OFF_SECTION:
            continue
        place = [f"r={_region(line, note=note)}", f"l={language}"]
        headings = [f"h={word[:6]}" for word in _HEADING_WORD.findall(line.heading.casefold())[:HEADING_WORDS]]
        start = 0
        for end in [*(found.end() for found in _SENTENCE.finditer(line.text)), len(line.text)]:
            sentence = line.text[start : min(end, start + LONGEST_SENTENCE)]
            words = _words(sentence, line.start + start, [*place, *headings], title_offsets)
            if words:
                yield words
            start = end


def _region(line: sections.SectionLine, *, note: bool) -> str:
    if line.is_labelled:
        return f"label {line.section}"
    return f"{line.section or note} {line.is_listed} {len(line.text) > sections.LONG_PROSE}"


def _words(sentence: str, offset: int, around: Sequence[str], title_offsets: tuple[int, int]) -> Sequence[Word]:
    tokens = [(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(sentence)]
    entries = [entry(token) for token, _, _ in tokens]
    known = _known(sentence, tokens)
    asking = "".join(mark for mark, pattern in _ASKING if pattern.search(sentence))
    item_features = list(_item_features(entries))
    found = []
    for number, (_, start, end) in enumerate(tokens):
        features = ["bias", *around, f"a={asking}"]
        features += _word_features(entries[number], known[number], around[0], asking)
        features += _neighbour_features(number, entries, known)
        features += item_features[number]
        if title_offsets[0] <= offset + start < title_offsets[1]:
            features.append("titled")
        found.append(Word(offset + start, offset + end, features))
    return found


def _word_features(word: Entry, known: str, region: str, asking: str) -> Iterator[str]:
    yield f"w={word.low}"
    yield f"s={word.shape}"
    yield from word.letters
    for flag in word.flags or ("none",):
        yield f"f={flag}"
    yield f"k={known}"
    yield f"{region} k={known[1:]}"
    yield f"{region} {word.shape}"
    yield f"a={asking} {word.shape}"


def _neighbour_features(number: int, entries: Sequence[Entry], known: Sequence[str]) -> Iterator[str]:
    shape = entries[number].shape
    for step in (-2, -1, 1, 2):
        at = number + step
        if not 0 <= at < len(entries):
            yield f"{step}^"
            continue
        other = entries[at]
        yield f"{step}w={other.low}"
        if abs(step) == 1:
            yield f"{step}s={other.shape}"
            yield f"{step}k={known[at][:1]}"
            for flag in other.flags:
                yield f"{step}f={flag}"
            yield f"{step}s={other.shape} {shape}"
            yield f"{step}w={other.low} {shape}"
    if number == 0:
        yield "first"
    if number == 0 or entries[number - 1].low in _MARKS:
        yield "behind a mark"


def _item_features(entries: Sequence[Entry]) -> Iterator[Sequence[str]]:
    """Yield, for each word, features of its position in its list item: a range between punctuation and conjunctions."""
    number = 0
    while number < len(entries):
        end = number
        while end < len(entries) and not _separates_items(entries[end]):
            end += 1
        before = entries[number - 1].low if number else "^"
        behind = entries[end].low if end < len(entries) else "$"
        size = min(end - number, SHORT_MEMBER)
        for place in range(number, end):
            first, last, shape = min(place - number, FAR), min(end - 1 - place, FAR), entries[place].shape
            yield (
                f"m={size}", f"m={size} {first}", f"mf={first} {shape}", f"ml={last} {shape}",
                f"m0={entries[number].low}", f"m9={entries[end - 1].low}", f"m-1={before}", f"m10={behind}",
            )  # fmt: skip
        if end < len(entries):
            yield ()
        number = end + 1


def _separates_items(word: Entry) -> bool:
    return not word.low[0].isalnum() or word.low in _JOINING


def _known(sentence: str, tokens: Sequence[tuple[str, int, int]]) -> Sequence[str]:
    """Return, for each word, a B or I tag (begins or continues a known skill) with the skill's kind, or ""."""
    known = [""] * len(tokens)
    for found in skills.find(sentence):
        mark = "B"
        for number, (_, start, end) in enumerate(tokens):
            if start < found.end and end > found.start:
                known[number] = f"{mark}{catalog.kind(found.name)}"
                mark = "I"
    return known
