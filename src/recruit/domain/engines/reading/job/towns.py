"""Towns in a job text, scored as the place of work."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from recruit.domain.engines.reading.job import title_vocabulary, town_scores
from recruit.domain.engines.reading.job.location_words import BEFORE, COMMON_WORDS
from recruit.domain.engines.reading.job.town_scores import BEGINNING, SHORT_TEXT, TownMention
from recruit.domain.engines.reading.text import gazetteer, language_names, places
from recruit.domain.engines.reading.text.language_detection import detect_language
from recruit.domain.engines.reading.text.lazy_patterns import Lazy
from recruit.domain.engines.skills import catalog

READ = 12_000
"""Characters of a text that are searched for towns."""

CERTAIN_SCORE = 6.5
"""Score from which a known town is preferred to an earlier "City, ST"."""

MOST_WORDS = 5
SHORT_WORD = 3
MOST_MENTIONS = 150
_FAMOUS = gazetteer.City(country="", region=None, people=1_000_000, is_word=False)
"""A large city from the table of `places`."""

_WORD = Lazy(r"[^\W\d_][\w'’]*(?:\.(?=\s[A-Z]))?")
_EUROPEAN_PAY = Lazy(r"[£€]|\b(?:GBP|EUR)\b")
_TIED = Lazy(r"(?:-[a-z]{2,4})?(?:-[A-ZÀ-Ý][\w'’]+)+")
_JOINT = Lazy(r"\s|-|['’]|\s?-\s?")
_BEHIND_IN = Lazy(
    r"\b(?:in|at|near|bei|à|en|em|te|nel|presso|raum|sede di|agence de)\s"
    r"([A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+){0,2})"
)


def best(text: str, least_score: float, title_offsets: tuple[int, int]) -> str | None:
    """Return the highest-scored town with its region, or None if no score reaches `least_score`."""
    text = text[:READ]
    found, best_score = None, least_score - 0.001
    for mention in islice(_mentions(text), MOST_MENTIONS):
        score = town_scores.score(text, mention, title_offsets)
        if score > best_score:
            found, best_score = mention, score
    written = _city_with_region(text, title_offsets)
    if written and (found is None or best_score < CERTAIN_SCORE or written[1] <= found.start):
        return written[0]
    return _name(text, found) if found else None


def country(text: str, *, anywhere: bool = True) -> str | None:
    """Return the first country or region, as written unless abbreviated; only after "in" if not `anywhere`."""
    found = places.country_mention(text)
    if found is None or not (anywhere or BEFORE.search(text[: found.start])):
        return None
    written = text[found.start : found.end]
    return written if len(written) > len("USA") and not written.isupper() and not written.islower() else found.name


def unknown(text: str) -> str | None:
    """Return a name after "in" that isn't a known word, or None."""
    for found in _BEHIND_IN.finditer(text):
        words = found[1].split()
        if not any(_is_other(word) for word in words):
            return found[1]
    return None


def _is_other(word: str) -> bool:
    """Whether a word can't be part of a place name: a title word, a skill, a language or a common word."""
    low = word.casefold()
    return (
        word.isupper()
        or title_vocabulary.in_titles(low)
        or catalog.canonical_name(word) is not None
        or low in COMMON_WORDS
        or low in language_names.LANGUAGES
    )


def _city_with_region(text: str, title_offsets: tuple[int, int]) -> tuple[str, int] | None:
    """Return the first "City, ST" outside the title with its offset, whether the town is known or not, or None."""
    for found in places.CITY_STATE.finditer(text[: BEGINNING * 5]):
        if not title_offsets[0] <= found.start(2) < title_offsets[1] and not _is_title(found[1]):
            return f"{places.without_lead(found[1])}, {found[2]}", found.start()
    return None


def _is_title(words: str) -> bool:
    return any(title_vocabulary.ends_title(word) for word in words.split()) and gazetteer.town(words) is None


def _mentions(text: str) -> Iterator[TownMention]:
    """Yield the known towns of a text; the longest name if several begin at one word."""
    short = len(text) <= SHORT_TEXT
    words = list(_WORD.finditer(text))
    number = 0
    while number < len(words):
        word = words[number].group()
        # Names in notes are often lower-case.
        long_enough = len(word) > (SHORT_WORD if short and word[0].islower() else 1)
        length, mention = 0, None
        if long_enough and (short or word[0].isupper()) and (gazetteer.begins_name(word) or places.nickname(word)):
            length, mention = _longest(text, words, number)
        if mention and (town_scores.region(text, mention) or not places.is_state(mention.name)):
            yield _lengthened(text, mention)
        number += max(1, length)


def _longest(text: str, words: list[re.Match[str]], number: int) -> tuple[int, TownMention | None]:
    best_length, mention = 0, None
    for length in range(1, MOST_WORDS + 1):
        last = number + length - 1
        if last >= len(words) or (
            length > 1 and not _JOINT.fullmatch(text, words[last - 1].end(), words[last].start())
        ):
            break
        start, end = words[number].start(), words[last].end()
        name = text[start:end].rstrip(".")
        if (
            length > 1
            and not words[last].group()[0].isupper()
            and name != name.lower()
            and len(words[last].group()) > SHORT_WORD
        ):
            break
        known = gazetteer.town(name)
        alias = places.nickname(name)
        if known or alias:
            best_length = length
            mention = TownMention(alias or name, start, start + len(name), known if known and not alias else _FAMOUS)
    return best_length, mention


def _lengthened(text: str, mention: TownMention) -> TownMention:
    """Return a mention extended by hyphenated parts: Vallorbe-sur-Something."""
    more = _TIED.match(text, mention.end)
    if more is None or ", " in mention.name:
        return mention
    return replace(
        mention, name=text[mention.start : more.end()], end=more.end(), town=replace(mention.town, region=None)
    )


def is_paid_in_europe(text: str) -> bool:
    """Return whether a text names pounds or euros, so that its towns are seldom those of a state in America."""
    return _EUROPEAN_PAY.search(text) is not None


def _name(text: str, mention: TownMention) -> str:
    """Return a town as written, with the region after it, or with the state from the gazetteer."""
    abroad = is_paid_in_europe(text)
    if ", " in mention.name and not (abroad or town_scores.region(text, mention)):
        return mention.name
    written = text[mention.start : mention.end]
    if written.islower():
        written = " ".join(word[:1].upper() + word[1:] for word in written.split(" "))
    if part := town_scores.region(text, mention):
        words = part.strip(" ,()/–-")
        return written if words.isdigit() else f"{written}, {words}"
    # In another language than English the town is more likely abroad: Bayonne.
    known = (
        not abroad and mention.town.country in {"US", "CA"} and mention.town.region and detect_language(text) == "en"
    )
    return f"{written}, {mention.town.region}" if known else written
