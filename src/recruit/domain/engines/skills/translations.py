"""Translations of skills, spoken languages and driving licences from seven languages: "anglais" is "English".

    name      = words of the table `skill_translations.txt`, ignoring case, accents and plural endings
    language  = counts in a text if a nearby word marks it as spoken, or if it is an item of a list by itself
    licence   = a word for a licence, then its classes: "Führerschein CE", "permis C+E", "rijbewijs B"

A longer name hides the names within it, except those whose English name is part of its own: TIG welding is welding.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from recruit.domain.engines.occupations.title_words import root, transliterate
from recruit.domain.engines.ranking.stop_words import FILLERS
from recruit.domain.engines.skills.catalog import Mention

FIRST_LANGUAGE = "English"
"""First name of the table's first line of spoken languages. All lines after it are spoken languages, too."""

NEAR = 30
"""Maximum distance, in characters, of a word that marks a language as spoken."""

TEXTS_CACHED = 16
NAMES_CACHED = 10_000

_WORD = re.compile(r"[^\W_]+")
_KNOWLEDGE_SUFFIX = re.compile(r"(?<=\w{4})(?:sprach)?kenntnis(?:se|sen)?$")
_SPOKEN = re.compile(
    r"fluen|native|speak|spoken|lingu|language|mother tongue|proficien|sprach|fließend|verhandlungssicher|kenntnis"
    r"|courant|langue|maternel|bilingue|parl[ée]|idioma|fluido|nativ|hablad|fala|falad|fluente|madrelingua|parlat|taal|vloeiend"
    r"|moedertaal|spreek|niveau|nivel|nível|livello|\b[ABC][12]\b",
    re.IGNORECASE,
)
_ITEM_START = re.compile(r"(?:^|[,;:/|•·\n(]|\s-)\s*$")
_ITEM_END = re.compile(r"\s*(?:$|[,;:/|•·\n().]|-\s|[–—])")
_LICENCES = (
    "führerschein führerscheine fahrerlaubnis permis carnet carné permiso carta cnh patente patenti rijbewijs licence "
    "license prawo körkort kørekort førerkort"
)
_CLASSES = r"(?:C1E|C1|D1E|D1|C\+E|CE|BE|DE|A[12M]?|[BCDE])(?![\w'])"
_LICENCE = re.compile(
    r"\b(?i:führerschein\w*|fahrerlaubnis\w*|permis|carn[eé]t?(?: de conducir)?|permiso(?: de conducir)?"
    r"|carta(?: de condução)?|cnh|patent[ei]|rijbewijs|driving licen[cs]e|driver'?s licen[cs]e|licen[cs]e|prawo jazdy"
    r"|körkort|kørekort|førerkort)"
    r"(?i:\s(?:der|de|di|du|tipo|class|klasse|categor[yií]\w*|catégorie|kategorie|cat\.?|kl\.?)){0,2}\s*"
    rf"(?P<classes>{_CLASSES}(?:\s?[,/+]\s?{_CLASSES})*)"
)
_CLASS = re.compile(r"C1E|C1|D1E|D1|C\+E|CE|BE|DE|A[12M]?|[BCD]")


@dataclass(frozen=True, slots=True)
class _Names:
    skills: dict[tuple[str, ...], str]
    longest: dict[str, int]
    spoken: frozenset[str]
    licences: frozenset[str]


@lru_cache(maxsize=TEXTS_CACHED)
def find_translated(text: str) -> Sequence[Mention]:
    """Return the skills that a text names, by their English names, in order."""
    names = _names()
    found = list(_WORD.finditer(text))
    keys = [_key(word[0]) for word in found]
    kept: list[Mention] = []
    end, within = 0, ""
    for place in (place for place, key in enumerate(keys) if key in names.longest):
        start = found[place].start()
        for length in range(names.longest[keys[place]], 0, -1):
            skill = names.skills.get(tuple(keys[place : place + length]))
            if skill is None or (start < end and skill.lower() not in within.lower()):
                continue
            last = found[min(place + length, len(found)) - 1].end()
            if skill not in names.spoken or _is_language(text, start, last):
                kept.append(Mention(skill, start, last))
                end, within = (last, skill) if last > end else (end, within)
    return kept if names.licences.isdisjoint(keys) else [*kept, *_licences(text)]


@lru_cache(maxsize=NAMES_CACHED)
def translated(name: str) -> str | None:
    """Return the English name of the skill that the whole of a name means in any of the languages, or None."""
    found = [one for one in find_translated(name) if _covers(name, one)] or _languages_of(name)
    return max(found, key=lambda one: (one.end - one.start, one.skill)).skill if found else None


def _languages_of(name: str) -> list[Mention]:
    """Return the spoken languages that a name consists of. No word has to mark them as spoken."""
    names = _names()
    words = [(names.skills.get((_key(word[0]),)), *word.span()) for word in _WORD.finditer(name)]
    spoken = [Mention(skill, start, end) for skill, start, end in words if skill in names.spoken and skill]
    return [one for one in spoken if _covers(name, one)]


def _covers(name: str, one: Mention) -> bool:
    """Whether the rest of the name, beside the skill, is only fillers, language levels and numbers."""
    rest = [word.lower() for word in _WORD.findall(f"{name[: one.start]} {name[one.end :]}")]
    return all(word in FILLERS or re.fullmatch(r"[abc][12]|\d+", word) for word in rest)


def _is_language(text: str, start: int, end: int) -> bool:
    if _SPOKEN.search(text[max(0, start - NEAR) : end + NEAR]):
        return True
    return bool(_ITEM_START.search(text[:start][-4:]) and _ITEM_END.match(text, end))


def _licences(text: str) -> Iterator[Mention]:
    for found in _LICENCE.finditer(text):
        classes = {one.replace("+", "") for one in _CLASS.findall(found["classes"])}
        if found["classes"].replace(" ", "").endswith("+E"):
            classes = {f"{one}E" if len(one) == 1 else one for one in classes}
        for held in sorted(classes | {one[0] for one in classes if one.endswith("E")}):
            yield Mention(f"Driving licence {held}", found.start(), found.end())


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    bare = transliterate(word.lower())
    return root(_KNOWLEDGE_SUFFIX.sub("", bare))


@cache
def _names() -> _Names:
    skills: dict[tuple[str, ...], str] = {}
    longest: defaultdict[str, int] = defaultdict(int)
    spoken, is_spoken = set(), False
    text = (files("recruit.data") / "skill_translations.txt").read_text(encoding="utf-8")
    for line in filter(None, text.splitlines()):
        if line.startswith("#"):
            continue
        names = [name.strip() for part in line.split("|") for name in part.split(",")]
        is_spoken = is_spoken or names[0] == FIRST_LANGUAGE
        if is_spoken:
            spoken.add(names[0])
        for name in names:
            key = tuple(_key(word) for word in _WORD.findall(name))
            if skills.setdefault(key, names[0]) != names[0]:
                raise ValueError(f"{name} belongs to {skills[key]} and to {names[0]}")
            longest[key[0]] = max(longest[key[0]], len(key))
    return _Names(skills, dict(longest), frozenset(spoken), frozenset(map(_key, _LICENCES.split())))
