"""Place names in text.

city, ST  = 1 to 4 capitalised words, a comma, a state or province of the USA, Canada or Australia, by code or name
city ST   = the same without the comma, for known cities of that state only
place     = a known city, else a known country or region
written   = (street ",")* city ("," | "/" | "-" | "(") region or country, repeated; postcodes don't count

A known city of the USA or Canada gets its state or province; others keep their usual spelling. Ambiguous abbreviations
(LA, SF, US, UK) count only in capitals. In running text a city of the GeoNames table counts between punctuation marks
or after "in"; a name that is also a common word (Reading, Nice) counts only beside a region or country.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from recruit.domain.engines.reading.text import gazetteer, lines
from recruit.domain.engines.reading.text.phrases import PhraseMatch, Phrases, key
from recruit.domain.engines.reading.text.place_names import CITIES, COUNTRIES, REGIONS, STATES

_CAPITALS_ONLY = frozenset({"la", "sf", "us", "uk", "eu", "uae", "ksa", "nz"})
LONGEST = 100
MOST_PARTS = 6
LONGEST_TEXT = 20_000
FEWEST_PEOPLE = 100_000
"""Minimum population of a city that its name alone identifies in running text."""

_CODES = {name: code for code, _, name in (entry.strip().partition(" ") for entry in STATES.split(","))}
_STATE = "|".join(sorted({*_CODES, *_CODES.values()}, key=len, reverse=True))
_WORD = r"[A-ZÀ-ÖØ-Þ][\w.'’-]{1,24}"
CITY_STATE = re.compile(rf"(?<![\w'’-])({_WORD}(?: {_WORD}){{0,3}}),\s{{0,2}}({_STATE})(?![\w-])")
_STATE_AFTER = re.compile(rf",?\s{{1,2}}({_STATE})(?![\w-])")
STATE_CODES = frozenset(_CODES.values())
_BESIDE_CODE = re.compile(rf"(?<![\w'’-])({_WORD}(?: {_WORD}){{0,3}}) ({'|'.join(sorted(STATE_CODES))})(?![\w-])")
_REGIONS = frozenset({*_CODES, *_CODES.values(), *(" ".join(name.split()) for name in REGIONS.split(","))})
_REGION_KEYS = frozenset(map(gazetteer.folded, _REGIONS))

_PART_END = re.compile(r",\s{0,3}|\s[-–—|·•]\s|\s?[()]\s?|\s?/\s?|\s{2,}")
_POSTCODE = re.compile(
    r"^(?:[A-Z]{1,2}-)?(?:\d{2}-\d{3}|\d{3,6}(?:[- ]\d{2,4})?)"
    r"(?: [A-Z]{2}(?= ))?\s{1,2}|(?:^|\s{1,2})\d{3,6}(?:[- ]\d{2,4})?\.?$|"
    r"(?:^|\s)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$|(?:^|\s)[A-Z]\d[A-Z] \d[A-Z]\d$|\s?\bCEDEX\b.{0,4}$"
)
_PARENTHESIS = re.compile(
    r"\s?\((?:open|willing|remote|hybrid|relocat|current|on-?site|flexible)[^()]{0,60}\)", re.IGNORECASE
)
_METROPOLITAN = re.compile(
    r"^(?:Greater |Metro )|\s(?:Metropolitan |Bay |and surrounding )?(?:Area|Region)$|\sCity$", re.IGNORECASE
)
_CAPITALISED = re.compile(rf"{_WORD}(?:[ -](?:{_WORD}|d[aeiou]s?|am|an|der|la|le|of|sur|upon|y)){{0,4}}")
_BETWEEN_MARKS = re.compile(
    rf"(?:^|[|,;(•·–—/:\n]\s{{0,3}}|\b(?:in|at|near|à|en|em|nach|bei|our)\s)({_WORD}(?:[ -]{_WORD}){{0,3}})"
    r"(?=\s{0,3}(?:$|[|,;).•·–—/\n(]|\s-\s))",
    re.MULTILINE,
)

_WORD_BEFORE, _WORD_BEHIND = re.compile(r"([^\W\d_]{2,}) $"), re.compile(r" ([^\W\d_]{2,})")
"""The words next to a mention, separated by one space."""


def _entries(table: str) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for entry in " ".join(table.split()).split("; "):
        name, _, others = entry.partition(": ")
        for spelling in (name, name.split(", ")[0], *others.split(", ")):
            if spelling:
                spellings.setdefault(key(spelling), name)
    return spellings


_CITY = Phrases(_entries(CITIES))
_COUNTRY = Phrases(_entries(COUNTRIES))


def find(text: str) -> str | None:
    """Return the first city of a text, with its state if known, else the first country or region, or None."""
    return city(text) or country(text)


def city(text: str) -> str | None:
    """Return the first city, with its state if known, or None."""
    named = CITY_STATE.search(text)
    known = _first_match(_CITY, text)
    if named and (known is None or named.start() <= known.start):
        return f"{without_lead(named[1])}, {named[2]}"
    if known is None:
        return _city_before_code(text) or _city_between_marks(text)
    after = _STATE_AFTER.match(text, known.end)
    if after:
        return f"{known.name.split(', ')[0]}, {_CODES.get(after[1], after[1])}"
    return known.name


def country(text: str) -> str | None:
    """Return the first country or region, or None."""
    found = country_mention(text)
    return found.name if found else None


def country_mention(text: str) -> PhraseMatch | None:
    """Return the first country or region with its position, or None."""
    return _first_match(_COUNTRY, text)


def is_state(name: str) -> bool:
    """Whether a name is a state or province of the USA, Canada or Australia, and not a larger city."""
    return name in _CODES and name != "New York"


def nickname(name: str) -> str | None:
    """Return the city and state of a nickname or well-known city name, such as NYC, SF or Philly, or None."""
    known = _CITY.get(name)
    if known is None or ", " not in known or (key(name) in _CAPITALS_ONLY and not name.isupper()):
        return None
    return known


@lru_cache(lines.CACHED)
def is_place(text: str) -> bool:
    """Whether the whole of `text` is a known place, alone or with its region and country."""
    words = text.strip()
    named = CITY_STATE.fullmatch(words)
    if (beside := _BESIDE_CODE.fullmatch(words)) and _city_before_code(words) == f"{beside[1]}, {beside[2]}":
        return True
    if is_city(words) or is_area(words) or (named and named[1].count(" ") <= 1):
        return True
    parts = _parts(words)
    return bool(parts) and is_city(parts[0]) and all(is_area(part) or is_city(part) for part in parts[1:])


@lru_cache(lines.CACHED)
def written(text: str) -> str | None:
    """Return the place that makes up the whole of `text`, without street and postcode, or None."""
    if not text[:LONGEST].strip() or len(text) > LONGEST:
        return None
    parts = _parts(text)
    first = next((number for number, part in enumerate(parts) if _is_city(part, parts[number + 1 :])), None)
    if first is None:
        return ", ".join(parts) if parts and len(parts) <= MOST_PARTS and all(map(is_area, parts)) else None
    named = parts[first:]
    others = [part for part in named[1:] if not is_area(part)]
    if len(named) > MOST_PARTS or len(others) > 1 or not all(map(_CAPITALISED.fullmatch, others)):
        return None
    return ", ".join(named)


def _parts(text: str) -> Sequence[str]:
    text = _PARENTHESIS.sub("", text)
    stripped = (_POSTCODE.sub("", part.strip(" .:;|–—-")).strip() for part in _PART_END.split(text.strip()))
    return [part for part in stripped if part]


def _is_city(part: str, following: Sequence[str]) -> bool:
    """Whether a part is a city: a known one, or any capitalised word followed by areas only."""
    if is_city(_METROPOLITAN.sub("", part)):
        return True
    return (
        any(len(area) > len("NSW") or area in STATE_CODES or _COUNTRY.get(area) for area in following)
        and all(map(is_area, following))
        and bool(_CAPITALISED.fullmatch(part))
        and not is_area(part)
    )


@lru_cache(lines.CACHED)
def is_city(part: str) -> bool:
    """Whether the whole of `part` is a known city whose name isn't a common word."""
    if not part[:1].isupper() or (key(part) in _CAPITALS_ONLY and not part.isupper()):
        return False
    if _CITY.get(part):
        return True
    known = gazetteer.city(part)
    return known is not None and not known.is_word


@lru_cache(lines.CACHED)
def is_area(part: str) -> bool:
    """Whether a part is a country or a region, by name or by a code in capitals."""
    if not part[:1].isupper():
        return False
    if len(part) <= len("NSW"):
        return part.isupper() and bool(part in _REGIONS or _COUNTRY.get(part) or gazetteer.country(part))
    return bool(_COUNTRY.get(part) or gazetteer.folded(part) in _REGION_KEYS or gazetteer.country(part))


def _city_before_code(text: str) -> str | None:
    """Return "City, ST" for a known city directly followed by its own state's code, without a comma, or None."""
    for found in _BESIDE_CODE.finditer(text[:LONGEST_TEXT]):
        words = found[1].split(" ")
        for start in range(len(words)):
            known = gazetteer.city(name := " ".join(words[start:]))
            if known and known.region == found[2]:
                return f"{name}, {found[2]}"
    return None


def _city_between_marks(text: str) -> str | None:
    """Return a known city between punctuation marks or after a preposition, or None."""
    for found in _BETWEEN_MARKS.finditer(text[:LONGEST_TEXT]):
        known = gazetteer.city(found[1])
        if known and not known.is_word and known.people >= FEWEST_PEOPLE:
            return f"{found[1]}, {known.region}" if known.country in {"US", "CA"} and known.region else found[1]
    return None


def _first_match(phrases: Phrases, text: str) -> PhraseMatch | None:
    for found in phrases.find(text):
        written_as = text[found.start : found.end]
        short = key(written_as).replace(".", "") in _CAPITALS_ONLY
        if short and (not written_as.isupper() or _is_among_capitals(text, found)):
            continue
        return found
    return None


def _is_among_capitals(text: str, found: PhraseMatch) -> bool:
    """Whether the adjacent words are also in capitals, so that capitals carry no meaning: "MARÍA DE LA CRUZ"."""
    before, after = text[max(0, found.start - LONGEST) : found.start], text[found.end : found.end + LONGEST]
    beside = (_WORD_BEFORE.search(before), _WORD_BEHIND.match(after))
    return any(word is not None and word[1].isupper() for word in beside)


def without_lead(words: str) -> str:
    """Drop the words of a sentence or label before a city, if `words` ends with a known city."""
    parts = words.split(" ")
    for start in range(len(parts)):
        if _CITY.get(" ".join(parts[start:])):
            return " ".join(parts[start:])
    return words
