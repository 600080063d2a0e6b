"""Towns in a job text, each with points for how much it looks like the place of the work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import log10

from recruit.domain.services.extraction import gazetteer, job_words, language_words, places
from recruit.domain.services.extraction.job_place_words import (
    ALIEN_BEFORE,
    BEFORE,
    FIRM_AFTER,
    KIND_AFTER,
    KIND_BEFORE,
    REGION_CODES,
    SMALL_WORDS,
    TAIL,
    WEAK,
)
from recruit.domain.services.extraction.languages import language
from recruit.domain.services.extraction.lazy import Lazy
from recruit.domain.services.matching import skills

READ = 12_000
"""Characters in which towns are looked for."""

MOST_WORDS = 5
SHORT_WORD = 3
FIRST_LINES = 7
MOST_MENTIONS = 150
SHORT_TEXT = 700
FAMOUS = 1_000_000
LARGE = 100_000
"""People of a city whose name, with a capital, seldom means another thing."""

HEADING = 400
"""Characters of a text's beginning that say where the work is more often than the rest does."""

_WORD = Lazy(r"[^\W\d_][\w'’]*(?:\.(?=\s[A-Z]))?")
_TIED = Lazy(r"(?:-[a-z]{2,4})?(?:-[A-ZÀ-Ý][\w'’]+)+")
_JOINT = Lazy(r"\s|-|['’]|\s?-\s?")
_BEHIND_IN = Lazy(
    r"\b(?:in|at|near|bei|à|en|em|te|nel|presso|raum|sede di|agence de)\s"
    r"([A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+){0,2})"
)
_SMALL_BEFORE = Lazy(r"[a-zà-ÿ] $")
_NAME_BEFORE = Lazy(r"[A-ZÀ-Ý][\w'’&]+\s(?:(?:d[aeio]s?|del|of|v[ao]n|la|le|du)\s)?$")
_NAME_AFTER = Lazy(r"\s[A-ZÀ-Ý][a-zà-ý]+")
_MARK_BEFORE = Lazy(r"(?:^|[\n,|•·(/:;–—@>]\s*|\s-\s|\.\s+)$")
_MARK_AFTER = Lazy(r"\s*(?:$|[\n,|•·)/;.!?–—(<]|\s-\s)")


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    start: int
    end: int
    people: int
    is_word: bool
    region: str | None
    country: str


def best(text: str, enough: float, titled: tuple[int, int]) -> str | None:
    """Return the town that most looks like the place of the work, with its region, from `enough` points on."""
    text = text[:READ]
    found, most = None, enough - 0.001
    for mention in islice(_mentions(text), MOST_MENTIONS):
        points = _points(text, mention, titled)
        if points > most:
            found, most = mention, points
    written = _city_with_region(text, titled)
    if written and (found is None or most < ENOUGH_FOR_KNOWN or written[1] <= found.start):
        return written[0]
    return _name(text, found) if found else None


ENOUGH_FOR_KNOWN = 6.5


def country(text: str, *, anywhere: bool = True) -> str | None:
    """Return the first country or region that a text names, as written unless in short; else only behind "in"."""
    found = places.country_mention(text)
    if found is None or not (anywhere or BEFORE.search(text[: found.start])):
        return None
    written = text[found.start : found.end]
    return written if len(written) > len("USA") and not written.isupper() and not written.islower() else found.name


def unknown(text: str) -> str | None:
    """Return a name behind "in" that nothing else is known of."""
    for found in _BEHIND_IN.finditer(text):
        words = found[1].split()
        if not any(_is_other(word) for word in words):
            return found[1]
    return None


def _is_other(word: str) -> bool:
    """Whether a word is no part of a place's name: a title's, a skill, a month, a language."""
    low = word.casefold()
    return (
        word.isupper()
        or job_words.in_titles(low)
        or skills.known(word) is not None
        or low in SMALL_WORDS
        or low in language_words.LANGUAGES
    )


def _city_with_region(text: str, titled: tuple[int, int]) -> tuple[str, int] | None:
    """Return "City, ST" for towns that no table needs to know, the first outside the title."""
    for found in places.CITY_STATE.finditer(text[: HEADING * 5]):
        if not titled[0] <= found.start(2) < titled[1] and not _is_title(found[1]):
            return f"{places.without_lead(found[1])}, {found[2]}", found.start()
    return None


def _is_title(words: str) -> bool:
    return any(job_words.ends_title(word) for word in words.split()) and gazetteer.town(words) is None


def _mentions(text: str) -> Iterator[_Mention]:
    """Yield the known towns of a text, the longest name where several begin at one word."""
    short = len(text) <= SHORT_TEXT
    words = list(_WORD.finditer(text))
    number = 0
    while number < len(words):
        word = words[number].group()
        # In a note, names are often small.
        long_enough = len(word) > (SHORT_WORD if short and word[0].islower() else 1)
        length, mention = 0, None
        if long_enough and (short or word[0].isupper()) and _begins(word):
            length, mention = _longest(text, words, number)
        if mention and (_region(text, mention) or not places.is_state(mention.name)):
            yield _lengthened(text, mention)
        number += max(1, length)


def _begins(word: str) -> bool:
    return gazetteer.begins_name(word) or places.nickname(word) is not None


def _longest(text: str, words: list[re.Match[str]], number: int) -> tuple[int, _Mention | None]:
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
            mention = _mention(alias or name, start, start + len(name), known if not alias else None)
    return best_length, mention


def _lengthened(text: str, mention: _Mention) -> _Mention:
    """Return a mention with what a hyphen ties to it: Vallorbe-sur-Something."""
    more = _TIED.match(text, mention.end)
    if more is None or ", " in mention.name:
        return mention
    return replace(mention, name=text[mention.start : more.end()], end=more.end(), region=None)


def _mention(name: str, start: int, end: int, known: gazetteer.City | None) -> _Mention:
    """Return a mention of a known town, or of one of the large cities that `places` names."""
    if known is None:
        return _Mention(name, start, end, FAMOUS, is_word=False, region=None, country="")
    return _Mention(name, start, end, known.people, known.is_word, known.region, known.country)


def _points(text: str, mention: _Mention, titled: tuple[int, int]) -> float:
    """Return how much a mention looks like the place of the work."""
    around = _around(text, mention)
    if around.is_small and not (around.lead or around.is_bounded) and mention.people < LARGE / 2:
        return 0
    return (
        min(2.5, log10(max(mention.people, 1000)) - 3)
        + around.points
        + 2.5 * bool(_region(text, mention))
        + _position(text, mention)
        - _doubts(text, mention, around, titled)
        - 4.0 * (titled[0] <= mention.start < titled[1])
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a mention: the text before and behind, a preposition, a word such as "office", marks."""

    before: str
    after: str
    lead: re.Match[str] | None
    is_kind: bool
    is_bounded: bool
    is_small: bool

    @property
    def points(self) -> float:
        """How much of it says that this is where the work is."""
        lead = 0.0
        if self.lead:
            weak = self.lead["strong"] is None and self.lead["plain"].casefold() in WEAK
            lead = 2.5 if self.lead["strong"] else 0.7 if weak else 1.8
        small = (0.8 if self.lead else 2.0) * self.is_small
        return lead + 2.0 * self.is_kind + 1.6 * self.is_bounded + 0.4 * bool(_MARK_AFTER.match(self.after)) - small


def _around(text: str, mention: _Mention) -> _Around:
    before, after = text[max(0, mention.start - 60) : mention.start], text[mention.end : mention.end + 40]
    return _Around(
        before=before,
        after=after,
        lead=BEFORE.search(before.rpartition("\n")[2]),
        is_kind=bool(KIND_AFTER.match(after) or KIND_BEFORE.search(before)),
        is_bounded=bool(_MARK_BEFORE.search(before)) and bool(_MARK_AFTER.match(after)),
        is_small=not text[mention.start].isupper(),
    )


def _doubts(text: str, mention: _Mention, around: _Around, titled: tuple[int, int]) -> float:
    """Return how much says that a name is a word, a firm's, or that of another place."""
    written = text[mention.start : mention.end]
    placed = around.is_kind or bool(around.lead)
    points = 0.0
    if mention.is_word or written.casefold() in SMALL_WORDS:
        sure = not around.is_small and (placed or around.is_bounded) and mention.people >= LARGE
        points += 1.2 if sure else 2.5
    elif mention.people < LARGE and (job_words.in_titles(written.casefold()) or skills.known(written)):
        points += 1.5 if placed and not around.is_small else 2.5
    if not around.is_small and len(text) <= SHORT_TEXT and _SMALL_BEFORE.search(around.before):
        points -= 0.8  # a capital within a sentence
    points += 3.0 * bool(FIRM_AFTER.match(text, mention.end)) + 3.0 * bool(ALIEN_BEFORE.search(around.before))
    if not around.is_kind:
        behind_title = titled[0] < mention.start <= titled[1] + 1
        points += 1.5 * (bool(_NAME_BEFORE.search(around.before)) and not behind_title)
        points += 0.5 * (bool(_NAME_AFTER.match(around.after)) and not _region(text, mention))
    return points


def _position(text: str, mention: _Mention) -> float:
    if len(text) <= SHORT_TEXT:
        return 1.0 - 0.4 * mention.start / SHORT_TEXT
    line = text.count("\n", 0, mention.start)
    return (
        1.3 - 0.2 * line if mention.start < HEADING and line < FIRST_LINES else -0.5 * min(1.0, mention.start / 3_000)
    )


def _region(text: str, mention: _Mention) -> str | None:
    """Return what stands behind a town and names its region or country, with the marks."""
    found = TAIL.match(text, mention.end)
    if not found:
        return None
    words = found["part"].strip(" ,()/–-")
    if words.isdigit():
        return found["part"] if "(" in found["part"] else None
    known = places.is_area(words) or (words in REGION_CODES and words.isupper())
    spaced = found["part"].startswith(" ") and "(" not in found["part"] and not re.match(r"\s[–-]", found["part"])
    if not known or (spaced and words.isupper() and words not in places.STATE_CODES and words not in REGION_CODES):
        return None
    return found["part"]


def _name(text: str, mention: _Mention) -> str:
    """Return a town as written, with the region behind it, or the state that the table knows."""
    if ", " in mention.name and not _region(text, mention):
        return mention.name
    written = text[mention.start : mention.end]
    if written.islower():
        written = " ".join(word[:1].upper() + word[1:] for word in written.split(" "))
    if part := _region(text, mention):
        words = part.strip(" ,()/–-")
        return written if words.isdigit() else f"{written}, {words}"
    # In another language the town is more likely abroad: Bayonne.
    known = mention.country in {"US", "CA"} and mention.region and language(text) == "en"
    return f"{written}, {mention.region}" if known else written
