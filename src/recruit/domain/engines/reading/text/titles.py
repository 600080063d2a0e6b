"""Job titles in text.

title  = up to 5 modifiers, head, then (level | "of" Words | "to" Word)?
head   = an occupation noun: engineer, nurse, Entwickler …
level  = I to V, or a digit

A modifier is any word except a function word, a number or an employment type, joined by a space, slash or ampersand.
"Head of Design" and "Director of Nursing" are heads with "of". Spanish and French heads also take the next word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from recruit.domain.engines.reading.text import lines, title_words

MOST_MODIFIERS = 5
LONGEST_ACRONYM = 6

_WORD = re.compile(r"[^\W_][\w+#.'’-]*")
_SEPARATOR = re.compile(r" (?:[/&] )?|/|&")
_LEVEL = re.compile(r" (?:I{1,3}|IV|V|[1-5])(?![\w.,%$-])")
OF = re.compile(r",? of ([A-Z][\w&-]{1,20}(?:(?: & | and | )[A-Z][\w-]{1,20}){0,3})")
TO = re.compile(r" to (?:the )?(?:CEO|CTO|CFO|COO|[A-Z][a-z]{2,15})\b")
"""Words behind a head that belong to the title: "Head of Design", "Assistant to the CEO"."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title with normalised capitals, and its position."""

    name: str
    start: int
    end: int


def find(text: str) -> Iterator[Title]:
    """Yield the titles of a text in order."""
    words = list(_WORD.finditer(text))
    position, last_end = 0, 0
    while position < len(words):
        if is_head(words[position].group()):
            position = _last_head(words, position, text)
            title = _title(words, position, text, last_end)
            if title:
                yield title
                last_end = title.end
        position += 1


@lru_cache(4_096)
def is_head(word: str) -> bool:
    """Whether a word is an occupation noun."""
    bare = word.casefold().rstrip(".'’-")
    bare = bare.rpartition("-")[2] or bare
    # "in" is removed for German feminines: "Sachbearbeiterin" is that of "Sachbearbeiter".
    return not title_words.HEADS.isdisjoint({bare, bare.removesuffix("s"), bare.removesuffix("in")}) or (
        bare.endswith(title_words.SUFFIXES) and bare not in title_words.SUFFIXES
    )


def goes_on(word: str) -> bool:
    """Whether a head belongs to a language in which modifiers follow the head."""
    low = word.casefold()
    return (
        low in title_words.POSTFIX
        or not low.isascii()
        or low.endswith(("ista", "dor", "dora", "eur", "euse", "ière", "iere"))
    )


@lru_cache(lines.CACHED)
def has_head(text: str) -> bool:
    """Whether a text contains an occupation noun."""
    return any(is_head(found.group()) for found in _WORD.finditer(text))


def tidy(title: str) -> str:
    """Return a title with normalised capitals: plain and all-capital words get an initial capital, acronyms all."""
    if title.isupper() and len(title) > LONGEST_ACRONYM:
        title = title.lower()
    return " ".join(_tidy_word(word, first=number == 0) for number, word in enumerate(title.split()))


def _tidy_word(word: str, *, first: bool) -> str:
    low = word.casefold()
    if low in title_words.ABBREVIATED:
        return title_words.ABBREVIATED[low]
    if word != low:
        return word
    if low in title_words.CASED:
        return title_words.CASED[low]
    if low in title_words.UPPER:
        return word.upper()
    return word if low in title_words.LOWER and not first else word[:1].upper() + word[1:]


def _last_head(words: list[re.Match[str]], position: int, text: str) -> int:
    """Return the last head of a series ("Executive Assistant"), or across one word ("Lead Data Analyst")."""
    for _ in range(MOST_MODIFIERS):
        if _are_adjacent(words, position, position + 1, text) and is_head(words[position + 1].group()):
            position += 1
        elif (
            words[position].group().casefold() in title_words.LEADING
            and _are_adjacent(words, position, position + 2, text)
            and words[position + 1].group().casefold() not in title_words.STOP
            and is_head(words[position + 2].group())
        ):
            position += 2
        else:
            break
    return position


def _are_adjacent(words: list[re.Match[str]], first: int, last: int, text: str) -> bool:
    """Whether only joints separate the words from `first` to `last`."""
    return last < len(words) and all(
        _SEPARATOR.fullmatch(text, words[number].end(), words[number + 1].start()) for number in range(first, last)
    )


def _title(words: list[re.Match[str]], head: int, text: str, earliest: int) -> Title | None:
    start = head
    while start > 0 and head - start < MOST_MODIFIERS and _modifies(words[start - 1], words[start], text, earliest):
        start -= 1
    noun = words[head].group().casefold().rstrip(".")
    end = words[head].end()
    if noun in title_words.OF_HEADS and (of := OF.match(text, end)):
        end = of.end()
    elif (
        noun in title_words.POSTFIX
        and head + 1 < len(words)
        and _modifies(words[head], words[head + 1], text, earliest)
    ):
        end = words[head + 1].end()
    elif start == head and noun in title_words.VERBS:
        return None
    for tail in (_LEVEL, TO):
        if found := tail.match(text, end):
            end = found.end()
    name = text[words[start].start() : end].rstrip(".-'’")
    if end == words[head].end() and noun not in title_words.HEADS and noun.removesuffix("s") in title_words.HEADS:
        name = name[:-1]  # a plural gives the singular title: "two nurses"
    return Title(tidy(name), words[start].start(), end)


def _modifies(word: re.Match[str], following: re.Match[str], text: str, earliest: int) -> bool:
    low = word.group().casefold()
    return (
        word.start() >= earliest
        and low not in title_words.STOP
        and not low[0].isdigit()
        and (not low.endswith(".") or low in title_words.ABBREVIATED)
        and following.group().casefold() not in title_words.STOP
        and bool(_SEPARATOR.fullmatch(text, word.end(), following.start()))
    )
