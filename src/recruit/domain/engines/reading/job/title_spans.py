"""Titles within sentences: an occupation noun with the words that belong to it.

English, German, Dutch:  word* noun ("of" Word | level)?
the Romance languages:   noun (word | "de" word | CAPITALS)*

A word belongs to a title if it occurs in known titles, has an initial capital or is a known skill, and isn't one of the
words that are never part of a title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from recruit.domain.engines.reading.job import title_phrases, title_vocabulary
from recruit.domain.engines.reading.text import gazetteer, titles
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.reading.text.title_words import ABBREVIATED, OF_HEADS
from recruit.domain.engines.skills import catalog

WORD = Lazy(r"(?:(?<!\w)\.(?=[A-Za-z]))?[^\W_](?:[\w+#’'&·]|[.:*/-](?=\w)|\([a-z]{1,2}\)(?!\w))*")
_GAP = Lazy(r" (?:[/&] )?|/|&| [–-] ")
_SHORT_GAP = Lazy(r"\.? ")
_TITLE_MARKS = Lazy(r" ?\((?:[mwfdhx]\s?/\s?){1,2}[mwfdhx*]\)|,? (?:I{1,3}|IV|V)\b|/-?in\b|/r\b", re.IGNORECASE)
_GENDERS = Lazy(r" \((?:[mwfdhx]\s?/\s?){1,2}[mwfdhx*]\)", re.IGNORECASE)
NEAR = 60
"""Maximum distance between a cue and its title, in characters."""

AT_ONCE, NOTE = 3, 700
"""Maximum characters before a title at the start of a note, and of a note."""

_FIELD_OF_WORK_AFTER = {"de": frozenset("für im in der des".split()), "nl": frozenset()}
"""Languages in which a field of work may follow the noun, with the words that join it."""

SPANS = 60
"""Maximum number of spans that are returned."""


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title as written, and its score."""

    words: str
    score: float


def find(text: str, language: str) -> Iterator[TitleSpan]:
    """Yield the titles of a text in the language `language`."""
    germanic = language in title_vocabulary.HEAD_LAST
    cues = [cue.end() for cue in title_phrases.CUES.finditer(text)]
    words = list(WORD.finditer(text))
    number, found = 0, 0
    while number < len(words) and found < SPANS:
        word = words[number].group()
        last = germanic and not title_vocabulary.only_begins(word)
        if word.casefold() not in title_phrases.STOP and (
            title_vocabulary.ends_title if last else title_vocabulary.begins_title
        )(word):
            end = _last_head(words, number, text) if last else _last_complement(words, number, text, language)
            head = end if last else number
            if last and language in _FIELD_OF_WORK_AFTER:
                end = _last_field_of_work(words, end, text, language)
            # "Community Manager" keeps its word order in every language.
            both = title_vocabulary.ends_title(word) and not title_vocabulary.only_begins(word)
            first = _first_modifier(words, number, text) if last or both else number
            span = _span(text, words, first, end, cues, head)
            if span:
                yield span
                found += 1
            number = max(number, end)
        number += 1


def first_clause(text: str) -> str | None:
    """Return the first words of a note if they may be a title with an unknown noun, or None."""
    beginning = text.lstrip()
    lead = title_phrases.LEAD.match(beginning)
    start = lead.end() if lead else 0
    if cue := title_phrases.CUES.match(beginning, start):
        start = cue.end()
    words = title_phrases.FIRST_CLAUSE_END.split(beginning[start:].lstrip(), maxsplit=1)[0].strip()
    words = title_phrases.LEAD.sub("", f"{words} ").strip()
    named = [word for word in words.split() if word.casefold() not in title_phrases.STOP | title_phrases.BARE]
    if (
        not named
        or len(words.split()) > titles.MOST_MODIFIERS
        or title_phrases.PROSE.search(words)
        or title_phrases.CUES.search(words)
        or gazetteer.town(words)
    ):
        return None
    return words


def marks(text: str, end: int) -> str:
    """Return the gender marks directly after a title, or ""."""
    found = _GENDERS.match(text, end)
    return found.group() if found else ""


def reports_to(text: str, end: int) -> str:
    """Return the words after a title that belong to it, such as "to the CEO", or ""."""
    found = titles.TO.match(text, end)
    return found.group() if found else ""


def _span(text: str, words: list[re.Match[str]], first: int, last: int, cues: list[int], head: int) -> TitleSpan | None:
    start, end = words[first].start(), words[last].end()
    noun = words[head].group()
    if marks := _TITLE_MARKS.match(text, end):
        end = marks.end()
    if noun.casefold() in OF_HEADS and (of := titles.OF.match(text, end)):
        end = of.end()
    if to := titles.TO.match(text, end):
        end = to.end()
    if (
        start == words[head].start()
        and end == words[head].end()
        and (noun.casefold() in title_phrases.BARE or title_phrases.NO_TITLE.search(noun))
    ):
        return None
    name = text[start:end].rstrip(".-'’")
    if (
        noun.endswith("s")
        and not noun.isupper()
        and title_vocabulary.ends_title(noun[:-1])
        and end == words[last].end()
    ):
        name = name[:-1]
    return TitleSpan(name, _score(text, start, end, cues))


def _score(text: str, start: int, end: int, cues: list[int]) -> float:
    """Return the score of a title; a preceding cue and an early position raise it."""
    near = [start - cue for cue in cues if 0 <= start - cue <= NEAR and "\n\n" not in text[cue:start].strip(" \n:")]
    announced = bool(near) and not re.search(r"[.;!?]\s", text[start - min(near) : start])
    score = 1.0 + 3.0 * announced - min(near, default=0) / 60
    score += 4.0 * (start <= AT_ONCE and len(text) <= NOTE and text.count("\n") <= 1)
    score -= 1.5 * min(1.0, start / 1_000) + 0.5 * min(1.0, start / 200)
    after = text[end : end + 2]
    score += 0.3 * (after[:1] in {",", "\n", ""})
    line = text.rfind("\n", 0, start) + 1
    return score - 1.5 * bool(title_phrases.NO_TITLE.search(text[max(line, start - 25) : end + 12]))


def _last_field_of_work(words: list[re.Match[str]], head: int, text: str, language: str) -> int:
    """Return the last word of "Leiter Einkauf", "Fachkraft für Lagerlogistik" or "medewerker klantenservice"."""
    last = head
    for number in range(head + 1, min(head + 4, len(words))):
        word = words[number].group()
        if not _GAP.fullmatch(text, words[number - 1].end(), words[number].start()):
            break
        if word.casefold() in _FIELD_OF_WORK_AFTER[language]:
            continue
        if (language == "de" and not word[0].isupper()) or not _continues_title(words[number], text, joined=False):
            break
        last = number
    return last


def _first_modifier(words: list[re.Match[str]], head: int, text: str) -> int:
    first = head
    while first > 0 and head - first < titles.MOST_MODIFIERS and _is_modifier(words[first - 1], words[first], text):
        first -= 1
    return first


def _last_head(words: list[re.Match[str]], head: int, text: str) -> int:
    """Return the last noun of a series such as "Executive Assistant" or "Lead Data Analyst"."""
    for number in range(head + 1, min(head + 4, len(words))):
        between = words[head : number + 1]
        joined = all(_GAP.fullmatch(text, one.end(), two.start()) for one, two in pairwise(between))
        if not joined or words[number].group().casefold() in title_phrases.STOP:
            break
        if title_vocabulary.ends_title(words[number].group()):
            head = number
    return head


def _is_modifier(word: re.Match[str], following: re.Match[str], text: str) -> bool:
    low = word.group().casefold()
    return (
        bool((_SHORT_GAP if low in ABBREVIATED else _GAP).fullmatch(text, word.end(), following.start()))
        and low not in title_phrases.STOP
        and not low[0].isdigit()
        and following.group().casefold() not in title_phrases.STOP
        and (word.group()[0].isupper() or title_vocabulary.in_titles(low) or catalog.canonical_name(low) is not None)
        and not (
            word.group()[0].isupper() and word.start() == 0 and low in {"hi", "hello", "hallo", "salut", "hola", "ciao"}
        )
    )


def _last_complement(words: list[re.Match[str]], head: int, text: str, language: str) -> int:
    """Return the last word of a title that begins with its noun."""
    last, number = head, head + 1
    joining = (
        title_phrases.JOINING[language] if language not in title_vocabulary.HEAD_LAST else title_phrases.ROMANCE_JOINING
    )
    while number < len(words) and number - head <= titles.MOST_MODIFIERS + 2:
        word, before = words[number].group(), words[number - 1]
        if not _GAP.fullmatch(text, before.end(), words[number].start()) or before.group().endswith((".", ":")):
            break
        low = word.casefold()
        if low in joining and number + 1 < len(words):
            number += 1
            if not _continues_title(words[number], text, joined=True):
                break
        elif low in title_phrases.STOP or not _continues_title(words[number], text, joined=False):
            break
        last = number
        number += 1
    return last


def _continues_title(word: re.Match[str], text: str, *, joined: bool) -> bool:
    """Whether a word continues a title: a title word, a known skill, or a capitalised word that isn't a place."""
    written = word.group()
    low = written.casefold()
    if low in title_phrases.STOP or written[0].isdigit():
        return False
    if written[0].isupper() and gazetteer.town(written) and not catalog.canonical_name(written):
        return False
    stem = re.sub(r"^[dl]['’]", "", low)
    return bool(
        title_vocabulary.in_titles(stem)
        or catalog.canonical_name(written)
        or (written[0].isupper() and (joined or written.isupper() or text.istitle()))
    )
